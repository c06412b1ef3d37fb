"""Times that hold for more than the clause they stand in.

A title or an introduction sets one for all below it, a last sentence for all before it, a time
before who acts for all who follow in its sentence; "cùng thời hạn trên" is the one said before.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.grammar.deadlines import deadlines, whole
from generator.grammar.letters import plain_of
from generator.grammar.workdays import after_working_days
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.grammar.deadline_hits import Deadline
    from generator.grammar.letters import LetterSpan
    from generator.grammar.whose_order import Order

_DONE_BY = re.compile(
    r"(?:hoàn thành|xong|chậm nhất|muộn nhất|thời hạn|kết thúc|đến hết"
    r"|(?:thực hiện|triển khai) (?:trong|từ|vào))(?!\w)"
)
_TIMED_PHASE = re.compile(
    r"^[\W_]*(?:(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)] )?(?:giai đoạn|đợt|bước|chặng)(?!\w)[^()]*"
    r"\([^()]*\d[^()]*\)[\W_]*$"
)
"""A phase with its time in brackets behind it: "Giai đoạn thực hiện (từ tháng 4 đến tháng 9)"."""
_ONLY_WORK = re.compile(
    r"[\W_]*(?:(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)] )?(?:(?:các |những )?"
    r"(?:nhiệm vụ|công việc|việc|nội dung|phần việc|hoạt động)"
    r"(?: làm| ngay| trọng tâm"
    r"| cần làm| phải làm| thực hiện| triển khai| cần triển khai| cụ thể)*[\W_]*)?"
    r"(?:(?:giai đoạn|đợt|bước) (?:\d|i{1,3}|một|hai|ba)[\W_]*)?(?:(?:trong|đến|từ) )?[\W_]*"
)
"""What a title says besides a time that is the time of all below it: "2. Công việc quý II"."""


def set_by_title(title: str, day: date | None, issued: date | None) -> Deadline | None:
    """The time that a title sets for what stands below it: "… (xong trước 30/6/2026)"."""
    said = [d for d in deadlines(title, day, issued) if d.last or d.open in ("event", "holidays")]
    low = plain_of(title).low
    if said and (_DONE_BY.search(low) or said[-1].kind == "before"):
        return said[-1]
    if said and said[-1].kind != "year" and _TIMED_PHASE.search(low):
        return said[-1]
    alone = whole(title, day, issued)
    if alone is None or not (alone.last or alone.open in ("periodic", "standing")):
        return None
    start, end = alone.span
    rest = plain_of(f"{title[:start]} {title[end:]}").low
    return alone._replace(text=title[start:end]) if _ONLY_WORK.fullmatch(rest) else None


def from_own_issue(when: Deadline | None, kind: str | None, issued: date | None) -> Deadline | None:
    """A time that counts from the issue of the document itself, named by its kind.

    "45 ngày kể từ ngày ban hành Chỉ thị" in a directive; the directive of another has more words.
    """
    if when is None or when.last is not None or not when.days or kind is None or issued is None:
        return when
    if _ISSUE_OF.sub("", when.event) != kind:
        return when
    if not when.working:
        return when._replace(last=issued + timedelta(days=when.days), open="")
    last = after_working_days(issued, when.days)
    return when._replace(last=last, open="" if last else "holidays")


_ISSUE_OF = re.compile(r"^(?:khi |ngày )?(?:(?:ký|ban hành),? ){1,2}")
_ONLY_TIME = re.compile(
    r"[\W_]*(?:tất cả |cả (?:hai|ba) (?:việc |đơn vị )?|các (?:nội dung|nhiệm vụ|việc)"
    r" (?:trên|này) |việc này )?(?:đều )?"
    r"(?:(?:phải |cần )?(?:thực hiện|hoàn thành|triển khai|thời gian|thời hạn|kết thúc|xong)"
    r"(?: thực hiện| hoàn thành)?:? ?)*(?:xong )?\W*"
)
"""What a sentence says besides its time that sets it for all before it."""


def timed_behind(
    made: Sequence[Order], text: str, day: date | None, issued: date | None
) -> Iterator[Order]:
    """The orders of a place, dated by a last sentence that only says by when all is done."""
    begins = text.rstrip(" .").rfind(". ") + 2
    if (all_of := _ALL_OF.search(text, begins)) is not None:
        begins = all_of.start() + 2
    may = made and begins > _A_SENTENCE and _BEGINS_TIMED.match(text, begins)
    behind = deadlines(text[begins:], day, issued) if may else ()
    rest = text[begins:].lower()
    for said in behind:
        rest = rest.replace(said.text.lower(), " ", 1)
    if len(behind) != 1 or not _ONLY_TIME.fullmatch(rest.strip() or "-"):
        yield from made
        return
    for order in made:
        yield order._replace(when=order.when or behind[0])


_BEGINS_TIMED = re.compile(
    r"[\W_]*(?:tất cả|cả (?:hai|ba)|các (?:nội dung|nhiệm vụ|việc)|việc này|phải|cần|thực hiện"
    r"|hoàn thành|triển khai|thời gian|thời hạn|kết thúc|xong|trước|trong|chậm nhất)(?!\w)",
    re.IGNORECASE,
)
_ALL_OF = re.compile(r"; (?:cả hai|cả ba|tất cả|các việc trên)(?!\w)[^;.]*\W*$")
_A_SENTENCE = 20
"""Letters that a sentence before a last one has at least."""


MAKES_PLAN = re.compile(
    r"(?<!\w)(?:xây dựng|ban hành|lập|gửi|cụ thể hóa|hoàn thành|triển khai)[^.,;]{0,60}?"
    r"kế hoạch(?!\w)"
)
"""What is done before the year of a plan begins: those below make theirs."""
_INTRODUCES = re.compile(
    r"[\W_]*(?:tất cả |toàn bộ )?(?:các )?(?:nhiệm vụ|nội dung|công việc|việc|phần việc|hạng mục)"
    r"(?: trọng tâm| cụ thể| chuẩn bị)* (?:sau|sau đây|dưới đây|tại (?:mục|phần|khoản) này"
    r"|(?:nêu |kể )(?:dưới đây|sau đây|tại (?:mục|phần|khoản) này))(?!\w)"
    r"(?: (?:đều|phải|được|cần))*(?: (?:thực hiện|triển khai|hoàn thành|làm|kết thúc))?(?: xong)?"
)


def introduces(text: str, day: date | None, issued: date | None) -> Deadline | None:
    """The time that a sentence sets for what stands below it and says nothing else.

    "Các nhiệm vụ dưới đây hoàn thành trước 30/6/2027."
    """
    begun = _INTRODUCES.match(plain_of(text).low)
    said = deadlines(text, day, issued) if begun is not None else ()
    if begun is None or len(said) != 1:
        return None
    rest = f"{text[begun.end() : said[0].span.start]} {text[said[0].span.end :]}"
    return said[0] if rest.strip(" *.:;,") == "" else None


def of_a_part(text: str, span: LetterSpan, when: Deadline | None) -> bool:
    """Whether a time is only that of one part that a sentence singles out behind its work.

    "… xây dựng phương án cho vùng hạ du; riêng hồ Đầm Bài xong trước 15/4": the rest is done by
    the day that its heading sets.
    """
    if when is None or not span.start < when.span.start < span.end:
        return False
    return _ONE_PART.search(text[span.start : when.span.start].lower()) is not None


_ONE_PART = re.compile(r"\w[,;] riêng(?: với| đối với)? [^;.]*$")


def timed_ahead(orders: Iterator[Order]) -> Iterator[Order]:
    """The orders of a place, those of one sentence with the time said before who acts first.

    "Trước, trong và sau lễ hội, Công an xã giữ trật tự, Trạm Y tế xã trực cấp cứu."
    """
    ahead: Order | None = None
    for order in orders:
        if ahead is not None and not _dated(order) and _goes_on(ahead, order):
            order = order._replace(when=ahead.when)
            ahead = ahead._replace(span=order.span, text=order.text)
        else:
            ahead = order if _said_first(order) else None
        yield order


def _dated(order: Order) -> bool:
    """Whether its own words say its time."""
    return order.when is not None and order.when.text in order.text


_LAST_WORDS = re.compile(
    r", (?:(?:tất cả |đều |cùng )?(?:xong|hoàn thành)) (?:trước|trong|chậm nhất|vào)(?!\w)"
)


def timed_together(orders: Sequence[Order]) -> Iterator[Order]:
    """The orders of a place, those of one sentence with the time that its last words set.

    "Sở X cắm biển quốc lộ, các xã cắm biển đường xã, xong trước 31/5."
    """
    shared: Deadline | None = None
    made: list[Order] = []
    after: Order | None = None
    for order in reversed(orders):
        if after is not None and not (order.id == after.id and _goes_on(order, after)):
            shared = None
        if shared is not None and not _dated(order):
            order = order._replace(when=shared)
        elif order.when is not None and _dated(order):
            last = [*_LAST_WORDS.finditer(order.text)]
            at = order.when.span.start - order.span.start
            shared = order.when if last and last[-1].start() <= at <= last[-1].end() else None
        made.append(order)
        after = order
    yield from reversed(made)


def _said_first(order: Order) -> bool:
    """Whether the time of an order stands before who acts."""
    when = order.when
    named = bool(order.leads) and order.where in ("opening", "order")
    if when is None or not named or not _dated(order):
        return False
    return order.span.start <= when.span.start and when.span.end <= order.leads[0].span.start


def _goes_on(before: Order, order: Order) -> bool:
    """Whether an order stands behind a comma in the sentence of another one."""
    said = before.text.rstrip()
    return before.id == order.id and said.endswith(",") and _ENDS.search(said) is None


_ENDS = re.compile(r"[.;] ")


def said_before(order: Order, last: Deadline | None) -> tuple[Deadline | None, Order]:
    """The last time that was said, and an order where "cùng thời hạn trên" is that one."""
    whens = [when for when in (order.when, *order.more) if when is not None]
    found: list[Deadline] = []
    for when in whens:
        if when.open == "same" and last is not None:
            when = last._replace(text=when.text, span=when.span)
        elif when.last is not None or when.each:
            last = when
        found.append(when)
    if not found or found == whens:
        return last, order
    return last, order._replace(when=found[0], more=tuple(found[1:]))

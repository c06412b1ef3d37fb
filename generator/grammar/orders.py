"""The orders of a whole plan: for each node who acts, with whom, what, by when, to whom.

A sentence often leaves out who acts: the heading above says it ("Sở Công Thương"), a paragraph
before ("… yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:"), or a line with a label behind
("Đơn vị chủ trì: …"). `orders(plan)` reads the plan in order and puts that together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.deadlines import deadlines
from generator.grammar.duties import Duty, duties, nearest
from generator.grammar.duty_groups import behind_who, by_subject, led_behind
from generator.grammar.first_words import first_words
from generator.grammar.labels import Labels, is_label_line, labels_in, merged, without_labels
from generator.grammar.letters import LetterSpan, plain_of
from generator.grammar.named_bodies import NamedBody, NamedTogether, groups
from generator.grammar.no_work import no_work, punishes
from generator.grammar.openings import time_first
from generator.grammar.quoted import blanked
from generator.grammar.shared_times import (
    MAKES_PLAN,
    from_own_issue,
    introduces,
    of_a_part,
    said_before,
    set_by_title,
    timed_ahead,
    timed_behind,
    timed_together,
)
from generator.grammar.stored import work_begins
from generator.grammar.whose_order import Context, Order, below, given_to, own_role
from generator.plan.wording import plain, type_name
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.grammar.deadline_hits import Deadline
    from generator.grammar.whose_order import OwnRole
    from generator.plan.model import Diem, Doan, KeHoach, Khoan, Loc, Muc


_SILENT = re.compile(
    r"^(?:mục đích|mục tiêu|quan điểm|đánh giá|tình hình|thực trạng|kết quả|bối cảnh"
    r"|sự cần thiết|căn cứ"
    r"|chỉ tiêu|đối tượng|phạm vi|nội dung báo cáo|ưu điểm|tồn tại|hạn chế|nguyên nhân)(?!\w)"
)
_STRICT = re.compile(r"(?:^|, )(?:yêu cầu|kinh phí|nguồn lực|nguồn kinh phí)(?!\w)")
_WORK = re.compile(
    r"(?:^|, | và )(?:các |một số )?(?:nhiệm vụ|giải pháp|biện pháp|nội dung|việc|công việc"
    r"|hoạt động|bước tiến hành|cách làm)(?!\w)"
)
"""Titles of parts in which a line that begins with a verb is work, whoever has to do it."""
_REPORTS = re.compile(r"(?:chế độ|quy định|công tác|về)(?: \w+,?){0,3} báo cáo(?!\w)")
_GIVEN = re.compile(
    r"^(?:[\s*“\"(]*)(?:(?:(?:yêu cầu|nhiệm vụ|nội dung|giải pháp|trách nhiệm)"
    r"(?: chung| riêng| cụ thể| bổ sung)* )?đối với (?:tất cả )?"
    r"|(?:đề nghị|giao|yêu cầu|trách nhiệm của|nhiệm vụ của"
    r"|phân công)(?: nhiệm vụ cho| cho)? )?"
    r"(?:đồng chí )?"
)
_OF_ALL = re.compile(r"\W*(?:trách nhiệm|nhiệm vụ) của ")
"""Such as "Trách nhiệm của các cơ quan": what each has to do follows."""
_DOES_MORE = re.compile(r"[:;.]|, (?=phải|cần|chủ động|sở|ủy ban)")
_ASKED = re.compile(r"^\W*đề nghị ")
_BOLD_TITLE = re.compile(r"\*\*[^*]+[^*.;]\*\*")
"""A title set as a line of its own in the text."""
_ASIDE = re.compile(r"^[\s*]*\([^()]*\)[\s*.;]*$")
"""Such as "(Chi tiết tại Phụ lục kèm theo)": nothing is ordered."""
_GENERAL = re.compile(
    r"nghiêm túc|vướng mắc|Nhận được|Trên đây là|[Yy]êu cầu|(?:biết|biết và|biết,) thực hiện"
)
"""A closing that binds everybody and gives nobody a task of its own, but for what it dates."""
_REST = re.compile(r"^[\s:;,.*()”\"]*(?:\([^();.]{1,80}\)[\s:;,.*]*)?(?:và )?$")
"""What a title may say besides the bodies: marks, and in brackets who of them is meant."""


def orders(plan: KeHoach, *, finer: bool = True, words: Sequence[str] = ("",)) -> list[Order]:
    """The orders of a plan's text, in reading order; rows of tables are tasks already.

    `words`: those of texts that say one of these (in small letters), as the others are not asked.
    `finer` as in `duties`; without it what others read of the same sentences is not read anew.
    What a person has said is no task (`giao_viec` dropped) orders nothing.
    """
    dropped = {(r.nut, r.doan) for r in plan.giao_viec if r.trang_thai == "bo"}
    read = _Reader(plan, finer=finer, words=words).run()
    if not dropped:
        return list(read)
    return [o for o in read if not {(o.id, None), (o.id, plain(o.text).strip())} & dropped]


_MEETS = re.compile(r",? (?:chủ trì,? )?(?:phối hợp|cùng)(?: với)?(?: các)? ")


def led_only(title: str) -> str:
    """A title with who leads alone, where it says no more than with whom: "Sở A phối hợp với …"."""
    found = led_and_met(title)
    if found is None:
        return title
    leads, meets = found
    met = {body.kind for body in meets.bodies}
    asked = {body.kind for body in leads.bodies} & {"mat-tran", "doan-the"}
    if asked or met & {"ubnd", "mat-tran", "doan-the"}:
        return title  # whoever is met has a share of what stands below
    return plain_of(title).said(0, leads.end)


def led_and_met(title: str) -> tuple[NamedTogether, NamedTogether] | None:
    """Who leads and whom they meet, in a title that says no more: "Sở A phối hợp với UBND …"."""
    plain = plain_of(title)
    found = groups(plain)
    meets = _MEETS.match(plain.low, found[0].end) if len(found) > 1 else None
    if meets is None or found[1].start > meets.end() or not _REST.match(plain.low[found[1].end :]):
        return None
    given = _GIVEN.match(plain.low)
    return (found[0], found[1]) if given is not None and found[0].start <= given.end() else None


def time_before(title: str) -> int:
    """Where a title of bodies begins behind the time or case that it says first; else 0."""
    plain = plain_of(title)
    at = time_first(plain.low)
    if not at or not any(group.start == at for group in groups(plain)):
        return 0
    start = plain.span(0, at).end
    rest = title[start:]
    return start if heading(rest)[0] or led_and_met(rest) is not None else 0


def heading(text: str | None) -> tuple[tuple[NamedBody, ...], bool]:
    """The bodies of a title that names nothing but bodies, and whether they are asked.

    "Đề nghị Ủy ban MTTQ Việt Nam tỉnh:" → (that body, True); another title → ((), False).
    """
    if not text:
        return (), False
    if behind := time_before(text):
        return heading(text[behind:])
    plain = plain_of(text)
    given = _GIVEN.match(plain.low)
    start = given.end() if given else 0
    first = first_words().first
    if plain.low.startswith("các ", start) and not first.match(plain.low, start):
        start += len("các ")
    if not (first.match(plain.low, start) or first.match(plain.low, start + 1)):
        return (), False
    found = groups(plain)
    if given and _PLACES.match(plain.low, start) and (not found or found[0].start > start + 1):
        found = groups(plain_of(f"{'. '.rjust(start)}{plain.text[plain.span(0, start).end :]}"))
    if not found or found[0].start > start + 1:
        return (), False
    rest = plain.low[found[0].end :]
    if all(b.kind == "co-quan" for b in found[0].bodies) and _OF_ALL.match(plain.low):
        return (), False
    if led_only(text) != text:
        return found[0].bodies, bool(_ASKED.match(plain.low))
    of_class = given is not None and given[0].strip().endswith(("đối với", "đối với tất cả"))
    if _REST.match(rest) or (of_class and not _DOES_MORE.search(rest)):
        return found[0].bodies, bool(_ASKED.match(plain.low))
    return (), False


_PLACES = re.compile(r"các (?:xã|phường|đặc khu) (?=[^\W\d])(?!, |và |có |thuộc |ven |vùng )")
"""Units that a title gives work to by their names: "Đối với các xã A, B"."""
_GIVES_WORK = re.compile(r"tổ chức thực hiện|phân công|trách nhiệm")
"""The part of a plan whose titles name who has to do what stands below them."""
_MORE_OF_NAME = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,3}")


def heading_of_base(title: str) -> tuple[NamedBody, ...]:
    """People and things of the base that a title names, and nothing else: "Tổ dân phố"."""
    found = groups(plain_of(title), persons=True)
    if len(found) != 1 or found[0].start > 1 or len(found[0].bodies) != 1:
        return ()
    rest = title[found[0].end :].strip(" *:;,.")
    if not rest:
        return found[0].bodies
    named = _MORE_OF_NAME.fullmatch(rest) is not None  # "Tổ | rà soát": no act follows in a title
    return (found[0].bodies[0]._replace(text=title.strip(" *:;,.")),) if named else ()


class _Reader:
    def __init__(self, plan: KeHoach, *, finer: bool, words: Sequence[str]) -> None:
        self.plan = plan
        self.finer, self.words = finer, words
        self.signed, self.begins = plan.day(), work_begins(plan)
        self.issued = plan.van_ban.ngay
        self.issuer = plan.van_ban.co_quan
        self.said: Deadline | None = None
        """The last time that was said: "cùng thời hạn trên"."""

    def run(self) -> Iterator[Order]:
        context = Context()
        for i, paragraph in enumerate(self.plan.mo_dau):
            if paragraph.vai_tro in ("can_cu", "boi_canh", "loi_dan") and self.plan.muc:
                continue
            yield from self._paragraph(paragraph, ("mo_dau", i), context)
        for i, section in enumerate(self.plan.muc):
            yield from self._section(section, ("muc", i), context)
        for i, paragraph in enumerate(self.plan.ket_thuc):
            yield from self._paragraph(paragraph, ("ket_thuc", i), context)

    def _day(self, text: str) -> date | None:
        """From when a day of a text is without a year: a plan is made before the year begins."""
        early = self.signed != self.begins and MAKES_PLAN.search(plain_of(text).low)
        return self.signed if early else self.begins

    # ------------------------------------------------------------------ the outline

    def _section(self, section: Muc, loc: Loc, above: Context) -> Iterator[Order]:
        begins = section.tieu_de.rstrip(" *").endswith(":") and bool(section.khoan)
        entered = self._begun if begins else self._entered
        context = entered(section.tieu_de, above)._replace(part=section.tieu_de)
        if not section.tieu_de.isupper() and not self._leads(section.tieu_de):  # a sentence
            alone = above._replace(strict=True)
            yield from self._node(section.id, loc, "tieu_de", section.tieu_de, alone, Labels())
        yield from self._items(section.khoan, (*loc, "khoan"), context)
        for i, inner in enumerate(section.muc):
            yield from self._section(inner, (*loc, "muc", i), context)

    def _entered(self, title: str | None, above: Context) -> Context:
        """The context below a title."""
        if not title:
            return above
        above = self._dated(title, above)
        who, asked = heading(title)
        who = who or self._leads(title)
        who = who or (heading_of_base(title) if _GIVES_WORK.search(above.part.lower()) else ())
        if who:
            role: OwnRole = "asked" if asked else "lead"
            return above._replace(who=who, agencies=(), where="heading", role=role, silent=False)
        low = plain_of(title).low.strip()
        if _REPORTS.search(low):
            above = above._replace(reports=True)
        silent = above.silent or bool(_SILENT.match(low))
        strict = above.strict or bool(_STRICT.search(low))
        if _WORK.search(low):
            above = above._replace(work=True)
        if silent and strict and ", yêu cầu" in low:
            silent = False  # "Mục đích, yêu cầu": its items have titles of their own
        return above._replace(silent=silent, strict=strict)

    @staticmethod
    def _leads(title: str) -> tuple[NamedBody, ...]:
        """Who leads what stands below a title of bodies, whoever it says is met."""
        met = led_and_met(title)
        return met[0].bodies if met is not None else heading(title)[0]

    def _dated(self, title: str, above: Context) -> Context:
        """The day that a title sets for what stands below it: "… (xong trước 30/6/2026)"."""
        when = set_by_title(title, self._day(title), self.issued)
        return above._replace(when=when) if when is not None else above

    def _items(self, items: Sequence[Khoan], loc: Loc, above: Context) -> Iterator[Order]:
        context = above
        for i, item in enumerate(items):
            here = (*loc, i)
            inner = self._entered(item.tieu_de, context)
            if item.co_quan:
                inner = inner._replace(agencies=tuple(item.co_quan))
                if not inner.who or inner.who == context.who:
                    inner = inner._replace(who=(), where="agencies")
            yield from self._item(item, here, inner, context.when)
            context = self._after(item.noi_dung, context, has_points=bool(item.diem))

    def _item(
        self, item: Khoan, loc: Loc, context: Context, set_above: Deadline | None
    ) -> Iterator[Order]:
        labels = self._own_labels(item.diem)
        text, key = (item.noi_dung, "noi_dung") if item.noi_dung else (item.tieu_de, "tieu_de")
        below = bool(item.diem or item.khoan)
        if text:
            ends = text.rstrip(" *")[-1:]
            if not below or ends == "." or (key == "noi_dung" and ends != ":"):
                named_title = key == "tieu_de" and below and ends != "."
                if not named_title and not (key == "tieu_de" and heading(text)[0]):
                    own = context._replace(when=set_above) if key == "tieu_de" else context
                    yield from self._node(item.id, loc, key, text, own, labels)
            else:
                if ends == ":":
                    yield from self._node(item.id, loc, key, text, context, labels)
                context = self._begun(text, context)
        yield from self._points(item.diem, (*loc, "diem"), context, labels)
        yield from self._items(item.khoan, (*loc, "khoan"), context)

    def _points(
        self, points: Sequence[Diem], loc: Loc, above: Context, labels: Labels
    ) -> Iterator[Order]:
        context = above
        for i, point in enumerate(points):
            if is_label_line(point.noi_dung):
                continue
            here = (*loc, i)
            who, asked = heading(point.noi_dung) if point.diem else ((), False)
            if who:
                role: OwnRole = "asked" if asked else "lead"
                inner = context._replace(who=who, agencies=(), where="heading", role=role)
                yield from self._points(point.diem, (*here, "diem"), inner, labels)
                continue
            begun = point.noi_dung.rstrip(" *").endswith(":") and bool(point.diem)
            inner = self._begun(point.noi_dung, context) if begun else context
            own = self._own_labels(point.diem)
            if begun:
                yield from self._node(point.id, here, "noi_dung", point.noi_dung, context, labels)
            else:
                mine = merged(merged(own, self._behind(points, i)), labels)
                yield from self._node(point.id, here, "noi_dung", point.noi_dung, context, mine)
                inner = self._continued(point.noi_dung, context) if point.diem else context
            yield from self._points(point.diem, (*here, "diem"), inner, own)
            context = self._after(point.noi_dung, context, has_points=bool(point.diem))

    def _continued(self, text: str, context: Context) -> Context:
        """Points below a sentence go on with its subject."""
        named = next((d for d in duties(text, self._day(text), self.issued) if d.who), None)
        return context._replace(who=named.who, agencies=()) if named is not None else context

    def _begun(self, text: str, context: Context) -> Context:
        """Such as "Sở Nội vụ có trách nhiệm:", "Yêu cầu các sở …:" with points below."""
        named = next((d for d in duties(text, self._day(text), self.issued) if d.who), None)
        if named is None:
            return self._entered(text, context)
        context = self._dated(text, context)
        # who answers for it all does what stands below
        role = "lead" if named.role == "answer" else own_role(named)
        return context._replace(
            who=named.who, agencies=(), where="heading", role=role, silent=False
        )

    def _after(self, text: str | None, context: Context, *, has_points: bool) -> Context:
        """A paragraph that ends with a colon and names whom it orders speaks for what follows."""
        if text and context.reports and not has_points:
            named = next((d for d in duties(text, self._day(text), self.issued) if d.who), None)
            if named is not None:
                return context._replace(who=named.who, agencies=(), where="above")
        if text and (when := introduces(text, self._day(text), self.issued)) is not None:
            context = context._replace(when=when)
        if not text or has_points or not text.rstrip(" *").endswith(":"):
            return context
        named = next((d for d in duties(text, self._day(text), self.issued) if d.who), None)
        if named is None:
            return context
        return context._replace(who=named.who, agencies=(), where="above", role=own_role(named))

    # ------------------------------------------------------------------ one place

    def _paragraph(self, paragraph: Doan, loc: Loc, context: Context) -> Iterator[Order]:
        yield from self._node(
            paragraph.id, loc, "noi_dung", paragraph.noi_dung,
            context._replace(strict=True), Labels(),
        )  # fmt: skip

    def _node(
        self, id_: str, loc: Loc, key: str, text: str, context: Context, labels: Labels
    ) -> Iterator[Order]:
        if context.silent or not holds(plain_of(text).low, self.words):
            return
        if introduces(text, self._day(text), self.issued) is not None:
            return
        if _ASIDE.match(text) or _BOLD_TITLE.fullmatch(text.strip()):
            return
        if key == "tieu_de" and not text.rstrip(" *").endswith((".", ";")):
            context = context._replace(work=False)  # a title, and no sentence
        labels = merged(labels_in(blanked(text), self._day(text), self.issued), labels)
        held = bool(context.who or context.agencies) and context.where != "above"
        said = duties(without_labels(text), self._day(text), self.issued, finer=self.finer)
        if text.rstrip(" *").endswith(":"):  # what is to be done follows; who answers is said here
            said = tuple(d for d in said if d.role == "answer" and d.who)
        made: list[Order] = []
        closing = loc[0] == "ket_thuc" or text.rstrip(" *").endswith("./.")
        for found in led_behind(by_subject(said, held=held), text):
            clause = text[found[0].span.start : found[-1].span.end]
            if closing and _GENERAL.search(clause) and not any(d.when for d in found):
                continue
            if made and _ONLY_HELPS.fullmatch(behind_who(text, found)):
                made[-1] = made[-1]._replace(helpers=(*made[-1].helpers, *found[0].who))
                continue
            words = behind_who(text, found)
            led = held or bool(labels.leads)
            if no_work(found, words, held=led, of_money=context.strict):
                continue
            found = [d for d in found if not punishes(text, d)]
            if not found:
                continue
            if made and (_SHARE.fullmatch(words) or _POINT_OF_CONTACT.fullmatch(words)):
                made[-1] = _with_share(made[-1], found, text)
                continue
            day = labels.when.text if labels.when is not None else ""
            others = any(d.when and d.when.text == day for d in said if d not in found)
            own = labels._replace(when=None) if others else labels
            order = self._order(id_, loc, key, text, found, context, own)
            if order is not None:
                made.append(order)
        dated = [*timed_ahead(timed_behind(made, text, self._day(text), self.issued))]
        for order in timed_together(dated):
            self.said, known = said_before(order, self.said)
            yield known

    def _order(
        self, id_: str, loc: Loc, key: str, text: str, found: list[Duty], context: Context,
        labels: Labels,
    ) -> Order | None:  # fmt: skip
        given = given_to(text, found, context, labels)
        if given is None:
            return None
        first = found[0]
        span = LetterSpan(first.span.start, found[-1].span.end)
        whens = [d.when for d in found if d.when is not None]
        when = nearest(whens) if whens else labels.when or context.when
        if whens and context.when is not None and of_a_part(text, span, when):
            when = context.when
        when = from_own_issue(when, type_name(self.plan.van_ban.loai), self.issued)
        return Order(
            id=id_, loc=loc, key=key, span=span, leads=given.who, agencies=given.agencies,
            helpers=tuple(dict.fromkeys(
                [b for d in found if d.role in ("lead", "coordinate", "asked") for b in d.whom]
                + list(labels.helpers)
            )),
            role=given.role, where=given.where, act=LetterSpan(first.act.start, span.end),
            product=next((d.product for d in found if d.product is not None), None),
            product_said=labels.product,
            when=when,
            more=_further(deadlines(text, self._day(text), self.issued), span, when),
            to=tuple(dict.fromkeys(
                b for d in found if d.role == "report" for b in d.whom if not below(b, given.who)
            )),
            before=tuple(b for d in found if d.role == "answer" for b in d.whom),
            text=text[span.start : span.end], part=context.part,
        )  # fmt: skip

    def _behind(self, points: Sequence[Diem], at: int) -> Labels:
        """What the lines with labels right behind a point say of it alone."""
        rest = points[at + 1 :]
        end = next((n for n, p in enumerate(rest) if not is_label_line(p.noi_dung)), len(rest))
        return self._own_labels(rest[:end])

    def _own_labels(self, points: Sequence[Diem]) -> Labels:
        """What the lines with labels among some points say of all of them."""
        out = Labels()
        for point in points:
            if is_label_line(point.noi_dung):
                out = merged(out, labels_in(point.noi_dung, self._day(point.noi_dung), self.issued))
        return out


_SHARE = re.compile(
    r"[\W_]*(?:là|có|gồm)?(?: ?(?:không dưới|ít nhất|tối thiểu|không quá|tối đa))?[\W_]*"
    r"\d[\d.,]* ?%?(?: (?!trước|trong)[^\W\d]+){0,4}\W*"
)
"""The part that one has in the work before: "…; riêng xã Na Sầm 40 hộ"."""
_POINT_OF_CONTACT = re.compile(r"[\W_]*(?:(?:là|làm) )?(?:cơ quan |đơn vị )?đầu mối\W*")
"""Who speaks for those who do the work before: "UBND xã Na Sầm làm đầu mối."."""


_ONLY_HELPS = re.compile(r"[\W_]*(?:[^\W\d]+ ){0,4}(?:cùng )?phối hợp(?: thực hiện| tổ chức)?\W*")
"""Who helps with the work before: "…; Thanh tra tỉnh và các trường cao đẳng phối hợp."."""


def _with_share(order: Order, found: Sequence[Duty], text: str) -> Order:
    """An order together with the sentence behind it that only says whose part is how big."""
    span = LetterSpan(order.span.start, found[-1].span.end)
    more = tuple(body for body in found[0].who if body not in order.leads)
    words = behind_who(text, found)
    leads = (*more, *order.leads) if _POINT_OF_CONTACT.fullmatch(words) else order.leads
    return order._replace(span=span, text=text[span.start : span.end], leads=leads)


_EACH = ("hằng ", "hàng ", "mỗi ", "vào tuần ")
_OFTEN = re.compile(
    r"\d ?(?:giờ|lần|buổi|đợt|kỳ|h(?!\w))|24/|(?:một|hai|ba) (?:lần|buổi|đợt|kỳ|tiết)",
    re.IGNORECASE,
)
"""A time without a day that says more than its period: "trước 15 giờ hằng ngày"."""


def _further(
    said: Sequence[Deadline], span: LetterSpan, when: Deadline | None
) -> tuple[Deadline, ...]:
    """The deadlines of a clause that end on other days or with other events than its first one."""
    if when is None:
        return ()
    found: dict[tuple[date | None, str, str], Deadline] = {}
    for deadline in said:
        if not span.start <= deadline.span.start < span.end or deadline.text == when.text:
            continue
        open_ = not deadline.last and not deadline.each
        often = _OFTEN.search(deadline.text) is not None
        each = deadline.text.lower().startswith(_EACH)
        again = often or (each and not {*deadline.periods} & {*when.periods})
        told = again or deadline.kind in ("after", "before", "span")
        event = deadline.text if open_ and told else ""
        ends = (deadline.last, deadline.each, event)
        if any(ends) and ends != (when.last, when.each, ""):
            found.setdefault(ends, deadline)
    return tuple(found.values())

"""Whether a body that a clause names is who the clause is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_act, begins_deed, deed_end
from generator.grammar.openings import OPENS
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody, NamedTogether

_IN_BRACKETS = re.compile(r" (?:chủ trì|đầu mối|thực hiện|tổ chức|chịu trách nhiệm)(?!\w)")
_TAKES_PART = re.compile(
    r"(?<!\w)(?:tham gia|tham dự|dự(?! (?:toán|án|thảo|báo|trữ|phòng|kiến|trù))"
    r"|dự thi|theo học|hưởng ứng|đăng ký|sử dụng|tiếp nhận|khai thác"
    r"|cài đặt|cập nhật|tiếp thu|mua|nhận)(?!\w)[^;.:]* do $"
)


def takes_part(before: str) -> bool:
    """Whether words before a body, in small letters, say whose event or thing somebody uses.

    "Cử người tham gia lớp tập huấn do Sở Y tế mở": the department is not who sends people.
    """
    return _TAKES_PART.search(before) is not None


def hands_on(between: str, found: re.Match[str]) -> bool:
    """Whether words between two bodies hand the work on: "UBND tỉnh giao Sở Nội vụ …".

    Who first does something himself ("quyết định …; lập hồ sơ đề nghị Tòa án") is the subject.
    """
    before = between[: found.start()]
    asks = found["verb"] == "đề nghị"
    near = _ASKS_NEAR if asks else _ORDERS_NEAR
    return len(before) <= near and ";" not in before and not between.startswith((",", ":"))


_ASKS_NEAR, _ORDERS_NEAR = 14, 45
"""Letters between a body and the word by which it asks, orders another."""


def leads_in_brackets(low: str, first: int, group: NamedTogether) -> bool:
    """Whether a group leads in brackets: "Lễ phát động (Sở Y tế chủ trì; Sở Nội vụ phối hợp)"."""
    opened = low[first : group.start].endswith("(")
    return opened and _IN_BRACKETS.match(low, group.end) is not None


def said_before(found: tuple[NamedTogether, ...]) -> tuple[NamedTogether, ...]:
    """Bodies where "Sở" alone is the department that was named before it."""
    out: list[NamedTogether] = []
    last: NamedBody | None = None
    for group in found:
        who = group.bodies
        if last is not None and len(who) == 1 and who[0].name == "sở":
            who = (last._replace(text=last.text, span=who[0].span),)
        last = next((b for b in who if b.kind == "so" and not b.every and b.name != "sở"), last)
        out.append(group._replace(bodies=who))
    return tuple(out)


def apart(plain: Plain, found: Iterable[NamedTogether]) -> Iterator[NamedTogether]:
    """Bodies named together, but for who acts behind a semicolon: he begins a clause.

    "Thanh tra tỉnh thanh tra 03 doanh nghiệp; Sở Y tế kiểm tra …" lists no enterprise with a Sở.
    """
    before: NamedTogether | None = None
    for group in found:
        cut = plain.low.rfind("; ", group.start, group.end)
        if cut < 0 or not _one_behind(plain, before, group):
            yield (before := group)
            continue
        at = plain.span(group.start, cut + 2).end
        first = tuple(body for body in group.bodies if body.span.start < at)
        second = tuple(body for body in group.bodies if body.span.start >= at)
        if first:
            yield group._replace(bodies=first, end=cut)
        if second:
            yield (before := group._replace(bodies=second, start=cut + 2))


def _one_behind(plain: Plain, before: NamedTogether | None, group: NamedTogether) -> bool:
    """Whether who stands behind the semicolon acts, and those before it end another clause."""
    low = plain.low
    acts = begins_act(low, group.end) or _CONDITION.match(low, group.end)
    last = group.bodies[-1].text.lower()
    told = " nào " in last or last.endswith(" nào")
    same = before is not None and "." not in low[before.end : group.start]
    heads = low[low.rfind(". ", 0, group.start) + 1 : group.start].strip(' -+•*“"(') == ""
    return bool(acts or told) and (same or not heads)


_CONDITION = re.compile(r" (?:nào|thì|có (?=[^.;]{3,80} thì ))")

_DONE_BY = re.compile(r"(?P<thing>[^;:.]{2,110}) (?P<by>do|được) (?:các )?$")
_MADE_BY = re.compile(r" (?:lập|thực hiện|chủ trì|đảm nhiệm|đảm nhận|phụ trách)(?!\w)")
"""What he does by whom a thing is done: "Thống kê thiệt hại, do Phòng Kinh tế lập"."""
_HANDED_TO = re.compile(r"[^;:.]{2,110} được (?:giao|phân cấp|phân công|ủy quyền) cho (?:các )?$")
"""Before whom a thing is given: "Việc cấp biển hiệu được phân cấp cho Phòng X"."""
_NO_PASSIVE = re.compile(r"(?<!\w)(?:phải|nếu|thì|theo(?! dõi)|(?<!sau )khi|chưa|không|để)(?!\w)")
_A_THING = 70
"""Letters that the name of a thing has at most, before by whom it is done."""
_BRINGS = re.compile(
    r"(?:chi phí|kinh phí|tiền|nguồn|ngân sách|số tiền|theo(?! dõi)|từ|bởi|trước|sau|trong|khi"
    r"|nếu|ngoài"
    r"|với|tham gia|tham dự|dự|sử dụng|gồm|như|là|và|để)(?!\w)"
    r"|[^;:.]*(?<!\w)(?:phải|có|cần|được|đã|gồm|theo(?! dõi)|tham gia|sử dụng|nếu|thì)(?!\w)"
)
"""Words with which no thing begins, and none is told of, of which is said by whom it is done."""


def done_by(low: str, first: int, group: NamedTogether, *, finer: bool) -> bool:
    """Whether a sentence says first what is done, then by whom: "Các trường THCS do UBND xã …".

    `finer`: also in the passive, "Dữ liệu được Chủ tịch UBND cấp xã ký xác nhận".
    """
    acts = begins_deed if finer else begins_act
    if finer and _HANDED_TO.fullmatch(low, first, group.start):
        return True
    if low.endswith(", do ", first, group.start) and _MADE_BY.match(low, group.end):
        return True
    said = _DONE_BY.fullmatch(low, first, group.start)
    if said is None or (said["by"] == "được" and not finer) or OPENS.match(low, first):
        return False
    if said["by"] == "được":
        return _NO_PASSIVE.search(said["thing"]) is None and (
            acts(low, group.end) and not _does_to_some(said["thing"])
        )
    if len(said["thing"]) > _A_THING:
        return False
    if _BRINGS.match(low, first, group.start) or begins_act(f" {said['thing']}", 0):
        return False
    return acts(low, group.end)


def _does_to_some(thing: str) -> bool:
    """Whether words are an act and what it is done to: "Cụ thể hóa | các nhiệm vụ", no thing."""
    end = deed_end(f" {thing}", 0)
    return end > 0 and thing.startswith(("các ", "những "), end)


_WHERE_IT_IS = re.compile(r" (?:tại|ở|trên|thuộc|của|trong)(?= \S)")
_FAR = 60
"""Letters that may say where a class is, before what it does."""


def acts_behind_place(low: str, group: NamedTogether) -> int | None:
    """Where an act begins behind what says where a class is; None where none does.

    "Các cơ sở lưu trú tại Cô Tô, Vân Đồn thực hiện niêm yết", "Trường trên đảo lồng ghép".
    """
    if _WHERE_IT_IS.match(low, group.end) is None:
        return None
    if not all(body.every or body.kind == "su-nghiep" for body in group.bodies):
        return None
    if any(body.unit or body.kind in ("so", "bo") for body in group.bodies):
        return None
    stop = min((at for mark in ";:." if (at := low.find(mark, group.end)) >= 0), default=len(low))
    at = low.find(" ", group.end + 6)
    while 0 <= at < min(stop, group.end + _FAR):
        if begins_act(low, at):
            return at
        at = low.find(" ", at + 1)
    return None


_ITS_SHARE = re.compile(r" (?:nhận |là |có )?\d[\d.,]*(?: ?(?:%|\w+))")


def shared(
    low: str, found: Sequence[NamedTogether], who: tuple[NamedBody, ...], at: int, end: int
) -> tuple[NamedBody, ...]:
    """Further units that have a share in an act: "giao UBND xã A nhận 720 ha, UBND xã B 520 ha"."""
    if not who or not all(body.unit and body.place for body in who):
        return ()
    out: list[NamedBody] = []
    for group in found:
        linked = low[group.start - 2 : group.start] == ", " or low.endswith(" và ", 0, group.start)
        if at <= group.start < end and linked and _ITS_SHARE.match(low, group.end):
            out += [body for body in group.bodies if body.unit and body.place and body not in who]
    return tuple(out)


def without_place(plain: Plain, group: NamedTogether) -> NamedTogether:
    """Bodies without the place for which they act: "Riêng đặc khu Lý Sơn, Sở Y tế cử đoàn …"."""
    first, *more = group.bodies
    if not more or first.kind != "dia-phuong" or not first.place or any(b.unit for b in more):
        return group
    if not plain.low.endswith(("riêng ", "đối với "), 0, group.start):
        return group
    start = plain.low.find(", ", group.start) + 2
    return group._replace(bodies=tuple(more), start=start)


_THESE = re.compile(
    r"(?: (?:hai|ba|bốn|năm|\d{1,2}) (?:xã|phường|đặc khu|địa phương|đơn vị))?"
    r" (?:này|nêu trên|nói trên|trên(?! địa))(?!\w)"
)


def points_back(plain: Plain, found: Sequence[NamedTogether]) -> list[NamedTogether]:
    """Groups where "UBND ba xã này" are the units that the text named before."""
    out: list[NamedTogether] = []
    for group in found:
        these = _THESE.match(plain.low, group.end)
        named = next((g for g in reversed(out) if all(b.place for b in g.bodies)), None)
        if these is not None and named is not None and all(b.unit for b in group.bodies):
            group = group._replace(bodies=named.bodies, end=these.end())
        elif these is not None and [b.name for b in group.bodies] == ["sở"]:
            group = group._replace(end=these.end())  # "sở này": the one named before
        out.append(group)
    return out

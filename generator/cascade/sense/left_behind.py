"""What a derived sentence left behind in the plan above: the term for all, what it points to.

"UBND xã kiểm tra; Sở thu hồi giấy phép. Hoàn thành trong tháng 3/2026." without its last sentence
has no term; "Lực lượng này …" points to a sentence that is not in the unit's plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.sense.own_slips import points_back
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.plan.model import AnyNode, KeHoach
    from generator.plan.source import TomlSource

_FOR_ALL = re.compile(
    r"(?:[.;] |, )(?:(?:việc|các việc|các nội dung) (?:này|trên) )?(?:thực hiện |tất cả )?"
    r"(?:hoàn thành|xong|hoàn tất|kết thúc)(?: xong)?(?: việc [^.;,]{3,60}?)?"
    r" (?:trong|trước|chậm nhất|vào|từ)"
    r"[^.;]{3,60}[.;/]*$"
)
"""A term at the very end, of what stands before it."""
_DONE = ("hoàn t", "oàn thành", "xong", "ết thúc")
"""Without one of them there is none."""

_OF_WHAT = re.compile(
    r"(?:[^\W\d]+ ){0,6}(?:giám sát|kiểm tra|theo dõi|hướng dẫn|tổng hợp|đôn đốc|hỗ trợ|rà soát"
    r"|thẩm định|xử lý|tham gia|thực hiện|triển khai)"
    r"(?: (?:tại (?:cơ sở|chỗ|địa bàn|địa phương)|theo (?:quy định|thẩm quyền)|thường xuyên"
    r"|kịp thời))+\W*$"
)
"""A short sentence that does not say to what it is done."""
_SHORT, _MUCH = 90, 20
"""Letters of such a sentence at most, and those that the one above has more, which says it."""
_SIGNED = re.compile(
    r"(?:kể|tính) từ ngày (?:ký|ban hành|ký,? ban hành|có hiệu lực)(?: ban hành)?"
    r"(?! (?:hợp đồng|quyết định|văn bản|biên bản|thỏa thuận|[^\W\d]+ số|[Kk]ế hoạch))"
    r"(?! ?\{)(?!\w)"
)
"""A day of a paper of which nobody says which."""
_SINCE = re.compile(
    r"(?:kể từ|tính từ|sau khi|từ khi|sau)(?: ngày)? (?:(?:ký|ban hành)(?:,? ban hành)? "
    r"(?:Kế hoạch|Chỉ thị|Nghị quyết)(?: này)?|(?:Kế hoạch|Chỉ thị|Nghị quyết)(?: này)?"
    r"(?: được)? (?:ban hành|có hiệu lực|ký))(?! (?:số|của))(?!\w)"
)
"""The same of "this plan", which was the plan above."""
_FROM = (" từ ngày ", " từ khi ", "sau khi ", "sau ngày ", "ngày Kế hoạch")


def left_behind(plan: KeHoach, source: TomlSource, above: KeHoach) -> Iterator[Diagnostic]:
    """LC718, LC737 of sentences taken from the plan above that nobody is asked about yet."""
    upper = {node.id: node for _loc, node in walk(above)}
    before = _before(above)
    here = {node.nguon.nut for _loc, node in walk(plan) if node.nguon is not None}
    for loc, node in walk(plan):
        origin = node.nguon
        if loc[0] not in ("muc", "phu_luc") or origin is None or getattr(node, "can_xem", None):
            continue
        if origin.ke_hoach != above.van_ban.ma or origin.nut not in upper:
            continue
        mine, said = _words(node), _words(upper[origin.nut])
        told = [*_of_itself(mine, said, plan.day())]
        last = before.get(origin.nut, "")
        words = points_back(plain_of(mine))
        if words and last and last not in here:
            message = _("“{chu}” chỉ câu trước trong kế hoạch trên, câu ấy không có ở đây")
            hint = _("Ghi rõ là gì, của ai")
            told.append(warning("LC718", message.format(chu=words), None, hint))
        for one in told:
            yield one._replace(span=source.span((*loc, "noi_dung")))


def _of_itself(mine: str, said: str, day: date | None) -> Iterator[Diagnostic]:
    """What a sentence has lost of the one that it comes from."""
    term = _lost_term(mine, said, day)
    if term:
        message = _("Thời hạn “{chu}” của kế hoạch trên không còn trong câu này")
        hint = _("Ghi lại, nếu thời hạn ấy là của cả phần việc của mình")
        yield Diagnostic("LC737", Severity.INFO, message.format(chu=term), None, (hint,))
    short = len(mine) < _SHORT and len(said) > len(mine) + _MUCH
    if short and _OF_WHAT.match(plain_of(mine).low):
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”")
        hint = _("Ghi rõ làm gì: vế trước của kế hoạch trên có nói")
        yield warning("LC718", message.format(chu=mine.strip(" .;")), None, hint)
    may = any(word in mine for word in _FROM)
    since = (_SIGNED.search(mine) or _SINCE.search(mine)) if may else None
    if since is not None and since[0] in said:
        message = _("“{chu}”: ngày ký của kế hoạch trên, hay của kế hoạch này?")
        hint = _("Ghi rõ ngày, hoặc số hiệu văn bản mà thời hạn ấy tính từ đó")
        yield warning("LC718", message.format(chu=since[0]), None, hint)


def _before(plan: KeHoach) -> dict[str, str]:
    """Node → the one before it in its list."""
    found: dict[str, str] = {}
    at: dict[tuple[object, ...], str] = {}
    for loc, node in walk(plan):
        found[node.id] = at.get(loc[:-1], "")
        at[loc[:-1]] = node.id
    return found


def _words(node: AnyNode) -> str:
    return plain(getattr(node, "noi_dung", None) or "")


def _lost_term(mine: str, said: str, day: date | None) -> str:
    """The term at the end of the words above, where the unit's own have none at all."""
    if not mine or not any(word in said for word in _DONE):
        return ""
    upper = plain_of(said)
    found = _FOR_ALL.search(upper.low)
    if found is None or deadlines(mine, day):
        return ""
    words = upper.said(found.start(), len(upper.low)).strip(" .;,/")
    return words if deadlines(words, day) else ""

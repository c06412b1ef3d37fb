"""Where an order to a body of the commune ends: to the highest level reports whose order it is.

"Sở Y tế chỉ đạo Trạm Y tế các xã lấy mẫu; báo cáo Ủy ban nhân dân tỉnh": the department reports,
no station does. A report to the body that gives the order is the part of who is ordered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import LetterSpan, plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.grammar.duties import Duty
    from generator.grammar.letters import Plain

_TOP = (
    r"(?:(?:thường trực|ban thường vụ|chủ tịch|lãnh đạo) )?(?:(?:(?:ubnd|ủy ban nhân dân|hđnd"
    r"|hội đồng nhân dân)(?:,? (?:và )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân))?"
    r" (?:tỉnh|thành phố)|tỉnh ủy|thành ủy|thủ tướng|chính phủ|quốc hội|quân khu"
    r"|bộ (?!chỉ huy|phận|đội)[^\W\d]+|ban chỉ đạo (?:quốc gia|trung ương|tỉnh|thành phố)"
    r"|trung ương)(?!\w))"
)
_BEFORE = (
    r"(?:(?:đồng thời|và|định kỳ|kịp thời|(?:hằng|hàng) (?:tháng|quý|năm|tuần)"
    r"|(?:định kỳ )?(?:trước|vào) ngày [^;.,]{1,24}|06 tháng|6 tháng|cuối (?:năm|quý|tháng))[ ,]+)*"
)
_TELLS = (
    r"(?:(?:theo dõi|đôn đốc|rà soát|tổng hợp)(?: (?:kết quả|chung|tình hình|số liệu|danh sách)"
    r"[^;.,]{0,30})?,? (?:và )?){0,2}(?:báo cáo|trình|tham mưu)(?: [^;.]{0,40}?)?"
)
_CLAUSE = re.compile(
    rf"; {_BEFORE}(?:{_TELLS} {_TOP}"
    r"|tổng hợp(?: chung| (?:kết quả|tình hình)[^;.,]{0,30})?(?=[.;]|$))"
)
"""A clause of its own behind what is ordered."""
_RUN_ON = re.compile(rf",? (?:để |và )?tổng hợp,? (?:{_TELLS}) {_TOP}|, {_BEFORE}báo cáo {_TOP}")
"""Said in one clause with it: a station, a police of a commune does not report so high."""


def ends_before_report(plain: Plain, start: int, end: int, *, own_body: bool) -> int:
    """The place in a plain text where what is ordered ends, at most `end`.

    `own_body`: whether a body of the commune is told, not its committee, which may report so high.
    """
    if "báo cáo" not in plain.low and "tổng hợp" not in plain.low and "trình" not in plain.low:
        return end
    found = [_CLAUSE.search(plain.low, start, end)]
    if own_body:
        found.append(_RUN_ON.search(plain.low, start, end))
    return min((one.start() for one in found if one is not None), default=end)


def without_report(text: str, group: list[Duty]) -> list[Duty]:
    """The duties of an order that another's body gives, without what that body itself reports."""
    first = group[0]
    if first.said != "order":
        return group
    plain = plain_of(text[first.span.start : first.span.end])
    own_body = not any(body.unit for body in first.who)
    end = ends_before_report(plain, 0, len(plain.low), own_body=own_body)
    if end == len(plain.low):
        return group
    span = LetterSpan(first.span.start, first.span.start + plain.span(0, end).end)
    return [
        one._replace(span=span, act=LetterSpan(one.act.start, min(one.act.end, span.end)))
        for one in group
        if one.act.start < span.end
    ]

"""Where an order to a body of the commune ends: to the highest level reports whose order it is.

"Sở Y tế chỉ đạo Trạm Y tế các xã lấy mẫu; báo cáo Ủy ban nhân dân tỉnh": the department reports,
no station does. A report to the body that gives the order is the part of who is ordered. Behind
";" powers and totals are again the superior's; how often a thing is done is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.binding import binding
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


_POWERS = re.compile(
    r" (?:và |đồng thời )?(?:(?:tiếp nhận,? )?cấp(?! (?:cứu|xã|ủy))|thẩm định|phê duyệt|tuyển|mua"
    r"|trang bị|thành lập|ban hành|trình|tham mưu|xét duyệt|phân bổ|đào tạo|tập huấn|hướng dẫn"
    r"|chủ trì|bố trí|tổng hợp|xây dựng|chỉ đạo|thanh tra|giao|điều động|quyết định|công bố"
    r"|biên soạn|in |thu hồi|hoàn thiện|nghiên cứu|đầu tư|điều tra|đấu tranh|khởi tố|bắt giữ"
    r"|triệt phá|xử lý (?:tội phạm|nghiêm tội)|truy (?:tố|nã)|vận hành|phát triển)(?!\w)"
)
"""With what a superior's body begins its own work again, behind an order to a body below."""
_RHYTHM = re.compile(
    r"\s*(?:(?:mỗi|hằng|hàng) (?:ngày|tuần|tháng|quý|năm) [^;.]*?"
    r"\d+ (?:đợt|lần|buổi|cuộc|ca|lượt)|[^;.]*?\d+ (?:đợt|lần|buổi|cuộc|ca|lượt)"
    r"(?:/| (?:mỗi|một|trong) )(?:ngày|tuần|tháng|quý|năm))(?!\w)"
)
"""A number of rounds in each month: no total that a superior's body has."""


def ends_before_theirs(plain: Plain, at: int, end: int) -> int:
    """Where what a body is told to do ends: powers and figures behind ";" are the superior's.

    It goes on with the rest: "…; phối hợp với Điện lực bảo vệ lưới điện".
    """
    for stop in re.finditer(";", plain.low[:end]):
        if stop.start() < at:
            continue
        tail = plain.low[stop.end() : end].split(";")[0]
        counted = any(f.unit != "%" for f in binding(plain.said(stop.end(), end)))
        counted = counted and not _RHYTHM.match(tail)  # how often they all do it
        if _POWERS.match(tail) or counted:
            return stop.start()
    return end


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

"""Whether a body that a clause names is who the clause is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


_ACTS_BEHIND = re.compile(
    r" (?:tổng hợp|trình|báo cáo|gửi|thẩm định|phê duyệt|công bố|kiểm tra|hoàn thành|ban hành|lập"
    r"|tham mưu|rà soát|hướng dẫn|xem xét|quyết định|nghiệm thu|thông báo|cấp|chủ trì|tổ chức"
    r"|bố trí|thanh tra|xây dựng|phối hợp|cung cấp|tiếp nhận|triển khai|theo dõi)(?!\w)"
)
"""What he does who begins a clause behind a semicolon."""


def apart(plain: Plain, found: Iterable[NamedTogether]) -> Iterator[NamedTogether]:
    """Bodies named together, but for who acts behind a semicolon: he begins a clause.

    "Thanh tra tỉnh thanh tra 03 doanh nghiệp; Sở Y tế kiểm tra …" lists no enterprise with a Sở.
    """
    before: NamedTogether | None = None
    for group in found:
        cut = plain.low.rfind("; ", group.start, group.end)
        same = before is not None and "." not in plain.low[before.end : group.start]
        if cut < 0 or not same or _ACTS_BEHIND.match(plain.low, group.end) is None:
            yield (before := group)
            continue
        at = plain.span(group.start, cut + 2).end
        first = tuple(body for body in group.bodies if body.span.start < at)
        second = tuple(body for body in group.bodies if body.span.start >= at)
        if first:
            yield group._replace(bodies=first, end=cut)
        if second:
            yield (before := group._replace(bodies=second, start=cut + 2))


_DONE_BY = re.compile(
    r"(?:các|việc|danh sách|vị trí|nội dung|phần|công tác)(?!\w)(?:[^;:.]{1,60})? do $"
)
_DOES = re.compile(
    r" (?:chỉ đạo|quyết định|xác định|lập|soạn|xây dựng|tổng hợp|chuẩn bị|lựa chọn|thực hiện"
    r"|tổ chức|chủ trì|bố trí)(?!\w)"
)


def done_by(low: str, first: int, group: NamedTogether) -> bool:
    """Whether a sentence says first what is done, then by whom: "Các trường THCS do UBND xã …"."""
    said = _DONE_BY.fullmatch(low[first : group.start]) is not None
    return said and _DOES.match(low, group.end) is not None

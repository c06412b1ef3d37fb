"""Whether a body that a clause names is who the clause is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.grammar.named_bodies import NamedBody, NamedTogether

_IN_BRACKETS = re.compile(r" (?:chủ trì|đầu mối|thực hiện|tổ chức|chịu trách nhiệm)(?!\w)")
_TAKES_PART = re.compile(
    r"(?<!\w)(?:tham gia|tham dự|dự(?! (?:toán|án|thảo|báo|trữ|phòng|kiến|thu|trù))|dự thi|theo học|hưởng ứng|đăng ký|sử dụng|tiếp nhận|khai thác"
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

"""How a clause begins: its label and marks, a time, an end, a ground of the act."""

from __future__ import annotations

import re

OPENS = re.compile(
    r"(?:căn cứ|trên cơ sở|dựa (?:trên|vào)|nhận được|định kỳ|hàng|hằng|trước|trong"
    r"|từ(?! ngân sách địa phương, )|đến|sau|khi"
    r"|nhằm|để|theo(?! dõi)|ngoài ra|đồng thời|quá (?:thời )?hạn|sau (?:thời hạn|thời điểm)"
    r"|riêng|còn|bên cạnh đó|trường hợp|nếu|quá trình|chậm nhất|thực hiện|tiếp tục|cùng với"
    r"|ngay|đúng|lúc|khoảng|tiếp đó|tiếp theo|trước mắt|song song|cùng (?:thời|lúc|ngày|kỳ|dịp)"
    r"|với|đối với|tùy"
    r"|(?:hai|ba|\d+) (?:năm|tháng|tuần|ngày) (?:một|0?1) lần"
    r"|(?:0?6|sáu|0?9|chín) tháng|hoàn thành"
    r"|xong|kể từ|muộn nhất|do|ở|tại|thứ (?:hai|ba|tư|năm|sáu|bảy))(?!\w)"
    r"|(?:không quá|tối đa|ít nhất|tối thiểu|sớm nhất|chậm|vào|cuối|đầu|giữa|hết|kết thúc|tính đến"
    r"|mỗi|ngày|tháng|quý) (?=[^,]{0,40}?"
    r"(?:\d|(?:ngày|tháng|năm|quý|tuần|giờ|phút|kỳ|đợt|vụ|mùa|khi)(?!\w)))"
)
"""A time, an end, a ground with which a clause begins before it says who acts."""
_MARKS = re.compile(r"[\s\-+•*“\"(.]*(?:(?:[a-zđ]|\d{1,2})[.)] )?")
_ENDS_OF_TIMES = ("/", "i", "v", "x", "áng", "quý", "năm", "uần", "gày", "iệc", "giờ")


def opens(before: str) -> bool:
    """Whether words, in small letters, begin as a time, an end or a ground of an act does."""
    return OPENS.match(before, skip(before, 0)) is not None


def skip(low: str, start: int) -> int:
    """Past marks and labels at the head of a clause."""
    if low[start : start + 1].isalpha() and low[start + 1 : start + 2] not in (".", ")"):
        return start  # nearly always
    found = _MARKS.match(low, start)
    return found.end() if found else start


def ends_in_time(last: str) -> bool:
    """Whether the last letters of a text may be those of a time: a day, a year, "hằng tháng"."""
    return last[-1:].isdigit() or last.endswith(_ENDS_OF_TIMES)


_WHEN = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?"
    r"(?:sau|trước|trong|khi|từ|đến|ngay|vào|hằng|hàng|định kỳ|suốt|mỗi)(?!\w)"
    r"[^,;:.]{1,50}, "
)


def time_first(low: str) -> int:
    """Where a sentence (in small letters) goes on behind the time or case it begins with; else 0.

    "Sau bão, | Chủ tịch UBND các xã", "trong mùa khô, | chỉ đạo tuần tra".
    """
    found = _WHEN.match(low)
    return found.end() if found is not None else 0

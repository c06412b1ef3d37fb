"""Whether an administrative unit that a sentence begins with is who acts, as patterns."""

from __future__ import annotations

from generator.grammar.act_verbs import begins_act
from generator.grammar.first_words import UNIT
from generator.text import patterns as re

ABOVE = ("tỉnh", "thành phố")
"""Units whose name at the head of a sentence mostly tells how things stand there."""
ACTS = re.compile(
    r" (?:lập|tổ chức|xây dựng|rà soát|báo cáo|bố trí|phối hợp|chủ trì|phân công|kiểm tra|cử"
    r"|hướng dẫn|chỉ đạo|triển khai|tuyên truyền|gửi|phát|cập nhật|thống kê|vận động"
    r"|thí điểm|trồng|lắp|sửa|xây)(?!\w)"
)
ON_ITS_OWN = re.compile(r" (?:chủ động|phải|tự|có trách nhiệm)(?!\w)")
WITH_A_THING = re.compile(r" (?:có|chưa có|không có|nằm|giáp|ven|thuộc|vùng|miền) (?!\d)")
HAS_AND_DOES = re.compile(
    r" (?:nơi có|có|chưa có|không có|còn lại|còn|chưa)"
    r"(?: (?!\d|thể |thẩm quyền|trách nhiệm|nhiệm vụ)(?:[^;.:]|\.(?=\d)){1,80}?)?"
    r" (?:thì|phải|thành lập|tổ chức|bố trí|lập|chủ động|giao|phân luồng|rà soát|nhận và|cử|lắp đặt"
    r"|ký|thống kê|huy động|vận động|triển khai)(?!\w)"
    r"| (?:có|chưa có)(?:[^;.:]|\.(?=\d)){1,80}? trở (?:lên|xuống) (?!và|hoặc|thì|được)(?=[^\W\d])"
    r"| (?:đã|vượt|bị)(?!\w)[^;.:]{2,80}? thì(?!\w)"
)
"""A unit with what it has, and what it then does: "Đặc khu có từ 200 tàu cá thành lập Tổ …"."""
_ONE_MORE = re.compile(rf"(?:, | và |, và ){UNIT}")
_GROUND = re.compile(
    r"(?:^|[.;:] )(?:trên cơ sở|căn cứ|từ (?:đó|kết quả|danh sách)|sau "
    r"|trong (?:vòng |thời hạn )?\d|hằng |hàng |định kỳ|trước (?:ngày )?\d|chậm nhất"
    r"|nhận được|quá |nếu |khi )[^.;:]{0,80}"
    r"(?<! tỉnh)(?<!phường)(?<! xã)(?<!thôn)(?<!thành phố)(?<!đặc khu)(?<!bản), $"
)
"""A ground or time of an act before a unit in small letters: "Trên cơ sở đó, phường rà soát"."""
_DONE_TO = re.compile(
    r" (?:được|bị) [^\W\d]+(?: [^\W\d]+){0,3} (?:thì|phải|cử|bố trí|lập|báo cáo|tổ chức|chủ động)"
    r"(?!\w)"
)
"""What is done to a unit, and what it then does: "xã được kiểm tra cử 01 lãnh đạo"."""
UNITS_BEHIND = re.compile(rf"(?:(?:, | và ){UNIT}(?= (?:có|chưa|không|nằm|giáp|đã|còn|vượt|bị) ))*")
_HAS_TO = (
    r",(?: (?:ngoài|bên cạnh|cùng với|đồng thời với) [^,;.:]{3,80},)? (?:phải|cần|chủ động|tiếp tục"
    r"|khẩn trương|tập trung|ưu tiên|tăng cường|thường xuyên|kịp thời|lập|xây dựng|rà soát"
    r"|tổ chức|bố trí|hoàn thành|kiểm tra|triển khai|thực hiện|báo cáo|thống kê|vận động)(?!\w)"
)
_LIST_OF_PLACES = (
    rf", (?=(?:các |những )?(?:{UNIT}|(?:sông|suối|hồ|biển|vùng|ven|biên giới|hải đảo|miền núi"
    r"|hạ lưu|thượng|đầu nguồn|dọc|khu)(?!\w)))"
)
TO_ALL = re.compile(
    rf"[^.;:]{{2,110}}:|(?:[^.;:,]|{_LIST_OF_PLACES}){{2,60}}{_HAS_TO}|(?:[^.;:,]|{_LIST_OF_PLACES}){{2,140}}$"
)
"""A class that the rest of its line is said to: "Đối với các xã ven biển: …", "…, phải …"; or
a title that names it."""
HAS_TO = re.compile(rf"[^.;:,]{{0,60}}{_HAS_TO}")
"""What a class has to do that a clause names first: "Đối với các xã ven biển, phải …"."""


def acts_in_small(low: str, at: int, end: int) -> bool:
    """Whether a unit in small letters acts: "…; phường rà soát", "Trên cơ sở đó, phường, xã lập".

    It stands between two places of a text; more kinds of units may follow it.
    """
    while (more := _ONE_MORE.match(low, end)) is not None:
        end = more.end()
    if not (begins_act(low, end) or ACTS.match(low, end) or _DONE_TO.match(low, end)):
        return low.endswith(" thì ", 0, at) and low.startswith(" báo ", end)
    if low.endswith(("; ", " thì "), 0, at):
        return True
    return low.endswith(", ", 0, at) and _GROUND.search(low, max(0, at - 120), at) is not None

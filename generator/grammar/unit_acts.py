"""Whether an administrative unit that a sentence begins with is who acts, as patterns."""

from __future__ import annotations

import re

from generator.grammar.first_words import UNIT

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
    r" (?:thì|phải|thành lập|tổ chức|bố trí|lập|chủ động|giao)(?!\w)"
)
"""A unit with what it has, and what it then does: "Đặc khu có từ 200 tàu cá thành lập Tổ …"."""
UNITS_BEHIND = re.compile(rf"(?:(?:, | và ){UNIT}(?= (?:có|chưa|không|nằm|giáp) ))*")
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

"""Bodies that only say which thing is meant: "tại các nơi do Sở Y tế xác định" is no work of it.

Whoever determines, allots, publishes the thing with which something is done does not do it. Nor
does who holds the event that somebody attends, tells of, inspects.
"""

from __future__ import annotations

from functools import cache

from generator.grammar.phrases import any_of
from generator.grammar.work_verbs import work_begun
from generator.text import patterns as re

_DETERMINES = (
    "xác định", "khoanh định", "khoanh vùng", "lựa chọn", "chọn", "chỉ định", "thẩm định",
    "phân bổ", "cung cấp", "cung ứng", "cấp phát", "tài trợ", "giao", "bàn giao", "chuyển giao",
    "chuyển đến", "chuyển", "gửi", "thông báo", "giới thiệu", "hướng dẫn", "biên soạn", "soạn thảo",
    "phát hành", "in", "phát động", "đặt hàng", "kiến nghị", "đề nghị", "đề xuất", "yêu cầu",
    "cảnh báo", "dự báo", "lập", "xây dựng", "kiểm định", "công nhận", "đánh giá", "xếp hạng",
    "khuyến cáo", "nghiên cứu", "sản xuất", "trang bị", "cho phép", "chấp thuận", "phát hiện",
    "phản ánh", "trao tặng", "tặng", "hỗ trợ", "chia sẻ", "duyệt", "cập nhật", "xác nhận",
)  # fmt: skip
"""What is done to a thing before somebody else works with it."""
_MAKES = (
    "xây dựng", "lập", "biên soạn", "soạn thảo", "in", "phát hành", "thẩm định", "cấp phát", "giao",
    "phân bổ", "cung cấp", "hỗ trợ", "xác định", "trang bị", "đánh giá", "kiểm định", "khoanh vùng",
    "thiết kế", "nghiên cứu", "khảo sát", "điều tra", "hoàn thiện", "ban hành", "cập nhật",
    "rà soát", "sản xuất", "đào tạo",
    "dự báo", "cảnh báo", "thông báo", "số hóa", "đo đạc", "quan trắc",
)  # fmt: skip
"""With these something comes to be: whoever is named behind it may be who makes it."""
_HOLDS = r"(?:tổ chức|thực hiện|triển khai|chủ trì|mở|phát động|đầu tư|tiến hành|điều phối)"
_EVENT = (
    r"(?:tham gia|tham dự|dự|về|tại|qua|thông qua|theo(?! dõi)|từ|kết quả|trong)"
    r" (?:(?:các|những|một số|mỗi|từng|\d+) )?(?:buổi|lớp|khóa|phiên|đợt|cuộc|hội (?:nghị|thảo|chợ"
    r"|thi|thao|diễn)|chương trình|diễn đàn|ngày hội|tuần lễ|chiến dịch|cuộc vận động|giải|lễ"
    r"|triển lãm|tập huấn|dự án|đề án|mô hình|chuyên đề)(?!\w)[^,;:]*$"
)
_PLACED = re.compile(
    r"(?<!\w)(?:tại|ở|trên|trong|theo(?! dõi)|bằng|từ|vào|với|thuộc|qua) [^,;:]*$"
)  # fmt: skip


def says_which(before: str, low: str, at: int) -> bool:
    """Whether a body behind "… do " only says which thing is meant.

    `before`: the clause up to the body, in small letters; `low`: the clause, `at`: where the body
    ends in it.
    """
    if not before.endswith(" do ") or (found := _behind().match(low, at)) is None:
        return False
    part = re.split(r"; ", before)[-1].strip(" -+*•")
    begun = work_begun(part)
    if not begun:
        return False
    rest = part[begun:].removesuffix("do")
    if found["holds"]:
        return re.search(_EVENT, rest.rstrip()) is not None
    made = any(part.startswith(f"{verb} ") for verb in _MAKES)
    return not made or _PLACED.search(rest) is not None


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf" (?:(?P<holds>{_HOLDS})|{any_of(_DETERMINES)})(?!\w)")

"""Whether words that narrow "all of a kind" tell a fact of a unit, or mean something in one paper.

"biên giới", "có từ 50 hộ trở lên" are true or false of a unit whoever says it. "còn lại", "nêu
trên", "tại Phụ lục 2" mean other units in every paper, and function words tell nothing at all.
"""

from __future__ import annotations

import re

from generator.grammar.letters import key_of

_OF_PAPER = re.compile(
    r"(?<!\w)(?:còn lại|(?:nêu|nói|kể|đề cập|ghi|liệt kê) (?:trên|tại|ở|trong)|(?:ở|như|bảng) trên"
    r"|sau đây|dưới đây|kèm theo|phụ lục|biểu số|(?:tại|theo|ở|thuộc|của)(?: \w+)? (?:mục|điểm"
    r"|khoản|phần) (?:[ivx]+|\d+[a-z]?|[a-zđ])(?:[ .]|$)"
    r"|(?:kế hoạch|văn bản|danh sách|danh mục|bảng|mục|điểm|khoản|nhóm|đợt|lần) (?:này|đó|ấy|trên)"
    r"|(?:đợt|giai đoạn|nhóm|cụm|khối|vòng|lần|tốp) (?:thứ )?(?:[ivx]{1,4}|\d{1,2}|[a-d]|đầu|cuối))"
    r"(?!\w)"
)
"""Words whose meaning the paper around them gives."""
_FUNCTION = frozenset((
    "có", "không", "chưa", "đã", "đang", "sẽ", "được", "bị", "phải", "là", "còn", "lại", "khác",
    "này", "đó", "ấy", "kia", "trên", "dưới", "trong", "ngoài", "của", "và", "hoặc", "các",
    "những", "mọi", "mỗi", "từng", "một", "số", "nào", "thuộc", "diện", "nơi", "khi", "thì",
    "cũng", "nêu", "nói", "kể", "liên", "quan", "tương", "ứng", "cụ", "thể", "nhất", "định",
    "để", "theo", "quy", "cần", "thiết", "trường", "hợp", "đối", "với", "riêng", "tại", "ở",
    "làm", "cho", "về", "từ", "đến", "trở", "lên", "xuống", "đơn", "vị", "địa", "phương", "xã",
    "phường", "đặc", "khu", "đủ", "điều", "kiện", "phù", "ban", "tổ", "đội", "hội", "phòng",
    "trung", "tâm", "cơ", "chi", "cục",
))  # fmt: skip
"""Words that tell nothing by themselves; a kind of body without its name is one of them."""


def tells_fact(about: str) -> bool:
    """Whether it is true or false of a unit in every paper that says it."""
    words = key_of(about).split()
    return _OF_PAPER.search(" ".join(words)) is None and any(
        word not in _FUNCTION for word in words
    )

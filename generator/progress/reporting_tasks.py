"""Tasks that ask for nothing but the report itself: who has reported has done them.

"Các xã, phường báo cáo kết quả về Sở trước ngày 20 tháng cuối quý" stands in most plans. A letter
that urges a unit to say whether it reported, while its report lies on the table, is not believed.
"""

from __future__ import annotations

import re

from generator.text.normal import fold

_OTHER_WORK = (
    r"xay dung|to chuc|ban hanh|trien khai|thuc hien|lap|ra soat|chu tri|phoi hop|tham muu|xu ly"
    r"|kiem tra|theo doi|don doc|bo tri|cap nhat|chi dao|thong ke|tuyen truyen|giam sat|huong dan"
    r"|bao dam|xay|mo|trong|tiem|thu gom|quan ly|cong khai|niem yet|danh gia|de xuat"
)
_BEFORE = rf"(?:(?!\b(?:{_OTHER_WORK})\b)[^;:.])*?"
_TO_REPORT = re.compile(
    rf"{_BEFORE}\b(?:gui )?bao cao\b(?! (?:vien|thuc tap))"
    r"(?P<rest>(?:[^;]|; ?(?=hoan thanh|truoc|thoi))*)"
)
_FURTHER = re.compile(rf"(?:,|;| va| dong thoi) (?:{_OTHER_WORK})\b")


def only_reports(text: str) -> bool:
    """Whether a task asks for a report and for no other work."""
    found = _TO_REPORT.fullmatch(fold(text))
    return found is not None and _FURTHER.search(found["rest"]) is None

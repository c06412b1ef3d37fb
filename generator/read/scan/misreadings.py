"""What recognition usually gets wrong where a document can say only one thing.

Words of the form (TM. ỦY BAN NHÂN DÂN) lose their marks, since capitals leave them little room;
Roman numbers become letters of their own shape; dirt becomes points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.office.tesseract import RecognisedWord

_FORMS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG", "BỘ TRƯỞNG", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TM. BAN THƯỜNG VỤ", "BÍ THƯ", "PHÓ BÍ THƯ",
    "TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ", "HIỆU TRƯỞNG", "THỦ TRƯỞNG", "KẾ HOẠCH",
    "QUYẾT ĐỊNH", "CHỈ THỊ", "CHƯƠNG TRÌNH", "BÁO CÁO", "THÔNG BÁO", "PHỤ LỤC",
    "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:",
    "MỤC ĐÍCH, YÊU CẦU", "MỤC ĐÍCH", "YÊU CẦU", "MỤC TIÊU", "CHỈ TIÊU", "MỤC TIÊU, CHỈ TIÊU",
    "NHIỆM VỤ", "NHIỆM VỤ, GIẢI PHÁP", "NHIỆM VỤ VÀ GIẢI PHÁP", "NỘI DUNG", "GIẢI PHÁP",
    "KINH PHÍ", "KINH PHÍ THỰC HIỆN", "NGUỒN KINH PHÍ", "TỔ CHỨC THỰC HIỆN", "CHẾ ĐỘ BÁO CÁO",
    "QUAN ĐIỂM", "PHẠM VI, ĐỐI TƯỢNG", "THỜI GIAN THỰC HIỆN",
)  # fmt: skip
_BY_FOLDED = {fold(form): form for form in _FORMS}
_ROMAN = re.compile(r"^[IHVXl|1]{1,5}\.$")
_DIRT = re.compile(r"^[^\w\-–+•*…./()\"“”]+$")
_SURE_DIRT = 70
_NEAR = 86.0
_GUESSED = 60
"""How sure a word is that was guessed: it will be marked."""


def _near_form(text: str) -> str | None:
    """The words of the form that capitals with a few wrong letters must be."""
    if not _in_capitals(text) or sum(c.isalpha() for c in text) < 7:
        return None
    folded = fold(text)
    best = max(_BY_FOLDED, key=lambda form: fuzz.ratio(form, folded))
    return _BY_FOLDED[best] if fuzz.ratio(best, folded) >= _NEAR else None


def _in_capitals(text: str) -> bool:
    """Whether most letters are capitals: recognition takes a few for small ones."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def without_dirt(words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The words without points and strokes that are no letters."""
    return [w for w in words if not (_DIRT.match(w.text) and w.sure < _SURE_DIRT)]


def mended(words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """The words of a line, with what can be nothing else written right."""
    first, rest = words[0], list(words[1:])
    if len(words) > 1 and _ROMAN.match(first.text) and rest[0].text[:1].isupper():
        number = first.text.replace("H", "II") if rest[0].text.isupper() else first.text
        return [first._replace(text=number), *_as_form(rest)]
    return _as_form(words)


def _as_form(words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    said = " ".join(w.text for w in words)
    form, sure = _BY_FOLDED.get(fold(said)), 100
    if form is not None and form.isupper() != _in_capitals(said):
        return list(words)
    if form is None:
        form, sure = _near_form(said), _GUESSED
    if form is None or len(form.split()) != len(words):
        return list(words)
    return [
        w._replace(text=right, sure=min(w.sure, sure)) if w.text != right else w
        for w, right in zip(words, form.split(), strict=True)
    ]

"""What recognition usually gets wrong where a document can say only one thing.

Words of the form (TM. ỦY BAN NHÂN DÂN) lose their marks, since capitals leave them little room;
Roman numbers become letters of their own shape; dirt becomes points.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from generator.places.country import country_of
from generator.read.scan.usual_words import meant
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.office.tesseract import RecognisedWord, TextLine

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_FORMS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG", "BỘ TRƯỞNG", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TM. BAN THƯỜNG VỤ", "BÍ THƯ", "PHÓ BÍ THƯ",
    "TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ", "HIỆU TRƯỞNG", "THỦ TRƯỞNG", "KẾ HOẠCH",
    "QUYẾT ĐỊNH", "CHỈ THỊ", "CHƯƠNG TRÌNH", "BÁO CÁO", "THÔNG BÁO", "PHỤ LỤC",
    _MOTTO, "Nơi nhận:",
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
_QUARTER = re.compile(r"(?P<number>[IVHLTJl1i|!]{1,4})(?P<rest>(?:[-–]|/\d{2,4})?[.,;:)]*)")
_STROKES = str.maketrans({"H": "II", **dict.fromkeys("LTJl1i|!", "I")})
_LABEL = re.compile(r"(?P<label>[IVXLl1|]{1,4})[.,]?(?P<rest>\D+)")
_QUARTERS = ("I", "II", "III", "IV")
_ENDS = re.compile(r"(?:[./,]{2,4}|(?<=\w)[./,] ?[./,])$")
"""What "./." at the end of a text is read as."""
_DAYS = date(2024, 1, 1), date(2025, 7, 1)
"""One of each system of provinces: 63, and 34 since 1 July 2025."""


@cache
def _exactly() -> Mapping[str, str]:
    """Words of the form and names of provinces, by their letters without marks and blanks."""
    country = country_of()
    names = {area.full.upper() for day in _DAYS for area in country.provinces(day)}
    return {_letters(form): form for form in (*names, *_FORMS)}


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _near_form(text: str) -> str | None:
    """The words of the form that capitals with a few wrong letters must be."""
    folded = fold(text)
    if fuzz.ratio(fold(_MOTTO), folded) >= _NEAR:
        return _MOTTO
    if not _in_capitals(text) or sum(c.isalpha() for c in text) < 7:
        return None
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
    form, sure = _exactly().get(_letters(said)), 100
    if form is not None and form.isupper() != _in_capitals(said):
        return list(words)
    if form is None:
        form, sure = _near_form(said), _GUESSED
    if form is None or (glued := _glued(said)):
        return list(_shared_out(glued, words) if form and glued else words)
    if len(form.split()) != len(words):
        whole = _letters(form) == _letters(said)
        return list(_shared_out(form.split(), words) if whole else words)
    return [
        w._replace(text=right, sure=min(w.sure, sure)) if w.text != right else w
        for w, right in zip(words, form.split(), strict=True)
    ]


def _glued(said: str) -> list[str]:
    """A Roman label that stands too close to the words of the form behind it ("IMỤC TIÊU")."""
    found = _LABEL.match(said.replace(" ", ""))
    form = _exactly().get(_letters(found["rest"])) if found is not None else None
    if found is None or form is None:
        return []
    return [f"{found['label'].translate(_STROKES)}.", *form.split()]


def _shared_out(form: Sequence[str], words: Sequence[RecognisedWord]) -> Iterator[RecognisedWord]:
    """The words of the form in the room of these, of which recognition parted or glued some."""
    left, right = words[0].left, words[-1].right
    step = (right - left) / (sum(map(len, form)) + len(form) - 1)
    at = float(left)
    for text in form:
        end = at + step * len(text)
        yield words[0]._replace(text=text, left=round(at), right=round(end), sure=_GUESSED)
        at = end + step


def read_on(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with what the words beside leave no choice about.

    The number of a quarter ("quý 11/2026", "Quý / H/2026" in a cell) is Roman, usual words have
    their marks, and the text that stands above "Nơi nhận" ends in "./."; what was changed is
    marked as guessed.
    """
    out: list[list[RecognisedWord]] = []
    for at, line in enumerate(lines):
        said = list(line.words)
        above = out[-1] if out and _below(lines[at - 1], line) else None
        for i, word in enumerate(said):
            before = said[i - 1] if i else above[-1] if above else None
            if before is None:
                continue
            if fold(before.text).strip("(") == "quy":
                said[i] = _quarter(word)
            elif (pair := meant(before.text, word.text)) is not None:
                (said if i else out[-1])[i - 1], said[i] = (
                    _guessed(before, pair[0]), _guessed(word, pair[1]),
                )  # fmt: skip
        out.append(said)
    return _ended([x._replace(words=tuple(w)) for x, w in zip(lines, out, strict=True)])


def _guessed(word: RecognisedWord, text: str) -> RecognisedWord:
    if word.text == text:
        return word
    return word._replace(text=text, sure=min(word.sure, _GUESSED))


def _below(above: TextLine, line: TextLine) -> bool:
    """Whether a line goes on with the one read before it."""
    near = abs(above.words[0].left - line.words[0].left) < 4 * line.size
    return near and 0 < line.base - above.base < 3 * line.size


def _quarter(word: RecognisedWord) -> RecognisedWord:
    found = _QUARTER.fullmatch(word.text)
    number = found["number"].translate(_STROKES) if found is not None else ""
    if found is None or number not in _QUARTERS or number == found["number"]:
        return word
    return _guessed(word, f"{number}{found['rest']}")


def _ended(lines: list[TextLine]) -> list[TextLine]:
    """The last line of the text with its "./."."""
    foot = next((x for x in lines if fold(x.words[0].text) == "noi" and _is_foot(x)), None)
    if foot is None:
        return lines
    above = [i for i, x in enumerate(lines) if x.base < foot.base - foot.size / 2]
    if not above:
        return lines
    at = max(above, key=lambda i: lines[i].base)
    last = lines[at].words[-1]
    ended = _ENDS.sub("./.", last.text)
    words = (*lines[at].words[:-1], _guessed(last, ended))
    lines[at] = lines[at]._replace(words=words)
    return lines


def _is_foot(line: TextLine) -> bool:
    return fold(" ".join(w.text for w in line.words)).startswith("noi nhan")

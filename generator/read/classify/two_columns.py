"""Two columns printed on one line, taken apart: the header and the signature of a text.

Where a source knows cells nothing is to be done. In a text or a PDF the agency and
the quốc hiệu, the number and the date, "Nơi nhận" and the signature may come as one
line; what belongs to the right column is known by its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.read.lines import LinePiece
from generator.read.vocabulary import CHUC_VU, CHUC_VU_BARE, QUYEN_HAN, type_name
from generator.text.capitals import CAPITALS, LARGE
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.read.lines import Line

_RIGHT = re.compile(
    r"(?P<state>C[ỘO]NG\s*H[ÒOÀ][ÀAÒ]?A?\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM)"
    r"|(?P<motto>Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+[pP]húc)"
)
_NUMBER_DATE = re.compile(
    r"^(?P<so>Số\s*[:.]?\s*[\d.…_ ]*\s*/[^,]{2,40}?)\s+"
    rf"(?P<ngay>{LARGE}[^,:;/]{{1,40}},\s*ngày\s.*năm.*)$"
)
_SIGNATURE = re.compile(
    r"^(?P<left>\s*[-–+•*].*?[;.,)}]|.*?[Nn][ơƠ][iI] [nN][hH][ậẬ][nN]\s*:?|\S.*?[;,.)}])\s+"
    rf"(?P<right>(?:(?:TM|T/M|KT|TL|TUQ|Q)\s?\.\s*)?{LARGE}[{CAPITALS}. ,\-]{{4,60}})$"
)


_STAMP = re.compile(
    r"^(?P<left>(?:H[ỎO][ẢA]?A?\s+T[ỐO]C|(?:TH[ƯU][ỢO]NG\s+)?KH[ẨA]N))\s+(?P<right>\S.*)$"
)
"""A stamp on the line of the title: HỎA TỐC      KẾ HOẠCH."""
WIDE = 140
"""Two columns side by side are no longer than this; a longer line is a sentence."""


def untangle(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of two columns as two lines, the left one first."""
    out: list[Line] = []
    for line in lines:
        if line.cell is not None or line.label or len(line.text) > 200:
            out.append(line)
        else:
            out += _split(line)
    return out


def _split(line: Line) -> Iterator[Line]:
    text = line.text
    stamped = _STAMP.match(text)
    if stamped is not None and type_name(fold(stamped["right"])) is not None:
        at = stamped.start("right")
        return iter([cut(line, 0, at), cut(line, at, len(text))])
    for pattern in (_RIGHT, _NUMBER_DATE):
        found = pattern.search(text)
        if found is None:
            continue
        before = text[: found.start()].rstrip()[-1:]
        if pattern is _RIGHT and (len(text) > WIDE or before in ("“", '"')):
            continue  # quoted in a sentence
        start = found.start("ngay") if pattern is _NUMBER_DATE else found.start()
        end = len(text) if pattern is _NUMBER_DATE else found.end()
        parts = [(0, start), (start, end), (end, len(text))]
        kept = [(a, b) for a, b in parts if text[a:b].strip()]
        if len(kept) > 1:
            return iter([cut(line, a, b) for a, b in kept])
    if line.x is not None or QUYEN_HAN.match(fold(text)):
        return iter([line])  # columns are known by where they stand; "KT. GIÁM ĐỐC" is one line
    found = _SIGNATURE.match(text)
    if found is not None and (_signs(found["right"]) or _apart(line, found["right"])):
        at = found.start("right")
        return iter([cut(line, 0, at), cut(line, at, len(text))])
    return iter([line])


def _apart(line: Line, right: str) -> bool:
    """A function in capitals, and the width of a column between it and what is on its left."""
    if CHUC_VU.match(fold(right)) is None or right.upper() != right:
        return False
    gap = re.search(r"(?:\t| {3,})\s*(?P<right>\S.*)$", line.raw.rstrip())
    return gap is not None and squeeze(gap["right"]).endswith(right)


def _signs(right: str) -> bool:
    folded = fold(right)
    if CHUC_VU_BARE.match(folded):
        return True
    return QUYEN_HAN.match(folded) is not None and right.upper() == right


def cut(line: Line, start: int, end: int) -> Line:
    """A part of a line as a line; the pieces and the raw text are cut with it."""
    text = squeeze(line.text[start:end])
    pieces = []
    at = 0
    for piece in line.runs:
        a, b = max(start, at), min(end, at + len(piece.text))
        if piece.notes and start < at <= end:
            pieces.append(piece)
        elif a < b:
            pieces.append(LinePiece(piece.text[a - at : b - at], *piece[1:]))
        at += len(piece.text)
    if "".join(p.text for p in pieces) != text:
        notes = [piece for piece in pieces if piece.notes]
        pieces = [LinePiece(text, line.bold, line.italic, line.size), *notes]
    return replace(line, text=text, raw=line.text[start:end], runs=tuple(pieces))

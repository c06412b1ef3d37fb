"""How wide a line of Times New Roman is, so that rules get the length the decree asks for.

Widths are those of Liberation Serif, which has the metrics of Times New Roman, in
1/2048 of the font size. Only the two faces that stand above a rule are here: bold
(agency, subject) and italic (the reference of an appendix).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

_UNITS = 2048
_MM_PER_POINT = 25.4 / 72
_OTHER = 1024
"""Width of a character that is in no table: that of a digit."""

_CLASSES: dict[str, dict[int, str]] = {
    "bold": {
        451: "|",
        512: " ,.\xa0",
        569: "'/\\ilìíỉĩị",
        682: "!()-:;[]`fjt‘’",
        797: "IsÌÍỈĨỊ{}°",
        909: "cerzèéẻẽẹêềếểễệ",
        1134: '~"ơờớởỡợ',
        1139: "Sbdhknpquđùúủũụ",
        1167: "+<=>×^",
        1229: "ưừứửữự",
        1251: "FP",
        1366: "BELTZÈÉẺẼẸÊỀẾỂỄỆ",
        1479: "ACDNRUVXYwÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÙÚỦŨỤỲÝỶỸỴ",
        1593: "GHKOQÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢƯỪỨỬỮỰ",
        1706: "&m",
        1933: "M@",
        2048: "%W…—",
    },
    "italic": {
        512: " ,.\xa0'",
        569: "|/\\fijltìíỉĩị",
        682: "!()-:;I`ÌÍỈĨỊ‘’",
        797: '[]rsz{}°"^',
        909: "Jcekvxyèéẻẽẹêềếểễệỳýỷỹỵ",
        1117: "ơờớởỡợ~ưừứửữự",
        1139: "LTYZỲÝỶỸỴ“”",
        1251: "ABEFPRVXÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆ",
        1366: "CKNw+<=>×",
        1479: "DGHOQUmĐÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰ",
        1593: "&",
        1706: "%MW",
        1821: "…—@",
    },
}
_WIDTHS = {
    face: {ord(char): width for width, chars in classes.items() for char in chars}
    for face, classes in _CLASSES.items()
}

Face = Literal["bold", "italic"]


def line_width(text: str, size: float, face: Face = "bold") -> float:
    """Width of a text on one line, mm. Size in points."""
    widths = _WIDTHS[face]
    units = sum([widths.get(ord(char), _OTHER) for char in text])
    return units / _UNITS * size * _MM_PER_POINT


word_width = lru_cache(2048)(line_width)
"""The same of a word: a few thousand make all the texts of a cascade."""


def wrap(text: str, room: float, size: float, face: Face = "bold") -> list[float]:
    """Widths of the lines, mm, into which an office program breaks a text at its spaces.

    Not at those that do not break.
    """
    space = line_width(" ", size, face)
    lines = [-space]
    for word in text.replace("\n", " ").split(" "):
        width = word_width(word, size, face)
        if lines[-1] > 0 and lines[-1] + space + width > room:
            lines.append(width)
        else:
            lines[-1] += space + width
    return lines

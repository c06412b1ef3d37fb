"""How wide letters are and how high lines, without the fonts: tables of the Liberation fonts.

Liberation Serif has the widths of Times New Roman, Sans those of Arial, Mono those of
Courier New; the tables (folder metrics/) are made by tools/make_metrics.py and are under
the SIL Open Font License, as the fonts are.

LibreOffice measures text on a device of 8640 dots an inch, six to a twip, and rounds each
glyph to a dot (vcl: OutputDevice::RefDevMode::MSO1, GenericSalLayout); so do we. Lengths in
dots are called so; everything else is in twips.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, Literal, NamedTuple

DOTS = 6
"""In a twip."""
DOTS_PER_POINT = 20 * DOTS
Family = Literal["serif", "sans", "mono"]
_FAMILIES: dict[str, Family] = {
    "timesnewroman": "serif",
    "times": "serif",
    "liberationserif": "serif",
    "arial": "sans",
    "helvetica": "sans",
    "liberationsans": "sans",
    "couriernew": "mono",
    "courier": "mono",
    "liberationmono": "mono",
}
"""Names as LibreOffice looks them up: small, without blanks (GetEnglishSearchFontName)."""
FACES = ("regular", "bold", "italic", "bold_italic")
_NOTDEF = 1593
"""Width, of 2048, of a character the font lacks; who sets it is told."""


def family_of(font: str) -> Family | None:
    """Which family measures a font of this name; None when none has its widths."""
    return _FAMILIES.get("".join(font.split()).lower())


class Heights(NamedTuple):
    """What a line needs above and below its baseline, twips."""

    ascent: int
    height: int
    """Ascent and descent."""
    gap: int
    """External leading; it stands above the ascent."""

    @property
    def line(self) -> int:
        """From one baseline to the next, single spacing."""
        return self.height + self.gap


class Scale(dict[str, int]):
    """A face at a size: character → its width in dots.

    A character the font lacks gets the width of a box and is kept in `lacking`.
    """

    __slots__ = ("_dots", "_units", "_widths", "dots_high", "heights", "kerning", "lacking")

    def __init__(self, family: Family, face: str, size: float) -> None:
        super().__init__()
        table = _table(family)
        self._dots = round(size * DOTS_PER_POINT)
        self._units = int(table["units"])
        self._widths = _widths(family, face)
        self.kerning = {
            pair: self._scaled(change) for pair, change in _kerning(family, face).items()
        }
        self.lacking: set[str] = set()
        self.heights = self._heights(table)

    def _scaled(self, units: int) -> int:
        return (units * self._dots * 2 + self._units) // (self._units * 2)

    def __missing__(self, character: str) -> int:
        units = self._widths.get(ord(character))
        if units is None:
            units = _stand_in(character, self._widths)
        if units is None:
            self.lacking.add(character)
            units = _NOTDEF
        width = self[character] = self._scaled(units)
        return width

    def _heights(self, table: dict[str, Any]) -> Heights:
        ascent, descent, gap = (self._scaled(table[key]) for key in ("ascent", "descent", "gap"))
        self.dots_high = ascent + descent + gap
        return Heights(_twips(ascent), _twips(ascent + descent), _twips(gap))

    def widths(self, text: str, *, kerning: bool = False) -> list[int]:
        """Width of each character, dots. A letter and the marks on it are one: the marks get 0."""
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            return self._composed(text)
        found = list(map(self.__getitem__, text))
        if kerning:
            pairs = self.kerning
            for at in range(len(text) - 1):
                if (change := pairs.get(text[at : at + 2])) is not None:
                    found[at] += change
        return found

    def sums(self, text: str, *, kerning: bool = False) -> list[int]:
        """Where each character begins, dots from the first, and where the text ends."""
        if kerning or not (text.isascii() or unicodedata.is_normalized("NFC", text)):
            return list(accumulate(self.widths(text, kerning=kerning), initial=0))
        return list(accumulate(map(self.__getitem__, text), initial=0))

    def width(self, text: str) -> int:
        """Of a text of its own, twips."""
        return _twips(sum(self.widths(text)))

    def _composed(self, text: str) -> list[int]:
        found: list[int] = []
        for letter in clusters(text):
            whole = unicodedata.normalize("NFC", letter)
            found += [sum([self[c] for c in whole]), *[0] * (len(letter) - 1)]
        return found


def _twips(dots: int) -> int:
    """To the nearest, a half upwards."""
    return (dots * 2 + DOTS) // (DOTS * 2)


def clusters(text: str) -> list[str]:
    """Each letter with the marks on it."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _stand_in(character: str, widths: dict[int, int]) -> int | None:
    """Width of a character that is drawn as another or not at all; None when it is lacking."""
    code = ord(character)
    if code < 0x20 or unicodedata.category(character) == "Cf" or 0xFE00 <= code <= 0xFE0F:
        return 0
    if code == 0x2011:  # a hyphen that does not break
        return widths.get(0x2010)
    parts = unicodedata.normalize("NFD", character)
    if len(parts) > 1 and all(ord(part) in widths for part in parts):
        return sum(widths[ord(part)] for part in parts)
    return None


@cache
def scale(family: Family, face: str, size: float) -> Scale:
    """A face ("regular", "bold", "italic", "bold_italic") at a size in points."""
    return Scale(family, face, size)


def face_name(*, bold: bool, italic: bool) -> str:
    """The name of a face in the tables."""
    return FACES[bold + 2 * italic]


@cache
def _table(family: Family) -> dict[str, Any]:
    source = files("generator.typeset").joinpath("metrics", f"{family}.json")
    table: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return table


@cache
def _widths(family: Family, face: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for width, ranges in _table(family)["faces"][face]["widths"].items():
        value = int(width)
        for each in ranges.split(" "):
            first, _, last = each.partition("-")
            start = int(first, 16)
            for code in range(start, int(last or first, 16) + 1):
                found[code] = value
    return found


@cache
def _kerning(family: Family, face: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for change, pairs in _table(family)["faces"][face]["kerning"].items():
        for at in range(0, len(pairs), 2):
            found[pairs[at : at + 2]] = int(change)
    return found

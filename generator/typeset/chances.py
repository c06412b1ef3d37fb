"""Where a line may end within a word: after a hyphen, around a dash, and the like.

LibreOffice's own rules (i18npool: line.txt, made from UAX 14), found by asking it for each
pair of signs. It differs from UAX 14: no break after "/", so that "277/TB-UBND" stays whole;
a hyphen parts digits, too. After blanks a line always may end; those are not told here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMERIC_BEFORE = re.compile(r"\d[.,:;/⁄]*[)\]}]?\Z")
_SPACES = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a"
_AFTER = frozenset("!?\\|–‐-" + _SPACES)
"""A line may end after them, unless what follows cannot begin one."""
_PREFIX, _SUFFIX = frozenset("$+±₫€£№−"), frozenset("%‰′″")
_CLOSING = frozenset("),.:;]}⁄")
_OPENING = frozenset("([{„¿¡")
_QUOTES = frozenset("\"'“”‘’«»‹›/")
_ELLIPSIS, _DASH, _ZERO = "…", "—", "\u200b"
_GLUE = frozenset("\u00a0\u2011\u202f\u2007\u2060\ufeff")
_NEVER_FIRST = (_AFTER | _CLOSING | _QUOTES | _GLUE | frozenset(" \t\n\f")) - _SUFFIX - {_ZERO}
_LONG = 66
"""So far before a slash a blank is looked for (i18npool: BreakIterator_Unicode::getLineBreak)."""
_NOT_AFTER_BLANKS = frozenset(")]},.:;!?/\\")
_SLASH = re.compile(r"/(?=[^\s!?\\|–‐\-),.:;\]}⁄\"'“”‘’«»‹›/\u00a0\u2011])")
_DRAWN = "\ufffc"
"""Stands for a picture."""
_ALONE = {_DRAWN} | _AFTER | _SUFFIX | {_ELLIPSIS, _DASH, _ZERO}
_SECOND, _FIRST_OF_TWO = _PREFIX | _OPENING, _PREFIX | _SUFFIX | _CLOSING
_SPECIAL = re.compile("[" + re.escape("".join(sorted(_ALONE | _SECOND))) + "]")
"""Signs beside which a line may end; of `_SECOND` only behind one of `_FIRST_OF_TWO`."""


class Chances:
    """Where the lines of one text may end."""

    __slots__ = ("_inside", "_slashes", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._inside: list[int] | None = None  # most texts of cells fit and need none
        self._slashes: Sequence[int] = ()

    def last(self, start: int, cut: int) -> int:
        """Where a line from `start` ends at the latest before what begins at `cut`.

        `start` or less: nowhere. Next after blanks, or the character next after the place.
        """
        text = self._text
        if self._inside is None:
            self._inside = _inside(text)
            self._slashes = _after_slashes(text) if "/" in text else ()
        slash = _at_most(self._slashes, cut)
        inside = _at_most(self._inside, cut)
        blank = self._blank(start, cut)
        if slash == cut:
            slash = _at_most(self._slashes, cut - 1)
        if slash > max(blank, inside):
            # what holds a slash goes whole to the next line: a blank is looked for, even before
            # the line, and only where there is none near the line ends after the slash
            before = max(text.rfind(c, max(slash - _LONG, 0), slash - 1) for c in " \t\n")
            return before if before >= 0 else slash
        return max(blank, inside)

    def _blank(self, start: int, cut: int) -> int:
        """Behind the last blanks of a line that may end it; `start` when there are none."""
        text = self._text
        blank = text.rfind(" ", start, cut) + 1
        while blank > start and _stays(text, blank):
            end = blank - 1
            while end > start and text[end - 1] == " ":
                end -= 1
            blank = text.rfind(" ", start, end) + 1
        return blank


def _at_most(places: Sequence[int], limit: int) -> int:
    """The greatest of these that is no greater than `limit`; 0 when there is none."""
    number = bisect_right(places, limit)
    return places[number - 1] if number else 0


def _stays(text: str, blank: int) -> bool:
    """Whether what follows blanks may not begin a line, or what is before them not end one."""
    if text[blank] in _NOT_AFTER_BLANKS:
        return True
    before = (
        text[:blank].rstrip(" ")[-1:]
        if text[blank - 2 : blank - 1] == " "
        else (text[blank - 2 : blank - 1])
    )
    return bool(before) and (before in _OPENING or before == text[blank] == _DASH)


def _after_slashes(text: str) -> list[int]:
    """Where UAX 14 would end a line after a slash; LibreOffice goes back from there."""
    return [
        found.end()
        for found in _SLASH.finditer(text)
        if not (text[found.end()].isdecimal() and _NUMERIC_BEFORE.search(text, 0, found.end()))
    ]


def _inside(text: str) -> list[int]:
    """Offsets before which a line may end, in order, but for those after blanks."""
    found: list[int] = []
    for special in _SPECIAL.finditer(text):
        at = special.start()
        if text[at] in _SECOND and not (at and text[at - 1] in _FIRST_OF_TWO):
            continue
        for place in (at, at + 1):
            if 0 < place < len(text) and (not found or found[-1] < place) and _may(text, place):
                found.append(place)
    return found


def _may(text: str, place: int) -> bool:
    """Whether a line may end between two characters, neither of them a blank."""
    before, after = text[place - 1], text[place]
    if before in {_ZERO, _DRAWN}:
        return True
    if before in " \t\n\f" or after in _NEVER_FIRST:
        return False
    if after == _ZERO:
        return True
    if before in _GLUE or before in _QUOTES or before in _OPENING:
        return False
    if before in _AFTER or after == _DRAWN:
        return True
    if before in {_ELLIPSIS, _DASH}:
        return after != before
    if after == _DASH:
        return True
    if before in _PREFIX or before in _SUFFIX:
        if after in _OPENING:
            return not text[place + 1 : place + 2].isdecimal()
        return after in _PREFIX or after in _SUFFIX or after == _ELLIPSIS
    if before in _CLOSING:
        if after in _PREFIX or after in _SUFFIX:
            return _NUMERIC_BEFORE.search(text, max(0, place - 40), place) is None
        return after in _OPENING or after == _ELLIPSIS
    return after in _SUFFIX and not before.isdecimal()

"""The text of a paragraph measured letter by letter, in the portions LibreOffice sets it in."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.typeset.chances import Chances
from generator.typeset.metrics import DOTS
from generator.typeset.pictures import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.typeset.manuscript import LetterLook, Passage, SetPiece


class MeasuredText:
    """A paragraph's text measured: what does not depend on the room."""

    __slots__ = ("bounds", "chances", "drawn", "hard", "looks", "simple", "sums", "text")
    bounds: list[int]
    looks: list[LetterLook]

    def __init__(self, passage: Passage) -> None:
        pieces: Sequence[SetPiece] = passage.pieces
        if len(pieces) == 1 and (text := pieces[0].text) and not _ALONE.search(text):
            self._plain(text, pieces[0].look)
        elif any(_ALONE.search(piece.text) for piece in pieces):
            self._joined([part for piece in pieces for part in _portions(piece)])
        else:
            self._joined(pieces)
        self.chances = Chances(_glued(passage, self.text) if passage.notes else self.text)
        self.drawn = SIGN in self.text
        """It holds a picture."""
        hard = "\n" in self.text or "\f" in self.text
        self.hard = [n for n, c in enumerate(self.text) if c in "\n\f"] if hard else _NONE
        self.simple = len(self.looks) == 1 and not hard and self._is_simple(self.looks[0])
        """Letters of one look, set as they come."""

    def _is_simple(self, look: LetterLook) -> bool:
        text = self.text
        strange = look.letter or look.slant or look.raised or look.picture
        return not strange and text[0] != " " and "\t" not in text

    def _plain(self, text: str, look: LetterLook) -> None:
        """A text of one look."""
        self.text, self.looks, self.bounds = text, [look], [0, len(text)]
        if look.letter:
            self.sums = list(accumulate(_widths(text, look), initial=0))
        else:
            self.sums = look.scale.sums(text, kerning=look.kerning)

    def _joined(self, pieces: Sequence[SetPiece]) -> None:
        """A text of several looks, equal neighbours as one."""
        self.text = "".join([piece.text for piece in pieces])
        widths: list[int] = []
        self.bounds, self.looks = [0], []
        alone = False
        for text, look, apart in pieces:
            if not text:
                continue
            widths += _widths(text, look)
            if self.looks and self.looks[-1] == look and not alone:
                self.bounds[-1] = len(widths)
            else:
                self.looks.append(look)
                self.bounds.append(len(widths))
            alone = apart
        self.sums = list(accumulate(widths, initial=0))

    def next_hard(self, start: int) -> int:
        """Where the next line or page break is, or the end."""
        number = bisect_left(self.hard, start)
        return self.hard[number] if number < len(self.hard) else len(self.text)


def _glued(passage: Passage, text: str) -> str:
    """A text in which the numbers of footnotes do not part from what they stand behind."""
    marks = {at for at, _note in passage.notes}
    at = 0
    for piece in passage.pieces:
        end = at + len(piece.text)
        if at in marks:
            text = text[:at] + "\u2060" * (end - at) + text[end:]
        at = end
    return text


_NONE: Sequence[int] = ()
ALONE_SIGNS = "\u00a0\u2011\u00ad\u200b\u2060\u200e\u200f"
"""Signs that are measured by themselves (sw: SwTextFormatter::NewPortion, SwBlankPortion)."""
_ALONE = re.compile(f"[{ALONE_SIGNS}]")


EXPANDED = "\u00a0\u2011"
"""Of those, the signs that LibreOffice sets as texts of one letter."""


def _portions(piece: SetPiece) -> Iterator[SetPiece]:
    """A piece in parts, each measured for itself."""
    at = 0
    for found in _ALONE.finditer(piece.text):
        for start, end in ((at, found.start()), found.span()):
            if end > start:
                yield piece._replace(text=piece.text[start:end], apart=True)
        at = found.end()
    if at < len(piece.text) or not at:
        yield piece._replace(text=piece.text[at:])


def _widths(text: str, look: LetterLook) -> list[int]:
    """Width of each character in a look, dots."""
    widths = look.scale.widths(text, kerning=look.kerning)
    return [width + look.letter * DOTS for width in widths] if look.letter else widths


def rounded(dots: int) -> int:
    """Dots in twips, to the nearest."""
    return (dots * 2 + DOTS) // (DOTS * 2)

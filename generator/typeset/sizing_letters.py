"""Whose letters size the lines of a paragraph: those it says, or its own, which nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.typeset.pictures import SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.manuscript import SetPiece

_ENDS = re.compile(f"[\\t\\n\\f{SIGN}]")
"""A line before or behind one of these may hold no letter."""


def says_blanks(pieces: Sequence[SetPiece]) -> bool:
    """Whether a paragraph, which says something, says nothing but blanks and tabs."""
    return not pieces[0].text.strip(" \t") and not any(p.text.strip(" \t") for p in pieces)


def sized_by_itself(pieces: Sequence[SetPiece]) -> bool:
    """Whether a line of a paragraph may be as high as its own letters."""
    text = "".join([piece.text for piece in pieces])
    return not text or text[0] == " " or _ENDS.search(text) is not None

"""Marks of footnotes inside printed texts, on their way to whatever prints the document.

A mark may stand in any text, also in one that is a plain string; so it is a stretch of the
string itself, between two characters that no text of a plan can hold (XML forbids them).
"""

from __future__ import annotations

import re

_EDGE = "\uffff"
MARK = re.compile(f"{_EDGE}(\\d+){_EDGE}")
"""The mark of a footnote: its number in the document, from 1."""


def mark(number: int) -> str:
    """The mark of footnote `number`, to stand in a text."""
    return f"{_EDGE}{number}{_EDGE}"


def without(text: str) -> str:
    """The text as a reader reads it aloud: marks of footnotes go."""
    return MARK.sub("", text) if _EDGE in text else text

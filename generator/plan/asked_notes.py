"""The note of a node, `can_xem`: one question behind another, parted by "; ".

A question may cite words of the plan in “…”; a semicolon there parts nothing.
"""

from __future__ import annotations

import re

BETWEEN = "; "
_PARTS = re.compile(r"(?:“[^”]*”|[^;“]|“|;(?! ))+")


def questions_in(note: str | None) -> tuple[str, ...]:
    """The questions of a note, in its order."""
    found = (part.strip() for part in _PARTS.findall(note or ""))
    return tuple(part for part in found if part)


def without_question(note: str | None, question: str) -> str | None:
    """A note without one of its questions; None where no other is left."""
    return BETWEEN.join(one for one in questions_in(note) if one != question) or None

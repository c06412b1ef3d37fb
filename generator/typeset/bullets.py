"""Bullets of fonts of signs: LibreOffice draws them in its own, OpenSymbol, which it brings along.

A bullet with a tab behind it moves no letter; it only has a height of its own. The sign is drawn
from the font of the text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.typeset.manuscript import LetterLook
from generator.typeset.measured_looks import twips
from generator.typeset.metrics import Heights, Scale, face_name
from generator.typeset.pages import Typeface

if TYPE_CHECKING:
    from generator.ooxml.automatic_numbers import AutomaticNumber
    from generator.ooxml.formats import ParaFormat, RunFormat

_SIGNS = frozenset({"symbol", "wingdings"})
_ASCENT, _DESCENT, _UNITS = 1420, 442, 2048
"""Of OpenSymbol; its external leading is not counted."""
_TEXT = "Times New Roman"


def bullet_look(label: AutomaticNumber, fmt: RunFormat, look: ParaFormat) -> LetterLook | None:
    """The look of a label that is a bullet; None where it is none, or its width would count."""
    if fmt.font_high.strip().lower() not in _SIGNS or (label.suffix, label.align) != (
        "tab",
        "left",
    ):
        return None
    hanging = -twips(look.first_line)
    stops = any(tab.place < look.left for tab in look.tabs)
    if stops or len(label.text) != 1 or hanging < fmt.size * 20 or fmt.spacing or fmt.vertical:
        return None
    measured = _bullets(face_name(bold=fmt.bold, italic=False), fmt.size)
    face = Typeface(_TEXT, fmt.bold, italic=False)
    return LetterLook(face, fmt.size, measured, fmt.colour)


@cache
def _bullets(face: str, size: float) -> Scale:
    """Letters of the text as high as bullets."""
    made = Scale("serif", face, size)
    ascent, height = (round(size * 20 * high / _UNITS) for high in (_ASCENT, _ASCENT + _DESCENT))
    made.heights = Heights(ascent, height, 0)
    return made

"""Paragraphs one under the other with the same borders: LibreOffice draws one frame around both.

Where both stand on one page nothing is between them (sw: SwBorderAttrs::JoinedWithPrev): told.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.typeset.manuscript import Passage
from generator.typeset.pages import Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.manuscript import Measure, SectionPart

_JOINED = frozenset({Unknown("borders", "joined borders")})
_NONE: frozenset[Unknown] = frozenset()


def joined(parts: Sequence[SectionPart]) -> frozenset[Unknown]:
    """What is told of paragraphs that share their borders with the next."""
    for part in parts:
        for upper, lower in pairwise(part.flow):
            if isinstance(upper, Passage) and isinstance(lower, Passage):
                measure = upper.measure
                if measure.bordered and _same(measure, lower.measure):
                    return _JOINED
    return _NONE


def _same(upper: Measure, lower: Measure) -> bool:
    """Whether two paragraphs have one frame."""
    if lower.break_before or not (upper.top.shown or upper.bottom.shown):
        return False
    return _frame(upper) == _frame(lower)


def _frame(measure: Measure) -> tuple[object, ...]:
    edges = (measure.top, measure.bottom, measure.left_edge, measure.right_edge)
    return (*edges, measure.left, measure.right)

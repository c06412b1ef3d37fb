"""Paragraphs of one look without tabs and breaks broken into lines: as `breaking`, only sooner.

So are most paragraphs. What holds no chance to end a line is left to `breaking`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.typeset.manuscript import Measure
from generator.typeset.metrics import DOTS
from generator.typeset.set_lines import LineStretch, SetLine, seen_until, spaced_height

if TYPE_CHECKING:
    from generator.typeset.measured_text import MeasuredText

_Height = tuple[int, int, int]
_HALF = DOTS // 2


def simple_lines(measured: MeasuredText, measure: Measure, width: int) -> list[SetLine] | None:
    """The lines in an area `width` twips wide; None where a word has to be broken."""
    text, sums, last_before = measured.text, measured.sums, measured.chances.last
    look = measured.looks[0]
    heights, length = look.scale.heights, len(text)
    above = heights.ascent + heights.gap
    first, usual = _heights(above, heights.height - heights.ascent, measure.rule, measure.line)
    whole = width - measure.left - measure.right
    room, indent = whole - measure.first, measure.left + measure.first
    end = seen_until(text, 0, length)
    found: list[SetLine] = []
    at = 0
    height = first
    while True:
        cut = length
        if sums[end] - sums[at] > room * DOTS:
            cut = _cut(measured, at, end, room)
        seen, after = end, length
        if cut < length:
            after = cut if text[cut] == " " else last_before(at, cut)
            seen = seen_until(text, at, after)
            if seen <= at:
                return None
            while text.startswith(" ", after):
                after += 1
        taken = (sums[seen] - sums[at] + _HALF) // DOTS
        ends = after >= length
        # the surplus of a line stands above it: what is under this one is the next one's
        ascent, high, extra = height
        if not ends:
            extra = usual[2]
        stretch = (LineStretch(at, seen, 0, taken, look),)
        found.append(
            SetLine(at, seen, stretch, taken, room, indent, ascent, high, extra, cut == length)
        )
        if ends:
            return found
        at, room, indent, height = after, whole, measure.left, usual


def _cut(measured: MeasuredText, at: int, end: int, room: int) -> int:
    """The first character from `at` that does not fit; the length of the text when all do."""
    sums, length = measured.sums, len(measured.text)
    left = max(room, 0)
    # of a short text LibreOffice asks for the width in twips, of a long one in dots
    if left * 2 > (length - at) * measured.looks[0].scale.heights.line:
        width = (sums[end] - sums[at] + _HALF) // DOTS
        if width <= left:
            return length
    return bisect_right(sums, sums[at] + left * DOTS, at, length + 1) - 1


@lru_cache(maxsize=1024)
def _heights(ascent: int, descent: int, rule: str, line: int) -> tuple[_Height, _Height]:
    """Of the first line and of each other one: ascent, height and space above."""
    measure = Measure(rule=rule, line=line)
    full = ascent + descent
    return (
        spaced_height(ascent, descent, full, measure, first=True),
        spaced_height(ascent, descent, full, measure, first=False),
    )

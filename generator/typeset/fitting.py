"""How many lines of a paragraph may still stand on a page: widows, orphans, hard page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.stacking import rest_height

if TYPE_CHECKING:
    from generator.typeset.stacking import SetPassage

WIDOWS = ORPHANS = 2
"""Lines that must stand together at the top and at the foot of a page."""


def fitting_lines(item: SetPassage, start: int, room: int, *, in_row: bool = False) -> int:
    """How many of the lines from `start` may stand in `room` twips; 0: none.

    `in_row`: in a row that is split, where single lines may stand alone.
    """
    count = len(item.lines)
    total = count - start
    if rest_height(item, start, count) <= room:
        broken = _hard_page(item, start, count)
        return broken or total
    measure = item.passage.measure
    if measure.keep_lines and start == 0 and not in_row:
        return 0
    fits = 0
    while fits < total and rest_height(item, start, start + fits + 1) <= room:
        fits += 1
    broken = _hard_page(item, start, start + fits)
    if broken:
        return broken
    if measure.widow and not in_row:
        if total - fits < WIDOWS:
            fits = total - WIDOWS
        if fits < ORPHANS and start == 0:
            return 0
    return max(fits, 0)


def _hard_page(item: SetPassage, start: int, end: int) -> int:
    """Lines up to a hard page break among these; 0 when there is none."""
    for number in range(start, min(end, len(item.lines) - 1)):
        if item.lines[number].page_break:
            return number - start + 1
    return 0

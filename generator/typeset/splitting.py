"""What of a paragraph or a row still fits on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.stacking import SetPassage, rest_height
from generator.typeset.tabling import Stack, Standing

if TYPE_CHECKING:
    from generator.typeset.tabling import SetRow

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


def split_row(row: SetRow, room: int, *, force: bool = False) -> tuple[SetRow, SetRow] | None:
    """A row in two, the upper no higher than `room`; None when none of it fits.

    `force`: at the top of a page, where at least one line must go.
    """
    uppers: list[Stack] = []
    lowers: list[Stack] = []
    height = 0
    moved = False
    for box, made in zip(row.course.boxes, row.stacks, strict=True):
        inside = room - row.above - box.padding[0] - box.padding[2]
        upper, lower = _split_stack(made, inside, force=force)
        if made.standing and not upper.standing:
            return None
        moved = moved or bool(lower.standing)
        uppers.append(upper)
        lowers.append(lower)
        height = max(height, upper.height + box.padding[0] + box.padding[2])
    if not moved:
        return None
    rest = max(
        lower.height + box.padding[0] + box.padding[2]
        for box, lower in zip(row.course.boxes, lowers, strict=True)
    )
    first = row._replace(height=max(height + row.above, 0), stacks=tuple(uppers), part=True)
    second = row._replace(height=rest + row.above, stacks=tuple(lowers), part=True)
    return first, second


def _split_stack(made: Stack, room: int, *, force: bool) -> tuple[Stack, Stack]:
    if made.height <= room:
        return made, Stack((), 0)
    upper: list[Standing] = []
    lower: list[Standing] = []
    height = shift = 0
    for standing in made.standing:
        item = standing.item
        if lower or not isinstance(item, SetPassage):
            if not lower and not force:
                shift = standing.y
            lower.append(standing._replace(y=standing.y - shift))
            continue
        bottom = standing.y + rest_height(item, standing.start, standing.end)
        if bottom <= room:
            upper.append(standing)
            height = bottom
            continue
        before = item.passage.measure.before  # LibreOffice gives it to the rest, too
        count = fitting_lines(item, standing.start, room - standing.y, in_row=True)
        if force and not upper and count == 0:
            count = 1
        if count >= standing.end - standing.start:
            upper.append(standing)
            height = bottom
            continue
        if count:
            cut = standing.start + count
            upper.append(standing._replace(end=cut))
            height = standing.y + rest_height(item, standing.start, cut)
            lower.append(Standing(before, item, cut, standing.end))
            shift = bottom - rest_height(item, cut, standing.end) - before
        else:
            shift = standing.y - before
            lower.append(standing._replace(y=before))
    after = made.height - (
        made.standing[-1].y + _height_of(made.standing[-1]) if made.standing else 0
    )
    total = lower[-1].y + _height_of(lower[-1]) + after if lower else 0
    return Stack(tuple(upper), height), Stack(tuple(lower), total)


def _height_of(standing: Standing) -> int:
    item = standing.item
    if isinstance(item, SetPassage):
        return rest_height(item, standing.start, standing.end)
    return 0

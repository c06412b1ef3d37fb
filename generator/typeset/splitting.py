"""What of a paragraph or a row still fits on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.manuscript import Passage
from generator.typeset.stacking import SetPassage, rest_height
from generator.typeset.tabling import Stack, Standing

if TYPE_CHECKING:
    from generator.typeset.tabling import SetGrid, SetRow

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


def keeps(row: SetRow) -> bool:
    """Whether a row stays with the next: its first paragraph says so."""
    if not row.course.boxes or not row.course.boxes[0].content:
        return False
    first = row.course.boxes[0].content[0]
    return isinstance(first, Passage) and first.measure.keep_next


def may_split(row: SetRow) -> bool:
    """Whether a row may go over to the next page; what stays with the next may not."""
    return not row.course.whole and not row.course.head and not keeps(row)


def least_of(table: SetGrid) -> int:
    """What must stand of a table where it begins: its head, and the first row or its beginning."""
    height = 0
    for number, row in enumerate(table.rows):
        if number >= table.heads and may_split(row):
            return height + _first_lines(row)
        height += row.height
        if number >= table.heads and not keeps(row):
            break
    return height


def _first_lines(row: SetRow) -> int:
    """Of a row, down to the lowest first line."""
    height = 0
    for box, made in zip(row.course.boxes, row.stacks, strict=True):
        for standing in made.standing[:1]:
            item = standing.item
            line = rest_height(item, 0, 1) if isinstance(item, SetPassage) else 0
            height = max(height, standing.y + line + box.padding[0] + box.padding[2])
    return height + row.above


def split_row(
    row: SetRow, room: int, *, alone: bool = False, force: bool = False
) -> tuple[SetRow, SetRow] | None:
    """A row in two, the upper no higher than `room`; None when none of it fits.

    `force`: at the top of a page, where at least one line must go. `alone`: the row cannot go
    to the next page by itself; then the space under a single line need not fit.
    """
    room -= row.below  # the border under it, where the page ends
    uppers: list[Stack] = []
    lowers: list[Stack] = []
    height = 0
    moved = False
    for box, made in zip(row.course.boxes, row.stacks, strict=True):
        inside = room - row.above - box.padding[0] - box.padding[2]
        upper, lower = _split_stack(made, inside, force=force, alone=alone)
        if made.standing and not upper.standing and not row.rest:
            return None
        uppers.append(upper)
        lowers.append(lower)
    _take_back(row, room - row.above, uppers, lowers)
    for box, upper, lower in zip(row.course.boxes, uppers, lowers, strict=True):
        moved = moved or bool(lower.standing)
        height = max(height, upper.height + box.padding[0] + box.padding[2])
    if not moved:
        return None
    least = row.least
    if height + row.above < least:
        height = min(least, room) - row.above
    rest = max(
        lower.height + box.padding[0] + box.padding[2]
        for box, lower in zip(row.course.boxes, lowers, strict=True)
    )
    least = max(least - height - row.above, 0)
    first = row._replace(height=max(height + row.above, 0), stacks=tuple(uppers), part=True)
    below = max(rest + row.above, least)
    second = row._replace(height=below, stacks=tuple(lowers), part=False, rest=True, least=least)
    return first, second


def _take_back(row: SetRow, room: int, uppers: list[Stack], lowers: list[Stack]) -> None:
    """Let cells keep what only the space under it had sent on, where a later cell makes room.

    A cell that is split is set once more when the row grows, and the space under a paragraph
    that goes on elsewhere is not asked for (sw: SwFlowFrame::CalcLowerSpace).
    """
    boxes = row.course.boxes
    pads = [box.padding[0] + box.padding[2] for box in boxes]
    heights = [upper.height + pad for upper, pad in zip(uppers, pads, strict=True)]
    for at, made in enumerate(row.stacks):
        if not lowers[at].standing:
            continue
        last = made.standing[-1]
        needed = last.y + _height_of(last) + pads[at]
        if max(heights[: at + 1]) < needed <= min(max(heights), room):
            uppers[at], lowers[at] = Stack(made.standing, needed - pads[at]), Stack((), 0)


def _split_stack(made: Stack, room: int, *, force: bool, alone: bool) -> tuple[Stack, Stack]:
    if made.height <= room or not made.standing:
        return made, Stack((), 0)
    upper: list[Standing] = []
    lower: list[Standing] = []
    height = shift = 0
    last = made.standing[-1]
    after = made.height - last.y - _height_of(last)
    for standing in made.standing:
        item = standing.item
        if lower or not isinstance(item, SetPassage):
            if not lower and not force:
                shift = standing.y
            lower.append(standing._replace(y=standing.y - shift))
            continue
        bottom = standing.y + rest_height(item, standing.start, standing.end)
        under = after if standing is last else 0
        if bottom + under <= room:
            upper.append(standing)
            height = bottom + under
            continue
        before = item.passage.measure.before  # LibreOffice gives it to the rest, too
        count = fitting_lines(item, standing.start, room - standing.y, in_row=True)
        only = count == 1 and len(made.standing) == 1
        if (
            under
            and count == standing.end - standing.start
            and not only
            and (count > 1 or not alone)
        ):
            count -= 1  # the space under it must fit, too
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
    total = lower[-1].y + _height_of(lower[-1]) + after if lower else 0
    return Stack(tuple(upper), height), Stack(tuple(lower), total)


def _height_of(standing: Standing) -> int:
    item = standing.item
    if isinstance(item, SetPassage):
        return rest_height(item, standing.start, standing.end)
    return 0

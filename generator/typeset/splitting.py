"""What of a row still fits on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.halving import halved
from generator.typeset.manuscript import Passage
from generator.typeset.stacking import SetPassage, rest_height

if TYPE_CHECKING:
    from generator.typeset.tabling import SetGrid, SetRow


def keeps(row: SetRow) -> bool:
    """Whether a row stays with the next: its first paragraph says so."""
    if not row.course.boxes or not row.course.boxes[0].content:
        return False
    first = row.course.boxes[0].content[0]
    return isinstance(first, Passage) and first.measure.keep_next


def may_split(row: SetRow) -> bool:
    """Whether a row may go over to the next page; what stays with the next may not.

    Nor may one whose content is less than the height asked for: it goes on as a whole.
    """
    asked = row.least > 0 and row.height <= row.least
    whole = row.course.whole and not row.tall
    return not (whole or row.course.head or asked or keeps(row))


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


class SplitRow(NamedTuple):
    """A row in two, where it could be split."""

    parts: tuple[SetRow, SetRow] | None
    sure: bool
    """LibreOffice is known to part it so, or not to part it."""
    overhang: bool = False
    """Its lines fit, only not the space under them."""


def split_row(row: SetRow, room: int, *, alone: bool = False, force: bool = False) -> SplitRow:
    """A row in two, the upper no higher than `room`; no parts when none of it fits.

    `force`: at the top of a page, where at least one line must go. `alone`: the row cannot go
    to the next page by itself; then the space under a single line need not fit.
    """
    room -= row.below  # the border under it, where the page ends
    pads = [box.padding[0] + box.padding[2] for box in row.course.boxes]
    halves = halved(row.stacks, pads, room - row.above, force=force, alone=alone)
    for made, (upper, _lower) in zip(row.stacks, halves.cells, strict=True):
        if made.standing and not upper.standing and not row.rest:
            return SplitRow(None, halves.sure)
    uppers = [upper for upper, _lower in halves.cells]
    lowers = [lower for _upper, lower in halves.cells]
    height = max(upper.height + pad for upper, pad in zip(uppers, pads, strict=True))
    if not any(lower.standing for lower in lowers):
        return SplitRow(None, halves.sure, halves.overhang)
    least = row.least
    if height + row.above < least:
        height = min(least, room) - row.above
    rest = max(lower.height + pad for lower, pad in zip(lowers, pads, strict=True))
    least = max(least - height - row.above, 0)
    first = row._replace(height=max(height + row.above, 0), stacks=tuple(uppers), part=True)
    below = max(rest + row.above, least)
    second = row._replace(height=below, stacks=tuple(lowers), part=False, rest=True, least=least)
    return SplitRow((first, second), halves.sure)

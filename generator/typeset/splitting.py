"""What of a row still fits on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.halving import halved
from generator.typeset.manuscript import Passage
from generator.typeset.stacking import SetPassage, rest_height
from generator.typeset.tabling import Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.tabling import SetGrid, SetRow


def keeps(row: SetRow) -> bool:
    """Whether a row stays with the next: its first paragraph says so."""
    if not row.course.boxes or not row.course.boxes[0].content:
        return False
    first = row.course.boxes[0].content[0]
    return isinstance(first, Passage) and first.measure.keep_next


def may_split(row: SetRow, line: int) -> bool:
    """Whether a row may go over to the next page; what stays with the next may not.

    Nor may one that holds less than the height asked for, where a border has to stand under
    it: LibreOffice lets it grow to the end of the page, where the border has no room. `line` is
    how thick that is (`line_under`).
    """
    asked = line > 0 and row.least > 0 and row.height < row.least + line
    # a row of a fixed height is never parted (sw: SwRowFrame::IsRowSplitAllowed)
    whole = row.course.rule == "exact" or (row.course.whole and not row.tall)
    return not (whole or row.course.head or asked or keeps(row))


def line_under(row: SetRow, last: SetRow) -> int:
    """The border under a row that is split: its own, or that of the last row of its table.

    LibreOffice parts a row while the table still keeps room for the border that ends it.
    """
    return max(row.below, last.below)


def least_of(table: SetGrid) -> int:
    """What must stand of a table where it begins: its head, and the first row or its beginning."""
    height = 0
    for number, row in enumerate(table.rows):
        if number >= table.heads and may_split(row, line_under(row, table.rows[-1])):
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


class Half(NamedTuple):
    """A cell in what stays on a page, and what goes on to the next."""

    upper: Stack
    lower: Stack


class SplitRow(NamedTuple):
    """A row in two, where it could be split."""

    parts: tuple[SetRow, SetRow] | None
    sure: bool
    """LibreOffice is known to part it so, or not to part it."""
    overhang: bool = False
    """Its lines fit, only not the space under them."""
    ending: tuple[Half, ...] = ()
    """The cells from rows above that end in it, each in two."""


def split_row(
    row: SetRow,
    room: int,
    line: int,
    *,
    alone: bool = False,
    force: bool = False,
    ending: Sequence[tuple[Stack, int]] = (),
) -> SplitRow:
    """A row in two, the upper no higher than `room` with the `line` under it; no parts: none fits.

    `force`: at the top of a page, where at least one line must go. `alone`: the row cannot go
    to the next page by itself; then the space under a single line need not fit. `ending`: the
    content of cells from rows above that end in it, and what it has less than its height there.
    Cells that go on in rows below do not count: they have what room the row has.
    """
    room -= line
    own = [at for at, box in enumerate(row.course.boxes) if box.row_span == 1]
    boxes = [row.course.boxes[at] for at in own]
    stacks = [row.stacks[at] for at in own]
    pads = [box.padding[0] + box.padding[2] for box in boxes]
    whole = [*stacks, *[made for made, _taken in ending]]
    halves = halved(
        whole,
        [*pads, *[-taken for _made, taken in ending]],
        room - row.above,
        force=force,
        alone=alone,
    )
    mine = halves.cells[: len(own)]
    for made, (upper, _lower) in zip(stacks, mine, strict=True):
        if made.standing and not upper.standing and not row.rest:
            return SplitRow(None, halves.sure)
    if not any(upper.standing for upper, _lower in halves.cells):
        return SplitRow(None, sure=False)  # a page that takes nothing would have no end
    if not any(lower.standing for _upper, lower in halves.cells):
        return SplitRow(None, halves.sure, halves.overhang)
    more = [Half(*each) for each in halves.cells[len(own) :]]
    heights = [upper.height + pad for (upper, _lower), pad in zip(mine, pads, strict=True)]
    heights += [half.upper.height - taken for half, (_m, taken) in zip(more, ending, strict=True)]
    rests = [lower.height + pad for (_upper, lower), pad in zip(mine, pads, strict=True)]
    parts = _parts(row, room, (heights, rests), _stacks(row, own, mine))
    short = line > 0 and row.least > room and any(_loose(row, each, line) for each in own)
    sure = halves.sure and not short and any(lower.standing for _upper, lower in mine)
    return SplitRow(parts, sure, ending=tuple(more))


def _parts(
    row: SetRow,
    room: int,
    heights: tuple[Sequence[int], Sequence[int]],
    stacks: tuple[tuple[Stack, ...], tuple[Stack, ...]],
) -> tuple[SetRow, SetRow]:
    """The two rows that one becomes: each at least so high that both make what is asked for."""
    height = max(heights[0], default=0)
    grown = height + row.above < row.least
    if grown:
        height = min(row.least, room) - row.above
    least = max(row.least - height - row.above, 0)
    below = max(max(heights[1], default=0) + row.above, least)
    return (
        row._replace(height=max(height + row.above, 0), stacks=stacks[0], part=True, grown=grown),
        row._replace(
            height=below, stacks=stacks[1], part=False, rest=True, least=least, tall=False
        ),
    )


def _loose(row: SetRow, at: int, line: int) -> bool:
    """Whether a cell of several paragraphs is lower than what is asked for.

    Where there is less room than that, LibreOffice may send the row on as a whole.
    """
    made, padding = row.stacks[at], row.course.boxes[at].padding
    high = made.height + padding[0] + padding[2] + row.above
    return len(made.standing) > 1 and high < row.least + line


def _stacks(
    row: SetRow, own: Sequence[int], halves: Sequence[tuple[Stack, Stack]]
) -> tuple[tuple[Stack, ...], tuple[Stack, ...]]:
    """The cells of the upper row and of the lower; those that go on in rows below stay above."""
    uppers, lowers = list(row.stacks), [Stack((), 0) for _box in row.stacks]
    for at, (upper, lower) in zip(own, halves, strict=True):
        uppers[at], lowers[at] = upper, lower
    return tuple(uppers), tuple(lowers)

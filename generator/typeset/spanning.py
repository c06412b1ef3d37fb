"""Cells merged downwards where a page ends among their rows: what stays, and what goes on.

Such a cell makes no row higher but its last: on each page it has the room of its rows there,
and the lines beyond go on at the top of the next (sw: SwTabFrame::Split, the row span line).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.halving import halved
from generator.typeset.tabling import least_high, needed_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.typeset.manuscript import TableBox
    from generator.typeset.splitting import Half
    from generator.typeset.tabling import SetRow, Stack

    Place = tuple[int, int]
    """Which row of the page, and which of its boxes."""


class Cut(NamedTuple):
    """Rows on two pages, their merged cells shared."""

    here: list[SetRow]
    rest: SetRow
    """The row that begins the next page."""
    sure: bool


def taken(rows: Sequence[SetRow], at: int, box: TableBox) -> int:
    """What the content of a merged cell finds in these rows, its first at `at`."""
    used = rows[at].above + box.padding[0] + box.padding[2]
    return sum([row.height for row in rows[at:]]) - used


def ending(rows: Sequence[SetRow], last: int) -> dict[Place, Stack]:
    """The merged cells of `rows` that end in the row after them, which is number `last`."""
    return {
        (at, place): row.stacks[place]
        for at, row in enumerate(rows)
        for place, box in enumerate(row.course.boxes)
        if box.row_span > 1 and at + box.row_span == last + 1
    }


def cut(here: Sequence[SetRow], rest: SetRow, known: Mapping[Place, Half], *, parted: bool) -> Cut:
    """Share the merged cells of the rows of a page that go on in the next.

    `known`: those that are shared already. `parted`: the last row is the upper part of one,
    `rest` the lower.
    """
    # of rows that may break LibreOffice leaves cells at the top that should stand lower
    rows, sure = list(here), all(map(_settled, (*here, rest)))
    below = {
        box.column: (box, made) for box, made in zip(rest.course.boxes, rest.stacks, strict=True)
    }
    for at, row in enumerate(here):
        mine, filled = list(row.course.boxes), list(row.stacks)
        for place, box in enumerate(mine):
            beyond = at + box.row_span - len(here) + parted
            if beyond <= 0 or box.row_span == 1:
                continue
            # LibreOffice lets such a cell begin on the next page where a row has none of its own
            sure = sure and all(each.course.owns for each in (*here[at:], rest))
            half = known.get((at, place))
            if half is None:
                upper, lower, certain = _halved(filled[place], taken(here, at, box), parted=parted)
                sure = sure and certain
            else:
                upper, lower = half
            # where such a cell stands in the middle, LibreOffice loses lines of it, or lowers it
            sure = sure and box.vertical == "top"
            whole = box.begun or (row.number, box.row_span)
            mine[place] = replace(box, row_span=len(here) - at, vertical="top", begun=whole)
            filled[place] = upper
            below[box.column] = replace(box, content=(), row_span=beyond, begun=whole), lower
        if mine != list(row.course.boxes):
            course = replace(row.course, boxes=tuple(mine), kept={})
            rows[at] = row._replace(course=course, stacks=tuple(filled))
    boxes = [below[column][0] for column in sorted(below)]
    if any(box.begun for box in boxes):
        risen = [_at_top(row, len(rows) - at) for at, row in enumerate(rows)]
        # LibreOffice was also seen to leave them where they should stand
        sure = sure and all(a is b for a, b in zip(rows, risen, strict=True))
        rows = risen
    course = replace(rest.course, boxes=tuple(boxes), kept={})
    rest = rest._replace(
        course=course, stacks=tuple([below[column][1] for column in sorted(below)])
    )
    return Cut(rows, rest, sure)


def _halved(stack: Stack, left: int, *, parted: bool) -> tuple[Stack, Stack, bool]:
    """What of a merged cell has room on the page, what goes on, and whether that is sure."""
    shared = halved([stack], [0], left, together=int(not parted))
    # LibreOffice keeps two lines together at such an end, or leaves one by itself
    sure = shared.sure and shared.cells == halved([stack], [0], left).cells
    upper, lower = shared.cells[0]
    # of a row that is split LibreOffice may send all on where nothing of the cell goes
    return upper, lower, sure and (not parted or bool(lower.standing))


def _settled(row: SetRow) -> bool:
    """Whether the cells of a row stand where they are told to, though others are cut there."""
    return row.course.whole or all(box.vertical == "top" for box in row.course.boxes)


def _at_top(row: SetRow, left: int) -> SetRow:
    """A row, `left` rows before a page's end; LibreOffice forgets how the cells ending it stand."""
    boxes = row.course.boxes
    if not any(box.vertical != "top" and box.row_span == left for box in boxes):
        return row
    made = [replace(b, vertical="top") if b.row_span == left else b for b in boxes]
    return row._replace(course=replace(row.course, boxes=tuple(made), kept={}))


def heights(rows: list[SetRow], start: int) -> None:
    """Give the rows from `start`, on the next page, the heights they have there."""
    reach = start + 1
    at = start
    while at < min(reach, len(rows)):
        reach = max([reach, *[at + box.row_span for box in rows[at].course.boxes]])
        at += 1
    for number in range(start, min(reach, len(rows))):
        row = rows[number]
        if row.course.rule == "exact":
            continue
        needed = [
            needed_for(box, made, rows[first:number], row.above)
            for first in range(start, number + 1)
            for box, made in zip(rows[first].course.boxes, rows[first].stacks, strict=True)
            if first + box.row_span == number + 1
        ]
        rows[number] = row._replace(
            height=max([least_high(row.course, row.above), row.least, *needed])
        )

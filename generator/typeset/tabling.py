"""Tables set: rows as high as their cells, borders shared between neighbours.

A border takes its full thickness between two rows, above the first and under the last. It
takes nothing of the width of a cell; the whole table stands half of its left border to the
right (sw: SwRowFrame, collapsing borders; writerfilter: DomainMapperTableHandler).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.manuscript import Passage
from generator.typeset.pages import Unknown
from generator.typeset.stacking import (
    TOP,
    SetPassage,
    above_of,
    gap,
    last_extra,
    set_passage,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.manuscript import Course, Flow, TableBox, TableGrid
    from generator.typeset.stacking import Above


_CUT = Unknown("table", "text beyond its row")
"""A row is lower than what it holds; LibreOffice draws no more than has room."""

_HUNG = Unknown("drawing", "line in a cell that is not set at its top")
"""LibreOffice leaves it at the top of the cell."""


class CellStanding(NamedTuple):
    """A paragraph or table in a cell, at its height."""

    y: int
    item: SetPassage | TableGrid
    start: int = 0
    end: int = -1
    space: int = 0
    """Above it, and what asked for it; told where a drawn line hangs on it."""
    above: Above = TOP


class Stack(NamedTuple):
    """What stands in a cell, and how high it is."""

    standing: tuple[CellStanding, ...]
    height: int


def stack(content: Sequence[Flow], room: int) -> Stack:
    """The content of a cell `room` twips wide, its paddings not counted."""
    if len(content) == 1 and isinstance(only := content[0], Passage):  # as of most cells
        item, measure = set_passage(only, room), only.measure
        space = gap(TOP, measure, only.style)
        high = space + item.height + measure.after + last_extra(item)
        return Stack((CellStanding(space, item, 0, len(item.lines), space),), high)
    found: list[CellStanding] = []
    y = under = 0
    above = TOP
    for flow in content:
        if isinstance(flow, Passage):
            item = set_passage(flow, room)
            space = gap(above, flow.measure, flow.style)
            y += space
            found.append(CellStanding(y, item, 0, len(item.lines), space, above))
            y += item.height
            above = above_of(flow, item.extra)
            under = last_extra(item)
        else:
            y += above.after + above.extra
            found.append(CellStanding(y, flow))
            y += set_grid(flow, room).height
            above = TOP
            under = 0
    return Stack(tuple(found), y + above.after + under)


class SetRow(NamedTuple):
    """A row in lines."""

    course: Course
    number: int
    above: int
    """Thickness of the border over it."""
    height: int
    """With `above`; without the border under it."""
    stacks: tuple[Stack, ...]
    below: int
    """Thickness of the border under it, where it ends a table or a page."""
    part: bool = False
    """Only a part of the row; the rest stands on another page."""
    grown: bool = False
    """That part is as high as the document asks, not as what it holds."""
    rest: bool = False
    """What of the row did not fit on the page before."""
    least: int = 0
    """What the document asks for at least of what is left of it."""
    tall: bool = False
    """Higher than a page: it may break, whatever the document says."""


class SetGrid(NamedTuple):
    """A table in lines."""

    rows: tuple[SetRow, ...]
    left: int
    """Of its left edge from that of the text."""
    heads: int
    """How many rows repeat on each page."""
    told: frozenset[Unknown] = frozenset()
    """What of it may stand otherwise in LibreOffice."""

    @property
    def height(self) -> int:
        """When it stands on one page."""
        return sum(row.height for row in self.rows) + (self.rows[-1].below if self.rows else 0)


def inner(box: TableBox) -> tuple[int, int]:
    """Where the text of a cell begins from the cell's left edge, and how wide it may be."""
    return box.padding[3], max(box.width - box.padding[3] - box.padding[1], 1)


def _thickest(boxes: Sequence[TableBox], side: int) -> int:
    edges = [box.edges[side] for box in boxes]
    return max((edge.thickness for edge in edges if edge.shown), default=0)


def set_grid(grid: TableGrid, room: int) -> SetGrid:
    """A table in lines, in an area `room` twips wide."""
    key = ("set", room)
    found: SetGrid | None = grid.kept.get(key)
    if found is None:
        found = grid.kept[key] = _set(grid, room)
    return found


def _set(grid: TableGrid, room: int) -> SetGrid:
    width = grid.width
    courses = grid.courses
    if grid.share:
        width = room * min(grid.share, 5000) // 5000
        courses = tuple([_stretched(course, grid.parts, width) for course in courses])
    elif grid.align == "center" and grid.width < room:
        # with equal margins in whole twips it may be one wider (sw: SwTabFrame::Format)
        width = room - (room - width) // 2 * 2
        more = width - grid.width
        courses = tuple([_widened(each, grid, more) for each in courses]) if more else courses
    ends: dict[int, list[tuple[TableBox, Stack, int]]] = {}
    stacks: list[list[Stack]] = []
    for number, course in enumerate(courses):
        mine: list[Stack] | None = course.kept.get("stacks")
        if mine is None:
            mine = [stack(box.content, inner(box)[1]) for box in course.boxes]
            course.kept["stacks"] = mine
        for box, filled in zip(course.boxes, mine, strict=True):
            last = min(number + box.row_span, len(courses)) - 1
            ends.setdefault(last, []).append((box, filled, number))
        stacks.append(mine)
    rows: list[SetRow] = []
    for number, course in enumerate(courses):
        above = max(course.upper - max((box.padding[0] for box in course.boxes), default=0), 0)
        if number:
            above = max(above, _thickest(courses[number - 1].boxes, 2))
        height = _row_height(course, ends.get(number, ()), rows, above)
        ended = [box for box, _made, first in ends.get(number, ()) if first < number]
        below = _thickest([*course.boxes, *ended] if ended else course.boxes, 2)
        made = SetRow(course, number, above, height, tuple(stacks[number]), below)
        rows.append(made._replace(least=course.height) if course.rule != "auto" else made)
    heads = 0
    while heads < len(courses) and courses[heads].head:
        heads += 1
    if heads == len(courses):
        heads = 0
    left = {"center": (room - width) // 2, "right": room - width}.get(grid.align, grid.indent)
    if grid.align == "left" and not grid.outside and courses and courses[0].boxes:
        edge = courses[0].boxes[0].edges[3]
        left += edge.thickness // 2 if edge.shown else 0
    return SetGrid(tuple(rows), left, heads, _told(rows))


def repeated_heads(table: SetGrid) -> tuple[SetRow, ...]:
    """The head of a table as it stands on further pages: merged cells make no row higher there."""
    heads = table.rows[: table.heads]
    if all(box.row_span == 1 for row in heads for box in row.course.boxes):
        return heads
    found = []
    for row in heads:
        pairs = zip(row.course.boxes, row.stacks, strict=True)
        own = [(box, made, row.number) for box, made in pairs if box.row_span == 1]
        found.append(row._replace(height=_row_height(row.course, own, (), row.above)))
    return tuple(found)


def _stretched(course: Course, parts: Sequence[int], width: int) -> Course:
    """A row of a table that is `width` twips wide."""
    last = len(parts) - 1
    boxes = []
    for box in course.boxes:
        left = parts[min(box.column, last)] * width // 10000
        right = parts[min(box.column + box.column_span, last)] * width // 10000
        boxes.append(replace(box, left=left, width=right - left))
    return replace(course, boxes=tuple(boxes), kept={})


def _widened(course: Course, grid: TableGrid, more: int) -> Course:
    """A row whose last cell takes what the table is wider than its columns."""
    found: Course | None = course.kept.get(("wider", more))
    if found is None:
        last = len(grid.parts) - 1
        boxes = [
            replace(box, width=box.width + more) if box.column + box.column_span >= last else box
            for box in course.boxes
        ]
        found = course.kept["wider", more] = replace(course, boxes=tuple(boxes), kept={})
    return found


def _told(rows: Sequence[SetRow]) -> frozenset[Unknown]:
    """What to tell of the rows of a table."""
    found: set[Unknown] = set()
    for at, row in enumerate(rows):
        for box, made in zip(row.course.boxes, row.stacks, strict=True):
            for standing in made.standing:
                if not isinstance(standing.item, SetPassage):
                    continue
                if standing.item.told:
                    found |= standing.item.told
                if standing.item.passage.drawn and box.vertical != "top":
                    found.add(_HUNG)
            reach = rows[at : at + box.row_span]
            if reach[-1].course.rule != "exact":
                continue
            room = sum([each.height for each in reach]) - row.above
            if made.height + box.padding[0] + box.padding[2] > room:
                found.add(_CUT)
    return frozenset(found)


def _row_height(
    course: Course,
    ending: Sequence[tuple[TableBox, Stack, int]],
    before: Sequence[SetRow],
    above: int,
) -> int:
    """Of a row: what its own cells need, and what is left to those that end in it."""
    if course.rule == "exact":
        return course.height
    least = course.height if course.rule == "atLeast" else 0
    needed = [needed_for(box, made, before[first:], above) for box, made, first in ending]
    return max([least_high(course, above), least, *needed])


def least_high(course: Course, above: int) -> int:
    """How high a row is at least, with a border `above` thick: one without cells of its own is not.

    Of its cells each goes on below, or begins above.
    """
    return above if course.owns else 0


def needed_for(box: TableBox, made: Stack, before: Sequence[SetRow], above: int) -> int:
    """How high the last row of a cell has to be, after the rows `before` of the same cell."""
    content = made.height + box.padding[0] + box.padding[2]
    if not before:
        return content + above
    return content + before[0].above - sum([row.height for row in before])

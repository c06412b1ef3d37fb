"""What of a paragraph or a row still fits on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.manuscript import Passage
from generator.typeset.stacking import SetPassage, last_extra, rest_height
from generator.typeset.tabling import CellStanding, Stack

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
    """Whether a row may go over to the next page; what stays with the next may not.

    Nor may one whose content is less than the height asked for: it goes on as a whole.
    """
    asked = row.least > 0 and row.height <= row.least
    return not (row.course.whole or row.course.head or asked or keeps(row))


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
    """What of a cell stays in `room` twips, and what goes on."""
    if made.height <= room or not made.standing:
        return made, Stack((), 0)
    last = made.standing[-1]
    under = made.height - last.y - _height_of(last)
    whole = 0
    """Paragraphs and tables that stay as they are."""
    for standing in made.standing[:-1]:
        if not isinstance(standing.item, SetPassage):
            break
        if standing.y + _height_of(standing) > room:
            break
        whole += 1
    count = 0
    if whole < len(made.standing):
        count = _stay(
            made.standing[whole],
            room,
            first=whole == 0,
            under=under if made.standing[whole] is last else 0,
            alone=alone,
        )
    while count == 0 and whole:
        # what stands above is the last of its cell now, and the space under it must fit
        whole -= 1
        count = _stay_as_last(made.standing[whole], room, first=whole == 0)
    if force and not (whole or count) and isinstance(made.standing[0].item, SetPassage):
        count = 1
    return _cut(made, whole, count, under)


def _stay(standing: CellStanding, room: int, *, first: bool, under: int, alone: bool) -> int:
    """How many lines of a paragraph that does not fit stay; `under`: what its last line asks."""
    item, total = standing.item, standing.end - standing.start
    if not isinstance(item, SetPassage):
        return 0
    begins = standing.y + rest_height(item, standing.start, standing.start + 1)
    if not first and begins + _under(item) > room:
        return 0  # below its first line a paragraph asks for what it asks for below its last
    count = fitting_lines(item, standing.start, room - standing.y, in_row=True)
    only = first and total == 1
    if under and count == total and not only and (count > 1 or not alone):
        count -= 1  # the space under it must fit, too
    return count


def _stay_as_last(standing: CellStanding, room: int, *, first: bool) -> int:
    """How many lines of a paragraph that fits stay when what follows it goes on."""
    item, total = standing.item, standing.end - standing.start
    if not isinstance(item, SetPassage):
        return total
    if standing.y + _height_of(standing) + _under(item) <= room or (first and total == 1):
        return total
    return total - 1


def _under(item: SetPassage) -> int:
    """Space under a paragraph that is the last of its cell."""
    return item.passage.measure.after + last_extra(item)


def _cut(made: Stack, whole: int, count: int, under: int) -> tuple[Stack, Stack]:
    """A cell in two: `whole` of its paragraphs and `count` lines of the next above."""
    upper, rest = list(made.standing[:whole]), made.standing[whole:]
    height = made.standing[whole - 1].y + _height_of(made.standing[whole - 1]) if whole else 0
    lower: list[CellStanding] = []
    shift = 0
    if rest:
        first, item = rest[0], rest[0].item
        cut = first.start + count
        before = item.passage.measure.before if isinstance(item, SetPassage) else 0
        if count and isinstance(item, SetPassage):
            upper.append(first._replace(end=cut))
            height = first.y + rest_height(item, first.start, cut)
        if count and isinstance(item, SetPassage) and cut < first.end:
            lower.append(CellStanding(before, item, cut, first.end))
            bottom = first.y + _height_of(first)
            shift = bottom - rest_height(item, cut, first.end) - before
            rest = rest[1:]
        elif count:
            rest = rest[1:]
            following = rest[0] if rest else None
            shift = 0 if following is None else following.y - _before(following)
        else:
            shift = first.y - before  # LibreOffice gives the space above to the rest, too
    lower += [each._replace(y=each.y - shift) for each in rest]
    total = lower[-1].y + _height_of(lower[-1]) + under if lower else 0
    return Stack(tuple(upper), height), Stack(tuple(lower), total)


def _before(standing: CellStanding) -> int:
    item = standing.item
    return item.passage.measure.before if isinstance(item, SetPassage) else 0


def _height_of(standing: CellStanding) -> int:
    item = standing.item
    if isinstance(item, SetPassage):
        return rest_height(item, standing.start, standing.end)
    return 0

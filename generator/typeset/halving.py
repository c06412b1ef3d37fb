"""How the cells of a row share themselves between two pages, as LibreOffice lets them.

Cells are set one after the other; the row grows with them. The last paragraph of a cell asks
for the space under it, too, unless it goes on elsewhere (sw: SwFlowFrame::CalcLowerSpace), so
it may send on a line that would have room. It is set once more when the height of the row
changes after it, and then keeps that line, for now it goes on elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.fitting import fitting_lines
from generator.typeset.stacking import SetPassage, last_extra, rest_height
from generator.typeset.tabling import CellStanding, Stack

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDS = 10
"""So often LibreOffice sets a row anew before it lets it be."""


class Halves(NamedTuple):
    """The cells of a row, each in what stays and what goes on."""

    cells: list[tuple[Stack, Stack]]
    sure: bool
    """Not decided by the space under a paragraph, where LibreOffice may set it otherwise."""
    overhang: bool
    """All of it stays, but for the space under single lines."""


def halved(
    stacks: Sequence[Stack],
    pads: Sequence[int],
    room: int,
    *,
    force: bool = False,
    alone: bool = False,
    together: int = 0,
) -> Halves:
    """Each cell in what stays in a row no higher than `room`, and what goes on.

    `pads`: what each cell has above and below its content. `force`: at least one line stays.
    `alone`: the row cannot go to the next page by itself; then the space under a single line
    need not fit. `together`: of so many cells, the last, two lines stay together at a page's
    end and beginning; in a row that is split single ones may stand alone.
    """
    cells = [
        _Cell(made, room - pad, pad, alone=alone) for made, pad in zip(stacks, pads, strict=True)
    ]
    for cell in cells[len(cells) - together :]:
        cell.together = True
    row = _Row(cells)
    for cell in cells:
        row.reach(cell, cell.begin())
    for _round in range(_ROUNDS):
        if not [cell for cell in cells if cell.again(row)]:
            break
    sure = not any(cell.doubtful for cell in cells)
    overhang = any(cell.overhangs for cell in cells) and all(cell.stays for cell in cells)
    return Halves([cell.cut(force=force) for cell in cells], sure, overhang)


class _Row:
    """The row: as high as its highest cell; the others are set anew where that changes."""

    def __init__(self, cells: Sequence[_Cell]) -> None:
        self._cells = cells
        self.height = 0

    def reach(self, by: _Cell, most: int = 0) -> None:
        """A cell has a height now, and for a moment had another."""
        others = max([cell.height for cell in self._cells if cell is not by], default=0)
        for height in (max(most, others), max(by.height, others)):
            if height != self.height:
                for cell in self._cells:
                    cell.touched |= cell.set_once and cell is not by
            self.height = height

    def is_first(self, cell: _Cell) -> bool:
        """Whether a cell is the first of the row."""
        return cell is self._cells[0]


class _Cell:
    """A cell while its row is set: how many of its paragraphs stay, and lines of the next."""

    def __init__(self, made: Stack, room: int, pad: int, *, alone: bool) -> None:
        self._made, self._room, self._pad, self._alone = made, room, pad, alone
        self._whole = self._count = 0
        self.together = False
        self.height = 0
        """Of what stays now."""
        self.set_once = self.touched = False
        self.doubtful = self.overhangs = False
        """The space under a paragraph decides; a single line stays, though that does not fit."""
        self._sent = False
        """It sent on a line that would have room, but for the space under it."""
        self._asks = False
        """What followed its last paragraph went on: that one has to ask for space under it."""

        self._stays_empty = False
        """A single line stays and asks for more: its place on the next page is left empty."""

    @property
    def stays(self) -> bool:
        """Whether all its lines stay."""
        return self.overhangs or self._whole == len(self._made.standing)

    def begin(self) -> int:
        """Set it for the first time; how high it was for a moment."""
        made = self._made
        self.set_once = True
        if made.height <= self._room or not made.standing:
            self._whole = len(made.standing)
            self.height = self._pad + made.height
            return self.height
        while self._whole < len(made.standing) - 1:
            standing = made.standing[self._whole]
            if not isinstance(standing.item, SetPassage) or self._bottom() > self._room:
                break
            self._whole += 1
        most = self._first_lines()
        self.height = self._pad + self._reach()
        self._asks = self._count == 0 and self._whole > 0
        return max(self._pad + most, self.height)

    def _first_lines(self) -> int:
        """Set the lines of the first paragraph that does not fit; how far they reached."""
        standing = self._made.standing[self._whole]
        item, total = standing.item, standing.end - standing.start
        if not isinstance(item, SetPassage):
            return 0
        first, last = self._whole == 0, standing is self._made.standing[-1]
        under = self._made.height - self._bottom() if last else 0
        if last and not first and self._begins(standing, item) + _under(item) > self._room:
            self.doubtful |= self._begins(standing, item) <= self._room
            return 0  # below its first line a paragraph asks for what it asks for below its last
        count = fitting_lines(
            item, standing.start, self._room - standing.y, in_row=not self.together
        )
        only = first and total == 1 and bool(item.passage.pieces)
        if under and count == total:
            self.doubtful = True
            self.overhangs = only
            if not only and (count > 1 or not self._alone):
                count -= 1  # the space under it must fit, too
                self._sent = True
        self._count = count
        lines = count
        while lines and standing.y + self._lines(standing, lines) + under > self._room:
            lines -= 1
        return standing.y + self._lines(standing, lines) + under if lines else 0

    def again(self, row: _Row) -> bool:
        """Set it once more, where something changed; whether that changed it."""
        if self._asks:
            return self._ask(row)
        if self._sent and self.touched:
            self._take_back(row)
            return True
        return False

    def _take_back(self, row: _Row) -> None:
        """Keep the line that only the space under it had sent on."""
        self._sent = False
        self._count += 1
        self.height = self._pad + self._reach()
        row.reach(self)

    def _ask(self, row: _Row) -> bool:
        """Make room for the space under what is the last paragraph now."""
        self._asks = self.touched = False
        standing = self._made.standing[self._whole - 1]
        item, total = standing.item, standing.end - standing.start
        if not isinstance(item, SetPassage):
            return False
        first = self._whole == 1
        needed = standing.y + _height_of(standing) + _under(item)
        self.doubtful |= needed > self._room
        if needed <= self._room or (first and total == 1 and item.passage.pieces):
            self._stays_empty = needed > self._room
            self.height = self._pad + min(needed, self._room)
            row.reach(self)
            return True
        before = row.height
        self._whole -= 1
        self._count = total - 1
        self.height = self._pad + self._reach()
        self._asks = self._count == 0 and self._whole > 0
        row.reach(self)
        self._sent = self._count > 0
        if self._sent and not first and row.is_first(self) and before != row.height > self.height:
            self._take_back(row)
        return True

    def _begins(self, standing: CellStanding, item: SetPassage) -> int:
        """Where the first line of a paragraph ends."""
        return standing.y + rest_height(item, standing.start, standing.start + 1)

    def _bottom(self) -> int:
        """Where the first paragraph that is not counted as whole ends."""
        standing = self._made.standing[self._whole]
        return standing.y + _height_of(standing)

    @staticmethod
    def _lines(standing: CellStanding, count: int) -> int:
        item = standing.item
        if not isinstance(item, SetPassage) or not count:
            return 0
        return rest_height(item, standing.start, standing.start + count)

    def _reach(self) -> int:
        """How far down what stays reaches."""
        standing = self._made.standing
        if self._count:
            return standing[self._whole].y + self._lines(standing[self._whole], self._count)
        if not self._whole:
            return 0
        return standing[self._whole - 1].y + _height_of(standing[self._whole - 1])

    def cut(self, *, force: bool) -> tuple[Stack, Stack]:
        """What stays, and what goes on."""
        made, whole, count = self._made, self._whole, self._count
        if whole == len(made.standing):
            return made, Stack((), 0)
        if force and not (whole or count) and isinstance(made.standing[0].item, SetPassage):
            count = 1
        last = made.standing[-1]
        under = made.height - last.y - _height_of(last)
        standing = made.standing[whole]
        if count == standing.end - standing.start and standing is last:
            return made._replace(height=standing.y + _height_of(standing)), Stack((), 0)
        if self._stays_empty:
            upper = Stack(made.standing[:1], self.height - self._pad)
            return upper, Stack(made.standing[1:], made.height)
        return _cut(made, whole, count, under)


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

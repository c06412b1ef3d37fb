"""Tables from their drawn lines: grid, merged cells, the glyphs of each cell.

Lines that touch one another make a component; its line positions make a grid; two
neighbours in the grid without a line between them are one cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.read.pdf.glyphs import Glyph, Stroke

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TOUCH = 3.0
"""Lines whose ends are nearer than this (points) touch."""
_MANY = 20_000
"""More lines on a page than this are a drawing, not tables."""


class GridCell(NamedTuple):
    """A cell of a page's table: its place in the grid and on the page, and what it holds."""

    row: int
    col: int
    rows: int
    cols: int
    x0: float
    x1: float
    y0: float
    y1: float
    glyphs: list[Glyph]


class RuledTable(NamedTuple):
    """A ruled table on one page, from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    """Positions of the horizontal lines, downwards (descending)."""
    cells: list[GridCell]

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.ys[-1]


class Ruled(NamedTuple):
    """What the drawn lines of a page make of it."""

    grids: list[RuledTable]
    boxes: list[RuledTable]
    """Frames around one piece of text."""
    rules: list[Stroke]
    """Horizontal lines that belong to no table."""
    glyphs: list[Glyph]
    """Glyphs outside all tables and boxes."""


def ruled(glyphs: list[Glyph], strokes: Sequence[Stroke], width: float, height: float) -> Ruled:
    """Find the tables of a page and hand its glyphs to their cells."""
    if len(strokes) > _MANY:
        return Ruled([], [], [], glyphs)
    across = _merged((s for s in strokes if s.x1 - s.x0 > s.y1 - s.y0), lying=True)
    down = _merged((s for s in strokes if s.x1 - s.x0 <= s.y1 - s.y0), lying=False)
    grids: list[RuledTable] = []
    boxes: list[RuledTable] = []
    rules = list(across)
    for lying, standing in _components(across, down):
        found = _grid(lying, standing)
        if found is None:
            continue
        xs, ys, spans = found
        if len(spans) == 1 and (xs[-1] - xs[0]) * (ys[0] - ys[-1]) > 0.4 * width * height:
            rules = [r for r in rules if r not in lying]
            continue  # a frame around the page
        if xs[-1] - xs[0] < 8 or ys[0] - ys[-1] < 8:
            continue
        rules = [r for r in rules if r not in lying]
        (boxes if len(spans) == 1 else grids).append(
            RuledTable(xs, ys, [GridCell(*s, *_place(s, xs, ys), []) for s in spans])
        )
    left = _hand_out(glyphs, [*grids, *boxes])
    grids.sort(key=lambda g: -g.top)
    return Ruled(grids, [b for b in boxes if b.cells[0].glyphs], rules, left)


_Span = tuple[int, int, int, int]
"""Row, column, rows, columns in a grid."""


def _place(
    span: _Span, xs: tuple[float, ...], ys: tuple[float, ...]
) -> tuple[float, float, float, float]:
    row, col, rows, cols = span
    return xs[col], xs[col + cols], ys[row + rows], ys[row]


def _merged(strokes: Iterable[Stroke], *, lying: bool) -> list[Stroke]:
    """Join lines that continue or cover one another."""
    by_position: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for s in strokes:
        at, low, high = (s.y0, s.x0, s.x1) if lying else (s.x0, s.y0, s.y1)
        key = round(at / 1.5)
        near = next((k for k in (key, key - 1, key + 1) if k in by_position), key)
        by_position[near].append((at, low, high))
    found = []
    for pieces in by_position.values():
        pieces.sort(key=lambda p: p[1])
        at, low, high = pieces[0]
        for _at, begin, end in pieces[1:]:
            if begin <= high + TOUCH:
                high = max(high, end)
            else:
                found.append(_stroke(at, low, high, lying=lying))
                low, high = begin, end
        found.append(_stroke(at, low, high, lying=lying))
    return found


def _stroke(at: float, low: float, high: float, *, lying: bool) -> Stroke:
    return Stroke(low, at, high, at) if lying else Stroke(at, low, at, high)


def _components(
    across: list[Stroke], down: list[Stroke]
) -> Iterable[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that touch one another, with at least two in each direction."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    ordered = sorted(range(len(across)), key=lambda i: across[i].y0)
    heights = [across[i].y0 for i in ordered]
    for j, v in enumerate(down, len(across)):
        for i in ordered[bisect_right(heights, v.y0 - TOUCH) : bisect_right(heights, v.y1 + TOUCH)]:
            h = across[i]
            if h.x0 - TOUCH <= v.x0 <= h.x1 + TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down, len(across)):
        groups[root(j)][1].append(v)
    return [g for g in groups.values() if len(g[0]) >= 2 and len(g[1]) >= 2]


def _levels(values: Iterable[float]) -> list[float]:
    """Positions, near ones made one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return found


def _grid(
    lying: list[Stroke], standing: list[Stroke]
) -> tuple[tuple[float, ...], tuple[float, ...], list[_Span]] | None:
    """Positions of the lines, and the cells between them."""
    # the ends too: some programs do not draw the outer lines, or not where a page ends
    xs = _levels([s.x0 for s in standing] + [min(h.x0 for h in lying), max(h.x1 for h in lying)])
    ys = _levels(
        [s.y0 for s in lying] + [min(v.y0 for v in standing), max(v.y1 for v in standing)]
    )[::-1]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 100_000:
        return None
    bars: dict[int, list[Stroke]] = defaultdict(list)
    for s in standing:
        bars[_nearest(xs, s.x0)].append(s)
    up = ys[::-1]
    beams: dict[int, list[Stroke]] = defaultdict(list)
    for s in lying:
        beams[len(ys) - 1 - _nearest(up, s.y0)].append(s)

    def wall(col: int, row: int) -> bool:
        """A vertical line at the left of the cell."""
        middle = (ys[row] + ys[row + 1]) / 2
        return any(s.y0 - TOUCH <= middle <= s.y1 + TOUCH for s in bars[col])

    def floor(row: int, col: int) -> bool:
        """A horizontal line above the cell."""
        middle = (xs[col] + xs[col + 1]) / 2
        return any(s.x0 - TOUCH <= middle <= s.x1 + TOUCH for s in beams[row])

    return tuple(xs), tuple(ys), _spans(len(ys) - 1, len(xs) - 1, wall, floor)


def _nearest(levels: list[float], value: float) -> int:
    at = bisect_right(levels, value)
    near = [i for i in (at - 1, at) if 0 <= i < len(levels)]
    return min(near, key=lambda i: abs(levels[i] - value))


def _spans(
    rows: int, cols: int, wall: Callable[[int, int], bool], floor: Callable[[int, int], bool]
) -> list[_Span]:
    """Cells of a grid: from its first free corner right to a wall, down to a floor."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            wide = 1
            while (
                col + wide < cols and (row, col + wide) not in taken and not wall(col + wide, row)
            ):
                wide += 1
            high = 1
            while row + high < rows and not any(
                floor(row + high, c) for c in range(col, col + wide)
            ):
                high += 1
            taken.update((row + r, col + c) for r in range(high) for c in range(wide))
            found.append((row, col, high, wide))
    return found


def _hand_out(glyphs: list[Glyph], grids: list[RuledTable]) -> list[Glyph]:
    """Put each glyph into the cell it stands in; the glyphs outside all grids."""
    if not grids:
        return glyphs
    lookup = []
    for grid in grids:
        owner = {
            (c.row + r, c.col + k): c
            for c in grid.cells
            for r in range(c.rows)
            for k in range(c.cols)
        }
        lookup.append((grid, [-y for y in grid.ys], owner))
    # a frame inside a cell is asked before the table around it
    lookup.sort(key=lambda item: (item[0].xs[-1] - item[0].xs[0]) * (item[0].top - item[0].bottom))
    left = []
    for g in glyphs:
        x, y = (g.x0 + g.x1) / 2, g.y + 0.25 * g.style.size
        for grid, downwards, owner in lookup:
            if grid.xs[0] - 1 <= x <= grid.xs[-1] + 1 and grid.bottom - 1 <= y <= grid.top + 1:
                col = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
                row = min(max(bisect_right(downwards, -y) - 1, 0), len(grid.ys) - 2)
                owner[row, col].glyphs.append(g)
                break
        else:
            left.append(g)
    return left

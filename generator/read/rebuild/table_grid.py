"""The cells of a table of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.classify.decide import Decision


class LineGrid(NamedTuple):
    """The cells of a table: the lines in each, and how many columns each covers."""

    cells: dict[tuple[int, int], list[Decision]]
    spans: dict[tuple[int, int], int]
    rows: int
    cols: int

    def text(self, row: int, col: int) -> str:
        """The plain text of a cell, its paragraphs joined by blanks."""
        return " ".join([d.line.full for d in self.cells.get((row, col), ()) if d.line.full])

    def lines(self, row: int, col: int) -> str:
        """The plain text of a cell, each paragraph a line."""
        return "\n".join([d.line.full for d in self.cells.get((row, col), ()) if d.line.full])

    def filled(self, row: int) -> list[int]:
        """The columns of a row that have text."""
        return [c for c in range(self.cols) if self.text(row, c)]


def grid_of(decisions: Sequence[Decision]) -> LineGrid:
    """The grid of one table."""
    cells: dict[tuple[int, int], list[Decision]] = {}
    spans: dict[tuple[int, int], int] = {}
    rows = cols = 0
    for d in decisions:
        cell = d.line.cell
        if cell is None:
            continue
        key = (cell.row, cell.col)
        cells.setdefault(key, []).append(d)
        spans[key] = cell.cols
        rows, cols = max(rows, cell.row + 1), max(cols, cell.col + cell.cols)
    return LineGrid(cells, spans, rows, cols)

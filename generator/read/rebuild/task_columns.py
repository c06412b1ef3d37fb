"""The heads of a table of tasks: which column holds what, however they are called.

Two rows of heads, a row that numbers the columns, and columns of the office's own are
understood; what no field of a task holds is kept under its head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.column_contents import with_contents
from generator.grammar.column_heads import (
    TICK,
    field_of,
    has_own_head,
    numbers_columns,
    says_beginning,
)
from generator.grammar.labels import roles_of_cell
from generator.plan.model import CotBang
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from generator.read.rebuild.table_grid import LineGrid

STANDARD = {
    "tt": "TT", "noi_dung": "Nội dung nhiệm vụ", "chu_tri": "Cơ quan chủ trì",
    "phoi_hop": "Cơ quan phối hợp", "san_pham": "Sản phẩm", "thoi_han": "Thời gian hoàn thành",
}  # fmt: skip
"""The heads that the shipped template prints: a table with just these needs no others."""
_STROKES = re.compile(r"[IT1l|!J7i]{1,3}[.,]?")


class TaskColumns(NamedTuple):
    """The columns of a table of tasks."""

    of: dict[str, int]
    """Field → column."""
    heads: list[CotBang]
    """One for each column, in order."""
    first: int
    """The first row that is no head."""

    @property
    def extra(self) -> dict[int, str]:
        """Column → head of the columns that no field holds."""
        return {i: head.tieu_de for i, head in enumerate(self.heads) if not head.khoa}


def columns_of(grid: LineGrid) -> TaskColumns | None:
    """The columns of a grid; None where it is no table of tasks."""
    heads, first = _heads(grid)
    if heads is None:
        return None
    found: dict[str, int] = {}
    for col, head in enumerate(heads):
        own = "" if has_own_head(head.tren or "") else field_of(head.tieu_de)
        key = own or field_of(f"{head.tren or ''} {head.tieu_de}".strip())
        if key == "thoi_han" and key in found and says_beginning(heads[found[key]].tieu_de):
            heads[found.pop(key)].khoa = ""  # of "Bắt đầu", "Kết thúc" the end is the deadline
        if key and key not in found:
            found[key] = col
            head.khoa = key  # type: ignore[assignment]
    titles = [f"{head.tren or ''} {head.tieu_de}".strip() for head in heads]
    rows = [
        [squeeze(grid.text(row, c)) for c in range(grid.cols)] for row in range(first, grid.rows)
    ]
    _ticked(found, heads, rows)
    for key, col in with_contents(found, titles, rows).items():
        if found.get(key, col) != col:
            heads[found[key]].khoa = ""
        found[key] = col
        heads[col].khoa = key  # type: ignore[assignment]
    _mend_number_head(grid, heads)
    named = [head.tieu_de for head in heads if not head.khoa]
    if "noi_dung" not in found or not {"chu_tri", "thoi_han", "phoi_hop"} & found.keys():
        return None
    if len(set(named)) != len(named) or not all(named):
        return None  # two columns of one name, or of none, would be mixed up
    numbers = _numbers(grid, first)
    if numbers is not None:
        for head, number in zip(heads, numbers, strict=True):
            head.so = number or None
        first += 1
    if "phoi_hop" not in found and "chu_tri" in found:
        heads[found["chu_tri"]].nhan = _labels(grid, first, found["chu_tri"])
    return TaskColumns(found, heads, first)


def _ticked(found: dict[str, int], heads: list[CotBang], rows: list[list[str]]) -> None:
    """Let go of a column of times in which rows are only ticked: "2026 | 2027" over "x"."""
    col = found.get("thoi_han", -1)
    below = [row for row in rows if not numbers_columns(row)]
    said = [row[col] for row in below if row[col]] if col >= 0 else []
    if said and all(TICK.fullmatch(cell) for cell in said):
        heads[found.pop("thoi_han")].khoa = ""


def _labels(grid: LineGrid, first: int, col: int) -> list[str]:
    """The labels of a column whose cells say who leads and who helps: as its first such cell."""
    parted = (roles_of_cell(grid.lines(row, col)) for row in range(first, grid.rows))
    return next((list(one.labels) for one in parted if one and one.helpers), [])


def _mend_number_head(grid: LineGrid, heads: list[CotBang]) -> None:
    """Strokes read in a picture above running numbers ("11", "I") are "TT"."""
    lines = [d.line for d in grid.cells.get((0, 0), ())]
    seen = any(line.recognised for line in lines)
    if seen and heads[0].khoa == "tt" and _STROKES.fullmatch(heads[0].tieu_de):
        heads[0].tieu_de = STANDARD["tt"]


def _heads(grid: LineGrid) -> tuple[list[CotBang] | None, int]:
    """The heads of one row or of two; None where the first row is none."""
    spans = [grid.spans.get((0, col), 1) for col in range(grid.cols)]
    if all(span == 1 for span in spans):
        return [CotBang(tieu_de=squeeze(grid.text(0, col))) for col in range(grid.cols)], 1
    heads: list[CotBang] = []
    col = 0
    while col < grid.cols:
        text, span = squeeze(grid.text(0, col)), spans[col]
        for inner in range(col, min(col + span, grid.cols)):
            below = squeeze(grid.text(1, inner)) if grid.rows > 1 else ""
            if span == 1:
                heads.append(CotBang(tieu_de=text))
            elif not below:
                return None, 0
            else:
                heads.append(CotBang(tieu_de=below, tren=text))
        col += span
    return heads, 2


def _numbers(grid: LineGrid, row: int) -> list[str] | None:
    """The cells of a row that numbers the columns; None where the row is another."""
    if row >= grid.rows:
        return None
    cells = [squeeze(grid.text(row, col)) for col in range(grid.cols)]
    return cells if numbers_columns(cells) else None

"""The heads of a table of tasks: which column holds what, however they are called.

Two rows of heads, a row that numbers the columns, and columns of the office's own are
understood; what no field of a task holds is kept under its head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.plan.model import CotBang
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from generator.read.rebuild.table_grid import Grid

_KEYS = (
    ("", re.compile(r"ca nhan|lanh dao|can bo phu trach|kinh phi|ghi chu|can cu|don vi tinh")),
    ("phoi_hop", re.compile(r"phoi hop")),
    ("chu_tri", re.compile(
        r"chu tri|dau moi|(co quan|don vi|bo phan|nguoi|phong|ban|nganh)[^.]*(thuc hien|tham muu)"
        r"|phu trach|phan cong|co quan, don vi$|^don vi$|^co quan$|trach nhiem")),
    ("thoi_han", re.compile(r"thoi (gian|han|diem)|tien do|lo trinh|hoan thanh|han hoan|^han$")),
    ("san_pham", re.compile(r"san pham|ket qua")),
    ("tt", re.compile(r"^(tt|stt|so ?tt|so thu tu|t\.t|s\.t\.t|ma so)$")),
    ("noi_dung", re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec|viec lam")),
)  # fmt: skip
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-z])\)?(?: ?=.*)?$")
STANDARD = {
    "tt": "TT", "noi_dung": "Nội dung nhiệm vụ", "chu_tri": "Cơ quan chủ trì",
    "phoi_hop": "Cơ quan phối hợp", "san_pham": "Sản phẩm", "thoi_han": "Thời gian hoàn thành",
}  # fmt: skip
"""The heads that the shipped template prints: a table with just these needs no others."""


class Columns(NamedTuple):
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


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a grid; None where it is no table of tasks."""
    heads, first = _heads(grid)
    if heads is None:
        return None
    found: dict[str, int] = {}
    for col, head in enumerate(heads):
        key = _key(f"{head.tren or ''} {head.tieu_de}".strip())
        if key and key not in found:
            found[key] = col
            head.khoa = key  # type: ignore[assignment]
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
    return Columns(found, heads, first)


def _key(head: str) -> str:
    folded = fold(head)
    return next((key for key, pattern in _KEYS if pattern.search(folded)), "")


def _heads(grid: Grid) -> tuple[list[CotBang] | None, int]:
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


def _numbers(grid: Grid, row: int) -> list[str] | None:
    """The cells of a row that numbers the columns; None where the row is another."""
    if row >= grid.rows:
        return None
    cells = [squeeze(grid.text(row, col)) for col in range(grid.cols)]
    filled = [cell for cell in cells if cell]
    if len(filled) < min(3, grid.cols) or not all(_NUMBERED.match(fold(c)) for c in filled):
        return None
    return cells

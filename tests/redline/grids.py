"""Random tables, and what people do to their columns, rows and cells in Word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.redline.docs import docx, p, tbl, tc, tr

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

_WORDS = (
    *("rà", "soát", "thủ", "tục", "hành", "chính", "công", "khai", "niêm", "yết", "tiếp", "nhận"),
    *("hồ", "sơ", "số", "hóa", "báo", "cáo", "tổng", "hợp", "đôn", "đốc", "kiểm", "tra", "tập"),
    *("cán", "bộ", "chức", "người", "dân", "doanh", "nghiệp", "mức", "độ", "hài", "lòng", "tỷ"),
    *("đúng", "hạn", "quý", "tháng", "năm", "phòng", "ban", "trung", "tâm", "dữ", "liệu", "chung"),
)
_HEADS = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú", "Kinh phí")


@dataclass
class Cell:
    """A cell: its paragraphs, how many columns it spans, how it hangs on those above."""

    said: list[str]
    across: int = 1
    down: str = ""
    width: int = 1000


@dataclass
class Table:
    """Rows of cells, and how much text changed its place by merging."""

    rows: list[list[Cell]]
    swallowed: int = field(default=0)

    @property
    def columns(self) -> int:
        return max(sum(c.across for c in row) for row in self.rows)


@st.composite
def phrases(draw: DrawFn, least: int = 1, most: int = 9) -> str:
    return " ".join(draw(st.lists(st.sampled_from(_WORDS), min_size=least, max_size=most)))


@st.composite
def grids(draw: DrawFn) -> Table:
    """A table as in an annex: a head, a column of numbers, columns of text, some cells empty."""
    columns = draw(st.integers(2, 6))
    heads = draw(st.permutations(_HEADS[1:]))[: columns - 1]
    rows = [[Cell(["STT"]), *(Cell([h]) for h in heads)]]
    for number in range(1, draw(st.integers(2, 8)) + 1):
        line = [Cell([str(number)])]
        for _ in heads:
            empty = draw(st.integers(0, 7)) == 0
            line.append(Cell([""] if empty else [draw(phrases())]))
        rows.append(line)
    return Table(rows)


@st.composite
def edited(draw: DrawFn, before: Table) -> Table:
    """The table after one change of its columns or cells, and perhaps some of its text."""
    after = Table([[Cell(list(c.said)) for c in row] for row in before.rows])
    what = draw(st.sampled_from(("insert", "delete", "move", "across", "down", "two")))
    if what in {"insert", "two"}:
        filled = draw(st.booleans())
        at = draw(st.integers(0, after.columns))
        head = draw(st.sampled_from(("Trạng thái", "Cán bộ theo dõi")))
        for number, row in enumerate(after.rows):
            said = head if not number else draw(phrases()) if filled else ""
            row.insert(at, Cell([said]))
    if what in {"delete", "two"} and after.columns > 2:
        at = draw(st.integers(0, after.columns - 1))
        for row in after.rows:
            del row[at]
    if what == "move":
        start, end = (draw(st.integers(0, after.columns - 1)) for _ in range(2))
        for row in after.rows:
            row.insert(end, row.pop(start))
    _edit_text(draw, after)
    if what == "across":
        row = after.rows[draw(st.integers(0, len(after.rows) - 1))]
        at = draw(st.integers(0, len(row) - 2))
        gone = row.pop(at + 1)
        _swallow(after, row[at], gone)
        row[at].across = 2
    if what == "down" and len(after.rows) > 2:
        at = draw(st.integers(0, after.columns - 1))
        first = draw(st.integers(1, len(after.rows) - 2))
        upper, lower = after.rows[first][at], after.rows[first + 1][at]
        _swallow(after, upper, lower)
        upper.down, lower.down, lower.said = "restart", "continue", [""]
    return after


def _swallow(table: Table, keeps: Cell, gone: Cell) -> None:
    table.swallowed += sum(map(len, gone.said))
    keeps.said = [x for x in (*keeps.said, *gone.said) if x] or [""]


def _edit_text(draw: DrawFn, table: Table) -> None:
    for _ in range(draw(st.integers(0, 2))):
        row = table.rows[draw(st.integers(1, len(table.rows) - 1))]
        cell = row[draw(st.integers(0, len(row) - 1))]
        cell.said = [f"{cell.said[0]} {draw(phrases(1, 2))}".strip()]


def written(table: Table) -> bytes:
    """A document with the table between two paragraphs."""
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
            merge = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}
            width = cell.width * cell.across
            cells.append(tc(*cell.said, pr=span + merge[cell.down], width=width))
        rows.append(tr(*cells))
    made = tbl(*rows, columns=table.columns, width=1000)
    return docx(p("Danh mục nhiệm vụ kèm theo."), made, p("Các cơ quan tổ chức thực hiện."))

"""Tables thrown together: rows whole and broken, heights, merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.typeset.layout import closed, paragraphs, runs, said
from tests.typeset.made import para, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.typeset.layout import Layout


def widths_of(layout: Layout, count: int) -> list[int]:
    parts = [layout.chance.uniform(0.6, 2.2) for _ in range(count)]
    return [int(layout.room * part / sum(parts)) for part in parts]


def grid_of(columns: list[int], rows: str, more: str = "") -> str:
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in columns])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{more}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def sized_cell(inner: str, width: int, tcpr: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{tcpr}</w:tcPr>{inner}</w:tc>'


def cell_text(layout: Layout, most: int, paragraphs: int = 1, ppr: str = "") -> str:
    chance = layout.chance
    return "".join(
        [
            para("", f'<w:pStyle w:val="Cell"/>{ppr}', more=runs(layout, said(layout, 0, most)))
            for _ in range(chance.randint(1, paragraphs))
        ]
    )


def head_row(layout: Layout, columns: list[int]) -> str:
    cells = "".join([sized_cell(cell_text(layout, 4), width) for width in columns])
    return row(cells, "<w:cantSplit/><w:tblHeader/>")


def _table(
    layout: Layout,
    row_of: Callable[[list[int]], str],
    count: int,
    *,
    widest: int = 6,
) -> str:
    chance = layout.chance
    columns = widths_of(layout, chance.randint(1, widest))
    head = head_row(layout, columns) * chance.choice([0, 1, 1, 2])
    more = chance.choice(["", "", '<w:jc w:val="center"/>', '<w:tblInd w:w="60" w:type="dxa"/>'])
    return grid_of(columns, head + "".join([row_of(columns) for _ in range(count)]), more)


def _tables(layout: Layout, row_of: Callable[[list[int]], str], rows: tuple[int, int]) -> bytes:
    found = [paragraphs(layout, layout.chance.randint(0, 5))]
    for _ in range(layout.chance.randint(1, 3)):
        found.append(_table(layout, row_of, layout.chance.randint(*rows)))
        found.append(paragraphs(layout, layout.chance.randint(1, 5)))
    return closed(layout, "".join(found))


def word_count(layout: Layout, columns: list[int], most: int) -> int:
    """Words of a cell: fewer where there are more columns or the paper is small.

    No row is taller than a page: there LibreOffice's own pages are beyond reason.
    """
    width, height = [int(each) for each in layout.size.split('"')[1:4:2]]
    room = width * height / (11906 * 16838) * min(1.0, height / 14000)
    return max(int(most * room) // len(columns), 2) if layout.chance.random() < 0.8 else 2


def whole_rows(layout: Layout) -> bytes:
    def one(columns: list[int]) -> str:
        vertical = layout.chance.choice(
            ["", "", '<w:vAlign w:val="center"/>', '<w:vAlign w:val="bottom"/>']
        )
        cells = [
            sized_cell(cell_text(layout, word_count(layout, columns, 60), 2), w, vertical)
            for w in columns
        ]
        return row("".join(cells), "<w:cantSplit/>" + _row_height(layout))

    return _tables(layout, one, (5, 40))


def _row_height(layout: Layout) -> str:
    if layout.chance.random() < 0.8:
        return ""
    rule = layout.chance.choice(["", ' w:hRule="atLeast"'])
    return f'<w:trHeight w:val="{layout.chance.randrange(300, 1500)}"{rule}/>'


def split_rows(layout: Layout) -> bytes:
    """Rows that may go over; one paragraph a cell."""

    def one(columns: list[int]) -> str:
        cells = [
            sized_cell(cell_text(layout, word_count(layout, columns, 160)), w) for w in columns
        ]
        return row("".join(cells))

    return _tables(layout, one, (5, 30))


def split_cells(layout: Layout) -> bytes:
    """Rows that may go over, some not; several paragraphs a cell, cells in the middle."""

    def one(columns: list[int]) -> str:
        chance = layout.chance
        ppr = chance.choice(["", "", "", "<w:keepLines/>", "<w:keepNext/>"])
        vertical = chance.choice(["", "", "", '<w:vAlign w:val="center"/>'])
        cells = [
            sized_cell(cell_text(layout, word_count(layout, columns, 90), 4, ppr), w, vertical)
            for w in columns
        ]
        return row("".join(cells), chance.choice(["", "", "", "<w:cantSplit/>"]))

    return _tables(layout, one, (5, 25))


def split_heights(layout: Layout) -> bytes:
    """Rows that may go over, with a height asked for."""

    def one(columns: list[int]) -> str:
        chance = layout.chance
        cells = [
            sized_cell(cell_text(layout, word_count(layout, columns, 120), 2), w) for w in columns
        ]
        rule = chance.choice(["", ' w:hRule="atLeast"'])
        height = chance.choice([300, 600, 900, 1500, 2500, 4000])
        return row(
            "".join(cells), f'<w:trHeight w:val="{height}"{rule}/>' * chance.choice([0, 1, 1])
        )

    return _tables(layout, one, (5, 20))


def merged(layout: Layout, trpr: str) -> bytes:
    chance, found = layout.chance, [paragraphs(layout, layout.chance.randint(0, 4))]
    for _ in range(chance.randint(1, 2)):
        columns = widths_of(layout, chance.randint(3, 5))
        rows = [head_row(layout, columns)] if chance.random() < 0.6 else []
        for _group in range(chance.randint(3, 10)):
            rows += _group_of_rows(layout, columns, trpr)
        found.append(grid_of(columns, "".join(rows)))
        found.append(paragraphs(layout, chance.randint(1, 4)))
    return closed(layout, "".join(found))


def _group_of_rows(layout: Layout, columns: list[int], trpr: str) -> list[str]:
    """A row over all columns, or some rows whose first cell is one."""
    chance = layout.chance
    if chance.random() < 0.3:
        span = f'<w:gridSpan w:val="{len(columns)}"/>'
        return [row(sized_cell(cell_text(layout, 20), sum(columns), span), trpr)]
    count = chance.randint(1, 4)
    place = chance.choice([0, 0, len(columns) - 1])
    rows = []
    for number in range(count):
        cells = []
        for at, width in enumerate(columns):
            if at == place and count > 1:
                value = ' w:val="restart"' if number == 0 else ""
                inner = cell_text(layout, 14) if number == 0 else para("")
                cells.append(sized_cell(inner, width, f"<w:vMerge{value}/>"))
            else:
                cells.append(sized_cell(cell_text(layout, word_count(layout, columns, 60)), width))
        rows.append(row("".join(cells), trpr))
    return rows

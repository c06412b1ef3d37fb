"""A free table as WordprocessingML: widths of its columns from what stands in them.

A template cannot repeat columns, so a table of any number of columns comes to it
finished, in the styles of the template's own tables (KHBang, KHODau, KHO).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.anchors import Neo
from generator.document.blocks import KhoiBang
from generator.text.measure import word_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.document.blocks import Chu
    from generator.plan.ruled import Bang

    Runs = Callable[[str], tuple[Chu, ...]]

PORTRAIT, LANDSCAPE = 165.0, 252.0
"""Width of the text of a page, mm: of the body, and of an appendix."""
LEAST = 0.04
"""Part of the table that its narrowest column has, where that suffices."""
CELL_SIZE = 13.0
"""Size of the letters of a cell, points."""
_LIGHTER = 0.96
"""Width of usual letters in bold ones, at most."""
_MARGINS = 3.4
"""Left and right of the words of a cell, with its lines, mm (KHBang)."""
_A_WORD = 16
"""Letters that no word of the language has."""
_STYLES = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "KHDamNghieng"}


def lay_out(
    table: Bang, runs: Runs, width: float, marks: Sequence[Neo], nodes: tuple[str, ...] = ()
) -> KhoiBang:
    """The table for a text `width` mm wide; a short row stretches its last cell to the end.

    `marks` are the bookmarks of its rows, the head first.
    """
    count = max([len(table.cot), *(len(row) for row in table.rows), 1])
    columns = [round(part * 1440 / 25.4) for part in _widths(table, count, width)]
    said_rows: list[tuple[str, ...]] = []
    names = iter(marks)

    def cell(content: str | list[str], index: int, cells: int, style: str, texts: list[str]) -> str:
        room = columns[index:] if index == cells - 1 else columns[index : index + 1]
        span = f'<w:gridSpan w:val="{len(room)}"/>' if len(room) > 1 else ""
        paragraphs = [content] if isinstance(content, str) else content
        said = [runs(paragraph) for paragraph in paragraphs or [""]]
        texts.append("\n".join(["".join([chu.chu for chu in chus]) for chus in said]))
        mark = next(names).decode() if index == 0 else ""
        inner = _paragraph(said[0], style, mark)
        inner += "".join([_paragraph(chus, style) for chus in said[1:]])
        return f'<w:tc><w:tcPr><w:tcW w:w="{sum(room)}" w:type="dxa"/>{span}</w:tcPr>{inner}</w:tc>'

    def row(content: Sequence[str | list[str]], style: str) -> str:
        mark = "<w:tblHeader/>" if style == "KHODau" else ""
        cells = content or [""]
        texts: list[str] = []
        inner = "".join([cell(c, i, len(cells), style, texts) for i, c in enumerate(cells)])
        said_rows.append(tuple(texts))
        return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{inner}</w:tr>"

    rows = (row(table.cot, "KHODau") if table.cot else "") + "".join(
        [row(content, "KHO") for content in table.rows]
    )
    grid = "".join([f'<w:gridCol w:w="{w}"/>' for w in columns])
    xml = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="KHBang"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    return KhoiBang(tuple(said_rows), Neo(xml.replace("%", "%%").encode()), nodes)


def _paragraph(said: Sequence[Chu], style: str, mark: str = "") -> str:
    inner = mark
    for chu in said:
        text = chu.chu.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        # bold in a bold paragraph would turn to plain in Word
        look = _STYLES.get((chu.dam and style != "KHODau", chu.nghieng))
        rpr = f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>' if look else ""
        inner += f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _widths(table: Bang, count: int, width: float) -> list[float]:
    """Widths of the columns, mm: in proportion to what they hold, and no word breaks in two.

    A word that no table could hold whole, such as an address, asks for nothing.
    """
    wanted = [part * width for part in _parts(table, count)]
    least = [0.0] * count
    for style, rows in (("bold", [table.cot]), ("", table.rows)):
        for row in rows:
            for at, cell in enumerate(row[:count]):
                if len(row) < count and at == len(row) - 1:
                    continue  # a stretched cell says nothing of its column
                text = cell if isinstance(cell, str) else " ".join(cell)
                least[at] = max(least[at], _widest(text, bold=style == "bold" or "**" in text))
    if sum(least) > width:
        return wanted
    return _with_least(wanted, least)


def _widest(text: str, *, bold: bool) -> float:
    """Width of the widest word with the margins of its cell, mm; 0 without a word."""
    words = [w.strip("*") for w in text.split() if len(w) < _A_WORD]
    size = CELL_SIZE if bold else CELL_SIZE * _LIGHTER
    return max((word_width(word, size, "bold") for word in words), default=-_MARGINS) + _MARGINS


def _with_least(wanted: list[float], least: list[float]) -> list[float]:
    """Widths of the same sum, none below its least; what is added, the others give in proportion.

    The sum of the least is no more than that of the wanted.
    """
    fixed: set[int] = set()
    while True:
        free = [i for i in range(len(wanted)) if i not in fixed]
        left = sum(wanted) - sum(least[i] for i in fixed)
        scale = left / sum(wanted[i] for i in free) if free else 1.0
        short = [i for i in free if wanted[i] * scale < least[i]]
        if not short:
            return [least[i] if i in fixed else wanted[i] * scale for i in range(len(wanted))]
        fixed.update(short)


def _parts(table: Bang, count: int) -> list[float]:
    """Shares of the columns in the whole, in proportion to what they hold."""
    weights = [4.0] * count
    rows: list[list[str | list[str]]] = [[*table.cot], *table.rows]
    for row in rows:
        for i, cell in enumerate(row):
            if len(row) < count and i == len(row) - 1:
                continue  # a stretched cell says nothing of its column
            text = cell if isinstance(cell, str) else " ".join(cell)
            longest = max((len(word) for word in text.split()), default=0)
            weights[i] = max(weights[i], longest * 1.2, len(text) ** 0.6)
    least = min(LEAST, 1 / count)
    total = sum(weights)
    parts = [max(least, weight / total) for weight in weights]
    return [part / sum(parts) for part in parts]

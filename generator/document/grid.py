"""A free table as WordprocessingML: widths of its columns from what stands in them.

A template cannot repeat columns, so a table of any number of columns comes to it
finished, in the styles of the template's own tables (KHBang, KHODau, KHO).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.anchors import Neo
from generator.document.blocks import KhoiBang

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.document.blocks import Chu
    from generator.plan.ruled import Bang

    Runs = Callable[[str], tuple[Chu, ...]]

PORTRAIT, LANDSCAPE = 165.0, 252.0
"""Width of the text of a page, mm: of the body, and of an appendix."""
LEAST = 0.04
"""Part of the table that its narrowest column has, where that suffices."""
_STYLES = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "KHDamNghieng"}


def lay_out(
    table: Bang, runs: Runs, width: float, marks: Sequence[Neo], nodes: tuple[str, ...] = ()
) -> KhoiBang:
    """The table for a text `width` mm wide; a short row stretches its last cell to the end.

    `marks` are the bookmarks of its rows, the head first.
    """
    count = max([len(table.cot), *(len(row) for row in table.rows), 1])
    columns = [round(part * width * 1440 / 25.4) for part in _parts(table, count)]
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


def _parts(table: Bang, count: int) -> list[float]:
    """Widths of the columns as parts of the whole, in proportion to what they hold."""
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

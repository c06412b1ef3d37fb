"""Tables: cells on their grid, and what the table's style gives to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.ooxml.content import Cell
from generator.ooxml.formats import TableLayers, look_flags
from generator.ooxml.names import VAL, W, is_on, millimetres, whole
from generator.ooxml.properties import Layer, border_sides, para_layer, run_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element
    from generator.ooxml.formats import Formats

_WRAPPERS = frozenset({W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"})
_TCPR, _TCW, _TCB = W + "tcPr", W + "tcW", W + "tcBorders"
_SPAN, _MERGE = W + "gridSpan", W + "vMerge"
MAX_COLUMNS = 1000
_NO_LINE = frozenset({None, "none", "nil"})
_SIDES: dict[object, str] = {
    W + name: side
    for side, names in (
        ("top", ("top",)),
        ("bottom", ("bottom",)),
        ("left", ("left", "start")),
        ("right", ("right", "end")),
    )
    for name in names
}


class WordTable(NamedTuple):
    """A table as read: its cells in order, row by row."""

    cells: list[tuple[Element, Cell, TableLayers | None]]


def children(node: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through content controls around them."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


class TableReader:
    """Reads tables of one document; `rejecting` chooses between old and new rows."""

    def __init__(self, formats: Formats, *, rejecting: bool) -> None:
        self._formats = formats
        self._gone = "ins" if rejecting else "del"
        self._cell_gone = W + ("cellIns" if rejecting else "cellDel")
        self._layers: dict[Any, TableLayers | None] = {}
        self._looks: dict[str, bool] = {}
        self.count = 0

    def read(self, table: Element, outer: Cell | None) -> WordTable:
        """The cells of a table that are there; those merged downwards grow their first."""
        number, self.count = self.count, self.count + 1
        rows = [row for row in children(table, W + "tr") if not self._is_gone(row)]
        properties = table.find(W + "tblPr")
        style = _child(properties, "tblStyle") or self._formats.default.get("table", "")
        look = look_flags(None if properties is None else properties.find(W + "tblLook"))
        widths = [millimetres(c.get(W + "w")) for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        borders = self._table_borders(style, properties)
        found: list[tuple[Element, Cell, TableLayers | None]] = []
        open_cells: dict[int, Cell] = {}
        for r, row in enumerate(rows):
            row_properties = row.find(W + "trPr")
            header = _flag(row_properties, "tblHeader")
            col = min(whole(_child(row_properties, "gridBefore")) or 0, MAX_COLUMNS)
            for tc in children(row, W + "tc"):
                tcpr = tc.find(_TCPR)
                own = {} if tcpr is None else {child.tag: child for child in tcpr}
                if self._cell_gone in own:
                    continue
                span_node, merge = own.get(_SPAN), own.get(_MERGE)
                span = 1
                if span_node is not None:
                    span = min(max(whole(span_node.get(VAL)) or 1, 1), MAX_COLUMNS)
                continues = merge is not None and merge.get(VAL) != "restart"
                above = open_cells.get(col) if continues else None
                if above is not None:
                    above.row_span += 1
                    col += span
                    continue
                cell = Cell(number, r, col, len(rows), max(len(widths), 1), span)
                cell.width, cell.header, cell.outer = (
                    _width(own.get(_TCW), widths, cell),
                    header,
                    outer,
                )
                cell.borders = _cell_borders(borders, own.get(_TCB), cell)
                if merge is not None:
                    open_cells[col] = cell
                else:
                    open_cells.pop(col, None)
                found.append((tc, cell, self.cell_layers(style, look, cell)))
                col += span
        return WordTable(found)

    def _is_gone(self, row: Element) -> bool:
        properties = row.find(W + "trPr")
        return properties is not None and properties.find(W + self._gone) is not None

    def _table_borders(self, style: str, properties: Element | None) -> dict[str, bool]:
        merged: dict[str, bool] = {}
        nodes = [s.element.find(f"{W}tblPr/{W}tblBorders") for s in self._formats.chain(style)]
        if properties is not None:
            nodes.append(properties.find(W + "tblBorders"))
        for node in nodes:
            if node is not None:
                merged |= {side: b[0] != "none" for side, b in border_sides(node).items()}
        return merged

    def cell_layers(self, style: str, look: frozenset[str], cell: Cell) -> TableLayers | None:
        """What the style of the table gives to the paragraphs of a cell."""
        if not self._says_looks(style):
            return None
        conditions = tuple(_conditions(look, cell))
        key = (style, conditions)
        if key not in self._layers:
            self._layers[key] = self._merge(key, style, conditions)
        return self._layers[key]

    def cell_properties(self, style: str, look: frozenset[str], cell: Cell) -> Iterator[Element]:
        """The tcPr that a table style has for a cell, weakest first."""
        chain = self._formats.chain(style)
        for each in chain:
            yield from each.element.iterchildren(W + "tcPr")
        for condition in _conditions(look, cell):
            for each in chain:
                for part in each.element.iterchildren(W + "tblStylePr"):
                    if part.get(W + "type") == condition:
                        yield from part.iterchildren(W + "tcPr")

    def _says_looks(self, style: str) -> bool:
        """Whether a table style says anything of text; most do not."""
        found = self._looks.get(style)
        if found is None:
            names = ("rPr", "pPr", "tblStylePr")
            found = self._looks[style] = any(
                each.element.find(W + name) is not None
                for each in self._formats.chain(style)
                for name in names
            )
        return found

    def _merge(self, key: Any, style: str, conditions: tuple[str, ...]) -> TableLayers | None:
        run: Layer = {}
        para: Layer = {}
        chain = self._formats.chain(style)
        nodes = [each.element for each in chain]
        for condition in conditions:
            for each in chain:
                parts = each.element.iterchildren(W + "tblStylePr")
                nodes += [node for node in parts if node.get(W + "type") == condition]
        for node in nodes:
            rpr, ppr = node.find(W + "rPr"), node.find(W + "pPr")
            if rpr is not None:
                run.update(run_layer(rpr, self._formats.fonts))
            if ppr is not None:
                para.update(para_layer(ppr))
        return TableLayers(key, run, para) if run or para else None


def _conditions(look: frozenset[str], cell: Cell) -> Iterator[str]:
    """The conditional formats that hold for a cell, weakest first."""
    first_row, first_column = "firstRow" in look, "firstColumn" in look
    at_top, at_bottom = cell.row == 0, cell.row == cell.rows - 1
    at_left, at_right = cell.col == 0, cell.col + cell.col_span >= cell.cols
    if "noVBand" not in look:
        yield "band2Vert" if (cell.col - first_column) % 2 else "band1Vert"
    if "noHBand" not in look and not (first_row and at_top):
        yield "band2Horz" if (cell.row - first_row) % 2 else "band1Horz"
    top, bottom = first_row and at_top, "lastRow" in look and at_bottom and cell.rows > 1
    left, right = first_column and at_left, "lastColumn" in look and at_right
    for name, holds in (
        ("firstCol", left),
        ("lastCol", right),
        ("firstRow", top),
        ("lastRow", bottom),
        ("nwCell", top and left),
        ("neCell", top and right),
        ("swCell", bottom and left),
        ("seCell", bottom and right),
    ):
        if holds:
            yield name


def _width(node: Element | None, widths: list[float | None], cell: Cell) -> float | None:
    if node is not None and node.get(W + "type") in {"dxa", None}:
        width = millimetres(node.get(W + "w"))
        if width:
            return width
    spanned = widths[cell.col : cell.col + cell.col_span]
    known = [w for w in spanned if w]
    return round(sum(known), 2) if known and len(known) == len(spanned) else None


def _cell_borders(table: dict[str, bool], node: Element | None, cell: Cell) -> tuple[str, ...]:
    at_end = cell.col + cell.col_span >= cell.cols
    sides = {
        "top": table.get("top" if cell.row == 0 else "insideH", False),
        "bottom": table.get("bottom" if cell.row == cell.rows - 1 else "insideH", False),
        "left": table.get("left" if cell.col == 0 else "insideV", False),
        "right": table.get("right" if at_end else "insideV", False),
    }
    for child in () if node is None else node:
        side = _SIDES.get(child.tag)
        if side is not None:
            sides[side] = child.get(VAL) not in _NO_LINE
    return tuple([side for side, visible in sides.items() if visible])


def _child(node: Element | None, name: str) -> str:
    child = None if node is None else node.find(W + name)
    return "" if child is None else child.get(VAL) or ""


def _flag(node: Element | None, name: str) -> bool:
    child = None if node is None else node.find(W + name)
    return child is not None and is_on(child.get(VAL))

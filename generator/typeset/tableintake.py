"""Tables of a .docx as grids: columns, rows, cells, their padding and borders."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.ooxml.content import Cell
from generator.ooxml.elements import local
from generator.ooxml.formats import look_flags
from generator.ooxml.names import VAL, W, is_on, points, whole
from generator.ooxml.properties import border_sides
from generator.ooxml.tables import MAX_COLUMNS, TableReader, children
from generator.typeset.manuscript import Course, TableBox, TableGrid
from generator.typeset.measured_looks import SINGLE, edge_of
from generator.typeset.pages import NO_EDGE, Edge
from generator.typeset.plain_shapes import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.ooxml.elements import Element
    from generator.ooxml.formats import Formats, TableLayers
    from generator.typeset.manuscript import Flow
    from generator.typeset.measured_looks import Tell
    from generator.typeset.plain_shapes import Container, WrittenRow

    KnownRows = Mapping[str, Course]
    WrittenRows = Sequence[WrittenRow]
    Within = Callable[[Container, TableLayers | None], tuple[Flow, ...]]

ROW = W + "rsidR"
"""Attribute that names a row read before."""
_TC, _TRPR, _TCPR = W + "tc", W + "trPr", W + "tcPr"
_PADDING = {"top": 0, "right": 0, "bottom": 0, "left": 0}


class TableIntake:
    """Reads the tables of one document; `within` reads what stands in a cell."""

    def __init__(self, formats: Formats, tell: Tell, within: Within, *, old: bool) -> None:
        self._old = old
        self._formats, self._tell, self._within = formats, tell, within
        self._reader = TableReader(formats, rejecting=False)
        self._depth = 0
        self._known_looks: dict[Any, tuple[TableLayers | None, list[Element]]] = {}
        self._known_spans: dict[int, tuple[int, str]] = {}
        self._known_boxes: dict[Any, tuple[TableLayers | None, _BoxLook]] = {}
        """Of the cells of plain rows of one table: equal ones have the same properties."""

    def grid(self, table: Element, known: KnownRows, written: WrittenRows) -> TableGrid:
        """A table as it is to be set; a row named as a known or written one stands for it."""
        tell, formats = self._tell, self._formats
        properties = table.find(W + "tblPr")
        style = _value(properties, "tblStyle") or formats.default.get("table", "")
        said = [s.element.find(W + "tblPr") for s in formats.chain(style)] + [properties]
        layers = [layer for layer in said if layer is not None]
        if self._depth:
            tell("table", "nested")
        for layer in layers:
            for name in ("tblpPr", "bidiVisual", "tblCellSpacing"):
                if layer.find(W + name) is not None:
                    tell("table", name)
        widths = [whole(c.get(W + "w")) or 0 for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        padding = _PADDING
        edges: dict[str, Edge] = {}
        indent, align = 0, "left"
        for layer in layers:
            padding = _padding(layer.find(W + "tblCellMar"), padding)
            edges = edges | _edges(layer.find(W + "tblBorders"))
            node = layer.find(W + "tblInd")
            if node is not None and node.get(W + "type") in {"dxa", None}:
                indent = whole(node.get(W + "w")) or 0
            align = _value(layer, "jc") or align
        look = look_flags(None if properties is None else properties.find(W + "tblLook"))
        rows = list(children(table, W + "tr"))
        total, share = _wide(properties, sum(widths))
        ruler = _Ruler(widths, total)
        self._depth += 1
        self._known_boxes = {}
        frame = _Frame(style, look, len(rows), max(len(widths), 1), ruler, padding, edges)
        courses, widest = self._courses(rows, known, written, frame, len(widths))
        self._depth -= 1
        if widest > len(widths):
            tell("table", "tblGrid")
            total += 720 * (widest - len(widths))
        old = self._old and not self._depth
        if old:
            indent -= padding["left"]
        return TableGrid(total, tuple(courses), indent, align, style, ruler.parts, share, old)

    def _courses(
        self,
        rows: list[Element],
        known: KnownRows,
        written: WrittenRows,
        frame: _Frame,
        columns: int,
    ) -> tuple[list[Course], int]:
        courses: list[Course] = []
        open_boxes: dict[int, TableBox] = {}
        widest = 0
        leading = True
        for number, row in enumerate(rows):
            before = known.get(row.get(ROW, "")) if known else None
            if before is not None:
                courses.append(before)
                leading = leading and before.head
                continue
            properties, cells = self._inside(row, written)
            height, rule = _height(properties)
            head = leading and _flag(properties, "tblHeader")
            leading = head
            column = min(whole(_value(properties, "gridBefore")) or 0, MAX_COLUMNS)
            boxes: list[TableBox] = []
            for own, inside in cells:
                plain = isinstance(inside, tuple)
                span, merge = self._spans(own) if plain else _spans(own)
                above = open_boxes.get(column)
                if merge and merge != "restart" and above is not None:
                    above.row_span += 1
                    column += span
                    continue
                place = (number, column, span, head and number > 0)
                box = self._box(inside, own, frame, place, plain=plain)
                if merge:
                    open_boxes[column] = box
                elif above is not None:
                    del open_boxes[column]
                boxes.append(box)
                column += span
            widest = max(widest, column)
            after = whole(_value(properties, "gridAfter")) or 0
            if column + after < columns:
                self._tell("table", "tblGrid")  # LibreOffice takes the widths of cells there
            upper = _level(boxes)
            whole_row = _flag(properties, "cantSplit")
            courses.append(Course(tuple(boxes), height, rule, whole_row, head, upper))
        return courses, widest

    @staticmethod
    def _inside(
        row: Element, written: WrittenRows
    ) -> tuple[Element | None, Iterable[tuple[Element | None, Container]]]:
        """The properties of a row, and of each cell the properties and what holds its blocks."""
        number = row.get(NUMBER) if written else None
        if number is not None:
            return written[int(number)]
        return row.find(_TRPR), [(tc.find(_TCPR), tc) for tc in children(row, _TC)]

    def _spans(self, own: Element | None) -> tuple[int, str]:
        """As the function, once for properties that stay."""
        found = self._known_spans.get(id(own))
        if found is None:
            found = self._known_spans[id(own)] = _spans(own)
        return found

    def _styled(
        self, style: str, look: frozenset[str], cell: Cell, key: Any, *, head: bool
    ) -> tuple[TableLayers | None, list[Element]]:
        """What the style gives to a cell; cells in the same kind of place are given the same.

        `head`: a further row that repeats; it looks as the first, whatever the table asks for.
        """
        if head:
            look, cell, key = (
                look | {"firstRow"},
                replace(cell, row=0),
                (True, False, *key[2:4], 0, key[5]),
            )
        found = self._known_looks.get((style, look, key))
        if found is None:
            layers = self._reader.cell_layers(style, look, cell)
            found = (layers, list(self._reader.cell_properties(style, look, cell)))
            self._known_looks[style, look, key] = found
        return found

    def _box(
        self,
        inside: Container,
        own: Element | None,
        frame: _Frame,
        place: tuple[int, int, int, bool],
        *,
        plain: bool,
    ) -> TableBox:
        row, column, span, head = place
        rim = (row == 0, row == frame.rows - 1, column == 0, column + span >= frame.columns)
        kind = (*rim, row % 2, column % 2)
        key = (id(own), kind, head)
        found = self._known_boxes.get(key) if plain else None
        if found is None:
            cell = Cell(0, row, column, frame.rows, frame.columns, span)
            given = self._styled(frame.style, frame.look, cell, kind, head=head)
            look = _box_look(cell, (*given[1], own), frame.padding, frame.edges)
            found = (given[0], look)
            if plain:
                self._known_boxes[key] = found
        layers, look = found
        for strange in look.strange:
            self._tell("borders", strange)
        left, width = frame.ruler.place(column, span)
        blocks = self._within(inside, layers)
        return TableBox(blocks, column, span, 1, left, width, *look[:4])


class _Frame(NamedTuple):
    """What all cells of a table have from it."""

    style: str
    look: frozenset[str]
    rows: int
    columns: int
    ruler: _Ruler
    padding: dict[str, int]
    edges: dict[str, Edge]


def _spans(own: Element | None) -> tuple[int, str]:
    """How many columns a cell takes; how it is merged downwards: "restart", else; "" not."""
    merge = None if own is None else own.find(W + "vMerge")
    span = min(max(whole(_value(own, "gridSpan")) or 1, 1), MAX_COLUMNS)
    return span, "" if merge is None else merge.get(VAL) or "continue"


class _BoxLook(NamedTuple):
    padding: tuple[int, int, int, int]
    edges: tuple[Edge, Edge, Edge, Edge]
    vertical: str
    shade: str
    strange: tuple[str, ...]
    """Kinds of its borders that are more than one line."""


def _box_look(
    cell: Cell, layers: Iterable[Element | None], padding: dict[str, int], edges: dict[str, Edge]
) -> _BoxLook:
    """What the layers of properties say of a cell, the last one above all."""
    sides = _sides(cell, edges)
    vertical, shade = "top", ""
    for node in layers:
        if node is None:
            continue
        padding = _padding(node.find(W + "tcMar"), padding)
        said = _edges(node.find(W + "tcBorders"))
        sides |= {side: edge for side, edge in said.items() if side in sides}
        vertical = _value(node, "vAlign") or vertical
        shading = node.find(W + "shd")
        if shading is not None:
            fill = shading.get(W + "fill") or "auto"
            shade = "" if fill == "auto" else fill.upper()
    return _BoxLook(
        (padding["top"], padding["right"], padding["bottom"], padding["left"]),
        (sides["top"], sides["right"], sides["bottom"], sides["left"]),
        vertical,
        shade,
        tuple([edge.kind for edge in sides.values() if edge.shown and edge.kind not in SINGLE]),
    )


def _sides(cell: Cell, edges: dict[str, Edge]) -> dict[str, Edge]:
    """The edges of a cell that the table gives it: outer ones at its rim, inner ones within."""
    last_column = cell.col + cell.col_span >= cell.cols
    named = {
        "top": "top" if cell.row == 0 else "insideH",
        "right": "right" if last_column else "insideV",
        "bottom": "bottom" if cell.row == cell.rows - 1 else "insideH",
        "left": "left" if cell.col == 0 else "insideV",
    }
    return {side: edges.get(name, NO_EDGE) for side, name in named.items()}


class _Ruler:
    """Edges of the columns as LibreOffice keeps them: in ten thousandths of the table.

    Each edge is rounded so when the table is read (writerfilter: DomainMapperTableManager), and
    its place in twips cut to a whole number when it is set (sw: SwCellFrame::Format). What
    cells ask for is not looked at, nor what the columns make together where the table asks.
    """

    def __init__(self, widths: list[int], total: int) -> None:
        whole = sum(widths) or 1
        edges = accumulate(widths, initial=0)
        self.parts = tuple([(edge * 20000 + whole) // (2 * whole) for edge in edges])
        self._edges = [part * total // 10000 for part in self.parts]

    def place(self, column: int, span: int) -> tuple[int, int]:
        """Left edge and width, twips, of what stands in some columns."""
        last = len(self._edges) - 1
        left, right = self._edges[min(column, last)], self._edges[min(column + span, last)]
        return left, right - left


def _level(boxes: list[TableBox]) -> int:
    """Let all cells of a row keep the greatest distance from above and from below.

    The greatest border above and distance of one cell together is told (sw: SwRowFrame::Format,
    SetTopMarginForLowers, SetBottomMarginForLowers).
    """
    lines = [box.edges[0].thickness if box.edges[0].shown else 0 for box in boxes]
    upper = max((line + box.padding[0] for line, box in zip(lines, boxes, strict=True)), default=0)
    top = max((box.padding[0] for box in boxes), default=0)
    bottom = max((box.padding[2] for box in boxes), default=0)
    for box in boxes:
        if (top, bottom) != (box.padding[0], box.padding[2]):
            box.padding = (top, box.padding[1], bottom, box.padding[3])
    return upper


def _padding(node: Element | None, before: dict[str, int]) -> dict[str, int]:
    if node is None:
        return before
    found = dict(before)
    for child in node:
        side = local(child)
        side = {"start": "left", "end": "right"}.get(side, side)
        size = points(child.get(W + "w"))
        if side in found and size is not None:
            found[side] = round(size * 20)
    return found


def _edges(node: Element | None) -> dict[str, Edge]:
    if node is None:
        return {}
    return {side: edge_of(*said) for side, said in border_sides(node).items()}


def _wide(properties: Element | None, columns: int) -> tuple[int, int]:
    """Width of a table whose columns make `columns`, and its share of the text, 5000ths."""
    asked = None if properties is None else properties.find(W + "tblW")
    kind, said = (None, "") if asked is None else (asked.get(W + "type"), asked.get(W + "w") or "")
    if kind == "pct":
        return columns, int(float(said[:-1]) * 50) if said.endswith("%") else whole(said) or 0
    return (whole(said) or columns) if kind == "dxa" else columns, 0


def _height(properties: Element | None) -> tuple[int, str]:
    node = None if properties is None else properties.find(W + "trHeight")
    if node is None:
        return 0, "auto"
    size = points(node.get(VAL)) or 0.0
    rule = node.get(W + "hRule") or "atLeast"
    return (0, "auto") if rule == "auto" else (round(size * 20), rule)


def _value(node: Element | None, name: str) -> str:
    child = None if node is None else node.find(W + name)
    return "" if child is None else child.get(VAL) or ""


def _flag(node: Element | None, name: str) -> bool:
    child = None if node is None else node.find(W + name)
    return child is not None and is_on(child.get(VAL))

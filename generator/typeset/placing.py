"""Lines and rows given their place on a page: values of `pages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.pages import (
    CellPlace,
    PlacedBlock,
    PrintedBlock,
    PrintedFill,
    PrintedLine,
    PrintedMark,
    PrintedRun,
    PrintedStroke,
    Role,
)
from generator.typeset.stacking import SetPassage, edge_height
from generator.typeset.tabling import SetRow, inner, set_grid

if TYPE_CHECKING:
    from generator.typeset.breaking import SetLine, Stretch
    from generator.typeset.manuscript import Edge, Measure, Passage
    from generator.typeset.pages import RoleKind
    from generator.typeset.tabling import SetGrid


def block_of(
    item: SetPassage, start: int, end: int, cell: CellPlace | None = None, kind: str = ""
) -> PrintedBlock:
    """The lines of a paragraph from `start` up to `end`, as they stand on one page."""
    key = ("block", item.room, start, end, cell, kind)
    found: PrintedBlock | None = item.passage.kept.get(key)
    if found is None:
        found = item.passage.kept[key] = _block(item, start, end, cell, kind)
    return found


def _block(
    item: SetPassage, start: int, end: int, cell: CellPlace | None, kind: str
) -> PrintedBlock:
    passage, measure = item.passage, item.passage.measure
    text = "".join([piece.text for piece in passage.pieces])
    y = edge_height(measure)[0] if start == 0 else 0
    top = y
    lines: list[PrintedLine] = []
    tops: list[int] = []
    for line in item.lines[start:end]:
        tops.append(y)
        lines.append(_line(line, text, measure, y))
        y += line.height + line.extra
    bottom = y - (item.lines[end - 1].extra if end > start else 0)
    role_kind: RoleKind = "heading" if passage.level else "paragraph"
    if kind in {"header", "footer"}:
        role_kind = "header" if kind == "header" else "footer"
    whole = (start == 0, end == len(item.lines))
    return PrintedBlock(
        passage.node,
        passage.number,
        Role(role_kind, passage.level, cell, passage.label),
        passage.style,
        tuple(lines),
        tuple(_marks(passage, item, start, end, tops)),
        tuple(_borders(measure, item.room, top, bottom, whole)),
        (),
        whole[0],
        whole[1],
        tuple(_ground(measure, item.room, top, bottom)),
    )


def _line(line: SetLine, text: str, measure: Measure, y: int) -> PrintedLine:
    spare = line.room - line.width
    x, space = line.indent, 0.0
    if measure.align == "center":
        x += spare // 2
    elif measure.align == "right":
        x += spare
    elif measure.align == "both" and not line.hard and spare > 0:
        blanks = _blanks(line, text)
        space = spare / blanks if blanks else 0.0
    runs: list[PrintedRun] = []
    shift = 0.0
    for stretch in line.stretches:
        run = _run(stretch, text, x, shift, space)
        shift += run.width - stretch.width
        if stretch.end - stretch.start != 1 or text[stretch.start] != "\t":
            runs.append(run)
    broken = not line.hard and text[line.end : line.end + 1] != " "
    return PrintedLine(y + line.ascent, y, line.height, tuple(runs), broken)


def _blanks(line: SetLine, text: str) -> int:
    """The blanks justification widens: those after the last tab."""
    tab = text.rfind("\t", line.start, line.end)
    return text.count(" ", max(line.start, tab), line.end)


def _run(stretch: Stretch, text: str, x: int, shift: float, space: float) -> PrintedRun:
    said, look = text[stretch.start : stretch.end], stretch.look
    return PrintedRun(
        said,
        x + stretch.x + shift,
        stretch.width + space * said.count(" "),
        look.face,
        look.size,
        space,
        look.letter,
        look.raised,
        look.colour,
        look.background,
        look.underline,
        look.strike,
        "",
        look.kerning,
    )


def _marks(
    passage: Passage, item: SetPassage, start: int, end: int, tops: list[int]
) -> list[PrintedMark]:
    found: list[PrintedMark] = []
    last = len(item.lines) - 1
    for name, offset in passage.bookmarks:
        for number in range(start, end):
            line = item.lines[number]
            following = item.lines[number + 1].start if number < last else offset + 1
            if line.start <= offset < following:
                x = line.indent + _offset_x(line, offset)
                found.append(PrintedMark(name, x, tops[number - start]))
                break
    return found


def _offset_x(line: SetLine, offset: int) -> int:
    for stretch in line.stretches:
        if offset <= stretch.start:
            return stretch.x
    return line.stretches[-1].x if line.stretches else 0


def _borders(
    measure: Measure, room: int, top: int, bottom: int, whole: tuple[bool, bool]
) -> list[PrintedStroke]:
    x, width = measure.left, room - measure.left - measure.right
    found: list[PrintedStroke] = []
    if measure.top.shown and whole[0]:
        edge = measure.top
        y = top - edge.space - edge.thickness / 2
        found.append(PrintedStroke(x, y, width, 0, edge.thickness, edge.kind, edge.colour))
    if measure.bottom.shown and whole[1]:
        edge = measure.bottom
        y = bottom + edge.space + edge.thickness / 2
        found.append(PrintedStroke(x, y, width, 0, edge.thickness, edge.kind, edge.colour))
    for edge, at, side in (
        (measure.left_edge, x, -1),
        (measure.right_edge, x + width, 1),
    ):
        if edge.shown:
            off = side * (edge.space + edge.thickness / 2)
            height = bottom - top
            found.append(
                PrintedStroke(at + off, top, 0, height, edge.thickness, edge.kind, edge.colour)
            )
    return found


def _ground(measure: Measure, room: int, top: int, bottom: int) -> list[PrintedFill]:
    if not measure.shade:
        return []
    x, width = measure.left, room - measure.left - measure.right
    return [PrintedFill(x, top, width, bottom - top, measure.shade)]


class RowPlacer:
    """Places the rows of a table on a page."""

    def __init__(
        self,
        blocks: list[PlacedBlock],
        strokes: list[PrintedStroke],
        fills: list[PrintedFill],
        outer: CellPlace | None = None,
    ) -> None:
        self._blocks, self._strokes, self._fills = blocks, strokes, fills
        self._outer = outer

    def row(
        self, table: SetGrid, row: SetRow, x: int, y: int, *, last: bool, repeated: bool = False
    ) -> None:
        """A whole row whose top border begins at `y`; `x` is the left edge of the text area."""
        left = x + table.left
        rows = table.rows
        for box, made in zip(row.course.boxes, row.stacks, strict=True):
            begin, _room = inner(box)
            spanned = rows[row.number : row.number + box.row_span]
            height = sum(each.height for each in spanned)
            column = left + box.left
            content = y + row.above + box.padding[0]
            spare = height - row.above - box.padding[0] - box.padding[2] - made.height
            if box.vertical == "center":
                content += max(spare, 0) // 2
            elif box.vertical == "bottom":
                content += max(spare, 0)
            place = CellPlace(
                *(table.grid.number, row.number, box.column, box.row_span, box.column_span),
                row.course.head,
                self._outer,
            )
            if box.shade:
                self._fills.append(PrintedFill(column, y, box.width, height, box.shade))
            for standing in made.standing:
                at = content + standing.y
                item = standing.item
                if isinstance(item, SetPassage):
                    block = block_of(item, standing.start, standing.end, place)
                    self._blocks.append(PlacedBlock(column + begin, at, block, repeated))
                else:
                    self._nested(set_grid(item, _room), column + begin, at, place)
            self._edges(box.edges, column, y, box.width, height, under=last, row=row)

    def _nested(self, table: SetGrid, x: int, y: int, place: CellPlace) -> None:
        placer = RowPlacer(self._blocks, self._strokes, self._fills, place)
        for row in table.rows:
            placer.row(table, row, x, y, last=row is table.rows[-1])
            y += row.height

    def _edges(
        self,
        edges: tuple[Edge, Edge, Edge, Edge],
        x: int,
        y: int,
        width: int,
        height: int,
        *,
        under: bool,
        row: SetRow,
    ) -> None:
        top, right, bottom, left = edges
        add = self._strokes.append
        if top.shown:
            add(
                PrintedStroke(
                    x, y + top.thickness / 2, width, 0, top.thickness, top.kind, top.colour
                )
            )
        for edge, at in ((left, x), (right, x + width)):
            if edge.shown:
                add(PrintedStroke(at, y, 0, height, edge.thickness, edge.kind, edge.colour))
        if bottom.shown and (under or not row.below):
            foot = y + height + bottom.thickness / 2
            add(PrintedStroke(x, foot, width, 0, bottom.thickness, bottom.kind, bottom.colour))

"""Lines and rows given their place on a page: values of `pages`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.measured_text import ALONE_SIGNS
from generator.typeset.metrics import DOTS
from generator.typeset.pages import (
    CellPlace,
    CellRule,
    PlacedBlock,
    PrintedBlock,
    PrintedFill,
    PrintedImage,
    PrintedLine,
    PrintedMark,
    PrintedRun,
    PrintedStroke,
    Role,
    RowRule,
)
from generator.typeset.pictures import SIGN
from generator.typeset.set_lines import LineStretch, percent_of
from generator.typeset.stacking import SetPassage, edge_height, rest_height
from generator.typeset.tabling import inner, set_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.typeset.manuscript import Measure, Passage, TableBox
    from generator.typeset.pages import RoleKind
    from generator.typeset.set_lines import SetLine
    from generator.typeset.stacking import Above
    from generator.typeset.tabling import CellStanding, SetRow, Stack


def block_of(
    item: SetPassage, start: int, end: int, cell: CellPlace | None = None, kind: str = ""
) -> PrintedBlock:
    """The lines of a paragraph from `start` up to `end`, as they stand on one page."""
    key = ("block", item.room, start, end, cell, kind)
    found: PrintedBlock | None = item.passage.kept.get(key)
    if found is None:
        found = item.passage.kept[key] = _block(item, start, end, cell, kind)
    return found


def with_drawn(block: PrintedBlock, passage: Passage, space: int, above: Above) -> PrintedBlock:
    """A block with the lines that hang on its paragraph, `space` twips under what is above.

    They are reckoned from where the paragraph above ends with the space it asks for itself.
    """
    if not passage.drawn or not block.first:
        return block
    down = max(space - above.after - above.extra, 0)
    return block._replace(strokes=(*block.strokes, *[line.stroke(down) for line in passage.drawn]))


def _block(
    item: SetPassage, start: int, end: int, cell: CellPlace | None, kind: str
) -> PrintedBlock:
    passage, measure = item.passage, item.passage.measure
    pieces = passage.pieces
    text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
    y = top = edge_height(measure)[0]
    lines: list[PrintedLine] = []
    tops: list[int] = []
    count = len(item.lines)
    here = item.lines if end - start == count else item.lines[start:end]
    here = _begun(here, measure) if start else here
    for line in here:
        tops.append(y)
        lines.append(_line(line, text, passage, y))
        y += line.height + line.extra
    bottom = y - (item.lines[end - 1].extra if end > start else 0)
    role_kind: RoleKind = "heading" if passage.level else "paragraph"
    if kind == "note":
        role_kind = "note"
    elif kind in {"header", "footer"}:
        role_kind = "header" if kind == "header" else "footer"
    return PrintedBlock(
        passage.node,
        Role(role_kind, passage.level, cell, passage.label),
        passage.style,
        tuple(lines),
        tuple(_marks(passage, item, start, end, tops, text)) if passage.bookmarks else (),
        tuple(_borders(measure, item.room, top, bottom)) if measure.bordered else (),
        tuple(_images(here, text, passage, tops)) if SIGN in text else (),
        start == 0,
        end == count,
        tuple(_ground(measure, item.room, top, bottom)) if measure.shade else (),
    )


def _begun(lines: Sequence[SetLine], measure: Measure) -> Sequence[SetLine]:
    """Lines that go on from the page before: spaced closely, the first is cut as the very first."""
    if not lines or measure.rule != "auto" or percent_of(measure) >= 100:
        return lines
    return [lines[0]._replace(ascent=lines[0].height * 4 // 5), *lines[1:]]


def _line(line: SetLine, text: str, passage: Passage, y: int) -> PrintedLine:
    links = passage.links
    x = _left(line, passage.measure)
    begin, space = _spread(line, text, passage)
    broken = not line.last and text[line.end : line.end + 1] not in _PARTS_WORDS
    stretches = line.stretches
    if len(stretches) == 1 and not links:
        stretch = stretches[0]
        if not stretch.tab and stretch.look.picture is None:
            one = _run(stretch, text, x, 0.0, space if stretch.start >= begin else 0.0)
            return PrintedLine(y + line.ascent, y, line.height, (one,), broken)
    runs: list[PrintedRun] = []
    shift = 0.0
    for stretch in stretches if len(stretches) < 2 else _joined(stretches, text):
        run = _run(stretch, text, x, shift, space if stretch.start >= begin else 0.0)
        shift += run.width - stretch.width
        if stretch.look.picture is not None:
            continue
        if not stretch.tab:
            runs += _linked(run, stretch, links) if links else (run,)
        elif stretch.leader in _LEADERS:
            runs.append(_filled(stretch, run))
    return PrintedLine(y + line.ascent, y, line.height, tuple(runs), broken)


def _spread(line: SetLine, text: str, passage: Passage) -> tuple[int, float]:
    """From where on the blanks of a line are widened, and by how much each.

    Not before the last tab, and not within the number of a list.
    """
    spare, measure = line.room - line.width, passage.measure
    if spare <= 0 or measure.align != "both" or not _is_stretched(line, measure):
        return 0, 0.0
    begin = max(line.start, text.rfind("\t", line.start, line.end) + 1)
    if passage.label and not line.start:
        begin = max(begin, len(passage.pieces[0].text))
    blanks = text.count(" ", begin, line.end)
    return begin, spare / blanks if blanks else 0.0


def _joined(stretches: Sequence[LineStretch], text: str) -> list[LineStretch]:
    """Stretches of one look that were only measured for themselves, as one; not slanted ones.

    Of those a sign for itself is wider than it is drawn.
    """
    found = [stretches[0]]
    for each in stretches[1:]:
        last = found[-1]
        at = each.start
        alone = text[at] in ALONE_SIGNS or text[at - 1] in ALONE_SIGNS
        alone = alone and each.look is last.look and not each.look.slant
        if alone and last.end == at and not (each.tab or last.tab):
            width = each.x + each.width - last.x
            found[-1] = LineStretch(last.start, each.end, last.x, width, last.look)
        else:
            found.append(each)
    return found


def _left(line: SetLine, measure: Measure) -> int:
    """Where a line begins, by its alignment."""
    align = measure.align
    if align == "both" or align == "left":
        return line.indent
    spare = max(line.room - line.width, 0)
    return line.indent + (spare // 2 if align == "center" else spare)


_PARTS_WORDS = frozenset({" ", "\n", "\f"})
_LEADERS = {"dot": ".", "hyphen": "-", "underscore": "_", "heavy": "_", "middleDot": "·"}


def _filled(stretch: LineStretch, run: PrintedRun) -> PrintedRun:
    """A tab filled with as many signs as it has room for."""
    sign = _LEADERS[stretch.leader]
    dots = stretch.look.scale[sign]
    each = (dots * 2 + DOTS) // (DOTS * 2)  # of a whole twip, as LibreOffice counts them
    count = stretch.width // each if each else 0
    count += sign == "_"  # one more, so that they touch what follows
    return run._replace(text=sign * count, width=count * dots / DOTS, space=0.0)


def _is_stretched(line: SetLine, measure: Measure) -> bool:
    if measure.align != "both" or line.last:
        return False
    return measure.expand_breaks or not line.line_break


def _run(stretch: LineStretch, text: str, x: int, shift: float, space: float) -> PrintedRun:
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


def _linked(
    run: PrintedRun, stretch: LineStretch, links: tuple[tuple[int, int, str], ...]
) -> list[PrintedRun]:
    """A run in parts, those that lead somewhere by themselves."""
    cuts = {stretch.start, stretch.end}
    for begin, end, _target in links:
        cuts |= {place for place in (begin, end) if stretch.start < place < stretch.end}
    places = sorted(cuts)
    if len(places) == 2 and all(end <= places[0] or begin >= places[1] for begin, end, _t in links):
        return [run]
    found: list[PrintedRun] = []
    x, scale = run.x, stretch.look.scale
    for begin, end in pairwise(places):
        said = run.text[begin - stretch.start : end - stretch.start]
        dots = sum(scale.widths(said, kerning=run.kerning))
        width = dots / DOTS + run.letter * len(said) + run.space * said.count(" ")
        target = next((to for first, last, to in links if first <= begin < last), "")
        found.append(run._replace(text=said, x=x, width=width, link=target))
        x += width
    return found


def _images(
    lines: Sequence[SetLine], text: str, passage: Passage, tops: Sequence[int]
) -> Iterator[PrintedImage]:
    """The pictures of some lines: each stands on the baseline."""
    for line, top in zip(lines, tops, strict=True):
        left = _left(line, passage.measure)
        begin, space = _spread(line, text, passage)
        for stretch in line.stretches:
            if (picture := stretch.look.picture) is not None:
                x = left + stretch.x + space * text.count(" ", begin, stretch.start)
                y, size = top + line.ascent - picture.height, (picture.width, picture.height)
                yield PrintedImage(x, y, *size, picture.member, picture.data, picture.described)


def _marks(
    passage: Passage, item: SetPassage, start: int, end: int, tops: list[int], text: str
) -> list[PrintedMark]:
    found: list[PrintedMark] = []
    last = len(item.lines) - 1
    for name, offset in passage.bookmarks:
        for number in range(start, end):
            line = item.lines[number]
            following = item.lines[number + 1].start if number < last else offset + 1
            if line.start <= offset < following:
                x = _left(line, passage.measure) + _offset_x(line, text, offset)
                found.append(PrintedMark(name, x, tops[number - start]))
                break
    return found


def _offset_x(line: SetLine, text: str, offset: int) -> float:
    """From where the line begins to a place in it, also within letters of one look."""
    for stretch in line.stretches:
        if offset <= stretch.start:
            return stretch.x
        if offset < stretch.end:
            before = text[stretch.start : offset]
            dots = sum(stretch.look.scale.widths(before, kerning=stretch.look.kerning))
            return stretch.x + dots / DOTS + stretch.look.letter * len(before)
    last = line.stretches[-1] if line.stretches else None
    return last.x + last.width if last is not None else 0


def _borders(measure: Measure, room: int, top: int, bottom: int) -> list[PrintedStroke]:
    """Lines around a paragraph, and around each part of it on a page."""
    x, width = measure.left, room - measure.left - measure.right
    found: list[PrintedStroke] = []
    if measure.top.shown:
        edge = measure.top
        y = top - edge.space - edge.thickness / 2
        found.append(PrintedStroke(x, y, width, 0, edge.thickness, edge.kind, edge.colour))
    if measure.bottom.shown:
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
    x, width = measure.left, room - measure.left - measure.right
    return [PrintedFill(x, top, width, bottom - top, measure.shade)]


class Placed(NamedTuple):
    """What a row brings to a page."""

    blocks: list[PlacedBlock]
    ruled: list[RowRule]
    fills: list[PrintedFill]

    def add(self, other: Placed, x: int, y: int, *, repeated: bool) -> None:
        """Take what was placed from a corner, now that the corner has a place."""
        self.blocks.extend(
            [PlacedBlock(dx + x, dy + y, block, repeated) for dx, dy, block, _ in other.blocks]
        )
        self.ruled.extend([RowRule(dx + x, dy + y, cells) for dx, dy, cells in other.ruled])
        self.fills.extend([each._replace(x=each.x + x, y=each.y + y) for each in other.fills])


def nothing() -> Placed:
    """A page before anything stands on it."""
    return Placed([], [], [])


def place_row(
    rows: Sequence[SetRow], at: int, number: int, *, last: bool, outer: CellPlace | None = None
) -> Placed:
    """What stands in a row, from the left end of the table and the row's upper border.

    `rows`: those of the page, this one at `at`. `number`: which table of the document it is.
    `last`: the border under it is drawn.
    """
    row = rows[at]
    tops = _tops(rows[at + 1]) if at + 1 < len(rows) else None
    key = ("placed", row.number, row.height, row.above, row.below, number, last, outer, tops)
    simple = not (row.part or row.rest) and all(box.row_span == 1 for box in row.course.boxes)
    found: Placed | None = row.course.kept.get(key) if simple else None
    if found is None:
        found = nothing()
        rules: list[CellRule] = []
        for box, made in zip(row.course.boxes, row.stacks, strict=True):
            height = row.height
            if box.row_span > 1:
                height = sum([each.height for each in rows[at : at + box.row_span]])
            _place_box(found, row, box, made, height, number, outer)
            under = last or not row.below or _draws_under(rows, at, box)
            rules.append(CellRule(box.edges, box.left, box.width, height, under))
        found.ruled.append(RowRule(0, 0, tuple(rules)))
        if simple:
            row.course.kept[key] = found
    return found


def _tops(row: SetRow) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The thinnest border above a cell of a row; of each cell its left and right, and its own."""
    found: tuple[int, tuple[tuple[int, int, int], ...]] | None = row.course.kept.get("tops")
    if found is None:
        tops = [
            (box.left, box.left + box.width, box.edges[0].thickness if box.edges[0].shown else 0)
            for box in row.course.boxes
        ]
        found = (min([thick for _left, _right, thick in tops], default=0), tuple(tops))
        row.course.kept["tops"] = found
    return found


def _draws_under(rows: Sequence[SetRow], at: int, box: TableBox) -> bool:
    """Whether a cell draws the border under it: one below draws a thinner one, or none."""
    edge, lower = box.edges[2], at + box.row_span
    if not edge.shown or lower >= len(rows):
        return box.row_span > 1 and lower >= len(rows)
    least, tops = _tops(rows[lower])
    if least >= edge.thickness:
        return False
    begin, end, thick = box.left, box.left + box.width, edge.thickness
    return any(left < end and right > begin and each < thick for left, right, each in tops)


def _begun_within(made: Stack, room: int) -> int:
    """How high the paragraphs are that begin within a row of a fixed height."""
    seen = [each for each in made.standing if each.y < room or each is made.standing[0]]
    if len(seen) == len(made.standing):
        return made.height
    last = seen[-1]
    return last.y + (
        rest_height(last.item, 0, last.end) if isinstance(last.item, SetPassage) else 0
    )


def _seen(standing: CellStanding, item: SetPassage, room: int) -> int:
    """Up to which line a paragraph is drawn in a row of a fixed height: those that begin in it.

    Neither LibreOffice nor Word draws what is beyond; it is told.
    """
    top = edge_height(item.passage.measure)[0] + standing.y
    end = standing.start
    for line in item.lines[standing.start : standing.end]:
        if top >= room:
            break
        top += line.height + line.extra
        end += 1
    return end


def _place_box(
    found: Placed,
    row: SetRow,
    box: TableBox,
    made: Stack,
    height: int,
    number: int,
    outer: CellPlace | None,
) -> None:
    """A cell: its ground, and its paragraphs and tables at their heights."""
    begin, _room = inner(box)
    y = row.above + box.padding[0]
    # LibreOffice stands the cells of a part anew only where that grows after they are set
    fixed = row.course.rule == "exact"
    room = height - row.above - box.padding[0] - box.padding[2]
    if box.vertical != "top" and (row.grown or not row.part):
        high = made.height
        if fixed and high > room:
            high = _begun_within(made, room - row.below)
        spare = max(room - high, 0)
        y += {"center": spare // 2, "bottom": spare}.get(box.vertical, 0)
    first, span = box.begun or (row.number, box.row_span)
    place = CellPlace(number, first, box.column, span, box.column_span, row.course.head, outer)
    if box.shade:
        found.fills.append(PrintedFill(box.left, 0, box.width, height, box.shade))
    for standing in made.standing:
        item = standing.item
        if isinstance(item, SetPassage):
            end = _seen(standing, item, height - y) if fixed else standing.end
            if end == standing.start:
                continue
            block = block_of(item, standing.start, end, place)
            block = with_drawn(block, item.passage, standing.space, standing.above)
            found.blocks.append(PlacedBlock(box.left + begin, y + standing.y, block))
            continue
        inside = set_grid(item, _room)
        top = y + standing.y
        for at, each in enumerate(inside.rows):
            under = each is inside.rows[-1]
            more = place_row(inside.rows, at, number, last=under, outer=place)
            found.add(more, box.left + begin + inside.left, top, repeated=False)
            top += each.height

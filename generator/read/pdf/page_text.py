"""One page of a PDF as text: segments, tables, boxes and rules; its glyphs are forgotten.

Also what concerns all pages: page numbers and running headers taken off, footnotes
apart, tables that go on over pages put together.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from generator.read.pdf.drawn_tables import GridCell, RuledTable, ruled
from generator.read.pdf.layout import lines_of
from generator.read.pdf.segments import GlyphPiece, GlyphSegment, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.read.pdf.glyphs import Glyph, Page, Stroke

MM = 25.4 / 72
_NUMBERED = re.compile(r"\s*(?:(\d{1,3}|\*{1,3})(?=\D)|\((\d{1,3}|\*{1,3})\))[.)]?\s*(?=\S)")
_FOOTNOTE = re.compile(r"^\(?(\d{1,3}|\*{1,3})\)?[.\s]?\s*\S")


class TableCell(NamedTuple):
    """A cell and the segments in it, from top to bottom."""

    page: int
    row: int
    col: int
    rows: int
    cols: int
    x0: float
    x1: float
    segments: list[GlyphSegment]
    below: tuple[TableCell, ...] = ()
    """Its other half, where a page end has cut it."""

    def lines(self) -> Iterable[tuple[int, list[GlyphSegment]]]:
        """(page, segments of one line), downwards."""
        for part in (self, *self.below):
            for line in lines_of(part.segments):
                yield part.page, line

    @property
    def text(self) -> str:
        """Its text."""
        return " ".join(s.text for s in self.segments)


class PageTable(NamedTuple):
    """A ruled table, or the part of one that stands on a page."""

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    cells: list[TableCell]

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return max((c.row + c.rows for c in self.cells), default=0)


class PageText(NamedTuple):
    """A page without its glyphs."""

    number: int
    width: float
    height: float
    segments: list[GlyphSegment]
    tables: list[PageTable]
    boxes: list[PageTable]
    rules: list[Stroke]
    turned: list[GlyphSegment]
    """Text that runs in another direction and stands in no table."""
    images: float
    glyphs: int
    unread: int
    hidden: int
    recognised: bool = False
    """Its letters were recognised in a picture."""


def take_page(page: Page) -> PageText:
    """Make text of a page."""
    found = ruled(page.glyphs, page.strokes, page.width, page.height)
    loose = segments(found.glyphs)
    turned = _turned(page.turned)
    tables = [_table(page.number, grid, turned) for grid in found.grids]
    return PageText(
        page.number,
        page.width,
        page.height,
        loose,
        [t for t in tables if any(c.segments for c in t.cells)],
        [_table(page.number, box, turned) for box in found.boxes],
        [r for r in found.rules if not _underlines(r, loose)],
        [s for s in turned if s.first_word >= 0],
        page.images,
        len(page.glyphs) + len(page.turned),
        page.unread,
        sum(g.style.hidden for g in page.glyphs),
    )


def _table(page: int, grid: RuledTable, turned: list[GlyphSegment]) -> PageTable:
    return PageTable(
        page, grid.xs, grid.top, grid.bottom, [_cell(page, c, turned) for c in grid.cells]
    )


def _cell(page: int, cell: GridCell, turned: list[GlyphSegment]) -> TableCell:
    found = segments(cell.glyphs) if cell.glyphs else []
    for s in turned:
        inside = cell.x0 - 1 <= (s.x0 + s.x1) / 2 <= cell.x1 + 1 and cell.y0 <= s.y <= cell.y1
        if s.first_word >= 0 and inside:
            found.append(s)
            s.first_word = -1.0  # taken
    return TableCell(page, *cell[:6], found)


def _turned(glyphs: Sequence[Glyph]) -> list[GlyphSegment]:
    """Text in another direction, in the order of the file: its own geometry says little."""
    groups: list[list[Glyph]] = []
    for g in glyphs:
        last = groups[-1][-1] if groups else None
        near = last is not None and max(abs(g.x0 - last.x0), abs(g.y - last.y)) < 2 * g.style.size
        if near:
            groups[-1].append(g)
        else:
            groups.append([g])
    found = []
    for group in groups:
        text = " ".join("".join(g.char for g in group).split())
        if not text:
            continue
        segment = GlyphSegment(group)
        segment.y = median(g.y for g in group)
        style = group[0].style
        segment.say((GlyphPiece(text, style.bold, style.italic, style.size),))
        found.append(segment)
    return found


def _underlines(rule: Stroke, loose: Sequence[GlyphSegment]) -> bool:
    """Tell whether a drawn line underlines text, and is no rule of its own."""
    return any(
        s.x0 - 3 <= rule.x0 and rule.x1 <= s.x1 + 3 and 0 <= s.y - rule.y0 < 0.24 * s.size
        for s in loose
    )


def split_footnotes(page: PageText) -> tuple[list[GlyphSegment], list[GlyphSegment]]:
    """Segments of the body, and of the footnotes at the foot of the page."""
    body = page.segments
    if len(body) < 3:
        return body, []
    usual = _body_size(body)
    for rule in sorted(page.rules, key=lambda r: r.y0):
        below = [s for s in body if s.y < rule.y0]
        if not below or rule.y0 > 0.6 * page.height or rule.length > 0.5 * page.width:
            continue
        top = max(s.y for s in below)
        first = sorted((s for s in below if top - s.y < 0.7 * usual), key=lambda s: s.x0)
        small = all(s.size <= usual - 1.5 or len(s.text) < 4 for s in below)
        above = [s for s in body if s.y >= rule.y0]
        mark = _FOOTNOTE.match(" ".join(s.text for s in first))
        if mark and (small or _is_raised(mark[1], above, first)):
            return above, below
    return _without_a_line(body, usual, page.height)


def _without_a_line(
    body: list[GlyphSegment], usual: float, height: float
) -> tuple[list[GlyphSegment], list[GlyphSegment]]:
    """Footnotes that no line sets off: small text at the foot that begins with a raised mark."""
    starts = [
        s
        for s in body
        if s.y < 0.5 * height
        and s.size <= usual - 1.5
        and s.pieces
        and s.pieces[0].raised > 0
        and _FOOTNOTE.match(f"{s.pieces[0].text} x")
    ]
    top = max((s.y for s in starts), default=0.0)
    below = [s for s in body if s.y <= top]
    if not below or any(s.size > usual - 1.5 and len(s.text) > 3 for s in below):
        return body, []
    return [s for s in body if s.y > top], below


def _is_raised(mark: str, above: Sequence[GlyphSegment], first: Sequence[GlyphSegment]) -> bool:
    """Whether a mark stands raised in the body or at the head of its note, of whatever size."""
    raised = [p for s in (*above, *first[:1]) for p in s.pieces if p.raised > 0]
    return any(p.text.strip(" ()[],") == mark for p in raised)


def _body_size(found: Sequence[GlyphSegment]) -> float:
    return median(s.size for s in found for _ in range(max(1, len(s.text) // 8)))


def footnote_numbers(notes: Sequence[GlyphSegment]) -> frozenset[str]:
    """The marks of the footnotes of a page."""
    found = (_FOOTNOTE.match(f"{s.text} x") for s in notes)
    return frozenset(m[1] for m in found if m)


def with_signs(pieces: Sequence[GlyphPiece], marks: Mapping[str, str]) -> tuple[GlyphPiece, ...]:
    """The text with signs in place of the raised marks of these footnotes.

    `marks`: mark → sign. The space after a mark stays.
    """
    kept: list[GlyphPiece] = []
    for p in pieces:
        mark = p.text.strip(" ()[],")
        if not (p.raised > 0 and mark in marks):
            kept.append(p)
            continue
        if kept and p.text.endswith(" ") and kept[-1].text:
            kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
        kept.append(p._replace(text="", notes=marks[mark]))
        if p.text.endswith(" "):
            kept.append(p._replace(text=" ", raised=0, bold=False, italic=False))
    return tuple(kept)


def without_number(
    pieces: Sequence[GlyphPiece], marks: Mapping[str, str]
) -> tuple[Sequence[GlyphPiece], str]:
    """A footnote without the mark at its head, and its sign; "" where no mark stands there."""
    head = "".join([p.text for p in pieces])
    found = _NUMBERED.match(head)
    if found is None or (found[1] or found[2]) not in marks:
        return pieces, ""
    left: list[GlyphPiece] = []
    skip = found.end()
    for p in pieces:
        cut = min(skip, len(p.text))
        skip -= cut
        if p.text[cut:]:
            left.append(p._replace(text=p.text[cut:]))
    return left, marks[found[1] or found[2]]


class JoinedTable(NamedTuple):
    """A table over one page or several, and its header rows printed again on later pages."""

    page: int
    cells: list[TableCell]
    again: list[tuple[int, str]]
    """(page, text) of repeated rows."""


def same_columns(one: PageTable, two: PageTable) -> bool:
    """Tell whether two tables have the same columns."""
    if len(one.xs) != len(two.xs):
        return False
    return all(abs(a - b) < 4 for a, b in zip(one.xs, two.xs, strict=True))


def join_tables(parts: Sequence[PageTable]) -> JoinedTable:
    """Make one table of its parts on consecutive pages."""
    first = parts[0]
    cells = list(first.cells)
    again: list[tuple[int, str]] = []
    rows = first.row_count
    head = _rows(first)
    for part in parts[1:]:
        mine = _rows(part)
        same = 0
        while same < min(len(head), len(mine), 4) and mine[same] == head[same] and any(mine[same]):
            same += 1
        again += [(part.page, text) for row in mine[:same] for text in row if text]
        rest = [c for c in part.cells if c.row >= same]
        if rest and _cut_row(cells, rest, same, rows):
            _continue_row(cells, rest, same, rows)
            rest = [c for c in rest if c.row > same]
            shift = rows - same - 1
        else:
            shift = rows - same
        cells += [c._replace(row=c.row + shift) for c in rest]
        rows = max((c.row + c.rows for c in cells), default=rows)
    return JoinedTable(first.page, cells, again)


def _rows(table: PageTable) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def _cut_row(before: list[TableCell], rest: list[TableCell], row: int, rows: int) -> bool:
    """Tell whether a page end has cut a row in two.

    Its number stands in the upper half only; both halves have the same single cells.
    """
    lower = [c for c in rest if c.row == row]
    upper = [c for c in before if c.row == rows - 1]
    if [c.col for c in lower] != [c.col for c in upper] or len(lower) < 3:
        return False
    if lower[0].text or not upper[0].text or any(c.rows > 1 for c in lower):
        return False
    numbered = [c for c in before if c.col == 0 and c.cols == 1]
    filled = sum(bool(c.text) for c in numbered)
    return filled >= 0.7 * len(numbered) and all(
        u.text for u, low in zip(upper, lower, strict=False) if low.text
    )


def _continue_row(cells: list[TableCell], rest: list[TableCell], row: int, rows: int) -> None:
    lower = {c.col: c for c in rest if c.row == row}
    for i, cell in enumerate(cells):
        if cell.row == rows - 1 and cell.col in lower:
            cells[i] = cell._replace(below=(*cell.below, lower[cell.col]))


def cell_padding(cells: Sequence[TableCell]) -> float:
    """White between a cell's lines and its text, as the fullest cells show it; points."""
    gaps = sorted(max(0.0, min(s.x0 - c.x0, c.x1 - s.x1)) for c in cells for s in c.segments)
    return min(6.0, gaps[len(gaps) // 20]) if gaps else 0.0


def column_edges(cells: Sequence[TableCell]) -> dict[tuple[int, int], float]:
    """(column, columns) → where its text ends at the right, where enough lines show it; points."""
    ends: dict[tuple[int, int], list[float]] = {}
    for cell in cells:
        ends.setdefault((cell.col, cell.cols), []).extend(
            max(s.x1 for s in line)
            for part in (cell, *cell.below)
            for line in lines_of(part.segments)
        )
    found = {}
    for key, xs in ends.items():
        far = max(xs, default=0.0)
        if sum(far - x < 12 for x in xs) >= 6:
            found[key] = far + 0.5
    return found

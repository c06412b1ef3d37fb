"""PDF with a text layer → lines in reading order, as of any other source.

Nothing is dropped: what belongs to the paper and not to the text (page numbers, running
headers, header rows of a table printed again) comes as lines of the page's head or foot,
notes that readers stuck on a page as comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.ooxml.note_signs import sign
from generator.read.lines import Line, LinePiece, TableSpot, most
from generator.read.pdf.file import open_pdf
from generator.read.pdf.layout import (
    ColumnLine,
    Flow,
    continue_block,
    edges,
    furniture,
    lay_out,
    lines_of,
)
from generator.read.pdf.legible import judge, pages_scanned
from generator.read.pdf.page_text import (
    MM,
    JoinedTable,
    PageTable,
    PageText,
    TableCell,
    cell_padding,
    column_edges,
    footnote_numbers,
    join_tables,
    same_columns,
    split_footnotes,
    take_page,
    with_signs,
    without_number,
)
from generator.read.pdf.paragraphs import Habits, Paragraph, cell_paragraphs, habits, paragraphs
from generator.read.pdf.segments import usual_size
from generator.text.normal import Changes, clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from generator.read.lines import Part
    from generator.read.pdf.segments import GlyphPiece, GlyphSegment


_SLACK = 2.5
"""Points by which the ends of recognised lines differ on one page."""


class PdfRule(NamedTuple):
    """A drawn horizontal line outside of tables."""

    page: int
    x_mm: float
    y_mm: float
    """From the top of the page."""
    length_mm: float


class PdfText(NamedTuple):
    """What a PDF says."""

    lines: list[Line]
    rules: list[PdfRule]
    pages: int
    changes: Changes
    scanned: tuple[int, ...] = ()
    """Pages that are pictures of text."""


class Recognised(NamedTuple):
    """Pages whose pictures were read by recognition, and what is to be told of it."""

    pages: dict[int, PageText]
    diagnostics: list[Diagnostic]


def lines_of_pdf(
    path: Path,
    data: bytes | None = None,
    *,
    any_language: bool = False,
    recognise: Callable[[Path, Sequence[int]], Recognised] | None = None,
) -> tuple[PdfText | None, list[Diagnostic]]:
    """Read a PDF: paragraphs rejoined, columns untangled, tables found.

    Never raises for a bad file; refused with one sentence (NH5xx) when it has no text
    layer, or one that is rubbish. With `any_language` text is taken as it is. `recognise`
    is asked for the pages that have no text, or for all where their text is rubbish.
    """
    opened, problems = open_pdf(path, take_page, data)
    if opened is None:
        return None, problems
    place = Place(str(path), "PDF")
    text, found = lines_of_pages(opened.pages, place, opened.comments)
    bad = _refused(found)
    lies = _lies(path, data, place) if recognise is not None and not bad else {}
    asked = [p.number for p in opened.pages] if bad else sorted({*text.scanned, *lies})
    if recognise is not None and asked:
        seen = recognise(path, asked)
        problems += seen.diagnostics
        if seen.pages:
            pages = [seen.pages.get(p.number, p) for p in opened.pages]
            text, found = lines_of_pages(pages, place, opened.comments)
            problems += [_from_picture(page, place) for page in lies if page in seen.pages]
            lies = {page: told for page, told in lies.items() if page not in seen.pages}
    found += lies.values()
    problems += found
    return (None if _refused(found) and not any_language else text), problems


def _refused(found: Iterable[Diagnostic]) -> bool:
    return any(d.code in ("NH508", "NH509", "NH514", "NH522") for d in found)


def _from_picture(page: int, place: Place) -> Diagnostic:
    message = _("Trang {so}: chữ đọc được khác chữ nhìn thấy, nên đọc từ hình của trang")
    hint = _("So lại từng đoạn với bản in.")
    return warning("NH523", message.format(so=page), place, hint)


def _lies(path: Path, data: bytes | None, place: Place) -> dict[int, Diagnostic]:
    """Of each page whose words are drawn otherwise than they are read, the first such place."""
    from generator.read.pdf.held_letters import hold_letters, told_lie

    held = hold_letters(path.read_bytes() if data is None else data)
    hint = _("Xin bản Word; hoặc cài Tesseract để kehoach đọc những trang ấy từ hình.")
    message = _("Chữ đọc được khác chữ nhìn thấy, {cho}")
    return {
        lie.page: error("NH522", message.format(cho=told_lie(lie)), place, hint)
        for lie in reversed(held.lies)
    }


def lines_of_pages(
    pages: Sequence[PageText], place: Place, comments: Iterable[tuple[int, str]] = ()
) -> tuple[PdfText, list[Diagnostic]]:
    """The lines of pages of any origin, and what is wrong with their text."""
    changes = Changes()
    reader = _Reader(place.file, pages, changes)
    lines = [*reader.read(), *reader.comments(comments)]
    rules = [
        PdfRule(p.number, r.x0 * MM, (p.height - r.y0) * MM, r.length * MM)
        for p in pages
        for r in p.rules
    ]
    text = PdfText(lines, rules, len(pages), changes, pages_scanned(pages))
    return text, judge(pages, lines, place)


_Item = Flow | JoinedTable | list[PageTable]
"""A flow of rows, a table, or the boxes of a place."""


class _Reader:
    """Turns the pages of one PDF into lines."""

    def __init__(self, file: str, pages: Sequence[PageText], changes: Changes) -> None:
        self.file = file
        self.pages = pages
        self.changes = changes
        changes.encodings.hear(s.text for p in pages for s in p.segments)
        self.heights = {p.number: p.height for p in pages}
        self.recognised = {p.number for p in pages if p.recognised}
        self.marks: dict[int, dict[str, str]] = {}
        """Of each page: mark of a footnote → its sign."""
        self.note = ""
        """Sign of the footnote that is being read."""
        self.table = -1
        self.count = 0
        self.last_page = 0
        self.known = Habits(indents=True, pitch={}, justified=True)

    def read(self) -> list[Line]:
        """All lines, in reading order."""
        aside = furniture([(p.number, p.height, p.segments) for p in self.pages])
        off = {id(s) for _page, s in (*aside.numbers, *aside.running)}
        notes: list[Flow] = []
        bodies: dict[int, list[GlyphSegment]] = {}
        for page in self.pages:
            body, below = split_footnotes(page._replace(segments=_except(page.segments, off)))
            bodies[page.number] = body
            if below:
                before = sum(map(len, self.marks.values()))
                numbers = sorted(footnote_numbers(below))
                self.marks[page.number] = {n: sign(before + i) for i, n in enumerate(numbers)}
                rows = [ColumnLine(page.number, line) for line in lines_of(below)]
                notes.append(Flow(rows, *self._edges(page, bodies), -1, -1))
        items = self._items(bodies)
        self.known = habits(i for i in items if isinstance(i, Flow))
        if self.recognised:
            self.known = self.known._replace(slack=_SLACK)
        lines = [line for item in items for line in self._lines(item)]
        for flow in notes:
            lines += self._flow(flow, "chu_thich")
        lines += [self._plain(s, page, "dau") for page, s in (*aside.numbers, *aside.running)]
        lines += [self._plain(s, page.number, "than") for page in self.pages for s in page.turned]
        return lines

    def comments(self, found: Iterable[tuple[int, str]]) -> list[Line]:
        """Notes of readers as lines."""
        return [self._say(text, page, "nhan_xet") for page, text in found]

    # ------------------------------------------------------------------- order

    def _edges(self, page: PageText, bodies: dict[int, list[GlyphSegment]]) -> tuple[float, float]:
        """Edges of the body on pages of this width."""
        alike = [p for p in self.pages if abs(p.width - page.width) < 2]
        spans = [
            (line[0].x0, line[-1].x1)
            for p in alike[:60]
            for line in lines_of(bodies.get(p.number, p.segments))
        ]
        if sum(x1 - x0 > 0.45 * page.width for x0, x1 in spans) < 5:
            # a page of tables: its titles are centred above them
            spans += [(t.xs[0] + 5, t.xs[-1] - 5) for p in alike for t in p.tables for _ in "12"]
        return edges(spans, page.width)

    def _items(self, bodies: dict[int, list[GlyphSegment]]) -> list[_Item]:
        """Flows and tables of all pages in order; what a page end cut is one item."""
        items: list[_Item] = []
        known: dict[float, tuple[float, float]] = {}
        parts: list[list[PageTable]] = []
        for page in self.pages:
            width = round(page.width)
            if width not in known:
                known[width] = self._edges(page, bodies)
            mine = list(self._page_items(page, bodies[page.number], known[width]))
            below = _first_flows(mine)
            if continue_block(_last_block(items), below):
                gone = set(map(id, below))
                mine = [item for item in mine if id(item) not in gone]
            for item in mine:
                last = items[-1] if items else None
                if isinstance(item, PageTable):
                    if parts and last is parts[-1] and self._goes_on(parts[-1][-1], item):
                        parts[-1].append(item)
                    else:
                        parts.append([item])
                        items.append(parts[-1])
                elif isinstance(item, Flow) and isinstance(last, Flow) and _one_body(last, item):
                    last.rows.extend(item.rows)
                else:
                    items.append(item)
        tables = {id(part) for part in parts}
        return [
            join_tables(item) if isinstance(item, list) and id(item) in tables else item
            for item in items
        ]

    @staticmethod
    def _goes_on(above: PageTable, below: PageTable) -> bool:
        return below.page == above.page + 1 and same_columns(above, below)

    @staticmethod
    def _page_items(
        page: PageText, body: list[GlyphSegment], sides: tuple[float, float]
    ) -> Iterable[Flow | PageTable | list[PageTable]]:
        left = list(body)
        early = [b for b in page.boxes if b.top > 0.6 * page.height]
        if early:
            yield early
        number = page.number * 100
        for table in page.tables:
            above = [s for s in left if s.y > table.top - 2]
            left = [s for s in left if s.y <= table.top - 2]
            yield from lay_out(above, page.number, *sides, block=number)
            number += 10
            yield table
        yield from lay_out(left, page.number, *sides, block=number)
        late = [b for b in page.boxes if b.top <= 0.6 * page.height]
        if late:
            yield late

    # ------------------------------------------------------------------- lines

    def _lines(self, item: _Item) -> Iterable[Line]:
        if isinstance(item, Flow):
            yield from self._flow(item, "than")
        elif isinstance(item, JoinedTable):
            yield from self._table(item)
        else:
            for box in item:
                for cell in box.cells:
                    yield from self._cell(cell, None, cell_padding(box.cells))

    def _flow(self, flow: Flow, part: Part) -> Iterable[Line]:
        cell = None
        if flow.block >= 0:
            cell = self._block_cell(flow)
        for paragraph in paragraphs(flow, self.known):
            yield self._line(paragraph, part, cell)

    def _block_cell(self, flow: Flow) -> TableSpot:
        """Columns of a block are the cells of a table without lines, as in Word."""
        key = flow.block
        if key != getattr(self, "_block", None):
            self._block = key
            self.table += 1
            self._column = -1
        self._column += 1
        return TableSpot(self.table, 0, self._column)

    def _table(self, joined: JoinedTable) -> Iterable[Line]:
        self.table += 1
        pad = cell_padding(joined.cells)
        edges = column_edges(joined.cells)
        for c in sorted(joined.cells, key=lambda c: (c.row, c.col)):
            where = TableSpot(self.table, c.row, c.col, c.rows, c.cols)
            yield from self._cell(c, where, pad, edges.get((c.col, c.cols)))
        for page, text in joined.again:
            yield self._say(text, page, "dau")

    def _cell(
        self, cell: TableCell, where: TableSpot | None, pad: float, right: float | None = None
    ) -> Iterable[Line]:
        if not cell.segments:
            if where is not None:
                yield Line(text="", place=self._place(cell.page), cell=where, page=cell.page)
            return
        rows = [ColumnLine(page, line) for page, line in cell.lines()]
        flow = Flow(rows, cell.x0 + pad, min(cell.x1 - pad, right or cell.x1), -1, -1)
        for paragraph in cell_paragraphs(flow, self.known):
            yield self._line(paragraph, "than", where, box=where is None)

    def _line(
        self, paragraph: Paragraph, part: Part, cell: TableSpot | None, *, box: bool = False
    ) -> Line:
        first = paragraph.rows[0]
        marks = self.marks.get(first.page)
        pieces: Sequence[GlyphPiece] = paragraph.pieces
        if marks and part == "than":
            pieces = with_signs(pieces, marks)
        elif part == "chu_thich":
            pieces, found = without_number(pieces, marks or {})
            self.note = found or self.note
        runs = self._runs(pieces)
        broken = first.page != self.last_page and self.last_page > 0
        self.last_page = first.page
        top = self.heights[first.page] - first.y - first.size
        return Line(
            text="".join(r.text for r in runs),
            raw=paragraph.text,
            place=self._place(first.page),
            runs=runs,
            align=paragraph.align,
            indent_mm=round(paragraph.left * MM, 1),
            first_mm=round(paragraph.first * MM, 1),
            size=usual_size(pieces),
            bold=most(runs, "bold"),
            italic=most(runs, "italic"),
            cell=cell,
            box=box,
            part=part,
            page=first.page,
            x=round(min(r.x0 for r in paragraph.rows) * MM, 1),
            right=round(max(r.x1 for r in paragraph.rows) * MM, 1),
            y=round(top * MM, 1),
            blank_before=round(paragraph.gap / (1.3 * first.size)),
            page_break=broken,
            recognised=first.page in self.recognised,
            note=self.note if part == "chu_thich" else "",
        )

    def _runs(self, pieces: Sequence[GlyphPiece]) -> tuple[LinePiece, ...]:
        runs: list[LinePiece] = []
        encoding = self.changes.encodings.of("".join([p.text for p in pieces]))
        for p in pieces:
            # not yet squeezed: a space at the end of a piece parts it from the next
            text = clean(p.text, self.changes, encoding)
            piece = LinePiece(text, p.bold, p.italic, p.size, p.doubt, p.notes)
            if runs and runs[-1][1:] == piece[1:]:
                runs[-1] = runs[-1]._replace(text=runs[-1].text + text)
            else:
                runs.append(piece)
        if runs:
            runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
            runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
        return tuple(r for r in runs if r.text or r.notes)

    def _plain(self, segment: GlyphSegment, page: int, part: Part) -> Line:
        line = self._say(segment.text, page, part)
        top = self.heights[page] - segment.y - segment.size
        from msgspec.structs import replace

        return replace(
            line,
            x=round(segment.x0 * MM, 1),
            right=round(segment.x1 * MM, 1),
            y=round(top * MM, 1),
            size=segment.size,
            box=part == "than",
        )

    def _say(self, text: str, page: int, part: Part) -> Line:
        said = squeeze(clean(text, self.changes))
        return Line(
            text=said,
            raw=text,
            place=self._place(page),
            runs=(LinePiece(said),),
            part=part,
            page=page,
        )

    def _place(self, page: int) -> Place:
        self.count += 1
        return Place(self.file, _("trang {trang}").format(trang=page))


def _last_block(items: Sequence[object]) -> list[Flow]:
    """The column block at the end of what has been read."""
    last = items[-1] if items else None
    if not isinstance(last, Flow) or last.block < 0:
        return []
    return [i for i in items[-4:] if isinstance(i, Flow) and i.block == last.block]


def _first_flows(items: Sequence[object]) -> list[Flow]:
    """The column block a page begins with, or its first flow alone."""
    first = items[0] if items else None
    if not isinstance(first, Flow):
        return []
    if first.block < 0:  # flows of the body on both sides of a table are no columns
        return [first]
    return [i for i in items[:4] if isinstance(i, Flow) and i.block == first.block][:2]


def _except(found: Iterable[GlyphSegment], off: set[int]) -> list[GlyphSegment]:
    return [s for s in found if id(s) not in off]


def _one_body(one: Flow, two: Flow) -> bool:
    """Two flows of the body, one going on where the other ended."""
    return (
        one.block < 0
        and two.block < 0
        and abs(one.left - two.left) < 8
        and abs(one.right - two.right) < 8
    )

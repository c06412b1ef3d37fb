"""A manuscript set on pages, as LibreOffice's Writer does it for a document of Word.

Widows and orphans (two lines), paragraphs kept together or with the next, rows that may
not break, heads of tables repeated; space above the first paragraph of a page is dropped,
but not on the first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.typeset.dealing import deal, to_table
from generator.typeset.fitting import fitting_lines
from generator.typeset.footing import (
    NOTHING,
    Foot,
    begun,
    lines_with_notes,
    marked_later,
    marks_behind,
    notes_in,
    notes_of_row,
)
from generator.typeset.joined_borders import joined
from generator.typeset.manuscript import Passage
from generator.typeset.margins import Margins
from generator.typeset.pages import PlacedBlock, PrintedDocument, PrintedPage, Unknown
from generator.typeset.placing import block_of, nothing, place_row, with_drawn
from generator.typeset.spanning import cut, ending, heights, taken
from generator.typeset.splitting import (
    SplitRow,
    keeps,
    least_of,
    line_under,
    may_split,
    split_row,
)
from generator.typeset.stacking import TOP, Above, above_of, gap, rest_height, set_passage
from generator.typeset.tabling import repeated_heads, set_grid
from generator.typeset.tall_rows import begins_above, is_tall, most_high, stays_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.dealing import Dealt
    from generator.typeset.manuscript import Flow, Manuscript, SectionPart, TableGrid
    from generator.typeset.stacking import SetPassage
    from generator.typeset.tabling import SetGrid, SetRow

_NOTED = Unknown("note", "footnote at a page end")
"""A footnote decided where a page ends: LibreOffice may part it."""
_BROKEN = Unknown("table", "broken row")
"""A row goes over from one page to the next: its halves may differ by a line."""
_BEGUN = Unknown("table", "begins at a page end")
"""Its first rows have room, only not the border under them."""
_HEAD = Unknown("table", "merged head on further pages")
"""LibreOffice draws no more of such a cell than its rows have room without it."""
_SPAN = Unknown("table", "merged cell over pages")


def set_pages(manuscript: Manuscript) -> PrintedDocument:
    """The pages of a manuscript."""
    pages: list[PrintedPage] = []
    number = tables = blank = 0
    told: set[Unknown] = set(joined(manuscript.parts))
    dealt = deal(manuscript.parts)
    for section, part in enumerate(manuscript.parts):
        blank += section > 0 and _blank(number, part)
        pager = _Pager(part, dealt[section], section, pages, number, tables)
        number = pager.run()
        tables = pager.tables
        told |= pager.told
    margins = Margins(len(pages) + blank)
    done = [
        margins.furnish(page, manuscript.parts[page.section], first=_first(pages, place))
        for place, page in enumerate(pages)
    ]
    return PrintedDocument(tuple(done), (*manuscript.unknown, *sorted(told)))


def _blank(last: int, part: SectionPart) -> bool:
    """Whether a page that is not printed, but counted, stands before a section.

    LibreOffice lets odd numbers be right pages and puts one between two that would be on
    the same side (sw: SwFrame::InsertPage).
    """
    return part.first_number is not None and part.first_number % 2 == last % 2


def _first(pages: Sequence[PrintedPage], place: int) -> bool:
    """Whether a page is the first of its section."""
    return place == 0 or pages[place - 1].section != pages[place].section


class _Pager:
    """Sets one section."""

    def __init__(
        self,
        part: SectionPart,
        dealt: Dealt,
        section: int,
        pages: list[PrintedPage],
        number: int,
        tables: int,
    ) -> None:
        sheet = part.sheet
        self._dealt = dealt
        self._at = 0
        """Where in the flow we are."""
        self._edge = dealt.after(0)
        """What LibreOffice dealt to the next page before it knew how high anything is."""
        self._part, self._section, self._pages = part, section, pages
        self._room = sheet.room
        self._most = most_high(part)
        self._number = number if part.first_number is None else part.first_number - 1
        self._top, self._bottom = Margins.body(part, self._number + 1, first=True)
        self._known: list[Any] = [None, None]
        """Margins of odd and of even pages."""
        self.tables = tables
        self._chained = False
        """What stands above stays with this; where the chain begins is decided already."""
        self._noted = self._mixed = False
        """Of a table: footnotes are marked in it; some rows stay together, some may break."""
        self._held = False
        """A row stands above that is to stay with what follows."""
        self.told: set[Unknown] = set()
        """What may stand otherwise in LibreOffice, met while pages were set."""
        self._page = nothing()
        self._foot = NOTHING
        self._y = self._top
        self._above: Above = TOP
        self._empty = True
        """Nothing stands on the page yet."""
        self._turned = False
        """The page began because the one before was full: space above is dropped."""

    def run(self) -> int:
        """Set the section; the number of its last page."""
        flow = self._part.flow
        at = 0
        while at < len(flow):
            each, self._at = flow[at], at
            if isinstance(each, Passage):
                self._passage(flow, at, each)
            else:
                self._grid(each)
            at += 1
        self._turn(asked=True)
        while self._foot.parts or self._foot.waiting:
            self._turn(asked=True)  # a footnote that goes on behind the text
        return self._number

    def _turn(self, *, asked: bool = False) -> None:
        """End the page; `asked`: the document says so."""
        if self._held and not asked:
            self.told.add(_BROKEN)
        self._held = False
        self._number += 1
        at = self._at
        self._edge = self._dealt.after(at) if asked else self._dealt.turned(at, self._edge)
        sheet = self._part.sheet
        self._foot.place(self._page, sheet.left, self._room, self._bottom)
        self._pages.append(
            PrintedPage(
                sheet.width,
                sheet.height,
                self._section,
                str(self._number),
                tuple(self._page.blocks),
                tuple(self._page.ruled),
                tuple(self._page.fills),
                (sheet.left, self._top, sheet.right, sheet.height - self._bottom),
            )
        )
        self._page = nothing()
        self._top, self._bottom = self._margins(self._number + 1)
        self._y, self._above, self._empty, self._turned = self._top, TOP, True, not asked
        self._foot = begun(self._foot.waiting, self._bottom - self._top)
        if self._foot.waiting:
            self.told.add(_NOTED)  # over more than two pages: not compared with LibreOffice

    def _margins(self, number: int) -> tuple[int, int]:
        """Top and bottom of the text of a further page."""
        even = number % 2 == 0
        if self._known[even] is None:
            self._known[even] = Margins.body(self._part, number, first=False)
        found: tuple[int, int] = self._known[even]
        return found

    # -- paragraphs

    def _passage(self, flow: Sequence[Flow], at: int, passage: Passage) -> None:
        item = set_passage(passage, self._room)
        measure = passage.measure
        self.told |= item.told
        if measure.break_before and not self._empty:
            self._turn(asked=True)
        space = self._space(passage)
        if measure.keep_next and not self._empty:
            # of a chain that began the page only what would be broken goes on to the next
            y = self._y + space
            whole = y + item.height <= self._bottom
            if not (
                whole
                if self._chained and not self._apart(flow, at)
                else self._chain_fits(flow, at, y)
            ):
                self._turn()
                space = self._space(passage)
        start = 0
        while True:
            count, foot = self._fitting(item, start, self._y + space, self._foot, at)
            if count == 0 and not self._empty:
                self._turn()
                space = self._space(passage) if start == 0 else 0
                continue
            if count == 0 and passage.notes:
                self.told.add(_NOTED)  # not even its first line has room
                foot = foot.later(notes_in(item, start, start + 1), self._room)
            end = start + max(count, 1)
            # LibreOffice was seen to send such a paragraph on though it has room
            if passage.notes and measure.keep_lines and self._chained:
                self.told.add(_NOTED)
            if passage.notes and marked_later(item, start, end, self._foot, foot):
                self.told.add(_NOTED)  # LibreOffice may send the whole paragraph on
            self._y += space
            self._foot = foot
            self._place(item, start, end, space)
            if end == len(item.lines):
                break
            start = end
            self._turn()
            space = 0
        self._above = above_of(passage, item.extra)
        self._chained = measure.keep_next

    def _apart(self, flow: Sequence[Flow], at: int) -> bool:
        """Whether what stands above, though it is to stay with this, is left where it is."""
        return at == self._edge and not to_table(flow, at)

    def _left(self, notes: Sequence[tuple[Flow, ...]] = ()) -> int:
        """Where the text of the page has to end, above its footnotes and some more."""
        foot = self._foot.with_all(notes, self._room) if notes else self._foot
        return self._bottom - foot.height

    def _fitting(
        self, item: SetPassage, start: int, y: int, foot: Foot, at: int
    ) -> tuple[int, Foot]:
        """How many lines from `start` fit under `y` with the footnotes that they mark."""
        if item.passage.notes:
            count, more = lines_with_notes(item, start, self._bottom - y, foot)
        else:
            count, more = fitting_lines(item, start, self._bottom - foot.height - y), foot
        alone = count == 1 < len(item.lines) and start == 0 and not item.lines[0].page_break
        return (0, foot) if alone and at >= self._edge else (count, more)

    def _space(self, passage: Passage) -> int:
        """Above a paragraph here."""
        if self._empty and self._turned:
            return 0
        return gap(self._above, passage.measure, passage.style)

    def _place(self, item: SetPassage, start: int, end: int, space: int) -> None:
        block = with_drawn(block_of(item, start, end), item.passage, space, self._above)
        self._held = False
        self._page.blocks.append(PlacedBlock(self._part.sheet.left, self._y, block))
        self._y += rest_height(item, start, end)
        self._empty = False
        if item.lines[end - 1].page_break and end < len(item.lines):
            self._turn(asked=True)

    def _chain_fits(self, flow: Sequence[Flow], at: int, y: int) -> bool:
        """Whether a paragraph and what it is to stay with fit under `y`."""
        above, foot = TOP, self._foot
        while at < len(flow):
            each = flow[at]
            if above is not TOP and self._apart(flow, at):
                return True  # only what is pushed on takes along what stays with it
            if not isinstance(each, Passage):
                top = y + above.after + above.extra
                table = self._with_tall(set_grid(each, self._room), at, top)
                left = self._bottom - foot.height
                first = table.rows[: table.heads + 1]
                if top + sum([row.height for row in first]) > left >= top + least_of(table):
                    self.told.add(_BROKEN)  # of the row only its beginning would stay
                return top + least_of(table) <= left
            item = set_passage(each, self._room)
            if above is not TOP:
                if each.measure.break_before:
                    return True
                y += gap(above, each.measure, each.style)
            count, foot = self._fitting(item, 0, y, foot, at)
            if not each.measure.keep_next:
                return bool(count)
            if count < len(item.lines):
                return False
            y += item.height
            above = above_of(each, item.extra)
            at += 1
        return True

    # -- tables

    def _grid(self, grid: TableGrid) -> None:
        self.tables += 1
        table = set_grid(grid, self._room)
        self.told |= table.told
        heads = sum(row.height for row in table.rows[: table.heads])
        if heads > self._bottom - self._top:
            table = table._replace(heads=0)  # no room for the rows would be left
            self.told.add(_BROKEN)
        body = table.rows[table.heads :]
        self._noted = any(notes_of_row(row) for row in table.rows)
        self._mixed = not all(row.course.whole for row in body) and any(map(keeps, body))
        if grid.break_before and not self._empty:
            self._turn(asked=True)
        self._y += self._above.after + self._above.extra
        self._above = TOP
        self._chained = False
        table = self._with_tall(table, self._at, self._y)
        rows = list(table.rows)
        if rows and not self._empty and self._y + least_of(table) > self._left():
            if self._noted:
                self.told.add(_NOTED)
            if table.heads and 0 <= self._left() - self._y - heads < table.rows[0].below:
                self.told.add(_BEGUN)  # LibreOffice may lose all rows but the head
            self._turn()
        at = 0
        while at < len(rows):
            at = self._some_rows(table, rows, at)
        if rows:
            self._y += rows[-1].below
            self._held = len(rows) > table.heads and keeps(rows[-1])

    def _with_tall(self, table: SetGrid, at: int, y: int) -> SetGrid:
        """The table that begins at `y`, with those rows told that break, being too high."""
        rows, heads = list(table.rows), table.heads
        if at in self._dealt.tables:  # wherever it was dealt to, a row began a page
            rows = [row._replace(tall=is_tall(row, self._bottom, self._most)) for row in rows]
        elif heads < len(rows):
            left = self._bottom - y - sum([row.height for row in rows[:heads]])
            if is_tall(rows[heads], left, self._most):
                rows[heads] = rows[heads]._replace(tall=True)
        return table._replace(rows=tuple(rows))

    def _some_rows(self, table: SetGrid, rows: list[SetRow], at: int) -> int:
        """Place the rows from `at` that go on this page; which comes next.

        Of a row that is split, the rest takes its place in `rows`.
        """
        end, y = self._whole_rows(rows, at)
        split = SplitRow(None, sure=True)
        if end < len(rows):
            end, split = self._last_row(table, rows, at, end, y)
        here = rows[at:end]
        if split.parts is not None:
            here.append(split.parts[0])
            rows[end] = split.parts[1]
        if end < len(rows) and any(box.row_span > 1 for row in here for box in row.course.boxes):
            here = self._cut(rows, here, end, split)
        for number in range(len(here)):
            self._row(table, here, number, last=number + 1 == len(here))
        if end < len(rows):
            if self._mixed:
                self.told.add(_BROKEN)
            # LibreOffice weighs rows and their footnotes in a way of its own there
            if self._noted or marks_behind(self._part.flow, self._at):
                self.told.add(_NOTED)
            if end == at == 0 and not here and not self._may_split(rows, table.heads):
                self.told.add(_BEGUN)  # LibreOffice may leave a page early then
            self._continue(table, repeat=end >= table.heads)
        return end

    def _last_row(
        self, table: SetGrid, rows: list[SetRow], at: int, end: int, y: int
    ) -> tuple[int, SplitRow]:
        """Where the page ends: the first row that does not stay whole, and how it is split."""
        split = SplitRow(None, sure=True)
        fresh = self._fresh(table)
        if is_tall(rows[end], self._bottom - y, self._most):
            rows[end] = rows[end]._replace(tall=True)
        if self._may_split(rows, end):
            split = self._split(rows, at, end, y)
            end += split.overhang and end + 1 == len(rows)
        if split.parts is None and end < len(rows):
            kept = end
            while kept > max(at, table.heads) and keeps(rows[kept - 1]):
                kept -= 1
            if kept > max(at, table.heads if not at else 0) or not fresh:
                end = kept
            elif end in (at, table.heads):
                if stays_over(rows[end], self._part.sheet.height - y):
                    if not begins_above(rows[end], self._bottom - y):
                        self.told.add(_BROKEN)  # LibreOffice draws no line that begins below
                    return end + 1, split
                # taller than a page: what fits is seen
                split = self._split(rows, at, end, y, force=True)
                end += split.parts is None
            if end <= table.heads and not fresh:
                end = at
        return end, split

    @staticmethod
    def _may_split(rows: list[SetRow], at: int) -> bool:
        """Whether a row of a table may go over to the next page."""
        return may_split(rows[at], line_under(rows[at], rows[-1]))

    def _split(
        self, rows: list[SetRow], at: int, end: int, y: int, *, force: bool = False
    ) -> SplitRow:
        """A row in two, if it can be parted; told where LibreOffice may part it otherwise."""
        here, row = rows[at:end], rows[end]
        merged = ending(here, len(here))
        cells = [
            (made, taken(here, first, here[first].course.boxes[place]))
            for (first, place), made in merged.items()
        ]
        alone = end == 0 or keeps(rows[end - 1])
        room = self._left() - y

        def parted(line: int) -> SplitRow:
            return split_row(row, room, line, alone=alone, force=force, ending=cells)

        line = line_under(row, rows[-1])
        split = parted(line)
        # where the table was parted before, LibreOffice no longer counts its last border
        twice = line == row.below or split.parts == parted(row.below).parts
        # of a row that is to stay whole LibreOffice may lose lines
        lost = row.tall and bool(self._dealt.starts)
        if force or lost or not (split.sure and twice):
            self.told.add(_BROKEN)
        return split

    def _cut(
        self, rows: list[SetRow], here: list[SetRow], end: int, split: SplitRow
    ) -> list[SetRow]:
        """The rows of this page; their merged cells go on in the rows from `end`."""
        parted = split.parts is not None
        merged = ending(here[:-1], len(here) - 1) if parted else {}
        known = dict(zip(merged, split.ending, strict=True)) if parted else {}
        here, rows[end], sure = cut(here, rows[end], known, parted=parted)
        heights(rows, end)
        if not sure:
            self.told.add(_SPAN)
        return here

    def _whole_rows(self, rows: list[SetRow], at: int) -> tuple[int, int]:
        """The first row from `at` on that does not fit as a whole, and where it would begin."""
        y = self._y
        notes: list[tuple[Flow, ...]] = []
        while at < len(rows):
            notes += notes_of_row(rows[at])
            if y + rows[at].height + rows[at].below > self._left(notes):
                break
            y += rows[at].height
            at += 1
        return at, y

    def _fresh(self, table: SetGrid) -> bool:
        """Nothing but repeated heads on the page."""
        heads = sum(row.height for row in table.rows[: table.heads])
        if self._empty or not self._page.blocks:
            return self._empty
        repeated = all(placed.repeated for placed in self._page.blocks)
        return repeated and self._y <= self._top + heads

    def _row(
        self,
        table: SetGrid,
        rows: Sequence[SetRow],
        at: int,
        *,
        last: bool,
        repeated: bool = False,
    ) -> None:
        """Place a row of those that stand on this page."""
        row = rows[at]
        placed = place_row(rows, at, self.tables - 1, last=last)
        x = self._part.sheet.left + table.left
        self._page.add(placed, x, self._y, repeated=repeated)
        if not repeated and not row.rest:
            self._foot = self._foot.with_all(notes_of_row(row), self._room)
        self._y += row.height
        self._empty = False

    def _continue(self, table: SetGrid, *, repeat: bool = True) -> None:
        """Go to the next page, with the table's head."""
        self._turn()
        if repeat:
            heads = repeated_heads(table)
            if any(a.height != b.height for a, b in zip(heads, table.rows, strict=False)):
                self.told.add(_HEAD)
            for at in range(len(heads)):
                self._row(table, heads, at, last=False, repeated=True)

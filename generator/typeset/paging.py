"""A manuscript set on pages, as LibreOffice's Writer does it for a document of Word.

Widows and orphans (two lines), paragraphs kept together or with the next, rows that may
not break, heads of tables repeated; space above the first paragraph of a page is dropped,
but not on the first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.manuscript import Passage
from generator.typeset.margins import Margins
from generator.typeset.pages import PlacedBlock, PrintedDocument, PrintedPage, Unknown
from generator.typeset.placing import block_of, nothing, place_row
from generator.typeset.splitting import fitting_lines, split_row
from generator.typeset.stacking import TOP, Above, above_of, gap, rest_height, set_passage
from generator.typeset.tabling import set_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.manuscript import Flow, Grid, Manuscript, Part
    from generator.typeset.stacking import SetPassage
    from generator.typeset.tabling import SetGrid, SetRow

MAX_PAGES = 20_000


def set_pages(manuscript: Manuscript) -> PrintedDocument:
    """The pages of a manuscript."""
    pages: list[PrintedPage] = []
    number = tables = 0
    broken = False
    for section, part in enumerate(manuscript.parts):
        pager = _Pager(part, section, pages, number, tables)
        number = pager.run()
        tables = pager.tables
        broken = broken or pager.broken
    margins = Margins(len(pages))
    done = [
        margins.furnish(page, manuscript.parts[page.section], first=_first(pages, place))
        for place, page in enumerate(pages)
    ]
    unknown = manuscript.unknown
    if broken:
        unknown = (*unknown, Unknown("table", "broken row"))
    return PrintedDocument(tuple(done), unknown)


def _first(pages: Sequence[PrintedPage], place: int) -> bool:
    """Whether a page is the first of its section."""
    return place == 0 or pages[place - 1].section != pages[place].section


class _Pager:
    """Sets one section."""

    def __init__(
        self, part: Part, section: int, pages: list[PrintedPage], number: int, tables: int
    ) -> None:
        sheet = part.sheet
        self._part, self._section, self._pages = part, section, pages
        self._room = sheet.room
        self._top, self._bottom = Margins.body(part)
        self._number = number if part.first_number is None else part.first_number - 1
        self.tables = tables
        self._chained = False
        """What stands above stays with this; where the chain begins is decided already."""
        self.broken = False
        """A row goes over from one page to the next: its halves may differ by a line."""
        self._page = nothing()
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
            each = flow[at]
            if isinstance(each, Passage):
                self._passage(flow, at, each)
            else:
                self._grid(flow, at, each)
            at += 1
        self._turn()
        return self._number

    def _turn(self, *, asked: bool = False) -> None:
        """End the page; `asked`: the document says so."""
        self._number += 1
        sheet = self._part.sheet
        self._pages.append(
            PrintedPage(
                sheet.width,
                sheet.height,
                self._section,
                str(self._number),
                tuple(self._page.blocks),
                tuple(self._page.strokes),
                tuple(self._page.fills),
                (sheet.left, self._top, sheet.right, sheet.height - self._bottom),
            )
        )
        self._page = nothing()
        self._y, self._above, self._empty, self._turned = self._top, TOP, True, not asked

    # -- paragraphs

    def _passage(self, flow: Sequence[Flow], at: int, passage: Passage) -> None:
        item = set_passage(passage, self._room)
        measure = passage.measure
        if measure.break_before and not self._empty:
            self._turn(asked=True)
        space = self._space(passage)
        if (
            measure.keep_next
            and not self._chained
            and not self._empty
            and not self._chain_fits(flow, at, self._y + space)
        ):
            self._turn()
            space = self._space(passage)
        start = 0
        while True:
            count = fitting_lines(item, start, self._bottom - self._y - space)
            if count == 0 and not self._empty:
                self._turn()
                space = self._space(passage) if start == 0 else 0
                continue
            end = start + max(count, 1)
            self._y += space
            self._place(item, start, end)
            if end == len(item.lines):
                break
            start = end
            self._turn()
            space = 0
        self._above = above_of(passage, item.extra)
        self._chained = measure.keep_next

    def _space(self, passage: Passage) -> int:
        """Above a paragraph here."""
        if self._empty and self._turned:
            return 0
        return gap(self._above, passage.measure, passage.style)

    def _place(self, item: SetPassage, start: int, end: int) -> None:
        block = block_of(item, start, end)
        self._page.blocks.append(PlacedBlock(self._part.sheet.left, self._y, block))
        self._y += rest_height(item, start, end)
        self._empty = False
        if item.lines[end - 1].page_break and end < len(item.lines):
            self._turn(asked=True)

    def _chain_fits(self, flow: Sequence[Flow], at: int, y: int) -> bool:
        """Whether a paragraph and what it is to stay with fit under `y`."""
        above = TOP
        while at < len(flow):
            each = flow[at]
            if not isinstance(each, Passage):
                table = set_grid(each, self._room)
                return y + above.after + above.extra + _least_of(table) <= self._bottom
            item = set_passage(each, self._room)
            if above is not TOP:
                y += gap(above, each.measure, each.style)
            if not each.measure.keep_next:
                return bool(fitting_lines(item, 0, self._bottom - y))
            y += item.height
            if y > self._bottom:
                return False
            above = above_of(each, item.extra)
            at += 1
        return True

    # -- tables

    def _grid(self, flow: Sequence[Flow], at: int, grid: Grid) -> None:
        self.tables += 1
        table = set_grid(grid, self._room)
        heads = sum(row.height for row in table.rows[: table.heads])
        if heads * 2 > self._bottom - self._top:
            table = table._replace(heads=0)  # no room for the rows would be left
            self.broken = True
        del flow, at
        self._y += self._above.after + self._above.extra
        self._above = TOP
        self._chained = False
        rows = table.rows
        if not self._empty and self._y + _least_of(table) > self._bottom and not _breaks(table):
            self._turn()
        number = 0
        pending: SetRow | None = None
        while number < len(rows):
            row = rows[number] if pending is None else pending
            if self._y + row.height + row.below <= self._bottom and (
                pending is not None or self._kept_fit(table, number)
            ):
                self._row(table, row, last=self._last(table, number))
                pending = None
                number += 1
                continue
            parts = None
            if not row.course.whole and not row.course.head:
                parts = split_row(row, self._bottom - self._y)
            if parts is not None:
                self._broken(table, parts[0])
                pending = parts[1]
            elif self._fresh(table):
                # taller than a page: what fits is seen
                parts = split_row(row, self._bottom - self._y, force=True)
                if parts is None:
                    self._row(table, row, last=True)
                    pending = None
                    number += 1
                else:
                    self._broken(table, parts[0])
                    pending = parts[1]
            else:
                self._continue(table, repeat=number >= table.heads)
        if rows:
            self._y += rows[-1].below

    def _broken(self, table: SetGrid, upper: SetRow) -> None:
        """The part of a row that fits, and the next page."""
        self.broken = True
        self._row(table, upper, last=True)
        self._continue(table)

    def _last(self, table: SetGrid, number: int) -> bool:
        rows = table.rows
        if number + 1 == len(rows):
            return True
        y, following = self._y + rows[number].height, rows[number + 1]
        if y + following.height + following.below > self._bottom:
            return True
        return not self._rows_fit(table, number + 1, y)

    def _kept_fit(self, table: SetGrid, number: int) -> bool:
        """Whether a row that stays with the next may stand here."""
        return self._fresh(table) or self._rows_fit(table, number, self._y)

    def _rows_fit(self, table: SetGrid, number: int, y: int) -> bool:
        """Whether a row and those it stays with fit from a height on."""
        rows = table.rows
        while number < len(rows):
            y += rows[number].height
            if y > self._bottom:
                return not rows[number].course.whole and y - rows[number].height < self._bottom
            if not _keeps(rows[number]):
                return True
            number += 1
        return True

    def _fresh(self, table: SetGrid) -> bool:
        """Nothing but repeated heads on the page."""
        heads = sum(row.height for row in table.rows[: table.heads])
        if self._empty or not self._page.blocks:
            return self._empty
        repeated = all(placed.repeated for placed in self._page.blocks)
        return repeated and self._y <= self._top + heads

    def _row(self, table: SetGrid, row: SetRow, *, last: bool, repeated: bool = False) -> None:
        placed = place_row(table, row, self.tables - 1, last=last)
        x = self._part.sheet.left + table.left
        self._page.add(placed, x, self._y, repeated=repeated)
        self._y += row.height
        self._empty = False

    def _continue(self, table: SetGrid, *, repeat: bool = True) -> None:
        """Go to the next page, with the table's head."""
        self._turn()
        if repeat:
            for row in table.rows[: table.heads]:
                self._row(table, row, last=False, repeated=True)


def _keeps(row: SetRow) -> bool:
    """Whether a row stays with the next: its first paragraph says so."""
    if not row.course.boxes or not row.course.boxes[0].content:
        return False
    first = row.course.boxes[0].content[0]
    return isinstance(first, Passage) and first.measure.keep_next


def _breaks(table: SetGrid) -> bool:
    """Whether its first rows may break across pages."""
    row = table.rows[table.heads] if len(table.rows) > table.heads else None
    return row is not None and not row.course.whole


def _least_of(table: SetGrid) -> int:
    """What must stand of a table where it begins: its head and the first row."""
    height = 0
    for number, row in enumerate(table.rows):
        height += row.height
        if number >= table.heads and not _keeps(row):
            break
    return height

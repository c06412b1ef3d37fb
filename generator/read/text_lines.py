"""Lines of plain text and of Markdown, with the faults that extraction leaves in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Place
from generator.locale import _
from generator.read.lines import Line, LinePiece, TableSpot, most
from generator.text.normal import Changes, clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_MARKED = re.compile(r"^\s{0,3}#{1,6}\s+\S|\*\*\S|^\s*\|.*\|\s*$", re.MULTILINE)
_STARS = re.compile(r"\\(?P<literal>[\\*_#\-+.()\[\]{}])|(?P<stars>\*{1,3}|_{2,3})")
_TABLE = re.compile(r"^\s*\|(.*)\|\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$")
_GAP = re.compile(r"\s{4,}|\t+\s*")
_COLUMNS = re.compile(r"\S {3,}\S")
LONG = 160
"""A source with lines longer than so many characters knows paragraphs."""
PRINTED = 105
"""No printed line of a page is longer; some paragraph of every plan is."""


def lines_of_text(text: str, file: str, changes: Changes | None = None) -> list[Line]:
    """The lines of a text; of Markdown where it has its marks. Never fails."""
    changes = changes if changes is not None else Changes()
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    changes.encodings.hear(rows)
    marked = _MARKED.search(text) is not None
    hard = not marked and _is_wrapped(rows)
    return list(_Lines(file, changes, marked=marked, hard=hard).read(rows))


def _is_wrapped(rows: list[str]) -> bool:
    """Whether the lines of a text are printed lines: few are long, many are of one length."""
    prose = [row.strip() for row in rows if row.strip() and not _COLUMNS.search(row.strip())]
    lengths = sorted(len(row) for row in prose)
    if not lengths:
        return False
    top = lengths[int(len(lengths) * 0.93)]  # extraction joins a line or two at their hyphen
    if 50 <= top <= PRINTED and lengths[-1] <= 2.2 * PRINTED:
        return True
    if lengths[-1] > LONG:
        return False
    top = lengths[-1]
    full = sum(length > 0.75 * top for length in lengths)
    return top >= 50 and full >= 0.25 * len(lengths)


class _Lines:
    """Reads rows one by one; blank rows are counted, tables numbered."""

    def __init__(self, file: str, changes: Changes, *, marked: bool, hard: bool) -> None:
        self.file = file
        self.changes = changes
        self.marked = marked
        self.hard = hard
        self.blank = 0
        self.page_break = False
        self.table = -1
        self.row = -1
        self.in_table = False

    def read(self, rows: list[str]) -> Iterator[Line]:
        for number, row in enumerate(rows, 1):
            if row.startswith("\f"):
                self.page_break = True
            if not row.strip():
                self.blank += 1
                self.in_table = False
                continue
            yield from self._row(row, Place(self.file, _("dòng {so}").format(so=number), row))

    def _row(self, row: str, place: Place) -> Iterator[Line]:
        if self.marked and (found := _TABLE.match(row)):
            yield from self._cells(row, found[1], place)
            return
        self.in_table = False
        level = None
        text = row
        if self.marked and (heading := _HEADING.match(row)):
            level, text = len(heading[1]) - 1, heading[2]
        side = [part for part in _GAP.split(text.strip()) if part]
        if len(side) == 2 and self._side_by_side(side):
            for part in side:
                yield self._line(part, part, place, level, row.rfind(part))
            return
        indent = len(row) - len(row.lstrip())
        yield self._line(text, row, place, level, indent)

    @staticmethod
    def _side_by_side(parts: list[str]) -> bool:
        """Two columns printed on one line, as in the header: not a blank to be filled in."""
        return all(len(p) > 3 for p in parts) and not parts[1].startswith(("/", "tháng", "năm"))

    def _line(self, text: str, raw: str, place: Place, level: int | None, indent: int) -> Line:
        pieces = self._pieces(text)
        bold = level is not None or most(pieces, "bold")
        line = Line(
            text="".join(p.text for p in pieces),
            raw=raw,
            place=place,
            runs=pieces,
            bold=bold,
            italic=most(pieces, "italic"),
            level=level,
            x=2.0 * indent,
            blank_before=self.blank,
            page_break=self.page_break,
            hard=self.hard,
        )
        self.blank, self.page_break = 0, False
        return line

    def _pieces(self, text: str) -> tuple[LinePiece, ...]:
        text = squeeze(clean(text, self.changes))
        if not self.marked or not _STARS.search(text):
            return (LinePiece(text),)
        pieces = []
        bold = italic = False
        done = 0
        for found in _STARS.finditer(text):
            if found.start() > done:
                pieces.append(LinePiece(text[done : found.start()], bold, italic))
            done = found.end()
            if found["literal"]:
                pieces.append(LinePiece(found["literal"], bold, italic))
                continue
            count = len(found["stars"])
            if count == 1 and (found.start() == 0 and text[1:2] == " "):
                pieces.append(LinePiece("*", bold, italic))  # a bullet
                continue
            bold ^= count >= 2
            italic ^= count != 2
        if done < len(text):
            pieces.append(LinePiece(text[done:], bold, italic))
        return _merged(pieces)

    def _cells(self, row: str, inner: str, place: Place) -> Iterator[Line]:
        if _TABLE_RULE.match(row):
            return
        if not self.in_table:
            self.in_table = True
            self.table += 1
            self.row = -1
        self.row += 1
        for col, cell in enumerate(re.split(r"(?<!\\)\|", inner)):
            pieces = self._pieces(cell.strip().replace("<br>", " "))
            yield Line(
                text="".join(p.text for p in pieces),
                raw=cell,
                place=place,
                runs=pieces,
                bold=most(pieces, "bold"),
                italic=most(pieces, "italic"),
                cell=TableSpot(self.table, self.row, col),
                blank_before=self.blank,
            )
            self.blank = 0


def _merged(pieces: list[LinePiece]) -> tuple[LinePiece, ...]:
    """Neighbours of one emphasis as one piece; empty ones go."""
    out: list[LinePiece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if out and out[-1][1:] == piece[1:]:
            out[-1] = out[-1]._replace(text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return tuple(out)

"""A line of any source: what the classifier sees of a .docx, a PDF or a plain text.

A `Line` is a paragraph where the source knows paragraphs (.docx), and otherwise what
is printed on one line until `rejoin` has put the lines of a paragraph together again.
Its `text` is clean (NFC, single spaces, no private characters); `raw` is what the
source says, so that nothing is lost without being seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from generator.diagnostics import Place  # noqa: TC001 - msgspec reads annotations

if TYPE_CHECKING:
    from collections.abc import Iterable

Align = Literal["left", "center", "right", "both", ""]
""" "" where the source does not say."""
Part = Literal["than", "dau", "chan", "chu_thich", "nhan_xet"]
"""Body, page header, page footer, footnote or endnote, comment."""


class LinePiece(NamedTuple):
    """Text of one emphasis inside a line."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None
    """Points; None where the source does not say."""
    doubt: bool = False
    """Recognised in a picture, and not surely so."""
    notes: str = ""
    """Signs (`ooxml.note_signs`) of the footnotes marked here: a piece of its own, without text."""


class TableSpot(NamedTuple):
    """Where in a table a line stands; all counted from 0."""

    table: int
    """Number of the table in the source; each nested table has its own."""
    row: int
    col: int
    rows: int = 1
    cols: int = 1
    """How many rows and columns the cell covers."""


class Line(Struct, frozen=True, kw_only=True):
    """A line or paragraph, with what is known of its looks; unknown is None or ""."""

    text: str
    """Clean text without the automatic label."""
    place: Place
    raw: str = ""
    """As the source has it, for the account of what became of every character."""
    runs: tuple[LinePiece, ...] = ()
    """The clean text in pieces of one emphasis; together they are `text`."""
    align: Align = ""
    indent_mm: float | None = None
    """Left indent of the lines after the first."""
    first_mm: float | None = None
    """Indent of the first line beyond `indent_mm`; negative for a hanging one."""
    size: float | None = None
    """Points, of most of the letters."""
    bold: bool = False
    """Most of the letters are bold."""
    italic: bool = False
    label: str = ""
    """The automatic number as Word prints it, "1." or "-"; never part of `text`."""
    level: int | None = None
    """Level of the automatic number, or of a Markdown heading, from 0."""
    cell: TableSpot | None = None
    box: bool = False
    """In a text box or a frame."""
    part: Part = "than"
    page: int | None = None
    """From 1."""
    x: float | None = None
    right: float | None = None
    y: float | None = None
    """Left and right edge and top on the page, mm."""
    blank_before: int = 0
    """Empty lines or paragraphs before this one."""
    page_break: bool = False
    """A new page begins with this line."""
    recognised: bool = False
    """Its letters were recognised in a picture."""
    note: str = ""
    """Of a line of a footnote: its sign; "" where nothing marks it."""
    hard: bool = False
    """One printed line of a source that does not know paragraphs (PDF, wrapped text)."""
    para: Any = None
    """What the source calls this line (`word.walk.Para`); None for text and PDF."""

    @property
    def caps(self) -> bool:
        """Written in capitals."""
        return is_caps(self.text)

    @property
    def full(self) -> str:
        """Label and text, as a reader reads them."""
        return f"{self.label} {self.text}" if self.label else self.text


def is_caps(text: str) -> bool:
    """Tell whether a text with letters is in capitals; a few small ones are forgiven."""
    letters = "".join(filter(str.isalpha, text))
    if len(letters) < 2:
        return False
    small = sum(map(str.islower, letters))
    return small == 0 or small * 12 <= len(letters)


def most(pieces: Iterable[LinePiece], what: Literal["bold", "italic"]) -> bool:
    """Tell whether most of the letters of a line have an emphasis."""
    yes = no = 0
    for piece in pieces:
        count = sum(not c.isspace() for c in piece.text)
        if getattr(piece, what):
            yes += count
        else:
            no += count
    return yes > no

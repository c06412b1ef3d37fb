"""The printed page as values: pages → blocks → lines → runs, each with its place.

All places and lengths are twips (1/1440 inch, 1/20 point), from the upper left corner.
A block (a paragraph, or the part of it that stands on one page) carries its lines from
its own corner, so that the same block may stand elsewhere, or be kept from one setting
to the next; `PrintedPage.lines` and `.strokes` give places on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

RoleKind = Literal["paragraph", "heading", "header", "footer", "note"]
"""What a block is to a reader; "header" and "footer" are no part of the text (artifacts)."""

UnknownKind = Literal[
    "anchored",
    "borders",
    "break",
    "characters",
    "columns",
    "compatibility",
    "direction",
    "drawing",
    "embedded",
    "field",
    "font",
    "frame",
    "list",
    "math",
    "note",
    "revision",
    "section",
    "spacing",
    "table",
    "text_effect",
]


class Typeface(NamedTuple):
    """A face by the name the document gives it."""

    family: str
    """As the document says, "Times New Roman"; `metrics.family_of` names the one measured."""
    bold: bool
    italic: bool


class PrintedRun(NamedTuple):
    """Characters of one look that stand side by side on a line."""

    text: str
    """As the document has it; `metrics.glyphs` parts it into what is drawn as one glyph."""
    x: float
    """Left edge, from the left edge of the block."""
    width: float
    """With `space` for each blank."""
    face: Typeface
    size: float
    """Points."""
    space: float = 0.0
    """Added to the width of each blank (U+0020, U+00A0) by justification."""
    letter: float = 0.0
    """Added after each character (character spacing)."""
    raised: float = 0.0
    """How far the baseline is above that of the line; negative below."""
    colour: str = ""
    """RRGGBB; "" for black."""
    background: str = ""
    """RRGGBB; "" for none."""
    underline: str = ""
    """Kind, such as "single"; "" for none."""
    strike: bool = False
    link: str = ""
    """Target: an address, or "#name" of a bookmark."""
    kerning: bool = False
    """Pairs of letters set by the kerning of the font."""


class PrintedLine(NamedTuple):
    """A line of text."""

    baseline: float
    """From the top of the block; on a page, from its top."""
    top: float
    height: float
    runs: tuple[PrintedRun, ...]
    broken: bool = False
    """Ends with a hyphen or in the middle of a word, so that the next goes on without a blank."""

    @property
    def text(self) -> str:
        """What is read on it."""
        return "".join([run.text for run in self.runs])

    @property
    def left(self) -> float:
        """Of its first run; 0 when it is empty."""
        return self.runs[0].x if self.runs else 0.0


class PrintedStroke(NamedTuple):
    """A straight line: a border, a rule; horizontal or vertical."""

    x: float
    y: float
    """Of its middle, at its left or upper end."""
    width: float
    """0 for a vertical one."""
    height: float
    """0 for a horizontal one."""
    thickness: float
    kind: str = "single"
    """"single", "double", "dotted", "dashed" …, as the document says."""
    colour: str = ""


class Edge(NamedTuple):
    """A border."""

    kind: str
    """"" or "none": no line, but it may say so against a weaker border."""
    thickness: int
    space: int = 0
    colour: str = ""

    @property
    def shown(self) -> bool:
        """Whether there is a line."""
        return self.kind not in {"", "none", "nil"}


NO_EDGE = Edge("", 0)
DASHES: dict[str, tuple[float, ...]] = {
    "dotted": (0.5, 1),
    "dashed": (8, 2.5),
    "dotDash": (8, 2.5, 2.5, 2.5),
    "dotDotDash": (8, 2.5, 2.5, 2.5, 2.5, 2.5),
}
"""Borders of single lines with gaps: points drawn and left open, in turn, as LibreOffice does.

They take as much room as a line without gaps (svtools: GetDashing).
"""


class CellRule(NamedTuple):
    """The borders of a cell, from the left end of its table and the upper border of its row."""

    edges: tuple[Edge, Edge, Edge, Edge]
    """Top, right, bottom, left."""
    x: int
    width: int
    height: int
    under: bool
    """No other row draws the border under it."""

    def strokes(self, x: float, y: float) -> Iterator[PrintedStroke]:
        """Where the row begins at (x, y)."""
        top, right, bottom, left = self.edges
        x += self.x
        if top.shown:
            thick = top.thickness
            yield PrintedStroke(x, y + thick / 2, self.width, 0, thick, top.kind, top.colour)
        for edge, at in ((left, x), (right, x + self.width)):
            if edge.shown:
                yield PrintedStroke(at, y, 0, self.height, edge.thickness, edge.kind, edge.colour)
        if bottom.shown and self.under:
            thick = bottom.thickness
            foot = y + self.height + thick / 2
            yield PrintedStroke(x, foot, self.width, 0, thick, bottom.kind, bottom.colour)


class RowRule(NamedTuple):
    """The borders of a row that stands at (x, y)."""

    x: float
    y: float
    cells: tuple[CellRule, ...]


class PrintedFill(NamedTuple):
    """A coloured ground."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class PrintedImage(NamedTuple):
    """A picture that stands in a line like a character."""

    x: float
    y: float
    """Of its upper left corner."""
    width: float
    height: float
    member: str
    """Of the package, "word/media/image1.png"."""
    data: bytes
    """PNG or JPEG."""
    described: str = ""
    """What stands instead of it for who cannot see it."""


class PrintedMark(NamedTuple):
    """A bookmark: a named place."""

    name: str
    x: float
    y: float
    """The top of its line."""


class CellPlace(NamedTuple):
    """Where in a table a block stands; counted from 0."""

    table: int
    """Which table of the document, in order."""
    row: int
    column: int
    row_span: int
    column_span: int
    head: bool
    """In a row that repeats on each page."""
    outer: CellPlace | None = None


class Role(NamedTuple):
    """What a block is, for a tagged document and for who only hears it."""

    kind: RoleKind
    level: int = 0
    """Of a heading, from 1."""
    cell: CellPlace | None = None
    label: str = ""
    """The automatic number; its text is part of the first line."""


class PrintedBlock(NamedTuple):
    """A paragraph, or the part of it that stands on one page. Places are from its corner.

    A part that is not `first` goes on where, in reading order, the last one of the same cell
    that is not `last` ended.
    """

    node: str
    """Id or bookmark of the plan node it prints; "" where the document names none."""
    role: Role
    style: str
    """Id of the paragraph style."""
    lines: tuple[PrintedLine, ...]
    marks: tuple[PrintedMark, ...] = ()
    strokes: tuple[PrintedStroke, ...] = ()
    images: tuple[PrintedImage, ...] = ()
    first: bool = True
    """It begins here."""
    last: bool = True
    """It ends here."""
    fills: tuple[PrintedFill, ...] = ()

    @property
    def text(self) -> str:
        """Its lines, parted by blanks."""
        return " ".join([line.text for line in self.lines])


class PlacedBlock(NamedTuple):
    """A block on a page."""

    x: float
    y: float
    block: PrintedBlock
    repeated: bool = False
    """A table's head once more, or a page's header: no part of the text."""


class PrintedPage(NamedTuple):
    """One side of paper."""

    width: float
    height: float
    section: int
    """From 0."""
    label: str
    """The number a PAGE field prints on it."""
    blocks: tuple[PlacedBlock, ...]
    """In reading order, the header first."""
    ruled: tuple[RowRule, ...] = ()
    """Borders of its tables, row by row."""
    fills: tuple[PrintedFill, ...] = ()
    """Grounds of cells, on the page."""
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right, bottom of the text."""
    frame: tuple[PrintedStroke, ...] = ()
    """Borders of the page."""

    def lines(self) -> Iterator[tuple[PlacedBlock, PrintedLine]]:
        """Each line with its block, placed on the page."""
        for placed in self.blocks:
            for line in placed.block.lines:
                runs = tuple([run._replace(x=run.x + placed.x) for run in line.runs])
                top, baseline = placed.y + line.top, placed.y + line.baseline
                yield placed, line._replace(top=top, baseline=baseline, runs=runs)

    def strokes(self) -> Iterator[PrintedStroke]:
        """Rules and borders, on the page."""
        yield from self.block_strokes()
        yield from self.table_strokes()

    def table_strokes(self) -> Iterator[PrintedStroke]:
        """Borders of its tables, on the page."""
        for x, y, cells in self.ruled:
            for cell in cells:
                yield from cell.strokes(x, y)

    def block_strokes(self) -> Iterator[PrintedStroke]:
        """Rules and borders of its paragraphs, and of the page."""
        yield from self.frame
        for x, y, block, _repeated in self.blocks:
            for stroke in block.strokes:
                yield stroke._replace(x=stroke.x + x, y=stroke.y + y)

    def marks(self) -> Iterator[PrintedMark]:
        """Bookmarks, on the page; not those of repeated heads."""
        for x, y, block, repeated in self.blocks:
            if not repeated:
                for mark in block.marks:
                    yield mark._replace(x=mark.x + x, y=mark.y + y)


class Unknown(NamedTuple):
    """Something in the document whose place on paper is not known here."""

    kind: UnknownKind
    detail: str
    """What exactly, as the document names it: "HYPERLINK", "Cambria", "U+1F600"."""
    near: str = ""
    """How the paragraph begins; "" where it concerns the whole."""


class PrintedDocument(NamedTuple):
    """A document on paper."""

    pages: tuple[PrintedPage, ...]
    unknown: tuple[Unknown, ...]
    """Empty: every line stands where the office program puts it."""

    @property
    def known(self) -> bool:
        """Whether nothing on it had to be guessed."""
        return not self.unknown

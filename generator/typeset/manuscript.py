"""What is to be set: paragraphs and tables with all their measures, as values.

Lengths are twips, sizes of letters points. A manuscript says nothing of lines and pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.typeset.pages import NO_EDGE

if TYPE_CHECKING:
    from generator.typeset.hung_lines import HungLine
    from generator.typeset.metrics import Heights, Scale
    from generator.typeset.pages import Edge, Typeface, Unknown
    from generator.typeset.pictures import Picture

Alignment = Literal["left", "center", "right", "both"]


class LetterLook(NamedTuple):
    """How letters look, and the scale that measures them."""

    face: Typeface
    size: float
    """Points, as they are drawn."""
    scale: Scale
    colour: str = ""
    background: str = ""
    underline: str = ""
    strike: bool = False
    letter: int = 0
    """Added after each character but the last of its stretch."""
    raised: int = 0
    among: Heights | None = None
    """Of the letters it is raised or lowered from: they size its line."""
    kerning: bool = False
    slant: int = 0
    """What LibreOffice takes off the line where a slanted letter ends it."""
    picture: Picture | None = None
    """Stands instead of letters."""


class SetPiece(NamedTuple):
    r"""Text of one look. A tab is \t, a line break \n, a page break \f."""

    text: str
    look: LetterLook
    apart: bool = False
    """Measured for itself, though what follows looks the same."""


class Stop(NamedTuple):
    """A tab stop, from the left edge of the text area."""

    place: int
    kind: str
    leader: str
    automatic: bool = False
    """Of the default distance, not of the paragraph."""


class Measure(NamedTuple):
    """The measures of a paragraph."""

    align: Alignment = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    """Indent of the first line against the others; negative when it hangs."""
    before: int = 0
    after: int = 0
    line: int = 240
    """240ths of a single line, or twips when `rule` is not "auto"."""
    rule: str = "auto"
    keep_next: bool = False
    keep_lines: bool = False
    widow: bool = True
    break_before: bool = False
    contextual: bool = False
    top: Edge = NO_EDGE
    bottom: Edge = NO_EDGE
    left_edge: Edge = NO_EDGE
    right_edge: Edge = NO_EDGE
    stops: tuple[Stop, ...] = ()
    default_stop: int = 720
    shade: str = ""
    expand_breaks: bool = True
    """A justified line that ends with a line break is stretched, too."""
    old: bool = False
    """Laid out as before Word 2013."""

    @property
    def bordered(self) -> bool:
        """Whether it asks for borders; whether they are lines is another question."""
        return not (self.top is self.bottom is self.left_edge is self.right_edge is NO_EDGE)


@dataclass(slots=True, eq=False)
class Passage:
    """A paragraph. `kept` is the typesetter's: lines set before, by the room they had."""

    measure: Measure
    pieces: tuple[SetPiece, ...]
    mark: LetterLook
    """Look of its end: it sizes an empty paragraph."""
    font: LetterLook
    """In a cell, and where it says only blanks, the look its style gives to letters.

    It sizes the space under the last line of a cell, and a last line of nothing but blanks.
    """
    style: str = ""
    node: str = ""
    bookmarks: tuple[tuple[str, int], ...] = ()
    """(name, offset in the text)."""
    level: int = 0
    """Of a heading, from 1; 0 for text."""
    label: str = ""
    notes: tuple[tuple[int, tuple[Flow, ...]], ...] = ()
    """(offset in the text of its number, what it says) of each footnote marked here."""
    links: tuple[tuple[int, int, str], ...] = ()
    """(begin, end, target) in the text: an address, or "#name" of a bookmark."""
    drawn: tuple[HungLine, ...] = ()
    """Straight lines that hang on it."""
    parts: tuple[Passage, ...] = ()
    """What page breaks make of it: paragraphs of their own; none where there is no break."""
    breaks: bool = False
    """A page break ends it: what follows begins a page."""
    kept: dict[Any, Any] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class TableBox:
    """A cell of a table on its grid."""

    content: tuple[Flow, ...]
    column: int
    column_span: int
    row_span: int
    left: int
    """Of its left edge from that of the table."""
    width: int
    """Of the cell, borders and padding included."""
    padding: tuple[int, int, int, int]
    """Top, right, bottom, left."""
    edges: tuple[Edge, Edge, Edge, Edge]
    """Top, right, bottom, left."""
    vertical: str = "top"
    shade: str = ""
    begun: tuple[int, int] | None = None
    """Row and row span of the cell that goes on here from the page before."""


@dataclass(slots=True, eq=False)
class Course:
    """A row of a table."""

    boxes: tuple[TableBox, ...]
    height: int = 0
    rule: str = "auto"
    """"auto" (none), "atLeast" or "exact"."""
    whole: bool = False
    """It may not break across pages."""
    head: bool = False
    """It repeats on each page."""
    upper: int = 0
    """The greatest border and distance above the text of one of its cells together."""
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def owns(self) -> bool:
        """Whether a cell is its own: it neither goes on in rows below nor begins above."""
        return any(box.row_span == 1 for box in self.boxes)


@dataclass(slots=True, eq=False)
class TableGrid:
    """A table."""

    width: int
    courses: tuple[Course, ...]
    indent: int
    """Of its left edge from that of the text."""
    align: str = "left"
    style: str = ""
    parts: tuple[int, ...] = ()
    """Edges of its columns in ten thousandths of its width, from the left."""
    share: int = 0
    """Of the text, in 5000ths, where its width is told so; `width` is what its columns ask for."""
    outside: bool = False
    """Its border stands to the left of its place, not half of it on each side."""
    break_before: bool = False
    """It begins a page."""
    kept: dict[Any, Any] = field(default_factory=dict)


Flow = Passage | TableGrid
"""What stands under one another in a text area."""


class PageSheet(NamedTuple):
    """Size and margins of the pages of a section."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int

    @property
    def room(self) -> int:
        """Width of the text."""
        return self.width - self.left - self.right


class PageFrame(NamedTuple):
    """Borders of the pages of a section."""

    top: Edge
    right: Edge
    bottom: Edge
    left: Edge
    from_page: bool
    """Their distance is that from the edge of the paper, not from the text."""


@dataclass(slots=True, eq=False)
class MarginTexts:
    """What stands in the margins: headers and footers by kind of page."""

    default: tuple[Flow, ...] = ()
    first: tuple[Flow, ...] | None = None
    """None: the first page is as the others."""
    even: tuple[Flow, ...] | None = None


@dataclass(slots=True, eq=False)
class SectionPart:
    """A section: text on pages of one kind."""

    flow: tuple[Flow, ...]
    sheet: PageSheet
    header: MarginTexts
    footer: MarginTexts
    start: str = "nextPage"
    """How it begins: "nextPage", "continuous", "oddPage", "evenPage"."""
    first_number: int | None = None
    number_format: str = "decimal"
    vertical: str = "top"
    frame: PageFrame | None = None


@dataclass(slots=True, eq=False)
class Manuscript:
    """A document to be set."""

    parts: tuple[SectionPart, ...]
    unknown: tuple[Unknown, ...]

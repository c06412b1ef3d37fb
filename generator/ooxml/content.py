"""What `read_word` gives: paragraphs, runs, sections and drawn rules, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Place
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.ooxml.elements import Element
    from generator.ooxml.formats import ParaFormat, RunFormat

PartKind = Literal["body", "header", "footer", "footnote", "endnote", "comment"]
RunKind = Literal["text", "field", "math"]


class WordRun(NamedTuple):
    r"""Text of one look. Tab is \t, line break \n, page break \f, column break \v."""

    text: str
    fmt: RunFormat
    element: Element
    """The w:r (for math the m:oMath)."""
    kind: RunKind
    instruction: str = ""
    """Of the field whose result it is."""


class WordField(NamedTuple):
    """A field: its name in capitals ("PAGE", "REF", "TOC") and its whole instruction."""

    name: str
    instruction: str


class ReferenceMark(NamedTuple):
    """A reference to a note or comment at an offset of the paragraph's text."""

    kind: Literal["footnote", "endnote", "comment"]
    id: str
    offset: int


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table. Rows and columns count from 0, columns on the table's grid."""

    table: int
    """Which table of the document, in order, from 0."""
    row: int
    col: int
    rows: int
    """Rows of the table."""
    cols: int
    """Columns of the table's grid."""
    col_span: int = 1
    row_span: int = 1
    width: float | None = None
    """mm, as the file says; None when it does not."""
    header: bool = False
    """In a row that repeats on each page."""
    outer: Cell | None = None
    """The cell this cell's table stands in."""
    borders: tuple[str, ...] = ()
    """Sides with a visible line."""


@dataclass(slots=True, eq=False)
class Para:
    """A paragraph as printed. `text` is the texts of `runs`; the automatic number is `label`."""

    part: PartKind
    part_name: str
    """Member of the package, such as "word/header1.xml"."""
    index: int
    """Place in `WordText.paragraphs`, from 0."""
    number: int
    """Place among its like for people, from 1: see `where`."""
    element: Element
    """The w:p."""
    runs: tuple[WordRun, ...]
    text: str
    fmt: ParaFormat
    mark: RunFormat
    """Look of the paragraph mark: it sizes an empty paragraph and colours the label."""
    label: str = ""
    label_suffix: str = ""
    """"tab", "space" or "nothing" after the label; "" when there is no label."""
    label_fmt: RunFormat | None = None
    cell: Cell | None = None
    box: bool = False
    """In a text box."""
    section: int = 0
    bookmarks: tuple[str, ...] = ()
    fields: tuple[WordField, ...] = ()
    marks: tuple[ReferenceMark, ...] = ()
    """References to notes and comments; their text is apart."""
    hidden: str = ""
    """Text formatted as hidden; it is not in `text`."""
    note: str = ""
    """Id of the note or comment this paragraph belongs to."""

    @property
    def page_break(self) -> bool:
        """Whether a page begins with it or inside it by a hard break."""
        return self.fmt.page_break_before or "\f" in self.text

    @property
    def where(self) -> str:
        """Its place in words for a diagnostic: "đoạn 12", "bảng 2, hàng 1, ô 3"."""
        if self.cell is not None:
            inside = _("bảng {bang}, hàng {hang}, ô {o}").format(
                bang=self.cell.table + 1, hang=self.cell.row + 1, o=self.cell.col + 1
            )
        elif self.box:
            inside = _("khung chữ, đoạn {so}").format(so=self.number)
        else:
            inside = _("đoạn {so}").format(so=self.number)
        story = {
            "header": _("đầu trang"),
            "footer": _("chân trang"),
            "footnote": _("chú thích cuối trang"),
            "endnote": _("chú thích cuối văn bản"),
            "comment": _("nhận xét"),
        }.get(self.part)
        return f"{story}, {inside}" if story else inside

    def place(self, file: str) -> Place:
        """Its place as a value, with the beginning of its text."""
        return Place(file, self.where, (f"{self.label} {self.text}").strip()[:200])

    @property
    def size(self) -> float:
        """Size of most of its characters, points; of the mark when it is empty."""
        return self._most(lambda run: run.fmt.size, self.mark.size)

    def share(self, of: str) -> float:
        """Part of the visible characters, 0 to 1, that have a property such as "bold"."""
        total = have = 0
        for run in self.runs:
            count = len(run.text) - run.text.count(" ")
            total += count
            have += count if getattr(run.fmt, of) else 0
        return have / total if total else 0.0

    def _most(self, key: Any, default: float) -> float:
        counts: dict[float, int] = {}
        for run in self.runs:
            count = len(run.text.strip())
            if count:
                counts[key(run)] = counts.get(key(run), 0) + count
        return max(counts, key=counts.__getitem__) if counts else default


class Section(NamedTuple):
    """A section of pages. Measures in mm."""

    width: float
    height: float
    landscape: bool
    top: float
    bottom: float
    left: float
    right: float
    header: float
    """From the page's edge to the header."""
    footer: float
    gutter: float
    title_page: bool
    """The first page has its own header and footer."""
    page_start: int | None
    """Number its first page restarts with."""
    page_format: str
    start: str
    """"nextPage", "continuous", …: how it begins."""
    headers: dict[str, str]
    """"default", "first", "even" → member; inherited from the section before."""
    footers: dict[str, str]
    columns: int
    valign: str
    size_given: bool
    """False when the file does not say the page's size and Word's default stands here."""
    margins_given: bool
    element: Element | None
    """The w:sectPr; None when the document has none."""

    @property
    def text_width(self) -> float:
        """Between the margins, mm."""
        return round(self.width - self.left - self.right - self.gutter, 2)


RuleKind = Literal["shape", "vml", "paragraph_border", "cell_border", "underline", "characters"]


class DrawnRule(NamedTuple):
    """A horizontal line on the page, however it is made."""

    kind: RuleKind
    length: float | None
    """mm; None when it cannot be known."""
    para: Para
    """The paragraph it is anchored to, or is."""
    side: Literal["top", "bottom", ""]
    """Of a border: above or under the paragraph."""
    align: Literal["left", "center", "right"] | None
    """Where the file says it by a word (for characters: the paragraph's alignment)."""
    offset: float | None
    """mm from the left of the room it stands in."""
    room: float | None
    """Width of the cell or column it stands in, mm."""
    drop: float | None
    """mm under the top of the anchor paragraph, for shapes that say so."""
    width: float | None
    """Thickness in points."""
    style: str
    """"solid" or "single", "dash", "double", …"""
    element: Element

    @property
    def centre_off(self) -> float | None:
        """How far its middle is from the middle of its room, mm; None when unknown."""
        if self.align == "center":
            return 0.0
        if self.offset is None or self.room is None or self.length is None:
            return None
        return round(self.offset + self.length / 2 - self.room / 2, 2)


class Comment(NamedTuple):
    """A comment of a reviewer."""

    id: str
    author: str
    date: str
    text: str
    parent: str = ""
    """Id of the comment it replies to."""
    done: bool = False
    """Resolved: shown in grey, kept for the record."""


@dataclass(slots=True, eq=False)
class WordText:
    """Everything read from a document."""

    paragraphs: list[Para]
    """In reading order: body (with tables and text boxes), headers, footers, notes."""
    sections: list[Section]
    rules: list[DrawnRule]
    comments: list[Comment]
    has_revisions: bool
    even_and_odd: bool
    """Even pages have their own headers."""
    mirror_margins: bool
    tables: int
    default_language: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def body(self) -> list[Para]:
        """The paragraphs of the body, with those of its tables and text boxes."""
        return [p for p in self.paragraphs if p.part == "body"]

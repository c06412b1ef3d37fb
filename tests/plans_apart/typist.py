"""Type a text of `texts/` as an office does: a Word file with header table, appendix and signature.

The marks of a text are told in README.md. Formatting is direct, run by run; numbers are typed by
hand unless a line asks for Word's own; footnotes are Word's footnotes.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as Word
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
KEY = re.compile(r"^\{([\w-]+)\} ")
FOOTNOTE = re.compile(r"\[\[(.+?)\]\]")
NUMBERED = {"*I. ": 0, "*1. ": 1, "*- ": 2}
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NUMBERING = (
    f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'><w:multiLevelType w:val='multilevel'/>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/>"
    "<w:lvlJc w:val='left'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/>"
    "<w:lvlJc w:val='left'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='-'/>"
    "<w:lvlJc w:val='left'/></w:lvl></w:abstractNum>"
)


class Text(NamedTuple):
    """A text of `texts/`: what stands before the body by name, and the lines of the body."""

    facts: dict[str, str]
    body: list[str]


def names() -> list[str]:
    """Each text of the collection, by name."""
    return sorted(path.stem for path in TEXTS.glob("*.txt"))


def text_of(name: str, folder: Path = TEXTS) -> Text:
    """The text `name`, facts and body apart."""
    facts: dict[str, str] = {}
    head, body = (folder / f"{name}.txt").read_text("utf-8").split("\n----\n")
    for line in head.splitlines():
        fact, _, value = line.partition(": ")
        facts[fact.removeprefix("@")] = value
    return Text(facts, body.splitlines())


def keyed(text: Text) -> dict[str, str]:
    """The words of each paragraph that the gold speaks of, by key."""
    found = {}
    for line in text.body:
        bare = re.sub(r"^(== |~ |\*I\. |\*1\. |\*- )", "", line)
        if match := KEY.match(bare):
            found[match[1]] = FOOTNOTE.sub("", bare[match.end() :]).strip()
    return found


def paragraphs_of(name: str) -> dict[str, str]:
    """The keyed paragraphs of the text `name`."""
    return keyed(text_of(name))


class Typist:
    """One paper being typed."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.looks = set(text.facts.get("looks", "").split())
        self.paper: Word = Document()
        self.notes: list[str] = []
        self.lines = iter([*text.body, ""])
        normal = self.paper.styles["Normal"]
        normal.font.name = "Times New Roman"
        normal.font.size = Pt(14)
        section = self.paper.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        if "auto" in self.looks:
            self._define_numbering()

    def _define_numbering(self) -> None:
        numbering = self.paper.part.numbering_part.element
        first = numbering.find(".//{*}num")
        abstract = parse_xml(_NUMBERING)
        if first is None:
            numbering.append(abstract)
        else:
            first.addprevious(abstract)
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>")
        )

    def spelled(self, words: str) -> str:
        """Words with the habits of this typist: hard spaces, decomposed tone marks."""
        if "nbsp" in self.looks:
            words = re.sub(r"(số|ngày|tháng|Điều) (\d)", "\\1\u00a0\\2", words)
        if "decomposed" in self.looks:
            words = re.sub(
                r"\b(kế|Kế|KẾ|hoạch|HOẠCH|MỤC|ĐÍCH|thực|giám|đốc|phối|cấp)\b",
                lambda m: unicodedata.normalize("NFD", m[0]),
                words,
            )
        return words

    def say(
        self,
        into: Paragraph,
        words: str,
        *,
        size: float = 14,
        bold: bool = False,
        italic: bool = False,
    ) -> Paragraph:
        """Append words to a paragraph, its footnotes with them."""
        for place, piece in enumerate(FOOTNOTE.split(words)):
            if place % 2:
                self.notes.append(piece)
                mark = f"<w:r {nsdecls('w')}><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
                mark += f"<w:footnoteReference w:id='{len(self.notes) + 1}'/></w:r>"
                into._p.append(parse_xml(mark))
            elif piece:
                run = into.add_run(self.spelled(piece))
                run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
        return into

    def centred(self, words: str, **look: bool) -> None:
        for line in words.split(" / "):
            into = self.paper.add_paragraph()
            into.alignment = WD_ALIGN_PARAGRAPH.CENTER
            into.paragraph_format.space_after = Pt(0)
            self.say(into, line, **look)

    def in_cell(self, cell: _Cell, lines: list[tuple[str, bool, bool]], size: float = 13) -> None:
        """Centred lines of a cell: words, bold, italic."""
        for place, (words, bold, italic) in enumerate(lines):
            into = cell.paragraphs[0] if not place else cell.add_paragraph()
            into.alignment = WD_ALIGN_PARAGRAPH.CENTER
            into.paragraph_format.space_after = Pt(0)
            self.say(into, words, size=size, bold=bold, italic=italic)

    def head(self) -> None:
        """Agency and national motto, number and place, type and title."""
        facts = self.text.facts
        left = [(line, False, False) for line in facts.get("superior", "").split(" / ") if line]
        left += [(line, True, False) for line in facts["agency"].split(" / ")]
        left += [(facts["number"], False, False)] if facts.get("number") else []
        table = self.paper.add_table(1, 2)
        self.in_cell(table.cell(0, 0), left)
        right = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False)]
        right.append(("Độc lập - Tự do - Hạnh phúc", True, False))
        if "party" in self.looks:
            right = [("ĐẢNG CỘNG SẢN VIỆT NAM", True, False)]
        self.in_cell(table.cell(0, 1), [*right, (facts["place"], False, True)])
        self.paper.add_paragraph()
        self.centred(facts["type"], bold=True)
        self.centred(facts["title"], bold=True)
        if note := facts.get("note"):
            self.centred(note, italic=True)
        self.paper.add_paragraph()

    def body_line(self, line: str) -> None:
        """One paragraph; `== ` makes it bold, `~ ` italic, `*1. ` numbered by Word."""
        bold, italic, level = False, False, None
        if line.startswith("== "):
            line, bold = line[3:], True
        elif line.startswith("~ "):
            line, italic = line[2:], True
        for mark, depth in NUMBERED.items():
            if line.startswith(mark):
                line, level, bold = line[len(mark) :], depth, depth < 2
        into = self.paper.add_paragraph()
        into.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        into.paragraph_format.first_line_indent = Mm(12.7)
        into.paragraph_format.space_after = Pt(6)
        if level is not None:
            into._p.get_or_add_pPr().append(
                parse_xml(
                    f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/>"
                    "<w:numId w:val='77'/></w:numPr>"
                )
            )
        self.say(into, KEY.sub("", line), bold=bold, italic=italic)

    def table(self, heads: int) -> None:
        """The rows that follow, as a table; `<` joins a cell to its left, `^` to the one above."""
        rows: list[list[str]] = []
        for line in self.lines:
            if not line.startswith("|"):
                break
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        table = self.paper.add_table(len(rows), max(len(row) for row in rows))
        table.style = "Table Grid"
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                here = (at, column)
                before = {"<": (at, column - 1), "^": (at - 1, column)}.get(words)
                owner[here] = owner[before] if before else here
                if not before:
                    self.fill(table, here, words, head=at < heads)
        for here, first in owner.items():
            if here != first:
                table.cell(*first).merge(table.cell(*here))
        self.drop_empty(table)
        self.paper.add_paragraph()

    def fill(self, table: Table, here: tuple[int, int], words: str, *, head: bool) -> None:
        cell = table.cell(*here)
        for place, line in enumerate(words.split(" // ")):
            into = cell.paragraphs[0] if not place else cell.add_paragraph()
            into.paragraph_format.space_after = Pt(0)
            if head:
                into.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self.say(into, line, size=12, bold=head)

    @staticmethod
    def drop_empty(table: Table) -> None:
        """Joining cells leaves their empty paragraphs behind: an office's table has none."""
        for cell in {c._tc: c for row in table.rows for c in row.cells}.values():
            for spare in cell.paragraphs[1:]:
                if not spare.text:
                    spare._p.getparent().remove(spare._p)

    def foot(self) -> None:
        """Recipients and signature, side by side."""
        table = self.paper.add_table(1, 2)
        left = table.cell(0, 0)
        self.say(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
        for line in self.lines:
            if line.startswith("@sign: "):
                signed, _, signer = line.removeprefix("@sign: ").partition(" ;; ")
                lines = [(words, True, False) for words in signed.split(" / ")]
                lines += [("", False, False)] * 4 + [(signer, True, False)]
                self.in_cell(table.cell(0, 1), lines, size=14)
                return
            into = left.add_paragraph()
            into.paragraph_format.space_after = Pt(0)
            self.say(into, line, size=11)

    def page(self, *, wide: bool) -> None:
        section = self.paper.add_section(WD_SECTION.NEW_PAGE)
        if wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)

    def type_all(self) -> bytes:
        """The whole paper as a .docx."""
        self.head()
        for line in self.lines:
            match line.partition(":"):
                case ("@table", _, heads):
                    self.table(int(heads or 1))
                case ("@page", _, how):
                    self.page(wide=how.strip() == "wide")
                case ("@centre", _, words):
                    self.centred(words.strip(), bold=True)
                case ("@recipients", _, _):
                    self.foot()
                case _ if line.strip():
                    self.body_line(line)
        self.add_notes()
        whole = BytesIO()
        self.paper.save(whole)
        return whole.getvalue()

    def add_notes(self) -> None:
        if not self.notes:
            return
        notes = [
            f"<w:footnote w:type='{kind}' w:id='{at}'><w:p><w:r><w:{kind}/></w:r></w:p>"
            "</w:footnote>"
            for at, kind in enumerate(["separator", "continuationSeparator"])
        ]
        notes += [
            f"<w:footnote w:id='{at}'><w:p><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
            f"<w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> {words}</w:t></w:r></w:p>"
            "</w:footnote>"
            for at, words in enumerate(self.notes, 2)
        ]
        xml = f"<w:footnotes {nsdecls('w')}>{''.join(notes)}</w:footnotes>"
        uri = PackURI("/word/footnotes.xml")
        part = Part(uri, NOTES_TYPE, xml.encode(), self.paper.part.package)
        self.paper.part.relate_to(part, NOTES_LINK)


def typed(name: str, folder: Path = TEXTS, wording: Callable[[str], str] | None = None) -> bytes:
    """The text `name` as a Word file, in another wording if one is given."""
    text = text_of(name, folder)
    if wording:
        body = [line if line.startswith("@") else _worded(line, wording) for line in text.body]
        text = text._replace(body=body)
    return Typist(text).type_all()


def _worded(line: str, wording: Callable[[str], str]) -> str:
    """A line in another wording, its marks and key as they are."""
    match = re.match(r"(== |~ |\*I\. |\*1\. |\*- )?(\{[\w-]+\} )?", line)
    end = match.end() if match else 0
    return line[:end] + wording(line[end:])


def type_into(folder: Path) -> list[Path]:
    """Every text as a .docx in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name in names():
        path = folder / f"{name}.docx"
        path.write_bytes(typed(name))
        made.append(path)
    return made

"""An opened .docx as a manuscript: paragraphs and tables with their measures.

What it meets and cannot place exactly is named in `unknown`, and set as well as it can be.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.ooxml.automatic_numbers import WordLists
from generator.ooxml.elements import local, parent_of, remove, tag_of
from generator.ooxml.formats import Formats
from generator.ooxml.inline import Inline, ParagraphContent, Revisions
from generator.ooxml.names import VAL, W
from generator.ooxml.sections import read_sections
from generator.typeset.bullets import bullet_look
from generator.typeset.defaults import defaults_of, empty_in
from generator.typeset.drawings import drawings_of
from generator.typeset.first_pages import forgets_first
from generator.typeset.known_letters import KnownLetters
from generator.typeset.link_targets import LINKING, links_of, moved
from generator.typeset.manuscript import (
    LetterLook,
    Manuscript,
    MarginTexts,
    Passage,
    SectionPart,
    SetPiece,
    TableGrid,
)
from generator.typeset.margins import PAGE, PAGES
from generator.typeset.measured_looks import (
    RunLooks,
    measure_of,
    with_label,
)
from generator.typeset.noteintake import NoteIntake, note_name, put, strange_numbers
from generator.typeset.page_frame import frame_of, sheet_of
from generator.typeset.pages import Unknown
from generator.typeset.paragraph_names import beginning, node_of
from generator.typeset.parting import between_breaks, parted
from generator.typeset.pictures import SIGN, PictureScale
from generator.typeset.plain_shapes import PlainReader, head_of
from generator.typeset.portions import cuts_of
from generator.typeset.sizing_letters import says_blanks, sized_by_itself
from generator.typeset.tableintake import TableIntake
from generator.typeset.unplaced import UNPLACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ooxml.automatic_numbers import AutomaticNumber
    from generator.ooxml.content import Section
    from generator.ooxml.elements import Element
    from generator.ooxml.formats import ParaFormat, RunFormat, TableLayers
    from generator.ooxml.opened import Word
    from generator.typeset.drawings import Drawings
    from generator.typeset.manuscript import Flow, Measure
    from generator.typeset.noteintake import Links, Notes
    from generator.typeset.pages import UnknownKind
    from generator.typeset.plain_shapes import Container, Head, WrittenParagraph
    from generator.typeset.tableintake import KnownRows, WrittenRows

_FIELDS = {"PAGE": PAGE, "NUMPAGES": PAGES}
_QUIET = frozenset({"HYPERLINK", "MERGEFORMAT", "TOC", "PAGEREF", ""})
_NONE: KnownRows = MappingProxyType({})
_P, _TBL, _PPR, _RPR, _SECT = W + "p", W + "tbl", W + "pPr", W + "rPr", W + "sectPr"
_R = W + "r"
_AROUND = frozenset({W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"})


class Met(NamedTuple):
    """What was met on the way."""

    unknown: tuple[Unknown, ...]
    counted: bool
    """An automatic number was counted: elsewhere it would be another."""


class Intake:
    """Reads the parts of one document; kept for others with the same styles."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.formats = Formats(word)
        self._numbering = WordLists(word, self.formats.fonts, self._number_of_style)
        self.formats.numbering = self._numbering
        self._inline = Inline(self.formats, Revisions(rejecting=False))
        self._measures: dict[int, Any] = {}
        self._empty: dict[Any, Passage] = {}
        self._found: list[Unknown] = []
        self._element: Element | ParagraphContent | None = None
        """The paragraph that is read."""
        self._habits = defaults_of(word, self._tell)
        old = self._habits.old
        self.looks = RunLooks(self._tell, old=old)
        self._tables = TableIntake(self.formats, self._tell, self.within, old=old)
        self._counted = False
        """Whether a list was counted: then a block is not the same elsewhere."""
        self._part_name = word.main
        """The part that is read."""
        self._in_margin = self._strange = self._linked = self._in_cell = False
        self._letters = KnownLetters(self._tell)
        self._margins: dict[str, tuple[Element, tuple[Flow, ...]]] = {}
        """Headers and footers read before, with the part they were read from."""
        self.plain = PlainReader(self.formats)
        self._notes = NoteIntake(word, self.looks, self.formats)
        self._blank: dict[str, tuple[Flow, ...]] = {}
        """What stands in the header, or footer, of a page that has none of its own."""
        self._general = tuple(self._found)

    def _number_of_style(self, style: str) -> str:
        for each in reversed(self.formats.chain(style)):
            node = each.element.find(f"{_PPR}/{W}numPr/{W}numId")
            if node is not None:
                return node.get(VAL) or ""
        return ""

    def _tell(self, kind: UnknownKind, detail: str) -> None:
        found = Unknown(kind, detail, "" if self._element is None else beginning(self._element))
        if len(self._found) < 1000 and found not in self._found[-8:]:
            self._found.append(found)

    # -- the whole

    def restart(self) -> None:
        """Count lists from their beginning: another document is read."""
        self._numbering.reset()
        self._notes.restart()

    def forget(self) -> None:
        """Let go of what was placed of empty paragraphs, one for all that look the same."""
        self._empty = {}

    def manuscript(self) -> Manuscript:
        """The document as the word holds it now."""
        self.restart()
        body = self.word.xml(self.word.main).find(W + "body")
        self.begin()
        elements = [] if body is None else list(_children(body))
        blocks = [(self.block(element), ends_section(element)) for element in elements]
        return self.assemble(blocks, self.found().unknown)

    def assemble(
        self, blocks: Iterable[tuple[Flow, bool]], unknown: Iterable[Unknown]
    ) -> Manuscript:
        """A manuscript of blocks, each with whether it ends a section, and what was unknown."""
        self.begin()
        sections = read_sections(self.word)
        if forgets_first(sections):
            self._tell("section", "titlePg")
        parts: list[SectionPart] = []
        flow: list[Flow] = []
        for block, ends in blocks:
            if flow and isinstance(flow[-1], TableGrid) and isinstance(block, TableGrid):
                self._tell("table", "tables one under the other")  # LibreOffice makes one of them
            flow += parted(block, after=flow[-1] if flow else None)
            if len(flow) == 1 and isinstance(block, Passage) and block.parts and not parts:
                self._tell("break", "page at the beginning")
            if ends and len(parts) < len(sections) - 1:
                if len(flow) > 1 and isinstance(block, Passage) and _says_nothing(block):
                    flow.pop()  # it only ends the section
                parts.append(self._part(flow, sections[len(parts)]))
                flow = []
        parts.append(self._part(flow, sections[-1]))
        told = (*self._general, *unknown, *self._found)
        return Manuscript(tuple(parts), tuple(dict.fromkeys(told)))

    def _part(self, flow: list[Flow], section: Section) -> SectionPart:
        if section.columns > 1:
            self._tell("columns", str(section.columns))
        if section.start != "nextPage":
            self._tell("section", section.start)
        if section.valign != "top":
            self._tell("section", f"vAlign={section.valign}")
        numbers = None if section.element is None else section.element.find(W + "footnotePr")
        if numbers is not None and strange_numbers(numbers):
            self._tell("note", "footnotePr")
        for name in ("lnNumType", "docGrid"):
            node = None if section.element is None else section.element.find(W + name)
            if node is not None and not (name == "docGrid" and node.get(W + "type") is None):
                self._tell("section", name)
        sheet = sheet_of(section)
        return SectionPart(
            tuple(flow),
            sheet,
            self._furniture("header", section.headers, title=section.title_page),
            self._furniture("footer", section.footers, title=section.title_page),
            section.start,
            section.page_start,
            section.page_format,
            section.valign,
            frame_of(section, sheet, self._tell),
        )

    def _furniture(self, name: str, members: dict[str, str], *, title: bool) -> MarginTexts:
        kinds = ["default", *["first"] * title, *["even"] * self._habits.even]
        found = {kind: self._margin(members[kind]) for kind in kinds if kind in members}
        if not found:
            return MarginTexts()
        if name not in self._blank:
            self._blank[name] = (self._passage(empty_in(self.formats, name), None),)
        # of odd and even pages those have an empty header where only the others have one
        empty: tuple[Flow, ...] = self._blank[name] if len(found) > ("first" in found) else ()
        default = found.get("default", empty)
        first = found.get("first", ()) if title else None
        even = found.get("even", empty) if self._habits.even else None
        return MarginTexts(default, first, even)

    def _margin(self, name: str) -> tuple[Flow, ...]:
        """What a header or footer says; PAGE and PAGES stand for their fields."""
        known = self._margins.get(name)
        root = self.word.xml(name)
        if known is None or known[0] is not root:
            self._in_margin, self._part_name = True, name
            flow = tuple([self.block(each) for each in _children(root)])
            self._in_margin, self._part_name = False, self.word.main
            known = self._margins[name] = (root, flow)
        return known[1]

    # -- blocks

    def block(self, element: Element, known: KnownRows = _NONE, written: WrittenRows = ()) -> Flow:
        """A paragraph or table as it is to be set.

        Of a table: `known` are rows read before, `written` plain ones; empty rows stand for both.
        """
        self._strange = next(element.iter(*UNPLACED), None) is not None
        self._linked = not self._in_margin and next(element.iter(*LINKING), None) is not None
        if element.tag == _TBL:
            return self._tables.grid(element, known, written)
        return self._passage(element, None)

    def within(self, container: Container, layers: TableLayers | None) -> tuple[Flow, ...]:
        """The blocks of a cell, or of what was written in one."""
        around, self._in_cell = self._in_cell, True
        found: list[Flow]
        if isinstance(container, tuple):
            found = [self._written(each, layers) for each in container]
        else:
            found = [
                self._passage(element, layers)
                if element.tag == _P
                else self._tables.grid(element, _NONE, ())
                for element in _children(container)
            ]
        self._in_cell = around
        return tuple(found)

    def begin(self) -> None:
        """Forget what was found."""
        self._found, self._element, self._counted = [], None, False

    def found(self) -> Met:
        """What was found since `begin`."""
        return Met(tuple(self._found), self._counted)

    def _passage(self, element: Element, layers: TableLayers | None) -> Passage:
        ppr = element.find(_PPR)
        head = head_of(self.formats, ppr, layers)
        if len(element) <= (ppr is not None) and not head.look.num_id and not self._strange:
            return self._nothing(head)
        self._element = element
        content = ParagraphContent()
        self._inline.read(element, head.base, content)
        return self._made(head, content, element)

    def written(self, data: bytes) -> Passage | None:
        """A paragraph of the plainest shape by its bytes; None where it has another."""
        found = None if self._inline.open else self.plain.paragraph(data)
        return None if found is None else self._written(found, None)

    def _written(self, paragraph: WrittenParagraph, layers: TableLayers | None) -> Passage:
        head = self.plain.head(paragraph.properties, layers)
        if not (head.look.num_id or any(run.text or run.marks for run in paragraph.runs)):
            return self._nothing(head)
        self._element = content = self.plain.content(paragraph, head.base)
        return self._made(head, content, None)

    def _made(self, head: Head, content: ParagraphContent, of: Element | None) -> Passage:
        """A paragraph of what it says and what its head asks for; a plain one has no element."""
        style, look, base, mark_format = head
        mark = self.looks.of(mark_format, seen=False)
        notes: Notes = ()
        links: Links = ()
        drawn = None
        if of is None:
            pieces = self._pieces(content)
        else:
            drawn = self._drawings(of, content) if self._strange else None
            pieces, notes, links = self._said(of, base, content, mark, drawn)
        label, measure = None, self._measure(look)
        if look.num_id:
            said = len(pieces)
            label, pieces = self._labelled(look, pieces, mark_format)
            links = moved(links, [(0, len(each.text)) for each in pieces[: -said or None]])
            measure = with_label(measure, label, pieces, caps=mark_format.caps)
        styled = self._in_cell or (pieces and says_blanks(pieces))
        font = self.formats.run(base, None) if styled else mark_format
        own = self.looks.of(font, seen=False)
        if self.looks.doubtful and sized_by_itself(pieces):
            for unseen in (mark_format, font):
                self.looks.of(unseen)
        names = content.bookmarks[-len(content.places) :] if content.places else ()
        passage = Passage(
            measure,
            tuple(pieces),
            mark,
            own,
            style,
            node_of(names) if names else "",
            tuple(zip(names, content.places, strict=True)) if names else (),
            0 if look.outline is None else look.outline + 1,
            "" if label is None else label.text,
            notes,
            links,
            drawn.lines if drawn else (),
        )
        if of is not None and not self._in_cell and any("\f" in each.text for each in pieces):
            self._page_breaks(passage, of)
        self._element = None
        return passage

    def _said(
        self,
        element: Element,
        base: Any,
        content: ParagraphContent,
        mark: LetterLook,
        drawn: Drawings | None,
    ) -> tuple[list[SetPiece], Notes, Links]:
        """What a paragraph says, with pictures and numbers of footnotes; its footnotes, links."""
        pieces = self._pieces(content)
        links = links_of(content.runs, pieces, self.word) if self._linked else ()
        for at, picture in drawn.pictures if drawn else ():
            look = LetterLook(*mark[:2], PictureScale(picture), picture=picture)
            pieces = put(pieces, [(at, SetPiece(SIGN, look, apart=True))])
            links = moved(links, [(at, len(SIGN))])
        if not any(m.kind == "footnote" for m in content.marks):
            return pieces, (), links
        self._counted = True  # elsewhere its number would be another
        if any(n.get(W + "customMarkFollows") for n in element.iter(W + "footnoteReference")):
            self._tell("note", "customMarkFollows")
        made = self._notes.marked(element, base, content, pieces, self._note)
        if made.level:
            self._tell("note", "footnoteReference")  # LibreOffice raises it all the same
        return made.pieces, made.notes, made.linked(links)

    def _page_breaks(self, passage: Passage, element: Element) -> None:
        """Where pages end within a paragraph: what goes on is one of the default style."""
        passage.parts = tuple(between_breaks(passage))
        if len(passage.parts) < 2:
            return
        if passage.label or passage.notes:  # each would be counted once more
            self._tell("break", "page within a paragraph")
            return
        plain = copy.deepcopy(element)
        style = plain.find(f"{_PPR}/{W}pStyle")
        if style is None:
            return
        remove(style)
        goes_on = between_breaks(self._passage(plain, None))
        passage.parts = (passage.parts[0], *list(goes_on)[1:])

    def _drawings(self, element: Element, content: ParagraphContent) -> Drawings:
        """What is drawn in a paragraph; told is what is not placed exactly."""
        found = drawings_of(
            content,
            self.word,
            self._part_name,
            in_margin=self._in_margin,
            in_cell=self._in_cell,
        )
        for strange in element.iter(*UNPLACED):
            if strange not in found.known:
                self._tell(UNPLACED[tag_of(strange)], local(strange))
        return found

    def _note(self, element: Element, number: str) -> Passage:
        """A paragraph of a footnote; `number` stands at its head, "" before the others."""
        passage = self._passage(element, None)
        head = element.find(f"{_R}/{W}footnoteRef")
        if not number:
            return passage
        if head is None:
            self._tell("note", "footnoteRef")  # LibreOffice draws a number all the same
            return passage
        run = parent_of(head)
        if next(element.iter(_R), None) is not run:
            self._tell("note", "footnoteRef")
        ppr = element.find(_PPR)
        base = self.formats.base(self.formats.style_of(ppr), None)
        look = self.looks.of(self._notes.number_look(base))
        shifted = [(name, offset + len(number)) for name, offset in passage.bookmarks]
        return replace(
            passage,
            pieces=(SetPiece(number, look), *passage.pieces),
            bookmarks=((note_name(number), 0), *shifted),
            links=moved(passage.links, [(0, len(number))]),
            kept={},
        )

    def _nothing(self, head: Head) -> Passage:
        """An empty paragraph: one for all that look the same."""
        _style, look, base, mark = head
        said, measure = self.looks.of(mark), self._measure(look)
        font = self.looks.of(self.formats.run(base, None)) if self._in_cell else said
        key = (id(look), id(mark), id(font))
        found = self._empty.get(key)
        if found is None:
            level = 0 if look.outline is None else look.outline + 1
            found = self._empty[key] = Passage(measure, (), said, font, look.style, level=level)
        return found

    def _measure(self, look: ParaFormat) -> Measure:
        found = self._measures.get(id(look))
        if found is None:
            strange: list[tuple[UnknownKind, str]] = []
            made = measure_of(look, self._habits, lambda *said: strange.append(said))
            found = self._measures[id(look)] = (made, look, strange)
        for kind, detail in found[2]:
            self._tell(kind, detail)
        measure: Measure = found[0]
        return measure

    def _labelled(
        self, look: ParaFormat, pieces: list[SetPiece], mark: RunFormat
    ) -> tuple[AutomaticNumber | None, list[SetPiece]]:
        """The automatic number of a paragraph, and what it says with it."""
        self._counted = True
        label = self._numbering.count(look.num_id, look.level)
        if label is None or not label.text:
            return None, pieces
        known = {key: value for key, value in label.run.items() if key in mark._fields}
        own = mark._replace(**known)
        said = bullet_look(label, own, look) or self.looks.of(own)
        self._letters.look_at(label.text, said)
        if label.suffix == "tab":
            return label, [SetPiece(label.text, said, apart=True), SetPiece("\t", said), *pieces]
        after = " " if label.suffix == "space" else ""
        return label, [SetPiece(label.text + after, said, apart=True), *pieces]

    def _pieces(self, content: ParagraphContent) -> list[SetPiece]:
        pieces: list[SetPiece] = []
        shown = ""
        cuts, at = cuts_of(content), 0
        for run in content.runs:
            text, look = run.text, self.looks.of(run.fmt)
            if pieces and at in cuts:
                pieces[-1] = pieces[-1]._replace(apart=True)
            at += len(text)
            if run.fmt.caps:
                text = text.upper()
            name = (run.instruction.split() or [""])[0].upper() if run.instruction else ""
            stands = _FIELDS.get(name) if self._in_margin else None
            if stands is not None:
                if shown == run.instruction:
                    continue
                shown, text = run.instruction, stands
            else:
                shown = ""
                if name and name not in _QUIET:
                    self._tell("field", name)
                if "\x0b" in text:
                    self._tell("break", "column")
                if "\f" in text and self._in_cell:
                    self._tell("break", "page")
            self._letters.look_at(text, look)
            pieces.append(SetPiece(text, look))
        return pieces


def ends_section(element: Element) -> bool:
    """Whether a paragraph is the last of its section."""
    return element.tag == _P and element.find(f"{_PPR}/{_SECT}") is not None


def _says_nothing(passage: Passage) -> bool:
    """Whether a paragraph has neither letters nor a label nor a bookmark."""
    return not (passage.pieces or passage.bookmarks or passage.label)


def _children(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container, through what only wraps them."""
    for child in container:
        if child.tag in {_P, _TBL}:
            yield child
        elif child.tag in _AROUND:
            yield from _children(child)

"""The whole text of a .docx in reading order, with effective formatting and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Place, error, warning
from generator.locale import _
from generator.ooxml.automatic_numbers import AutomaticNumber, WordLists
from generator.ooxml.content import Cell, Comment, Para, PartKind, WordText
from generator.ooxml.drawn import (
    border_rules,
    cell_rules,
    chosen,
    look_into,
    shape_rule,
    text_rules,
)
from generator.ooxml.formats import Formats, TableLayers
from generator.ooxml.inline import Inline, ParagraphContent, Revisions
from generator.ooxml.names import MC, VAL, W14, W15, W, is_on
from generator.ooxml.sections import read_sections
from generator.ooxml.tables import TableReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

RevisionChoice = Literal["accept", "reject", "show"]
MAX_DEPTH = 40
"""Tables and text boxes inside one another; deeper ones are reported, not read."""
_CELL_PADDING = 3.82
"""mm: what Word takes from a cell's width on both sides when nothing else is said."""

_P, _TBL, _PPR, _RPR, _SECTION = W + "p", W + "tbl", W + "pPr", W + "rPr", W + "sectPr"
_TRANSPARENT = frozenset(
    {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "del"}
    | {W + "moveFrom"}
)
_CHANGES = tuple(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange"),
        *("tblPrChange", "trPrChange", "tcPrChange", "cellIns", "cellDel", "numberingChange"),
    )
)


class _Where(NamedTuple):
    """Where blocks stand."""

    part: PartKind
    name: str
    note: str = ""
    cell: Cell | None = None
    layers: TableLayers | None = None
    box: bool = False
    depth: int = 0
    room: float | None = None


def read_word(word: Word, revisions: RevisionChoice = "show") -> WordText:
    """Everything a document says.

    `revisions`: tracked changes as accepted ("accept", "show") or as rejected; in every
    case `has_revisions` tells whether there are any. What could not be read is in
    `diagnostics`.
    """
    reader = _Reader(word, Revisions(rejecting=revisions == "reject"))
    try:
        reader.read()
    except RecursionError:
        reader.text.diagnostics.append(_too_deep(word))
    return reader.text


def _too_deep(word: Word) -> Any:
    return error("TL012", _("Bảng lồng nhau quá sâu nên không đọc được"), Place(str(word.path), ""))


class _Reader:
    def __init__(self, word: Word, revisions: Revisions) -> None:
        self._word = word
        self._revisions = revisions
        self._formats = Formats(word)
        self._numbering = WordLists(word, self._formats.fonts, self._number_of_style)
        self._formats.numbering = self._numbering
        self._tables = TableReader(self._formats, rejecting=revisions.rejecting)
        self._inline = Inline(self._formats, revisions)
        sections = read_sections(word, rejecting=revisions.rejecting)
        self._section = 0
        self._counts: dict[Any, int] = {}
        self._rooms: dict[int, float | None] = {}
        self.text = WordText([], sections, [], [], False, False, False, 0)

    def _number_of_style(self, style: str) -> str:
        """The list a numbering style stands for."""
        for each in reversed(self._formats.chain(style)):
            node = each.element.find(f"{_PPR}/{W}numPr/{W}numId")
            if node is not None:
                return node.get(VAL) or ""
        return ""

    def read(self) -> None:
        word, text = self._word, self.text
        main = word.xml(word.main)
        self._settings()
        text.has_revisions = next(main.iter(*_CHANGES), None) is not None
        body = main.find(W + "body")
        if body is not None:
            room = text.sections[0].text_width
            self._blocks(body, _Where("body", word.main, room=room))
        self._headers()
        self._notes("footnote")
        self._notes("endnote")
        self._comments()
        text.tables = self._tables.count
        text.rules.extend(border_rules(text.paragraphs, self._rooms))

    def _settings(self) -> None:
        name = self._word.related("settings")
        for node in self._word.xml(name) if name else ():
            if node.tag == W + "evenAndOddHeaders":
                self.text.even_and_odd = is_on(node.get(VAL))
            elif node.tag == W + "mirrorMargins":
                self.text.mirror_margins = is_on(node.get(VAL))

    def _headers(self) -> None:
        """Each header and footer once, with the first section that shows it."""
        seen: set[str] = set()
        for number, section in enumerate(self.text.sections):
            self._section = number
            kinds: tuple[tuple[PartKind, dict[str, str]], ...] = (
                ("header", section.headers),
                ("footer", section.footers),
            )
            for kind, members in kinds:
                for name in members.values():
                    if name not in seen:
                        seen.add(name)
                        self._numbering.reset()
                        room = section.text_width
                        self._blocks(self._word.xml(name), _Where(kind, name, room=room))

    def _notes(self, kind: Literal["footnote", "endnote"]) -> None:
        name = self._word.related(kind + "s")
        for node in self._word.xml(name) if name else ():
            if node.tag == W + kind and (node.get(W + "type") or "normal") == "normal":
                self._blocks(node, _Where(kind, name or "", note=node.get(W + "id") or ""))

    def _comments(self) -> None:
        """The comments with their threads, which Word keeps in a part of its own."""
        name = self._word.related("comments")
        nodes = [n for n in self._word.xml(name) if n.tag == W + "comment"] if name else []
        ids: dict[str, str] = {}
        last: list[str] = []
        for node in nodes:
            marks = [p.get(W14 + "paraId") or "" for p in node.iter(_P)] or [""]
            last.append(marks[-1])
            ids |= {mark: node.get(W + "id") or "" for mark in marks if mark}
        threads = self._threads()
        for node, mark in zip(nodes, last, strict=True):
            parent, done = threads.get(mark, ("", False))
            get = node.get
            said = ["".join(t.text or "" for t in p.iter(W + "t")) for p in node.iter(_P)]
            who, when = get(W + "author") or "", get(W + "date") or ""
            made = Comment(
                get(W + "id") or "", who, when, "\n".join(said), ids.get(parent, ""), done
            )
            self.text.comments.append(made)

    def _threads(self) -> dict[str, tuple[str, bool]]:
        """Of the last paragraph of a comment: that of the comment replied to, and if resolved."""
        name = self._word.related("commentsExtended")
        return {
            node.get(W15 + "paraId") or "": (
                node.get(W15 + "paraIdParent") or "",
                is_on(node.get(W15 + "done") or "0"),
            )
            for node in (self._word.xml(name) if name else ())
            if node.tag == W15 + "commentEx"
        }

    def _blocks(self, container: Element, where: _Where) -> None:
        if where.depth > MAX_DEPTH:
            if not any(d.code == "TL012" for d in self.text.diagnostics):
                self.text.diagnostics.append(_too_deep(self._word))
            return
        first = len(self.text.paragraphs)
        state = _Siblings()
        self._each(container, where, state)
        self._emit(where, state)  # a last mark that is gone still ends its paragraph
        if where.cell is not None:
            own = [p for p in self.text.paragraphs[first:] if p.cell is where.cell and not p.box]
            if own:
                self.text.rules.extend(cell_rules(own[0], own[-1]))

    def _each(self, container: Iterable[Element], where: _Where, state: _Siblings) -> None:
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, where, state)
            elif tag == _TBL:
                self._table(child, where, state)
            elif tag in _TRANSPARENT:
                if tag not in self._revisions.gone:
                    self._each(child, where, state)
            elif tag == MC + "AlternateContent":
                self._each(chosen(child), where, state)
            elif tag == W + "altChunk":
                self._report_chunk()
            elif tag == W + "bookmarkStart" and (name := child.get(W + "name")):
                state.bookmarks.append(name)

    def _report_chunk(self) -> None:
        self.text.diagnostics.append(
            warning(
                "TL013",
                _("Văn bản nhúng một tệp khác (altChunk), phần đó không được đọc"),
                Place(str(self._word.path), ""),
                _("Mở trong Word rồi lưu lại, Word sẽ đưa phần đó vào văn bản."),
            )
        )

    def _table(self, table: Element, where: _Where, state: _Siblings) -> None:
        self._emit(where, state)
        state.last = None
        for node, cell, layers in self._tables.read(table, where.cell).cells:
            room = None if cell.width is None else round(max(cell.width - _CELL_PADDING, 0), 2)
            inside = where._replace(cell=cell, layers=layers, depth=where.depth + 1, room=room)
            self._blocks(node, inside)

    def _paragraph(self, node: Element, where: _Where, state: _Siblings) -> None:
        ppr = node.find(_PPR)
        look = mark = None
        ends_section = False
        if ppr is not None:
            look = self._revisions.old(ppr, "pPrChange")
            for child in ppr.iterchildren(_RPR, _SECTION):
                if child.tag == _RPR:
                    mark = child
                else:
                    ends_section = True
        style = self._formats.style_of(look)
        base = self._formats.base(style, where.layers)
        content = ParagraphContent() if state.pending is None else state.pending.content
        content.bookmarks += state.bookmarks
        state.bookmarks = []
        self._inline.read(node, base, content)
        state.pending = _Pending(node, look, mark, style, base, content, ends_section)
        if ends_section or mark is None or not self._revisions.mark_gone(mark):
            self._emit(where, state)

    def _emit(self, where: _Where, state: _Siblings) -> None:
        """Make a paragraph of what is pending."""
        pending = state.pending
        if pending is None:
            return
        state.pending = None
        content, formats = pending.content, self._formats
        paragraphs = self.text.paragraphs
        runs = tuple(content.runs)
        para = Para(
            where.part,
            where.name,
            len(paragraphs),
            self._number(where),
            pending.node,
            runs,
            "".join([run.text for run in runs]),
            formats.para(pending.look, pending.style, where.layers),
            formats.run(pending.base, self._revisions.old(pending.mark, "rPrChange")),
            cell=where.cell,
            box=where.box,
            section=self._section,
            bookmarks=tuple(content.bookmarks),
            fields=tuple(content.fields),
            marks=tuple(content.marks),
            hidden=content.hidden,
            note=where.note,
        )
        if para.fmt.num_id:
            self._label(para)
        paragraphs.append(para)
        if para.fmt.contextual or (state.last is not None and state.last.fmt.contextual):
            _close_up(state.last, para)
        state.last = para
        self._rules(para, content, where)
        if pending.ends_section and where.part == "body":
            self._section = min(self._section + 1, len(self.text.sections) - 1)

    def _number(self, where: _Where) -> int:
        key = (where.name, where.note, id(where.cell), where.box)
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key]

    def _label(self, para: Para) -> None:
        label: AutomaticNumber | None = self._numbering.count(para.fmt.num_id, para.fmt.level)
        if label is None:
            return
        fields = para.mark._fields
        para.label_fmt = para.mark._replace(
            **{key: value for key, value in label.run.items() if key in fields}
        )
        if not para.label_fmt.hidden:
            para.label, para.label_suffix = label.text, label.suffix

    def _rules(self, para: Para, content: ParagraphContent, where: _Where) -> None:
        room = where.room
        if where.cell is None and not where.box and where.part == "body":
            room = self.text.sections[self._section].text_width
        self._rooms[para.index] = room
        self.text.rules.extend(text_rules(para, room))
        for drawing in content.drawings:
            boxes, shapes = look_into(drawing)
            self.text.rules.extend([shape_rule(shape, para, room) for shape in shapes])
            for box in boxes:
                inside = where._replace(box=True, depth=where.depth + 1, room=None, layers=None)
                self._inline_box(box, inside)

    def _inline_box(self, box: Element, where: _Where) -> None:
        """A text box is a story of its own: fields open around it stay open after it."""
        outer, self._inline = self._inline, Inline(self._formats, self._revisions)
        self._blocks(box, where)
        self._inline = outer


class _Pending(NamedTuple):
    """A paragraph read but not ended: its mark may be gone and it may join the next."""

    node: Element
    look: Element | None
    """The pPr to read."""
    mark: Element | None
    """The rPr of the paragraph mark."""
    style: str
    base: Any
    content: ParagraphContent
    ends_section: bool


class _Siblings:
    """What one block must know of those before it in the same container."""

    __slots__ = ("bookmarks", "last", "pending")

    def __init__(self) -> None:
        self.last: Para | None = None
        self.pending: _Pending | None = None
        self.bookmarks: list[str] = []


def _close_up(before: Para | None, para: Para) -> None:
    """No space between paragraphs of one style that ask for none (contextualSpacing)."""
    if before is None or before.fmt.style != para.fmt.style:
        return
    if before.fmt.contextual:
        before.fmt = before.fmt._replace(after=0.0)
    if para.fmt.contextual:
        para.fmt = para.fmt._replace(before=0.0)

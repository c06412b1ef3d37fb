"""Pieces with a status, put together to the content of a paragraph."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from generator.redline.compared_properties import changed_run
from generator.redline.links import instruction
from generator.redline.pieces import NO_BREAK_HYPHEN, StoryPiece, link_of
from generator.redline.revision_names import (
    HYPERLINK,
    SDT,
    SDT_CONTENT,
    TXBX,
    XML_SPACE,
    R,
    T,
    w,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.ooxml.elements import Element
    from generator.redline.author import Author

Status = Literal["=", "+", "-", "<", ">", "x"]
"""Kept, inserted, deleted, moved from here, moved to here, deleted of what moved to here."""
_TAGS = {"+": "ins", "-": "del", "<": "moveFrom", ">": "moveTo", "x": "del"}
_GONE = frozenset({"-", "<", "x"})
_DELETED = frozenset({"-", "x"})
_DEL_TEXT, _DEL_INSTR, _INSTR = w("delText"), w("delInstrText"), w("instrText")
_FIELD_CHAR, _FIELD_TYPE = w("fldChar"), w("fldCharType")
_FIELD_TAGS = frozenset({_FIELD_CHAR, _INSTR})
_CTX_PROPERTIES = frozenset({w("smartTagPr"), w("customXmlPr")})
_NESTABLE = frozenset({SDT, w("smartTag"), w("customXml"), w("dir"), w("bdo")})
"""Wrappers that may stand inside ins and del; links may not."""


class Slice:
    """A slice of a piece and what became of it."""

    __slots__ = ("ctx", "end", "format", "inner", "old", "piece", "start", "status")

    def __init__(
        self,
        status: Status,
        piece: StoryPiece,
        start: int = 0,
        end: int | None = None,
        old: StoryPiece | None = None,
    ) -> None:
        self.status = status
        self.piece = piece
        self.start = start
        self.end = len(piece.text) if end is None else end
        self.ctx = piece.ctx
        self.old = old
        """The old piece a kept one was."""
        self.format = old if old is not None and old.format != piece.format else None
        """The old piece, where the run properties changed."""
        self.inner: Callable[[Element], None] | None = None
        """What marks up the inside of the copied element."""


class Assembler:
    """Builds the children of one paragraph from items, in order."""

    def __init__(self, author: Author, solo: frozenset[int]) -> None:
        self.author = author
        self.solo = solo
        """Ids of wrappers all of whose content has one status."""
        self.top = etree.Element(w("p"))
        self._open: list[tuple[Any, Element]] = []
        """(key, container) of the wrappers and revisions now open."""
        self._run_key: Any = None
        self._run: Element | None = None

    def add(self, item: Slice) -> None:
        """Append one item."""
        piece = item.piece
        if piece.kind == "field":
            self._field(item)
        elif piece.kind == "point":
            self._point(item)
        elif piece.run is None:
            made = copy.deepcopy(piece.element)
            made.tail = None
            if item.inner is not None:
                item.inner(made)
            self._container(item).append(made)
            self._run = None
        else:
            self._in_run(item)

    def _point(self, item: Slice) -> None:
        container = self._container(item)
        made = copy.deepcopy(item.piece.element)
        if item.piece.run is not None:
            run = etree.SubElement(container, R)
            properties = item.piece.properties
            if properties is not None:
                run.append(copy.deepcopy(properties))
            run.append(made)
        else:
            container.append(made)
        self._run = None

    def _in_run(self, item: Slice) -> None:
        piece = item.piece
        container = self._container(item)
        former = item.format.format if item.format is not None else None
        key = (item.status, id(container), piece.format, former)
        # Word gives each mark and code of a field a run of its own; LibreOffice expects it
        alone = piece.element is not None and piece.element.tag in _FIELD_TAGS
        if self._run is None or self._run_key != key or alone:
            self._run = etree.SubElement(container, R)
            self._run_key = key
            properties = piece.properties
            if item.format is not None:
                self._run.append(changed_run(properties, item.format.properties, self.author))
            elif properties is not None and len(properties):
                self._run.append(copy.deepcopy(properties))
        if piece.kind == "text" and piece.element.tag != NO_BREAK_HYPHEN:
            self._text(self._run, piece.text[item.start : item.end], item)
        else:
            made = copy.deepcopy(piece.element)
            made.tail = None
            if item.status in _DELETED:
                _delete_within(made)
            if item.inner is not None:
                item.inner(made)
            self._run.append(made)
            if alone:
                self._run = None

    @staticmethod
    def _text(run: Element, text: str, item: Slice) -> None:
        """Text with the blanks it shows, and no others."""
        tag = _DEL_TEXT if item.status in _DELETED else T
        last = run[-1] if len(run) else None
        if last is not None and last.tag == tag:
            text = (last.text or "") + text
        else:
            last = etree.SubElement(run, tag)
        last.text = text
        if text != text.strip() or item.piece.element.get(XML_SPACE) is not None:
            last.set(XML_SPACE, "preserve")

    def _field(self, item: Slice) -> None:
        """A field keeps one status; a simple one that comes or goes is written in full."""
        piece = item.piece
        if piece.element is None:
            for part in piece.parts:
                self._part(item, part)
            return
        if item.status == "=":
            made = copy.deepcopy(piece.element)
            made.tail = None
            self._container(item).append(made)
            self._run = None
            return
        instruction = etree.Element(_INSTR)
        instruction.text = f" {(piece.element.get(w('instr')) or '').strip()} "
        instruction.set(XML_SPACE, "preserve")
        run = next((p.run for p in piece.parts if p.run is not None), etree.Element(R))
        begin = [_field_char("begin"), instruction, _field_char("separate")]
        shown = [StoryPiece("object", "\ufffc", run, e, piece.ctx) for e in begin]
        for part in (
            *shown,
            *piece.parts,
            StoryPiece("object", "\ufffc", run, _field_char("end"), ()),
        ):
            self._part(item, part, piece.ctx)

    def _part(self, item: Slice, part: StoryPiece, ctx: tuple[Element, ...] | None = None) -> None:
        made = Slice(item.status, part)
        inner = part.ctx if ctx is None else (*ctx, *part.ctx[len(ctx) :])
        made.ctx = (*item.ctx, *inner[len(item.piece.ctx) :])
        self.add(made)

    def _container(self, item: Slice) -> Element:
        """Close and open wrappers until an item of this place and status may be appended."""
        path = self._path(item)
        shared = 0
        for (key, _), wanted in zip(self._open, path, strict=False):
            if key != wanted[0]:
                break
            shared += 1
        if shared < len(self._open) or shared < len(path):
            self._run = None
        del self._open[shared:]
        for key, source in path[shared:]:
            parent = self._open[-1][1] if self._open else self.top
            self._open.append((key, self._make(parent, source)))
        return self._open[-1][1] if self._open else self.top

    def _path(self, item: Slice) -> list[tuple[Any, Any]]:
        path: list[tuple[Any, Any]] = [(id(x), x) for x in item.ctx]
        # a point comes with the text around it; the run of a comment is a run like others
        untracked = item.piece.kind == "point" and item.piece.run is None and item.status != "-"
        if item.status == "=" or untracked:
            return path
        revisions: list[tuple[Any, Any]] = [(item.status, item.status)]
        if item.status == "x":  # it came with what moved, and went after
            revisions.insert(0, (">", ">"))
        at = len(path)
        while at and item.ctx[at - 1].tag in _NESTABLE and id(item.ctx[at - 1]) in self.solo:
            at -= 1
        return [*path[:at], *revisions, *path[at:]]

    def _make(self, parent: Element, source: Any) -> Element:
        if isinstance(source, str):
            made = self.author.revision(_TAGS[source])
            parent.append(made)
            return made
        made = etree.SubElement(parent, source.tag)
        for name, value in source.attrib.items():
            made.set(name, value)
        if source.tag == SDT:
            for child in source:
                if child.tag != SDT_CONTENT:
                    made.append(copy.deepcopy(child))
            return etree.SubElement(made, SDT_CONTENT)
        for child in source:
            if child.tag in _CTX_PROPERTIES:
                made.append(copy.deepcopy(child))
        return made


def _delete_within(element: Element) -> None:
    """Text of a deleted object (ruby) is deleted text; that of a text box is its own story."""
    if element.tag == _INSTR:
        element.tag = _DEL_INSTR
    if next(element.iter(TXBX), None) is None:
        for text in element.iter(T):
            text.tag = _DEL_TEXT


def _field_char(kind: str) -> Element:
    made = etree.Element(_FIELD_CHAR)
    made.set(_FIELD_TYPE, kind)
    return made


def assemble(items: list[Slice], author: Author) -> list[Element]:
    """The children of a paragraph (without pPr) that say these items."""
    _settle(items)
    solo = _solo(items)
    assembler = Assembler(author, solo)
    for item in _links_as_fields(items, solo):
        assembler.add(item)
    return list(assembler.top)


def _solo(items: list[Slice]) -> frozenset[int]:
    """Wrappers whose whole content is inserted, or deleted."""
    statuses: dict[int, set[str]] = {}
    for item in items:
        if item.piece.kind != "point":
            for wrapper in item.ctx:
                statuses.setdefault(id(wrapper), set()).add(item.status)
    return frozenset(k for k, seen in statuses.items() if len(seen) == 1 and "=" not in seen)


def _links_as_fields(items: list[Slice], solo: frozenset[int]) -> list[Slice]:
    """Links that came or went whole, as fields: `w:ins` and `w:del` hold no link."""
    said = {
        id(x): text
        for item in items
        for x in item.ctx
        if x.tag == HYPERLINK and id(x) in solo and (text := instruction(x)) is not None
    }
    if not said:
        return items
    out: list[Slice] = []
    opened: list[tuple[Element, Slice]] = []
    waiting: list[Slice] = []
    for item in items:
        links = [x for x in item.ctx if id(x) in said]
        if item.piece.kind == "point":
            item.ctx = tuple(x for x in item.ctx if id(x) not in said)
            waiting.append(item)
            continue
        shared = 0
        while shared < min(len(opened), len(links)) and opened[shared][0] is links[shared]:
            shared += 1
        out += [end for _, end in reversed(opened[shared:])]
        del opened[shared:]
        out += waiting
        waiting = []
        for link in links[shared:]:
            begin, end = _link_field(item, link, said)
            out += begin
            opened.append((link, end))
        item.ctx = tuple(x for x in item.ctx if id(x) not in said)
        out.append(item)
    return [*out, *(end for _, end in reversed(opened)), *waiting]


def _link_field(item: Slice, link: Element, said: dict[int, str]) -> tuple[list[Slice], Slice]:
    """What begins and what ends the field of a link."""
    code = etree.Element(_INSTR)
    code.text = f" {said[id(link)]} "
    code.set(XML_SPACE, "preserve")
    outer = item.ctx[: item.ctx.index(link)]
    ctx = tuple(x for x in outer if id(x) not in said)
    run = etree.Element(R) if item.piece.run is None else item.piece.run
    elements = (_field_char("begin"), code, _field_char("separate"), _field_char("end"))
    made = [Slice(item.status, StoryPiece("object", "\ufffc", run, e, ctx)) for e in elements]
    return made[:-1], made[-1]


def _settle(items: list[Slice]) -> None:
    """Give what goes a place among the wrappers of what stays.

    Wrappers of the old side that live on in the new one are replaced by those; what goes
    between two items of one wrapper goes inside it, so that no wrapper is opened twice.
    """
    twins: dict[int, Element] = {}
    for item in items:
        old = item.old
        if item.status == "=" and old is not None:
            for a, b in zip(old.ctx, item.ctx, strict=False):
                if a.tag == b.tag:
                    twins.setdefault(id(a), b)
    following: tuple[Element, ...] = ()
    after: list[tuple[Element, ...]] = [()] * len(items)
    for i in range(len(items) - 1, -1, -1):
        after[i] = following
        if items[i].status not in _GONE and items[i].piece.kind != "point":
            following = items[i].ctx
    before: tuple[Element, ...] = ()
    for item, later in zip(items, after, strict=True):
        if item.status not in _GONE:
            if item.piece.kind != "point":
                before = item.ctx
            continue
        mapped = tuple(twins.get(id(x), x) for x in item.ctx)
        item.ctx = _placed(mapped, item.ctx, before, later)


def _placed(
    mapped: tuple[Element, ...],
    own: tuple[Element, ...],
    before: tuple[Element, ...],
    later: tuple[Element, ...],
) -> tuple[Element, ...]:
    around = _common(before, later)
    link = link_of(own)
    for i, wrapper in enumerate(around):
        if wrapper.tag == HYPERLINK and link_of((wrapper,)) != link:
            around = around[:i]
            break
    fit = max((_common(mapped, side) for side in (before, later)), key=len)
    if len(fit) < len(around):
        fit = around
    inside_link = any(x.tag == HYPERLINK for x in fit)
    new_side = {id(x) for x in (*before, *later)}
    rest = tuple(
        x
        for x, source in zip(mapped, own, strict=True)
        if x is source and id(x) not in new_side and not (inside_link and x.tag == HYPERLINK)
    )
    return (*fit, *rest)


def _common(a: tuple[Element, ...], b: tuple[Element, ...]) -> tuple[Element, ...]:
    length = 0
    for x, y in zip(a, b, strict=False):
        if x is not y:
            break
        length += 1
    return a[:length]

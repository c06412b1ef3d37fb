"""A changed copy of an opened .docx: parts are copied, cut and packed; the rest stays as it was.

Paragraphs read by `read_word` point into the opened document, which is never touched:
an `Edit` works on copies of its parts and finds each paragraph in them.
"""

from __future__ import annotations

import copy
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.ooxml.names import STRICT, M, W, whole
from generator.ooxml.order import SECTION_ORDER, put
from generator.workspace.archive import pack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.ooxml.content import Para, Section
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _RPR = W + "p", W + "r", W + "t", W + "rPr"
# one character each in the paragraph's text, as `inline` reads them
_SINGLE = frozenset(
    W + name for name in ("tab", "ptab", "cr", "br", "noBreakHyphen", "softHyphen", "sym")
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SILENT = frozenset({_RPR, W + "lastRenderedPageBreak"})


class RunPiece:
    """A run of the copy and the part of the paragraph's text it holds."""

    __slots__ = ("element", "end", "fmt", "start", "whole")

    def __init__(self, start: int, end: int, element: Element, fmt: Any, *, whole: bool) -> None:
        self.start, self.end, self.element, self.fmt = start, end, element, fmt
        self.whole = whole
        """It cannot be cut: it holds more than plain text."""


class _Part(NamedTuple):
    root: Element
    copies: dict[Element, Element]
    """Paragraph, run or section of the opened document → that of the copy."""


class Edit:
    """Changes being made to one document; `pack` gives the new file."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self._parts: dict[str, _Part] = {}
        self._pieces: dict[int, list[RunPiece]] = {}
        self._extra: dict[str, bytes] = {}
        self._next_id: int | None = None

    def root(self, name: str) -> Element:
        """The root of the copy of a part."""
        return self._part(name).root

    def paragraph(self, para: Para) -> Element:
        """The copy of a paragraph."""
        return self._part(para.part_name).copies[para.element]

    def section(self, section: Section) -> Element:
        """The copy of a section's properties; made at the body's end when there are none."""
        root = self.root(self.word.main)
        if section.element is not None:
            return self._part(self.word.main).copies[section.element]
        body = root.find(W + "body")
        body = root if body is None else body
        made = body.makeelement(W + "sectPr")
        body.append(made)
        return made

    def _part(self, name: str) -> _Part:
        if name not in self._parts:
            original = self.word.xml(name)
            root = copy.deepcopy(original.getroottree()).getroot()
            kinds = (_P, _R, W + "sectPr", M + "oMath", M + "oMathPara")
            pairs = zip(original.iter(*kinds), root.iter(*kinds), strict=True)
            self._parts[name] = _Part(root, dict(pairs))
        return self._parts[name]

    def pieces(self, para: Para) -> list[RunPiece]:
        """The runs of a paragraph's copy with their places in its text, in order."""
        found = self._pieces.get(para.index)
        if found is None:
            found = self._pieces[para.index] = self._read_pieces(para)
        return found

    def _read_pieces(self, para: Para) -> list[RunPiece]:
        copies = self._part(para.part_name).copies
        count: dict[Element, int] = {}
        for run in para.runs:
            count[run.element] = count.get(run.element, 0) + 1
        pieces: list[RunPiece] = []
        at = 0
        for run in para.runs:
            element = copies[run.element]
            plain = run.kind == "text" and count[run.element] == 1 and _is_plain(element)
            if pieces and pieces[-1].element is element:
                pieces[-1].end = at + len(run.text)
            else:
                pieces.append(RunPiece(at, at + len(run.text), element, run.fmt, whole=not plain))
            at += len(run.text)
        return pieces

    def between(self, para: Para, start: int | None, end: int | None) -> list[RunPiece]:
        """The runs that hold text[start:end], cut so that they hold nothing else.

        Runs that cannot be cut are taken whole.
        """
        pieces = self.pieces(para)
        if start is None and end is None:
            return list(pieces)
        start, end = start or 0, len(para.text) if end is None else end
        for place in (start, end):
            self._cut(pieces, place)
        return [p for p in pieces if p.start < end and p.end > start]

    def _cut(self, pieces: list[RunPiece], place: int) -> None:
        for number, piece in enumerate(pieces):
            if piece.start < place < piece.end and not piece.whole:
                tail = _split(piece.element, place - piece.start)
                for change in tail.iter(W + "rPrChange"):
                    change.set(W + "id", self.next_id())
                rest = RunPiece(place, piece.end, tail, piece.fmt, whole=False)
                piece.end = place
                pieces.insert(number + 1, rest)
                return

    def next_id(self) -> str:
        """An id no change, comment or bookmark of the document has."""
        if self._next_id is None:
            used = 0
            for name in self.word.parsed:
                for node in self.word.xml(name).iter():
                    value = whole(node.get(W + "id")) if isinstance(node.tag, str) else None
                    used = max(used, value or 0)
            self._next_id = used
        self._next_id += 1
        return str(self._next_id)

    def put_part(self, name: str, data: bytes) -> None:
        """Add or replace a member."""
        self._extra[name] = data

    def pack(self) -> bytes:
        """The new file: changed parts anew, every other member with its bytes and its date."""
        changed: dict[str, bytes] = {
            name: serialise(part.root, strict=name in self.word.strict)
            for name, part in self._parts.items()
        }
        return repack(self.word, {**changed, **self._extra})


def repack(word: Word, changed: Mapping[str, bytes]) -> bytes:
    """A copy of the file in which some members are new."""
    kept = ((info, info.filename) for info in word.infos())
    new = ((name, data) for name, data in changed.items() if word.member(name) is None)
    return pack(chain(((i, changed[n] if n in changed else word.bytes(n)) for i, n in kept), new))


def serialise(root: Element, *, strict: bool = False) -> bytes:
    """A part as bytes; a strict one in its own namespaces again."""
    from lxml import etree

    data: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    if strict:
        for name, transitional in STRICT:
            data = data.replace(b'"' + transitional + b'"', b'"' + name + b'"')
    return data


def _is_plain(run: Element) -> bool:
    if run.tag != _R:
        return False
    return all(child.tag == _T or child.tag in _SINGLE or child.tag in _SILENT for child in run)


def _split(run: Element, place: int) -> Element:
    """Cut a run at a place of its text; the tail, put after it, is given."""
    tail = run.makeelement(_R, run.attrib)
    properties = run.find(_RPR)
    if properties is not None:
        tail.append(copy.deepcopy(properties))
    at = 0
    moving = False
    for child in list(run):
        if child.tag in _SILENT:
            continue
        length = len(child.text or "") if child.tag == _T else 1
        if not moving and at + length > place:
            moving = True
            if at < place:
                text = child.text or ""
                rest = run.makeelement(_T)
                set_text(rest, text[place - at :])
                set_text(child, text[: place - at])
                tail.append(rest)
                at += length
                continue
        at += length
        if moving:
            tail.append(child)
    run.addnext(tail)
    return tail


def set_text(node: Element, text: str) -> None:
    """Set the text of a w:t so that its blanks at the ends are kept.

    What XML cannot hold (a page break in text quoted by a comment) becomes a blank.
    """
    node.text = text = _NO_XML.sub(" ", text)
    if text != text.strip():
        node.set(SPACE, "preserve")


def drop(node: Element, name: str) -> None:
    """Remove the children of a name."""
    for child in node.findall(W + name):
        node.remove(child)


def put_value(section: Element, name: str, values: Mapping[str, str | None]) -> None:
    """Set attributes of a child of a sectPr, made in its place when missing."""
    child = section.find(W + name)
    if child is None:
        child = section.makeelement(W + name)
        put(section, child, SECTION_ORDER)
    for key, value in values.items():
        if value is None:
            child.attrib.pop(W + key, None)
        else:
            child.set(W + key, value)

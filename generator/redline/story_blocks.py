"""The blocks of a story: paragraphs, tables, and what is neither, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from generator.document import anchors
from generator.redline.pieces import StoryPiece, read_paragraph, said_by
from generator.redline.revision_names import (
    BOOKMARK_START,
    CUSTOM_XML,
    NAME,
    PASSING,
    PPR,
    SDT,
    SDT_CONTENT,
    SECTPR,
    TBL,
    TC,
    TR,
    TXBX,
    P,
    T,
    w,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element
    from generator.redline.word_changes import Codes

BlockKind = Literal["p", "table", "row", "cell", "opaque", "contents"]
_NOISE = re.compile(
    rb' xmlns(?::\w+)?="[^"]*"| w:rsid\w*="[^"]*"| w14:(?:paraId|textId)="[^"]*"'
    rb"|<w:proofErr[^>]*/>|<w:lastRenderedPageBreak/>|<w:noProof/>|<w:lang [^>]*/>"
    rb"|<w:bookmark(?:Start|End)[^>]*/>"
)
_DECLARATIONS = re.compile(rb'(?: xmlns(?::\w+)?="[^"]*")+')
_declared: list[bytes] = []
"""The declarations of namespaces lxml last put into a block; the same for all of a part."""
_ANCHORS = (anchors.PREFIX, "_khx_")
WRAPPERS = frozenset({SDT, CUSTOM_XML})
"""What may stand around paragraphs, tables, rows and cells, and prints nothing."""
_PROPERTIES = frozenset({w("tcPr"), w("sdtPr"), w("sdtEndPr"), w("customXmlPr"), SECTPR})
_TEXT_TAGS = (T, w("tab"), w("br"), w("cr"))
_MERGE = (w("gridSpan"), w("vMerge"), w("hMerge"))
_ROW_SHAPE = (w("gridBefore"), w("gridAfter"))


class Block:
    """A block of a story. Its key is the same for blocks that look the same."""

    __slots__ = (
        "_codes",
        "_key",
        "_pieces",
        "_text",
        "anchor",
        "cached",
        "element",
        "kind",
        "last",
    )

    def __init__(self, kind: BlockKind, element: Element, anchor: str = "") -> None:
        self.kind = kind
        self.element = element
        self.cached: list[str] = []
        """What the blocks said that this one stands for."""
        self.last = element
        """Its last element: a table of contents has several."""
        self.anchor = anchor
        """Name of the node the block prints, where the document says it."""
        self._key: bytes | None = None
        self._text: str | None = None
        self._codes: str | None = None
        self._pieces: list[StoryPiece] | None = None

    @property
    def key(self) -> bytes:
        """The block as bytes without what word processors note for themselves."""
        if self._key is None:
            self._key = block_key(self.element)
        return self._key

    @property
    def text(self) -> str:
        """Its text, with that of boxes and cells, without cached results of fields."""
        if self._text is None:
            self._text = self._said()
        return self._text

    def _said(self) -> str:
        fields = b"<w:fldChar" in self.key or b"<w:fldSimple" in self.key
        if self.kind == "p":
            if fields:
                return said_by(self.pieces)
            return "".join(
                (e.text or "") if e.tag == T else " " for e in self.element.iter(*_TEXT_TAGS)
            )
        paragraphs = self.element.iter(P)
        if fields:
            return "\n".join(said_by(read_paragraph(p)) for p in paragraphs)
        return "\n".join("".join(p.itertext(T)) for p in paragraphs)

    def stand_for(self, name: str, blocks: list[Block]) -> None:
        """Be one block for several that a program wrote, the same wherever it has this name."""
        self._key = b"<w:t>" + name.encode()
        self._text = name
        self.cached = [b.text for b in blocks]

    def codes(self, codes: Codes) -> str:
        """Its tokens without blanks, as codes."""
        if self._codes is None:
            self._codes = codes.text(self.text)
        return self._codes

    @property
    def pieces(self) -> list[StoryPiece]:
        """The pieces of a paragraph."""
        if self._pieces is None:
            self._pieces = read_paragraph(self.element)
        return self._pieces

    @property
    def properties(self) -> Element | None:
        """The pPr of a paragraph."""
        return self.element.find(PPR)

    @property
    def section(self) -> Element | None:
        """The section that ends with this paragraph."""
        properties = self.properties
        return None if properties is None else properties.find(SECTPR)


def block_key(element: Element) -> bytes:
    """Bytes that are the same for elements that mean the same."""
    tail, element.tail = element.tail, None
    data: bytes = etree.tostring(element)
    element.tail = tail
    if _declared:  # nearly always those of the block before
        data = data.replace(_declared[0], b"", 1)
    if b" xmlns" in data:
        found = _DECLARATIONS.search(data)
        if found is not None:
            _declared[:] = [found[0]]
    elif not (
        b"<w:bookmark" in data
        or b" w:rsid" in data
        or b" w14:" in data
        or b"<w:lang " in data
        or b"<w:proofErr" in data
        or b"<w:noProof" in data
        or b"<w:lastRendered" in data
    ):
        return data
    return _NOISE.sub(b"", data)


def story_blocks(container: Element) -> list[Block]:
    """The blocks of a body, cell, header, note or text box, content controls opened."""
    return list(_blocks(container))


def _blocks(container: Element) -> Iterator[Block]:
    for child in container:
        tag = child.tag
        if tag == P:
            yield Block("p", child, _anchor(child.iterchildren(BOOKMARK_START)))
        elif tag == TBL:
            yield Block("table", child)
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from _blocks(content)
        elif tag == CUSTOM_XML:
            yield from _blocks(child)
        elif tag not in PASSING and tag not in _PROPERTIES:
            yield Block("opaque", child)


def ends_in_paragraph(blocks: list[Block]) -> bool:
    """Whether a story ends as Word wants it: in a paragraph that ends no section before it."""
    return bool(blocks) and blocks[-1].kind == "p" and blocks[-1].section is None


def _anchor(starts: Iterator[Element]) -> str:
    """The first bookmark that says which node of a plan is printed here."""
    for start in starts:
        name: str = start.get(NAME) or ""
        if name.startswith(_ANCHORS):
            return name
    return ""


def table_rows(table: Element) -> list[Block]:
    """The rows of a table, through content controls around them."""
    return [Block("row", e, _anchor(e.iter(BOOKMARK_START))) for e in _inner(table, TR)]


def lift_rows(table: Element) -> bool:
    """Take the rows of a table out of content controls around them; whether there were any."""
    rows = [row.element for row in table_rows(table)]
    wrappers = [c for c in table if c.tag in WRAPPERS]
    for row in rows if wrappers else ():
        row.tail = None
        table.append(row)
    for wrapper in wrappers:
        table.remove(wrapper)
    return bool(wrappers)


def row_cells(row: Element) -> list[Element]:
    """The cells of a row, through content controls around them."""
    return list(_inner(row, TC))


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from _inner(content, tag)
        elif child.tag == CUSTOM_XML:
            yield from _inner(child, tag)


def row_shape(row: Element) -> Any:
    """What must agree for two rows to be compared cell by cell: spans and merges."""
    properties = row.find(w("trPr"))
    outer = (
        ()
        if properties is None
        else tuple((c.tag, c.get(w("val"))) for c in properties if c.tag in _ROW_SHAPE)
    )
    return outer, tuple(_cell_shape(cell) for cell in row_cells(row))


def _cell_shape(cell: Element) -> Any:
    properties = cell.find(w("tcPr"))
    if properties is None:
        return ()
    return tuple(
        (c.tag, c.get(w("val")) or "continue")
        for c in properties
        if c.tag in _MERGE and not (c.tag == _MERGE[0] and c.get(w("val")) == "1")
    )


def own_boxes(element: Element) -> list[Element]:
    """The text boxes of an object, those inside other boxes apart."""
    found: list[Element] = []
    for box in element.iter(TXBX):
        outer = next(box.iterancestors(TXBX), None)
        if outer is None or not any(outer is e or outer in e.iterdescendants() for e in found):
            found.append(box)
    return found

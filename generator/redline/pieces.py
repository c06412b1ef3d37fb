"""What a paragraph is made of: pieces of text, objects, fields, and points between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from generator.redline.cached import is_reckoned, shape_bytes
from generator.redline.compared_properties import run_key
from generator.redline.links import target
from generator.redline.revision_names import (
    BOOKMARK_END,
    BOOKMARK_START,
    COMMENT_REFERENCE,
    CUSTOM_XML,
    FLD_SIMPLE,
    HYPERLINK,
    PPR,
    RANGE_MARKS,
    RPR,
    SDT,
    SDT_CONTENT,
    SPELLING,
    TXBX,
    XML_SPACE,
    R,
    T,
    w,
)

if TYPE_CHECKING:
    from generator.ooxml.elements import Element

Kind = Literal["text", "object", "field", "point", "mark"]
OBJECT_CHARACTER = "\ufffc"
_WRAPPERS = frozenset({HYPERLINK, SDT, CUSTOM_XML, w("smartTag"), w("dir"), w("bdo")})
_PROPERTY_TAGS = frozenset({w("smartTagPr"), w("customXmlPr"), w("sdtPr"), w("sdtEndPr")})
NO_BREAK_HYPHEN = w("noBreakHyphen")
_PLAIN = {w("tab"): "\t", w("cr"): "\n", w("softHyphen"): "\u00ad"}
_INSTRUCTION, _FIELD_CHAR = w("instrText"), w("fldChar")
_NOTE_REFERENCES = frozenset({w("footnoteReference"), w("endnoteReference")})
_SPACES = " \t\r\n"
_RECKONED = "reckoned"
_LONG_RESULT = 60
"""Characters; LibreOffice resolves no change inside a field, so a short one is replaced whole."""
_BOX = re.compile(rb"<w:txbxContent(?:/>|[ >].*?</w:txbxContent>)", re.DOTALL)
_OBJECT_NOISE = re.compile(
    rb' xmlns(:\w+)?="[^"]*"| w:rsid\w*="[^"]*"| \w+:(paraId|textId|anchorId|editId)="[^"]*"'
    rb'|(?<=<wp:docPr) id="\d+"| o:spid="[^"]*"|(?<=<pic:cNvPr) id="\d+"| w:id="[^"]*"(?= w:name)'
)


class StoryPiece:
    """A stretch of one kind in one run. `ctx` are the wrappers around it, outermost first."""

    __slots__ = ("_format", "ctx", "element", "key", "kind", "parts", "run", "shell", "text")

    def __init__(
        self,
        kind: Kind,
        text: str,
        run: Element | None,
        element: Any,
        ctx: tuple[Element, ...],
    ) -> None:
        self.kind = kind
        self.text = text
        self.run = run
        """None for what stands in no run."""
        self.element = element
        """The block that a mark ends; None for a complex field, which is made of its parts."""
        self.ctx = ctx
        self.key: Any = None
        """What makes two objects the same; None for text."""
        self.shell: Any = None
        """What makes two objects the same but for the text inside them; None if nothing does."""
        self.parts: list[StoryPiece] = []
        self._format: Any = None

    @property
    def properties(self) -> Element | None:
        """The rPr of its run."""
        return None if self.run is None else self.run.find(RPR)

    @property
    def format(self) -> Any:
        """The run properties in canonical form."""
        if self._format is None:
            self._format = run_key(self.properties)
        return self._format


def read_paragraph(paragraph: Element) -> list[StoryPiece]:
    """The pieces of a paragraph, complex fields gathered to one piece where they end in it."""
    found: list[StoryPiece] = []
    _read(paragraph, (), found)
    return _gather_fields(found)


def _read(parent: Element, ctx: tuple[Element, ...], out: list[StoryPiece]) -> None:
    for child in parent:
        tag = child.tag
        if tag == R:
            _read_run(child, ctx, out)
        elif tag == PPR or tag in SPELLING or tag in _PROPERTY_TAGS:
            continue
        elif tag in RANGE_MARKS:
            out.append(StoryPiece("point", "", None, child, ctx))
        elif tag in _WRAPPERS:
            inner = child.find(SDT_CONTENT) if tag == SDT else child
            if inner is not None:
                before = len(out)
                _read(inner, (*ctx, child), out)
                if len(out) == before and tag != HYPERLINK:
                    out.append(_object(child, None, ctx))
        elif tag == FLD_SIMPLE:
            out.append(_simple_field(child, ctx))
        else:
            out.append(_object(child, None, ctx))


def _read_run(run: Element, ctx: tuple[Element, ...], out: list[StoryPiece]) -> None:
    for child in run:
        tag = child.tag
        if tag == T:
            if shown := shown_text(child):
                out.append(StoryPiece("text", shown, run, child, ctx))
        elif tag == RPR or tag in SPELLING:
            continue
        elif tag == NO_BREAK_HYPHEN:
            out.append(StoryPiece("text", "\u2011", run, child, ctx))
        elif tag == COMMENT_REFERENCE:
            out.append(StoryPiece("point", "", run, child, ctx))
        else:
            out.append(_object(child, run, ctx))


def shown_text(element: Element) -> str:
    """A text as Word shows it: without blanks at its ends, unless xml:space keeps them."""
    text: str = element.text or ""
    return text if element.get(XML_SPACE) == "preserve" else text.strip(_SPACES)


def _object(element: Element, run: Element | None, ctx: tuple[Element, ...]) -> StoryPiece:
    piece = StoryPiece("object", OBJECT_CHARACTER, run, element, ctx)
    tag = element.tag
    if tag in _PLAIN:
        piece.key = tag
        piece.text = _PLAIN[tag]
    elif tag == _FIELD_CHAR:
        piece.key = (tag, element.get(w("fldCharType")))
    elif tag == _INSTRUCTION:
        piece.key = (tag, " ".join((element.text or "").split()))
    else:
        data = shape_bytes(object_bytes(element))
        piece.key = data
        if TXBX.encode()[-11:] in data:
            piece.shell = ("box", _BOX.sub(b"", data), data.count(b"<w:txbxContent"))
        elif tag in _NOTE_REFERENCES:
            piece.shell = (tag,)
    return piece


def without_boxes(element: Element) -> bytes:
    """An object as bytes, without the text in it."""
    return _BOX.sub(b"", object_bytes(element))


def object_bytes(element: Element) -> bytes:
    """An element as bytes, without what word processors number afresh."""
    tail, element.tail = element.tail, None
    data: bytes = _OBJECT_NOISE.sub(b"", etree.tostring(element))
    element.tail = tail
    return data


def _simple_field(element: Element, ctx: tuple[Element, ...]) -> StoryPiece:
    inner: list[StoryPiece] = []
    _read(element, (), inner)
    instruction = " ".join((element.get(w("instr")) or "").split())
    piece = StoryPiece("field", OBJECT_CHARACTER, None, element, ctx)
    piece.parts = inner
    if is_reckoned(instruction):
        piece.key = (_RECKONED, instruction)
        return piece
    piece.key = ("simple", instruction, _shown(inner))
    piece.shell = ("simple", instruction)
    return piece


def is_cached(piece: StoryPiece) -> bool:
    """Whether a piece is a field whose result is nobody's words."""
    return piece.kind == "field" and bool(piece.key[0] == _RECKONED)


def result_of(field: StoryPiece) -> list[StoryPiece]:
    """The pieces a field shows."""
    parts = field.parts
    if field.element is not None:
        return parts
    for i, part in enumerate(parts):
        if part.key == (_FIELD_CHAR, "separate"):
            return parts[i + 1 : -1]
    return []


def said_by(pieces: list[StoryPiece]) -> str:
    """The text of pieces without the results of fields that are worked out anew."""
    out = []
    for piece in pieces:
        if piece.kind == "field":
            out.append("" if is_cached(piece) else said_by(result_of(piece)))
        elif piece.key is None or isinstance(piece.key, str):
            out.append(piece.text)
        elif piece.shell is not None and piece.shell[0] == "box":
            out.append("".join(piece.element.itertext(T)))
    return "".join(out)


def _shown(pieces: list[StoryPiece]) -> Any:
    return tuple(p.text if p.key is None else p.key for p in pieces if p.kind != "point")


def _gather_fields(pieces: list[StoryPiece]) -> list[StoryPiece]:
    """Make one piece of begin … end, so that one field has one status."""
    if not any(isinstance(p.key, tuple) and p.key[0] == _FIELD_CHAR for p in pieces):
        return pieces
    out: list[StoryPiece] = []
    opened: list[int] = []
    for piece in pieces:
        out.append(piece)
        if not (isinstance(piece.key, tuple) and piece.key[0] == _FIELD_CHAR):
            continue
        if piece.key[1] == "begin":
            opened.append(len(out) - 1)
        elif piece.key[1] == "end" and opened:
            start = opened.pop()
            parts = out[start:]
            if (
                all(p.ctx[: len(piece.ctx)] == piece.ctx for p in parts)
                and parts[0].ctx == piece.ctx
            ):
                out[start:] = [_complex_field(parts)]
    return out


def _complex_field(parts: list[StoryPiece]) -> StoryPiece:
    field = StoryPiece("field", OBJECT_CHARACTER, parts[0].run, None, parts[0].ctx)
    field.parts = parts
    split = next(
        (i for i, p in enumerate(parts) if p.key == (_FIELD_CHAR, "separate")), len(parts) - 1
    )
    instruction = " ".join("".join(p.key[1] for p in parts[:split] if _is_instruction(p)).split())
    if is_reckoned(instruction):
        field.key = (_RECKONED, instruction)
        return field
    field.key = ("field", instruction, _shown(parts[split:]))
    if len("".join(p.text for p in parts[split:])) > _LONG_RESULT:
        field.shell = ("field", instruction)
    return field


def _is_instruction(piece: StoryPiece) -> bool:
    return isinstance(piece.key, tuple) and piece.key[0] == _INSTRUCTION


def link_of(ctx: tuple[Element, ...]) -> Any:
    """Where a link leads that surrounds a piece; None outside links."""
    for wrapper in ctx:
        if wrapper.tag == HYPERLINK:
            return target(wrapper)
    return None


def is_bookmark(piece: StoryPiece) -> bool:
    """Tell whether a point is the start or the end of a bookmark."""
    return piece.element is not None and piece.element.tag in {BOOKMARK_START, BOOKMARK_END}

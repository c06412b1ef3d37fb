"""The inside of a paragraph: runs with their look, fields, references, drawings."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from generator.ooxml.content import ReferenceMark, WordField, WordRun
from generator.ooxml.drawn import chosen
from generator.ooxml.elements import tag_of
from generator.ooxml.names import MC, M, W, is_on
from generator.ooxml.symbols import symbol, symbol_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.ooxml.content import RunKind
    from generator.ooxml.elements import Element
    from generator.ooxml.formats import Formats, RunFormat

_BREAKS = {"page": "\f", "column": "\v"}
_TEXTS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_REFERENCES = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}
_PASS = frozenset(
    {
        W + "hyperlink",
        W + "smartTag",
        W + "customXml",
        W + "sdt",
        W + "sdtContent",
        W + "fldSimple",
        W + "dir",
        W + "bdo",
        W + "ins",
        W + "moveTo",
        W + "del",
        W + "moveFrom",
        W + "ruby",
        W + "rubyBase",
    }
)
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
LAST_PLACE = "_GoBack"
"""The bookmark with which Word notes where it was at last."""
_T, _RPR, _R = W + "t", W + "rPr", W + "r"
_RUBY, _RUBY_BASE = W + "ruby", W + "rubyBase"


class Revisions:
    """Which of the two sides of the tracked changes is read."""

    def __init__(self, *, rejecting: bool) -> None:
        self.rejecting = rejecting
        gone = ("ins", "moveTo") if rejecting else ("del", "moveFrom")
        self.gone = frozenset(W + name for name in gone)

    def old(self, node: Element | None, change: str) -> Element | None:
        """The properties to read: those before the change when it is rejected."""
        if not self.rejecting or node is None:
            return node
        changed = node.find(W + change)
        return node if changed is None else (changed[0] if len(changed) else changed)

    def mark_gone(self, mark: Element) -> bool:
        """Whether the paragraph's end is not there, so that it joins the next."""
        return next(mark.iterchildren(*self.gone), None) is not None


def _properties(run: Element) -> Element | None:
    """The rPr of a run; where a program wrote several, all of them as one."""
    rpr = run.find(_RPR)
    after = None if rpr is None else rpr.getnext()
    if rpr is None or after is None or after.tag != _RPR:
        return rpr
    joined = rpr.makeelement(_RPR)
    for each in run.findall(_RPR):
        joined.extend([copy.copy(child) for child in each])
    return joined


class ParagraphContent:
    """What has been read of a paragraph so far."""

    __slots__ = (
        *("bookmarks", "drawings", "drawn_at", "ends", "fields", "hidden", "length", "marks"),
        *("places", "runs"),
    )

    def __init__(self) -> None:
        self.runs: list[WordRun] = []
        self.bookmarks: list[str] = []
        self.places: list[int] = []
        """Offset in the text of each bookmark that begins inside the paragraph."""
        self.ends: list[int] = []
        """Offset in the text of each that ends there, but for the place Word was at last."""
        self.fields: list[WordField] = []
        self.marks: list[ReferenceMark] = []
        self.drawings: list[Element] = []
        self.drawn_at: list[int] = []
        """Offset in the text of each drawing."""
        self.hidden = ""
        self.length = 0


class Inline:
    """Reads the children of paragraphs of one story; fields may span paragraphs."""

    def __init__(self, formats: Formats, revisions: Revisions) -> None:
        self._formats = formats
        self._revisions = revisions
        self._open: list[list[str]] = []
        """Open fields: instruction, and "" or "result" once the separator was met."""
        self._in_code = False
        self._last_place: str | None = None

    @property
    def open(self) -> bool:
        """Whether a field that began before goes on."""
        return bool(self._open)

    def read(self, paragraph: Element, base: Any, into: ParagraphContent) -> None:
        """Read a paragraph's content, its runs formatted on `base`."""
        self._children(paragraph, base, into)
        # an instruction that never ends must not swallow the rest of the story
        while self._open and not self._open[-1][1]:
            self._close(into)
        self._in_code = False

    def _children(self, node: Iterable[Element], base: Any, into: ParagraphContent) -> None:
        for child in node:
            tag = child.tag
            if tag == _R:
                self._run(child, base, into)
            elif tag in _PASS:
                if tag not in self._revisions.gone:
                    self._wrapped(child, base, into)
            elif tag == W + "bookmarkStart":
                name = child.get(W + "name")
                if name:
                    into.bookmarks.append(name)
                    into.places.append(into.length)
                if name == LAST_PLACE:
                    self._last_place = child.get(W + "id")
            elif tag == W + "bookmarkEnd":
                if child.get(W + "id") != self._last_place:
                    into.ends.append(into.length)
            elif tag in {M + "oMath", M + "oMathPara"}:
                self._math(child, base, into)
            elif tag == MC + "AlternateContent":
                self._children(chosen(child), base, into)

    def _wrapped(self, node: Element, base: Any, into: ParagraphContent) -> None:
        if node.tag == W + "fldSimple":
            instruction = (node.get(W + "instr") or "").strip()
            into.fields.append(_field(instruction))
            self._open.append([instruction, "result"])
            self._children(node, base, into)
            self._open.pop()
            return
        self._children(node, base, into)

    def _math(self, node: Element, base: Any, into: ParagraphContent) -> None:
        text = "".join(t.text or "" for t in node.iter(M + "t", _T))
        self._put(text, self._formats.run(base, None), node, "math", into)

    def _run(self, run: Element, base: Any, into: ParagraphContent) -> None:
        rpr = _properties(run)
        fmt = self._formats.run(base, self._revisions.old(rpr, "rPrChange"))
        text = ""
        kind: RunKind = "field" if self._open else "text"
        marked = False  # the sign of a note typed by hand stands for its number
        for child in run:
            tag = child.tag
            if tag == _T:
                if not self._in_code and not marked:
                    text += child.text or ""
            elif tag in _TEXTS:
                text += _TEXTS[tag]
            elif tag == _RPR:
                continue
            elif tag == W + "fldChar":
                self._put(text, fmt, run, kind, into)
                text = ""
                self._field_char(child.get(W + "fldCharType"), into)
                kind = "field" if self._open else "text"
            elif tag in _OTHERS:
                marked = marked or is_on(child.get(W + "customMarkFollows") or "0")
                text += _OTHERS[tag](self, child, fmt, into, len(text))
            elif tag == W + "delText" and self._revisions.rejecting:
                text += child.text or ""
            elif tag == _RUBY:
                self._put(text, fmt, run, kind, into)
                text = ""
                inner = child.find(_RUBY_BASE)
                if inner is not None:
                    self._children(inner, base, into)
        self._put(text, fmt, run, kind, into)

    def _put(
        self, text: str, fmt: RunFormat, node: Element, kind: RunKind, into: ParagraphContent
    ) -> None:
        if not text:
            return
        if fmt.hidden:
            into.hidden += text
            return
        if not text.isascii():
            text = symbol_text(text, fmt.font_high)
        into.runs.append(WordRun(text, fmt, node, kind, self._open_field()))
        into.length += len(text)

    def _open_field(self) -> str:
        """The instruction of the field whose result is read."""
        return self._open[-1][0].strip() if self._open else ""

    def _field_char(self, kind: str | None, into: ParagraphContent) -> None:
        if kind == "begin":
            self._open.append(["", ""])
        elif kind == "separate" and self._open and not self._open[-1][1]:
            self._open[-1][1] = "result"
            into.fields.append(_field(self._open[-1][0]))
        elif kind == "end" and self._open:
            self._close(into)
        self._in_code = any(not each[1] for each in self._open)

    def _close(self, into: ParagraphContent) -> None:
        instruction, state = self._open.pop()
        if not state:
            into.fields.append(_field(instruction))

    def _instruction(
        self, node: Element, _fmt: RunFormat, _into: ParagraphContent, _at: int
    ) -> str:
        if self._open:
            self._open[-1][0] += node.text or ""
        return ""

    def _break(self, node: Element, _fmt: RunFormat, _into: ParagraphContent, _at: int) -> str:
        return _BREAKS.get(node.get(W + "type") or "", "\n")

    def _symbol(self, node: Element, _fmt: RunFormat, _into: ParagraphContent, _at: int) -> str:
        try:
            code = int(node.get(W + "char") or "", 16)
        except ValueError:
            return ""
        if 0xF000 <= code <= 0xF0FF or code < 0x20:
            return symbol(code, node.get(W + "font") or "")
        return symbol(code, node.get(W + "font") or "") if code <= 0xFF else _char(code)

    def _reference(self, node: Element, _fmt: RunFormat, into: ParagraphContent, at: int) -> str:
        kind: Any = _REFERENCES[tag_of(node)]
        into.marks.append(ReferenceMark(kind, node.get(W + "id") or "", into.length + at))
        return ""

    def _drawing(self, node: Element, _fmt: RunFormat, into: ParagraphContent, at: int) -> str:
        into.drawings.append(node)
        into.drawn_at.append(into.length + at)
        return ""

    def _alternative(self, node: Element, fmt: RunFormat, into: ParagraphContent, at: int) -> str:
        text = ""
        for child in chosen(node):
            if child.tag in _DRAWINGS:
                self._drawing(child, fmt, into, at + len(text))
            elif child.tag == _T:
                text += child.text or ""
            elif child.tag in _OTHERS:
                text += _OTHERS[child.tag](self, child, fmt, into, at + len(text))
        return text


_OTHERS: dict[str, Callable[[Inline, Element, RunFormat, ParagraphContent, int], str]] = {
    W + "instrText": Inline._instruction,
    W + "br": Inline._break,
    W + "sym": Inline._symbol,
    MC + "AlternateContent": Inline._alternative,
    **dict.fromkeys(_REFERENCES, Inline._reference),
    **dict.fromkeys(_DRAWINGS, Inline._drawing),
}


def _char(code: int) -> str:
    return chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""


def _field(instruction: str) -> WordField:
    words = instruction.split()
    return WordField(words[0].upper() if words else "", instruction.strip())

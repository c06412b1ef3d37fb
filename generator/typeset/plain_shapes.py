"""Paragraphs and rows of the plainest shape, read by their bytes.

Bookmarks, runs of text, cells of such paragraphs and nothing else: so a template writes most of
what it prints. What their properties mean is asked of the one reader there is (`ooxml.formats`),
once for equal bytes; every other shape is left to it whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from generator.ooxml.content import WordRun
from generator.ooxml.inline import ParagraphContent
from generator.ooxml.names import W
from generator.ooxml.parsing import safe_parser
from generator.ooxml.symbols import symbol_text
from generator.typeset.unplaced import UNPLACED

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.ooxml.formats import Formats, ParaFormat, RunFormat, TableLayers

    Container = Element | tuple["WrittenParagraph", ...]
    """What holds the blocks of a cell: its element, or what was written in it."""

_WORDS = W[1:-1].encode()
_ROOT = re.compile(
    rb'(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?(?: standalone="\w+")?\?>)?\s*'
    rb'<w:document [^<>]*xmlns:w="' + re.escape(_WORDS) + rb'"[^<>]*>\s*'
)
_CONTROLS = bytes({*range(32)} - {9, 10})
_TAGS = re.compile(rb'(?:</?w:[A-Za-z]+(?: w:[A-Za-z]+="[^"<>&]*")*/?>)*')
_BEGINS, _ENDS = b'<w:bookmarkStart w:id="0" w:name="', b'<w:bookmarkEnd w:id="0"/>'
_STRANGE = frozenset(b'"<>&')
_SAYS = (b'<w:t xml:space="preserve">', b"<w:t>")
_ENTITY = re.compile("&(amp|lt|gt|quot|apos);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_SAFE = safe_parser(long=True)
NUMBER = W + "rsidTr"
"""Attribute of an empty row: which written one it stands for."""
_RUN = etree.Element(W + "r")
"""Stands for the element of each plain run: nothing is asked of it."""
_STANDS = b'<w:tr w:rsidTr="%d"/>'


def is_plain(data: bytes, opening: bytes) -> bool:
    """Whether the paragraphs of a part, which begins so, mean what they seem to."""
    if _ROOT.fullmatch(opening) is None or b"]]>" in data:
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return len(data.translate(None, _CONTROLS)) == len(data)


class WrittenRun(NamedTuple):
    """A run of text, and the bookmarks before it."""

    marks: tuple[str, ...]
    properties: Element | None
    """The rPr, one for equal bytes; None when there is none."""
    text: str


class WrittenParagraph(NamedTuple):
    """A paragraph. The last run, which says nothing, has the bookmarks at its end."""

    properties: Element | None
    runs: tuple[WrittenRun, ...]


class WrittenRow(NamedTuple):
    """A row of a table: its trPr, and of each cell the tcPr and the paragraphs."""

    properties: Element | None
    cells: tuple[tuple[Element | None, tuple[WrittenParagraph, ...]], ...]


class Head(NamedTuple):
    """What the properties of a paragraph and its place make of it."""

    style: str
    look: ParaFormat
    base: Any
    """Under its runs."""
    mark: RunFormat
    """Of its end."""


def head_of(formats: Formats, ppr: Element | None, layers: TableLayers | None) -> Head:
    """What a pPr, or None, says in this kind of cell."""
    style = formats.style_of(ppr)
    base = formats.base(style, layers)
    mark = formats.run(base, None if ppr is None else ppr.find(W + "rPr"))
    return Head(style, formats.para(ppr, style, layers), base, mark)


class _NotPlainError(Exception):
    """Another shape."""


class PlainReader:
    """Reads such paragraphs of one document."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._parsed: dict[bytes, Element] = {}
        """Properties by their bytes."""
        self._heads: dict[Any, Head] = {}
        self._formatted: dict[Any, RunFormat] = {}
        self._before: dict[bytes, tuple[tuple[str, ...], Element | None]] = {}
        """What stands before a text, without bookmarks: its rPr."""

    def paragraph(self, data: bytes) -> WrittenParagraph | None:
        """A paragraph; None where it is of another shape."""
        if not data.startswith(b"<w:p>") or not data.endswith(b"</w:p>"):
            return None
        try:
            return self._paragraph(data[:-6])
        except _NotPlainError:
            return None

    def rows(self, table: bytes) -> tuple[bytes, list[WrittenRow]]:
        """A table with an empty row instead of each plain one, and those."""
        found: list[WrittenRow] = []
        if b"<w:fldChar" in table or table.count(b"<w:tbl>") > 1:
            return table, found

        parts = table.split(b"</w:tr>")
        for number, part in enumerate(parts[:-1]):
            at = part.find(b"<w:tr>")
            row = self._row(part[at + 6 :]) if at >= 0 else None
            stands = part + b"</w:tr>" if row is None else part[:at] + _STANDS % len(found)
            if row is not None:
                found.append(row)
            parts[number] = stands
        return b"".join(parts), found

    def head(self, properties: Element | None, layers: TableLayers | None) -> Head:
        """What the properties of a plain paragraph make of it."""
        key = (id(properties), None if layers is None else layers.key)
        found = self._heads.get(key)
        if found is None:
            found = self._heads[key] = head_of(self._formats, properties, layers)
        return found

    def content(self, paragraph: WrittenParagraph, base: Any) -> ParagraphContent:
        """What a plain paragraph says."""
        content = ParagraphContent()
        runs, length = content.runs, 0
        for marks, properties, text in paragraph.runs:
            for name in marks:
                content.bookmarks.append(name)
                content.places.append(length)
            if not text:
                continue
            key = (id(properties), id(base))
            fmt = self._formatted.get(key)
            if fmt is None:
                fmt = self._formatted[key] = self._formats.run(base, properties)
            if fmt.hidden:
                content.hidden += text
                continue
            if not text.isascii():
                text = symbol_text(text, fmt.font_high)
            runs.append(WordRun(text, fmt, _RUN, "text"))
            length += len(text)
        content.length = length
        return content

    def _row(self, data: bytes) -> WrittenRow | None:
        """A row between its tags."""
        try:
            properties, inside = self._opened(data, b"</w:trPr>", b"<w:trPr>")
            *cells, rest = inside.split(b"</w:tc>")
            made = tuple([self._cell(cell) for cell in cells])
        except _NotPlainError:
            return None
        return None if rest else WrittenRow(properties, made)

    def _cell(self, data: bytes) -> tuple[Element | None, tuple[WrittenParagraph, ...]]:
        if not data.startswith(b"<w:tc>"):
            raise _NotPlainError
        properties, inside = self._opened(data[6:], b"</w:tcPr>", b"<w:tcPr>")
        *said, rest = inside.split(b"</w:p>")
        if rest:
            raise _NotPlainError
        return properties, tuple([self._paragraph(each) for each in said])

    def _paragraph(self, data: bytes) -> WrittenParagraph:
        """A paragraph without its closing tag."""
        if not data.startswith(b"<w:p>"):
            raise _NotPlainError
        properties, inside = self._opened(data[5:], b"</w:pPr>", b"<w:pPr>")
        if not inside:
            return WrittenParagraph(properties, ())
        *said, rest = inside.split(b"</w:t></w:r>")
        runs = [self._run(each) for each in said]
        if rest:
            runs.append(WrittenRun(_names(rest), None, ""))
        return WrittenParagraph(properties, tuple(runs))

    def _run(self, data: bytes) -> WrittenRun:
        """A run without its closing tags, and what stands before it."""
        end = data.rfind(b">") + 1
        before, text = data[:end], data[end:].decode()
        if "&" in text:
            count = text.count("&")
            text, known = _ENTITY.subn(lambda sign: _ENTITIES[sign[1]], text)
            if known < count:
                raise _NotPlainError
        found = self._before.get(before)
        if found is None:
            at = before.find(b"<w:r>")
            marks, inside = _names(before[: max(at, 0)]), before[at + 5 :]
            properties, says = self._opened(inside, b"</w:rPr>", b"<w:rPr>")
            if at < 0 or says not in _SAYS:
                raise _NotPlainError
            found = (marks, properties)
            if not marks:
                self._before[before] = found
        return WrittenRun(*found, text)

    def _opened(self, data: bytes, end: bytes, begin: bytes) -> tuple[Element | None, bytes]:
        """The properties with which an element begins, None for none, and the rest."""
        if not data.startswith(begin):
            return None, data
        at = data.find(end) + len(end)
        own = data[:at]
        found = self._parsed.get(own)
        if found is None:
            if _TAGS.fullmatch(own) is None:
                raise _NotPlainError
            found = etree.fromstring(b'<w:x xmlns:w="%s">%s</w:x>' % (_WORDS, own), _SAFE)[0]
            if next(found.iter(*UNPLACED, W + "sectPr"), None) is not None:
                raise _NotPlainError
            self._parsed[own] = found
        return found, data[at:]


def _names(data: bytes) -> tuple[str, ...]:
    """The names of bookmarks, of which alone this has to be."""
    if not data:
        return ()
    found: list[str] = []
    *marks, rest = data.replace(_ENDS, b"").split(b'"/>')
    if len(marks) != data.count(_ENDS):
        raise _NotPlainError  # one that begins or ends elsewhere
    for mark in marks:
        name = mark[len(_BEGINS) :]
        if not mark.startswith(_BEGINS) or not name or _STRANGE.intersection(name):
            raise _NotPlainError
        found.append(name.decode())
    if rest:
        raise _NotPlainError
    return tuple(found)

"""The doors: the pages of a .docx, or of one document that is rendered again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.ooxml.parsing import safe_parser
from generator.typeset.intake import Intake, ends_section
from generator.typeset.manuscript import TableGrid
from generator.typeset.paging import set_pages
from generator.typeset.plain_shapes import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.ooxml.opened import Word
    from generator.typeset.manuscript import Course, Flow, Manuscript
    from generator.typeset.pages import PrintedDocument, Unknown
    from generator.typeset.plain_shapes import WrittenRow

    _Rows = dict[bytes, dict[tuple[int, bytes], Course]]
    """What stands before the rows of a table → row, with its kind of place → row as read."""

_BOOKMARKS = (b'<w:bookmarkStart w:id="', b'<w:bookmarkEnd w:id="')
_SAFE = safe_parser(long=True)


def set_word(word: Word) -> PrintedDocument:
    """The pages of a .docx, whoever made it; what cannot be placed exactly is named."""
    return set_pages(Intake(word).manuscript())


class _Kept(NamedTuple):
    """A paragraph or table read before."""

    flow: Flow
    ends: bool
    unknown: tuple[Unknown, ...]
    counted: bool
    """It holds an automatic number: elsewhere that would be another."""


class Setter:
    """Sets one document as it changes: what is as before is not read or broken again.

    `word` is the template, or any document with its styles, headers and settings; only the
    parts given to `pages` are taken instead of its own.
    """

    def __init__(self, word: Word) -> None:
        self._word = word
        self._intake = Intake(word)
        self._kept: dict[bytes, _Kept] = {}
        self._rows: _Rows = {}
        self._raw: dict[str, bytes] = {}
        self._plain = False
        """Plain paragraphs are read by their bytes."""

    def pages(self, members: Mapping[str, bytes]) -> PrintedDocument:
        """The pages of the document whose changed parts these are (`Template.members`)."""
        return set_pages(self._manuscript(members))

    def forgotten(self) -> Setter:
        """The same setter, without what it kept of documents; styles stay known."""
        self._kept, self._rows = {}, {}
        self._intake.forget()
        return self

    def _manuscript(self, members: Mapping[str, bytes]) -> Manuscript:
        main = self._word.main
        for name, data in members.items():
            if name.endswith(".xml") and name != main and self._raw.get(name) != data:
                self._word.parsed[name] = etree.fromstring(data, _SAFE)
                self._raw[name] = data
        whole = members.get(main)
        if whole is None:
            return self._intake.manuscript()
        parts = list(_parts(whole)) if b"<w:txbxContent" not in whole else []
        if not parts:
            self._word.parsed[main] = etree.fromstring(whole, _SAFE)
            return self._intake.manuscript()
        return self._assembled(whole, parts)

    def _assembled(self, data: bytes, parts: list[bytes]) -> Manuscript:
        """A manuscript of paragraphs and tables, each read once."""
        opening = data[: data.index(b"<w:body>")]
        self._plain = is_plain(data, opening)
        kept: dict[bytes, _Kept] = {}
        blocks: list[tuple[Flow, bool]] = []
        unknown: list[Unknown] = []
        sections: list[bytes] = []
        self._rows, before = {}, self._rows
        self._intake.restart()
        for part in parts:
            if part.startswith(b"<w:sectPr"):
                sections.append(b"<w:p><w:pPr>" + part + b"</w:pPr></w:p>")
                continue
            each = kept.get(part) or self._kept.get(part)
            if each is None:
                each = self._read(opening, part, before)
            else:
                self._keep_rows(part, before)
            if not each.counted:
                kept[part] = each
            unknown += each.unknown
            blocks.append((each.flow, each.ends))
            if each.ends:
                sections.append(part)
        self._kept = kept
        layout = opening + b"<w:body>" + b"".join(sections) + b"</w:body></w:document>"
        self._word.parsed[self._word.main] = etree.fromstring(layout, _SAFE)
        return self._intake.assemble(blocks, unknown)

    def _read(self, opening: bytes, part: bytes, before: _Rows) -> _Kept:
        """A paragraph or table; of a table only the rows that are not known."""
        self._intake.begin()
        plain = self._intake.written(part) if self._plain else None
        if plain is not None:
            return _Kept(plain, False, *self._intake.found())
        head, rows = _rows_of(part)
        known = before.get(head, {})
        names = {str(n): known[row] for n, row in enumerate(rows) if row in known}
        if names:
            shown = [
                b'<w:tr w:rsidR="%d"/>' % n if row in known else row[1]
                for n, row in enumerate(rows)
            ]
            part = head + b"".join(shown) + b"</w:tbl>"
        written: Sequence[WrittenRow] = ()
        if self._plain and part.startswith(b"<w:tbl>"):
            part, written = self._intake.plain.rows(part)
        root = etree.fromstring(opening + part + b"</w:document>", _SAFE)
        flow = self._intake.block(root[0], names, written)
        found = self._intake.found()
        if isinstance(flow, TableGrid) and rows and not found.unknown and not found.counted:
            self._rows[head] = dict(zip(rows, flow.courses, strict=True))
        return _Kept(flow, ends_section(root[0]), *found)

    def _keep_rows(self, part: bytes, before: _Rows) -> None:
        """Let the rows of an unchanged table be known the next time, too."""
        if before and part.startswith(b"<w:tbl"):
            head = part[: part.find(b"<w:tr")]
            if head in before:
                self._rows[head] = before[head]


_ROW = b"</w:tr>"


def _rows_of(part: bytes) -> tuple[bytes, list[tuple[int, bytes]]]:
    """A plain table: what stands before its rows, and its rows, each with its kind of place.

    No rows where cells are merged downwards, tables stand in cells, or anything else is
    between rows: there a row is not what it is by itself.
    """
    if not part.startswith(b"<w:tbl>") or b"<w:vMerge" in part or part.count(b"<w:tbl>") > 1:
        return b"", []
    start = part.find(b"<w:tr")
    *rows, rest = part[start:].split(_ROW)
    if (
        start < 0
        or rest != b"</w:tbl>"
        or not all(r.startswith((b"<w:tr>", b"<w:tr ")) for r in rows)
    ):
        return b"", []
    found = [row + _ROW for row in rows]
    last = len(found) - 1
    bands = b'w:noHBand="1"' not in part[:start]
    return part[:start], [
        (_place_kind(n, last, row, bands=bands), row) for n, row in enumerate(found)
    ]


def _place_kind(number: int, last: int, row: bytes, *, bands: bool) -> int:
    """What of the place of a row matters to how it is read."""
    if number == 0 or b"<w:tblHeader" in row:
        return number
    return -1 - (number == last) - 2 * (number % 2 if bands else 0)


def _parts(data: bytes) -> Iterator[bytes]:
    """The paragraphs, tables and page layout of a body, as they stand; none if it is unusual."""
    start = data.find(b"<w:body>")
    end = data.rfind(b"</w:body>")
    body = _unnumbered(data[start + 8 : end]) if 0 <= start < end else b""
    found: list[bytes] = []
    at = 0
    while at < len(body):
        until = _end(body, at)
        if until < 0:
            return
        found.append(body[at:until])
        at = until
    yield from found


def _unnumbered(body: bytes) -> bytes:
    """A body whose bookmarks have no numbers, so that a paragraph is the same elsewhere."""
    for mark in _BOOKMARKS:
        first, *others = body.split(mark)
        body = mark.join([first, *[b"0" + each[each.find(b'"') :] for each in others]])
    return body


def _end(body: bytes, at: int) -> int:
    """Where the element that begins here ends; -1 for one that is not expected."""
    for opening, closing in (
        (b"<w:p>", b"</w:p>"),
        (b"<w:p ", b"</w:p>"),
        (b"<w:sectPr", b"</w:sectPr>"),
    ):
        if body.startswith(opening, at):
            empty = body.find(b">", at)
            if body[empty - 1 : empty] == b"/":
                return empty + 1
            found = body.find(closing, at)
            return found + len(closing) if found >= 0 else -1
    if body.startswith(b"<w:p/>", at):
        return at + 6
    if not body.startswith(b"<w:tbl>", at):
        return -1
    depth, place = 0, at
    while True:
        close = body.find(b"</w:tbl>", place)
        if close < 0:
            return -1
        depth += body.count(b"<w:tbl>", place, close) - 1
        place = close + 8
        if depth == 0:
            return place

"""The doors: the pages of a .docx, or of one document that is rendered again and again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from generator.typeset.intake import Intake, ends_section
from generator.typeset.manuscript import Passage
from generator.typeset.paging import set_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.ooxml.opened import Word
    from generator.typeset.manuscript import Flow, Manuscript
    from generator.typeset.pages import PrintedDocument, Unknown

_IDS = re.compile(rb'(<w:bookmark(?:Start|End) w:id=)"\d+"')
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def set_word(word: Word) -> PrintedDocument:
    """The pages of a .docx, whoever made it; what cannot be placed exactly is named."""
    return set_pages(Intake(word).manuscript())


class _Kept(NamedTuple):
    """A paragraph or table read before."""

    flow: Flow
    ends: bool
    unknown: tuple[Unknown, ...]
    start: int
    size: int
    """How many paragraphs it has."""


class Setter:
    """Sets one document as it changes: what is as before is not read or broken again.

    `word` is the template, or any document with its styles, headers and settings; only the
    parts given to `pages` are taken instead of its own.
    """

    def __init__(self, word: Word) -> None:
        self._word = word
        self._intake = Intake(word)
        self._kept: dict[tuple[bytes, int], _Kept] = {}
        self._raw: dict[str, bytes] = {}

    def pages(self, members: Mapping[str, bytes]) -> PrintedDocument:
        """The pages of the document whose changed parts these are (`Template.members`)."""
        return set_pages(self._manuscript(members))

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
        kept: dict[tuple[bytes, int], _Kept] = {}
        seen: dict[bytes, int] = {}
        blocks: list[tuple[Flow, bool]] = []
        unknown: list[Unknown] = []
        sections: list[bytes] = []
        number = 0
        for part in parts:
            if part.startswith(b"<w:sectPr"):
                sections.append(b"<w:p><w:pPr>" + part + b"</w:pPr></w:p>")
                continue
            key = (part, seen.get(part, 0))
            seen[part] = key[1] + 1
            each = self._kept.get(key)
            each = self._read(opening, part, number) if each is None else _moved(each, number)
            kept[key] = each
            number += each.size
            unknown += each.unknown
            blocks.append((each.flow, each.ends))
            if each.ends:
                sections.append(part)
        self._kept = kept
        layout = opening + b"<w:body>" + b"".join(sections) + b"</w:body></w:document>"
        self._word.parsed[self._word.main] = etree.fromstring(layout, _SAFE)
        return self._intake.assemble(blocks, unknown)

    def _read(self, opening: bytes, part: bytes, number: int) -> _Kept:
        root: Any = etree.fromstring(opening + part + b"</w:document>", _SAFE)
        self._intake.begin(number)
        flow = self._intake.block(root[0])
        found = self._intake.found()
        return _Kept(flow, ends_section(root[0]), found.unknown, number, found.next - number)


def _moved(kept: _Kept, number: int) -> _Kept:
    """What was read before, now at another place of the document."""
    shift = number - kept.start
    if not shift:
        return kept
    _shift(kept.flow, shift)
    unknown = tuple([each._replace(where=each.where + shift) for each in kept.unknown])
    return kept._replace(start=number, unknown=unknown)


def _shift(flow: Flow, shift: int) -> None:
    if isinstance(flow, Passage):
        flow.number += shift
        flow.kept = {key: value for key, value in flow.kept.items() if key[0] != "block"}
        return
    for course in flow.courses:
        for box in course.boxes:
            for each in box.content:
                _shift(each, shift)


def _parts(data: bytes) -> Iterator[bytes]:
    """The paragraphs, tables and page layout of a body, as they stand; none if it is unusual."""
    start = data.find(b"<w:body>")
    end = data.rfind(b"</w:body>")
    body = _IDS.sub(rb'\1"0"', data[start + 8 : end]) if 0 <= start < end else b""
    found: list[bytes] = []
    at = 0
    while at < len(body):
        until = _end(body, at)
        if until < 0:
            return
        found.append(body[at:until])
        at = until
    yield from found


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

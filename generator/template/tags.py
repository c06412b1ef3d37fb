"""Paragraphs and rows of a part, the tags in them, and the names of their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.ooxml.elements import local, tag_of
from generator.template.admission import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element

CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENING = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_PREFIX = re.compile(r"(tr|tc|p|r)\s+")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_AROUND = 36


class TaggedSpot(NamedTuple):
    """A paragraph or a row: where it is, what it says."""

    node: Element
    where: str
    text: str


class Tag(NamedTuple):
    """A tag as the clerk typed it."""

    opening: str
    prefix: str
    """"p", "tr", "tc", "r" or ""."""
    body: str
    spot: int
    """Number of its paragraph, from 1."""
    at: int
    raw: str

    @property
    def keyword(self) -> str:
        """The first word of a statement ("for", "endif"); "" of a value or a comment."""
        words = self.body.split(None, 1) if self.opening == "{%" else []
        return words[0] if words else ""


class Scan(NamedTuple):
    """All places of a part, and the tags in reading order."""

    name: str
    file: str
    spots: list[TaggedSpot]
    tags: list[Tag]
    tags_at: dict[int, list[Tag]]
    """The tags of each paragraph, by its number."""
    problems: list[Diagnostic]

    def place(self, tag: Tag) -> Place:
        """For a diagnostic: the place and the text around the tag."""
        spot = self.spots[tag.spot - 1]
        return Place(self.file, spot.where, around(spot.text, tag.at, tag.at + len(tag.raw)))


def around(text: str, start: int, end: int) -> str:
    """The text of a paragraph near a tag, shortened on both sides."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")


def scan(name: str, root: Element, file: str) -> Scan:
    """Find the places and tags of a part."""
    label = _label(name)
    prefix = f"{label}, " if label else ""
    found = [
        TaggedSpot(node, prefix + where if where else label, _text(node))
        for node, where in (_walk(root) if tag_of(root).startswith(W) else _properties(root))
    ]
    result = Scan(name, file, found, [], {}, [])
    for number, spot in enumerate(found, 1):
        if spot.node.tag != W + "tr":
            _read(result, number, spot)
    return result


def _label(name: str) -> str:
    """The part in the user's words; the main text needs none."""
    for word, label in (
        ("header", _("đầu trang")),
        ("footer", _("chân trang")),
        ("footnotes", _("chú thích chân trang")),
        ("endnotes", _("chú thích cuối")),
        ("docProps", _("thuộc tính tài liệu")),
    ):
        if word in name:
            return f"{label} ({name})"
    return ""


def _properties(root: Element) -> Iterator[tuple[Element, str]]:
    for node in root.iter():
        if isinstance(node.tag, str) and node.text and node.text.strip():
            yield node, local(node)


def _walk(root: Element) -> Iterator[tuple[Element, str]]:
    """Paragraphs and rows in document order, with their places."""
    count = {"p": 0, "tbl": 0}

    def inside(node: Element, where: str) -> Iterator[tuple[Element, str]]:
        for child in node:
            if child.tag == W + "p":
                count["p"] += 1
                yield child, _("đoạn {so}").format(so=count["p"])
                yield from inside(child, where)
            elif child.tag == W + "tbl":
                count["tbl"] += 1
                yield from table(child, _("bảng {so}").format(so=count["tbl"]))
            elif isinstance(child.tag, str):
                yield from inside(child, where)

    def table(node: Element, where: str) -> Iterator[tuple[Element, str]]:
        for r, row in enumerate(node.iter(W + "tr"), 1):
            if next(row.iterancestors(W + "tbl")) is not node:
                continue
            at = _("{bang}, hàng {so}").format(bang=where, so=r)
            yield row, at
            for c, cell in enumerate(_cells(row), 1):
                yield from in_cell(cell, _("{hang}, ô {so}").format(hang=at, so=c))

    def in_cell(cell: Element, where: str) -> Iterator[tuple[Element, str]]:
        paragraphs = cell.findall(W + "p")
        tables = 0
        for child in cell.iter(W + "p", W + "tbl"):
            owner = next(child.iterancestors(W + "tc"))
            if owner is not cell:
                continue
            if child.tag == W + "tbl":
                tables += 1
                yield from table(child, _("{o}, bảng con {so}").format(o=where, so=tables))
            elif len(paragraphs) > 1 and child in paragraphs:
                number = paragraphs.index(child) + 1
                yield child, _("{o}, đoạn {so}").format(o=where, so=number)
            else:
                yield child, where

    yield from inside(root, "")


def _cells(row: Element) -> Iterator[Element]:
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr")) is row:
            yield cell


def _text(node: Element) -> str:
    """The text of a paragraph without that of text boxes in it; of a row, all."""
    if node.tag == W + "tr":
        return "".join(t.text or "" for t in node.iter(W + "t"))
    if node.tag != W + "p":
        return str(node.text)
    own = (t for t in node.iter(W + "t") if next(t.iterancestors(W + "p")) is node)
    return "".join(t.text or "" for t in own)


def _read(result: Scan, number: int, spot: TaggedSpot) -> None:
    """Read the tags of one paragraph; report those that do not begin or end in it."""
    text, position = spot.text, 0
    while match := _OPENING.search(text, position):
        start, opening = match.start(), match[0]
        if opening not in CLOSING:
            _broken(result, spot, start, _("Dấu {dau} thừa, không có thẻ nào đang mở"), opening)
            position = match.end()
            continue
        closing = CLOSING[opening]
        end = text.find(closing, match.end())
        again = _OPENING.search(text, match.end())
        if end < 0 or (again and again.start() < end):
            message = _("Thẻ mở bằng {dau} không đóng lại trong cùng một đoạn")
            _broken(result, spot, start, message, opening)
            position = match.end()
            continue
        position = end + 2
        inner = text[match.end() : end].translate(_QUOTES).strip("-+ \u00a0\t\n")
        raw = text[start:position]
        prefix = _PREFIX.match(inner) if text[match.end() : match.end() + 1].strip() else None
        body = inner[prefix.end() :] if prefix else inner
        tag = Tag(opening, prefix[1] if prefix else "", body.strip(), number, start, raw)
        result.tags.append(tag)
        result.tags_at.setdefault(number, []).append(tag)


def _broken(result: Scan, spot: TaggedSpot, start: int, message: str, mark: str) -> None:
    place = Place(result.file, spot.where, around(spot.text, start, start + 2))
    hint = _("Mỗi thẻ viết trọn trong một đoạn: {{ ten }} hoặc {% if ten %}.")
    result.problems.append(error("MB620", message.format(dau=mark), place, hint))

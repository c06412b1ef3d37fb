"""Where the letters of a .docx lead: hyperlinks, and fields that name a place of the document.

Only addresses of the web and of mail are kept: a file from a stranger starts no program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.ooxml.names import R, W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ooxml.content import WordRun
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word
    from generator.typeset.manuscript import SetPiece

_HYPERLINK, _P = W + "hyperlink", W + "p"
LINKING = (_HYPERLINK, W + "instrText", W + "fldSimple")
"""Elements that may make a link."""
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+\Z", re.IGNORECASE)
_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_LOCAL = "\\l"
_PLACES = frozenset({"PAGEREF", "REF", "NOTEREF"})


def links_of(
    runs: Iterable[WordRun], pieces: Iterable[SetPiece], word: Word
) -> tuple[tuple[int, int, str], ...]:
    """(begin, end, target) in the text of its pieces, of which each is what one run says."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for run, piece in zip(runs, pieces, strict=False):
        end = at + len(piece.text)
        target = _around(run.element, word) or _named(run.instruction)
        if target and found and found[-1][1:] == (at, target):
            found[-1] = (found[-1][0], end, target)
        elif target and end > at:
            found.append((at, end, target))
        at = end
    return tuple(found)


def moved(
    links: Iterable[tuple[int, int, str]], inserted: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int, str], ...]:
    """The links after something was put into the text: (where, how long), in order."""
    puts = tuple(inserted)

    def after(place: int, *, end: bool) -> int:
        return place + sum([size for at, size in puts if at < place or (at == place and not end)])

    return tuple([(after(a, end=False), after(b, end=True), target) for a, b, target in links])


def _around(element: Element, word: Word) -> str:
    """The target of the hyperlink that a run stands in."""
    node = element.getparent()
    while node is not None and node.tag not in {_HYPERLINK, _P}:
        node = node.getparent()
    if node is None or node.tag == _P:
        return ""
    identifier = node.get(R + "id")
    for relation in word.rels(word.main) if identifier else ():
        if relation.id == identifier and relation.external:
            return _address(relation.target)
    anchor = node.get(W + "anchor") or ""
    return f"#{anchor}" if anchor else ""


def _named(instruction: str) -> str:
    """The target of a field that leads to an address or to a place of the document."""
    if not instruction:
        return ""
    said = [quoted or plain for quoted, plain in _PARTS.findall(instruction)]
    name, rest = said[0].upper(), said[1:]
    if name in _PLACES and rest:
        return f"#{rest[0]}"
    if name != "HYPERLINK" or not rest:
        return ""
    if _LOCAL in rest[:-1]:
        return f"#{rest[rest.index(_LOCAL) + 1]}"
    return _address(rest[0])


def _address(target: str) -> str:
    return target if _ADDRESS.match(target) else ""


def leads_out(target: str) -> bool:
    """Whether a target is an address, not a place of the document."""
    return bool(target) and not target.startswith("#")

"""Links: where they lead, and the field that says the same.

The schema allows no `w:hyperlink` inside `w:ins` or `w:del` (LibreOffice loses its text
there), and one around them stays behind, empty, when its text goes. Word itself therefore
writes a link that came or went as a HYPERLINK field; so do we.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.redline.revision_names import HYPERLINK, RID, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.ooxml.elements import Element
    from generator.ooxml.relations import WordRelation

_TO = "khTo"
"""Attribute that holds the address while parts are compared; never written."""
_WORD = "HYPERLINK"
_SWITCHES = (("\\l", w("anchor")), ("\\o", w("tooltip")), ("\\t", w("tgtFrame")))
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)', re.DOTALL)
Link = tuple[str, str]
"""An address and a place in it, either may be ""."""


def name_links(root: Element, relations: Mapping[str, WordRelation]) -> None:
    """Note at each link of a part where it leads; ids mean something in their own part only."""
    if not any(r.external for r in relations.values()):
        return
    for link in root.iter(HYPERLINK):
        relation = relations.get(link.get(RID) or "")
        if relation is not None and relation.external:
            link.set(_TO, relation.target)


def forget_links(root: Element) -> None:
    """Take the notes away again."""
    for link in root.iter(HYPERLINK):
        link.attrib.pop(_TO, None)


def target(link: Element) -> Link:
    """Where a link leads."""
    address = link.get(_TO) or link.get(RID) or ""
    return " ".join(address.split()), link.get(w("anchor")) or ""


def instruction(link: Element) -> str | None:
    """The field instruction that says the same as a link; None if none does."""
    address = link.get(_TO)
    if (link.get(RID) and not address) or not (address or link.get(w("anchor"))):
        return None
    parts = [_WORD, *([_quoted(address)] if address else [])]
    for switch, name in _SWITCHES:
        if value := link.get(name):
            parts.append(f"{switch} {_quoted(value)}")
    return " ".join(parts)


def target_of(instruction: str) -> Link | None:
    """Where a field leads; None if it is no link."""
    if not instruction.lstrip().upper().startswith(_WORD):
        return None
    address = anchor = ""
    words = _TOKEN.findall(instruction.strip()[len(_WORD) :])
    before = ""
    for quoted, plain in words:
        value = re.sub(r'\\(["\\])', r"\1", quoted) or plain
        if before == "\\l":
            anchor = value
        elif not before and not plain.startswith("\\"):
            address = address or value
        before = plain if plain in {"\\l", "\\o", "\\t"} else ""
    return " ".join(address.split()), anchor


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

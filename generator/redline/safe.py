"""What of a stranger's package hides marks, or acts on the machine of who opens the redline.

A redline is made to be looked at. So nothing goes along that hides its marks, forbids to
accept them, or makes Word fetch and run what the text does not show: an attached template,
a mail merge, a transformation at saving, task panes, toolbars. What the text itself loads
from elsewhere (linked images, DDE) is text: it stays, and is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.elements import local
from generator.ooxml.relations import rels_name
from generator.redline.revision_names import REL, w, w_all

if TYPE_CHECKING:
    from generator.ooxml.changed_package import Opc
    from generator.ooxml.elements import Element

_LOCKS = w("documentProtection")
_HIDING = w_all("revisionView documentProtection writeProtection readModeInkLockDown")
"""Under these (ECMA-376-1, 17.15.1) marks are not seen, or cannot be accepted."""
_NAMELESS = w_all("removePersonalInformation removeDateAndTime")
"""They make Word forget, at the next saving, who marked what and when."""
_ACTING = w_all(
    "attachedTemplate linkStyles mailMerge attachedSchema saveThroughXslt useXSLTWhenSaving "
    "formsDesign frameset"
)
_ACTING_KINDS = frozenset({
    "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "transform",
    "frame", "extensibility", "userCustomization", "webextensiontaskpanes", "attachedToolbars",
    "keyMapCustomizations", "vbaProject", "wordVbaData",
})  # fmt: skip
"""Relationships by the last word of their type."""
_RELS = "/_rels/"
_FETCHING = re.compile(
    r"^\s*(?:DDE|DDEAUTO|LINK|IMPORT|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|EMBED)\b",
    re.IGNORECASE,
)


class Cleared(NamedTuple):
    """What was taken out of a package."""

    unprotected: bool
    """It forbade what a reviewer does."""
    names: tuple[str, ...]
    """What it would have done, as Word's settings and relationships name it."""


NOTHING_CLEARED = Cleared(False, ())


def make_safe(package: Opc) -> Cleared:
    """Take out, in place, all settings and relationships that hide or act."""
    names: set[str] = set()
    unprotected = False
    for part in _owners(package):
        names |= _cut_relations(package, part)
    for part in _settings(package):
        root = package.fresh(part)
        known = package.rels(part)
        gone = [e for e in root if _harms(e, known.keys())]
        for element in gone:
            root.remove(element)
            unprotected |= element.tag == _LOCKS
            if element.tag not in _HIDING:
                names.add(local(element))
        if gone:
            package.store(part, root)
    return Cleared(unprotected, tuple(sorted(names)))


def fetched(package: Opc) -> list[str]:
    """Addresses a package loads by itself when it is opened, and fields that load something."""
    found = {
        r.target
        for part in _owners(package)
        for r in package.rels(part).values()
        if r.external and r.kind != "hyperlink"
    }
    for name in package.parts:
        if name.startswith("word/") and name.endswith(".xml"):
            found |= _fetching_fields(package, name)
    return sorted(found)


def _fetching_fields(package: Opc, part: str) -> set[str]:
    data = package.parts[part]
    if b"instrText" not in data and b"fldSimple" not in data:
        return set()
    found = set()
    for paragraph in package.root(part).iter(w("p")):
        said = "".join(paragraph.itertext(w("instrText"), w("delInstrText")))
        codes = [said, *(f.get(w("instr")) or "" for f in paragraph.iter(w("fldSimple")))]
        found |= {" ".join(code.split())[:80] for code in codes if _FETCHING.match(code)}
    return found


def _owners(package: Opc) -> list[str]:
    """The parts that have relationships; "" is the package."""
    found = []
    for name in package.parts:
        if name.endswith(".rels"):
            folder, _, base = f"/{name}".rpartition(_RELS)
            owner = f"{folder}/{base.removesuffix('.rels')}".strip("/")
            if rels_name(owner) == name:
                found.append(owner)
    return found


def _settings(package: Opc) -> list[str]:
    """All settings: of the text, of its building blocks, of the web."""
    found = {
        r.target
        for part in _owners(package)
        for r in package.rels(part).values()
        if r.kind in {"settings", "webSettings"} and not r.external and package.has(r.target)
    }
    return sorted(found)


def _cut_relations(package: Opc, part: str) -> set[str]:
    """Remove the relationships of a part that act, with the parts they alone lead to."""
    settings = package.content_type(part).endswith("ettings+xml")
    gone = {
        identifier: relation
        for identifier, relation in package.rels(part).items()
        if relation.kind in _ACTING_KINDS or (settings and relation.external)
    }
    if gone:
        package.cut_rels(part, gone.keys())
        for relation in gone.values():
            if not relation.external and package.has(relation.target):
                package.drop(relation.target)
                package.drop(rels_name(relation.target))
    return {r.kind for r in gone.values()}


def _harms(element: Element, known: object) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in _HIDING | _NAMELESS | _ACTING:
        return True
    led = element.xpath(".//@r:id", namespaces={"r": REL})
    return any(identifier not in known for identifier in led)  # type: ignore[operator]

"""The new package with the old one marked up in it: one attempt at a redline."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.ooxml.relations import WordRelation
from generator.redline.change_comments import add_comments
from generator.redline.compared_properties import change_section
from generator.redline.links import forget_links, name_links
from generator.redline.localise import NOTES, Carrier
from generator.redline.revision_names import (
    BOOKMARK_START,
    COMMENT_MARKS,
    ID,
    RID,
    SECTPR,
    P,
    w,
)
from generator.redline.safe import make_safe
from generator.redline.story import redline_story

if TYPE_CHECKING:
    from generator.ooxml.changed_package import Opc
    from generator.ooxml.elements import Element
    from generator.redline.state import WriterState

_BODY = w("body")
_REFERENCES = ("headerReference", "footerReference")
_TYPES = ("default", "first", "even")
_ROOTS = {"headerReference": "hdr", "footerReference": "ftr"}


class ComparedPart(NamedTuple):
    """A part of the redline, and what it should say: reject → old, accept → new."""

    part: str
    old: Element
    new: Element


class Attempt(NamedTuple):
    """A package, the parts to be checked, and what the writer could not express."""

    package: Opc
    parts: list[ComparedPart]
    state: WriterState


Remarks = Mapping[str, Sequence[str]]
"""What changed at a node of the plan, in sentences, by its id."""


def write(old: Opc, new: Opc, state: WriterState, remarks: Remarks) -> Attempt:
    """Write a redline of two packages without revisions. The given packages stay as they are."""
    return _Writer(old, new, state).write(remarks)


class _Writer:
    def __init__(self, old: Opc, new: Opc, state: WriterState) -> None:
        self.old = old
        self.new = new
        self.state = state
        self.out = new.copy()
        self.carrier = Carrier(old, new)
        self.roots: dict[str, Element] = {}
        self.parts: list[ComparedPart] = []
        self.headers: dict[str, str | None] = {}
        self.old_notes: dict[str, Element] = {}

    def write(self, remarks: Remarks) -> Attempt:
        old, main = self.old, self.new.main
        before = self.carrier.localise(old.take(old.main), old.main, main)
        root = self.roots[main] = self._fresh(main)
        bodies = _body(before), _body(root)
        redline_story(*bodies, self.state)
        wanted = self.new.root(main)
        name_links(wanted, self.new.rels(main))
        self.parts.append(ComparedPart(main, before, wanted))
        self._last_section(*bodies)
        self._headers()
        self._notes()
        if remarks:
            add_comments(self.out, bodies[1], remarks, self.state)
        self.carrier.bring(self.out, self.roots)
        self.state.cleared = make_safe(self.out)
        for part, tree in self.roots.items():
            forget_links(tree)
            self.out.store(part, tree)
        return Attempt(self.out, self.parts, self.state)

    def _fresh(self, part: str) -> Element:
        """A part of the new package to be marked up."""
        root = self.out.fresh(part)
        name_links(root, self.out.rels(part))
        return root

    def _last_section(self, old: Element, new: Element) -> None:
        former, section = old.find(SECTPR), new.find(SECTPR)
        if former is None and section is None:
            return
        if section is None:
            section = etree.SubElement(new, SECTPR)
        if former is None:
            former = etree.Element(SECTPR)
        self.state.sections.append((former, section))
        change_section(section, former, self.state.author)

    # ---- headers and footers

    def _headers(self) -> None:
        for number, (former, section) in enumerate(self.state.sections):
            for name in _REFERENCES:
                for kind in _TYPES:
                    theirs, ours = _reference(former, name, kind), _reference(section, name, kind)
                    if theirs != ours:
                        self._header(section, name, kind, theirs, ours, number)

    def _header(
        self,
        section: Element,
        name: str,
        kind: str,
        theirs: str | None,
        ours: str | None,
        number: int,
    ) -> None:
        """One header of one section: both sides' text in one part."""
        main = self.new.main
        old_part = self._old_part(theirs)
        relation = self.new.rels(main).get(ours or "")
        new_part = relation.target if relation else None
        if new_part is None and old_part is None:
            return
        if (old_part is None or new_part is None) and number:
            self.state.unexpressed.add("header_inherited")
        if new_part is None:
            new_part = self._empty_header(section, name, kind, old_part or "")
        if new_part in self.headers:
            if self.headers[new_part] != old_part:
                self.state.unexpressed.add("header_shared")
            return
        self.headers[new_part] = old_part
        root = self._fresh(new_part)
        if old_part is None:
            before = _empty_story(_ROOTS[name])
        else:
            before = self.carrier.localise(self.old.fresh(old_part), old_part, new_part)
        self.parts.append(ComparedPart(new_part, before, copy.deepcopy(root)))
        self.roots[new_part] = root
        redline_story(before, root, self.state)

    def _old_part(self, identifier: str | None) -> str | None:
        """The old part a localised reference stands for."""
        if identifier is None:
            return None
        relation = self.carrier.waiting(self.new.main, identifier)
        if relation is not None:
            return relation.target
        same = self.new.rels(self.new.main).get(identifier)
        for candidate in self.old.rels(self.old.main).values():
            if same and self.old.parts.get(candidate.target) == self.new.parts.get(same.target):
                return candidate.target
        return None

    def _empty_header(self, section: Element, name: str, kind: str, old_part: str) -> str:
        """A header the new version does not have, to hold the deleted text of the old one."""
        number = 1
        while self.out.has(f"word/{name[:6]}Cu{number}.xml"):
            number += 1
        part = f"word/{name[:6]}Cu{number}.xml"
        self.out.store(part, _empty_story(_ROOTS[name]))
        self.out.declare(part, self.old.content_type(old_part))
        source = next(r for r in self.old.rels(self.old.main).values() if r.target == old_part)
        identifier = f"khDau{name[:1]}{number}"
        self.out.add_rel(self.out.main, WordRelation(identifier, source.type, part, False))
        reference = etree.Element(w(name))
        reference.set(w("type"), kind)
        reference.set(RID, identifier)
        section.insert(0, reference)
        return part

    # ---- notes

    def _notes(self) -> None:
        marked: set[tuple[str, str]] = set()
        for reference, old_id, new_id in self.state.notes:
            if (reference, new_id) in marked:
                continue  # one note marked at two places is marked up once
            marked.add((reference, new_id))
            kind, tag = NOTES[reference]
            old_part, new_part = self.old.of_type(kind), self.new.of_type(kind)
            if old_part is None or new_part is None:
                continue
            if new_part not in self.roots:
                before = self.carrier.localise(self.old.fresh(old_part), old_part, new_part)
                self.roots[new_part] = self._fresh(new_part)
                self.old_notes[kind] = before
            source = self.carrier.note_source(reference, old_id)
            before_note = _by_id(self.old_notes[kind], tag, source)
            note = _by_id(self.roots[new_part], tag, new_id)
            if before_note is not None and note is not None:
                redline_story(before_note, note, self.state)


def _by_id(root: Element, tag: str, identifier: str) -> Element | None:
    return next((n for n in root.findall(tag) if n.get(ID) == identifier), None)


def _body(root: Element) -> Element:
    """The body of a main part; Raises StopIteration where there is none: it would not be read."""
    return next(root.iterchildren(_BODY))


def _reference(section: Element, name: str, kind: str) -> str | None:
    for reference in section.findall(w(name)):
        if (reference.get(w("type")) or "default") == kind:
            return str(reference.get(RID))
    return None


def _empty_story(name: str) -> Element:
    root = etree.Element(w(name), nsmap={"w": w("").strip("{}")})
    etree.SubElement(root, P)
    return root


def first_free_id(package: Opc) -> int:
    """An id above those of all bookmarks and comments of the stories."""
    highest = 0
    tags = (BOOKMARK_START, *COMMENT_MARKS, w("comment"), w("permStart"))
    for name in story_parts(package):
        for element in package.root(name).iter(*tags):
            value = element.get(ID) or ""
            if value.isdigit() and int(value) < 1 << 30:
                highest = max(highest, int(value))
    return highest + 1


def story_parts(package: Opc) -> list[str]:
    """The parts of a package that hold text."""
    kinds = {"header", "footer", "footnotes", "endnotes"}
    found = [package.main]
    found += [
        r.target
        for r in package.rels(package.main).values()
        if r.kind in kinds and not r.external and package.has(r.target)
    ]
    return list(dict.fromkeys(found))

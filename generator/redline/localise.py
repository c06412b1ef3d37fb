"""The old document in the terms of the new one.

A redline is the new package with the old text put in. Ids of styles, lists, notes and
relationships mean something in their own package only; here those of the old parts are
rewritten, before anything is compared, to the ids the same things have in the new
package. What the new package lacks gets a free id and waits; `Carrier.bring` adds what
the finished redline really uses.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from generator.ooxml.changed_package import Opc, to_bytes
from generator.ooxml.elements import remove, tag_of
from generator.ooxml.relations import WordRelation
from generator.redline.carry import carry_part
from generator.redline.compared_properties import canonical
from generator.redline.links import name_links
from generator.redline.revision_names import ID, RANGE_MARKS, REL, VAL, w
from generator.redline.story_blocks import block_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ooxml.elements import Element

_STYLE_REFERENCES = tuple(w(x) for x in ("pStyle", "rStyle", "tblStyle", "basedOn", "link", "next"))
NOTES = {w("footnoteReference"): ("footnotes", w("footnote")),
         w("endnoteReference"): ("endnotes", w("endnote"))}  # fmt: skip
_STYLE_ID, _NUM_ID, _ABSTRACT_ID = w("styleId"), w("numId"), w("abstractNumId")
_PLACEHOLDER = "khCu"
_RANGES = tuple(RANGE_MARKS)


class Carrier:
    """Maps ids of the old package to the new one, and adds what is missing there."""

    def __init__(self, old: Opc, new: Opc) -> None:
        self.old = old
        self.new = new
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._notes: dict[tuple[str, str], str] = {}
        self._missing_styles: dict[str, Element] = {}
        self._missing_lists: dict[str, Element] = {}
        self._missing_notes: dict[tuple[str, str], Element] = {}
        self._missing_rels: dict[tuple[str, str], WordRelation] = {}
        self._rel_count = 0
        self._rel_maps: dict[tuple[str, str], dict[str, str]] = {}
        self._map_styles()
        self._map_lists()
        self._map_notes()

    # ---- finding counterparts

    def _roots(self, kind: str) -> tuple[Element | None, Element | None]:
        """The old and the new part of a kind; (None, None) if they are the same bytes."""
        a, b = self.old.of_type(kind), self.new.of_type(kind)
        if a is not None and b is not None and self.old.parts[a] == self.new.parts[b]:
            return None, None
        return (self.old.root(a) if a else None), (self.new.root(b) if b else None)

    def _map_styles(self) -> None:
        old, new = self._roots("styles")
        if old is None:
            return
        known = (
            {}
            if new is None
            else {_style_name(s): s.get(_STYLE_ID) or "" for s in new.iter(w("style"))}
        )
        taken = set(known.values())
        for style in old.iter(w("style")):
            name, identifier = _style_name(style), style.get(_STYLE_ID) or ""
            if name in known:
                target = known[name]
            else:
                target = _free(identifier, taken)
                taken.add(target)
                self._missing_styles[target] = style
            if target != identifier:
                self._styles[identifier] = target

    def _map_lists(self) -> None:
        old, new = self._roots("numbering")
        if old is None:
            return
        here = {} if new is None else _definitions(new)
        taken = set(here)
        for identifier, definition in _definitions(old).items():
            if here.get(identifier) == definition:
                continue
            target = next((k for k, v in here.items() if v == definition), None)
            if target is None:
                target = _free_number(identifier, taken)
                taken.add(target)
                self._missing_lists[target] = _by_id(old, "num", _NUM_ID, identifier)
            self._lists[identifier] = target

    def _map_notes(self) -> None:
        """Notes with one text get one id, by their order in the text; the others a free one."""
        for reference, (kind, tag) in NOTES.items():
            old, new = self._roots(kind)
            if old is None:
                continue
            theirs = [] if new is None else _notes(new, tag)
            taken = {n.get(ID) for n in theirs} | {"-1", "0"}
            texts: dict[bytes, list[str]] = {}
            for note in theirs:
                texts.setdefault(_note_key(note), []).append(note.get(ID) or "")
            for note in _notes(old, tag):
                same = texts.get(_note_key(note))
                identifier = note.get(ID) or ""
                if same:
                    target = same.pop(0)
                else:
                    target = _free_number(identifier, taken)
                    taken.add(target)
                    self._missing_notes[reference, target] = note
                self._notes[reference, identifier] = target

    # ---- rewriting the old trees

    def localise(self, root: Element, old_part: str, new_part: str) -> Element:
        """Rewrite the ids of an old tree, in place; give it back."""
        if self._styles:
            for element in root.iter(*_STYLE_REFERENCES):
                value = element.get(VAL)
                if value in self._styles:
                    element.set(VAL, self._styles[value])
        if self._lists:
            for element in root.iter(_NUM_ID):
                value = element.get(VAL)
                if value in self._lists:
                    element.set(VAL, self._lists[value])
        if self._notes:
            for element in root.iter(*NOTES):
                target = self._notes.get((tag_of(element), element.get(ID) or ""))
                if target is not None:
                    element.set(ID, target)
        name_links(root, self.old.rels(old_part))
        mapped = self._rel_map(old_part, new_part)
        if mapped:
            for element, name in _references(root):
                value = element.get(name)
                if value in mapped:
                    element.set(name, mapped[value])
        return root

    def note_source(self, reference: str, identifier: str) -> str:
        """The id in the old package of a note under its new id."""
        for (tag, source), target in self._notes.items():
            if tag == reference and target == identifier:
                return source
        return identifier

    def waiting(self, part: str, identifier: str) -> WordRelation | None:
        """The old relationship that waits under an id the new part does not have."""
        return self._missing_rels.get((part, identifier))

    def old_notes(self) -> dict[tuple[str, str], Element]:
        """The old notes under the ids their references now have."""
        found = {}
        for reference, (kind, tag) in NOTES.items():
            part = self.old.of_type(kind)
            if part is None:
                continue
            root = self.localise(self.old.fresh(part), part, self.new.of_type(kind) or part)
            for note in root.findall(tag):
                identifier = note.get(ID) or ""
                found[reference, self._notes.get((reference, identifier), identifier)] = note
        return found

    def _rel_map(self, old_part: str, new_part: str) -> dict[str, str]:
        if (old_part, new_part) in self._rel_maps:
            return self._rel_maps[old_part, new_part]
        here = self.new.rels(new_part)
        mapped = self._rel_maps[old_part, new_part] = {}
        for identifier, relation in self.old.rels(old_part).items():
            if identifier in here and self._same(relation, here[identifier]):
                continue
            target = next((k for k, r in here.items() if self._same(relation, r)), None)
            if target is None:
                self._rel_count += 1
                target = f"{_PLACEHOLDER}{self._rel_count}"
                self._missing_rels[new_part, target] = relation
            mapped[identifier] = target
        return mapped

    def _same(self, old: WordRelation, new: WordRelation) -> bool:
        if old.kind != new.kind or old.external != new.external:
            return False
        if old.external:
            return old.target == new.target
        return self.old.parts.get(old.target) == self.new.parts.get(new.target)

    # ---- adding what is used

    def bring(self, out: Opc, roots: dict[str, Element]) -> None:
        """Add to `out` the styles, lists, notes and targets the written trees use of the old."""
        self._bring_notes(out, roots)
        self._bring_rels(out, roots)
        trees = [r for r in roots.values() if r is not None]
        self._bring_styles(out, trees)
        self._bring_lists(out, trees)

    def _bring_notes(self, out: Opc, roots: dict[str, Element]) -> None:
        if not self._missing_notes:
            return
        used = {(e.tag, e.get(ID)) for r in list(roots.values()) for e in r.iter(*NOTES)}
        for (reference, target), note in self._missing_notes.items():
            if (reference, target) not in used:
                continue
            kind, _tag = NOTES[reference]
            part = out.of_type(kind) or self._new_notes_part(out, kind)
            old_part = self.old.of_type(kind) or ""
            if part not in roots:
                roots[part] = out.fresh(part)
            made = self.localise(copy.deepcopy(note), old_part, part)
            for mark in list(made.iter(*_RANGES)):  # as in the text, points of the old side go
                remove(mark)
            made.set(ID, target)
            made.tail = None
            roots[part].append(made)

    def _new_notes_part(self, out: Opc, kind: str) -> str:
        """A part of notes with the separators of the old one."""
        source = self.old.of_type(kind) or ""
        root = self.old.fresh(source)
        for note in _notes(root, w(kind[:-1])):
            root.remove(note)
        name = source if not out.has(source) else f"word/kh-{kind}.xml"
        out.put(name, to_bytes(root))
        out.declare(name, self.old.content_type(source))
        relation = next(r for r in self.old.rels(self.old.main).values() if r.kind == kind)
        out.add_rel(out.main, WordRelation(f"{_PLACEHOLDER}{kind}", relation.type, name, False))
        return name

    def _bring_rels(self, out: Opc, roots: dict[str, Element]) -> None:
        for part, root in roots.items():
            used = {e.get(name) for e, name in _references(root)}
            for (owner, identifier), relation in self._missing_rels.items():
                if owner == part and identifier in used:
                    target = relation.target
                    if not relation.external:
                        target = carry_part(self.old, out, target)
                    out.add_rel(part, relation._replace(id=identifier, target=target))

    def _bring_styles(self, out: Opc, trees: Iterable[Element]) -> None:
        if not self._missing_styles:
            return
        wanted = {e.get(VAL) for t in trees for e in t.iter(*_STYLE_REFERENCES)}
        root, part = None, ""
        waiting = [s for s in self._missing_styles if s in wanted]
        done: set[str] = set()
        while waiting:
            identifier = waiting.pop(0)
            if identifier in done:
                continue
            done.add(identifier)
            style = copy.deepcopy(self._missing_styles[identifier])
            style.set(_STYLE_ID, identifier)
            style.attrib.pop(w("default"), None)
            for e in style.iter(*_STYLE_REFERENCES, _NUM_ID):
                value = e.get(VAL) or ""
                maps = self._lists if e.tag == _NUM_ID else self._styles
                value = maps.get(value, value)
                e.set(VAL, value)
                if value in self._missing_styles:
                    waiting.append(value)
            if root is None:
                part = out.of_type("styles") or self._empty_part(out, "styles")
                root = out.fresh(part)
            root.append(style)
        if root is not None:
            out.store(part, root)

    def _bring_lists(self, out: Opc, trees: list[Element]) -> None:
        styles = out.of_type("styles")
        sources = [*trees, *([out.root(styles)] if styles else [])]
        used = {e.get(VAL) for t in sources for e in t.iter(_NUM_ID)}
        wanted = [k for k in self._missing_lists if k in used]
        if not wanted:
            return
        part = out.of_type("numbering")
        if part is None:
            part = self._empty_part(out, "numbering")
        root = out.fresh(part)
        for identifier in wanted:
            _add_list(
                root,
                self.old.root(self.old.of_type("numbering") or ""),
                self._missing_lists[identifier],
                identifier,
            )
        out.store(part, root)

    def _empty_part(self, out: Opc, kind: str) -> str:
        """A part the new package does not have, without what the old one says in it."""
        part = carry_part(self.old, out, self.old.of_type(kind) or "")
        root = out.fresh(part)
        for child in list(root):
            root.remove(child)
        out.store(part, root)
        relation = next(r for r in self.old.rels(self.old.main).values() if r.kind == kind)
        out.add_rel(out.main, relation._replace(id=f"{_PLACEHOLDER}{kind}", target=part))
        return part


def _add_list(root: Element, source: Element, num: Element, identifier: str) -> None:
    """Add a list and its definition under free ids; definitions stand before lists."""
    wanted = "".join([each.get(VAL) or "" for each in num.iterchildren(_ABSTRACT_ID)][:1])
    definition = copy.deepcopy(_by_id(source, "abstractNum", _ABSTRACT_ID, wanted))
    taken = {a.get(_ABSTRACT_ID) for a in root.iter(w("abstractNum"))}
    free = _free_number(wanted, taken)
    definition.set(_ABSTRACT_ID, free)
    for mark in definition.findall(w("nsid")):
        definition.remove(mark)  # two definitions with one nsid are one list to Word
    first = root.find(w("num"))
    root.insert(len(root) if first is None else root.index(first), definition)
    made = copy.deepcopy(num)
    made.set(_NUM_ID, identifier)
    for reference in made.iterchildren(_ABSTRACT_ID):
        reference.set(VAL, free)
    last = root.findall(w("num"))
    if last:
        last[-1].addnext(made)
    else:
        definition.addnext(made)


def _style_name(style: Element) -> tuple[str | None, str]:
    name = style.find(w("name"))
    label = style.get(_STYLE_ID) if name is None else name.get(VAL)
    return style.get(w("type")), str(label).lower()


def _definitions(root: Element) -> dict[str, Any]:
    """What each list looks like: its levels, and what it overrides."""
    skip = frozenset({w("nsid"), w("tmpl"), w("name")})
    levels = {
        a.get(_ABSTRACT_ID): tuple(canonical(c) for c in a if c.tag not in skip)
        for a in root.iter(w("abstractNum"))
    }
    found = {}
    for num in root.findall(w("num")):
        reference = num.find(_ABSTRACT_ID)
        number = None if reference is None else reference.get(VAL)
        own = tuple(canonical(c) for c in num if c.tag != _ABSTRACT_ID)
        found[str(num.get(_NUM_ID))] = (levels.get(number), own)
    return found


def _by_id(root: Element, name: str, attribute: str, identifier: str) -> Element:
    return next(e for e in root.iter(w(name)) if e.get(attribute) == identifier)


def _notes(root: Element, tag: str) -> list[Element]:
    """The notes people wrote, without the separators."""
    return [n for n in root.findall(tag) if n.get(w("type")) in {None, "normal"}]


def _note_key(note: Element) -> bytes:
    return b"".join(block_key(c) for c in note)


def _references(root: Element) -> Iterator[tuple[Element, str]]:
    for value in root.xpath("//@r:*", namespaces={"r": REL}):
        yield value.getparent(), value.attrname


def _free(identifier: str, taken: set[Any]) -> str:
    name, number = identifier, 1
    while name in taken:
        number += 1
        name = f"{identifier}{number}"
    return name


def _free_number(identifier: str, taken: set[Any]) -> str:
    if identifier not in taken:
        return identifier
    return str(max((int(t) for t in taken if str(t).lstrip("-").isdigit()), default=0) + 1)

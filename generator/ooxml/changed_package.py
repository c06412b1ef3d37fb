"""A package whose parts are replaced, added, dropped: what nobody replaced keeps its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml import package
from generator.ooxml.names import STRICT
from generator.ooxml.parsing import safe_parser
from generator.ooxml.relations import NAMESPACE, WordRelation, relations_in, rels_name
from generator.workspace.archive import Damaged, Trouble, open_archive

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.ooxml.elements import Element

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARSER = safe_parser(asides=False)
_OLD_PREFIX = b'xmlns:ve="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_OLD_NAME = re.compile(rb"(</?|\sxmlns:|\s(?=ve:[IMP]\w+=\"))ve([:=])")


class Opc:
    """A .docx in memory. Parts are parsed once; `put` replaces or adds a part."""

    def __init__(self, data: bytes, parsed: dict[str, Element] | None = None) -> None:
        """`parsed` are trees of parts somebody has read already.

        Raise `Damaged`, `KeyError` or `etree.XMLSyntaxError` for what is no .docx.
        """
        self.data = data
        archive = open_archive(data)
        if isinstance(archive, Trouble):
            raise Damaged(archive.kind, archive.name)
        self.parts = archive.members()
        self.strict = False
        self.changed: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self._roots: dict[str, Element] = {
            name: tree for name, tree in (parsed or {}).items() if not _has_asides(self.parts[name])
        }
        self._rels: dict[str, dict[str, WordRelation]] = {}
        self.main = next(r.target for r in self.rels("").values() if r.kind == "officeDocument")
        self._find_strict()
        self._rename_prefix()

    def copy(self) -> Opc:
        """The same package, to be changed on its own."""
        made = Opc.__new__(Opc)
        made.data, made.main, made.strict = self.data, self.main, self.strict
        made.parts, made.changed = dict(self.parts), dict(self.changed)
        made.dropped = set(self.dropped)
        made._roots, made._rels = {}, {}
        return made

    def _find_strict(self) -> None:
        """Strict packages are read as transitional ones; all their parts are rewritten."""
        if b"purl.oclc.org/ooxml/wordprocessingml" not in self.parts[self.main]:
            return
        self.strict = True
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                for strict, transitional in STRICT:
                    data = data.replace(strict, transitional)
                self.put(name, data)
        self._rels.clear()
        self._roots.clear()

    def _rename_prefix(self) -> None:
        """Word 2007 wrote `ve:` for what later ones call `mc:`; objects are compared as text."""
        for name, data in list(self.parts.items()):
            if name.endswith(".xml") and _OLD_PREFIX in data:
                self.put(name, _OLD_NAME.sub(rb"\1mc\2", data))

    def put(self, name: str, data: bytes) -> None:
        """Replace or add a part."""
        self.parts[name] = data
        self.changed[name] = data
        self.dropped.discard(name)
        self._roots.pop(name, None)

    def drop(self, name: str) -> None:
        """Leave a part out of what is written, and what [Content_Types].xml says of it."""
        self.parts.pop(name, None)
        self.changed.pop(name, None)
        self.dropped.add(name)
        root = self.fresh("[Content_Types].xml")
        said = [e for e in root if e.get("PartName") == f"/{name}"]
        for entry in said:
            root.remove(entry)
        if said:
            self.put("[Content_Types].xml", to_bytes(root))

    def has(self, name: str) -> bool:
        """Tell whether the part exists."""
        return name in self.parts

    def root(self, name: str) -> Element:
        """The parsed part, the same element at every call."""
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self.parts[name], _PARSER)
        return self._roots[name]

    def take(self, name: str) -> Element:
        """The parsed part for one who will change it; the next caller gets a new one."""
        root = self.root(name)
        del self._roots[name]
        return root

    def fresh(self, name: str) -> Element:
        """The part parsed anew, for who wants to change it."""
        return etree.fromstring(self.parts[name], _PARSER)

    def store(self, name: str, root: Element) -> None:
        """Replace a part by a tree."""
        self.put(name, to_bytes(root))

    def rels(self, part: str) -> dict[str, WordRelation]:
        """Relationships of a part by id; of the package for ""."""
        if part not in self._rels:
            data = self.parts.get(rels_name(part))
            found = () if data is None else relations_in(etree.fromstring(data, _PARSER), part)
            self._rels[part] = {relation.id: relation for relation in found}
        return self._rels[part]

    def add_rel(self, part: str, relation: WordRelation) -> None:
        """Add a relationship; targets are written from the root of the package."""
        name = rels_name(part)
        data = self.parts.get(name) or f'<Relationships xmlns="{NAMESPACE}"/>'.encode()
        root = etree.fromstring(data, _PARSER)
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}Relationship")
        entry.set("Id", relation.id)
        entry.set("Type", relation.type)
        entry.set("Target", relation.target if relation.external else f"/{relation.target}")
        if relation.external:
            entry.set("TargetMode", "External")
        self.put(name, to_bytes(root))
        self._rels.pop(part, None)

    def cut_rels(self, part: str, identifiers: Collection[str]) -> None:
        """Remove relationships of a part."""
        name = rels_name(part)
        root = etree.fromstring(self.parts[name], _PARSER)
        for entry in list(root):
            if entry.get("Id") in identifiers:
                root.remove(entry)
        self.put(name, to_bytes(root))
        self._rels.pop(part, None)

    def of_type(self, kind: str) -> str | None:
        """The part the main part points to by a kind of relationship ("styles")."""
        for relation in self.rels(self.main).values():
            if relation.kind == kind and not relation.external and relation.target in self.parts:
                return relation.target
        return None

    def content_type(self, part: str) -> str:
        """What [Content_Types].xml says of a part, "" if nothing."""
        extension = part.rpartition(".")[2].lower()
        default = ""
        for entry in self.root("[Content_Types].xml"):
            if entry.get("PartName") == f"/{part}":
                return str(entry.get("ContentType"))
            if (entry.get("Extension") or "").lower() == extension:
                default = str(entry.get("ContentType"))
        return default

    def declare(self, part: str, content_type: str) -> None:
        """Say in [Content_Types].xml what a new part is."""
        if self.content_type(part) == content_type or not content_type:
            return
        root = self.fresh("[Content_Types].xml")
        entry = etree.SubElement(root, f"{{{_TYPES}}}Override")
        entry.set("PartName", f"/{part}")
        entry.set("ContentType", content_type)
        self.put("[Content_Types].xml", to_bytes(root))

    def to_bytes(self) -> bytes:
        """The package; members nobody replaced are copied as they were packed."""
        out: list[bytes] = []
        gone = self.dropped | self.changed.keys()
        kept = package.copy_members(self.data, lambda name: name not in gone)
        order = sorted(self.changed, key=lambda n: (n != package.CONTENT_TYPES, n))
        package.write(kept, ((n, (self.changed[n],)) for n in order), out.append)
        return b"".join(out)


def _has_asides(data: bytes) -> bool:
    """Whether a part holds comments or processing instructions, which only this parser drops."""
    return b"<!--" in data or data.count(b"<?") > 1


def to_bytes(root: Element) -> bytes:
    """A part as written by Word: UTF-8, standalone."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data

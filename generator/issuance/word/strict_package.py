"""The package of a .docx: parts, content types and relationships, read without mercy.

A reader that forgives is a reader that sees another document than the next one does;
so two parts of one name, an orphan list of relationships or bytes between the members
are no package here. Only what two programs must read in one way is read at all.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from generator.issuance.word.standard_names import CONTENT_TYPES, RELATIONS, RELS_TYPE, TYPES
from generator.locale import _
from generator.ooxml.parsing import safe_parser
from generator.workspace.archive import Archive, Damaged, Trouble, open_archive, pack

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class PackageFault(Exception):  # noqa: N818 - it never leaves this package
    """Why a package or a signature is refused; `code` when another than the usual one."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.message, self.code = message, code


class SignedRelation(NamedTuple):
    """One relationship, as written."""

    id: str
    type: str
    target: str
    external: bool

    def part(self, source: str) -> str:
        """Key of the part it leads to; "" for an address outside."""
        if self.external:
            return ""
        folder = posixpath.dirname(source)
        return key(posixpath.normpath(posixpath.join("/", folder, self.target))[1:])


def key(name: str) -> str:
    """What makes two names of parts equal: their letters, whatever the case or the escapes."""
    return unquote(name).lower()


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML part without DTD, comments, instructions. Raises PackageFault."""
    try:
        root = etree.fromstring(data, safe_parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise PackageFault(_("{ten} không phải XML đúng").format(ten=name)) from fault
    tree = root.getroottree()
    beside = root.getprevious() is not None or root.getnext() is not None
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype or beside:
        raise PackageFault(_("{ten} chứa DTD hoặc chú thích").format(ten=name))
    if any(not isinstance(node.tag, str) for node in root.iter()):
        raise PackageFault(_("{ten} chứa DTD hoặc chú thích").format(ten=name))
    return root


class Package:
    """Parts by their names in the archive, in their order."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.names = {key(name): name for name in parts}
        """Key → name in the archive."""
        if len(self.names) != len(parts):
            raise PackageFault(_("hai phần của tệp trùng tên"))
        self._defaults, self._overrides = _read_types(parts.get(CONTENT_TYPES))

    def content_type(self, name: str) -> str:
        """The content type of a part, by its name; "" when the package does not say."""
        own = self._overrides.get("/" + key(name))
        return own or self._defaults.get(key(name).rpartition(".")[2], "")

    def relations(self, source: str) -> list[SignedRelation]:
        """The relationships of a part ("" for the package), in their order. Raises PackageFault."""
        name = self.names.get(key(rels_of(source)))
        return [] if name is None else read_relations(self.parts[name], name)

    def part_names(self) -> list[str]:
        """Names of all parts: without the list of content types, without folders."""
        return [n for n in self.parts if n != CONTENT_TYPES and not n.endswith("/")]


def rels_of(source: str) -> str:
    """Name of the part that holds the relationships of `source`."""
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def source_of(rels: str) -> str:
    """The part whose relationships a .rels part holds."""
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def is_rels(name: str) -> bool:
    """Whether a part holds relationships, by its name."""
    folder, base = posixpath.split(key(name))
    return posixpath.basename(folder) == "_rels" and base.endswith(".rels")


def read_package(data: bytes) -> Package:
    """A package from the bytes of an archive opened safely before. Raises PackageFault."""
    archive = _archive(data)
    if len(set(archive.names)) != len(archive.names):
        raise PackageFault(_("hai phần của tệp trùng tên"))
    try:
        package = Package({info.filename: archive.read(info) for info in archive.infos})
    except Damaged as fault:
        raise PackageFault(_("tệp nén hỏng")) from fault
    for name in package.part_names():
        if not is_rels(name):
            continue
        source = source_of(name)
        if source and key(source) not in package.names:
            raise PackageFault(_("danh sách quan hệ {ten} không thuộc phần nào").format(ten=name))
        if package.content_type(name) != RELS_TYPE:
            raise PackageFault(_("danh sách quan hệ {ten} khai sai loại").format(ten=name))
    for folder in (n for n in package.parts if n.endswith("/") and package.parts[n]):
        raise PackageFault(_("thư mục {ten} chứa dữ liệu").format(ten=folder))
    return package


def read_relations(data: bytes, name: str) -> list[SignedRelation]:
    """The relationships of a .rels part. Raises PackageFault for what could be read in two ways."""
    root = parse(data, name)
    odd = PackageFault(_("danh sách quan hệ {ten} sai").format(ten=name))
    if root.tag != f"{{{RELATIONS}}}Relationships" or root.attrib or (root.text or "").strip():
        raise odd
    found = []
    for node in root:
        extra = set(node.attrib) - {"Id", "Type", "Target", "TargetMode"}
        mode = node.get("TargetMode", "Internal")
        plain = node.tag == f"{{{RELATIONS}}}Relationship" and not len(node) and not extra
        texts = (node.text or "") + (node.tail or "")
        made = SignedRelation(
            node.get("Id", ""), node.get("Type", ""), node.get("Target", ""), mode == "External"
        )
        if not plain or texts.strip() or mode not in {"Internal", "External"} or not all(made[:3]):
            raise odd
        found.append(made)
    if len({r.id for r in found}) != len(found):
        raise odd
    return found


def _read_types(data: bytes | None) -> tuple[dict[str, str], dict[str, str]]:
    if data is None:
        raise PackageFault(_("tệp thiếu {ten}").format(ten=CONTENT_TYPES))
    root = parse(data, CONTENT_TYPES)
    odd = PackageFault(_("{ten} sai").format(ten=CONTENT_TYPES))
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    if root.tag != f"{{{TYPES}}}Types":
        raise odd
    for node in root:
        kind = node.get("ContentType", "")
        if node.tag == f"{{{TYPES}}}Default":
            name, into = node.get("Extension", "").lower(), defaults
        elif node.tag == f"{{{TYPES}}}Override":
            name, into = "/" + key(node.get("PartName", "").removeprefix("/")), overrides
        else:
            raise odd
        if not kind or not name or into.setdefault(name, kind) != kind:
            raise odd
    return defaults, overrides


def write_relations(relations: list[SignedRelation]) -> bytes:
    """A .rels part without white space: LibreOffice digests it, Office does not."""
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    for relation in relations:
        values = {"Id": relation.id, "Type": relation.type, "Target": relation.target}
        if relation.external:
            values["TargetMode"] = "External"
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", values)
    made: bytes = etree.tostring(root, encoding="UTF-8")
    return _XML + made


def add_types(data: bytes, defaults: dict[str, str], overrides: dict[str, str]) -> bytes:
    """The list of content types with more of them; what is there stays. Raises PackageFault."""
    known_defaults, known_overrides = _read_types(data)
    root = parse(data, CONTENT_TYPES)
    for extension, kind in defaults.items():
        if known_defaults.get(extension, kind) != kind:
            raise PackageFault(_("{ten} sai").format(ten=CONTENT_TYPES))
        if extension not in known_defaults:
            made = etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=kind)
            root.insert(0, made)
    for name, kind in overrides.items():
        if "/" + key(name) not in known_overrides:
            etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    whole: bytes = etree.tostring(root, encoding="UTF-8")
    return _XML + whole


def write_package(parts: dict[str, bytes]) -> bytes:
    """The archive: content types first, fixed dates, so that the same parts give the same bytes.

    Without the comment that marks files of `kehoach render`: a signed file must never
    look like one that may be rendered over.
    """
    return pack(sorted(parts.items(), key=lambda part: part[0] != CONTENT_TYPES))


def _archive(data: bytes) -> Archive:
    archive = open_archive(data)
    if isinstance(archive, Trouble):
        raise PackageFault(_("tệp nén hỏng"))
    return archive

"""What in a Word document can show two people two documents, although nobody touched it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from generator.issuance.word.strict_package import PackageFault, is_rels, parse, source_of
from generator.locale import N_, _
from generator.ooxml.names import W
from generator.ooxml.parsing import safe_parser

if TYPE_CHECKING:
    from generator.issuance.word.strict_package import Package

_ACTIVE = {
    "vbaProject": N_("macro"),
    "wordVbaData": N_("macro"),
    "keyMapCustomizations": N_("phím tắt gắn macro"),
    "control": N_("điều khiển ActiveX"),
    "activeXControlBinary": N_("điều khiển ActiveX"),
    "oleObject": N_("đối tượng nhúng (OLE)"),
    "package": N_("đối tượng nhúng (OLE)"),
    "aFChunk": N_("nội dung ghép từ tệp khác"),
    "subDocument": N_("văn bản con"),
    "mailMergeSource": N_("nguồn trộn thư"),
    "frame": N_("trang khung"),
    "webextensiontaskpanes": N_("tiện ích web"),
    "ui/extensibility": N_("tiện ích giao diện"),
}
"""Last words of types of relationships → what people call the thing."""
_FIELDS = re.compile(
    r"DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE|EDITTIME|FILENAME|FILESIZE|USER\w+|LASTSAVEDBY|"
    r"INCLUDE\w*|LINK|DDE|DDEAUTO|IMPORT|EMBED|DATABASE|MACROBUTTON|AUTOTEXT|ASK|FILLIN|"
    r"MERGEFIELD|RD|DOCPROPERTY|DOCVARIABLE|INFO|TITLE|SUBJECT|AUTHOR|KEYWORDS|COMMENTS"
)
"""Fields whose text the reader's machine makes. (Page numbers and tables of contents are not.)"""
_BOUND = re.compile(
    r"core-properties|extended-properties|coverPageProps|6C3C8BC8-F283-45AE-878A-BAB7291924A1|"
    r"6668398D-A668-4E3E-A5EB-62B293D839F1",
    re.IGNORECASE,
)
"""Stores of a bound content control that no signature covers: Word fills it anew from them."""
_TRACKED = frozenset(
    W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
)


def two_faced(package: Package) -> list[str]:
    """Each kind of thing that may look otherwise elsewhere, once. Raises PackageFault."""
    found: set[str] = set()
    for name in package.part_names():
        if is_rels(name):
            for relation in package.relations(source_of(name)):
                found |= _relation(relation.type, external=relation.external)
        elif "wordprocessingml" in package.content_type(name):
            found |= _markup(package.parts[name], name)
    return sorted(found)


def _relation(kind: str, *, external: bool) -> set[str]:
    last = posixpath.basename(kind)
    for word, what in _ACTIVE.items():
        if kind.endswith(f"/{word}"):
            return {_(what)}
    if external and last == "attachedTemplate":
        return {_("mẫu (template) ở ngoài tệp")}
    if external and last != "hyperlink":
        return {_("phần nằm ngoài tệp ({loai})").format(loai=last)}
    return set()


def _markup(data: bytes, name: str) -> set[str]:
    """Fields and tracked changes. Parts without either are not parsed."""
    if not re.search(rb"instrText|fldSimple|dataBinding|:ins[ >]|:del[ >]|:move|PrChange", data):
        return set()
    try:
        root = parse(data, name)
    except PackageFault:
        # comments inside a part are fine in a document; it is digested byte by byte
        from lxml import etree

        root = etree.fromstring(data, safe_parser(asides=False))
    found = set()
    if any(node.tag in _TRACKED for node in root.iter()):
        found.add(_("thay đổi theo dõi (track changes) chưa chấp nhận"))
    bound = (" ".join(node.attrib.values()) for node in root.iter("{*}dataBinding"))
    if any(_BOUND.search(values) for values in bound):
        found.add(_("ô nội dung lấy chữ từ phần mô tả không được ký"))
    codes = [node.get(W + "instr", "") for node in root.iter(W + "fldSimple")]
    for paragraph in root.iter(W + "p"):
        text = "".join(
            "\0" if node.tag == W + "fldChar" else node.text or ""
            for node in paragraph.iter(W + "instrText", W + "fldChar")
        )
        codes += text.split("\0")
    for code in codes:
        word = code.split()[0].upper() if code.split() else ""
        if _FIELDS.fullmatch(word):
            found.add(_("trường {ten} tự đổi giá trị").format(ten=word))
    return found

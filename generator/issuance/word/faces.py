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
    from collections.abc import Iterator

    from lxml import etree

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
_STEADY = re.compile(
    r"PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|REF|NOTEREF|STYLEREF|TOC|TC|TOA|TA|XE|INDEX|SEQ|"
    r"LISTNUM|AUTONUM\w*|HYPERLINK|FORM\w+|EQ|ADVANCE|PRIVATE|ADDIN|CITATION|BIBLIOGRAPHY"
)
"""Fields that say what stands in the signed document. What any other says, a machine makes."""
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
    referred: list[tuple[str, str]] = []
    for name in package.part_names():
        if is_rels(name):
            for relation in package.relations(source_of(name)):
                found |= _relation(relation.type, external=relation.external)
        elif "wordprocessingml" in package.content_type(name):
            found |= _markup(package.parts[name], name, referred)
    if any(_other_words(package, *one) for one in referred):
        found.add(_("trường REF in chữ khác chỗ nó dẫn: cập nhật trường (Ctrl+A, F9) rồi lưu"))
    return sorted(found)


_NAMED = re.compile(r"\s*REF\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_NUMBERS = re.compile(r"\\[pnrwfdt](?![a-z])", re.IGNORECASE)
"""Switches of REF that print a number, a place or a note instead of the words."""


def _other_words(package: Package, code: str, shown: str) -> bool:
    """Whether a REF field shows other words than the place it names: Word prints those anew."""
    named = _NAMED.match(code)
    if named is None or _NUMBERS.search(code):
        return False
    for name in package.part_names():
        data = package.parts[name] if "wordprocessingml" in package.content_type(name) else b""
        if named[1].encode() in data and b"bookmarkStart" in data:
            words = _marked(_parsed(data, name), named[1])
            if words is not None:
                return _plain(words) != _plain(shown)
    return False


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()


def _marked(root: etree._Element, name: str) -> str | None:
    """The words between the two ends of a bookmark; None where there is none of the name."""
    words: str | None = None
    id_ = None
    for node in root.iter(W + "bookmarkStart", W + "bookmarkEnd", W + "t"):
        if node.tag == W + "t":
            words = words if words is None else words + (node.text or "")
        elif node.tag == W + "bookmarkStart" and words is None:
            if (node.get(W + "name") or "").casefold() == name.casefold():
                words, id_ = "", node.get(W + "id")
        elif node.tag == W + "bookmarkEnd" and id_ is not None and node.get(W + "id") == id_:
            return words
    return words


def _parsed(data: bytes, name: str) -> etree._Element:
    try:
        return parse(data, name)
    except PackageFault:
        # comments inside a part are fine in a document; it is digested byte by byte
        from lxml import etree

        return etree.fromstring(data, safe_parser(asides=False))


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


def _markup(data: bytes, name: str, referred: list[tuple[str, str]]) -> set[str]:
    """Fields and tracked changes. Parts without either are not parsed.

    `referred` gets the codes of fields and the words that they show.
    """
    if not re.search(rb"fldChar|fldSimple|dataBinding|:ins[ >]|:del[ >]|:move|PrChange", data):
        return set()
    root = _parsed(data, name)
    found = set()
    if any(node.tag in _TRACKED for node in root.iter()):
        found.add(_("thay đổi theo dõi (track changes) chưa chấp nhận"))
    bound = (" ".join(node.attrib.values()) for node in root.iter("{*}dataBinding"))
    if any(_BOUND.search(values) for values in bound):
        found.add(_("ô nội dung lấy chữ từ phần mô tả không được ký"))
    fields = [
        (node.get(W + "instr", ""), "".join(node.itertext(W + "t")))
        for node in root.iter(W + "fldSimple")
    ]
    for code, shown in (*fields, *_codes(root)):
        referred.append((code, shown))
        word = re.match(r"\s*(\w+|\S)", code)
        if word is not None and not _STEADY.fullmatch(word[1].upper()):
            found.add(_("trường {ten} tự đổi giá trị").format(ten=word[1].upper()))
    return found


class _Field:
    """A field that is being read: what its code says, fields within the code as their results."""

    def __init__(self) -> None:
        self.code, self.result, self.in_code = "", "", True


def _codes(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The codes of all fields and what they show, over runs and paragraphs, nested (17.16.18)."""
    open_: list[_Field] = []
    for node in root.iter(W + "instrText", W + "fldChar", W + "t"):
        if node.tag != W + "fldChar":
            if open_:
                _said(open_[-1], node.text or "")
            continue
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            open_.append(_Field())
        elif open_ and kind == "separate":
            open_[-1].in_code = False
        elif open_ and kind == "end":
            done = open_.pop()
            yield done.code, done.result
            if open_:
                _said(open_[-1], done.result)
    yield from ((left.code, left.result) for left in open_)


def _said(field: _Field, text: str) -> None:
    if field.in_code:
        field.code += text
    else:
        field.result += text

"""What in a Word document can show two people two documents, although nobody touched it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from generator.issuance.word.strict_package import PackageFault, is_rels, parse, source_of
from generator.issuance.word.two_versions import hidden_letters, plain, two_versions
from generator.locale import N_, _
from generator.ooxml.elements import local
from generator.ooxml.names import VAL, W
from generator.ooxml.parsing import safe_parser, transitional

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
_NUMBERS = "PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|NOTEREF|SEQ|LISTNUM|AUTONUM\\w*"
"""Fields that show a number; letters in their place are not what they will show."""
_STEADY = re.compile(
    rf"{_NUMBERS}|REF|STYLEREF|TOC|TC|TOA|TA|XE|INDEX|HYPERLINK|FORM\w+|PRIVATE|ADDIN|CITATION|"
    r"BIBLIOGRAPHY"
)
"""Fields that say what stands in the signed document. What any other says, a machine makes; EQ and
ADVANCE draw in Word, and nowhere else."""
_A_NUMBER = re.compile(r"[\W_]*(?:\d[\d.,]*[a-z]?|[ivxlcdm]+|[a-z]{1,2})?[\W_]*", re.IGNORECASE)
_RESTART = re.compile(r"SEQ\b.*\\r\s*(\d+)", re.IGNORECASE)
_MADE_ON_OPENING = frozenset({"currentDate", "currentTime", "calculated"})
"""Kinds of a text field of a form whose text Word writes itself (17.16.34)."""
_TRACKED = re.compile(r"ins|del|moveFrom|moveTo|\w+PrChange|cell(?:Ins|Del|Merge)|numberingChange")


def two_faced(package: Package) -> list[str]:
    """Each kind of thing that may look otherwise elsewhere, once. Raises PackageFault."""
    found: set[str] = set()
    roots: list[etree._Element] = []
    for name in package.part_names():
        if is_rels(name):
            for relation in package.relations(source_of(name)):
                found |= _relation(relation.type, external=relation.external)
        elif "wordprocessingml" in package.content_type(name):
            roots.append(_parsed(package.parts[name], name))
    for root in roots:
        found |= _markup(root, roots) | two_versions(root, package)
    found |= hidden_letters(roots)
    return sorted(found)


_NAMED = re.compile(r"\s*REF\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_AS_NUMBER = re.compile(r"\\[pnrwfdt](?![a-z])", re.IGNORECASE)
"""Switches of REF that print a number, a place or a note instead of the words."""


def _other_words(code: str, shown: str, roots: list[etree._Element]) -> bool:
    """Whether a REF field shows other words than the place it names: Word prints those anew."""
    named = _NAMED.match(code)
    if named is None or _AS_NUMBER.search(code):
        return False
    there = (_marked(root, named[1]) for root in roots)
    words = next((one for one in there if one is not None), None)
    return words is not None and plain(words) != plain(shown)


def _of_no_paragraph(shown: str, roots: list[etree._Element]) -> bool:
    """Whether words that a STYLEREF field shows are those of no paragraph: Word looks anew."""
    wanted = plain(shown)
    for root in roots:
        for paragraph in root.iter(W + "p"):
            words = "".join(t.text or "" for t in paragraph.iter(W + "t"))
            if wanted in plain(words) and "STYLEREF" not in _codes_in(paragraph):
                return False
    return bool(wanted)


def _codes_in(paragraph: etree._Element) -> str:
    simple = [node.get(W + "instr", "") for node in paragraph.iter(W + "fldSimple")]
    return "".join([*simple, *(n.text or "" for n in paragraph.iter(W + "instrText"))]).upper()


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
        return transitional(parse(data, name))
    except PackageFault:
        # comments inside a part are fine in a document; it is digested byte by byte
        from lxml import etree

        return transitional(etree.fromstring(data, safe_parser(asides=False)))


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


def _markup(root: etree._Element, roots: list[etree._Element]) -> set[str]:
    """Fields and tracked changes of one part; fields may lead to any of the others."""
    found = set()
    if any(_TRACKED.fullmatch(local(node)) for node in root.iter(f"{W}*")):
        found.add(_("thay đổi theo dõi (track changes) chưa chấp nhận"))
    kinds = (node.get(VAL) for node in root.iter(W + "type"))
    if any(kind in _MADE_ON_OPENING for kind in kinds):
        found.add(_("ô biểu mẫu tự điền (ngày hiện tại, phép tính)"))
    simple = (
        (node.get(W + "instr", ""), "".join(node.itertext(W + "t")))
        for node in root.iter(W + "fldSimple")
    )
    for code, shown in (*simple, *_codes(root)):
        word = re.match(r"\s*(\w+|\S)", code)
        if word is not None:
            found |= _field(word[1].upper(), code, shown, roots)
    return found


def _field(word: str, code: str, shown: str, roots: list[etree._Element]) -> set[str]:
    """What is wrong with one field and what it shows."""
    restart = _RESTART.search(code)
    if not _STEADY.fullmatch(word):
        return {_("trường {ten} tự đổi giá trị").format(ten=word)}
    if re.fullmatch(_NUMBERS, word) and (
        not _A_NUMBER.fullmatch(shown) or (restart and shown.strip() not in ("", restart[1]))
    ):
        return {_("trường {ten} in chữ khác giá trị của nó").format(ten=word)}
    if word == "STYLEREF" and not _AS_NUMBER.search(code) and _of_no_paragraph(shown, roots):
        return {_("trường {ten} in chữ khác giá trị của nó").format(ten=word)}
    if word == "REF" and _other_words(code, shown, roots):
        return {_("trường REF in chữ khác chỗ nó dẫn: cập nhật trường (Ctrl+A, F9) rồi lưu")}
    return set()


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

"""The file of a template, as it came from anywhere → its members, or what is wrong.

Everything is bounded before it is read: the size of the file, the number of members,
their declared sizes and the ratio of compression. XML is parsed without network,
without a DTD, and entities are never expanded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.template.template_file import MAX_BYTES, too_large
from generator.workspace.archive import Damaged, Limits, Trouble, open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element

_LIMITS = Limits(members=2_000, total=MAX_BYTES, ratio=200, plain_names=True)
"""Real templates unpack to less than 40 times their length."""

MAX_PART = 16 << 20
"""Longest part with tags, bytes of XML: docxtpl's patterns take seconds on more."""
MAX_BRACES = 20_000
"""Braces in a part; a real template has some hundred tags."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TAGGED_PARTS = ("header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange",
    "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
    "numberingChange",
)  # fmt: skip


class TemplateParts(NamedTuple):
    """A template that may be worked on."""

    members: dict[str, bytes]
    """In the order of the file."""
    trees: dict[str, Any]
    """Parsed roots (lxml) of the parts that may hold tags; the main document first."""
    main: str


class _Refused(Exception):  # noqa: N818 - not an error of the program
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def unpack_template(data: bytes, file: str) -> tuple[TemplateParts | None, list[Diagnostic]]:
    """Check and unpack a template; one clear diagnostic for each kind of bad input."""
    place = Place(file, _("tệp mẫu"))
    try:
        members = _unpack(data, place)
        types, main = _content_types(members, place)
        archive = TemplateParts(members, _trees(members, types, main, file), main)
    except _Refused as refused:
        return None, [refused.diagnostic]
    except RecursionError:
        message = _("Tệp mẫu hỏng: lồng nhau quá sâu")
        return None, [error("MB610", message, place, _resave())]
    changed = list(_tracked(archive, file))
    return (None, changed) if changed else (archive, [])


def _resave() -> str:
    return _("Mở tệp trong Word, chọn Lưu thành (Save As) .docx rồi dùng tệp mới.")


def _refuse(code: str, message: str, place: Place, *hints: str) -> _Refused:
    return _Refused(error(code, message, place, *hints))


def _unpack(data: bytes, place: Place) -> dict[str, bytes]:
    if not data:
        raise _refuse("MB603", _("Tệp mẫu rỗng (0 byte)"), place, _resave())
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        message = _("Tệp mẫu có mật khẩu hoặc là .doc kiểu cũ, không đọc được")
        raise _refuse("MB604", message, place, _("Bỏ mật khẩu và lưu lại thành .docx trong Word."))
    archive = open_archive(data, _LIMITS)
    if isinstance(archive, Trouble):
        raise _refused(archive, place)
    try:
        return archive.members()
    except Damaged as fault:
        if fault.trouble.kind == "method":
            message = _("Tệp mẫu dùng kiểu nén lạ mà Word không dùng")
        else:
            message = _("Tệp mẫu hỏng, không giải nén được")
        raise _refuse("MB603", message, place, _resave()) from None


def _refused(trouble: Trouble, place: Place) -> _Refused:
    """The words for what is wrong with the archive."""
    match trouble.kind:
        case "locked":
            hint = _("Bỏ mật khẩu và lưu lại thành .docx trong Word.")
            return _refuse("MB604", _("Tệp mẫu bị mã hóa bằng mật khẩu"), place, hint)
        case "many" | "bomb":
            return _Refused(too_large(place))
        case "unsafe" | "link":
            message = _("Tên thành phần không an toàn trong tệp mẫu: {ten}")
            return _refuse("MB606", message.format(ten=trouble.name), place, _resave())
        case "twice":
            message = _("Thành phần {ten} có hai lần trong tệp mẫu")
            return _refuse("MB606", message.format(ten=trouble.name), place, _resave())
        case "damaged" | "method":
            message = _("Tệp mẫu không phải .docx (không phải tệp zip)")
            return _refuse("MB603", message, place, _resave())


def parse_xml(data: bytes, name: str, file: str) -> Element:
    """Parse a part; no network, no DTD, no entities, bounded depth."""
    from lxml import etree

    from generator.ooxml.parsing import safe_parser

    place = Place(file, name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        # before parsing, which would already take the bait
        raise _doctype(name, place)
    try:
        root = etree.fromstring(data, safe_parser())
    except etree.XMLSyntaxError as fault:
        message = _("Thành phần {ten} của tệp mẫu hỏng (XML sai ở dòng {dong})").format(
            ten=name, dong=fault.lineno
        )
        raise _refuse("MB610", message, place, _resave()) from None
    if root.getroottree().docinfo.doctype:  # UTF-16 hides it from the test above
        raise _doctype(name, place)
    return root


def _doctype(name: str, place: Place) -> _Refused:
    message = _("Thành phần {ten} của tệp mẫu khai báo DOCTYPE, Word không bao giờ làm vậy")
    return _refuse("MB610", message.format(ten=name), place, _resave())


def _content_types(members: dict[str, bytes], place: Place) -> tuple[dict[str, str], str]:
    """Part name → content type, and the name of the main document."""
    if "[Content_Types].xml" not in members:
        message = _("Tệp zip này không phải tài liệu Word (thiếu [Content_Types].xml)")
        raise _refuse("MB609", message, place, _resave())
    root = parse_xml(members["[Content_Types].xml"], "[Content_Types].xml", place.file)
    types: dict[str, str] = {}
    for node in root:
        kind = str(node.get("ContentType", ""))
        if "macroEnabled" in kind or "vbaProject" in kind:
            raise _macros(place)
        if node.get("PartName"):
            types[str(node.get("PartName")).lstrip("/")] = kind
    if any(n.casefold().endswith(("vbaproject.bin", "vbadata.xml")) for n in members):
        raise _macros(place)
    if _TEMPLATE in types.values():
        message = _("Tệp này là mẫu Word .dotx, không phải .docx")
        raise _refuse("MB609", message, place, _resave())
    main = next((name for name, kind in types.items() if kind == _MAIN), "word/document.xml")
    if main not in members:
        message = _("Tệp mẫu thiếu phần chính {ten}: không phải tài liệu Word").format(ten=main)
        raise _refuse("MB609", message, place, _resave())
    return types, main


def _macros(place: Place) -> _Refused:
    hint = _("Lưu lại thành .docx thường (không phải .docm) trong Word.")
    return _refuse("MB607", _("Tệp mẫu có macro, không được dùng"), place, hint)


def _trees(
    members: dict[str, bytes], types: dict[str, str], main: str, file: str
) -> dict[str, Any]:
    """Parse every XML member; keep the trees of those that may hold tags."""
    kinds = {_WORDML + suffix for suffix in _TAGGED_PARTS}
    tagged = {main} | {n for n, kind in types.items() if kind in kinds and n in members}
    trees: dict[str, Any] = {}
    for name in sorted(members, key=lambda n: n != main):
        if not name.endswith((".xml", ".rels")):
            continue
        root = parse_xml(members[name], name, file)
        if name in tagged or (name.startswith("docProps/") and _has_tags(members[name])):
            if len(members[name]) > MAX_PART or members[name].count(b"{") > MAX_BRACES:
                raise _Refused(too_large(Place(file, name)))
            trees[name] = root
    if trees[main].find(f"{W}body") is None:
        message = _("Phần chính {ten} của tệp mẫu không có nội dung Word").format(ten=main)
        raise _refuse("MB609", message, Place(file, main), _resave())
    return trees


def _has_tags(data: bytes) -> bool:
    return b"{{" in data or b"{%" in data or b"{#" in data


def _tracked(archive: TemplateParts, file: str) -> Iterator[Diagnostic]:
    """Tracked changes: the text of a template must be settled before it is printed."""
    for name, root in archive.trees.items():
        found = list(root.iter(*(W + name for name in _CHANGES)))
        if found:
            parent = found[0].getparent()
            near = "".join(found[0].itertext()) or "".join(
                found[0].itertext() if parent is None else parent.itertext()
            )
            message = _("Tệp mẫu còn {so} chỗ theo dõi thay đổi (track changes)")
            hint = _("Trong Word: Review → Accept All Changes (chấp nhận tất cả), rồi lưu lại.")
            yield error("MB608", message.format(so=len(found)), Place(file, name, near[:60]), hint)

"""A .docx opened safely: every limit is checked before a byte is unpacked.

What cannot be read is said in one sentence (codes TL0xx). Time and memory are bounded
by the limits below; parts are parsed without entities, network or a DTD.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.ooxml.names import STRICT, STRICT_MARK, W
from generator.ooxml.relations import WordRelation, relations_in, rels_name
from generator.ooxml.sniff import HEAD, sniff_bytes
from generator.workspace.archive import Archive, Damaged, Limits, Trouble, open_archive
from generator.workspace.files import os_diagnostic, refuse_endless

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable
    from pathlib import Path

    from generator.ooxml.elements import Element
    from generator.ooxml.sniff import Kind

MAX_FILE = 64 << 20
_LIMITS = Limits()
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACRO = ("application/vnd.ms-word.", "application/vnd.ms-office.vbaProject")
_READ = frozenset(
    {"styles", "numbering", "settings", "theme", "header", "footer"}
    | {"footnotes", "endnotes", "comments"}
)


class WordFault(Exception):  # noqa: N818 - it never leaves this package
    """What is wrong with a part; caught in `open_word` and made a diagnostic."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hints = code, message, hints


class Word:
    """An opened .docx. Parts are parsed once, at the first asking."""

    def __init__(self, path: Path, data: bytes, archive: Archive) -> None:
        self.path = path
        self.data = data
        """The file as it was read."""
        self.names: tuple[str, ...] = tuple(archive.names)
        self._archive = archive
        self._infos = {i.filename: i for i in archive.infos}
        self._folded = {name.lower(): name for name in self.names}
        self.parsed: dict[str, Any] = {}
        """Parts parsed so far."""
        self._rels: dict[str, tuple[WordRelation, ...]] = {}
        self._types: dict[str, str] | None = None
        self.strict: set[str] = set()
        """Parts that came in the strict namespaces (and are mapped)."""
        self.main = self._find_main()

    def bytes(self, name: str) -> bytes:
        """The bytes of a member. Raises KeyError for a name that is not there."""
        info = self._infos[self.member(name) or name]
        try:
            return self._archive.read(info)
        except Damaged as fault:
            if fault.trouble.kind == "locked":
                raise WordFault("TL003", _("Tệp có mật khẩu nên không đọc được")) from fault
            raise WordFault("TL007", _("Phần {ten} trong tệp bị hỏng").format(ten=name)) from fault

    def member(self, name: str) -> str | None:
        """The member of this name, whatever the case of its letters."""
        return name if name in self._infos else self._folded.get(name.lower())

    def infos(self) -> list[zipfile.ZipInfo]:
        """What the package's directory says of its members, in their order."""
        return self._archive.infos

    def xml(self, name: str) -> Element:
        """The root element of a part, parsed once. Raises KeyError when there is no such part."""
        tree = self.parsed.get(name)
        if tree is None:
            tree = self.parsed[name] = self._parse(name)
        return tree

    def rels(self, part: str) -> tuple[WordRelation, ...]:
        """The relationships of a part ("" for the package), in their order."""
        if part not in self._rels:
            self._rels[part] = tuple(self._read_rels(part))
        return self._rels[part]

    def related(self, kind: str, part: str | None = None) -> str | None:
        """The member the main part (or `part`) points to as `kind`, such as "styles"."""
        for relation in self.rels(self.main if part is None else part):
            if relation.kind == kind and not relation.external:
                return self.member(relation.target)
        return None

    def headers_footers(self) -> dict[str, str]:
        """Relationship id → member, of the headers and footers of the main part."""
        return {
            r.id: found
            for r in self.rels(self.main)
            if r.kind in {"header", "footer"} and (found := self.member(r.target))
        }

    def content_type(self, name: str) -> str:
        """The content type of a member; "" when the file does not say."""
        if self._types is None:
            self._types = self._read_types()
        extension = "." + name.rpartition(".")[2].lower()
        return self._types.get("/" + name.lower()) or self._types.get(extension, "")

    @property
    def signed(self) -> bool:
        """Whether the package carries a digital signature."""
        return any(n.lower().startswith("_xmlsignatures/") for n in self.names) or any(
            r.kind == "origin" for r in self.rels("")
        )

    def _parse(self, name: str) -> Element:
        from lxml import etree

        from generator.ooxml.parsing import safe_parser, transitional

        data = self.bytes(name)
        if STRICT_MARK in data:
            self.strict.add(name)
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        try:
            # a comment in the midst of a text would cut off the words behind it
            root = etree.fromstring(data, safe_parser(asides=False))
        except etree.XMLSyntaxError as fault:
            if "depth" in str(fault).lower():
                raise _too_deep() from fault
            raise WordFault(
                "TL008",
                _("Phần {ten} trong tệp không phải XML đúng (dòng {dong})").format(
                    ten=name, dong=fault.lineno or 1
                ),
                _("Mở tệp trong Word, để Word sửa, rồi lưu lại."),
            ) from fault
        if root.getroottree().docinfo.internalDTD is not None:
            raise _has_dtd(name)
        return transitional(root)

    def _read_rels(self, part: str) -> Iterable[WordRelation]:
        name = self.member(rels_name(part))
        return () if name is None else relations_in(self.xml(name), part)

    def _read_types(self) -> dict[str, str]:
        name = self.member("[Content_Types].xml")
        found: dict[str, str] = {}
        for node in self.xml(name) if name else ():
            kind = node.get("ContentType") or ""
            if node.tag == _TYPE + "Override":
                found[(node.get("PartName") or "").lower()] = kind
            elif node.tag == _TYPE + "Default":
                found["." + (node.get("Extension") or "").lower()] = kind
        return found

    def _find_main(self) -> str:
        found = self.related("officeDocument", "")
        if found is None:
            raise WordFault("TL006", _("Tệp không phải văn bản Word (.docx)"))
        return found


def open_word(path: Path, data: bytes | None = None) -> tuple[Word | None, list[Diagnostic]]:
    """Open a .docx, whoever made it; `data` is its content when already read.

    Never raises for a bad file: what is wrong is one diagnostic (TL001 - TL012).
    """
    place = Place(str(path), "")
    try:
        content = _content(path) if data is None else data
        if len(content) > MAX_FILE:
            raise _too_long(len(content))
        return _open(path, content), []
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    except WordFault as fault:
        return None, [error(fault.code, fault.message, place, *fault.hints)]


def _content(path: Path) -> bytes:
    refuse_endless(path)
    with path.open("rb") as source:
        source.seek(0, 2)
        size = source.tell()
        if size > MAX_FILE:
            raise _too_long(size)
        source.seek(0)
        return source.read()


def _open(path: Path, data: bytes) -> Word:
    refuse_other_kinds(data)
    archive = open_archive(data, _LIMITS)
    if isinstance(archive, Trouble):
        raise _refused(archive)
    _check_macros(archive.names)
    word = Word(path, data, archive)
    _check_main(word)
    _check_parts(word)
    return word


def refuse_other_kinds(data: bytes) -> None:
    """Raise the sentence that says what a file is that is not a .docx."""
    kind = sniff_bytes(data[:HEAD], data)
    if kind == "docx":
        return
    if kind == "empty":
        raise WordFault("TL001", _("Tệp rỗng (0 byte)"), _("Chép lại tệp từ nơi gửi."))
    if kind == "encrypted":
        raise WordFault(
            "TL003",
            _("Tệp có mật khẩu nên không đọc được"),
            _("Mở trong Word, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu lại."),
        )
    if kind == "docm":
        raise _has_macro()
    hint = (
        _("Mở trong Word hoặc LibreOffice rồi lưu thành .docx.")
        if kind in {"doc", "odt", "rtf", "html", "mht", "xml"}
        else _("Chọn đúng tệp .docx, hoặc xin lại tệp từ nơi gửi.")
    )
    what = in_words(kind)
    raise WordFault("TL002", _("Tệp này là {loai}, không phải .docx").format(loai=what), hint)


def in_words(kind: Kind) -> str:
    """What a file of a kind is called."""
    names: dict[Kind, str] = {
        "docx": _("văn bản Word (.docx)"),
        "docm": _("văn bản Word có macro (.docm)"),
        "encrypted": _("tệp có mật khẩu"),
        "empty": _("tệp rỗng"),
        "doc": _("tệp Word cũ (.doc)"),
        "xlsx": _("bảng tính Excel"),
        "xls": _("bảng tính Excel cũ (.xls)"),
        "pptx": _("bản trình chiếu PowerPoint"),
        "ppt": _("bản trình chiếu PowerPoint cũ"),
        "odt": _("văn bản OpenDocument (.odt)"),
        "ods": _("bảng tính OpenDocument"),
        "odp": _("bản trình chiếu OpenDocument"),
        "pdf": _("tệp PDF"),
        "rtf": _("tệp RTF"),
        "html": _("trang HTML"),
        "mht": _("trang web lưu thành một tệp (MHT)"),
        "xml": _("tệp XML"),
        "image": _("tệp ảnh"),
        "zip": _("tệp nén ZIP"),
        "archive": _("tệp nén"),
        "txt": _("văn bản thuần"),
    }
    return names.get(kind, _("tệp nhị phân không rõ loại"))


def _refused(trouble: Trouble) -> WordFault:
    """The words for what is wrong with the archive."""
    match trouble.kind:
        case "many" | "bomb":
            return _bomb()
        case "unsafe" | "link":
            message = _("Tệp chứa đường dẫn không an toàn: {ten}")
            return WordFault("TL010", message.format(ten=trouble.name))
        case "twice":
            message = _("Tệp chứa hai phần trùng tên: {ten}")
            return WordFault("TL010", message.format(ten=trouble.name))
        case "locked":
            return WordFault("TL003", _("Tệp có mật khẩu nên không đọc được"))
        case "damaged" | "method":
            return WordFault(
                "TL007",
                _("Tệp .docx bị hỏng hoặc tải về thiếu, không mở được"),
                _("Tải hoặc chép lại tệp từ nơi gửi."),
            )


def _check_macros(names: Iterable[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _has_macro()


def _check_main(word: Word) -> None:
    kind = word.content_type(word.main)
    if kind.startswith(_MACRO):
        raise _has_macro()
    root = word.xml(word.main)
    is_word = root.tag == W + "document" and root.find(W + "body") is not None
    if not is_word or (kind and not kind.startswith((_WORD, "application/xml"))):
        raise WordFault("TL006", _("Tệp không phải văn bản Word (.docx)"))


def _check_parts(word: Word) -> None:
    """Parse what will be read; look for a DTD in every other XML part."""
    read = {word.member(r.target) for r in word.rels(word.main) if r.kind in _READ}
    for name in word.names:
        if name in read:
            word.xml(name)
        elif name.lower().endswith((".xml", ".rels")) and name not in word.parsed:
            data = word.bytes(name)
            if b"<!DOCTYPE" in data or b"<\0!\0D\0O\0C\0T" in data or b"\0<\0!\0D\0O\0C\0T" in data:
                raise _has_dtd(name)


def _bomb() -> WordFault:
    return WordFault(
        "TL005",
        _("Tệp bung ra quá lớn so với một văn bản (có thể là bom nén), nên không mở"),
    )


def _too_long(size: int) -> WordFault:
    return WordFault(
        "TL004",
        _("Tệp dài {mb} MB; kehoach chỉ đọc tệp đến {han} MB").format(
            mb=size >> 20, han=MAX_FILE >> 20
        ),
        _("Nén ảnh trong Word (Định dạng ảnh › Nén ảnh) rồi lưu lại."),
    )


def _has_macro() -> WordFault:
    return WordFault(
        "TL011",
        _("Tệp chứa macro (.docm), nên không mở"),
        _("Mở trong Word với macro tắt, chọn Lưu thành › Tài liệu Word (.docx)."),
    )


def _has_dtd(name: str) -> WordFault:
    return WordFault(
        "TL009",
        _("Phần {ten} khai báo DTD hoặc thực thể ngoài, điều không có trong tệp Word").format(
            ten=name
        ),
        _("Không mở tệp này nếu không rõ nguồn gốc."),
    )


def _too_deep() -> WordFault:
    return WordFault("TL012", _("Bảng lồng nhau quá sâu nên không đọc được"))

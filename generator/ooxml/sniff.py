"""What a file really is, by its content: the name is not believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal[
    "docx", "docm", "doc", "encrypted", "xlsx", "xls", "pptx", "ppt", "odt", "ods", "odp", "pdf",
    "rtf", "html", "mht", "xml", "image", "zip", "archive", "ole", "txt", "empty", "binary",
]  # fmt: skip
HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_OPEN_DOCUMENT: dict[bytes, Kind] = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
# no end of the word is asked for: the next member's "PK" follows at once
_OASIS = re.compile(
    rb"(?s).{30}mimetypeapplication/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)"
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|meta|table|div|p)[\s>]", re.IGNORECASE)


def sniff(path: Path) -> Kind:
    """The kind of a file by its content. Raises OSError when it cannot be read."""
    with path.open("rb") as source:
        head = source.read(HEAD)
        if not head.startswith((_OLE, b"PK")):
            return sniff_bytes(head)
        source.seek(0, 2)
        size = source.tell()
        # the directory of a zip stands at the end; that of an OLE file anywhere
        source.seek(0 if head.startswith(_OLE) else max(0, size - (1 << 20)))
        rest = source.read(64 << 20)
    return sniff_bytes(head, rest)


def sniff_bytes(head: bytes, rest: bytes = b"") -> Kind:
    """The kind of a file from its first bytes and, for containers, from the rest of it."""
    if not head:
        return "empty"
    if head.startswith(_OLE):
        return _ole(rest or head)
    if head.startswith(b"PK"):
        return _zip(head, rest or head)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES):
        return "image"
    if head.startswith(_ARCHIVES):
        return "archive"
    return _text(head)


def _ole(data: bytes) -> Kind:
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return "ole"


def _zip(head: bytes, rest: bytes) -> Kind:
    if found := _OASIS.match(head):
        return _OPEN_DOCUMENT[found[1]]
    names = _directory(rest)
    if b"[Content_Types].xml" in names or b"[Content_Types].xml" in head or b"word/" in head:
        if b"xl/workbook" in names:
            return "xlsx"
        if b"ppt/presentation" in names:
            return "pptx"
        return "docm" if b"vbaProject.bin" in names else "docx"
    return "zip"


def _directory(end: bytes) -> bytes:
    """The directory of a zip, where names stand plainly; all there is if it has none.

    An Excel file embedded in a Word file has names and a directory of its own inside.
    """
    at = end.rfind(b"PK\5\6")
    size = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    return end[at - size : at] if 0 < size <= at else end


def _text(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    start = head.lstrip()
    if b"\0" in head:
        return "binary"
    if start[:13].lower() == b"mime-version:":
        return "mht"
    if start.startswith(b"<?xml") and b"<html" not in start[:1024].lower():
        return "xml"
    if start.startswith(b"<") and _HTML.search(start[:2048]):
        return "html"
    return "txt"

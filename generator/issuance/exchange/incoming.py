"""An envelope that came in: is it whole, what does it say, and the file inside it."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.issuance.exchange.edxml import BUSINESS, NAMESPACE, STATUS, document_id
from generator.locale import _
from generator.ooxml.elements import parent_of
from generator.ooxml.parsing import safe_parser
from generator.workspace.archive import Damaged, Trouble, open_archive
from generator.workspace.windows import no_device

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element

LARGEST = 200_000_000
"""Bytes of an envelope, and of all the files inside it, that are read at most."""
PROGRAMS = frozenset(
    [
        "bat",
        "chm",
        "cmd",
        "com",
        "cpl",
        "desktop",
        "exe",
        "hta",
        "iso",
        "jar",
        "js",
        "jse",
        "lnk",
        "msc",
        "msi",
        "pif",
        "ps1",
        "reg",
        "scr",
        "sh",
        "url",
        "vbe",
        "vbs",
        "wsf",
        "wsh",
    ]
)
"""Endings of what runs when it is opened; no document of an office is called so."""
_ORGAN = re.compile(r"(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})")
_DATE = "%Y/%m/%d"
_E = f"{{{NAMESPACE}}}"


class Incoming(NamedTuple):
    """What an envelope says."""

    kind: str
    """"edoc" or "status"."""
    document_id: str
    sender: tuple[str, str]
    """OrganId and name."""
    recipients: tuple[tuple[str, str], ...]
    number: str
    """"156/KH-UBND"."""
    day: str
    subject: str
    status: str
    """Code of a status message; "" for a document."""
    attachments: tuple[tuple[str, bytes], ...]


def read_envelope(data: bytes, file: str, today: date) -> tuple[Incoming | None, list[Diagnostic]]:
    """Read and check an .edxml. None when it is no envelope at all; mistakes all at once."""
    where = Place(file, _("phong bì"))
    if len(data) > LARGEST:
        return None, [error("TD101", _("Phong bì lớn quá {so} MB").format(so=200), where)]
    try:
        root = etree.fromstring(data, safe_parser(asides=False, long=True))
    except (etree.XMLSyntaxError, ValueError):
        return None, [error("TD102", _("Không phải XML đọc được"), where)]
    if root.getroottree().docinfo.doctype:
        return None, [error("TD102", _("XML khai báo DTD, không đọc"), where)]
    envelope = root.find(f"{_E}edXMLEnvelope") if root.tag == f"{_E}edXML" else None
    head = envelope.find(f"{_E}edXMLHeader/{_E}MessageHeader") if envelope is not None else None
    if head is None:
        message = _("Không phải phong bì edXML của QCVN 102:2016/BTTTT")
        return None, [error("TD103", message, where)]
    found = list(_head(head, file, today))
    files, more = _attachments(root, file)
    read = _say(head, tuple(files))
    if read.kind == "edoc":
        found += [*_document(head, file), *more]
        if not files and not more:
            found.append(error("TD107", _("Phong bì không kèm tệp nào"), where))
    return read, found


def _text(parent: Element | None, path: str) -> str:
    names = "/".join(_E + name for name in path.split("/"))
    return "" if parent is None else (parent.findtext(names) or "").strip()


def _say(head: Element, files: tuple[tuple[str, bytes], ...]) -> Incoming:
    answer = head.find(f"{_E}ResponseFor")
    state = _text(head, "StatusCode")
    number = f"{_text(head, 'Code/CodeNumber')}/{_text(head, 'Code/CodeNotation')}"
    recipients = tuple(
        (_text(to, "OrganId"), _text(to, "OrganName")) for to in head.iter(f"{_E}To")
    )
    is_status = bool(state) and answer is not None
    return Incoming(
        "status" if is_status else "edoc",
        _text(answer, "DocumentId") if is_status else _text(head, "DocumentId"),
        (_text(head, "From/OrganId"), _text(head, "From/OrganName")),
        recipients,
        _text(answer, "Code") if is_status else number,
        _text(answer if is_status else head, "PromulgationDate")
        or _text(head, "PromulgationInfo/PromulgationDate"),
        _text(head, "Subject"),
        state,
        files,
    )


def _head(head: Element, file: str, today: date) -> Iterator[Diagnostic]:
    """What both kinds of message must have."""
    for path in ("From/OrganId", "To/OrganId"):
        value = _text(head, path)
        if not _ORGAN.fullmatch(value):
            message = _("Mã định danh “{ma}” không đúng dạng").format(ma=value)
            yield error("TD104", message, Place(file, path))
    day = _text(head, "PromulgationInfo/PromulgationDate")
    if day:
        moment = _day(day)
        if moment is None:
            message = _("Ngày “{ngay}” không đúng dạng năm/tháng/ngày").format(ngay=day)
            yield error("TD105", message, Place(file, "PromulgationDate"))
        elif moment > today:
            message = _("Ngày ban hành {ngay} chưa đến").format(ngay=day)
            yield error("TD105", message, Place(file, "PromulgationDate"))
    state = _text(head, "StatusCode")
    if state and state not in STATUS:
        message = _("Không có mã trạng thái “{ma}”").format(ma=state)
        yield error("TD106", message, Place(file, "StatusCode"))


def _document(head: Element, file: str) -> Iterator[Diagnostic]:
    """What a document must have."""
    required = ("Code/CodeNumber", "Code/CodeNotation", "PromulgationInfo/PromulgationDate")
    for path in (*required, "Subject", "DocumentId"):
        if not _text(head, path):
            message = _("Thiếu {truong}").format(truong=path)
            yield error("TD106", message, Place(file, path))
    day = _day(_text(head, "PromulgationInfo/PromulgationDate"))
    number = _text(head, "Code/CodeNumber")
    if day is not None and number.isdigit():
        organ, symbol = _text(head, "From/OrganId"), _text(head, "Code/CodeNotation")
        wanted = document_id(organ, day, int(number), symbol)
        told = _text(head, "DocumentId")
        if told and told.replace(",0", ",") not in {wanted, wanted.replace(",0", ",")}:
            message = _("DocumentId “{co}” không khớp mã, ngày, số ký hiệu (“{dung}”)")
            place = Place(file, "DocumentId")
            yield warning("TD108", message.format(co=told, dung=wanted), place)
    kind = parent_of(head).find(f".//{_E}BussinessDocType")
    if kind is not None and (kind.text or "").strip() not in BUSINESS:
        message = _("Không có loại nghiệp vụ “{ma}”").format(ma=kind.text)
        yield error("TD106", message, Place(file, "BussinessDocType"))


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, _DATE).date()
    except ValueError:
        return None


def _attachments(root: Element, file: str) -> tuple[list[tuple[str, bytes]], list[Diagnostic]]:
    files: list[tuple[str, bytes]] = []
    found: list[Diagnostic] = []
    left = LARGEST
    taken: set[str] = set()
    listed = {_text(reference, "ContentId") for reference in root.iter(f"{_E}Reference")}
    for one in root.iter(f"{_E}Attachment", "Attachment"):
        parts = {etree.QName(node).localname: node.text or "" for node in one}
        name = parts.get("AttachmentName", "")
        where = Place(file, name or "Attachment")
        plain = _safe(name)
        wrong = _unwelcome(plain, taken)
        data = _unpacked(
            parts.get("ContentTransferEncoded", ""), parts.get("ContentType", ""), left
        )
        if wrong or data is None:
            message = wrong or _("Tệp kèm “{ten}” hỏng hoặc quá lớn")
            found.append(error("TD107", message.format(ten=plain), where))
            continue
        left -= len(data)
        taken.add(plain.casefold())
        if parts.get("ContentId") not in listed:
            message = _("Tệp kèm “{ten}” không có trong danh mục của phong bì").format(ten=plain)
            found.append(error("TD107", message, where))
        files.append((plain, data))
    return files, found


def _unwelcome(name: str, taken: set[str]) -> str:
    """Why a file of this name is not taken out of an envelope; "" where it is."""
    if name.casefold() in taken:
        return _("Hai tệp kèm cùng tên “{ten}”")
    if name.rpartition(".")[2].casefold() in PROGRAMS:
        return _("Tệp kèm “{ten}” là chương trình, không phải văn bản: không lấy ra")
    return ""


def _unpacked(text: str, media: str, most: int) -> bytes | None:
    """The bytes of an attachment: base64, of a .zip with one entry or of the file itself.

    None where it is broken, or longer than `most`.
    """
    if len(text) * 3 // 4 > most + 4:
        return None
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if not data.startswith(b"PK\x03\x04"):
        return None if media == "application/zip" else data or None
    archive = open_archive(data)
    if isinstance(archive, Trouble):
        return None
    entries = [info for info in archive.infos if not info.is_dir()]
    if len(entries) != 1:
        return data  # a file that is itself a .zip, such as a .docx
    if entries[0].file_size > most:
        return None
    try:
        return archive.read(entries[0])
    except Damaged:
        return None


def _safe(name: str) -> str:
    """A name without folders: an envelope must not choose where its file is written.

    Nor what it looks like: letters that turn the writing around or are not seen go.
    """
    letters = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    seen = "".join(c for c in letters if unicodedata.category(c) not in {"Cf", "Cc", "Co", "Cs"})
    plain = re.sub(r'[<>:"/|?*]', "_", seen).strip(". ")
    stem, point, ending = plain.rpartition(".")
    if not point:
        stem, ending = plain, ""
    return no_device(stem[:120].strip(". ") or "tep-kem") + point + ending[:20].strip(". ")

"""An envelope that came in: is it whole, what does it say, and the file inside it."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.diagnostics import Diagnostic, Place, error, has_errors, warning
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
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "pptm",
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
    whole = _("Tải lại cho đủ, hoặc hỏi nơi gửi tệp .edxml đúng.")
    if len(data) > LARGEST:
        return None, [error("TD101", _("Phong bì lớn quá {so} MB").format(so=200), where, whole)]
    try:
        root = etree.fromstring(data, safe_parser(asides=False, long=True))
    except (etree.XMLSyntaxError, ValueError):
        return None, [error("TD102", _("Không phải XML đọc được"), where, whole)]
    if root.getroottree().docinfo.doctype:
        return None, [error("TD102", _("XML khai báo DTD, không đọc"), where, whole)]
    envelope = root.find(f"{_E}edXMLEnvelope") if root.tag == f"{_E}edXML" else None
    head = envelope.find(f"{_E}edXMLHeader/{_E}MessageHeader") if envelope is not None else None
    if head is None or envelope is None:
        message = _("Không phải phong bì edXML của QCVN 102:2016/BTTTT")
        return None, [error("TD103", message, where, whole)]
    found = [*_doubled(envelope, file), *_head(head, file, today)]
    files, more = _attachments(root, file)
    read = _say(head, tuple(files))
    if read.kind == "edoc":
        found += [*_document(head, file), *more]
        if not files and not more:
            found.append(error("TD107", _("Phong bì không kèm tệp nào"), where))
    hint = _("Trả lại nơi gửi và nói rõ lỗi này: kehoach exchange answer, trạng thái 02.")
    return read, [d if d.hints or not has_errors([d]) else d._replace(hints=(hint,)) for d in found]


def _text(parent: Element | None, path: str) -> str:
    """A field as a person reads it: letters that are not seen or turn the writing around go."""
    names = "/".join(_E + name for name in path.split("/"))
    said = "" if parent is None else (parent.findtext(names) or "")
    seen = "".join(c for c in said if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join(seen.split())


_UNSEEN = frozenset({"Cf", "Cc", "Co", "Cs"})
_REPEATED = frozenset({"To", "ResponseFor", "ToPlaces", "TraceHeaderList", "Appendixes"})
"""What an envelope may say several times, and lists."""


def _doubled(envelope: Element, file: str) -> Iterator[Diagnostic]:
    """Fields said twice: each program would take another one of them."""
    groups = [envelope, *envelope.iterfind(f"{_E}edXMLHeader")]
    for head in envelope.iterfind(f"{_E}edXMLHeader/{_E}MessageHeader"):
        groups += [head, *(one for one in head if len(one) and _name(one) not in _REPEATED)]
        groups += head.iterfind(f"{_E}To")
    for group in groups:
        seen = Counter(_name(one) for one in group)
        for name, times in seen.items():
            if times > 1 and name not in _REPEATED:
                message = _("{truong} ghi {so} lần: không biết theo lần nào")
                yield error("TD106", message.format(truong=name, so=times), Place(file, name))


def _name(element: Element) -> str:
    """The local name of an element; "" of a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


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
    if number and not re.fullmatch(r"[0-9]{1,11}", number):
        message = _("Số văn bản “{so}” không phải một số").format(so=number[:40])
        yield error("TD106", message, Place(file, "CodeNumber"))
    elif day is not None and number:
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

"""The edXML envelope of the national exchange axis (QCVN 102:2016/BTTTT) and its status messages.

The regulation's own text was not at hand: element names and order follow messages of running
systems. What they do differently (type of document, how attachments are packed, how the
agency is named) are settings, not constants.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.issuance.exchange.characters import carried
from generator.workspace.archive import pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from generator.issuance.register.entered import Entry
    from generator.ooxml.elements import Element

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
_E = f"{{{NAMESPACE}}}"
STATUS = {
    "01": "đã đến",
    "02": "từ chối tiếp nhận",
    "03": "đã tiếp nhận",
    "04": "phân công",
    "05": "đang xử lý",
    "06": "hoàn thành",
    "13": "lấy lại",
    "15": "đồng ý lấy lại hoặc cập nhật",
    "16": "từ chối lấy lại hoặc cập nhật",
}
"""Codes of a status message (Decision 28/2018/QĐ-TTg and what systems send)."""
BUSINESS = {"0": "Văn bản điện tử mới", "1": "Thu hồi", "2": "Cập nhật", "3": "Thay thế"}
"""BussinessDocType (the name is spelled so on the axis)."""


class Organ(NamedTuple):
    """A sender or recipient on the axis."""

    ma: str
    """Identifier: "000.00.00.H37" or "H37.02.02"."""
    ten: str


class Letter(NamedTuple):
    """What is sent."""

    sender: Organ
    recipients: tuple[Organ, ...]
    so: int
    entry: Entry
    dia_danh: str
    when: datetime
    attachments: tuple[tuple[str, bytes, str], ...]
    """Name, bytes and media type of each file, the document itself first."""
    appendices: tuple[str, ...] = ()
    business: str = "0"
    replaced: str = ""
    """DocumentId of the document that this one replaces, updates or recalls."""


class Options(NamedTuple):
    """What systems of the axis disagree on."""

    type_code: str = "2"
    """DocumentType/Type: 1, 2 or 18 were all seen."""
    zipped: bool = True
    """Attachments as base64 of a .zip with one entry; False: plain base64."""


def document_id(organ: str, day: date, so: int, ky_hieu: str) -> str:
    """`<OrganId>,<yyyy/MM/dd>,<number>/<symbol>`."""
    return f"{organ},{day:%Y/%m/%d},{so:02d}/{ky_hieu}"


def envelope(letter: Letter, options: Options) -> bytes:
    """The .edxml of an issued document. Same input, same bytes."""
    root = etree.Element("edXML", nsmap={None: NAMESPACE})
    outer = etree.SubElement(root, f"{_E}edXMLEnvelope", nsmap={"edXML": NAMESPACE})
    head = _add(outer, "edXMLHeader")
    own = document_id(letter.sender.ma, letter.entry.ngay, letter.so, letter.entry.ky_hieu)
    _message(_add(head, "MessageHeader"), letter, own, options)
    _trace(_add(head, "TraceHeaderList"), letter, own)
    manifest = _add(_add(outer, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    encoded = etree.SubElement(root, f"{_E}AttachmentEncoded")
    for name, data, media in letter.attachments:
        content = f"cid:{_digest(data)[:32]}"
        _fields(
            _add(manifest, "Reference"),
            {"ContentId": content, "ContentType": media, "Description": "", "AttachmentName": name},
        )
        _attach(encoded, content, (name, data, media), options)
    return _bytes(root)


def _attach(
    encoded: Element, content: str, attachment: tuple[str, bytes, str], options: Options
) -> None:
    """The file itself: outside the envelope, unprefixed but for its last element."""
    name, data, media = attachment
    one = etree.SubElement(encoded, f"{_E}Attachment")
    facts = {
        "ContentId": content,
        "AttachmentName": name,
        "Description": None,
        "ContentType": "application/zip" if options.zipped else media,
    }
    for key, value in facts.items():
        etree.SubElement(one, f"{_E}{key}").text = value
    last = etree.SubElement(one, f"{_E}ContentTransferEncoded", nsmap={"edXML": NAMESPACE})
    packed = _zipped(name, data) if options.zipped else data
    last.text = base64.b64encode(packed).decode()


def _message(head: Element, letter: Letter, own: str, options: Options) -> None:
    entry = letter.entry
    _organ(_add(head, "From"), letter.sender)
    for recipient in letter.recipients:
        _organ(_add(head, "To"), recipient)
    _fields(head, {"DocumentId": own})
    _fields(_add(head, "Code"), {"CodeNumber": f"{letter.so:02d}", "CodeNotation": entry.ky_hieu})
    day = f"{entry.ngay:%Y/%m/%d}"
    _fields(_add(head, "PromulgationInfo"), {"Place": letter.dia_danh, "PromulgationDate": day})
    kind = {"Type": options.type_code, "TypeDetail": "0", "TypeName": entry.ten_loai}
    _fields(_add(head, "DocumentType"), kind)
    _fields(head, {"Subject": entry.trich_yeu, "Content": entry.trich_yeu})
    signer = {
        "Competence": entry.quyen_han,
        "Position": entry.chuc_vu,
        "FullName": entry.nguoi_ky,
    }
    _fields(_add(head, "SignerInfo"), signer)
    _fields(head, {"DueDate": ""})
    places = _add(head, "ToPlaces")
    for place in entry.noi_nhan:
        _fields(places, {"Place": place})
    other = _add(head, "OtherInfo")
    pages = str(entry.so_trang) if entry.so_trang else ""
    _fields(other, {"Priority": str(entry.do_khan), "SphereOfPromulgation": ""})
    _fields(other, {"TyperNotation": "", "PromulgationAmount": str(entry.so_luong)})
    _fields(other, {"PageAmount": pages, "Direction": "false"})
    inner = _add(other, "Appendixes")
    for appendix in letter.appendices:
        _fields(inner, {"Appendix": appendix})
    _fields(head, {"SteeringType": "0"})


def _trace(traces: Element, letter: Letter, own: str) -> None:
    _fields(
        _add(traces, "TraceHeader"),
        {"OrganId": letter.sender.ma, "Timestamp": f"{letter.when:%Y/%m/%d %H:%M:%S}"},
    )
    business = _add(traces, "Bussiness")
    _fields(
        business,
        {
            "DocumentId": own,
            "BussinessDocType": letter.business,
            "BussinessDocReason": BUSINESS[letter.business],
            "Paper": "0",
        },
    )
    _fields(
        _add(business, "StaffInfo"), dict.fromkeys(("Department", "Staff", "Email", "Mobile"), "")
    )
    if letter.replaced:
        info = _add(_add(business, "ReplacementInfoList"), "ReplacementInfo")
        _fields(info, {"DocumentId": letter.replaced})
        organs = _add(info, "OrganIdList")
        for recipient in letter.recipients:
            _fields(organs, {"OrganId": recipient.ma})


def status(
    sender: Organ,
    recipient: Organ,
    answered: tuple[str, str, str, str],
    code: str,
    description: str,
    when: datetime,
) -> bytes:
    """A status message: what became of a document that was received.

    `answered`: OrganId of its issuer, its code (number/symbol), date, DocumentId.
    """
    root = etree.Element("edXML", nsmap={None: NAMESPACE})
    outer = etree.SubElement(root, f"{_E}edXMLEnvelope", nsmap={"edXML": NAMESPACE})
    head = _add(_add(outer, "edXMLHeader"), "MessageHeader")
    _organ(_add(head, "From"), sender)
    _organ(_add(head, "To"), recipient)
    keys = ("OrganId", "Code", "PromulgationDate", "DocumentId")
    _fields(_add(head, "ResponseFor"), dict(zip(keys, answered, strict=True)))
    _fields(_add(head, "StaffInfo"), dict.fromkeys(("Department", "Staff", "Email", "Mobile"), ""))
    words = description or STATUS[code]
    stamp = f"{when:%Y/%m/%d %H:%M:%S}"
    _fields(head, {"StatusCode": code, "Description": words, "Timestamp": stamp})
    return _bytes(root)


def _organ(parent: Element, organ: Organ) -> None:
    blanks = dict.fromkeys(("OrganAdd", "Email", "Telephone", "Fax", "Website"), "")
    names = {"OrganId": organ.ma, "OrganizationInCharge": organ.ten, "OrganName": organ.ten}
    _fields(parent, {**names, **blanks})


def _add(parent: Element, name: str) -> Element:
    return etree.SubElement(parent, f"{_E}{name}")


def _fields(parent: Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        _add(parent, name).text = carried(value) or None


def _zipped(name: str, data: bytes) -> bytes:
    return pack([(name, data)])


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _bytes(root: Element) -> bytes:
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return made

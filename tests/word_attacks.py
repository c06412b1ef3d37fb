"""Every way we know to alter a signed .docx: name → the bytes of a file nobody may accept.

Each takes a good file (signed by leader and agency, with time-stamps); most are what
«Every Signature is Broken» (Rohlmann et al., USENIX Security 2023) and our own reading of
ECMA-376 Part 2 lead to.
"""

from __future__ import annotations

import base64
import re
import struct
from typing import TYPE_CHECKING

from lxml import etree

from tests.word_desk import packed, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

ATTACKS: dict[str, Callable[[bytes, bytes], bytes]] = {}
"""The second argument is another good file by the same people."""
DS = "{http://www.w3.org/2000/09/xmldsig#}"
RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"{}/>'
)
BODY, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
ROOT, ORIGIN = "_rels/.rels", "_xmlsignatures/_rels/origin.sigs.rels"
ONE, TWO = "_xmlsignatures/sig1.xml", "_xmlsignatures/sig2.xml"
EXTERNAL = ' TargetMode="External"'


def attack(made: Callable[[bytes, bytes], bytes]) -> Callable[[bytes, bytes], bytes]:
    ATTACKS[made.__name__] = made
    return made


def edited(data: bytes, change: dict[str, Callable[[bytes], bytes] | bytes | None]) -> bytes:
    """With parts rewritten, added or (None) left out."""
    parts = parts_of(data)
    for name, value in change.items():
        if value is None:
            del parts[name]
        else:
            parts[name] = value if isinstance(value, bytes) else value(parts[name])
    made = packed(parts)
    assert made != data
    return made


def swap(old: str | bytes, new: str | bytes) -> Callable[[bytes], bytes]:
    before = old if isinstance(old, bytes) else old.encode()
    after = new if isinstance(new, bytes) else new.encode()

    def act(data: bytes) -> bytes:
        assert before in data, before
        return data.replace(before, after, 1)

    return act


def related(name: str, kind: str, target: str, more: str = "") -> Callable[[bytes], bytes]:
    return swap("</Relationships>", RELATION.format(name, kind, target, more) + "</Relationships>")


def typed(name: str, kind: str) -> Callable[[bytes], bytes]:
    return swap("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')


def xml(act: Callable[[etree._Element], None]) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        root = etree.fromstring(data)
        act(root)
        return etree.tostring(root)

    return change


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@attack
def byte_of_a_part_flipped(data: bytes, _other: bytes) -> bytes:
    return edited(data, {BODY: swap("Kế hoạch", "Jế hoạch")})


@attack
def white_space_added_to_a_part(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"word/styles.xml": lambda part: part + b"\n"})


@attack
def text_replaced(data: bytes, _other: bytes) -> bytes:
    return edited(data, {BODY: swap("Kế hoạch", "Kế hoach")})


@attack
def part_removed(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"word/settings.xml": None})


@attack
def hyperlink_relation_added(data: bytes, _other: bytes) -> bytes:
    link = related("rIdX", "hyperlink", "http://example.com/", EXTERNAL)
    return edited(data, {RELS: link})


@attack
def attached_template_added(data: bytes, _other: bytes) -> bytes:
    parts = parts_of(data)
    name = "word/_rels/settings.xml.rels"
    empty = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    link = related("rIdX", "attachedTemplate", "http://example.com/a.dotm", EXTERNAL)
    return edited(data, {name: link(parts.get(name, empty))})


@attack
def unknown_relation_with_a_part(data: bytes, _other: bytes) -> bytes:
    return edited(
        data,
        {
            RELS: related("rIdX", "tuyChinh", "tuy-chinh.xml"),
            "word/tuy-chinh.xml": b"<a/>",
        },
    )


@attack
def second_main_part(data: bytes, _other: bytes) -> bytes:
    body = swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])
    return edited(
        data,
        {
            ROOT: swap(
                "<Relationship ",
                RELATION.format("rId0", "officeDocument", "word/hai.xml", "") + "<Relationship ",
            ),
            "word/hai.xml": body,
            TYPES: typed("word/hai.xml", f"{WORD}.document.main+xml"),
        },
    )


@attack
def main_part_exchanged(data: bytes, _other: bytes) -> bytes:
    body = swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])
    return edited(
        data,
        {
            ROOT: swap("word/document.xml", "word/hai.xml"),
            "word/hai.xml": body,
            TYPES: typed("word/hai.xml", f"{WORD}.document.main+xml"),
        },
    )


@attack
def macros_added(data: bytes, _other: bytes) -> bytes:
    kind = "application/vnd.ms-office.vbaProject"
    link = '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2006/relationships/'
    link += 'vbaProject" Target="vbaProject.bin"/></Relationships>'
    return edited(
        data,
        {
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
            RELS: swap("</Relationships>", link),
            TYPES: typed("word/vbaProject.bin", kind),
        },
    )


@attack
def macros_added_under_another_name(data: bytes, _other: bytes) -> bytes:
    link = '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2006/relationships/'
    link += 'vbaProject" Target="a.bin"/></Relationships>'
    return edited(
        data,
        {
            "word/a.bin": b"\xd0\xcf\x11\xe0",
            RELS: swap("</Relationships>", link),
            TYPES: typed("word/a.bin", "application/vnd.ms-office.vbaProject"),
        },
    )


@attack
def content_type_changed(data: bytes, _other: bytes) -> bytes:
    return edited(data, {TYPES: swap(f"{WORD}.styles+xml", f"{WORD}.settings+xml")})


@attack
def content_type_of_the_main_part_changed(data: bytes, _other: bytes) -> bytes:
    return edited(data, {TYPES: swap(f"{WORD}.document.main+xml", f"{WORD}.template.main+xml")})


@attack
def orphan_part(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"word/mo-coi.xml": b"<a/>"})


@attack
def orphan_part_without_a_type(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"mo-coi": b"a"})


@attack
def main_part_twice_in_another_case(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"word/Document.xml": swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])})


@attack
def main_part_twice_in_escapes(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"word/%64ocument.xml": swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])})


@attack
def main_part_twice_by_one_name(data: bytes, _other: bytes) -> bytes:
    import warnings

    parts = [*parts_of(data).items()]
    twin = swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed([*parts, (BODY, twin)])


@attack
def relation_led_elsewhere(data: bytes, _other: bytes) -> bytes:
    return edited(data, {RELS: swap('Target="styles.xml"', 'Target="settings.xml"')})


@attack
def relation_removed(data: bytes, _other: bytes) -> bytes:
    cut = re.compile(rb'<Relationship [^>]*Target="styles.xml"[^>]*/>')
    return edited(data, {RELS: lambda part: cut.sub(b"", part, count=1)})


@attack
def relation_made_external(data: bytes, _other: bytes) -> bytes:
    act = swap('Target="styles.xml"', 'TargetMode="External" Target="styles.xml"')
    return edited(data, {RELS: act})


@attack
def core_properties_led_to_the_text(data: bytes, _other: bytes) -> bytes:
    return edited(data, {ROOT: swap("docProps/core.xml", "word/document.xml")})


@attack
def core_properties_with_relations(data: bytes, _other: bytes) -> bytes:
    link = RELATION.format("rId1", "image", "http://example.com/a.png", EXTERNAL)
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{link}</Relationships>"
    )
    return edited(data, {"docProps/_rels/core.xml.rels": rels.encode()})


@attack
def second_signature_dropped(data: bytes, _other: bytes) -> bytes:
    cut = re.compile(rb'<Relationship [^>]*Target="sig2.xml"[^>]*/>')
    types = re.compile(rb'<Override [^>]*sig2.xml"[^>]*/>')
    return edited(
        data,
        {
            TWO: None,
            ORIGIN: lambda part: cut.sub(b"", part),
            TYPES: lambda part: types.sub(b"", part),
        },
    )


@attack
def first_signature_dropped(data: bytes, _other: bytes) -> bytes:
    cut = re.compile(rb'<Relationship [^>]*Target="sig1.xml"[^>]*/>')
    types = re.compile(rb'<Override [^>]*sig1.xml"[^>]*/>')
    return edited(
        data,
        {
            ONE: None,
            ORIGIN: lambda part: cut.sub(b"", part),
            TYPES: lambda part: types.sub(b"", part),
        },
    )


@attack
def second_signature_kept_but_not_related(data: bytes, _other: bytes) -> bytes:
    cut = re.compile(rb'<Relationship [^>]*Target="sig2.xml"[^>]*/>')
    return edited(data, {ORIGIN: lambda part: cut.sub(b"", part)})


@attack
def all_signatures_dropped(data: bytes, _other: bytes) -> bytes:
    cut = re.compile(rb'<Relationship [^>]*digital-signature/origin"[^>]*/>')
    gone = dict.fromkeys([ONE, TWO, ORIGIN, "_xmlsignatures/origin.sigs"])
    return edited(data, {**gone, ROOT: lambda part: cut.sub(b"", part)})


@attack
def one_signature_shown_twice(data: bytes, _other: bytes) -> bytes:
    return edited(data, {TWO: parts_of(data)[ONE]})


@attack
def one_signature_related_twice(data: bytes, _other: bytes) -> bytes:
    return edited(data, {ORIGIN: swap("sig2.xml", "sig1.xml"), TWO: None})


@attack
def signature_part_of_another_document(data: bytes, other: bytes) -> bytes:
    return edited(data, {ONE: parts_of(other)[ONE]})


@attack
def signature_part_elsewhere(data: bytes, _other: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    return edited(
        data,
        {
            "word/sig2.xml": parts_of(data)[TWO],
            TWO: None,
            ORIGIN: swap('"sig2.xml"', '"/word/sig2.xml"'),
            TYPES: typed("word/sig2.xml", kind),
        },
    )


@attack
def id_duplicated(data: bytes, _other: bytes) -> bytes:
    def twice(root: etree._Element) -> None:
        own = root.findall(f"{DS}Object")[0]
        root.append(etree.fromstring(etree.tostring(own)))

    return edited(data, {ONE: xml(twice)})


@attack
def id_duplicated_in_another_spelling(data: bytes, _other: bytes) -> bytes:
    def twice(root: etree._Element) -> None:
        info = root.find(".//{http://uri.etsi.org/01903/v1.3.2#}UnsignedProperties")
        assert info is not None
        info.set("ID", "idPackageObject")

    return edited(data, {ONE: xml(twice)})


def _altered_object(root: etree._Element) -> etree._Element:
    """A copy of the package object that claims another digest for the text."""
    own = etree.fromstring(etree.tostring(root.findall(f"{DS}Object")[0]))
    value = own.find(f".//{DS}DigestValue")
    assert value is not None
    value.text = base64.b64encode(bytes(32)).decode()
    return own


@attack
def wrapped_original_object_in_a_new_one(data: bytes, _other: bytes) -> bytes:
    def wrap(root: etree._Element) -> None:
        old = root.findall(f"{DS}Object")[0]
        new = _altered_object(root)
        del new.attrib["Id"]
        root.replace(old, new)
        new.append(old)

    return edited(data, {ONE: xml(wrap)})


@attack
def wrapped_manifest_beside_the_signed_one(data: bytes, _other: bytes) -> bytes:
    def wrap(root: etree._Element) -> None:
        new = _altered_object(root)
        new.set("Id", "idKhac")
        root.insert(3, new)

    return edited(data, {ONE: xml(wrap)})


@attack
def wrapped_in_an_unsigned_property(data: bytes, _other: bytes) -> bytes:
    def wrap(root: etree._Element) -> None:
        old = root.findall(f"{DS}Object")[0]
        new = _altered_object(root)
        new.set("Id", "idKhac")
        root.replace(old, new)
        place = root.find(".//{http://uri.etsi.org/01903/v1.3.2#}UnsignedProperties")
        assert place is not None
        place.append(old)

    return edited(data, {ONE: xml(wrap)})


@attack
def wrapped_in_a_new_root(data: bytes, _other: bytes) -> bytes:
    def wrap(part: bytes) -> bytes:
        inner = part.partition(b"?>")[2]
        return b"<a>" + inner + b"</a>"

    return edited(data, {ONE: wrap})


@attack
def wrapped_signature_inside_a_signature(data: bytes, _other: bytes) -> bytes:
    def wrap(root: etree._Element) -> None:
        inner = etree.fromstring(etree.tostring(root))
        holder = etree.SubElement(root, f"{DS}Object")
        for node in inner.iter():
            node.attrib.pop("Id", None)
        holder.append(inner)

    return edited(data, {ONE: xml(wrap)})


@attack
def reference_led_to_the_properties_twice(data: bytes, _other: bytes) -> bytes:
    return edited(data, {ONE: swap('URI="#idPackageObject"', 'URI="#idOfficeObject"')})


@attack
def manifest_shortened(data: bytes, _other: bytes) -> bytes:
    def cut(root: etree._Element) -> None:
        manifest = root.find(f".//{DS}Manifest")
        assert manifest is not None
        manifest.remove(manifest[-1])

    return edited(data, {ONE: xml(cut), "word/document.xml": swap("Kế hoạch", "Kế hoach")})


@attack
def digest_adapted_to_a_changed_text(data: bytes, _other: bytes) -> bytes:
    import hashlib

    body = swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])

    def adapt(root: etree._Element) -> None:
        for reference in root.iter(f"{DS}Reference"):
            if str(reference.get("URI")).startswith("/word/document.xml?"):
                value = reference.find(f"{DS}DigestValue")
                assert value is not None
                value.text = base64.b64encode(hashlib.sha256(body).digest()).decode()

    return edited(data, {BODY: body, ONE: xml(adapt), TWO: xml(adapt)})


@attack
def transform_added(data: bytes, _other: bytes) -> bytes:
    name = b'<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>'
    return edited(data, {ONE: swap(b"<Transforms>", b"<Transforms>" + name)})


@attack
def value_flipped(data: bytes, _other: bytes) -> bytes:
    def flip(root: etree._Element) -> None:
        node = root.find(f"{DS}SignatureValue")
        assert node is not None
        value = bytearray(base64.b64decode(node.text or ""))
        value[10] ^= 1
        node.text = base64.b64encode(bytes(value)).decode()

    return edited(data, {ONE: xml(flip)})


@attack
def certificate_exchanged(data: bytes, _other: bytes) -> bytes:
    find = re.compile(rb"<X509Certificate>(.*?)</X509Certificate>")
    found = find.search(parts_of(data)[TWO])
    assert found is not None
    return edited(data, {ONE: lambda part: find.sub(found[0], part)})


@attack
def time_of_signing_changed(data: bytes, _other: bytes) -> bytes:
    own = re.compile(rb"SigningTime>20\d\d")
    return edited(data, {ONE: lambda part: own.sub(b"SigningTime>2019", part)})


@attack
def comment_of_the_signer_changed(data: bytes, _other: bytes) -> bytes:
    return edited(data, {ONE: swap("Đồng ý", "Không đồng ý")})


@attack
def time_stamp_of_the_other_signature(data: bytes, _other: bytes) -> bytes:
    find = re.compile(rb"<xd:EncapsulatedTimeStamp>.*?</xd:EncapsulatedTimeStamp>")
    found = find.search(parts_of(data)[TWO])
    assert found is not None
    return edited(data, {ONE: lambda part: find.sub(found[0], part)})


@attack
def time_stamp_twice(data: bytes, _other: bytes) -> bytes:
    find = re.compile(rb"<xd:SignatureTimeStamp>.*?</xd:SignatureTimeStamp>", re.DOTALL)
    return edited(data, {ONE: lambda part: find.sub(lambda m: m[0] * 2, part)})


@attack
def entity_in_the_signature(data: bytes, _other: bytes) -> bytes:
    def entity(part: bytes) -> bytes:
        inner = part.partition(b"?>")[2]
        return b'<!DOCTYPE Signature [<!ENTITY a "b">]>' + inner

    return edited(data, {ONE: entity})


@attack
def entity_in_the_relations(data: bytes, _other: bytes) -> bytes:
    def entity(part: bytes) -> bytes:
        inner = part.partition(b"?>")[2]
        return b'<!DOCTYPE Relationships [<!ENTITY a "b">]>' + inner

    return edited(data, {RELS: entity})


@attack
def comment_in_a_signed_value(data: bytes, _other: bytes) -> bytes:
    """Canonical XML leaves comments out, so the digest still fits; what is read may not."""
    return edited(data, {ONE: swap("<xd:ClaimedRole>Người", "<xd:ClaimedRole><!---->Người")})


@attack
def inherited_attribute(data: bytes, _other: bytes) -> bytes:
    return edited(data, {ONE: swap("<Signature ", '<Signature xml:space="preserve" ')})


@attack
def second_key(data: bytes, _other: bytes) -> bytes:
    return edited(data, {ONE: swap("<KeyInfo>", "<KeyInfo><X509Data/></KeyInfo><KeyInfo>")})


@attack
def origin_with_content(data: bytes, _other: bytes) -> bytes:
    return edited(data, {"_xmlsignatures/origin.sigs": b"x"})


@attack
def signature_with_relations(data: bytes, _other: bytes) -> bytes:
    link = RELATION.format("rId1", "image", "http://example.com/a.png", EXTERNAL)
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{link}</Relationships>"
    )
    return edited(data, {"_xmlsignatures/_rels/sig1.xml.rels": rels.encode()})


@attack
def bytes_behind_the_end(data: bytes, _other: bytes) -> bytes:
    return data + b"\0"


@attack
def bytes_before_the_beginning(data: bytes, _other: bytes) -> bytes:
    return b"\0" * 8 + data


@attack
def comment_of_the_archive(data: bytes, _other: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", 3) + b"abc"


@attack
def name_differs_in_the_local_header(data: bytes, _other: bytes) -> bytes:
    at = data.index(b"word/document.xml")
    return data[:at] + b"word/documenT.xml" + data[at + 17 :]


@attack
def member_hidden_between_members(data: bytes, _other: bytes) -> bytes:
    """A second text in the gap before the directory, for readers that walk the local headers."""
    end = data.rindex(b"PK\5\6")
    size, offset = struct.unpack_from("<2L", data, end + 12)
    body = swap("Kế hoạch", "Kế hoach")(parts_of(data)[BODY])
    twin = packed({BODY: body})
    hidden = twin[: twin.index(b"PK\1\2")]
    tail = data[end : end + 16] + struct.pack("<L", offset + len(hidden)) + data[end + 20 :]
    return data[:offset] + hidden + data[offset : offset + size] + tail


@attack
def cut_off(data: bytes, _other: bytes) -> bytes:
    return data[: len(data) // 2]

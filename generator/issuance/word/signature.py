"""A signature part read strictly: only the shape that everybody reads in one way.

Nothing stands in it that is not signed, but for the unsigned properties of XAdES; each
id is there once; each reference leads to a place known beforehand and never to one
found by searching. That leaves no room for a signature wrapped around other content.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.issuance.word.canonical import canonical, digest
from generator.issuance.word.markup import d, x
from generator.issuance.word.signed_parts import Covered
from generator.issuance.word.standard_names import (
    C14N,
    DIGESTS,
    MDSSI,
    METHODS,
    OBJECT_TYPE,
    OFFICE,
    PROPERTIES_TYPE,
    TRANSFORM,
)
from generator.issuance.word.strict_package import PackageFault, is_rels, key, parse
from generator.locale import _

if TYPE_CHECKING:
    from lxml import etree

LARGEST = 5_000_000
"""Bytes of a signature part; with thousands of parts covered it has one."""
NEAR = timedelta(minutes=5)
_ONLY_PROOFS = frozenset(
    map(x, ("CompleteCertificateRefs", "CompleteRevocationRefs", "RevocationValues"))
)
"""Unsigned properties that say nothing by themselves: revocation is asked anew."""
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass
class Signed:
    """What a signature part holds."""

    name: str
    root: etree._Element
    kind: str
    """rsa or ecdsa."""
    hashed: str
    value: bytes
    certificate: bytes
    """DER of the one who signed, bound by a signed digest."""
    covered: list[Covered]
    checks: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    """What SignedInfo refers to: name, digest as signed, digest as found."""
    claimed: datetime | None = None
    roles: tuple[str, ...] = ()
    comment: str = ""
    tokens: tuple[bytes, ...] = ()
    others: tuple[bytes, ...] = ()
    """DER of certificates that came along."""
    unread: tuple[str, ...] = ()
    """Names of unsigned properties that nobody here can judge."""

    @property
    def signed_info(self) -> bytes:
        """What the value is made over."""
        return canonical(self.root[0])

    @property
    def stamped(self) -> bytes:
        """What a time-stamp is made over."""
        return canonical(self.root[1])

    def mismatches(self) -> list[str]:
        """References of SignedInfo whose digests do not fit."""
        return [
            _("đối tượng {ten} trong chữ ký bị thay đổi").format(ten=name)
            for name, signed, found in self.checks
            if signed != found
        ]


def read_signature(data: bytes, name: str) -> Signed:
    """Read a signature part. Raises PackageFault; XT210 for algorithms not allowed."""
    if len(data) > LARGEST:
        raise PackageFault(_("phần chữ ký quá lớn"))
    root = parse(data, name)
    _plain(root)
    ids = _ids(root)
    children = list(root)
    head = [child.tag for child in children[:3]]
    if root.tag != d("Signature") or head != [d("SignedInfo"), d("SignatureValue"), d("KeyInfo")]:
        raise _shape()
    if any(child.tag != d("Object") for child in children[3:]):
        raise _shape()
    method, references = _signed_info(root[0])
    targets = [_target(reference, ids, root) for reference in references]
    properties = [t for t in targets if t.tag == x("SignedProperties")]
    manifests = list(root.iter(d("Manifest")))
    if len(properties) != 1 or len(set(targets)) != len(targets) or len(manifests) != 1:
        raise _shape()
    _nothing_unsigned(children[3:], targets, manifests[0])
    kind, hashed = method
    found = Signed(
        name, root, kind, hashed, _base64(root[1]), b"", [_covered(r) for r in manifests[0]]
    )
    found.checks = [_check(r, t) for r, t in zip(references, targets, strict=True)]
    _key_info(found, root[2])
    _properties(found, properties[0])
    _times(found)
    return found


def _shape() -> PackageFault:
    return PackageFault(_("chữ ký có cấu trúc lạ"))


def _plain(root: etree._Element) -> None:
    """No attributes that canonical XML takes from above: they would be read in two ways."""
    for node in root.iter():
        if any(name.startswith(_XML) for name in node.attrib):
            raise _shape()


def _ids(root: etree._Element) -> dict[str, etree._Element]:
    """Every id of the part, however its attribute is spelled, each once."""
    found: dict[str, etree._Element] = {}
    for node in root.iter():
        for name, value in node.attrib.items():
            if name.rpartition("}")[2].lower() != "id":
                continue
            if value in found or name != "Id":
                raise PackageFault(_("một định danh đứng hai lần trong chữ ký"))
            found[value] = node
    return found


def _signed_info(
    node: etree._Element,
) -> tuple[tuple[str, str], list[etree._Element]]:
    tags = [child.tag for child in node]
    wanted = [d("CanonicalizationMethod"), d("SignatureMethod")]
    if tags[:2] != wanted or set(tags[2:]) != {d("Reference")} or len(node[0]) or len(node[1]):
        raise _shape()
    if node[0].get("Algorithm") != C14N:
        raise _algorithm(node[0].get("Algorithm"))
    method = METHODS.get(node[1].get("Algorithm", ""))
    if method is None:
        raise _algorithm(node[1].get("Algorithm"))
    return method, list(node)[2:]


def _algorithm(name: str | None) -> PackageFault:
    short = (name or "?").rpartition("#")[2].rpartition("/")[2]
    return PackageFault(_("thuật toán {ten} không được phép").format(ten=short[:40]), "XT210")


def _target(
    reference: etree._Element, ids: dict[str, etree._Element], root: etree._Element
) -> etree._Element:
    """What a reference of SignedInfo means: an object of this signature, or its properties."""
    uri, kind = reference.get("URI", ""), reference.get("Type", "")
    node = ids.get(uri.removeprefix("#")) if uri.startswith("#") else None
    if node is None:
        raise _shape()
    parent = node.getparent()
    if kind == OBJECT_TYPE and node.tag == d("Object") and parent is root:
        allowed: list[list[str]] = [[], [C14N]]
    elif kind == PROPERTIES_TYPE and _is_properties(node, root):
        allowed = [[], [C14N]]
    else:
        raise _shape()
    if [t.get("Algorithm", "") for t in _transforms(reference)] not in allowed:
        raise _shape()
    return node


def _is_properties(node: etree._Element, root: etree._Element) -> bool:
    above = node.getparent()
    if node.tag != x("SignedProperties") or above is None:
        return False
    holder = above.getparent()
    return (
        above.tag == x("QualifyingProperties")
        and above[0] is node
        and above.get("Target") == "#" + root.get("Id", "")
        and holder is not None
        and holder.tag == d("Object")
        and holder.getparent() is root
    )


def _transforms(reference: etree._Element) -> list[etree._Element]:
    """The transforms of a reference, which has nothing else but its digest."""
    tags = [child.tag for child in reference]
    tail = [d("DigestMethod"), d("DigestValue")]
    if tags == tail:
        return []
    if tags != [d("Transforms"), *tail]:
        raise _shape()
    found = list(reference[0])
    if any(t.tag != d("Transform") for t in found):
        raise _shape()
    return found


def _nothing_unsigned(
    objects: list[etree._Element], targets: list[etree._Element], manifest: etree._Element
) -> None:
    """Each object is signed whole, or holds nothing but XAdES whose signed half is signed."""
    signed = [t for t in targets if t.tag == d("Object")]
    for own in objects:
        if own in signed:
            continue
        held = [child.tag for child in own]
        if held != [x("QualifyingProperties")] or own[0][0] not in targets:
            raise PackageFault(_("chữ ký chứa phần không được ký"))
        rest = [child.tag for child in own[0]][1:]
        if rest not in ([], [x("UnsignedProperties")]):
            raise _shape()
    holder = manifest.getparent()
    if holder is None or holder not in signed or holder[0] is not manifest:
        raise PackageFault(_("bản kê của chữ ký không được ký"))


def _digest_of(reference: etree._Element) -> tuple[str, bytes]:
    method, value = reference.find(d("DigestMethod")), reference.find(d("DigestValue"))
    if method is None or value is None:
        raise _shape()
    algorithm = method.get("Algorithm", "")
    if algorithm not in DIGESTS:
        raise _algorithm(algorithm)
    return DIGESTS[algorithm], _base64(value)


def _check(reference: etree._Element, target: etree._Element) -> tuple[str, bytes, bytes]:
    hashed, value = _digest_of(reference)
    return target.get("Id", ""), value, digest(canonical(target), hashed)


def _covered(reference: etree._Element) -> Covered:
    """One reference of the manifest."""
    if reference.tag != d("Reference"):
        raise _shape()
    transforms = _transforms(reference)
    hashed, value = _digest_of(reference)
    path, _mark, query = reference.get("URI", "").partition("?")
    name, word, content_type = key(path.removeprefix("/")), query[:12], query[12:]
    if not path.startswith("/") or word != "ContentType=":
        raise _shape()
    content_type = unquote(content_type)
    if not transforms:
        return Covered(name, content_type, None, hashed, value)
    names = [t.get("Algorithm") for t in transforms]
    if names != [TRANSFORM, C14N] or not is_rels(name) or len(transforms[1]):
        raise _shape()
    ids, types = set(), set()
    for node in transforms[0]:
        if len(node):
            raise _shape()
        if node.tag == f"{{{MDSSI}}}RelationshipReference" and node.get("SourceId"):
            ids.add(node.get("SourceId", ""))
        elif node.tag == f"{{{MDSSI}}}RelationshipsGroupReference" and node.get("SourceType"):
            types.add(node.get("SourceType", ""))
        else:
            raise _shape()
    return Covered(name, content_type, frozenset(ids), hashed, value, frozenset(types))


def _base64(node: etree._Element) -> bytes:
    if len(node):
        raise _shape()
    try:
        return base64.b64decode("".join((node.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise _shape() from fault


def _key_info(found: Signed, node: etree._Element) -> None:
    certificates = []
    for data in node:
        if data.tag == d("X509Data"):
            certificates += [_base64(c) for c in data if c.tag == d("X509Certificate")]
        elif data.tag not in {d("KeyValue"), d("KeyName")}:
            raise _shape()
    if not 1 <= len(certificates) <= 10:
        raise _shape()
    found.certificate, found.others = certificates[0], tuple(certificates[1:])


def _properties(found: Signed, node: etree._Element) -> None:
    """What is signed about the signer; the certificate must be the one that was meant."""
    own = node.find(x("SignedSignatureProperties"))
    if own is None:
        raise _shape()
    for tag in ("SigningCertificate", "SigningCertificateV2"):
        binding = own.find(f"{x(tag)}/{x('Cert')}/{x('CertDigest')}")
        if binding is not None:
            hashed, value = _digest_of(binding)
            if digest(found.certificate, hashed) != value:
                raise PackageFault(_("chứng thư trong chữ ký bị thay"), "XT206")
            break
    else:
        raise PackageFault(_("chữ ký không gắn với chứng thư (thiếu XAdES SigningCertificate)"))
    found.claimed = _moment(own.findtext(x("SigningTime")))
    roles = own.iterfind(f"{x('SignerRole')}/{x('ClaimedRoles')}/{x('ClaimedRole')}")
    found.roles = tuple((role.text or "").strip() for role in roles)
    above = node.getparent()
    for group in above.iterfind(f"{x('UnsignedProperties')}/*") if above is not None else ():
        for more in group if group.tag == x("UnsignedSignatureProperties") else (group,):
            _unsigned(found, more)
    comment = found.root.iterfind(f".//{{{OFFICE}}}SignatureComments")
    found.comment = " ".join((c.text or "").strip() for c in comment)


def _unsigned(found: Signed, node: etree._Element) -> None:
    if node.tag == x("SignatureTimeStamp"):
        method = node.find(d("CanonicalizationMethod"))
        if method is not None and method.get("Algorithm") != C14N:
            raise _algorithm(method.get("Algorithm"))
        tokens = [_base64(n) for n in node.iterfind(x("EncapsulatedTimeStamp"))]
        if not tokens or len(tokens) + (method is not None) != len(node):
            raise PackageFault(_("chỗ của dấu thời gian để trống"), "XT212")
        found.tokens += tuple(tokens)
    elif node.tag == x("CertificateValues"):
        found.others += tuple(
            _base64(n) for n in list(node)[:10] if n.tag == x("EncapsulatedX509Certificate")
        )
    elif node.tag not in _ONLY_PROOFS:
        found.unread += (str(node.tag).rpartition("}")[2][:40],)


def _moment(text: str | None) -> datetime | None:
    try:
        made = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _times(found: Signed) -> None:
    """The package's own time of signing, where it stands, must be the one of XAdES."""
    for node in found.root.iter(f"{{{MDSSI}}}Value"):
        told = _moment(node.text)
        if found.claimed and (told is None or abs(told - found.claimed) > NEAR):
            raise PackageFault(_("hai giờ ký trong chữ ký khác nhau"))

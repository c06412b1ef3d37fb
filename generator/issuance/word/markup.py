"""The XML of a signature: manifest, objects of Office and XAdES, SignedInfo."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from cryptography import x509
from lxml import etree

from generator.issuance.word.canonical import canonical, digest
from generator.issuance.word.standard_names import (
    C14N,
    COMMITMENTS,
    DS,
    MDSSI,
    METHODS,
    OBJECT_TYPE,
    OFFICE,
    OFFICE_OBJECT,
    PACKAGE_OBJECT,
    PACKAGE_SIGNATURE,
    PROPERTIES_TYPE,
    SIGNED_PROPERTIES,
    TRANSFORM,
    XADES,
    algorithm_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from generator.issuance.word.signed_parts import Covered

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Statement:
    """What a signer says besides the document."""

    moment: datetime
    """Of signing, in UTC and whole seconds."""
    role: str = ""
    """Claimed role, as text."""
    who: str = ""
    """leader, agency or ""."""
    comment: str = ""
    mark: str = ""
    """End of this signature's ids: LibreOffice takes all signatures of a file for one
    document, and from the third on finds the objects of the first."""


def d(name: str) -> str:
    """A name of XML signatures."""
    return f"{{{DS}}}{name}"


def x(name: str) -> str:
    """A name of XAdES."""
    return f"{{{XADES}}}{name}"


def add(
    parent: etree._Element, name: str, text: str | None = None, **values: str
) -> etree._Element:
    """Append an element."""
    made = etree.SubElement(parent, name, values)
    made.text = text
    return made


def objects(covered: Iterable[Covered], certificate: bytes, said: Statement, hashed: str) -> bytes:
    """The signature without SignedInfo, value and key: what SignedInfo refers to.

    `covered` have their values; `certificate` is DER; `hashed` names the digest.
    """
    root = etree.Element(d("Signature"), {"Id": PACKAGE_SIGNATURE + said.mark}, nsmap={None: DS})
    package = add(root, d("Object"), Id=PACKAGE_OBJECT + said.mark)
    _manifest(package, covered)
    _time(package, said)
    _office(add(root, d("Object"), Id=OFFICE_OBJECT + said.mark), said, hashed)
    _xades(add(root, d("Object")), certificate, said, hashed)
    made: bytes = etree.tostring(root)
    return made


def _manifest(parent: etree._Element, covered: Iterable[Covered]) -> None:
    manifest = add(parent, d("Manifest"))
    for part in covered:
        uri = f"/{quote(part.name, safe='/%[]!$&()*+,;=:@~')}?ContentType={part.content_type}"
        reference = add(manifest, d("Reference"), URI=uri)
        if part.ids is not None:
            transforms = add(reference, d("Transforms"))
            own = add(transforms, d("Transform"), Algorithm=TRANSFORM)
            for name in sorted(part.ids):
                made = etree.SubElement(
                    own, f"{{{MDSSI}}}RelationshipReference", nsmap={"mdssi": MDSSI}
                )
                made.set("SourceId", name)
            add(transforms, d("Transform"), Algorithm=C14N)
        _digest(reference, part.algorithm, part.value)


def _digest(parent: etree._Element, name: str, value: bytes) -> None:
    add(parent, d("DigestMethod"), Algorithm=algorithm_of(name))
    add(parent, d("DigestValue"), base64.b64encode(value).decode())


def _time(parent: etree._Element, said: Statement) -> None:
    properties = add(parent, d("SignatureProperties"))
    own = add(
        properties,
        d("SignatureProperty"),
        Id="idSignatureTime" + said.mark,
        Target=f"#{PACKAGE_SIGNATURE}{said.mark}",
    )
    time = etree.SubElement(own, f"{{{MDSSI}}}SignatureTime", nsmap={"mdssi": MDSSI})
    add(time, f"{{{MDSSI}}}Format", "YYYY-MM-DDThh:mm:ssTZD")
    add(time, f"{{{MDSSI}}}Value", stamp(said.moment))


def stamp(moment: datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _office(parent: etree._Element, said: Statement, hashed: str) -> None:
    """What Word shows of a signature (MS-OFFCRYPTO 2.5.2.5); nothing about the machine."""
    properties = add(parent, d("SignatureProperties"))
    own = add(
        properties,
        d("SignatureProperty"),
        Id="idOfficeV1Details" + said.mark,
        Target=f"#{PACKAGE_SIGNATURE}{said.mark}",
    )
    info = etree.SubElement(own, f"{{{OFFICE}}}SignatureInfoV1", nsmap={None: OFFICE})
    for name, value in (
        ("SetupID", ""),
        ("SignatureText", ""),
        ("SignatureImage", ""),
        ("SignatureComments", said.comment),
        ("WindowsVersion", "10.0"),
        ("OfficeVersion", "16.0"),
        ("ApplicationVersion", "16.0"),
        ("Monitors", "1"),
        ("HorizontalResolution", "1920"),
        ("VerticalResolution", "1080"),
        ("ColorDepth", "32"),
        ("SignatureProviderId", "{00000000-0000-0000-0000-000000000000}"),
        ("SignatureProviderUrl", ""),
        ("SignatureProviderDetails", "9"),
        ("SignatureType", "1"),
        ("ManifestHashAlgorithm", algorithm_of(hashed)),
    ):
        add(info, f"{{{OFFICE}}}{name}", value)


def _xades(parent: etree._Element, certificate: bytes, said: Statement, hashed: str) -> None:
    qualifying = etree.SubElement(
        parent,
        x("QualifyingProperties"),
        {"Target": f"#{PACKAGE_SIGNATURE}{said.mark}"},
        nsmap={"xd": XADES},
    )
    signed = add(qualifying, x("SignedProperties"), Id=SIGNED_PROPERTIES + said.mark)
    own = add(signed, x("SignedSignatureProperties"))
    add(own, x("SigningTime"), stamp(said.moment))
    _certificate(add(own, x("SigningCertificate")), certificate, hashed)
    add(add(own, x("SignaturePolicyIdentifier")), x("SignaturePolicyImplied"))
    if said.role:
        add(add(add(own, x("SignerRole")), x("ClaimedRoles")), x("ClaimedRole"), said.role)
    if said.who or said.comment:
        _commitment(add(signed, x("SignedDataObjectProperties")), said)


def _certificate(parent: etree._Element, certificate: bytes, hashed: str) -> None:
    loaded = x509.load_der_x509_certificate(certificate)
    own = add(parent, x("Cert"))
    _digest(add(own, x("CertDigest")), hashed, digest(certificate, hashed))
    serial = add(own, x("IssuerSerial"))
    add(serial, d("X509IssuerName"), loaded.issuer.rfc4514_string())
    add(serial, d("X509SerialNumber"), str(loaded.serial_number))


def _commitment(parent: etree._Element, said: Statement) -> None:
    indication = add(parent, x("CommitmentTypeIndication"))
    kind = add(indication, x("CommitmentTypeId"))
    add(kind, x("Identifier"), COMMITMENTS.get(said.who, COMMITMENTS["leader"]))
    if said.role:
        add(kind, x("Description"), said.role)
    add(indication, x("AllSignedDataObjects"))
    if said.comment:
        qualifiers = add(indication, x("CommitmentTypeQualifiers"))
        add(qualifiers, x("CommitmentTypeQualifier"), said.comment)


def with_signed_info(prepared: bytes, kind: str, hashed: str) -> etree._Element:
    """The signature with SignedInfo; its value is still to be made. `kind`: rsa or ecdsa."""
    root = etree.fromstring(prepared)
    info = etree.Element(d("SignedInfo"), nsmap={None: DS})
    add(info, d("CanonicalizationMethod"), Algorithm=C14N)
    method = next(uri for uri, pair in METHODS.items() if pair == (kind, hashed))
    add(info, d("SignatureMethod"), Algorithm=method)
    for target in root[:2]:
        reference = add(info, d("Reference"), Type=OBJECT_TYPE, URI=f"#{target.get('Id')}")
        _digest(reference, hashed, digest(canonical(target), hashed))
    properties = root[2][0][0]
    own = f"#{properties.get('Id')}"
    reference = add(info, d("Reference"), Type=PROPERTIES_TYPE, URI=own)
    add(add(reference, d("Transforms")), d("Transform"), Algorithm=C14N)
    _digest(reference, hashed, digest(canonical(properties), hashed))
    root.insert(0, info)
    # parsed anew, so that each namespace stands where a reader will see it
    return etree.fromstring(etree.tostring(root))


def add_value(root: etree._Element, value: bytes, certificate: bytes) -> None:
    """Put the value and the signer's certificate behind SignedInfo."""
    made = etree.Element(d("SignatureValue"))
    made.text = base64.b64encode(value).decode()
    root.insert(1, made)
    information = etree.Element(d("KeyInfo"))
    root.insert(2, information)
    text = base64.b64encode(certificate).decode()
    add(add(information, d("X509Data")), d("X509Certificate"), text)


def add_unsigned(root: etree._Element, token: bytes | None, chain: Iterable[bytes]) -> None:
    """Add the time-stamp over the value, and the CA certificates that the signer's needs."""
    qualifying = root.find(f".//{x('QualifyingProperties')}")
    chain = list(chain)
    if token is None and not chain:
        return
    if qualifying is None:
        raise ValueError("a signature of our own has its QualifyingProperties")
    own = add(add(qualifying, x("UnsignedProperties")), x("UnsignedSignatureProperties"))
    if token is not None:
        stamped = add(own, x("SignatureTimeStamp"))
        add(stamped, d("CanonicalizationMethod"), Algorithm=C14N)
        add(stamped, x("EncapsulatedTimeStamp"), base64.b64encode(token).decode())
    if chain:
        values = add(own, x("CertificateValues"))
        for certificate in chain:
            text = base64.b64encode(certificate).decode()
            add(values, x("EncapsulatedX509Certificate"), text)


def finished(root: etree._Element) -> bytes:
    """The bytes of the signature part."""
    made: bytes = etree.tostring(root, encoding="UTF-8")
    return _XML + made

"""The parts of a signature's container that no signature covers, held to what they must be.

A CMS value names its digest algorithms twice and carries certificates that its signer did
not sign; the engine ignores what it does not need. A byte changed there changes no
verdict, but it is no longer the file that was signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto.x509 import Certificate


def check_container(signature: Any, known: Iterable[Certificate]) -> list[VerdictReason]:
    """What is not as it must be in a signature and in its time-stamps.

    `known` are CA certificates from elsewhere, by which embedded ones are checked.
    """
    containers = [signature.signed_data]
    containers += extract_tst_data_iter(signature.signer_info, signed=False)
    found: list[VerdictReason] = []
    for signed in containers:
        own = [c.chosen for c in signed["certificates"] if c.name == "certificate"]
        found += _algorithms(signed) + _certificates(signed, own, [*own, *known])
    return found


def _algorithms(signed: Any) -> list[VerdictReason]:
    """The list outside must hold the signer's algorithm, or be left empty (RFC 5652, 5.1).

    It may hold others, and the absent parameter may be written as NULL (RFC 5754, 2).
    """
    (signer,) = signed["signer_infos"]
    wanted = signer["digest_algorithm"]["algorithm"].native
    listed = [algorithm["algorithm"].native for algorithm in signed["digest_algorithms"]]
    empty = all(
        algorithm["parameters"].dump() in {b"", b"\x05\x00"}
        for algorithm in (*signed["digest_algorithms"], signer["digest_algorithm"])
    )
    if empty and (wanted in listed or not listed):
        return []
    return [VerdictReason("XT206", Verdict.INVALID, _("danh sách thuật toán của chữ ký bị sửa"))]


def _certificates(
    signed: Any, own: list[Certificate], issuers: list[Certificate]
) -> list[VerdictReason]:
    """What a certificate beside the signer's says must not be false.

    One whose issuer nobody here knows is not needed for any chain, and may stay. One that is
    not what its issuer signed, or is nearly one that is known, was altered.
    """
    (signer,) = signed["signer_infos"]
    found = []
    for certificate in own:
        if _is_signers(certificate, signer):
            continue  # bound by the signed attribute signing-certificate
        above = [c for c in issuers if c.subject == certificate.issuer and _may_be(c, certificate)]
        if any(_issued(certificate, issuer) for issuer in above):
            continue
        if above or any(_nearly(certificate, c) for c in issuers):
            message = _("một chứng thư kèm theo chữ ký sai")
            found.append(VerdictReason("XT206", Verdict.INVALID, message))
    return found


def _is_signers(certificate: Certificate, signer: Any) -> bool:
    sid = signer["sid"]
    if sid.name == "subject_key_identifier":
        return bool(certificate.key_identifier == sid.chosen.native)
    return bool(certificate.serial_number == sid.chosen["serial_number"].native)


def _may_be(issuer: Certificate, certificate: Certificate) -> bool:
    """Whether this is the issuer that is meant, and not one of the same name with another key."""
    wanted, has = certificate.authority_key_identifier, issuer.key_identifier
    return bool(wanted is None or has is None or wanted == has)


def _nearly(one: Certificate, other: Certificate) -> bool:
    """Whether two certificates of one key and number differ."""
    same_key = bool(one.public_key.dump() == other.public_key.dump())
    same_number = bool(one.serial_number == other.serial_number)
    return same_key and same_number and one.dump() != other.dump()


def _issued(certificate: Certificate, issuer: Certificate) -> bool:
    from cryptography import x509

    try:
        loaded = x509.load_der_x509_certificate(certificate.dump())
        loaded.verify_directly_issued_by(x509.load_der_x509_certificate(issuer.dump()))
    except Exception:
        return False
    return True

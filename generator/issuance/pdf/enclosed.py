"""The parts of a signature's container that no signature covers, held to what they must be.

A CMS value names its digest algorithms twice and carries certificates that its signer did
not sign; the engine ignores what it does not need. A byte changed there changes no
verdict, but it is no longer the file that was signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from generator.issuance.verdict.result import Finding, Verdict
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto.x509 import Certificate


def check_container(signature: Any, known: Iterable[Certificate]) -> list[Finding]:
    """What is not as it must be in a signature and in its time-stamps.

    `known` are CA certificates from elsewhere, by which embedded ones are checked.
    """
    containers = [signature.signed_data]
    containers += extract_tst_data_iter(signature.signer_info, signed=False)
    found: list[Finding] = []
    for signed in containers:
        own = [c.chosen for c in signed["certificates"] if c.name == "certificate"]
        found += _algorithms(signed) + _certificates(signed, own, [*own, *known])
    return found


def _algorithms(signed: Any) -> list[Finding]:
    (signer,) = signed["signer_infos"]
    listed = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    if listed == [signer["digest_algorithm"].dump()]:
        return []
    return [Finding("XT206", Verdict.INVALID, _("danh sách thuật toán của chữ ký bị sửa"))]


def _certificates(signed: Any, own: list[Certificate], issuers: list[Certificate]) -> list[Finding]:
    """Each certificate but the signer's must bear a good signature of its issuer."""
    (signer,) = signed["signer_infos"]
    serial = getattr(signer["sid"].chosen, "native", {})
    number = serial.get("serial_number") if isinstance(serial, dict) else None
    found = []
    for certificate in own:
        if certificate.serial_number == number:
            continue  # bound by the signed attribute signing-certificate
        above = [c for c in issuers if c.subject == certificate.issuer]
        if any(_issued(certificate, issuer) for issuer in above):
            continue
        verdict = Verdict.INVALID if above else Verdict.INDETERMINATE
        found.append(Finding("XT206", verdict, _("một chứng thư kèm theo chữ ký sai")))
    return found


def _issued(certificate: Certificate, issuer: Certificate) -> bool:
    from cryptography import x509

    try:
        loaded = x509.load_der_x509_certificate(certificate.dump())
        loaded.verify_directly_issued_by(x509.load_der_x509_certificate(issuer.dump()))
    except Exception:
        return False
    return True

"""A signature without its own time-stamp, under a document time-stamp that came later.

The engine's long-term examination refuses such a signature whatever covers it. It is examined
at present instead; where its certificate has ended or was revoked since, the document
time-stamp is the proof that it existed before (EN 319 102-1 §5.6.2.4).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.ades import ades_past_signature_validation
from pyhanko.sign.validation.errors import NoDSSFoundError, ValidationInfoReadingError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.policy_decl import LocalKnowledge
from pyhanko_certvalidator.ltv.poe import POEManager, POEType
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

if TYPE_CHECKING:
    from datetime import datetime

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from generator.issuance.pdf.question import EngineAnswer, TrustQuestion

_ENDED_SINCE = {
    each.name: each
    for each in (
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
        AdESIndeterminate.REVOKED_NO_POE,
    )
}


def is_stamped(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signature carries a time-stamp of its own, good or bad."""
    return any(True for _token in extract_tst_data_iter(signature.signer_info, signed=False))


async def stood(
    signature: EmbeddedPdfSignature, answer: EngineAnswer, question: TrustQuestion, proven: datetime
) -> bool:
    """Whether a signature that fails only at present was good at `proven`.

    `proven` is the time of the oldest document time-stamp over it, which the engine has
    found good. Only proofs under that same time-stamp count as known at that time.
    """
    problem = _ENDED_SINCE.get(answer.problem)
    certificate = signature.signer_cert
    if problem is None or answer.ca_revoked or not (answer.intact and answer.valid):
        return False
    if not certificate.not_valid_before <= proven <= certificate.not_valid_after:
        return False
    if answer.revoked_at is not None and answer.revoked_at <= proven:
        return False
    stamp = _stamp_over(signature)
    if stamp is None or _told(stamp) != proven:
        return False
    known, proofs = _under(stamp, proven)
    proofs.register(signature.signer_info["signature"].native, POEType.VALIDATION, proven)
    rules = question.specification().signature_validation_spec
    own = (*rules.local_knowledge.known_certs, *question.embedded, *known.known_certs)
    result = await ades_past_signature_validation(
        signature.signed_data,
        replace(rules, local_knowledge=replace(known, known_certs=list(own))),
        proofs,
        problem,
        init_control_time=question.at,
    )
    return result is AdESPassed.OK


def _stamp_over(signature: EmbeddedPdfSignature) -> EmbeddedPdfSignature | None:
    """The oldest document time-stamp that came after the signature."""
    stamps = signature.reader.embedded_timestamp_signatures
    later = [s for s in stamps if s.signed_revision > signature.signed_revision]
    return min(later, key=lambda s: s.signed_revision, default=None)


def _told(stamp: EmbeddedPdfSignature) -> Any:
    return stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native


def _under(stamp: EmbeddedPdfSignature, when: datetime) -> tuple[LocalKnowledge, POEManager]:
    """The file's proofs as they were when stamped, and that they existed then."""
    proofs = POEManager()
    before = stamp.reader.get_historical_resolver(stamp.signed_revision)
    try:
        store = DocumentSecurityStore.read_dss(before)
    except (NoDSSFoundError, ValidationInfoReadingError):
        return LocalKnowledge(), proofs
    crls = [each.get_object().data for each in store.crls]
    ocsps = [each.get_object().data for each in store.ocsps]
    certificates = list(store.load_certs())
    for data in (*crls, *ocsps, *(c.dump() for c in certificates)):
        proofs.register(data, POEType.VALIDATION, when)
    known = LocalKnowledge(
        known_crls=[CRLContainer(CertificateList.load(data)) for data in crls],
        known_ocsps=[
            one for data in ocsps for one in OCSPContainer.load_multi(OCSPResponse.load(data))
        ],
        known_certs=certificates,
    )
    return known, proofs

"""The engine asked about one signature: with long-term proofs where the file has them.

Files with a document time-stamp are examined as EN 319 102-1 §5.6.3 says; for the others
that way passes signatures stamped after their certificate had ended, so the classic
examination at the present moment is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult
from pyhanko.sign.validation import (
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

from generator.issuance.pdf.covered import is_stamped, stood
from generator.issuance.pdf.question import ANY_SIGNATURE, EngineAnswer, TrustQuestion

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


async def ask(
    signature: EmbeddedPdfSignature, question: TrustQuestion, *, long_term: bool
) -> EngineAnswer:
    """Examine a signature. Whatever the engine raises becomes an answer that accepts nothing."""
    try:
        _forget_odd_date(signature)
        if signature.sig_object_type == "/DocTimeStamp":
            return await _time_stamp(signature, question)
        if long_term:
            return await _long_term(signature, question)
        return await _classic(signature, question)
    except Exception as fault:
        return EngineAnswer(unexpected=f"{type(fault).__name__}: {fault}"[:300])


def _forget_odd_date(signature: EmbeddedPdfSignature) -> None:
    """Take the date away that its signer only claims, where nobody can read it.

    LibreOffice writes "Z'" for the zone of London, others "Z00'00'"; the engine gives up there,
    although nothing depends on it. Only in memory: the signed bytes stay.
    """
    try:
        _claimed = signature.self_reported_timestamp
    except (PdfError, ValueError, OverflowError):
        signature.sig_object.pop(pdf_name("/M"), None)


async def _classic(signature: EmbeddedPdfSignature, question: TrustQuestion) -> EngineAnswer:
    reader = signature.reader
    status = await async_validate_pdf_signature(
        signature,
        question.context(question.store.signer_roots, reader),
        question.context(question.store.tsa_roots, reader),
        key_usage_settings=ANY_SIGNATURE,
    )
    answer = _answer(signature, status)
    answer.problem = await _problem(status, question, question.store.signer_roots)
    stamp = status.timestamp_validity
    if stamp is not None and answer.stamp_matches and not answer.stamp_valid:
        problem = await _problem(stamp, question, question.store.tsa_roots)
        answer.stamp_unknown = problem == "TRY_LATER"
    return answer


async def _problem(status: Any, question: TrustQuestion, roots: tuple[Certificate, ...]) -> str:
    """The engine's sub-indication, telling a wrong chain from a chain of unknown status.

    It calls both CERTIFICATE_CHAIN_GENERAL_FAILURE; the chain without revocation shows which.
    """
    problem = status.trust_problem_indic
    if problem is None:
        return "" if status.trusted else "GENERIC"
    if problem is not AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
        return str(problem.name)
    whole = await _chain_holds(status.signing_cert, question, roots)
    return "TRY_LATER" if whole else str(problem.name)


async def _chain_holds(
    certificate: Certificate, question: TrustQuestion, roots: tuple[Certificate, ...]
) -> bool:
    """Whether a certificate leads to one of the roots, whatever is known of its revocation."""
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=[*question.store.certificates, *question.embedded],
        moment=question.at,
        revocation_mode="soft-fail",
    )
    try:
        checker = CertificateValidator(certificate, question.embedded, context)
        await checker.async_validate_usage(set())
    except (PathError, ValidationError, ValueError):
        return False
    return True


async def _all_chains_hold(signature: EmbeddedPdfSignature, question: TrustQuestion) -> bool:
    """Whether the signer and each time-stamp of the document lead to roots of theirs."""
    stamps = signature.reader.embedded_timestamp_signatures
    chains = [(signature.signer_cert, question.store.signer_roots)]
    chains += [(stamp.signer_cert, question.store.tsa_roots) for stamp in stamps]
    return all([await _chain_holds(one, question, roots) for one, roots in chains])


async def _long_term(signature: EmbeddedPdfSignature, question: TrustQuestion) -> EngineAnswer:
    signature.compute_integrity_info(DEFAULT_DIFF_POLICY)
    at = question.at
    timing = ValidationTimingInfo(at, at, point_in_time_validation=question.past)
    result = await ades_lta_validation(signature, question.specification(), timing)
    if not is_stamped(signature):
        return await _covered(signature, question, result.oldest_evidence_record_timestamp)
    status = result.api_status
    answer = _answer(signature, status) if status else EngineAnswer()
    passed = not isinstance(result.ades_subindic, AdESFailure | AdESIndeterminate)
    answer.problem = "" if passed else str(getattr(result.ades_subindic, "name", "GENERIC"))
    general = result.ades_subindic is AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE
    if general and await _all_chains_hold(signature, question):
        answer.problem = "TRY_LATER"  # as in _problem: what nobody could be asked proves no fault
    answer.trusted = passed and status is not None and status.validation_path is not None
    return answer


async def _covered(
    signature: EmbeddedPdfSignature, question: TrustQuestion, proven: datetime | None
) -> EngineAnswer:
    """For a signature that has no time-stamp but that of the document, if it is `proven`."""
    answer = await _classic(signature, question)
    answer.covered = proven
    if proven is not None and await stood(signature, answer, question, proven):
        answer.problem, answer.trusted = "", True
    return answer


async def _time_stamp(signature: EmbeddedPdfSignature, question: TrustQuestion) -> EngineAnswer:
    context = question.context(question.store.tsa_roots, signature.reader)
    status = await async_validate_pdf_timestamp(signature, context)
    answer = _answer(signature, status)
    answer.problem = await _problem(status, question, question.store.tsa_roots)
    answer.stamped = status.timestamp
    answer.stamp_valid = status.valid and status.intact
    return answer


def _answer(signature: EmbeddedPdfSignature, status: Any) -> EngineAnswer:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    path = status.validation_path
    revoked = status.revocation_details
    answer = EngineAnswer(
        intact=bool(status.intact),
        valid=bool(status.valid),
        trusted=bool(status.trusted),
        anchor=path.first.sha256 if path else b"",
        revoked_at=revoked.revocation_date if revoked else None,
        ca_revoked=bool(revoked and revoked.ca_revoked),
        claimed=getattr(status, "signer_reported_dt", None),
        covers_all=signature.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )
    stamp = getattr(status, "timestamp_validity", None)
    if stamp is not None:
        answer.stamped = stamp.timestamp
        answer.stamp_valid = bool(stamp.valid and stamp.intact and stamp.trusted)
        answer.stamp_matches = bool(stamp.valid and stamp.intact)
        answer.stamp_certificate = stamp.signing_cert
    difference = signature.diff_result
    if isinstance(difference, DiffResult):
        answer.changes = difference.modification_level
        answer.fields = set(difference.changed_form_fields)
    answer.allowed = status.docmdp_ok is not False and isinstance(difference, DiffResult)
    return answer

"""The engine asked about one signature: with long-term proofs where the file has them.

Files with a document time-stamp are examined as EN 319 102-1 §5.6.3 says; for the others
that way passes signatures stamped after their certificate had ended, so the classic
examination at the present moment is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.errors import NoDSSFoundError, ValidationInfoReadingError
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from generator.issuance.fetching import SLOW
from generator.issuance.verify.covered import is_stamped, stood

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from generator.issuance.fetching import WebFetchers
    from generator.issuance.trust import TrustStore


@dataclass
class Answer:
    """What the engine says of a signature or time-stamp."""

    intact: bool = False
    """The bytes are those that were signed."""
    valid: bool = False
    """The value was made with the certificate's key."""
    trusted: bool = False
    problem: str = ""
    """Name of the sub-indication of EN 319 102-1, or ""."""
    anchor: bytes = b""
    """SHA-256 of the root that the chain leads to."""
    revoked_at: datetime | None = None
    ca_revoked: bool = False
    claimed: datetime | None = None
    stamped: datetime | None = None
    stamp_valid: bool = False
    """The time-stamp is over this signature and of a trusted authority."""
    stamp_matches: bool = True
    """The time-stamp is over this signature, whoever made it."""
    stamp_unknown: bool = False
    """Only the revocation of the time-stamp's certificate could not be checked."""
    stamp_certificate: Certificate | None = None
    covered: datetime | None = None
    """Without an own time-stamp: when a good document time-stamp proves that it existed."""
    changes: ModificationLevel | None = None
    """None: a change that no rule allows."""
    fields: set[str] = field(default_factory=set)
    allowed: bool = False
    """The changes are those that the signature itself allows (DocMDP, FieldMDP)."""
    covers_all: bool = False
    unexpected: str = ""
    """The engine broke off: the reason, for people who look closer."""


@dataclass(frozen=True)
class Question:
    """Whom to trust, when, and whom to ask."""

    store: TrustStore
    fetchers: WebFetchers | None
    moment: datetime | None = None
    embedded: tuple[Certificate, ...] = ()
    """The certificates that the file brings along."""

    @property
    def at(self) -> datetime:
        """The moment of examination."""
        return self.moment or datetime.now(UTC)

    def context(self, roots: tuple[Certificate, ...], reader: Any) -> ValidationContext:
        """For the classic examination, with what the file brings along."""
        settings: dict[str, Any] = {
            "trust_roots": list(roots),
            "other_certs": list(self.store.certificates),
            "allow_fetching": self.fetchers is not None,
            "fetchers": self.fetchers.get_fetchers() if self.fetchers else None,
            "revocation_mode": "require",
            "moment": self.moment,
            "time_tolerance": SLOW,
            "crls": [],
            "ocsps": [],
        }
        try:
            return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)
        except (NoDSSFoundError, ValidationInfoReadingError):
            return ValidationContext(**settings)

    def specification(self) -> PdfSignatureValidationSpec:
        """For the examination with long-term proofs."""
        rules = CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("require"))

        def policy(roots: tuple[Certificate, ...]) -> CertValidationPolicySpec:
            return CertValidationPolicySpec(SimpleTrustManager.build(list(roots)), rules, SLOW)

        ask = RevinfoOnlineFetchingRule
        return PdfSignatureValidationSpec(
            SignatureValidationSpec(
                policy(self.store.signer_roots),
                RevocationInfoGatheringSpec(
                    ask.ALWAYS_FETCH if self.fetchers else ask.LOCAL_ONLY, self.fetchers
                ),
                policy(self.store.tsa_roots),
                local_knowledge=LocalKnowledge(known_certs=list(self.store.certificates)),
                key_usage_settings=_ANY_SIGNATURE,
            )
        )


_ANY_SIGNATURE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


async def ask(signature: EmbeddedPdfSignature, question: Question, *, long_term: bool) -> Answer:
    """Examine a signature. Whatever the engine raises becomes an answer that accepts nothing."""
    try:
        if signature.sig_object_type == "/DocTimeStamp":
            return await _time_stamp(signature, question)
        if long_term:
            return await _long_term(signature, question)
        return await _classic(signature, question)
    except Exception as fault:
        return Answer(unexpected=f"{type(fault).__name__}: {fault}"[:300])


async def _classic(signature: EmbeddedPdfSignature, question: Question) -> Answer:
    reader = signature.reader
    status = await async_validate_pdf_signature(
        signature,
        question.context(question.store.signer_roots, reader),
        question.context(question.store.tsa_roots, reader),
        key_usage_settings=_ANY_SIGNATURE,
    )
    answer = _answer(signature, status)
    answer.problem = await _problem(status, question, question.store.signer_roots)
    stamp = status.timestamp_validity
    if stamp is not None and answer.stamp_matches and not answer.stamp_valid:
        problem = await _problem(stamp, question, question.store.tsa_roots)
        answer.stamp_unknown = problem == "TRY_LATER"
    return answer


async def _problem(status: Any, question: Question, roots: tuple[Certificate, ...]) -> str:
    """The engine's sub-indication, telling a wrong chain from a chain of unknown status.

    It calls both CERTIFICATE_CHAIN_GENERAL_FAILURE; the chain without revocation shows which.
    """
    problem = status.trust_problem_indic
    if problem is None:
        return "" if status.trusted else "GENERIC"
    if problem is not AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
        return str(problem.name)
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=[*question.store.certificates, *question.embedded],
        moment=question.moment,
        revocation_mode="soft-fail",
    )
    try:
        checker = CertificateValidator(status.signing_cert, question.embedded, context)
        await checker.async_validate_usage(set())
    except (PathError, ValidationError, ValueError):
        return str(problem.name)
    return "TRY_LATER"


async def _long_term(signature: EmbeddedPdfSignature, question: Question) -> Answer:
    signature.compute_integrity_info(DEFAULT_DIFF_POLICY)
    at = question.at
    timing = ValidationTimingInfo(at, at, point_in_time_validation=question.moment is not None)
    result = await ades_lta_validation(signature, question.specification(), timing)
    if not is_stamped(signature):
        return await _covered(signature, question, result.oldest_evidence_record_timestamp)
    status = result.api_status
    answer = _answer(signature, status) if status else Answer()
    passed = not isinstance(result.ades_subindic, AdESFailure | AdESIndeterminate)
    answer.problem = "" if passed else str(getattr(result.ades_subindic, "name", "GENERIC"))
    answer.trusted = passed and status is not None and status.validation_path is not None
    return answer


async def _covered(
    signature: EmbeddedPdfSignature, question: Question, proven: datetime | None
) -> Answer:
    """For a signature that has no time-stamp but that of the document, if it is `proven`."""
    answer = await _classic(signature, question)
    answer.covered = proven
    if proven is not None and await stood(signature, answer, question, proven):
        answer.problem, answer.trusted = "", True
    return answer


async def _time_stamp(signature: EmbeddedPdfSignature, question: Question) -> Answer:
    context = question.context(question.store.tsa_roots, signature.reader)
    status = await async_validate_pdf_timestamp(signature, context)
    answer = _answer(signature, status)
    answer.problem = await _problem(status, question, question.store.tsa_roots)
    answer.stamped = status.timestamp
    answer.stamp_valid = status.valid and status.intact
    return answer


def _answer(signature: EmbeddedPdfSignature, status: Any) -> Answer:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    path = status.validation_path
    revoked = status.revocation_details
    answer = Answer(
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

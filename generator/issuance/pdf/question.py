"""What the engine is asked about a signature, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyhanko.sign.validation import (
    DocumentSecurityStore,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, ValidationInfoReadingError
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from generator.issuance.fetching import SLOW

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto.x509 import Certificate
    from pyhanko.sign.diff_analysis import ModificationLevel

    from generator.issuance.fetching import WebFetchers
    from generator.issuance.verdict.trust_list import TrustStore


@dataclass
class EngineAnswer:
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
class TrustQuestion:
    """Whom to trust, when, and whom to ask."""

    store: TrustStore
    fetchers: WebFetchers | None
    at: datetime
    """The moment of examination, with its zone."""
    past: bool = False
    """It is another time than now."""
    embedded: tuple[Certificate, ...] = ()
    """The certificates that the file brings along."""

    def context(self, roots: tuple[Certificate, ...], reader: Any) -> ValidationContext:
        """For the classic examination, with what the file brings along."""
        settings: dict[str, Any] = {
            "trust_roots": list(roots),
            "other_certs": list(self.store.certificates),
            "allow_fetching": self.fetchers is not None,
            "fetchers": self.fetchers.get_fetchers() if self.fetchers else None,
            "revocation_mode": ASKED,
            "retroactive_revinfo": self.past,
            "moment": self.at,
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
        rules = CertRevTrustPolicy(
            RevocationCheckingPolicy.from_legacy(ASKED), retroactive_revinfo=self.past
        )

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
                key_usage_settings=ANY_SIGNATURE,
            )
        )


ASKED = "hard-fail"
"""The engine's word: a certificate that says where its revocation is told must not be revoked
there, and unanswered the verdict stays open. Whoever names no such place cannot be asked."""
ANY_SIGNATURE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)

"""What verification found: a verdict with its reasons, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime


class Verdict(IntEnum):
    """Of a signature and of a file; the worst reason decides."""

    VALID = 0
    INDETERMINATE = 1
    """Nothing speaks against it, but something needed is missing; the reason says what."""
    INVALID = 2

    @property
    def exit_code(self) -> int:
        """0, 3, 1: as all verbs have it, 3 for what the environment lacks."""
        return (0, 3, 1)[self]


class VerdictReason(NamedTuple):
    """One reason against a file or a signature."""

    code: str
    verdict: Verdict
    message: str


class ExpectedSigner(NamedTuple):
    """Who must have signed: "leader" or "agency", and the names the certificate may carry."""

    role: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ExpectedDocument:
    """What is known about a document from elsewhere: its plan, the register.

    Every part is optional; what is given is demanded.
    """

    number: str | None = None
    """Such as "05"."""
    signed_until: date | None = None
    """Last day on which the register saw a signature; None: the day of issue."""
    date: date | None = None
    dated: bool = True
    """Whether a document of its type prints its day; minutes do not (Annex III, sample 1.9)."""
    prefix: tuple[int, str] | None = None
    """Length and SHA-256 (hex) of the bytes that were sent out for signing."""
    signers: tuple[ExpectedSigner, ...] = ()
    claimed: bool = False
    """What came along with the file says so: what its pages print counts beside it."""


@dataclass
class SignatureReport:
    """One signature, as Circular 15/2025 asks a verifier to tell it."""

    field_name: str
    role: str
    """leader, agency, timestamp or other."""
    signer: str = ""
    unit: str = ""
    issuer: str = ""
    scope: tuple[str, ...] = ()
    """gov, public: whose root the certificate leads to."""
    serial: str = ""
    claimed_time: datetime | None = None
    """By the signer's own machine."""
    stamped_time: datetime | None = None
    """By a trusted time-stamp."""
    intact: bool = False
    certificate_from: datetime | None = None
    certificate_to: datetime | None = None
    valid_at_signing: bool | None = None
    revocation: str = ""
    """good, revoked or unknown, at the time of signing."""
    revoked_at: datetime | None = None
    changes: str = ""
    """none, proofs, filled, other: what came into the file after this signature."""
    changed_fields: tuple[str, ...] = ()
    level: str = ""
    findings: list[VerdictReason] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """Of the signature alone."""
        return max((f.verdict for f in self.findings), default=Verdict.VALID)

    @property
    def best_time(self) -> datetime | None:
        """The time-stamp's time, else what the signer's machine said."""
        return self.stamped_time or self.claimed_time

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "field": self.field_name,
            "role": self.role,
            "verdict": self.verdict.name,
            "signer": self.signer,
            "unit": self.unit,
            "issuer": self.issuer,
            "scope": list(self.scope),
            "serial": self.serial,
            "signing_time": _iso(self.claimed_time),
            "timestamp": _iso(self.stamped_time),
            "intact": self.intact,
            "certificate_from": _iso(self.certificate_from),
            "certificate_to": _iso(self.certificate_to),
            "valid_at_signing": self.valid_at_signing,
            "revocation": self.revocation,
            "revoked_at": _iso(self.revoked_at),
            "changes": self.changes,
            "changed_fields": list(self.changed_fields),
            "level": self.level,
            "findings": [_finding(f) for f in self.findings],
        }


@dataclass
class FileVerdict:
    """A whole file."""

    file: str
    sha256: str = ""
    signatures: list[SignatureReport] = field(default_factory=list)
    findings: list[VerdictReason] = field(default_factory=list)
    """About the file, not about one signature."""

    @property
    def verdict(self) -> Verdict:
        """The worst of the file and of its signatures."""
        reasons = [f.verdict for f in self.findings]
        return max([*reasons, *(s.verdict for s in self.signatures)], default=Verdict.INVALID)

    def add(self, code: str, verdict: Verdict, message: str) -> None:
        """Add a reason about the file."""
        self.findings.append(VerdictReason(code, verdict, message))

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "verdict": self.verdict.name,
            "findings": [_finding(f) for f in self.findings],
            "signatures": [s.as_dict() for s in self.signatures],
        }


def _finding(found: VerdictReason) -> dict[str, str]:
    return {"code": found.code, "verdict": found.verdict.name, "message": found.message}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

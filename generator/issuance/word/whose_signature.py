"""Whose signature it is and from when: value, time-stamp, certificate, by our own policy.

Without a time-stamp only the present moment counts, since a signer's clock proves nothing.
With one, the signer's certificate must have been good at that time: what was revoked
later does not undo it (EN 319 102-1, 5.5.4), what has expired since needs proofs that a
.docx does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)

from generator.issuance.verdict.fitness import weaknesses
from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.issuance.word.canonical import digest
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto.x509 import Certificate

    from generator.issuance.fetching import WebFetchers
    from generator.issuance.verdict.trust_list import TrustStore
    from generator.issuance.word.signature import Signed


INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE
FUTURE = timedelta(minutes=5)
"""A time-stamp may be ahead of our clock by so much."""
_HASHES: dict[str, Any] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


@dataclass
class Chain:
    """What is known of a certificate at a moment."""

    anchor: bytes = b""
    """SHA-256 of the root it leads to."""
    revoked_at: datetime | None = None
    good: bool = False
    """Trusted and known not to be revoked."""
    findings: list[VerdictReason] = field(default_factory=list)


@dataclass(frozen=True)
class Judge:
    """Whom to trust, when, and whom to ask."""

    store: TrustStore
    fetchers: WebFetchers | None
    now: datetime
    past: bool = False
    """Judged as at another time than today."""

    async def chain(
        self,
        certificate: Certificate,
        others: Iterable[Certificate],
        *,
        stamp: bool,
        signed: datetime | None,
    ) -> Chain:
        """Examine the chain; `signed` is the proven time of signing."""
        made = Chain()
        end = certificate["tbs_certificate"]["validity"]["not_after"].native
        expired = self.now > end
        others = list(others)
        # one that has ended since is examined as of when it was good, so that its root is known
        moment = (signed or end - timedelta(seconds=1)) if expired else None
        if self.past and not expired:
            moment = self.now
        try:
            await self._path(made, certificate, others, stamp, moment, strict=not expired)
            made.good = not expired
        except RevokedError as fault:
            made.revoked_at = fault.revocation_dt
            later = signed is not None and fault.is_ee_cert and fault.revocation_dt > signed
            if later:
                made.good = True
            else:
                made.findings.append(_revoked(stamp=stamp))
            await self._anchor(made, certificate, others, stamp, moment)
        except InsufficientRevinfoError:
            if await self._anchor(made, certificate, others, stamp, moment):
                made.findings.append(self._unknown(stamp=stamp))
        except PathBuildingError:
            made.findings.append(self._rootless(certificate, others))
        except (ExpiredError, NotYetValidError):
            message = _("một CA trong chuỗi chứng thư không còn hiệu lực")
            made.findings.append(VerdictReason("XT215", INDETERMINATE, message))
        except (PathValidationError, ValueError, TypeError):
            made.findings.append(_wrong())
        except Exception as fault:
            message = _("không phân tích được chứng thư ({ly_do})")
            message = message.format(ly_do=type(fault).__name__)
            made.findings.append(VerdictReason("XT207", INDETERMINATE, message))
        if expired and not made.findings:
            message = _("chứng thư nay đã hết hạn, tệp không có đủ bằng chứng thời gian")
            made.findings.append(VerdictReason("XT215", INDETERMINATE, message))
        return made

    async def _path(
        self,
        made: Chain,
        certificate: Certificate,
        others: list[Certificate],
        stamp: bool,
        moment: datetime | None,
        *,
        strict: bool,
    ) -> None:
        roots = self.store.tsa_roots if stamp else self.store.signer_roots
        ask = self.fetchers if strict else None
        context = ValidationContext(
            trust_roots=list(roots),
            other_certs=[*self.store.intermediates, *others],
            allow_fetching=ask is not None,
            fetchers=ask.get_fetchers() if ask else None,
            revocation_mode="hard-fail" if strict else "soft-fail",
            retroactive_revinfo=self.past,
            moment=moment,
            crls=[],
            ocsps=[],
        )
        extended = {"time_stamping"} if stamp else set()
        checker = CertificateValidator(certificate, others, context)
        path = await checker.async_validate_usage(set(), extended)
        made.anchor = path.first.sha256

    async def _anchor(
        self,
        made: Chain,
        certificate: Certificate,
        others: list[Certificate],
        stamp: bool,
        moment: datetime | None,
    ) -> bool:
        """The root, leaving revocation aside; adds why there is none."""
        try:
            await self._path(made, certificate, others, stamp, moment, strict=False)
        except Exception:
            made.findings.append(_wrong())
            return False
        return True

    def _rootless(self, certificate: Certificate, others: list[Certificate]) -> VerdictReason:
        """No path; a chain that carries a trusted CA's name without its key is a forgery."""
        known = self.store.certificates
        names = {c.subject.hashable for c in known}
        prints = {c.sha256 for c in known}
        chain = [certificate, *others]
        if any(c.issuer.hashable in names for c in chain) and not any(
            c.sha256 in prints for c in chain
        ):
            return VerdictReason("XT207", INVALID, _("chứng thư mạo tên một CA tin cậy"))
        return VerdictReason("XT207", INDETERMINATE, _("không dẫn tới gốc tin cậy nào"))

    def _unknown(self, *, stamp: bool) -> VerdictReason:
        told = "; ".join(dict.fromkeys(self.fetchers.unreachable)) if self.fetchers else ""
        if stamp:
            message = _("chưa biết chứng thư của máy chủ dấu thời gian có bị thu hồi không")
        elif told:
            message = _("chưa hỏi được trạng thái thu hồi: {ly_do}").format(ly_do=told)
        else:
            message = _("chưa biết chứng thư có bị thu hồi không")
        return VerdictReason("XT214", INDETERMINATE, message)


def _revoked(*, stamp: bool) -> VerdictReason:
    if stamp:
        return VerdictReason(
            "XT209", INVALID, _("chứng thư của máy chủ dấu thời gian đã bị thu hồi")
        )
    return VerdictReason("XT209", INVALID, _("chứng thư đã bị thu hồi hoặc tạm dừng khi ký"))


def _wrong() -> VerdictReason:
    return VerdictReason("XT207", INVALID, _("chuỗi chứng thư sai"))


def value_fits(signed: Signed) -> bool:
    """Whether the value was made over SignedInfo with the certificate's key."""
    key = x509.load_der_x509_certificate(signed.certificate).public_key()
    algorithm = _HASHES[signed.hashed]()
    try:
        if signed.kind == "rsa" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signed.value, signed.signed_info, padding.PKCS1v15(), algorithm)
            return True
        if signed.kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
            size = (key.key_size + 7) // 8
            if len(signed.value) != 2 * size:
                return False
            r, s = (int.from_bytes(v, "big") for v in (signed.value[:size], signed.value[size:]))
            key.verify(encode_dss_signature(r, s), signed.signed_info, ec.ECDSA(algorithm))
            return True
    except InvalidSignature:
        return False
    return False


async def stamp_of(
    signed: Signed, certificate: Certificate, judge: Judge
) -> tuple[datetime | None, list[VerdictReason]]:
    """The time that the time-stamp proves, and everything against it."""
    if not signed.tokens:
        return None, []
    if len(signed.tokens) > 1:
        return None, [VerdictReason("XT212", INVALID, _("chữ ký có hơn một dấu thời gian"))]
    try:
        content = cms.ContentInfo.load(signed.tokens[0], strict=True)["content"]
        roots = ValidationContext(trust_roots=list(judge.store.tsa_roots))
        status = await validate_tst_signed_data(
            content, roots, lambda name: digest(signed.stamped, _allowed(name))
        )
        told = status["timestamp"]
        fits = bool(status["intact"] and status["valid"])
        certificates = extract_certificate_info(content)
    except Exception:
        fits = False
    if not fits:
        return None, [VerdictReason("XT212", INVALID, _("dấu thời gian không thuộc chữ ký này"))]
    return await _told(told, certificate, certificates, judge)


def _allowed(name: str) -> str:
    if name not in _HASHES:
        raise ValueError(name)
    return name


async def _told(
    told: datetime, certificate: Certificate, certificates: Any, judge: Judge
) -> tuple[datetime | None, list[VerdictReason]]:
    if told > judge.now + FUTURE:
        return None, [VerdictReason("XT213", INVALID, _("dấu thời gian ở tương lai"))]
    own = certificates.signer_cert
    for of, who in ((certificate, _("người ký")), (own, _("máy chủ dấu thời gian"))):
        validity = of["tbs_certificate"]["validity"]
        if not validity["not_before"].native <= told <= validity["not_after"].native:
            message = _("dấu thời gian nằm ngoài hạn chứng thư của {ai}").format(ai=who)
            return None, [VerdictReason("XT208", INVALID, message)]
    chain = await judge.chain(own, certificates.other_certs, stamp=True, signed=None)
    found = weaknesses(own, stamp=True) + [
        VerdictReason("XT212", f.verdict, _("dấu thời gian không do nơi tin cậy cấp"))
        if f.code == "XT207"
        else f
        for f in chain.findings
    ]
    return (None if found else told), found

"""The signer's certificate, examined before a PIN is asked for.

The engine signs with expired, revoked, weak and foreign keys without a word; this is
where they are refused (Decree 23/2025, Art. 15–17; Circular 15/2025, Annex II).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    RevokedError,
    ValidationError,
)

from generator.diagnostics import Diagnostic, Severity, error
from generator.issuance.fetching import SLOW
from generator.issuance.verdict.holders import holder_of, match
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from asn1crypto.x509 import Certificate

    from generator.issuance.fetching import WebFetchers
    from generator.issuance.verdict.trust_list import TrustStore

LEAST_BITS = {"rsa": 2048, "ec": 256}
"""Circular 15/2025: RSA of 2048 bits, ECDSA of 256, or more."""
SIGNING = {"digital_signature", "non_repudiation"}


OTHER_PURPOSES = {"server_auth", "time_stamping", "ocsp_signing", "code_signing"}
DOCUMENTS = {
    "any_extended_key_usage",
    "email_protection",
    "microsoft_document_signing",
    "1.3.6.1.4.1.311.10.3.12",
    "1.2.840.113583.1.1.5",
    "1.3.6.1.5.5.7.3.36",
}
"""Purposes of certificates for documents: mail, Microsoft's, Adobe's, RFC 9336's."""


def weak_key(certificate: Certificate) -> bool:
    """Tell whether the key is shorter than allowed, or of a kind that is not allowed."""
    key = certificate.public_key
    return bool(key.bit_size < LEAST_BITS.get(key.algorithm, 1 << 20))


def may_sign(certificate: Certificate) -> bool:
    """Tell whether the certificate's usage allows signatures on documents."""
    usage = certificate.key_usage_value
    if certificate.ca or (usage is not None and not SIGNING & usage.native):
        return False
    extended = certificate.extended_key_usage_value
    purposes = set(extended.native) if extended is not None else set()
    if purposes:
        return bool(purposes & DOCUMENTS) or not purposes & OTHER_PURPOSES
    return not _of_a_host(certificate)


def _of_a_host(certificate: Certificate) -> bool:
    """Whether all other names of the subject are those of hosts: a server, and nobody."""
    names = certificate.subject_alt_name_value
    kinds = {name.name for name in names} if names is not None else set()
    return bool(kinds) and kinds <= {"dns_name", "ip_address"}


def check_certificate(
    certificate: Certificate,
    others: Iterable[Certificate],
    store: TrustStore,
    fetchers: WebFetchers | None,
    now: datetime,
) -> list[Diagnostic]:
    """What forbids signing with this certificate `now`: dates, key, usage, chain, revocation."""
    return asyncio.run(_check(certificate, list(others), store, fetchers, now))


async def _check(
    certificate: Certificate,
    others: list[Certificate],
    store: TrustStore,
    fetchers: WebFetchers | None,
    now: datetime,
) -> list[Diagnostic]:
    who = holder_of(certificate).name
    validity = certificate["tbs_certificate"]["validity"]
    if now > validity["not_after"].native:
        return [_dates(who, _("đã hết hạn từ {ngay}"), validity["not_after"].native)]
    if now < validity["not_before"].native:
        return [
            _dates(who, _("chưa có hiệu lực, bắt đầu từ {ngay}"), validity["not_before"].native)
        ]
    problems = []
    if weak_key(certificate):
        problems.append(_weak(who, certificate.public_key.bit_size))
    if not may_sign(certificate):
        problems.append(_usage(who))
    return problems or await _chain(certificate, others, store, fetchers, who)


async def _chain(
    certificate: Certificate,
    others: list[Certificate],
    store: TrustStore,
    fetchers: WebFetchers | None,
    who: str,
) -> list[Diagnostic]:
    context = ValidationContext(
        trust_roots=list(store.signer_roots),
        other_certs=[*store.intermediates, *others],
        allow_fetching=fetchers is not None,
        fetchers=fetchers.get_fetchers() if fetchers else None,
        revocation_mode="require" if fetchers else "soft-fail",
        time_tolerance=SLOW,
    )
    try:
        await CertificateValidator(certificate, others, context).async_validate_usage(set())
    except RevokedError:
        return [_revoked(who)]
    except InsufficientRevinfoError:
        return [_unknown_status(who, fetchers.unreachable if fetchers else [])]
    except (ExpiredError, NotYetValidError):
        return [_untrusted(who, _("chứng thư của CA hết hạn"))]
    except PathBuildingError:
        return [_untrusted(who, _("không dẫn tới gốc tin cậy nào"))]
    except (PathError, ValidationError, InvalidCertificateError, ValueError) as fault:
        return [_untrusted(who, str(fault))]
    return []


def check_holder(
    certificate: Certificate, wanted: Sequence[str], what: str, *, allow_other: bool
) -> list[Diagnostic]:
    """That the certificate is the plan's signer's or agency's: `wanted` are its names."""
    found = holder_of(certificate).name
    if not wanted:
        return []
    answer = match(found, wanted)
    if answer == "same":
        return []
    problem = error(
        "KY207",
        _("Chứng thư của «{co}», không phải của {vai} «{can}»").format(
            co=found, vai=what, can=wanted[0]
        ),
        None,
        _("Dùng đúng chứng thư; nếu tên ghi khác mà vẫn đúng người, kê vào ten_khac của [ky_so]."),
        _("Hoặc chạy lại với --allow-other-signer."),
    )
    return [problem._replace(severity=Severity.WARNING)] if allow_other else [problem]


def _dates(who: str, how: str, day: datetime) -> Diagnostic:
    shown = how.format(ngay=f"{day:%d/%m/%Y}")
    return error(
        "KY201",
        _("Chứng thư của «{ten}» {the_nao}").format(ten=who, the_nao=shown),
        None,
        _("Xin gia hạn hoặc cấp chứng thư mới; kiểm tra cả đồng hồ của máy."),
    )


def _untrusted(who: str, reason: str) -> Diagnostic:
    return error(
        "KY202",
        _("Chứng thư của «{ten}» không được tin cậy: {ly_do}").format(ten=who, ly_do=reason),
        None,
        _("Kê chứng thư gốc và CA cấp dưới chính thức vào tin-cay.toml."),
    )


def _usage(who: str) -> Diagnostic:
    return error("KY203", _("Chứng thư của «{ten}» không dùng để ký văn bản").format(ten=who))


def _weak(who: str, bits: int) -> Diagnostic:
    return error("KY204", _("Khóa của «{ten}» chỉ có {so} bit, quá yếu").format(ten=who, so=bits))


def _revoked(who: str) -> Diagnostic:
    return error(
        "KY205",
        _("Chứng thư của «{ten}» đã bị thu hồi hoặc tạm dừng").format(ten=who),
        None,
        _("Liên hệ đơn vị cấp chứng thư; không được ký bằng chứng thư này."),
    )


def _unknown_status(who: str, reasons: list[str]) -> Diagnostic:
    return error(
        "HT932",
        _("Chưa kiểm tra được chứng thư của «{ten}» có bị thu hồi không ({ly_do})").format(
            ten=who, ly_do="; ".join(dict.fromkeys(reasons)) or _("không có địa chỉ để hỏi")
        ),
        None,
        _("Kiểm tra mạng rồi chạy lại; nếu máy chủ ở mạng nội bộ, kê vào may_chu của [ky_so]."),
    )

"""What no signature may be, on a PDF and in a .docx alike: weak, unfit, of an odd day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.issuance.verdict.certificate import may_sign, weak_key
from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from asn1crypto.x509 import Certificate

    from generator.issuance.verdict.result import SignatureReport

WEAK = {"sha1", "md5", "md2", "md4", "ripemd160"}
EARLY = timedelta(days=60)
"""A leader signs at most so long before the day of issue."""
CLAIMED = timedelta(days=1)


def weaknesses(certificate: Certificate, *, stamp: bool) -> list[VerdictReason]:
    """What makes a certificate unfit, whoever issued it."""
    found = []
    if weak_key(certificate):
        found.append(_("khóa của người ký quá ngắn"))
    if not stamp and not may_sign(certificate):
        found.append(_("chứng thư không dùng để ký văn bản"))
    if certificate.hash_algo in WEAK:
        found.append(_("chứng thư ký bằng thuật toán băm không an toàn"))
    findings = [VerdictReason("XT210", Verdict.INVALID, reason) for reason in found]
    if stamp and not _only_stamps(certificate):
        message = _("chứng thư máy chủ dấu thời gian không chỉ dùng để đóng dấu (RFC 3161, 2.3)")
        findings.append(VerdictReason("XT212", Verdict.INVALID, message))
    return findings


def false_claim(report: SignatureReport, now: datetime) -> list[VerdictReason]:
    """That the time a signer states himself cannot be true: later than its proof, or than now.

    Some programs write the time of Vietnam as UTC, so a day is let pass.
    """
    told = report.claimed_time
    if told is None or told <= (report.stamped_time or now) + CLAIMED:
        return []
    message = _("giờ ký tự khai muộn hơn lúc đã có chữ ký")
    return [VerdictReason("XT213", Verdict.INDETERMINATE, message)]


def _only_stamps(certificate: Certificate) -> bool:
    """Whether time-stamping is its one purpose and marked critical (RFC 3161, 2.3)."""
    extended = certificate.extended_key_usage_value
    critical = "extended_key_usage" in certificate.critical_extensions
    return extended is not None and critical and list(extended.native) == ["time_stamping"]


def odd_days(reports: Iterable[SignatureReport], day: date, until: date) -> list[VerdictReason]:
    """Signatures too early for the day of issue, or later than the register saw one."""
    found = []
    for report in reports:
        told = report.best_time
        if told is None or report.role not in {"leader", "agency"}:
            continue
        signed = told.astimezone(VIETNAM).date()
        early = signed < day if report.role == "agency" else signed < day - EARLY
        if signed > until or early:
            message = _("ngày ký {ky} không khớp ngày ban hành {so}")
            message = message.format(ky=f"{signed:%d/%m/%Y}", so=f"{day:%d/%m/%Y}")
            found.append(VerdictReason("XT213", Verdict.INVALID, message))
    return found

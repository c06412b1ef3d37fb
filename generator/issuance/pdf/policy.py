"""Our own policy on what the engine answers: which answers are good enough for an office.

The engine's summary alone accepts a file changed after signing, a stamp from before the
certificate or from the future, and a signature made when its certificate had ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pyhanko.sign.diff_analysis import ModificationLevel

from generator.issuance.pdf.form_fields import AGENCY, DATE, LEADER, NUMBER
from generator.issuance.verdict.fitness import WEAK, weaknesses
from generator.issuance.verdict.holders import holder_of
from generator.issuance.verdict.result import SignatureReport, Verdict, VerdictReason
from generator.locale import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto.x509 import Certificate

    from generator.issuance.pdf.question import EngineAnswer, TrustQuestion
    from generator.issuance.verdict.trust_list import TrustStore

FUTURE = timedelta(minutes=5)
"""A time-stamp may be ahead of our clock by so much."""
ORDER = timedelta(minutes=1)
"""Two authorities may differ by so much about which of two signatures came first."""

INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE


def role_of(name: str, kind: str) -> str:
    """The role that a field's name says."""
    if kind == "/DocTimeStamp":
        return "timestamp"
    if name == AGENCY:
        return "agency"
    return "leader" if name.startswith(LEADER) else "other"


def describe(signature: Any, answer: EngineAnswer, store: TrustStore) -> SignatureReport:
    """The facts of a signature, without judging them."""
    certificate = signature.signer_cert
    holder = holder_of(certificate)
    validity = certificate["tbs_certificate"]["validity"]
    report = SignatureReport(
        signature.field_name,
        role_of(signature.field_name, signature.sig_object_type),
        signer=holder.name,
        unit=holder.organisation,
        issuer=holder.issuer,
        scope=store.scopes.get(answer.anchor, ()),
        serial=f"{certificate.serial_number:x}",
        claimed_time=answer.claimed,
        stamped_time=answer.stamped if answer.stamp_valid else None,
        intact=answer.intact and answer.valid,
        certificate_from=validity["not_before"].native,
        certificate_to=validity["not_after"].native,
        revoked_at=answer.revoked_at,
        changed_fields=tuple(sorted(answer.fields)),
    )
    report.changes = {
        ModificationLevel.NONE: "none",
        ModificationLevel.LTA_UPDATES: "proofs",
        ModificationLevel.FORM_FILLING: "filled",
    }.get(answer.changes or ModificationLevel.NONE, "other")
    if answer.changes is None:
        report.changes = "other"
    return report


def judge(
    report: SignatureReport,
    signature: Any,
    answer: EngineAnswer,
    question: TrustQuestion,
    signature_fields: Iterable[str],
    *,
    sealed: bool = False,
) -> None:
    """Add every reason against one signature.

    `sealed`: it is nobody's document but its signers', and the last of them signed all of
    it; then forms filled in between are theirs too.
    """
    add = report.findings.append
    if answer.unexpected:
        add(
            VerdictReason(
                "XT206",
                INDETERMINATE,
                _("không phân tích được chữ ký ({ly_do})").format(ly_do=answer.unexpected),
            )
        )
        return
    if not report.intact:
        add(VerdictReason("XT206", INVALID, _("nội dung hoặc giá trị chữ ký đã bị thay đổi")))
    certificate = signature.signer_cert
    for finding in _weaknesses(signature, certificate, stamp=report.role == "timestamp"):
        add(finding)
    for finding in _changes(report, answer, set(signature_fields)):
        if not (sealed and finding.verdict is INDETERMINATE):
            add(finding)
    for finding in _times(report, answer, certificate, question.at):
        add(finding)
    for finding in _trust(report, signature, answer, question):
        add(finding)
    moment = report.best_time or question.at
    begin, end = report.certificate_from, report.certificate_to
    report.valid_at_signing = bool(begin and end and begin <= moment <= end)
    report.revocation = _revocation(answer, moment)


def _weaknesses(signature: Any, certificate: Certificate, *, stamp: bool) -> list[VerdictReason]:
    found = weaknesses(certificate, stamp=stamp)
    if str(signature.md_algorithm).lower() in WEAK:
        told = _("thuật toán băm {ten} không còn an toàn").format(ten=signature.md_algorithm)
        found.insert(0, VerdictReason("XT210", INVALID, told))
    return found


def _changes(
    report: SignatureReport, answer: EngineAnswer, signable: set[str]
) -> list[VerdictReason]:
    """What came into the file after this signature, and whether that may be."""
    if answer.changes is None or not answer.allowed or report.changes == "other":
        return [VerdictReason("XT204", INVALID, _("văn bản bị sửa sau khi ký"))]
    if report.changes != "filled":
        return []
    if report.role in {"agency", "timestamp"}:
        return [VerdictReason("XT204", INVALID, _("có điền thêm sau chữ ký này, không được phép"))]
    other = answer.fields - signable - {NUMBER, DATE}
    if other:
        names = ", ".join(sorted(other))
        message = _("các ô này được điền sau khi ký: {ten}").format(ten=names)
        return [VerdictReason("XT204", INDETERMINATE, message)]
    return []


def _times(
    report: SignatureReport, answer: EngineAnswer, certificate: Certificate, now: datetime
) -> list[VerdictReason]:
    """That a time-stamp is over this signature and says a time that can be."""
    told = answer.stamped
    if told is None:
        return _too_early(answer, certificate)
    if not answer.stamp_matches:
        return [VerdictReason("XT212", INVALID, _("dấu thời gian không thuộc chữ ký này"))]
    if answer.stamp_certificate and (unfit := weaknesses(answer.stamp_certificate, stamp=True)):
        return unfit
    if told > now + FUTURE:
        return [VerdictReason("XT213", INVALID, _("dấu thời gian ở tương lai"))]
    for of, who in (
        (certificate, _("người ký")),
        (answer.stamp_certificate or certificate, _("máy chủ dấu thời gian")),
    ):
        validity = of["tbs_certificate"]["validity"]
        if not validity["not_before"].native <= told <= validity["not_after"].native:
            message = _("dấu thời gian nằm ngoài hạn chứng thư của {ai}").format(ai=who)
            return [VerdictReason("XT208", INVALID, message)]
    if answer.stamp_unknown:
        message = _("chưa biết chứng thư của máy chủ dấu thời gian có bị thu hồi không")
        return [VerdictReason("XT214", INDETERMINATE, message)]
    if not answer.stamp_valid and report.role != "timestamp":
        return [VerdictReason("XT212", INDETERMINATE, _("dấu thời gian không do nơi tin cậy cấp"))]
    return []


def _too_early(answer: EngineAnswer, certificate: Certificate) -> list[VerdictReason]:
    """That the document's time-stamp over an unstamped signature is not older than its key."""
    begin = certificate["tbs_certificate"]["validity"]["not_before"].native
    if answer.covered is None or answer.covered >= begin:
        return []
    message = _("dấu thời gian nằm ngoài hạn chứng thư của {ai}").format(ai=_("người ký"))
    return [VerdictReason("XT208", INVALID, message)]


def _trust(
    report: SignatureReport, signature: Any, answer: EngineAnswer, question: TrustQuestion
) -> list[VerdictReason]:
    problem = answer.problem
    if not problem:
        if answer.trusted and answer.anchor:
            return []
        return [VerdictReason("XT207", INDETERMINATE, _("không dẫn tới gốc tin cậy nào"))]
    if problem == "NO_CERTIFICATE_CHAIN_FOUND" and _pretends(signature, question.store):
        return [VerdictReason("XT207", INVALID, _("chứng thư mạo tên một CA tin cậy"))]
    if problem in {"REVOKED", "REVOKED_NO_POE", "REVOKED_CA_NO_POE"}:
        return [_revoked(report, answer)]
    known = _PROBLEMS.get(problem)
    if known is None:
        message = _("chưa kết luận được ({ly_do})").format(ly_do=problem)
        return [VerdictReason("XT214", INDETERMINATE, message)]
    code, verdict, said = known[0], known[1], _(known[2])
    if code == "XT214" and question.fetchers and question.fetchers.unreachable:
        said = _("chưa hỏi được trạng thái thu hồi: {ly_do}").format(
            ly_do="; ".join(dict.fromkeys(question.fetchers.unreachable))
        )
    return [VerdictReason(code, verdict, said)]


_PROBLEMS: dict[str, tuple[str, Verdict, str]] = {
    "NO_CERTIFICATE_CHAIN_FOUND": ("XT207", INDETERMINATE, N_("không dẫn tới gốc tin cậy nào")),
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": ("XT207", INVALID, N_("chuỗi chứng thư sai")),
    "CHAIN_CONSTRAINTS_FAILURE": ("XT207", INVALID, N_("chuỗi chứng thư sai")),
    "SIG_CONSTRAINTS_FAILURE": ("XT210", INVALID, N_("chứng thư không dùng để ký văn bản")),
    "CRYPTO_CONSTRAINTS_FAILURE": ("XT210", INVALID, N_("thuật toán không an toàn")),
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": ("XT210", INVALID, N_("thuật toán không an toàn")),
    "NOT_YET_VALID": ("XT208", INVALID, N_("chứng thư chưa có hiệu lực")),
    "EXPIRED": ("XT208", INVALID, N_("chứng thư đã hết hạn khi ký")),
    "OUT_OF_BOUNDS_NOT_REVOKED": (
        "XT215",
        INDETERMINATE,
        N_("chứng thư nay đã hết hạn, tệp không có đủ bằng chứng thời gian"),
    ),
    "OUT_OF_BOUNDS_NO_POE": (
        "XT215",
        INDETERMINATE,
        N_("chứng thư nay đã hết hạn, tệp không có đủ bằng chứng thời gian"),
    ),
    "NO_POE": ("XT215", INDETERMINATE, N_("tệp không có đủ bằng chứng thời gian")),
    "TRY_LATER": ("XT214", INDETERMINATE, N_("chưa biết chứng thư có bị thu hồi không")),
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": (
        "XT214",
        INDETERMINATE,
        N_("chưa biết chứng thư có bị thu hồi không"),
    ),
    "SIG_CRYPTO_FAILURE": ("XT206", INVALID, N_("giá trị chữ ký sai")),
    "HASH_FAILURE": ("XT206", INVALID, N_("nội dung đã bị thay đổi")),
    "FORMAT_FAILURE": ("XT206", INVALID, N_("chữ ký sai định dạng")),
}


def _revoked(report: SignatureReport, answer: EngineAnswer) -> VerdictReason:
    """Revoked before signing is invalid; after it, only proofs are missing."""
    when, signed = answer.revoked_at, report.best_time
    if answer.ca_revoked or when is None or signed is None or when <= signed:
        return VerdictReason("XT209", INVALID, _("chứng thư đã bị thu hồi hoặc tạm dừng khi ký"))
    return VerdictReason(
        "XT209",
        INDETERMINATE,
        _("chứng thư bị thu hồi sau khi ký, tệp không có đủ bằng chứng chữ ký có trước"),
    )


def _pretends(signature: Any, store: TrustStore) -> bool:
    """Whether a certificate of the chain carries a trusted CA's name with another key."""
    own = {c.subject.hashable for c in store.certificates}
    known = {c.sha256 for c in store.certificates}
    chain = [signature.signer_cert, *signature.other_embedded_certs]
    return any(c.issuer.hashable in own for c in chain) and not any(
        c.sha256 in known for c in chain
    )


def _revocation(answer: EngineAnswer, moment: datetime) -> str:
    if answer.revoked_at is not None:
        return "revoked" if answer.revoked_at <= moment else "good"
    return "good" if answer.trusted and not answer.problem else "unknown"


def check_order(reports: list[SignatureReport], revisions: list[int]) -> list[VerdictReason]:
    """Leaders before the agency, and times in the order of the signatures."""
    found = []
    pairs = sorted(zip(revisions, reports, strict=True), key=lambda p: p[0])
    roles = [r.role for _revision, r in pairs if r.role in {"leader", "agency"}]
    if "agency" in roles and "leader" in roles[roles.index("agency") :]:
        found.append(VerdictReason("XT217", INVALID, _("cơ quan ký trước lãnh đạo")))
    last: datetime | None = None
    for _revision, report in pairs:
        told = report.stamped_time
        if told and last and told < last - ORDER:
            found.append(VerdictReason("XT213", INVALID, _("dấu thời gian sau lại có giờ sớm hơn")))
        last = told or last
    return found

"""`verify_word`: the report on one signed .docx."""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto.x509 import Certificate

from generator.issuance.verdict.fitness import false_claim, odd_days, weaknesses
from generator.issuance.verdict.holders import holder_of, match
from generator.issuance.verdict.result import (
    ExpectedDocument,
    FileVerdict,
    SignatureReport,
    Verdict,
    VerdictReason,
)
from generator.issuance.verdict.signers import check_printed, check_signers
from generator.issuance.word.faces import two_faced
from generator.issuance.word.printed_in_word import first_texts, printed_in_word, printed_names
from generator.issuance.word.signature import Signed, read_signature
from generator.issuance.word.signed_parts import Digests, Outside, differences, outside
from generator.issuance.word.standard_names import APP, APP_STRICT, CORE, ORIGIN, ROLES
from generator.issuance.word.strict_package import (
    Package,
    PackageFault,
    is_rels,
    key,
    read_package,
    source_of,
)
from generator.issuance.word.unread_looks import shows_more
from generator.issuance.word.whose_signature import Judge, stamp_of, value_fits
from generator.locale import _
from generator.ooxml.opened import MAX_FILE, open_word
from generator.plan import wording
from generator.workspace.archive_layout import odd_layout

if TYPE_CHECKING:
    from generator.issuance.verdict.means import VerdictMeans
    from generator.ooxml.opened import Word

ORDER = timedelta(minutes=1)
"""Two authorities may differ by so much about which of two signatures came first."""
INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE


def verify_word(
    data: bytes,
    file: str,
    means: VerdictMeans,
    *,
    expected: ExpectedDocument | None = None,
    frozen: bytes | None = None,
) -> FileVerdict:
    """The report on the bytes of a .docx.

    Without network no revocation can be asked, and the verdict stays open. `frozen` is the
    document as it was registered: then each part must be the registered one.
    """
    report = FileVerdict(file, hashlib.sha256(data).hexdigest())
    if means.store is None:
        report.add("XT101", INDETERMINATE, _("chưa có danh sách tin cậy"))
    if len(data) > MAX_FILE:
        report.add("XT201", INDETERMINATE, _("tệp quá lớn để kiểm tra"))
        return report
    word, problems = open_word(Path(file), data)
    if word is None:
        report.findings += [VerdictReason("XT201", INVALID, p.message) for p in problems]
        return report
    judge = Judge(means.trusted, means.fetchers(), means.moment, past=means.at is not None)
    try:
        _examine(report, word, read_package(data), judge, expected, frozen)
    except PackageFault as fault:
        report.add(fault.code or "XT301", INVALID, fault.message)
    except Exception as fault:
        message = _("không phân tích được tệp ({ly_do})").format(ly_do=type(fault).__name__)
        report.add("XT201", INDETERMINATE, message)
    # of a file without a signature that says nothing: what `render` writes ends with its checksum
    if not any(f.code == "XT202" for f in report.findings) and (odd := odd_layout(data)):
        report.add("XT301", INVALID, odd)
    return report


def bears_signatures(data: bytes) -> bool:
    """Whether a file is a .docx that says it is signed; one that cannot be read counts as one."""
    if not data.startswith(b"PK"):
        return False
    try:
        package = read_package(data)
        return bool(outside(package).signatures) or any(
            "_xmlsignatures/" in name.lower() for name in package.parts
        )
    except PackageFault:
        return b"_xmlsignatures" in data.lower()


def _examine(
    report: FileVerdict,
    word: Word,
    package: Package,
    judge: Judge,
    expected: ExpectedDocument | None,
    frozen: bytes | None,
) -> None:
    free = outside(package)
    if not free.signatures:
        report.add("XT202", INVALID, _("tệp không có chữ ký số"))
        return
    made = Digests(package)
    for name in free.signatures:
        report.signatures.append(_one(package, free, name, judge, made))
    for what in two_faced(package):
        message = _("tệp chứa thứ có thể làm đổi nội dung khi xem: {gi}").format(gi=what)
        report.add("XT304", INDETERMINATE, message)
    report.findings += _complete(report.signatures, expected)
    report.findings += _order(report.signatures)
    report.findings += _printed_names(package, report.signatures)
    if expected is None or not expected.signers or expected.claimed:
        printed = printed_in_word(word)
        if not printed.agency and shows_more(package, word):
            printed = printed._replace(doubtful=True)
        report.findings += check_printed(report.signatures, printed)
    if expected is not None:
        report.findings += check_signers(report.signatures, expected)
        report.findings += _registered(first_texts(package), report.signatures, expected)
    if frozen is not None and _content(read_package(frozen)) != _content(package):
        report.add("XT216", INVALID, _("không phải nội dung đã vào sổ"))


def _one(
    package: Package, free: Outside, name: str, judge: Judge, made: Digests
) -> SignatureReport:
    """One signature; whatever is wrong in it is its own."""
    report = SignatureReport(name, "other", changes="other")
    try:
        signed = read_signature(package.parts[name], name)
        certificate = Certificate.load(signed.certificate, strict=True)
        _describe(report, signed, certificate)
        changed = differences(package, free, signed.covered, made)
        report.findings += [VerdictReason("XT302", INVALID, what) for what in changed]
        wrong = signed.mismatches()
        report.findings += [VerdictReason("XT206", INVALID, what) for what in wrong]
        fits = value_fits(signed)
        if not fits:
            report.findings.append(VerdictReason("XT206", INVALID, _("giá trị chữ ký sai")))
        for name in signed.unread:
            message = _("chữ ký mang phần không được ký mà chương trình không kiểm được: {ten}")
            report.findings.append(VerdictReason("XT303", INDETERMINATE, message.format(ten=name)))
        report.intact = fits and not wrong and not changed
        report.changes = "none" if report.intact else "other"
        asyncio.run(_judge(report, signed, certificate, judge))
    except PackageFault as fault:
        report.findings.append(VerdictReason(fault.code or "XT303", INVALID, fault.message))
    except Exception as fault:
        message = _("không phân tích được chữ ký ({ly_do})").format(ly_do=type(fault).__name__)
        report.findings.append(VerdictReason("XT303", INVALID, message))
    return report


def _describe(report: SignatureReport, signed: Signed, certificate: Certificate) -> None:
    holder = holder_of(certificate)
    validity = certificate["tbs_certificate"]["validity"]
    report.role = next((ROLES[r] for r in signed.roles if r in ROLES), "other")
    report.signer, report.unit, report.issuer = holder
    report.serial = f"{certificate.serial_number:x}"
    report.claimed_time = signed.claimed
    report.certificate_from = validity["not_before"].native
    report.certificate_to = validity["not_after"].native
    report.level = "XAdES-T" if signed.tokens else "XAdES-B"


async def _judge(
    report: SignatureReport, signed: Signed, certificate: Certificate, judge: Judge
) -> None:
    """Time-stamp, certificate and chain."""
    report.findings += weaknesses(certificate, stamp=False)
    stamped, against = await stamp_of(signed, certificate, judge)
    report.findings += against
    report.stamped_time = stamped
    report.findings += false_claim(report, judge.now)
    begin, end = report.certificate_from, report.certificate_to
    at = report.best_time if stamped or judge.now > (end or judge.now) else judge.now
    report.valid_at_signing = bool(begin and end and at and begin <= at <= end)
    if not report.valid_at_signing:
        message = _("chứng thư đã hết hạn hoặc chưa có hiệu lực khi ký")
        report.findings.append(VerdictReason("XT208", INVALID, message))
    others = [Certificate.load(der, strict=True) for der in signed.others]
    chain = await judge.chain(certificate, others, stamp=False, signed=stamped)
    report.findings += chain.findings
    report.scope = judge.store.scopes.get(chain.anchor, ())
    report.revoked_at = chain.revoked_at
    report.revocation = "good" if chain.good else "revoked" if chain.revoked_at else "unknown"


def _complete(
    reports: list[SignatureReport], expected: ExpectedDocument | None
) -> list[VerdictReason]:
    """That of leader and agency not one was cut off; who exactly, `expected` says."""
    roles = {r.role for r in reports}
    unread = any(not r.signer for r in reports)
    if unread or (expected is not None and expected.signers):
        return []
    found = []
    for one, other, message in (
        ("leader", "agency", _("chưa có chữ ký của cơ quan, hoặc đã bị cắt bỏ")),
        ("agency", "leader", _("chưa có chữ ký của lãnh đạo, hoặc đã bị cắt bỏ")),
    ):
        if one in roles and other not in roles:
            found.append(VerdictReason("XT203", INVALID, message))
    prints = [(r.serial, r.issuer, r.role) for r in reports]
    if len(set(prints)) != len(prints):
        found.append(VerdictReason("XT303", INVALID, _("một người ký hai lần với cùng tư cách")))
    return found


def _order(reports: list[SignatureReport]) -> list[VerdictReason]:
    """The agency signs after the leaders, as far as time-stamps tell."""
    leaders = [r.stamped_time for r in reports if r.role == "leader" and r.stamped_time]
    agency = [r.stamped_time for r in reports if r.role == "agency" and r.stamped_time]
    if leaders and agency and min(agency) < max(leaders) - ORDER:
        return [VerdictReason("XT217", INVALID, _("cơ quan ký trước lãnh đạo"))]
    return []


def _printed_names(package: Package, reports: list[SignatureReport]) -> list[VerdictReason]:
    """That a leader's certificate carries a name printed at a signature block."""
    printed = printed_names(package)
    found = []
    for report in reports:
        if printed and report.role == "leader" and match(report.signer, printed) == "other":
            message = _("chứng thư của «{co}», nhưng văn bản in tên «{in_ra}»")
            message = message.format(co=report.signer, in_ra=", ".join(printed))
            found.append(VerdictReason("XT211", INDETERMINATE, message))
    return found


def _registered(
    texts: list[str], reports: list[SignatureReport], expected: ExpectedDocument
) -> list[VerdictReason]:
    """What the register knows: number and date."""
    found = []
    if expected.number is not None:
        wanted = re.compile(rf"Số:\s*{re.escape(expected.number)}\s*/")
        if not any(wanted.search(text) for text in texts):
            message = _("số trên văn bản khác số đã vào sổ ({so})").format(so=expected.number)
            found.append(VerdictReason("XT216", INVALID, message))
    if expected.date is not None:
        printed = any(wording.long_date(expected.date) in text for text in texts)
        if expected.dated and not printed:
            found.append(
                VerdictReason("XT216", INVALID, _("ngày trên văn bản khác ngày đã vào sổ"))
            )
        until = max(expected.signed_until or expected.date, expected.date)
        found += odd_days(reports, expected.date, until)
    return found


def _content(package: Package) -> dict[str, object]:
    """What a document is without its signatures: parts, types, relationships."""
    free = outside(package)
    found: dict[str, object] = {}
    for name in package.part_names():
        own = key(name)
        if own in free.parts and own not in _metadata(package):
            continue
        kind = package.content_type(name)
        if not is_rels(name):
            found[own] = (kind, package.parts[name])
            continue
        source = source_of(name)
        relations = {r for r in package.relations(source) if source or r.id != _origin_id(package)}
        found[own] = (kind, frozenset(relations))
    return found


def _origin_id(package: Package) -> str:
    return next((r.id for r in package.relations("") if r.type == ORIGIN), "")


def _metadata(package: Package) -> set[str]:
    types = {CORE, APP, APP_STRICT}
    return {r.part("") for r in package.relations("") if r.type in types}

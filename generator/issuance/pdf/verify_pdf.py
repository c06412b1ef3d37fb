"""`verify_pdf`: the report on one signed PDF."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from generator.issuance.pdf import policy, ranges
from generator.issuance.pdf.enclosed import check_container
from generator.issuance.pdf.engine import ask
from generator.issuance.pdf.form_fields import DATE, NUMBER, text_fields
from generator.issuance.pdf.letters_held import letters_held
from generator.issuance.pdf.place import Pages
from generator.issuance.pdf.question import EngineAnswer, TrustQuestion
from generator.issuance.pdf.said import printed_in_pdf
from generator.issuance.pdf.seal_shown import check_seals
from generator.issuance.pdf.stamps import check_stamps
from generator.issuance.pdf.tail import described_anew, only_proofs
from generator.issuance.pdf.two_faces import has_attachments, two_faces
from generator.issuance.verdict.fitness import odd_days
from generator.issuance.verdict.holders import match
from generator.issuance.verdict.result import (
    ExpectedDocument,
    FileVerdict,
    SignatureReport,
    Verdict,
    VerdictReason,
)
from generator.issuance.verdict.signers import STATE, check_printed, check_signers
from generator.locale import _
from generator.plan import wording

if TYPE_CHECKING:
    from datetime import date

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    from generator.issuance.verdict.means import VerdictMeans

HEAD = b"%PDF-"
SEARCHED = 1024
"""Bytes among which readers look for the head of a PDF (ISO 32000-1, implementation note 13)."""
INVALID, INDETERMINATE = Verdict.INVALID, Verdict.INDETERMINATE


def verify_pdf(
    data: bytes,
    file: str,
    means: VerdictMeans,
    *,
    expected: ExpectedDocument | None = None,
) -> FileVerdict:
    """The report on the bytes of a PDF."""
    report = FileVerdict(file, hashlib.sha256(data).hexdigest())
    if means.store is None:
        report.add("XT101", INDETERMINATE, _("chưa có danh sách tin cậy"))
    question = TrustQuestion(
        means.trusted, means.fetchers(), means.moment, past=means.at is not None
    )
    try:
        reader, signatures, odd = _opened(data)
    except Exception as fault:
        report.findings += [*ranges.check_ends(data), ranges.unread(ranges.why(fault))]
        return report
    whole = bool(signatures) and ranges.end_of(signatures[-1]) == len(data)
    if not (whole and data.startswith(HEAD)):  # what is signed to its last byte ends as it may
        report.findings += ranges.check_ends(data)
    if odd and not whole:
        report.findings.append(ranges.unread(odd))
    if not any(s.sig_object_type != "/DocTimeStamp" for s in signatures):
        told = _("tệp chỉ có dấu thời gian, không có chữ ký của ai")
        report.add("XT202", INVALID, told if signatures else _("tệp không có chữ ký số"))
        if not signatures:
            return report
    report.findings += ranges.check_ranges(data, signatures)
    report.findings += ranges.check_objects(data, len(signatures))
    try:
        _examine(report, data, reader, signatures, question, expected)
    except Exception as fault:
        report.findings.append(ranges.unread(ranges.why(fault)))
    return report


def bears_signatures(data: bytes) -> bool:
    """Whether a file is a PDF with something signed in it, as a parser reads it.

    A PDF that no parser reads counts as one: nobody knows what stands in it.
    """
    if HEAD not in data[:SEARCHED]:
        return False
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        return bool(_signatures(reader)) or any(
            value is not None for _name, value, _field in enumerate_sig_fields(reader)
        )
    except Exception:
        return True


def _opened(data: bytes) -> tuple[PdfFileReader, list[EmbeddedPdfSignature], str]:
    """The file read by the letter of the standard, or leniently with the reason why.

    Word writes files with two indexes for readers old and new (hybrid references), which the
    strict reading refuses. What is read leniently is decided only where the last signature
    covers every byte, and where no second index came after the first signature: of two
    indexes a reader may follow either.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data))
        signatures = _signatures(reader)
        if not reader.xrefs.hybrid_xrefs_present:
            return reader, signatures, ""
        odd = _("hai mục lục")
    except Exception as fault:
        odd = ranges.why(fault)
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    signatures = _signatures(reader)
    first = signatures[0].signed_revision if signatures else 0
    later = range(first + 1, reader.xrefs.total_revisions)
    kinds = {reader.xrefs.get_xref_container_info(r).xref_section_type for r in later}
    if kinds & {XRefSectionType.HYBRID_MAIN, XRefSectionType.HYBRID_STREAM}:
        raise ValueError(odd)
    return reader, signatures, odd


def _signatures(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    found = [*reader.embedded_regular_signatures, *reader.embedded_timestamp_signatures]
    return sorted(found, key=lambda s: s.signed_revision)


def _examine(
    report: FileVerdict,
    data: bytes,
    reader: PdfFileReader,
    signatures: list[EmbeddedPdfSignature],
    question: TrustQuestion,
    expected: ExpectedDocument | None,
) -> None:
    embedded = {
        c.sha256: c for s in signatures for c in (*s.other_embedded_certs, *_stamp_certificates(s))
    }
    question = replace(question, embedded=tuple(embedded.values()))
    fields = {name: value for name, value, _field in enumerate_sig_fields(reader)}
    answers = asyncio.run(_ask_all(signatures, question))
    revisions = [s.signed_revision for s in signatures]
    official = any(STATE in question.store.scopes.get(a.anchor, ()) for a in answers)
    printed = printed_in_pdf(data, wary=not official)
    neutral = expected is None and printed.readable and not printed.agency
    whole = ranges.end_of(signatures[-1]) == len(data)
    for signature, answer in zip(signatures, answers, strict=True):
        made = policy.describe(signature, answer, question.store)
        policy.judge(made, signature, answer, question, fields, sealed=neutral and whole)
        made.findings += check_stamps(signature)
        made.findings += check_container(signature, question.store.certificates)
        report.signatures.append(made)
    check_seals(data, report.signatures)
    _levels(report.signatures, answers, reader)
    report.findings += _tail(data, reader, signatures, answers)
    report.findings += [] if neutral else _empty(fields)
    report.findings += policy.check_order(report.signatures, revisions)
    report.findings += _two_faces(data, neutral=neutral)
    report.findings += letters_held(data)
    report.findings += _printed_names(data, report.signatures)
    if expected is None or not expected.signers or expected.claimed:
        report.findings += check_printed(report.signatures, printed)
    if expected is not None:
        report.findings += check_signers(report.signatures, expected)
        report.findings += _registered(data, reader, report.signatures, expected)


def _empty(fields: dict[str, Any]) -> list[VerdictReason]:
    """Signature fields that nobody has signed, in a document that says who has to."""
    message = _("ô chữ ký «{ten}» còn trống")
    return [
        VerdictReason("XT203", INVALID, message.format(ten=name))
        for name, value in fields.items()
        if value is None
    ]


def _stamp_certificates(signature: EmbeddedPdfSignature) -> list[Any]:
    """The certificates inside the time-stamps of a signature."""
    found = []
    for signed in extract_tst_data_iter(signature.signer_info, signed=False):
        found += [c.chosen for c in signed["certificates"] if c.name == "certificate"]
    return found


async def _ask_all(
    signatures: list[EmbeddedPdfSignature], question: TrustQuestion
) -> list[EngineAnswer]:
    stamps = [s.signed_revision for s in signatures if s.sig_object_type == "/DocTimeStamp"]
    newest = max(stamps, default=-1)
    return [
        await ask(signature, question, long_term=newest > signature.signed_revision)
        for signature in signatures
    ]


def _tail(
    data: bytes,
    reader: PdfFileReader,
    signatures: list[EmbeddedPdfSignature],
    answers: list[EngineAnswer],
) -> list[VerdictReason]:
    """That nothing but proofs of time stands behind the last signature."""
    last, answer = signatures[-1], answers[-1]
    signed = [s.signed_revision for s in signatures if s.sig_object_type != "/DocTimeStamp"]
    if signed and described_anew(reader, signed[-1]):
        return [
            VerdictReason("XT204", INVALID, _("thông tin mô tả tệp bị sửa sau chữ ký cuối cùng"))
        ]
    if ranges.end_of(last) == len(data):
        return []
    newest = reader.xrefs.total_revisions - 1
    if _drawn_anew(reader.root) and not _drawn_anew(
        reader.get_historical_resolver(last.signed_revision).root
    ):
        message = _("ô điền bị đặt cho vẽ lại sau chữ ký cuối cùng")
        return [VerdictReason("XT204", INVALID, message)]
    filled = answer.changes is ModificationLevel.FORM_FILLING and answer.allowed
    if filled and ranges.well_formed_tail(data, ranges.end_of(last)):
        message = _("có điền thêm sau chữ ký cuối cùng, không chữ ký nào phủ")
        return [VerdictReason("XT205", INDETERMINATE, message)]
    if (
        last.signed_revision >= newest
        or answer.changes is not ModificationLevel.LTA_UPDATES
        or not ranges.well_formed_tail(data, ranges.end_of(last))
        or not only_proofs(reader, last.signed_revision)
    ):
        return [VerdictReason("XT205", INVALID, _("có dữ liệu sau chữ ký cuối cùng"))]
    return []


def _drawn_anew(root: Any) -> bool:
    """Whether readers are told to draw fields from their values, with whatever fonts there are."""
    form = root.get("/AcroForm", {})
    form = form.get_object() if hasattr(form, "get_object") else form
    return bool(form.get("/NeedAppearances", False))


def _levels(
    reports: list[SignatureReport], answers: list[EngineAnswer], reader: PdfFileReader
) -> None:
    """The PAdES level of each signature, by what the file holds for it."""
    proofs = "/DSS" in reader.root
    for number, (report, answer) in enumerate(zip(reports, answers, strict=True)):
        if report.role == "timestamp":
            continue
        report.level = "B-T" if answer.stamped else "B-B"
        if answer.stamped and proofs:
            later = any(r.role == "timestamp" for r in reports[number + 1 :])
            report.level = "B-LTA" if later else "B-LT"


def _two_faces(data: bytes, *, neutral: bool) -> list[VerdictReason]:
    """Things that let one signed file look in two ways, or carry another document along."""
    try:
        found = two_faces(data)
        found += [_("tệp đính kèm")] if not neutral and has_attachments(data) else []
    except Exception as fault:
        return [ranges.unread(ranges.why(fault))]
    message = _("tệp chứa thứ có thể làm đổi nội dung khi xem: {gi}")
    return [VerdictReason("XT218", INDETERMINATE, message.format(gi=what)) for what in found]


def _printed_names(data: bytes, reports: list[SignatureReport]) -> list[VerdictReason]:
    """That a leader's certificate carries the name printed under the signature."""
    leaders = [r for r in reports if r.role == "leader"]
    found: list[VerdictReason] = []
    with Pages(data) as pages:
        for number, report in enumerate(leaders, 1):
            at = pages.destination(f"kyten{number}b")
            if at is None:
                continue
            near = [line for line in pages.lines(at[0]) if abs(line.box.y1 - at[2]) < 12]
            names = [line.text for line in near if line.box.x0 - 8 <= at[1] <= line.box.x1 + 8]
            if names and match(report.signer, names) == "other":
                message = _("chứng thư của «{co}», nhưng văn bản in tên «{in_ra}»")
                message = message.format(co=report.signer, in_ra=names[0])
                found.append(VerdictReason("XT211", INDETERMINATE, message))
    return found


def _registered(
    data: bytes, reader: PdfFileReader, reports: list[SignatureReport], expected: ExpectedDocument
) -> list[VerdictReason]:
    """What the register knows: the bytes that were frozen, number, date."""
    found = []
    if expected.prefix is not None:
        length, digest = expected.prefix
        if len(data) < length or hashlib.sha256(data[:length]).hexdigest() != digest.lower():
            found.append(VerdictReason("XT216", INVALID, _("không phải nội dung đã vào sổ")))
    if expected.number is not None and not _has_number(data, reader, expected.number):
        message = _("số trên văn bản khác số đã vào sổ ({so})").format(so=expected.number)
        found.append(VerdictReason("XT216", INVALID, message))
    if expected.date is not None:
        until = expected.signed_until or expected.date
        found += odd_days(reports, expected.date, max(until, expected.date))
        if expected.dated and not _has_date(data, reader, expected.date):
            found.append(
                VerdictReason("XT216", INVALID, _("ngày trên văn bản khác ngày đã vào sổ"))
            )
    return found


def _has_number(data: bytes, reader: PdfFileReader, number: str) -> bool:
    fields = text_fields(reader)
    if NUMBER in fields:
        return str(fields[NUMBER].get("/V", "")) == number
    return re.search(rf"Số:\s*{re.escape(number)}\s*/", _first_page(data)) is not None


def _first_page(data: bytes) -> str:
    with Pages(data) as pages:
        return " ".join(" ".join(line.text for line in pages.lines(0)).split())


def _has_date(data: bytes, reader: PdfFileReader, day: date) -> bool:
    written = text_fields(reader)
    if DATE in written:
        return str(written[DATE].get("/V", "")) == wording.long_date(day)
    return wording.long_date(day) in _first_page(data)

"""The signatures of a document in their order: leaders, number and date, agency, proofs."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import (
    PdfSignatureMetadata,
    PdfSigner,
    PdfTimeStamper,
    TimestampDSSContentSettings,
)

from generator.diagnostics import Diagnostic, Place, error, has_errors
from generator.issuance.fetching import SLOW
from generator.issuance.pdf import form_fields
from generator.issuance.pdf.letters_held import TOLD
from generator.issuance.pdf.place import (
    MM,
    Pages,
    corner_box,
    find_blocks,
    seal_box,
    signature_box,
)
from generator.issuance.pdf.seals import image_style, text_style, text_width
from generator.issuance.pdf.signable import check_document, otherwise_drawn, unreadable
from generator.issuance.verdict.signers import already_signed, leaders_first
from generator.issuance.verdict.tsa import Tsa, TsaError, no_tsa
from generator.locale import _
from generator.read.pdf.held_letters import hold_letters, told_lie
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from pyhanko.sign.signers import Signer
    from pyhanko.stamp import BaseStampStyle

    from generator.issuance.verdict.office import SigningOffice
    from generator.workspace.signing_settings import KySo, Level

Who = Literal["leader", "agency"]
DIGEST = "sha256"
ROOM = 2 * 10_000
"""Hex digits kept for a signature: certificates, a time-stamp with its chain, the signature."""
TOKEN_ROOM = 2 * 10_000
NO_IMAGE = 0.4
"""Height by width of a signature's room where no image is given."""

BROKEN = (PdfError, ValueError, TypeError, KeyError, AttributeError, AssertionError, RuntimeError)
"""What the engines raise on files that are broken in ways they did not expect."""


@dataclass(frozen=True)
class MarkImages:
    """The images of a document's marks, where there are any."""

    signature: Image | None = None
    seal: Image | None = None


def prepare(
    data: bytes, file: str, names: Sequence[str], settings: KySo, marks: MarkImages
) -> tuple[bytes | None, list[Diagnostic]]:
    """The PDF with all fields in their places; bytes already prepared come back as they are.

    `names` are the leaders', as printed. With `danh_so = "khi_phat_hanh"` fields for
    number and date are made too. The given bytes stay the beginning of the result.
    """
    problems = check_document(data, file)
    if problems:
        return None, problems
    try:
        present = form_fields.signature_fields(PdfFileReader(io.BytesIO(data)))
        if form_fields.AGENCY in present:
            return data, []
        if lies := hold_letters(data).lies:
            return None, [otherwise_drawn(file, told_lie(lie)) for lie in lies[:TOLD]]
        # leaders who signed with another tool need no field of ours
        elsewhere = sum(
            signed and form_fields.LEADER not in name for name, signed in present.items()
        )
        with Pages(data) as pages:
            blocks, problems = find_blocks(pages, names, file)
            if has_errors(problems):
                return None, problems
            image = marks.signature
            ratio = image.height / image.width if image else NO_IMAGE
            width = settings.rong_chu_ky_mm * MM
            boxes = [signature_box(block, width, ratio) for block in blocks]
            seal = seal_box(boxes[0], settings.duong_kinh_dau_mm * MM)
            blanks: dict[str, form_fields.Blank] = {}
            if settings.danh_so == "khi_phat_hanh":
                blanks, more = form_fields.find_blanks(pages, file)
                if more:
                    return None, more
        return form_fields.prepare(data, boxes[elsewhere:], seal, blanks, elsewhere), problems
    except BROKEN:
        return None, [unreadable(file)]


def next_field(data: bytes, who: Who, file: str) -> tuple[str, list[Diagnostic]]:
    """The field to sign now, or why it is not this signer's turn."""
    state = form_fields.signature_fields(PdfFileReader(io.BytesIO(data)))
    leaders = [name for name in state if name.startswith(form_fields.LEADER)]
    open_ones = [name for name in leaders if not state[name]]
    if state.get(form_fields.AGENCY):
        return "", [already_signed(file)]
    if who == "leader":
        return (open_ones[0], []) if open_ones else ("", [already_signed(file)])
    if open_ones:
        return "", [leaders_first(file, len(open_ones))]
    return form_fields.AGENCY, []


def sign(
    data: bytes,
    file: str,
    signer: Signer,
    who: Who,
    office: SigningOffice,
    *,
    level: Level,
    image: Image | None = None,
    values: dict[str, str] | None = None,
) -> tuple[bytes | None, list[Diagnostic]]:
    """Sign a prepared PDF as its next leader or as the agency.

    `values` (number, date) are filled in the same update, before the agency's
    signature. At B-T and above the signature gets a time-stamp; if none can be had
    nothing is signed. Errors: not this signer's turn, HT931, KY4xx.
    """
    try:
        name, problems = next_field(data, who, file)
        if problems:
            return None, problems
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        if who == "agency":
            problems = _fill(writer, values or {}, file)
            if problems:
                return None, problems
    except BROKEN:
        return None, [unreadable(file)]
    return _sign_field(writer, name, signer, image_style(image), office, level, file)


def _fill(writer: IncrementalPdfFileWriter, values: dict[str, str], file: str) -> list[Diagnostic]:
    empty = [n for n, f in form_fields.text_fields(writer).items() if not str(f.get("/V", ""))]
    if set(empty) - set(values):
        return [_no_number(file)]
    return form_fields.fill(writer, {n: v for n, v in values.items() if n in empty})


def sign_appendix(
    data: bytes, file: str, signer: Signer, office: SigningOffice, *, symbol: str, level: Level
) -> tuple[bytes | None, list[Diagnostic]]:
    """The agency's signature on an appendix in a file of its own: text only, top right of page 1.

    `symbol` is the document's number and symbol ("05/KH-UBND"). Phụ lục I, mục III.1.d.
    """
    problems = check_document(data, file)
    if problems:
        return None, problems
    if form_fields.signature_fields(PdfFileReader(io.BytesIO(data))):
        return None, [already_signed(file)]
    text = f"{symbol}; {office.clock().astimezone(VIETNAM).isoformat(timespec='seconds')}"
    style, problems = text_style(text)
    if style is None:
        return None, problems
    try:
        with Pages(data) as pages:
            box = corner_box(*pages.size(0), text_width(text) + 2)
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        append_signature_field(writer, SigFieldSpec(form_fields.AGENCY, on_page=0, box=box.rect))
    except BROKEN:
        return None, [unreadable(file)]
    return _sign_field(writer, form_fields.AGENCY, signer, style, office, level, file)


def _sign_field(
    writer: IncrementalPdfFileWriter,
    name: str,
    signer: Signer,
    style: BaseStampStyle,
    office: SigningOffice,
    level: Level,
    file: str,
) -> tuple[bytes | None, list[Diagnostic]]:
    stamper, problems = _stamper(office, level)
    if problems:
        return None, problems
    metadata = PdfSignatureMetadata(name, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES)
    metadata = _keep_lock(metadata)
    tool = PdfSigner(metadata, signer, timestamper=stamper, stamp_style=style)
    out = io.BytesIO()
    work = tool.async_sign_pdf(
        writer,
        existing_fields_only=True,
        bytes_reserved=ROOM,
        output=out,
    )
    try:
        asyncio.run(work)
    except TsaError as fault:
        return None, [fault.diagnostic]
    except SigningError as fault:
        return None, [_failed(file, str(fault))]
    except BROKEN:
        return None, [unreadable(file)]
    return out.getvalue(), []


def _keep_lock(metadata: PdfSignatureMetadata) -> PdfSignatureMetadata:
    """The lock of the field decides: pyHanko would take the laxer default for a wish."""
    from dataclasses import replace

    return replace(metadata, docmdp_permissions=None)  # type: ignore[arg-type]


def _stamper(office: SigningOffice, level: Level) -> tuple[Tsa | None, list[Diagnostic]]:
    if level == "B-B":
        return None, []
    if not office.settings.tsa:
        return None, [no_tsa(level)]
    return Tsa(office), []


def finish(
    data: bytes, file: str, office: SigningOffice, *, level: Level
) -> tuple[bytes | None, list[Diagnostic]]:
    """Add what proves the signatures later: revocation data (B-LT), a last time-stamp (B-LTA).

    Called once, after the last signature: answers older than a signature prove nothing
    about it, and the time-stamp is the end of the file. Lower levels come back as given.
    """
    if level in {"B-B", "B-T"}:
        return data, []
    stamper, problems = _stamper(office, level)
    if stamper is None:
        return None, problems
    try:
        return asyncio.run(_finish(data, office, stamper, last=level == "B-LTA")), []
    except TsaError as fault:
        return None, [fault.diagnostic]
    except _CollectError as fault:
        return None, [_no_evidence(file, str(fault), fault.reasons)]
    except BROKEN:
        return None, [unreadable(file)]


class _CollectError(Exception):
    def __init__(self, reason: str, reasons: list[str]) -> None:
        super().__init__(reason)
        self.reasons = reasons


async def _finish(data: bytes, office: SigningOffice, stamper: Tsa, *, last: bool) -> bytes:
    from pyhanko.sign.validation import DocumentSecurityStore, collect_validation_info
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    fetchers = office.fetchers()
    context = ValidationContext(
        trust_roots=[*office.store.signer_roots, *office.store.tsa_roots],
        other_certs=list(office.store.intermediates),
        allow_fetching=True,
        fetchers=fetchers.get_fetchers(),
        revocation_mode="require",
        time_tolerance=SLOW,
    )
    reader = PdfFileReader(io.BytesIO(data))
    paths = []
    try:
        for signature in reader.embedded_regular_signatures:
            paths += await collect_validation_info(signature, context)
        for stamp in reader.embedded_timestamp_signatures:
            # a file kept for years gets a new time-stamp before the last one's certificate ends
            paths += await collect_validation_info(stamp, context, skip_timestamp=True)
    except (PathError, ValidationError) as fault:
        raise _CollectError(type(fault).__name__, fetchers.unreachable) from fault
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, paths=paths, validation_context=context
    )
    out = io.BytesIO()
    if not last:
        writer.write(out)
        return out.getvalue()
    settings = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
    await PdfTimeStamper(stamper, field_name=_stamp_name(reader)).async_timestamp_pdf(
        writer, DIGEST, None, bytes_reserved=TOKEN_ROOM, output=out, dss_settings=settings
    )
    return out.getvalue()


def _stamp_name(reader: PdfFileReader) -> str:
    count = len(reader.embedded_timestamp_signatures)
    return f"{form_fields.STAMP}{count + 1}" if count else form_fields.STAMP


def _no_number(file: str) -> Diagnostic:
    return error(
        "KY310",
        _("Chưa có số hoặc ngày ban hành để điền trước khi cơ quan ký"),
        Place(file, _("số, ngày")),
        _("Thêm --number SỐ --date NĂM-THÁNG-NGÀY; kehoach issue lấy số từ sổ đăng ký."),
    )


def _failed(file: str, reason: str) -> Diagnostic:
    return error(
        "KY318",
        _("Không ký được: {ly_do}").format(ly_do=reason),
        Place(file, _("chữ ký")),
    )


def _no_evidence(file: str, reason: str, unreachable: list[str]) -> Diagnostic:
    told = "; ".join(dict.fromkeys(unreachable)) or reason
    return error(
        "HT933" if unreachable else "KY319",
        _("Chưa gom được bằng chứng thu hồi của các chữ ký ({ly_do})").format(ly_do=told),
        Place(file, _("chữ ký")),
        _("Các chữ ký vẫn nguyên; chạy kehoach sign … --finish khi có mạng."),
    )

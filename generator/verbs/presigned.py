"""A PDF that leaders signed before there was a number: found, and seen to be of this very plan."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.workspace.bases import fingerprint

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from generator.workspace.workspace import Workspace


def _fields(data: bytes, mark: str) -> tuple[dict[str, bool], dict[str, Any], bool] | None:
    """Fields of signatures and of text, and whether the pages bear a mark; None: broken."""
    from generator.issuance.pdf import form_fields
    from generator.issuance.pdf.place import Pages

    try:
        from pyhanko.pdf_utils.reader import PdfFileReader

        reader = PdfFileReader(io.BytesIO(data))
        state, waiting = form_fields.signature_fields(reader), form_fields.text_fields(reader)
        with Pages(data) as pages:
            # LibreOffice writes "_" into the name of a destination as its hexadecimal code
            return state, waiting, pages.destination(mark.replace("_", "5F")) is not None
    except Exception:
        # broken files come up as errors of many kinds
        return None


def signed_before(
    workspace: Workspace, plan: Path, pdf: Path, now: datetime
) -> tuple[bytes | None, list[Diagnostic]]:
    """The signed PDF of a plan that is to be issued `now`. Raises OSError.

    All leaders have signed, the agency has not; number and date stand empty; it was made
    from the text that the plan has today. Codes SO112 - SO114.
    """
    from generator.document.anchors import of_plan
    from generator.issuance.pdf import form_fields, signable
    from generator.issuance.pdf.verify_pdf import verify_pdf
    from generator.issuance.verdict.means import VerdictMeans
    from generator.issuance.verdict.result import Verdict
    from generator.issuance.verdict.trust_list import load_trust
    from generator.plan.toml import load_plan

    where = Place(workspace.shown(pdf), "PDF")
    if not pdf.is_file():
        return None, [_not_signed(where)]
    data, problems = signable.read_pdf(pdf)
    loaded, _found = load_plan(plan)
    if data is None or loaded is None:
        return None, problems
    fields = _fields(data, of_plan(loaded.plan.van_ban.ma, fingerprint(loaded.source.text)))
    if fields is None:
        return None, [_unfit(where, _("tệp hỏng, không đọc được"))]
    state, waiting, same = fields
    leaders = [name for name in state if name != form_fields.AGENCY]
    if not leaders or not all(state[name] for name in leaders) or state.get(form_fields.AGENCY):
        return None, [_not_signed(where)]
    if not waiting or any(str(f.get("/V", "")) for f in waiting.values()):
        return None, [_unfit(where, _("không có ô số, ngày để trống"))]
    if not same:
        return None, [_other_text(where)]
    store, _found = load_trust(workspace.trust_file)
    report = verify_pdf(data, str(pdf), VerdictMeans(store, None, now))
    against = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    wrong = [f for f in against if f.verdict is Verdict.INVALID and f.code != "XT203"]
    if wrong:
        return None, [_unfit(where, f"{wrong[0].code} {wrong[0].message}")]
    return data, []


def _not_signed(where: Place) -> Diagnostic:
    return error(
        "SO112",
        _("Lãnh đạo chưa ký đủ PDF của kế hoạch này"),
        where,
        _("Ký trước: kehoach render TỆP --pdf, rồi kehoach sign TỆP --as leader --key …"),
        _('Hoặc lấy số trước khi ký: danh_so = "truoc_khi_ky" trong [ky_so].'),
    )


def _unfit(where: Place, reason: str) -> Diagnostic:
    return error(
        "SO113",
        _("PDF lãnh đạo đã ký không dùng được: {ly_do}").format(ly_do=reason),
        where,
        _("Nêu đúng tệp .da-ky.pdf mà lãnh đạo đã ký, hoặc sinh lại PDF và trình ký lại."),
    )


def _other_text(where: Place) -> Diagnostic:
    return error(
        "SO114",
        _("PDF lãnh đạo đã ký không phải của bản kế hoạch hiện nay"),
        where,
        _("Kế hoạch đã bị sửa sau khi ký: sinh lại PDF và trình ký lại."),
    )

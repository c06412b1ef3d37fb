"""A report of verification in words: what Circular 15/2025 (Art. 6) asks to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.issuance.verdict.result import Verdict
from generator.locale import _
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from datetime import datetime

    from generator.issuance.verdict.result import SignatureReport


def verdict_word(verdict: Verdict) -> str:
    """HỢP LỆ and its opposites."""
    return {
        Verdict.VALID: _("HỢP LỆ"),
        Verdict.INDETERMINATE: _("CHƯA KẾT LUẬN ĐƯỢC"),
        Verdict.INVALID: _("KHÔNG HỢP LỆ"),
    }[verdict]


def signature_name(report: SignatureReport) -> str:
    """Whose signature it is, and its level."""
    what = {
        "leader": _("Chữ ký của lãnh đạo"),
        "agency": _("Chữ ký của cơ quan"),
        "timestamp": _("Dấu thời gian của tệp"),
    }.get(report.role, _("Chữ ký"))
    return what + (f" ({report.level})" if report.level else "")


def signature_rows(report: SignatureReport) -> list[tuple[str, str]]:
    """Name and value of all there is to tell of one signature."""
    scope = {"gov": _("chuyên dùng công vụ"), "public": _("công cộng"), "tsa": _("dấu thời gian")}
    root = ", ".join(scope[s] for s in report.scope if s in scope)
    rows = [
        (_("Người ký"), report.signer),
        (_("Cơ quan quản lý"), report.unit),
        (_("Nơi cấp chứng thư"), report.issuer + (f" ({root})" if root else "")),
        (_("Thời gian ký"), _time(report)),
        (_("Tính toàn vẹn"), _("nguyên vẹn") if report.intact else _("đã bị thay đổi")),
        (_("Sau khi ký"), _changes(report)),
        (_("Chứng thư khi ký"), _at_signing(report)),
        (_("Thu hồi"), _revocation(report)),
    ]
    return [(name, value) for name, value in rows if value]


def _time(report: SignatureReport) -> str:
    if report.stamped_time:
        return _("{luc} (theo dấu thời gian)").format(luc=_shown(report.stamped_time))
    if report.claimed_time:
        return _("{luc} (theo máy người ký, không có dấu thời gian tin cậy)").format(
            luc=_shown(report.claimed_time)
        )
    return _("không ghi")


def _changes(report: SignatureReport) -> str:
    return {
        "none": _("không có gì thêm"),
        "proofs": _("chỉ thêm bằng chứng thời gian"),
        "filled": _("đã thêm: {ten}").format(ten=", ".join(map(_field, report.changed_fields))),
    }.get(report.changes, _("có thay đổi không được phép"))


def _field(name: str) -> str:
    """A field of ours in plain words."""
    known = {
        "SoVanBan": _("số văn bản"),
        "NgayVanBan": _("ngày ban hành"),
        "ChuKyCoQuan": _("chữ ký của cơ quan"),
    }
    if name.startswith("ChuKyLanhDao"):
        return _("chữ ký của lãnh đạo khác")
    return known.get(name, name)


def _at_signing(report: SignatureReport) -> str:
    span = ""
    if report.certificate_from and report.certificate_to:
        span = f" ({report.certificate_from:%d/%m/%Y} – {report.certificate_to:%d/%m/%Y})"
    words = {True: _("có hiệu lực"), False: _("không có hiệu lực"), None: _("chưa rõ")}
    return words[report.valid_at_signing] + span


def _revocation(report: SignatureReport) -> str:
    if report.revocation == "revoked" and report.revoked_at:
        return _("đã thu hồi từ {luc}").format(luc=_shown(report.revoked_at))
    return {"good": _("không bị thu hồi khi ký")}.get(report.revocation, _("chưa kiểm tra được"))


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S %z}"

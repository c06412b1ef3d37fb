"""What keeps a plan that is right from being issued, and its entry in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Severity, error
from generator.issuance.register.entered import Entry
from generator.locale import _
from generator.plan.attaching import issues_with
from generator.plan.families import attached, numberless, symbol
from generator.plan.gaps import NUMBERLESS
from generator.plan.model import walk
from generator.plan.papers import paper_mistakes
from generator.plan.wording import plain, type_name
from generator.workspace.reading import load

if TYPE_CHECKING:
    from datetime import date

    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.workspace import Workspace


def ready(loaded: Loaded, number: int | None = None, day: date | None = None) -> list[Diagnostic]:
    """What keeps a plan that is right from being issued: blanks, marks, another number.

    `number` and `day` are those that the clerk asks for, if any.
    """
    plan, source = loaded.plan, loaded.source
    found = []
    if plan.phat_hanh is not None:
        message = _("Kế hoạch đã phát hành ({so})").format(so=plan.phat_hanh.so_dang_ky)
        hint = _("Sửa nội dung: kehoach register amend; bỏ văn bản: kehoach register recall.")
        found.append(error("SO204", message, source.span(("phat_hanh",)), hint))
    head = plan.van_ban
    if head.so is not None and head.so != number and plan.phat_hanh is None:
        message = _("Kế hoạch đã ghi số {so}; số do sổ đăng ký cấp").format(so=head.so)
        hint = _("Xóa dòng so =, hoặc --number {so} nếu số ấy được giữ trong sổ.").format(
            so=head.so
        )
        found.append(error("SO103", message, source.span(("van_ban", "so")), hint))
    if day and head.ngay and head.ngay != day:
        message = _("Ngày trong kế hoạch ({co}) khác --date {muon}").format(
            co=head.ngay.isoformat(), muon=day.isoformat()
        )
        found.append(error("SO104", message, source.span(("van_ban", "ngay"))))
    if attached(plan):
        message = _("Văn bản ban hành kèm theo quyết định không có số, chữ ký riêng")
        hint = _("Phát hành quyết định ban hành; hoặc bỏ kem_theo nếu ban hành riêng.")
        found.append(error("SO115", message, source.span(("van_ban", "kem_theo")), hint))
    if numberless(head):
        message = _("Văn bản này không lấy số nên không vào sổ đăng ký")
        hints = [_("Bỏ khong_so nếu văn bản lấy số.")] if head.khong_so else []
        where = "khong_so" if head.khong_so else "loai"
        found.append(error("SO115", message, source.span(("van_ban", where)), *hints))
    return found + _blanks(loaded)


def attachment(workspace: Workspace, decision: Loaded) -> tuple[Loaded | None, list[Diagnostic]]:
    """The plan that a decision issues, and what keeps it from being issued with it.

    None of a paper that issues none. What the two disagree about stops the issue here, where of
    a draft it is only told: after it neither can be mended.
    """
    plan = issues_with(decision.plan, workspace.plan_of)
    if plan is None:
        return None, []
    path = workspace.plan_index[plan.van_ban.ma][0]
    loaded, problems = load(workspace, path)
    apart = [
        d._replace(severity=Severity.ERROR)
        for d in paper_mistakes(decision, workspace.plan_of)
        if d.code in _BETWEEN
    ]
    if loaded is None:
        return None, [*problems, *apart]
    return loaded, [*stopping(problems), *_blanks(loaded), *apart]


_BETWEEN = frozenset({"KH427", "KH428"})
_STOPPING = frozenset({NUMBERLESS, "KH437", "KH438", "KH454", "KH455"})


def stopping(problems: list[Diagnostic]) -> list[Diagnostic]:
    """What was found in the plan, as it counts at its issue.

    A cited document without number or date stops it, and a text that is none of its type: a
    decision without bases or articles, a letter to nobody; annexes that are not there, places
    left to be filled in. Marks of the clerk (KH411) are left
    out: `ready` tells each of them as what stops the issue.
    """
    return [
        d._replace(severity=Severity.ERROR) if d.code in _STOPPING else d
        for d in problems
        if d.code != "KH411"
    ]


def _blanks(loaded: Loaded) -> list[Diagnostic]:
    plan, source = loaded.plan, loaded.source
    found = []
    if not plan.nguoi_ky and not attached(plan):
        found.append(error("SO105", _("Kế hoạch chưa có người ký"), source.span(("van_ban",))))
    for i, signer in enumerate(plan.nguoi_ky):
        if not signer.ho_ten and not attached(plan):
            message = _("Chưa điền họ và tên người ký ({chuc_vu})").format(chuc_vu=signer.chuc_vu)
            found.append(error("SO105", message, source.span(("nguoi_ky", i))))
    marks = [(("van_ban",), plan.van_ban), *walk(plan)]
    for loc, node in marks:
        if node.can_xem:
            message = _("Còn chỗ phải xem lại trước khi phát hành: {dieu}").format(
                dieu=node.can_xem
            )
            hint = _("Sửa nếu cần, rồi xóa dòng can_xem.")
            found.append(error("SO106", message, source.span((*loc, "can_xem")), hint))
        if getattr(node, "minh_hoa", False):
            message = _("Nội dung minh họa, không phải văn bản gốc: không phát hành")
            hint = _("Thay bằng nội dung thật rồi xóa dòng minh_hoa.")
            found.append(error("SO107", message, source.span((*loc, "minh_hoa")), hint))
    return found


def entry_for(plan: KeHoach, workspace: Workspace, day: date) -> Entry:
    """The register's entry of a plan, with names as they were on that day."""
    head = plan.van_ban
    agency = workspace.registry.get(head.co_quan, day)
    signer = plan.nguoi_ky[0] if plan.nguoi_ky else None
    return Entry(
        ma=head.ma,
        loai=head.loai,
        ky_hieu=symbol(head, agency),
        ten_loai=type_name(head.loai) or head.loai,
        trich_yeu=plain(head.trich_yeu),
        co_quan=head.co_quan,
        ten_co_quan=agency.ten if agency else head.co_quan,
        ngay=day,
        quyen_han="; ".join(signer.capacity()) if signer else "",
        chuc_vu=signer.chuc_vu if signer else "",
        nguoi_ky="; ".join(s.ho_ten for s in plan.nguoi_ky if s.ho_ten),
        thay_cho=head.thay_the or "",
        sua_doi=head.sua_doi or "",
        noi_nhan=tuple(plain(line.noi_dung) for line in plan.noi_nhan),
        don_vi_luu=head.luu or "",
        ma_dinh_danh=(agency.ma or "") if agency else "",
    )

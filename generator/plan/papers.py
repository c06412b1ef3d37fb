"""Where a paper around a plan says something else than the plan it goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, error, warning
from generator.locale import _
from generator.plan.attaching import content_digest, decision_of, differs
from generator.plan.families import DECISION
from generator.plan.wording import plain
from generator.text.normal import fold

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.plan.citations import PlanOf
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded


def paper_mistakes(loaded: Loaded, plan_of: PlanOf) -> list[Diagnostic]:
    """What a paper and the plan it names with `ban_hanh` disagree about.

    The title of the plan stands in the paper's subject as it is; a decision and the plan
    attached to it are of one agency, the plan has no number of its own and names the decision.
    """
    head = loaded.plan.van_ban
    plan = plan_of(head.ban_hanh or "")
    if plan is None:
        message = _("Không tìm thấy kế hoạch “{ma}” mà văn bản này ban hành, trình, gửi")
        return [error("KH426", message.format(ma=head.ban_hanh), _at(loaded, "ban_hanh"))]
    found = []
    subject = plain(plan.van_ban.trich_yeu)
    if fold(subject) not in fold(plain(head.trich_yeu)):
        message = _("Trích yếu không nêu đúng tên kế hoạch “{ten}”").format(ten=subject)
        hint = _("Sửa một trong hai nơi cho khớp")
        found.append(warning("KH427", message, _at(loaded, "trich_yeu"), hint))
    if head.loai == DECISION:
        found += _issues(loaded, plan.van_ban.co_quan, plan.van_ban.so, plan.van_ban.kem_theo)
    return found + _changed(loaded, loaded.plan, plan, "dinh_kem")


def attached_mistakes(loaded: Loaded, plan_of: PlanOf) -> list[Diagnostic]:
    """Whether a plan that was issued with a decision still says what was issued then."""
    decision = decision_of(loaded.plan, plan_of)
    if decision is None or decision.phat_hanh is None:
        return []
    return _changed(loaded, decision, loaded.plan, "van_ban")


def _changed(loaded: Loaded, decision: KeHoach, plan: KeHoach, at: str) -> list[Diagnostic]:
    """KH428: of a draft a person looks at both again; what was issued does not change any more."""
    if not differs(decision, plan):
        return []
    span = loaded.source.span((at,))
    if decision.phat_hanh is not None:
        message = _("Kế hoạch “{ma}” đã đổi sau khi ban hành kèm theo quyết định “{qd}”").format(
            ma=plan.van_ban.ma, qd=decision.van_ban.ma
        )
        hint = _("Lấy lại bản trong hồ sơ phát hành; nội dung mới thì ban hành bằng quyết định sửa")
        return [error("KH428", message, span, hint)]
    message = _("Kế hoạch “{ma}” đã đổi từ khi soạn quyết định này").format(ma=plan.van_ban.ma)
    hint = _('Xem lại cả hai; đúng ý thì ghi ở [dinh_kem]: ma_bam = "{moi}"')
    return [warning("KH428", message, span, hint.format(moi=content_digest(plan)))]


def _issues(
    loaded: Loaded, agency: str, number: int | None, reference: str | None
) -> list[Diagnostic]:
    head = loaded.plan.van_ban
    found = []
    if agency != head.co_quan:
        message = _("Quyết định của {mot}, kế hoạch kèm theo của {hai}")
        message = message.format(mot=head.co_quan, hai=agency)
        found.append(warning("KH427", message, _at(loaded, "co_quan")))
    if number is not None:
        message = _("Kế hoạch kèm theo quyết định lại có số riêng ({so})").format(so=number)
        found.append(warning("KH427", message, _at(loaded, "ban_hanh")))
    elif f"{{{head.ma}" not in (reference or ""):
        message = _("Dòng (Kèm theo …) của kế hoạch không dẫn quyết định này")
        hint = _('Ghi ở kế hoạch: kem_theo = "(Kèm theo {{{ma}:ngay}})"').format(ma=head.ma)
        found.append(warning("KH427", message, _at(loaded, "ban_hanh"), hint))
    return found


def _at(loaded: Loaded, key: str) -> Span:
    return loaded.source.span(("van_ban", key))

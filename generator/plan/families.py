"""How a type of document is laid out: which sample of Decree 30, Annex III, it follows.

A plan, a report, a submission, a notice, a programme share sample 1.4; a decision
(1.2, 1.3), an official letter (1.5), an invitation (1.7) and minutes (1.9) have their own.
A slip has the form that the office gives it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from generator.plan.wording import BLANK

if TYPE_CHECKING:
    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach, VanBan

Family = Literal["ke-hoach", "cong-van", "quyet-dinh", "bien-ban", "giay-moi", "phieu-trinh"]
FAMILIES: tuple[Family, ...] = get_args(Family)
LETTER = "Công văn"
"""`loai` of an official letter, which has no abbreviation (Decree 30, Annex III.I)."""
DECISION, SUBMISSION = "QĐ", "TTr"
SLIP = "Phiếu trình"
"""`loai` of the slip that carries a file to those who decide: an office's own form, which has
no abbreviation, no number and no place in the register."""
_OWN: dict[str, Family] = {
    LETTER: "cong-van",
    DECISION: "quyet-dinh",
    "BB": "bien-ban",
    "GM": "giay-moi",
    SLIP: "phieu-trinh",
}
_YEAR = re.compile(r"(?:19|20)\d\d/")


def family(kind: str) -> Family:
    """The layout of a type of document, named as its template is."""
    return _OWN.get(kind, "ke-hoach")


def symbol(head: VanBan, agency: Agency | None) -> str:
    """What stands behind the number (Decree 30, Annex I.II.3): KH-UBND, or UBND-KT of a letter.

    A letter's symbol has no type but the unit that drafted it, where one is named.
    """
    if head.ky_hieu:
        return head.ky_hieu
    own = (agency.ky_hieu if agency else "") or BLANK
    if family(head.loai) == "cong-van":
        return f"{own}-{head.don_vi_soan}" if head.don_vi_soan else own
    return f"{head.loai}-{own}"


def prints_date(kind: str) -> bool:
    """Whether a document of a type prints place and day: minutes do not (sample 1.9)."""
    return family(kind) != "bien-ban"


def numberless(head: VanBan) -> bool:
    """Whether it takes no number by its nature: a slip, minutes that want none."""
    return head.khong_so or head.loai == SLIP


def attached(plan: KeHoach) -> bool:
    """Whether the text is issued with a decision, so that only the decision has a number.

    Sample 1.3: number, place, date, recipients and signature are the decision's. A text
    that has a number all the same was issued by itself.
    """
    return bool(plan.van_ban.kem_theo) and plan.van_ban.so is None


def is_legal(head: VanBan) -> bool:
    """Whether it is a legal document: its number has a year, as in 12/2026/QĐ-UBND.

    Those are laid out by Decree 78/2025/NĐ-CP (amended by 187/2025/NĐ-CP), not by Decree 30.
    """
    return head.ky_hieu is not None and _YEAR.match(head.ky_hieu) is not None


def lacks(plan: KeHoach) -> list[tuple[str, str]]:
    """What makes a text one of its type and is missing: code, and the key it belongs to.

    A decision rests on its legal bases and rules by articles (Decree 30, samples 1.2, 1.3); a
    submission and an official letter are addressed (samples 1.4, 1.5).
    """
    kind = plan.van_ban.loai
    found = []
    if kind == DECISION:
        based = plan.can_cu or any(_is_basis(p.vai_tro, p.noi_dung) for p in plan.mo_dau)
        if not based:
            found.append(("KH437", "can_cu"))
        if not any(m.kieu == "dieu" for m in plan.muc):
            found.append(("KH437", "muc"))
    elif kind in (SUBMISSION, LETTER) and not plan.kinh_gui:
        found.append(("KH438", "kinh_gui"))
    return found


def _is_basis(role: str | None, text: str) -> bool:
    return role == "can_cu" or text.startswith("Căn cứ")

"""A plan issued with a decision: which decision that is, and whether the plan is still the same.

A decision keeps in `[dinh_kem]` the digest of the words it issues: written when the decision is
drafted, at the latest when it gets its number. Plan and decision are two files, and either can be
changed without the other.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from generator.plan.families import DECISION
from generator.plan.made import DinhKem

if TYPE_CHECKING:
    from generator.plan.citations import PlanOf
    from generator.plan.model import KeHoach

_CITED = re.compile(r"\{([a-z0-9-]+)")
_NOT_THE_TEXT = frozenset(
    {
        # marks of commands and of the clerk, which no reader sees
        "can_xem", "nguon", "xung_dot", "bao_ve", "ap_dung", "minh_hoa", "dan_xuat", "phat_hanh",
        "dinh_kem", "giao_viec", "khong_thuc_hien", "tieu_chi", "tu_doan",
        # what is the decision's where the plan is attached (Decree 30, Annex III, sample 1.3)
        "so", "ngay", "ngay_xet", "ky_hieu", "dia_danh", "kem_theo", "ban_hanh", "noi_nhan",
        "nguoi_ky", "luu", "do_khan",
    }
)  # fmt: skip


def content_digest(plan: KeHoach) -> str:
    """Of the words that a decision issues: 16 hexadecimal digits of a SHA-256.

    Comments and layout of the file, marks of commands, and what is printed on the decision alone
    do not count.
    """
    words = _text(msgspec.to_builtins(plan))
    return sha256(msgspec.json.encode(words, order="sorted")).hexdigest()[:16]


def _text(value: Any) -> Any:
    """The value without keys that are no text, and without what is empty."""
    if isinstance(value, dict):
        kept = {k: _text(v) for k, v in value.items() if k not in _NOT_THE_TEXT}
        return {k: v for k, v in kept.items() if v not in (None, "", [], {}, False)}
    return [_text(one) for one in value] if isinstance(value, list) else value


def attachment_of(plan: KeHoach) -> DinhKem:
    """What a decision keeps of the plan it issues."""
    return DinhKem(ke_hoach=plan.van_ban.ma, ma_bam=content_digest(plan))


def issues_with(paper: KeHoach, plan_of: PlanOf) -> KeHoach | None:
    """The plan that a decision issues with itself; None of any other paper.

    One with a number of its own was issued by itself, and the decision only speaks of it.
    """
    head = paper.van_ban
    plan = plan_of(head.ban_hanh) if head.loai == DECISION and head.ban_hanh else None
    return plan if plan is not None and plan.van_ban.so is None else None


def decision_of(plan: KeHoach, plan_of: PlanOf) -> KeHoach | None:
    """The decision that a plan names in its line (Kèm theo …); None where it is not at hand."""
    for ma in _CITED.findall(plan.van_ban.kem_theo or ""):
        found = plan_of(ma) if ma != plan.van_ban.ma else None
        if found is not None and found.van_ban.ban_hanh == plan.van_ban.ma:
            return found
    return None


def differs(decision: KeHoach, plan: KeHoach) -> bool:
    """Whether a plan is no longer what the decision keeps of it."""
    kept = decision.dinh_kem
    return (
        kept is not None
        and kept.ke_hoach == plan.van_ban.ma
        and kept.ma_bam != content_digest(plan)
    )

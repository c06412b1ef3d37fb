"""A point that stayed alone of several: an a) without a b) is no order of points."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program

_COUNTED = ("chu", "so")
"""Marks that say which of several a point is."""


def mark_lone_points(program: Program) -> None:
    """Give a point that is left alone a stroke; where the plan above had one alone, it stays so."""
    for draft in program.order:
        if draft.kind == "khoan" and draft.dropped is None and _left_alone(draft):
            draft.changed["kieu_diem"] = "gach"


def _left_alone(item: NodeDraft) -> bool:
    style = item.changed.get("kieu_diem", item.above.kieu_diem)
    left = [one for one in item.below.get("diem", []) if one.dropped is None]
    return style in _COUNTED and len(left) == 1 and len(item.above.diem) != 1

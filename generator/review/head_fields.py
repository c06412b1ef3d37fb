"""Fields of the head that a plan may leave to the program: what is printed where it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.plan.agencies import place_line
from generator.plan.families import symbol

if TYPE_CHECKING:
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach
    from generator.review.changes import Change, PlanDifference

INHERITED = ("ky_hieu", "dia_danh")
"""Blank: the symbol follows from kind and agency, the place from the registry."""


def printed_head(plan: KeHoach, field: str, registry: Registry) -> str:
    """What a plan prints of an inherited field, whether it says it or not."""
    head = plan.van_ban
    agency = registry.get(head.co_quan, plan.day())
    if field == "dia_danh":
        return place_line(head.dia_danh, agency)
    return symbol(head, agency) if agency is not None else head.ky_hieu or ""


def without_inherited(difference: PlanDifference, registry: Registry) -> PlanDifference:
    """The difference without head fields that one plan writes down and the other inherits."""
    told = tuple(c for c in difference.changes if not _inherits(c, difference, registry))
    return difference._replace(changes=told)


def _inherits(change: Change, difference: PlanDifference, registry: Registry) -> bool:
    if change.type != "van_ban" or change.field not in INHERITED:
        return False
    sides = (difference.old.side.plan, difference.new.side.plan)
    old, new = (printed_head(plan, change.field, registry) for plan in sides)
    return old == new

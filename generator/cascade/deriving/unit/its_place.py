"""What a unit has where it is: its own bodies, the kinds of units below it, its Party committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import key_of
from generator.places.country import country_of
from generator.plan.bodies import TWO_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.plan.agencies import Agency, Registry

_PROVINCES = "tinh"
_IN_ORDER = ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "đặc khu")
"""Kinds of units below a province, in the order in which a paper names them."""
_COMMITTEES = ("UBND các xã", "UBND xã", "UBND các phường", "UBND các huyện")
_BELOW = (*map(key_of, _COMMITTEES), "cấp xã", "cấp huyện")
"""By what a plan names the committees below a province."""


def bodies_of(
    agency: Agency, at_level: Iterable[Agency], registry: Registry, day: date | None
) -> dict[str, Agency]:
    """Role → body at the level of an agency: its own, or the one all units have.

    A department has its own alone: those beside it are the committee's.
    """
    bodies: dict[str, Agency] = {}
    for body in at_level:
        role = body.vai_tro or ""
        if body.truc_thuoc == agency.id:
            bodies[role] = body
            continue
        if agency.vai_tro != "ubnd":
            continue
        above = body.truc_thuoc and registry.get(body.truc_thuoc, day)
        if not above or above.vai_tro != "ubnd":
            bodies.setdefault(role, body)
    return dict(sorted(bodies.items()))


def names_of_province(agency: Agency, day: date | None, said: Sequence[str] = ()) -> dict[str, str]:
    """What only a place tells of a province: the kinds of its units, its Party committee.

    {"don_vi_duoi": "xã, phường, đặc khu", "cap_uy": "Thành ủy"}; before July 2025 its units are
    districts. "va_duoi" names them where the plan above (`said`: the keys of its words) has them
    do something; it is empty for other levels.
    """
    if agency.vai_tro != "ubnd" or agency.cap != _PROVINCES:
        return {"va_duoi": ""}
    country, day = country_of(), day or TWO_LEVELS
    area = next((one for one in country.find(agency.don_vi, day) if not one.superior), None)
    if area is None:
        return {"va_duoi": ""}
    kinds = {one.kind for one in country.below(area, day)}
    below = ", ".join(kind for kind in _IN_ORDER if kind in kinds)
    told = any(one in words for words in said for one in _BELOW)
    return {
        "don_vi_duoi": below,
        "cap_uy": "Thành ủy" if area.kind == "thành phố" else "Tỉnh ủy",
        "va_duoi": f", UBND các {below}" if told and below else "",
    }

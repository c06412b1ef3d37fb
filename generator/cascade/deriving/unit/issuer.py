"""Who issued the plan above, and who carries it out: by the registry, or by grammar.

An imported plan may come from a ministry, a chairman, a Party committee or a department that
no registry lists; its level and place are in its name all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import KeHoach

_CAPS = {"trung-uong": 0, "tinh": 1, "huyen": 2, "xa": 3}


def issuer_of(plan: KeHoach, registry: Registry, day: date | None, *, read: bool) -> Agency | None:
    """The issuer, with a level that the registry knows; None where nobody can tell it.

    `read` lets its name say what the registry does not.
    """
    found = registry.get(plan.van_ban.co_quan, day)
    if found is None or not read:
        return found
    if found.cap and registry.level(found.cap).bac < len(_CAPS):
        return found
    named = bodies(found.ten)
    body = named[0] if named else None
    level = _CAPS.get(body.level or "") if body is not None else None
    if level is None and body is not None and body.kind in ("so", "van-phong", "dang", "ban"):
        level = 1
    if level is None and body is not None and body.kind in ("bo", "trung-uong", "cuc-vu"):
        level = 0
    if level is None:
        return found if found.cap in registry.levels(day) else None
    cap = next((c for c in registry.levels(day) if registry.level(c).bac == level), None)
    cap = cap or next((c for c in registry.levels() if registry.level(c).bac == level), None)
    if cap is None:
        return None
    unit = found.don_vi or (body.place if body is not None else "")
    return replace(found, cap=cap, don_vi=unit or _unit(found, registry, level, day))


def _unit(found: Agency, registry: Registry, level: int, day: date | None) -> str:
    """The unit of an issuer whose name does not tell it: that of the one unit of its level."""
    said = key_of(" ".join([found.ten, found.dia_danh or ""]))

    def unit(a: Agency) -> Iterator[tuple[int, str, str]]:
        if a.vai_tro == "ubnd" and a.gom is None and a.cap:
            yield registry.level(a.cap).bac, a.don_vi, key_of(a.don_vi.split(" ", 1)[-1])

    every = registry.gathered("units of committees", day, unit)
    units = [(name, key) for rank, name, key in every if rank == level]
    near = [name for name, key in units if key in said]
    return near[0] if len(near) == 1 else units[0][0] if len(units) == 1 else ""


def is_superior(above: Agency, agency: Agency, registry: Registry, day: date | None) -> bool:
    """Whether a unit carries out the plans of an agency of a level above it.

    Its superior, whoever speaks for that superior's unit (chairman, department, Party
    committee), a ministry; never across a level that has an authority of its own.
    """
    upper, own = registry.level(above.cap).bac, registry.level(agency.cap).bac
    if upper == 0:
        return own <= 1
    superior = registry.get(agency.truc_thuoc, day) if agency.truc_thuoc else None
    if upper == own and _is_party(above) and agency.vai_tro == "ubnd":
        return not above.don_vi or key_of(above.don_vi) == key_of(agency.don_vi)
    if superior is None:
        return False
    if superior.id == above.id:
        return True
    same_level = bool(superior.cap) and registry.level(superior.cap).bac == upper
    if not same_level or agency.id == above.id:
        return False
    if above.vai_tro == "ubnd" and above.gom is None:
        return bool(above.don_vi) and key_of(above.don_vi) == key_of(superior.don_vi)
    unit = above.don_vi
    return (
        not unit
        or key_of(unit) == key_of(superior.don_vi)
        or (key_of(unit.split(" ", 1)[-1]) in key_of(superior.don_vi))
    )


def _is_party(agency: Agency) -> bool:
    """Whether an issuer is a committee of the Party: what it resolves its own UBND carries out."""
    named = bodies(agency.ten)
    return agency.loai == "dang" or bool(named and named[0].kind == "dang")

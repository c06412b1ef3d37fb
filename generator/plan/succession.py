"""What became of a unit whose body issued a document, told in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import _
from generator.places.country import country_of
from generator.plan.wording import short_date

if TYPE_CHECKING:
    from datetime import date

    from generator.places.country import Area, Successors
    from generator.plan.agencies import Agency, Registry

SHOWN = 8
"""Successors that are named; a district may have become more."""


def successors_of(agency: Agency, day: date) -> tuple[Area, Successors] | None:
    """The unit of a body that had ended by a day, and what it became; None if it had not.

    The unit is known by its code in the body's time, or else by its name.
    """
    if agency.den is None or agency.den >= day or not agency.don_vi or agency.gom is not None:
        return None
    country = country_of()
    area = country.by_code(agency.ma, agency.den) if agency.ma else None
    if area is None:
        found = country.find(agency.don_vi, agency.den)
        area = found[0] if len(found) == 1 else None
    return None if area is None else (area, country.successors(area, day))


def succession(agency: Agency, day: date) -> str | None:
    """Such as "thành phố Lạng Sơn chia về phường Kỳ Lừa, … (tỉnh Lạng Sơn) từ 01/7/2025"."""
    known = successors_of(agency, day)
    return told(*known, day) if known is not None else None


def succession_of(registry: Registry, id_: str, day: date | None) -> list[str]:
    """The same for an id that names nobody on a day: one sentence, or none."""
    if day is None:
        return []
    periods = [agency for agency in registry.expired(id_) if agency.den and agency.den < day]
    sentence = succession(periods[-1], day) if periods else None
    return [] if sentence is None else [sentence]


def told(area: Area, after: Successors, day: date) -> str | None:
    """What became of a unit, as a sentence; None where nothing did."""
    if not after.areas or after.since is None:
        return None
    names = ", ".join(one.full for one in after.areas[:SHOWN])
    if len(after.areas) > SHOWN:
        names += ", …"
    pattern = (
        _("{cu} chia về {moi} ({tinh}) từ {ngay}")
        if after.divided
        else _("{cu} thành {moi} ({tinh}) từ {ngay}")
    )
    if after.areas[0].level == 1:
        pattern = _("{cu} thành {moi} từ {ngay}")
    return pattern.format(
        cu=area.full,
        moi=names,
        tinh=country_of().province(after.areas[0], day).full,
        ngay=short_date(after.since),
    )

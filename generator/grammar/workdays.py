"""Working days of public offices, by a dated calendar of holidays (ngay-nghi.toml)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from generator.grammar.data import read_data


@cache
def _calendar() -> dict[int, tuple[frozenset[date], frozenset[date]]]:
    return {
        year["nam"]: (frozenset(year["nghi"]), frozenset(year["lam_bu"]))
        for year in read_data("ngay-nghi.toml")["nam"]
    }


@cache
def new_year_days() -> dict[int, date]:
    """The first day of the lunar new year, by year; years that nobody listed are unknown."""
    return {int(year): day for year, day in read_data("ngay-nghi.toml")["mung_mot"].items()}


def is_working_day(day: date) -> bool | None:
    """Whether offices work on a day; None for a weekday of a year whose holidays are unknown."""
    known = _calendar().get(day.year)
    weekend = day.weekday() >= 5
    if known is None:
        return False if weekend else None
    holidays, made_up = known
    return day in made_up or (not weekend and day not in holidays)


def after_working_days(start: date, count: int) -> date | None:
    """The last of `count` working days after a day; None where a holiday may be unknown.

    The day itself does not count (Civil Code 91/2015/QH13, Article 147.2).
    """
    day = start
    while count > 0:
        day += timedelta(days=1)
        works = is_working_day(day)
        if works is None:
            return None
        count -= works
    return day

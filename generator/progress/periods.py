"""Periods of reporting: a month, a quarter, six or nine months, a year."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"(\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2])|([69])-thang|(nam))")
_ROMAN = ("I", "II", "III", "IV")


class ReportPeriod(NamedTuple):
    """A period by its name: 2026-Q3, 2026-09, 2026-6-thang, 2026-9-thang, 2026-nam."""

    name: str
    words: str
    """In a sentence: "quý III năm 2026"."""
    first: date
    last: date


def period_of(name: str) -> ReportPeriod | None:
    """The period of a name; None where it is no such name."""
    found = _NAME.fullmatch(name.strip().replace("q", "Q"))
    if found is None or not 1945 <= int(found[1]) <= 2200:
        return None
    year = int(found[1])
    if found[2]:
        quarter = int(found[2])
        words, months = f"quý {_ROMAN[quarter - 1]} năm {year}", (quarter * 3 - 2, quarter * 3)
    elif found[3]:
        month = int(found[3])
        words, months = f"tháng {month:02d} năm {year}", (month, month)
    elif found[4]:
        words, months = f"{found[4]} tháng năm {year}", (1, int(found[4]))
    else:
        words, months = f"năm {year}", (1, 12)
    last = date(year, months[1], calendar.monthrange(year, months[1])[1])
    return ReportPeriod(found[0], words, date(year, months[0], 1), last)


def before(name: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Names and words of the periods that end before another one ends, the latest first."""
    own = period_of(name)
    found = [one for other in known if (one := period_of(other)) is not None]
    ended = [one for one in found if own is not None and one.last < own.last]
    ended.sort(key=lambda one: (one.last, one.first, one.name), reverse=True)
    return [(one.name, one.words) for one in ended]


def stated_period(text: str) -> str:
    """The name of the period that a title states; "" where it states none or several."""
    low, names = fold(text), set()
    for roman, year in re.findall(r"quy (iv|iii|ii|i|[1-4])(?: nam |/|-)(\d{4})", low):
        number = int(roman) if roman.isdigit() else _ROMAN.index(roman.upper()) + 1
        names.add(f"{year}-Q{number}")
    for months, year in re.findall(r"0?([69]) thang(?: dau)? nam (\d{4})", low):
        names.add(f"{year}-{months}-thang")
    for month, year in re.findall(r"(?<!\d )thang (1[0-2]|0?[1-9])(?: nam |/)(\d{4})", low):
        if not re.search(rf"ngay \d+ thang {month} nam {year}", low):
            names.add(f"{year}-{int(month):02d}")
    return names.pop() if len(names) == 1 else ""

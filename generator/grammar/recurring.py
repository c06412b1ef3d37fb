"""Days that come again: which day of each period is meant, and when it comes next.

A day inside a period is written "25" (of a month), "15/3" (of the third month of a quarter),
"10/12" (of a year), "thứ 6" (of a week); "31" of a month without one is its last day.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_YEARLY = ("nam", "6-thang", "9-thang")
_MONTHS = {"thang": 1, "quy": 3, "6-thang": 12, "9-thang": 12, "nam": 12}
"""Months after which a day of a period comes again; a day of a half year is one of the year."""
_WEEKDAYS = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tư": 2, "5": 3, "năm": 3, "6": 4,
             "sáu": 4, "7": 5, "bảy": 5, "cn": 6}  # fmt: skip


def weekday_said(word: str) -> str:
    """Such as "sáu" → "thứ 6"."""
    if word == "chủ nhật":
        return "cn"
    return f"thứ {_WEEKDAYS[word] + 2}"


def next_occurrence(period: str, each: str, before: bool, start: date) -> date | None:
    """The first last day in time from a day on; None where the period and its day fix none.

    `before`: the day itself is too late ("trước ngày 25 hằng tháng").
    """
    off = timedelta(days=1 if before else 0)
    if period == "tuan":
        found = _WEEKDAYS.get(each.removeprefix("thứ ").strip())
        if found is None:
            return None
        return start + timedelta(days=(found - off.days - start.weekday()) % 7)
    place = _place(period, each)
    if place is None or not 1 < start.year < date.max.year - 1:
        return None
    month, day = place
    at = start.year * 12 + (month - 1) % 12
    step = _MONTHS[period]
    at -= (at - start.year * 12) // step * step + step
    while (last := _on(at, day) - off) < start:
        at += step
    return last


def place_in_period(period: str, each: str, before: bool) -> tuple[int, int] | None:
    """Month and day inside the period, to be compared with another of the same period."""
    if period == "tuan":
        found = _WEEKDAYS.get(each.removeprefix("thứ ").strip())
        return None if found is None else (0, found - before)
    place = _place(period, each)
    return None if place is None else (place[0], place[1] - before)


def _place(period: str, each: str) -> tuple[int, int] | None:
    """The month inside the period, from 1, and the day."""
    said = re.fullmatch(r"(\d{1,2})(?:/(\d{1,2}))?", each)
    step = _MONTHS.get(period)
    if said is None or step is None:
        return None
    day, month = int(said[1]), int(said[2] or 0)
    if not month:
        if period in _YEARLY:
            return None  # no month: nothing fixes a day
        month = step  # of a quarter the last month
    return (month, day) if 1 <= day <= 31 and 1 <= month <= step else None


def _on(months: int, day: int) -> date:
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))

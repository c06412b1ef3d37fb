"""By which day the unit's own bodies report: some working days before the unit does.

Where its own work ends between the two, they report when it is done; of two days that one report
of a year makes, the earlier is enough.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.grammar.workdays import is_working_day
from generator.plan.wording import PERIODS, day_and_month, short_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.grammar.deadline_hits import Deadline

DAYS = 5
"""Working days that are left between the reports inside and the one upwards."""
WEEK = 7
"""Days before a day of each month that five working days never exceed: a weekend lies between."""
_ONE_REPORT = 15
"""Days within which two days of a year are of one report, to two receivers."""
_YEARLY = re.compile(r"trước ngày (?P<day>\d+)/(?P<month>\d+) hằng năm")


def each_once(days: Iterable[str]) -> list[str]:
    """Days inside without those that another one makes needless."""
    kept: list[str] = []
    for words in dict.fromkeys(filter(None, days)):
        near = [one for one in kept if _of_one_report(one, words)]
        if near and _in_year(near[0]) <= _in_year(words):
            continue
        kept = [one for one in kept if one not in near] + [words]
    return kept


def _of_one_report(one: str, other: str) -> bool:
    both = _YEARLY.fullmatch(one) and _YEARLY.fullmatch(other)
    return bool(both) and abs(_in_year(one) - _in_year(other)) <= _ONE_REPORT


def _in_year(words: str) -> int:
    found = _YEARLY.fullmatch(words)
    return 0 if found is None else int(found["month"]) * 30 + int(found["day"])


def day_before(when: Deadline, day: date | None, ends: Collection[date] = ()) -> str:
    """The day some working days before a deadline, in words; "" where none can be told.

    `ends`: the last days of the unit's own work.
    """
    if when.each:
        return _each_before(when, day)
    if when.last is None:
        return ""
    stated = when.last + timedelta(days=1) if when.kind == "before" else when.last
    inside = _when_done(_back(stated), stated, ends)
    if when.text.endswith(_OF_NEXT_YEAR):  # the report of each year: that of the plan is one
        behind = " năm sau" if inside.year == stated.year else " hằng năm"
        return f"trước ngày {day_and_month(inside)}{behind}"
    return f"trước ngày {short_date(inside)}" if day is None or inside > day else ""


_OF_NEXT_YEAR = ("năm sau", "năm kế tiếp")


def _when_done(inside: date, stated: date, ends: Collection[date]) -> date:
    """A day after the work that ends between, if a working day is left before the report."""
    last = max((end for end in ends if inside <= end < stated), default=None)
    if last is None:
        return inside
    done = _next_working(_next_working(last))  # "trước ngày": the day before is the last
    return done if done < stated else inside


def _next_working(day: date) -> date:
    day += timedelta(days=1)
    while is_working_day(day) is False:
        day += timedelta(days=1)
    return day


_SHORTEST = 28
"""Days of the shortest month: reckoned back into the month before, a day is never too late."""
_OF_QUARTER = {1: "tháng đầu quý", 2: "tháng thứ hai của quý", 3: "tháng cuối quý"}


def _each_before(when: Deadline, day: date | None) -> str:
    year = day.year if day is not None else 2001
    if (weekday := _WEEKDAY.fullmatch(when.each)) is not None:
        number = int(weekday["n"])
        return f"chậm nhất {_BEFORE[number]}" if number in _BEFORE else ""
    parts = [int(p) for p in when.each.split("/") if p.isdecimal()]
    if len(parts) == 1 and parts[0] > WEEK:
        return (
            f"trước ngày {parts[0] - WEEK:02} hằng tháng"
            if "thang" in when.periods
            else f"{_often(when)} trước ngày {parts[0] - WEEK:02} của kỳ báo cáo"
        )
    if len(parts) == 1 and parts[0] > 0 and "thang" in when.periods:
        return f"hằng tháng, trước ngày {_SHORTEST + parts[0] - WEEK} của tháng liền trước"
    if len(parts) == 2 and "quy" in when.periods:
        early = parts[0] <= WEEK
        day_of = parts[0] - WEEK + (_SHORTEST if early else 0)
        month = _OF_QUARTER.get((parts[1] - early + 2) % 3 + 1)
        if month is None or parts[0] < 1:
            return ""
        return f"{_often(when)} trước ngày {day_of:02} của {month}"
    if len(parts) == 2:
        try:
            stated = date(year, parts[1], parts[0])
        except ValueError:
            return ""
        return f"trước ngày {day_and_month(_back(stated))} hằng năm"
    return ""


_WEEKDAY = re.compile(r"thứ (?P<n>\d)")
_BEFORE = {
    2: "thứ Sáu tuần liền trước", 3: "thứ Hai hằng tuần", 4: "thứ Ba hằng tuần",
    5: "thứ Tư hằng tuần", 6: "thứ Năm hằng tuần", 7: "thứ Sáu hằng tuần",
}  # fmt: skip
"""Number of a day of the week → the working day before it."""


def _often(when: Deadline) -> str:
    """How often a report is due: "định kỳ hằng quý"; a day without it would date nothing."""
    return " ".join(["định kỳ", ", ".join(PERIODS[one] for one in when.periods)]).strip()


def _back(day: date) -> date:
    """Some working days earlier; weekends where the year's holidays are unknown."""
    left = DAYS
    while left:
        day -= timedelta(days=1)
        works = is_working_day(day)
        left -= works is not False
    return day

"""Deadlines of sentences as a plan stores them: typed, with the words of the source."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.grammar.deadlines import whole
from generator.grammar.recurring import next_occurrence, place_in_period
from generator.plan.model import ThoiHan

if TYPE_CHECKING:
    from generator.grammar.deadline_hits import Deadline
    from generator.plan.model import KeHoach


_BY_HOUR = re.compile(r"trước \d{1,2} ?(?:giờ|h)(?!\w)")
"""An hour of the day itself: "trước 16 giờ thứ Năm hằng tuần"."""


def stored(found: Deadline) -> ThoiHan:
    """The deadline as data, printed in the source's own words."""
    when = ThoiHan(loi=" ".join(found.text.replace("*", "").split()))
    if found.kind == "before" and found.last is not None:
        when.truoc = found.last + timedelta(days=1)
    elif found.kind == "on":
        when.ngay = found.last
    elif found.kind == "year" and found.first is not None:
        when.nam = None if found.goes_on else found.first.year
        when.tu = found.first if found.goes_on else None
    elif found.kind in ("month", "quarter", "half", "span"):
        when.tu, when.den = found.first, found.last
    elif found.kind == "after":
        when.so_ngay, when.ngay_lam_viec = found.days or None, found.working
        when.ke_tu, when.den = found.event or None, found.last
    when.va_sau = found.goes_on
    when.dinh_ky = list(found.periods)
    if found.periods and found.first is not None:
        when.tu = found.first
    when.ngay_ky = found.each or None
    when.thuong_xuyen = found.open == "standing" and found.kind == "standing"
    if when == ThoiHan(loi=when.loi):  # a time nobody can date: its words are a remark
        return ThoiHan(ghi_chu=when.loi)
    return when


def last_day(when: ThoiHan | None, day: date | None = None) -> date | None:
    """The last day on which a task is in time; None where no day is set.

    "Trước ngày 15/6" is kept by 14/6 at the latest, "năm 2024" by 31/12/2024. A deadline that
    somebody only wrote as a remark ("Quý II/2026") is read from its words.
    """
    if when is None:
        return None
    days = [d for d in (when.ngay, when.den) if d]
    if when.truoc and when.truoc > date.min:
        days.append(when.truoc - timedelta(days=1))
    if when.nam:
        days.append(date(when.nam, 12, 31))
    if days:
        return min(days)
    return _of_words(when.ghi_chu or "", day) if when.ghi_chu and not when.loi else None


def next_day(when: ThoiHan | None, day: date | None = None) -> date | None:
    """The last day in time, of what comes again the next one from a day on (the plan's)."""
    fixed = last_day(when, day)
    if fixed is not None or when is None or day is None:
        return fixed
    short = _short_of(when)
    after = day + timedelta(days=short)  # nothing has to be done before the day of signing is over
    after = max(after, when.tu or after)
    found = [
        one
        for period in when.dinh_ky
        if (one := next_occurrence(period, when.ngay_ky or "", short, after)) is not None
    ]
    return min(found, default=None)


def work_begins(plan: KeHoach) -> date | None:
    """The day from which a plan is worked on: one of a later year begins with that year.

    A plan of November 2026 "phát triển nghề nuôi năm 2027" has nothing to do each month before,
    and its "trước 10/12" is a day of 2027.
    """
    return begins(plan.van_ban.trich_yeu, plan.day())


def begins(title: str, day: date | None) -> date | None:
    """As `work_begins`, of a plan's title and day."""
    found = _YEAR_OF_PLAN.findall(title.lower())
    if day is None or len(set(found)) != 1 or _OF_YEARS.search(title.lower()):
        return day
    first = date(int(found[0]), 1, 1)
    return first if 0 < (first - day).days <= _AHEAD else day


def rounds_begin(plan: KeHoach) -> date | None:
    """The day from which what comes again is done: of a plan for a span of years its first one.

    "Mỗi năm 02 đợt" of a plan of November 2026 "giai đoạn 2027 - 2030" is first due in 2027; a day
    without a year may well be one of the weeks in which it is made ready.
    """
    day = plan.day()
    spans = {*_SPAN.findall(plan.van_ban.trich_yeu)}
    if day is None or len(spans) != 1:
        return work_begins(plan)
    first = date(int(spans.pop()), 1, 1)
    return first if 0 < (first - day).days <= _AHEAD else work_begins(plan)


_SPAN = re.compile(r"(?<!\d)(20\d\d) ?[-–] ?20\d\d(?!\d)")
_AHEAD = 92
"""Days before a year in which its plan is made; earlier it is work that leads to it (calling up
the conscripts "năm 2027" begins in September 2026)."""


_YEAR_OF_PLAN = re.compile(r"(?<!\w)năm (20\d\d)(?![\d/])")
_OF_YEARS = re.compile(r"20\d\d ?[-–] ?20\d\d|giai đoạn|đến (?:hết )?năm|tầm nhìn|từ năm|những năm")


def due_days(when: ThoiHan | None, first: date, last: date) -> list[date]:
    """The last days in time, between two days, of what comes again; none where nothing fixes one.

    "Trước ngày 25 hằng tháng" gives a quarter three days: the 24th of each of its months.
    """
    if when is None:
        return []
    found: set[date] = set()
    each, short = when.ngay_ky or "", _short_of(when)
    for period in when.dinh_ky:
        at = next_occurrence(period, each, short, max(first, when.tu or first))
        while at is not None and at <= last:
            found.add(at)
            at = next_occurrence(period, each, short, at + timedelta(days=1))
    return sorted(found)


def ends_later(below: ThoiHan | None, above: ThoiHan | None, day: date | None = None) -> bool:
    """Whether a task of a plan below ends later than the plan above, of `day`, allows.

    What comes again is compared with what comes again in the same period, by the day in it.
    """
    if below is None or above is None:
        return False
    one, other = last_day(above, day), last_day(below, day)
    if one is not None and other is not None:
        return other > one
    same = [period for period in above.dinh_ky if period in below.dinh_ky]
    if one is not None or other is not None or not same:
        return False
    limit = place_in_period(same[0], above.ngay_ky or "", _short_of(above))
    said = place_in_period(same[0], below.ngay_ky or "", _short_of(below))
    return limit is not None and said is not None and said > limit


def _short_of(when: ThoiHan) -> bool:
    """Whether the day in each period is too late itself: "trước ngày 25", as it is printed."""
    words = _BY_HOUR.sub("", (when.loi or "trước").lower())
    return "trước" in words and "nhất" not in words


@lru_cache(1024)
def _of_words(words: str, day: date | None) -> date | None:
    found = whole(words, day)
    return found.last if found is not None else None

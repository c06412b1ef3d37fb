"""Days, weeks, months and what lasts longer, as the calendar has them: of what a pattern found.

Raises ValueError for a day that the calendar does not have.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.grammar.deadline_patterns import BY_DAY, PERIOD_OF

if TYPE_CHECKING:
    from generator.grammar.deadline_hits import Deadline, DeadlineHit, Kind
    from generator.grammar.letters import Plain

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _ahead(said: date, day: date | None) -> date:
    """A day without a year in the year in which the plan can mean it.

    In a plan of November "31/01" and "10/6" are of the next year; a day that passed
    a few weeks ago is a mistake, to be told of by whoever checks the plan.
    """
    if day is None or (day - said).days <= _PASSED:
        return said
    year = said.year + 1
    return said.replace(year=year, day=min(said.day, _month(year, said.month)[1].day))


_PASSED = 92
"""Days behind the plan from which on a day without a year is one of the next year."""


def on_day(
    found: re.Match[str], base: Deadline, day: date | None, *, before: bool, since: bool
) -> Deadline | None:
    """A day, in the year that is said or that the plan of `day` can mean."""
    d, m, y = int(found["d"]), int(found["m"]), found["y"]
    if not y and (day is None or not 1 <= m <= 12):
        return base._replace(kind="on", open="year") if 1 <= m <= 12 and 1 <= d <= 31 else None
    on = date(int(y) if y else day.year, m, d)  # type: ignore[union-attr]
    if not y and found.groupdict().get("next"):
        on = on.replace(year=on.year + 1)
    elif not y:
        on = _ahead(on, day)
    if since:
        return base._replace(kind="span", first=on, open="standing")
    if before:
        return base._replace(kind="before", last=on - timedelta(days=1))
    return base._replace(kind="on", last=on)


def week_of(found: re.Match[str], base: Deadline, day: date | None) -> Deadline | None:
    """A week of a month, from Monday; the first is the one with the month's first Thursday."""
    if not found["y"] and day is None:
        return base._replace(kind="span", open="year")
    first = date(int(found["y"] or 0) or day.year, int(found["m"]), 1)  # type: ignore[union-attr]
    if found["weeks"] and found["nth"].startswith("đầu"):
        count = {"hai": 2, "ba": 3}.get(found["weeks"]) or int(found["weeks"])
        return base._replace(kind="span", first=first, last=first + timedelta(days=7 * count - 1))
    if found["nth"].startswith("cuối"):
        last = _month(first.year, first.month)[1]
        return base._replace(kind="span", first=last - timedelta(days=6), last=last)
    named = {"nhất": 1, "đầu": 1, "đầu tiên": 1, "hai": 2, "ba": 3, "tư": 4}
    nth = named.get(found["nth"]) or int(found["nth"])
    monday = first - timedelta(days=first.weekday())
    monday += timedelta(weeks=nth - (1 if first.weekday() <= _THURSDAY else 0))
    return base._replace(kind="span", first=monday, last=monday + timedelta(days=6))


def days_of(found: re.Match[str], base: Deadline, day: date | None) -> Deadline | None:
    """The first or last days of a month ("10 ngày đầu", "nửa cuối tháng 6"), or of each."""
    count, first_part = int(found["count"] or 0), "đầu" in (found["part"], found["half"])
    if (unit := found["unit"]) is not None:
        last = {"tháng": "31", "quý": "31/3", "năm": "31/12"}[unit]
        each = last if not first_part else f"{count}" if unit == "tháng" else f"{count}/1"
        return base._replace(
            kind="periodic", open="periodic", periods=(PERIOD_OF[unit],), each=each
        )
    if not found["y"] and day is None:
        return base._replace(kind="span", open="year")
    month = int(found["m"])
    year = int(found["y"] or 0) or _ahead(_month(day.year, month)[1], day).year  # type: ignore[union-attr]
    begins, ends = _month(year, month)
    count = count or (_HALF if first_part else ends.day - _HALF)
    if first_part:
        return base._replace(kind="span", first=begins, last=begins.replace(day=count))
    return base._replace(kind="span", first=ends - timedelta(days=count - 1), last=ends)


_HALF = 15
_THURSDAY = 3
_BEGINS = re.compile(
    r",? (?:bắt đầu (?:thực hiện )?|tính |kể )?từ (?:tháng (?P<m>1[0-2]|0?[1-9])"
    r"|quý (?P<q>iv|i{1,3}))(?:(?: |, |/|-| năm )(?:năm )?(?P<y>(?:19|20|21)\d\d))?"
    r"(?![\d/])(?! (?:đến|-))"
)


def begun(plain: Plain, hit: DeadlineHit, day: date | None) -> Deadline:
    """What comes again, with when it begins: "hằng tháng, bắt đầu từ tháng 5"."""
    found = _BEGINS.match(plain.low, hit.end)
    if found is None or not (found["y"] or day):
        return hit.made
    month = int(found["m"] or 0) or 3 * _ROMAN[found["q"]] - 2
    first = date(int(found["y"] or 0) or day.year, month, 1)  # type: ignore[union-attr]
    first = first if found["y"] else _ahead(first, day)
    text = hit.made.text + plain.said(*found.span())
    return hit.made._replace(text=text, first=first, span=plain.span(hit.begun, found.end()))


def every_other_year(found: re.Match[str], base: Deadline, day: date | None) -> Deadline:
    """A month of every odd or even year: until its end in the next such year."""
    if day is None:
        return base._replace(kind="month", open="year")
    month = int(found["m"] or 12)
    year = day.year + (day.year % 2 != (found["odd"] == "lẻ"))
    first, last = _month(year, month)
    if last < day:
        first, last = _month(year + 2, month)
    return base._replace(kind="month" if found["m"] else "year", first=first, last=last)


def stretch(
    name: str, found: re.Match[str], base: Deadline, day: date | None, *, before: bool
) -> Deadline | None:
    """A month, quarter, half, year, or from … to; before it: until the day before."""
    groups = found.groupdict()
    year = _year(groups, day)
    if name == "months" and groups.get("m3"):
        return _season(groups, base, day)
    if year is None and name not in ("span", "years", "months", "dates", "days"):
        kinds: dict[str, Kind] = {"month": "month", "quarter": "quarter", "half": "half"}
        return base._replace(kind=kinds.get(name, "year"), open="year")
    kind: Kind
    kind, first, last = _bounds(name, groups, year or 0)
    if name in ("month", "quarter", "half") and not (groups.get("y") or groups.get("qy")):
        kind, first, last = _bounds(name, groups, _ahead(last, day).year)
    if name in ("dates", "days") and not (groups.get("y1") or groups.get("y2")):
        first, last = _both_ahead(first, last, day)
    if last < first:
        return None
    if before and name in BY_DAY:
        return base._replace(kind="before", last=first - timedelta(days=1))
    return base._replace(kind=kind, first=first, last=last)


def _both_ahead(first: date, last: date, day: date | None) -> tuple[date, date]:
    """Two days without a year: of the next year where both are past and the first is long past."""
    if day is None or last >= day or (day - first).days <= _PASSED:
        return first, last
    ahead = [_month(one.year + 1, one.month)[1] for one in (first, last)]
    return (
        ahead[0].replace(day=min(first.day, ahead[0].day)),
        ahead[1].replace(day=min(last.day, ahead[1].day)),
    )


def since_then(
    plain: Plain, name: str, found: re.Match[str], begun: int, made: Deadline | None
) -> Deadline | None:
    """A month, quarter, year in which something begins: "từ quý III" ends on no day."""
    lasts = name in ("month", "quarter", "year") and plain.low.endswith("từ ", 0, begun)
    if made is None or not lasts:
        return made
    if _TO.match(plain.low, found.end()) or any(found.groupdict().get(k) for k in _TWO):
        return made
    return made._replace(kind="span", last=None, open="standing")


_TO = re.compile(r" ?(?:đến|-|–)(?!\w)")
_TWO = ("also", "also2", "till")


def _season(groups: dict[str, str | None], base: Deadline, day: date | None) -> Deadline:
    """From a month to a month whose year is not said: "từ tháng 12 đến tháng 4 năm sau"."""
    if day is None:
        return base._replace(kind="span", open="year")
    begin, end = int(groups["m3"] or 0), int(groups["m4"] or 0)
    over = bool(groups["next"]) or end < begin
    last = _month(day.year + over, end)[1]
    if not over:
        last = _month(_ahead(last, day).year, end)[1]
    return base._replace(kind="span", first=date(last.year - over, begin, 1), last=last)


def this_period(found: re.Match[str], base: Deadline, day: date | None) -> Deadline:
    """The week, month, quarter, year of the plan's issue, or the next: "trong tuần này"."""
    if day is None:
        return base._replace(kind="after", open="event")
    later = 1 if found["on"] else 0
    if found["one"] == "tuần":
        return base._replace(kind="on", last=day + timedelta(days=6 - day.weekday() + 7 * later))
    quarter = (day.month + 2) // 3 * 3
    whole = any(found[key] for key in ("year", "year2", "year3", "year4"))
    month = 12 if whole else quarter if found["one"] == "quý" else day.month
    month += later * (3 if found["one"] == "quý" else 1)
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    return base._replace(kind="on", last=_month(year, month)[1])


def _year(groups: dict[str, str | None], day: date | None) -> int | None:
    said = groups.get("y") or groups.get("qy")
    return int(said) if said else (day.year if day else None)


def _bounds(name: str, groups: dict[str, str | None], year: int) -> tuple[Kind, date, date]:
    """Kind, first and last day."""
    if name == "month":
        first_day, last_day = _month(year, int(groups["m"] or 1))
        also = int(groups.get("also") or groups.get("also2") or 0)
        if part := _TENS.get(groups.get("ten") or ""):
            return "month", first_day, last_day.replace(day=min(part, last_day.day))
        return "month", first_day, _month(year, also)[1] if also else last_day
    if name == "quarter":
        first = _quarter(groups["q"])
        last = _quarter(groups["q2"]) if groups["q2"] else first
        return "quarter", date(year, first * 3 - 2, 1), _month(year, last * 3)[1]
    if name == "half":
        late = (groups["part"] or groups["part2"]) == "cuối"
        said = groups["count"] or "6"
        months = _COUNTS.get(said) or int(said)
        begins = date(year, 13 - months if late else 1, 1)
        return "half", begins, _month(year, 12 if late else months)[1]
    if name == "edge":
        nth = MONTH_OF_QUARTER[groups["part"] or ""]
        if groups["q"]:
            return "month", *_month(year, 3 * _quarter(groups["q"]) - 3 + nth)
        return "month", *_month(year, 12 if groups["part"] == "cuối" else nth)
    if name == "dates":
        return "span", *_between(groups, year)
    if name == "months":
        end = int(groups["y2"] or 0)
        over = int(groups["m1"] or 0) > int(groups["m2"] or 0)
        begin = int(groups["y1"] or end - over)
        return (
            "span",
            date(begin, int(groups["m1"] or 0), 1),
            _month(end, int(groups["m2"] or 0))[1],
        )
    if name == "days":
        end_year = int(groups["y2"] or 0) or year
        month = int(groups["m2"] or 0)
        first_day = date(end_year, month, int(groups["d1"] or 0))
        return "span", first_day, date(end_year, month, int(groups["d2"] or 0))
    if name in ("span", "years"):
        return "span", date(int(groups["y1"] or 0), 1, 1), date(int(groups["y2"] or 0), 12, 31)
    if groups.get("mid"):
        return "half", date(year, 1, 1), date(year, 6, 30)
    return "year", date(year, 1, 1), date(year, 12, 31)


def _between(groups: dict[str, str | None], year: int) -> tuple[date, date]:
    """The first and the last day of "từ 26/12 đến hết 08/01/2027": over the new year, too."""
    last_year = int(groups["y2"] or 0) or year
    first_year = int(groups["y1"] or 0) or last_year
    first = date(first_year, int(groups["m1"] or 0), int(groups["d1"] or 0))
    last = date(last_year, int(groups["m2"] or 0), int(groups["d2"] or 0))
    if first <= last or (groups["y1"] and groups["y2"]):
        return first, last
    if groups["y2"]:
        return first.replace(year=first_year - 1), last
    return first, last.replace(year=last_year + 1)


MONTH_OF_QUARTER = {"đầu": 1, "thứ nhất": 1, "thứ hai": 2, "giữa": 2, "cuối": 3, "thứ ba": 3}
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "chín": 9}
_TENS = {"thượng": 10, "trung": 20, "hạ": 31}
"""The last day of each third of a month."""


def _quarter(words: str | None) -> int:
    return _ROMAN.get(words or "") or int(words or 0)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

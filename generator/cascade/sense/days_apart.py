"""Two times of a sentence beside each other: which is the earlier, by day and by hour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.deadlines import deadlines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.grammar.deadline_hits import Deadline

DIGITS = re.compile(r"\d+")


def comes_before(one: Deadline, other: Deadline) -> bool:
    """Whether a day is no later than another, each a last day or the day of the same period."""
    if one.last and other.last and one.last != other.last:
        return one.last < other.last
    if one.last and other.last:
        was, now = hour_of(other), hour_of(one)
        return was is None or (now is not None and now <= was)
    same = one.periods and one.periods == other.periods
    days = one.each, other.each
    return bool(same) and all(d.isdigit() for d in days) and int(days[0]) < int(days[1])


_HOUR = re.compile(r"(?<!\d)(\d{1,2}) ?(?:giờ|h)(?: ?(\d{1,2})(?= ?phút|,| ngày| |$))?")


def hour_of(one: Deadline) -> tuple[int, int] | None:
    """The hour by which something is done on its day: in a storm that is the deadline."""
    found = _HOUR.search(one.text.lower())
    return (int(found[1]), int(found[2] or 0)) if found is not None else None


def lasts_less(one: Deadline, other: Deadline) -> bool:
    """Whether a stretch of time begins later than another, or is over at another day."""
    if not one.last or not one.text.lower().startswith("từ"):
        return False
    longer = one.first and other.first and one.first <= other.first
    return not (longer and one.last == other.last)


def days_of(text: str, day: date | None) -> list[tuple[object, ...]]:
    """The days of a text in their order, however they are written; then those that bind nobody."""
    found = deadlines(text, day)
    said: list[tuple[object, ...]] = [
        (
            one.first if one.kind == "span" else None,
            one.last,
            one.periods,
            one.each,
            one.working,
            hour_of(one) if one.last else DIGITS.findall(one.text),
        )
        for one in found
    ]
    if not said:
        return [(text,)]
    rest = (one for one in _DATED.finditer(text.lower()) if not _inside(one, found))
    others = [int(figure) for one in rest for figure in DIGITS.findall(one[0])]
    return [*said, *((figure,) for figure in others)]


_DATED = re.compile(
    r"(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)|(?:ngày|tháng|năm) \d{1,4}(?!\d)"
    r"|(?<![\d/])\d{1,3} (?:giờ|ngày|tuần|tháng|quý|năm)(?! \d)"
)


def _inside(one: re.Match[str], found: Sequence[Deadline]) -> bool:
    return any(term.span.start <= one.start() < term.span.end for term in found)

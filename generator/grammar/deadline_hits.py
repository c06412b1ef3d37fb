"""Times as patterns found them in a text, and those said in two parts made one.

"hằng năm, xong trước ngày 31/01" is one time; a day without a year that belongs to a period
is a day of each period, and never one day of the plan's own year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.grammar.deadline_patterns import Period
    from generator.grammar.letters import LetterSpan, Plain

Kind = Literal[
    "before", "on", "month", "quarter", "half", "year", "span", "periodic", "standing", "after",
]  # fmt: skip
"""before a day; on or by a day; in a month, quarter, half of a year, year; from … to; again
and again; always; some days after an event."""
Open = Literal["", "standing", "periodic", "event", "holidays", "year", "same"]
"""Why there is no last day: it hangs on an event, on unknown holidays, on a year not said, on the
time said before."""


class Deadline(NamedTuple):
    """A deadline of a text."""

    text: str
    """The words of the source."""
    span: LetterSpan
    kind: Kind
    first: date | None = None
    """The first day of a span, month, quarter, half, or year."""
    last: date | None = None
    """The last day in time."""
    open: Open = ""
    periods: tuple[Period, ...] = ()
    each: str = ""
    """The day inside each period: "25" of every month, "10/12" of every year (recurring.py)."""
    goes_on: bool = False
    """Such as "và những năm tiếp theo"."""
    days: int = 0
    """Days after the event."""
    working: bool = False
    """Whether those are working days."""
    event: str = ""
    """The words of the event: "ngày ký ban hành"."""


class DeadlineHit(NamedTuple):
    """A time as a pattern found it."""

    name: str
    found: re.Match[str]
    begun: int
    end: int
    made: Deadline
    binds: bool


def joined(plain: Plain, hits: list[DeadlineHit]) -> Iterator[DeadlineHit]:
    """Times said in two parts as one: "hằng năm, xong trước ngày 31/01", "15/6 và 15/12 hằng năm".

    A day without a year that belongs to a period is a day of each period, and never one day
    of the plan's own year.
    """
    made: list[DeadlineHit] = []
    for hit in _of_one_year(hits):
        both = _both(plain, made[-1], hit) if made else None
        if both is not None:
            made[-1] = both
        else:
            made.append(hit)
    for hit, after in zip_longest(made, made[1:]):
        yearly = after is not None and after.made.each and "nam" in after.made.periods
        yearly = yearly and _says_every_year(plain, hit, made)
        if yearly and _BESIDE.fullmatch(plain.low[hit.end : after.begun]):
            if _day_said(hit):
                hit = _again(hit, after.made.periods)
            elif "/" in hit.made.each and not hit.made.periods:  # "Định kỳ 14/6 và 14/12 hằng năm"
                hit = hit._replace(made=hit.made._replace(periods=after.made.periods))
        yield hit


def _says_every_year(plain: Plain, hit: DeadlineHit, made: Sequence[DeadlineHit]) -> bool:
    """Whether a time behind one, in its sentence, says in words that it comes back each year."""
    return any(
        _EVERY_YEAR.search(one.made.text.lower()) is not None
        and ". " not in plain.low[hit.end : one.begun]
        for one in made
        if one.begun >= hit.end
    )


def without_receivers(plain: Plain, hits: list[DeadlineHit]) -> list[DeadlineHit]:
    """Times without those of what the receiver does with what he gets by the time before them.

    "… gửi Sở X trước ngày 20 hằng tháng để tổng hợp, báo cáo UBND tỉnh trước ngày 28 hằng tháng".
    """
    out: list[DeadlineHit] = []
    for hit in hits:
        if not out or _PURPOSE.fullmatch(plain.low, out[-1].end, hit.begun) is None:
            out.append(hit)
    return out


_PURPOSE = re.compile(
    r"[^.;]* để (?:[^.;,]{2,50} )?(?:tổng hợp|theo dõi|thẩm định|xem xét|báo cáo|trình|công bố)"
    r"(?!\w)[^.;]*"
)


def _of_one_year(hits: list[DeadlineHit]) -> Iterator[DeadlineHit]:
    """Times without "6 tháng" before a day whose year stands with a later one: reports of one year.

    "Báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 05/12/2026".
    """
    dated = any(h.name == "date" and h.found["y"] and h.binds for h in hits)
    parts = any(h.name == "period" and h.made.periods in _PARTS_OF_YEAR for h in hits)
    of_year = (*_PARTS_OF_YEAR, ("nam",)) if parts else ()
    for hit, after in zip_longest(hits, hits[1:]):
        reports = hit.name == "period" and hit.made.periods in of_year
        if dated and reports and after is not None and after.name == "date":
            continue
        yield hit


_PARTS_OF_YEAR: tuple[tuple[Period, ...], ...] = (("6-thang",), ("9-thang",))


def _both(plain: Plain, hit: DeadlineHit, after: DeadlineHit) -> DeadlineHit | None:
    """A period and the day in it as one time; None where they are two."""
    gap = plain.low[hit.end : after.begun]
    one, other = hit.made, after.made
    if one.each and not one.periods and after.name == "yearly" and _CLOSE.fullmatch(gap):
        periods, each = other.periods, one.each  # "Định kỳ trước ngày 05/12 hằng năm"
    elif hit.name != "date" and (said := _day_said(hit)) and after.name == "yearly":
        if "nam" not in other.periods or not _CLOSE.fullmatch(gap):
            return None
        periods, each = other.periods, said  # "Quý I hằng năm"
    elif not one.periods or one.each or hit.name == "standing":
        return None
    elif other.each and _NEAR.fullmatch(gap):
        if not {*other.periods, *one.periods} - {"thang"} <= {*one.periods}:
            return None
        periods, each = one.periods, other.each
    elif (said := _day_said(after)) and set(one.periods) & {"nam", "6-thang", "9-thang", "quy"}:
        far = _FAR if hit.name == "yearly" and hit.binds else _NEAR
        if not after.binds or not far.fullmatch(gap):
            return None
        periods, each = one.periods, said
    else:
        return None
    begun = hit.begun if _NEAR.fullmatch(gap) else after.begun
    end = after.end
    if plain.low[begun:end].count("(") > plain.low[begun:end].count(")"):
        end += plain.low.startswith(")", end)
    text = plain.said(begun, end)
    if begun != hit.begun:
        text = f"{text} {one.text.lower()}"
    made = one._replace(
        text=text, span=plain.span(begun, end), kind="periodic", open="periodic",
        first=None, last=None, periods=periods, each=each,
    )  # fmt: skip
    return DeadlineHit("joined", after.found, begun, end, made, binds=True)


def _again(hit: DeadlineHit, periods: tuple[Period, ...]) -> DeadlineHit:
    """A day without a year as a day of each period."""
    made = hit.made._replace(
        kind="periodic", open="periodic", first=None, last=None, periods=periods,
        each=_day_said(hit),
        text=f"{hit.made.text} hằng năm",
    )  # fmt: skip
    return hit._replace(made=made)


def _day_said(hit: DeadlineHit) -> str:
    """A day and month without a year, "31/1"; "" for any other time."""
    groups, made = hit.found.groupdict(), hit.made
    if hit.name not in ("date", "month", "quarter", "half") or made.goes_on or not made.last:
        return ""
    if groups.get("y") or groups.get("qy"):
        return ""
    stated = made.last + timedelta(days=1) if made.kind == "before" else made.last
    return f"{stated.day}/{stated.month}"


_EVERY_YEAR = re.compile(r"(?:hằng|hàng|mỗi|các|từng) năm(?!\w)")
"""Words that make a day beside them come back: "cả năm" and "báo cáo năm" name a report."""
_CLOSE = re.compile(r"\)?,? ?")
_NEAR = re.compile(r"[ ,(:]*(?:(?:xong|hoàn thành|gửi|báo cáo|thực hiện)[^.;,\d]{0,30})?[ ,(:]*")
_FAR = re.compile(r"[^.;\d]{0,220}")
_BESIDE = re.compile(r" ?(?:,|và|;|hoặc)(?: và)? ?(?:ngày )?|, [^.;\d]{0,80}")
"""Between two days of one yearly round: "vòng một trước ngày 31/7, gửi bài trước ngày 15/8 hằng
năm"."""

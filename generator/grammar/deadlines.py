"""Deadlines in words: what is said, and the last day on which it is kept.

`deadlines(text, day)` finds those of a sentence, `whole(text, day)` reads the cell of a table.
The words stay as they are; `last` is the last day in time, None where nothing fixes a day
(standing work, periods, a day that hangs on an event or on holidays nobody has listed), and
`open` then says why. `day` is the day of the plan: it gives the year that is not said.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.deadline_patterns import (
    INTRO,
    NEEDED,
    ONE_PERIOD,
    PATTERNS,
    PERIOD_OF,
    Period,
)
from generator.grammar.letters import Plain, Span, plain_of
from generator.grammar.recurring import weekday_said
from generator.grammar.workdays import after_working_days

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal[
    "before", "on", "month", "quarter", "half", "year", "span", "periodic", "standing", "after",
]  # fmt: skip
"""before a day; on or by a day; in a month, quarter, half of a year, year; from … to; again
and again; always; some days after an event."""
Open = Literal["", "standing", "periodic", "event", "holidays", "year"]
"""Why there is no last day: it hangs on an event, on unknown holidays, on a year not said."""


class Deadline(NamedTuple):
    """A deadline of a text."""

    text: str
    """The words of the source."""
    span: Span
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


_ANY = re.compile(
    r"\d/|\d{4}|\d ngày|ngày \d|tháng|định kỳ|thường xuyên|liên tục|hàng |hằng |mỗi |quý "
    r"|trong suốt|năm \d| lần|thứ "
)
_OWN_EVENT = re.compile(r"(?:từ|sau)(?: khi| ngày)? (?:ký|ban hành|kế hoạch này|văn bản này)")
_GOES_ON = re.compile(r",? (?:và|và các|và những)(?: các| những)? năm (?:tiếp theo|sau|tiếp sau)")
_EXACT: dict[Kind, int] = {
    "before": 0, "on": 0, "after": 0, "month": 1, "quarter": 2, "half": 2, "year": 3, "span": 4,
    "periodic": 5, "standing": 5,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


_AT_HEAD = re.compile(r"(?:^|[,;:.(] ?|(?:báo cáo|thực hiện|tổ chức|tiến hành) )[*\s]*$")
"""Where "thường xuyên", "hằng năm" say when, and not of what kind a thing is."""


def deadlines(
    text: str, day: date | None = None, issued: date | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of a sentence, in order. Days of cited documents and of history are none.

    `day` gives the year where none is said; `issued` the day from which "kể từ ngày ban hành"
    counts.
    """
    return _deadlines(text, *days_that_matter(text, day, issued))


@lru_cache(4096)
def _deadlines(text: str, day: date | None, issued: date | None) -> tuple[Deadline, ...]:
    plain = plain_of(text)
    if _ANY.search(plain.low) is None:
        return ()
    return tuple(_find(plain, day, issued, cell=False))


@lru_cache(8192)
def days_that_matter(
    text: str, day: date | None, issued: date | None
) -> tuple[date | None, date | None]:
    """The days without those that change nothing in what a text says of time.

    Readers that know more and readers that know less of a plan then read a sentence once.
    """
    low = plain_of(text).low
    if _ANY.search(low) is None:
        return None, None
    return day, issued if issued is not None and _OWN_EVENT.search(low) else None


@lru_cache(4096)
def whole(text: str, day: date | None = None, issued: date | None = None) -> Deadline | None:
    """The deadline of a table's cell or of a whole phrase; None where it says no time at all.

    Of several the most exact binds ("năm 2026; trước ngày 15/6/2026"), of equally exact ones
    the last: then the whole is done.
    """
    found = list(_find(plain_of(text), day, issued, cell=True))
    if not found:
        return None
    dated = [d for d in found if d.last is not None]
    exact = min((_EXACT[d.kind] for d in dated), default=0)
    close = [d for d in dated if _EXACT[d.kind] == exact]
    best = max(close, key=lambda d: d.last or date.min) if close else found[0]
    periods = tuple(dict.fromkeys(p for d in found for p in d.periods))
    goes_on = any(d.goes_on for d in found)
    each = next((d.each for d in found if d.each), "")
    return best._replace(text=text, periods=periods, each=each, goes_on=goes_on)


class _Hit(NamedTuple):
    """A time as a pattern found it."""

    name: str
    found: re.Match[str]
    begun: int
    end: int
    made: Deadline
    binds: bool


def _find(plain: Plain, day: date | None, issued: date | None, *, cell: bool) -> Iterator[Deadline]:
    hits = list(_hits(plain, day, issued, cell=cell))
    return (hit.made for hit in _joined(plain, hits) if cell or hit.binds)


def _hits(plain: Plain, day: date | None, issued: date | None, *, cell: bool) -> Iterator[_Hit]:
    low, at = plain.low, 0
    waiting = {
        rank: found
        for rank, (name, pattern) in enumerate(PATTERNS)
        if any(word in low for word in NEEDED[name]) and (found := pattern.search(low)) is not None
    }
    while waiting:
        first = min(waiting, key=lambda r: (waiting[r].start(), -waiting[r].end(), r))
        name, found = PATTERNS[first][0], waiting[first]
        intro = INTRO.search(low, max(at, found.start() - 50), found.start())
        begun = intro.start() if intro is not None and name in _BY_DAY else found.start()
        at = found.end()
        made = _made(plain, name, found, begun, day, issued)
        if made is not None:
            binds = cell or _binds(low, name, found, begun)
            more = _GOES_ON.match(low, at) if binds else None
            if more is not None:
                at = more.end()
                text, span = plain.said(begun, at), plain.span(begun, at)
                made = made._replace(goes_on=True, last=None, open="standing", text=text, span=span)
            yield _Hit(name, found, begun, at, made, binds)
        for rank in [rank for rank, hit in waiting.items() if hit.start() < at]:
            again = PATTERNS[rank][1].search(low, at)
            if again is None:
                del waiting[rank]
            else:
                waiting[rank] = again


def _joined(plain: Plain, hits: list[_Hit]) -> Iterator[_Hit]:
    """Times said in two parts as one: "hằng năm, xong trước ngày 31/01", "15/6 và 15/12 hằng năm".

    A day without a year that belongs to a period is a day of each period, and never one day
    of the plan's own year.
    """
    made: list[_Hit] = []
    for hit in hits:
        both = _both(plain, made[-1], hit) if made else None
        if both is not None:
            made[-1] = both
        else:
            made.append(hit)
    for hit, after in zip_longest(made, made[1:]):
        yearly = after is not None and after.made.each and "nam" in after.made.periods
        if yearly and _day_said(hit) and _AND.fullmatch(plain.low[hit.end : after.begun]):
            hit = _again(hit, after.made.periods)
        yield hit


def _both(plain: Plain, hit: _Hit, after: _Hit) -> _Hit | None:
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
    return _Hit("joined", after.found, begun, end, made, binds=True)


def _again(hit: _Hit, periods: tuple[Period, ...]) -> _Hit:
    """A day without a year as a day of each period."""
    made = hit.made._replace(
        kind="periodic", open="periodic", first=None, last=None, periods=periods,
        each=_day_said(hit),
        text=f"{hit.made.text} hằng năm",
    )  # fmt: skip
    return hit._replace(made=made)


def _day_said(hit: _Hit) -> str:
    """A day and month without a year, "31/1"; "" for any other time."""
    groups, made = hit.found.groupdict(), hit.made
    if hit.name not in ("date", "month", "quarter", "half") or made.goes_on or not made.last:
        return ""
    if groups.get("y") or groups.get("qy"):
        return ""
    stated = made.last + timedelta(days=1) if made.kind == "before" else made.last
    return f"{stated.day}/{stated.month}"


_CLOSE = re.compile(r"\)?,? ?")
_NEAR = re.compile(r"[ ,(:]*(?:(?:xong|hoàn thành|gửi|báo cáo|thực hiện)[^.;,\d]{0,30})?[ ,(:]*")
_FAR = re.compile(r"[^.;\d]{0,80}")
_AND = re.compile(r" ?(?:,|và|;|hoặc)(?: và)? ?(?:ngày )?")


_SINCE = re.compile(r"(?<!\w)từ $")
_SINCE_LAW = re.compile(r"(?:kể|hiệu lực|áp dụng|thi hành|bãi bỏ|hình thành|tính|thành lập) từ $")
"""Since when a law or an event counts: nobody has to begin anything then."""
_AT_END = re.compile(r"\W*(?:$|[.;,)]|(?:và )?(?:báo cáo|gửi|để|theo)(?!\w))")
_OF_THING = re.compile(
    r"(?:kế hoạch|dự toán|ngân sách|công tác|nhiệm vụ|chỉ tiêu|chương trình|danh mục|biên chế"
    r"|tăng|giảm|báo cáo|hồ sơ|cơ quan|bình quân|trung bình|diễn ra|phát động|tổ chức) $"
)
"""What comes every year by its nature: "kế hoạch hằng năm" sets no time."""


_BY_DAY = ("date", "quarter", "month", "half", "year")


_HELD = re.compile(
    r"(?:ra quân|phát động|khai mạc|giao quân|khởi công|khánh thành)(?:,? [^\W\d]+){0,4},?"
    r" (?:vào )?(?:ngày )?$"
)
"""An act of one day: it is done on that day."""


def _binds(low: str, name: str, found: re.Match[str], begun: int) -> bool:
    """Whether a time in running text binds somebody, or only names a document or a past."""
    before, words = low[:begun], low[begun : found.end()]
    if name == "date" and _SINCE.search(before):
        return _SINCE_LAW.search(before) is None
    if name == "date":
        intro = low[begun : found.start("d")]
        held = _HELD.search(low, max(0, begun - 60), found.start("d"))
        by = re.search(r"trước|nhất|đến|hết|hoàn thành|xong|không quá|hạn", intro)
        return bool(held or by)
    if name == "year":
        return bool(
            re.search(r"trước|nhất|đến|hết|hoàn thành|xong|trong", words)
        ) and not before.endswith(("giai đoạn ", "tầm nhìn "))
    if name in ("month", "quarter", "half"):
        return bool(re.search(r"trước|nhất|đến|hết|hoàn thành|xong|trong|vào", words))
    if name in ("span", "years", "months", "dates", "days", "bare"):
        return (
            name in ("dates", "days")
            or (name == "months" and words.startswith("từ "))
            or re.search(r"(?:hoàn thành|thời gian(?: thực hiện)?:?|tiến độ:?|từ ngày) *$", before)
            is not None
        )
    if name == "yearly" and _AT_END.match(low, found.end()):
        return _OF_THING.search(before) is None
    if name in ("standing", "yearly") or (name == "periodic" and not found["list"]):
        return _AT_HEAD.search(before) is not None
    return True


def _made(
    plain: Plain, name: str, found: re.Match[str], begun: int, day: date | None, issued: date | None
) -> Deadline | None:
    place = (begun, found.end())
    base = Deadline(plain.said(*place), plain.span(*place), "standing")
    before = (
        re.search(r"(?<!\w)trước (?:ngày |cuối |đầu |giữa )?$", plain.low[begun : found.start()])
        is not None
    )
    before = before and "nhất" not in plain.low[begun : found.start()]
    try:
        if name in _RECURRING:
            return _recurring(name, found, base)
        if name == "after":
            return _after(plain, found, base, issued)
        if name == "date":
            since = _SINCE.search(plain.low, 0, begun) is not None
            return _on_day(found, base, day, before=before, since=since)
        return _stretch(name, found, base, day, before=before)
    except ValueError:
        return None  # a day that the calendar does not have


_RECURRING = (
    "standing", "each", "each_end", "each_last", "each_next", "each_after", "weekday", "period",
    "times", "periodic", "yearly",
)  # fmt: skip
_MONTH_OF_QUARTER = {"đầu": 1, "thứ nhất": 1, "thứ hai": 2, "cuối": 3, "thứ ba": 3}
_LAST_DAY = {"tháng": "31", "quý": "31/3", "năm": "31/12"}


def _recurring(name: str, found: re.Match[str], base: Deadline) -> Deadline | None:
    if name == "standing":
        return base._replace(open="standing")
    base = base._replace(kind="periodic", open="periodic")
    if name == "each":
        unit = found["unit"]
        month = re.sub(r"\D", "", found["month"] or "")
        each = f"{int(found['day'])}/{int(month)}" if month else f"{int(found['day'])}"
        period = "thang" if unit == "kỳ" else PERIOD_OF[unit]
        return base._replace(periods=(period,), each=each)
    if name == "each_end":
        each = f"{int(found['day'])}/{_MONTH_OF_QUARTER[found['which']]}"
        return base._replace(periods=("quy",), each=each)
    if name == "each_last":
        return base._replace(periods=(PERIOD_OF[found["unit"]],), each=_LAST_DAY[found["unit"]])
    if name in ("each_next", "each_after"):
        return base._replace(periods=("thang",), each=f"{int(found['day'])}")
    if name == "weekday":
        return base._replace(periods=("tuan",), each=weekday_said(found["week"]))
    if name == "period":
        return base._replace(periods=(PERIOD_OF[found["one"]],))
    if name == "times":  # so often in each: the last time at the end of it
        unit = found["unit"] or found["unit2"]
        return base._replace(periods=(PERIOD_OF[unit],), each=_LAST_DAY.get(unit, ""))
    if name == "yearly":
        return base._replace(periods=(PERIOD_OF[found["unit"]],))
    listed = re.findall(ONE_PERIOD, found["list"] or "")
    each = ""
    if found["bd"]:
        each = f"{int(found['bd'])}" + (f"/{int(found['bm'])}" if found["bm"] else "")
    return base._replace(periods=tuple(PERIOD_OF[p] for p in listed), each=each)


def _after(
    plain: Plain, found: re.Match[str], base: Deadline, issued: date | None
) -> Deadline | None:
    count, working = int(found["count"]), found["work"] == "ngày làm việc"
    event = plain.said(*found.span("event")).strip()
    made = base._replace(kind="after", days=count, working=working, event=event, open="event")
    start = _event_day(event, issued)
    if start is None or found["work"] == "tháng":
        return made
    if not working:
        return made._replace(last=start + timedelta(days=count), open="")
    last = after_working_days(start, count)
    return made._replace(last=last, open="" if last else "holidays")


def _event_day(event: str, issued: date | None) -> date | None:
    """The day of an event that is said, or that is the issue of the plan itself."""
    low = event.lower()
    if (said := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", low)) is not None:
        return date(int(said[3]), int(said[2]), int(said[1]))
    own = re.match(
        r"(?:khi |ngày )?(?:ký |ban hành )*(?:ban hành|ký|kế hoạch này|văn bản này)", low
    )
    return issued if own else None


def _ahead(said: date, day: date | None) -> date:
    """A day without a year in the year in which the plan can mean it.

    In a plan of December "31/01" is of the next year; a day that passed a few weeks ago is a
    mistake, to be told of by whoever checks the plan.
    """
    if day is None or (day - said).days <= _PASSED:
        return said
    year = said.year + 1
    return said.replace(year=year, day=min(said.day, _month(year, said.month)[1].day))


_PASSED = 183
"""Days behind the plan from which on a day without a year is one of the next year."""


def _on_day(
    found: re.Match[str], base: Deadline, day: date | None, *, before: bool, since: bool
) -> Deadline | None:
    d, m, y = int(found["d"]), int(found["m"]), found["y"]
    if not y and (day is None or not 1 <= m <= 12):
        return base._replace(kind="on", open="year") if 1 <= m <= 12 and 1 <= d <= 31 else None
    on = date(int(y) if y else day.year, m, d)  # type: ignore[union-attr]
    if not y:
        on = _ahead(on, day)
    if since:
        return base._replace(kind="span", first=on, open="standing")
    if before:
        return base._replace(kind="before", last=on - timedelta(days=1))
    return base._replace(kind="on", last=on)


def _stretch(
    name: str, found: re.Match[str], base: Deadline, day: date | None, *, before: bool
) -> Deadline | None:
    """A month, quarter, half, year, or from … to; before it: until the day before."""
    groups = found.groupdict()
    year = _year(groups, day)
    if year is None and name not in ("span", "years", "months", "dates", "days"):
        kinds: dict[str, Kind] = {"month": "month", "quarter": "quarter", "half": "half"}
        return base._replace(kind=kinds.get(name, "year"), open="year")
    kind: Kind
    kind, first, last = _bounds(name, groups, year or 0)
    if name in ("month", "quarter", "half") and not (groups.get("y") or groups.get("qy")):
        kind, first, last = _bounds(name, groups, _ahead(last, day).year)
    if last < first:
        return None
    if before and name in _BY_DAY:
        return base._replace(kind="before", last=first - timedelta(days=1))
    return base._replace(kind=kind, first=first, last=last)


def _year(groups: dict[str, str | None], day: date | None) -> int | None:
    said = groups.get("y") or groups.get("qy")
    return int(said) if said else (day.year if day else None)


def _bounds(name: str, groups: dict[str, str | None], year: int) -> tuple[Kind, date, date]:
    """Kind, first and last day."""
    if name == "month":
        return "month", *_month(year, int(groups["m"] or 1))
    if name == "quarter":
        first = _quarter(groups["q"])
        last = _quarter(groups["q2"]) if groups["q2"] else first
        return "quarter", date(year, first * 3 - 2, 1), _month(year, last * 3)[1]
    if name == "half":
        late = (groups["part"] or groups["part2"]) == "cuối"
        return (
            "half",
            date(year, 7 if late else 1, 1),
            date(year, 12 if late else 6, 31 if late else 30),
        )
    if name == "dates":
        end_year = int(groups["y2"] or 0) or year
        first_year = int(groups["y1"] or 0) or end_year
        first_day = date(first_year, int(groups["m1"] or 0), int(groups["d1"] or 0))
        return "span", first_day, date(end_year, int(groups["m2"] or 0), int(groups["d2"] or 0))
    if name == "months":
        end = int(groups["y2"] or 0)
        begin = int(groups["y1"] or end)
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
    return "year", date(year, 1, 1), date(year, 12, 31)


def _quarter(words: str | None) -> int:
    return _ROMAN.get(words or "") or int(words or 0)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

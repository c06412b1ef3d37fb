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
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.letters import Plain, Span, plain_of
from generator.grammar.workdays import after_working_days

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal[
    "before", "on", "month", "quarter", "half", "year", "span", "periodic", "standing", "after",
]  # fmt: skip
"""before a day; on or by a day; in a month, quarter, half of a year, year; from … to; again
and again; always; some days after an event."""
Period = Literal["ngay", "tuan", "thang", "quy", "6-thang", "9-thang", "nam"]
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
    """The day inside each period: "25" of every month, "10/12" of every year."""
    goes_on: bool = False
    """Such as "và những năm tiếp theo"."""
    days: int = 0
    """Days after the event."""
    working: bool = False
    """Whether those are working days."""
    event: str = ""
    """The words of the event: "ngày ký ban hành"."""


_DATE = (
    r"(?P<d{0}>\d{{1,2}}) ?(?:[/.-]|tháng) ?(?P<m{0}>\d{{1,2}})"
    r"(?: ?(?:[/.-]|năm) ?(?P<y{0}>\d{{4}}))?(?![\d/])"
)
_YEAR = r"(?:19|20|21)\d\d"
_QUARTER = r"(?:quý (?P<q>iv|iii|ii|i|[1-4])(?!\w))"
_OF_YEAR = rf"(?:(?: |, ?|/|-| năm | của năm | - )(?P<qy>{_YEAR})(?!\d))"
_PERIOD: dict[str, Period] = {
    "tuần": "tuan", "tháng": "thang", "quý": "quy", "năm": "nam", "ngày": "ngay",
    "06 tháng": "6-thang", "6 tháng": "6-thang", "sáu tháng": "6-thang", "09 tháng": "9-thang",
    "9 tháng": "9-thang", "chín tháng": "9-thang", "6 tháng đầu năm": "6-thang",
    "06 tháng đầu năm": "6-thang", "hàng năm": "nam", "hằng năm": "nam", "hàng tháng": "thang",
    "hằng tháng": "thang", "hàng quý": "quy", "hằng quý": "quy", "cả năm": "nam", "01 năm": "nam",
    "1 năm": "nam", "hàng tuần": "tuan", "hằng tuần": "tuan",
}  # fmt: skip
_EACH = r"(?:hàng|hằng|mỗi|các|từng)"
_ONE_PERIOD = (
    r"(?:(?:hàng|hằng) (?:tuần|tháng|quý|năm)|(?:06|6|09|9|sáu|chín) tháng(?: đầu năm)?|cả năm"
    r"|0?1 năm|tuần|tháng|quý|năm|ngày)(?!\w)(?! \d)"
)
_LEAD = (
    r"(?:(?:hoàn thành|xong|hoàn thiện|kết thúc|thực hiện|báo cáo|gửi|trình|ban hành|chậm nhất"
    r"|muộn nhất|thời gian|thời hạn|tiến độ)(?: xong)?(?: là)?(?: vào)?(?: trong)? )?"
)
_BY = (
    r"(?:(?P<before>trước)|(?:(?:chậm|muộn) nhất(?: (?:là|vào|đến|trong|trước))?|đến hết|đến"
    r"|hết"
    r"|không quá|xong trong|trong|vào|ngày))"
)

_INTRO = re.compile(rf"(?<!\w){_LEAD}(?:{_BY} )?$")
"""Such as "hoàn thành trước …", "chậm nhất là …" before a day, month, quarter, year."""

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("after", r"(?:(?:trong(?: thời hạn| vòng)?|chậm nhất(?: là)?|không quá|sau"
                  r"|thời hạn)(?: là)? )?"
                  r"(?P<count>\d{1,3}) (?P<work>ngày làm việc|ngày|tháng)(?:,? (?:kể )?(?:từ"
                  r"|sau)"
                  r"(?P<event> (?:khi|ngày|thời điểm|lúc) [^,.;()]{2,80}))"),
        ("each", rf"(?:(?:trước|chậm nhất|vào|ngày|là"
                 rf"|muộn nhất)(?: là)?(?: vào)? )*(?:ngày )?(?P<day>\d{{1,2}})"
                 rf"(?P<month>/\d{{1,2}}|(?: tháng \d{{1,2}}))?(?: |, "
                 rf"|\) ?)(?:của )?{_EACH} (?P<unit>tuần|tháng|quý|năm|kỳ)(?!\w)"),
        ("each_end", rf"(?:(?:trước|chậm nhất|vào|là)(?: là)? )*(?:ngày )?(?P<day>\d{{1,2}}) "
                     rf"(?:của )?tháng cuối (?:quý|mỗi quý|{_EACH} quý)"),
        ("periodic", rf"định kỳ(?:,? (?P<list>(?:{_ONE_PERIOD})(?:(?:, | và |; ?"
                     rf"| hoặc )(?:{_ONE_PERIOD}))*))?"
                     rf"(?: (?P<brace>\(?(?:trước"
                     rf"|chậm nhất)(?: là)? ngày (?P<bd>\d{{1,2}})(?:/(?P<bm>\d{{1,2}}))?\)?))?"),
        ("yearly", r"(?:hàng|hằng|mỗi) (?P<unit>ngày|tuần|tháng|quý|năm)(?!\w)"),
        ("standing", r"thường xuyên(?:,? liên tục)?|liên tục(?!\w)"
                     r"|trong suốt quá trình[^,.;]{0,30}"),
        ("dates", rf"(?:từ |từ ngày )(?:ngày )?{_DATE.format(1)} (?:đến"
                  rf"|-)(?: hết)?(?: ngày)? {_DATE.format(2)}"),
        ("months", r"(?:từ )?tháng (?P<m1>\d{1,2})(?:[/-](?P<y1>20\d\d))? ?(?:đến"
                   r"|-)(?: hết)?(?: tháng)? ?(?P<m2>\d{1,2})[/-](?P<y2>20\d\d)"),
        ("date", rf"(?<![\d/.,])(?:ngày )?{_DATE.format('')}"),
        ("quarter", rf"{_QUARTER}(?P<till>(?: ?[-,] ?| và | đến )(?:quý )?(?P<q2>iv|iii|ii|i"
                    rf"|[1-4])(?!\w))?{_OF_YEAR}?"),
        ("month", rf"(?<!\w)(?:cuối |đầu |giữa )?tháng (?P<m>1[0-2]|0?[1-9])(?:(?: |, |/|-"
                  rf"| năm |\.)(?:năm )?(?P<y>{_YEAR}))?(?![\d/])"),
        ("half", rf"(?<!\w)(?:(?:0?6|sáu) tháng (?P<part>đầu|cuối)|nửa (?P<part2>đầu"
                 rf"|cuối)) năm(?: (?P<y>{_YEAR}))?"),
        ("span", rf"(?:giai đoạn |từ năm |từ |trong các năm |năm "
                 rf"|thời kỳ )?(?P<y1>{_YEAR}) ?(?:-|đến năm|đến) ?(?P<y2>{_YEAR})(?!\d)"),
        ("years", rf"(?:các )?năm (?P<y1>{_YEAR})(?:, (?:{_YEAR}))* và (?P<y2>{_YEAR})(?!\d)"),
        ("year", rf"(?<!\w)(?:cuối |đầu )?năm (?P<y>{_YEAR})(?! ?[/-]|\d)"),
        ("bare", rf"^(?P<y>{_YEAR})$"),
    )
)  # fmt: skip
_ANY = re.compile(
    r"\d/|\d{4}|\d ngày|ngày \d|tháng|định kỳ|thường xuyên|liên tục|hàng |hằng |mỗi |quý "
    r"|trong suốt|năm \d"
)
_GOES_ON = re.compile(r",? (?:và|và các|và những)(?: các| những)? năm (?:tiếp theo|sau|tiếp sau)")
_EXACT: dict[Kind, int] = {
    "before": 0, "on": 0, "after": 0, "month": 1, "quarter": 2, "half": 2, "year": 3, "span": 4,
    "periodic": 5, "standing": 5,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


_AT_HEAD = re.compile(r"(?:^|[,;:.(] ?|(?:báo cáo|thực hiện|tổ chức|tiến hành) )[*\s]*$")
"""Where "thường xuyên", "hằng năm" say when, and not of what kind a thing is."""


@lru_cache(4096)
def deadlines(
    text: str, day: date | None = None, issued: date | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of a sentence, in order. Days of cited documents and of history are none.

    `day` gives the year where none is said; `issued` the day from which "kể từ ngày ban hành"
    counts.
    """
    if _ANY.search(plain_of(text).low) is None:
        return ()
    return tuple(_find(plain_of(text), day, issued, cell=False))


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


def _find(plain: Plain, day: date | None, issued: date | None, *, cell: bool) -> Iterator[Deadline]:
    low, at = plain.low, 0
    while at < len(low):
        hits = [
            (found.start(), -found.end(), rank, name, found)
            for rank, (name, pattern) in enumerate(_PATTERNS)
            if (found := pattern.search(low, at)) is not None
        ]
        if not hits:
            return
        _start, _end, _rank, name, found = min(hits, key=lambda hit: hit[:3])
        intro = _INTRO.search(low, max(at, found.start() - 50), found.start())
        begun = intro.start() if intro is not None and name in _BY_DAY else found.start()
        at = found.end()
        made = _made(plain, name, found, begun, day, issued)
        if made is not None and (cell or _binds(low, name, found, begun)):
            more = _GOES_ON.match(low, at)
            if more is not None:
                at = more.end()
                text, span = plain.said(begun, at), plain.span(begun, at)
                made = made._replace(goes_on=True, last=None, open="standing", text=text, span=span)
            yield made


_BY_DAY = ("date", "quarter", "month", "half", "year")


_HELD = re.compile(
    r"(?:ra quân|phát động|khai mạc|giao quân|khởi công|khánh thành)(?:,? [^\W\d]+){0,4},?"
    r" (?:vào )?(?:ngày )?$"
)
"""An act of one day: it is done on that day."""


def _binds(low: str, name: str, found: re.Match[str], begun: int) -> bool:
    """Whether a time in running text binds somebody, or only names a document or a past."""
    before, words = low[:begun], low[begun : found.end()]
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
    if name in ("span", "years", "months", "dates", "bare"):
        return bool(
            re.search(r"(?:hoàn thành|thời gian(?: thực hiện)?:?|tiến độ:?|từ ngày) *$", before)
        ) or (name == "dates")
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
            return _on_day(found, base, day, before=before)
        return _stretch(name, found, base, day, before=before)
    except ValueError:
        return None  # a day that the calendar does not have


_RECURRING = ("standing", "each", "each_end", "periodic", "yearly")


def _recurring(name: str, found: re.Match[str], base: Deadline) -> Deadline | None:
    if name == "standing":
        return base._replace(open="standing")
    base = base._replace(kind="periodic", open="periodic")
    if name == "each":
        unit = found["unit"]
        month = re.sub(r"\D", "", found["month"] or "")
        each = f"{int(found['day'])}/{int(month)}" if month else f"{int(found['day'])}"
        period = "thang" if unit == "kỳ" else _PERIOD[unit]
        return base._replace(periods=(period,), each=each)
    if name == "each_end":
        return base._replace(periods=("quy",), each=f"{int(found['day'])}")
    if name == "yearly":
        return base._replace(periods=(_PERIOD[found["unit"]],))
    listed = re.findall(_ONE_PERIOD, found["list"] or "")
    each = ""
    if found["bd"]:
        each = f"{int(found['bd'])}" + (f"/{int(found['bm'])}" if found["bm"] else "")
    return base._replace(periods=tuple(_PERIOD[p] for p in listed), each=each)


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


def _on_day(
    found: re.Match[str], base: Deadline, day: date | None, *, before: bool
) -> Deadline | None:
    d, m, y = int(found["d"]), int(found["m"]), found["y"]
    if not y and (day is None or not 1 <= m <= 12):
        return base._replace(kind="on", open="year") if 1 <= m <= 12 and 1 <= d <= 31 else None
    on = date(int(y) if y else day.year, m, d)  # type: ignore[union-attr]
    if before:
        return base._replace(kind="before", last=on - timedelta(days=1))
    return base._replace(kind="on", last=on)


def _stretch(
    name: str, found: re.Match[str], base: Deadline, day: date | None, *, before: bool
) -> Deadline | None:
    """A month, quarter, half, year, or from … to; before it: until the day before."""
    groups = found.groupdict()
    year = _year(groups, day)
    if year is None and name not in ("span", "years", "months", "dates"):
        kinds: dict[str, Kind] = {"month": "month", "quarter": "quarter", "half": "half"}
        return base._replace(kind=kinds.get(name, "year"), open="year")
    kind: Kind
    kind, first, last = _bounds(name, groups, year or 0)
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
    if name in ("span", "years"):
        return "span", date(int(groups["y1"] or 0), 1, 1), date(int(groups["y2"] or 0), 12, 31)
    return "year", date(year, 1, 1), date(year, 12, 31)


def _quarter(words: str | None) -> int:
    return _ROMAN.get(words or "") or int(words or 0)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])

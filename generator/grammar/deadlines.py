"""Deadlines in words: what is said, and the last day on which it is kept.

`deadlines(text, day)` finds those of a sentence, `whole(text, day)` reads the cell of a table.
The words stay as they are; `last` is the last day in time, None where nothing fixes a day
(standing work, periods, a day that hangs on an event or on holidays nobody has listed), and
`open` then says why. `day` is the day of the plan: it gives the year that is not said.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.grammar.bound_times import AFTER, AND_ANOTHER, SINCE, also_binds, binds_somebody
from generator.grammar.calendar_times import (
    MONTH_OF_QUARTER,
    begun,
    days_of,
    every_other_year,
    on_day,
    since_then,
    stretch,
    this_period,
    week_of,
)
from generator.grammar.deadline_hits import Deadline, DeadlineHit, Kind, joined, without_receivers
from generator.grammar.deadline_patterns import (
    BY_DAY,
    INTRO,
    NAMED_DAY,
    ONE_PERIOD,
    PATTERNS,
    PERIOD_OF,
    RANKS_BY_WORD,
    SHAPES,
)
from generator.grammar.letters import Plain, plain_of
from generator.grammar.recurring import weekday_said
from generator.grammar.workdays import after_working_days, new_year_days
from generator.text import patterns as re
from generator.text.first_test import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES = (
    "tháng", "ngay ", "hàng ", "hằng ", "mỗi ", "quý ", "định kỳ", "thường xuyên", "liên tục",
    "trong suốt", " lần", "thứ ", "học kỳ ", "kỳ họp ", "/tuần", "/quý", "/năm", "/học kỳ",
    "chủ nhật", " hè", "trong ngày", "thời hạn", "thời gian", "dịp ", "từ nay", "tiến độ",
    "lộ trình", "sớm hơn", "cùng hạn", "cùng ngày", "thời điểm",
    "hôm sau", "trong và sau", "cuối năm", "trong tuần",
    "trong mùa", "suốt mùa", "trong vụ", "năm nay", "trong quý", "trong tháng",
    " tới", "hết năm", "ngày hai", "ngày ba", "mỗi nửa", "gần nhất", "kế tiếp", "tiếp theo",
    "tuần cuối", "trong năm",
)  # fmt: skip
"""Words one of which, or a figure of one of two kinds, or a feast, stands in each time."""
_SAID = re.compile(rf"{one_of(_TIMES)}|\d(?:/|\d{{3}}| (?:ngày|giờ|phút|tuần))|n(?:gày|ăm) \d")
_FEASTS = re.compile(
    r"trước (?:\w+ ){0,2}(?:tết|mùa|vụ|hè|giỗ|giáng|rằm|vu lan|phật|năm|tháng|khai giảng"
    r"|quốc|đại hội|lễ|ngày hội|giao)|trước (?:phiên|kỳ|cuộc) họp"
    r"|(?<!\w)trước khi "
)
_OWN_EVENT = re.compile(
    r"(?:từ|sau)(?: khi| ngày)? (?:ký|ban hành|kế hoạch|văn bản này|có hiệu)"
    r"|(?:tuần|tháng|quý) (?:này|sau|tới)|năm nay"
)
_GOES_ON = re.compile(r",? (?:và|và các|và những)(?: các| những)? năm (?:tiếp theo|sau|tiếp sau)")
_EXACT: dict[Kind, int] = {
    "before": 0, "on": 0, "after": 0, "month": 1, "quarter": 2, "half": 2, "year": 3, "span": 4,
    "periodic": 5, "standing": 5,
}  # fmt: skip


def deadlines(
    text: str, day: date | None = None, issued: date | None = None
) -> tuple[Deadline, ...]:
    """The deadlines of a sentence, in order. Days of cited documents and of history are none.

    `day` gives the year where none is said; `issued` the day from which "kể từ ngày ban hành"
    counts.
    """
    return _deadlines(text, *days_that_matter(text, day, issued))


@lru_cache(1024)
def _deadlines(text: str, day: date | None, issued: date | None) -> tuple[Deadline, ...]:
    plain = plain_of(text)
    if not _may_say(plain):
        return ()
    return tuple(_find(plain, day, issued, cell=False))


@lru_cache(1024)
def _may_say(plain: Plain) -> bool:
    """Whether a text may say a time at all."""
    low = plain.low
    return _SAID.search(low) is not None or ("trước " in low and _FEASTS.search(low) is not None)


@lru_cache(2048)
def days_that_matter(
    text: str, day: date | None, issued: date | None
) -> tuple[date | None, date | None]:
    """The days without those that change nothing in what a text says of time.

    Readers that know more and readers that know less of a plan then read a sentence once.
    """
    plain = plain_of(text)
    if not _may_say(plain):
        return None, None
    return day, issued if issued is not None and _OWN_EVENT.search(plain.low) else None


@lru_cache(1024)
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
    hits = list(_hits(plain, day, issued, cell=cell))
    made = [hit for hit in joined(plain, hits) if cell or hit.binds]
    made = made if cell else without_receivers(plain, [h for h in made if not _in_name(plain, h)])
    made = made if cell or day is None else [hit for hit in made if not _long_ago(plain, hit, day)]
    return (begun(plain, hit, day) if hit.made.periods else hit.made for hit in made)


_FOUND = re.compile(
    r"(?<!\w)(?:theo|từ|so với|căn cứ|trên cơ sở) (?:các )?(?:kết quả|số liệu|thống kê|hiện trạng"
    r"|báo cáo|danh sách|kỳ)(?!\w)[^.;:,]*$|(?<!\w)so với (?:cùng kỳ )?$"
)
"""Before a time of the past, of which something was found then."""


def _in_name(plain: Plain, hit: DeadlineHit) -> bool:
    """Whether a time is part of a name in quotation marks: chuyên mục "Mỗi tuần một cuốn sách"."""
    before, low = plain.low[: hit.begun], plain.low
    opened = max(before.rfind("“"), before.rfind('"') if before.count('"') % 2 else -1)
    closed = low.find("”" if low[opened : opened + 1] == "“" else '"', hit.end)
    return (
        opened > before.rfind("”")
        and closed > 0
        and plain.capital(opened + 1)
        and not hit.made.last
    )


def _long_ago(plain: Plain, hit: DeadlineHit, day: date) -> bool:
    """Whether a time ended so long before the plan that it tells of something else."""
    made = hit.made
    if hit.name == "year" and made.open == "standing" and made.first is not None:
        return made.first.year < day.year  # what goes on since then is nothing that begins
    if (
        made.last is not None
        and made.last.year < day.year
        and _FOUND.search(plain.low[: hit.begun])
    ):
        return True
    return made.last is not None and made.last.year < day.year - 1


def _first_of_each(low: str) -> dict[int, re.Match[str]]:
    """What each pattern finds first, by its number; those whose words are there are tried."""
    may = {
        rank
        for stem, words in RANKS_BY_WORD.items()
        if stem in low
        for word, ranks in words.items()
        if word in low
        for rank in ranks
    }
    return {
        rank: found
        for rank in may
        if ((name := PATTERNS[rank][0]) not in SHAPES or SHAPES[name].search(low))
        and (found := PATTERNS[rank][1].search(low)) is not None
    }


def _hits(
    plain: Plain, day: date | None, issued: date | None, *, cell: bool
) -> Iterator[DeadlineHit]:
    low, at = plain.low, 0
    last: tuple[str, int] | None = None
    waiting = _first_of_each(low)
    while waiting:
        first = min(waiting, key=lambda r: (waiting[r].start(), -waiting[r].end(), r))
        name, found = PATTERNS[first][0], waiting[first]
        intro = INTRO.search(low, max(at, found.start() - 70), found.start())
        begun = intro.start() if intro is not None and name in BY_DAY else found.start()
        if name == "each" and found[0].count(")") > found[0].count("("):
            begun -= low[begun - 1 : begun] == "("  # "(21/4) hằng năm"
        no_day = name == "each" and _is_no_day(low, found)
        at = found.end("day") if no_day else found.end()
        made = None if no_day else _made(plain, name, found, begun, day, issued)
        if made is not None:
            binds = cell or binds_somebody(low, name, found, begun)
            binds = binds or also_binds(low, last, name, begun)
            last = (name, at) if binds else None
            more = _GOES_ON.match(low, at) if binds else None
            if more is not None:
                at = more.end()
                text, span = plain.said(begun, at), plain.span(begun, at)
                made = made._replace(goes_on=True, last=None, open="standing", text=text, span=span)
            since = _since(low, name, found, begun)
            if since is not None:
                text, span = plain.said(since.start(), at), plain.span(since.start(), at)
                made = made._replace(text=text, span=span)
            if name == "each" and (two := AND_ANOTHER.search(low, max(0, begun - 70), begun)):
                said_again = made.text.lower().startswith(two["by"])
                made = made if said_again else made._replace(text=f"{two['by']} {made.text}")
            yield DeadlineHit(name, found, begun, at, made, binds)
            if name == "each" and found["day2"]:  # "ngày 05 và ngày 20 hằng tháng"
                said = plain.said(found.start("day2"), at)
                said = _BY_DAY.match(found[0])[0] + said  # type: ignore[index]
                also = made._replace(text=said, each=made.each.replace(*_second(found)))
                yield DeadlineHit(name, found, begun, at, also, binds)
        for rank in [rank for rank, hit in waiting.items() if hit.start() < at]:
            again = PATTERNS[rank][1].search(low, at)
            if again is None:
                del waiting[rank]
            else:
                waiting[rank] = again


def _is_no_day(low: str, found: re.Match[str]) -> bool:
    """Whether a bare number before "mỗi quý" is that of a thing: "Quốc lộ 2 mỗi quý"."""
    bare = found.start() == found.start("day") and not found["month"]
    return bare and _AND_DAY.search(low[max(0, found.start() - 6) : found.start()]) is None


_AND_DAY = re.compile(r"(?:^|và |[,;:(.] ?|- |(?:ngày|mùng|mồng|hằng|hàng|đến|là) )$")
_BY_DAY = re.compile(r"(?:trước (?:ngày )?)?")


def _second(found: re.Match[str]) -> tuple[str, str]:
    return f"{int(found['day'])}", f"{int(found['day2'])}"


_FROM = re.compile(r"(?<!\w)(?:kể )?từ $")


def _since(low: str, name: str, found: re.Match[str], begun: int) -> re.Match[str] | None:
    """The word before a time from which something begins: "từ quý III", "sau ngày 15/3"."""
    if name == "date" and begun == found.start():
        return AFTER.search(low, max(0, begun - 8), begun) or _FROM.search(low, 0, begun)
    by_calendar = name in ("date", "month", "quarter", "year")
    return _FROM.search(low, 0, begun) if by_calendar else None


_BEFORE = re.compile(rf"(?<!\w)trước (?:ngày |cuối |đầu |giữa |thời điểm |mốc |{NAMED_DAY})?$")


def _made(
    plain: Plain, name: str, found: re.Match[str], begun: int, day: date | None, issued: date | None
) -> Deadline | None:
    place = (begun, found.end())
    base = Deadline(plain.said(*place), plain.span(*place), "standing")
    intro = plain.low[begun : found.start()]
    before = "trước " in intro and "nhất" not in intro and _BEFORE.search(intro) is not None
    if name == "date" and (first := AND_ANOTHER.search(plain.low, max(0, begun - 70), begun)):
        before = before or first["by"] == "trước"
    try:
        if name in _RECURRING:
            return _recurring(name, found, base)
        if name == "soon":
            own = _event_day(found[0].removeprefix("ngay sau "), issued)
            return base._replace(kind="after", open="" if own else "event", last=own)
        if name == "sitting" and found["m"]:
            name = "month"
        if name in ("within", "event", "told", "sitting", "cell"):
            return base._replace(kind="after", open="event")
        if name == "same":
            return base._replace(kind="after", open="same")
        if name == "this":
            return this_period(found, base, issued or day)
        if name == "odd":
            return every_other_year(found, base, day)
        if name == "but_of":
            made = on_day(found, base, day, before=" trước " in found[0], since=False)
            if made is not None and made.last is not None and day and made.last < day:
                return made._replace(last=_year_on(made.last))
            return made
        if name == "days_of":
            return days_of(found, base, day)
        if name == "week_of":
            return week_of(found, base, day)
        if name == "feast":
            return _before_feast(found, base, day)
        if name == "after":
            return _after(plain, found, base, issued, day)
        if name == "date":
            since = SINCE.search(plain.low, 0, begun) is not None
            after = begun == found.start() and AFTER.search(plain.low, 0, begun) is not None
            made = on_day(found, base, day, before=before, since=since or after)
            if after and made is not None and made.first is not None:
                made = made._replace(first=made.first + timedelta(days=1))
            return made
        name = "months" if name == "month_to_month" else name
        made = stretch(name, found, base, day, before=before)
        return since_then(plain, name, found, begun, made)
    except ValueError:
        return None  # a day that the calendar does not have


def _year_on(day: date) -> date:
    """A day a year later: of what comes again it is the next one that counts."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


_RECURRING = (
    "of_month", "each_week", "standing", "each", "each_end", "each_month", "each_last", "each_next",
    "each_after", "each_bare", "weekday", "period", "times", "periodic", "yearly",
)  # fmt: skip
_WEEKS = ("week", "week2", "week3", "week4", "week5")
_UNITS = ("unit", "unit2", "unit3", "unit4", "unit5", "unit6")
_LAST_DAY = {"tháng": "31", "quý": "31/3", "năm": "31/12"}


def _recurring(name: str, found: re.Match[str], base: Deadline) -> Deadline | None:
    if name == "standing":
        return base._replace(open="standing")
    base = base._replace(kind="periodic", open="periodic")
    if name == "of_month":
        return base._replace(periods=("thang",))
    if name == "each":
        unit = found["unit"]
        month = re.sub(r"\D", "", found["month"] or "")
        each = f"{int(found['day'])}/{int(month)}" if month else f"{int(found['day'])}"
        period = "thang" if unit == "kỳ" else PERIOD_OF[unit]
        return base._replace(periods=(period,), each=each)
    if name == "each_end":
        each = f"{int(found['day'])}/{MONTH_OF_QUARTER[found['which']]}"
        return base._replace(periods=("quy",), each=each)
    if name == "each_month":
        return base._replace(periods=("quy",), each=f"31/{MONTH_OF_QUARTER[found['which']]}")
    if name == "each_last":
        unit = found["unit"] or found["unit2"] or found["unit3"] or found["unit4"]
        each = "" if found["head"] else _LAST_DAY[unit]
        return base._replace(periods=(PERIOD_OF[unit],), each=each)
    if name in ("each_next", "each_after", "each_bare"):
        return base._replace(periods=("thang",), each=f"{int(found['day'])}")
    if name == "each_week":
        return _week_of_each(found, base)
    if name == "weekday":
        said = next(week for key in _WEEKS if (week := found[key]))
        return base._replace(periods=("tuan",), each=weekday_said(said))
    if name == "period":
        return base._replace(periods=(PERIOD_OF[found["one"]],))
    if name == "times":  # so often in each: the last time at the end of it
        unit = next(u for key in _UNITS if (u := found[key]))
        every = found["every"] or found["every2"]
        if every or unit in ("học kỳ", "vụ"):
            half = f"{every} {unit}" in PERIOD_OF
            return base._replace(periods=("6-thang",) if half else ())
        return base._replace(periods=(PERIOD_OF[unit],), each=_LAST_DAY.get(unit, ""))
    if name == "yearly" and found["unit"] == "học kỳ":
        return base
    if name == "yearly":
        period = PERIOD_OF[found["unit"] or found["day"] or "ngày"]
        return base._replace(periods=(period,))
    listed = re.findall(ONE_PERIOD, found["list"] or "")
    each = ""
    if found["bd"]:
        each = f"{int(found['bd'])}" + (f"/{int(found['bm'])}" if found["bm"] else "")
    return base._replace(periods=tuple(PERIOD_OF[p] for p in listed), each=each)


def _week_of_each(found: re.Match[str], base: Deadline) -> Deadline:
    """The first week of each month or quarter, or the last one of each quarter."""
    if found["unit3"]:
        return base._replace(periods=("quy",), each=_LAST_DAY["quý"])
    quarter = "quý" in (found["unit"], found["unit2"])
    return base._replace(periods=("quy" if quarter else "thang",), each="7/1" if quarter else "7")


_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")


def _before_feast(found: re.Match[str], base: Deadline, day: date | None) -> Deadline:
    """Before a feast: of the lunar new year the day before it is known, of no other one."""
    base = base._replace(kind="before", open="holidays")
    if not found["tet"]:
        return base
    known = new_year_days()
    year = int(found["y"] or 0)
    if found["stem"]:
        branch = found["branch"].replace("tí", "tý").replace("tị", "tỵ")
        named = (_STEMS.index(found["stem"]), _BRANCHES.index(branch))
        year = next((y for y in known if ((y - 4) % 10, (y - 4) % 12) == named), 0)
    elif not year and day is not None:
        year = next((y for y, first in sorted(known.items()) if first > day), 0)
    first = known.get(year)
    return base._replace(last=first - timedelta(days=1), open="") if first else base


def _after(
    plain: Plain, found: re.Match[str], base: Deadline, issued: date | None, day: date | None
) -> Deadline | None:
    count, working = int(found["count"]), found["work"] == "ngày làm việc"
    event = plain.said(*found.span("event")).strip()
    if plain.low.endswith("quá ", 0, found.start()) or (" mà " in event and " thì " in event):
        return None  # a case: "… kể từ ngày thông báo mà chủ sở hữu không thực hiện thì …"
    made = base._replace(kind="after", days=count, working=working, event=event, open="event")
    start = _event_day(event, issued, day)
    if start is None or found["work"] == "tháng":
        return made
    if found[0].find("bắt đầu từ") > 0:
        count -= 1  # the day itself is the first
    if not working:
        return made._replace(last=start + timedelta(days=count), open="")
    last = after_working_days(start, count)
    return made._replace(last=last, open="" if last else "holidays")


_BARE_DAY = re.compile(r"(?:ngày )?(\d{1,2})/(\d{1,2})")
_CITED = re.compile(r"\{| số \d")
"""Another document: the issue of that one."""


def _event_day(event: str, issued: date | None, day: date | None = None) -> date | None:
    """The day of an event that is said, or that is the issue of the plan itself.

    Not the issue of a document that is cited: "ban hành {cap_tren}", "ban hành Kế hoạch số 12".
    """
    low = event.lower()
    if (said := re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", low)) is not None:
        return date(int(said[3]), int(said[2]), int(said[1]))
    if day is not None and (said := _BARE_DAY.fullmatch(low)) is not None:
        return date(day.year, int(said[2]), int(said[1]))
    own = re.match(
        r"(?:khi |ngày )?(?:ký |ban hành )*(?:ban hành|ký|kế hoạch này|văn bản này)", low
    )
    own = own or _HOLDS.match(event)
    others = _CITED.search(low) or _OTHERS_PLAN.search(low) or _OTHER_PAPER.match(low)
    return issued if own and not others else None


_OTHER_PAPER = re.compile(
    r"(?:khi |ngày )?(?:(?:ký|ban hành)(?: kết)? )+(?:các |bản )?(?:hợp đồng|biên bản|thỏa thuận"
    r"|cam kết|giấy|phiếu|đơn|hóa đơn|quy chế|quyết định(?! này)"
    r"|(?:kết luận|nghị quyết|chỉ thị|thông báo|thông tư|nghị định|đề án|tờ trình)(?! này))(?!\w)"
)
"""What somebody signs in each case, and no plan: "kể từ ngày ký hợp đồng"."""
_OTHERS_PLAN = re.compile(r"kế hoạch (?:của (?!ủy ban nhân dân tỉnh)|cấp (?:xã|huyện))")
"""Whoever has to make a plan of its own: "ngày ban hành Kế hoạch của địa phương"."""
_HOLDS = re.compile(
    r"(?:khi |ngày )?(?:Kế hoạch (?:được )?(?:ban hành|ký|phê duyệt|thông qua|công bố|có hiệu lực)"
    r"|có hiệu lực của Kế hoạch)(?!\w)"
)
"""The plan itself, with its capital, without "này": "sau khi Kế hoạch được ban hành"."""

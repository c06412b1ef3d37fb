"""Lines of the unit's own that no plan above has: who reports inside by when.

The first is a proposal: the day is reckoned from the unit's own report upwards; the sheet says so.
Who has the plan and no work in it is told there, too: neither is a fault of a sentence.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.reports_here import sent_here_by
from generator.cascade.deriving.frame.days_inside import day_before, each_once
from generator.cascade.deriving.frame.last_words import closes
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import IDLE, REPORTED
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.sent_above import acts_above
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies
from generator.plan.model import Diem, Khoan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.deadline_hits import Deadline
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency

REPORT_INSIDE = "bao-cao-noi-bo"
"""Id of the line by which the unit's bodies report before it does."""
INSIDE = (
    "Các {{phong}} thuộc UBND {{cap}}{{va_duoi}} gửi kết quả thực hiện về {0} {1} để tổng hợp,"
    " tham mưu UBND {{cap}} báo cáo lên trên đúng hạn."
)
INSIDE_BODY = (
    "Các phòng, đơn vị thuộc {{ten_ngan}} gửi kết quả thực hiện về {0} {1} để tổng hợp, tham mưu"
    " Lãnh đạo {{ten_ngan}} báo cáo đúng hạn."
)
"""The same in the plan of a department, which reports through its head."""
URGES = (
    "Đôn đốc các {{phong}} thuộc UBND {{cap}}{{va_duoi}} gửi kết quả thực hiện {0} để tổng hợp,"
    " tham mưu UBND {{cap}} báo cáo lên trên đúng hạn."
)
_DATED = (
    r"(?:(?:định kỳ|hằng|hàng|trước|chậm nhất|trong|sau khi|kết thúc|từ ngày|vào|thứ"
    r"|(?:6 tháng|năm|quý|tháng|tuần)(?= ?\()|(?:hoặc |và )?đột xuất)(?!\w)[^,;]{0,60}?"
    r"(?:, ?| (?=báo cáo|gửi|tổng hợp|hoặc|và|ủy ban)))"
)
"""When a report is due, before its verb: "Định kỳ 6 tháng (trước 10/6), năm (trước 05/12) "."""
_REPORTS = re.compile(
    rf"[\W\d]*(?:làm đầu mối,? (?:và )?)?{_DATED}{{0,3}}"
    r"(?:(?:chủ tịch )?(?:ủy ban nhân dân|các phòng, đơn vị|sở)(?!\w)[^,;]{0,40}? "
    rf"{_DATED}{{0,2}})?"
    r"(?:(?:thực hiện|nghiêm túc|chế độ|có trách nhiệm|đầy đủ|kịp thời) )*"
    r"(?:(?:theo dõi|tổng hợp|đánh giá|sơ kết|tổng kết|thống kê)(?!\w)[^;]{0,80}?)?"
    r"(?:gửi |lập |xây dựng )?báo cáo(?!\w)"
    rf"|[\W\d]*(?:{_DATED}(?:(?:ủy ban nhân dân|sở)(?!\w)[^,;]{{0,40}}? )?)?"
    r"(?:tổng hợp|gửi) (?:kết quả|số liệu|tình hình)(?!\w)"
    r"|[\W\d]*gửi (?:về )?[^,;]{3,60}? báo cáo (?:tháng|quý|năm|định kỳ|kết quả|\d)"
)
"""A sentence that reports, and does nothing else first."""
MAY_REPORT = ("báo cáo", "tổng hợp", "gửi")
THROUGH = re.compile(r"\((?:thông )?qua ([^()]{4,80})\)")
_CITED = re.compile(r"\{[^{}]*\}")
_PARTS = re.compile(r"(?<=;) ")
_REPORTING = r"(?=báo cáo|gửi|tổng hợp|lập|theo dõi|định kỳ)"
_ADVISES = re.compile(
    rf"^Tham mưu (?:UBND \w+(?: khu| phố| xã| trấn)? |Lãnh đạo [^,;]{{0,80}}?{_REPORTING})?"
)
_ADVISED = re.compile(
    rf"(?<=[, ])tham mưu (?:UBND \w+(?: khu| phố| xã| trấn)?|Lãnh đạo [^,;]{{0,80}}?) {_REPORTING}"
)
_NO_LEAD = "bộ phận đầu mối"
_NO_ROOM = "phòng, đơn vị được giao chủ trì"
"""Whom a department's plan is given; no registry lists its rooms."""


class Upward(NamedTuple):
    """A report of the unit to a superior, and when it is due."""

    draft: NodeDraft
    when: Deadline
    here: str = ""
    """By when others report to the department: its own rooms do it by the same day."""


def report_inside(kit: Kit, program: Program) -> None:
    """Add the line by which the unit's bodies report before the unit does."""
    found = list(upward(kit, program))
    if not found:
        return
    ends = _ends_of_work(kit, program)
    days = each_once(one.here or day_before(one.when, kit.day, ends) for one in found)
    when = "; ".join(days)
    if not when:
        return
    at = found[-1].draft
    own = kit.lead.own
    parent = at.parent
    led = parent is not None and parent.agencies.get("co_quan", []) not in ([], [SELF])
    led = led and kit.unit.committee
    inside = INSIDE if kit.unit.committee else INSIDE_BODY
    nobody = _NO_LEAD if kit.unit.committee else _NO_ROOM
    words = URGES.format(when) if led else inside.format(own.ten if own else nobody, when)
    _put(program, at, words)


def _put(program: Program, at: NodeDraft, words: str) -> None:
    """A point after a point, else an item at the end of the last part."""
    siblings = at.parent.below.get("diem", []) if at.parent is not None else []
    if at.kind == "diem" and at in siblings:
        node: Diem | Khoan = Diem(id=REPORT_INSIDE, noi_dung=words)
        new = program.new(node, at.part, at.parent, REPORTED)
        siblings.insert(siblings.index(at) + 1, new)
        return
    parts = [d for d in program.parts["muc"] if d.dropped is None and not closes(d)]
    if not parts:
        return
    section = at.parent if at.kind == "khoan" and at.parent is not None else parts[-1]
    items = section.below.setdefault("khoan", [])
    numbered = all(getattr(i.above, "danh_so", True) for i in items) if items else False
    node = Khoan(id=REPORT_INSIDE, noi_dung=words, danh_so=numbered)
    last = next((n for n, one in enumerate(items) if closes(one)), len(items))
    items.insert(
        items.index(at) + 1 if at in items else last,
        program.new(node, "muc", section, REPORTED),
    )


def upward(kit: Kit, program: Program) -> Iterator[Upward]:
    """The unit's own reports to a superior that have a day: those that report and do no more."""
    years = _years(program.subject.said, kit.day)
    for draft, said in own_sentences(kit, program):
        said = _CITED.sub("văn bản này", said)  # the colon of "{cap_tren:ngay}" parts nothing
        said = _LABEL.sub("", said)
        parts = _PARTS.split(_ADVISED.sub("", _ADVISES.sub("", said)))
        goes = [_goes_up(kit, part) for part in parts]
        sent = any(_sends_up(kit, part) for part in parts)
        if not sent and not any(goes):
            continue  # nothing goes up: who acts in it matters no more
        for part, reports, ours in zip(parts, goes, _ours(kit, parts), strict=True):
            if not ours:
                continue
            if not reports and (sent or any(goes)) and _reports_too(kit, part):
                reports = [(0, len(part))]  # "…; báo cáo năm trước ngày 10/12": to the same
            for start, end in reports:
                near = [d for d in deadlines(part, kit.day) if start <= d.span.start < end]
                near = _without_ends(near)
                each = _each_year(part, near)
                if not _ONCE.search(part):
                    again = _EACH_YEAR.search(plain_of(part).low) is not None
                    each = _in_years(each, years, each_year=again)
                for when in each:
                    if (when.last is not None and when.kind in ("before", "on")) or when.each:
                        yield Upward(draft, when, sent_here_by(said))


_LABEL = re.compile(
    r"(?i)^[\W\d]*(?:về )?(?:thực hiện )?(?:chế độ )?(?:thông tin,? (?:và )?)?"
    r"báo cáo(?! (?:định kỳ )?(?:hằng |hàng )?(?:tuần|tháng|quý|năm|\d))[^:;,.]{0,30}: "
)
"""What a run-in heading says before what is ordered: "Chế độ thông tin, báo cáo: ".

"Báo cáo tháng: trước ngày 15" is a report and its day.
"""
_SENDS = re.compile(r"[\W\d]*gửi (?:qua|bằng|về|đến|tới|cho)(?!\w)")


def _sends_up(kit: Kit, part: str) -> bool:
    """Whether a part of a sentence says no more than where the reports before it go."""
    if _SENDS.match(plain_of(part).low) is None:
        return False
    return any(kit.unit.kin(body) is Kin.ABOVE for body in bodies(part))


def _ours(kit: Kit, parts: Sequence[str]) -> Iterator[bool]:
    """For each part of a sentence, whether the unit acts in it, or a room of its for it.

    "Trạm Y tế xã giám sát …; báo cáo Trung tâm Kiểm soát bệnh tật tỉnh": the station reports.
    """
    ours = True
    for part in parts:
        found = duties(part, kit.day)
        named = [d for d in found if d.said == "opening" and d.role == "report" and d.who]
        first = next(iter([*named, *found]), None)  # "Đề nghị X cử …. UBND xã báo cáo …"
        if first is not None and first.who:
            ours = any(_reports_for_us(kit, body) for body in first.who)
        yield ours


def _reports_for_us(kit: Kit, body: NamedBody) -> bool:
    kin = kit.unit.kin(body)
    if kin in (Kin.SELF, Kin.EVERYBODY, Kin.SOME) or not kit.unit.committee:
        return True
    return kin is Kin.OWN and (kit.own.named(body.text) in kit.own.rooms or body.kind == "phong")


_RHYTHM = re.compile(
    r"[\W\d]*(?:gửi )?báo cáo (?:định kỳ |kết quả )?(?:hằng |hàng )?"
    r"(?:tuần|tháng|quý|năm|(?:6|06|sáu|9|09|chín) tháng|sơ kết|tổng kết)(?!\w)"
)
"""One more report of those that a sentence orders, which says no more to whom."""


def _reports_too(kit: Kit, part: str) -> bool:
    """Whether a part of a sentence reports to whom another part of it says."""
    if _RHYTHM.match(plain_of(part).low):
        return True
    to_nobody = not any(d.whom for d in duties(part, kit.day))
    return to_nobody and _REPORTS.match(plain_of(part).low) is not None


def _years(subject: str, day: date | None) -> tuple[int, int] | None:
    """The first and the last year of a plan by what it is about; None where that is not sure.

    "Chương trình giai đoạn 2021 - 2030 năm 2026" is of one year.
    """
    alone = _ONE_YEAR.findall(_SEVERAL.sub("", subject))
    several = _SEVERAL.findall(subject)
    if len(alone) == 1:
        return int(alone[0]), int(alone[0])
    if alone or len(several) != 1:
        return None
    first, last = several[0]
    begins = int(first) if first else (day.year if day is not None else None)
    return None if begins is None else (begins, int(last))


_SEVERAL = re.compile(
    r"(?<![\d/])(?:(20\d\d) ?(?:[-–]|đến)|đến)(?: hết)? ?(?:năm )?(20\d\d)(?![\d/])"
)
_ONE_YEAR = re.compile(r"(?i)năm (20\d\d)(?![\d/])")
_ONCE = re.compile(r"(?:[Ss]ơ|[Tt]ổng) kết(?!\w)")
"""A report of the whole, not of each year."""
_YEAR_SAID = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _in_years(
    days: Iterable[Deadline], years: tuple[int, int] | None, *, each_year: bool
) -> Iterator[Deadline]:
    """Days of reports that say no year, in the years of the plan: each of several, or its one.

    `each_year`: whether the sentence says that they come again each year.
    """
    for when in days:
        once = years is not None and years[0] == years[1] and not each_year
        if years is not None and once and (one := _of_one_year(when, years[0])) is not None:
            yield one
            continue
        if when.last is None or when.each or years is None or _YEAR_SAID.search(when.text):
            yield when
            continue
        day = when.last + timedelta(days=when.kind == "before")
        if years[0] < years[1] and when.kind in ("before", "on"):
            yield when._replace(each=f"{day.day}/{day.month}", periods=("nam",))
        else:
            late = max(years[0] - when.last.year, 0)
            yield when._replace(last=_later(when.last, late))


def _of_one_year(when: Deadline, year: int) -> Deadline | None:
    """A day of a year's report as a date, in a plan of one year."""
    day, _slash, month = when.each.partition("/")
    if not {"nam", "6-thang"}.intersection(when.periods) or not month.isdecimal():
        return None
    try:
        stated = date(year, int(month), int(day))
    except ValueError:
        return None
    return when._replace(last=stated - timedelta(days=1), kind="before", each="", periods=())


_AGAIN = re.compile(r" (?:định kỳ )?(?:hằng|hàng|mỗi) năm(?!\w)")
_EACH_YEAR = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|các) năm(?!\w)")


def _ends_of_work(kit: Kit, program: Program) -> frozenset[date]:
    """The last days of what the unit itself does, reports left out."""
    return frozenset(
        when.last
        for _draft, said in own_sentences(kit, program)
        if not any(word in said.lower() for word in MAY_REPORT)
        for when in deadlines(said, kit.day)
        if when.last is not None and not when.each and not when.periods
    )


def _later(day: date, years: int) -> date:
    """The same day some years later; the last of February stays one."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=day.day - 1)


def _goes_up(kit: Kit, part: str) -> list[tuple[int, int]]:
    """The places of a part of a sentence where it reports to a superior, and does no more."""
    if not any(word in part.lower() for word in MAY_REPORT):
        return []
    found = []
    for duty in duties(part, kit.day):
        start, end = duty.span
        through = bodies(t[1]) if (t := THROUGH.search(part)) else ()
        told = kit.unit.kins([*duty.whom, *through])
        goes = duty.role == "report" or (duty.role == "lead" and bool(through))
        own_level = not kit.unit.committee or kit.unit.level <= kit.unit.above
        up = told & {Kin.ABOVE, *((Kin.OTHER, Kin.PARTY) if own_level else ())}
        up = up or {Kin.ABOVE for b in duty.whom if acts_above(kit.unit, b)}  # "Hội … tỉnh"
        plain = plain_of(part[start:end])
        behind = None if _REPORTS.match(plain.low) else _REPORTS_BEHIND.search(plain.low)
        if goes and up and (_REPORTS.match(plain.low) or behind is not None):
            begin = 0 if behind is None else plain.span(*behind.span()).start
            found.append((start + begin, end))
    return found


_REPORTS_BEHIND = re.compile(
    r", (?:đồng thời |và |định kỳ )*(?:gửi )?báo cáo (?:kết quả|tiến độ|tình hình|số liệu)(?!\w)"
)
"""A report behind something else that is to be done: "phân công người phụ trách, báo cáo …"."""


def _each_year(part: str, near: Sequence[Deadline]) -> Iterator[Deadline]:
    """Days of reports; one said beside a yearly one is of each year too: "15/6 và 15/12"."""
    before: Deadline | None = None
    for when in near:
        low = plain_of(part[: when.span.start]).low
        again = _EACH_YEAR.search(low) or _AGAIN.match(part, when.span.end)
        bare = not when.periods and _YEAR_SAID.search(when.text) is None
        if when.last is not None and bare and again:
            day = when.last + timedelta(days=when.kind == "before")
            when = when._replace(each=f"{day.day}/{day.month}", periods=("nam",))
        linked = before is not None and part[before.span.end : when.span.start].strip() in _AND
        yearly = linked and before is not None and "/" in before.each and "nam" in before.periods
        if yearly and before is not None and when.last is not None and _YEAR not in when.text:
            day = when.last + timedelta(days=1) if when.kind == "before" else when.last
            when = when._replace(each=f"{day.day}/{day.month}", periods=before.periods)
        yield when
        before = when


def _without_ends(near: Sequence[Deadline]) -> list[Deadline]:
    """Days of reports without the one up to which they go: "hằng tuần … cho đến hết ngày 31/12"."""
    often = [when.span.start for when in near if when.periods]
    ends = (
        when.text.startswith("đến") and bool(often) and often[0] < when.span.start for when in near
    )
    return [when for when, end in zip(near, ends, strict=True) if not end]


_AND = ("và", ",", ", và", "và trước", "và ngày", "và trước ngày", ", trước ngày")
_YEAR = "năm"


def own_sentences(kit: Kit, program: Program) -> Iterator[tuple[NodeDraft, str]]:
    """What the unit's plan says of its own work, not what others are asked, helped with."""
    told: NodeDraft | None = None
    for draft, said in plan_sentences(kit, program):
        title = draft.texts.get("tieu_de") and draft.texts.get("noi_dung") and told is not draft
        told = draft
        if not title and not said.startswith("Đề nghị") and not _under_others(draft):
            yield draft, said


def plan_sentences(kit: Kit, program: Program) -> Iterator[tuple[NodeDraft, str]]:
    """What the unit's plan says, node by node, whoever does it: a title before what is under it."""
    for draft in program.order:
        if draft.dropped is not None or draft.part != "muc":
            continue
        for name in ("tieu_de", "noi_dung"):
            said = "".join(
                "".join(_own(kit, p) if isinstance(p, Own) else p for p in piece.pieces)
                if isinstance(piece, RuleWords)
                else piece
                for piece in draft.texts.get(name, [])
            )
            if said:
                yield draft, said


def _own(kit: Kit, name: Own) -> str:
    """What stands for a name of the unit where sentences are read for all of a level."""
    if not name.lower().startswith("ten"):
        return kit.unit.word
    return f"UBND {kit.unit.word}" if kit.unit.committee else kit.unit.name


def words_of(text: Text) -> Iterator[str]:
    """The words of a text, those that rules wrote among them."""
    for piece in text:
        yield from piece.pieces if isinstance(piece, RuleWords) else (piece,)


def _under_others(draft: NodeDraft) -> bool:
    at = draft.parent
    while at is not None:
        first = next(iter(at.texts.values()), [""])[:1]
        said = "".join(first[0].pieces) if first and isinstance(first[0], RuleWords) else ""
        if said.startswith(("Phối hợp với", "Đề nghị")):
            return True
        at = at.parent
    return False


# ------------------------------------------------------------------------------ without work


def settle_idle(kit: Kit, program: Program) -> None:
    """Tell on the sheet which bodies get the plan and no work in it.

    Police and army have their own superiors: where the plan gives one of them work, the other does
    not get it.
    """
    if not kit.unit.committee:
        return
    at_work = _at_work(kit, program)
    workers = {body.id: body for body in kit.own.workers}
    for line in program.parts["noi_nhan"]:
        if line.dropped is not None:
            continue
        ids = line.agencies.get("co_quan", [])
        listed = [workers[id_] for id_ in ids if isinstance(id_, str) and id_ in workers]
        without = [body for body in listed if not at_work(body)]
        armed = [body for body in without if body.loai == "vu-trang"]
        stay = [body for body in listed if body not in armed]
        if armed and stay and not line.digest and len(listed) == len(ids):
            line.texts["noi_dung"] = [RuleWords((", ".join(body.ten for body in stay),))]
            line.agencies["co_quan"] = [body.id for body in stay]
            without = [body for body in without if body not in armed]
        if without:
            line.touch(IDLE)


def _at_work(kit: Kit, program: Program) -> Callable[[Agency], bool]:
    """Whether the plan gives a body of the unit something, or names it."""
    stays = [d for d in program.order if d.dropped is None and d.part in ("muc", "phu_luc")]
    given = {id_ for d in stays for ids in d.agencies.values() for id_ in ids}
    texts = [
        key_of("".join(words_of(text)))
        for d in stays
        if d.part == "muc"
        for text in d.texts.values()
    ]
    rooms = key_of(f"các {kit.unit.rooms}")
    all_rooms = SELF in given or any(rooms in text for text in texts)

    def works(body: Agency) -> bool:
        if body.id in given or (all_rooms and body in kit.own.rooms):
            return True
        return any(key_of(body.ten) in text for text in texts)

    return works

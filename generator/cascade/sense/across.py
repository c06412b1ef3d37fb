"""Rules of sense across levels: does a plan agree with the one above it, and with its level.

`check_levels` compares a plan with the plan above; `check_own` looks at what a plan promises
to whom. What the registry and the citations can see (agencies that do not exist on the day,
numbers that contradict a cited plan) is checked elsewhere.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.covering.promised_below import SHARE, pairs, promises_of
from generator.cascade.sense.beside import words_of
from generator.cascade.sense.later_days import late_words, later_days
from generator.cascade.sense.left_behind import left_behind
from generator.cascade.sense.lowered import lowered
from generator.cascade.sense.own_heads import headed_otherwise
from generator.cascade.sense.side_by_side import told_beside
from generator.cascade.tasks.all_tasks import asks_for_plan, is_foreign, match, members, tasks_of
from generator.cascade.tasks.prose import includes
from generator.cascade.tasks.two_days import contradictions
from generator.diagnostics import Diagnostic, error, nearest, warning
from generator.grammar.first_words import LEVELS
from generator.grammar.stored import ends_later, last_day, work_begins
from generator.locale import _
from generator.plan.model import Khoan, NhiemVu, walk
from generator.plan.wording import deadline, nfc, plain, short_date
from generator.text import patterns as re
from generator.text.normal import fold
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.cascade.tasks.task import Task
    from generator.diagnostics import Span
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency, Registry
    from generator.plan.citations import Citations
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.source import TomlSource
    from generator.plan.toml import Loaded

_TITLE = re.compile(r"\b(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à)\s+")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_EVERY_OWN = re.compile(r"cac (?:phong|bo phan)(?!\w)")
"""A line of recipients that means every body of the unit."""
_EVERY_DEPARTMENT = re.compile(
    r"(?:cac |(?:^|; )[-+ ]*)so(?:,? ban)?(?:,| va)? nganh(?!\w)|cac so(?= *(?:;|,|$))"
)
"""A line that means every department of a province."""
_EVERY_FRONT = re.compile(r"(?:doan the|cac to chuc chinh tri)(?!\w)")
_SAID_ABOVE = re.compile(r"^(?:.*; )?nhu (?:muc|tren|dieu|phan|kinh gui)(?!\w)")
"""Whom the text names gets the plan: "Như Mục V", "Như trên"."""
_CITED = re.compile(r"\{([a-z0-9_-]+)")
_SEND = re.compile(
    r"\b[Kk]ế hoạch\b[^.;]*?\bgửi\b[^.;]*?\b(trước|chậm nhất|muộn nhất)\s+(?:là\s+)?(?:ngày\s+)?"
    r"(\d{1,2})/(\d{1,2})/(\d{4})"
)


def check_levels(
    child: Loaded,
    parent: Loaded,
    registry: Registry,
    citations: Citations,
    base: KeHoach | None = None,
) -> list[Diagnostic]:
    """What a plan says against the plan it implements; both places are named.

    `base`: the plan as it was derived, where that is known.
    """
    found = list(_Pair(child, parent, registry, citations, base).run())
    found += [*later_days(child, parent, base, found)]
    return [*found, *told_beside(child, parent, registry, base)]


def check_own(loaded: Loaded, registry: Registry) -> list[Diagnostic]:
    """What a plan promises: to whom, by whom, and when."""
    plan, source = loaded
    unit = registry.get(plan.van_ban.co_quan, plan.day())
    found = [*_reports(plan, source), *_two_days(plan, source, registry)]
    found += headed_otherwise(loaded, registry)
    if unit is not None and unit.cap:
        found += _leads(plan, source, unit, registry)
        found += _recipients(plan, source, unit, registry)
    return found


def _again(task: Task) -> bool:
    """Whether a task has a day in each of its periods."""
    return task.when is not None and bool(task.when.dinh_ky and task.when.ngay_ky)


def _place(source: TomlSource, loc: Loc) -> str:
    span = source.span(loc)
    return f"{span.file}:{span.line}:{span.column}"


# ------------------------------------------------------------------------------ two plans


class _Pair:
    """A plan and the plan above it."""

    def __init__(
        self,
        child: Loaded,
        parent: Loaded,
        registry: Registry,
        citations: Citations,
        base: KeHoach | None,
    ) -> None:
        """`base`: the plan as it was derived, where that is known."""
        self.citations, self._base = citations, base
        self.plan, self.source = child
        self.above, self.above_source = parent
        self.registry = registry
        self.tasks = tasks_of(self.above, registry)

    def run(self) -> Iterator[Diagnostic]:
        yield from self._deadlines()
        yield from self._promises()
        yield from self._issued_before()
        yield from self._sent_late()
        yield from self._names()
        yield from self._left_out()
        yield from lowered(self.plan, self.source, self.above)
        yield from left_behind(self.plan, self.source, self.above)

    def _deadlines(self) -> Iterator[Diagnostic]:
        """LC701: a task may not end later than above."""
        below = [task for task in tasks_of(self.plan) if last_day(task.when) or _again(task)]
        if not below:
            return
        matched = match(self.tasks, self.above.van_ban.ma, below)
        start = work_begins(self.above)
        for above, found in zip(self.tasks, matched.found, strict=True):
            for task in found:
                if ends_later(task.when, above.when, start) and not self._said_so(task, above):
                    yield self._late(task, above)

    @cached_property
    def _derived(self) -> dict[str, AnyNode]:
        """The nodes of the plan as it was derived."""
        return {node.id: node for _loc, node in walk(self._base)} if self._base else {}

    def _said_so(self, task: Task, above: Task) -> bool:
        """Whether the sentence above sets that time, too, for another part of it.

        A time that derivation itself took is said so anywhere above: the day by which others
        report is not the day by which the unit that gathers them does.
        """
        if task.when is None or not task.origin or task.origin.nut != above.node.id:
            return False
        said = fold(deadline(task.when))
        if said in fold(words_of(above.node)):
            return True
        return self._derived.get(task.node.id) == task.node and said in self._everything

    @cached_property
    def _everything(self) -> str:
        return fold(" ".join(words_of(node) for _loc, node in walk(self.above)))

    def _promises(self) -> Iterator[Diagnostic]:
        """LC725: a share promised here is not lower than above."""
        above, below = promises_of(self.above), promises_of(self.plan)
        for place, own in pairs(above, below):
            upper = above[place]
            if upper.unit != SHARE or not own.falls_short_of(upper):
                continue
            message = _("Chỉ tiêu “{chi_tieu}” là {duoi}%, cấp trên giao {tren}% ({noi})").format(
                chi_tieu=upper.text,
                duoi=own.said.rstrip(" %"),
                tren=upper.said.rstrip(" %"),
                noi=_place(self.above_source, upper.loc),
            )
            hint = _("Đặt chỉ tiêu không thấp hơn cấp trên giao, hoặc xin ý kiến cơ quan cấp trên")
            yield warning("LC725", message, self.source.span(own.loc), hint)

    def _late(self, task: Task, above: Task) -> Diagnostic:
        assert task.when is not None  # noqa: S101 - the caller compares their days
        assert above.when is not None  # noqa: S101 - the caller compares their days
        place = self.above_source.span((*above.loc, "thoi_han"))
        message = late_words(deadline(task.when), task.id, deadline(above.when), place)
        hint = _("Đặt thời hạn không muộn hơn cấp trên, hoặc xin ý kiến cơ quan cấp trên")
        # Matched by origin it is the same task for certain; by likeness it may not be.
        sure = task.origin is not None and task.origin.nut == above.id
        make = error if sure else warning
        return make("LC701", message, self.source.span((*task.loc, "thoi_han")), hint)

    def _issued_before(self) -> Iterator[Diagnostic]:
        """LC702: nothing can implement a plan that is not there yet."""
        mine, theirs = self.plan.van_ban.ngay, self.above.van_ban.ngay
        if mine is None or theirs is None or mine >= theirs:
            return
        message = _(
            "Ban hành ngày {duoi}, trước kế hoạch cấp trên mà nó triển khai: {tren} ({noi})"
        ).format(
            duoi=short_date(mine),
            tren=short_date(theirs),
            noi=_place(self.above_source, ("van_ban", "ngay")),
        )
        hint = _("Xem lại ngay của hai văn bản và cap_tren")
        yield error("LC702", message, self.source.span(("van_ban", "ngay")), hint)

    def _sent_late(self) -> Iterator[Diagnostic]:
        """LC703: the plan above says by when this plan has to be there."""
        day = self.plan.van_ban.ngay
        if day is None:
            return
        limits = [(limit, loc) for limit, loc in self._limits() if day > limit]
        if not limits:
            return
        limit, loc = min(limits)
        message = _(
            "Ban hành ngày {duoi}, sau hạn cấp trên đặt cho kế hoạch này: {tren} ({noi})"
        ).format(
            duoi=short_date(day),
            tren=short_date(limit),
            noi=_place(self.above_source, loc),
        )
        hint = _("Nếu ngày đúng thì báo cáo lý do chậm với cơ quan cấp trên")
        yield warning("LC703", message, self.source.span(("van_ban", "ngay")), hint)

    def _limits(self) -> Iterator[tuple[date, Loc]]:
        """The days by which the plan above wants this plan: in its tasks and its paragraphs."""
        for task in self.tasks:
            limit = last_day(task.when)
            if limit and asks_for_plan(task) and self._asked(task.leads, task.named):
                key = "thoi_han" if task.loc[:1] == ("phu_luc",) else "noi_dung"
                yield limit, (*task.loc, key)
        for i, section in enumerate(self.above.muc):
            for j, item in enumerate(section.khoan):
                if not self._asked(item.co_quan):
                    continue
                for k, point in enumerate(item.diem):
                    if (limit := _limit_in(point.noi_dung)) is not None:
                        yield limit, ("muc", i, "khoan", j, "diem", k, "noi_dung")

    def _asked(self, ids: Sequence[str], named: Sequence[NamedBody] = ()) -> bool:
        unit, day = self.plan.van_ban.co_quan, self.above.day()
        if any(unit in members(id_, self.registry, day) for id_ in ids):
            return True
        agency = self.registry.get(unit, self.plan.day())
        if agency is None or not agency.cap:
            return False
        level = LEVELS[min(self.registry.level(agency.cap).bac, len(LEVELS) - 1)]
        return includes(named, level, agency.don_vi)

    def _names(self) -> Iterator[Diagnostic]:
        """LC704: one official, one spelling, here and in the documents cited here."""
        for name in _people(self.above):
            pattern = _any_spelling(name.text)
            for text, span in self._texts(pattern):
                for found in pattern.finditer(text):
                    after = _NEXT_WORD.match(text, found.end())
                    longer = after is not None and after[1].istitle()
                    if found[0] != name.text and found[0].istitle() and not longer:
                        yield self._spelling(found[0], name, span())

    def _texts(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, Callable[[], Span]]]:
        """Texts that hold a name in some spelling, with their places."""
        source = self.source
        for i, signer in enumerate(self.plan.nguoi_ky):
            if signer.ho_ten:
                yield nfc(signer.ho_ten), partial(source.span, ("nguoi_ky", i, "ho_ten"))
        if pattern.search(nfc(source.text)):
            for loc, node in walk(self.plan):
                if text := getattr(node, "noi_dung", None):
                    yield nfc(plain(text)), partial(source.span, (*loc, "noi_dung"))
        cited = self.citations.source
        named = set(_CITED.findall(source.text)) if cited else set()
        for row, record in enumerate(self.citations.data.van_ban):
            if record.id in named and record.trich_yeu and cited:
                yield nfc(record.trich_yeu), partial(cited.span, ("van_ban", row, "trich_yeu"))

    def _spelling(self, text: str, name: _Name, span: Span) -> Diagnostic:
        message = _("Tên “{duoi}” viết khác với “{tren}” ở kế hoạch cấp trên ({noi})").format(
            duoi=text, tren=name.text, noi=_place(self.above_source, name.loc)
        )
        hint = _("Đối chiếu với văn bản gốc; hai người khác nhau thì bỏ qua cảnh báo này")
        return warning("LC704", message, span, hint)

    def _left_out(self) -> Iterator[Diagnostic]:
        """LC708: what a plan says it leaves out stands above, and not in the plan itself."""
        if not self.plan.khong_thuc_hien:
            return
        known = {task.id for task in self.tasks}
        taken = match(self.tasks, self.above.van_ban.ma, tasks_of(self.plan)).found
        places = {a.id: found[0] for a, found in zip(self.tasks, taken, strict=True) if found}
        for i, item in enumerate(self.plan.khong_thuc_hien):
            span = self.source.span(("khong_thuc_hien", i, "nut"))
            if item.nut not in known:
                message = _("Kế hoạch cấp trên ({noi}) không có nhiệm vụ “{ma}”").format(
                    noi=self.above_source.file, ma=item.nut
                )
                near = nearest(item.nut, known)
                hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
                yield warning("LC708", message, span, *hints)
            elif item.nut in places:
                message = _("“{ma}” được ghi là không thực hiện, nhưng kế hoạch có ({noi})").format(
                    ma=item.nut, noi=_place(self.source, places[item.nut].loc)
                )
                yield warning("LC708", message, span, _("Bỏ một trong hai"))


def _limit_in(text: str) -> date | None:
    """The last day in "Kế hoạch gửi về … trước ngày 15/6/2024", if there is one."""
    found = _SEND.search(plain(text))
    if found is None:
        return None
    try:
        day = date(int(found[4]), int(found[3]), int(found[2]))
    except ValueError:
        return None
    return day - timedelta(days=1) if found[1] == "trước" else day


class _Name(NamedTuple):
    text: str
    loc: Loc


def _people(plan: KeHoach) -> list[_Name]:
    """People whom a plan names, each once."""
    found: dict[str, _Name] = {}
    for name in _names_in(plan):
        found.setdefault(name.text, name)
    return list(found.values())


def _names_in(plan: KeHoach) -> Iterator[_Name]:
    """Names of people: signers, and what follows "đồng chí", "ông", "bà"."""
    for i, signer in enumerate(plan.nguoi_ky):
        if signer.ho_ten:
            yield _Name(nfc(signer.ho_ten), ("nguoi_ky", i, "ho_ten"))
    for loc, node in walk(plan):
        text = getattr(node, "noi_dung", None)
        if not text or not _TITLE.search(text):
            continue
        said = nfc(plain(text))
        for found in _TITLE.finditer(said):
            if name := _name_at(said[found.end() :]):
                yield _Name(name, (*loc, "noi_dung"))


def _name_at(text: str) -> str:
    """Two to five words with a capital at the beginning of a text; else ""."""
    words: list[str] = []
    for word in text.split(" ", 6)[:6]:
        letters = word.rstrip(".,;:)")
        if not letters.isalpha() or not letters.istitle():
            break
        words.append(letters)
        if letters != word:
            break
    return " ".join(words) if 2 <= len(words) <= 5 else ""


def _any_spelling(name: str) -> re.Pattern[str]:
    """A pattern for a name with whatever marks on its letters."""
    letters = _letters()
    pattern = "".join(
        r"\s+" if c == " " else f"[{letters.get(_fold(c), c)}]" if c.islower() else re.escape(c)
        for c in name
    )
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


@cache
def _letters() -> dict[str, str]:
    """Base letter → the letters it bears marks in, composed: "e" → "eèéẻẽẹêề…"."""
    found: dict[str, str] = {}
    for c in map(chr, (*range(0x61, 0x7B), *range(0xDF, 0x180), *range(0x1A0, 0x1B5),
                       *range(0x1EA0, 0x1EFA))):  # fmt: skip
        base = _fold(c)
        if c.islower() and len(base) == 1:
            found[base] = found.get(base, "") + c
    return found


def _fold(text: str) -> str:
    """Lower case without diacritics: what two spellings of one name have in common."""
    return " ".join(unmarked(text).split())


# ------------------------------------------------------------------------------ one plan


def _reports(plan: KeHoach, source: TomlSource) -> Iterator[Diagnostic]:
    """LC706: a report without a date is not a promise."""
    for task in tasks_of(plan):
        when = task.when
        dated = when is not None and (last_day(when) or when.dinh_ky or when.ghi_chu)
        if dated or not _fold(task.product).startswith("bao cao"):
            continue
        message = _("“{ma}” hứa “{san_pham}” nhưng không nói khi nào").format(
            ma=task.id, san_pham=task.product
        )
        hint = _('Thêm thoi_han, ví dụ: thoi_han = { dinh_ky = ["6-thang", "nam"] }')
        yield warning("LC706", message, source.span((*task.loc, "san_pham")), hint)


def _two_days(plan: KeHoach, source: TomlSource, registry: Registry) -> Iterator[Diagnostic]:
    """LC726: one task, two deadlines: both stay, a person decides."""
    for one, other in contradictions(plan, registry):
        assert one.when is not None  # noqa: S101 - both have a last day
        assert other.when is not None  # noqa: S101 - both have a last day
        message = _("“{viec}” có hai thời hạn: “{sau}” ở đây, “{truoc}” ở {noi}").format(
            viec=plain(one.text)[:60],
            sau=deadline(other.when),
            truoc=deadline(one.when),
            noi=_place(source, one.loc),
        )
        hint = _("Ghi cùng một thời hạn ở cả hai chỗ")
        yield warning("LC726", message, source.span(other.loc), hint)


def _leads(
    plan: KeHoach, source: TomlSource, unit: Agency, registry: Registry
) -> Iterator[Diagnostic]:
    """LC707: a plan gives no work to agencies above its own level, nor to a neighbour."""
    day = plan.day()
    for key, loc, id_ in _given(plan):
        if not is_foreign(id_, unit, registry, day):
            continue
        agency = registry.get(id_, day)
        assert agency is not None  # noqa: S101 - an unknown agency is foreign to nobody
        message = _("“{ten}” không thuộc {don_vi}: kế hoạch này không giao việc cho cơ quan ấy")
        hint = _("Giao cho cơ quan, bộ phận của cấp mình, hoặc ghi là phối hợp")
        yield warning(
            "LC707",
            message.format(ten=agency.ten_ngan, don_vi=unit.don_vi or unit.ten),
            source.span((*loc, key)),
            hint,
        )


def _given(plan: KeHoach) -> Iterator[tuple[str, Loc, str]]:
    """Who is given work: key, place of the node, agency."""
    for loc, node in walk(plan):
        key = "co_quan" if isinstance(node, Khoan) else "chu_tri"
        if isinstance(node, Khoan | NhiemVu):
            for id_ in getattr(node, key):
                yield key, loc, id_


def _meant_together(agency: Agency, unit: Agency, words: str) -> bool:
    """Whether a line such as "Các sở, ban, ngành, đoàn thể tỉnh" means an agency of the unit."""
    if agency.cap != unit.cap or unit.vai_tro != "ubnd" or agency.vai_tro == "ubnd":
        return False
    if agency.loai == "mttq":
        return _EVERY_FRONT.search(words) is not None
    return _EVERY_DEPARTMENT.search(words) is not None


def _recipients(
    plan: KeHoach, source: TomlSource, unit: Agency, registry: Registry
) -> Iterator[Diagnostic]:
    """LC705: who has to do something must get the plan (Decree 30, Annex I.II.9).

    Names that stand for nobody in particular cannot be looked for; a line of recipients
    may name an agency in words only.
    """
    if not plan.noi_nhan:
        return
    day = plan.day()
    listed = {unit.id}
    for line in plan.noi_nhan:
        for id_ in line.co_quan:
            listed |= members(id_, registry, day)
    words = _fold(" ; ".join(plain(line.noi_dung) for line in plan.noi_nhan))
    if _SAID_ABOVE.search(words):
        return
    told: set[str] = set()
    for key, loc, id_ in _given(plan):
        agency = registry.get(id_, day)
        if agency is None or id_ in told or id_ in listed:
            continue
        if is_foreign(id_, unit, registry, day):
            continue  # LC707: the work is wrong, not the list
        told.add(id_)
        everyone = members(id_, registry, day) - {id_}
        vague = agency.loai == "nhom" and not everyone
        named = any(_fold(name) in words for name in (agency.ten, agency.ten_ngan))
        named |= agency.truc_thuoc == unit.id and _EVERY_OWN.search(words) is not None
        named |= _meant_together(agency, unit, words)
        if vague or named or (everyone and everyone <= listed):
            continue
        message = _("“{ten}” được giao việc nhưng không có ở nơi nhận").format(ten=agency.ten_ngan)
        hint = _("Thêm cơ quan ấy vào noi_nhan ({noi})").format(noi=_place(source, ("noi_nhan",)))
        yield warning("LC705", message, source.span((*loc, key)), hint)

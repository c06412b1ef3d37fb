"""Which unit owes an answer to which task and target of a plan."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.below import lower_units
from generator.cascade.tasks.all_tasks import match, tasks_of
from generator.grammar.stored import due_days, last_day, work_begins
from generator.plan.mistakes import slug
from generator.plan.wording import deadline, plain
from generator.progress.goals import summed, targets_of
from generator.progress.promised_numbers import promised
from generator.progress.reporting_tasks import only_reports
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.cascade.tasks.task import Task
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach, ThoiHan
    from generator.plan.promised import ChiTieu
    from generator.progress.promised_numbers import Promised
    from generator.workspace.workspace import Workspace

_EVERY_UNIT = re.compile(r"(?:ubnd|uy ban nhan dan)?.*(?:cac|moi|tung) (?:xa|phuong|dac khu|huyen)")
_UNIT = r"(?:xa|phuong|dac khu|thi tran|huyen|thi xa|quan)"
_UNITS = re.compile(
    rf"(?:(?:ubnd|uy ban nhan dan|chinh quyen) )?(?:(?:cac|moi|tung) (?:don vi )?)?"
    rf"(?P<kinds>cap xa|{_UNIT}(?:(?:, ?| va |/| )(?:cac )?{_UNIT})*)"
    r"(?: (?:tren dia ban|thuoc|trong|cua) .*)?"
)
"""All units below, or those of some kinds: "Ủy ban nhân dân các xã, phường", "mỗi phường"."""
_EVERY_PROVINCE = re.compile(r"(?:ubnd |uy ban nhan dan )?(?:cac |moi |tung )tinh\b")
_LONGEST = 80
"""Letters of a name that its file takes."""


class AskedTask(NamedTuple):
    """A task and who answers for it."""

    id: str
    number: str
    """Its place among the tasks of its table, from 1."""
    text: str
    when: str
    """The deadline in words."""
    due: date | None
    """The last day in time; None where no day is set. Of what comes again that of `in_period`."""
    units: frozenset[str]
    above: str = ""
    """The task of the plan above that it carries out; "" for none."""
    group: str = ""
    again: ThoiHan | None = None
    """The deadline of a task that comes again: trước ngày 25 hằng tháng."""
    reports: bool = False
    """Whether it asks for the report itself, so that who has reported has done it."""

    def in_period(self, first: date, last: date, as_of: date) -> AskedTask:
        """The task with the day that counts on a day of a period of reporting.

        Of the last days in the period the latest that has passed, before all of them the first;
        a month without such a day owes nothing that comes each quarter.
        """
        if self.again is None:
            return self
        fixed = last_day(self.again)
        days = [*due_days(self.again, first, last), *([fixed] if fixed is not None else [])]
        passed = [day for day in days if day < as_of]
        return self._replace(due=max(passed) if passed else min(days, default=None))


class AskedTarget(NamedTuple):
    """A target and who reports its figure."""

    id: str
    number: str
    text: str
    unit: str
    """Of measure: "%", "nhà"."""
    compare: str
    value: str
    summed: bool
    units: frozenset[str]


class AskedIds(NamedTuple):
    """The ids of all tasks and targets, and which of them some words belong to alone."""

    nodes: frozenset[str]
    tasks: dict[str, str]
    """Words, as `said_key` has them → id."""
    targets: dict[str, str]
    promised: dict[str, tuple[Promised, ...]]
    """Task → the numbers that its words ask of each body."""


class AskedOfUnits(NamedTuple):
    """All that is asked of all units about one plan."""

    plan: str
    title: str
    issuer: str
    above: str
    tasks: tuple[AskedTask, ...]
    targets: tuple[AskedTarget, ...]
    units: tuple[tuple[str, str], ...]
    """Id and short name of each unit that owes an answer, in the order of the registry."""

    def digest(self) -> str:
        """Of what is asked, so that a form of an amended plan is told."""
        said = [(t.id, t.text, t.when) for t in self.tasks]
        figures = [(t.id, t.text, t.unit, t.value) for t in self.targets]
        return hashlib.sha256(repr((said, figures)).encode()).hexdigest()

    def nodes(self) -> frozenset[str]:
        """Ids of all tasks and targets."""
        return frozenset([*(t.id for t in self.tasks), *(t.id for t in self.targets)])

    def ids(self) -> AskedIds:
        """The ids by which reports are read."""
        numbers = {
            task.id: found
            for task in self.tasks
            if (found := promised(task.text, alone=len(task.units) == 1))
        }
        return AskedIds(self.nodes(), _by_words(self.tasks), _by_words(self.targets), numbers)

    def in_period(self, first: date, last: date, as_of: date) -> AskedOfUnits:
        """All of it, with the days that count on a day of a period."""
        return self._replace(tasks=tuple(t.in_period(first, last, as_of) for t in self.tasks))

    def only(self, unit: str) -> AskedOfUnits:
        """What is asked of one unit, as if it were the only one."""
        alone = frozenset([unit])
        return self._replace(
            tasks=tuple(t._replace(units=alone) for t in self.tasks_for(unit)),
            targets=tuple(t._replace(units=alone) for t in self.targets_for(unit)),
            units=tuple(pair for pair in self.units if pair[0] == unit),
        )

    def nobodys(self) -> list[AskedTask]:
        """The tasks that no body in particular answers for."""
        return [task for task in self.tasks if not task.units]

    def tasks_for(self, unit: str) -> list[AskedTask]:
        """The tasks that a unit answers for."""
        return [task for task in self.tasks if unit in task.units]

    def targets_for(self, unit: str) -> list[AskedTarget]:
        """The targets whose figures a unit reports."""
        return [target for target in self.targets if unit in target.units]


@lru_cache(maxsize=4096)
def said_key(text: str) -> str:
    """A text as it is compared with another: letters and case aside, no mark at its end."""
    return fold(text).rstrip(" .;/")


def _by_words(rows: Sequence[AskedTask | AskedTarget]) -> dict[str, str]:
    counts = Counter(said_key(row.text) for row in rows)
    return {key: row.id for row in rows if counts[key := said_key(row.text)] == 1}


def asked_of(workspace: Workspace, plan: KeHoach) -> AskedOfUnits:
    """What a plan asks: its tasks by the bodies that lead them, its targets by its units."""
    day = plan.day()
    registry = workspace.registry.extended(plan.co_quan_moi)
    below = lower_units(workspace, plan)
    own = _numbered(plan, registry)
    leading = cache(lambda leads: _leading(leads, registry, day, below))
    above = _above(workspace, plan, own)
    tasks = [
        _task(task, i, leading(task.leads), plan, above.get(task.id, ""))
        for i, task in enumerate(own)
    ]
    every = below or _provinces_of(own, registry, day)
    targets = [
        _target(target, i, registry, day, every)
        for i, target in enumerate(targets_of(plan, registry))
    ]
    owing = frozenset().union(*(t.units for t in tasks), *(t.units for t in targets))
    order = [unit for unit in below if unit in owing]
    order += sorted(owing.difference(order))
    names = {_unlisted(name)[0]: name for task in own for name in task.leads if _unlisted(name)}
    names |= {unit: agency.ten_ngan for unit in order if (agency := registry.get(unit, day))}
    head = plan.van_ban
    return AskedOfUnits(
        head.ma, squeeze(plain(head.trich_yeu)), head.co_quan, head.cap_tren or "", tuple(tasks),
        tuple(targets), tuple((unit, names.get(unit, unit)) for unit in order),
    )  # fmt: skip


def _numbered(plan: KeHoach, registry: Registry) -> list[Task]:
    return [task for task in tasks_of(plan, registry) if task.role == "chu-tri"]


def _above(workspace: Workspace, plan: KeHoach, own: list[Task]) -> dict[str, str]:
    """Which task of the plan above each own task carries out: by origin, id, or its words."""
    upper = workspace.plan_of(plan.van_ban.cap_tren) if plan.van_ban.cap_tren else None
    if upper is None:
        return {
            task.id: task.origin.nut
            for task in own
            if task.origin is not None and task.origin.ke_hoach == plan.van_ban.cap_tren
        }
    asked = _numbered(upper, workspace.registry.extended(upper.co_quan_moi))
    pairs = zip(asked, match(asked, upper.van_ban.ma, own).found, strict=True)
    return {task.id: over.id for over, tasks in pairs for task in tasks}


def _leading(
    leads: tuple[str, ...], registry: Registry, day: date | None, below: list[str]
) -> frozenset[str]:
    found: set[str] = set()
    for id_ in leads:
        agency = registry.get(id_, day)
        name = agency.ten if agency is not None else id_
        if _EVERY_PROVINCE.match(fold(name)):
            found.update(_provinces(registry, day))
        elif below and (agency is None or agency.gom is None) and (said := _below_said(name)):
            found.update(_of_kinds(said, below, registry, day))
        elif agency is None:
            found.update(_unlisted(id_))
        elif agency.gom is not None:
            found.update(member.id for member in registry.members(agency, day))
        elif below and _EVERY_UNIT.match(fold(agency.ten)):
            found.update(below)
        elif not fold(agency.ten).startswith("cac "):  # nobody in particular gets no form
            found.add(id_)
    return frozenset(found)


def _below_said(name: str) -> str:
    """The kinds of units below that a name stands for, all of them; "" for any other name."""
    low = fold(name)
    said = _UNITS.fullmatch(low)
    several = said is not None and (low.startswith(("cac", "moi", "tung")) or " cac " in f" {low}")
    return said["kinds"] if said is not None and (several or said["kinds"] == "cap xa") else ""


def _of_kinds(kinds: str, below: list[str], registry: Registry, day: date | None) -> Iterable[str]:
    if kinds == "cap xa":
        return below
    names = tuple(re.findall(_UNIT, kinds))
    units = ((unit, registry.get(unit, day)) for unit in below)
    return [unit for unit, one in units if one is None or fold(one.don_vi).startswith(names)]


def _provinces(registry: Registry, day: date | None) -> list[str]:
    """Those that this workspace knows: what a ministry asks of all, each reports for itself."""
    return registry.made(
        "provinces", day,
        lambda: [a.id for a in registry.every(day) if a.cap == "tinh" and a.loai == "ubnd"],
    )  # fmt: skip


def _provinces_of(tasks: list[Task], registry: Registry, day: date | None) -> list[str]:
    """The provinces, where a plan asks all of them; they report its figures, too."""
    names = {(registry.get(id_, day), id_) for task in tasks for id_ in task.leads}
    asks = any(_EVERY_PROVINCE.match(fold(a.ten if a else id_)) for a, id_ in names)
    return _provinces(registry, day) if asks else []


def _unlisted(name: str) -> list[str]:
    """A body that no list has, as an id for its file; nobody in particular gets no form."""
    low = fold(name)
    known = slug(low)[:_LONGEST].strip("-")
    return [known] if known and not low.startswith("cac ") else []


def _task(task: Task, at: int, units: frozenset[str], plan: KeHoach, above: str) -> AskedTask:
    when = deadline(task.when) if task.when is not None else ""
    text = squeeze(plain(task.text))
    due = last_day(task.when, work_begins(plan))
    again = task.when if task.when is not None and task.when.dinh_ky else None
    number, group = str(at + 1), plain(task.group)
    return AskedTask(
        task.id, number, text, plain(when), due, units, above, group, again, only_reports(text)
    )


def _target(
    target: ChiTieu, at: int, registry: Registry, day: date | None, below: list[str]
) -> AskedTarget:
    units = _leading(tuple(target.don_vi_thuc_hien), registry, day, below) or frozenset(below)
    if not units:  # nobody is below: whoever follows it tells of it
        units = _leading(tuple(target.chu_tri), registry, day, below)
    return AskedTarget(
        target.id, str(at + 1), squeeze(plain(target.noi_dung)), target.don_vi, target.so_sanh,
        target.gia_tri, summed(target), units,
    )  # fmt: skip

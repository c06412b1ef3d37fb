"""`score`: a decision's criteria as data; those no task serves, and whose points are at risk."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import (
    FINDINGS,
    Diagnostic,
    Place,
    as_dicts,
    error,
    exit_code,
    has_errors,
    warning,
)
from generator.locale import _
from generator.progress.criteria import (
    BoTieuChi,
    TepTieuChi,
    as_toml,
    criteria_of,
    points,
)
from generator.progress.form_tables import read_tables
from generator.progress.reported import DONE
from generator.progress.saying import number_text
from generator.progress.tally import tally
from generator.progress.task_standing import standings
from generator.verbs.progress_roll_up import rolled
from generator.verbs.score_common import (
    OpenedSet,
    bad_id,
    named_units,
    opened_set,
    set_file,
    sheet_of,
    sums_of,
)
from generator.workspace.files import os_diagnostic, read_whole, write_atomic
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.workspace.desk import Desk


class ImportRequest(NamedTuple):
    """Which decision's table becomes which set, for which year."""

    file: Path
    set_id: str
    year: int
    source: str = ""
    """Number and date of the decision; "": the file's name and digest."""


class ImportResult(NamedTuple):
    """The set that was written."""

    target: str
    criteria: int
    total: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when the table cannot be read."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "target": self.target, "criteria": self.criteria, "total": self.total,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def take(desk: Desk, request: ImportRequest) -> ImportResult:
    """Read a decision's table into a set, never over one that is there. Raises OSError."""
    shown = desk.workspace.shown(request.file)
    if refused := bad_id(request.set_id):
        return ImportResult("", 0, "", refused)
    target = set_file(desk.workspace, request.set_id)
    try:
        data = read_whole(request.file)
    except OSError as fault:
        return ImportResult("", 0, "", [os_diagnostic(fault)])
    form, problems = read_tables(request.file, data, shown)
    if form is None:
        return ImportResult("", 0, "", problems)
    if target.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=desk.workspace.shown(target))
        return ImportResult("", 0, "", [*problems, error("LN052", message, None)])
    criteria, total, odd = criteria_of(form.tables)
    if not criteria:
        message = _("Không thấy bảng nào có các cột số, tiêu chí và điểm tối đa")
        return ImportResult("", 0, "", [*problems, error("BC931", message, Place(shown, ""))])
    for cell in odd:
        message = _("Điểm “{chu}” không phải một số; giữ nguyên lời, không cộng")
        problems.append(warning("BC909", message.format(chu=cell.text), Place(shown, cell.where)))
    source = request.source or f"{request.file.name}#{hashlib.sha256(data).hexdigest()}"
    whole = TepTieuChi(
        bo=BoTieuChi(id=request.set_id, nam=request.year, nguon=source, tong_diem=total),
        tieu_chi=criteria,
    )
    problems += sums_of(whole, shown)
    write_atomic(target, as_toml(whole).encode(), durable=True)
    added = number_text(whole.total())
    return ImportResult(desk.workspace.shown(target), len(criteria), added, problems)


class Request(NamedTuple):
    """Which plan against which set; with a period, as its reports stand on a day."""

    plan: str
    set_id: str
    period: str = ""
    day: date | None = None
    unit: str = ""
    """The unit whose score sheet says what was lost; "": none."""


class Criterion(NamedTuple):
    """A part that is scored, and the tasks that serve it."""

    number: str
    name: str
    points: str
    tasks: tuple[str, ...]
    """Ids."""
    open: tuple[str, ...]
    """Those of them that are not done; without a period all."""
    overdue: tuple[str, ...] = ()
    """Those of the open ones whose last day has passed."""
    lost: str = ""
    """Points that an appraisal took off in the unit's sheet; "" where there is none."""


class Result(NamedTuple):
    """Criteria without a task, points at risk by lead body, and what may be expected."""

    set_id: str
    criteria: list[Criterion]
    at_risk: dict[str, str]
    """Points of criteria whose tasks are not done, by the body that leads them. A criterion
    whose tasks several bodies lead counts for each."""
    total: str
    expected: str
    """Points of criteria whose tasks are all done."""
    diagnostics: list[Diagnostic]
    lost: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Points lost in the unit's sheet by the body that leads the tasks of their criteria; those
    of criteria without a task under ""."""

    @property
    def without(self) -> list[Criterion]:
        """The criteria that no task serves."""
        return [one for one in self.criteria if not one.tasks]

    @property
    def exit_code(self) -> int:
        """1 when criteria have no task."""
        return exit_code(self.diagnostics) or (FINDINGS if self.without else 0)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "set": self.set_id, "criteria": [one._asdict() for one in self.criteria],
            "without_task": [one.number for one in self.without], "at_risk": self.at_risk,
            "lost": self.lost,
            "total": self.total, "expected": self.expected,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Set a plan's tasks beside the criteria they serve."""
    path, problems = one_plan(desk.workspace, request.plan)
    whole, wrong = opened_set(desk.workspace, request.set_id)
    problems += wrong
    if path is None or has_errors(problems):
        return Result(request.set_id, [], {}, "", "", problems)
    loaded, more = load(desk.workspace, path)
    problems += [d for d in more if d.severity == 2]
    if loaded is None or whole is None or has_errors(problems):
        return Result(request.set_id, [], {}, "", "", problems)
    plan = loaded.plan
    problems += _links(plan, whole)
    standing, told = _standing(desk, request)
    lost, wrong = _lost(desk, request, whole)
    problems += told + wrong
    leads = {task.id: task.chu_tri for a in plan.phu_luc for task in a.nhiem_vu}
    serving = _serving(plan, whole.bo.id)
    criteria, risk, gone, expected = [], _ByBody(leads), _ByBody(leads), Decimal(0)
    for leaf in whole.leaves():
        tasks = tuple(serving.get(leaf.so, ()))
        open_ = tuple(id_ for id_ in tasks if id_ not in standing.done)
        late = tuple(id_ for id_ in open_ if id_ in standing.late)
        missed = lost.get(leaf.so)
        said = number_text(missed) if missed is not None else ""
        criteria.append(Criterion(leaf.so, leaf.ten, leaf.diem, tasks, open_, late, said))
        if tasks and not open_ and not leaf.loai:
            expected += points(leaf)
        if leaf.loai != "tru":
            risk.add(open_, points(leaf))
        if missed:
            gone.add(tasks or ("",), missed)
    total, good = number_text(whole.total()), number_text(expected)
    return Result(request.set_id, criteria, risk.as_text(), total, good, problems, gone.as_text())


class _ByBody:
    """Points by the body that leads the tasks; what several lead counts for each of them."""

    def __init__(self, leads: dict[str, list[str]]) -> None:
        self._leads = leads
        self._points: dict[str, Decimal] = {}

    def add(self, tasks: tuple[str, ...], value: Decimal) -> None:
        for body in dict.fromkeys(body for id_ in tasks for body in self._leads.get(id_, [""])):
            self._points[body] = self._points.get(body, Decimal(0)) + value

    def as_text(self) -> dict[str, str]:
        return {body: number_text(value) for body, value in sorted(self._points.items())}


def _lost(
    desk: Desk, request: Request, whole: TepTieuChi
) -> tuple[dict[str, Decimal], list[Diagnostic]]:
    """Number of a criterion → points that the appraisal of a unit's sheet took off."""
    if not request.unit:
        return {}, []
    opened = OpenedSet(whole, {})
    _unit, problems = named_units(desk, opened, (request.unit,))
    if problems:
        return {}, problems
    sheet, problems = sheet_of(desk, opened, request.unit)
    if sheet is None:
        return {}, problems
    lines = [line for line in tally(whole, sheet).lines if line.leaf and line.final is not None]
    return {line.number: line.lost for line in lines}, problems


def _serving(plan: KeHoach, set_id: str) -> dict[str, list[str]]:
    """Number of a criterion → the tasks that serve it."""
    found: dict[str, list[str]] = {}
    for appendix in plan.phu_luc:
        for task in appendix.nhiem_vu:
            for link in task.tieu_chi:
                name, _sign, number = link.partition(":")
                if name == set_id:
                    found.setdefault(number, []).append(task.id)
    return found


def _links(plan: KeHoach, whole: TepTieuChi) -> list[Diagnostic]:
    known = {one.so for one in whole.leaves()}
    found = []
    for number, tasks in _serving(plan, whole.bo.id).items():
        if number not in known:
            message = _(
                "Nhiệm vụ {cac} dẫn tiêu chí {so}, không phải tiêu chí được chấm của bộ này"
            )
            text = message.format(cac=", ".join(tasks), so=number)
            found.append(warning("BC933", text, None))
    return found


class _Standing(NamedTuple):
    done: frozenset[str]
    """Tasks that all their units have done with a proof."""
    late: frozenset[str]


def _standing(desk: Desk, request: Request) -> tuple[_Standing, list[Diagnostic]]:
    """How the tasks stand by the reports of the period."""
    if not request.period:
        return _Standing(frozenset(), frozenset()), []
    found, problems = rolled(desk, request.plan, request.period, request.day)
    if found is None:
        return _Standing(frozenset(), frozenset()), problems
    bare = {item.node for item in found.unproved}
    rows = standings(found)
    done = frozenset(r.task.id for r in rows if r.state in DONE and r.task.id not in bare)
    late = frozenset(
        row.task.id
        for row in rows
        if row.task.due is not None and row.task.due < found.as_of and row.task.id not in done
    )
    return _Standing(done, late), problems

"""`score`: a decision's criteria as data; those no task serves, and whose points are at risk."""

from __future__ import annotations

import hashlib
import re
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
    FOLDER,
    BoTieuChi,
    TepTieuChi,
    as_toml,
    criteria_of,
    points,
    read_set,
    wrong_sums,
)
from generator.progress.reported import DONE
from generator.progress.saying import number_text
from generator.progress.standing import standings
from generator.progress.tables import read_tables
from generator.verbs.progress_roll_up import rolled
from generator.workspace.files import os_diagnostic, write_atomic
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
    if refused := _bad_id(request.set_id):
        return ImportResult("", 0, "", refused)
    target = desk.workspace.registry_dir / FOLDER / f"{request.set_id}.toml"
    try:
        data = request.file.read_bytes()
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
    problems += _sums(whole, shown)
    write_atomic(target, as_toml(whole).encode(), durable=True)
    added = number_text(whole.total())
    return ImportResult(desk.workspace.shown(target), len(criteria), added, problems)


def _bad_id(set_id: str) -> list[Diagnostic]:
    """An id names a file: letters without marks, digits, hyphens (LN055)."""
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", set_id):
        return []
    message = _("“{ma}” không dùng làm mã được").format(ma=set_id)
    hint = _("Chữ thường không dấu, số, gạch nối: par-2026")
    return [error("LN055", message, None, hint)]


def _sums(whole: TepTieuChi, shown: str) -> list[Diagnostic]:
    found = []
    for one in wrong_sums(whole):
        what = _("Tiêu chí {so}").format(so=one.number) if one.number else _("Cả bộ tiêu chí")
        message = _("{gi}: nêu {neu} điểm, các phần cộng lại {cong}; giữ cả hai")
        text = message.format(gi=what, neu=one.stated, cong=one.added)
        found.append(warning("BC932", text, Place(shown, "")))
    return found


class Request(NamedTuple):
    """Which plan against which set; with a period, as its reports stand on a day."""

    plan: str
    set_id: str
    period: str = ""
    day: date | None = None


class Criterion(NamedTuple):
    """A part that is scored, and the tasks that serve it."""

    number: str
    name: str
    points: str
    tasks: tuple[str, ...]
    """Ids."""
    open: tuple[str, ...]
    """Those of them that are not done; without a period all."""


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
            "total": self.total, "expected": self.expected,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Set a plan's tasks beside the criteria they serve."""
    path, problems = one_plan(desk.workspace, request.plan)
    problems += _bad_id(request.set_id)
    if path is None or has_errors(problems):
        return Result(request.set_id, [], {}, "", "", problems)
    loaded, problems = load(desk.workspace, path)
    file = desk.workspace.registry_dir / FOLDER / f"{request.set_id}.toml"
    whole, wrong = read_set(file)
    problems = [d for d in problems if d.severity == 2] + wrong
    if loaded is None or whole is None or has_errors(problems):
        return Result(request.set_id, [], {}, "", "", problems)
    plan = loaded.plan
    problems += _sums(whole, desk.workspace.shown(file))
    problems += _links(plan, whole)
    done, told = _done(desk, request)
    problems += told
    leads = {task.id: task.chu_tri for a in plan.phu_luc for task in a.nhiem_vu}
    serving = _serving(plan, whole.bo.id)
    criteria, risk, expected = [], dict[str, Decimal](), Decimal(0)
    for leaf in whole.leaves():
        tasks = tuple(serving.get(leaf.so, ()))
        open_ = tuple(id_ for id_ in tasks if id_ not in done)
        criteria.append(Criterion(leaf.so, leaf.ten, leaf.diem, tasks, open_))
        if tasks and not open_:
            expected += points(leaf)
        for body in dict.fromkeys(body for id_ in open_ for body in leads[id_]):
            risk[body] = risk.get(body, Decimal(0)) + points(leaf)
    by_body = {body: number_text(value) for body, value in sorted(risk.items())}
    total, good = number_text(whole.total()), number_text(expected)
    return Result(request.set_id, criteria, by_body, total, good, problems)


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


def _done(desk: Desk, request: Request) -> tuple[frozenset[str], list[Diagnostic]]:
    """The tasks that all their units have done with a proof, by the reports of the period."""
    if not request.period:
        return frozenset(), []
    found, problems = rolled(desk, request.plan, request.period, request.day)
    if found is None:
        return frozenset(), problems
    bare = {item.node for item in found.unproved}
    rows = standings(found)
    return frozenset(r.task.id for r in rows if r.state in DONE and r.task.id not in bare), problems

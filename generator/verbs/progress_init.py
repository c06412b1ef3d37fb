"""`progress init`: each unit's form for a period, with its own tasks and targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.locale import _
from generator.progress.asked import asked_of
from generator.progress.periods import period_of
from generator.progress.reported import BaoCao, DauBaoCao, KetQua, SoLieu
from generator.progress.store import file_of, folder_of, read_report, write_report
from generator.verbs.progress_common import Meant, meant, only_said, unit_of
from generator.verbs.progress_replaced import replaced_by
from generator.workspace.batch import Job, losses
from generator.workspace.files import sweep_leftovers, write_atomic
from generator.workspace.reading import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.progress.asked import AskedOfUnits
    from generator.verbs.progress_replaced import ReplacedPlan
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace

Format = Literal["xlsx", "docx"]


class Request(NamedTuple):
    """Of which plan, for which period and units, in which formats."""

    plan: str
    period: str
    formats: tuple[Format, ...] = ("xlsx",)
    units: tuple[str, ...] = ()
    """Ids; none: all that owe an answer."""
    target: Path | None = None
    """The folder of the forms; None: below the folder of output."""


class Result(NamedTuple):
    """What was written."""

    plan: str
    period: str
    written: list[str]
    unchanged: int
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan, "period": self.period, "written": self.written,
            "unchanged": self.unchanged, "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the report files and forms. Raises OSError.

    A report that is there keeps what it says: only rows for new tasks are added to it.
    """
    found, problems = meant(desk, request.plan, request.period)
    if found is None:
        return Result(request.plan, request.period, [], 0, problems)
    problems += only_said(desk.workspace, found.plan)
    asked, period = found.asked, period_of(request.period)
    assert period is not None  # noqa: S101 - `meant` has refused it
    known = dict(asked.units)
    for unit in request.units:
        problems += unit_of(asked, unit)
    if any(d.code == "LN051" for d in problems):
        return Result(asked.plan, period.name, [], 0, problems)
    chosen = [unit for unit in known if not request.units or unit in request.units]
    folder = request.target or desk.workspace.output_dir / "bieu" / asked.plan / period.name
    job = FormsJob(desk.workspace.home, found.path, period.name, request.formats, folder.absolute())
    written, unchanged = [], 0
    for place in (job.folder, folder_of(desk.workspace, asked.plan, period.name)):
        sweep_leftovers(place)
    work = desk.crew.do(job, chosen, FormMaker(desk.workspace, found, job))
    with losses(problems.append):
        for made in desk.progress(work, len(chosen), _("Lập biểu")):
            problems += made.diagnostics
            written += made.written
            unchanged += made.unchanged
    return Result(asked.plan, period.name, written, unchanged, problems)


class Made(NamedTuple):
    """What became of the forms of one unit."""

    written: list[str]
    unchanged: bool
    diagnostics: list[Diagnostic]


@dataclass(frozen=True)
class FormsJob(Job[str, Made]):
    """Write report file and forms of unit after unit."""

    home: Home
    plan: Path
    period: str
    formats: tuple[Format, ...]
    folder: Path

    def open(self) -> FormMaker:
        """What makes the forms of unit after unit."""
        workspace = self.home.open()
        loaded, _found = load(workspace, self.plan)
        assert loaded is not None  # noqa: S101 - this process's parent has read it
        meant = Meant(loaded.plan, asked_of(workspace, loaded.plan), self.plan)
        return FormMaker(workspace, meant, self)

    def lost(self, _item: str, fault: Diagnostic) -> Made:
        """Forms nobody has made."""
        return Made([], unchanged=False, diagnostics=[fault])

    def reads(self) -> tuple[Path, ...]:
        """The plan, the settings."""
        return (self.plan, *self.home.settled())

    def writes(self) -> tuple[Path, ...]:
        """The forms, the reports."""
        return (self.folder, self.home.root)

    def guarded(self) -> Path | None:
        """The workspace."""
        return self.home.root


class FormMaker:
    """Makes the forms of unit after unit."""

    def __init__(self, workspace: Workspace, found: Meant, job: FormsJob) -> None:
        self.workspace, self.found, self.job = workspace, found, job
        self.names = dict(found.asked.units)
        self.replaced = replaced_by(workspace, found.asked)
        period = period_of(job.period)
        self.title = _("BIỂU BÁO CÁO KẾT QUẢ {ky}").format(
            ky=period.words.upper() if period else job.period
        )

    def __call__(self, unit: str) -> Made:
        """Report file and forms of one unit. Raises OSError."""
        asked, job = self.found.asked, self.job
        report, problems = _report(self.workspace, self.found, job.period, unit, self.replaced)
        if report is None:
            return Made([], unchanged=False, diagnostics=problems)
        path = file_of(self.workspace, asked.plan, job.period, unit)
        new = write_report(path, report)
        written = [self.workspace.shown(path)] if new else []
        for kind in job.formats:
            form = job.folder / f"{unit}.{kind}"
            write_atomic(
                form, _form(kind, asked, report, [self.title, self.names[unit], asked.title])
            )
            written.append(self.workspace.shown(form))
        return Made(written, not new, problems)


def _form(kind: Format, asked: AskedOfUnits, report: BaoCao, title: list[str]) -> bytes:
    if kind == "xlsx":
        from generator.progress.sheets import as_sheet

        return as_sheet(asked, report, title)
    from generator.progress.paper_forms import as_paper

    return as_paper(asked, report, title)


def _report(
    workspace: Workspace, found: Meant, period: str, unit: str, replaced: ReplacedPlan | None
) -> tuple[BaoCao | None, list[Diagnostic]]:
    """What is reported already, also on the plan before this one; blank rows for the rest."""
    asked = found.asked
    report = BaoCao(bao_cao=DauBaoCao(ke_hoach=asked.plan, don_vi=unit, ky=period))
    problems: list[Diagnostic] = []
    for plan in (asked.plan, replaced.plan if replaced is not None else ""):
        path = file_of(workspace, plan, period, unit) if plan else None
        if path is None or not path.exists():
            continue
        ids = asked.ids() if plan == asked.plan else None
        there, problems = read_report(path, workspace.shown(path), ids)
        if there is None:
            return None, problems
        if replaced is not None and plan == replaced.plan:
            there, gone = replaced.brought(there, asked.plan, workspace.shown(path))
            problems += gone
        report = there
        break
    have = {row.nut for row in report.ket_qua}
    figures = {row.chi_tieu for row in report.so_lieu}
    report.ket_qua += [
        KetQua(nut=task.id, noi_dung=task.text)
        for task in asked.tasks_for(unit)
        if task.id not in have
    ]
    report.so_lieu += [
        SoLieu(chi_tieu=target.id, noi_dung=target.text, don_vi=target.unit)
        for target in asked.targets_for(unit)
        if target.id not in figures
    ]
    return report, problems

"""`progress init`: each unit's form for a period, with its own tasks and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.locale import _
from generator.progress.periods import period_of
from generator.progress.reported import BaoCao, DauBaoCao, KetQua, SoLieu
from generator.progress.store import file_of, read_report, write_report
from generator.verbs.progress_common import meant, unit_of
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.progress.asked import Asked
    from generator.verbs.progress_common import Meant
    from generator.workspace.desk import Desk

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
    asked, period = found.asked, period_of(request.period)
    assert period is not None  # noqa: S101 - `meant` has refused it
    known = dict(asked.units)
    for unit in request.units:
        problems += unit_of(asked, unit)
    if any(d.code == "LN051" for d in problems):
        return Result(asked.plan, period.name, [], 0, problems)
    chosen = [unit for unit in known if not request.units or unit in request.units]
    folder = request.target or desk.workspace.output_dir / "bieu" / asked.plan / period.name
    written, unchanged = [], 0
    for unit in desk.progress(chosen, len(chosen), _("Lập biểu")):
        title = [
            _("BIỂU BÁO CÁO KẾT QUẢ {ky}").format(ky=period.words.upper()),
            known[unit],
            asked.title,
        ]
        report, wrong = _report(desk, found, period.name, unit)
        problems += wrong
        if report is None:
            continue
        path = file_of(desk.workspace, asked.plan, period.name, unit)
        if write_report(path, report):
            written.append(desk.workspace.shown(path))
        else:
            unchanged += 1
        for kind in request.formats:
            form = folder / f"{unit}.{kind}"
            write_atomic(form, _form(kind, asked, report, title))
            written.append(desk.workspace.shown(form))
    return Result(asked.plan, period.name, written, unchanged, problems)


def _form(kind: Format, asked: Asked, report: BaoCao, title: list[str]) -> bytes:
    if kind == "xlsx":
        from generator.progress.sheets import as_sheet

        return as_sheet(asked, report, title)
    from generator.progress.papers import as_paper

    return as_paper(asked, report, title)


def _report(
    desk: Desk, found: Meant, period: str, unit: str
) -> tuple[BaoCao | None, list[Diagnostic]]:
    """What is reported already, also on the plan before this one; blank rows for the rest."""
    asked = found.asked
    report = BaoCao(bao_cao=DauBaoCao(ke_hoach=asked.plan, don_vi=unit, ky=period))
    problems: list[Diagnostic] = []
    for plan in (asked.plan, found.plan.van_ban.thay_the, found.plan.van_ban.sua_doi):
        path = file_of(desk.workspace, plan, period, unit) if plan else None
        if path is None or not path.exists():
            continue
        there, problems = read_report(path, desk.workspace.shown(path))
        if there is None:
            return None, problems
        there.bao_cao.ke_hoach = asked.plan
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

"""`progress raise`: what units said becomes this level's row in the report on the plan above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, warning
from generator.locale import _
from generator.progress.asked import AskedTask, asked_of
from generator.progress.joining import join
from generator.progress.raising import raised, untouched
from generator.progress.store import file_of, read_report, write_report
from generator.verbs.progress_common import tell_contradictions
from generator.verbs.progress_roll_up import rolled

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.progress.asked import AskedOfUnits
    from generator.progress.raising import Raised
    from generator.progress.rollup import RollUp
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Of which plan, for which period, as seen on which day."""

    plan: str
    period: str
    day: date | None = None
    """The day on which overdue is asked; None: today in Vietnam."""


class Result(NamedTuple):
    """What was written into the report on the plan above."""

    plan: str
    above: str
    written: str
    """The report; "" where it says so already or nothing could be raised."""
    rows: int
    """Tasks and targets of the plan above that got an answer."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan, "above": self.above, "written": self.written or None,
            "rows": self.rows, "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the report on the plan above; what a person wrote there is kept. Raises OSError."""
    found, problems = rolled(desk, request.plan, request.period, request.day, texts=True)
    if found is None:
        return Result(request.plan, "", "", 0, problems)
    own = found.asked
    above = _above(desk, found)
    if above is None:
        message = _("Không có kế hoạch cấp trên nào giao việc cho {don_vi} để chuyển báo cáo lên")
        names = desk.workspace.registry.get(own.issuer, None)
        text = message.format(don_vi=names.ten_ngan if names else own.issuer)
        hint = _("Ghi cap_tren ở kế hoạch, và kế hoạch ấy phải có trong nơi làm việc")
        return Result(own.plan, "", "", 0, [*problems, error("BC916", text, None, hint)])
    made = raised(found, above)
    problems += _blanks(made, above.plan)
    target = file_of(desk.workspace, above.plan, found.period, own.issuer)
    written = _write(desk, target, made, found, problems)
    rows = [*made.report.ket_qua, *made.report.so_lieu]
    answered = sum(
        1 for row in rows if getattr(row, "trang_thai", "") or getattr(row, "gia_tri", "")
    )
    return Result(own.plan, above.plan, written, answered, problems)


def _above(desk: Desk, found: RollUp) -> AskedOfUnits | None:
    plan = desk.workspace.plan_of(found.asked.above) if found.asked.above else None
    if plan is None:
        return None
    above = asked_of(desk.workspace, plan)
    return above if found.asked.issuer in dict(above.units) else None


def _blanks(made: Raised, above: str) -> list[Diagnostic]:
    """The rows that stay blank, each with what here may be meant; a person says whether it is."""
    found = []
    for one in made.unanswered:
        message = _("Kế hoạch của cấp này không có việc nào thực hiện “{chu}”; hàng để trống")
        hints = []
        if (likely := made.likely.get(one.id)) is not None:
            if isinstance(likely, AskedTask):
                hint = _("Có thể là nhiệm vụ {so} “{chu}”: đúng thì ghi ở nhiệm vụ ấy {nguon}")
            else:
                hint = _("Có thể là chỉ tiêu {so} “{chu}”: đúng thì điền số của nó vào hàng ấy")
            origin = f'nguon = {{ ke_hoach = "{above}", nut = "{one.id}", ma_bam = "" }}'
            hints = [hint.format(so=likely.number, chu=likely.text.rstrip(" .;/"), nguon=origin)]
        found.append(warning("BC917", message.format(chu=one.text), None, *hints))
    return found


def _write(
    desk: Desk, target: Path, made: Raised, found: RollUp, problems: list[Diagnostic]
) -> str:
    shown = desk.workspace.shown(target)
    report = made.report
    if target.exists():
        there, wrong = read_report(target, shown)
        problems += wrong
        if there is None:
            return ""
        if not there.empty() and not untouched(there, found.asked.plan):
            joined = join(there, report, shown, report.bao_cao.nguon[0].partition("#")[0])
            tell_contradictions(joined, shown, problems)
            report = joined.report
    return shown if write_report(target, report) else ""

"""`progress choose`: a person settles a contradiction; both sources and the reason stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.progress.joining import same_value
from generator.progress.saying import state_of
from generator.progress.store import file_of, read_report, write_report
from generator.verbs.progress_common import meant, unit_of

if TYPE_CHECKING:
    from generator.progress.reported import KhacNhau
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which contradiction of which report, and what holds."""

    plan: str
    period: str
    unit: str
    node: str
    """Id or number of the task or target."""
    value: str
    reason: str
    field: str = ""
    """Key that has two values; "": the only one of the node."""
    by: str = ""
    """Who chose; "": who acts."""


class Result(NamedTuple):
    """The settled contradictions of one cell: two sources each; none where none was."""

    report: str
    settled: list[KhacNhau]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "report": self.report,
            "settled": [
                {
                    "node": one.nut, "field": one.truong, "values": one.gia_tri,
                    "sources": one.nguon, "value": one.chot, "by": one.nguoi_chot,
                    "reason": one.ly_do,
                }
                for one in self.settled
            ],
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Settle one cell; a later choice replaces an earlier one. Raises OSError."""
    found, problems = meant(desk, request.plan, request.period)
    if found is not None:
        problems += unit_of(found.asked, request.unit)
    problems += unreasoned(request.reason)
    if found is None or has_errors(problems):
        return Result("", [], problems)
    path = file_of(desk.workspace, found.asked.plan, request.period, request.unit)
    shown = desk.workspace.shown(path)
    report, wrong = read_report(path, shown, found.asked.ids())
    problems += wrong
    if report is None:
        return Result(shown, [], problems)
    numbers = {t.number: t.id for t in found.asked.tasks}
    numbers |= {f"ct{t.number}": t.id for t in found.asked.targets}
    node = request.node if request.node in found.asked.nodes() else numbers.get(request.node, "")
    same = [
        one
        for one in report.khac_nhau
        if one.nut == (node or request.node) and request.field in ("", one.truong)
    ]
    wrong = settle(desk, same, Choice(request.node, request.value, request.reason, request.by))
    if wrong:
        return Result(shown, [], [*problems, *wrong])
    write_report(path, report)
    return Result(shown, same, problems)


class Choice(NamedTuple):
    """What a person chose for a row, why, and who it was ("": who acts)."""

    row: str
    value: str
    reason: str
    by: str = ""


def settle(desk: Desk, same: list[KhacNhau], choice: Choice) -> list[Diagnostic]:
    """Write a choice into the contradictions of one cell; else what is wrong with it."""
    value, problems = _value(same, choice)
    if value is not None:
        for one in same:
            one.chot, one.ly_do = value, choice.reason.strip()
            one.nguoi_chot, one.ngay_chot = choice.by or desk.who, desk.today()
    return problems


def unreasoned(reason: str) -> list[Diagnostic]:
    """A choice is made for a reason (LN053)."""
    if reason.strip():
        return []
    return [error("LN053", _("Cần lý do chọn số này"), None, _("Thêm --reason"))]


def _value(same: list[KhacNhau], choice: Choice) -> tuple[str | None, list[Diagnostic]]:
    """What is chosen, as a source states it; all contradictions of the cell are settled by it."""
    fields = list(dict.fromkeys(one.truong for one in same))
    if len(fields) != 1:
        message = _("Không có số liệu khác nhau nào ở “{nut}”").format(nut=choice.row)
        hint = _("Xem: kehoach progress roll-up; chỉ tiêu viết là ct1, ct2, …")
        if fields:
            message = _("“{nut}” khác nhau ở nhiều ô").format(nut=choice.row)
            hint = _("Thêm --field, một trong: {cac}").format(cac=", ".join(fields))
        return None, [error("LN053", message, None, hint)]
    wanted = choice.value
    if fields == ["trang_thai"]:
        wanted = state_of(wanted) or wanted
    stated = list(dict.fromkeys(value for one in same for value in one.gia_tri))
    for value in stated:
        if same_value(value, wanted):
            return value, []
    message = _("Không nguồn nào nêu “{so}”").format(so=choice.value)
    hint = _("Các nguồn nêu: {cac}. Số khác thì xin đơn vị gửi lại biểu")
    return None, [error("LN053", message, None, hint.format(cac="; ".join(stated)))]

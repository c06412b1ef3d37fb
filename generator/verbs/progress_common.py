"""What the verbs of progress share: the plan and what it asks, the reports that are there."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.tasks.all_tasks import proposals, table_rows
from generator.diagnostics import Diagnostic, Place, Severity, error, warning
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.progress.asked import asked_of
from generator.progress.earlier_answers import EarlierPeriod, with_done_before
from generator.progress.periods import before, period_of
from generator.progress.reporting_tasks import only_reports
from generator.progress.rollup import condensed, one_each
from generator.progress.saying import STATES
from generator.progress.sheets import TARGET_COLUMNS, TASK_COLUMNS
from generator.progress.store import folder_of, read_report
from generator.text.normal import squeeze
from generator.verbs.progress_replaced import replaced_by
from generator.workspace.batch import Job, named
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.progress.asked import AskedIds, AskedOfUnits
    from generator.progress.joining import JoinedReport
    from generator.progress.reported import BaoCao
    from generator.progress.rollup import UnitAnswer, UnitReport
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace


def unit_of(asked: AskedOfUnits, name: str) -> list[Diagnostic]:
    """What is wrong with a unit that a request names (LN051)."""
    if name in dict(asked.units):
        return []
    message = _("“{ma}” không phải đơn vị nào có nhiệm vụ trong kế hoạch này").format(ma=name)
    return [error("LN051", message)]


class Meant(NamedTuple):
    """The plan that is meant, and what it asks."""

    plan: KeHoach
    asked: AskedOfUnits
    path: Path
    """The plan's file."""


NodeAnswer = tuple[str, "UnitAnswer"]
"""A task and what a unit says about it."""


class Read(NamedTuple):
    """One file of a report, as a roll-up needs it; `report` is the own report of the level."""

    path: str
    unit: str
    report: UnitReport | None
    diagnostics: list[Diagnostic]


def meant(desk: Desk, name: str, period: str | None) -> tuple[Meant | None, list[Diagnostic]]:
    """The plan that a name means; a wrong period is told too (LN050)."""
    workspace = desk.workspace
    if period is not None and period_of(period) is None:
        message = _("“{ky}” không phải một kỳ báo cáo").format(ky=period)
        hint = _("Viết 2026-Q3, 2026-09, 2026-6-thang, 2026-9-thang hoặc 2026-nam")
        return None, [error("LN050", message, None, hint)]
    path, problems = one_plan(workspace, name)
    if path is None:
        return None, problems
    loaded, found = load(workspace, path)
    if loaded is None:
        return None, found
    asked = asked_of(workspace, loaded.plan)
    told = [d for d in found if d.severity == 2]
    if not asked.tasks and not asked.targets:
        message = _("Kế hoạch này không có nhiệm vụ hay chỉ tiêu nào đọc được để báo cáo")
        return None, [*told, error("BC912", message, None)]
    if nobodys := asked.nobodys():
        numbers = "; ".join(f"{task.number}. {_shortly(task.text)}" for task in nobodys)
        message = _("Nhiệm vụ {cac} không giao cho cơ quan cụ thể nào: không ai phải báo cáo")
        hint = _("Ghi chu_tri là các cơ quan phải thực hiện")
        told.append(warning("BC918", message.format(cac=numbers), None, hint))
    return Meant(loaded.plan, asked, path), told


def only_said(workspace: Workspace, plan: KeHoach) -> list[Diagnostic]:
    """Work that sentences give beside a table, stored nowhere: no form asks for it (BC923)."""
    registry = workspace.registry
    if plan.giao_viec or not table_rows(plan, registry.extended(plan.co_quan_moi)):
        return []
    words = {
        node.id: squeeze(plain(getattr(node, "noi_dung", None) or "")) for _, node in walk(plan)
    }
    said = [
        text
        for one in proposals(plan, registry)[0]
        if one.chu_tri and one.vai_tro == "chu-tri" and (text := one.doan or words.get(one.nut, ""))
        if not only_reports(text)
    ]
    if not said:
        return []
    message = _("{so} việc giao trong lời văn không có trong biểu: “{dau}”{nua}")
    more = ", …" if len(said) > 1 else ""
    text = message.format(so=len(said), dau=_shortly(said[0]), nua=more)
    hint = _("Phải theo dõi cả những việc ấy thì đưa vào: kehoach tasks {ma} --write")
    return [Diagnostic("BC923", Severity.INFO, text, None, (hint.format(ma=plan.van_ban.ma),))]


def _shortly(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"


class _ReportReader:
    """Reads one file after the other, keeping of each what a roll-up needs."""

    def __init__(self, workspace: Workspace, ids: AskedIds, *, texts: bool) -> None:
        self.workspace, self.ids, self.texts = workspace, ids, texts

    def __call__(self, path: Path) -> Read:
        report, problems = read_report(path, self.workspace.shown(path), self.ids)
        if report is None:
            return Read(str(path), "", None, problems)
        return Read(
            str(path),
            report.bao_cao.don_vi,
            condensed(report, self.ids.nodes, texts=self.texts, asked=self.ids.promised),
            problems,
        )


@dataclass(frozen=True)
class ReportJob(Job["Path", Read]):
    """Read files of reports."""

    home: Home
    ids: AskedIds
    texts: bool

    def open(self) -> _ReportReader:
        """What reads file after file."""
        return _ReportReader(self.home.open(), self.ids, texts=self.texts)

    def lost(self, item: Path, fault: Diagnostic) -> Read:
        """A report nobody has read."""
        return Read(named(item), "", None, [fault])

    def reads(self) -> tuple[Path, ...]:
        """The settings."""
        return self.home.settled()


def read_all(
    desk: Desk, asked: AskedOfUnits, period: str, *, texts: bool = False
) -> tuple[list[UnitReport], list[Diagnostic]]:
    """All reports on a plan for a period; several of one unit are joined.

    What a unit does not speak of now and had reported done before is done.
    `texts`: with the words of results and proposals, which a roll-up itself does not need.
    Raises LostError: of units whose reports nobody has read nothing can be said.
    """
    reports, problems = _read_period(desk, asked, period, texts=texts)
    ended = _ended(desk, asked, period)
    return (with_done_before(reports, ended, asked) if ended else reports), problems


def _ended(desk: Desk, asked: AskedOfUnits, period: str) -> list[EarlierPeriod]:
    """The periods before, on this plan and on the one it replaces, the latest first."""
    found = []
    old = replaced_by(desk.workspace, asked)
    for name, words in before(period, _periods(desk, asked.plan)):
        found.append(EarlierPeriod(name, words, _read_period(desk, asked, name, texts=False)[0]))
    if old is not None and old.asked is not None:
        for name, words in before(period, _periods(desk, old.plan)):
            there = _read_period(desk, old.asked, name, texts=False)[0]
            found.append(EarlierPeriod(name, words, [_renamed(one, old.ids) for one in there]))
    order = [name for name, _words in before(period, {one.name for one in found})]
    return sorted(found, key=lambda one: order.index(one.name))


def _periods(desk: Desk, plan: str) -> list[str]:
    folder = folder_of(desk.workspace, plan, "x").parent
    return [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def _renamed(report: UnitReport, ids: dict[str, str]) -> UnitReport:
    kept = [(ids[node], answer) for node, answer in report.answers if node in ids]
    short = [(ids[node], detail) for node, detail in report.short if node in ids]
    return report._replace(answers=tuple(kept), short=tuple(short))


def _read_period(
    desk: Desk, asked: AskedOfUnits, period: str, *, texts: bool
) -> tuple[list[UnitReport], list[Diagnostic]]:
    workspace = desk.workspace
    files = sorted(folder_of(workspace, asked.plan, period).glob("*.toml"))
    problems: list[Diagnostic] = []
    by_unit: dict[str, list[Read]] = {}
    ids = asked.ids()
    same_answers: dict[NodeAnswer, NodeAnswer] = {}
    job = ReportJob(workspace.home, ids, texts)
    work = desk.crew.do(job, files, _ReportReader(workspace, ids, texts=texts))
    for one in desk.progress(work, len(files), _("Đọc báo cáo")):
        problems += one.diagnostics
        if one.report is not None:
            report = _shared(one.report, same_answers)
            by_unit.setdefault(one.unit, []).append(one._replace(report=report))
    found: list[UnitReport] = []
    for same in by_unit.values():
        if len(same) == 1:
            found.append(same[0].report)  # type: ignore[arg-type]
        else:
            again = one_each(_again(workspace, same, ids))
            found += [condensed(one, ids.nodes, texts=texts, asked=ids.promised) for one in again]
    return found, problems


def _shared(report: UnitReport, known: dict[NodeAnswer, NodeAnswer]) -> UnitReport:
    """The report with equal answers of all units kept once: the country has 200,000."""
    pairs = ((intern(node), one) for node, one in report.answers)
    return report._replace(answers=tuple(known.setdefault(pair, pair) for pair in pairs))


def _again(workspace: Workspace, same: list[Read], ids: AskedIds) -> Iterator[BaoCao]:
    from pathlib import Path

    for one in same:
        report = read_report(Path(one.path), workspace.shown(Path(one.path)), ids)[0]
        if report is not None:
            yield report


def _title(field: str) -> str:
    """A field by the title of its column, as the forms print it."""
    columns = (*TASK_COLUMNS, *TARGET_COLUMNS)
    return next((column.title for column in columns if column.key == field), field)


def tell_contradictions(joined: JoinedReport, shown: str, problems: list[Diagnostic]) -> None:
    """Tell what two sources say differently (BC913), and what a later one leaves out (BC914)."""
    names = {row.nut: row.noi_dung for row in joined.report.ket_qua if row.nut}
    names |= {row.chi_tieu: row.noi_dung for row in joined.report.so_lieu if row.chi_tieu}
    for one in joined.differing:
        states = {str(k): v for k, v in STATES.items()} if one.truong == "trang_thai" else {}
        message = _("“{nut}”, {truong}: {gia_tri}; giữ cả các nguồn, chờ người chọn")
        values = " ≠ ".join(
            f"“{_(states.get(value, value))}” ({source})"
            for value, source in zip(one.gia_tri, one.nguon, strict=True)
        )
        name = f"{_shortly(names[one.nut])} ({one.nut})" if names.get(one.nut) else one.nut
        text = message.format(nut=name, truong=_title(one.truong), gia_tri=values)
        hint = _("Chọn bằng kehoach progress choose")
        problems.append(warning("BC913", text, Place(shown, ""), hint))
    if joined.kept:
        nodes = "; ".join(
            f"“{_shortly(names[node])}”" if names.get(node) else node
            for node in dict.fromkeys(joined.kept)
        )
        message = _("Biểu để trống ô mà báo cáo trước đã ghi; giữ số cũ: {nut}")
        problems.append(warning("BC914", message.format(nut=nodes), Place(shown, "")))

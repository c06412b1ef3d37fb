"""`progress report`: the report upwards, by the outline that plan or office prescribes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.plan.emit import emit
from generator.plan.model import NguoiKy
from generator.plan.wording import type_name, uncapital
from generator.progress.composing import UNKNOWN, ReportHead, composed
from generator.progress.periods import period_of
from generator.progress.report_outline import outline_of
from generator.progress.rollup import roll_up
from generator.progress.telling import account_of
from generator.verbs.progress_common import meant, read_all, unit_of
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.progress.periods import ReportPeriod
    from generator.progress.rollup import RollUp
    from generator.verbs.progress_common import Meant
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """On which plan, for which period, as seen on which day, of whom, written where."""

    plan: str
    period: str
    day: date | None = None
    """The day on which overdue is asked; None: today in Vietnam."""
    unit: str = ""
    """A unit that answers for tasks; "": the plan's issuer, on all units."""
    target: Path | None = None
    """None: beside the plan, named after it and the period."""


class Result(NamedTuple):
    """The draft; "" where none was written."""

    plan: str
    written: str
    blanks: list[str]
    """Titles of the parts that a person has to write."""
    doubts: list[str]
    """Titles of the parts that are written and that a person has to look at."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan, "written": self.written or None, "blanks": self.blanks,
            "doubts": self.doubts, "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the report as a draft, never over a file that is there. Raises OSError."""
    found, problems = meant(desk, request.plan, request.period)
    if found is None:
        return Result(request.plan, "", [], [], problems)
    plan, asked = found.plan, found.asked
    if request.unit:
        problems += unit_of(asked, request.unit)
    period = period_of(request.period)
    assert period is not None  # noqa: S101 - `meant` has refused it
    target, ma = _target(desk, found, period, request, problems)
    if has_errors(problems):
        return Result(plan.van_ban.ma, "", [], [], problems)
    reports, wrong = read_all(desk, asked, period.name, texts=True)
    narrowed = asked.only(request.unit) if request.unit else asked
    rolled = roll_up(narrowed, period.name, request.day or desk.today(), reports)
    outline, told = outline_of(plan, desk.workspace.registry_dir)
    head = _head(desk, plan, request, ma)
    issued = _issued(desk, head.agency, period)
    kind = type_name(plan.van_ban.loai) or plan.van_ban.loai
    report = composed(head, plan, period, outline, account_of(rolled, kind, issued))
    write_atomic(target, emit(report).encode())
    problems += wrong + told + _nothing_came(rolled)
    blanks, doubts = _left(report)
    return Result(plan.van_ban.ma, desk.workspace.shown(target), blanks, doubts, problems)


def _target(
    desk: Desk, found: Meant, period: ReportPeriod, request: Request, problems: list[Diagnostic]
) -> tuple[Path, str]:
    plan, path = found.plan, found.path
    name = "-".join(part for part in ("bao-cao", request.unit, period.name.lower()) if part)
    target = request.target or path.with_name(f"{path.stem}-{name}.toml")
    ma = f"{plan.van_ban.ma}-{name}"
    if target.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=desk.workspace.shown(target))
        problems.append(error("LN052", message, None, _("Ghi ra tệp khác bằng -o")))
    elif ma in desk.workspace.plan_index:
        problems.append(error("LN052", _("Đã có văn bản mang mã “{ma}”").format(ma=ma), None))
    return target, ma


def _nothing_came(rolled: RollUp) -> list[Diagnostic]:
    if rolled.reports:
        return []
    message = _("Chưa đơn vị nào báo cáo kỳ này: báo cáo soạn ra chưa có số liệu")
    return [error("BC915", message, None, _("Nhận biểu trước: kehoach progress import"))]


def _head(desk: Desk, plan: KeHoach, request: Request, ma: str) -> ReportHead:
    registry, own, unit = desk.workspace.registry, plan.van_ban, request.unit
    agency, asked = unit or own.co_quan, request.day or desk.today()
    day = asked if registry.get(agency, asked) else plan.day()
    known = registry.get(agency, day)
    above = own.co_quan if agency != own.co_quan else None
    if above is None and known is not None:
        above = known.chu_quan or known.truc_thuoc
    to = registry.get(above, day) if above else None
    signers = _signers(desk, plan, unit)
    return ReportHead(ma, agency, to.ten if to else "", day, signers)


def _signers(desk: Desk, plan: KeHoach, unit: str) -> list[NguoiKy]:
    """Those who signed the plan; of a unit, those of its own plan under this one."""
    source: KeHoach | None = plan if not unit or unit == plan.van_ban.co_quan else None
    if source is None:
        every = (desk.workspace.plan_of(ma) for ma in desk.workspace.plan_index)
        own = (p for p in every if p is not None and p.van_ban.cap_tren == plan.van_ban.ma)
        source = next((p for p in own if p.van_ban.co_quan == unit), None)
    if source is None:
        return [NguoiKy(chuc_vu=UNKNOWN)]
    return [
        NguoiKy(quyen_han=s.quyen_han, chuc_vu=s.chuc_vu, ho_ten=s.ho_ten, chuc_danh=s.chuc_danh)
        for s in source.nguoi_ky
    ]


def _issued(desk: Desk, agency: str, period: ReportPeriod) -> tuple[tuple[str, int], ...] | None:
    """What the agency issued in the period, counted from its register; None without one."""
    from generator.verbs.books import outgoing

    rows = outgoing(desk)
    counted = Counter(
        uncapital(row.entry.ten_loai)
        for row in rows or ()
        if row.entry is not None
        and row.state == "phat_hanh"
        and row.entry.co_quan == agency
        and period.first <= row.ngay <= period.last
    )
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))) or None


def _left(report: KeHoach) -> tuple[list[str], list[str]]:
    """Titles of the parts that a person has to write, and of those that only have to be seen."""
    from generator.plan.model import Khoan, walk
    from generator.plan.wording import plain

    blanks: list[str] = []
    doubts: list[str] = []
    title = ""
    for _loc, node in walk(report):
        heading = getattr(node, "tieu_de", None)
        if heading:
            title = plain(heading)
        if node.can_xem and (not isinstance(node, Khoan) or node.noi_dung):
            written = UNKNOWN not in (getattr(node, "noi_dung", None) or UNKNOWN)
            (doubts if written else blanks).append(title)
    return blanks, doubts

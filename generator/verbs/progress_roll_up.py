"""`progress roll-up`: the units' reports joined: who has not answered, overdue, unproved, sums."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - a field of a request
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import FINDINGS, Diagnostic, Place, as_dicts, error, exit_code
from generator.locale import _
from generator.progress.form_tables import read_tables
from generator.progress.periods import period_of
from generator.progress.proving import RegisteredDocument, Registers, looked_up, of_list
from generator.progress.reported import BaoCao, DauBaoCao
from generator.progress.rollup import roll_up
from generator.progress.saying import number_text
from generator.progress.sheets import as_whole_sheet
from generator.progress.since import earlier
from generator.progress.store import file_of, folder_of, proofs_of_period, read_report
from generator.verbs.books import outgoing
from generator.verbs.progress_common import meant, read_all
from generator.workspace.batch import LostError
from generator.workspace.files import os_diagnostic, read_whole, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.progress.rollup import RollUp, RollupItem, Total
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Of which plan, for which period, as seen on which day."""

    plan: str
    period: str
    day: date | None = None
    """The day on which overdue is asked; None: today in Vietnam."""
    html: Path | None = None
    registers: tuple[tuple[str, Path], ...] = ()
    """Lists of documents that other bodies sent (.xlsx, .docx), each with the id of its body."""
    xlsx: Path | None = None
    """Where all units' rows go as one form, which `progress import` takes back."""


class Result(NamedTuple):
    """The roll-up; None where the plan cannot be used."""

    rolled: RollUp | None
    written: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when somebody has to be asked about something."""
        clean = self.rolled is None or self.rolled.clean
        return exit_code(self.diagnostics) or (0 if clean else FINDINGS)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        found = self.rolled
        if found is None:
            return {"diagnostics": as_dicts(self.diagnostics)}
        return {
            "plan": found.asked.plan, "period": found.period, "date": found.as_of.isoformat(),
            "clean": found.clean, "units": len(found.asked.units), "reported": len(found.reports),
            "not_reported": list(found.not_reported), "overdue": _items(found.overdue),
            "not_reported_past": _items(found.past_of_silent()),
            "unanswered": _items(found.unanswered), "unproved": _items(found.unproved),
            "short": _items(found.short), "late": _items(found.late),
            "nothing_arose": _items(found.nothing_arose),
            "contradictions": _items(found.differing), "bare_shares": _items(found.bare_shares),
            "wrong_shares": _items(found.wrong_shares),
            "not_numbers": _items(found.no_number), "totals": [_total(t) for t in found.totals],
            "doubtful_proofs": _items(found.doubtful), "confirmed_proofs": found.confirmed,
            "unchecked_proofs": found.unchecked,
            "unknown": [{"unit": unit, "text": words} for unit, words in found.unknown],
            "general": [
                {"unit": r.unit, "hardship": r.hardship, "proposal": r.proposal}
                for r in found.reports
                if r.hardship or r.proposal
            ],
            "written": self.written, "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def _items(items: Iterable[RollupItem]) -> list[dict[str, Any]]:
    return [{**one._asdict(), "due": one.due.isoformat() if one.due else None} for one in items]


def _total(total: Total) -> dict[str, Any]:
    target = total.target
    return {
        "target": target.id, "number": target.number, "text": target.text, "unit": target.unit,
        "wanted": f"{target.compare} {target.value}", "stated": total.stated or None,
        "sum": number_text(total.added) if total.added is not None else None,
        "reporting": total.reporting, "missing": total.missing, "reached": total.reached,
    }  # fmt: skip


def rolled(
    desk: Desk, plan: str, period: str, day: date | None, *, texts: bool = False
) -> tuple[RollUp | None, list[Diagnostic]]:
    """The roll-up of a plan on a day; None where not all reports could be read."""
    found, problems = meant(desk, plan, period)
    if found is None:
        return None, problems
    asked = found.asked
    try:
        reports, wrong = read_all(desk, asked, period, texts=texts)
    except LostError as lost:
        return None, [*problems, lost.fault]
    return roll_up(asked, period, day or desk.today(), reports), problems + wrong


def run(desk: Desk, request: Request) -> Result:
    """Join the reports. Raises OSError where the page cannot be written."""
    found, problems = rolled(desk, request.plan, request.period, request.day)
    if found is not None:
        found = _with_proofs(desk, found, request.registers, problems)
    written = ""
    if found is not None and request.html is not None:
        from generator.progress.progress_page import as_page

        try:
            before = _before(desk, found)
        except LostError as lost:
            return Result(None, "", [*problems, lost.fault])
        write_atomic(request.html, as_page(found, before).encode())
        written = desk.workspace.shown(request.html)
    if found is not None and request.xlsx is not None:
        write_atomic(request.xlsx, _whole(desk, found))
        written = desk.workspace.shown(request.xlsx)
    return Result(found, written, problems)


def _whole(desk: Desk, found: RollUp) -> bytes:
    """All units' rows as they stand in their reports; blank ones of units that are silent."""
    asked, period = found.asked, period_of(found.period)
    ids = asked.ids()

    def report_of(unit: str) -> BaoCao:
        path = file_of(desk.workspace, asked.plan, found.period, unit)
        there = read_report(path, desk.workspace.shown(path), ids)[0] if path.exists() else None
        blank = DauBaoCao(ke_hoach=asked.plan, don_vi=unit, ky=found.period)
        return there if there is not None else BaoCao(bao_cao=blank)

    words = period.words.upper() if period is not None else found.period
    title = [_("TỔNG HỢP KẾT QUẢ {ky}").format(ky=words), asked.title]
    reports = (report_of(unit) for unit, _name in asked.units)
    return as_whole_sheet(asked, found.period, reports, title)


def _before(desk: Desk, found: RollUp) -> RollUp | None:
    """The roll-up of the period before, as it stood at its end; None where none was reported.

    Raises LostError.
    """
    folder = folder_of(desk.workspace, found.asked.plan, found.period).parent
    name = earlier(found.period, (path.name for path in folder.iterdir() if path.is_dir()))
    period = period_of(name) if name else None
    if period is None:
        return None
    reports, _wrong = read_all(desk, found.asked, name)
    return roll_up(found.asked, name, period.last, reports)


def _with_proofs(
    desk: Desk,
    found: RollUp,
    lists: tuple[tuple[str, Path], ...],
    problems: list[Diagnostic],
) -> RollUp:
    """The roll-up with its proofs looked up in our register, lists of others, and files."""
    documents = [
        RegisteredDocument(
            row.book.co_quan, str(row.so), row.ky_hieu, row.ngay, row.state == "phat_hanh"
        )
        for row in outgoing(desk) or ()
    ]
    for unit, path in lists:
        shown = desk.workspace.shown(path)
        try:
            form, wrong = read_tables(path, read_whole(path), shown)
        except OSError as fault:
            problems.append(os_diagnostic(fault))
            continue
        problems += wrong
        read = [one for table in form.tables for one in of_list(unit, table)] if form else []
        if form is not None and not read:
            message = _("Không thấy cột số, ký hiệu và cột ngày của sổ văn bản")
            problems.append(error("BC902", message, Place(shown, "")))
        documents += read
    folder = proofs_of_period(desk.workspace, found.asked.plan, found.period)
    proved = looked_up(found, Registers(documents), [folder])
    return found._replace(
        doubtful=proved.doubtful, confirmed=proved.confirmed, unchecked=proved.unchecked
    )

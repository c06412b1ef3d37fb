"""`score roll-up`: all units' score sheets added up: totals, ranks, who has not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import FINDINGS, Diagnostic, as_dicts, exit_code
from generator.locale import _
from generator.progress.saying import number_text
from generator.progress.score_sheet import ROUNDS, round_of, sheets_folder
from generator.progress.tally import tally
from generator.verbs.score_common import scored, sheet_of
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from generator.progress.score_sheet import Round
    from generator.progress.tally import Tally
    from generator.verbs.score_common import OpenedSet
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """By which set; seen up to which round; where a table of all units goes."""

    set_id: str
    turn: Round = "self"
    """Who has not answered in this round is told."""
    target: Path | None = None
    """An .xlsx of the totals."""


class Result(NamedTuple):
    """The sheets added up, in the order of the units."""

    opened: OpenedSet | None
    sheets: list[Tally]
    not_answered: list[str]
    """Ids of units that said nothing in the round."""
    written: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when somebody has to be asked about something."""
        told = self.not_answered or any(one.remarks for one in self.sheets)
        return exit_code(self.diagnostics) or (FINDINGS if told else 0)

    def name(self, unit: str) -> str:
        """How a unit is called."""
        return self.opened.units.get(unit, unit) if self.opened is not None else unit

    def ranks(self) -> dict[str, int]:
        """Unit → its place by the points that hold, else by its own; equal points share one."""
        points = {one.unit: _standing(one) for one in self.sheets}
        there = [value for value in points.values() if value is not None]
        return {
            unit: 1 + sum(1 for other in there if other > value)
            for unit, value in points.items()
            if value is not None
        }

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        ranks = self.ranks()
        return {
            "set": self.opened.criteria.bo.id if self.opened else "",
            "illustration": bool(self.opened and self.opened.criteria.bo.minh_hoa),
            "not_answered": self.not_answered,
            "units": [_unit(one, ranks.get(one.unit)) for one in self.sheets],
            "written": self.written, "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def _standing(one: Tally) -> Decimal | None:
    return one.totals.final if one.totals.final is not None else one.totals.own


def _said(value: Decimal | None) -> str | None:
    return None if value is None else number_text(value)


def _unit(one: Tally, rank: int | None) -> dict[str, Any]:
    totals = one.totals
    return {
        "unit": one.unit, "rank": rank, "most": number_text(totals.most),
        "own": _said(totals.own), "appraised": _said(totals.appraised),
        "final": _said(totals.final), "awaiting": list(one.awaiting),
        "fields": [
            {
                "number": line.number, "name": line.name, "most": number_text(line.most),
                "own": _said(line.own), "appraised": _said(line.appraised),
                "final": _said(line.final),
            }
            for line in one.fields()
        ],
        "remarks": [remark._asdict() for remark in one.remarks],
    }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Add up the sheets that are there. Raises OSError where the table cannot be written."""
    found, problems = scored(desk, request.set_id)
    if found is None:
        return Result(None, [], [], "", problems)
    folder = sheets_folder(desk.workspace, request.set_id)
    there = sorted(path.stem for path in folder.glob("*.toml"))
    units = list(dict.fromkeys([*found.units, *there]))
    sheets, silent = [], []
    for unit in desk.progress(units, len(units), _("Cộng phiếu")):
        sheet, wrong = sheet_of(desk, found, unit)
        problems += wrong
        if sheet is None:
            continue
        if not sheet.answered(round_of(request.turn)):
            silent.append(unit)
        if any(sheet.answered(one) for one in ROUNDS):
            sheets.append(tally(found.criteria, sheet))
    result = Result(found, sheets, silent, "", problems)
    if request.target is None:
        return result
    write_atomic(request.target, _table(result))
    return result._replace(written=desk.workspace.shown(request.target))


def _table(result: Result) -> bytes:
    """The totals of all units as .xlsx: a row a unit, a column a field."""
    from generator.progress.sheets import Column, FormPage, workbook

    opened, ranks = result.opened, result.ranks()
    assert opened is not None  # noqa: S101 - `run` has refused a set that cannot be read
    top = [one for one in opened.criteria.tieu_chi if "." not in one.so]
    columns = [
        Column("tt", "TT", 5, open=False), Column("don_vi", _("Đơn vị"), 30, open=False),
        *(Column(one.so, f"{one.so}. {one.ten}", 14, open=False) for one in top),
        Column("tu_cham", _("Tự chấm"), 10, open=False),
        Column("tham_dinh", _("Thẩm định"), 10, open=False),
        Column("cuoi", _("Điểm cuối"), 10, open=False),
        Column("hang", _("Xếp thứ"), 8, open=False),
        Column("can_xem", _("Phải xem lại"), 12, open=False),
    ]  # fmt: skip
    rows = []
    for i, one in enumerate(result.sheets, 1):
        totals = one.totals
        row = {
            "id": one.unit, "tt": str(i), "don_vi": result.name(one.unit),
            "tu_cham": _said(totals.own) or "", "tham_dinh": _said(totals.appraised) or "",
            "cuoi": _said(totals.final) or "", "hang": str(ranks.get(one.unit, "")),
            "can_xem": str(len(one.remarks) or ""),
        }  # fmt: skip
        for line in one.fields():
            value = line.final if line.final is not None else line.own
            row[line.number] = _said(value) or ""
        rows.append(row)
    silent = ", ".join(map(result.name, result.not_answered))
    title = [_("TỔNG HỢP CHẤM ĐIỂM NĂM {nam}").format(nam=opened.criteria.bo.nam), opened.title]
    if silent:
        title.append(_("Chưa gửi: {cac}").format(cac=silent))
    return workbook(title, [FormPage(_("Tổng hợp"), columns, rows)], ())

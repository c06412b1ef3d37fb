"""`score receive`: filled score sheets back, round by round; what two papers say stays twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors, warning
from generator.locale import _
from generator.progress.form_tables import read_tables
from generator.progress.score_forms import FilledScore, score_rows
from generator.progress.score_sheet import (
    DauPhieu,
    PhieuCham,
    join_sheets,
    round_of,
    sheet_path,
    write_sheet,
)
from generator.progress.sheets import SCORE_MARK
from generator.text.normal import fold
from generator.verbs.score_common import named_units, scored, sheet_of
from generator.workspace.files import os_diagnostic, read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from generator.progress.form_tables import FilledForm
    from generator.progress.score_sheet import Round
    from generator.verbs.score_common import OpenedSet
    from generator.workspace.desk import Desk

State = Literal["written", "unchanged", "refused"]


class Request(NamedTuple):
    """Which forms, by which set; unit and round where the forms do not say them."""

    set_id: str
    files: tuple[Path, ...]
    turn: Round | None = None
    unit: str = ""


class ReceivedSheet(NamedTuple):
    """What became of one form."""

    source: str
    target: str
    status: State
    unit: str = ""
    turn: str = ""
    filled: int = 0
    """Cells that are new."""
    contradictions: int = 0


class Result(NamedTuple):
    """What became of each form, in the order of the request."""

    set_id: str
    forms: list[ReceivedSheet]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when a form was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "set": self.set_id, "forms": [one._asdict() for one in self.forms],
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Read the forms one after the other. Raises OSError where a sheet cannot be written."""
    found, problems = scored(desk, request.set_id)
    if found is None:
        return Result(request.set_id, [], problems)
    return Result(
        request.set_id, [_file(desk, found, request, path, problems) for path in request.files],
        problems,
    )  # fmt: skip


def _papers(sheet: PhieuCham) -> str:
    """The names of the files that a sheet was filled from."""
    return ", ".join(one.partition("#")[0] for one in sheet.phieu.nguon)


def _file(
    desk: Desk, found: OpenedSet, request: Request, path: Path, problems: list[Diagnostic]
) -> ReceivedSheet:
    """One form: taken whole, or refused with its reasons."""
    shown = desk.workspace.shown(path)
    refused = ReceivedSheet(shown, "", "refused")
    try:
        data = read_whole(path)
    except OSError as fault:
        problems.append(os_diagnostic(fault))
        return refused
    form, told = read_tables(path, data, shown)
    problems += told
    if form is None:
        return refused
    meant, told = _meant(desk, found, request, form, shown)
    problems += told
    if meant is None:
        return refused
    unit, turn = meant.unit, round_of(meant.turn)
    there, told = sheet_of(desk, found, unit)
    problems += told
    if there is None:
        return refused
    source = f"{path.name.replace('#', '_')}#{hashlib.sha256(data).hexdigest()}"
    target = sheet_path(desk.workspace, request.set_id, unit)
    where = desk.workspace.shown(target)
    if source in there.phieu.nguon:
        return ReceivedSheet(shown, where, "unchanged", unit, turn.name)
    rows = score_rows(form.tables)
    if rows is None:
        problems.append(_no_table(shown))
        return refused
    filled = FilledScore(found.criteria, there, turn, shown)
    taken = filled.take(rows)
    problems += filled.problems
    if has_errors(filled.problems):
        return refused
    head = DauPhieu(
        bo=request.set_id, nam=found.criteria.bo.nam, don_vi=unit,
        minh_hoa=found.criteria.bo.minh_hoa, nguon=[source],
    )  # fmt: skip
    joined = join_sheets(there, PhieuCham(phieu=head, dong=taken), _papers(there), path.name)
    if not joined.filled and not joined.differing:
        return ReceivedSheet(shown, where, "unchanged", unit, turn.name)
    _tell(joined.differing, shown, problems)
    write_sheet(target, joined.sheet)
    return ReceivedSheet(
        shown, where, "written", unit, turn.name, joined.filled, len(joined.differing)
    )


def _no_table(shown: str) -> Diagnostic:
    message = _("Không thấy bảng nào có cột số thứ tự, tiêu chí và cột điểm")
    return error("BC902", message, Place(shown, ""))


def _tell(differing: Any, shown: str, problems: list[Diagnostic]) -> None:
    for one in differing:
        pairs = zip(one.gia_tri, one.nguon, strict=True)
        values = " ≠ ".join(f"“{value}” ({source})" for value, source in pairs)
        message = _("Tiêu chí {so}: {gia_tri}; giữ cả hai, chờ người chọn")
        hint = _("Chọn bằng kehoach score choose")
        text = message.format(so=one.nut, gia_tri=values)
        problems.append(warning("BC913", text, Place(shown, ""), hint))


class _Meant(NamedTuple):
    unit: str
    turn: Round


def _meant(
    desk: Desk, found: OpenedSet, request: Request, form: FilledForm, shown: str
) -> tuple[_Meant | None, list[Diagnostic]]:
    """Whose form of which round it is; None where form and request disagree, or neither says it."""
    facts, place = form.facts, Place(shown, "")

    def refuse(code: str, text: str, *hints: str) -> tuple[None, list[Diagnostic]]:
        return None, [error(code, text, place, *hints)]

    if facts is not None and facts.mark != SCORE_MARK:
        return refuse("BC903", _("Đây là biểu báo cáo tiến độ, không phải phiếu chấm điểm"))
    if facts is not None and facts.plan != request.set_id:
        message = _("Phiếu này theo bộ {bo}, không phải {day}")
        return refuse("BC903", message.format(bo=facts.plan, day=request.set_id))
    turn = facts.period if facts is not None else request.turn
    if turn is None:
        return refuse("BC904", _("Phiếu không nói vòng chấm"), _("Thêm --round"))
    if request.turn is not None and turn != request.turn:
        message = _("Phiếu này của vòng “{co}”, không phải “{day}”")
        words = {"co": _(round_of(turn).words), "day": _(round_of(request.turn).words)}
        return refuse("BC904", message.format(**words))
    unit = facts.unit if facts is not None else request.unit or _named(form, found)
    if request.unit and unit != request.unit:
        message = _("Phiếu này của {co}, không phải {day}")
        return refuse("BC906", message.format(co=unit, day=request.unit))
    if not unit:
        return refuse("BC906", _("Không biết phiếu này của đơn vị nào"), _("Thêm --unit MÃ"))
    told = named_units(desk, found, (unit,))[1]
    if told:
        return None, told
    if facts is not None and facts.digest != found.criteria.digest():
        message = _("Bộ tiêu chí đã sửa sau khi phát phiếu này; các hàng vẫn nhận theo số")
        told = [warning("BC905", message, place)]
    return _Meant(unit, turn), told  # type: ignore[arg-type]


def _named(form: FilledForm, found: OpenedSet) -> str:
    """The one unit of the set whose name heads the form."""
    text = fold(" ".join(form.prose[:8])).replace("uy ban nhan dan", "ubnd")
    named = [unit for unit, name in found.units.items() if f"{fold(name)} " in f"{text} "]
    return named[0] if len(named) == 1 else ""

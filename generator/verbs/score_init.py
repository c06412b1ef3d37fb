"""`score init`: each unit's score sheet for a round, with what was said in the rounds before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code, has_errors
from generator.locale import _
from generator.plan.wording import short_date
from generator.progress.score_forms import as_score_form
from generator.progress.score_sheet import round_of
from generator.verbs.score_common import named_units, scored, sheet_of
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.progress.score_sheet import Round, ScoreRound
    from generator.verbs.score_common import OpenedSet
    from generator.workspace.desk import Desk

Format = Literal["xlsx", "docx"]


class Request(NamedTuple):
    """By which set, for which round and units, in which formats."""

    set_id: str
    turn: Round = "self"
    formats: tuple[Format, ...] = ("xlsx",)
    units: tuple[str, ...] = ()
    """Ids; none: all of the set."""
    target: Path | None = None
    """The folder of the forms; None: below the folder of output."""


class Result(NamedTuple):
    """The forms that were written."""

    set_id: str
    written: list[str]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "set": self.set_id, "written": self.written, "diagnostics": as_dicts(self.diagnostics)
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the forms of a round. Raises OSError."""
    found, problems = scored(desk, request.set_id)
    if found is None:
        return Result(request.set_id, [], problems)
    units, wrong = named_units(desk, found, request.units)
    problems += wrong
    if has_errors(problems):
        return Result(request.set_id, [], problems)
    turn = round_of(request.turn)
    base = desk.workspace.output_dir / "phieu-cham" / request.set_id / turn.name
    folder, written = request.target or base, []
    for unit, name in desk.progress(units.items(), len(units), _("Lập phiếu")):
        sheet, wrong = sheet_of(desk, found, unit)
        problems += wrong
        if sheet is None:
            continue
        for kind in request.formats:
            form, title = folder / f"{unit}.{kind}", _title(found, turn, name)
            write_atomic(form, as_score_form(kind, found.criteria, sheet, turn, title))
            written.append(desk.workspace.shown(form))
    return Result(request.set_id, written, problems)


def _title(found: OpenedSet, turn: ScoreRound, unit: str) -> list[str]:
    head = found.criteria.bo
    lines = [_("PHIẾU CHẤM ĐIỂM NĂM {nam}: {vong}").format(
        nam=head.nam, vong=_(turn.words).upper()), unit, found.title]  # fmt: skip
    until = getattr(head.han, turn.until) if head.han is not None else None
    if until is not None:
        lines.append(_("Hạn gửi: {ngay}").format(ngay=short_date(until)))
    return lines

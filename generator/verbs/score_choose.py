"""`score choose`: a person settles what two papers of one round say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code, has_errors
from generator.progress.score_sheet import sheet_path, write_sheet
from generator.verbs.progress_choose import Choice, settle, unreasoned
from generator.verbs.score_common import named_units, scored, sheet_of

if TYPE_CHECKING:
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which cell of which sheet, and what holds."""

    set_id: str
    unit: str
    number: str
    """Of the criterion."""
    value: str
    reason: str
    field: str = ""
    """Key that has two values; "": the only one of the row."""
    by: str = ""


class Result(NamedTuple):
    """The sheet, and what holds in it now; "" where nothing was settled."""

    sheet: str
    value: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "sheet": self.sheet, "value": self.value, "diagnostics": as_dicts(self.diagnostics)
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Settle one cell; a later choice replaces an earlier one. Raises OSError."""
    found, problems = scored(desk, request.set_id)
    problems += unreasoned(request.reason)
    if found is not None:
        problems += named_units(desk, found, (request.unit,))[1]
    if found is None or has_errors(problems):
        return Result("", "", problems)
    sheet, wrong = sheet_of(desk, found, request.unit)
    if sheet is None:
        return Result("", "", [*problems, *wrong])
    same = [
        one
        for one in sheet.khac_nhau
        if one.nut == request.number and request.field in ("", one.truong)
    ]
    choice = Choice(request.number, request.value, request.reason, request.by)
    wrong = settle(desk, same, choice)
    if wrong:
        return Result("", "", [*problems, *wrong])
    path = sheet_path(desk.workspace, request.set_id, request.unit)
    write_sheet(path, sheet)
    return Result(desk.workspace.shown(path), same[0].chot or "", problems)

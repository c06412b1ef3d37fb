"""A coverage matrix on the terminal and as JSON."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import click

from generator.cascade.covering.coverage_cells import CellState
from generator.locale import _
from generator.review.coverage_words import (
    SYMBOLS,
    label,
    say,
    say_local,
    say_sum,
    unit_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.covering.coverage_cells import Said, UnitRow
    from generator.cascade.covering.survey import CoverageSurvey
    from generator.verbs.coverage import Result

COLUMNS = 16
"""Up to so many units each has a column; more are counted."""
MANY = 60
"""So many findings are listed; the rest is counted."""
_COLOURS = {
    CellState.TAKEN: "green",
    CellState.ADAPTED: "cyan",
    CellState.REASONED: None,
    CellState.DROPPED: "red",
    CellState.LATE: "yellow",
    CellState.CONTRADICTED: "red",
    CellState.MISSING: "red",
}
_WIDEST = 120


# ------------------------------------------------------------------------------ terminal


def write_text(survey: CoverageSurvey) -> None:
    """The matrix, its legend and every finding with both places."""
    head = survey.coverage.plan.van_ban
    title = _("{ma}: {viec} nhiệm vụ × {don_vi} đơn vị").format(
        ma=head.ma, viec=len(survey.tasks), don_vi=len(survey.rows)
    )
    click.secho(title, bold=True)
    if not survey.evaluated:
        click.secho(_("CHƯA ĐÁNH GIÁ: không đọc ra nhiệm vụ nào của kế hoạch này."), fg="yellow")
        hint = _("Xem “kehoach tasks {tep}”; thiếu thì ghi bằng [[giao_viec]].")
        click.echo(hint.format(tep=survey.file))
        return
    if not survey.rows:
        click.echo(_("Không có đơn vị nào dưới cơ quan ban hành, cũng không có kế hoạch cấp dưới."))
        return
    width = min(_WIDEST, shutil.get_terminal_size((100, 24)).columns)
    lines = _matrix(survey, width) if len(survey.rows) <= COLUMNS else _counted(survey, width)
    for line in lines:
        click.echo(line)
    click.echo(_legend(survey))
    _findings(survey)
    _ending(survey)


def _matrix(survey: CoverageSurvey, width: int) -> Iterator[str]:
    """Tasks down, units across, one sign for each cell."""
    yield ""
    for number, row in enumerate(survey.rows, 1):
        place = row.file or _("chưa có kế hoạch")
        yield f"{number:>4}  {unit_name(row)}  {click.style(place, dim=True)}"
    room = width - 4 - 3 * len(survey.rows) - 1
    columns = "".join(f"{n:>3}" for n in range(1, len(survey.rows) + 1))
    yield ""
    yield " " * (width - 3 * len(survey.rows) - 1) + click.style(columns, dim=True)
    for i, task in _grouped(survey):
        if isinstance(task, str):
            yield click.style(_cut(task, width), bold=True)
            continue
        signs = "".join(f"  {_sign(row.cells[i].state)}" for row in survey.rows)
        yield f"{i + 1:>3} {_cut(task.text, room):<{room}}{signs}"


def _counted(survey: CoverageSurvey, width: int) -> Iterator[str]:
    """Tasks down, numbers of units in each state across."""
    room = width - 4 - 7 * len(CellState)
    yield ""
    yield " " * (4 + room) + "".join(f"{SYMBOLS[s]:>7}" for s in CellState)
    for i, task in _grouped(survey):
        if isinstance(task, str):
            yield click.style(_cut(task, width), bold=True)
            continue
        counts = dict.fromkeys(CellState, 0)
        for row in survey.rows:
            counts[row.cells[i].state] += 1
        numbers = "".join(_count(s, counts[s]) for s in CellState)
        yield f"{i + 1:>3} {_cut(task.text, room):<{room}}{numbers}"


def _count(state: CellState, count: int) -> str:
    text = f"{count or '·':>7}"
    return click.style(text, fg=_COLOURS[state]) if count and state.wrong else text


def _grouped(survey: CoverageSurvey) -> Iterator[tuple[int, Said | str]]:
    """The tasks, and the title of a group before its first task."""
    last = ""
    for i, (task, said) in enumerate(zip(survey.coverage.tasks, survey.tasks, strict=True)):
        if task.group and task.group != last:
            yield -1, task.group
        last = task.group
        yield i, said


def _sign(state: CellState) -> str:
    return click.style(SYMBOLS[state], fg=_COLOURS[state])


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(1, room - 1)] + "…"


def _legend(survey: CoverageSurvey) -> str:
    totals = survey.totals()
    parts = [f"{_sign(s)} {label(s)}: {count}" for s, count in totals.items()]
    parts.append(_("+ nhiệm vụ riêng: {so}").format(so=sum(len(r.local) for r in survey.rows)))
    return "\n" + "   ".join(parts[:4]) + "\n" + "   ".join(parts[4:])


def _findings(survey: CoverageSurvey) -> None:
    """Everything but what is taken up as it should be, the worst first in each unit."""
    found = list(_notes(survey))
    wrong = [note for state, note in found if state.wrong]
    other = [note for state, note in found if not state.wrong]
    for title, notes in ((_("Phải xem lại"), wrong), (_("Để biết"), other)):
        if notes:
            click.secho(f"\n{title}", bold=True)
        for note in notes[:MANY]:
            click.echo(note)
        if len(notes) > MANY:
            left = _("… và {so} điều khác; xem đủ bằng --json hoặc --html")
            click.echo(left.format(so=len(notes) - MANY))


def _notes(survey: CoverageSurvey) -> Iterator[tuple[CellState, str]]:
    for one in survey.sums:
        words = f"{_sign(CellState.CONTRADICTED) if one.short else '·'} {survey.file}:"
        state = CellState.CONTRADICTED if one.short else CellState.ADAPTED
        _id, line, about = survey.of_sum(one)
        yield state, f"{words}{line} {about}{': ' if about else ''}{say_sum(one)}"
    missing = [unit_name(row) for row in survey.rows if not row.ma]
    if missing:
        shown = ", ".join(missing[:MANY]) + (", …" if len(missing) > MANY else "")
        state = CellState.MISSING
        yield state, f"{_sign(state)} {label(state)}: {shown}"
    for row in survey.rows:
        yield from _of_row(row, survey)


def _of_row(row: UnitRow, survey: CoverageSurvey) -> Iterator[tuple[CellState, str]]:
    for i, cell in enumerate(row.cells):
        if cell.state in {CellState.TAKEN, CellState.REASONED, CellState.MISSING}:
            continue
        place = f"{row.file}:{row.lines[i]}" if row.lines[i] else row.file
        above = f"{survey.file}:{survey.lines[i]}"
        why = "; ".join(say(r, survey, row.names) for r in cell.reasons) or label(cell.state)
        task = survey.coverage.tasks[i].id
        yield cell.state, f"{_sign(cell.state)} {place}  {task} ({above})\n    {why}"
    for local in row.local:
        words = f"+ {row.file}:{local.line}  {local.id}\n    {say_local(local, survey)}"
        yield CellState.ADAPTED, words


def _ending(survey: CoverageSurvey) -> None:
    wrong = sum(row.wrong for row in survey.rows if row.ma) + sum(s.short for s in survey.sums)
    missing = sum(not row.ma for row in survey.rows)
    if survey.clean:
        click.echo(_("\nMọi nhiệm vụ đều có nơi thực hiện hoặc có lý do bỏ."))
        return
    line = _("\n{so} chỗ phải xem lại; {thieu} đơn vị chưa có kế hoạch.")
    click.echo(line.format(so=wrong, thieu=missing))


# ------------------------------------------------------------------------------ JSON


def write_json(result: Result) -> None:
    """The whole matrix; written unit by unit, as it may be large."""
    opening = json.dumps(result.head(), ensure_ascii=False, indent=2)
    click.echo(opening[: opening.rindex("\n}")] + ',\n  "units": [')
    between = ""
    for unit in result.units():
        click.echo(f"{between}    {json.dumps(unit, ensure_ascii=False)}", nl=False)
        between = ",\n"
    click.echo(f"{between and chr(10)}  ]\n}}")

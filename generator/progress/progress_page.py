"""The progress of a plan as one HTML page: offline, prints on A4, words beside each colour."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.plan.wording import short_date
from generator.progress.reported import DONE
from generator.progress.saying import STATES, number_text
from generator.progress.since import changed
from generator.progress.task_standing import standings

if TYPE_CHECKING:
    from datetime import date

    from generator.progress.asked import AskedTask
    from generator.progress.rollup import RollUp, Total, UnitAnswer
    from generator.progress.task_standing import TaskStanding

_WIDTH = 560
"""Of the drawing of deadlines, in its own units."""
_LINE = 22
_DETAILED = 200
"""Units up to which each light is drawn; beyond, a unit's lights are counted."""
_BARS = 150
"""Deadlines that are drawn; the table of tasks has all."""


@cache
def _template() -> Any:
    from jinja2 import Environment

    text = (Path(__file__).parent / "templates" / "progress.html").read_text("utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)


def as_page(found: RollUp, before: RollUp | None = None) -> str:
    """The page of a roll-up; `before` is that of the period before, where there was one."""
    names = dict(found.asked.units)
    rows = standings(found)
    bars = _bars(found, rows)
    page: str = _template().render(
        _=_, found=found, names=names, units=_units(found), parts=_needing(found),
        tiles=_tiles(found, rows), groups=_groups(rows), tasks=_tasks(found, rows),
        before=before, changes=changed(before, found) if before is not None else [],
        short=short_date, number=number_text, reached=_reached, bars=bars[:_BARS],
        more=len(bars) - len(bars[:_BARS]), months=_months(found), width=_WIDTH, line=_LINE,
        today=_at(found, found.as_of),
    )  # fmt: skip
    return page


def _needing(found: RollUp) -> list[tuple[str, Any]]:
    """What somebody has to be asked about."""
    return [
        (_("Quá hạn"), found.overdue),
        (_("Chưa trả lời rõ"), found.unanswered),
        (_("Hoàn thành mà thiếu minh chứng"), found.unproved),
        (_("Hoàn thành mà số thấp hơn nhiệm vụ nêu"), found.short),
        (_("Minh chứng không đúng sổ, tệp"), found.doubtful),
        (_("Số liệu khác nhau, chưa chốt"), found.differing),
        (_("Tỷ lệ không nêu mẫu số"), found.bare_shares),
        (_("Tỷ lệ không khớp mẫu số"), found.wrong_shares),
    ]


# ------------------------------------------------------------------------------ lights


def _colour(row: TaskStanding) -> str:
    if row.late:
        return "red"
    if row.state in DONE:
        return "green"
    return "amber" if row.told else "grey"


def _light(found: RollUp, task: AskedTask, answer: UnitAnswer | None) -> tuple[str, str, str]:
    """Number of the task, class of its colour, and its word."""
    if answer is None or not answer.state:
        return task.number, "grey", _("chưa trả lời")
    state = answer.state
    if state in DONE:
        bare = state == "hoan_thanh" and not answer.proof
        if bare:
            return task.number, "amber", _("xong, thiếu minh chứng")
        return task.number, "green", _(STATES[state]).lower()
    if task.due is not None and task.due < found.as_of:
        return task.number, "red", _("quá hạn")
    return task.number, "amber", _(STATES[state]).lower()


def _units(found: RollUp) -> list[dict[str, Any]]:
    reports = {report.unit: report for report in found.reports}
    made = []
    detailed = len(found.asked.units) <= _DETAILED
    for unit, name in found.asked.units:
        own = found.asked.tasks_for(unit)
        answers = dict(reports[unit].answers) if unit in reports else {}
        lights = [_light(found, task, answers.get(task.id)) for task in own]
        if not detailed:
            lights = _gathered(lights)
        made.append({"name": name, "lights": lights, "came": unit in reports})
    return made


def _gathered(lights: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """How many lights have one colour and one word."""
    counts: dict[tuple[str, str], int] = {}
    for _number, colour, word in lights:
        counts[colour, word] = counts.get((colour, word), 0) + 1
    return [(str(count), colour, word) for (colour, word), count in counts.items()]


def _words(row: TaskStanding) -> str:
    """How a task stands over its units, in the reader's language."""
    if row.late:
        return _("quá hạn ở {so}/{tong}").format(so=len(row.late), tong=row.of)
    if not row.told:
        return _("chưa trả lời")
    done = _("xong {so}/{tong}").format(so=row.done - row.nothing, tong=row.of)
    if not row.nothing:
        return done
    nothing = _("không phát sinh {so}").format(so=row.nothing)
    return f"{done}, {nothing}" if row.done > row.nothing else nothing


def _tasks(found: RollUp, rows: list[TaskStanding]) -> list[dict[str, Any]]:
    """The rows of the table of tasks, each with its colour and words."""
    names = dict(found.asked.units)
    return [
        {"task": row.task, "colour": _colour(row), "words": _words(row),
         "late": [names.get(unit, unit) for unit in row.late[:20]],
         "silent": len(row.silent)}
        for row in rows
    ]  # fmt: skip


def _groups(rows: list[TaskStanding]) -> list[dict[str, Any]]:
    """Each group of tasks, with how many of its tasks have which colour."""
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = made.setdefault(
            row.task.group, {"name": row.task.group or _("Không thuộc nhóm"), "tasks": []}
        )
        one["tasks"].append(row)
    for one in made.values():
        colours = [_colour(row) for row in one["tasks"]]
        one["counts"] = {colour: colours.count(colour) for colour in _COLOURS}
    return list(made.values()) if len(made) > 1 else []


_COLOURS = ("green", "amber", "red", "grey")


def _tiles(found: RollUp, rows: list[TaskStanding]) -> list[tuple[str, str, str]]:
    """What a leader asks first: figure, words, colour."""
    units, came = len(found.asked.units), len(found.reports)
    done = sum(1 for row in rows if row.state in DONE)
    late = sum(1 for row in rows if row.late)
    return [
        (f"{came}/{units}", _("đơn vị đã báo cáo"), "green" if came == units else "amber"),
        (f"{done}/{len(rows)}", _("nhiệm vụ mọi đơn vị đã xong"), "green"),
        (str(late), _("nhiệm vụ có đơn vị quá hạn"), "red" if late else "green"),
        (str(len(found.unproved)), _("báo xong mà thiếu minh chứng"),
         "amber" if found.unproved else "green"),
        (str(len(found.differing)), _("số liệu khác nhau, chưa chốt"),
         "amber" if found.differing else "green"),
    ]  # fmt: skip


def _reached(total: Total) -> tuple[str, str]:
    """Colour and words of a target."""
    if total.reached is None:
        return "grey", _("chưa đủ số")
    return ("green", _("đạt")) if total.reached else ("red", _("chưa đạt"))


# ------------------------------------------------------------------------------ deadlines


def _span(found: RollUp) -> tuple[date, date]:
    days = [task.due for task in found.asked.tasks if task.due] + [found.as_of]
    return min(days), max(days)


def _at(found: RollUp, day: date) -> int:
    first, last = _span(found)
    return 20 + (_WIDTH - 40) * (day - first).days // max((last - first).days, 1)


def _months(found: RollUp) -> list[tuple[int, str]]:
    """The first days of months inside the drawing, at most a dozen of them."""
    first, last = _span(found)
    count = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, -(-count // 12))
    made = []
    for i in range(1, count + 1, step):
        year, month = divmod(first.month - 1 + i, 12)
        day = first.replace(year=first.year + year, month=month + 1, day=1)
        made.append((_at(found, day), f"{day.month}/{day.year}"))
    return made


def _bars(found: RollUp, rows: list[TaskStanding]) -> list[dict[str, Any]]:
    """The deadlines in order of time; each with how many units are done."""
    dated = sorted((str(row.task.due), row.task.id, row) for row in rows if row.task.due)
    return [
        {"task": row.task, "x": _at(found, row.task.due), "colour": _colour(row),
         "words": _words(row), "share": row.done / row.of if row.of else 0}
        for _day, _id, row in dated
        if row.task.due is not None
    ]  # fmt: skip

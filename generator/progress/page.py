"""The progress of a plan as one HTML page: offline, prints on A4, words beside each colour."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.plan.wording import short_date
from generator.progress.reported import DONE
from generator.progress.saying import STATES, number_text

if TYPE_CHECKING:
    from datetime import date

    from generator.progress.asked import AskedTask
    from generator.progress.rollup import Answer, RollUp

_WIDTH = 640
"""Of the drawing of deadlines, in its own units."""
_LINE = 18


@cache
def _template() -> Any:
    from jinja2 import Environment

    text = (Path(__file__).parent / "templates" / "progress.html").read_text("utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)


def as_page(found: RollUp) -> str:
    """The page of a roll-up."""
    names = dict(found.asked.units)
    answers = {report.unit: dict(report.answers) for report in found.reports}
    units = [
        {"name": name, "lights": [_light(found, task, answers.get(unit, {}).get(task.id))
                                  for task in found.asked.tasks_for(unit)],
         "came": unit in answers}
        for unit, name in found.asked.units
    ]  # fmt: skip
    groups = [
        (_("Quá hạn"), found.overdue),
        (_("Chưa trả lời"), found.unanswered),
        (_("Hoàn thành mà thiếu minh chứng"), found.unproved),
        (_("Số liệu khác nhau, chưa chốt"), found.differing),
        (_("Tỷ lệ không nêu mẫu số"), found.bare_shares),
        (_("Tỷ lệ không khớp mẫu số"), found.wrong_shares),
    ]
    page: str = _template().render(
        _=_, found=found, names=names, units=units, groups=groups, short=short_date,
        number=number_text, bars=_bars(found), width=_WIDTH, line=_LINE,
        today=_at(found, found.as_of),
    )  # fmt: skip
    return page


def _light(found: RollUp, task: AskedTask, answer: Answer | None) -> tuple[str, str, str]:
    """Number of the task, class of its colour, and its word."""
    if answer is None or not answer.state:
        return task.number, "grey", _("chưa trả lời")
    state = answer.state
    if state in DONE:
        bare = state == "hoan_thanh" and not answer.proof
        return task.number, "amber" if bare else "green", _(STATES[state]).lower()
    if task.due is not None and task.due < found.as_of:
        return task.number, "red", _("quá hạn")
    return task.number, "amber", _(STATES[state]).lower()


def _span(found: RollUp) -> tuple[date, date]:
    days = [task.due for task in found.asked.tasks if task.due] + [found.as_of]
    return min(days), max(days)


def _at(found: RollUp, day: date) -> int:
    first, last = _span(found)
    return 20 + (_WIDTH - 40) * (day - first).days // max((last - first).days, 1)


def _bars(found: RollUp) -> list[dict[str, Any]]:
    """The deadlines in order of time; each with how many units are done."""
    dated = sorted((t for t in found.asked.tasks if t.due), key=lambda t: (str(t.due), t.id))
    made = []
    for task in dated:
        assert task.due is not None  # noqa: S101 - only those are listed
        states = [dict(report.answers).get(task.id) for report in found.reports]
        done = sum(1 for one in states if one is not None and one.state in DONE)
        late = task.due < found.as_of and done < len(task.units)
        made.append({"task": task, "x": _at(found, task.due), "done": done, "late": late})
    return made

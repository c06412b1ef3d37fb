"""How each task stands over all units that answer for it: one row, whatever prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.progress.reported import DONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.progress.asked import AskedTask
    from generator.progress.reported import TaskState
    from generator.progress.rollup import RollUp, UnitAnswer


class TaskStanding(NamedTuple):
    """One task over its units."""

    task: AskedTask
    state: TaskState
    """Of all units together: done only where each of them is; "" where none has answered."""
    answers: tuple[tuple[str, UnitAnswer], ...]
    """Of the units that said a state, in the order of the registry."""
    done: int
    late: tuple[str, ...]
    """Units that have not finished although the last day has passed."""
    silent: tuple[str, ...]
    """Units that said no state of it."""
    unclear: tuple[tuple[str, UnitAnswer], ...] = ()
    """Of the silent ones, those that wrote a result all the same."""

    @property
    def of(self) -> int:
        """How many units answer for it."""
        return len(self.task.units)


def standings(found: RollUp) -> list[TaskStanding]:
    """Each task of the plan, in its order."""
    told = {report.unit: dict(report.answers) for report in found.reports}
    order = [unit for unit, _name in found.asked.units]
    return [_standing(task, told, order, found) for task in found.asked.tasks]


def _standing(
    task: AskedTask, told: dict[str, dict[str, UnitAnswer]], order: list[str], found: RollUp
) -> TaskStanding:
    asked = [unit for unit in order if unit in task.units]
    answers = [
        (unit, answer)
        for unit in asked
        if (answer := told.get(unit, {}).get(task.id)) is not None and answer.state
    ]
    answered = {unit for unit, _answer in answers}
    passed = task.due is not None and task.due < found.as_of
    return TaskStanding(
        task,
        _together([answer.state for _unit, answer in answers], len(asked)),
        tuple(answers),
        sum(1 for _unit, answer in answers if answer.state in DONE),
        tuple(unit for unit, one in answers if passed and one.state not in DONE),
        tuple(unit for unit in asked if unit not in answered),
        tuple(
            (unit, answer)
            for unit in asked
            if unit not in answered
            and (answer := told.get(unit, {}).get(task.id)) is not None
            and answer.result
        ),
    )


def _together(states: list[TaskState], of: int) -> TaskState:
    if not states:
        return ""
    if len(states) == of and all(state == "khong_phat_sinh" for state in states):
        return "khong_phat_sinh"
    if len(states) == of and all(state in DONE for state in states):
        return "hoan_thanh"
    if of == 1:
        return states[0]
    return "chua" if all(state == "chua" for state in states) else "dang"


def numbered(rows: Iterable[TaskStanding]) -> str:
    """The numbers of tasks as a sentence lists them: "1, 2, 5"."""
    return ", ".join(row.task.number for row in rows)

"""How each task stands over all units that answer for it: one row, whatever prints it.

A country has 200,000 answers: of each task the units and what they said are kept side by side,
and what is the same for many tasks once.
"""

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
    told_by: tuple[str, ...]
    """The units that said a state, in the order of the registry."""
    told: tuple[UnitAnswer, ...]
    """What each of them said."""
    done: int
    """Units where it is done, or nothing arose."""
    nothing: int
    """Units where nothing arose."""
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

    @property
    def answers(self) -> tuple[tuple[str, UnitAnswer], ...]:
        """Each unit that said a state, with all that it said."""
        return tuple(zip(self.told_by, self.told, strict=True))


class _Column:
    """What came in of one task."""

    def __init__(self) -> None:
        self.units: list[str] = []
        self.said: list[UnitAnswer] = []
        self.unclear: list[tuple[str, UnitAnswer]] = []


def standings(found: RollUp) -> list[TaskStanding]:
    """Each task of the plan, in its order."""
    columns = {task.id: _Column() for task in found.asked.tasks}
    units = {task.id: task.units for task in found.asked.tasks}
    for report in found.reports:  # in the order of the registry
        for node, answer in report.answers:
            if report.unit not in units.get(node, ()):
                continue
            if answer.state:
                columns[node].units.append(report.unit)
                columns[node].said.append(answer)
            elif answer.result:
                columns[node].unclear.append((report.unit, answer))
    order = [unit for unit, _name in found.asked.units]
    once: dict[tuple[str, ...], tuple[str, ...]] = {}
    return [_standing(task, columns.pop(task.id), order, found, once) for task in found.asked.tasks]


def _standing(
    task: AskedTask,
    column: _Column,
    order: list[str],
    found: RollUp,
    once: dict[tuple[str, ...], tuple[str, ...]],
) -> TaskStanding:
    answered = frozenset(column.units)
    told_by = tuple(column.units)
    silent = tuple(unit for unit in order if unit in task.units and unit not in answered)
    passed = task.due is not None and task.due < found.as_of
    states = [answer.state for answer in column.said]
    pairs = zip(column.units, column.said, strict=True) if passed else ()
    return TaskStanding(
        task=task,
        state=_together(states, len(answered) + len(silent)),
        told_by=once.setdefault(told_by, told_by),
        told=tuple(column.said),
        done=sum(1 for state in states if state in DONE),
        nothing=states.count("khong_phat_sinh"),
        late=tuple(unit for unit, one in pairs if one.state not in DONE),
        silent=once.setdefault(silent, silent),
        unclear=tuple(column.unclear),
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

"""What became of a task at a unit, and the row of a unit: the cells of a coverage matrix."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class CellState(IntEnum):
    """What became of a task; of several findings the worst."""

    TAKEN = 0
    ADAPTED = 1
    REASONED = 2
    """Dropped with a stated reason."""
    DROPPED = 3
    LATE = 4
    CONTRADICTED = 5
    MISSING = 6
    """The unit has no plan."""

    @property
    def wrong(self) -> bool:
        """Whether somebody must do something about it."""
        return self >= CellState.DROPPED


class Reason(NamedTuple):
    """Why a cell is in its state; `cli` and pages put it into words."""

    kind: str
    above: str = ""
    below: str = ""


class Said(NamedTuple):
    """What a plan says about a task, in words."""

    text: str
    leads: str
    helpers: str
    product: str
    when: str
    due: str
    """The last day in time as ISO date, "" without one."""


class TaskCell(NamedTuple):
    """One task at one unit."""

    state: CellState
    said: Said | None
    reasons: tuple[Reason, ...]


class Local(NamedTuple):
    """A task that the plan above does not ask for."""

    id: str
    said: Said
    line: int
    rule: str
    """The rule that added it; "" when the unit did."""
    gone: str
    """The node of the plan above it came from, which is not there any more."""


class UnitRow(NamedTuple):
    """One unit below."""

    unit: str
    level: str
    names: tuple[str, ...]
    """Its own names in the order of OPEN: id, full, short, territory, …"""
    file: str
    ma: str
    """Id of its plan; "" when it has none."""
    day: str
    cells: tuple[TaskCell, ...]
    lines: tuple[int, ...]
    local: tuple[Local, ...]
    numbers: tuple[tuple[int, str, float], ...]
    """(task, unit, number) of what can be added up."""

    @property
    def wrong(self) -> int:
        """How many tasks somebody must look at."""
        return sum(cell.state.wrong for cell in self.cells)


class Sum(NamedTuple):
    """A number of the plan above against the sum of the units'."""

    task: int
    """Its place among the tasks; -1, -2 … are the promises of records and tables."""
    unit: str
    wanted: float
    total: float
    stating: int
    """Units that say a number."""
    asked: int
    """Units that have the task, or should have a plan."""

    @property
    def short(self) -> bool:
        """Whether everybody has said a number and together they stay below."""
        return 0 < self.stating == self.asked and self.total < self.wanted

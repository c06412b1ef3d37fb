"""Where the tasks of a plan stand in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.tasks.task import Task
    from generator.plan.model import Loc
    from generator.plan.toml import Loaded


class TaskLines:
    """Lines of tasks in a file, counted where every task has a header of its own.

    The exact index of a file's places costs more than all the rest of a comparison.
    """

    _HEADER = "[[phu_luc.nhiem_vu]]"

    def __init__(self, loaded: Loaded, tasks: Sequence[Task]) -> None:
        self._span = loaded.source.span
        self._lines: dict[Loc, int] = {}
        text = loaded.source.text
        headers = [n for n, line in enumerate(text.split("\n"), 1) if line.strip() == self._HEADER]
        if len(headers) == len(tasks):
            self._lines = {task.loc: n for task, n in zip(tasks, headers, strict=True)}

    def __call__(self, loc: Loc) -> int:
        """The line of a task, from 1."""
        return self._lines.get(loc) or self._span(loc).line

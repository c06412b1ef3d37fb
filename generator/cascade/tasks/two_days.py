"""Two places of one plan that set different last days for one task."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.tasks.all_tasks import another_day, likeness, said_tasks, table_rows
from generator.grammar.stored import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.tasks.task import Task
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach

ONE_TASK = 0.85
"""Likeness, deadlines aside, from which two places of one plan speak of one task."""
MANY = 300
"""Tasks from which on rows of tables are no longer compared with each other."""
_REPORTS = re.compile(r"[\W\d]*(?:báo cáo|gửi|tổng hợp|họp|giao ban|sơ kết|tổng kết)(?!\w)")


def contradictions(plan: KeHoach, registry: Registry | None) -> Iterator[tuple[Task, Task]]:
    """Pairs of tasks that are one and have two last days, each pair once, in reading order.

    Reports are none: of one kind there are several a year.
    """
    rows, prose = table_rows(plan, registry), said_tasks(plan, registry)
    dated = [
        (task, words, task in prose)
        for task in (*rows, *prose)
        if last_day(task.when) and not _REPORTS.match(words := _untimed(task).lower())
    ]
    for i, (one, words, said) in enumerate(dated):
        for other, others, also_said in dated[:i]:
            if len(dated) > MANY and not said and not also_said:
                continue
            apart = one.leads and other.leads and not {*one.leads} & {*other.leads}
            if apart or not another_day(one.when, other.when):
                continue
            if likeness(words, others) >= ONE_TASK:
                yield other, one


def _untimed(task: Task) -> str:
    """The words of a task without those of its deadline."""
    said = task.when.loi if task.when is not None else None
    return task.text.replace(said, " ") if said else task.text

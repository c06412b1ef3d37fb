"""Two places of one plan that set different last days for one task."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.cascade.tasks.all_tasks import another_day, likeness, said_tasks, table_rows
from generator.grammar.stored import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.tasks.task import Task
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach

ONE_TASK = 0.85
"""Likeness, deadlines aside, from which two places of one plan speak of one task."""
_LEAST = ONE_TASK / (2 - ONE_TASK)
"""Share of a text's words that another so alike has at least (Dice)."""
_SLACK = 0.8
"""Words are split more coarsely here than where likeness is counted."""
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_REPORTS = re.compile(r"[\W\d]*(?:báo cáo|gửi|tổng hợp|họp|giao ban|sơ kết|tổng kết)(?!\w)")


def contradictions(plan: KeHoach, registry: Registry | None) -> Iterator[tuple[Task, Task]]:
    """Pairs of tasks that are one and have two last days, each pair once, in reading order.

    Reports are none: of one kind there are several a year.
    """
    dated = [
        (task, words)
        for task in (*table_rows(plan, registry), *said_tasks(plan, registry))
        if last_day(task.when) and not _REPORTS.match(words := _untimed(task).lower())
    ]
    for first, second in _alike([words for _task, words in dated]):
        (other, others), (one, words) = dated[first], dated[second]
        apart = one.leads and other.leads and not {*one.leads} & {*other.leads}
        if apart or not another_day(one.when, other.when):
            continue
        if likeness(words, others) >= ONE_TASK:
            yield other, one


def _alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that may be one, in order: of the same numbers, with rare words in common.

    "Đợt 1" and "đợt 2" are two tasks. Two texts as alike as ONE_TASK share one of the rarest
    words of each, so that a plan of thousands of tasks is not compared pair by pair.
    """
    said = [Counter(text.split()) for text in texts]
    often = Counter(word for words in said for word in words)
    places: dict[tuple[str, ...], list[int]] = {}
    for number, (text, words) in enumerate(zip(texts, said, strict=True)):
        figures = tuple(sorted(_NUMBER.findall(text)))
        ranked = sorted(words, key=lambda word: (often[word], word))
        rare = ranked[: len(ranked) - math.ceil(_LEAST * len(ranked) * _SLACK) + 1]
        met = {p for word in rare for p in places.get((*figures, word), ())}
        yield from ((place, number) for place in sorted(met))
        for word in rare:
            places.setdefault((*figures, word), []).append(number)


def _untimed(task: Task) -> str:
    """The words of a task without those of its deadline."""
    said = task.when.loi if task.when is not None else None
    return task.text.replace(said, " ") if said else task.text

"""What changed between two roll-ups of one plan: the period before and this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.progress.periods import before
from generator.progress.saying import number_text
from generator.progress.task_standing import standings
from generator.progress.telling import state_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from generator.progress.rollup import RollUp, Total


class Changed(NamedTuple):
    """A task or target that stands otherwise than in the period before."""

    number: str
    text: str
    before: str
    now: str


def earlier(period: str, known: Iterable[str]) -> str:
    """The latest period that ends before another one ends; "" for none."""
    return next((name for name, _words in before(period, known)), "")


def changed(then: RollUp, now: RollUp) -> list[Changed]:
    """Tasks in their order, then targets; a task that is new in the plan is told as new."""
    old = {row.task.id: state_words(row) for row in standings(then)}
    found = [
        Changed(row.task.number, row.task.text, old.get(row.task.id, ""), state_words(row))
        for row in standings(now)
        if old.get(row.task.id) != state_words(row)
    ]
    figures = {total.target.id: _figure(total) for total in then.totals}
    for total in now.totals:
        was, is_ = figures.get(total.target.id, ""), _figure(total)
        if was != is_:
            found.append(Changed(f"CT{total.target.number}", total.target.text, was, is_))
    return found


def _figure(total: Total) -> str:
    value: Decimal | None = total.added
    if value is None:
        return total.stated
    return f"{number_text(value)} {total.target.unit}".strip()

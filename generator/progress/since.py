"""What changed between two roll-ups of one plan: the period before and this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.progress.periods import period_of
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
    own = period_of(period)
    ended = [
        (found.last, found.first, found.name)
        for name in known
        if (found := period_of(name)) is not None and own is not None and found.last < own.last
    ]
    return max(ended)[2] if ended else ""


def changed(before: RollUp, now: RollUp) -> list[Changed]:
    """Tasks in their order, then targets; a task that is new in the plan is told as new."""
    old = {row.task.id: state_words(row) for row in standings(before)}
    found = [
        Changed(row.task.number, row.task.text, old.get(row.task.id, ""), state_words(row))
        for row in standings(now)
        if old.get(row.task.id) != state_words(row)
    ]
    figures = {total.target.id: _figure(total) for total in before.totals}
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

"""The figures that a plan promises, in records, tables or sentences, against the plan below's.

Shares are compared plan by plan; counts are added up over the units by coverage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.tasks.all_tasks import SAME_WORDS, likeness
from generator.cascade.tasks.plan_targets import sentence_targets
from generator.grammar.target_tables import figure_of, read_targets
from generator.plan.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.plan.model import KeHoach, Loc

SHARE = "%"


class Promise(NamedTuple):
    """A figure that a plan promises."""

    text: str
    unit: str
    ceiling: bool
    value: float
    said: str
    """The figure as written."""
    year: int | None
    loc: Loc

    @property
    def adds_up(self) -> bool:
        """Whether the figures of units add up: counts do, shares and ceilings do not."""
        return self.unit != SHARE and not self.ceiling

    def falls_short_of(self, other: Promise) -> bool:
        """Whether it promises less than another of the same kind."""
        return self.value > other.value if other.ceiling else self.value < other.value


def promises_of(plan: KeHoach) -> list[Promise]:
    """The figures of a plan: those it stores, or else what its tables and sentences promise."""
    if plan.chi_tieu:
        return list(_stored(plan))
    printed = list(_printed(plan))
    told = {(one.unit.lower(), one.value, one.year) for one in printed}
    return [*printed, *(p for p in _said(plan) if (p.unit.lower(), p.value, p.year) not in told)]


def _said(plan: KeHoach) -> Iterator[Promise]:
    for target in sentence_targets(plan):
        said, value = target.said, figure_of(target.said.value)
        if value is not None and not target.node.can_xem:
            place = (*target.loc, "noi_dung")
            yield Promise(
                said.text, said.unit, said.sign == "<=", value, said.value, said.year, place
            )


def _stored(plan: KeHoach) -> Iterator[Promise]:
    for i, one in enumerate(plan.chi_tieu):
        value = figure_of(one.gia_tri)
        if value is not None:
            unit, ceiling = one.don_vi.strip(), one.so_sanh == "<="
            loc: Loc = ("chi_tieu", i, "gia_tri")
            yield Promise(one.noi_dung, unit, ceiling, value, one.gia_tri, one.nam, loc)


def _printed(plan: KeHoach) -> Iterator[Promise]:
    for loc, node in walk(plan):
        if node.can_xem:
            continue  # the superior's figures, until a person has said what the unit's are
        for number, table in enumerate(getattr(node, "bang", ())):
            for row in read_targets(table):
                value = figure_of(row.value)
                if value is not None:
                    place = (*loc, "bang", number, "hang", row.place)
                    yield Promise(
                        row.text, row.unit.strip(), row.sign == "<=", value, row.value, row.year,
                        place,
                    )  # fmt: skip


def pairs(above: Sequence[Promise], below: Sequence[Promise]) -> Iterator[tuple[int, Promise]]:
    """For each promise below its place among those above; the most alike, each once."""
    found = sorted(
        (-alike, own.value != upper.value, i, j)
        for j, own in enumerate(below)
        for i, upper in enumerate(above)
        if own.unit.lower() == upper.unit.lower()
        and (own.year == upper.year or None in (own.year, upper.year))
        and (alike := likeness(own.text, upper.text)) >= SAME_WORDS
    )
    seen_above: set[int] = set()
    seen_below: set[int] = set()
    for _alike, _differs, i, j in found:
        if i not in seen_above and j not in seen_below:
            seen_above.add(i)
            seen_below.add(j)
            yield i, below[j]

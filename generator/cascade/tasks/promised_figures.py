"""What tasks promise in figures: one reader for the level above and the one below."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.binding import binds
from generator.grammar.figures import figures
from generator.grammar.letters import plain_of
from generator.grammar.target_sentences import noun_counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.figures import Figure


_WHOSE = ("của ", "do ", "bởi ")
"""Before a number of those whose a thing is or who act: "quy chế của 03 tỉnh"."""
_PEOPLE = "đồng chí"
"""Who does it, not how much of it."""


class Target(NamedTuple):
    """A number that a task promises."""

    value: float
    """Sums of money in đồng."""
    unit: str
    """"%", or the one or two words after the number: "hội nghị"."""
    ceiling: bool
    """Whether the number must not be exceeded ("không quá 5%")."""


def targets(text: str) -> list[Target]:
    """The figures of a text that bind, and shares, of all too ("100%" is lowered to 90%).

    Dates, numbers of documents, periods, spans ("80-90%") and what only says of whom a text
    speaks ("hợp tác xã có từ 200 ha trở lên") promise nothing, so that no sum is held against them.
    """
    low = plain_of(text).low
    return [
        Target(f.value, _counted(f, low), f.compare in ("<=", "<"))
        for f in figures(text)
        if f.upper is None
        and f.unit != _PEOPLE
        and (f.unit == "%" or (binds(f, text, low) and not low.endswith(_WHOSE, 0, f.span.start)))
    ]


def _counted(figure: Figure, low: str) -> str:
    """What a number counts, without the word that says more of it: "20 lớp | đào tạo nghề"."""
    if figure.money or figure.unit == "%":
        return figure.unit
    return noun_counted(figure.unit, low[figure.span.end :])


def weaker(above: Sequence[Target], below: Sequence[Target]) -> tuple[Target, Target] | None:
    """The first share (%) that is set lower below than above, if both say equally many.

    Only shares are compared: of a count, such as "40 hội nghị", each unit takes its part.
    """
    shares = [[t for t in side if t.unit == "%"] for side in (above, below)]
    if len(shares[0]) != len(shares[1]):
        return None
    for one, other in zip(*shares, strict=True):
        if other.value > one.value if one.ceiling else other.value < one.value:
            return one, other
    return None


def counts(found: Sequence[Target]) -> dict[str, float]:
    """Unit → number, for what can be added up; a unit named twice is left out."""
    units = Counter(t.unit for t in found)
    return {
        t.unit: t.value for t in found if t.unit != "%" and not t.ceiling and units[t.unit] == 1
    }

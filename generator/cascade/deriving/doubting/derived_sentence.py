"""A sentence of a derived plan as the unit would sign it, with what it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.grammar.letters import Plain


class DerivedSentence(NamedTuple):
    """One text of one node."""

    said: str
    plain: Plain
    above: str
    """The words of the plan above; "" for a node that the program added."""
    room: str
    """The heading that gives it to one or all of the unit's bodies; "" where none does."""
    told: bool
    """Whether the plan above says it to this unit, or to each of its kind."""
    helped: bool
    """Whether it stands under "Phối hợp với …"."""
    asked: bool
    """Whether it stands under "Đề nghị …", or says so itself."""
    cites: bool = False
    """Whether it says of which work of others it is a part; that is not in `said`."""
    whole: Plain | None = None
    """All of it, with that work; None where it is `plain`."""
    named: bool = False
    """Whether it stands under a heading for the unit alone, by its name."""

    @property
    def low(self) -> str:
        """Small letters."""
        return self.plain.low

"""What a derived plan leaves out though it speaks of the unit: nobody loses work without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin, addressee_of
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.cascade.deriving.derive import Cascade
    from generator.plan.agencies import Agency

_US = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])


def speaks_of(agency: Agency, cascade: Cascade) -> Callable[[str], bool]:
    """Whether a text names a unit, one of its bodies, or all units of its kind."""
    above, answers = cascade.above, cascade.answers
    if above is None:
        return lambda _text: False
    facts = answers.facts if answers is not None else None
    unit = addressee_of(agency, above, cascade.registry, facts, cascade.day)
    name = unit.bare

    def named(text: str) -> bool:
        if name and f" {name} " in f" {key_of(text)} ":
            return True
        found = [body for group in groups(plain_of(text)) for body in group.bodies]
        rooms = not unit.committee and any(body.kind == "phong" for body in found)
        return rooms or bool(unit.kins(found) & _US)

    return named

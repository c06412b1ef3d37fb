"""Who answers to a superior of the unit: its chairman, and none of those who answer to him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_ANSWERS = re.compile(
    r"(?:[^.;,]{0,30} )?(?:chịu trách nhiệm|giải trình|kiểm điểm)(?!\w)(?: [^.;,]{0,40}?)?"
    r" (?:trước|với) (?P<whom>[^.;,]{2,60})",
    re.IGNORECASE,
)


def answers_above(unit: Addressee, said: str) -> bool:
    """Whether words behind a subject say that it answers to a superior: "phải giải trình với …"."""
    found = _ANSWERS.match(said.lstrip())
    first = next(iter(groups(plain_of(found["whom"]))), None) if found is not None else None
    return first is not None and first.start == 0 and Kin.ABOVE in unit.kins(first.bodies)

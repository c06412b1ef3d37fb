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


_CHAIR = re.compile(
    r"(?:chủ tịch (?:ubnd|ủy ban nhân dân)(?: (?:cấp xã|xã|phường|đặc khu|nơi đó"
    r"|nơi ấy|địa phương đó|địa phương)(?:, (?:phường|đặc khu))*)?)(?!\w)"
)


def whichever(unit: Addressee, after: str) -> str:
    """Whoever does badly: a body of the unit; its Chairman where that is answered for above."""
    case, then, does = after.partition(" thì ")
    plain = plain_of(does)
    head = _CHAIR.match(plain.low) if then else None
    if head is not None:
        does = plain.said(head.end(), len(plain.low)).strip()
    if head is not None or (then and answers_above(unit, does)):
        return f"Nếu{case} thì Chủ tịch UBND {unit.word} {does}"
    return f"Bộ phận nào thuộc UBND {unit.word}{after}"

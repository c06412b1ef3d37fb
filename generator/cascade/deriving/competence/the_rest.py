"""What is said of the units that were not named: "các xã còn lại", "các xã khác"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import key_of
from generator.grammar.narrowing import THE_REST

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty


def is_for_the_rest(unit: Addressee, draft: NodeDraft, text: str, first: Duty) -> bool:
    """Whether a clause is about "the others" after the unit was named, in it or in a line beside.

    "Xã A mở 02 lớp. Các xã còn lại mở 01 lớp." gives A two classes, on one line as on two.
    """
    if not any(body.only in THE_REST for body in first.who):
        return False
    if not unit.committee:
        return True  # what a department has to do, a section of its own says
    named = unit.bare
    beside = draft.parent.children() if draft.parent is not None else []
    before = [one.said for one in beside[: beside.index(draft)]] if draft in beside else []
    said = (text[: first.span.start], *before[-1:])  # the line right before, of the same work
    return bool(named) and any(f" {named} " in f" {key_of(words)} " for words in said)

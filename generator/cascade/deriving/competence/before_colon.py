"""Sentences that begin with the units they are for, and a colon: "Riêng các xã A, B: …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import ELSEWHERE, OWN_WORK
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_BEFORE = re.compile(r"[\W\d]*(?:[a-zđ]\) ?)?(?:riêng )?(?:đối với |với |tại |ở )?")
_COLON = re.compile(r" ?: ?(?=\w)")


class UnitsBeforeColon(NamedTuple):
    """The units at the head of a sentence."""

    own: bool
    """Whether the unit is one of them."""
    end: int
    """Where the words behind the colon begin in the text."""


def units_before_colon(text: str, unit: Addressee) -> UnitsBeforeColon | None:
    """The units by name that a sentence is for, up to its colon; None for any other sentence."""
    if ":" not in text or not unit.committee:
        return None
    plain = plain_of(text)
    first = next(iter(groups(plain)), None)
    if first is None or _BEFORE.fullmatch(plain.low, 0, first.start) is None:
        return None
    colon = _COLON.match(plain.low, first.end)
    if colon is None or not all(b.place and b.units and not b.every for b in first.bodies):
        return None
    kins = unit.kins(first.bodies)
    if kins - {Kin.SELF, Kin.OTHER}:
        return None
    return UnitsBeforeColon(Kin.SELF in kins, plain.span(0, colon.end()).end)


_ORDER = re.compile(r": (?:giao|yêu cầu|phân công)(?: cho)? ")


def _without_order(text: str, unit: Addressee) -> str:
    """What the unit alone is told behind a topic, without the order: "Dự án A: giao UBND xã B …".

    In its own plan it gives itself none.
    """
    found = _ORDER.search(plain_of(text).low) if unit.committee and ": " in text else None
    if found is None:
        return text
    plain = plain_of(text)
    told = next((g for g in groups(plain) if g.start == found.end()), None)
    mine = told is not None and all(b.place and unit.kin(b) is Kin.SELF for b in told.bodies)
    if told is None or not mine or not begins_act(plain.low, told.end):
        return text
    before, rest = plain.span(0, found.start()).end, plain.span(0, told.end).end
    return f"{text[:before]}: {text[rest:].lstrip()}"


def told_by_name(draft: NodeDraft, field: str, unit: Addressee, held: HeldByHeads) -> HeldByHeads:
    """Leave a sentence to the units it is for, or to the unit without their names before it."""
    said = joined(draft.texts[field])
    if (alone := _without_order(said, unit)) != said:
        draft.texts[field] = [alone]
        draft.touch(OWN_WORK)
        return held._replace(kins=held.kins or frozenset([Kin.SELF]))
    theirs = units_before_colon(said, unit)
    if theirs is None:
        return held
    if not theirs.own:
        draft.drop(ELSEWHERE)
        return held
    draft.texts[field] = [said[theirs.end].upper() + said[theirs.end + 1 :]]
    draft.touch(OWN_WORK)
    return held._replace(kins=held.kins or frozenset([Kin.SELF]))

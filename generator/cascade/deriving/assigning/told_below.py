"""What a province's own item tells others of it to do: "Giao UBND cấp xã quản lý chợ hạng 3"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.commands import TELLS
from generator.cascade.deriving.rulebook.rules import SHARED
from generator.cascade.deriving.rulebook.text_under_way import (
    joined,
    with_capital,
    without_first,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether

_IN_CASE = re.compile(r" \((?:nếu có|nơi có)\)")


def take_told(unit: Addressee, points: list[NodeDraft]) -> dict[str, list[NodeDraft]]:
    """Take out of points those that tell the committees below to act, by whom they tell.

    Of a province also those that tell several of its own bodies together: the plan is the order.
    What is left of each is the work, without the order.
    """
    made: dict[str, list[NodeDraft]] = {}
    for point in [p for p in points if p.dropped is None and "noi_dung" in p.texts]:
        plain = plain_of(joined(point.texts["noi_dung"]))
        told = _told(unit, plain)
        if told is None:
            continue
        end = case.end() if (case := _IN_CASE.match(plain.low, told.end)) else told.end
        at = plain.span(end + 1, len(plain.low)).start
        point.texts["noi_dung"] = with_capital(without_first(point.texts["noi_dung"], at))
        point.touch(SHARED)
        points.remove(point)
        made.setdefault(plain.said(told.start, end), []).append(point)
    return made


def _told(unit: Addressee, plain: Plain) -> NamedTogether | None:
    """The committees below, alone, or own bodies that a text tells to act; None: no such order.

    Told with others ("Chỉ đạo các sở, UBND cấp xã …") the order is the unit's to give.
    """
    tells = TELLS.match(plain.low)
    told = next(iter(groups(plain)), None) if tells is not None else None
    if tells is None or told is None or told.start != tells.end():
        return None
    alone = all(body.kind == "ubnd" for body in told.bodies) and (
        unit.kins(told.bodies) == {Kin.BELOW}
    )
    end = case.end() if (case := _IN_CASE.match(plain.low, told.end)) else told.end
    acts = plain.low.startswith(" ", end) and begins_act(plain.low, end)
    return told if acts and (alone or _several_of_its_own(unit, told)) else None


def _several_of_its_own(unit: Addressee, told: NamedTogether) -> bool:
    """Whether bodies of a province are told, each by its name, and no department alone."""
    own = unit.kins(told.bodies) == {Kin.OWN} and not any(b.every for b in told.bodies)
    return unit.level == RANKS["tinh"] and len(told.bodies) > 1 and own

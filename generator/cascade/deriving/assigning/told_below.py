"""What a province's own item tells its communes to do: "Giao UBND cấp xã quản lý chợ hạng 3"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import SHARED
from generator.cascade.deriving.rulebook.text_under_way import (
    joined,
    with_capital,
    without_first,
)
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether

_TELLS = re.compile(r"[\W\d]*(?:(?:chỉ đạo|giao|yêu cầu|phân công)(?: cho)? )")


def take_told(unit: Addressee, points: list[NodeDraft]) -> dict[str, list[NodeDraft]]:
    """Take out of points those that tell the committees below to act, by whom they tell.

    What is left of each is the work, without the order.
    """
    made: dict[str, list[NodeDraft]] = {}
    for point in [p for p in points if p.dropped is None and "noi_dung" in p.texts]:
        plain = plain_of(joined(point.texts["noi_dung"]))
        told = _communes_told(unit, plain)
        if told is None:
            continue
        at = plain.span(told.end + 1, len(plain.low)).start
        point.texts["noi_dung"] = with_capital(without_first(point.texts["noi_dung"], at))
        point.touch(SHARED)
        points.remove(point)
        made.setdefault(plain.said(told.start, told.end), []).append(point)
    return made


def _communes_told(unit: Addressee, plain: Plain) -> NamedTogether | None:
    """The committees below, alone, that a text of the unit tells to act; None: no such order.

    Told with others ("Chỉ đạo các sở, UBND cấp xã …") the order is the unit's to give.
    """
    tells = _TELLS.match(plain.low)
    told = next(iter(groups(plain)), None) if tells is not None else None
    if tells is None or told is None or told.start != tells.end():
        return None
    alone = all(body.kind == "ubnd" for body in told.bodies) and (
        unit.kins(told.bodies) == {Kin.BELOW}
    )
    acts = plain.low.startswith(" ", told.end) and begins_act(plain.low, told.end)
    return told if alone and acts else None

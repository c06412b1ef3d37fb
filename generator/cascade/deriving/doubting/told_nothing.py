"""A plan above that gives the unit no work to lead: whether one below it is wanted is asked.

A department's plan for its own rooms reads, sentence by sentence, as if anybody could carry it
out; nobody below has to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_NOTHING
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.duties import duties
from generator.grammar.named_bodies import bodies
from generator.grammar.orders import heading

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_TOLD = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])
_ALL = ("địa phương", "cơ sở", "các cấp", "mọi cấp", "chính quyền")
"""Words of a name that holds for communes, too, as "các đơn vị" need not."""


def ask_whether_told(kit: Kit, program: Program) -> None:
    """Ask, at the opening, whether a plan is wanted that no word of the plan above asks for."""
    opening = [draft for draft in program.parts["mo_dau"] if draft.dropped is None]
    if opening and kit.unit.committee and not _is_told(kit, program):
        kit.ask.mark(opening[-1], Q_NOTHING)


def _is_told(kit: Kit, program: Program) -> bool:
    for draft in program.order:
        if draft.part not in ("muc", "phu_luc", "ket_thuc"):
            continue
        leads = draft.agencies.get("chu_tri") or () if draft.part == "phu_luc" else ()
        named = [kit.names.get(id_, "") for id_ in leads]
        who = [*heading(draft.said)[0], *(body for name in named for body in bodies(name))]
        for duty in duties(draft.said, kit.day):
            who += duty.who if duty.role != "coordinate" else ()
        kins = kit.unit.kins(who)
        if kins & _TOLD or (Kin.EVERYBODY in kins and any(word in draft.said for word in _ALL)):
            return True
    return False

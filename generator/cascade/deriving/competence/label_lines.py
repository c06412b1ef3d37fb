"""Lines beside nodes that say of all of them who leads, who helps, when: "Đơn vị chủ trì: …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.clauses import HeldByHeads
from generator.cascade.deriving.rulebook.questions import Q_HELP
from generator.cascade.deriving.rulebook.rules import HELPED
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.labels import is_label_line, labels_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit


def labelled_by(kit: Kit, children: Sequence[NodeDraft]) -> HeldByHeads | None:
    """Who leads, by such a line among the nodes; None where there is none."""
    for child in children:
        if child.kind == "diem" and is_label_line(child.said):
            leads = labels_in(child.said, kit.day, None).leads
            if leads:
                return HeldByHeads(frozenset(kit.unit.kins(leads)), leads)
    return None


def join_as_partner(kit: Kit, children: Sequence[NodeDraft], leads: HeldByHeads) -> None:
    """Where such a line names the unit as a partner, its help stays, with when it is due."""
    dated: list[NodeDraft] = []
    helped = False
    for child in children:
        said = labels_in(child.said, kit.day, None)
        if not is_label_line(child.said) or child.dropped is None:
            continue
        if kit.unit.kins(said.helpers) & {Kin.SELF, Kin.SOME}:
            who = ", ".join(body.text for body in leads.who)
            child.dropped, helped = None, True
            child.texts["noi_dung"] = [kit.speech.words(f"Phối hợp với {who} thực hiện.")]
            child.touch(HELPED)
            kit.ask.mark(child, Q_HELP)
        elif said.when is not None and not said.leads and not said.helpers:
            dated.append(child)
    for child in dated if helped else ():
        child.dropped = None

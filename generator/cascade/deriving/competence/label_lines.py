"""Lines beside nodes that say of all of them who leads, who helps, when: "Đơn vị chủ trì: …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
from generator.cascade.deriving.rulebook.questions import Q_HELP
from generator.cascade.deriving.rulebook.rules import HELPED
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.labels import is_label_line, labels_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit


def labelled_by(kit: Kit, children: Sequence[NodeDraft]) -> HeldByHeads | None:
    """Who leads, by such a line among the nodes; None where there is none, or one for each."""
    found = _leads(kit, children)
    return next(iter(found.values())) if len(found) == 1 else None


def lines_of_each(kit: Kit, children: Sequence[NodeDraft]) -> dict[int, HeldByHeads]:
    """Who leads each of some nodes, by their places, where lines behind them say so of each."""
    found = _leads(kit, children)
    if len(found) < _SEVERAL:
        return {}
    out: dict[int, HeldByHeads] = {}
    begins = 0
    for at, child in enumerate(children):
        if at and not is_label_line(child.said) and is_label_line(children[at - 1].said):
            begins = at
        if at in found:
            out |= dict.fromkeys(range(begins, at + 1), found[at])
        elif is_label_line(child.said) and at - 1 in out:
            out[at] = out[at - 1]
    return out


_SEVERAL = 2


def _leads(kit: Kit, children: Sequence[NodeDraft]) -> dict[int, HeldByHeads]:
    found: dict[int, HeldByHeads] = {}
    for at, child in enumerate(children):
        if child.kind == "diem" and is_label_line(child.said):
            leads = labels_in(child.said, kit.day, None).leads
            if leads:
                found[at] = HeldByHeads(frozenset(kit.unit.kins(leads)), leads)
    return found


def led_by_others(
    kit: Kit,
    draft: NodeDraft,
    leads: HeldByHeads,
    read: Callable[[NodeDraft, HeldByHeads], None],
) -> bool:
    """Settle a sentence whose lines below say that others lead it; whether that is so.

    Where such a line names the unit as a partner, the sentence stays as what it helps with.
    """
    if leads.own:
        return False
    children = draft.children()
    if kit.unit.committee:
        join_as_partner(kit, children, leads)
    if not leads.others or "noi_dung" not in draft.texts:
        return False
    if any(one.dropped is None and not _only_when(kit, one) for one in children):
        return False
    read(draft, leads)
    if draft.dropped is not None:
        for child in children:
            child.drop(draft.dropped)
    return True


def _only_when(kit: Kit, line: NodeDraft) -> bool:
    """Whether a line only says when the work above it is due, or who leads it."""
    said = labels_in(line.said, kit.day, None)
    return is_label_line(line.said) and not said.helpers


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

"""An item about another unit by its name: "Về kiến nghị của UBND xã A" is A's, with what is below.

What it says is decided for that unit; in the plan of one beside it nothing of it is work, unless
it names this one, or all units, itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import ELSEWHERE
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.duties import duties
from generator.grammar.letters import key_of
from generator.grammar.named_units import named_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_ABOUT = ("về ", "đối với ", "kiến nghị của ", "tại ")
_UNITS = ("xã", "phường", "đặc khu")


def about_another(draft: NodeDraft, unit: Addressee) -> bool:
    """Whether a title is about other communes by their names, and about no more."""
    title = draft.said.split("\n")[0].lstrip(" -+*0123456789.")
    if unit.level != RANKS["xa"] or not unit.unit or not title.lower().startswith(_ABOUT):
        return False
    named = [f"{one.unit} {one.name}" for one in named_units(title) if one.unit in _UNITS]
    return bool(named) and key_of(unit.unit) not in map(key_of, named)


def leave_to_another(draft: NodeDraft, unit: Addressee) -> None:
    """Leave out what stands below such a title; the title, too, where nothing is left."""
    leaves = list(_leaves(draft))
    theirs = [leaf for leaf in leaves if not _is_ours(leaf.said, unit)]
    for leaf in theirs:
        leaf.drop(ELSEWHERE)
    if len(theirs) == len(leaves):
        draft.drop(ELSEWHERE)


def _leaves(draft: NodeDraft) -> Iterator[NodeDraft]:
    for child in draft.children():
        if child.dropped is None and not child.children():
            yield child
        elif child.dropped is None:
            yield from _leaves(child)


def _is_ours(said: str, unit: Addressee) -> bool:
    """Whether words name the unit, or tell all units something."""
    if key_of(unit.unit) in key_of(said):
        return True
    ours = {Kin.SELF, Kin.SOME, Kin.EVERYBODY, Kin.OWN}
    return any(d.said and d.who and unit.kins(d.who) & ours for d in duties(said, None))

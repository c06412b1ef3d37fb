"""A plan beside the one above it, and beside itself as it was derived: what is told of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.sense.account import account
from generator.cascade.sense.beside import beside
from generator.cascade.sense.lost import lost_work, told_lost
from generator.cascade.sense.since_derived import SinceDerived
from generator.cascade.sense.taken import taken
from generator.cascade.sense.unsaid import told_unsaid, unsaid_words
from generator.grammar.letters import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Diagnostic
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded

_MOST = 1.5
"""So many times a task may be as long where nothing else is in the words."""


def told_beside(
    child: Loaded, parent: Loaded, registry: Registry, base: KeHoach | None
) -> list[Diagnostic]:
    """What the words of the two plans say against each other; of one sentence once.

    `base`: the plan as it was derived, where that is known. What derivation itself left out of a
    sentence or put in is then no finding: it stands on the derivation sheet with its reason, and
    what a person changed since is told as such.
    """
    both = beside(child.plan, parent.plan, registry)
    me = both.me if both is not None else None
    edited = base if base is not child.plan else None
    edits = SinceDerived(child.plan, edited, parent.plan, me, registry) if edited else None
    unsaid = unsaid_words(both) if both is not None else []
    gone = edits.taken_out if edits is not None else frozenset()
    unsaid = [one for one in unsaid if one.above[:-1] not in gone]
    rest = {one.words for one in unsaid if one.here is not None}  # of a sentence that stands
    found: list[Diagnostic] = []
    if both is not None:
        found += taken(both, child.source)
    if base is not None:
        unsaid = [one for one in unsaid if one.here is None]
    elif both is not None:
        found += account(both, child.source, parent.source)
    lost = list(lost_work(child, parent, registry, rest))
    given = [key_of(task.text) for task in lost]
    unsaid = [one for one in unsaid if one.here or not _said_in(one.words, given)]
    found += told_unsaid(unsaid, child.source, parent.source)
    found += [
        told_lost(task, parent.source, child.source, taken_out=task.loc in gone) for task in lost
    ]
    if edits is not None:
        found += edits.told(child.source, parent.source, {task.loc for task in lost})
    return found


def _said_in(words: str, given: Sequence[str]) -> bool:
    """Whether most of the words are told as a task already."""
    key = key_of(words)
    return any(
        key in task or (task in key and len(task) * _MOST > len(key)) for task in given if task
    )

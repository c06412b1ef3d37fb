"""`take-update`: what the plan above changed, as a list to choose from; what was chosen, taken.

What a person does not want stays as the plan has it, and counts as that person's wording from
then on: the next update asks only where the plan above changes it again.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from generator.cascade.changing.operations import Operation
    from generator.cascade.changing.update import UpdateChange
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk

CHOOSABLE = ("changed", "merged", "added", "moved")
"""Kinds of changes that can be left out; a conflict is chosen at its node."""
TOLD = (*CHOOSABLE, "removed", "conflict", "not_taken")
"""Kinds of changes that a person reads of."""


class Request(NamedTuple):
    """Which plan; with `take`: bring it up to date, without what `left` names."""

    plan: str
    take: bool = False
    left: tuple[str, ...] = ()
    """Keys of changes that are not wanted."""


class OfferedChange(NamedTuple):
    """One change of the plan above."""

    key: str
    """Names it in a request: the node and the field."""
    kind: str
    place: str
    """Where it is printed: "III.2.a"."""
    before: str
    after: str
    """As people read them; "" where there is nothing."""
    choosable: bool


class Result(NamedTuple):
    """What the plan above changed, or what became of the plan."""

    plan: str
    status: str
    """As of `update`: unchanged, updated, conflict, refused."""
    offers: list[OfferedChange]
    entry: str | None
    """The number in the journal, by which the whole is undone."""
    diagnostics: Sequence[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something is left to a person."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "status": self.status,
            "offers": [offer._asdict() for offer in self.offers],
            "entry": self.entry,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Look at what an update would bring, or take it."""
    from generator.plan.toml import load_plan
    from generator.verbs import update
    from generator.verbs.view import no_plan, path_of

    path = path_of(desk.workspace, request.plan)
    before = load_plan(path)[0] if path is not None else None
    if path is None or before is None:
        return Result(request.plan, "refused", [], None, [no_plan(request.plan)])
    done = update.run(desk, update.Request((str(path),), write=request.take))
    item = done.items[0] if done.items else None
    if item is None:
        return Result(request.plan, "refused", [], None, done.diagnostics)
    offers = _offers(desk, before.plan, item.changes)
    entry = None
    if request.take and item.status in ("updated", "conflict"):
        entry = _taken(desk, path, before, item.changes, set(request.left))
    return Result(request.plan, item.status, offers, entry, done.diagnostics)


def key_of(change: UpdateChange) -> str:
    """The name of a change in a request."""
    return f"{change.node} {change.field or change.kind}"


def _taken(
    desk: Desk, path: Path, before: Loaded, changes: Collection[UpdateChange], left: Collection[str]
) -> str | None:
    """Take back what nobody wanted, and write the whole into the journal as one edit."""
    from generator.plan.toml import load_plan
    from generator.verbs import edit

    unwanted = [one for one in changes if key_of(one) in left and one.kind in CHOOSABLE]
    operations = [op for one in unwanted for op in _back(before.plan, one)]
    if operations:
        edit.run(desk, edit.Request(path, operations))
    after = load_plan(path)[0]
    return edit.noted(desk, before, after, "update") if after is not None else None


def _back(plan: KeHoach, change: UpdateChange) -> list[Operation]:
    """The operations that take one change back."""
    from generator.cascade.changing.operations import Move, Remove, Set
    from generator.cascade.changing.tree import Tree

    tree = Tree(plan)
    if change.kind == "added":
        return [Remove(change.node)]
    item = tree.items.get(change.node)
    if item is None:
        return []
    if change.kind == "moved":
        order = tree.order[item.group]
        at = order.index(change.node)
        return [Move(change.node, *item.group, order[at - 1] if at else "")]
    if not change.field:
        return []
    return [Set(change.node, change.field, msgspec.to_builtins(getattr(item.node, change.field)))]


# ------------------------------------------------------------------ in words


def _offers(desk: Desk, plan: KeHoach, changes: Collection[UpdateChange]) -> list[OfferedChange]:
    from generator.review.node_places import labels
    from generator.verbs.view import reader

    read, printed = reader(desk.workspace, plan), labels(plan)
    found = []
    for one in changes:
        if one.kind not in TOLD or one.field in ("nguon", "ma_bam"):
            continue
        label = printed.get(one.node)
        before, after = (_in_words(read, text) for text in (one.before, one.after))
        choosable = one.kind in CHOOSABLE
        place = label.short if label is not None else _unprinted(one)
        found.append(OfferedChange(key_of(one), one.kind, place, before, after, choosable))
    return found


def _unprinted(change: UpdateChange) -> str:
    """What has no number on paper: something new, or a fact of the document by its name."""
    from generator.review.sentences import field_name

    return field_name(change.field) if change.field else _("nội dung mới")


def _in_words(read: Callable[[str], str], text: str | None) -> str:
    """A text as it is printed, a date as people write it."""
    if text and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    return read(text) if text else ""

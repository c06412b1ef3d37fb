"""`news`: what became of a plan since somebody looked at it: who changed it, and at which nodes.

Steps come from the journal of edits, each with who took it; what the journal does not know
(another editor, git) is one step of nobody's name. Nothing is read but the plan and its journal.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.cascade.changing.tree import Tree, values_of
from generator.review.node_places import labels
from generator.verbs import edit
from generator.workspace.bases import Bases, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.workspace.desk import Desk

MOST = 60
"""Steps told one by one; of more only the latest, for nobody reads them."""

How = Literal["changed", "added", "removed", "moved"]


class Request(NamedTuple):
    """Since when: the digest that somebody saw, and its text where it is known."""

    plan: str
    path: Path
    seen: str
    text: str = ""
    """"" where only the workspace may have kept it."""


class TouchedNode(NamedTuple):
    """A node that is other than before."""

    node: str
    kind: str
    """Name of its type in the model."""
    place: str
    """Where it is printed, "III.2.a"; "" for what has no number."""
    how: How


class NewsStep(NamedTuple):
    """From one text to the next."""

    before: str
    after: str
    who: str
    """"" where the journal does not know: changed outside."""
    at: str
    """Moment, ISO 8601; "" where the journal does not know."""
    nodes: list[TouchedNode] | None
    """None where one of the texts is not there any more, or is no plan."""


class Result(NamedTuple):
    """The digest of now, and the way to it, the oldest step first."""

    digest: str
    steps: list[NewsStep]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "digest": self.digest,
            "steps": [
                {**step._asdict(), "nodes": step.nodes and [one._asdict() for one in step.nodes]}
                for step in self.steps
            ],
        }


def run(desk: Desk, request: Request) -> Result:
    """What happened since; raises OSError when the plan's file cannot be read."""
    text = request.path.read_bytes().decode("utf-8", "replace")
    now = fingerprint(text)
    if now == request.seen:
        return Result(now, [])
    way = _way(edit.entries(desk, request.plan, edit.RECENT), request.seen, now)[-MOST:]
    known = {now: text, **({request.seen: request.text} if request.text else {})}
    plans = _Plans(Bases(desk.workspace.root), known)
    return Result(now, [one._replace(nodes=plans.touched(one.before, one.after)) for one in way])


def _way(entries: list[dict[str, str]], seen: str, now: str) -> list[NewsStep]:
    """The steps of the journal from one digest to another; gaps are steps of nobody."""
    told = [one for one in entries if one.get("before") != one.get("after")]
    starts = [i for i, one in enumerate(told) if one.get("before") == seen]
    steps: list[NewsStep] = []
    at = seen
    for one in told[starts[-1] :] if starts else _tail(told, now):
        before, after = one.get("before", ""), one.get("after", "")
        if before != at:
            steps.append(NewsStep(at, before, "", "", None))
        steps.append(NewsStep(before, after, one.get("who", ""), one.get("at", ""), None))
        at = after
    if at != now:
        steps.append(NewsStep(at, now, "", "", None))
    return steps


def _tail(entries: list[dict[str, str]], now: str) -> list[dict[str, str]]:
    """The last entry, where it made the text of now: the file was changed outside before it."""
    last = entries[-1:]
    return last if last and last[0].get("after") == now else []


class _Plans:
    """Plans by the digest of their text, each read once."""

    def __init__(self, bases: Bases, texts: dict[str, str]) -> None:
        self._bases, self._texts = bases, texts
        self._read: dict[str, KeHoach | None] = {}

    def touched(self, before: str, after: str) -> list[TouchedNode] | None:
        """The nodes that differ between two texts, in reading order."""
        old, new = self._plan(before), self._plan(after)
        return _touched(old, new) if old is not None and new is not None else None

    def _plan(self, digest: str) -> KeHoach | None:
        from generator.plan.toml import parse_plan

        if digest not in self._read:
            text = self._texts.get(digest) or self._bases.find(digest)
            loaded = parse_plan(text.encode(), "")[0] if text is not None else None
            self._read[digest] = loaded.plan if loaded is not None else None
        return self._read[digest]


def _touched(old: KeHoach, new: KeHoach) -> list[TouchedNode]:
    before, now = Tree(old), Tree(new)
    places = {**labels(old), **labels(new)}
    moved = _moved(before, now)

    def told(node: str, how: How, tree: Tree) -> TouchedNode:
        place, struct = places.get(node), tree.items[node].node
        return TouchedNode(node, type(struct).__name__, place.short if place else "", how)

    found = [told(node, how, now) for node in now.items if (how := _how(node, before, now, moved))]
    return found + [told(node, "removed", before) for node in before.items if node not in now.items]


def _how(node: str, before: Tree, now: Tree, moved: set[str]) -> How | None:
    if node not in before.items:
        return "added"
    if values_of(before.items[node].node) != values_of(now.items[node].node):
        return "changed"
    return "moved" if node in moved else None


def _moved(before: Tree, now: Tree) -> set[str]:
    """Nodes carried to another list, or past their neighbours in the same one."""
    found = {
        node
        for node, item in now.items.items()
        if node in before.items and before.items[node].group != item.group
    }
    for group, order in now.order.items():
        was = [node for node in before.order.get(group, ()) if node in now.items]
        is_ = [node for node in order if node in before.items]
        if was != is_:
            kept = SequenceMatcher(None, was, is_, autojunk=False).get_matching_blocks()
            stayed = {node for block in kept for node in is_[block.b : block.b + block.size]}
            found |= {node for node in is_ if node not in stayed}
    return found

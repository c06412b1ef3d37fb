"""Bring the changes of the plan above into a plan that a clerk has edited: by node, by field.

Three plans: the base (as derived when the clerk got it), above (as derived today) and mine
(the clerk's). Nodes match by id, wherever they stand. What only one side changed is taken;
what both changed in different ways stays as the clerk has it, with a conflict at the node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import NODEFAULT

from generator.cascade.changing.merge import (
    longest_rising,
    merge_list,
    merge_order,
    merge_text,
    merge_value,
)
from generator.cascade.changing.merge_tables import merge_tables
from generator.cascade.changing.tree import ANEW, Tree, assemble, own_fields, values_of
from generator.grammar.stored import ends_later, last_day, next_day, work_begins
from generator.plan.asked_notes import BETWEEN, questions_in
from generator.plan.emit import literal
from generator.plan.made import XungDot
from generator.plan.model import KeHoach, NhiemVu, ThoiHan, walk

if TYPE_CHECKING:
    from datetime import date

    from msgspec import Struct

    from generator.cascade.changing.tree import Group, TreeItem

NODE = "nut"
"""Key of the conflict “the plan above took out what the clerk changed”."""
PLACE = "vi_tri"
"""Key of the conflict “both moved it”; the sides read "node around it/node before it"."""
ChangeKind = Literal[
    "changed", "merged", "added", "removed", "moved", "conflict", "kept", "left_out", "not_taken"
]
"""Taken from above, merged word by word, added, taken out, moved, conflict; protected and
therefore kept; taken out by the clerk and changed above; new above where there is no place."""
_NOTES = frozenset({"nguon", "can_xem", "xung_dot", "bao_ve"})
_WHEN = tuple(name for name in ThoiHan.__struct_fields__ if name != "ghi_chu")


class UpdateChange(NamedTuple):
    """One difference between the clerk's plan and the updated one, or why there is none."""

    kind: ChangeKind
    node: str
    field: str = ""
    before: str | None = None
    after: str | None = None


class Late(NamedTuple):
    """A deadline of the lower plan that the plan above does not allow."""

    node: str
    day: date
    limit: date


class UpdatedPlan(NamedTuple):
    """A plan brought up to date."""

    plan: KeHoach
    changes: list[UpdateChange]


class MismatchError(ValueError):
    """The same id names nodes of different kinds in the two plans; `args[0]` is the id."""


def update(base: KeHoach, above: KeHoach, mine: KeHoach) -> UpdatedPlan:
    """Merge three plans whose ids are unique; `mine` keeps its place and words where it may.

    Raises MismatchError when an id names a paragraph on one side and, say, a task on the
    other: nothing can be merged then.
    """
    return _Update(Tree(base), Tree(above), Tree(mine), above, mine).run()


def late_deadlines(plan: KeHoach, above: KeHoach) -> list[Late]:
    """Tasks due later than the plan above allows, or whose day had passed at the issue."""
    limits = {task.id: task.thoi_han for part in above.phu_luc for task in part.nhiem_vu}
    found = []
    start = work_begins(above)
    for task in (task for part in plan.phu_luc for task in part.nhiem_vu):
        limit = limits.get(task.id)
        day, issued = due(task), plan.van_ban.ngay
        if ends_later(task.thoi_han, limit, start):
            one, other = next_day(task.thoi_han, start), next_day(limit, start)
            if one is not None and other is not None:
                found.append(Late(task.id, one, other))
        elif issued is not None and day is not None and issued > day:
            found.append(Late(task.id, issued, day))
    return found


def due(task: NhiemVu) -> date | None:
    """The last day on which a task is in time; None without one."""
    return last_day(task.thoi_han)


def kept_fields(node: Struct) -> tuple[str, ...]:
    """The fields of a node that the clerk protects one by one: `bao_ve = ["thoi_han"]`."""
    named = getattr(node, "bao_ve", False)
    return tuple(named) if isinstance(named, list) else ()


def said(value: object) -> str | None:
    """A value for a conflict or a report: texts as they are, the rest as TOML on one line."""
    if value is None or isinstance(value, str):
        return value
    return " ".join(literal(value).split())  # a plan's texts hold no line breaks


class _Update:
    """One merge under way."""

    def __init__(
        self, base: Tree, above: Tree, mine: Tree, above_plan: KeHoach, mine_plan: KeHoach
    ) -> None:
        self.base, self.above, self.mine = base, above, mine
        self.mark = above_plan.dan_xuat or mine_plan.dan_xuat
        self.mine_plan = mine_plan
        self.changes: list[UpdateChange] = []
        self.protected = self._protected()
        self.alive: dict[str, None] = {}
        self.places: dict[str, Group] = {}
        self.nodes: dict[str, tuple[type[Struct], dict[str, Any]]] = {}
        self.order: dict[Group, list[str]] = {}

    def run(self) -> UpdatedPlan:
        self._of_another_kind()
        for id_, item in self.mine.items.items():
            upper = self.above.items.get(id_) or self.base.items.get(id_)
            if upper is not None and type(upper.node) is not type(item.node):
                raise MismatchError(id_)
        self._choose()
        for id_ in self.alive:
            self._merge(id_)
        self._place()
        self._arrange()
        self._report_places()
        told = [c._replace(node=c.node.removesuffix(ANEW)) for c in self.changes]
        return UpdatedPlan(assemble(self.nodes, self.order, self.mark, self.mine_plan), told)

    def _of_another_kind(self) -> None:
        """A node that nobody edited and that is of another kind above is another node: this goes.

        A point that the program adds is an item where what it stands among became items.
        """
        mine, base = self.mine.items, self.base.items
        found = [
            id_ for id_, item in self.above.items.items()
            if id_ in mine and id_ in base and type(item.node) is not type(mine[id_].node)
            and all(self._as_derived(i) for i in self.mine.below(id_))
        ]  # fmt: skip
        for tree in (self.mine, self.base):
            tree.called_anew(found)

    def _as_derived(self, id_: str) -> bool:
        own, old = self.mine.items[id_], self.base.items.get(id_)
        if old is None or id_ in self.protected or kept_fields(own.node):
            return False
        same = type(own.node) is type(old.node) and own.group == old.group
        return same and content(own.node) == content(old.node)

    def _protected(self) -> set[str]:
        """Protected nodes and everything inside them."""
        found: set[str] = set()
        for id_, item in self.mine.items.items():
            if item.group[0] in found or getattr(item.node, "bao_ve", False) is True:
                found.add(id_)
        return found

    # ------------------------------------------------------------------ which nodes there are

    def _choose(self) -> None:
        """Decide which nodes the result has."""
        mine, above, base = self.mine.items, self.above.items, self.base.items
        gone = [id_ for id_ in mine if id_ not in above and id_ in base]
        out = self._taken_out(gone)
        self.alive = dict.fromkeys(id_ for id_ in mine if id_ not in out)
        for id_, item in above.items():
            if id_ in mine:
                continue
            if id_ in base:
                if content(item.node) != content(base[id_].node):
                    self._note("left_out", item)
                continue
            parent = item.group[0]
            if parent in self.protected or (parent and parent not in self.alive):
                self._note("not_taken", item)
            else:
                self.alive[id_] = None
                self.changes.append(UpdateChange("added", id_, after=summary(item.node)))

    def _taken_out(self, gone: list[str]) -> set[str]:
        """Of what is no longer above, that which goes; the rest is a conflict or protected."""
        missing, out = set(gone), set()
        for id_ in gone:
            item = self.mine.items[id_]
            if item.group[0] in missing:
                continue  # decided with what it stands in
            inside = self.mine.below(id_)
            if any(self._is_mine(i, missing) for i in inside):
                self._conflict_of_node(item)
            elif any(i in self.protected for i in inside):
                self._note("kept", item)
            else:
                leaving = [i for i in inside if i in missing]
                out |= set(leaving)
                self.changes += [
                    UpdateChange("removed", i, before=summary(self.mine.items[i].node))
                    for i in leaving
                ]
        return out - self._still_used(out)

    def _still_used(self, out: set[str]) -> set[str]:
        """Groups that a task which stays belongs to."""
        used: set[str] = set()
        for id_, item in self.mine.items.items():
            group = getattr(item.node, "nhom", None) if isinstance(item.node, NhiemVu) else None
            if group not in out or id_ in out:
                continue
            upper, old = self.above.items.get(id_), self.base.items.get(id_)
            regrouped = upper is not None and getattr(upper.node, "nhom", None) != group
            if not (regrouped and old is not None and getattr(old.node, "nhom", None) == group):
                used.add(group)
        self.changes = [c for c in self.changes if c.kind != "removed" or c.node not in used]
        for id_ in sorted(used):
            self._note("kept", self.mine.items[id_])
        return used

    def _is_mine(self, id_: str, missing: set[str]) -> bool:
        """Whether the clerk's work would be lost with this node."""
        if id_ in self.protected:
            return False
        item, old = self.mine.items[id_], self.base.items.get(id_)
        if old is None:
            return id_ not in self.above.items
        if id_ in missing and kept_fields(item.node):
            return True
        if id_ in missing:
            return content(item.node) != content(old.node) or item.group != old.group
        parent = self.above.items[id_].group[0]
        known = not parent or parent in self.mine.items or parent not in self.base.items
        return item.group != old.group or not known

    def _conflict_of_node(self, item: TreeItem) -> None:
        old = self.base.items[item.id].node
        self._conflict(item.id, NODE, summary(old), None, summary(item.node))

    # ------------------------------------------------------------------ what the nodes say

    def _merge(self, id_: str) -> None:
        """The fields of a node that stays."""
        own, upper = self.mine.items.get(id_), self.above.items.get(id_)
        if own is None:
            assert upper is not None  # noqa: S101 - an alive node is on one of the sides
            self.nodes[id_] = (type(upper.node), values_of(upper.node))
            return
        values = self._values(id_, own.node)
        if upper is None:
            return
        self._settled(values, NODE)
        old = self.base.items.get(id_)
        if id_ in self.protected:
            if old is None or content(upper.node) != content(old.node):
                self._note("kept", upper)
            return
        kept = kept_fields(own.node)
        for name, default in own_fields(type(own.node)):
            if name == "xung_dot":
                continue
            before = getattr(old.node, name) if old else _absent(default)
            if name in kept:
                if getattr(upper.node, name) not in (before, getattr(own.node, name)):
                    wanted = said(getattr(upper.node, name))
                    mine = said(getattr(own.node, name))
                    self.changes.append(UpdateChange("kept", id_, name, mine, wanted))
                continue
            self._field(id_, name, values, before, getattr(upper.node, name))

    def _values(self, id_: str, node: Struct) -> dict[str, Any]:
        if id_ not in self.nodes:
            self.nodes[id_] = (type(node), values_of(node))
        return self.nodes[id_][1]

    def _field(self, id_: str, name: str, values: dict[str, Any], base: Any, above: Any) -> None:
        mine = values[name]
        if above == base:
            return
        if above == mine:
            self._settled(values, name)
            return
        value, clash = merge_field(name, base, above, mine)
        if clash:
            self._conflict(id_, name, said(base), said(above), said(mine))
            return
        if value == mine:
            return
        values[name] = value
        if name == "nguon":
            return
        kind: ChangeKind = "changed" if value == above else "merged"
        self.changes.append(UpdateChange(kind, id_, name, said(mine), said(value)))

    def _settled(self, values: dict[str, Any], name: str) -> None:
        """The two sides now say the same: an older conflict about it is over."""
        values["xung_dot"] = [c for c in values["xung_dot"] if c.truong != name]

    def _conflict(
        self, id_: str, name: str, base: str | None, above: str | None, mine: str | None
    ) -> None:
        values = self._values(id_, self.mine.items[id_].node)
        older = next((c for c in values["xung_dot"] if c.truong == name), None)
        found = XungDot(truong=name, goc=older.goc if older else base, tren=above, cua_toi=mine)
        values["xung_dot"] = [*(c for c in values["xung_dot"] if c.truong != name), found]
        self.changes.append(UpdateChange("conflict", id_, name, mine, above))

    def _note(self, kind: ChangeKind, item: TreeItem) -> None:
        self.changes.append(UpdateChange(kind, item.id, after=summary(item.node)))

    # ------------------------------------------------------------------ where the nodes stand

    def _place(self) -> None:
        """The list in which each node stands."""
        for id_ in self.alive:
            self.places[id_] = self._group(id_)
        for id_, item in self.mine.items.items():
            # Each side moved one of two nodes into the other: the clerk's place stands.
            if id_ in self.alive and self.places[id_] != item.group and self._in_itself(id_):
                self.places[id_] = item.group
                self._conflict_of_place(id_)
        for id_ in self.alive:
            if self._in_itself(id_):
                raise MismatchError(id_)

    def _group(self, id_: str) -> Group:
        own, upper = self.mine.items.get(id_), self.above.items.get(id_)
        if own is None:
            assert upper is not None  # noqa: S101 - an alive node is on one of the sides
            return upper.group
        if upper is None or id_ in self.protected:
            return own.group
        old = self.base.items.get(id_)
        group, clash = merge_value(old.group if old else upper.group, upper.group, own.group)
        parent = group[0]
        if clash:
            self._conflict_of_place(id_)
        elif parent in self.protected or (parent and parent not in self.alive):
            self._note("not_taken", upper)
            return own.group
        return group

    def _in_itself(self, id_: str) -> bool:
        """Whether the way up from a node never ends."""
        seen = set()
        while id_ and id_ not in seen:
            seen.add(id_)
            id_ = self.places[id_][0]
        return bool(id_)

    def _conflict_of_place(self, id_: str) -> None:
        base, above, mine = (place_of(t, id_) for t in (self.base, self.above, self.mine))
        self._conflict(id_, PLACE, base, above, mine)

    def _arrange(self) -> None:
        """The order of every list."""
        members: dict[Group, set[str]] = {}
        for id_, group in self.places.items():
            members.setdefault(group, set()).add(id_)
        for group, ids in members.items():
            base, above, mine = (
                [i for i in tree.order.get(group, ()) if i in ids]
                for tree in (self.base, self.above, self.mine)
            )
            if group[0] in self.protected:
                self.order[group] = mine
                continue
            order = merge_order(base, above, mine, self.protected.intersection(ids))
            self.order[group] = order.items
            for id_ in order.items:
                if id_ in order.contested:
                    self._conflict_of_place(id_)

    def _report_places(self) -> None:
        """What now stands elsewhere than the clerk had it."""
        for group, order in self.order.items():
            old = {id_: i for i, id_ in enumerate(self.mine.order.get(group, ()))}
            stayed = [id_ for id_ in order if id_ in old]
            still = set(longest_rising(stayed, [old[i] for i in stayed]))
            for id_ in order:
                if id_ in self.mine.items and id_ not in still:
                    before = place_of(self.mine, id_)
                    after = _place_in(group, order, id_)
                    self.changes.append(UpdateChange("moved", id_, PLACE, before, after))


def _absent(default: Any) -> Any:
    """What a field says that stands nowhere."""
    return None if default is NODEFAULT else default


def content(node: Struct) -> dict[str, Any]:
    """What a node says, without the notes kept about it."""
    return {k: v for k, v in values_of(node).items() if k not in _NOTES}


def merge_field(name: str, base: Any, above: Any, mine: Any) -> tuple[Any, bool]:
    """Merge one field; the value and whether the sides clash (then it is `mine`)."""
    if name == "bang":
        return merge_tables(base or [], above, mine)
    value, clash = merge_value(base, above, mine)
    if not clash:
        return value, False
    if name == "nguon":
        return mine, False  # where it comes from is no text; the clerk wanted it so
    if name == "can_xem":  # a new note is never lost, an old one the clerk did is not back
        was, new, own = map(questions_in, (base, above, mine))
        notes = [one for one in own if one in new or one not in was]
        notes += [one for one in new if one not in was and one not in own]
        return BETWEEN.join(notes) or None, False
    if isinstance(base, str) and isinstance(above, str) and isinstance(mine, str):
        text = merge_text(base, above, mine) if name in _TEXTS else None
        return (mine, True) if text is None else (text, False)
    if all(_is_lines(side) for side in (base, above, mine)):
        return merge_list(base, above, mine)
    if all(isinstance(side, ThoiHan) for side in (base, above, mine)):
        return _merge_deadline(base, above, mine)
    return mine, True


def _is_lines(side: object) -> bool:
    """Whether a value is a list of texts, and not of tables."""
    return isinstance(side, list) and all(isinstance(one, str) for one in side)


_TEXTS = frozenset({"noi_dung", "tieu_de", "san_pham", "trich_yeu"})


def _merge_deadline(base: ThoiHan, above: ThoiHan, mine: ThoiHan) -> tuple[ThoiHan, bool]:
    """The time as one thing, the remark after it as another."""
    whens = [{k: getattr(side, k) for k in _WHEN} for side in (base, above, mine)]
    when, clash = merge_value(*whens)
    note, other = merge_value(base.ghi_chu, above.ghi_chu, mine.ghi_chu)
    return (mine, True) if clash or other else (ThoiHan(**when, ghi_chu=note), False)


def summary(node: Struct) -> str:
    """The words by which a person knows a node again."""
    for name in ("tieu_de", "noi_dung", "trich_yeu", "chuc_vu"):
        if text := getattr(node, name, None):
            return str(text)
    return ""


def place_of(tree: Tree, id_: str) -> str | None:
    """Where a node stands: "id of the node (or part) around it/id of the node before it"."""
    item = tree.items.get(id_)
    return None if item is None else _place_in(item.group, tree.order[item.group], id_)


def _place_in(group: Group, order: list[str], id_: str) -> str:
    at = order.index(id_)
    return f"{group[0] or group[1]}/{order[at - 1] if at else ''}"


def same_above(before: KeHoach, after: KeHoach) -> set[str]:
    """The nodes whose source in the plan above has not changed between two derivations."""
    old = {node.id: node.nguon.ma_bam for _at, node in walk(before) if node.nguon is not None}
    new = {node.id: node.nguon.ma_bam for _at, node in walk(after) if node.nguon is not None}
    return {id_ for id_, digest in new.items() if digest and old.get(id_) == digest}

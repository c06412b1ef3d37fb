"""What a reviewer decided about each change, and the plan that comes of it.

The HTML page writes the decisions as JSON; `apply` brings the accepted changes into the old
plan and leaves the rest of it alone. All accepted: the new plan. None: the old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta, Struct, ValidationError
from msgspec.structs import replace

from generator.cascade.changing.tree import DOCUMENT, assemble, own_fields, values_of
from generator.plan.asked_notes import BETWEEN, questions_in
from generator.plan.model import KhongThucHien
from generator.plan.typed import convert, from_json
from generator.review.changes import LEFT_OUT, LOOSE, MARK, NOT_NODES

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.cascade.changing.tree import Group
    from generator.plan.made import DanXuat
    from generator.plan.model import KeHoach
    from generator.review.changes import Change, PlanDifference

Choice = Literal["accept", "reject", ""]
"""Accepted, rejected, not decided yet (left as it was)."""


class ComparedFile(Struct, forbid_unknown_fields=True):
    """One side of the comparison, by which it is found again."""

    file: str
    """Path from the root of the workspace, with "@revision" if it had one."""
    sha256: str


class ChangeDecision(Struct, forbid_unknown_fields=True):
    """The decision about one change."""

    key: str
    choice: Choice = ""
    note: Annotated[str, Meta(max_length=4000)] = ""


class DecisionSheet(Struct, forbid_unknown_fields=True):
    """The file of decisions that the HTML page gives."""

    version: Literal[1]
    old: ComparedFile
    new: ComparedFile
    decisions: list[ChangeDecision]


def sheet_of(data: bytes) -> DecisionSheet:
    """A file of decisions, also one of a page made before its keys were English (until 2027).

    Raises msgspec.DecodeError (ValidationError) or UnicodeDecodeError for what is none.
    """
    try:
        return from_json(data, DecisionSheet)
    except ValidationError:
        return convert(_renamed(from_json(data, Any)), DecisionSheet)


_FORMER = {
    "phien_ban": "version", "cu": "old", "moi": "new", "quyet_dinh": "decisions", "tep": "file",
    "khoa": "key", "chon": "choice", "ghi_chu": "note",
}  # fmt: skip
_FORMER_CHOICES = {"nhan": "accept", "bo": "reject"}


def _renamed(value: object) -> object:
    """Two levels deep, which is all there is: what nests deeper stays and is refused."""
    if not isinstance(value, dict):
        return value
    sides = {_FORMER.get(key, key): _side(one) for key, one in value.items()}
    if isinstance(decisions := sides.get("decisions"), list):
        sides["decisions"] = [_side(one) for one in decisions]
    return sides


def _side(value: object) -> object:
    if not isinstance(value, dict):
        return value
    named = {_FORMER.get(key, key): one for key, one in value.items()}
    if isinstance(choice := named.get("choice"), str):
        named["choice"] = _FORMER_CHOICES.get(choice, choice)
    return named


class Missing(NamedTuple):
    """An accepted change that cannot stand without another, which was not accepted."""

    change: Change
    needs: tuple[str, ...]


def missing(difference: PlanDifference, accepted: Collection[str]) -> list[Missing]:
    """The accepted changes that lack others; they must be settled before anything is made."""
    found = []
    for change in difference.changes:
        if change.key in accepted:
            needs = tuple(key for key in change.needs if key not in accepted)
            if needs:
                found.append(Missing(change, needs))
    return found


def unknown(difference: PlanDifference, keys: Collection[str]) -> list[str]:
    """Keys that name no change of this difference."""
    known = {c.key for c in difference.changes}
    return [key for key in keys if key not in known]


class CircleError(ValueError):
    """The accepted moves would put a node inside itself; `args[0]` is its id."""


def take(
    difference: PlanDifference, accepted: Collection[str], notes: dict[str, str] | None = None
) -> KeHoach:
    """The old plan with the accepted changes; `notes` (by key of a change) become `can_xem`.

    Nothing may be `missing`. Raises CircleError where moves contradict each other.
    """
    return _Taking(difference, accepted).plan(notes or {})


class _Taking:
    def __init__(self, difference: PlanDifference, accepted: Collection[str]) -> None:
        self.old, self.new = difference.old, difference.new
        self.accepted = [c for c in difference.changes if c.key in accepted]
        self.changes = {c.key: c for c in difference.changes}
        self.nodes: dict[str, tuple[type[Struct], dict[str, Any]]] = {
            id_: (type(item.node), values_of(item.node)) for id_, item in self.old.items.items()
        }
        self.order: dict[Group, list[str]] = {g: list(ids) for g, ids in self.old.order.items()}
        self.home: dict[str, Group] = {id_: i.group for id_, i in self.old.items.items()}

    def plan(self, notes: dict[str, str]) -> KeHoach:
        for change in self.accepted:
            if change.kind == "removed":
                self._remove(change.node)
        self._place()
        for change in self.accepted:
            if change.node in self.nodes and change.type not in NOT_NODES and change.field:
                self.nodes[change.node][1][change.field] = change.new
        for key, note in notes.items():
            self._note(self.changes[key], note)
        for id_ in self.home:
            self._check_home(id_)
        return assemble(self.nodes, self.order, self._mark(), self._rest())

    def _remove(self, id_: str) -> None:
        """A node goes with what is inside it, but for what moved elsewhere."""
        gone = [id_, *(i for i in self.old.below(id_) if i not in self.new.items)]
        for one in gone:
            if one in self.nodes:
                self.order[self.home.pop(one)].remove(one)
                del self.nodes[one]

    def _place(self) -> None:
        """Put in what is new or moved, after what it follows in the new plan."""
        added = {c.node for c in self.accepted if c.kind == "added"}
        moved = {c.node for c in self.accepted if c.kind == "moved"}
        for id_ in moved:
            self.order[self.home[id_]].remove(id_)
        for group, ids in self.new.order.items():
            here = self.order.setdefault(group, [])
            for number, id_ in enumerate(ids):
                item = self.new.items[id_]
                if id_ not in self.old.items and (id_ in added or group[0] in added):
                    added.add(id_)
                    self.nodes[id_] = (type(item.node), self._values(id_))
                elif id_ not in moved:
                    continue
                before = next((x for x in reversed(ids[:number]) if x in here), None)
                here.insert(0 if before is None else here.index(before) + 1, id_)
                self.home[id_] = group

    def _values(self, id_: str) -> dict[str, Any]:
        """The values of a new node, ids of others as they are called here."""
        names = {own: name for name, own in self.new.own.items() if own != name}
        values = values_of(self.new.items[id_].node)
        if names:
            for key in ("nhom", "tu_doan"):
                value = values.get(key)
                if isinstance(value, list):
                    values[key] = [names.get(v, v) for v in value]
                elif value is not None:
                    values[key] = names.get(value, value)
        return values

    def _note(self, change: Change, note: str) -> None:
        """A note of the reviewer stands at the node, for the clerk."""
        id_ = change.node if change.node in self.nodes else DOCUMENT
        kind, values = self.nodes[id_]
        if "can_xem" not in dict(own_fields(kind)):
            kind, values = self.nodes[DOCUMENT]
        older = values["can_xem"]
        if older is None or note not in questions_in(older):
            values["can_xem"] = f"{older}{BETWEEN}{note}" if older else note

    def _check_home(self, id_: str) -> None:
        seen = set()
        at = id_
        while at:
            if at in seen or at not in self.home:
                raise CircleError(id_)
            seen.add(at)
            at = self.home[at][0]

    def _mark(self) -> DanXuat | None:
        """The file keeps its own certificate; what it was derived from may be newer."""
        mark = self.old.side.plan.dan_xuat
        told = {c.field: c.new for c in self.accepted if c.type == MARK}
        if mark is None or not told:
            return mark
        return replace(mark, **told)

    def _rest(self) -> KeHoach:
        """What stands beside the nodes."""
        told = {c.field: c.new for c in self.accepted if c.type in LOOSE}
        return replace(self.old.side.plan, khong_thuc_hien=self._left_out(), **told)

    def _left_out(self) -> list[KhongThucHien]:
        reasons = {x.nut: x.ly_do for x in self.old.side.plan.khong_thuc_hien}
        for change in self.accepted:
            if change.type == LEFT_OUT:
                reasons[change.node] = change.new
        newest = [x.nut for x in self.new.side.plan.khong_thuc_hien]
        order = list(reasons)
        if set(newest) == {k for k, v in reasons.items() if v is not None}:
            order = newest
        return [KhongThucHien(nut=k, ly_do=reasons[k]) for k in order if reasons[k] is not None]

"""Operations on the nodes of a plan, as values: what an editor of any kind asks for.

Each operation names its node by id and, where words change, the words it started from, so
that two people's work at one place is merged by words or comes back as a clash to choose
from, never lost. Pure: a plan in, a plan and the clashes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from generator.cascade.changing import row_places
from generator.cascade.changing.given import (
    RefusedOperationError,
    cell_text,
    clean,
    fresh_id,
    named_records,
    new_node,
    typed_value,
    uncut,
)
from generator.cascade.changing.merge import RECORDS, merge_records
from generator.cascade.changing.tree import Tree, assemble, values_of
from generator.cascade.changing.update import merge_field, said
from generator.plan.asked_notes import without_question
from generator.plan.footnotes import PRINTING, numbers
from generator.plan.model import (
    CHILDREN,
    PARTS,
    ChuThich,
    Diem,
    Doan,
    KeHoach,
    Khoan,
    Muc,
    NhiemVu,
    Nhom,
    NoiNhan,
    PhuLuc,
)
from generator.plan.ruled import with_ids
from generator.plan.wording import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.changing.tree import Group

KINDS: dict[str, type[msgspec.Struct]] = {
    "can_cu": Doan,
    "mo_dau": Doan,
    "muc": Muc,
    "khoan": Khoan,
    "diem": Diem,
    "ket_thuc": Doan,
    "noi_nhan": NoiNhan,
    "phu_luc": PhuLuc,
    "nhom": Nhom,
    "nhiem_vu": NhiemVu,
    "chu_thich": ChuThich,
}
"""The key of a list → what stands in it."""
NEW_NOTE = "{chu-thich:?}"
"""The mark of a footnote that has no id yet."""
PLAN = ""
"""The "node" of what belongs to the plan as a whole."""
INHERITED = ("danh_so", "kieu", "kieu_diem", "nhom")
"""What a new node takes from its neighbour."""


class Set(msgspec.Struct, tag="set", frozen=True):
    """Give a field of a node a value; `base` is the value the editor started from.

    The node "" is the plan itself, with the lists of `RECORDS`.
    """

    node: str
    field: str
    value: Any
    base: Any = msgspec.UNSET
    """Left out: whatever stands there is replaced."""


class Add(msgspec.Struct, tag="add", frozen=True):
    """A new node with a text, in the list `key` of `parent` ("" is the plan) behind `after`."""

    parent: str
    key: str
    after: str = ""
    """The node before it; "" puts it first."""
    text: str = ""
    fields: dict[str, Any] = {}
    """Other fields of the new node and their values."""


class Remove(msgspec.Struct, tag="remove", frozen=True):
    """Take a node out, with all inside it."""

    node: str


class Move(msgspec.Struct, tag="move", frozen=True):
    """Carry a node, with all inside it, to another place among nodes of its kind."""

    node: str
    parent: str
    key: str
    after: str = ""


class Split(msgspec.Struct, tag="split", frozen=True):
    """Cut the text of a node at a place: what follows becomes a node behind it."""

    node: str
    field: str
    at: int
    """Characters of the text that stay."""
    base: str


class Merge(msgspec.Struct, tag="merge", frozen=True):
    """Join a node to the one before it in the same list."""

    node: str


class AddFootnote(msgspec.Struct, tag="note", frozen=True):
    """A new footnote: the words of a field with `{chu-thich:?}` where its number is to stand."""

    node: str
    field: str
    value: str
    base: str
    text: str
    """What the footnote says."""


class Protect(msgspec.Struct, tag="protect", frozen=True):
    """Keep a node from changes of the plan above, or no longer."""

    node: str
    on: bool = True


class Settle(msgspec.Struct, tag="done", frozen=True):
    """What had to be looked at has been: the note `can_xem` goes, or one question of it."""

    node: str
    question: str = ""
    """The question that is settled; "": all of them."""


Operation = Set | Add | Remove | Move | Split | Merge | AddFootnote | Protect | Settle


class Clash(NamedTuple):
    """An operation that cannot be done as asked, and why; nothing of it was done."""

    number: int
    """Which of the operations, counted from 0."""
    node: str
    field: str
    why: Literal["gone", "changed", "value", "place", "frozen"]
    base: str | None = None
    theirs: str | None = None
    """What the plan says there now."""
    mine: str | None = None


class Edited(NamedTuple):
    """The plan after the operations, what could not be done, and the ids of new nodes."""

    plan: KeHoach
    clashes: list[Clash]
    added: dict[int, str]
    """Operation → id of the node that it made."""
    merged: frozenset[int]
    """Operations whose words were merged with words changed meanwhile."""


def edit(plan: KeHoach, operations: Sequence[Operation]) -> Edited:
    """The plan with the operations done in their order; one that cannot be is told."""
    if plan.phat_hanh is not None:
        frozen = [Clash(i, getattr(o, "node", ""), "", "frozen") for i, o in enumerate(operations)]
        return Edited(plan, frozen, {}, frozenset())
    work = _Work(plan)
    clashes: list[Clash] = []
    for number, operation in enumerate(operations):
        try:
            work.do(number, operation)
        except RefusedOperationError as stop:
            node = getattr(operation, "node", getattr(operation, "parent", ""))
            clashes.append(Clash(number, node, stop.field, stop.why, **stop.texts))
    return Edited(work.plan(), clashes, work.added, frozenset(work.merged))


class _Work:
    def __init__(self, plan: KeHoach) -> None:
        tree = Tree(plan)
        self.base = plan
        self.records: dict[str, Any] = {}
        self.nodes = {i: (type(x.node), values_of(x.node)) for i, x in tree.items.items()}
        self.order: dict[Group, list[str]] = {g: list(ids) for g, ids in tree.order.items()}
        self.added: dict[int, str] = {}
        self.merged: set[int] = set()

    def do(self, number: int, operation: Operation) -> None:
        """Do one operation. Raises RefusedOperationError, and has then done nothing."""
        match operation:
            case Set():
                self._set(number, operation)
            case Add():
                self.added[number] = self._add(operation)
            case Remove():
                self._remove(operation.node)
            case Move():
                self._move(operation)
            case Split():
                self.added[number] = self._split(operation)
            case Merge():
                self._merge(operation)
            case AddFootnote():
                self.added[number] = self._note(number, operation)
            case Protect():
                self._values(operation.node)["bao_ve"] = operation.on
            case Settle(node, question):
                values = self._values(node)
                left = without_question(values["can_xem"], question) if question else None
                values["can_xem"] = left

    def plan(self) -> KeHoach:
        """The plan as it stands."""
        for _kind, values in self.nodes.values():  # tasks that rest on paragraphs that are gone
            if any(id_ not in self.nodes for id_ in values.get("tu_doan", ())):
                values["tu_doan"] = [id_ for id_ in values["tu_doan"] if id_ in self.nodes]
        made = assemble(self.nodes, self.order, self.base.dan_xuat, self.base)
        return replace(made, **self.records)

    # ------------------------------------------------------------------ finding

    def _values(self, id_: str) -> dict[str, Any]:
        if id_ not in self.nodes:
            raise RefusedOperationError("gone")
        return self.nodes[id_][1]

    def _group(self, id_: str) -> Group:
        """The list a node stands in; the document and its signers stand in none."""
        self._values(id_)
        for group, ids in self.order.items():
            if id_ in ids and group[1] in KINDS:
                return group
        raise RefusedOperationError("place")

    def _list(self, parent: str, key: str) -> list[str]:
        """The list `key` of a node or of the plan, made where it is empty still."""
        if key not in KINDS:
            raise RefusedOperationError("place")
        if parent == "":
            if key not in PARTS:
                raise RefusedOperationError("place")
        elif key not in CHILDREN.get(self._kind(parent), ()):
            raise RefusedOperationError("place")
        return self.order.setdefault((parent, key), [])

    def _kind(self, id_: str) -> type[msgspec.Struct]:
        self._values(id_)
        return self.nodes[id_][0]

    @staticmethod
    def _behind(ids: list[str], after: str) -> int:
        if not after:
            return 0
        if after not in ids:
            raise RefusedOperationError("gone")
        return ids.index(after) + 1

    # ------------------------------------------------------------------ words

    def _set(self, number: int, operation: Set) -> None:
        if operation.node == PLAN:
            self._set_records(number, operation)
            return
        values = self._values(operation.node)
        kind, field = self.nodes[operation.node][0], operation.field
        if field not in values or field in ("nguon", "xung_dot"):
            raise RefusedOperationError("value", field)
        mine = typed_value(kind, field, operation.value)
        now = values[field]
        base = now if operation.base is msgspec.UNSET else typed_value(kind, field, operation.base)
        if field == "bang":  # an editor shows cells, not ids
            base, mine = with_ids(now, base), with_ids(now, mine)
        value, clash = merge_field(field, base, mine, now)
        if clash:
            raise RefusedOperationError(
                "changed", field, base=said(base), theirs=said(now), mine=said(mine)
            )
        if value not in (mine, now):
            self.merged.add(number)
        values[field] = value

    def _set_records(self, number: int, operation: Set) -> None:
        """Bring a list without nodes up to date, record by record."""
        field = operation.field
        if field not in RECORDS:
            raise RefusedOperationError("value", field)
        now = self.records.get(field, getattr(self.base, field))
        mine = typed_value(KeHoach, field, named_records(field, operation.value, now))
        base = (
            now if operation.base is msgspec.UNSET else typed_value(KeHoach, field, operation.base)
        )
        value, clash = merge_records(RECORDS[field], base, now, mine)
        if clash:
            raise RefusedOperationError("changed", field)
        if value not in (mine, now):
            self.merged.add(number)
        self.records[field] = value

    def _note(self, number: int, operation: AddFootnote) -> str:
        """A footnote and its mark at once; it stands behind the one whose number comes before."""
        field = operation.field
        if operation.value.count(NEW_NOTE) != 1 or field not in PRINTING:
            raise RefusedOperationError("place", field)
        if self._kind(operation.node) is ChuThich:
            raise RefusedOperationError("place", field)
        id_ = fresh_id(operation.text or NOTE, self.nodes)
        value = operation.value.replace(NEW_NOTE, f"{{{NOTE}:{id_}}}")
        self._set(number, Set(operation.node, field, value, operation.base))
        ids = self._list(PLAN, "chu_thich")
        self.nodes[id_] = (ChuThich, values_of(new_node(ChuThich, id_, clean(operation.text), {})))
        ids.append(id_)
        counted = numbers(self.plan())
        before = [i for i in ids if 0 < counted.get(i, 0) < counted.get(id_, 0)]
        ids.remove(id_)
        ids.insert(ids.index(max(before, key=counted.__getitem__)) + 1 if before else 0, id_)
        return id_

    # ------------------------------------------------------------------ nodes

    def _add(self, operation: Add) -> str:
        ids = self._list(operation.parent, operation.key)
        at = self._behind(ids, operation.after)
        kind = KINDS[operation.key]
        text = (cell_text if kind is NhiemVu else clean)(operation.text)
        id_ = self._fresh(text or operation.key)
        like = self._like(ids, operation.after)
        near = self.nodes[operation.after][1] if operation.after in ids else {}
        titled = bool(near.get("tieu_de")) or not near.get("noi_dung")
        values = values_of(new_node(kind, id_, text, like, titled=titled))
        if kind is NhiemVu and operation.after in ids:
            at = row_places.entered(values, operation.after, ids, self._rows(ids))
        for field, value in operation.fields.items():
            if field not in values or field in ("nguon", "xung_dot"):
                raise RefusedOperationError("value", field)
            values[field] = typed_value(kind, field, value)
        self.nodes[id_] = (kind, values)
        ids.insert(at, id_)
        return id_

    def _like(self, ids: list[str], after: str) -> dict[str, Any]:
        """What a new node takes from its neighbour: numbered or not, the style of its points."""
        if not after or after not in ids:
            return {}
        values = self.nodes[after][1]
        return {k: values[k] for k in INHERITED if k in values}

    def _fresh(self, text: str) -> str:
        return fresh_id(text, self.nodes)

    def _rows(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        return {id_: self.nodes[id_][1] for id_ in ids}

    def _remove(self, id_: str) -> None:
        ids = self.order[self._group(id_)]
        if self._kind(id_) is NhiemVu:
            row_places.left(self._values(id_), id_, self._rows(ids))
        self._drop(id_)

    def _drop(self, id_: str) -> None:
        for (parent, _key), ids in list(self.order.items()):
            if parent == id_:
                for child in list(ids):
                    self._drop(child)
        self.nodes.pop(id_, None)
        for ids in self.order.values():
            if id_ in ids:
                ids.remove(id_)

    def _move(self, operation: Move) -> None:
        group = self._group(operation.node)
        kind = self.nodes[operation.node][0]
        if operation.key in KINDS and KINDS[operation.key] is not kind:
            raise RefusedOperationError("place")
        target = operation.parent
        while target:  # into itself would be out of the plan
            if target == operation.node:
                raise RefusedOperationError("place")
            target = next((g[0] for g, ids in self.order.items() if target in ids), "")
        ids = self._list(operation.parent, operation.key)
        if operation.after == operation.node:
            return
        self._behind([i for i in ids if i != operation.node], operation.after)
        was = self.order[group]
        if kind is NhiemVu and was is ids:
            ids[:] = row_places.moved(operation.node, operation.after, ids, self._rows(ids))
        else:
            was.remove(operation.node)
            ids.insert(self._behind(ids, operation.after), operation.node)
        if kind is NhiemVu:
            for one in (ids, was):
                row_places.settled(one, self._rows(one), self._rows(was + ids))

    def _split(self, operation: Split) -> str:
        group = self._group(operation.node)
        values, field = self._values(operation.node), operation.field
        kind, text = self.nodes[operation.node][0], values.get(operation.field)
        if not isinstance(text, str) or text != operation.base:
            raise RefusedOperationError("changed", field, base=operation.base, theirs=said(text))
        head, tail = text[: operation.at].rstrip(), text[operation.at :].lstrip()
        if not head or not tail or not uncut(head):
            raise RefusedOperationError("value", field)
        like: dict[str, Any] = {
            k: values[k] for k in ("danh_so", "kieu", "kieu_diem", "nhom") if k in values
        }
        id_ = self._fresh(tail)
        new = values_of(new_node(kind, id_, "", like))
        new[field] = tail
        if field == "noi_dung" and "tieu_de" in new:
            new["tieu_de"] = None
        values[field] = head
        self.nodes[id_] = (kind, new)
        for key in CHILDREN.get(kind, ()):  # what hung below the end hangs below it still
            self.order[(id_, key)] = self.order.pop((operation.node, key), [])
        ids = self.order[group]
        at = ids.index(operation.node) + 1
        if kind is NhiemVu:
            at = row_places.entered(new, operation.node, ids, self._rows(ids))
        ids.insert(at, id_)
        return id_

    def _merge(self, operation: Merge) -> None:
        group = self._group(operation.node)
        ids = self.order[group]
        at = ids.index(operation.node)
        if at == 0:
            raise RefusedOperationError("place")
        before = ids[at - 1]
        field = next((f for f in ("noi_dung", "tieu_de") if self.nodes[before][1].get(f)), "")
        mine = next((f for f in ("noi_dung", "tieu_de") if self.nodes[ids[at]][1].get(f)), "")
        kind = self.nodes[before][0]
        below = [k for k in CHILDREN.get(kind, ()) if self.order.get((before, k))]
        if not field or (mine and field != mine) or below:
            raise RefusedOperationError("place")
        words = [self.nodes[before][1][field], self.nodes[operation.node][1].get(mine or field)]
        self.nodes[before][1][field] = " ".join(w for w in words if w)
        for key in CHILDREN.get(kind, ()):
            self.order[(before, key)] = self.order.pop((operation.node, key), [])
        self._remove(operation.node)

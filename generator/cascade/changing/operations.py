"""Operations on the nodes of a plan, as values: what an editor of any kind asks for.

Each operation names its node by id and, where words change, the words it started from, so
that two people's work at one place is merged by words or comes back as a clash to choose
from, never lost. Pure: a plan in, a plan and the clashes out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
from msgspec.structs import fields, replace

from generator.cascade.changing.merge import RECORDS, merge_records
from generator.cascade.changing.tree import Tree, assemble, values_of
from generator.cascade.changing.update import merge_field, said
from generator.plan.hygiene import cleaned
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
from generator.plan.typed import convert
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

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
WORDS_OF_ID = 5
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


class Protect(msgspec.Struct, tag="protect", frozen=True):
    """Keep a node from changes of the plan above, or no longer."""

    node: str
    on: bool = True


class Settle(msgspec.Struct, tag="done", frozen=True):
    """What had to be looked at has been: the note `can_xem` goes."""

    node: str


Operation = Set | Add | Remove | Move | Split | Merge | Protect | Settle


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


class _RefusedError(Exception):
    def __init__(self, why: Any, field: str = "", **texts: str | None) -> None:
        super().__init__(why)
        self.why, self.field, self.texts = why, field, texts


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
        except _RefusedError as stop:
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
        """Do one operation. Raises _RefusedError, and has then done nothing."""
        match operation:
            case Set():
                self._set(number, operation)
            case Add():
                self.added[number] = self._add(operation)
            case Remove():
                self._group(operation.node)
                self._drop(operation.node)
            case Move():
                self._move(operation)
            case Split():
                self.added[number] = self._split(operation)
            case Merge():
                self._merge(operation)
            case Protect():
                self._values(operation.node)["bao_ve"] = operation.on
            case Settle():
                self._values(operation.node)["can_xem"] = None

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
            raise _RefusedError("gone")
        return self.nodes[id_][1]

    def _group(self, id_: str) -> Group:
        """The list a node stands in; the document and its signers stand in none."""
        self._values(id_)
        for group, ids in self.order.items():
            if id_ in ids and group[1] in KINDS:
                return group
        raise _RefusedError("place")

    def _list(self, parent: str, key: str) -> list[str]:
        """The list `key` of a node or of the plan, made where it is empty still."""
        if key not in KINDS:
            raise _RefusedError("place")
        if parent == "":
            if key not in PARTS:
                raise _RefusedError("place")
        elif key not in CHILDREN.get(self._kind(parent), ()):
            raise _RefusedError("place")
        return self.order.setdefault((parent, key), [])

    def _kind(self, id_: str) -> type[msgspec.Struct]:
        self._values(id_)
        return self.nodes[id_][0]

    @staticmethod
    def _behind(ids: list[str], after: str) -> int:
        if not after:
            return 0
        if after not in ids:
            raise _RefusedError("gone")
        return ids.index(after) + 1

    # ------------------------------------------------------------------ words

    def _set(self, number: int, operation: Set) -> None:
        if operation.node == PLAN:
            self._set_records(number, operation)
            return
        values = self._values(operation.node)
        kind, field = self.nodes[operation.node][0], operation.field
        if field not in values or field in ("nguon", "xung_dot"):
            raise _RefusedError("value", field)
        mine = _typed(kind, field, operation.value)
        now = values[field]
        base = now if operation.base is msgspec.UNSET else _typed(kind, field, operation.base)
        if field == "bang":  # an editor shows cells, not ids
            base, mine = with_ids(now, base), with_ids(now, mine)
        value, clash = merge_field(field, base, mine, now)
        if clash:
            raise _RefusedError(
                "changed", field, base=said(base), theirs=said(now), mine=said(mine)
            )
        if value not in (mine, now):
            self.merged.add(number)
        values[field] = value

    def _set_records(self, number: int, operation: Set) -> None:
        """Bring a list without nodes up to date, record by record."""
        field = operation.field
        if field not in RECORDS:
            raise _RefusedError("value", field)
        now = self.records.get(field, getattr(self.base, field))
        mine = _typed(KeHoach, field, _named(field, operation.value, now))
        base = now if operation.base is msgspec.UNSET else _typed(KeHoach, field, operation.base)
        value, clash = merge_records(RECORDS[field], base, now, mine)
        if clash:
            raise _RefusedError("changed", field)
        if value not in (mine, now):
            self.merged.add(number)
        self.records[field] = value

    # ------------------------------------------------------------------ nodes

    def _add(self, operation: Add) -> str:
        ids = self._list(operation.parent, operation.key)
        at = self._behind(ids, operation.after)
        kind = KINDS[operation.key]
        text = clean(operation.text)
        id_ = self._fresh(text or operation.key)
        values = values_of(_new(kind, id_, text, self._like(ids, operation.after)))
        for field, value in operation.fields.items():
            if field not in values or field in ("nguon", "xung_dot"):
                raise _RefusedError("value", field)
            values[field] = _typed(kind, field, value)
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
            raise _RefusedError("place")
        target = operation.parent
        while target:  # into itself would be out of the plan
            if target == operation.node:
                raise _RefusedError("place")
            target = next((g[0] for g, ids in self.order.items() if target in ids), "")
        ids = self._list(operation.parent, operation.key)
        if operation.after == operation.node:
            return
        self._behind([i for i in ids if i != operation.node], operation.after)
        self.order[group].remove(operation.node)
        ids.insert(self._behind(ids, operation.after), operation.node)

    def _split(self, operation: Split) -> str:
        group = self._group(operation.node)
        values, field = self._values(operation.node), operation.field
        kind, text = self.nodes[operation.node][0], values.get(operation.field)
        if not isinstance(text, str) or text != operation.base:
            raise _RefusedError("changed", field, base=operation.base, theirs=said(text))
        head, tail = text[: operation.at].rstrip(), text[operation.at :].lstrip()
        if not head or not tail or not _whole(head):
            raise _RefusedError("value", field)
        like: dict[str, Any] = {
            k: values[k] for k in ("danh_so", "kieu", "kieu_diem", "nhom") if k in values
        }
        id_ = self._fresh(tail)
        new = values_of(_new(kind, id_, "", like))
        new[field] = tail
        if field == "noi_dung" and "tieu_de" in new:
            new["tieu_de"] = None
        values[field] = head
        self.nodes[id_] = (kind, new)
        for key in CHILDREN.get(kind, ()):  # what hung below the end hangs below it still
            self.order[(id_, key)] = self.order.pop((operation.node, key), [])
        ids = self.order[group]
        ids.insert(ids.index(operation.node) + 1, id_)
        return id_

    def _merge(self, operation: Merge) -> None:
        group = self._group(operation.node)
        ids = self.order[group]
        at = ids.index(operation.node)
        if at == 0:
            raise _RefusedError("place")
        before = ids[at - 1]
        field = next((f for f in ("noi_dung", "tieu_de") if self.nodes[before][1].get(f)), "")
        mine = next((f for f in ("noi_dung", "tieu_de") if self.nodes[ids[at]][1].get(f)), "")
        kind = self.nodes[before][0]
        below = [k for k in CHILDREN.get(kind, ()) if self.order.get((before, k))]
        if not field or (mine and field != mine) or below:
            raise _RefusedError("place")
        words = [self.nodes[before][1][field], self.nodes[operation.node][1].get(mine or field)]
        self.nodes[before][1][field] = " ".join(w for w in words if w)
        for key in CHILDREN.get(kind, ()):
            self.order[(before, key)] = self.order.pop((operation.node, key), [])
        self._drop(operation.node)


def _named(field: str, records: Any, now: Sequence[Any]) -> Any:
    """The records of a request; a new target gets its id from its words."""
    if field != "chi_tieu" or not isinstance(records, list):
        return records
    given = [str(one.get("id", "")) for one in records if isinstance(one, dict)]
    taken = {*(one.id for one in now), *given}
    found = []
    for record in records:
        if isinstance(record, dict) and not record.get("id"):
            id_ = fresh_id(f"ct {record.get('noi_dung', '')}", taken)
            taken.add(id_)
            record = {**record, "id": id_}
        found.append(record)
    return found


def fresh_id(text: str, taken: Container[str]) -> str:
    """An id made of the words of a text that nobody has yet."""
    words = re.findall(r"[a-z0-9]+", unmarked(text))[:WORDS_OF_ID]
    base = "-".join(words)[:60].strip("-") or "moi"
    if base in ("van_ban", "luu"):
        base = f"{base}-moi"
    number, id_ = 2, base
    while id_ in taken:
        id_, number = f"{base}-{number}", number + 1
    return id_


def clean(text: str) -> str:
    """One line of text: line ends are blanks, no control characters, no blanks at the ends."""
    return " ".join(cleaned(text).split())


def _cleaned(value: Any) -> Any:
    """A value with every text in it clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    return value


def _whole(head: str) -> bool:
    """Whether a cut leaves no citation or emphasis open."""
    return head.rfind("{") <= head.rfind("}") and head.replace("\\*", "").count("*") % 2 == 0


def _new(kind: type[msgspec.Struct], id_: str, text: str, like: dict[str, Any]) -> msgspec.Struct:
    names = {f.name for f in fields(kind)}
    values = {k: v for k, v in like.items() if k in names}
    if kind is Khoan:
        key = "tieu_de" if like.get("danh_so", True) else "noi_dung"
    else:
        key = "noi_dung" if "noi_dung" in names else "tieu_de"
    return kind(id=id_, **values, **{key: text})


def _typed(kind: type[msgspec.Struct], field: str, value: Any) -> Any:
    """A value as the field holds it; texts are cleaned, nothing said is None.

    Raises _RefusedError for what does not fit.
    """
    type_ = next(f.type for f in fields(kind) if f.name == field)
    value = _cleaned(value)
    for candidate in (None, value) if value == "" else (value,):
        try:
            return convert(candidate, type_, strict=False)
        except msgspec.ValidationError:
            continue
    raise _RefusedError("value", field, mine=said(value))

"""A plan as a flat map of its nodes, and back: what merging and editing by id work on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import fields, replace

from generator.plan.model import CHILDREN, KeHoach, NguoiKy, VanBan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msgspec import Struct

    from generator.plan.made import DanXuat
    from generator.plan.model import Loc

DOCUMENT = "van_ban"
SIGNER = "nguoi_ky"
LISTS = ("can_cu", "mo_dau", "muc", "ket_thuc", "noi_nhan", "nguoi_ky", "phu_luc", "chu_thich")
"""The parts of a plan that are lists of nodes, in the order of the model."""

ANEW = "/"
"""What no id of a node may have."""

Group = tuple[str, str]
"""A list of nodes: the id of the node that holds it ("" for the plan) and its key."""


class TreeItem(NamedTuple):
    """A node and where it stands.

    The document itself and the signers have no ids; they stand here as "van_ban" and
    "nguoi_ky/0", which no node can be called.
    """

    id: str
    node: Struct
    group: Group
    loc: Loc


class Tree:
    """The nodes of a plan by id, in reading order."""

    def __init__(self, plan: KeHoach) -> None:
        self.items: dict[str, TreeItem] = {}
        self.order: dict[Group, list[str]] = {}
        self.twice: list[Loc] = []
        """Nodes whose id an earlier node has; they are not in `items`."""
        self._add(DOCUMENT, plan.van_ban, ("", DOCUMENT), (DOCUMENT,))
        for name in LISTS:
            for i, node in enumerate(getattr(plan, name)):
                id_ = f"{SIGNER}/{i}" if name == SIGNER else node.id
                self._add(id_, node, ("", name), (name, i))

    def _add(self, id_: str, node: Struct, group: Group, loc: Loc) -> None:
        if id_ in self.items:
            self.twice.append(loc)
            return
        self.items[id_] = TreeItem(id_, node, group, loc)
        self.order.setdefault(group, []).append(id_)
        for name in CHILDREN.get(type(node), ()):
            for i, child in enumerate(getattr(node, name)):
                self._add(child.id, child, (id_, name), (*loc, name, i))

    def below(self, id_: str) -> list[str]:
        """The node and everything inside it, in reading order."""
        found = [id_]
        for name in CHILDREN.get(type(self.items[id_].node), ()):
            for child in self.order.get((id_, name), ()):
                found += self.below(child)
        return found

    def called_anew(self, ids: Iterable[str]) -> None:
        """Put nodes under ids that no file has: another node has got theirs."""
        names = {id_: f"{id_}{ANEW}" for id_ in ids if id_ in self.items}
        self.items = {
            names.get(id_, id_): item._replace(
                id=names.get(id_, id_),
                group=(names.get(item.group[0], item.group[0]), item.group[1]),
            )
            for id_, item in self.items.items()
        }
        self.order = {
            (names.get(parent, parent), name): [names.get(id_, id_) for id_ in order]
            for (parent, name), order in self.order.items()
        }

    def inside(self, id_: str) -> list[str]:
        """The nodes around a node, the nearest first."""
        found: list[str] = []
        while parent := self.items[id_].group[0]:
            found.append(parent)
            id_ = parent
        return found


@cache
def own_fields(kind: type[Struct]) -> tuple[tuple[str, Any], ...]:
    """Names and defaults of what a node says itself: all but its id and the nodes inside."""
    left_out = {"id", *CHILDREN.get(kind, ())}
    return tuple(
        (f.name, f.default_factory() if callable(f.default_factory) else f.default)
        for f in fields(kind)
        if f.name not in left_out
    )


def assemble(
    nodes: dict[str, tuple[type[Struct], dict[str, Any]]],
    order: dict[Group, list[str]],
    mark: DanXuat | None,
    rest: KeHoach,
) -> KeHoach:
    """A plan from the kind and fields of every node and the order of every list.

    `rest` gives all that no node holds: addressees, targets, proposals for the registries.
    """
    parts: dict[str, Any] = {
        name: [_made(id_, nodes, order) for id_ in order.get(("", name), ())] for name in LISTS
    }
    document = _made(DOCUMENT, nodes, order)
    return replace(rest, dan_xuat=mark, van_ban=document, **parts)


def _made(
    id_: str,
    nodes: dict[str, tuple[type[Struct], dict[str, Any]]],
    order: dict[Group, list[str]],
) -> Any:
    """A node with all below it."""
    kind, values = nodes[id_]
    named = {} if kind in (VanBan, NguoiKy) else {"id": id_}
    inside = {
        name: [_made(child, nodes, order) for child in order.get((id_, name), ())]
        for name in CHILDREN.get(kind, ())
    }
    return kind(**named, **values, **inside)


def values_of(node: Struct) -> dict[str, Any]:
    """The own fields of a node."""
    return {name: getattr(node, name) for name, _default in own_fields(type(node))}

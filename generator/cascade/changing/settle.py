"""Settle what `update` left to the clerk: take the plan above, keep mine, both, or write anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import tomli
from msgspec.structs import fields

from generator.cascade.changing.tree import Tree, assemble, values_of
from generator.cascade.changing.update import NODE, PLACE
from generator.plan.typed import convert

if TYPE_CHECKING:
    from msgspec import Struct

    from generator.plan.made import XungDot
    from generator.plan.model import KeHoach

Choice = Literal["above", "mine", "both", "text"]


class ChoiceError(ValueError):
    """The choice does not fit: `args[0]` is the key of the conflict."""


def settle(
    plan: KeHoach, node: str, conflict: XungDot, choice: Choice, text: str | None = None
) -> KeHoach:
    """The plan with one conflict of a node settled.

    Raises ChoiceError where there is no such way out, as “both” of two deadlines.
    """
    key = conflict.truong
    tree = Tree(plan)
    nodes = {i: (type(item.node), values_of(item.node)) for i, item in tree.items.items()}
    kind, values = nodes[node]
    values["xung_dot"] = [c for c in values["xung_dot"] if c.truong != key]
    order = {group: list(ids) for group, ids in tree.order.items()}
    if key in (NODE, PLACE):
        if choice in ("both", "text"):
            raise ChoiceError(key)
        if choice == "above" and key == NODE:
            order[tree.items[node].group].remove(node)
        elif choice == "above":
            _move(tree, order, node, conflict)
    elif choice != "mine":
        values[key] = _value(kind, key, conflict, choice, text, values[key])
    return assemble(nodes, order, plan.dan_xuat, plan)


def _move(
    tree: Tree, order: dict[tuple[str, str], list[str]], node: str, conflict: XungDot
) -> None:
    """Put a node where the plan above has it: inside one node, after another."""
    around, _slash, before = (conflict.tren or "").partition("/")
    old = tree.items[node].group
    # Inside another node the list has the same key; else the place is a part of the plan.
    group = (around, old[1]) if around in tree.items else ("", around)
    if around == node or (around in tree.items and node in tree.inside(around)):
        raise ChoiceError(PLACE)
    order[old].remove(node)
    target = order.setdefault(group, [])
    target.insert(target.index(before) + 1 if before in target else 0, node)


def _value(
    kind: type[Struct], key: str, conflict: XungDot, choice: Choice, text: str | None, mine: Any
) -> Any:
    """The value that a choice gives a field."""
    if choice == "above":
        return read_value(kind, key, conflict.tren)
    if choice == "text":
        return read_value(kind, key, text)
    above = read_value(kind, key, conflict.tren)
    if isinstance(above, list) and isinstance(mine, list):
        return list(dict.fromkeys([*mine, *above]))
    if isinstance(above, str) and isinstance(mine, str) and key in _JOINED:
        return f"{mine} {above}"
    raise ChoiceError(key)


_JOINED = frozenset({"noi_dung", "tieu_de", "san_pham", "trich_yeu", "can_xem"})


def read_value(kind: type[Struct], key: str, said: str | None) -> Any:
    """A value as a conflict or a person writes it: text as it is, the rest as TOML.

    Raises ChoiceError for what the field cannot hold.
    """
    field = next(f for f in fields(kind) if f.name == key)
    if said is None:
        return field.default_factory() if callable(field.default_factory) else field.default
    try:
        return convert(said, field.type)
    except msgspec.ValidationError:
        pass
    try:
        value = tomli.loads(f"x = {said}")["x"]
        return convert(value, field.type, (date,))
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ChoiceError(key) from fault

"""Operations as people say them: a deadline in words, before it is the data of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.changing.operations import Operation, Set
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach

DEADLINE = "thoi_han"


def understood(
    plan: KeHoach, operations: Sequence[Operation], registry: Registry
) -> list[Operation]:
    """The operations with words read as data: deadlines, and agencies of a new task by name.

    What has no time in it is a remark; a name that nobody has is printed as it is written.
    """
    from generator.cascade.changing.operations import Add, Set

    found: list[Operation] = []
    for one in operations:
        if isinstance(one, Set) and one.field == DEADLINE:
            found.append(_deadline(plan, one))
        elif isinstance(one, Add) and one.fields:
            fields = _fields(plan, one.fields, registry)
            found.append(msgspec.structs.replace(one, fields=fields))
        else:
            found.append(one)
    return found


def _fields(plan: KeHoach, said: dict[str, Any], registry: Registry) -> dict[str, Any]:
    """The fields of a new node: names of agencies become ids, kept in words where they differ."""
    from generator.read.rebuild.named_agencies import Names

    names: Names | None = None
    found = dict(said)
    if DEADLINE in found:
        found[DEADLINE] = _read(plan, found[DEADLINE], None)
    for field in ("chu_tri", "phoi_hop"):
        words = found.get(field)
        if not isinstance(words, str):
            continue
        if names is None:
            names = Names(registry, plan.day(), "")
            names.of(plan.van_ban.co_quan)
        ids = [id_ for id_ in names.agencies(words) if registry.get(id_) is not None]
        found[field] = ids
        if not ids or names.printed(ids) != words:
            found[f"loi_{field}"] = words
    return found


def _deadline(plan: KeHoach, operation: Set) -> Set:
    from generator.cascade.changing.tree import Tree

    item = Tree(plan).items.get(operation.node)
    now = getattr(item.node, DEADLINE, None) if item is not None else None
    value, base = (_read(plan, one, now) for one in (operation.value, operation.base))
    return msgspec.structs.replace(operation, value=value, base=base)


def _read(plan: KeHoach, said: Any, now: Any) -> Any:
    """Words → data; the words that the plan prints there now stand for what it has there."""
    from generator.grammar.stored import work_begins
    from generator.plan.wording import deadline
    from generator.read.rebuild.source_tables import parse_deadline

    if not isinstance(said, str):
        return said
    words = " ".join(said.split())
    if now is not None and words == deadline(now):
        return msgspec.to_builtins(now)
    return msgspec.to_builtins(parse_deadline(words, work_begins(plan))) if words else None

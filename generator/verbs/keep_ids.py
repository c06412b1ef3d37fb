"""A plan read anew from its document keeps the ids that its nodes and rows had before.

Ids of an import come of the words, so a sentence reworded by the superior would be another
node: plans derived from it would see one go and one come. What is the same node is found as two
versions of a plan are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator.cascade.changing.tree import DOCUMENT, SIGNER, Tree, assemble, values_of
from generator.plan.model import ChuThich
from generator.plan.ruled import Bang, Hang, rows_with_ids
from generator.review.pairing import pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.plan.model import KeHoach


def keep_ids(old: KeHoach, new: KeHoach) -> KeHoach:
    """`new` with the ids of `old` for what stands in both."""
    before, tree = Tree(old), Tree(new)
    pairs = pair(before, tree, trust_ids=False)
    ids = _named(tree, pairs)
    taken = {*ids.values(), *_row_ids(old)}
    nodes: dict[str, tuple[type[Any], dict[str, Any]]] = {}
    for id_, item in tree.items.items():
        values = values_of(item.node)
        if values.get("nhom"):
            values["nhom"] = ids.get(values["nhom"], values["nhom"])
        if values.get("tu_doan"):
            values["tu_doan"] = [ids.get(one, one) for one in values["tu_doan"]]
        if values.get("bang"):
            twin = before.items.get(pairs.get(id_, ""))
            values["bang"] = _tables(getattr(twin and twin.node, "bang", ()), values["bang"], taken)
        nodes[ids[id_]] = (type(item.node), values)
    order = {
        (ids.get(home, home), key): [ids[id_] for id_ in group]
        for (home, key), group in tree.order.items()
    }
    return assemble(nodes, order, new.dan_xuat, new)


def _named(tree: Tree, pairs: dict[str, str]) -> dict[str, str]:
    """Id in the new plan → the id it is to have; none twice."""
    fixed = {
        id_
        for id_, item in tree.items.items()
        if id_ == DOCUMENT or item.group[1] == SIGNER or isinstance(item.node, ChuThich)
    }
    ids = {id_: id_ for id_ in fixed}
    used = set(fixed)
    for id_ in tree.items:
        if id_ not in fixed and (old := pairs.get(id_)) is not None and old not in used:
            ids[id_] = old
            used.add(old)
    for id_ in tree.items:
        if id_ not in ids:
            ids[id_] = _free(id_, used)
    return ids


def _free(wanted: str, used: set[str]) -> str:
    name, n = wanted, 2
    while name in used:
        name, n = f"{wanted}-{n}", n + 1
    used.add(name)
    return name


def _row_ids(plan: KeHoach) -> Iterable[str]:
    for item in Tree(plan).items.values():
        for table in getattr(item.node, "bang", ()):
            yield from filter(None, table.row_ids())


def _tables(old: Iterable[Bang], new: list[Bang], taken: set[str]) -> list[Bang]:
    """Tables whose rows have the ids of the old rows; a new row has one of its own."""
    before = dict(enumerate(old))
    return [
        replace(table, hang=_rows(before[i], table, taken)) if i in before else table
        for i, table in enumerate(new)
    ]


def _rows(old: Bang, new: Bang, taken: set[str]) -> list[Hang | list[str | list[str]]]:
    kept = rows_with_ids(old, new.rows)
    known = {row.id for row in kept if isinstance(row, Hang)}
    found: list[Hang | list[str | list[str]]] = []
    for mine, fresh in zip(kept, new.hang, strict=True):
        if not isinstance(fresh, Hang):
            found.append(fresh)
        elif isinstance(mine, Hang):
            found.append(replace(fresh, id=mine.id))
        else:
            found.append(replace(fresh, id=_free(fresh.id, taken | known)))
    return found

"""Three versions of one plan merged by node and field: for `pull` and for git."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from generator.cascade.changing.merge import RECORDS, merge_records
from generator.cascade.changing.tree import Tree, assemble, values_of
from generator.cascade.changing.update import MismatchError, update
from generator.diagnostics import Place, warning
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.plan.model import KeHoach

__all__ = ["MismatchError", "contested", "merge"]


_LISTS = RECORDS | {"giao_viec": "id"}
"""Also the records of tasks in sentences, which an Excel sheet brings back."""


def merge(base: KeHoach, theirs: KeHoach, mine: KeHoach) -> KeHoach:
    """`mine` with what `theirs` changed since `base`; conflicts stay at their nodes.

    Unlike `update` from the plan above, both sides are people who may change anything:
    `bao_ve` protects nothing here. Raises MismatchError as `update` does.
    """
    open_ = [_unprotected(plan) for plan in (base, theirs, mine)]
    mark = theirs.dan_xuat if mine.dan_xuat == base.dan_xuat else mine.dan_xuat
    marked = msgspec.structs.replace(open_[1], dan_xuat=mark)
    merged, _changes = update(open_[0], marked, open_[2])
    return _protected(merged, base, theirs, mine)


def contested(base: KeHoach, theirs: KeHoach, mine: KeHoach, file: str) -> list[Diagnostic]:
    """Lists without nodes that both sides changed so that mine stands: told with both."""
    found = []
    for name, key in _LISTS.items():
        sides = [getattr(plan, name) for plan in (base, theirs, mine)]
        if merge_records(key, *sides)[1]:
            message = _(
                "Cả tệp và kế hoạch cùng sửa {khoa}: giữ bản của kế hoạch; trong tệp: {cac}"
            )
            said = "; ".join(map(_said, sides[1]))
            place = Place(file, name)
            found.append(warning("KE807", message.format(khoa=name, cac=said), place))
    return found


def _said(record: Any) -> str:
    if isinstance(record, str):
        return record
    return str(getattr(record, "noi_dung", None) or getattr(record, "id", None) or record.nut)


def _unprotected(plan: KeHoach) -> KeHoach:
    return _with(plan, lambda _id, _before: False)


def _protected(merged: KeHoach, base: KeHoach, theirs: KeHoach, mine: KeHoach) -> KeHoach:
    """With `bao_ve` of the side that changed it, and the lists without nodes merged."""
    sides = [Tree(plan).items for plan in (base, theirs, mine)]

    def kept(id_: str, _before: Any) -> Any:
        base_, theirs_, mine_ = (
            getattr(items[id_].node, "bao_ve", False) if id_ in items else None for items in sides
        )
        if mine_ is None or (mine_ == base_ and theirs_ is not None):
            return theirs_ if theirs_ is not None else False
        return mine_

    records = {
        name: merge_records(key, *(getattr(plan, name) for plan in (base, theirs, mine)))[0]
        for name, key in _LISTS.items()
    }
    return msgspec.structs.replace(_with(merged, kept), **records)


def _with(plan: KeHoach, bao_ve: Any) -> KeHoach:
    """The plan with another `bao_ve` at each node."""
    tree = Tree(plan)
    nodes = {}
    for id_, item in tree.items.items():
        values = values_of(item.node)
        if "bao_ve" in values:
            values["bao_ve"] = bao_ve(id_, values["bao_ve"])
        nodes[id_] = (type(item.node), values)
    return assemble(nodes, tree.order, plan.dan_xuat, plan)

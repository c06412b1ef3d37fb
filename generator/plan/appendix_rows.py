"""What is wrong with the rows of an appendix: their groups, and the rows they are parts of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.plan.agency_checks import did_you_mean, near_ids
from generator.plan.row_parts import heads_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.model import Loc, PhuLuc


class RowMistake(NamedTuple):
    """A mistake with its place; a grave one is an error."""

    code: str
    message: str
    loc: Loc
    hints: tuple[str, ...] = ()
    grave: bool = False


def row_mistakes(loc: Loc, appendix: PhuLuc) -> Iterator[RowMistake]:
    """Codes KH404, KH417 and KH469 of an appendix at a place."""
    known = [group.id for group in appendix.nhom]
    before: list[str] = []
    for number, task in enumerate(appendix.nhiem_vu):
        at = (*loc, "nhiem_vu", number)
        if task.thuoc is not None and task.thuoc not in before:
            message = _("Không có hàng “{id}” trước hàng này").format(id=task.thuoc)
            hints = did_you_mean(near_ids(task.thuoc, before))
            yield RowMistake("KH469", message, (*at, "thuoc"), hints)
        before.append(task.id)
        if task.nhom is not None and task.nhom not in known:
            message = _("Không có nhóm “{id}” trong phụ lục này").format(id=task.nhom)
            hints = did_you_mean(near_ids(task.nhom, known))
            if known:
                hints = (*hints, _("Các nhóm: {ids}").format(ids=", ".join(known)))
            yield RowMistake("KH404", message, (*at, "nhom"), hints, grave=True)
    used = {task.nhom or "" for task in appendix.nhiem_vu}
    used |= {over for id_, over in heads_groups(appendix.nhom).items() if id_ in used}
    for number, group in enumerate(appendix.nhom):
        if group.id not in used:
            message = _("Nhóm “{id}” không có nhiệm vụ nào").format(id=group.id)
            yield RowMistake("KH417", message, (*loc, "nhom", number))

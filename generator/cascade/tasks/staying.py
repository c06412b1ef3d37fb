"""A task above whose sentence stays below, though nobody is named there as its actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.tasks.all_tasks import likeness
from generator.grammar.quoted import unquoted
from generator.plan.model import NhiemVu, walk
from generator.plan.wording import plain
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.tasks.task import Task
    from generator.plan.model import KeHoach


def staying(tasks: Sequence[Task], number: int, ma: str, below: KeHoach) -> Task | None:
    """The task of this number as its sentence stands below; None where it is gone.

    `ma` is the id of the plan above, `tasks` are its tasks. It is found by where the sentence
    comes from; where one node gives several tasks, the one most like it stays. What is not said
    below any more (product, day, bodies) is taken to be as above. One that stands
    there in all its words stays, too.
    """
    above = tasks[number]
    row = isinstance(above.node, NhiemVu) or "bang" in above.loc
    if row:
        return None
    beside = [task for task in tasks if task.node is above.node]
    for loc, node in walk(below):
        origin = node.nguon
        text = getattr(node, "noi_dung", None) or getattr(node, "tieu_de", None)
        if text and origin and origin.ke_hoach == ma and origin.nut == above.node.id:
            own = unquoted(plain(text))
            whole = fold(plain(above.text)).strip(" .;") in fold(own)
            if not whole and above is not max(beside, key=lambda t: likeness(own, t.text)):
                return None
            return above._replace(text=plain(text), origin=origin, loc=loc, node=node)
    return None

"""When the bodies of a heading act: said once above, it holds for each point below it.

"Sau bão, Chủ tịch UBND các xã" over points: the unit shares these out among its bodies, under
headings of its own; the time goes with each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.orders import time_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft


def times_to_points(order: Sequence[NodeDraft]) -> None:
    """Say with each point when the bodies of its heading act, before the nodes are read."""
    for draft in order:
        points = list(_points(draft))
        text = joined(draft.texts.get("tieu_de", []))
        if draft.dropped is not None or draft.kept or not points or not text:
            continue
        at = time_before(text)
        if not at or any("noi_dung" not in one.texts for one in points):
            continue
        when = text[:at].lstrip()
        draft.texts["tieu_de"] = [text[at:]]
        draft.said = draft.said[at:] if draft.said.startswith(text) else draft.said
        for point in points:
            said = joined(point.texts["noi_dung"])
            words = f"{when[:1].upper()}{when[1:]}{small(said)}"
            point.texts["noi_dung"] = [words]
            point.said = point.said.replace(said, words)


def _points(draft: NodeDraft) -> Iterator[NodeDraft]:
    """The nodes right below one, through items that say nothing themselves."""
    for child in draft.children():
        if child.children() and not any(map(joined, child.texts.values())):
            yield from _points(child)
        else:
            yield child

"""The lines of "Kính gửi": they belong to no node, so the whole list is read as it now stands."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from generator.locale import _
from generator.pulling.units import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.pulling.plan_draft import PulledDraft
    from generator.pulling.units import Unit

_LABEL = re.compile(r"kính\s+gửi\s*:?\s*", re.IGNORECASE)
_DASH = re.compile(r"[-–—+•*]\s*")


def addressed(units: Sequence[Unit], names: Sequence[str]) -> range:
    """The numbers of the units that print the addressees of a plan; none where it has none."""
    if not names:
        return range(0)
    for number, unit in enumerate(units):
        if _LABEL.match(unit.text):
            return range(number, number + (len(names) + 1 if len(names) > 1 else 1))
    return range(0)


def addressees(draft: PulledDraft) -> frozenset[int]:
    """Take the list over; the numbers of the edited units that are its lines.

    They reach from "Kính gửi" to the first line that was printed behind the list.
    """
    before = draft.print.plan.kinh_gui
    printed = addressed(draft.matched.old, before)
    labelled = (s.number for s in draft.seen if s.spot is None and _LABEL.match(s.unit.text))
    known = (draft.matched.to_new[i] for i in printed if i in draft.matched.to_new)
    first = next(chain(labelled, known), None) if printed else None
    if first is None:
        if printed:
            draft.refuse(draft.matched.old[printed.start], _("nơi kính gửi bị xóa"))
        return frozenset()
    later = (draft.matched.to_new.get(i) for i in range(printed.stop, len(draft.matched.old)))
    end = next((j for j in later if j is not None and j > first), len(draft.seen))
    lines = draft.seen[first:end]
    found = [name for line in lines for name in _names(line.unit.text)]
    if not found:
        draft.refuse(draft.matched.old[printed.start], _("nơi kính gửi bị xóa"))
    elif found != [name for one in before for name in _names(seen(one))]:
        draft.addressees = found
    return frozenset(line.number for line in lines)


def _names(text: str) -> list[str]:
    label = _LABEL.match(text)
    parts = (text[label.end() :] if label else text).split(";")
    names = [_DASH.sub("", part.strip(), count=1).strip() for part in parts]
    return [name.rstrip(" .,") or name for name in names if name]  # "…………" is left to fill in

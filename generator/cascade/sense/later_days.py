"""LC701 in sentences: a day that is later than the one in the sentence it comes from.

Tasks are compared as tasks (across.py); here the days of a node are held beside those of the node
above, in their order, so that a second day of a sentence, a sentence that names nobody and a title
are seen, too.
"""

from __future__ import annotations

from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import error
from generator.grammar.deadlines import deadlines
from generator.grammar.stored import work_begins
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import Diagnostic, Span
    from generator.grammar.deadline_hits import Deadline
    from generator.plan.model import AnyNode, KeHoach
    from generator.plan.toml import Loaded

_FIELDS = ("tieu_de", "noi_dung")


def later_days(
    child: Loaded, parent: Loaded, base: KeHoach | None, told: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """LC701 of the days here that took the place of an earlier one.

    `base`: the plan as it was derived, what is still as it was then is not told; `told`: the tasks
    of which it is told already.
    """
    begins, above = work_begins(parent.plan), parent.plan
    nodes = {node.id: (loc, node) for loc, node in walk(above)}
    derived = {node.id: node for _loc, node in walk(base)} if base is not None else {}
    late = " ".join(one.message for one in told if one.code == "LC701")
    for loc, node in walk(child.plan):
        origin = getattr(node, "nguon", None)
        if origin is None or origin.ke_hoach != above.van_ban.ma or origin.nut not in nodes:
            continue
        if derived.get(node.id) == node or f"“{node.id}”" in late:
            continue
        loc_above, upper = nodes[origin.nut]
        (key_above, theirs), (key, ours) = _dated(upper, begins), _dated(node, begins)
        for own, other in _in_place_of(ours, theirs):
            place = parent.source.span((*loc_above, key_above))
            message = late_words(own.text, node.id, other.text, place)
            hint = _("Đặt thời hạn không muộn hơn cấp trên, hoặc xin ý kiến cơ quan cấp trên")
            yield error("LC701", message, child.source.span((*loc, key)), hint)


def late_words(own: str, id_: str, other: str, place: Span) -> str:
    """A day later than above, in a clerk's words."""
    return _(
        "Thời hạn “{duoi}” của “{ma}” sau thời hạn “{tren}” ở kế hoạch cấp trên ({noi})"
    ).format(duoi=own, ma=id_, tren=other, noi=f"{place.file}:{place.line}:{place.column}")


class _DatedWords(NamedTuple):
    """A time of a sentence with its last day."""

    text: str
    last: date


def _dated(node: AnyNode, begins: date | None) -> tuple[str, list[_DatedWords]]:
    """The field of a node that holds days, and those days."""
    for field in _FIELDS:
        text = plain(getattr(node, field, None) or "")
        found = [
            _DatedWords(one.text, last)
            for one in deadlines(text, begins)
            if (last := one.last or _first_of(one, begins)) is not None
        ]
        if found:
            return field, found
    return _FIELDS[0], []


def _first_of(one: Deadline, begins: date | None) -> date | None:
    """The day of the plan's first year of what comes back each year: "6 tháng trước 10/6"."""
    day = _OF_YEAR.fullmatch(one.each)
    if day is None or begins is None or one.periods[:1] == ("quy",):
        return None
    before = "trước" in one.text.lower() and "nhất" not in one.text.lower()
    return date(begins.year, int(day[2]), int(day[1])) - timedelta(days=before)


_OF_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})")


def _in_place_of(
    ours: list[_DatedWords], theirs: list[_DatedWords]
) -> Iterator[tuple[_DatedWords, _DatedWords]]:
    """Days that stand where the sentence above has an earlier one."""
    above, here = ([one.last for one in side] for side in (theirs, ours))
    known = {*above}
    for name, a, b, c, d in SequenceMatcher(None, above, here, autojunk=False).get_opcodes():
        if name != "replace":
            continue
        for other, own in zip(theirs[a:b], ours[c:d], strict=False):
            if own.last > other.last and own.last not in known:
                yield own, other

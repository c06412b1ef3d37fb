"""Where LibreOffice lets pages begin before it knows how high anything is.

It deals paragraphs and rows out, so many a page, then pushes on what has no room and takes
back what has. A paragraph that is to stay with the next is only pushed on together with it;
where the next was dealt to another page and is not taken back, it stays at the foot. Of one
that was dealt to the next page no single line is taken back, even where it might stand alone
(sw: SwLayHelper::CalcPageCount, CheckInsert; SwFlowFrame::CheckKeep, MoveBwd).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.footing import has_notes
from generator.typeset.manuscript import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.typeset.manuscript import Flow, SectionPart

_FEW, _MANY = 25, 20
"""Paragraphs a page in a short document, and in one of more than `_SHORT` nodes."""
_SHORT = 100
_LONG = 10
"""Rows beyond what a page should have, from which on a table is dealt out by itself."""
_TABLE = 25
"""Nodes that a table is thought to have too many of."""


class Dealt(NamedTuple):
    """Where dealt pages of a section begin, by the place in its flow."""

    starts: tuple[int, ...] = ()
    asked: frozenset[int] = frozenset()
    """Those that the document asks for: nothing of the page before is pushed over them."""
    tables: frozenset[int] = frozenset()
    """Tables dealt to several pages, some rows to each."""

    def after(self, at: int) -> int:
        """The first dealt page behind a place; beyond everything where there is none."""
        found = bisect_right(self.starts, at)
        return self.starts[found] if found < len(self.starts) else 1 << 60

    def turned(self, at: int, edge: int) -> int:
        """Where the page that begins with `at` was dealt to, after one dealt up to `edge`."""
        if at >= edge:
            return self.after(at)
        return edge if edge in self.asked else self.after(edge)


def deal(parts: Sequence[SectionPart]) -> list[Dealt]:
    """How the sections of a document are dealt out."""
    most = _a_page(parts)
    count = 0
    found = []
    for number, part in enumerate(parts):
        count = 0 if number else 1 + _with_hair(parts)
        starts, asked, tables = [], set(), set()
        for at, flow in enumerate(part.flow):
            rows = 1 if isinstance(flow, Passage) else len(flow.courses)
            if at or not number:
                count += rows - (not at)
            broken = flow.measure.break_before if isinstance(flow, Passage) else flow.break_before
            if not isinstance(flow, Passage) and count > most + _LONG:
                tables.add(at)
                starts.append(at + 1)  # what is behind it is taken back for itself
                count = 0
            elif at and (broken or count > most):
                starts.append(at)
                count = 0
                if broken:
                    asked.add(at)
        found.append(Dealt(tuple(starts), frozenset(asked), frozenset(tables)))
    return found


def _with_hair(parts: Sequence[SectionPart]) -> bool:
    """Whether LibreOffice is given a paragraph above the first table (`office.first_table`)."""
    first = parts[0].flow[:1]
    begins = bool(first) and not isinstance(first[0], Passage)
    return begins and any(has_notes(part.flow) for part in parts)


def _a_page(parts: Sequence[SectionPart]) -> int:
    """How many paragraphs a page is thought to hold."""
    nodes = 2 + sum([_nodes(part.flow) for part in parts])
    return min(_MANY + nodes // 1000 * 3, 53) if nodes > _SHORT else _FEW


def _nodes(flows: Iterable[Flow]) -> int:
    """What LibreOffice counts as paragraphs: begin and end of cells, too."""
    count = 0
    for flow in flows:
        if isinstance(flow, Passage):
            count += 1
            continue
        boxes = [box for course in flow.courses for box in course.boxes]
        count += 2 - _TABLE + sum([2 + _nodes(box.content) for box in boxes])
    return count


def to_table(flow: Sequence[Flow], at: int) -> bool:
    """Whether what begins here, with what it is to stay with, ends in a table.

    A table has no height yet when it is asked whether it is taken back; so it is, and pushed
    on again with all that is to stay with it.
    """
    for each in flow[at:]:
        if not isinstance(each, Passage):
            return True
        if not each.measure.keep_next:
            return False
    return False

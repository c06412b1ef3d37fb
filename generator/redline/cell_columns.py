"""Which cell of an old row is which of the new one: by the columns of the table, and by text.

Columns are those of the grid; a cell with `gridSpan` stands in several. First it is found which
column of the old table is which of the new one, over all rows that stayed; then, row by row,
cells are paired that stand in one column. Of cells that were merged the one whose text the
merged cell has most of is the one that stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from generator.redline.revision_names import TCPR, TRPR, VAL, w
from generator.redline.story_blocks import Block, row_cells
from generator.text.rewording import rising_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.ooxml.elements import Element
    from generator.redline.word_changes import Codes

_SAMPLE = 120
"""Rows looked at to know the columns."""
_HEAD = 3
"""What the first row counts: it names the columns."""
_PLACE = 0.25
"""What it counts that cells stand at the same place: enough where text tells nothing."""
_CLEARLY = 1.1
"""Columns are in another order only where that keeps more text by so much."""
_SPAN, _BEFORE = w("gridSpan"), w("gridBefore")


class ColumnCell(NamedTuple):
    """A cell and the columns of the grid it stands in."""

    element: Element
    block: Block
    start: int
    end: int


Columns = dict[int, int]
"""Old column → new column, both rising."""
Pairs = list[tuple[ColumnCell | None, ColumnCell | None]]
"""The cells of a row in order: old and new one, or one of them."""


def cells_of(row: Element) -> list[ColumnCell]:
    """The cells of a row with their columns."""
    found = []
    at = _number(row.find(TRPR), _BEFORE, 0)
    for element in row_cells(row):
        end = at + max(1, _number(element.find(TCPR), _SPAN, 1))
        found.append(ColumnCell(element, Block("cell", element), at, end))
        at = end
    return found


def _number(properties: Element | None, name: str, default: int) -> int:
    child = None if properties is None else properties.find(name)
    value = "" if child is None else child.get(VAL) or ""
    return int(value) if value.isdigit() and len(value) < 5 else default


def match_columns(
    rows: Sequence[tuple[list[ColumnCell], list[ColumnCell]]], codes: Codes
) -> Columns:
    """The columns that stayed, from rows that stayed."""
    before, after = (max((r[s][-1].end for r in rows if r[s]), default=0) for s in (0, 1))
    scores = [[0.0] * after for _ in range(before)]
    step = max(1, len(rows) // _SAMPLE)
    for number, (olds, news) in enumerate(rows[::step]):
        for old in olds:
            for new in news:
                shared = _shared(old, new, codes) * (_HEAD if number == 0 else 1)
                if shared:
                    scores[old.start][new.start] += shared
    same = {i: i for i in range(before)}
    if before == after:
        kept = sum(scores[i][i] for i in same)
        if _CLEARLY * kept >= _worth(
            rising_pairs(before, after, lambda i, j: scores[i][j]), scores
        ):
            return same
    # between columns that are surely the same, one that took another's place
    place = _PLACE / max(before, after)
    return dict(rising_pairs(before, after, lambda i, j: scores[i][j] + place))


def _worth(pairs: list[tuple[int, int]], scores: list[list[float]]) -> float:
    return sum(scores[i][j] for i, j in pairs)


def pair_cells(
    olds: list[ColumnCell], news: list[ColumnCell], columns: Columns, codes: Codes
) -> Pairs:
    """The cells of a row that stayed, those that went and those that came, in order."""

    def worth(i: int, j: int) -> float:
        old, new = olds[i], news[j]
        if not any(new.start <= columns.get(c, -1) < new.end for c in range(old.start, old.end)):
            return 0.0
        place = columns.get(old.start) == new.start
        return _shared(old, new, codes) + (2 * _PLACE if place else _PLACE)

    out: Pairs = []
    a = b = 0
    for i, j in [*rising_pairs(len(olds), len(news), worth), (len(olds), len(news))]:
        out += [(old, None) for old in olds[a:i]]
        out += [(None, new) for new in news[b:j]]
        if i < len(olds):
            out.append((olds[i], news[j]))
        a, b = i + 1, j + 1
    return out


def _shared(old: ColumnCell, new: ColumnCell, codes: Codes) -> float:
    """The words two cells share; a little for two empty ones."""
    a, b = old.block.codes(codes), new.block.codes(codes)
    if not a or not b:
        return _PLACE if a == b else 0.0
    if a == b:
        return float(2 * len(a))
    return float(2 * LCSseq.similarity(a, b))

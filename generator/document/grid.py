"""A free table laid out on the grid: widths of its columns from what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.blocks import GRID, Chu, DoanO, HangBang, KhoiBang, OBang

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.plan.model import Bang


LEAST = 2
"""Grid columns that the narrowest column has, where they suffice."""


def lay_out(table: Bang, runs: Callable[[str], tuple[Chu, ...]]) -> KhoiBang:
    """Cells with their widths; a short row stretches its last cell to the end."""
    count = max([len(table.cot), *(len(row) for row in table.hang), 1])
    widths = _widths(table, count)
    head = tuple(
        OBang(
            tuple(
                DoanO((Chu(c.chu, dam=True, nghieng=c.nghieng),) if c.chu else (c,))
                for c in runs(text)
            )
            or (DoanO(()),),
            _room(widths, i, len(table.cot), count),
        )
        for i, text in enumerate(table.cot)
    )
    rows = tuple(
        HangBang(
            tuple(
                OBang(
                    tuple(
                        DoanO(runs(text)) for text in ([cell] if isinstance(cell, str) else cell)
                    ),
                    _room(widths, i, len(row), count),
                )
                for i, cell in enumerate(row)
            )
        )
        for row in table.hang
    )
    return KhoiBang(head, rows)


def _room(widths: Sequence[int], index: int, cells: int, count: int) -> int:
    """Grid columns of a cell; the last of a short row has all that are left."""
    return sum(widths[index:]) if index == cells - 1 and cells < count else widths[index]


def _widths(table: Bang, count: int) -> list[int]:
    """Grid columns of each column, in proportion to what it holds; together GRID."""
    weights = [4.0] * count
    rows: list[list[str | list[str]]] = [[*table.cot], *table.hang]
    for row in rows:
        for i, cell in enumerate(row):
            if len(row) < count and i == len(row) - 1:
                continue  # a stretched cell says nothing of its column
            text = cell if isinstance(cell, str) else " ".join(cell)
            longest = max((len(word) for word in text.split()), default=0)
            weights[i] = max(weights[i], longest * 1.2, len(text) ** 0.6)
    total = sum(weights)
    least = min(LEAST, GRID // count)
    widths = [max(least, int(GRID * w / total)) for w in weights]
    while sum(widths) != GRID:
        step = 1 if sum(widths) < GRID else -1
        at = max(range(count), key=lambda i: weights[i] / widths[i] if step > 0 else widths[i])
        widths[at] += step
    return widths

"""Three-way merging of the tables of a node: row by row, told apart by their ids, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from generator.cascade.changing.merge import merge_list, merge_text, merge_value
from generator.plan.ruled import Bang, Cells, Hang, rows_with_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.made import Nguon


class _Row(NamedTuple):
    """A row on one side."""

    cells: Cells
    id: str
    origin: Nguon | None


_Side = dict[str, _Row]


def merge_tables(
    base: Sequence[Bang], above: Sequence[Bang], mine: Sequence[Bang]
) -> tuple[list[Bang], bool]:
    """The merged tables, and whether the sides clash; mine stands then.

    Numbers in the first column are no words: they are counted anew after the merge.
    """
    if _said(above) in (_said(base), _said(mine)):
        return _renamed(above, mine), False
    if _said(mine) == _said(base):
        return list(above), False
    if not len(base) == len(above) == len(mine):
        return list(mine), True
    made = [_table(*tables) for tables in zip(base, above, mine, strict=True)]
    found = [table for table in made if table is not None]
    return (found, False) if len(found) == len(made) else (list(mine), True)


def _said(tables: Sequence[Bang]) -> list[tuple[list[str], list[Cells]]]:
    return [(table.cot, list(table.rows)) for table in tables]


def _renamed(above: Sequence[Bang], mine: Sequence[Bang]) -> list[Bang]:
    """The clerk's tables with the ids that the plan above has given to rows since."""
    if len(above) != len(mine) or any(any(table.row_ids()) for table in mine):
        return list(mine)
    return [
        replace(own, hang=rows_with_ids(upper, own.rows))
        for upper, own in zip(above, mine, strict=True)
    ]


def _table(base: Bang, above: Bang, mine: Bang) -> Bang | None:
    """One table; None where the sides clash."""
    cot, clash = merge_value(base.cot, above.cot, mine.cot)
    if clash:
        return None
    if not any(base.row_ids()):  # made before rows had ids
        base = replace(base, hang=rows_with_ids(above, base.rows))
    if not any(mine.row_ids()):
        mine = replace(mine, hang=rows_with_ids(base, mine.rows))
    counted = all(map(_counted, (base, above, mine)))
    old, upper, own = (_side(table, counted=counted) for table in (base, above, mine))
    order, clash = merge_list([*old], [*upper], [*own])
    if clash or any(key in old and key not in upper and own[key] != old[key] for key in own):
        return None  # the clerk changed a row that is no longer above
    rows: list[Hang | Cells] = []
    number = 0
    for key in order:
        row = _row(old.get(key), upper.get(key), own.get(key))
        if row is None:
            return None
        number += bool(row.id)
        cells = [str(number), *row.cells[1:]] if counted and row.id else row.cells
        rows.append(Hang(id=row.id, o=cells, nguon=row.origin) if row.id else cells)
    return Bang(cot=cot, hang=rows)


def _row(old: _Row | None, upper: _Row | None, own: _Row | None) -> _Row | None:
    """A row of which at least one side has something; None where they clash."""
    if upper is None or own is None:
        return upper or own
    origin = upper.origin or own.origin
    if old is None or not len(old.cells) == len(upper.cells) == len(own.cells):
        value, clash = merge_value(old.cells if old else None, upper.cells, own.cells)
        return None if clash or value is None else own._replace(cells=value, origin=origin)
    cells: Cells = []
    for before, above, mine in zip(old.cells, upper.cells, own.cells, strict=True):
        cell, clash = merge_value(before, above, mine)
        if clash:
            texts = [side for side in (before, above, mine) if isinstance(side, str)]
            merged = merge_text(*texts) if len(texts) == len((before, above, mine)) else None
            if merged is None:
                return None
            cell = merged
        cells.append(cell)
    return own._replace(cells=cells, origin=origin)


def _side(table: Bang, *, counted: bool) -> _Side:
    """The rows by id; those without one by their words."""
    found: _Side = {}
    for row in table.hang:
        if isinstance(row, Hang):
            cells: Cells = ["", *row.o[1:]] if counted else row.o
            found[row.id] = _Row(cells, row.id, row.nguon)
        else:
            key = f"={row}"
            while key in found:
                key += "="
            found[key] = _Row(row, "", None)
    return found


def _counted(table: Bang) -> bool:
    """Whether the rows with ids are numbered one by one in the first column."""
    first = [row.o[0] for row in table.hang if isinstance(row, Hang) and row.o]
    return first == [str(n) for n in range(1, len(first) + 1)]

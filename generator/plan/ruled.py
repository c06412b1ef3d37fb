"""Ruled tables among the words of a plan, and the rows that have ids."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from generator.plan.made import Nguon  # noqa: TC001 - msgspec resolves annotations at run time
from generator.plan.records import Base, Id

if TYPE_CHECKING:
    from collections.abc import Sequence

Cells = list[str | list[str]]
"""The cells of a row: a text, or the paragraphs of a cell with several."""


class Hang(Base, kw_only=True):
    """A row that can be told from the others: a task, a target, the share of a unit."""

    id: Id
    o: Annotated[
        list[str | list[str]],
        Meta(description="Các ô của hàng; ô nhiều đoạn là một danh sách"),
    ]
    nguon: Nguon | None = None


class Bang(Base, kw_only=True):
    """A table that is not one of tasks, printed right after the text of its node.

    A row with fewer cells than there are columns stretches its last cell to the end.
    """

    cot: Annotated[list[str], Meta(description="Các ô của hàng đầu (in đậm); trống: không có")] = []
    hang: Annotated[
        list[Hang | list[str | list[str]]],
        Meta(
            description=(
                "Các hàng: mỗi hàng một danh sách ô, hoặc { id = …, o = [các ô] } khi hàng là một "
                "nhiệm vụ, chỉ tiêu; ô nhiều đoạn là một danh sách. Hàng thiếu ô: ô cuối kéo hết "
                "hàng"
            )
        ),
    ] = []

    @property
    def rows(self) -> list[Cells]:
        """The cells of each row."""
        return [row.o if isinstance(row, Hang) else row for row in self.hang]

    def row_ids(self) -> list[str]:
        """The id of each row; "" where it has none."""
        return [row.id if isinstance(row, Hang) else "" for row in self.hang]


Tables = Annotated[list[Bang], Meta(description="Bảng in ngay sau lời của nội dung này")]


def with_ids(old: Sequence[Bang], new: Sequence[Bang]) -> list[Bang]:
    """Tables that somebody edited without seeing ids, with those of the rows they had."""
    before = dict(enumerate(old))
    return [
        Bang(cot=table.cot, hang=rows_with_ids(before[i], table.rows))
        if i in before and before[i].cot == table.cot and not any(table.row_ids())
        else table
        for i, table in enumerate(new)
    ]


def rows_with_ids(old: Bang, rows: Sequence[Cells]) -> list[Hang | Cells]:
    """Rows that somebody edited without seeing ids, with the ids of the old rows they were.

    A row with the cells of an old one is that one; between two such rows as many rows as there
    were are the old ones in their order, and what is more or fewer has no id.
    """
    found: list[Hang | Cells] = list(rows)
    if not any(old.row_ids()):
        return found
    for (before, at), (after, to) in pairwise([(-1, -1), *_same(old.rows, rows), _ends(old, rows)]):
        pairs = [(before, at)] if before >= 0 else []
        if after - before == to - at:
            pairs += zip(range(before + 1, after), range(at + 1, to), strict=True)
        for one, other in pairs:
            row = old.hang[one]
            if isinstance(row, Hang):
                found[other] = Hang(id=row.id, o=list(rows[other]), nguon=row.nguon)
    return found


def _ends(old: Bang, rows: Sequence[Cells]) -> tuple[int, int]:
    return len(old.hang), len(rows)


def _same(old: Sequence[Cells], new: Sequence[Cells]) -> list[tuple[int, int]]:
    """Places of equal rows, rising on both sides; a row that stands there twice is none."""
    said = [str(row) for row in old]
    places = {row: i for i, row in enumerate(said) if said.count(row) == 1}
    found: list[tuple[int, int]] = []
    for at, row in enumerate(new):
        place = places.get(str(row))
        if place is not None and (not found or place > found[-1][0]):
            found.append((place, at))
    return found

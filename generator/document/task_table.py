"""A table of tasks in the columns that its source had, as a free table for the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.plan.ruled import Bang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document.anchors import BookmarkMaker, Neo
    from generator.document.blocks import Dong
    from generator.plan.model import CotBang, NhiemVu, PhuLuc

HEAD, NUMBERS = "cot", "cot_so"
"""Fields of the rows of heads, and of the numbers under them."""


def task_table(
    appendix: PhuLuc, rows: Iterable[Dong], mark: BookmarkMaker
) -> tuple[Bang, list[Neo], tuple[str, ...]]:
    """The table of an appendix that has columns of its own; bookmark and node of each row.

    `rows` are the rows as the template's table would print them. A head of two rows is one
    row of "above: below"; the row that numbers the columns follows it.
    """
    tasks = {task.id: task for task in appendix.nhiem_vu}
    table = Bang(cot=[head_of(column) for column in appendix.cot])
    nodes = [appendix.id]
    marks = [mark(appendix.id, HEAD)]
    if any(column.so for column in appendix.cot):
        table.hang.append([f"*{column.so}*" if column.so else "" for column in appendix.cot])
        nodes.append(appendix.id)
        marks.append(mark(appendix.id, NUMBERS))
    for row in rows:
        if row.kieu == "nhom":
            table.hang.append(
                [f"**{row.tt}. {row.noi_dung}**" if row.tt else f"**{row.noi_dung}**"]
            )
        else:
            task = tasks[row.nut]
            table.hang.append([_cell(column, row, task) for column in appendix.cot])
        nodes.append(row.nut)
        marks.append(row.neo)
    return table, marks, tuple(nodes)


def head_of(column: CotBang) -> str:
    """The head of a column as one line."""
    return f"{column.tren}: {column.tieu_de}" if column.tren else column.tieu_de


def _cell(column: CotBang, row: Dong, task: NhiemVu) -> str | list[str]:
    text = "\n".join(_parts(column, row, task))
    return text.split("\n") if "\n" in text else text


def _parts(column: CotBang, row: Dong, task: NhiemVu) -> list[str]:
    if not column.khoa:
        return [task.cot_them.get(column.tieu_de, "")]
    if column.nhan:
        said = zip(column.nhan, (row.chu_tri, row.phoi_hop), strict=False)
        return [f"{label}: {words}" if label else words for label, words in said if words]
    return [str(getattr(row, column.khoa))]

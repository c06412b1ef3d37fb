"""The tasks that the tables among the words of a plan give, row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.origin import node_digest, row_digest
from generator.cascade.tasks.proposed import agency_slug
from generator.cascade.tasks.prose import namer
from generator.cascade.tasks.task import Task
from generator.grammar.body_tables import read_table, text_of
from generator.grammar.deadlines import whole
from generator.grammar.named_bodies import TOLD_WHOLE, bodies
from generator.grammar.stored import stored, work_begins
from generator.plan.model import ThoiHan, walk
from generator.plan.ruled import Hang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.grammar.body_tables import TableRow
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Registry
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.ruled import Bang


def table_tasks(plan: KeHoach, registry: Registry | None) -> Iterator[Task]:
    """The rows that are tasks, in reading order; targets and other tables are none."""
    for loc, node in walk(plan):
        tables: list[Bang] = getattr(node, "bang", None) or []
        for number, table in enumerate(tables):
            reading = read_table(table)
            if reading is None or reading.targets or reading.watched:
                continue
            for row in reading.rows:
                place = (*loc, "bang", number, "hang", row.place)
                yield _task(plan, registry, node, table, row, place)


def _task(
    plan: KeHoach, registry: Registry | None, node: AnyNode, table: Bang, row: TableRow, loc: Loc,
) -> Task:  # fmt: skip
    ids = namer(plan, registry)
    leads = _named_in(row.said["chu_tri"])
    helpers = _named_in(row.said.get("phoi_hop", ""))
    said = row.said.get("thoi_han", "")
    found = whole(said, work_begins(plan), plan.van_ban.ngay) if said else None
    when = stored(found) if found is not None else ThoiHan(ghi_chu=said) if said else None
    group = text_of(max(table.rows[row.group], key=len)) if row.group is not None else ""
    record = table.hang[row.place]
    origin = record.nguon if isinstance(record, Hang) else None
    name = row_id(node.id, table, row.place, row.said["noi_dung"])
    return Task(
        name, row.said["noi_dung"], group, tuple(ids(leads)) or (row.said["chu_tri"],),
        tuple(ids(helpers)) or _listed(row.said.get("phoi_hop", "")),
        row.said.get("san_pham", ""), when, (), origin, loc, node, tuple(leads),
    )  # fmt: skip


_REST = re.compile(r"(?: [^\W\d]+){1,6}")


def _named_in(cell: str) -> tuple[NamedBody, ...]:
    """The bodies of a cell; one that nobody lists is called as the whole cell says."""
    found = bodies(cell)
    if len(found) != 1 or found[0].kind in TOLD_WHOLE or found[0].place or found[0].units:
        return found
    (body,) = found
    rest = cell.removeprefix(body.text)
    longer = rest != cell and not body.every and _REST.fullmatch(rest)
    return (body._replace(text=cell),) if longer else found


def _listed(cell: str) -> tuple[str, ...]:
    """The names of a cell in which no body is known: "Dân quân xã; Thanh tra giao thông"."""
    names = (name.strip(" .") for name in _APART.split(cell))
    return tuple(name for name in names if any(map(str.isalpha, name)))


_APART = re.compile(r"[;\n]|, (?=[A-ZĐ])")


def task_digest(task: Task) -> str:
    """Digest of what the node of a task says; of a row among the words what the row says."""
    if "bang" not in task.loc:
        return node_digest(task.node)
    *_node, number, _rows, place = task.loc
    tables: list[Bang] = getattr(task.node, "bang", None) or []
    return row_digest(tables[int(number)].rows[int(place)])


def row_id(node: str, table: Bang, place: int, words: str) -> str:
    """The id of a row; where it has none it is known by its words.

    The third row here and the third row below are not one task.
    """
    given = table.row_ids()[place]
    return given or f"{node}-{agency_slug(words)[:60].strip('-')}"

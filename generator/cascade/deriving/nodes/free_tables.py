"""Tables among the words of the plan above: the unit's own rows, else a question.

A table with a column of bodies is read as the rows of an appendix are: own rows stay, rows of
others go and are told. "Đơn vị | Chỉ tiêu" with a row for each commune is the commonest table
of all: the unit takes its row, never the others'. What stands in any other table is the
superior's until a person has said what the unit's is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.cascade.deriving.nodes.table_rows import TableRows
from generator.cascade.deriving.rulebook.questions import Q_TABLE
from generator.cascade.deriving.rulebook.rules import ANNEXED, OTHERS
from generator.grammar.body_tables import read_table, text_of
from generator.grammar.letters import key_of

if TYPE_CHECKING:
    from generator.cascade.deriving.nodes.kit import Kit
    from generator.cascade.deriving.rulebook.draft import Draft
    from generator.plan.model import Bang

_NUMBERS = re.compile(r"^\W*\(?[\dA-Z]?\)?\W*$")
_FIGURE = re.compile(r"\d")
_MARGIN = 14
"""Letters of a cell beside the unit's name: "UBND", "huyện", a number."""

Row = list[str | list[str]]


def settle_tables(kit: Kit, draft: Draft) -> None:
    """Settle the tables of one node that stays."""
    tables: list[Bang] = getattr(draft.above, "bang", None) or []
    if not tables or draft.dropped is not None or draft.kept or "bang" in draft.changed:
        return
    left = [_settled(kit, draft, table) for table in tables]
    if left != tables:
        draft.changed["bang"] = left
        draft.touch(ANNEXED)


def _settled(kit: Kit, draft: Draft, table: Bang) -> Bang:
    """One table as the unit has it; what is cut out of it is told of the node."""
    reading = read_table(table)
    if reading is not None and not reading.watched:
        made = TableRows(kit, draft, table, reading).made()
        if made is not None:
            return made
    own = _own_rows(kit, table)
    if own is None:
        kit.ask.mark(draft, Q_TABLE)
        return table
    draft.cut += [(_line(row), OTHERS) for row in table.hang if row not in own]
    return replace(table, hang=numbered(own, _heads(table)))


def _own_rows(kit: Kit, table: Bang) -> list[Row] | None:
    """The rows of the head and of the unit; None where the unit has none."""
    own = [row for row in table.hang if any(_names(kit, cell) for cell in row)]
    if not own or len(own) == len(table.hang):
        return None
    return [*table.hang[: _heads(table)], *own]


def _heads(table: Bang) -> int:
    """How many rows belong to the head: a second one under wide heads, numbers of columns."""
    first = 0 if table.cot else 1
    if first < len(table.hang) and "" in (table.cot or table.hang[0]):
        said = [text_of(cell) for cell in table.hang[first]]
        first += sum(map(bool, said)) > 1 and not any(_FIGURE.search(cell) for cell in said)
    if first < len(table.hang) and all(_NUMBERS.match(text_of(c)) for c in table.hang[first]):
        first += 1
    return first


def _names(kit: Kit, cell: str | list[str]) -> bool:
    """Whether a cell is the name of the unit, with or without its kind."""
    unit = key_of(kit.unit.unit)
    said = key_of(text_of(cell))
    if not unit:
        return False
    if unit in said:
        return len(said) <= len(unit) + _MARGIN
    return said == key_of(kit.unit.unit.split(" ", len(kit.unit.word.split()))[-1])


def numbered(rows: list[Row], first: int) -> list[Row]:
    """Rows of a list numbered anew where their first cells are numbers."""
    if not all(text_of(row[0]).rstrip(".").isdigit() for row in rows[first:]):
        return rows
    return rows[:first] + [[str(n), *row[1:]] for n, row in enumerate(rows[first:], 1)]


def _line(row: Row) -> str:
    return " | ".join(filter(None, map(text_of, row)))

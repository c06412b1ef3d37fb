"""Free tables of the plan above: of a list of units the unit's own row, else a question.

"Đơn vị | Chỉ tiêu" with a row for each commune is the commonest table of all: the unit takes
its row, never the others'. What stands in any other table is the superior's until a person
has said what the unit's is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.cascade.questions import Q_TABLE
from generator.cascade.rules import ANNEXED
from generator.grammar.letters import key_of

if TYPE_CHECKING:
    from generator.cascade.draft import Draft
    from generator.cascade.kit import Kit
    from generator.plan.model import Bang

_NUMBERS = re.compile(r"^\W*\(?[\dA-Z]?\)?\W*$")
_MARGIN = 14
"""Letters of a cell beside the unit's name: "UBND", "huyện", a number."""

Row = list[str | list[str]]


def settle_tables(kit: Kit, draft: Draft) -> None:
    """Settle the tables of one node that stays."""
    tables: list[Bang] = getattr(draft.above, "bang", None) or []
    if not tables or draft.dropped is not None or draft.kept or "bang" in draft.changed:
        return
    left, asked = [], False
    for table in tables:
        own = _own_rows(kit, table)
        if own is None:
            asked = True
            left.append(table)
        else:
            left.append(replace(table, hang=own))
    if left != tables:
        draft.changed["bang"] = left
        draft.touch(ANNEXED)
    if asked:
        kit.ask.mark(draft, Q_TABLE)


def _own_rows(kit: Kit, table: Bang) -> list[Row] | None:
    """The rows of numbers of columns and of the unit; None where the unit has none."""
    own = [row for row in table.hang if any(_names(kit, cell) for cell in row)]
    if not own or len(own) == len(table.hang):
        return None
    heads = [row for row in table.hang[:2] if all(_NUMBERS.match(_text(cell)) for cell in row)]
    return [*heads, *own]


def _names(kit: Kit, cell: str | list[str]) -> bool:
    """Whether a cell is the name of the unit, with or without its kind."""
    unit = key_of(kit.unit.unit)
    said = key_of(_text(cell))
    if not unit:
        return False
    if unit in said:
        return len(said) <= len(unit) + _MARGIN
    return said == key_of(kit.unit.unit.split(" ", len(kit.unit.word.split()))[-1])


def _text(cell: str | list[str]) -> str:
    return cell if isinstance(cell, str) else " ".join(cell)

"""Tables among the words of the plan above: the unit's own rows, else a question.

A table with a column of bodies is read as the rows of an appendix are: own rows stay, rows of
others go and are told. "Đơn vị | Chỉ tiêu" with a row for each commune is the commonest table
of all: the unit takes its row, never the others', even where the words before the table are
about the superior alone. What stands in any other table is the superior's until a person has
said what the unit's is.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.cascade.deriving.rulebook.questions import (
    Q_MONEY,
    Q_NAMED,
    Q_TABLE,
    Q_TARGET,
)
from generator.cascade.deriving.rulebook.rules import (
    ANNEXED,
    ELSEWHERE,
    FIGURES,
    OTHERS,
    OWN_WORK,
    QUESTION,
    SUPERIOR,
)
from generator.cascade.deriving.tables.table_rows import OwnRow, TableRows, derived_row
from generator.grammar.body_tables import read_table, row_line, text_of
from generator.grammar.column_heads import is_total
from generator.grammar.letters import key_of
from generator.grammar.named_units import named_units

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.plan.ruled import Bang, Cells

_NUMBERS = re.compile(r"^\W*\(?[\dA-Z]?\)?\W*$")
_FIGURE = re.compile(r"\d")
_BESIDE = re.compile(r"(?:ubnd|ủy ban nhân dân|huyện \w+|cũ|mới|xã|phường|đặc khu|\d+| )*")
"""What may stand in a cell beside the unit's name."""
_SEVERAL = 3
"""Columns headed by units from which on a table has one for each."""
_LEFT = frozenset([FIGURES, OTHERS, SUPERIOR, ELSEWHERE])
SHARE = "Phần giao cho {don_vi} tại {cap_tren}:"


def settle_tables(kit: Kit, draft: NodeDraft) -> None:
    """Settle the tables of one node; what was left out comes back where a row is the unit's."""
    tables: list[Bang] = getattr(draft.above, "bang", None) or []
    if not tables or draft.kept or "bang" in draft.changed:
        return
    if draft.dropped is not None:
        _own_share(kit, draft, tables)
        return
    _own_words(kit, draft, tables)
    left = [_settled(kit, draft, table) for table in tables]
    if left != tables:
        draft.changed["bang"] = left
        draft.touch(ANNEXED)


def _own_share(kit: Kit, draft: NodeDraft, tables: list[Bang]) -> None:
    """What the superior's words leave out and its table gives to this unit by name."""
    if draft.dropped not in _LEFT or not kit.unit.committee:
        return
    mine = [table for table in tables if _own_rows(kit, table) or _own_column(kit, table)]
    if not mine:
        return
    draft.dropped = None
    at = draft.parent
    while at is not None and at.dropped in _LEFT:
        at.dropped, at = None, at.parent
    if "noi_dung" in draft.texts:
        draft.texts["noi_dung"] = [kit.speech.words(SHARE)]
    else:
        kit.kept.names(draft)
    draft.changed["bang"] = [_settled(kit, draft, table) for table in mine]
    draft.touch(OWN_WORK)


def _own_words(kit: Kit, draft: NodeDraft, tables: list[Bang]) -> None:
    """Instead of a sentence that only gives the superior's sum of what the table shares out."""
    asked = [kit.speech.words(question) for question in (Q_MONEY, Q_TARGET)]
    alone = draft.marks and all(mark in asked for mark in draft.marks)
    if not alone or "noi_dung" not in draft.texts or not kit.unit.committee:
        return
    if len(_SENTENCES.split(draft.said.strip())) > 1:
        return
    if any(_own_rows(kit, table) or _own_column(kit, table) for table in tables):
        draft.texts["noi_dung"] = [kit.speech.words(SHARE)]
        draft.marks.clear()
        draft.touched = [rule for rule in draft.touched if rule != QUESTION]
        draft.touch(OWN_WORK)


_SENTENCES = re.compile(r"[.;!?] (?=\S)")


def _settled(kit: Kit, draft: NodeDraft, table: Bang) -> Bang:
    """One table as the unit has it; what is cut out of it is told of the node."""
    reading = read_table(table)
    if reading is not None and not reading.watched:
        made = TableRows(kit, draft, table, reading).made()
        if made is not None:
            return made
    own = _own_rows(kit, table)
    if own:
        return _rows(kit, draft, table, own)
    columns = _own_column(kit, table)
    if columns:
        return _columns(kit, draft, table, columns)
    kit.ask.mark(draft, Q_TABLE)
    return table


# ------------------------------------------------------------------------------ rows of units


def _own_rows(kit: Kit, table: Bang) -> list[int]:
    """The places of the rows of the unit; none where all rows or no rows are."""
    first = _heads(table)
    own = [at for at, row in enumerate(table.rows) if any(_names(kit, cell) for cell in row)]
    own = [at for at in own if at >= first]
    return own if len(own) < len(table.rows) - first else []


def _rows(kit: Kit, draft: NodeDraft, table: Bang, own: list[int]) -> Bang:
    first = _heads(table)
    draft.cut += [
        (row_line(row), OTHERS)
        for at, row in enumerate(table.rows)
        if at >= first and at not in own and any(map(text_of, row))
    ]
    if any(_among_others(kit, cell) for at in own for cell in table.rows[at]):
        kit.ask.mark(draft, Q_NAMED)
    cells = numbered([table.rows[at] for at in own])
    made = [
        derived_row(kit.above, draft, table, OwnRow(at, row, OWN_WORK))
        for at, row in zip(own, cells, strict=True)
    ]
    return replace(table, hang=[*table.hang[:first], *made])


def _heads(table: Bang) -> int:
    """How many rows belong to the head: a second one under wide heads, numbers of columns."""
    first = 0 if table.cot else 1
    if first < len(table.rows) and "" in (table.cot or table.rows[0]):
        said = [text_of(cell) for cell in table.rows[first]]
        first += sum(map(bool, said)) > 1 and not any(_FIGURE.search(cell) for cell in said)
    if first < len(table.rows) and all(_NUMBERS.match(text_of(c)) for c in table.rows[first]):
        first += 1
    return first


def _names(kit: Kit, cell: str | list[str]) -> bool:
    """Whether a cell is the name of the unit, with or without its kind, perhaps among others."""
    unit = key_of(kit.unit.unit)
    if not unit:
        return False
    said = key_of(text_of(cell))
    if said == unit or said == key_of(kit.unit.unit.split(" ", len(kit.unit.word.split()))[-1]):
        return True
    if unit not in said:
        return False
    before, _name, after = said.partition(unit)
    alone = _BESIDE.fullmatch(before.strip()) and _BESIDE.fullmatch(after.strip())
    return bool(alone) or _among_others(kit, cell)


def _among_others(kit: Kit, cell: str | list[str]) -> bool:
    """Whether a cell lists units and this one among them."""
    words = text_of(cell)
    units = [key_of(f"{one.unit} {one.name}") for one in named_units(words)]
    listed = sum(len(one) for one in units) * 2 > len(words)
    return len(units) > 1 and listed and key_of(kit.unit.unit) in units


# ------------------------------------------------------------------------------ columns of units


def _own_column(kit: Kit, table: Bang) -> list[int]:
    """The columns to keep of a table with a column for each unit; none where it has another form.

    "Chỉ tiêu | Xã A | Xã B | Xã C": what names the rows, and the unit's own column.
    """
    heads = _column_heads(table)
    units = [at for at, head in enumerate(heads) if _is_unit(table, at, head)]
    own = [at for at in units if _names(kit, heads[at])]
    if len(units) < _SEVERAL or len(own) != 1:
        return []
    if any(len(row) != len(heads) for row in table.rows[_heads(table) :] if len(row) > 1):
        return []
    others = {at for at in units if at not in own}
    return [at for at, head in enumerate(heads) if at not in others and not is_total(head)]


def _column_heads(table: Bang) -> list[str]:
    """The head of each column: of two rows of heads the lower one, where it says anything."""
    heads = [text_of(head) for head in (table.cot or (table.rows[0] if table.rows else []))]
    first = 0 if table.cot else 1
    below = [text_of(cell) for cell in table.rows[first]] if _heads(table) > first else []
    if not all(map(_NUMBERS.match, below)):
        heads = [said or head for head, said in zip_longest(heads, below, fillvalue="")]
    return heads


def _is_unit(table: Bang, at: int, head: str) -> bool:
    """Whether a column is headed by a unit: its whole name, or its own alone over figures."""
    if len(named_units(head)) == 1:
        return True
    words = head.split()
    large = all(word[0].isupper() and (len(word) == 1 or word[-1].islower()) for word in words
                if not word.isdigit())  # fmt: skip
    cells = [text_of(row[at]) for row in table.rows[_heads(table) :] if len(row) > at]
    return 1 < len(words) <= _NAME and large and not any(map(_WORD.search, cells))


_NAME = 5
"""Words that the name of a unit has at most."""
_WORD = re.compile(r"[^\W\d_]{2}")


def _columns(kit: Kit, draft: NodeDraft, table: Bang, columns: list[int]) -> Bang:
    def cut(cells: Cells) -> Cells:
        return [cells[at] for at in columns] if len(cells) > max(columns) else cells

    def over(cells: Cells) -> Cells:
        """A row of heads: one that reaches over several stays over the one that is left."""
        said, before = list(cells), [at for at, cell in enumerate(cells) if text_of(cell)]
        for at in columns:
            wide = max((b for b in before if b < at), default=at)
            if not text_of(said[at]) and wide not in columns:
                said[at] = said[wide]
        return cut(said)

    gone = [head for at, head in enumerate(_column_heads(table)) if at not in columns]
    draft.cut.append((", ".join(filter(None, gone)), OTHERS))
    first = _heads(table)
    made = [
        derived_row(kit.above, draft, table, OwnRow(at, cut(row), OWN_WORK))
        for at, row in enumerate(table.rows)
        if at >= first
    ]
    top = [over(row) for row in table.rows[:first]]
    cot = [text_of(one) for one in over(list(table.cot))] if table.cot else []
    return replace(table, cot=cot, hang=[*top, *made])


def numbered(rows: list[Cells]) -> list[Cells]:
    """Rows of a list numbered anew where their first cells are numbers."""
    if not all(text_of(row[0]).rstrip(".").isdigit() for row in rows):
        return rows
    return [[str(n), *row[1:]] for n, row in enumerate(rows, 1)]

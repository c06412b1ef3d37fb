"""A table that stands among the words of a plan, read as tasks or targets.

The importer keeps it as it is printed; what its rows order is read here, from its heads, as
the rows of an appendix are. A row with one cell only names a group.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.column_contents import with_contents
from generator.grammar.column_heads import (
    field_of,
    is_ditto,
    is_place,
    is_target,
    is_watched,
    numbers_columns,
    says_beginning,
)
from generator.grammar.first_words import UNIT
from generator.grammar.letters import plain_of
from generator.plan.wording import plain
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.ruled import Bang

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LABEL = re.compile(r"^\W*(?:[A-ZĐ]|[IVX]{1,5})\W*$")


class TableRow(NamedTuple):
    """One row that is neither a head nor a group."""

    place: int
    """Among the rows of the table, heads included."""
    said: dict[str, str]
    """Field → its words; bodies in a cell over several rows lead each of them."""
    group: int | None
    """The row that names its group."""


class TableReading(NamedTuple):
    """What a table says."""

    columns: dict[str, int]
    """Field → column: noi_dung, chu_tri, phoi_hop, san_pham, thoi_han, tt."""
    heads: list[str]
    """The whole head of each column."""
    first: int
    """How many rows belong to the head."""
    groups: list[int]
    rows: list[TableRow]
    targets: bool
    """Whether the rows are targets, and not tasks."""
    watched: bool
    """Whether the bodies named only watch: whose work a row is, it does not say."""


def text_of(cell: str | list[str]) -> str:
    """The words of a cell in one line."""
    return squeeze(plain(cell if isinstance(cell, str) else " ".join(cell)))


def row_line(cells: Sequence[str | list[str]]) -> str:
    """A row in one line, its cells apart by strokes; empty ones are left out."""
    return " | ".join(filter(None, map(text_of, cells)))


def read_table(table: Bang) -> TableReading | None:
    """A table as tasks or targets with the bodies that answer for them; None for any other."""
    first, heads = heads_of(table)
    columns: dict[str, int] = {}
    targets = False
    for place, head in enumerate(heads):
        field = field_of(head)
        if is_target(head) and "noi_dung" not in columns:
            field, targets = "noi_dung", True
        elif not field and is_watched(head):
            field = "chu_tri"
        begins = field == "thoi_han" and field in columns and says_beginning(heads[columns[field]])
        if field and (field not in columns or begins):
            columns[field] = place  # of "Bắt đầu", "Kết thúc" the end
    if not targets:
        below = [[text_of(cell) for cell in row] for row in table.rows[first:]]
        columns = with_contents(columns, heads, below)
    if not {"noi_dung", "chu_tri"} <= columns.keys():
        return None
    groups: list[int] = []
    rows: list[TableRow] = []
    lead = time = ""
    above: list[str] = []
    for place, cells in enumerate(table.rows[first:], first):
        words = above = _as_above([text_of(cell) for cell in cells], above)
        if _is_group(words, columns, len(heads)):
            groups.append(place)
            lead = time = ""
            continue
        said = {f: words[c] if c < len(words) else "" for f, c in columns.items()}
        if not said["noi_dung"]:
            return None  # a cell over several rows: which task it is about nobody can tell
        if "thoi_han" in said:  # a cell over several rows stands in the first of them
            time = said["thoi_han"] or (time if not said["chu_tri"] else "")
            said["thoi_han"] = time
        said["chu_tri"] = lead = said["chu_tri"] or lead
        rows.append(TableRow(place, said, groups[-1] if groups else None))
    if sum(bool(_LETTERS.search(row.said["noi_dung"])) for row in rows) * 2 <= len(rows):
        return None  # figures: "Đơn vị | Chỉ tiêu" is a list of units
    if "thoi_han" in columns:
        _of_whole_groups(rows)
    watched = is_watched(heads[columns["chu_tri"]])
    return TableReading(columns, heads, first, groups, rows, targets, watched) if rows else None


def _of_whole_groups(rows: Sequence[TableRow]) -> None:
    """Give all rows of a group the time that stands in its first one alone: a cell over all."""
    for _group, found in groupby(rows, key=lambda row: row.group):
        first, *others = found
        if len(others) >= _A_GROUP and not any(row.said["thoi_han"] for row in others):
            for row in others:
                row.said["thoi_han"] = first.said["thoi_han"]


_A_GROUP = 2
"""Rows below the first from which on a time in that one alone is taken for all of them."""


def _as_above(words: list[str], above: Sequence[str]) -> list[str]:
    """The words of a row, those of the row above where a cell says "như trên"."""
    return [
        above[i] if i < len(above) and above[i] and is_ditto(said) else said
        for i, said in enumerate(words)
    ]


def row_words(table: Bang) -> dict[int, str]:
    """The rows that say something of their own, each with the words it is known by.

    Tasks and targets by what they say, shares by the unit they are of; no heads, no groups.
    """
    first, heads = heads_of(table)
    column = next((i for i, head in enumerate(heads) if is_target(head)), None)
    if column is None and (reading := read_table(table)) is not None:
        column = reading.columns["noi_dung"]
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    if column is None:
        column = unit_column(rows[first:], heads)
    if column is None or first >= len(rows):
        return {}
    numbers = [i for i, head in enumerate(heads) if field_of(head) == "tt"]
    columns = {"noi_dung": column} | ({"tt": numbers[0]} if numbers else {})
    return {
        at: row[column]
        for at, row in enumerate(rows)
        if at >= first
        and len(row) > column
        and _LETTERS.search(row[column])
        and not _is_group(row, columns, len(heads))
    }


def unit_column(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> int | None:
    """The column whose cells are units, "Xã, phường | Chỉ tiêu"; None where there is none."""
    for column in range(min(3, len(heads))):
        cells = [row[column] for row in rows if column < len(row) and _LETTERS.search(row[column])]
        units = sum(bool(_UNIT_CELL.match(plain_of(cell).low)) for cell in cells)
        if len(cells) > 1 and (units * 2 >= len(cells) or is_place(heads[column])):
            return column
    return None


_UNIT_CELL = re.compile(rf"(?:(?:ubnd|ủy ban nhân dân) )?(?:{UNIT}|thôn|bản|tổ dân phố|ấp|khóm) \S")


def heads_of(table: Bang) -> tuple[int, list[str]]:
    """How many rows are heads, and the head of each column: two rows of heads are one."""
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    heads = [text_of(head) for head in table.cot]
    first = 0
    if not heads:
        if not rows:
            return 0, []
        heads, first = list(rows[0]), 1
    if len(rows) > first and len(heads) < max(map(len, rows)):  # the last head goes to the end
        heads += [""] * (max(map(len, rows)) - len(heads))
    if first < len(rows) and _goes_on(heads, rows[first]):
        over = ""
        for place, below in enumerate(rows[first][: len(heads)]):
            over = heads[place] or over
            heads[place] = f"{over} {below}".strip() if below else heads[place]
        first += 1
    if first < len(rows) and numbers_columns(rows[first]):
        first += 1
    return first, heads


def _goes_on(heads: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row says what stands below a head over several columns."""
    spanned = {i for i, head in enumerate(heads) if not head}
    spanned |= {i - 1 for i in spanned}
    filled = {i for i, said in enumerate(row) if said}
    whole = len(row) == len(heads) and bool(spanned) and filled <= spanned and len(filled) > 1
    return whole and not any(_DIGIT.search(_YEAR.sub("", said)) for said in row)


def _is_group(words: Sequence[str], columns: dict[str, int], width: int) -> bool:
    filled = [i for i, said in enumerate(words) if said]
    if not filled:
        return True
    number = columns.get("tt", -1)
    if len(filled) == 1 and (len(words) < width or filled[0] == number):
        return True
    alone = set(filled) <= {columns.get("tt", -1), columns["noi_dung"]}
    label = words[columns["tt"]] if "tt" in columns and columns["tt"] < len(words) else ""
    return alone and bool(_LABEL.match(label))

"""Rows of a table of tasks that come, go and change places: own numbers, and whose parts they are.

A row with parts keeps them behind it. What a part leaves empty it has of its row: it takes that
along when the row goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.plan.row_parts import SHARED
from generator.plan.wording import LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Rows = Mapping[str, dict[str, Any]]
    """The values of rows by their ids."""

_LAST = re.compile(r"(.*?)(\d+|[a-zđ])([.)]*)")
_BULLET = re.compile(r"[-–+•]")


def next_number(number: str) -> str | None:
    """The number behind one, made as it is: "1b" of "1a", "2.2" of "2.1"; None where unknown."""
    if _BULLET.fullmatch(number):
        return number
    found = _LAST.fullmatch(number)
    if found is None:
        return None
    head, last, tail = found.groups()
    if last.isdigit():
        return f"{head}{int(last) + 1:0{len(last)}d}{tail}"
    if last not in LETTERS[:-1]:
        return None
    return f"{head}{LETTERS[LETTERS.index(last) + 1]}{tail}"


def _behind(at: int, ids: Sequence[str], rows: Rows) -> int:
    """The place behind the row at `at` and its parts."""
    inside, at = {ids[at]}, at + 1
    while at < len(ids) and rows[ids[at]]["thuoc"] in inside:
        inside.add(ids[at])
        at += 1
    return at


def entered(new: dict[str, Any], after: str, ids: Sequence[str], rows: Rows) -> int:
    """Make a new row one beside `after`, with the next number; the place where it goes.

    The numbers of the rows behind it go on by one, as far as they follow each other.
    """
    beside = rows[after]
    new["thuoc"] = beside["thuoc"]
    number = next_number(beside["tt"]) if beside["tt"] else None
    new["tt"] = number
    like = [i for i in ids if all(rows[i][k] == beside[k] for k in ("thuoc", "nhom"))]
    for id_ in like[like.index(after) + 1 :]:
        if number is None or rows[id_]["tt"] != number:
            break
        number = next_number(number)
        if number is not None:
            _renumber(id_, number, ids, rows)
    return _behind(ids.index(after), ids, rows)


def _renumber(id_: str, number: str, ids: Sequence[str], rows: Rows) -> None:
    """Another number of a row, and of the parts that repeat it: of "2" the "2a"."""
    old, rows[id_]["tt"] = rows[id_]["tt"], number
    for part in ids:
        own = rows[part]["tt"] or ""
        if rows[part]["thuoc"] == id_ and own.startswith(old):
            _renumber(part, number + own.removeprefix(old), ids, rows)


def moved(id_: str, after: str, ids: Sequence[str], rows: Rows) -> list[str]:
    """The rows once one went behind another with its parts, and not between others and theirs."""
    start = ids.index(id_)
    stop = _behind(start, ids, rows)
    block, rest = ids[start:stop], [*ids[:start], *ids[stop:]]
    if after in block:  # behind its own part: it goes behind the next row
        at = _behind(start, rest, rows) if start < len(rest) else start
    else:
        at = rest.index(after) + 1 if after else 0
    step = 1 if at > start else -1
    while 0 < at < len(rest) and rows[rest[at]]["thuoc"] not in (None, rows[id_]["thuoc"]):
        at += step
    return [*rest[:at], *block, *rest[at:]]


def left(row: dict[str, Any], id_: str, rows: Rows) -> None:
    """A row goes: its parts are of what it was a part of, with what they had of it."""
    for part in rows.values():
        if part["thuoc"] == id_:
            _alone(part, row)
            part["thuoc"] = row["thuoc"]


def settled(ids: Sequence[str], rows: Rows, every: Rows) -> None:
    """No row is a part of one that does not stand before it; `every`: rows of all tables."""
    for at, id_ in enumerate(ids):
        of = rows[id_]["thuoc"]
        if of is not None and of not in ids[:at]:
            if of in every:
                _alone(rows[id_], every[of])
            rows[id_]["thuoc"] = None


def _alone(part: dict[str, Any], row: dict[str, Any]) -> None:
    for names in (*SHARED, ("thoi_han",)):
        if not any(part[name] for name in names):
            part.update({name: row[name] for name in names})

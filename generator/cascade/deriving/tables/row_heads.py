"""Rows of an appendix that head others, and the numbers of rows when some are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.cascade.deriving.rulebook.rules import ANNEXED, OTHERS
from generator.plan.model import CotBang
from generator.plan.row_parts import NumberedRow, renumbered
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft

NUMBERED = re.compile(r"(?P<number>\d{1,3})(?P<mark>[.)]) ")
"""The number of a row that stands in its text, where no column numbers the rows."""


class RowParts:
    """Which rows of an appendix are parts of which: 1a and 1b of 1."""

    def __init__(self, rows: Sequence[NodeDraft]) -> None:
        self.rows = rows
        by_id = {row.above.id: row for row in rows}
        self.head = {
            row.id: head
            for row in rows
            if (head := by_id.get(getattr(row.above, "thuoc", None) or "")) is not None
        }
        self._over = {id(head) for head in self.head.values()}

    def inherit(self) -> None:
        """Give each part the bodies that its own cells leave to the row it belongs to."""
        for row in self.rows:
            head = self.head.get(row.id)
            if head is None or row.kept:
                continue
            for field in ("chu_tri", "phoi_hop"):
                if not row.agencies.get(field) and not getattr(row.above, f"loi_{field}", None):
                    row.agencies[field] = list(head.agencies.get(field, []))

    def only_heads(self, row: NodeDraft) -> bool:
        """Whether a row says what its parts have in common, and gives work to nobody."""
        return id(row) in self._over and not row.agencies.get("chu_tri")

    def heads(self) -> Iterator[NodeDraft]:
        """The rows of others' work that stay as headings of parts; those without parts go."""
        kept = {id(self.head[r.id]) for r in self.rows if r.dropped is None and r.id in self.head}
        for row in reversed(self.rows):
            if id(row) not in self._over or row.kept:
                continue
            if id(row) not in kept and self.only_heads(row):
                row.drop(OTHERS)
            elif id(row) in kept and (row.dropped is not None or self.only_heads(row)):
                row.dropped = None
                for field in [name for name in ("chu_tri", "phoi_hop") if _said(row, name)]:
                    row.agencies[field] = []
                    row.changed[f"loi_{field}"] = None
                    row.touch(ANNEXED)
                yield row
            if id(row) in kept and row.id in self.head:
                kept.add(id(self.head[row.id]))


def with_leads(columns: list[CotBang]) -> list[CotBang]:
    """The columns with one for who leads, where the plan above says it in headings of groups.

    Its groups name departments and all communes; of a unit's own bodies each row has another.
    """
    if not columns or any(column.khoa == "chu_tri" for column in columns):
        return columns
    at = next((i for i, one in enumerate(columns) if one.khoa == "noi_dung"), -1) + 1
    made = [*columns[:at], CotBang(khoa="chu_tri", tieu_de=LEADS), *columns[at:]]
    if any(column.so for column in columns):
        made = [replace(column, so=f"({i})") for i, column in enumerate(made, 1)]
    return made


LEADS = "Đơn vị chủ trì"


def _said(row: NodeDraft, field: str) -> bool:
    """Whether a row has bodies in a cell, by id or in words."""
    return bool(row.agencies.get(field) or getattr(row.above, f"loi_{field}", None))


def renumber(rows: Sequence[NodeDraft]) -> None:
    """Rows with numbers of their own go on from one another without those left out."""
    _in_texts(rows)
    rows = [row for row in rows if getattr(row.above, "tt", None) is not None]
    own = [NumberedRow(row.above.id, row.above.tt, row.above.nhom) for row in rows]
    parts = {row.above.id: row.above.thuoc for row in rows if row.above.thuoc}
    stay = [row for row in rows if row.dropped is None]
    made = renumbered(own, parts, [row.above.id for row in stay])
    for row in stay:
        number = made[row.above.id]
        if number != row.above.tt and not row.kept:
            row.changed["tt"] = number
            row.touch(ANNEXED)


def _in_texts(rows: Sequence[NodeDraft]) -> None:
    """The same of numbers that stand in the texts: "1. Rà soát", "2. Công khai"."""
    said = [NUMBERED.match(getattr(row.above, "noi_dung", "")) for row in rows]
    numbers = [int(found["number"]) for found in said if found]
    if not rows or len(numbers) < len(rows) or numbers != sorted(set(numbers)):
        return
    kept = [row for row in rows if row.dropped is None and not row.kept]
    for number, row in enumerate(kept, 1):
        first = row.texts["noi_dung"][0] if row.texts["noi_dung"] else None
        found = NUMBERED.match(first) if isinstance(first, str) else None
        if found and isinstance(first, str) and found["number"] != str(number):
            row.texts["noi_dung"][0] = f"{number}{first[found.end('number') :]}"
            row.touch(ANNEXED)

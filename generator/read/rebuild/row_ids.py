"""Ids of the rows of tables among the words: a task, target or share has one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.body_tables import row_words
from generator.plan.model import walk
from generator.plan.ruled import Bang, Hang
from generator.read.rebuild.ids import slug

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.read.rebuild.ids import Ids


def name_rows(plan: KeHoach, ids: Ids) -> None:
    """Give ids to the rows that say something of their own; other tables stay as they are."""
    for _loc, node in walk(plan):
        tables: list[Bang] = getattr(node, "bang", None) or []
        if tables:
            node.bang = [_named(table, ids) for table in tables]  # type: ignore[union-attr]


def _named(table: Bang, ids: Ids) -> Bang:
    words = row_words(table)
    if not words:
        return table
    rows = [
        Hang(id=ids.take(f"h-{slug(words[at])}"), o=cells) if at in words else cells
        for at, cells in enumerate(table.rows)
    ]
    return Bang(cot=table.cot, hang=rows)

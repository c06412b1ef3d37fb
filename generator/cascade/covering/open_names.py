"""Texts of a cell with the unit's own names left open, so that thousands of units share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.level_text import OPEN
from generator.grammar.first_words import UNITS
from generator.grammar.letters import key_of, plain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.tasks.task import Task
    from generator.plan.agencies import Agency


def opened(text: str, unit: Agency | None) -> str:
    """The text with the unit's own names open, so that units can share it."""
    if unit is None or not unit.don_vi or unit.don_vi not in text:
        return text
    text = text.replace(unit.ten_trong_cau, OPEN["ten"])
    return text.replace(unit.ten_ngan, OPEN["ten_ngan"]).replace(unit.don_vi, OPEN["don_vi"])


def close(text: str, names: Sequence[str]) -> str:
    """The text of a row with the unit's names put back."""
    for mark, name in zip(OPEN.values(), names, strict=True):
        text = text.replace(mark, name)
    return text


def closed(task: Task, names: Sequence[str]) -> Task:
    """The task as one unit would have it."""
    if OPEN["id"] in task.leads or OPEN["id"] in task.helpers:
        leads, helpers = (
            tuple(names[0] if id_ == OPEN["id"] else id_ for id_ in ids)
            for ids in (task.leads, task.helpers)
        )
        task = task._replace(leads=leads, helpers=helpers)
    if any(mark in task.text or mark in task.product for mark in OPEN.values()):
        task = task._replace(text=close(task.text, names), product=close(task.product, names))
    return task


def generic(words: str, unit: Agency) -> bool:
    """Whether words name the unit by its kind alone: "UBND xã", "Chủ tịch UBND xã"."""
    kind = next((k for k in UNITS if unit.don_vi.lower().startswith(f"{k} ")), "")
    low = plain_of(words).low.removeprefix("chủ tịch ")
    return bool(kind) and low == f"ủy ban nhân dân {kind}"


def same_bodies(one: str, other: str, unit: Agency | None) -> bool:
    """Whether two lists of names are of the same bodies: "Sở KH&CN", "Phòng Kinh tế phường"."""
    if one == other:
        return True
    kind = next((k for k in UNITS if unit and unit.don_vi.lower().startswith(f"{k} ")), "")
    first, second = (
        {key_of(name).removesuffix(f" {kind}") for name in names.split(", ")}
        for names in (one, other)
    )
    return first == second

"""Whether a body is a unit of a department: chi cục, centres, hospitals (don-vi-so.toml)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.grammar.phrases import any_of

if TYPE_CHECKING:
    from generator.grammar.named_bodies import NamedBody

Belongs = Literal["own", "perhaps", "no"]


@cache
def _data() -> dict[str, Any]:
    return read_data("don-vi-so.toml")


@cache
def people_of(department: str) -> re.Pattern[str] | None:
    """The people of a department's sector as those who act; None where the data name none."""
    called = plain_of(department).low
    rows = [
        row for row in _data()["so"] if any(f" {field}" in f" {called}" for field in row["cua"])
    ]
    words = [word for row in rows for word in row.get("nguoi", [])]
    return re.compile(rf"{any_of(words)}(?!\w)") if words else None


def owner_of(body: NamedBody) -> str:
    """The department of which a body surely is a unit, by its first field ("Sở Y tế"); ""."""
    found = [
        (len(one), f"Sở {row['cua'][0].capitalize()}")
        for row in _data()["so"]
        for one in _heads(body, row["don_vi"])
    ]
    return "" if body.every or not found else max(found)[1]


def belongs_to(body: NamedBody, department: str) -> Belongs:
    """Whether a body, named without its owner, is a unit of a department ("Sở Y tế").

    The longest beginning of its name that the data have decides; one that no data have is
    "perhaps" where bodies of its sort are units of some department.
    """
    if body.every or body.level not in (None, "tinh"):
        return "no"
    data, called = _data(), plain_of(department).low
    barred = data["khong_thuoc"]
    if any(f" {word}" in body.name for word in barred["chu"]):
        return "no"
    found: list[tuple[int, Belongs]] = [(len(one), "no") for one in _heads(body, barred["dau"])]
    for row in data["so"]:
        ours = any(f" {field}" in f" {called}" for field in row["cua"])
        levelled = row.get("co_cap", [])
        sure = [*row["don_vi"], *(levelled if body.level else [])]
        perhaps = [*row.get("tuy_noi", []), *([] if body.level else levelled)]
        found += [(len(one), "own" if ours else "no") for one in _heads(body, sure)]
        found += [(len(one), "perhaps" if ours else "no") for one in _heads(body, perhaps)]
    if found:
        return max(found, key=lambda one: one[0])[1]
    return "perhaps" if _heads(body, data["co_the"]["dau"]) else "no"


def _heads(body: NamedBody, words: list[str]) -> list[str]:
    return [one for one in words if f"{body.name} ".startswith(f"{one} ")]

"""The gold of the texts: reading it, and what in it does not fit its text."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tests.plans_apart.typist import paragraphs_of, text_of

HERE = Path(__file__).parent / "gold"
DUTIES = {"lead", "asked", "report", "responsible", "aim", "money"}
WHOSE = {"own", "shared", "coordinate", "asked", "general", "question", "others"}
EVERY = {"day", "week", "month", "quarter", "half-year", "year"}


@cache
def of(name: str) -> dict[str, Any]:
    """The gold of the text `name`."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@cache
def bodies(name: str) -> dict[str, dict[str, str]]:
    """The bodies of the text `name`: the common ones and its own."""
    common = tomllib.loads((HERE / "bodies.toml").read_text("utf-8"))["bodies"]
    return {**common, **of(name).get("bodies", {})}


def orders(name: str) -> list[dict[str, Any]]:
    """The rows of the gold about paragraphs, with what is left out filled in."""
    filled = {"who": [], "with": [], "duty": "lead", "a": "others", "b": "others"}
    return [{**filled, **row} for row in of(name)["gold"].get("order", [])]


def tasks(name: str) -> list[dict[str, Any]]:
    """The rows of the gold about task tables, with what is left out filled in."""
    filled = {"with": [], "product": "", "says": "", "group": "", "extra": {}}
    filled |= {"a": "others", "b": "others"}
    return [{**filled, **row} for row in of(name)["gold"].get("task", [])]


def targets(name: str) -> list[dict[str, Any]]:
    """The rows of the gold about targets."""
    return list(of(name)["gold"].get("target", []))


def faults(name: str) -> list[str]:
    """Where the gold of `name` speaks of words, paragraphs or bodies that are not there."""
    said = paragraphs_of(name)
    whole = "\n".join(text_of(name).body)
    found = [f"đoạn {key} chưa có đáp án" for key in said.keys() - _keys(name)]
    for row in [*orders(name), *targets(name)]:
        if "at" in row and row["at"] not in said:
            found.append(f"không có đoạn {row['at']}")
        elif row.get("says", "") not in said.get(row.get("at", ""), row.get("says", "")):
            found.append(f"{row['at']}: không có lời {row['says']}")
        found += [f"{row}: lạ" for key, known in _CLOSED if row.get(key, known[0]) not in known]
    for row in tasks(name):
        cells = [row["what"], row["product"], row["says"], *row["extra"].values()]
        found += [f"bảng không có ô: {cell}" for cell in cells if cell not in whole]
    return found + [f"cơ quan lạ: {body}" for body in _named(name) - bodies(name).keys()]


_CLOSED = [
    (key, sorted(known))
    for key, known in (("duty", DUTIES), ("a", WHOSE), ("b", WHOSE), ("every", EVERY))
]


def _keys(name: str) -> set[str]:
    return {row["at"] for row in [*orders(name), *targets(name)] if "at" in row}


def _named(name: str) -> set[str]:
    """Each body that a row names."""
    found = set()
    for row in [*orders(name), *tasks(name), *targets(name)]:
        found |= {*row.get("who", []), *row.get("with", []), *row.get("lead", [])}
        found |= {row["to"]} if "to" in row else set()
    return found

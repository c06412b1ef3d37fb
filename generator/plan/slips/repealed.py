"""Documents out of force that old plans still name as their bases (het-hieu-luc.toml, dated)."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - a field of a struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterable


class Repealed(NamedTuple):
    """A document that ended."""

    number: str
    day: date | None
    """Its own day, where numbers of its kind begin again each year; else None."""
    since: date
    instead: str


@cache
def repealed() -> tuple[Repealed, ...]:
    """All that the program knows of, in the order of the file."""
    read = tomli.loads(Path(__file__).with_name("het-hieu-luc.toml").read_text("utf-8"))
    return tuple(
        Repealed(one["so"], one.get("ngay"), one["tu"], one["thay"]) for one in read["van_ban"]
    )


def repealed_in(text: str, day: date, listed: Iterable[Repealed] | None = None) -> list[Repealed]:
    """Those named in a text that were out of force on a day; `listed`: others than the program's.

    A number that begins again each year is known by its day, too.
    """
    close = re.sub(r"\s*([/-])\s*", r"\1", text).upper()
    return [
        one
        for one in (repealed() if listed is None else listed)
        if one.since <= day and _names(close, one)
    ]


def _names(close: str, one: Repealed) -> bool:
    number = one.number.upper()
    if number not in close:
        return False
    found = re.search(rf"(?<![\w/]){re.escape(number)}(?!\w)", close)
    if found is None or one.day is None:
        return found is not None
    day = one.day
    behind = close[found.end() : found.end() + 40]
    written = rf"0?{day.day}(?:/0?{day.month}/| THÁNG 0?{day.month} NĂM ){day.year}"
    return re.search(written, behind) is not None

"""Regions by which a plan means some provinces: "các tỉnh Tây Nguyên" (vung.toml)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.grammar.phrases import any_of


@cache
def _table() -> dict[str, Any]:
    return {name: row for row in read_data("vung.toml")["vung"] for name in row["ten"]}


@cache
def region_words() -> str:
    """A pattern (small letters) of a region, perhaps behind "vùng" or "khu vực"."""
    return rf"(?:(?:thuộc |ở |trong )?(?:vùng |khu vực |miền )?{any_of(_table())})"


def in_region(words: str, unit: str) -> bool | None:
    """Whether a unit ("tỉnh Gia Lai") lies in the regions of `words`; None where nobody can tell.

    None too where `words` name no region, or one whose borders no data have.
    """
    found = re.findall(rf"(?<!\w){any_of(_table())}(?!\w)", plain_of(words).low)
    name = re.sub(r"^(?:tỉnh|thành phố|tp\.?) ", "", plain_of(unit).low)
    said = [_lies(_table()[one], name) for one in found]
    if not said or not name:
        return None
    if any(said):
        return True
    return None if None in said else False


def _lies(row: dict[str, Any], name: str) -> bool | None:
    if "tron" not in row or name in row.get("mot_phan", ()):
        return None
    return name in row["tron"]


@cache
def _lies_so() -> dict[str, dict[str, Any]]:
    return {name: row for row in read_data("vung.toml")["dia_the"] for name in row["ten"]}


def lies_so(words: str, unit: str) -> bool | None:
    """Whether a province lies as `words` say ("ven biển"), by the map; None where nobody can tell.

    Data of the provinces since 1 July 2025, from memory.
    """
    row = _lies_so().get(plain_of(words).low.strip(" ,.;"))
    name = re.sub(r"^(?:tỉnh|thành phố|tp\.?) ", "", plain_of(unit).low)
    if row is None or not name:
        return None
    if name in row["tinh"]:
        return True
    return None if row.get("ngoai_ra_hoi") else False

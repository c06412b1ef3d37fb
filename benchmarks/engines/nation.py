"""A workspace as large as the country: the city's real plan above 3,321 made-up communes.

Names are pairs of syllables of the real communes' names; every fifth is a ward. The
plan, the rules, the cited documents and all other agencies are the real ones.
"""

from __future__ import annotations

import shutil
import tomllib
from itertools import product
from typing import TYPE_CHECKING, Any

from benchmarks import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMUNES = 3_321
"""Wards, communes and special zones of the country since 1 July 2025."""
PARENT = "ubnd-tp-lang-son"
REGISTRY = content.ROOT / "plans/danh-muc"


def build(root: Path, communes: int = COMMUNES) -> Path:
    """Make the workspace; gives the plan to derive from."""
    plans = root / "plans/lang-son-2024"
    plans.mkdir(parents=True)
    for file in (content.PROVINCE, content.CITY):
        shutil.copy(file, plans)
    shutil.copytree(REGISTRY, root / "plans/danh-muc")
    shutil.copytree(content.TEMPLATE.parent, root / "templates")
    shutil.copy(content.ROOT / "kehoach.toml", root)
    registry = root / "plans/danh-muc/co-quan.toml"
    text = registry.read_text("utf-8")
    agencies = tomllib.loads(text)["co_quan"]
    real = [a for a in agencies if a.get("truc_thuoc") == PARENT and a["loai"] == "ubnd"]
    more = [_entry(unit) for unit in _units(agencies, communes - len(real))]
    registry.write_text("\n".join([text, *more]), "utf-8")
    return plans / content.CITY.name


def _units(agencies: list[dict[str, Any]], count: int) -> Iterator[dict[str, str]]:
    lowest = {"phuong", "xa"}
    units = [a["don_vi"] for a in agencies if a.get("cap") in lowest and a["loai"] == "ubnd"]
    syllables = sorted({word for name in units for word in name.split()[1:] if word.isalpha()})
    names = [f"{a} {b}" for a, b in product(syllables, repeat=2) if a != b]
    assert len(names) >= count
    step = len(names) // count  # spread over the alphabet
    for number in range(count):
        kind, id_ = ("phường", "phuong") if number % 5 == 0 else ("xã", "xa")
        yield {
            "id": f"ubnd-{id_}-so-{number + 1}",
            "loai": "ubnd",
            "cap": id_,
            "don_vi": f"{kind} {names[number * step]}",
            "dia_danh": names[number * step],
            "truc_thuoc": PARENT,
            "ma": f"{90000 + number}",
            "vai_tro": "ubnd",
        }


def _entry(values: dict[str, str]) -> str:
    lines = "\n".join(f'{key} = "{value}"' for key, value in values.items())
    return f"[[co_quan]]\n{lines}\nden = 2025-06-30\n"

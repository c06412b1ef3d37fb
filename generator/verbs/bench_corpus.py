"""`bench-corpus`: a workspace as large as the country, or larger, to measure with.

The plan, the rules, the cited documents and all other agencies are the real ones that come with
the program; the communes below the city are made up: their names are pairs (or triples) of the
syllables of the real communes' names, every fifth is a ward.
"""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from itertools import count, islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code
from generator.locale import _
from generator.verbs import derive
from generator.workspace.workspace import MARKER, Workspace, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.workspace.desk import Desk

COMMUNES = 3_321
"""Wards, communes and special zones of the country since 1 July 2025."""
PARENT = "ubnd-tp-lang-son"
SOURCES = "plans/lang-son-2024"
PROVINCE, CITY = "tinh.toml", "thanh-pho.toml"
PLANS = "plans/toan-quoc"
"""The folder of the plans that are made."""


class Request(NamedTuple):
    """How many plans, and where."""

    number: int
    root: Path
    """A folder that is empty or not there yet."""
    plans: bool = True
    """Whether the plans are derived, too; else only the units are there."""


class Result(NamedTuple):
    """The workspace that was made."""

    root: str
    parent: str
    """The plan that all others follow, as it is shown."""
    plans: int
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when a plan was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "root": self.root,
            "parent": self.parent,
            "plans": self.plans,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Make the workspace. Raises OSError."""
    root = request.root
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = _("Thư mục {ten} đã có nội dung").format(ten=root)
        hint = _("Nêu một thư mục mới.")
        return Result(str(root), "", 0, [error("LN005", message, Place(str(root), ""), hint)])
    parent = build(root, request.number)
    workspace = Workspace(root.absolute(), desk.workspace.base)
    shown = workspace.shown(parent)
    if not request.plans:
        return Result(str(root), shown, 0, [])
    made = derive.run(
        replace(desk, workspace=workspace),
        derive.Request(str(parent.absolute()), everyone=True, out=workspace.root / PLANS),
    )
    count_made = sum(done.status != "refused" for done in made.items)
    wrong = [found for found in made.diagnostics if found.severity == 2]
    return Result(str(root), shown, count_made, wrong)


def build(root: Path, communes: int = COMMUNES) -> Path:
    """Make the workspace without the plans of the communes; gives the plan to derive from."""
    origin = shipped()
    plans = root / SOURCES
    plans.mkdir(parents=True)
    for name in (PROVINCE, CITY):
        shutil.copy(origin / SOURCES / name, plans)
    shutil.copytree(origin / "plans/danh-muc", root / "plans/danh-muc")
    shutil.copytree(origin / "templates", root / "templates")
    shutil.copy(origin / MARKER, root)
    registry = root / "plans/danh-muc/co-quan.toml"
    text = registry.read_text("utf-8")
    agencies = tomllib.loads(text)["co_quan"]
    real = [a for a in agencies if a.get("truc_thuoc") == PARENT and a["loai"] == "ubnd"]
    more = [_entry(unit) for unit in _units(agencies, max(0, communes - len(real)))]
    registry.write_text("\n".join([text, *more]), "utf-8")
    return plans / CITY


def _units(agencies: list[dict[str, Any]], wanted: int) -> Iterator[dict[str, str]]:
    lowest = {"phuong", "xa"}
    units = [a["don_vi"] for a in agencies if a.get("cap") in lowest and a["loai"] == "ubnd"]
    syllables = sorted({word for name in units for word in name.split()[1:] if word.isalpha()})
    for number, name in enumerate(_names(syllables, wanted)):
        kind, id_ = ("phường", "phuong") if number % 5 == 0 else ("xã", "xa")
        yield {
            "id": f"ubnd-{id_}-so-{number + 1}",
            "loai": "ubnd",
            "cap": id_,
            "don_vi": f"{kind} {name}",
            "dia_danh": name,
            "truc_thuoc": PARENT,
            "ma": f"{90000 + number}",
            "vai_tro": "ubnd",
        }


def _names(syllables: list[str], wanted: int) -> Iterator[str]:
    """So many different names, spread over the alphabet, of as few syllables as give enough."""
    for length in count(2):
        names = [
            " ".join(name)
            for name in islice(product(syllables, repeat=length), 40 * wanted + 1000)
            if len(set(name)) == length
        ]
        if len(names) >= wanted:
            step = len(names) // wanted if wanted else 1
            yield from names[: wanted * step : step]
            return


def _entry(values: dict[str, str]) -> str:
    lines = "\n".join(f'{key} = "{value}"' for key, value in values.items())
    return f"[[co_quan]]\n{lines}\nden = 2025-06-30\n"

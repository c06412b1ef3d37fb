"""Derive: one ward's plan from the city's plan of a hundred nodes and rows, in process.

Each pass reads every sentence anew, as a command does: what the grammar remembers of texts is
forgotten before. `derive.plan100.rules.ms` is the same plan by the clerk's rules alone.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, alternate, at_most, figure
from generator.cascade.deriving.below import cascade_below
from generator.workspace.reading import load
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS, PASSES = 15, 3
UNIT = "ubnd-phuong-dong-kinh"
_REMEMBER = ("generator.grammar", "generator.cascade", "generator.plan.wording")


def measure(scratch: Path) -> list[Figure]:
    home = scratch / "workspace"
    for name in ("plans", "templates"):
        shutil.copytree(content.ROOT / name, home / name)
    shutil.copy(content.ROOT / "kehoach.toml", home)
    workspace = Workspace(home)
    loaded, _problems = load(workspace, home / content.CITY.relative_to(content.ROOT))
    if loaded is None:
        raise RefusedError("the plan above cannot be read")
    agency = workspace.registry.get(UNIT, loaded.plan.day())
    if agency is None:
        raise RefusedError(f"no agency {UNIT}")

    def derive(*, read: bool, forget: bool) -> float:
        if forget:
            _forget()
        cascade, _found = cascade_below(workspace, loaded, home / "duoi")
        if cascade is None:
            raise RefusedError("no rules of derivation")
        if not read:
            cascade.answers = None
        start = time.perf_counter()
        made, _told = cascade.derive(agency)
        seconds = time.perf_counter() - start
        if made is None:
            raise RefusedError("nothing was derived")
        return seconds

    ways = {
        "first": lambda: derive(read=True, forget=True),
        "again": lambda: derive(read=True, forget=False),
        "rules": lambda: derive(read=False, forget=True),
    }
    for way in ways.values():
        way()  # reads the registries and the data of the grammar
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)  # as the command does
    rounds = alternate(ways, ROUNDS, PASSES)
    gc.set_threshold(*usual)

    def ms(way: str) -> list[float]:
        return [r[way] * 1000 for r in rounds]

    return [
        figure("derive.plan100.ms", ms("first"), "ms", "TOML → TOML, texts not seen", at_most(40)),
        figure("derive.plan100.again.ms", ms("again"), "ms", "the same, texts seen before"),
        figure("derive.plan100.rules.ms", ms("rules"), "ms", "by the clerk's rules alone"),
    ]


def _forget() -> None:
    """Empty what remembers texts; what remembers data stays."""
    for name, module in list(sys.modules.items()):
        if not name.startswith(_REMEMBER):
            continue
        for value in vars(module).values():
            limits = getattr(value, "cache_parameters", None)
            if limits is not None and limits()["maxsize"]:
                value.cache_clear()

"""Update: one ward plan of 100 nodes, 10 changed above and 10 by the clerk, in process."""

from __future__ import annotations

import gc
import re
import shutil
import time
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, alternate, at_most, figure
from generator.plan.toml import load_plan
from generator.verbs.derive import Deriver
from generator.verbs.update import Updater
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS, PASSES = 15, 3
CHANGED = 10
UNIT = "ubnd-phuong-dong-kinh"


def measure(scratch: Path) -> list[Figure]:
    home = scratch / "workspace"
    for name in ("plans", "templates"):
        shutil.copytree(content.ROOT / name, home / name)
    shutil.copy(content.ROOT / "kehoach.toml", home)
    workspace = Workspace(home)
    city = home / content.CITY.relative_to(content.ROOT)
    child = city.parent / "phuong-dong-kinh.toml"
    Deriver(workspace, city, city.parent)(UNIT)
    texts = re.findall(r'^noi_dung = ".*"$', city.read_text("utf-8"), re.MULTILINE)
    points = [t for t in texts if t in child.read_text("utf-8")]
    _edit(city, points[:CHANGED], "theo kế hoạch đã sửa.")
    _edit(child, points[CHANGED // 2 : CHANGED + CHANGED // 2], None)
    old = child.read_bytes()
    updater = Updater(Workspace(home), city)

    def update() -> float:
        child.write_bytes(old)
        start = time.perf_counter()
        done = updater(child)
        seconds = time.perf_counter() - start
        if done.status not in ("updated", "conflict"):
            raise RefusedError(f"update: {done}")
        return seconds

    update()  # reads the registries and applies the rules once for the level
    loaded, _problems = load_plan(child)
    if loaded is None:
        raise RefusedError("the updated plan cannot be read")
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)  # as the command does
    rounds = alternate({"update": update}, ROUNDS, PASSES)
    gc.set_threshold(*usual)
    return [
        figure(
            "update.plan100.ms",
            [r["update"] * 1000 for r in rounds],
            "ms",
            "read, merge, write to the disk, read back; 10 changes on each side, 5 in common",
            at_most(30),
        )
    ]


def _edit(path: Path, lines: list[str], end: str | None) -> None:
    """Change the end of texts, or else their beginning."""
    text = path.read_text("utf-8")
    for line in lines:
        new = f'{line[:-2]}, {end}"' if end else line.replace('"', '"Tại phường, ', 1)
        text = text.replace(line, new, 1)
    path.write_text(text, "utf-8")

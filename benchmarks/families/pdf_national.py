"""The whole country on paper: 3,321 plans of communes to PDF, by our own typesetter.

`kehoach render --pdf --engine own`, as a user calls it, from TOML on disk to PDF on disk, in
a workspace of its own; then the same once more, when all is there already (a run that was
stopped goes on so). Memory is that of all processes together at the worst moment.
"""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.engines.process import RefusedError, Run, compile_sources, run
from benchmarks.harness import Figure, at_most, figure
from generator.verbs import bench_corpus as nation

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
SAMPLE = 0.1
KEHOACH = str(Path(sys.executable).parent / "kehoach")
FOLDER = "plans/toan-quoc"
TENTH = nation.COMMUNES // 10


class Printed(NamedTuple):
    first: Run
    again: Run
    size: int
    """Bytes of a PDF, in the middle."""


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    seen: dict[int, list[Printed]] = {nation.COMMUNES: [], TENTH: []}
    works = {}
    for count in seen:
        root = scratch / str(count)
        parent = nation.build(root, count)
        works[count] = partial(
            run, env={"KEHOACH_CACHE": str(root / "cache")}, cwd=root, sample=SAMPLE
        )
        works[count]([KEHOACH, "derive", str(parent), "--all", "-o", FOLDER])
    for number in range(ROUNDS):
        for count in seen if number % 2 == 0 else reversed(list(seen)):
            seen[count].append(_printed(scratch / str(count), works[count], count))
    return _figures(seen)


def _printed(root: Path, do: Callable[[list[str]], Run], count: int) -> Printed:
    """Print all into an empty folder, and once more."""
    shutil.rmtree(root / "output", ignore_errors=True)
    os.sync()  # what earlier rounds wrote is not paid for by this one
    command = [KEHOACH, "render", FOLDER, "--pdf", "--engine", "own"]
    first, again = do(command), do(command)
    sizes = sorted(path.stat().st_size for path in root.glob("output/**/*.pdf"))
    if len(sizes) != count:
        raise RefusedError(f"{len(sizes)} PDF instead of {count}")
    return Printed(first, again, sizes[count // 2])


def _figures(seen: dict[int, list[Printed]]) -> list[Figure]:
    whole, tenth = seen[nation.COMMUNES], seen[TENTH]
    size = f"{nation.COMMUNES:,} communes, {os.cpu_count()} cores"
    both = list(zip(whole, tenth, strict=True))
    growth = [a.first.tree_mb / b.first.tree_mb for a, b in both]
    return [
        figure("pdf.national.seconds", [w.first.seconds for w in whole], "s", size, at_most(120)),
        figure("pdf.national.cpu_s", [w.first.cpu for w in whole], "s", "processor time"),
        figure("pdf.national.again_s", [w.again.seconds for w in whole], "s", "all there already"),
        figure("pdf.national.peak_mb", [w.first.tree_mb for w in whole], "MB", "all processes"),
        figure("pdf.national.memory_growth", growth, "×", f"memory of {TENTH} communes"),
        figure("pdf.national.kb", [w.size / 1000 for w in whole], "kB", "a PDF, in the middle"),
    ]

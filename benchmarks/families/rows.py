"""Long appendices: tasks in memory → a .docx on disk, streamed, a process for each.

60 to 60,000 rows; `render.rows.linearity` is the time per row at 60,000 rows divided
by the time per row at 6,000.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.engines.process import RefusedError, compile_sources
from benchmarks.engines.reading import rows_of
from benchmarks.harness import Figure, Round, alternate, at_most, figure, ratios

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = (60, 600, 6_000, 60_000)
GROUPS = 4
ROUNDS, PASSES = 5, 3


class Measured(NamedTuple):
    seconds: float
    peak_mb: float


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    for rows in SIZES:
        _render(rows, scratch)  # the first fills the cache of templates
        found = rows_of(scratch / f"{rows}.docx")
        if found != rows + GROUPS + 1:  # with the head of the table
            raise RefusedError(f"the document of {rows} tasks has {found} rows")
    peaks: dict[int, list[float]] = {rows: [] for rows in SIZES}

    def timed(rows: int) -> Callable[[], float]:
        def once() -> float:
            seconds, peak = _render(rows, scratch)
            peaks[rows].append(peak)
            return seconds

        return once

    rounds = alternate({str(rows): timed(rows) for rows in SIZES}, ROUNDS, PASSES)
    return _figures(rounds, peaks)


def _render(rows: int, scratch: Path) -> Measured:
    command = [sys.executable, "-m", "benchmarks.engines.long_table", str(rows), str(scratch)]
    env = {**os.environ, "KEHOACH_CACHE": str(scratch / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        raise RefusedError(f"{rows} rows: {done.stderr[-2000:]}")
    return Measured(**json.loads(done.stdout))


def _figures(rounds: list[Round], peaks: dict[int, list[float]]) -> list[Figure]:
    how = "plan in memory → .docx on disk"
    found = []
    for rows in SIZES:
        last = rows == SIZES[-1]
        name = f"render.rows_{rows}"
        seconds = [r[str(rows)] for r in rounds]
        found += [
            figure(f"{name}.seconds", seconds, "s", how, at_most(0.7) if last else None),
            figure(
                f"{name}.peak_mb",
                peaks[rows],
                "MB",
                "the whole process, with the plan",
                at_most(150) if last else None,
            ),
        ]
    long, short = SIZES[-1], SIZES[-2]
    linear = [ratio * short / long for ratio in ratios(rounds, str(long), str(short))]
    found.append(figure("render.rows.linearity", linear, "×", "time per row at 6,000 rows"))
    return found

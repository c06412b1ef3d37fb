"""Several machines: one worker against two, and where more stop to help, simulated.

`kehoach cluster local` and `kehoach render --on` as a user calls them. Efficiency is the time of
one worker over twice the time of two; on a machine whose cores others use it says little, so the
processor time of scheduler, workers and client stands beside it. From these costs a simulation
(benchmarks/engines/simulated.py) tells the time of 100,000 plans with 1 to 1,000 workers.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import psutil

from benchmarks.engines.process import RefusedError, Run, compile_sources, run
from benchmarks.engines.simulated import OFFICE, SERVER, Costs, Files, seconds
from benchmarks.harness import Figure, at_least, figure
from generator.verbs import bench_corpus
from generator.workspace.cluster import LARGEST_CHUNK, SHARES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 3
PLANS = 600
MANY = 100_000
WORKERS = (1, 2, 4, 10, 20, 100, 1_000)
DRIVES = (
    ("office", OFFICE, "a PC that shares a folder, 1 gigabit"),
    ("server", SERVER, "a file server, 10 gigabit"),
)
OPERATIONS = 14
"""Of the drive for a plan: two files read, two written whole, names looked up."""
KEHOACH = [sys.executable, "-c", "from generator.cli import main; main()"]
SAMPLE = 0.2


class Measured(NamedTuple):
    """One rendering on a cluster; processor time in seconds."""

    run: Run
    workers: float
    scheduler: float

    @property
    def processor(self) -> float:
        """All of it: workers, scheduler, and the command itself."""
        return self.workers + self.scheduler + self.run.cpu


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    home = scratch / "home"
    bench_corpus.build(home, PLANS)
    parent = f"{bench_corpus.SOURCES}/{bench_corpus.CITY}"
    run([*KEHOACH, "derive", parent, "--all", "-o", bench_corpus.PLANS], cwd=home)
    seen: dict[int, list[Measured]] = {1: [], 2: []}
    few: list[Measured] = []
    for _ in range(ROUNDS):
        for count in seen:
            with _cluster(count) as (address, process):
                seen[count].append(_render(home, address, process, bench_corpus.PLANS))
                if count == 1:
                    few.append(_render(home, address, process, parent))
    return _figures(home, seen, few)


@contextmanager
def _cluster(count: int) -> Iterator[tuple[str, psutil.Process]]:
    command = [*KEHOACH, "cluster", "local", "-n", str(count), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        if not line:
            raise RefusedError("the cluster did not start")
        try:
            yield line.split()[-1], psutil.Process(running.pid)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(60)


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _render(home: Path, address: str, process: psutil.Process, what: str) -> Measured:
    shutil.rmtree(home / "output", ignore_errors=True)
    children = process.children(recursive=True)
    before = sum(map(_used, children)), _used(process)
    env = {"KEHOACH_CACHE": str(home / "cache")}
    shutil.rmtree(home / "cache/da-in", ignore_errors=True)
    done = run([*KEHOACH, "render", what, "--on", address], cwd=home, env=env, sample=SAMPLE)
    after = sum(map(_used, children)), _used(process)
    return Measured(done, after[0] - before[0], after[1] - before[1])


def costs_of(whole: Measured, one: Measured) -> Costs:
    """What a thing costs, from a rendering of all plans and one of a single plan."""
    chunks = PLANS / max(1, min(LARGEST_CHUNK, PLANS // SHARES))
    return Costs(
        plan=max(whole.workers - one.workers, 0.0) / PLANS,
        opened=one.workers,
        scheduled=max(whole.scheduler - one.scheduler, 0.0) / chunks,
        gathered=max(whole.run.cpu - one.run.cpu, 0.0) / PLANS,
        start=one.run.cpu,
    )


def _figures(home: Path, seen: dict[int, list[Measured]], few: list[Measured]) -> list[Figure]:
    pairs = list(zip(seen[1], seen[2], strict=True))
    costs = [costs_of(whole, one) for whole, one in zip(seen[1], few, strict=True)]
    size = _size(home)
    simulated = [
        figure(
            f"cluster.simulated.{name}.{workers}.seconds",
            [seconds(cost, drive, Files(size, OPERATIONS), MANY, workers) for cost in costs],
            "s",
            f"{MANY:,} plans, {what}",
        )
        for name, drive, what in DRIVES
        for workers in WORKERS
    ]
    one = f"{PLANS} plans, 1 worker"
    efficiency = [a.run.seconds / b.run.seconds / 2 for a, b in pairs]
    spent = [a.processor / b.processor for a, b in pairs]
    return [
        figure(
            "cluster.efficiency.cpu",
            spent,
            "",
            "processor time of all with 1 worker, over that with 2",
            at_least(0.85),
        ),
        figure(
            "cluster.efficiency", efficiency, "", "1 to 2 workers, by the clock", at_least(0.85)
        ),
        figure("cluster.plan.ms", [c.plan * 1e3 for c in costs], "ms", one),
        figure("cluster.opened.ms", [c.opened * 1e3 for c in costs], "ms", "each worker once"),
        figure("cluster.scheduled.ms", [c.scheduled * 1e3 for c in costs], "ms", "a chunk"),
        figure("cluster.gathered.ms", [c.gathered * 1e3 for c in costs], "ms", "a plan, client"),
        figure("cluster.plan.kb", [size / 1e3], "kB", "read and written"),
        *simulated,
    ]


def _size(home: Path) -> float:
    """Bytes that a plan has read and written: itself, its kept text, its document."""
    plans = list((home / bench_corpus.PLANS).glob("*.toml"))
    documents = list((home / "output").rglob("*.docx"))
    if not plans or not documents:
        raise RefusedError("nothing was rendered")
    each = sum(path.stat().st_size for path in plans) / len(plans)
    return 2 * each + sum(path.stat().st_size for path in documents) / len(documents)

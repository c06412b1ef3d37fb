"""Warm: a document in memory → the bytes of a .docx, against every engine.

Each engine runs in one persistent process. Before anything is timed, every engine
renders every data set, and what a reader sees of it must be what docxtpl gives.
"""

from __future__ import annotations

import json
import sys
import zipfile
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines import dialects, peers
from benchmarks.engines.process import RefusedError, Worker
from benchmarks.engines.reading import same
from benchmarks.harness import Figure, Round, alternate, at_least, at_most, figure, ratios

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = ("docxtpl", "kehoach", "kehoach-zlib", "floor")
SECONDS, PASSES = 0.4, 3
"""How long an engine works in one pass, if it is no slower than 8 documents in that time."""
SIZE = f"80 paragraphs, {content.ROWS}-row appendix"


def measure(scratch: Path) -> list[Figure]:
    peers.install()
    with ExitStack() as stack:
        workers = start(scratch, stack)
        compare(workers, scratch)
        composer = Worker("compose", _python("compose"))
        stack.callback(composer.close)
        workers["compose"] = composer
        counts = {name: _count(worker) for name, worker in workers.items()}
        rounds = alternate(
            {name: partial(worker.seconds, counts[name]) for name, worker in workers.items()},
            passes=PASSES,
        )
        peaks = {name: worker.peak_mb() for name, worker in workers.items()}
    return _figures(rounds, peaks)


def start(scratch: Path, stack: ExitStack) -> dict[str, Worker]:
    """A process for every engine; the npm ones get templates and data of their own."""
    workers = {}
    for name in PYTHON:
        workers[name] = Worker(name, _python(name))
        stack.callback(workers[name].close)
    with zipfile.ZipFile(content.TEMPLATE) as package:
        parts = dialects.parse(package.read(dialects.BODY).decode())
    data = []
    for number in range(content.SETS):
        data.append(scratch / f"{number}.json")
        values = dialects.data(parts, content.document(number))
        data[-1].write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    for dialect in dialects.DIALECTS:
        template = scratch / f"template-{dialect}.docx"
        template.write_bytes(dialects.translate(content.TEMPLATE, dialect))
        workers[dialect] = Worker(dialect, peers.command(dialect, template, data))
        stack.callback(workers[dialect].close)
    return workers


def _python(engine: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.engines.worker", engine]


def compare(workers: dict[str, Worker], scratch: Path) -> None:
    """Every engine gives docxtpl's document; the floor gives kehoach's very members."""
    for number in range(content.SETS):
        files = {name: scratch / f"{name}-{number}.docx" for name in workers}
        for name, worker in workers.items():
            worker.save(number, files[name])
            same(files[name], files["docxtpl"], name)
        with zipfile.ZipFile(files["kehoach"]) as ours, zipfile.ZipFile(files["floor"]) as floor:
            for name in ours.namelist():
                if ours.read(name) != floor.read(name):
                    raise RefusedError(f"the floor's {name} is not that of kehoach: see floor.py")


def _count(worker: Worker) -> int:
    """Documents for a round: whole turns of the data sets, after a warm-up."""
    worker.seconds(2 * content.SETS)
    once = worker.seconds(2 * content.SETS)
    return content.SETS * max(1, round(SECONDS / once / content.SETS))


def _figures(rounds: list[Round], peaks: dict[str, float]) -> list[Figure]:
    def times(other: str, ours: str = "kehoach") -> list[float]:
        return ratios(rounds, other, ours)

    best = [min(r[name] for name in dialects.DIALECTS) / r["kehoach"] for r in rounds]
    whole = [r["docxtpl"] / (r["kehoach"] + r["compose"]) for r in rounds]
    found = [
        figure("render.warm.vs_docxtpl", times("docxtpl"), "×", "docxtpl 0.20.2", at_least(100)),
        figure("render.warm.vs_best_peer", best, "×", "fastest npm engine", at_least(50)),
        figure(
            "render.warm.vs_floor",
            ratios(rounds, "kehoach", "floor"),
            "× its time",
            "hand-written formatting",
            at_most(1.6),
        ),
        figure(
            "render.zlib.vs_docxtpl",
            times("docxtpl", "kehoach-zlib"),
            "×",
            "docxtpl 0.20.2",
            at_least(20),
        ),
        figure("render.with_compose.vs_docxtpl", whole, "×", "docxtpl 0.20.2, composed for it"),
    ]
    found += [figure(f"render.warm.vs_{n}", times(n), "×", n) for n in dialects.DIALECTS]
    for name in rounds[0]:
        values = [r[name] * 1000 for r in rounds]
        found.append(figure(f"render.{name}.ms", values, "ms", SIZE))
    for name, peak in peaks.items():
        found.append(figure(f"render.{name}.peak_mb", [peak], "MB", "its warm process"))
    return found

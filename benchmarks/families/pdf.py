"""PDF: documents per second against LibreOffice called as well as it can be, by it and without it.

The raw side converts the same files to the same kind of PDF (tagged, named destinations)
with two seeded profiles side by side, one call each, and does nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, alternate, at_least, figure, ratios
from generator.office.libreoffice import convert_command, find_office, make_profile, version
from generator.office.pdf import convert, filter_for
from generator.verbs.printing import to_pdf
from generator.verbs.render import Manner, Renderer, render_files
from generator.workspace.processes import Processes
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

FILES, ROUNDS = 20, 5
MANY = 200
"""Files for our own printer, which is fast."""


def measure(scratch: Path) -> list[Figure]:
    office = find_office()
    if office is None:
        raise RefusedError("no LibreOffice")
    first = scratch / "docx/0.docx"
    renderer = Renderer(Workspace(content.ROOT), Manner(content.TEMPLATE, overwrite=True))
    list(render_files(renderer, [(content.CITY, first)], Processes(1)))
    jobs = min(2, os.cpu_count() or 1)
    files = _copies(first, scratch / "ours", FILES)
    rounds = alternate(
        {
            "ours": _by_libreoffice(files, jobs),
            "raw": _raw(office, files, scratch, jobs),
            "own": _by_ourselves(_copies(first, scratch / "own", MANY), jobs),
        },
        ROUNDS,
    )
    return [
        figure(
            "pdf.vs_best_batch",
            ratios(rounds, "ours", "raw"),
            "× its rate",
            f"LibreOffice, {jobs} profiles, one call each, same PDF",
            at_least(0.9),
        ),
        figure(
            "pdf.own.vs_libreoffice",
            ratios(rounds, "own", "raw"),
            "× its rate",
            f"our own typesetter in {jobs} processes; LibreOffice with {jobs} profiles",
            at_least(10),
        ),
        figure("pdf.own.rate", [r["own"] for r in rounds], "documents/s", f"{jobs} processes"),
        figure("pdf.rate", [r["ours"] for r in rounds], "documents/s", f"{jobs} profiles"),
    ]


def _copies(file: Path, folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    return [Path(shutil.copyfile(file, folder / f"{i}.docx")) for i in range(count)]


def _by_libreoffice(files: list[Path], jobs: int) -> Callable[[], float]:
    """Documents a second, as the command prints them by LibreOffice."""

    def ours() -> float:
        start = time.perf_counter()
        problems = convert(files, jobs=jobs)
        took = time.perf_counter() - start
        if problems or not all(file.with_suffix(".pdf").is_file() for file in files):
            raise RefusedError(str(problems))
        for file in files:
            file.with_suffix(".pdf").unlink()
        return len(files) / took

    return ours


def _raw(office: str, files: list[Path], scratch: Path, jobs: int) -> Callable[[], float]:
    """Documents a second of LibreOffice alone, with so many profiles side by side."""
    profiles = [make_profile(scratch / f"raw-{i}", version(office)) for i in range(jobs)]
    out = scratch / "raw-out"

    def raw() -> float:
        start = time.perf_counter()
        started = [
            subprocess.Popen(
                [
                    *convert_command(office, profile, filter_for(pdfa=False), out),
                    *map(str, files[number::jobs]),
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for number, profile in enumerate(profiles)
        ]
        for process in started:
            process.wait()
        took = time.perf_counter() - start
        if len(list(out.glob("*.pdf"))) != len(files):
            raise RefusedError("raw LibreOffice did not convert every file")
        shutil.rmtree(out)
        return len(files) / took

    return raw


def _by_ourselves(files: list[Path], jobs: int) -> Callable[[], float]:
    """Documents a second of our own printer."""

    def own() -> float:
        start = time.perf_counter()
        made = to_pdf(files, engine="own", crew=Processes(jobs))
        took = time.perf_counter() - start
        if made.diagnostics or len(made.pages) != len(files):
            raise RefusedError(str(made.diagnostics))
        for file in files:
            file.with_suffix(".pdf").unlink()
        return len(files) / took

    return own

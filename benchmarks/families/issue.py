"""Issuing: against the bare rate of the same durable writes, and with sixteen processes at once."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, at_least, at_most, figure
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import open_database
from generator.verbs.issue import IssueWish, PlanIssuer, template_of
from generator.workspace.workspace import Workspace
from tests.issuers import CLERK, make_plans

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS, EACH = 7, 60
PROCESSES, SHARE = 16, 15
_READ_ONLY = 0o444


def measure(scratch: Path) -> list[Figure]:
    home = _workspace(scratch / "workspace", ROUNDS * EACH + PROCESSES * SHARE + 20)
    files = sorted((home / "plans/nhieu").glob("*.toml"), key=lambda path: int(path.stem[3:]))
    workspace = Workspace(home)
    database = open_database(workspace.settings.so_dang_ky.dia_chi, home, REGISTER)
    issuer = PlanIssuer(workspace, database, CLERK, template_of(workspace)[0])
    for _ in range(20):
        issuer(files.pop(0), IssueWish())
    floor = _Floor(scratch / "floor", home)
    ratios = []
    for _ in range(ROUNDS):
        batch, files = files[:EACH], files[EACH:]
        ratios.append(_seconds(floor.write, EACH) / _issue(issuer, batch))
    database.close()
    waits, together = _compete(home, PROCESSES)
    single = _workspace(scratch / "alone", PROCESSES * SHARE)
    _waits, alone = _compete(single, 1)
    return [
        figure(
            "issue.vs_durable_floor",
            ratios,
            "ratio",
            "rate of issuing ÷ rate of one SQLite FULL commit and the same fsynced files",
            at_least(0.6),
        ),
        figure(
            "issue.competing_vs_alone",
            [alone / together],
            "ratio",
            "rate of sixteen processes ÷ rate of one, both without their start",
            at_least(0.7),
        ),
        figure(
            "issue.longest_wait", waits, "s", "slowest issue of each process of sixteen", at_most(2)
        ),
    ]


def _workspace(home: Path, plans: int) -> Path:
    for name in ("plans", "templates"):
        shutil.copytree(content.ROOT / name, home / name)
    shutil.copy(content.ROOT / "kehoach.toml", home)
    make_plans(home / "plans/nhieu", plans)
    return home


def _issue(issuer: PlanIssuer, files: list[Path]) -> float:
    start = time.perf_counter()
    for file in files:
        issued = issuer(file, IssueWish())
        if issued.row is None:
            raise RefusedError(f"issue: {issued.diagnostics}")
    return time.perf_counter() - start


def _compete(home: Path, processes: int) -> tuple[list[float], float]:
    """Slowest issue of each process, and seconds from the first to the last issue of all."""
    gate = home / "cho"
    gate.touch()
    running = [_start(home, share, processes) for share in range(processes)]
    while len(list(home.glob("san-sang-*"))) < processes:
        time.sleep(0.05)
    gate.unlink()
    told = [_finish(process) for process in running]
    return [slowest for slowest, _begin, _end in told], max(e for _s, _b, e in told) - min(
        b for _s, b, _e in told
    )


def _start(home: Path, share: int, shares: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.issuers", str(home), str(share), str(shares)]
    return subprocess.Popen(command, cwd=content.ROOT, stdout=subprocess.PIPE, text=True)


def _finish(process: subprocess.Popen[str]) -> tuple[float, float, float]:
    out, _err = process.communicate()
    if process.returncode:
        raise RefusedError("issue: a process failed")
    slowest, began, ended = map(float, out.split())
    return slowest, began, ended


def _seconds(write: object, count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        write()  # type: ignore[operator]
    return time.perf_counter() - start


class _Floor:
    """The same files of the same sizes, flushed, and one commit: nothing else."""

    def __init__(self, folder: Path, home: Path) -> None:
        issued = next(path for path in sorted(home.glob("phat-hanh/*/*/*/0*")) if path.is_dir())
        self.files = {
            path.relative_to(issued).as_posix(): path.read_bytes()
            for path in issued.rglob("*")
            if path.is_file()
        }
        self.shared = {name for name in self.files if name.startswith("nguon/")}
        self.folder = folder
        self.number = 0
        folder.mkdir()
        self.plan = folder / "plan.toml"
        for name in self.shared:
            (folder / "kho").mkdir(exist_ok=True)
            (folder / "kho" / name.replace("/", "-")).write_bytes(self.files[name])
        self.base = sqlite3.connect(folder / "so.db", isolation_level=None)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=FULL")
        self.base.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, v TEXT)")

    def write(self) -> None:
        self.number += 1
        temp, final = self.folder / "temp", self.folder / str(self.number)
        for name, data in self.files.items():
            path = temp / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name in self.shared:
                os.link(self.folder / "kho" / name.replace("/", "-"), path)
            else:
                _durable(path, data)
        for inner in {(temp / name).parent for name in self.files}:
            _sync(inner)
        temp.rename(final)
        _sync(self.folder)
        self.base.execute("INSERT INTO t VALUES (?, ?)", (self.number, "x" * 1500))
        beside = self.plan.with_suffix(".tmp")
        _durable(beside, self.files["ke-hoach.toml"])
        beside.chmod(0o644)
        beside.replace(self.plan)
        _sync(self.folder)


def _durable(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    path.chmod(_READ_ONLY)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)

"""A scheduler and its workers as real processes of dask, started and ended one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LONGEST = 240.0
"""Seconds for a process to be there."""


class Machines:
    """What one test starts; all of it ends with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.running: list[subprocess.Popen[bytes]] = []
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.joined = 0

    def start_scheduler(self, *options: str, **environment: str) -> str:
        """Start the scheduler; its address."""
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler",
            "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show",
            "--scheduler-file", str(self.file), *options, environment=environment,
        )  # fmt: skip
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            with suppress(OSError, ValueError):
                found = json.loads(self.file.read_text())["address"]
                assert isinstance(found, str)
                return found
            time.sleep(0.05)
        raise AssertionError(self._log())

    def start_worker(
        self,
        *options: str,
        prefix: tuple[str, ...] = (),
        processes: int = 1,
        **environment: str,
    ) -> subprocess.Popen[bytes]:
        """Start a worker with one thread in a folder of its own; it is the scheduler's then."""
        started = self._worker(*options, prefix=prefix, environment=environment)
        self._wait_for(processes)
        return started

    def start_workers(self, count: int) -> list[subprocess.Popen[bytes]]:
        """Start several, at the same time."""
        started = [self._worker() for _one in range(count)]
        self._wait_for(count)
        return started

    def _worker(
        self,
        *options: str,
        prefix: tuple[str, ...] = (),
        environment: dict[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        return self._start(
            "distributed.cli.dask_worker",
            "--scheduler-file", str(self.file), "--nthreads", "1", "--no-dashboard",
            *(options or ("--no-nanny",)), prefix=prefix, environment=environment or {},
        )  # fmt: skip

    def _wait_for(self, processes: int) -> None:
        """Wait until so many more are the scheduler's."""
        self.joined += processes
        deadline = time.monotonic() + LONGEST
        while self._log().count("Registered to") < self.joined:
            assert time.monotonic() < deadline, self._log()
            time.sleep(0.05)

    def _start(
        self,
        module: str,
        *options: str,
        prefix: tuple[str, ...] = (),
        environment: dict[str, str],
    ) -> subprocess.Popen[bytes]:
        here = self.folder / f"{len(self.running)}"
        here.mkdir()
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        with (here / "log").open("wb") as log:
            started = subprocess.Popen(
                [*prefix, sys.executable, "-m", module, *options],
                cwd=here,
                env={**os.environ, "PYTHONPATH": path, **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.running.append(started)
        return started

    def _log(self) -> str:
        logs = sorted(self.folder.glob("*/log"))
        return "\n".join(log.read_text("utf-8", "replace") for log in logs)

    def end(self) -> None:
        """End all processes, whatever state they are in; the scheduler last.

        A worker whose scheduler goes before it waits for ten seconds that it comes back.
        """
        workers = [one for one in self.running if one is not self.scheduler]
        for some in (workers, [self.scheduler] if self.scheduler else []):
            for one in some:
                one.terminate()
            for one in some:
                try:
                    one.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    one.kill()
                    one.wait()


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """Nothing started yet; all ended afterwards."""
    folder.mkdir()
    found = Machines(folder)
    try:
        yield found
    finally:
        found.end()

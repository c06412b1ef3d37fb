"""Processes that are measured: warm workers over a pipe, whole commands, trees of processes."""

from __future__ import annotations

import compileall
import importlib.util
import json
import os
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class RefusedError(Exception):
    """The benchmark will not report: an engine failed or gave another document."""


class Worker:
    """An engine in a process of its own: one JSON line asked, one answered.

    {"do": "save", "set": i, "to": path} renders data set i into a file;
    {"do": "time", "count": n} renders n documents in memory, the data sets in turn,
    and answers with the seconds it took, measured inside the process.
    """

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None):
        self.name = name
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **(env or {})},
            text=True,
            encoding="utf-8",
        )
        self._answer()  # says that it is ready

    def ask(self, **question: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RefusedError(f"{self.name}: process ended with code {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise RefusedError(f"{self.name}: {answer['error']}")
        return answer

    def save(self, number: int, to: Path) -> None:
        self.ask(do="save", set=number, to=str(to))

    def seconds(self, count: int) -> float:
        """Seconds per document, over `count` documents."""
        return float(self.ask(do="time", count=count)["seconds"]) / count

    def peak_mb(self) -> float:
        return peak_mb(self._process.pid)

    def close(self) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def peak_mb(pid: int) -> float:
    """Highest resident memory of a live process so far, MB (10**6 bytes)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


class Run(NamedTuple):
    """A finished command."""

    seconds: float
    cpu: float
    """Processor seconds of the command and the children it waited for."""
    tree_mb: float
    """Highest memory of the command and its children together (sum of PSS), if sampled."""


def run(
    command: Sequence[str],
    env: Mapping[str, str] | None = None,
    *,
    cwd: Path | None = None,
    sample: float = 0,
) -> Run:
    """Run a whole command, its output thrown away; RefusedError when it fails.

    `sample`: seconds between two looks at the memory of its processes; 0 is never.
    """
    with Path(os.devnull).open("w") as sink, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=errors,
            env={**os.environ, **(env or {})},
            cwd=cwd,
        )
        with _watched(process.pid, sample) as peak:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code != 0:
            errors.seek(0)
            said = errors.read()[-2000:]
            raise RefusedError(f"exit code {code}: {' '.join(command)}\n{said}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(peak))


@contextmanager
def _watched(pid: int, every: float) -> Iterator[list[float]]:
    """The memory of a process and all below it, looked at in the background."""
    seen = [0.0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(every):
            seen.append(tree_mb(pid))

    watcher = threading.Thread(target=look)
    if every:
        watcher.start()
    try:
        yield seen
    finally:
        over.set()
        if every:
            watcher.join()


def tree_mb(pid: int) -> float:
    """Memory of a process and all below it, MB: what is shared is counted once (PSS)."""
    total = 0.0
    with suppress(OSError):  # it may have ended by now
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024 / 1e6
        for task in Path(f"/proc/{pid}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(tree_mb(int(child)) for child in children)
    return total


def compile_sources() -> None:
    """Bytecode of the product and of what it and docxtpl import: no start compiles sources.

    An installed package has its bytecode, but an environment variable may forbid Python
    to write that of sources which have just been edited.
    """
    import generator

    folders = [Path(generator.__path__[0])]
    for name in ("click", "docx", "docxtpl", "jinja2", "lxml", "markupsafe", "msgspec"):
        spec = importlib.util.find_spec(name)
        assert spec is not None
        folders += [Path(place) for place in spec.submodule_search_locations or ()]
    for folder in folders:
        compileall.compile_dir(folder, quiet=2)

"""What a power cut before each durable write of a command would leave behind.

Counted are the calls after which a disk holds something else: flushes, renames, links,
removals, and the commits of the register. The command runs once, in a process of its own;
before each such call its folder is copied as it lies on the disk then, which is what a process
killed at that moment would leave: every state that a power cut can leave is seen, each once.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import warnings
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

from generator.cli import run
from tests.conftest import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("fsync", "replace", "rename", "link", "unlink")


def states_left(home: Path, *arguments: object, password: str = "") -> list[Path]:
    """Run the command in `home`; copies beside it of all states before a write, in their order."""
    with warnings.catch_warnings():
        # the server of the tests' time-stamps runs in a thread; the child does not need it
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 99
        try:
            _silence()
            os.chdir(home)
            given = [str(a) for a in arguments]
            if password:
                reading, writing = os.pipe()
                os.write(writing, password.encode() + b"\n")
                given += ["--password-fd", str(reading)]
            _before_each_write(_copier(home))
            code = run(given)
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return sorted(home.parent.glob(f"{home.name}-*"))


def _copier(home: Path) -> Callable[[], None]:
    """Copies the folder as it is, unless it is as it was when last copied."""
    number, lock = 0, RLock()
    seen: dict[str, tuple[int, bytes]] = {}

    def copy() -> None:
        nonlocal number, seen
        with lock:  # several files may wait for the disk at once
            state = _state(home)
            if state != seen:
                number, seen = number + 1, state
                shutil.copytree(home, home.with_name(f"{home.name}-{number:03}"))

    return copy


def _state(home: Path) -> dict[str, tuple[int, bytes]]:
    """Every path below a folder: its mode, and the bytes of a file."""
    return {
        str(path): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in home.rglob("*")
    }


def _silence() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)


def arm(number: int) -> None:
    """Kill this process before its n-th durable write."""
    left = number

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    _before_each_write(count)


def _before_each_write(act: Callable[[], None]) -> None:
    def acted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            act()
            return real(*arguments, **named)

        return call

    for name in CALLS:
        setattr(os, name, acted(getattr(os, name)))
    event.listen(Engine, "commit", lambda _connection: act())


def quietly(home: Path, *arguments: object) -> Outcome:
    """Run a command in this process, in a folder."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(home), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(a) for a in arguments])
    return Outcome(code, out.getvalue(), err.getvalue())

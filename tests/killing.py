"""A command in a process of its own that is killed before its n-th durable write.

Counted are the calls after which a disk holds something else: flushes, renames, links,
removals, and the commits of the register. Killed before the first, before the second, …
until the command lives through: every state that a power cut can leave is seen.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

from generator.cli import run
from tests.conftest import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("fsync", "replace", "rename", "link", "unlink")


def killed_before(number: int, home: Path, *arguments: object, password: str = "") -> bool:
    """Run the command in `home`; whether it was killed, or ended before so many writes."""
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
            arm(number)
            code = run(given)
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, f"exit {os.WEXITSTATUS(status)}"
    return False


def _silence() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)


def arm(number: int) -> None:
    """Kill this process before its n-th durable write."""
    left = number

    def count(*_arguments: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            count()
            return real(*arguments, **named)

        return call

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    event.listen(Engine, "commit", count)


def quietly(home: Path, *arguments: object) -> Outcome:
    """Run a command in this process, in a folder."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(home), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(a) for a in arguments])
    return Outcome(code, out.getvalue(), err.getvalue())

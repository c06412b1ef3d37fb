"""Commands as processes of their own, forked from one that has loaded the libraries already.

For tests that need many commands and do not look at how one starts: each has its own memory,
folder, environment and end. `tests.conftest.process` starts one from nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND = "from generator.cli import main; main()"
LONGEST = 600
"""Seconds after which a command is ended, as one that hangs."""
_KEEPER = """
import gc, json, os, signal, sys, threading
import s3fs, sshfs
import generator.cli.common, generator.workspace.remote
assert threading.active_count() == 1  # a fork leaves the others behind, with what they hold
gc.freeze()  # a command that ends looks through its own things alone, and copies no page of these
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    raise SystemExit
signal.alarm(asked["longest"])
for number, name in enumerate((os.devnull, asked["out"], asked["err"])):
    os.dup2(os.open(name, os.O_WRONLY if number else os.O_RDONLY), number)
os.chdir(asked["cwd"])
os.environ.clear()
os.environ.update(asked["environment"])
sys.argv[1:] = asked["arguments"]
exec(asked["code"])
"""


class _Keeper(NamedTuple):
    """The process that forks, and the folder for what its commands say."""

    process: subprocess.Popen[str]
    folder: tempfile.TemporaryDirectory[str]


_kept: list[_Keeper] = []


def told(
    *arguments: object, cwd: Path, environment: Mapping[str, str], code: str = COMMAND
) -> Outcome:
    """Run the command, or `code`, to its end in a process of its own."""
    if not _kept:
        started = subprocess.Popen(
            [sys.executable, "-c", _KEEPER],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        _kept.append(_Keeper(started, tempfile.TemporaryDirectory()))
    (keeper,) = _kept
    stdin, stdout = keeper.process.stdin, keeper.process.stdout
    assert stdin is not None
    assert stdout is not None
    out, err = (Path(keeper.folder.name, name) for name in ("out", "err"))
    for said in (out, err):
        said.write_bytes(b"")
    asked = {
        "arguments": [str(one) for one in arguments], "code": code, "cwd": str(cwd),
        "environment": {**os.environ, **environment}, "longest": LONGEST,
        "out": str(out), "err": str(err),
    }  # fmt: skip
    stdin.write(json.dumps(asked) + "\n")
    stdin.flush()
    return Outcome(int(stdout.readline()), out.read_text("utf-8"), err.read_text("utf-8"))


def end() -> None:
    """End the process that forks; the next command begins another."""
    while _kept:
        keeper = _kept.pop()
        keeper.process.communicate()
        keeper.folder.cleanup()

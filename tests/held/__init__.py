"""Plans that hold up whoever reads them: what a test needs to break work off in its middle.

A pipe in a plan's place is refused and never waited for, so the plan is a file like others, and
the pipe lies beside it. The processes under test know it by `sitecustomize` here.
"""

from __future__ import annotations

import os
from pathlib import Path

PIPE = ".pipe"


def known(environment: str) -> str:
    """The PYTHONPATH of processes that wait for such plans."""
    return os.pathsep.join(filter(None, (str(Path(__file__).parent), environment)))


def hold(plan: Path) -> Path:
    """Nobody reads this plan to its end, an empty one where there is none; its pipe."""
    plan.touch()
    pipe = plan.with_name(plan.name + PIPE)
    os.mkfifo(pipe)
    return pipe


def let_go(plan: Path) -> None:
    """Nobody waits for it any more; it is gone."""
    read_on(plan.with_name(plan.name + PIPE))
    plan.unlink()


def read_on(pipe: Path) -> None:
    """Nobody waits at a pipe any more; its plan stays as it is."""
    handle = os.open(pipe, os.O_RDWR)  # who waits goes on, and nobody can begin to wait unseen
    pipe.unlink()
    os.close(handle)

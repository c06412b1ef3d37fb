"""The door of other machines: what a worker of a cluster reads of its own environment."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.surroundings import surroundings, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from generator.surroundings import Surroundings
    from generator.workspace.cluster import Cluster

ORIGIN = "kehoach.origin"
"""In the command's context: what brings the place elsewhere up to the copy that is worked in."""


def of_this_machine(dated: datetime | None) -> Surroundings:
    """The surroundings of the machine that calls it; the date to be written is the request's."""
    return replace(told_by(os.environ), dated=dated)


@contextmanager
def cluster(address: str, jobs: int | None, *, without_tls: bool) -> Iterator[Cluster]:
    """The machines of a scheduler, for one command."""
    from generator.workspace.cluster import Cluster

    hush()
    around = partial(of_this_machine, surroundings().dated)
    origin = click.get_current_context().meta.get(ORIGIN)
    crew = Cluster(address, around, Path.cwd(), jobs=jobs, without_tls=without_tls, origin=origin)
    try:
        yield crew
    finally:
        crew.close()


def hush() -> None:
    """Keep the library's log out of the user's words: what matters is told as a finding."""
    with suppress(ImportError):  # told where it is needed
        import distributed  # noqa: F401 - sets the levels of its loggers when it is imported

    for name in ("asyncio", "distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

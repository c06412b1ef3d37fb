"""Plans read for the search while nobody waits for it: after the start, and when files changed.

Many are read by a process of their own, which gives its memory back and takes no turn from those
who type; of a few the next search reads what it needs itself.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread

from generator.storage.database import Unavailable
from generator.surroundings import Surroundings, be_in, surroundings
from generator.verbs import search
from generator.workspace.desk import Desk
from generator.workspace.processes import become_worker
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

_LOG = logging.getLogger("kehoach.web")
FIRST = 3.0
"""Seconds after the start: the first page comes first."""
REST = 20.0
"""Seconds between two looks at files when all of them are read."""
FEW = 12
"""So many changed sources a search reads within its own request: less than half a second."""
LISTEN = 0.5
"""Seconds between two looks at how far the other process is."""


class SearchIndexer:
    """Brings the index up to the files of a workspace."""

    def __init__(
        self,
        desk: Callable[[], Desk],
        *,
        first: float = FIRST,
        rest: float = REST,
        few: int = FEW,
    ) -> None:
        self._desk, self._first, self._rest, self._few = desk, first, rest, few
        self.state: search.IndexState | None = None
        """None before the first look, and where the index cannot be had."""
        self.reading = False
        """Whether another process reads."""

    @property
    def at_most(self) -> int:
        """So many changed sources a search may read itself; none while others are being read."""
        return 0 if self.reading else self._few

    async def run(self) -> None:
        """Work until cancelled; what cannot be done now is tried again at the next look."""
        hands = CapacityLimiter(1)
        await asyncio.sleep(self._first)
        while True:
            try:
                self.state = await to_thread.run_sync(
                    search.refresh, self._desk(), 0, limiter=hands
                )
                if self.state.left > self._few:
                    await self._read_apart()
            except (Unavailable, OSError) as fault:
                _LOG.warning("search index: %s", fault)
                self.state = None
            await asyncio.sleep(self._rest)

    async def _read_apart(self) -> None:
        desk = self._desk()
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        given = (desk.workspace.root, desk.confirmed, surroundings(), there)
        process = context.Process(target=_read_all, args=given, daemon=True)
        process.start()
        there.close()
        self.reading = True
        try:
            while process.is_alive() or here.poll():
                while here.poll():
                    self.state = here.recv()
                await asyncio.sleep(LISTEN)
        except EOFError:
            pass
        finally:
            self.reading = False
            process.kill()
            process.join()
            process.close()
            here.close()


def _read_all(root: Path, confirmed: bool, around: Surroundings, into: Connection) -> None:
    """In a process of its own: read all that changed, and tell how far that is."""
    become_worker()
    be_in(around)
    if hasattr(os, "nice"):
        os.nice(10)
    while True:
        desk = Desk(Workspace(root), lambda: datetime.now(UTC), confirmed=confirmed)
        try:
            state = search.refresh(desk, search.TOGETHER)
        except (Unavailable, OSError):
            return  # told by the next look of the server itself
        into.send(state)
        if not state.left:
            return

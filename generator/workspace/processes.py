"""A crew of this machine: this process where files are few, else one process for each core."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _, language, speak
from generator.surroundings import Surroundings, be_in, surroundings
from generator.workspace.batch import AHEAD, Errand, Hands, handed, in_order, keep_open, named

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

    from generator.workspace.batch import Job

T = TypeVar("T")
R = TypeVar("R")
FEW = 24
"""Up to so many files one process is faster than starting others."""


@dataclass(frozen=True)
class Processes:
    """The processes of this machine."""

    jobs: int | None = None
    """How many; None: one for each core."""

    def do(
        self, job: Job[T, R], items: Sequence[T], ready: Callable[[T], R] | None = None
    ) -> Generator[R, None, None]:
        """Work on items; results in their order."""
        jobs = self.jobs or os.cpu_count() or 1
        if len(items) <= FEW or jobs == 1:
            yield from map(ready or job.open(), items)
            return
        pool = _Pool(jobs, Errand(uuid4().hex, job, language()), ready)
        try:
            yield from in_order(pool, job, items)
        finally:
            pool.close()


EVERY_CORE = Processes()
"""The crew of a request that says nothing."""


class _Pool(Hands):
    def __init__(self, jobs: int, errand: Errand, ready: Callable[[Any], Any] | None) -> None:
        # imported here: half of the time of rendering one document
        from concurrent.futures.process import BrokenProcessPool

        self.died = (BrokenProcessPool,)
        self._jobs, self._errand, self._ready = jobs, errand, ready
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor

        context = _context()
        # a copy of this process has what it has opened; one that starts afresh opens it itself
        ready = self._ready if context.get_start_method() == "fork" else None
        begin = (self._errand.token, self._errand.language, surroundings(), ready)
        return ProcessPoolExecutor(self._jobs, context, initializer=_begin, initargs=begin)

    def submit(self, items: list[Any]) -> Future[bytes]:
        try:
            return self._pool.submit(handed, self._errand, items)
        except self.died as fault:  # one died before this chunk was handed over
            from concurrent.futures import Future

            refused: Future[bytes] = Future()
            refused.set_exception(fault)
            return refused

    def width(self) -> int:
        return AHEAD * self._jobs

    def renew(self) -> None:
        self.close()
        self._pool = self._made()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def dead(self, item: object) -> Diagnostic:
        return error(
            "HT907",
            _("Một tiến trình con bị hệ thống dừng giữa chừng (thường vì thiếu bộ nhớ)"),
            Place(named(item), ""),
            _("Các tệp đã ghi đều trọn vẹn; chạy lại với -j 1 để làm tiếp."),
        )


def _begin(
    token: str, spoken: str, around: Surroundings, ready: Callable[[Any], Any] | None
) -> None:
    become_worker()
    # what this process was given is never looked through for garbage: looking would write to its
    # pages, and each process would have a copy of what all of them share
    gc.freeze()
    speak(spoken)
    be_in(around)
    if ready is not None:
        keep_open(token, ready)


def become_worker() -> None:
    """In a worker process: Ctrl-C is the parent's business, and so are its end and living on.

    A worker whose parent was killed would wait for work for ever; a thread that
    watches the parent ends it.
    """
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a copy has what its parent does then
    parent = parent_process()
    assert parent is not None  # noqa: S101 - only ever called in a child process

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=follow, daemon=True).start()


def _context() -> BaseContext:
    """How processes are started: a copy of this one is fastest, but not while threads run in it.

    A copy of a server would hold for ever the locks that its other threads held at that moment.
    """
    import multiprocessing
    import threading

    alone = threading.active_count() == 1 and os.name != "nt"
    return multiprocessing.get_context("fork" if alone else "spawn")

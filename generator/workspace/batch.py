"""The same work on many files, spread over processes.

The work on one file is a function of the workspace and that file. Each result comes
back as soon as it is there; stopping at any moment leaves whole files only, and running
again completes the rest.
"""

from __future__ import annotations

import os
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from generator.diagnostics import Diagnostic, error
from generator.locale import _, language, speak
from generator.surroundings import Surroundings, be_in, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext

R = TypeVar("R")
Status = Literal["written", "unchanged", "refused"]
FEW = 24
"""Up to so many files one process is faster than starting others."""
CHUNK = 16
AHEAD = 4
"""Chunks under way for each process: one that takes long does not leave the others idle."""


class Done(NamedTuple):
    """What became of one file."""

    source: str
    target: str
    status: Status
    diagnostics: list[Diagnostic]
    dropped: tuple[tuple[str, str], ...] = ()
    """When deriving: (node of the plan above, rule) for what does not concern the unit."""
    plan: str = ""
    """When deriving: id of the unit's plan."""


def unheard(_result: object) -> None:
    """Nobody waits for single results of a batch."""


def become_worker() -> None:
    """In a worker process: Ctrl-C is the parent's business, and so is living on.

    A worker whose parent was killed would wait for work for ever; a thread that
    watches the parent ends it.
    """
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None  # noqa: S101 - only ever called in a child process

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=follow, daemon=True).start()


_worker: Callable[[Any], Any] | None = None
"""In a worker process: what it does with each item."""


def _begin(
    spoken: str, around: Surroundings, make: Callable[..., Any], arguments: Sequence[Any]
) -> None:
    become_worker()
    speak(spoken)
    be_in(around)
    global _worker
    _worker = make(*arguments)


def _work(items: list[Any]) -> list[Any]:
    assert _worker is not None  # noqa: S101 - set when the process began
    return [_worker(item) for item in items]


def spread(
    items: Sequence[Any],
    jobs: int,
    make: Callable[..., Callable[[Any], R]],
    arguments: Sequence[Any],
    lost: Callable[[Diagnostic], R],
) -> Iterator[R]:
    """Work on items in `jobs` processes; results in the order of the items, as from one process.

    Each process makes its worker once, `make(*arguments)`, and calls it with each item.
    `lost` makes the result that says that a process was killed. Few chunks are under way
    at a time, so that memory does not grow with their number.
    """
    # imported here: half of the time of rendering one document
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunks = (items[i : i + CHUNK] for i in range(0, len(items), CHUNK))
    pool = ProcessPoolExecutor(
        jobs, _context(), initializer=_begin, initargs=(language(), surroundings(), make, arguments)
    )
    under_way: deque[Future[list[R]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, AHEAD * jobs - len(under_way)):
                under_way.append(pool.submit(_work, list(chunk)))
            if not under_way:
                return
            yield from under_way.popleft().result()
    except BrokenProcessPool:
        yield lost(_worker_lost())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _context() -> BaseContext:
    """How processes are started: a copy of this one is fastest, but not while threads run in it.

    A copy of a server would hold for ever the locks that its other threads held at that moment.
    """
    import multiprocessing
    import threading

    alone = threading.active_count() == 1 and os.name != "nt"
    return multiprocessing.get_context("fork" if alone else "spawn")


def lost_file(fault: Diagnostic) -> Done:
    """The result that says that a process was killed."""
    return Done("", "", "refused", [fault])


def _worker_lost() -> Diagnostic:
    return error(
        "HT907",
        _("Một tiến trình con bị hệ thống dừng giữa chừng (thường vì thiếu bộ nhớ)"),
        None,
        _("Các tệp đã ghi đều trọn vẹn; chạy lại với -j 1 để làm tiếp."),
    )

"""The same work on many files, spread over processes.

The work on one file is a function of the workspace and that file. Each result comes
back as soon as it is there; stopping at any moment leaves whole files only, and running
again completes the rest.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from generator.diagnostics import Diagnostic, error
from generator.locale import _, language, speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

R = TypeVar("R")
Status = Literal["written", "unchanged", "refused"]
FEW = 24
"""Up to so many files one process is faster than starting others."""
CHUNK = 16


class Done(NamedTuple):
    """What became of one file."""

    source: str
    target: str
    status: Status
    diagnostics: list[Diagnostic]
    dropped: tuple[tuple[str, str], ...] = ()
    """When deriving: (node of the plan above, rule) for what does not concern the unit."""


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


def _begin(spoken: str, start: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    speak(spoken)
    start(*arguments)


def spread(
    work: Callable[[list[Any]], list[R]],
    items: list[Any],
    jobs: int,
    start: Callable[..., None],
    arguments: tuple[Any, ...],
    lost: Callable[[Diagnostic], R],
) -> Iterator[R]:
    """Do `work` on chunks of items in `jobs` processes; results in the order they finish.

    `lost` makes the result that says that a process was killed. Few chunks are under way
    at a time, so that memory does not grow with their number.
    """
    # imported here: half of the time of rendering one document
    from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
    from concurrent.futures.process import BrokenProcessPool

    chunks = (items[i : i + CHUNK] for i in range(0, len(items), CHUNK))
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(language(), start, arguments))
    under_way: set[Future[list[R]]] = set()
    try:
        while True:
            ahead = islice(chunks, 2 * jobs - len(under_way))
            under_way |= {pool.submit(work, chunk) for chunk in ahead}
            if not under_way:
                return
            finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                yield from future.result()
    except BrokenProcessPool:
        yield lost(_worker_lost())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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

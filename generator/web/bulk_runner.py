"""Long work in a process of its own, with processes of its own: the server only looks at it.

One piece of work at a time in a workspace. It is asked to stop, and then ends between two files;
whole files are left at any moment, so one that does not hear is ended, and doing it again completes
the rest.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import time
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Severity
from generator.locale import N_, _, language, speak
from generator.surroundings import Surroundings, be_in, surroundings
from generator.verbs import bulk
from generator.web import bulk_records as records
from generator.web.plain_words import message_of
from generator.workspace.desk import Desk
from generator.workspace.files import try_lock
from generator.workspace.processes import Processes, become_worker
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import SpawnProcess
    from multiprocessing.synchronize import Event
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.web.bulk_records import BulkOrder, BulkRecord

_LOG = logging.getLogger("kehoach.web")
PATIENCE = 20.0
"""Seconds in which work that is asked to stop comes to the end of its files."""
BEAT = 0.3
"""Seconds between two words on how far it is."""
WHY = 5
"""Reasons told of one plan; its own page has all of them."""
WAITS = 5.0
"""Seconds in which a look of another process at the lock is over."""


class BulkRunner:
    """The long work of one server."""

    def __init__(self, root: Path, *, confirmed: bool) -> None:
        self._root, self._confirmed = root.absolute(), confirmed
        self._lock = Lock()
        self._process: SpawnProcess | None = None
        self._name = ""
        self._stop: Event | None = None

    def start(self, order: BulkOrder, moment: datetime) -> str:
        """Begin a piece of work; its name, "" where other work goes on. Raises OSError."""
        with self._lock:
            if self._process is not None and self._told_its_end():
                self._process.join(PATIENCE)  # it only lets go what it held
            if self._working() or records.is_held(self._root):
                return ""
            name = records.begin(self._root, order, moment)
            context = multiprocessing.get_context("spawn")
            stop = context.Event()
            given = BulkErrand(
                self._root, self._confirmed, surroundings(), language(), order,
                records.path_of(self._root, name),
            )  # fmt: skip
            self._process = context.Process(target=_work, args=(given, stop))
            self._process.start()
            self._name, self._stop = name, stop
            return name

    def stop(self, name: str) -> bool:
        """Ask work to stop; whether it is this server's and still going on."""
        with self._lock:
            if name != self._name or not self._working() or self._stop is None:
                return False
            self._stop.set()
            return True

    def state(self, name: str, record: BulkRecord) -> str:
        """running, stopping, done, stopped, failed, or broken: it ended without a word."""
        if record.end is not None:
            return record.end.state
        with self._lock:
            if name == self._name and self._working():
                return "stopping" if self._stop and self._stop.is_set() else "running"
        last = next(iter(records.names(self._root)), "")
        return "running" if name == last and records.is_held(self._root) else "broken"

    def close(self) -> None:
        """At the end of the server: let the work come to the end of its files."""
        with self._lock:
            if self._process is None or self._stop is None:
                return
            self._stop.set()
            self._process.join(PATIENCE)
            if self._process.is_alive():
                self._process.terminate()
                self._process.join()
                if not self._told_its_end():
                    log = records.EventLog(records.path_of(self._root, self._name))
                    log.write(records.BulkEnd("stopped", _now()))
            self._process.close()
            self._process = None

    def _told_its_end(self) -> bool:
        path = records.path_of(self._root, self._name)
        record = records.record_of(path) if path.exists() else None
        return record is not None and record.end is not None

    def _working(self) -> bool:
        return self._process is not None and self._process.is_alive()


class BulkErrand(NamedTuple):
    """What a process needs to know for its work."""

    root: Path
    confirmed: bool
    around: Surroundings
    language: str
    order: BulkOrder
    file: Path


def _work(given: BulkErrand, stop: Event) -> None:
    """In a process of its own: do it, and write down what becomes of it."""
    become_worker()
    be_in(given.around)
    speak(given.language)
    os.chdir(given.root)  # results name files as they are seen from there
    if hasattr(os, "nice"):
        os.nice(10)  # who types comes first
    log = records.EventLog(given.file)
    with records.opened_lock(given.root) as held:
        end = time.monotonic() + WAITS
        while not (free := try_lock(held.fileno())) and time.monotonic() < end:
            time.sleep(0.05)
        state, why = _done(given, log, stop) if free else ("failed", (_(BUSY),))
        log.write(records.BulkEnd(state, _now(), why))


BUSY = N_("Đang có việc hàng loạt khác; đợi việc ấy xong hoặc dừng nó, rồi làm việc này")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _done(given: BulkErrand, log: records.EventLog, stop: Event) -> tuple[str, tuple[str, ...]]:
    cores = os.cpu_count() or 1
    crew = Processes(cores if hasattr(os, "nice") else max(1, cores - 1))
    desk = Desk(
        Workspace(given.root),
        lambda: datetime.now(UTC),
        given.order.who,
        Watched(log, stop),
        crew,
        given.confirmed,
    )
    try:
        order = given.order
        before = records.record_of(records.path_of(given.root, order.of)) if order.of else None
        undone = before.undoable if before is not None else ()
        request = bulk.Request(order.kind, order.plan, order.units, undone)
        made = bulk.run(desk, request, lambda unit: log.write(_in_words(unit)))
    except Exception:
        _LOG.exception("%s %s", given.order.kind, given.order.plan)
        return "failed", (_("Lỗi của chương trình, không phải của bạn"),)
    state = "stopped" if made.stopped else "done"
    return state, _words(one for one in made.diagnostics if one.severity is not Severity.INFO)


def _in_words(unit: bulk.ToldUnit) -> records.BulkUnit:
    marked = [one for one in unit.diagnostics if one.severity is not Severity.INFO]
    worst = [one for one in marked if one.severity is Severity.ERROR]
    why = _words(marked if unit.status == "noted" else worst)
    return records.BulkUnit(
        unit.status, unit.plan, unit.unit, unit.file, why, len(marked), unit.texts
    )


def _words(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(message_of(one) for one in found))[:WHY]


class Watched:
    """The progress of a desk: how far it is goes to the disk, and it ends when it is asked to."""

    def __init__(self, log: records.EventLog, stop: Event) -> None:
        self._log, self._stop = log, stop

    def __call__(self, items: Iterable[Any], total: int, label: str) -> Iterator[Any]:
        """The items, one by one. Raises StoppedError."""
        if self._stop.is_set():
            raise bulk.StoppedError
        self._log.write(records.BulkPhase(label, total))
        told = time.monotonic()
        for done, item in enumerate(items, 1):
            yield item
            if done == total or time.monotonic() - told >= BEAT:
                self._log.write(records.BulkCount(done))
                told = time.monotonic()
            if self._stop.is_set():
                raise bulk.StoppedError

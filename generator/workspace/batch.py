"""The same work on many files: what it is (`Job`), who does it (`Crew`), in which order it comes.

What is done with one file is a function of a job and that file. A job says in paths and settings
what is to be done, so that any process of any machine can be told; each opens it once and then
works on file after file. Results come in the order of the files, whoever made them, and each
as soon as it is there; stopping at any moment leaves whole files only, and running again
completes the rest.
"""

from __future__ import annotations

import os
import pickle
from abc import ABC, abstractmethod
from collections import deque
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from generator.diagnostics import Place, error
from generator.locale import _, speak
from generator.surroundings import Surroundings, be_in

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from concurrent.futures import Future

    from generator.diagnostics import Diagnostic

T = TypeVar("T")
R = TypeVar("R")
Status = Literal["written", "unchanged", "refused"]
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
    perhaps_ours: int = 0
    """When deriving: how much was left out that may be the unit's."""


def unheard(_result: object) -> None:
    """Nobody waits for single results of a batch."""


@dataclass(frozen=True)
class Job(ABC, Generic[T, R]):
    """What is to be done with each of many files.

    Frozen, hashable and small: it goes to other processes and machines with each chunk of files,
    so it holds paths and settings and no more. Never program paths: they are each machine's own.
    """

    @abstractmethod
    def open(self) -> Callable[[T], R]:
        """What works on file after file; made once in each process."""

    def each(self, worker: Callable[[T], R], items: list[T]) -> list[R]:
        """Work on a chunk of items, in their order."""
        return [worker(item) for item in items]

    @abstractmethod
    def lost(self, item: T, fault: Diagnostic) -> R:
        """The result that says that a file was not worked on."""

    def reads(self) -> tuple[Path, ...]:
        """Files that every machine must see with the same bytes."""
        return ()

    def writes(self) -> tuple[Path, ...]:
        """Folders that every machine must be able to write into, so that all see it."""
        return ()

    def bound(self) -> Diagnostic | None:
        """Why this machine alone can do it; None: others can, too."""
        return None

    def guarded(self) -> Path | None:
        """The workspace that no other cluster may write into meanwhile; None: it only reads."""
        return None

    def needs(self) -> str:
        """What else decides on the bytes that come out (fonts); the same on every machine."""
        return ""


class FileJob(Job[T, Done]):
    """A job of which each file comes to a `Done`."""

    def lost(self, item: T, fault: Diagnostic) -> Done:
        """A file refused for this reason."""
        return lost_file(item, fault)


def lost_file(item: object, fault: Diagnostic) -> Done:
    """What is told of a file nobody has worked on."""
    return Done(named(item), "", "refused", [fault])


def named(item: object) -> str:
    """An item of a batch as a person knows it: its file, or what it is."""
    return str(item[0] if isinstance(item, tuple) else item)


class Crew(Protocol):
    """Who does the work of a batch: this process, several, or those of other machines."""

    @property
    def jobs(self) -> int | None:
        """Processes of this machine; None: one for each core."""
        ...

    def do(
        self, job: Job[T, R], items: Sequence[T], ready: Callable[[T], R] | None = None
    ) -> Generator[R, None, None]:
        """Work on items; results in their order. `ready` is the job opened in this process.

        Raises LostError where nobody works on the rest; what came before it was done.
        """
        ...


class Errand(NamedTuple):
    """A job on its way to another process, with the request it is a part of."""

    token: str
    """Tells one batch from every other: what is opened for one is not used for the next."""
    job: Job[Any, Any]
    language: str
    around: Callable[[], Surroundings] | None = None
    """How a machine learns its surroundings; None: they are set."""
    folder: Path | None = None
    """Where relative paths begin; None: where the process is."""


_one_at_a_time = Lock()
_opened: list[tuple[str, Callable[[Any], Any]]] = []
"""The job that this process works on, opened: (token, worker)."""


def keep_open(token: str, worker: Callable[[Any], Any]) -> None:
    """Let this process use `worker` for the batch of this token."""
    _opened[:] = [(token, worker)]


def work(errand: Errand, items: list[Any]) -> list[Any]:
    """Work on a chunk: what is done in every process of every machine.

    One chunk at a time: what a process has but one of (its folder, libraries that are not safe in
    threads) is then right however many threads a machine lends.
    """
    with _one_at_a_time:
        return copy_context().run(_work, errand, items)


def handed(errand: Errand, items: list[Any]) -> bytes:
    """Work on a chunk and pack its results for the way back.

    A result that cannot be packed is told of its item as a loss (HT964); the others arrive.
    """
    found = work(errand, items)
    try:
        return pickle.dumps(found)
    except Exception:
        pairs = zip(items, found, strict=True)
        return pickle.dumps([_packable(errand, item, result) for item, result in pairs])


def _packable(errand: Errand, item: Any, result: Any) -> Any:
    """The result, or in its place what says why it could not be sent."""
    try:
        pickle.dumps(result)
    except Exception as fault:
        speak(errand.language)
        message = _("Làm xong tệp này nhưng không gửi được kết quả về: {loi}")
        told = message.format(loi=f"{type(fault).__name__}: {fault}")
        hint = _("Đây là lỗi của chương trình; làm riêng tệp này với -j 1 thì không qua chỗ ấy.")
        return errand.job.lost(item, error("HT964", told, Place(named(item), ""), hint))
    return result


def unpacked(found: bytes) -> list[Any]:
    """The results of a chunk that another process of this program has packed."""
    results: list[Any] = pickle.loads(found)  # noqa: S301 - of our own process or cluster
    return results


def _work(errand: Errand, items: list[Any]) -> list[Any]:
    speak(errand.language)
    if errand.around is not None:
        be_in(errand.around())
    with _in(errand.folder):
        if not _opened or _opened[0][0] != errand.token:
            keep_open(errand.token, errand.job.open())
        worker = _opened[0][1]
        return errand.job.each(worker, items)


@contextmanager
def _in(folder: Path | None) -> Iterator[None]:
    """Be in a folder for a while."""
    if folder is None:
        yield
        return
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


class LostError(Exception):
    """Nobody works on the rest of a batch: it was refused, or whoever did the work is gone."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


@contextmanager
def losses(tell: Callable[[Diagnostic], object]) -> Iterator[None]:
    """Tell why the rest of a batch is not done, and go on with what is.

    For results that say file by file what became of it; what needs all files (a matrix, a sum)
    would say something false of the rest, and lets LostError pass.
    """
    try:
        yield
    except LostError as lost:
        tell(lost.fault)


class Hands(ABC):
    """Processes that take chunks, here or elsewhere."""

    died: tuple[type[BaseException], ...]
    """What a future raises when the process that worked on its chunk has died."""

    @abstractmethod
    def submit(self, items: list[Any]) -> Future[bytes]:
        """Have a chunk worked on."""

    @abstractmethod
    def width(self) -> int:
        """How many chunks should be under way."""

    def chunk(self, total: int) -> int:  # noqa: ARG002 - others ask
        """How many of so many files go together."""
        return CHUNK

    def result(self, future: Future[bytes]) -> list[Any]:
        """Wait for the results of a chunk. Raises one of `died`, or LostError."""
        return unpacked(future.result())

    def renew(self) -> None:  # noqa: B027 - most need nothing
        """After a death: be ready for other chunks."""

    @abstractmethod
    def dead(self, item: object) -> Diagnostic:
        """Say that whoever worked on this item died of it."""


def in_order(hands: Hands, job: Job[T, R], items: Sequence[T]) -> Iterator[R]:
    """Have items worked on, few chunks at a time; their results in order.

    A process that dies takes its chunk along: the chunk is done again, file by file where it kills
    again, and only the file of which processes die is given up. Raises LostError.
    """
    size = hands.chunk(len(items))
    chunks = (list(items[i : i + size]) for i in range(0, len(items), size))
    under_way: deque[tuple[list[T], Future[bytes]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, max(0, hands.width() - len(under_way))):
                under_way.append((chunk, hands.submit(chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                found = hands.result(future)
            except hands.died:
                # nothing else is under way while the guilty one is looked for
                waiting = [(chunk, future), *under_way]
                under_way.clear()
                for chunk, future in waiting:
                    yield from _carefully(hands, job, chunk, future)
            else:
                yield from found
    finally:
        for _chunk, future in under_way:
            future.cancel()


def _carefully(hands: Hands, job: Job[T, R], chunk: list[T], future: Future[bytes]) -> Iterator[R]:
    """The results of a chunk of which a process may have died."""
    tried: Future[bytes] | None = future
    for _try in range(2):
        try:
            yield from hands.result(tried or hands.submit(chunk))
        except hands.died:
            hands.renew()
            tried = None
        else:
            return
    for item in chunk:
        try:
            yield from hands.result(hands.submit([item]))
        except hands.died:
            hands.renew()
            yield job.lost(item, hands.dead(item))

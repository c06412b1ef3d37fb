"""What was read and worked out of files that are still the same; one for all requests of a server.

Safe for threads: two may read the same file at once, and both get what it says. What is given
out is shared, so nobody changes it.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from stat import S_ISREG
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from pathlib import Path

T = TypeVar("T")

_YOUNG = 2_000_000_000
"""Nanoseconds. A file changed so recently may change again and keep its time: file systems
count time in steps, the coarsest (FAT) of two seconds. What is read of it is not kept."""
MADE = 48
"""So many results a server keeps that were worked out; a plan with its source has some 300 kB."""


class FileStamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    modified: int
    size: int
    changed: int
    inode: int


class Same:
    """A value as a part of a key: the same only as itself, and there as long as the key is."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


class Memory:
    """What was read of files, kept by path and state; and the last things made of it."""

    def __init__(self, results: int = 0) -> None:
        """`results`: how many of those worked out are kept; 0 where none is asked for again."""
        self._results = results
        self._lock = Lock()
        self._kept: dict[tuple[str, str], tuple[Any, Any]] = {}
        self._refused: dict[tuple[str, str], Any] = {}
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._begun: set[Hashable] = set()

    def of(
        self, path: Path, kind: str, read: Callable[[Path], T], state: FileStamp | None = None
    ) -> T:
        """`read(path)`, or what it gave when the file was in the state it is in now.

        `kind` keeps two readings of one file apart; `state`, where it was just looked at. Raises
        what `read` raises.
        """
        return self._read((kind, str(path)), lambda: state or _stamp(path), lambda: read(path))

    def unread(self, kind: str, paths: Iterable[Path]) -> list[Path]:
        """Files of which nothing is kept as they are now; the last changed first.

        One that could not be read as it is now is none of them: whoever waits would wait for ever.
        """
        found = [(_stamp(path), path) for path in paths]
        with self._lock:
            new = [
                (state, path)
                for state, path in found
                if state is not None
                and self._kept.get((kind, str(path)), (None,))[0] != state
                and self._refused.get((kind, str(path))) != state
            ]
        return [path for _state, path in sorted(new, reverse=True)]

    def of_all(self, paths: Callable[[], Iterable[Path]], kind: str, read: Callable[[], T]) -> T:
        """As `of`, for what is read of several files: all of them are as they were.

        A file that is not there is a state too; which files there are is asked each time.
        """
        return self._read(
            (kind, ""), lambda: tuple([(str(path), _stamp(path)) for path in paths()]), read
        )

    def _read(self, key: tuple[str, str], state: Callable[[], Any], read: Callable[[], T]) -> T:
        now = state()  # before reading: a change meanwhile is then seen next time
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept[0] == now:
            return cast("T", kept[1])
        try:
            value = read()
        except OSError:
            with self._lock:
                self._refused[key] = now
            raise
        with self._lock:
            self._refused.pop(key, None)
            if now is not None and _is_settled(now):
                self._kept[key] = (now, value)
            else:
                self._kept.pop(key, None)
        return value

    def made(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, or what it gave for this key; only the last few results are kept.

        The key holds all that the result depends on: digests of contents, or values that were
        read, as `Same`.
        """
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return cast("T", self._made[key])
        value = make()
        with self._lock:
            self._made[key] = value
            while len(self._made) > self._results:
                self._made.popitem(last=False)
        return value

    def first(self, what: Hashable) -> bool:
        """Whether something is begun for the first time."""
        with self._lock:
            fresh = what not in self._begun
            self._begun.add(what)
        return fresh

    def recall(self, kind: str, found: dict[str, tuple[FileStamp, Any]]) -> None:
        """Take what an earlier process has kept; it still counts only for files as they were."""
        with self._lock:
            for path, kept in found.items():
                self._kept.setdefault((kind, path), kept)

    def all_of(self, kind: str) -> dict[str, tuple[FileStamp, Any]]:
        """All that is kept of one kind, by path."""
        with self._lock:
            return {path: kept for (one, path), kept in self._kept.items() if one == kind}


def _stamp(path: Path) -> FileStamp | None:
    try:
        return _stamp_of(os.stat(path))  # noqa: PTH116 - thousands of files: a Path costs more
    except OSError:
        return None


def file_state(path: str) -> FileStamp | None:
    """The state of a file; None where there is none, or a pipe, device or folder."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return None
    return _stamp_of(found) if S_ISREG(found.st_mode) else None


def _stamp_of(found: os.stat_result) -> FileStamp:
    return FileStamp(found.st_mtime_ns, found.st_size, found.st_ctime_ns, found.st_ino)


def _is_settled(state: FileStamp | tuple[tuple[str, FileStamp | None], ...]) -> bool:
    """Whether no file of a state changed a moment ago."""
    stamps = [state] if isinstance(state, FileStamp) else [stamp for _path, stamp in state]
    born = time.time_ns() - _YOUNG
    return all(stamp is None or stamp.modified < born for stamp in stamps)

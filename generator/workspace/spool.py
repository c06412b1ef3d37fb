"""Very many values in their order, few of them in memory: what a batch tells of its files.

Up to `RUN` values are held; more go to a file without a name on the disk of this machine, in
sorted runs, and come back merged. Where the disk takes none, they stay in memory.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from heapq import merge
from itertools import chain, groupby, islice
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, overload
from weakref import finalize

from generator.diagnostics import Diagnostic, Ordered, Severity, in_order, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")
RUN = 384
"""Values held in memory, and sorted together."""
BLOCK = 2
"""Values that are read back at once."""


class Lazy(Sequence[T], Generic[T]):
    """Values that come one by one as they are looked at, and not from a list."""

    def __len__(self) -> int:
        return sum(1 for _value in self)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice) or at < 0:
            return list(self)[at]
        for value in islice(self, at, None):
            return value
        raise IndexError(at)


class Each(Lazy[R], Generic[T, R]):
    """What a function makes of each of many values, made as it is looked at."""

    def __init__(self, function: Callable[[T], R], values: Sequence[T]) -> None:
        self._function, self._values = function, values

    def __iter__(self) -> Iterator[R]:
        return map(self._function, self._values)


class Spool(Lazy[T], Generic[T]):
    """Values by a key; without one, as they came."""

    def __init__(self, key: Callable[[T], Any] | None = None) -> None:
        self._key = key
        self._late: list[T] = []
        """The last ones, not sorted yet."""
        self._runs: list[Callable[[], Iterator[T]]] = []
        self._file: IO[bytes] | None = None
        self._count = 0

    def add(self, value: T) -> None:
        """Take one more."""
        self._late.append(value)
        self._count += 1
        if len(self._late) >= RUN:
            self._spill()

    def __len__(self) -> int:
        return self._count

    def __bool__(self) -> bool:
        return self._count > 0

    def __iter__(self) -> Iterator[T]:
        runs = [*(run() for run in self._runs), iter(self._sorted())]
        return chain.from_iterable(runs) if self._key is None else merge(*runs, key=self._key)

    def _sorted(self) -> list[T]:
        return list(self._late) if self._key is None else sorted(self._late, key=self._key)

    def _spill(self) -> None:
        run = self._sorted()
        try:
            self._runs.append(partial(self._read, self._written(run)))
        except OSError:  # no room there; what was found is told nevertheless
            self._runs.append(partial(iter, run))
        self._late = []

    def _written(self, run: list[T]) -> tuple[int, int]:
        """Write a run; where it begins and ends. Raises OSError."""
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="kehoach-")  # noqa: SIM115
            finalize(self, self._file.close)
        begin = self._file.seek(0, 2)
        for start in range(0, len(run), BLOCK):
            pickle.dump(run[start : start + BLOCK], self._file, pickle.HIGHEST_PROTOCOL)
        self._file.flush()
        return begin, self._file.tell()

    def _read(self, run: tuple[int, int]) -> Iterator[T]:
        assert self._file is not None  # noqa: S101 - the run is in it
        at, end = run
        while at < end:
            self._file.seek(at)
            block = pickle.load(self._file)  # noqa: S301 - written here
            at = self._file.tell()  # before others read on in the same file
            yield from block


class Findings(Spool[Diagnostic], Ordered):
    """The findings of a batch, each once, by file and place."""

    def __init__(self, each: Callable[[Diagnostic], Diagnostic] | None = None) -> None:
        """`each`: how every one is taken; None: as it is."""
        super().__init__(place_of)
        self._each = each
        self._families: set[str] = set()
        self._counts: Counter[Severity] | None = None
        """Of all, once they were looked at."""

    def add(self, value: Diagnostic) -> None:
        """Take one more."""
        super().add(value)
        self._counts = None
        if value.severity is Severity.ERROR:
            self._families.add(value.code[:2])

    def families(self) -> set[str]:
        """The families of the codes of errors."""
        return self._families

    def counts(self) -> Counter[Severity]:
        """How many there are of each severity, each finding once."""
        if self._counts is None:
            return Counter(one.severity for one in self)
        return self._counts

    def take(self, found: Iterable[Diagnostic]) -> None:
        """Take some more."""
        for one in found if self._each is None else map(self._each, found):
            self.add(one)

    def __len__(self) -> int:
        return sum(1 for _one in self)

    def __iter__(self) -> Iterator[Diagnostic]:
        counts: Counter[Severity] = Counter()
        before = self._count
        for _place, same in groupby(super().__iter__(), key=place_of):
            for one in dict.fromkeys(same):
                counts[one.severity] += 1
                yield one
        if self._count == before:
            self._counts = counts


def told(found: Iterable[Diagnostic]) -> Sequence[dict[str, Any]]:
    """As `as_dicts`, each made as it is looked at."""
    return Each(Diagnostic.as_dict, in_order(found))


def plain(parts: dict[str, Any]) -> dict[str, Any]:
    """A result told in parts as plain values."""
    return {name: list(part) if isinstance(part, Lazy) else part for name, part in parts.items()}

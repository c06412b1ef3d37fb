"""Very many words in little memory: as bytes, and one unpacked when it is looked at.

An object takes a hundred bytes where its letters take twenty, and each process of a batch copies
it as soon as it looks; bytes stay shared.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")


class Packed(Sequence[T]):
    """Values in their order, made of their bytes each time they are looked at."""

    def __init__(self, parts: Iterable[bytes], made: Callable[[bytes], T]) -> None:
        """`made`: what a value is, of its bytes; a function of a module, so that it can be sent."""
        whole, self._ends = bytearray(), array("Q", (0,))
        for part in parts:
            whole += part
            self._ends.append(len(whole))
        self._bytes = bytes(whole)
        self._made = made

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return self._made(self.part(range(len(self))[at]))

    def part(self, row: int) -> bytes:
        """The bytes of the value of a row."""
        return self._bytes[self._ends[row] : self._ends[row + 1]]


class PackedRows(Mapping[str, "array[int]"]):
    """The rows of each key, ascending; keys in the order of their first rows."""

    def __init__(self, keys: Iterable[str]) -> None:
        """`keys`: of each row its key, "" for none."""
        rows: dict[bytes, list[int]] = {}
        for row, key in enumerate(keys):
            if key:
                rows.setdefault(_bytes(key), []).append(row)
        sorted_ = sorted(rows)
        place = {key: at for at, key in enumerate(sorted_)}
        self._keys = Packed(sorted_, _word)
        self._order = array("Q", [place[key] for key in rows])
        self._rows = array("Q", [row for key in sorted_ for row in rows[key]])
        self._ends = array("Q", accumulate([len(rows[key]) for key in sorted_], initial=0))

    def __getitem__(self, key: str) -> array[int]:
        wanted = _bytes(key)
        at = bisect_left(range(len(self._keys)), wanted, key=self._keys.part)
        if at == len(self._keys) or self._keys.part(at) != wanted:
            raise KeyError(key)
        return self._rows[self._ends[at] : self._ends[at + 1]]

    def __iter__(self) -> Iterator[str]:
        return map(self._keys.__getitem__, self._order)

    def __len__(self) -> int:
        return len(self._keys)


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")  # half a letter is asked for, too, and not found


def _word(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def packed_paths(names: Iterable[str | Path]) -> Packed[Path]:
    """The paths of very many files."""
    return Packed(map(os.fsencode, names), _path)


def _path(data: bytes) -> Path:
    return Path(os.fsdecode(data))


def packed_pairs(pairs: Iterable[tuple[Path, Path]]) -> Packed[tuple[Path, Path]]:
    """The paths of very many files, two and two: no name of a file has a NUL in it."""
    return Packed((b"\0".join(map(os.fsencode, pair)) for pair in pairs), _pair)


def _pair(data: bytes) -> tuple[Path, Path]:
    one, _nul, other = data.partition(b"\0")
    return _path(one), _path(other)

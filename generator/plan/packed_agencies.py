"""The records of very many agencies: as bytes, and some behind others without unpacking any."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from msgspec import msgpack

from generator.plan.records import CoQuan


class PackedAgencies(Sequence[CoQuan]):
    """The agencies of a country, each unpacked when it is looked at: a tenth of the memory.

    Bytes are shared by the processes of a batch, too; an object that is only looked at is copied
    into each of them.
    """

    def __init__(self, records: Sequence[CoQuan]) -> None:
        packed = [msgpack.encode(record) for record in records]
        self._bytes = b"".join(packed)
        self._ends = array("Q", accumulate(map(len, packed), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> CoQuan: ...
    @overload
    def __getitem__(self, at: slice) -> list[CoQuan]: ...
    def __getitem__(self, at: int | slice) -> CoQuan | list[CoQuan]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        row = range(len(self))[at]
        return _unpacked.decode(self._bytes[self._ends[row] : self._ends[row + 1]])


_unpacked = msgpack.Decoder(CoQuan)


class JoinedAgencies(Sequence[CoQuan]):
    """The agencies of a registry and more of them; none is unpacked for that."""

    def __init__(self, first: Sequence[CoQuan], more: Sequence[CoQuan]) -> None:
        self._first, self._more = first, more

    def __len__(self) -> int:
        return len(self._first) + len(self._more)

    @overload
    def __getitem__(self, at: int) -> CoQuan: ...
    @overload
    def __getitem__(self, at: slice) -> list[CoQuan]: ...
    def __getitem__(self, at: int | slice) -> CoQuan | list[CoQuan]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        row = range(len(self))[at]
        begin = len(self._first)
        return self._first[row] if row < begin else self._more[row - begin]

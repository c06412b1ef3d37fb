"""The records of very many agencies: as bytes, and some behind others without unpacking any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from msgspec import msgpack

from generator.plan.records import CoQuan
from generator.text.packed import Packed


class PackedAgencies(Packed[CoQuan]):
    """The agencies of a country, each unpacked when it is looked at: a tenth of the memory."""

    def __init__(self, records: Sequence[CoQuan]) -> None:
        super().__init__(map(msgpack.encode, records), _unpacked)


_decoder = msgpack.Decoder(CoQuan)


def _unpacked(data: bytes) -> CoQuan:
    return _decoder.decode(data)


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

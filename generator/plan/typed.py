"""Plain values made typed ones by msgspec, safe for threads.

msgspec builds the tables of a type at its first use, and does so without a lock: four threads
that read their first plan at once crash the process. Here the first use of each type is alone.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_lock = Lock()
_built: set[Any] = set()


def _ready(type_: type[T]) -> type[T]:
    """The type, once msgspec has its tables and those of all types in it."""
    if type_ not in _built:
        with _lock:
            msgspec.json.Decoder(type_)
            _built.add(type_)
    return type_


def convert(
    value: Any,
    type_: type[T],
    builtin_types: Iterable[type] | None = None,
    *,
    strict: bool = True,
) -> T:
    """As `msgspec.convert`. Raises msgspec.ValidationError."""
    return msgspec.convert(value, _ready(type_), builtin_types=builtin_types, strict=strict)


def from_json(data: bytes | str, type_: type[T]) -> T:
    """A typed value from JSON. Raises msgspec.DecodeError."""
    return msgspec.json.decode(data, type=_ready(type_))

"""Every text inside a value of a plan, whatever its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def strings(value: object) -> Iterator[str]:
    """The texts in a value: of a record, a list, a table; in the order of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from strings(getattr(value, name))


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text changed; records that stay the same are the same."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [mapped(item, change) for item in value]
    if isinstance(value, dict):
        return {key: mapped(item, change) for key, item in value.items()}
    if isinstance(value, Struct):
        said = {n: getattr(value, n) for n in value.__struct_fields__}
        new = {n: mapped(v, change) for n, v in said.items()}
        return replace(value, **new) if new != said else value
    return value

"""The types a template can reach, read from the annotations of the blocks."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct

from generator.document.anchors import Neo


class ValueShape(NamedTuple):
    """What a value is, as far as templates care."""

    struct: type[Struct] | None = None
    """A record, whose fields may be read."""
    item: ValueShape | None = None
    """A sequence of this."""
    scalar: type | None = None
    """Text, a number or a truth value: may be printed."""
    choices: tuple[str, ...] = ()
    """All values a piece of text can have."""

    @property
    def known(self) -> bool:
        """False for a value of which nothing is known; nothing is checked then."""
        return bool(self.struct or self.item or self.scalar)


ANY = ValueShape()
TEXT = ValueShape(scalar=str)
NUMBER = ValueShape(scalar=int)
TRUTH = ValueShape(scalar=bool)

LOOP = {
    **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth"), NUMBER),
    **dict.fromkeys(("first", "last"), TRUTH),
    **dict.fromkeys(("previtem", "nextitem", "cycle", "changed", "depth0"), ANY),
}
"""Fields of Jinja's `loop`."""


@cache
def fields(struct: type[Struct]) -> dict[str, ValueShape]:
    """Field name → shape of a record."""
    hints = typing.get_type_hints(struct)
    return {name: _shape(hints[name]) for name in struct.__struct_fields__}


def _shape(hint: Any) -> ValueShape:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _shape(args[0])
    if origin is typing.Literal:
        return ValueShape(scalar=str, choices=tuple(str(a) for a in args))
    if origin in (typing.Union, types.UnionType):
        kinds = [_shape(a) for a in args if a is not type(None)]
        return kinds[0] if len(kinds) == 1 else ANY
    if origin in (tuple, list, frozenset, set, Iterable, Sequence) and args:
        return ValueShape(item=_shape(args[0]))
    if isinstance(hint, type):
        if issubclass(hint, Struct):
            return ValueShape(struct=hint)
        if issubclass(hint, (str, int, float, Neo)):
            return ValueShape(scalar=hint)
    return ANY


@cache
def fingerprint(struct: type[Struct]) -> str:
    """All names and types reachable from a record, as text: part of the cache key.

    Reads only the annotations' source, not the types: cheap enough for every start.
    """
    import sys

    seen: dict[str, str] = {}
    queue: list[type[Struct]] = [struct]
    while queue:
        cls = queue.pop()
        notes = {n: str(cls.__annotations__.get(n, "")) for n in cls.__struct_fields__}
        seen[cls.__qualname__] = str(notes)
        space = vars(sys.modules[cls.__module__])
        for text in notes.values():
            for word in _words(text):
                found = space.get(word)
                if isinstance(found, type) and issubclass(found, Struct):
                    if found.__qualname__ not in seen:
                        queue.append(found)
                elif found is not None and not isinstance(found, type):
                    seen[word] = str(found)  # an alias such as Kind = Literal[…]
    return repr(sorted(seen.items()))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "_" else " " for c in text).split()

"""`re`, whose patterns are compiled when something is first asked of them.

A command asks half of the thousand patterns of the grammar, and compiling all takes longer than
its work: `from generator.text import patterns as re`.
"""

from __future__ import annotations

import re
import sys
from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "WaitingPattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class AskedPattern:
    """A pattern that is compiled: it holds the methods of `re.Pattern` that are asked for."""


class WaitingPattern(AskedPattern):
    """A pattern that is compiled when something is asked of it."""

    def __init__(self, pattern: str, flags: int, names: dict[str, Any]) -> None:
        self.pattern = pattern
        self._given = flags
        self._names = names
        """Those of the module whose pattern it is."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        ready = re.compile(self.pattern, self._given)
        # from now on its name means the pattern itself; who holds this one is answered as fast
        self._names.update([(key, ready) for key, one in list(self._names.items()) if one is self])
        vars(self).update((each, getattr(ready, each)) for each in _ASKED)
        self.__class__ = AskedPattern  # type: ignore[assignment]
        return getattr(ready, name)


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `re` has it
    """The pattern, as `re.compile` gives it; a mistake in it is told when it is first asked."""
    names = sys._getframe(1).f_globals
    return cast("Pattern[str]", WaitingPattern(pattern, flags, names))

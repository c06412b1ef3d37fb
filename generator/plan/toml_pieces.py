"""A long TOML text read in pieces: its values, without a tree of the whole text in memory.

A registry of a country is thousands of `[[co_quan]]`, one after the other. The parser's own tree
of such a text is many times its size, and the process would keep that room for good.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 64_000
"""Characters of a text from which it is read in pieces; about the size of each."""
_REPEATED = re.compile(r"^\[\[[A-Za-z0-9_-]+\]\][ \t]*$", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


def in_pieces(text: str, read: Callable[[str], dict[str, Any]]) -> dict[str, Any] | None:
    """The values of a long text; None where only the whole text can tell them.

    `read` raises ValueError for what is no TOML. Cut is only before a table of an array of the
    first level; a cut inside an array leaves a piece that is no TOML, and then nothing is said.
    """
    if len(text) < LONG or '"""' in text or "'''" in text:
        return None
    try:
        return _joined(text, read)
    except ValueError:
        return None


def _joined(text: str, read: Callable[[str], dict[str, Any]]) -> dict[str, Any] | None:
    first = _HEADER.search(text)
    head = read(text[: first.start()]) if first else {}
    if any(isinstance(value, list) for value in head.values()):
        return None  # an array in brackets may not go on as tables
    found: dict[str, Any] = {}
    cuts = _cuts(text)
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for key, value in read(text[begin:end]).items():
            before = found.setdefault(key, value)
            if before is value:
                continue
            if not (isinstance(before, list) and isinstance(value, list)):
                return None  # a table that goes on in another piece
            before += value
    return found


def _cuts(text: str) -> list[int]:
    """Where the pieces begin."""
    cuts = [0]
    for place in _REPEATED.finditer(text):
        if place.start() - cuts[-1] >= LONG:
            cuts.append(place.start())
    return cuts

"""The places of headers, and of keys right below them, read off the lines of a plain TOML text.

Most texts write each header and each value on a line of its own; their places can be read off
without a syntax tree, in a tenth of the time. Where a line could mean something else nothing
is said, and the tree is asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.plan.spans import Headers, TextRegion, ValuePlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.model import Loc

_HEADER = re.compile(r"(\[\[?)([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)(\]\]?)[ \t]*(?:#.*)?")
_PAIR = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*")
# no choice within the string: each letter of it would cost a step back, and memory for it
_VALUE = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*"|[A-Za-z0-9+:.-]+)[ \t]*(?:#.*)?')


class Sketch(NamedTuple):
    """Headers of a text, and the lines below each."""

    headers: dict[Loc, ValuePlace]
    below: dict[Loc, tuple[int, int]]
    """Table → its first line after the header, and the line of the next header."""
    lines: list[str]
    rows: dict[Loc, dict[str, int]]
    """Table → the line of each key right below its header; filled as it is asked for."""

    def place(self, loc: Loc) -> ValuePlace | None:
        """The place of a table with a header, or of a key right below one; None: not known."""
        if loc in self.below:
            return self.headers.get(loc)
        if loc[:-1] not in self.below:
            return None
        row = self._rows_of(loc[:-1]).get(str(loc[-1]))
        key = None if row is None else _PAIR.match(self.lines[row])
        return None if row is None or key is None else _pair(self.lines[row], row, key)

    def _rows_of(self, table: Loc) -> dict[str, int]:
        found = self.rows.get(table)
        if found is None:
            found = self.rows[table] = {}
            for row in range(*self.below[table]):
                key = _PAIR.match(self.lines[row])
                if key is not None:
                    found.setdefault(key[1], row)
        return found


def _pair(line: str, row: int, key: re.Match[str]) -> ValuePlace | None:
    value = _VALUE.fullmatch(line, key.end())
    if value is None:
        return None
    start = key.end()
    end = start + len(value[1].encode())
    return ValuePlace(TextRegion(row, 0, row, len(key[1])), TextRegion(row, start, row, end))


def sketch(text: str, values: dict[str, Any]) -> Sketch | None:
    """The places of a plain text with these values; None where its lines may mean more."""
    if '"""' in text or "'''" in text:
        return None
    lines = text.split("\n")
    opening = [
        (row, line) for row, line in enumerate(lines) if "[" in line and line.lstrip()[0] == "["
    ]
    tables = _tables(tuple(opening), len(lines))
    if tables is None or not _fits(*tables, values):
        return None
    return Sketch(tables[0].index, tables[1], lines, {})


@lru_cache(16)  # plans of one level have the same headers on the same lines
def _tables(
    opening: tuple[tuple[int, str], ...], length: int
) -> tuple[Headers, dict[Loc, tuple[int, int]]] | None:
    """The places of the headers in a text of so many lines, and the lines below each."""
    headers = Headers()
    below: dict[Loc, tuple[int, int]] = {(): (0, length)}
    last: Loc = ()
    for row, line in opening:
        found = _HEADER.fullmatch(line)
        if found is None or len(found[1]) != len(found[3]):
            return None
        repeated = len(found[1]) == 2
        parts = list(_parts(found, row))
        whole = TextRegion(row, 0, row, found.end(3))
        loc = headers.enter(parts, whole, repeated=repeated)
        if loc in below:
            return None
        below[last] = (below[last][0], row)
        below[loc] = (row + 1, length)
        last = loc
    return headers, below


def _parts(header: re.Match[str], row: int) -> Iterator[tuple[str, TextRegion]]:
    start = header.start(2)
    for name in header[2].split("."):
        yield name, TextRegion(row, start, row, start + len(name))
        start += len(name) + 1


def _fits(headers: Headers, below: dict[Loc, tuple[int, int]], values: dict[str, Any]) -> bool:
    """Whether the headers are those of the values: a line of an array may look like a header."""
    known: dict[Loc, Any] = {(): values}
    for loc, count in headers.counts.items():
        found = _at(known, loc)
        if not isinstance(found, list) or len(found) != count:
            return False
    return all(isinstance(_at(known, loc), dict) for loc in below)


def _at(known: dict[Loc, Any], loc: Loc) -> Any:
    """The value of a place, found from the one around it; None where there is none."""
    if loc not in known:
        around, step = _at(known, loc[:-1]), loc[-1]
        if isinstance(around, dict):
            known[loc] = around.get(step)
        elif isinstance(around, list) and isinstance(step, int) and step < len(around):
            known[loc] = around[step]
        else:
            known[loc] = None
    return known[loc]

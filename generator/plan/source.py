"""A file of TOML as it was read: text, values, and the place of each value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import tomli

from generator.diagnostics import Span

if TYPE_CHECKING:
    from generator.plan.model import Loc
    from generator.plan.sketch import Sketch
    from generator.plan.spans import Index, TomlTable, ValuePlace


_LONG_NUMBER = re.compile(r"0[xob][0-9a-fA-F_]{20,}")


def values_by_tomli(text: str) -> dict[str, Any]:
    """The values of a TOML text. Raises ValueError, also for numbers of more than 64 bits.

    TOML has no such numbers; tomli reads them where they are hexadecimal, octal or binary, and
    nobody behind it can print them.
    """
    values: dict[str, Any] = tomli.loads(text)
    if _LONG_NUMBER.search(text) and _has_long(values):
        raise ValueError(text[:0])
    return values


def _has_long(value: Any) -> bool:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, int) and part.bit_length() > 64:
            return True
    return False


class TomlSource:
    """A TOML file that was read: its text, values and the places of them."""

    __slots__ = ("_index", "_lines", "_outline", "_sketch", "digest", "file", "text", "values")

    def __init__(self, file: str, text: str, values: dict[str, Any], digest: str) -> None:
        self.file = file
        self.text = text
        self.values = values
        self.digest = digest
        """SHA-256 of the file's bytes, hexadecimal."""
        self._index: Index | None = None
        self._sketch: Sketch | Literal[False] | None = False
        """What its lines say of places; False: not asked yet, None: they may say more."""
        self._outline: tuple[Index, dict[Loc, TomlTable]] | None = None
        self._lines: list[str] | None = None

    def span(self, loc: Loc, *, key: bool = False) -> Span:
        """The place of a value, or of its key; of the nearest table around it if absent.

        A value over several lines is shown by its first line.
        """
        if not loc:
            return self._line_span(0, 0, None)
        wanted = loc
        entry = self._quick(loc)
        if entry is None:
            if self._index is None:
                from generator.plan.spans import build

                self._index = build(self.text)
            while loc and (entry := self._index.get(loc)) is None:
                loc = loc[:-1]
        if entry is None:
            return self._line_span(0, 0, None)
        region = entry.key if key and loc == wanted else entry.value
        end = region.end if region.end_line == region.line else None
        return self._line_span(region.line, region.start, end)

    def _quick(self, loc: Loc) -> ValuePlace | None:
        """The place of a header, or of a key right below one, without indexing the whole text."""
        if self._index is not None:
            return None
        if self._sketch is False:
            from generator.plan.sketch import sketch

            self._sketch = sketch(self.text, self.values)
        if self._sketch is not None and (found := self._sketch.place(loc)) is not None:
            return found
        if self._outline is None:
            from generator.plan.spans import outline

            tables, headers = outline(self.text)
            self._outline = headers, {table.loc: table for table in tables}
        headers, by_loc = self._outline
        if loc in by_loc:  # a table without a header of its own may begin in a dotted key
            return headers.get(loc)
        around = by_loc.get(loc[:-1])
        return around.places().get(loc) if around is not None else None

    def show(self, text: str) -> None:
        """Take the lines of spans from `text`: a mended source shows what the file has."""
        self._lines = text.split("\n")

    def _line_span(self, row: int, start: int, end: int | None) -> Span:
        """Columns of tree-sitter are bytes from 0; of a span, characters from 1."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        line = self._lines[row] if row < len(self._lines) else ""
        raw = line.encode()
        stop = len(raw) if end is None else end
        first = len(raw[:start].decode(errors="ignore")) + 1
        return Span(self.file, row + 1, first, len(raw[:stop].decode(errors="ignore")) + 1, line)

"""The line of each table and key of a TOML file, found in one pass over its lines.

A comparison wants thousands of them; the exact index of `TomlSource` costs a parse of every
table. Where a text over several lines could hold what looks like a header, `TomlSource` is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.plan.model import Loc
    from generator.plan.source import TomlSource

_LINE = re.compile(
    r"[ \t]*(?:(?P<open>\[\[?)[ \t]*(?P<path>[A-Za-z0-9_.-]+)[ \t]*\]{1,2}"
    r"|(?P<key>[A-Za-z0-9_-]+)[ \t]*=)"
)


def line_finder(source: TomlSource) -> Callable[[Loc], int]:
    """What gives the line of a value, or of the nearest table around it; made when first asked."""
    if '"""' in source.text or "'''" in source.text:
        return lambda loc: source.span(loc).line
    index: dict[Loc, int] = {}

    def line(loc: Loc) -> int:
        if not index:
            index.update(_index(source.text))
        while loc and loc not in index:
            loc = loc[:-1]
        return index.get(loc, 1)

    return line


def _index(text: str) -> dict[Loc, int]:
    index: dict[Loc, int] = {(): 1}
    counts: dict[Loc, int] = {}
    here: Loc = ()
    for number, row in enumerate(text.split("\n"), 1):
        found = _LINE.match(row)
        if found is None:
            continue
        path = found["path"]
        if path is None:
            index.setdefault((*here, found["key"]), number)
            continue
        here = ()
        *above, last = path.split(".")
        for name in above:
            here = (*here, name)
            if here in counts:
                here = (*here, counts[here])
        here = (*here, last)
        if found["open"] == "[[":
            counts[here] = counts.get(here, -1) + 1
            here = (*here, counts[here])
        index[here] = number
    return index

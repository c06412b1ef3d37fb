"""The numbers inside a task: one reported as done with less than it asks is told.

"Tổ chức 12 lớp tập huấn" and "đã tổ chức 9 lớp, hoàn thành" disagree. Only what leaves no doubt
counts: one number of a kind on both sides, of a task that one body answers for or that asks it
of each; of work that many share each has its part. What is a ceiling or a span asks for nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.cascade.tasks.promised_figures import targets
from generator.grammar.figures import figures
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


Promised = tuple[float, str]
"""A number and the first word of what is counted: (12.0, "lớp"), (95.0, "%")."""
_EACH = re.compile(r"(?<!\w)(?:moi|tung) (?!nam|thang|quy|tuan|ngay)\w+")


def promised(text: str, *, alone: bool) -> tuple[Promised, ...]:
    """What each body that answers for a task has to reach by its words; `alone`: only one does."""
    found = _single((t.value, t.unit) for t in targets(text) if not t.ceiling)
    alone = alone or _EACH.search(fold(text)) is not None
    return tuple(one for one in found if alone or one[1] == "%")


def falls_short(asked: Sequence[Promised], result: str) -> str:
    """The first number of a result that is below what was asked, beside that: "9 < 12 lớp"."""
    if not any(map(str.isdigit, result)):
        return ""
    said = {unit: value for value, unit in _said(result)}
    for value, unit in asked:
        if unit in said and said[unit] < value:
            return f"{_number(said[unit])} < {_number(value)} {unit}"
    return ""


@lru_cache(maxsize=1024)
def _said(result: str) -> list[Promised]:
    return _single((f.value, f.unit) for f in figures(result) if f.upper is None)


def _single(found: Iterable[tuple[float, str]]) -> list[Promised]:
    """The numbers of which a text has only one of their kind."""
    named = [(value, unit.partition(" ")[0]) for value, unit in found if unit]
    kinds = [unit for _value, unit in named]
    return [(value, unit) for value, unit in named if kinds.count(unit) == 1]


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))

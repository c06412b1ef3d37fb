"""Which task or target each row of a filled table is about: by id, by its words, by likeness.

All rows are looked at together and the surest pair is made first, so a row that resembles two
tasks leaves the one to the row that says it exactly. Words count by how rare they are in the
plan: "xây dựng", "trình Chính phủ" tell nothing, the name of a law tells all.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedTarget, AskedTask

ENOUGH = 0.62
"""Likeness from which a row and a task are one; below, a person is asked."""
_HINT = 0.1
"""What the same lead body adds to the likeness."""
_WORD = re.compile(r"[^\W_]+")


class RowWording(NamedTuple):
    """What a row says of the task it is about."""

    text: str
    id: str = ""
    number: str = ""
    lead: str = ""
    """Who carries it out, as the row names them."""


def matched(
    rows: Sequence[RowWording],
    own: Sequence[AskedTask | AskedTarget],
    every: Sequence[AskedTask | AskedTarget],
    names: dict[str, str],
) -> list[str]:
    """The id of each row's task; "" where none is sure enough. Each task is given once.

    `own` are those that the reporter answers for; an id of any other task is believed too.
    """
    known = {one.id for one in every}
    found = [row.id if row.id in known else "" for row in rows]
    left = {one.id: one for one in own if one.id not in found}
    _exact(rows, found, left)
    _alike(rows, found, left, names)
    return found


def _exact(
    rows: Sequence[RowWording], found: list[str], left: dict[str, AskedTask | AskedTarget]
) -> None:
    """Pair what says the same; of tasks with equal words the one with the row's number."""
    by_words: dict[str, list[str]] = {}
    for one in left.values():
        by_words.setdefault(_key(one.text), []).append(one.id)
    for numbered in (True, False):
        for i, row in enumerate(rows):
            ids = [] if found[i] else by_words.get(_key(row.text), [])
            free = [id_ for id_ in ids if id_ in left]
            same = [id_ for id_ in free if left[id_].number == row.number.strip(" .")]
            chosen = same if numbered else free
            if chosen:
                found[i] = chosen[0]
                del left[chosen[0]]


def _alike(
    rows: Sequence[RowWording],
    found: list[str],
    left: dict[str, AskedTask | AskedTarget],
    names: dict[str, str],
) -> None:
    texts = {id_: _words(one.text) for id_, one in left.items()}
    weights = _weights(list(texts.values()))
    pairs = []
    for i, row in enumerate(rows):
        if found[i]:
            continue
        said, lead = _words(row.text), fold(row.lead)
        for id_, words in texts.items():
            score = _likeness(said, words, weights)
            units = getattr(left[id_], "units", ())
            if lead and any(fold(names.get(unit, unit)) in lead for unit in units):
                score += _HINT
            if score >= ENOUGH:
                pairs.append((-score, i, id_))
    for _score, i, id_ in sorted(pairs):
        if not found[i] and id_ in left:
            found[i] = id_
            del left[id_]


def _key(text: str) -> str:
    return fold(text).rstrip(" .;")


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _weights(texts: list[Counter[str]]) -> dict[str, float]:
    """How much each word tells: the rarer among the tasks, the more."""
    told = Counter(word for text in texts for word in text)
    return {word: math.log(1 + (len(texts) + 1) / count) for word, count in told.items()}


def _likeness(a: Counter[str], b: Counter[str], weights: dict[str, float]) -> float:
    """Between 0 and 1: of what both say together, and of what the shorter one says."""
    most = math.log(2 + len(weights))

    def weight(words: Counter[str]) -> float:
        return sum(count * weights.get(word, most / 2) for word, count in words.items())

    both, one, other = weight(a & b), weight(a), weight(b)
    if not one or not other:
        return 0.0
    return both / (one + other) + both / min(one, other) / 2

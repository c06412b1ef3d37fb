"""Centred lines that break by sense and are nearly of one length: the subject of a document.

The lines are kept by blanks that do not break, so that whoever reads the document back finds
the text as one. What breaks well, and what belongs together, is data (ngat-dong.toml).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tomli

from generator.text.measure import line_width, word_width, wrap
from generator.text.ties import TIE, tied

if TYPE_CHECKING:
    from generator.text.measure import Face

SUBJECT_ROOM, SUBJECT_SIZE = 155.0, 14.0
"""Room of the subject between its indents in the template, mm, and its size, points."""
FULL = 0.97
"""Share of the room that a line may fill: fonts and programs differ by a hair."""
_HAIR = 1e-6
"""Millimetres below which two widths are one."""
_PLAIN, _TORN = 0.03, 10.0
"""What a break costs between two words of no known sense, and inside what belongs together,
as squares of shares of the room."""


class _Data(NamedTuple):
    openers: frozenset[str]
    """Words before which a line breaks well."""
    heads: frozenset[str]
    """Words that do not stand last on a line."""
    kinds: frozenset[str]
    """Kinds of places and bodies, which stay with their names."""
    units: dict[str, list[tuple[str, ...]]]
    """Words that belong together, by the first of them."""


@cache
def _data() -> _Data:
    data = tomli.loads(Path(__file__).with_name("ngat-dong.toml").read_text("utf-8"))
    units: dict[str, list[tuple[str, ...]]] = {}
    for words in data["cum"]:
        unit = tuple(words.split())
        units.setdefault(unit[0], []).append(unit)
    openers, heads, kinds = (frozenset(data[key]) for key in ("truoc", "dau", "loai_ten"))
    return _Data(openers, heads, kinds, units)


@lru_cache(256)
def balanced(text: str, room: float, size: float, face: Face = "bold") -> tuple[str, ...]:
    """The lines of a centred text: as few as fit the room (mm), size in points."""
    words = text.split()
    count = len(wrap(text, room * FULL, size, face))
    if count < 2 or any(word_width(word, size, face) > room * FULL for word in words):
        return (text,)
    found = _best(words, count, room, size, face) or _best(words, count + 1, room, size, face)
    return found or (text,)


def kept(text: str, room: float, size: float) -> str:
    """The text with blanks that break only between the balanced lines."""
    lines = balanced(text, room, size)
    if len(lines) == 1:
        return tied(text)
    return " ".join(line.replace(" ", TIE) for line in lines)


def _best(
    words: list[str], count: int, room: float, size: float, face: Face
) -> tuple[str, ...] | None:
    """The cheapest way to break the words into so many lines; None where there is none."""
    inside = _inside(words)
    costs = [0.0, *(_cost(*words[at - 1 : at + 1], at in inside) for at in range(1, len(words)))]
    costs.append(0.0)
    blank = line_width(" ", size, face)
    ends = [0.0]
    for word in words:
        ends.append(ends[-1] + word_width(word, size, face) + blank)
    mean = (ends[-1] - blank) / count
    # by number of lines: end of the last line → (cost, where each line begins)
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        # the first place after which what is left fits into the lines that are left
        left = ends[-1] - (count - 1 - line) * (room * FULL + blank)
        first = bisect_left(ends, left - _HAIR)
        for begin, (cost, before) in ways.items():
            for end in range(max(begin + 1, first), len(words) + 1):
                width = ends[end] - ends[begin] - blank
                if width > room * FULL:
                    break
                if (line == count - 1) != (end == len(words)):
                    continue
                total = cost + ((width - mean) / room) ** 2 + costs[end]
                if end not in further or total < further[end][0]:
                    further[end] = (total, (*before, begin))
        ways = further
    if len(words) not in ways:
        return None
    begins = (*ways[len(words)][1], len(words))
    return tuple(" ".join(words[a:b]) for a, b in pairwise(begins))


@lru_cache(1024)
def _cost(before: str, word: str, inside: bool) -> float:
    """What a break between two words, perhaps inside a fixed unit of words, costs."""
    if word[0] == "(":
        return 1.0  # a short form goes with the words it stands for
    if TIE in tied(f"a {before} {word}") or inside:
        return _TORN
    if before[-1] in ",;:)":
        return 0.0  # a sign ends a name, too: "… (PAR INDEX), / Chỉ số hài lòng …"
    if word[0].isupper() and (before[0].isupper() or before.lower() in _data().kinds):
        return _TORN  # a name, or its kind of place and it
    if word.lower() in _data().openers:
        return 0.0
    return 0.15 if before.lower() in _data().heads else _PLAIN


def _inside(words: list[str]) -> set[int]:
    """The places between two words of one fixed unit."""
    low = [word.lower().strip(",;:.()") for word in words]
    units = _data().units
    return {
        at
        for begin, word in enumerate(low)
        for unit in units.get(word, ())
        if tuple(low[begin : begin + len(unit)]) == unit
        for at in range(begin + 1, begin + len(unit))
    }

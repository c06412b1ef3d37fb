"""Three-way merging of values: a text by its words, a list by its items, the rest whole.

Every function takes the common base and two sides. Nothing is guessed: where both sides
changed the same place in different ways there is no merged value, and the caller makes a
conflict of it. Apart from the order of what both sides add at one place, the two sides are
interchangeable.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.plan.wording import BRACED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

T = TypeVar("T")

_TOKEN = re.compile(
    rf"{BRACED}"  # a citation or the mark of a footnote
    r"|\\[*{]|\*+"  # marks of bold and italic, and their escapes
    r"|\d+(?:[.,/]\d+)*"  # a number or date is changed as a whole
    r"|\w+(?:[\u0300-\u036f]\w*)*|\s|.",
    re.DOTALL,
)
REWRITTEN = 0.5
"""A side that changed more of the words than this wrote a new text; nothing is mixed into it."""


class Hunk(NamedTuple):
    """A change of a text: the tokens of the base from `start` to `end`, and what is there now."""

    start: int
    end: int
    new: tuple[str, ...]


class MergedOrder(NamedTuple):
    """A merged order, and the items that both sides moved to different places."""

    items: list[str]
    contested: frozenset[str]


def merge_value(base: T, above: T, mine: T) -> tuple[T, bool]:
    """The value to take, and whether the sides contradict each other; mine stands then."""
    if above in (mine, base):
        return mine, False
    if mine == base:
        return above, False
    return mine, True


# ------------------------------------------------------------------------------ text


def merge_text(base: str, above: str, mine: str) -> str | None:
    """Both sides' changes of words in one text; None where they touch or are too many.

    Changes with nothing but blanks between them touch: “85 %” → “90 %” and “85 %” →
    “85 phần trăm” are about the same figure.
    """
    value, clash = merge_value(base, above, mine)
    if not clash:
        return value
    words = _TOKEN.findall(base)
    sides = _hunks(words, above), _hunks(words, mine)
    if any(_share(words, hunks) > REWRITTEN for hunks in sides):
        return None
    if any(a != m and _touch(words, a, m) for a in sides[0] for m in sides[1]):
        return None
    return _apply(words, sorted({*sides[0], *sides[1]}))


def _hunks(words: list[str], other: str) -> list[Hunk]:
    # imported here: only plans that both sides changed need it
    from rapidfuzz.distance import Indel

    new = _TOKEN.findall(other)
    found: list[Hunk] = []
    for code in Indel.opcodes(words, new):
        if code.tag == "equal":
            continue
        start, end = code.src_start, code.src_end
        replaced = tuple(new[code.dest_start : code.dest_end])
        if found and _blank(words[found[-1].end : start]):
            last = found.pop()
            kept = words[last.end : start]
            found.append(Hunk(last.start, end, (*last.new, *kept, *replaced)))
        else:
            found.append(Hunk(start, end, replaced))
    return found


def _blank(words: Sequence[str]) -> bool:
    return all(word.isspace() for word in words)


def _share(words: list[str], hunks: list[Hunk]) -> float:
    """How much of the base a side changed, from 0 to 1; blanks do not count."""
    changed = sum(not w.isspace() for h in hunks for w in words[h.start : h.end])
    return changed / (sum(not w.isspace() for w in words) or 1)


def _touch(words: list[str], one: Hunk, other: Hunk) -> bool:
    first, second = sorted((one, other))
    return _blank(words[first.end : second.start])  # nothing, where they overlap


def _apply(words: list[str], hunks: list[Hunk]) -> str:
    out: list[str] = []
    at = 0
    for hunk in hunks:
        out += [*words[at : hunk.start], *hunk.new]
        at = hunk.end
    return "".join([*out, *words[at:]])


# ------------------------------------------------------------------------------ lists


def merge_list(
    base: Sequence[str], above: Sequence[str], mine: Sequence[str]
) -> tuple[list[str], bool]:
    """The items of both sides without what either took out; mine, and True, if they clash."""
    value, clash = merge_value(list(base), list(above), list(mine))
    if not clash:
        return value, False
    if any(len(set(side)) < len(side) for side in (base, above, mine)):
        return list(mine), True
    old, upper, own = set(base), set(above), set(mine)
    alive = (upper & own) | ((upper | own) - old)
    order = merge_order(*([x for x in side if x in alive] for side in (base, above, mine)))
    return (list(mine), True) if order.contested else (order.items, False)


RECORDS = {"kinh_gui": "", "chi_tieu": "id", "khong_thuc_hien": "nut"}
"""Lists of a plan that hold no nodes and that people edit → the key that names one of their
records; "": lines."""


def merge_records(
    key: str, base: Sequence[Any], above: Sequence[Any], mine: Sequence[Any]
) -> tuple[list[Any], bool]:
    """Lists of `RECORDS` merged record by record; mine, and True, where one clashes."""
    if not key:
        return merge_list(base, above, mine)
    sides = [{getattr(one, key): one for one in side} for side in (base, above, mine)]
    ids = merge_list(*([getattr(one, key) for one in side] for side in (base, above, mine)))[0]
    found = []
    for id_ in dict.fromkeys([*ids, *sides[2], *sides[1]]):
        value, clash = merge_value(*(side.get(id_) for side in sides))
        if clash:
            return list(mine), True
        if value is not None:
            found.append(value)
    return found, False


def merge_order(
    base: Sequence[str],
    above: Sequence[str],
    mine: Sequence[str],
    pinned: Collection[str] = (),
) -> MergedOrder:
    """One order for all items of the two sides; `pinned` ones stay where mine has them.

    What neither side moved is the skeleton; what a side moved or added follows the same
    item of the skeleton as on that side. Where both add, the plan above comes first. An
    order of two items that a side made and that cannot stand is contested, never lost.
    """
    above = [x for x in above if x not in pinned]
    common = set(base) & set(above) & set(mine)
    moved = _moved(base, above, common), _moved(base, mine, common)
    skeleton = [x for x in base if x in common and x not in moved[0] and x not in moved[1]]
    both = (moved[0] & moved[1]) | ((set(above) & set(mine)) - common)
    contested = _disputed((_runs(above, set(skeleton)), _runs(mine, set(skeleton))), both)
    items = _joined(skeleton, above, mine, moved, both, contested)
    if moved[0] and moved[1]:
        contested |= _overruled(base, (above, mine), items, moved[0] | moved[1], common)
        items = _joined(skeleton, above, mine, moved, both, contested)
    return MergedOrder(items, frozenset(contested))


def _joined(
    skeleton: list[str],
    above: Sequence[str],
    mine: Sequence[str],
    moved: tuple[set[str], set[str]],
    both: set[str],
    contested: set[str],
) -> list[str]:
    """The items of both sides around what stands; what is contested stands as in `mine`."""
    agreed = both - contested
    found = _runs(mine, set(skeleton))
    anchors: list[str | None] = []
    for anchor in (None, *skeleton):
        anchors += [anchor, *(x for x in found.get(anchor, ()) if x in agreed)]
    fixed = {x for x in anchors if x is not None}
    upper, own = set(above), set(mine)
    theirs = (upper - own) | (moved[0] - moved[1] - contested)
    ours = (own - upper) | (moved[1] - moved[0]) | contested
    runs = _runs(above, fixed), _runs(mine, fixed)
    order: list[str] = []
    for anchor in anchors:
        order += [anchor] if anchor is not None else []
        order += [x for x in runs[0].get(anchor, ()) if x in theirs]
        order += [x for x in runs[1].get(anchor, ()) if x in ours]
    return order


def _overruled(
    base: Sequence[str],
    sides: tuple[Sequence[str], Sequence[str]],
    merged: Sequence[str],
    moved: set[str],
    common: set[str],
) -> set[str]:
    """Pairs of which a side turned the order round, and that the merged order has as before."""
    old, new = _places(base), _places(merged)
    lost: set[str] = set()
    for side in sides:
        place = _places(side)
        for one in moved:
            for other in common:
                if (old[one] < old[other]) == (place[one] < place[other]):
                    continue
                if (old[one] < old[other]) == (new[one] < new[other]):
                    lost |= {one, other}
    return lost


def _places(items: Sequence[str]) -> dict[str, int]:
    return {item: at for at, item in enumerate(items)}


def _runs(side: Sequence[str], skeleton: set[str]) -> dict[str | None, list[str]]:
    """The items of a side that follow each item of the skeleton (None: before the first)."""
    runs: dict[str | None, list[str]] = {}
    anchor: str | None = None
    for item in side:
        if item in skeleton:
            anchor = item
        else:
            runs.setdefault(anchor, []).append(item)
    return runs


def _disputed(
    runs: tuple[dict[str | None, list[str]], dict[str | None, list[str]]], both: set[str]
) -> set[str]:
    """What both sides put somewhere, but not at the same place in the same order."""
    places = [{a: [x for x in run if x in both] for a, run in side.items()} for side in runs]
    wrong: set[str] = set()
    for anchor in {*places[0], *places[1]}:
        one, other = places[0].get(anchor, []), places[1].get(anchor, [])
        if one != other:
            wrong |= {*one, *other}
    return wrong


def _moved(base: Sequence[str], side: Sequence[str], common: set[str]) -> set[str]:
    """The fewest items whose moving gives the order of the side."""
    place = _places(base)
    items = [item for item in side if item in common]
    return set(items) - set(longest_rising(items, [place[item] for item in items]))


def longest_rising(items: Sequence[T], ranks: Sequence[int]) -> list[T]:
    """The longest choice of items, in order, whose ranks rise; the first of equals."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(items)
    for i, rank in enumerate(ranks):
        at = bisect_left(tails, rank)
        before[i] = ends[at - 1] if at else -1
        tails[at : at + 1] = [rank]
        ends[at : at + 1] = [i]
    chosen: list[T] = []
    i = ends[-1] if ends else -1
    while i >= 0:
        chosen.append(items[i])
        i = before[i]
    return chosen[::-1]

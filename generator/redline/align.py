"""Which block of the old document is which of the new one.

First the nodes a document names (anchors), then blocks with the same text, then in the
gaps between them the pairing that keeps most words. Large gaps are cut into small ones at
blocks that share rare pairs of words, so that time grows with the length of the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel, LCSseq

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from generator.redline.story_blocks import Block
    from generator.redline.word_changes import Codes

ALIKE = 0.4
"""Part of the words two blocks must share to be compared word by word."""
TABLES_ALIKE = 0.3
SMALL = 3600
"""Cells of the table of pairs that are all looked at."""
_COMMON = 8
"""A pair of words found in more blocks than this does not tell them apart."""
_WORTH_SPLIT = 0.6
"""Part of a neighbour's words that must be found for a split or a joining."""

Pair = tuple[int, int]
Step = Callable[[int, int, int, int], list[Pair]]


class AlignedGroup(NamedTuple):
    """Old blocks that became new blocks: one and one, or split, or joined, or none."""

    olds: list[Block]
    news: list[Block]


def align(
    olds: Sequence[Block], news: Sequence[Block], codes: Codes, *, split: bool = True
) -> list[AlignedGroup]:
    """Pair the blocks of two stories, in order; deletions before insertions."""
    start = 0
    while start < min(len(olds), len(news)) and olds[start].key == news[start].key:
        start += 1
    end = 0
    most = min(len(olds), len(news)) - start
    while end < most and olds[-1 - end].key == news[-1 - end].key:
        end += 1
    head = [(i, i) for i in range(start)]
    a, b = len(olds) - end, len(news) - end
    middle = _Aligner(olds, news, codes).gap(start, a, start, b)
    tail = [(a + k, b + k) for k in range(end)]
    return _groups([*head, *middle, *tail], olds, news, codes, split=split)


class _Aligner:
    def __init__(self, olds: Sequence[Block], news: Sequence[Block], codes: Codes) -> None:
        self.olds = olds
        self.news = news
        self.codes = codes

    def gap(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        """Pairs within old a0:a1 and new b0:b1, by ever weaker evidence."""
        if a0 == a1 or b0 == b1:
            return []
        return self._through(
            (self._anchored, self._unique, self._same, self._alike), (a0, a1, b0, b1)
        )

    def _through(self, steps: tuple[Step, ...], gap: tuple[int, int, int, int]) -> list[Pair]:
        """The pairs of the first step, and between them those of the next ones."""
        pairs = steps[0](*gap)
        if len(steps) == 1:
            return pairs
        found: list[Pair] = []
        for a0, a1, b0, b1, pair in self._cut(*gap, pairs):
            if a0 < a1 and b0 < b1:
                found += self._through(steps[1:], (a0, a1, b0, b1))
            if pair is not None:
                found.append(pair)
        return found

    @staticmethod
    def _cut(
        a0: int, a1: int, b0: int, b1: int, pairs: list[Pair]
    ) -> Iterator[tuple[int, int, int, int, Pair | None]]:
        """The gaps between pairs, each with the pair that ends it."""
        for a, b in pairs:
            yield a0, a, b0, b, (a, b)
            a0, b0 = a + 1, b + 1
        yield a0, a1, b0, b1, None

    def _anchored(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        places: dict[str, int] = {}
        for j in range(b0, b1):
            if self.news[j].anchor:
                places[self.news[j].anchor] = -1 if self.news[j].anchor in places else j
        pairs = [
            (i, places[name])
            for i in range(a0, a1)
            if (name := self.olds[i].anchor) and places.get(name, -1) >= 0
        ]
        return _increasing(pairs)

    def _unique(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        """Blocks with text that look the same and are there once on each side."""
        theirs, ours = self._once(self.olds, a0, a1), self._once(self.news, b0, b1)
        pairs = [(i, ours[key]) for key, i in theirs.items() if key in ours]
        return _heaviest(pairs, lambda i: len(self.olds[i].text))

    @staticmethod
    def _once(blocks: Sequence[Block], start: int, end: int) -> dict[bytes, int]:
        places: dict[bytes, int] = {}
        twice: set[bytes] = set()
        for i in range(start, end):
            key = blocks[i].key
            if key in places:
                twice.add(key)
            elif b"<w:t" in key:
                places[key] = i
        return {key: i for key, i in places.items() if key not in twice}

    def _same(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        """Blocks with equal text; then, between them, empty ones that look the same."""
        if a0 == a1 or b0 == b1:
            return []
        found: list[Pair] = []
        texts = _common(
            [self._text_key(b, i) for i, b in enumerate(self.olds[a0:a1])],
            [self._text_key(b, -1 - j) for j, b in enumerate(self.news[b0:b1])],
        )
        shifted = [(a0 + i, b0 + j) for i, j in texts]
        for x0, x1, y0, y1, pair in self._cut(a0, a1, b0, b1, shifted):
            keys = _common([b.key for b in self.olds[x0:x1]], [b.key for b in self.news[y0:y1]])
            found += [(x0 + i, y0 + j) for i, j in keys]
            if pair is not None:
                found.append(pair)
        return found

    @staticmethod
    def _text_key(block: Block, unlike: int) -> Hashable:
        text = block.text
        return (block.kind, text) if text and not text.isspace() else unlike

    def _alike(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        """The pairing that keeps most words, of blocks that share enough."""
        if a0 == a1 or b0 == b1:
            return []
        if (a1 - a0) * (b1 - b0) <= SMALL:
            return self._best(a0, a1, b0, b1)
        found: list[Pair] = []
        likely = self._likely(a0, a1, b0, b1)
        for x0, x1, y0, y1, pair in self._cut(a0, a1, b0, b1, likely):
            if (x1 - x0) * (y1 - y0) <= SMALL:
                found += self._best(x0, x1, y0, y1)
            if pair is not None:
                found.append(pair)
        return found

    def score(self, old: Block, new: Block) -> int:
        """Words two blocks share; 0 if too few to be one block."""
        if old.kind != new.kind:
            return 0
        a, b = old.codes(self.codes), new.codes(self.codes)
        if not a or not b:
            return 1 if not a and not b and old.kind != "opaque" else 0
        least = TABLES_ALIKE if old.kind in {"table", "row"} else ALIKE
        longer, shorter = max(len(a), len(b)), min(len(a), len(b))
        if 2 * shorter < least * (longer + shorter):
            return 0
        common = LCSseq.similarity(a, b)
        return 2 * common if 2 * common >= least * (len(a) + len(b)) else 0

    def _best(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        rows, columns = a1 - a0, b1 - b0
        scores = [
            [self.score(self.olds[a0 + i], self.news[b0 + j]) for j in range(columns)]
            for i in range(rows)
        ]
        best = [[0] * (columns + 1) for _ in range(rows + 1)]
        for i in range(rows - 1, -1, -1):
            below, here, line = best[i + 1], best[i], scores[i]
            for j in range(columns - 1, -1, -1):
                value = max(below[j], here[j + 1])
                if line[j] and line[j] + below[j + 1] > value:
                    value = line[j] + below[j + 1]
                here[j] = value
        found: list[Pair] = []
        i = j = 0
        while i < rows and j < columns:
            if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
                found.append((a0 + i, b0 + j))
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1
        return found or self._lone_tables(a0, a1, b0, b1)

    def _lone_tables(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        """One table that became another, however unlike: two in a row would run together."""
        olds = [i for i in range(a0, a1) if self.olds[i].kind == "table"]
        news = [j for j in range(b0, b1) if self.news[j].kind == "table"]
        return [(olds[0], news[0])] if len(olds) == len(news) == 1 else []

    def _likely(self, a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
        """Pairs of a large gap that share rare pairs of words, in order on both sides."""
        places: dict[str, list[int]] = {}
        for j in range(b0, b1):
            for gram in _grams(self.news[j].codes(self.codes)):
                places.setdefault(gram, []).append(j)
        pairs: list[Pair] = []
        for i in range(a0, a1):
            votes: Counter[int] = Counter()
            for gram in _grams(self.olds[i].codes(self.codes)):
                seen = places.get(gram, ())
                if len(seen) <= _COMMON:
                    votes.update(seen)
            for j, _ in votes.most_common(3):
                if self.score(self.olds[i], self.news[j]):
                    pairs.append((i, j))
                    break
        return _increasing(pairs)


def _grams(codes: str) -> set[str]:
    return {codes[k : k + 2] for k in range(len(codes) - 1)} or {codes}


def _common(old: list[Hashable] | list[bytes], new: list[Hashable] | list[bytes]) -> list[Pair]:
    numbers: dict[Hashable, int] = {}
    a = [numbers.setdefault(k, len(numbers)) for k in old]
    b = [numbers.setdefault(k, len(numbers)) for k in new]
    found: list[Pair] = []
    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            found += zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            )
    return found


def _increasing(pairs: list[Pair]) -> list[Pair]:
    """The longest part of the pairs (sorted by old) that rises in new too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, (_, b) in enumerate(pairs):
        at = bisect_left(tops, b)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1] = [b]
        ends[at : at + 1] = [k]
    return _chain(pairs, before, ends[-1] if ends else -1)


def _heaviest(pairs: list[Pair], weight: Callable[[int], int]) -> list[Pair]:
    """The part of the pairs (sorted by old) that rises in new too and says most.

    Of two blocks that changed places the shorter one moved: that is less to read.
    """
    if all(x[1] < y[1] for x, y in pairwise(pairs)):
        return pairs
    size = max(b for _, b in pairs) + 1
    chains = [(0, -1)] * (size + 1)  # a Fenwick tree: weight and last pair of the heaviest
    heaviest = (0, -1)
    before: list[int] = []
    for k, (a, b) in enumerate(pairs):
        top, at = (0, -1), b
        while at > 0:
            top, at = max(top, chains[at]), at & (at - 1)
        before.append(top[1])
        chain = (top[0] + weight(a) + 1, k)
        heaviest = max(heaviest, chain)
        at = b + 1
        while at <= size:
            chains[at] = max(chains[at], chain)
            at += at & -at
    return _chain(pairs, before, heaviest[1])


def _chain(pairs: list[Pair], before: list[int], last: int) -> list[Pair]:
    found = []
    while last >= 0:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]


def _groups(
    pairs: list[Pair],
    olds: Sequence[Block],
    news: Sequence[Block],
    codes: Codes,
    *,
    split: bool,
) -> list[AlignedGroup]:
    out: list[AlignedGroup] = []
    a = b = 0
    for i, j in [*pairs, (len(olds), len(news))]:
        out += [AlignedGroup([x], []) for x in olds[a:i]]
        out += [AlignedGroup([], [y]) for y in news[b:j]]
        if i < len(olds):
            out.append(AlignedGroup([olds[i]], [news[j]]))
        a, b = i + 1, j + 1
    return _splits(out, codes) if split else out


def _splits(groups: list[AlignedGroup], codes: Codes) -> list[AlignedGroup]:
    """Let a changed pair take in neighbours that are the rest of its other side."""
    out: list[AlignedGroup] = []
    i = 0
    while i < len(groups):
        group = groups[i]
        i += 1
        if not _may_grow(group):
            out.append(group)
            continue
        olds, news = list(group.olds), list(group.news)
        while out and (neighbour := _belongs(out[-1], olds, news, codes, before=True)):
            olds, news = [*neighbour.olds, *olds], [*neighbour.news, *news]
            out.pop()
        while i < len(groups) and (
            neighbour := _belongs(groups[i], olds, news, codes, before=False)
        ):
            olds, news = [*olds, *neighbour.olds], [*news, *neighbour.news]
            i += 1
        out.append(AlignedGroup(olds, news))
    return out


def _may_grow(group: AlignedGroup) -> bool:
    return (
        len(group.olds) == len(group.news) == 1
        and group.olds[0].kind == group.news[0].kind == "p"
        and group.olds[0].key != group.news[0].key
        and group.olds[0].section is None
        and group.news[0].section is None
    )


def _belongs(
    neighbour: AlignedGroup, olds: list[Block], news: list[Block], codes: Codes, *, before: bool
) -> AlignedGroup | None:
    """The neighbour, if it is one-sided and most of its words are in the other side."""
    added = [*neighbour.olds, *neighbour.news]
    if len(added) != 1 or added[0].kind != "p" or added[0].section is not None:
        return None
    one_sided_new = bool(neighbour.news)
    if (one_sided_new and len(olds) > 1) or (not one_sided_new and len(news) > 1):
        return None
    whole, parts = (olds, news) if one_sided_new else (news, olds)
    other = "".join(x.codes(codes) for x in whole)
    have = "".join(x.codes(codes) for x in parts)
    extra = added[0].codes(codes)
    if not extra:
        return None
    grown = extra + have if before else have + extra
    gain = LCSseq.similarity(other, grown) - LCSseq.similarity(other, have)
    return neighbour if gain >= _WORTH_SPLIT * len(extra) else None

"""Which stretches of two texts changed, as somebody can read it.

The longest common subsequence is the least that changed, and often confetti: of a list that
was written anew it keeps "tại Văn bản số", "ngày", "và", and hangs the rest on them. So a
text is compared clause by clause ("," and ";" end one), words that stand everywhere in it
count little, what is less than half alike is replaced whole, and within a rewrite no island
of less than three words is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORD, BLANK, CLAUSE_END, SIGN, HELD = "w", " ", ";", ".", "o"
"""Kinds of tokens. Held ones (pictures, notes, ends of paragraphs) are never rewritten."""
Span = tuple[int, int, int, int]
"""Tokens of the old text from, to; of the new text from, to."""

_FEW = 3
"""Words; an island of fewer says nothing by itself."""
_MANY = 8
"""Words; an island of so many is worth keeping even in a text written anew."""
_HALF = 0.5
_CRUMBS = 0.2
_REWRITE = 4
"""Changed words from which a stretch is a rewrite and not some small edits side by side."""
_PAIRS = 2500
"""Pairs of clauses that are all looked at."""
_CLAUSE = re.compile(r"[^;]*;|[^;]+$")


class TokenSide(NamedTuple):
    """A text as tokens: a code and a kind for each, one character long."""

    codes: str
    kinds: str

    def words(self, start: int, end: int) -> int:
        """How many words there are in a stretch."""
        return self.kinds.count(WORD, start, end)

    def holds(self, start: int, end: int) -> bool:
        """Whether something in a stretch must not be rewritten."""
        return HELD in self.kinds[start:end]


def kind_of(token: str) -> str:
    """The kind of a token of text."""
    if token in {",", ";"}:
        return CLAUSE_END
    if token.isspace():
        return BLANK
    return WORD if token[0].isalnum() else SIGN


def readable(old: TokenSide, new: TokenSide) -> list[Span]:
    """The stretches that changed, in order, none next to another."""
    spans = _syllables(_least(old, new, (0, len(old.codes), 0, len(new.codes))), old)
    if len(spans) < 2:
        return spans
    weights = _weights(old, new)
    if HELD not in old.kinds + new.kinds and _is_confetti(spans, old, weights):
        spans = _joined(_by_clauses(old, new, weights))
    return _without_crumbs(_merged(spans, old, new), old, new)


def _least(old: TokenSide, new: TokenSide, part: Span) -> Iterator[Span]:
    """The least that changed in a part of both."""
    a, b, c, d = part
    last: Span | None = None
    for op in Indel.opcodes(old.codes[a:b], new.codes[c:d]):
        if op.tag == "equal":
            continue
        span = (a + op.src_start, a + op.src_end, c + op.dest_start, c + op.dest_end)
        if last is not None and last[1] == span[0] and last[3] == span[2]:
            span = (last[0], span[1], last[2], span[3])
        elif last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _syllables(spans: Iterator[Span], old: TokenSide) -> list[Span]:
    """Changes of syllables with only a blank between them as one: two syllables make a word."""
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        if (
            last is not None
            and old.kinds[last[1] : span[0]] == BLANK
            and any(a < b and c < d for a, b, c, d in (last, span))
        ):
            out[-1] = (last[0], span[1], last[2], span[3])
        else:
            out.append(span)
    return out


def _weights(old: TokenSide, new: TokenSide) -> dict[str, float]:
    """What a word counts: the less, the more often it stands in a text."""
    counts: Counter[str] = Counter()
    for side in (old, new):
        words = Counter(c for c, kind in zip(side.codes, side.kinds, strict=True) if kind == WORD)
        counts |= words
    return {code: 1 / number for code, number in counts.items()}


def _weight(side: TokenSide, start: int, end: int, weights: dict[str, float]) -> float:
    return sum(weights.get(code, 0.0) for code in side.codes[start:end])


def _islands(spans: list[Span]) -> list[tuple[int, int]]:
    """The kept stretches between changes, in tokens of the old text."""
    return [(a[1], b[0]) for a, b in pairwise(spans)]


def _is_confetti(spans: list[Span], old: TokenSide, weights: dict[str, float]) -> bool:
    islands = _islands(spans)
    crumbs = sum(
        old.words(a, b) < _FEW or _weight(old, a, b, weights) < 1 for a, b in islands
    )  # fmt: skip
    return len(islands) >= _FEW and 2 * crumbs >= len(islands)


# ------------------------------------------------------------------------------ clauses


def _clauses(side: TokenSide) -> list[tuple[int, int]]:
    found = []
    for match in _CLAUSE.finditer(side.kinds):
        start, end = match.span()
        while start < end and side.kinds[start] == BLANK:
            start += 1
        found.append((start, end))
    return found


def _by_clauses(old: TokenSide, new: TokenSide, weights: dict[str, float]) -> Iterator[Span]:
    """Changes within clauses that belong together, and between them the others whole."""
    ours, theirs = _clauses(old), _clauses(new)
    a = c = 0
    for i, j in _paired(ours, theirs, old, new, weights):
        first, second = ours[i], theirs[j]
        yield from _apart(old, new, (a, first[0], c, second[0]))
        yield from _syllables(_least(old, new, (*first, *second)), old)
        a, c = first[1], second[1]
    yield from _apart(old, new, (a, len(old.codes), c, len(new.codes)))


def _apart(old: TokenSide, new: TokenSide, part: Span) -> list[Span]:
    """What belongs to nothing: kept are only long stretches, and blanks at the edges."""
    return _absorbed(list(_least(old, new, part)), old, _MANY)


def _paired(
    ours: list[tuple[int, int]],
    theirs: list[tuple[int, int]],
    old: TokenSide,
    new: TokenSide,
    weights: dict[str, float],
) -> list[tuple[int, int]]:
    """Clauses that are alike by half, so that most words stay, in order on both sides."""
    rows, columns = len(ours), len(theirs)
    if rows * columns > _PAIRS:
        return _equal(ours, theirs, old, new)
    return rising_pairs(rows, columns, lambda i, j: _alike(old, ours[i], new, theirs[j], weights))


def rising_pairs(
    rows: int, columns: int, worth: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs, rising on both sides, that are worth most together; a worth of 0 is no pair.

    Time and room grow with `rows` × `columns`.
    """
    scores = [[worth(i, j) for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found = []
    i = j = 0
    while i < rows and j < columns:
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _equal(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]], old: TokenSide, new: TokenSide
) -> list[tuple[int, int]]:
    """Of very many clauses only those that are the same."""
    a, b = [old.codes[x:y] for x, y in ours], [new.codes[x:y] for x, y in theirs]
    return [
        (op.src_start + k, op.dest_start + k)
        for op in Indel.opcodes(a, b)
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]


def _alike(
    old: TokenSide,
    one: tuple[int, int],
    new: TokenSide,
    other: tuple[int, int],
    weights: dict[str, float],
) -> float:
    """What two clauses share, by weight; 0 if less than half, unless one holds the other."""
    first, second = old.codes[slice(*one)], new.codes[slice(*other)]
    own = [sum(weights.get(c, 0.0) for c in x) for x in (first, second)]
    if first == second:
        return own[0] + 1e-6
    common = sum(
        sum(weights.get(c, 0.0) for c in first[op.src_start : op.src_end])
        for op in Indel.opcodes(first, second)
        if op.tag == "equal"
    )
    alike = 2 * common >= _HALF * sum(own) and common > 0
    return common if alike else 0.0


# ------------------------------------------------------------------------------ islands


def _joined(spans: Iterator[Span]) -> list[Span]:
    """Changes next to each other as one."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1][1] == span[0] and out[-1][3] == span[2]:
            out[-1] = (out[-1][0], span[1], out[-1][2], span[3])
        else:
            out.append(span)
    return out


def _absorbed(spans: list[Span], old: TokenSide, least: int) -> list[Span]:
    """Changes joined over islands of fewer words; what only came, or only went, stays apart."""
    if not any(a < b for a, b, _c, _d in spans) or not any(c < d for _a, _b, c, d in spans):
        return spans
    out: list[Span] = []
    for span in spans:
        if out and _may_go(out[-1], span, old, least):
            out[-1] = (out[-1][0], span[1], out[-1][2], span[3])
        else:
            out.append(span)
    return out


def _may_go(first: Span, second: Span, old: TokenSide, least: int) -> bool:
    island = (first[1], second[0])
    return old.words(*island) < least and not old.holds(*island)


def _merged(spans: list[Span], old: TokenSide, new: TokenSide) -> list[Span]:
    """Within each rewrite, no islands of less than three words."""
    out: list[Span] = []
    chain: list[Span] = []
    for span in spans:
        if chain and not _may_go(chain[-1], span, old, _FEW):
            out += _rewrite(chain, old, new)
            chain = []
        chain.append(span)
    return out + _rewrite(chain, old, new)


def _rewrite(chain: list[Span], old: TokenSide, new: TokenSide) -> list[Span]:
    """A chain of changes as one, where more was changed than kept on both sides."""
    if len(chain) < 2:
        return chain
    gone = sum(old.words(a, b) for a, b, _c, _d in chain)
    come = sum(new.words(c, d) for _a, _b, c, d in chain)
    kept = sum(old.words(a, b) for a, b in _islands(chain))
    least = kept if len(chain) > _FEW else 2 * kept - 1  # two small edits are no rewrite
    if not gone or not come or max(gone, come) < _REWRITE or least >= max(gone, come):
        return chain
    return [(chain[0][0], chain[-1][1], chain[0][2], chain[-1][3])]


def _without_crumbs(spans: list[Span], old: TokenSide, new: TokenSide) -> list[Span]:
    """One change where less than half is alike and nothing long stays."""
    words = old.words(0, len(old.codes)), new.words(0, len(new.codes))
    gone = sum(old.words(a, b) for a, b, _c, _d in spans)
    kept = words[0] - gone
    if min(words) < _REWRITE or kept > 0.9 * min(words) or 2 * kept >= _HALF * sum(words):
        return spans
    least = _MANY if kept >= _CRUMBS * max(words) else len(old.codes)
    return _to_the_edges(_absorbed(spans, old, least), old, new)


def _to_the_edges(spans: list[Span], old: TokenSide, new: TokenSide) -> list[Span]:
    """A rewrite takes in a word or two that stay before and behind it."""
    a = spans[0][0]
    if a and old.words(0, a) < _FEW and not old.holds(0, a):
        spans[0] = (0, spans[0][1], 0, spans[0][3])
    b = spans[-1][1]
    ends = len(old.codes), len(new.codes)
    if b < ends[0] and old.words(b, ends[0]) < _FEW and not old.holds(b, ends[0]):
        spans[-1] = (spans[-1][0], ends[0], spans[-1][2], ends[1])
    return spans

"""A sentence of the plan above and what became of it, laid word by word beside each other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz.distance import Indel

from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapidfuzz.distance import Opcode

    from generator.cascade.deriving.unit.addressee import Addressee, Kin
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody, NamedTogether

Sort = Literal["gone", "added", "before", "upward", "torn", "level", "each", "who", "itself"]
"""A body that is no more; words that came; who answers past his superior; what goes past it; a
sentence cut at no border; a level that is not the unit's; all units; who acts; the unit itself."""


class OpenPoint(NamedTuple):
    """What is not accounted for."""

    sort: Sort
    words: str
    """The words that say it, of the derived sentence; of `gone`, of the plan above."""


class TwoTexts:
    """A node of the plan above and the derived one, as one unit reads them."""

    def __init__(
        self,
        texts: tuple[str, str],
        headings: tuple[Sequence[str], Sequence[str]],
        me: Addressee,
        *,
        leaf: bool,
        annex: bool = False,
    ) -> None:
        """`texts`: above, derived; `headings`: over either, the nearest first; `leaf`: no title."""
        self.me, self.leaf, self.annex = me, leaf, annex
        self.above, self.below = plain_of(texts[0]), plain_of(texts[1])
        self.heads_above, self.heads = headings
        self.same = self.above.low == self.below.low

    @cached_property
    def there(self) -> tuple[NamedTogether, ...]:
        """The bodies of the plan above."""
        return groups(self.above)

    @cached_property
    def here(self) -> tuple[NamedTogether, ...]:
        """The bodies of the derived sentence."""
        return groups(self.below)

    @cached_property
    def over(self) -> tuple[NamedTogether, ...]:
        """The bodies of the derived heading."""
        return groups(plain_of(self.heads[0])) if self.heads else ()

    @cached_property
    def now(self) -> str:
        """The key of all that is said here, headings too, between spaces."""
        return f" {key_of(' '.join((self.below.text, *self.heads)))} "

    def kins(self, group: NamedTogether) -> set[Kin]:
        """What the bodies of a list are to the unit."""
        return self.me.kins(group.bodies)

    def stands(self, body: NamedBody) -> bool:
        """Whether a body of the plan above, or its counterpart, is still said."""
        if f" {key_of(body.name)} " in self.now or f" {key_of(body.text)} " in self.now:
            return True
        if body.kind not in _WITH_COUNTERPARTS:
            return False
        named = (one for group in (*self.here, *self.over) for one in group.bodies)
        return any(one.kind == body.kind for one in named)

    # ------------------------------------------------------------------ word by word

    @cached_property
    def _words(self) -> tuple[list[SaidWord], list[SaidWord]]:
        return [*_words(self.above)], [*_words(self.below)]

    @property
    def words(self) -> list[SaidWord]:
        """The words of the plan above."""
        return self._words[0]

    @cached_property
    def kept(self) -> list[bool]:
        """Of each word of the plan above whether it is kept."""
        kept = [True] * len(self.words)
        for cut in self.cuts:
            kept[cut.first : cut.last + 1] = [False] * (cut.last + 1 - cut.first)
        return kept

    @cached_property
    def _edits(self) -> Sequence[Opcode]:
        keys = [[word.key for word in side] for side in self._words]
        return [*Indel.opcodes(*keys)]

    @cached_property
    def cuts(self) -> list[LeftOut]:
        """The stretches that were left out or replaced."""
        old, new = self._words
        keys = [word.key for word in old]
        out = []
        for op in self._edits:
            if op.tag == "delete":
                by = _slid(keys, op.src_start, op.src_end)
                then = op.dest_start + by
                at = new[then].start if then < len(new) else len(self.below.low)
                out.append(LeftOut(op.src_start + by, op.src_end - 1 + by, at))
        return out

    @cached_property
    def came(self) -> list[tuple[int, int]]:
        """Where words stand in the derived text that came: places of its plain form."""
        new = self._words[1]
        edits = (op for op in self._edits if op.tag == "insert")
        return [(new[op.dest_start].start, new[op.dest_end - 1].end) for op in edits]

    def part(self, group: NamedTogether) -> list[bool]:
        """Of the words around a list of bodies, up to the next commas, whether each is kept."""
        start = self._border(group.start, back=True)
        end = self._border(group.end, back=False)
        return [
            kept
            for word, kept in zip(self.words, self.kept, strict=True)
            if start <= word.start < end
            and word.key not in _BORDERS
            and not any(one.start <= word.start < one.end for one in self.there)
        ]

    def _border(self, at: int, *, back: bool) -> int:
        marks = [
            word for word in self.words
            if word.key in _BORDERS and not any(g.start <= word.start < g.end for g in self.there)
        ]  # fmt: skip
        if back:
            return max((w.end for w in marks if w.end <= at and w.key != ":"), default=0)
        return min((w.start for w in marks if w.start >= at and w.key != ":"),
                   default=len(self.above.low))  # fmt: skip


class SaidWord(NamedTuple):
    """A word, a mark or a number of a plain form."""

    key: str
    start: int
    end: int


class LeftOut(NamedTuple):
    """A stretch of the plan above that is not here: its first and last word."""

    first: int
    last: int
    at: int
    """Where what follows stands in the derived text."""


_WORD = re.compile(r"\w+|[.,;:()]")
_BORDERS = frozenset(".,;:()")
_WITH_COUNTERPARTS = frozenset(["mat-tran", "doan-the", "cong-an", "quan-su"])


def _slid(keys: Sequence[str], start: int, end: int) -> int:
    """By how many words a stretch is moved so that it is a whole clause, where it may be.

    "trước 05/9; Sở tổng hợp trước 15/9.": what was left out is "; Sở tổng hợp trước 15/9".
    """
    for step in (1, -1):
        by = 0
        while not _is_clause(keys, start + by, end + by):
            gone, kept = (start + by, end + by) if step > 0 else (end + by - 1, start + by - 1)
            if not 0 <= min(gone, kept) <= max(gone, kept) < len(keys) or keys[gone] != keys[kept]:
                break
            by += step
        if _is_clause(keys, start + by, end + by):
            return by
    return 0


def _is_clause(keys: Sequence[str], start: int, end: int) -> bool:
    """Whether a stretch begins behind a mark and ends with one, or stands between two."""
    begins = start == 0 or keys[start - 1] in _BORDERS or keys[start] in _BORDERS
    ends = end == len(keys) or keys[end] in _BORDERS or keys[end - 1] in _BORDERS
    return begins and ends


def _words(plain: Plain) -> Iterator[SaidWord]:
    for found in _WORD.finditer(plain.low):
        yield SaidWord(found[0], *found.span())

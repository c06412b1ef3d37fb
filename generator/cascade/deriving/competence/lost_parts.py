"""Sentences and clauses of the plan above of which nothing stands in the plan below.

Words are compared, not places: what was put in the unit's own words is still there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_BREAK = re.compile(r"(?<=[.;]) +(?=[^\W\d]|\d)|\n+")
_DIGIT = re.compile(r"\d")
_ASIDE = re.compile(r"\([^()]*\)")
_NAMES = re.compile(rf"(?<=[ ,]){LARGE}[^\W\d_]*")
"""Names inside a sentence: of places, which may be left out of it."""
_STAYS = 0.6
"""Share of its words from which on a part is taken to stand below."""
_HEAD = 3
"""First words by which a sentence is found again."""
_LITTLE = 10
"""Letters by which a text may become shorter where no sentence has left it."""
_FEW = 3
"""Words below which a part says nothing by itself: "Chủ trì;"."""


class Part(NamedTuple):
    """A sentence, or a clause behind a semicolon."""

    words: str
    begins: bool
    """Whether a sentence begins with it."""
    lost: bool


def parts_of(draft: NodeDraft, unit: Addressee, day: date | None) -> list[Part]:
    """The parts of what a node says, and which of them, or whose day, the plan below has not.

    A part of which the unit's own figure stays has done its service: "xã A 30 ha, xã B 40 ha".
    """
    if draft.dropped is None and _length(draft) + _LITTLE > len(draft.said):
        return [Part(words, begins, lost=False) for words, begins in _cut(draft.said)]
    now = words_now(draft)

    def lost(words: str) -> bool:
        share = _share_in(words, unit.bare)
        return not (share and f" {share} " in now) and _is_lost(words, now, day)

    return [Part(words, begins, lost(words)) for words, begins in _cut(draft.said)]


def _length(draft: NodeDraft) -> int:
    """Letters that a node has below, its own names without theirs."""
    return sum(
        len(piece) if isinstance(piece, str) else sum(map(len, piece.pieces))
        for text in draft.texts.values()
        for piece in text
    )


def _share_in(words: str, name: str) -> str:
    """The first word of a figure behind a name; "" for none."""
    if not name or _DIGIT.search(words) is None or f"{name} " not in (key := key_of(words)):
        return ""
    found = re.search(rf"(?<!\w){re.escape(name)} (?P<share>\d\w*)", key)
    return found["share"] if found is not None else ""


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    start, begins = 0, True
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found is not None else len(text)
        if found is not None and text[end - 1] == "." and not text[found.end()].isupper():
            continue  # "05 ha. 3 hộ" goes on
        if text.count("(", start, end) > text.count(")", start, end):
            continue
        if text[start:end].strip():
            yield text[start:end].strip(), begins
        if found is not None:
            begins = text[end - 1] != ";"
            start = found.end()


def words_now(draft: NodeDraft) -> str:
    """The key of what a node says below, between spaces."""
    if draft.dropped is not None:
        return ""
    said: list[str] = []
    for text in draft.texts.values():
        for piece in text:
            pieces = piece.pieces if isinstance(piece, RuleWords) else (piece,)
            said += [part for part in pieces if not isinstance(part, Own)]
    return f" {key_of(' '.join(said))} "


def stands_in(words: str, now: str) -> bool:
    """Whether the first words of a sentence stand in a text, one behind the other."""
    own = key_of(words).split()[:_HEAD]
    return len(own) == _HEAD and f" {' '.join(own)} " in now


def _is_lost(words: str, now: str, day: date | None) -> bool:
    """Whether most of the words, without the names of bodies, or those of a day are no more."""
    plain = plain_of(words)
    named = [plain.span(g.start, g.end) for g in groups(plain)]
    rest = words
    for place in reversed(named):
        rest = rest[: place.start] + rest[place.end :]
    rest = _NAMES.sub(" ", _ASIDE.sub(" ", rest))
    own = [word for word in key_of(rest).split() if len(word) > 1]
    if len(own) < _FEW:
        return False
    said = set(now.split())
    if sum(word in said for word in own) < _STAYS * len(own) and not stands_in(rest, now):
        return True
    days = key_of(" ".join(found.text for found in deadlines(words, day))).split()
    return any(word.isdigit() and word not in said for word in days)

"""What changed in a text, word by word, as Vietnamese readers see words.

A syllable is a word; a number with its separators is one word; texts are compared in
composed form (NFC). What is only another spelling of the same (hoà/hòa, lý/lí, – for -)
is told apart from another wording, and never hidden.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.plan.wording import BRACED
from generator.text.tokens import ATOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    rf"{BRACED}"  # a citation or the mark of a footnote
    r"|\\[*{]|\*+"  # marks of bold and italic, and their escapes
    rf"|{ATOM}|\w+|\s|.",
    re.DOTALL,
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_I_OR_Y = re.compile(r"(?:[hklmst]|qu)[iy]", re.IGNORECASE)
"""Syllables written with i or y as one likes: lí luận, lý luận; quí, quý; công ti, công ty."""
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'")
)
_BLANKS = re.compile(r"\s+")
REWRITTEN = 0.75
"""From this share of changed words on both sides a text is shown as written anew."""


class WordSegment(NamedTuple):
    """A piece of two texts: the same in both, or what stood there and what stands there."""

    old: str
    new: str
    same: bool
    spelling: bool = False
    """Whether the change is one of spelling only."""


def tokens(text: str) -> list[str]:
    """Words, blanks and signs; joined they give the text."""
    return _TOKEN.findall(text)


def segments(old: str, new: str) -> list[WordSegment]:
    """The two texts as pieces that are the same and pieces that changed, in order.

    The pieces hold the texts as they are: all `old` joined give the old text, all `new` the
    new one. Changes with nothing but a blank between them are one change.
    """
    return list(_compared(old, new))


@lru_cache(maxsize=4096)
def _compared(old: str, new: str) -> tuple[WordSegment, ...]:
    """A page is asked for again and again, and most of its sentences are as they were."""
    if old == new:
        return (WordSegment(old, new, same=True),) if old else ()
    before, after = tokens(old), tokens(new)
    changed = _tidied(before, after, _joined(before, _changed(before, after)))
    if _is_rewritten(before, after, changed):
        return (WordSegment(old, new, same=False, spelling=same_but_spelling(old, new)),)
    return tuple(_segments(before, after, changed))


_Span = tuple[int, int, int, int]
"""Tokens of the old text from, to; of the new text from, to."""


def _changed(before: list[str], after: list[str]) -> Iterator[_Span]:
    from generator.text.rewording import TokenSide, kind_of, readable  # most commands compare none

    codes: dict[str, str] = {}
    sides = [
        TokenSide(
            "".join(codes.setdefault(w, chr(0xF0000 + len(codes))) for w in _composed(words)),
            "".join(map(kind_of, words)),
        )
        for words in (before, after)
    ]
    a = c = 0
    for span in [*readable(*sides), (len(before), len(before), len(after), len(after))]:
        for i in range(span[0] - a):
            if before[a + i] != after[c + i]:  # composed on one side only
                yield a + i, a + i + 1, c + i, c + i + 1
        if span[0] < span[1] or span[2] < span[3]:
            yield span
        a, c = span[1], span[3]


def _composed(words: list[str]) -> list[str]:
    return [w if w.isascii() else unicodedata.normalize("NFC", w) for w in words]


def _joined(before: list[str], changed: Iterator[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for span in changed:
        if found and all(w.isspace() for w in before[found[-1][1] : span[0]]):
            found[-1] = (found[-1][0], span[1], found[-1][2], span[3])
        else:
            found.append(span)
    return found


def _tidied(before: list[str], after: list[str], changed: list[_Span]) -> list[_Span]:
    """Changes without what both sides have at the edges, and begun where a reader would."""
    found: list[_Span] = []
    for i, (a, b, c, d) in enumerate(changed):
        while a < b and c < d and before[b - 1] == after[d - 1]:
            b, d = b - 1, d - 1
        while a < b and c < d and before[a] == after[c]:
            a, c = a + 1, c + 1
        left = found[-1][1] if found else 0
        right = changed[i + 1][0] if i + 1 < len(changed) else len(before)
        if a == b:
            step = _slid(after, c, d, a - left, right - b)
        else:
            step = _slid(before, a, b, a - left, right - b) if c == d else 0
        found.append((a + step, b + step, c + step, d + step))
    return found


def _slid(words: list[str], start: int, end: int, left: int, right: int) -> int:
    """How far to move a piece put in or taken out so that it begins and ends well.

    "công[- chức, viên-] chức" says the same as "công chức[-, viên chức-]".
    """
    steps = [0]
    while -steps[0] < left and words[start + steps[0] - 1] == words[end + steps[0] - 1]:
        steps.insert(0, steps[0] - 1)
    while steps[-1] < right and words[start + steps[-1]] == words[end + steps[-1]]:
        steps.append(steps[-1] + 1)
    return min(steps, key=lambda step: (_edge(words[start + step], words[end + step - 1]), -step))


def _edge(first: str, last: str) -> int:
    if not first.isspace() and not first[0].isalnum():
        return 0
    if first.isspace() != last.isspace():
        return 1 if last.isspace() else 2
    return 3


def _is_rewritten(before: list[str], after: list[str], changed: list[_Span]) -> bool:
    if len(changed) < 2:
        return False
    gone = sum(_count(before[a:b]) for a, b, _c, _d in changed)
    come = sum(_count(after[c:d]) for _a, _b, c, d in changed)
    return gone > REWRITTEN * _count(before) and come > REWRITTEN * _count(after)


def _count(words: Sequence[str]) -> int:
    return sum(not w.isspace() for w in words)


def _segments(before: list[str], after: list[str], changed: list[_Span]) -> Iterator[WordSegment]:
    at = 0
    for a, b, c, d in changed:
        if a > at:
            text = "".join(before[at:a])
            yield WordSegment(text, text, same=True)
        old, new = "".join(before[a:b]), "".join(after[c:d])
        yield WordSegment(old, new, same=False, spelling=same_but_spelling(old, new))
        at = b
    if at < len(before):
        text = "".join(before[at:])
        yield WordSegment(text, text, same=True)


# ------------------------------------------------------------------------------ spelling


def same_but_spelling(old: str, new: str) -> bool:
    """Whether two texts say the same and differ in spelling only.

    Spelling is the place of a tone mark (hoà, hòa), i or y (lí, lý), composed or decomposed
    letters, kinds of blanks, dashes and quotation marks. Capitals and full stops are not.
    """
    return old == new or _as_spoken(old) == _as_spoken(new)


def _as_spoken(text: str) -> str:
    words = [_word(w) for w in tokens(text.translate(_SIGNS))]
    return _BLANKS.sub(" ", "".join(words)).strip()


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    """A syllable with its tone at the end, wherever it was written, and y as i."""
    if word.isascii() and not _I_OR_Y.fullmatch(word):
        return word
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in letters if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if _I_OR_Y.fullmatch(bare):
        bare = bare[:-1] + ("i" if bare[-1] in "iy" else "I")
    return bare + tone

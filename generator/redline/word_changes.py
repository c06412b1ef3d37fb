"""Word differences of two stretches of text: tokens, the longest common subsequence, tidying.

A token is a syllable, a number with its separators, a blank, a mark of punctuation, or an
object. Tokens are compared in NFC; where the code points differ, they are a change all
the same, because a redline must give back both sides byte for byte. Only hyphens are one,
whether lines break at them or not: nobody reads another word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.redline.pieces import StoryPiece, link_of
from generator.text.rewording import BLANK, HELD, TokenSide, kind_of, readable
from generator.text.ties import with_plain_hyphens
from generator.text.tokens import ATOM

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator


_WORD = re.compile(rf"{ATOM}|\S")
TOKEN = re.compile(rf"{ATOM}|.", re.DOTALL)
MARK = "\u2029"
_MARK_KEY = ("mark",)


class Codes:
    """Numbers tokens, as characters: rapidfuzz is quickest on strings."""

    def __init__(self) -> None:
        self._codes: dict[Hashable, str] = {}

    def of(self, key: Hashable) -> str:
        """The character that stands for a key."""
        code = self._codes.get(key)
        if code is None:
            number = len(self._codes) + 1
            code = self._codes[key] = chr(number if number < 0xD800 else number + 0x800)
        return code

    def text(self, text: str) -> str:
        """The tokens of a text, without blanks, as a string of codes."""
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = with_plain_hyphens(text)
        known = self._codes
        return "".join([known.get(t) or self.of(t) for t in _WORD.findall(text)])


class CharacterRow:
    """One or more paragraphs as one row of characters; each mark between them is one too."""

    def __init__(self, pieces: Iterable[StoryPiece], codes: Codes) -> None:
        self.pieces: list[StoryPiece] = []
        self.starts: list[int] = []
        self.points: dict[int, list[StoryPiece]] = {}
        at = 0
        for piece in pieces:
            if piece.kind == "point":
                self.points.setdefault(at, []).append(piece)
                continue
            self.pieces.append(piece)
            self.starts.append(at)
            at += len(piece.text)
        self.text = with_plain_hyphens("".join(p.text for p in self.pieces))
        self.bounds: list[int] = []
        """Start of each token, and the end of the last."""
        self.kinds = ""
        """What each token is: see `rewording`."""
        self.codes = self._tokens(codes)

    def _tokens(self, codes: Codes) -> str:
        out: list[str] = []
        kinds: list[str] = []
        run: list[str] = []
        link: Any = None
        began = 0

        def flush() -> None:
            at = began
            for token in TOKEN.findall("".join(run)):
                self.bounds.append(at)
                at += len(token)
                kinds.append(kind_of(token))
                plain = token if token.isascii() else unicodedata.normalize("NFC", token)
                out.append(codes.of(plain if link is None else (link, plain)))
            run.clear()

        for piece, start in zip(self.pieces, self.starts, strict=True):
            here = link_of(piece.ctx) if piece.ctx else None
            if run and (piece.kind != "text" or here != link):
                flush()
            if piece.kind == "text":
                if not run:
                    began, link = start, here
                run.append(with_plain_hyphens(piece.text))
            else:
                self.bounds.append(start)
                kinds.append(BLANK if isinstance(piece.key, str) else HELD)
                key = _MARK_KEY if piece.kind == "mark" else (here, piece.key)
                out.append(codes.of(key))
        if run:
            flush()
        self.bounds.append(len(self.text))
        self.kinds = "".join(kinds)
        return "".join(out)

    def piece_at(self, offset: int) -> int:
        """Index of the piece that holds a character."""
        return bisect_right(self.starts, offset) - 1

    def slices(self, start: int, end: int) -> Iterator[tuple[StoryPiece, int, int, int]]:
        """The pieces between two offsets: piece, its offset, start and end within it."""
        index = self.piece_at(start)
        while start < end:
            piece, at = self.pieces[index], self.starts[index]
            stop = min(end, at + len(piece.text))
            yield piece, at, start - at, stop - at
            start = stop
            index += 1


class WordChange(NamedTuple):
    """A stretch of old and of new characters. "same" has equal text; "inside" is one object."""

    kind: Literal["same", "replace", "inside"]
    a0: int
    a1: int
    b0: int
    b1: int


def compare(old: CharacterRow, new: CharacterRow, *, inside: bool = True) -> list[WordChange]:
    """What became of the old characters. `inside` looks for objects that changed within."""
    found = list(_token_changes(old, new))
    found = _tidy(found, old, new)
    if not inside:
        return found
    return [part for change in found for part in _inside(change, old, new)]


def _token_changes(old: CharacterRow, new: CharacterRow) -> Iterator[WordChange]:
    """Token differences as offsets; equal tokens of other code points become replacements."""
    pending: WordChange | None = None
    a = b = 0
    spans = readable(TokenSide(old.codes, old.kinds), TokenSide(new.codes, new.kinds))
    for a1, a2, b1, b2 in [*spans, (len(old.codes), 0, len(new.codes), 0)]:
        while a < a1:
            kind, length = _equal_run(old, new, a, b, a1 - a)
            change = WordChange(
                kind, old.bounds[a], old.bounds[a + length], new.bounds[b], new.bounds[b + length]
            )
            a, b = a + length, b + length
            if kind == "replace":
                pending = _joined(pending, change)
                continue
            if pending is not None:
                yield pending
                pending = None
            yield change
        if a2 or b2:
            change = WordChange(
                "replace", old.bounds[a1], old.bounds[a2], new.bounds[b1], new.bounds[b2]
            )
            pending = _joined(pending, change)
            a, b = a2, b2
    if pending is not None:
        yield pending


def _joined(first: WordChange | None, second: WordChange) -> WordChange:
    if first is None:
        return second
    return WordChange("replace", first.a0, second.a1, first.b0, second.b1)


def _equal_run(
    old: CharacterRow, new: CharacterRow, a: int, b: int, most: int
) -> tuple[Literal["same", "replace"], int]:
    """How many tokens from a and b agree (or disagree) in their very code points."""
    a0, a1 = old.bounds[a], old.bounds[a + most]
    b0, b1 = new.bounds[b], new.bounds[b + most]
    if old.text[a0:a1] == new.text[b0:b1]:
        return "same", most

    def raw_same(i: int) -> bool:
        return (
            old.text[old.bounds[a + i] : old.bounds[a + i + 1]]
            == new.text[new.bounds[b + i] : new.bounds[b + i + 1]]
        )

    first = raw_same(0)
    length = 1
    while length < most and raw_same(length) == first:
        length += 1
    return ("same" if first else "replace"), length


def _tidy(changes: list[WordChange], old: CharacterRow, new: CharacterRow) -> list[WordChange]:
    """Take a lone blank between two replacements into them: two syllables make one word."""
    out: list[WordChange] = []
    for i, change in enumerate(changes):
        if (
            out
            and change.kind == "same"
            and i + 1 < len(changes)
            and change.a1 - change.a0 == 1
            and old.text[change.a0] == " "
            and _both(out[-1])
            and _both(changes[i + 1])
            and not _crosses_marks(out[-1], changes[i + 1], old, new)
        ) or (out and out[-1].kind == change.kind == "replace"):
            out[-1] = _joined(out[-1], change)
        else:
            out.append(change)
    return out


def _both(change: WordChange) -> bool:
    return change.kind == "replace" and change.a1 > change.a0 and change.b1 > change.b0


def _crosses_marks(
    first: WordChange, second: WordChange, old: CharacterRow, new: CharacterRow
) -> bool:
    return MARK in old.text[first.a0 : second.a1] or MARK in new.text[first.b0 : second.b1]


def _inside(change: WordChange, old: CharacterRow, new: CharacterRow) -> Iterator[WordChange]:
    """Pair objects of one shell within a replacement: a box, a note, a field changed inside."""
    if not _both(change):
        yield change
        return
    olds = _shells(old, change.a0, change.a1)
    news = _shells(new, change.b0, change.b1)
    a, b = change.a0, change.b0
    for at, shell in olds:
        match = next((n for n, s in news if s == shell and n >= b), None)
        if match is None:
            continue
        if at > a or match > b:
            yield WordChange("replace", a, at, b, match)
        yield WordChange("inside", at, at + 1, match, match + 1)
        a, b = at + 1, match + 1
    if a < change.a1 or b < change.b1:
        yield WordChange("replace", a, change.a1, b, change.b1)


def _shells(line: CharacterRow, start: int, end: int) -> list[tuple[int, Any]]:
    found = []
    index = line.piece_at(start)
    while index < len(line.pieces) and line.starts[index] < end:
        piece = line.pieces[index]
        if piece.shell is not None:
            found.append((line.starts[index], (link_of(piece.ctx), piece.shell)))
        index += 1
    return found


def mark_piece(block: object) -> StoryPiece:
    """The mark that ends a block as a piece, for lines of several paragraphs."""
    return StoryPiece("mark", MARK, None, block, ())

"""Text under way from one level to the next: what rules wrote is out of reach of later rules.

A text is a list of pieces. A plain string is still as the plan above says it; a `RuleWords`
is the work of a rule and is passed over by everything that follows. Inside a `RuleWords`, an
`Own` stands for what differs from one agency of a level to another ({don_vi}), so that the
rules run once for a level and the names are filled in for each agency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import OWN_NAMES, PLACEHOLDER
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_END = re.compile(r"[\s.;:,…/*]*\Z")


class Own(str):
    """A name of the agency itself, filled in last."""

    __slots__ = ()


class RuleWords(NamedTuple):
    """What a rule wrote."""

    pieces: tuple[str | Own, ...]


Text = list["str | RuleWords"]


def template(text: str, names: Mapping[str, str], missing: Callable[[str], None]) -> RuleWords:
    """Read the words of a rule: names of the level are filled in, own names are left open.

    `{cap_tren}` is a citation and stays; a name that has no value is reported to `missing`.
    """
    pieces: list[str | Own] = []
    at = 0
    for found in PLACEHOLDER.finditer(text):
        name = found[1]
        if name == "cap_tren":
            continue
        pieces.append(text[at : found.start()])
        at = found.end()
        if name in OWN_NAMES:
            pieces.append(Own(name))
        elif name in names:
            pieces.append(names[name])
        else:
            missing(name)
            pieces.append("…")
    pieces.append(text[at:])
    return RuleWords(tuple(p for p in pieces if p))


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, longest first, never inside a longer word."""
    ordered = sorted(words, key=len, reverse=True)
    if all(word[:1].isalnum() and word[-1:].isalnum() for word in ordered):
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    return re.compile("|".join([_whole(word) for word in ordered]))


def _whole(word: str) -> str:
    before = r"(?<!\w)" if word[:1].isalnum() else ""
    after = r"(?!\w)" if word[-1:].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


def replace(text: Text, pattern: re.Pattern[str], table: Mapping[str, RuleWords]) -> Text | None:
    """Replace words in the untouched pieces; None when there is nothing to replace.

    Nor is anything replaced when no text would be left: a paragraph is never made empty.
    """
    out: Text = []
    touched = False
    for piece in text:
        if isinstance(piece, RuleWords):
            out.append(piece)
            continue
        at = 0
        said = holds(piece, table)
        for found in pattern.finditer(piece) if said else ():
            touched = True
            out.append(piece[at : found.start()])
            out.append(table[found[0]])
            at = found.end()
        out.append(piece[at:])
    return [p for p in out if p] if touched and compact(out) else None


def remaining(text: Text, pattern: re.Pattern[str]) -> str | None:
    """The first of the words that stands in an untouched piece."""
    for piece in text:
        if isinstance(piece, str) and (found := pattern.search(piece)):
            return found[0]
    return None


def out_of_reach(words: str, borrowed: Iterable[str]) -> Text:
    """Words as a text in which what it borrows of the work of others is out of reach."""
    text: Text = [words]
    for one in borrowed:
        at = next((i for i, p in enumerate(text) if isinstance(p, str) and one in p), None)
        if at is not None:
            before, _one, after = str(text[at]).partition(one)
            text[at : at + 1] = [before, RuleWords((one,)), after]
    return [piece for piece in text if piece]


def put_before(text: Text, words: RuleWords) -> Text:
    """Words at the beginning; the sentence that follows loses its capital.

    An abbreviation or a word in capitals keeps them ("UBND", "CCHC").
    """
    first = text[0] if text else ""
    if isinstance(first, str) and first[:1].isupper() and not first[1:2].isupper():
        first = first[:1].lower() + first[1:]
    return [words, first, *text[1:]]


def put_after(text: Text, words: RuleWords) -> Text:
    """Words at the end, before the punctuation that closes the paragraph."""
    last = text[-1] if text else ""
    if not isinstance(last, str):
        return [*text, words]
    found = _END.search(last)
    at = found.start() if found else len(last)
    return [p for p in (*text[:-1], last[:at], words, last[at:]) if p]


def without_first(text: Text, letters: int) -> Text:
    """A text without its first letters, counted as all its words stand in one line."""
    out: Text = []
    for piece in text:
        parts: list[str | Own] = []
        for part in piece.pieces if isinstance(piece, RuleWords) else (piece,):
            cut = min(letters, len(part))
            letters -= cut
            if cut < len(part):
                parts.append(part if not cut else part[cut:])
        if parts:
            out.append(RuleWords(tuple(parts)) if isinstance(piece, RuleWords) else parts[0])
    return out


def with_capital(text: Text) -> Text:
    """A text that begins with a large letter."""
    first = text[0] if text else ""
    words = first.pieces[0] if isinstance(first, RuleWords) and first.pieces else first
    if not isinstance(words, str) or isinstance(words, Own):
        return text
    large = words[:1].upper() + words[1:]
    return [
        RuleWords((large, *first.pieces[1:])) if isinstance(first, RuleWords) else large,
        *text[1:],
    ]


def compact(text: Text) -> tuple[str | Own, ...]:
    """The pieces of a text with neighbours joined; only own names stand alone."""
    out: list[str | Own] = []
    for piece in text:
        for part in piece.pieces if isinstance(piece, RuleWords) else (piece,):
            if out and not isinstance(part, Own) and not isinstance(out[-1], Own):
                out[-1] += part
            elif part:
                out.append(part)
    return tuple(out)


def fill(pieces: Sequence[str | Own], own: Mapping[str, str]) -> str:
    """The finished text for one agency."""
    if len(pieces) == 1 and not isinstance(pieces[0], Own):
        return pieces[0]
    return "".join([own[p] if isinstance(p, Own) else p for p in pieces])


def up_to(text: Text, letters: int) -> Text:
    """The first letters of a text; words of a rule stay whole."""
    out: Text = []
    for piece in text:
        length = sum(map(len, piece.pieces)) if isinstance(piece, RuleWords) else len(piece)
        if letters <= 0:
            break
        out.append(piece[:letters] if isinstance(piece, str) else piece)
        letters -= length
    return out


def put(text: Text, made: Sequence[tuple[int, int, RuleWords]]) -> tuple[Text, bool]:
    """The text with stretches replaced, where no rule has written; whether any was."""
    out: Text = []
    at, done = 0, False
    left = list(made)
    for piece in text:
        if isinstance(piece, RuleWords):
            out.append(piece)
            at += sum(map(len, piece.pieces))
            continue
        end, place = at + len(piece), at
        for start, stop, words in left:
            if start >= place and stop <= end:
                out += [piece[place - at : start - at], words]
                place, done = stop, True
        out.append(piece[place - at :])
        at = end
    return [p for p in out if p], done


def joined(text: Text) -> str:
    """All words of a text under way, what rules wrote as well."""
    return "".join("".join(p.pieces) if isinstance(p, RuleWords) else p for p in text)

"""A text as the grammar reads it: small letters, one spelling, and the way back.

Case, the place of the tone ("uỷ", "ủy"), marks of emphasis and footnotes, odd spaces and the usual
abbreviations ("UBND", "TN&MT") make no difference to what a sentence says, so the grammar
reads a plain form of it. `Plain.span` gives the place in the text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

from generator.grammar.data import read_data
from generator.text.first_test import holds

_ONE_SORT = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\t\n\r\u2009\u202f"), " "),
}
"""Dashes and blanks of all sorts → the usual one."""
_OTHER_SORT = re.compile(f"[{''.join(map(chr, _ONE_SORT))}]")
# each way begins with its letter: only there does the search look closer
_OLD_TONE = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\w)")
_MOVED = {
    f"{glide}{vowel}": f"{toned}{bare}"
    for glide, bare, vowels, tones in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for vowel, toned in zip(vowels, tones, strict=True)
}
"""Old place of the tone → new: "oà" → "òa", "uỷ" → "ủy" (only at the end of a syllable)."""


_AS_WRITTEN = {"quí": "quý", "gởi": "gửi", "gỡi": "gửi"}
"""Other spellings of as many letters."""
_SOUTHERN = re.compile(rf"(?<!\w)(?:{'|'.join(_AS_WRITTEN)})(?!\w)")


class LetterSpan(NamedTuple):
    """A place in the text that was read: characters `start` to `end`."""

    start: int
    end: int


class Plain:
    """The plain form of a text, and where each of its letters stands in the text."""

    __slots__ = ("_from", "_given", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        """The text as it was given."""
        pieces, self._from, self._given = _pieces(text)
        self.low = _spelled("".join(pieces) if self._from else text)
        """Small letters, new places of tones, abbreviations written out."""

    def span(self, start: int, end: int) -> LetterSpan:
        """The place in the given text of a place in the plain form."""
        if not self._from:
            return LetterSpan(start, end)
        return LetterSpan(self._at(start, end_of=False), max(self._at(end - 1, end_of=True), 0))

    def said(self, start: int, end: int) -> str:
        """The words as they were given."""
        place = self.span(start, end)
        return self.text[place.start : place.end]

    def capital(self, at: int) -> bool:
        """Whether the letter at a place of the plain form is a capital in the text."""
        place = self._at(at, end_of=False) if self._from else at
        return self.text[place : place + 1].isupper()

    def _at(self, place: int, *, end_of: bool) -> int:
        index = bisect_right(self._from, place) - 1
        start, given, length = self._from[index], self._given[index][0], self._given[index][1]
        if length < 0:  # a stretch that is as it was given
            return given + place - start + (1 if end_of else 0)
        return given + (length if end_of else 0)


@lru_cache(1024)
def plain_of(text: str) -> Plain:
    """The plain form of a text that several readers ask for."""
    return Plain(text)


def _pieces(text: str) -> tuple[list[str], list[int], list[tuple[int, int]]]:
    """The pieces of the plain form; where each begins in it, and what it stands for."""
    pattern = _odd_of(text)
    if pattern.search(text) is None:
        return [], [], []
    pieces: list[str] = []
    starts: list[int] = []
    given: list[tuple[int, int]] = []
    done = at = 0

    def add(piece: str, place: int, length: int) -> None:
        nonlocal at
        if piece:
            pieces.append(piece)
            starts.append(at)
            given.append((place, length))
            at += len(piece)

    for found in pattern.finditer(text):
        add(text[done : found.start()], done, -1)
        add(_instead(found), found.start(), len(found[0]))
        done = found.end()
    add(text[done:], done, -1)
    return pieces, starts, given


def _instead(found: re.Match[str]) -> str:
    odd = found[0]
    if odd[0] in "*{":
        return ""
    if odd[0].isspace():
        return " "
    return _abbreviations().get(_key(odd)) or unicodedata.normalize("NFC", odd)


def _key(short: str) -> str:
    return short.upper().replace(" ", "")


@cache
def _abbreviations() -> dict[str, str]:
    return {_key(k): v for k, v in read_data("viet-tat.toml")["viet_tat"].items()}


_MARKS = "\u0300-\u0323"
_BLANKS = "\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RARE = re.compile(f"[{_MARKS}{_BLANKS}]")
_COMBINING = re.compile(f"[{_MARKS}]")
_OTHER_BLANK = re.compile(f"[{_BLANKS}]")
"""Whatever is a blank and not the usual one."""
_TWO_BLANKS = re.compile(r"\s\s")


def _odd_of(text: str) -> re.Pattern[str]:
    """What the plain form of a text writes otherwise."""
    if _RARE.search(text) is None:
        return _odd(blanks="  " in text, combining=False)
    blanks = "  " in text or (_OTHER_BLANK.search(text) and _TWO_BLANKS.search(text)) is not None
    return _odd(blanks=blanks, combining=_COMBINING.search(text) is not None)


@cache
def _odd(*, blanks: bool, combining: bool) -> re.Pattern[str]:
    """The pattern for texts that may have blanks in a row, marks apart from their letters.

    It begins with one class of letters: the search passes over all others at once.
    """
    rests: dict[str, list[str]] = {}
    for short in sorted(read_data("viet-tat.toml")["viet_tat"], key=len, reverse=True):
        rests.setdefault(short[0], []).append(re.escape(short[1:]).replace(r"\ ", " ?"))
    words = "|".join(f"(?<={re.escape(c)})(?:{'|'.join(rest)})" for c, rest in rests.items())
    ways = [r"(?<=\*)\**", r"(?<=\{)chu-thich:[a-z0-9-]+\}"]
    ways += [r"(?<=\s)\s+"] if blanks else []
    ways += [rf"(?<![\w&].)(?:{words})(?![\w&])"]
    begins = "".join(["[*{", re.escape("".join(rests)), r"\s" if blanks else "", "]"])
    marks = r"|\w[\u0300-\u0323]+" if combining else ""
    return re.compile(f"{begins}(?:{'|'.join(ways)}){marks}")


def _spelled(text: str) -> str:
    """Small letters with the tone in its new place: as many letters as before."""
    low = text.lower()
    if len(low) != len(text):  # a letter that grows when it is made small, such as İ
        low = "".join([c if len(c.lower()) != 1 else c.lower() for c in text])
    if _OTHER_SORT.search(low):
        low = low.translate(_ONE_SORT)
    if holds(low, _AS_WRITTEN):
        low = _SOUTHERN.sub(lambda m: _AS_WRITTEN[m[0]], low)
    return _OLD_TONE.sub(lambda m: _MOVED[m[0]], low)


@lru_cache(2048)
def key_of(name: str) -> str:
    """What all spellings of one name have in common; for looking up names, not for reading."""
    low = _ALL.sub("", _spelled(_odd_of(name).sub(_instead, name)))
    low = low.replace("ủy ban nhân dân", "ubnd").replace("&", " và ")
    return " ".join(_MARK.sub(" ", low).split())


_ALL = re.compile(r"^(?:các|mọi|toàn thể) ")
_MARK = re.compile(r"[^\w\s]")

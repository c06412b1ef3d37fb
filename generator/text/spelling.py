"""Words as they are compared: spans kept, the place of the tone mark and the case not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_DASHES = frozenset("-–—‐‑−")


class TextWord(NamedTuple):
    """One word or one sign of a text."""

    text: str
    key: str
    """As it is compared: small, the tone last ("hòa" and "hoà" are one), one dash."""
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def words(text: str) -> list[TextWord]:
    """The words and signs of a text, with their places in it."""
    return [TextWord(m[0], tone_key(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=8192)
def tone_key(word: str) -> str:
    """The word in small letters with its tone at the end: "Hòa", "hoà" → "hoa" + grave."""
    if word in _DASHES:
        return "-"
    tones: list[str] = []
    rest: list[str] = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        (tones if letter in _TONES else rest).append(letter)
    return unicodedata.normalize("NFC", "".join(rest)) + "".join(tones)


def keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a text."""
    return tuple(word.key for word in words(text))


def unmarked(text: str) -> str:
    """Small letters without any mark, đ as d: for ids, for searching, for comparing loosely."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))

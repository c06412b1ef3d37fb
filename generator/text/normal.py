"""Clean text: composed letters, single spaces, one script, one encoding.

Every change is counted by its kind with an example, so that the reader can tell the
clerk what was touched. Old encodings are another file's (old_encodings.py).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from generator.text import patterns as re
from generator.text.old_encodings import Encoding, Encodings
from generator.text.ties import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ChangeKind = Literal[
    "nfc", "khoang_trang", "an", "cyrillic", "kieu_chu", "rieng", "tcvn3", "vni", "viscii"
]
"""Composed letters; odd spaces; invisible characters; Cyrillic and Greek look-alikes; letters
of mathematics, of full width or tied together; private-use characters (Wingdings bullets); old
Vietnamese encodings."""


class Changes:
    """What was changed in the text of one document."""

    def __init__(self) -> None:
        self.counts: dict[ChangeKind, int] = {}
        self.examples: dict[ChangeKind, tuple[str, str]] = {}
        self.encodings = Encodings()
        """Which old encoding each paragraph is in; a reader tells it all texts first."""

    def note(self, kind: ChangeKind, before: str, after: str, count: int = 1) -> None:
        """Count a change, and keep the first as an example."""
        self.counts[kind] = self.counts.get(kind, 0) + count
        self.examples.setdefault(kind, (before[:60], after[:60]))


_SPACES = re.compile(r"[\t\v\f\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HYPHENS = re.compile(f"[{HYPHENS}]")
_HIDDEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LOOK_ALIKE = str.maketrans(
    "АВЕЅЈКМНОРСТХУІаеорсухіѕјһԛԝ",
    "ABESJKMHOPCTXYIaeopcyxisjhqw",
)
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
_GREEK_WORD = re.compile(r"[^\W\d_]*[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο][^\W\d_]*")
_DRESSED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff\ufb00-\ufb06]+")
_CHECKS = {0xF0D8: "➢", 0xF0FC: "✓", 0xF0A7: "▪", 0xF0B7: "•", 0xF02D: "-", 0xF02B: "+"}
"""Glyphs of Symbol and Wingdings that stand for bullets; any other is a bullet too."""


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _latin(found: re.Match[str]) -> str:
    """A word with Latin letters, or of look-alikes alone; "Δ" and "οδός" stay Greek."""
    word = found[0].translate(_GREEK)
    greek = any("\u0370" <= c <= "\u03ff" for c in word)
    return found[0] if greek or len(word) < 2 else word


_STEPS: tuple[tuple[ChangeKind, re.Pattern[str], Callable[[str], str]], ...] = (
    ("nfc", re.compile(r"[^\x00-\x7f]"), lambda text: unicodedata.normalize("NFC", text)),
    ("kieu_chu", _DRESSED, lambda text: unicodedata.normalize("NFC", _DRESSED.sub(_plain, text))),
    ("an", _HIDDEN, lambda text: _HIDDEN.sub("", text)),
    ("khoang_trang", _SPACES, lambda text: _SPACES.sub(" ", text)),
    ("khoang_trang", _HYPHENS, lambda text: _HYPHENS.sub("-", text)),
    ("rieng", _PRIVATE, lambda text: _PRIVATE.sub(lambda m: _CHECKS.get(ord(m[0]), "•"), text)),
    ("cyrillic", _CYRILLIC, lambda text: text.translate(_LOOK_ALIKE)),
    ("cyrillic", _GREEK_WORD, lambda text: _GREEK_WORD.sub(_latin, text)),
)
"""What is mended in any text, in this order."""


def clean(
    text: str, changes: Changes | None = None, encoding: Encoding | Literal["ask"] | None = "ask"
) -> str:
    """The text in composed form with plain spaces; runs of spaces and the ends are kept.

    `encoding`: that of the paragraph which `text` is a piece of, where the caller knows
    it; a piece alone is too short to tell.
    """
    if text.isascii() and text.isprintable():
        return text
    note = changes.note if changes is not None else _ignore
    if encoding == "ask":
        encoding = (changes.encodings if changes is not None else Encodings()).of(text)
    out = text
    if encoding is not None:  # first: a soft hyphen is a letter there
        fixed = encoding.unicode(out)
        if fixed != out:
            note(encoding.name, out, fixed)
            out = fixed
    for kind, pattern, mend in _STEPS:
        if pattern.search(out):
            fixed = mend(out)
            if fixed != out:
                if kind != "khoang_trang" or "\u00a0" in out or "\u3000" in out:
                    note(kind, out, fixed)
                out = fixed
    return out


def _ignore(kind: ChangeKind, before: str, after: str, count: int = 1) -> None:
    """Count nothing."""


def squeeze(text: str) -> str:
    """The text with single spaces and none at its ends."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Every character that is not a blank, in order: what must not get lost."""
    return "".join(text.split())


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−\xad", "-"))
_MARKS = re.compile(r"[\u0300-\u036f]")


@lru_cache(2048)
def fold(text: str) -> str:
    """Small letters without marks, plain dashes, single spaces: for matching words.

    Old and new places of the tone, decomposed letters, look-alike Cyrillic letters and
    all dashes come out the same.
    """
    out = unicodedata.normalize("NFD", text.translate(_LOOK_ALIKE))
    out = _MARKS.sub("", out).lower().replace("đ", "d").translate(_DASHES)
    return " ".join(out.split())


def stop_word_share(texts: Iterable[str]) -> float:
    """Everyday words per word: below 0.03 a text layer is rubbish, below 0.08 suspicious."""
    words = [w for text in texts for w in re.findall(r"[^\W\d_]+", text.lower())]
    if not words:
        return 0.0
    return sum(w in _STOP for w in words) / len(words)


_STOP = frozenset(
    "của và các theo ngày trong cho được tại về có với thực hiện năm để là trên công".split()  # noqa: SIM905
)

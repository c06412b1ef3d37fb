"""Names of units that hold a dash with spaces, "Xuân Hương - Đà Lạt", as one word of a text.

Whoever reads a row of names takes a dash for its end: "phường Phan Thiết, phường Xuân Hương - Đà
Lạt" would end at "Hương".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.places.country import country_of
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = rf"{LARGE}[^\W\d_]*"
_DASHED = re.compile(rf"(?<!\w)(?P<left>{_WORD}(?: {_WORD})*) [-–] (?P<right>{_WORD}(?: {_WORD})*)")


class Tied(NamedTuple):
    """A text in which each such name is written without spaces around its dash."""

    text: str
    pairs: tuple[tuple[str, str], ...]
    """As it is written here, and as it was."""

    def loosened(self, text: str) -> str:
        """What was made of the text, with its names as they were."""
        for tied, loose in self.pairs:
            text = text.replace(tied, loose)
        return text


def tie(text: str) -> Tied:
    """A text with the names tied that the country has, or had."""
    pairs = []
    for found in _DASHED.finditer(text) if " - " in text or " – " in text else ():
        name = next(_names(found["left"], found["right"], found[0]), None)
        if name is not None:
            pairs.append((re.sub(" [-–] ", "-", name), name))
    for tied, loose in pairs:
        text = text.replace(loose, tied)
    return Tied(text, tuple(dict.fromkeys(pairs)))


def _names(left: str, right: str, said: str) -> Iterator[str]:
    """The names around a dash that units have, the longest first."""
    before, after = left.split(" "), right.split(" ")
    dash = said[len(left) : len(said) - len(right)]
    for start in range(len(before)):
        for end in range(len(after), 0, -1):
            name = f"{' '.join(before[start:])}{dash}{' '.join(after[:end])}"
            if country_of().has("", name):
                yield name

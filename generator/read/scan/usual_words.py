"""Marks that recognition takes off or changes in words that can be nothing else.

A scan of 200 dots an inch turns "tổ chức" into "tố chức" and "thẩm định" into "thâm định" and is
sure of it. The words are data (tu-thuong-gap.toml); only pairs of syllables that would be no word
are touched, letter by letter, so that capitals stay.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise, product
from typing import TYPE_CHECKING

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HOOKS = "ảẳẩẻểỉỏổởủửỷ", "áắấéếíóốớúứý", "aăâeêioôơuưy"
"""Letters with a hook, what they are taken for, and without any mark."""
_GRAVES = "ằầềồờừ", "ăâêôơư"
"""Letters with a grave above another mark, and without it ("quyền" → "quyên")."""
_READ_AS = {
    **{hook: (hook, acute, bare) for hook, acute, bare in zip(*_HOOKS, strict=True)},
    **{grave: (grave, bare) for grave, bare in zip(*_GRAVES, strict=True)},
}
_SIGNS = "“”\"'()[]-–.,;:!?…"

Pair = tuple[str, str]


def meant(before: str, word: str) -> Pair | None:
    """Two words as they must have been printed; None where they can stand as they are."""
    found = _misread().get((_bare(before).lower(), _bare(word).lower()))
    if found is None or before[-1:] in _SIGNS or word[:1] in _SIGNS or _names(before, word):
        return None
    return _as(before, found[0]), _as(word, found[1])


def _names(before: str, word: str) -> bool:
    """Whether each begins with a capital, as names of persons and places do."""
    return _bare(before)[:1].isupper() and word[:1].isupper() and not word.isupper()


def family_name(said: str) -> str | None:
    """The family name that this must be; "" where none is like it, None where it is one."""
    if said in _data()["ho"]:
        return None
    like = [name for name in _data()["ho"] if fold(name) == fold(said)]
    return like[0] if len(like) == 1 else ""


@cache
def _data() -> Mapping[str, frozenset[str]]:
    said = tomllib.loads(files(__package__).joinpath("tu-thuong-gap.toml").read_text("utf-8"))
    return {
        key: frozenset(word.strip() for word in words.split(",")) for key, words in said.items()
    }


@cache
def _misread() -> Mapping[Pair, Pair]:
    """What recognition makes of each pair → the pair; what could be two pairs is left out."""
    pairs = {pair for word in _data()["tu"] for pair in pairwise(word.split())}
    found: dict[Pair, Pair] = {}
    twice = set(pairs)
    for pair in pairs:
        for wrong in product(_readings(pair[0]), _readings(pair[1])):
            if wrong in found and found[wrong] != pair:
                twice.add(wrong)
            found[wrong] = pair
    return {wrong: pair for wrong, pair in found.items() if wrong not in twice}


def _readings(syllable: str) -> Iterable[str]:
    return map("".join, product(*(_READ_AS.get(char, (char,)) for char in syllable)))


def _bare(word: str) -> str:
    return word.strip(_SIGNS)


def _as(word: str, letters: str) -> str:
    """The letters in place of those of the word, signs and capitals kept."""
    at = word.lower().find(_bare(word).lower())
    said = word[at : at + len(letters)]
    right = "".join(
        new.upper() if old.isupper() else new for old, new in zip(said, letters, strict=True)
    )
    return f"{word[:at]}{right}{word[at + len(letters) :]}"

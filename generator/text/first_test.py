"""The cheap test before a pattern is tried: whether a text says one of some words at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands anywhere in a text.

    The loop is spelled out: `any` with a generator takes twice its time, and of one plan this is
    asked three thousand times.
    """
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of many words, wherever it stands, letter by letter.

    Of thirty words and more it is found in half the time that asking for each takes; of few it is
    not.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(first) if "" in rest else f"{re.escape(first)}(?:{one_of(rest)})"
        for first, rest in rests.items()
    )

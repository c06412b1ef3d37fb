"""Whether words begin with a verb by which work begins: dong-tu.toml and loai-co-quan.toml."""

from __future__ import annotations

import re
from functools import cache

from generator.grammar.data import read_data
from generator.grammar.first_words import first_words
from generator.grammar.phrases import any_of


def begins_work(low: str, at: int = 0) -> bool:
    """Whether such a verb stands at a place of a text in small letters."""
    return _verbs().match(low, at) is not None


def work_begun(low: str, at: int = 0) -> int:
    """Where such a verb at a place of a text ends; 0 where none stands there."""
    found = _verbs().match(low, at)
    return found.end() if found is not None else 0


@cache
def _verbs() -> re.Pattern[str]:
    data, kinds = read_data("dong-tu.toml"), first_words()
    begins = [*data["mo_dau"], *data["mo_dau_khac"], *kinds.verbs, *kinds.lone_verbs]
    return re.compile(rf"{any_of(begins)}(?!\w)")

"""Whether an act begins at a place of a text: the verbs of dong-tu.toml and loai-co-quan.toml."""

from __future__ import annotations

import re
from functools import cache

from generator.grammar.data import read_data
from generator.grammar.first_words import first_words
from generator.grammar.phrases import any_of


@cache
def _acts() -> re.Pattern[str]:
    words, data = first_words(), read_data("dong-tu.toml")
    verbs = {*words.verbs, *words.lone_verbs, *data["mo_dau"], *data["lam"]} - {"giữ", "để"}
    return re.compile(rf" (?:cùng |chủ động |tự |trực tiếp |đồng thời |có thể )?{any_of(verbs)}")


def begins_act(low: str, at: int) -> bool:
    """Whether an act begins behind a place of a text in small letters: " kiểm tra …"."""
    return _acts().match(low, at) is not None

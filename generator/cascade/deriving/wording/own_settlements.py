"""Lists of settlements in a sentence: "thôn, bản, tổ dân phố" is "thôn, bản" in a xã."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.level_words import has_settlement, settlements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain


def own_settlements(plain: Plain, unit: Addressee) -> Iterator[tuple[int, int, str]]:
    """Start, end and new words of a list: what a unit of its kind has of it.

    One that is all of another kind is asked about elsewhere.
    """
    if not unit.committee or unit.level < RANKS["xa"]:
        return
    for said in settlements(plain):
        kept = [item for item in said.items if has_settlement(unit.settled, item)]
        if not kept or len(kept) == len(said.items):
            continue
        every = re.match(r"(?:các|mỗi|từng) ", said.items[0])
        words = ", ".join(kept)
        if every is not None and said.items[0] not in kept:
            words = every[0] + words
        if plain.capital(said.start):
            words = words[:1].upper() + words[1:]
        span = plain.span(said.start, said.end)
        yield span.start, span.end, words

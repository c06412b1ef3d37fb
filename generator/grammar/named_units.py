"""Administrative units that a sentence names: level and name as one thing, "tỉnh Lào Cai"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.grammar.first_words import UNIT
from generator.grammar.letters import LetterSpan, plain_of
from generator.grammar.whereabouts import level_of_unit, name_end


class NamedUnit(NamedTuple):
    """A unit as it is named."""

    unit: str
    """Its kind in small letters: "tỉnh", "xã"."""
    name: str
    """Its name as written: "Lào Cai"."""
    level: str | None
    """One of LEVELS; None for a city whose level its name does not tell."""
    span: LetterSpan


_UNIT = re.compile(rf"(?<!\w){UNIT}")

_COUNTS = re.compile(
    r" \d[\d.,]*(?: ?%| (?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|người|hộ|cán bộ|suất|bộ|cái|km|ha|m)(?!\w))"
)
"""A sum or count behind a kind of unit is no name: "ngân sách xã 20 triệu đồng"."""


@lru_cache(1024)
def named_units(text: str) -> tuple[NamedUnit, ...]:
    """The units that a text names, in order; "tỉnh" without a name is none."""
    plain = plain_of(text)
    found = []
    for word in _UNIT.finditer(plain.low):
        end = name_end(plain, word.end())
        if (
            end > word.end()
            and plain.span(*word.span()).end > plain.span(word.end() + 1, end).start
        ):
            continue  # both in one abbreviation: BHXH
        if end > word.end() and _COUNTS.match(plain.low, word.end()) is None:
            name = plain.said(word.end() + 1, end)
            level = level_of_unit((word[0],), name.lower())
            found.append(NamedUnit(word[0], name, level, plain.span(word.start(), end)))
    return tuple(found)


_PARTNERS = re.compile(
    rf"(?:phối hợp với|cùng với) (?:(?:UBND|Ủy ban nhân dân|ủy ban nhân dân) )?{UNIT}"
    r"(?: [A-ZĐÂÊÔƠƯĂÁÀÓÍÚÝ][^\W\d_]*){1,4}(?:(?:, | và )(?:(?:UBND|Ủy ban nhân dân) )?"
    rf"(?:{UNIT} )?(?:[A-ZĐÂÊÔƠƯĂÁÀÓÍÚÝ][^\W\d_]* ?){{1,4}})*"
)


def without_partners(text: str) -> str:
    """A text without the units with whom something is done: they are named and remain theirs."""
    if "phối hợp với" not in text and "cùng với" not in text:
        return text
    return _PARTNERS.sub("phối hợp", text)

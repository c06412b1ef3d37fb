"""People and things of the base that act and are no office: "công chức xã", "hệ thống loa"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_act
from generator.grammar.first_words import first_words

if TYPE_CHECKING:
    from generator.grammar.letters import Plain

_BEGINS = re.compile(
    r"(?:^|[.;:])[\s\-+•*“\"(]*(?:(?:[a-zđ]|\d{1,2})[.)] )?"
    r"(?:giao|yêu cầu|đề nghị|phân công|riêng|đối với|đồng thời)?[\s*]*$"
    r"|(?<!\w)(?:thì|do|được) $"
)


def names_persons(plain: Plain) -> bool:
    """Whether a text names people or things of the base that may act."""
    return first_words().person.search(plain.low) is not None


def heads(plain: Plain, at: int) -> bool:
    """Whether a clause begins at a place: inside one "công chức xã" are taught, helped."""
    return _BEGINS.search(plain.low, max(0, at - 40), at) is not None


_MUST = re.compile(r" (?:phải|cần|có trách nhiệm)(?!\w)")
_LONGEST = 70
"""Letters up to which a name of the base goes on before what is done."""


def acts_behind(plain: Plain, at: int) -> int:
    """Where the name that begins before a place ends and an act begins; 0 where none does."""
    low = plain.low
    for found in _SYLLABLE.finditer(low, at, at + _LONGEST):
        if low[found.start() - 1 : found.start()] in (",", ".", ";", ":", "(", ")"):
            return 0
        if plain.capital(found.end()) or low.endswith(_NO_VERB, 0, found.start()):
            continue  # "Hạt Quản lý đường bộ", "nhóm trẻ độc lập"
        if begins_act(low, found.start()) or _MUST.match(low, found.start()):
            return found.start()
    return 0


_NO_VERB = (" độc", " công", " dân", " thành", " thiết")
_SYLLABLE = re.compile(r" (?=\w)")

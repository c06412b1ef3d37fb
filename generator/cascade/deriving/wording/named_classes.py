"""Classes of which the plan above says itself that the unit is: "các xã biên giới A, B và C".

Whoever is named there is of the class wherever else it stands; nobody has to be asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, class_said
from generator.grammar.letters import key_of
from generator.grammar.narrowing import KIND_OF_PLACE
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.cascade.deriving.unit.addressee import Addressee

_KIND = r"(?:xã|phường|đặc khu)"
_NAME = rf"{LARGE}[^\W\d_]*(?:[ '’\-]{LARGE}[^\W\d_]*)*"
_NAMED = re.compile(
    rf"(?i:(?<!\w)(?:{_KIND}(?:, | và |/))*{_KIND}) (?:thuộc )?"
    rf"(?P<of>(?:vùng )?(?:{KIND_OF_PLACE}|đảo))(?: của (?:tỉnh|thành phố))?:? \(?"
    rf"(?P<names>(?:{_KIND} )?{_NAME}(?:(?:, | và )(?:{_KIND} )?{_NAME})*)"
)
_PASSING = ("liên quan", "sở tại", "còn lại", "điểm", "bị ", "trọng điểm")
"""What units are in one matter alone."""


def named_classes(texts: Iterable[str], unit: Addressee) -> Mapping[str, bool]:
    """The classes in which a plan's words name a commune; empty where they name it in none."""
    known: dict[str, bool] = {}
    if not unit.committee or not unit.unit or unit.level != RANKS["xa"]:
        return known
    for text in texts:
        for found in _NAMED.finditer(text):
            names = re.split(rf"(?:, | và )(?:{_KIND} )?", found["names"])
            mine = any(key_of(re.sub(rf"^{_KIND} ", "", name)) == unit.bare for name in names)
            if mine and not any(word in found["of"] for word in _PASSING):
                about = class_said(found["of"].removeprefix("vùng "))
                known |= dict.fromkeys(map(key_of, (about, f"vùng {about}")), True)
    return known

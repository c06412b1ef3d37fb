"""Words by which one body tells another to act: "Giao Công an xã …", "Chỉ đạo Hội Phụ nữ xã …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_ORDERS = r"chỉ đạo|giao|yêu cầu|phân công|huy động"
TELLS = re.compile(rf"[\W\d]*(?:[a-zđ]\) ?)?(?:{_ORDERS})(?: cho)?(?: lực lượng)? ")
"""An order at the beginning of a text, up to who is told."""
_ALSO = (
    rf"(?:(?:phối hợp|chủ động|tăng cường|tiếp tục|kịp thời|thường xuyên|{_ORDERS}|hướng dẫn"
    r"|đôn đốc)(?:, | và | ))*"
)
DIRECTS = re.compile(
    rf"[\W\d]*{_ALSO}(?:{_ORDERS}|hướng dẫn|đôn đốc)(?: cho)?(?: lực lượng)?(?: các)? "
)
"""What a body above says to one of its own line below, up to who is told: also guidance."""


def without_order(unit: Addressee, words: str) -> str:
    """A clause in which a superior's body orders one of the unit's, as what that one does.

    "…; phân công Công an các xã tuần tra": the order is the superior's, the patrol is theirs.
    """
    plain = plain_of(words)
    tells = TELLS.match(plain.low)
    first = next(iter(groups(plain)), None) if tells is not None else None
    if tells is None or first is None or first.start != tells.end():
        return words
    told = words[plain.span(0, first.start).end :]
    return told[:1].upper() + told[1:] if unit.kins(first.bodies) == {Kin.OWN} else words

"""The area of a plan from the centre, "trên phạm vi cả nước": for a unit below, its own area."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.figures import figures

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import LetterSpan, Plain

_AREA = re.compile(
    r"(?<!\w)(?:trên|trong) (?:toàn )?(?:phạm vi |địa bàn )?(?:cả nước|toàn quốc)(?!\w)"
)
_NATIONAL = re.compile(
    r"(?<!\w)(?:kết nối|chia sẻ|liên thông|dùng chung|so với|trung bình|bình quân|quốc gia|đồng bộ"
    r"|thống nhất|tỉnh, thành phố)(?!\w)"
)
"""In such a sentence the whole country is meant."""


def areas(plain: Plain, unit: Addressee) -> list[LetterSpan]:
    """Where a text says that area; a figure of the country stays as it is, and is asked about."""
    if unit.above > 0 or unit.level == 0 or ("nước" not in plain.low and "quốc" not in plain.low):
        return []
    if _NATIONAL.search(plain.low) or figures(plain.text):
        return []
    return [plain.span(*found.span()) for found in _AREA.finditer(plain.low)]

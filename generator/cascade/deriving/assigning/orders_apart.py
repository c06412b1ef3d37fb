"""Where, behind an order to one of the unit's bodies, a clause turns to another of them.

"Chỉ đạo Phòng Kinh tế lập hồ sơ; Văn phòng bố trí phòng họp; lực lượng Công an xã nắm tình hình"
is said to three, and none of them orders the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.grammar.letters import LetterSpan, Plain

_STOP = re.compile(r"; (?=\w)")
_FORCE = re.compile(r"(?:còn |riêng |và )?(?:lực lượng |bộ phận )?")
_NO_ACT = re.compile(
    r"(?:và|các|của|là|hoặc|cùng|với|để|theo(?! dõi)|do|khi|trong|tại|thuộc|được|bị)(?!\w)|\W"
)
"""Behind a body of which something is said, or which is one of several."""


def next_told(plain: Plain, names: Iterable[str]) -> LetterSpan | None:
    """The stop behind which the next of the bodies called `names` is told to do something."""
    lows = [plain_of(name).low for name in names]
    for stop in _STOP.finditer(plain.low):
        led = _FORCE.match(plain.low, stop.end())
        at = led.end() if led is not None else stop.end()
        for low in lows:
            behind = at + len(low) + 1
            if not plain.low.startswith(f"{low} ", at):
                continue
            if _NO_ACT.match(plain.low, behind) is None:
                return plain.span(stop.start(), at)
    return None

"""A body that the unit itself has just founded, and what the next sentence has it do.

"Thành lập Tổ công tác do Phó Chủ tịch làm tổ trưởng. Tổ công tác họp ngày 10 hằng tháng": of a
body named by its kind alone the sentence before has said whose it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.duties import Duty

_FOUNDS = (
    r"(?<!\w)(?:thành lập|lập|kiện toàn|củng cố|tổ chức|duy trì|xây dựng|bố trí|cử|huy động"
    r"|phân công|ra mắt)(?!\w)[^.;:]{0,60}?(?<!\w)"
)
_KINDS = re.compile(
    r"(?:các )?(?:tổ|đội|nhóm|đoàn|ban|hội đồng|bộ phận|ban chỉ đạo|chốt|trạm)(?!\w)"
)


def founded(before: Sequence[str], duty: Duty) -> bool:
    """Whether who acts in a clause is a body that the words before it found, and no other's."""
    if not before or duty.said != "opening" or len(duty.who) != 1:
        return False
    body = duty.who[0]
    name = plain_of(body.text).low
    if body.level is not None or body.place or body.of or not _KINDS.match(name):
        return False
    said = name.removeprefix("các ")
    pattern = re.compile(rf"{_FOUNDS}{re.escape(said)}(?!\w)")
    return any(pattern.search(plain_of(text).low) for text in before)

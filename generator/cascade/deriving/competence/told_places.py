"""Places of those who are told: "Giao các thôn vận động …; nơi có đông đồng bào … tuyên truyền".

The second clause speaks of settlements, schools that the first one tells, and of no class of units:
the unit has places of both kinds, and is not asked whether it is one.
"""

from __future__ import annotations

from generator.grammar.letters import plain_of
from generator.grammar.level_words import settlements
from generator.text import patterns as re

_TOLD = re.compile(
    r"[\W\d]*(?:(?:giao|chỉ đạo|yêu cầu|hướng dẫn|phân công|vận động|đề nghị)(?: cho)? )?"
    r"(?:các |từng |mỗi )?"
)
_BELOW = re.compile(
    r"(?:trường(?: học)?|cơ sở giáo dục|khu dân cư"
    r"|(?:tổ )?trưởng (?:các )?(?:thôn|bản|làng|ấp|khóm|buôn|tổ dân phố|khu phố))(?!\w)"
)
_CLAUSE = re.compile(r"(?<=[;.]) +")
ANY_PLACE = "nơi"
"""A place of which it is not said whether it is a unit."""


def of_those_told(before: str) -> bool:
    """Whether the clause before "nơi có …" tells settlements or schools, and speaks of theirs."""
    plain = plain_of(_CLAUSE.split(before.strip())[-1])
    found = _TOLD.match(plain.low)
    if found is None:
        return False
    first = next(iter(settlements(plain)), None)
    named = first is not None and found.start() <= first.start <= found.end()
    return named or _BELOW.match(plain.low, found.end()) is not None

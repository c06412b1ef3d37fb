"""The words of texts as they are compared: figures by what they say, set phrases by their sense.

"02" is 2, "ít nhất" and "tối thiểu" are one, "từ 80% trở lên" is at least 80%.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.letters import Plain


class Token(NamedTuple):
    """A word, a figure or a set phrase of a text."""

    key: str
    start: int
    end: int


_TOKEN = re.compile(
    r"\{[^{}]*\}"
    r"|(?P<atmost>(?<!\w)(?:không (?:vượt )?quá|không nhiều hơn|tối đa|nhiều nhất)(?!\w)"
    r"|(?<!\w)dưới(?= \d))"
    r"|(?P<atleast>(?<!\w)(?:không (?:dưới|ít hơn|thấp hơn)|tối thiểu|ít nhất)(?!\w)"
    r"|(?<!\w)(?:trên|hơn)(?= \d)|(?<!\w)từ(?= \d[\d.,]*(?: ?%)?[^.;,%\d]{0,25}? trở lên(?!\w)))"
    r"|(?P<each>(?<!\w)(?:hằng|hàng|mỗi|từng)(?= (?:ngày|tuần|tháng|quý|năm)(?!\w)))"
    r"|(?P<where>(?<!\w)(?:trong )?trường hợp(?!\w)|(?<!\w)(?:nếu|khi)(?!\w)(?! (?:cần|có điều)))"
    r"|\d[\d.,/]*\d|\w+|%"
)
_NAMED = ("atmost", "atleast", "each", "where")
"""Set phrases that say one thing in several ways: the name of the group is their key."""
_CLAUSE = re.compile(r"(?<=[.;:])\s+")


def apart(was: str, now: str) -> tuple[list[str], list[str]]:
    """The clauses of each text that are not in the other, in whatever order they stand."""
    sides = [[(joined(c), c) for c in _CLAUSE.split(text) if c.strip()] for text in (was, now)]
    common = Counter(key for key, _c in sides[0]) & Counter(key for key, _c in sides[1])
    left = []
    for side in sides:
        still = common.copy()
        rest = []
        for key, clause in side:
            if still[key] > 0:
                still[key] -= 1
            else:
                rest.append(clause)
        left.append(rest)
    return left[0], left[1]


def joined(text: str) -> str:
    """The keys of a text's words, between blanks."""
    return f" {' '.join(token.key for token in tokens(plain_of(text)))} "


def tokens(plain: Plain) -> list[Token]:
    """The words of a text, as they are compared."""
    found = []
    for match in _TOKEN.finditer(plain.low):
        key = match.lastgroup if match.lastgroup in _NAMED else _figure(match[0])
        found.append(Token(key or "", match.start(), match.end()))
    return found


def _figure(word: str) -> str:
    """A word; of a figure what it says: "02" is 2, "1.200.000" is 1200000, "15/06" is 15/6."""
    if not word[0].isdigit():
        return word
    if "/" in word:
        return "/".join(part.lstrip("0") or "0" for part in word.split("/"))
    return word.replace(".", "").lstrip("0") or "0"


def narrows_case(text: Plain, words: Sequence[Token], start: int, end: int) -> bool:
    """Whether words that were put in say more of a case: "khi có bão" → "khi có bão lớn"."""
    began = max(start - _CASE, 0)
    heads = [at for at in range(began, start) if words[at].key == "where"]
    if not heads or start - heads[-1] <= 1:
        return False
    case = text.low[words[heads[-1]].end : words[end - 1].end]
    return not any(mark in case for mark in (*",;.:", " thì ", " và ", " hoặc "))


_CASE = 5
"""So many words behind "khi", "nếu" are surely of the case, and not yet of what is done."""

"""One of several works of a sentence names another place: the others hold for everybody.

"Không để người ở lại trên tàu, đồng thời bảo đảm an toàn cho du khách trên đặc khu X, hướng dẫn
người dân gia cố nhà cửa": the general duty stays in the plan of a unit that is not X.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.after_lost import hangs
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Callable

_JOIN = re.compile(r"[,;] (?:(?:đồng thời|và|cùng với đó)(?!\w),? ?)?")
_HOW = re.compile(r"[\W\d]*(?:kiên quyết |tuyệt đối |nghiêm cấm |chủ động |kịp thời )*(?:không )?")
_AT = re.compile(r"(?<!\w)(?:trên địa bàn|trên|tại|ở) (?:các )?(?:xã|phường|đặc khu) [A-ZĐ]")
_WHOLE = 5
"""Words of a work that says all by itself."""


class PartElsewhere(NamedTuple):
    """What is left of a text, and the work that names another place."""

    words: str
    lost: str
    behind: bool
    """Whether more works stand behind it."""


def part_elsewhere(text: str, names: Callable[[str], bool]) -> PartElsewhere | None:
    """A text without its one work that says to be done at another place; None where it has none.

    `names`: whether words name another place. The first work is general, or all is of that place.
    """
    if re.search(r"[.;] \S", text):
        return None
    works = _works(text)
    gone = [at for at, work in enumerate(works) if names(work)]
    if len(gone) != 1 or not gone[0] or _AT.search(works[gone[0]]) is None:
        return None
    behind = gone[0] + 1 < len(works)
    if not behind and f"đồng thời {small(works[-1])}" not in text:
        return None  # the place at the end may be that of all
    first = works[0].strip(" .")
    if len(first.split()) < _WHOLE or hangs(first):
        return None
    kept = [work.strip(" .;,") for at, work in enumerate(works) if at != gone[0]]
    end = text[len(text.rstrip(" ./;")) :]
    lost = works[gone[0]].strip(" .;,")
    return PartElsewhere(", ".join(kept) + end, lost, behind)


def _works(text: str) -> list[str]:
    """The works of a sentence, each with the things that it lists."""
    plain = plain_of(text)
    begin, works = 0, list[str]()
    for found in _JOIN.finditer(plain.low):
        how = _HOW.match(plain.low, found.end())
        if begins_work(plain.low, how.end() if how is not None else found.end()):
            works.append(plain.said(begin, found.start()))
            begin = found.end()
    return [*works, plain.said(begin, len(plain.low))]

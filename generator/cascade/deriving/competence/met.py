"""Work that another does with units of a class: "Đồn Biên phòng phối hợp với xã biên giới …".

It is the unit's under the condition that it is one of them: taken and asked, never left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.narrowed import narrowing
from generator.cascade.deriving.competence.partners import without_leaders
from generator.cascade.deriving.rulebook.questions import Q_CONDITION
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody

_MEETS = re.compile(
    r"(?:phối hợp(?: chặt chẽ)?|cùng) (?:với |cùng )?"
    r"(?P<units>(?:các |những )?(?:xã|phường|đặc khu|tỉnh|thành phố|địa phương)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu|thành phố))*"
    r" (?:có|ven|vùng|giáp|biên giới|hải đảo|miền núi|bãi ngang|nội địa|nằm|thuộc|được chọn)(?!\w))"
)
_NAMED_OTHERWISE = re.compile(r"[\W\d]*(?:chỉ đạo |giao |yêu cầu )?(?P<who>[^,;:.]{3,60}?) ?$")
_WORDS = 6
"""Words of a class that a question repeats where its end is not known."""
_NEAR = 2
"""Letters between who does it and "phối hợp"."""


def met_with(
    unit: Addressee, draft: NodeDraft, ask: Questions, clause: str, above: Sequence[NamedBody]
) -> str:
    """The unit's part of such a clause, with its question; "" for another clause.

    `above`: who acts, by the clause or by its heading.
    """
    plain = plain_of(clause)
    met = _MEETS.search(plain.low) if unit.committee else None
    if met is None:
        return ""
    rest = clause[plain.span(0, met.start("units")).end :]
    of_class = narrowing(rest, unit)
    if of_class is None:  # where the class ends is not known: all of it, and asked
        if unit.word not in met["units"]:
            return ""
        said = " ".join(rest.rstrip(" .;").split()[:_WORDS])
        ask.mark(draft, Q_CONDITION.replace("{chu}", said))
        return clause
    verdict = of_class.verdict(unit)
    if not of_class.about or verdict == "others":
        return ""
    if verdict == "asked":
        of_class.ask(draft, ask, unit)
    leader = _leader(plain, met.start(), above)
    does = without_leaders(unit, rest[of_class.end :].strip(" ,"))
    return f"Phối hợp với {leader} {small(does)}"


def _leader(plain: Plain, end: int, above: Sequence[NamedBody]) -> str:
    """Who meets the units: named right before, or otherwise, or by the heading."""
    near = next((g for g in groups(plain) if end - _NEAR <= g.end <= end), None)
    if near is not None:
        said = plain.said(near.start, near.end)
    elif (named := _NAMED_OTHERWISE.match(plain.low, 0, end)) is not None:
        said = plain.said(*named.span("who"))
    else:
        said = ", ".join(body.text for body in above)
    return f"các {said[4:]}" if said.startswith("Các ") else said

"""Bodies "of the localities", as those who act: in the plan of one of them its own.

"Công an các địa phương phối hợp lấy mẫu …" is the work of Công an tỉnh in the plan of a province
and of Công an xã in that of a commune: the localities tell whose police, and are no partner of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.narrowed import narrowing
from generator.cascade.deriving.rulebook.questions import Q_CONDITION
from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee

_OF_LOCALITIES = re.compile(
    r"(?P<before>(?:^|[.;] )[\W\d]*(?:[a-zđ]\) )?)"
    r"(?P<body>Công an|công an|(?:Cơ quan|Ban Chỉ huy|Lực lượng) (?:Q|q)uân sự)"
    r"(?: (?:ở |tại |của )?các)? địa phương(?!\w)(?! (?:khác|liên quan|lân cận))"
)
_CLASS = re.compile(r" (?:có|ven|vùng|giáp|nơi|thuộc|biên giới|miền núi)(?!\w)")
_WORDS = 6
"""Words of a class that a question repeats where its end is not known."""
_MILITARY = {RANKS["tinh"]: "Bộ Chỉ huy Quân sự", RANKS["xa"]: "Ban Chỉ huy quân sự"}


def of_this_locality(draft: NodeDraft, field: str, unit: Addressee, ask: Questions) -> None:
    """Name in a text the unit's own body where the plan above names that of all localities.

    Of localities of a class ("có đường sắt đi qua") somebody has to say whether it is one.
    """
    if not unit.committee or unit.level not in _MILITARY:
        return
    text = joined(draft.texts[field])
    first = _OF_LOCALITIES.match(text)
    if first is not None and _CLASS.match(text, first.end()):
        of_class = narrowing(f"các địa phương{text[first.end() :]}", unit)
        if of_class is None:  # where the class ends is not known: all of it, and asked
            said = " ".join(text[first.end() :].rstrip(" .;").split()[:_WORDS])
            ask.mark(draft, Q_CONDITION.replace("{chu}", said))
            cut = first.end()
        elif of_class.verdict(unit) == "others":
            return
        else:
            cut = first.end() + of_class.end - len("các địa phương")
        if of_class is not None and of_class.verdict(unit) == "asked":
            of_class.ask(draft, ask, unit)
        text = f"{text[: first.end()]} {text[cut:].lstrip()}"

    def own(found: re.Match[str]) -> str:
        police = found["body"].lower() == "công an"
        body = "Công an" if police else _MILITARY[unit.level]
        return f"{found['before']}{body} {unit.word}"

    said = _OF_LOCALITIES.sub(own, text)
    if said != joined(draft.texts[field]):
        draft.texts[field] = [said]
        draft.touch(OWN_WORK)

"""Bodies "of the localities", as those who act: in the plan of one of them its own.

"Công an các địa phương phối hợp lấy mẫu …" is the work of Công an tỉnh in the plan of a province
and of Công an xã in that of a commune: the localities tell whose police, and are no partner of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_OF_LOCALITIES = re.compile(
    r"(?P<before>(?:^|[.;] )[\W\d]*(?:[a-zđ]\) )?)"
    r"(?P<body>Công an|công an|(?:Cơ quan|Ban Chỉ huy|Lực lượng) (?:Q|q)uân sự)"
    r"(?: (?:ở |tại |của )?các)? địa phương(?!\w)(?! (?:khác|liên quan|có|lân cận|giáp|ven|nơi))"
)
_MILITARY = {RANKS["tinh"]: "Bộ Chỉ huy Quân sự", RANKS["xa"]: "Ban Chỉ huy quân sự"}


def of_this_locality(draft: NodeDraft, field: str, unit: Addressee) -> None:
    """Name in a text the unit's own body where the plan above names that of all localities."""
    if not unit.committee or unit.level not in _MILITARY:
        return
    text = joined(draft.texts[field])

    def own(found: re.Match[str]) -> str:
        police = found["body"].lower() == "công an"
        body = "Công an" if police else _MILITARY[unit.level]
        return f"{found['before']}{body} {unit.word}"

    said = _OF_LOCALITIES.sub(own, text)
    if said != text:
        draft.texts[field] = [said]
        draft.touch(OWN_WORK)

"""What the communes do, in the plan of a department: none of its work, however it is said.

"Ban Quản lý dự án sửa kênh; xã nào có kênh bị bồi lấp thì huy động dân nạo vét": a department
orders no commune; where a sentence names no committee, no register of bodies tells whose it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import key_of, plain_of

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_PARTS = re.compile(r"(?<=[;.]) +(?=[^\W\d])")
_UNITS = re.compile(
    r"[\W\d]*(?:(?:riêng|đối với) )?(?:(?:ubnd|ủy ban nhân dân) )?(?:(?:các|mỗi|những|từng) )?"
    r"(?:xã|phường|đặc khu|thôn|bản|ấp)(?:(?:, | và |/)(?:xã|phường|đặc khu|thôn|bản|ấp))*(?! hội)"
    r"(?P<case>(?: nào| có| chưa| không)[^.;:]{2,90}?(?: thì| phải|,))? (?P<act>)"
)
_WITH = re.compile(r"phối hợp|cùng(?: với)? ")


def without_communes(text: str, unit: Addressee) -> str | None:
    """A text without the sentences and clauses in which communes act; None: nothing is left."""
    parts = _PARTS.split(text)
    kept = [part for part in parts if not _they_act(part, unit)]
    if len(kept) == len(parts):
        return text
    if not kept:
        return None
    whole = " ".join(kept)
    return f"{whole[:-1]}." if whole.endswith(";") and not text.rstrip().endswith(";") else whole


def _they_act(part: str, unit: Addressee) -> bool:
    plain = plain_of(part)
    found = _UNITS.match(plain.low)
    if found is None or plain.capital(found.end()):
        return False
    if not found["case"] and not begins_act(plain.low, found.end() - 1):
        return False
    joint = _WITH.search(plain.low, found.end()) and key_of(unit.name) in key_of(part)
    return not joint

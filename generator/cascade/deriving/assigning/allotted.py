"""Means of work that a committee allots: which of its bodies has each, beside who leads the work.

"Bố trí ngân sách, quỹ đất và cán bộ quản lý chợ" is prepared by who leads the markets, together
with those who have the money, the land and the staff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.assigning.own_bodies import OwnBodies
    from generator.plan.agencies import Agency

_ALLOTS = re.compile(
    r"[\W\d]*(?:(?:chủ động|quan tâm|ưu tiên|kịp thời|căn cứ [^,]{3,60}),? )*"
    r"(?:bố trí|dành|cân đối|bảo đảm)(?: (?:đủ|đầy đủ|kịp thời|nguồn lực|về))* "
    r"(?P<means>[^;.:]*)"
)
_BETWEEN = re.compile(r", | và |; ")
_MEANS = (
    ("tai-chinh", re.compile(r"(?:nguồn )?(?:ngân sách|kinh phí|vốn|nguồn lực tài chính)(?!\w)")),
    ("moi-truong", re.compile(r"(?:quỹ đất|đất|mặt bằng)(?!\w)")),
    ("noi-vu", re.compile(
        r"(?:đội ngũ )?(?:cán bộ|công chức|viên chức|nhân lực|nhân sự|biên chế|con người)(?!\w)"
    )),
)  # fmt: skip
"""Fields (bo-may.toml) of what is allotted."""
_SEVERAL = 2


def who_has_means(own: OwnBodies, text: str, lead: Agency | None) -> list[Agency]:
    """The bodies, beside who leads, that have the several means which a text begins to allot."""
    found = _ALLOTS.match(plain_of(text).low)
    if found is None or lead is None:
        return []
    listed = _BETWEEN.split(found["means"])
    fields = [id_ for id_, said in _MEANS if any(said.match(one) for one in listed)]
    if len(fields) < _SEVERAL:
        return []
    bodies = {a.id: a for field in fields if (a := own.of_fields([field])) is not None}
    return [body for body in bodies.values() if body.id != lead.id]

"""The body above that leads the plan, and who has its field in the unit below.

Reports go to it; its counterpart leads the unit's own work. Which body that is follows from
the field of work (bo-may.toml), unless the office has answered otherwise (tra-loi.toml).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.known import Known
from generator.grammar.letters import key_of
from generator.grammar.orders import orders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.cascade.answers import Answers
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency, Registry
    from generator.plan.bodies import Bodies
    from generator.plan.model import KeHoach

_LEADING = frozenset(["so", "phong", "thanh-tra", "ban", "cuc-vu", "van-phong"])


class Lead(NamedTuple):
    """Who leads above, and who does below."""

    above: str
    """The name of the body above; "" where the plan names none."""
    id: str
    """Its id in the registry; "" where it has none."""
    own: Agency | None = None
    """The unit's body of that field; None where only a person knows."""


def leading(plan: KeHoach, registry: Registry, day: date | None, issuer: str) -> Lead:
    """The body to which most reports go, else the first department that is given work."""
    told: Counter[NamedBody] = Counter()
    first: NamedBody | None = None
    for order in orders(plan):
        told.update(b._replace(span=(0, 0)) for b in order.to if _leads(b))  # type: ignore[arg-type]
        if first is None:
            first = next((b for b in order.leads if _leads(b) and order.role == "lead"), None)
    body = told.most_common(1)[0][0] if told else first
    if body is None:
        return Lead("", "")
    return Lead(body.text, Known(registry, day, issuer).id_of(body) or "")


def _leads(body: NamedBody) -> bool:
    return body.kind in _LEADING and not body.every and not body.head and " " in body.name


def counterpart(
    lead: Lead, unit: Agency, own: Mapping[str, Agency], kinds: Bodies, level: int,
    day: date | None, answers: Answers,
) -> Agency | None:  # fmt: skip
    """The unit's body that has the field of the leading body; None where it is not sure."""
    said = answers.counterparts.get(key_of(lead.above))
    if said is not None:
        return next((a for a in own.values() if key_of(a.ten) == key_of(said)), None)
    body = kinds.body_of(lead.above, day)
    if body is None or not body.fields:
        return None
    found = [k for k, sure in kinds.counterparts(body.fields, level, day, unit.cap) if sure]
    rooms = [k for k in found if k.loai in ("bo-phan", "chuyen-mon")]
    named = {a.id: a for k in rooms for a in own.values() if a.ten == k.ten}
    return next(iter(named.values())) if len(named) == 1 else None

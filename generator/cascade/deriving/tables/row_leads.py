"""Which body of the unit leads a row of its own: of its field, of whom it works with, its plan's.

A row says the work in a few words; whom the plan above has help tells its field, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.competence import chairman_decides
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency

_FOR_ALL = frozenset(["tai-chinh", "noi-vu"])
"""Fields of those who help with anything: money and people."""


def leader_of(
    kit: Kit,
    said: str,
    helped: Iterable[NamedBody],
    helpers: Mapping[str, NamedBody],
    joint: Iterable[NamedBody] = (),
) -> Agency | None:
    """The counterpart of whom a row helps, else the body of its work, of its helper, the plan's.

    `joint`: who leads it above beside the unit. None where none of these is sure.
    """
    helped = [*helped]
    near = _counterparts(kit, helped)
    if near is not None:  # whoever leads the whole plan above is met by whom leads it here
        whole = all(kit.lead.is_led_by(body.text) for body in helped)
        return (kit.lead.own if whole else None) or near
    does = kit.own.of_work(said, kit.lead.own)
    if len(does.bodies) == 1 and does.sure:
        return does.bodies[0]
    beside = _counterparts(kit, joint) or next(iter(does.bodies), None)
    return beside or _beside(kit, helpers.values()) or kit.lead.own


def _counterparts(kit: Kit, above: Iterable[NamedBody]) -> Agency | None:
    """The one counterpart of bodies above; None for none, or several."""
    found = {a.id: a for b in above if (a := kit.own.of_body(b.text)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def no_rooms(kit: Kit, row: NodeDraft, leads: Iterable[NamedBody]) -> str | None:
    """Whose a row is (an id) that no room leads: the Chairman, or police who lead a fine."""
    if not kit.unit.committee:
        return None
    above = [*leads]
    fine = chairman_decides(joined(row.texts["noi_dung"]))
    forces = (kit.own.force_of(body) for body in above)
    police = next((one for one in forces if one in kit.own.workers), None)
    if fine and police is not None:
        return police.id
    said = bodies(getattr(row.above, "loi_chu_tri", None) or "") or above
    mine = [body for body in said if kit.unit.kin(body) in (Kin.SELF, Kin.SOME)]
    return SELF if mine and (fine or all(body.head for body in mine)) else None


def own_room(kit: Kit, row: NodeDraft) -> str:
    """The id of the one room of the unit that the cell of who helps names by level; else "".

    "Phòng Kinh tế cấp xã" is each commune's; "Phòng Kinh tế" alone may be one of a department.
    """
    said = bodies(getattr(row.above, "loi_phoi_hop", None) or "")
    theirs = [b for b in said if b.kind == "phong" and b.units and kit.unit.kin(b) is Kin.OWN]
    rooms = (kit.own.named(body.name) or kit.own.of_body(body.name) for body in theirs)
    found = {room.id: room for room in rooms if room in kit.own.rooms}
    return next(iter(found), "") if len(found) == 1 else ""


def _beside(kit: Kit, helpers: Iterable[NamedBody]) -> Agency | None:
    """The room of the field of the superior's departments that help; None where several have."""
    rooms = {a.id: a for a in kit.own.rooms}
    found = {}
    for body in helpers:
        known = kit.own.kinds.body_of(body.text, kit.day) if kit.own.kinds is not None else None
        if kit.unit.kin(body) is not Kin.ABOVE or body.every or known is None:
            continue
        room = None if _FOR_ALL.intersection(known.fields) else kit.own.of_body(body.text)
        if room is not None and room.id in rooms:
            found[room.id] = room
    return next(iter(found.values())) if len(found) == 1 else None

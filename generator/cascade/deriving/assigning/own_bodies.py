"""The unit's own bodies: which of them has a field of work.

By the kinds of bodies (bo-may.toml), unless the office has answered otherwise (tra-loi.toml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies
from generator.grammar.subordinates import owner_of
from generator.grammar.topics import topics
from generator.grammar.work_fields import is_telling, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.cascade.deriving.rulebook.answers import Answers
    from generator.cascade.deriving.unit.leading import Lead
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency
    from generator.plan.bodies import BodyKinds

_ROOMS = frozenset(["bo-phan", "chuyen-mon"])
_ARMED = frozenset(["vu-trang"])
_FORCES = ("cong-an", "quan-su")
"""Kinds of bodies in a text that are roles of the unit, too."""


_ONCE = {"luu-tru": "van-phong"}
"""Field → the one of which it was a part."""


class Doers(NamedTuple):
    """Who does a piece of work, as far as its words tell."""

    bodies: tuple[Agency, ...] = ()
    """Several who do it together; none where no word tells."""
    sure: bool = True
    """Whether the work itself tells so, and not a word in passing or one of several."""


_MINISTRY = "Bộ "


class OwnBodies(NamedTuple):
    """The bodies of one unit."""

    by_role: Mapping[str, Agency]
    kinds: BodyKinds | None
    level: int
    cap: str
    day: date | None
    answers: Answers

    @property
    def rooms(self) -> list[Agency]:
        """Those that a committee gives work to as its own rooms."""
        return [a for a in self.by_role.values() if a.loai in _ROOMS]

    @property
    def workers(self) -> list[Agency]:
        """Its rooms and its armed forces: all that a plan may order."""
        return [a for a in self.by_role.values() if a.loai in _ROOMS | _ARMED]

    @staticmethod
    def is_force(body: Agency) -> bool:
        """Whether a body is under superiors of its own, with no part in the committee's money."""
        return body.loai in _ARMED

    def named(self, name: str) -> Agency | None:
        """The body of a name, as an answer or a text gives it."""
        said = key_of(name)
        forms = ((a, (a.ten, a.ten_ngan, a.ten_trong_cau)) for a in self.by_role.values())
        return next((a for a, names in forms if said in map(key_of, names)), None)

    def of_body(self, above: str) -> Agency | None:
        """The counterpart of a superior's body; None where it is not sure."""
        said = self.answers.counterparts.get(key_of(above))
        if said is not None:
            return self.named(said)
        if self.kinds is None:
            return None
        body = self.kinds.body_of(above, self.day)
        if body is None or not body.fields:
            named = next(iter(bodies(above)), None)  # "Chi cục Thủy lợi": as its department
            owner = owner_of(named) if named is not None and named.kind == "cuc-vu" else ""
            body = self.kinds.body_of(owner, self.day) if owner else None
        fields = body.fields if body is not None else ()
        main = [field for field in fields if field not in _ONCE]  # beside it, it has others
        return self.of_fields(main or fields)

    def force_of(self, above: NamedBody) -> Agency | None:
        """The unit's own police or army for those of above, whom it never has under a room."""
        return self.by_role.get(above.kind) if above.kind in _FORCES else None

    def leading(self, lead: Lead, subject: str, department: str = "") -> Lead:
        """A lead with who leads below: whom an answer or the plan names for it, else a sure field.

        Sure is a field only where that of the leading body and that of the subject agree, or that
        of the `department` whose plan it is.
        """
        found, topic = self.of_body(lead.above), self.of_text(subject)
        if department and found is not None and self._has_all_of(found, department):
            topic = found
        given = {a.id: a for name in lead.standing if (a := self.named(name)) in self.workers and a}
        if key_of(lead.above) in self.answers.counterparts:
            return lead._replace(own=found)
        if len(given) == 1:
            return lead._replace(own=next(iter(given.values())))
        ministry = self.of_body(department) if department.startswith(_MINISTRY) else None
        if ministry is not None:  # of that ministry's field the province has one department
            return lead._replace(own=ministry)
        if self.unsure(subject):
            return lead._replace(own=None)
        if lead.told and found is not None:
            return lead._replace(own=found if topic in (None, found) else None)
        return lead._replace(own=topic if found in (None, topic) else None)

    def _has_all_of(self, body: Agency, department: str) -> bool:
        """Whether a body of the unit surely has every field of a department."""
        above = self.kinds.body_of(department, self.day) if self.kinds is not None else None
        fields = above.fields if above is not None else ()
        return bool(fields) and all(self._field(field) == body for field in fields)

    def of_fields(self, fields: Iterable[str]) -> Agency | None:
        """The one body that surely has some of the fields; None where none or several have."""
        found = {a.id: a for field in fields if (a := self._field(field)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def of_text(self, text: str) -> Agency | None:
        """The body of whose field alone a sentence is; None where that is not sure."""
        return self.of_fields(topics(text))

    def unsure(self, text: str) -> bool:
        """Whether a text names fields, and of none is it sure which body has it."""
        fields = topics(text)
        return bool(fields) and all(self._field(field) is None for field in fields)

    def of_work(self, text: str, lead: Agency | None) -> Doers:
        """Who does the work of a sentence: of its act, else of its object, else of words beside.

        Whoever leads (`lead`) keeps what is also of his field.
        """
        first, *later = text.split("; ")
        work = work_of(first)
        acting = self._of_each(work.act)
        apart = [self._of_each(work_of(clause).act) for clause in later]
        if acting and any(one and one != acting for one in apart):
            return Doers()  # two bodies' acts: the lead's to have done
        if acting:
            return Doers(acting)
        found, beside = self._of_each(work.object), self._of_each(work.passing)
        if lead is not None and lead in found:
            return Doers((lead,))
        if found:  # what also has the lead's matter in it is not surely another's
            return Doers(found[:1], sure=len(found) == 1 and lead not in beside)
        if is_telling(first) and (told := self._of_each(f for c in later for f in _told_of(c))):
            return Doers(told[:1])
        if len(beside) != 1 or lead in beside:
            return Doers()
        others = (self.of_fields(topics(clause)) for clause in later)
        if any(one not in (None, beside[0]) for one in others):
            return Doers()
        return Doers(beside, sure=lead is None)

    def _of_each(self, fields: Iterable[str]) -> tuple[Agency, ...]:
        """The bodies that surely have one of the fields, in their order."""
        found = (self._field(field) for field in fields)
        return tuple({body.id: body for body in found if body is not None}.values())

    def _field(self, field: str) -> Agency | None:
        """The body that surely has one field."""
        if self.kinds is None:
            return None
        pairs = self.kinds.counterparts([field], self.level, self.day, self.cap)
        sure = [self.by_role.get(kind.role or "") for kind, certain in pairs if certain]
        if not pairs and field in _ONCE:  # a register of an office older than the field
            return self._field(_ONCE[field])
        found = {a.id: a for a in sure if a is not None and a in self.workers}
        return next(iter(found.values())) if len(found) == 1 else None


def _told_of(clause: str) -> list[str]:
    """All fields that a clause names, those of its object first."""
    work = work_of(clause)
    return [*work.act, *work.object, *work.passing]

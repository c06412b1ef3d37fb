"""The unit's own work shared out among its bodies, point by point.

What the Chairman answers for stays his; a point of one field goes to the body of that field;
the rest stays with the body that leads the plan, or with all, and then a person is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.nodes.entities import joined
from generator.cascade.deriving.rulebook.apply import SELF
from generator.cascade.deriving.rulebook.questions import Q_LEAD
from generator.cascade.deriving.rulebook.rules import OWN_WORK, SHARED
from generator.cascade.deriving.rulebook.words import put_before
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.plan.model import Khoan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.cascade.deriving.nodes.kit import Kit
    from generator.cascade.deriving.rulebook.draft import Draft
    from generator.cascade.deriving.rulebook.program import Program
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency

LED = "{0} chủ trì, phối hợp với các {{phong}} liên quan thuộc UBND {{cap}}"
ALL = "Các {phong} thuộc UBND {cap}"
CHAIR = "Chủ tịch UBND {cap}"
_CHAIR = "chair"
_UPWARD = ("báo cáo", "gửi", "trình", "tổng hợp", "định kỳ")


class Sharing:
    """Shares out the items of the unit."""

    def __init__(self, kit: Kit, program: Program) -> None:
        self.kit, self.program = kit, program

    def share(self, item: Draft, who: Iterable[NamedBody]) -> None:
        """Give an item of the unit to its bodies."""
        lead = self._lead(who)
        shares = self._shares(item, lead) if _is_list(item) else {}
        rest = shares.pop("", []) if shares else []
        if shares and not rest and len(shares) == 1:
            self._to(item, next(iter(shares)))
            return
        self._titled(item, lead)
        if not shares:
            return
        siblings = item.parent.below["khoan"]  # type: ignore[union-attr]  # _is_list has looked
        at = siblings.index(item) + 1
        for key, points in shares.items():
            new = self._item(item, key)
            new.below["diem"] = points
            for point in points:
                point.parent = new
                point.touch(SHARED)
            if key == _CHAIR:
                siblings.insert(siblings.index(item), new)
                at += 1
            else:
                siblings.insert(at, new)
                at += 1
        item.below["diem"] = rest + [p for p in item.below["diem"] if p.dropped is not None]
        if not rest:
            item.dropped = SHARED
            item.marks.clear()

    # ------------------------------------------------------------------ who

    def _lead(self, who: Iterable[NamedBody]) -> Agency | None:
        """The body that leads: of the departments named beside the unit, else of the plan."""
        kit = self.kit
        beside = [b for b in who if kit.unit.kin(b) is Kin.ABOVE and not b.every]
        found = {a.id: a for b in beside if (a := kit.own.of_body(b.text)) is not None}
        if len(found) == 1:
            return next(iter(found.values()))
        return None if found else kit.lead.own

    def _shares(self, item: Draft, lead: Agency | None) -> dict[str, list[Draft]]:
        """Points by role of the body, "" for whoever leads; the Chairman's first."""
        shares: dict[str, list[Draft]] = {}
        roles = {a.id: role for role, a in self.kit.own.by_role.items()}
        for point in item.below["diem"]:
            if point.dropped is not None:
                continue
            text = joined(point.texts["noi_dung"])
            if key_of(text).startswith(key_of(f"Chủ tịch UBND {self.kit.unit.word}")):
                key = _CHAIR
            else:
                body = self._body(text)
                key = "" if body is None or body == lead else roles[body.id]
            shares.setdefault(key, []).append(point)
            if key != _CHAIR:
                self._advise(point, text)
        return shares

    def _body(self, text: str) -> Agency | None:
        said = key_of(text)
        named = [a for a in self.kit.own.workers if said.startswith(key_of(a.ten))]
        return named[0] if named else self.kit.own.of_text(text)

    def _advise(self, point: Draft, text: str) -> None:
        """A body reports upward for the committee, never by itself."""
        kit = self.kit
        low = plain_of(text).low.lstrip(" -+*")
        upward = any(
            d.role == "report" and kit.unit.kins(d.whom) & {Kin.ABOVE}
            for d in duties(text, kit.day)
        )
        if not upward:
            return
        own = plain_of(f"UBND {kit.unit.word} ").low
        if low.startswith(own):
            words = kit.speech.words("Tham mưu ")
        elif low.startswith(_UPWARD):
            words = kit.speech.words("Tham mưu UBND {cap} ")
        else:
            return
        point.texts["noi_dung"] = put_before(point.texts["noi_dung"], words)
        point.touch(SHARED)

    # ------------------------------------------------------------------ items

    def _titled(self, item: Draft, lead: Agency | None) -> None:
        """The item of whoever leads, or of all bodies together."""
        if lead is not None:
            self._say(item, LED.format(lead.ten), [lead.id])
        else:
            self._say(item, ALL, [SELF])
            if self.kit.lead.above:
                self.kit.ask.mark(item, Q_LEAD.replace("{so}", self.kit.lead.above))
        merges = item.kind == "khoan" and not item.below.get("khoan") and not item.marks
        item.assigned = item.merge = merges

    def _to(self, item: Draft, key: str) -> None:
        """The whole item for one body."""
        body = self.kit.own.by_role.get(key)
        title = body.ten if body is not None else CHAIR
        self._say(item, title, [body.id] if body is not None else [SELF])
        item.touch(SHARED)
        item.assigned = item.merge = True

    def _item(self, item: Draft, key: str) -> Draft:
        """A new item beside one, for a body or for the Chairman."""
        body = self.kit.own.by_role.get(key)
        node = Khoan(
            id=f"{item.id}-{body.id if body is not None else 'chu-tich'}",
            tieu_de=body.ten if body is not None else CHAIR,
            kieu_diem=item.above.kieu_diem,
        )
        new = self.program.new(node, item.part, item.parent, SHARED)
        new.agencies["co_quan"] = [body.id if body is not None else SELF]
        new.assigned = new.merge = True
        return new

    def _say(self, item: Draft, words: str, ids: list[str]) -> None:
        field = "tieu_de" if "tieu_de" in item.texts else "noi_dung"
        item.texts[field] = [self.kit.speech.words(words)]
        item.touch(OWN_WORK)
        if "co_quan" in item.agencies:
            item.agencies["co_quan"] = list(ids)


def _is_list(item: Draft) -> bool:
    """Whether an item has points and nothing else, and stands in a list of items."""
    siblings = item.parent.below.get("khoan", []) if item.parent is not None else []
    others = [c for c in item.children() if c.kind != "diem" and c.dropped is None]
    return (
        item in siblings
        and not others
        and not any(point.below.get("diem") for point in item.below.get("diem", []))
    )

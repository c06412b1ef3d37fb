"""Which room works with a superior's body, where the plan only says that the unit does.

"Phối hợp với Sở Xây dựng: …" names nobody of the unit. Its body of that department's field gets the
contact as a point of its own, where the field is sure; else whoever leads the plan has it in hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.house_line import REPORT_INSIDE
from generator.cascade.deriving.rulebook.rules import LED
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies
from generator.plan.model import Diem, Khoan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.plan.agencies import Agency

_MEETS = "Phối hợp với "
_POINT = "Làm đầu mối phối hợp với {0} thực hiện các nội dung nêu tại Kế hoạch này."


def name_who_meets(kit: Kit, program: Program) -> None:
    """Give each contact with a superior's body to the unit's body of its field."""
    if not kit.unit.committee or kit.unit.level != RANKS["xa"] or not kit.own.rooms:
        return
    met: dict[str, dict[str, str]] = {}
    for draft in program.order:
        for name, own in _met(kit, draft):
            met.setdefault(own.id, {}).setdefault(key_of(name), name)
    for id_, names in met.items():
        _give(kit, program, id_, list(names.values()))


def _met(kit: Kit, draft: NodeDraft) -> Iterator[tuple[str, Agency]]:
    """The superior's bodies that a node works with, and whose field that is; none where one is."""
    if draft.part != "muc" or draft.dropped is not None or draft.kind not in ("muc", "khoan"):
        return
    said = joined(next((draft.texts[n] for n in ("tieu_de", "noi_dung") if n in draft.texts), []))
    if not said.startswith(_MEETS) or draft.agencies.get("co_quan") or _has_room(draft):
        return
    if any(_names_own(kit, one) for one in (draft, *draft.children()) if one.dropped is None):
        return
    first = next(iter(bodies(said)), None)
    own = None if first is None else kit.own.force_of(first) or kit.own.of_body(first.text)
    if first is not None and own is not None and own in kit.own.workers:
        yield first.text, own


def _has_room(draft: NodeDraft) -> bool:
    """Whether a heading above gives a node to a body of the unit."""
    at = draft.parent
    while at is not None:
        if at.agencies.get("co_quan") or at.assigned:
            return True
        at = at.parent
    return False


def _names_own(kit: Kit, draft: NodeDraft) -> bool:
    said = key_of(" ".join(joined(text) for text in draft.texts.values()))
    return any(key_of(body.ten) in said for body in kit.own.workers)


def _give(kit: Kit, program: Program, id_: str, names: list[str]) -> None:
    """A point of the body's item; a new item behind the others where it has none."""
    parts = [part for part in program.parts["muc"] if part.dropped is None]
    items = [item for part in parts for item in part.below.get("khoan", [])]
    mine = (i for i in items if i.dropped is None and i.agencies.get("co_quan") == [id_])
    item = next((one for one in mine if one.below.get("diem")), None)
    if item is None:
        body = next(a for a in kit.own.workers if a.id == id_)
        part = next((p for p in reversed(parts) if p.below.get("khoan")), None)
        if part is None:
            return
        item = program.new(Khoan(id=f"dau-moi-{id_}", tieu_de=body.ten), "muc", part, LED)
        item.agencies["co_quan"] = [id_]
        told = part.below["khoan"]
        told.insert(_before_report(told), item)
    words = _POINT.format(", ".join(names))
    point = program.new(Diem(id=f"dau-moi-{id_}-1", noi_dung=words), "muc", item, LED)
    told = item.below.setdefault("diem", [])
    told.insert(_before_report(told), point)


def _before_report(told: list[NodeDraft]) -> int:
    """Where in a list a line may stand: before that of the reports inside."""
    return next((n for n, one in enumerate(told) if one.id == REPORT_INSIDE), len(told))

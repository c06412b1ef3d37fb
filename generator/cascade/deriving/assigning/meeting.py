"""Which room works with a superior's body, where the plan only says that the unit does.

"Phối hợp với Sở Xây dựng: …" names nobody of the unit. Its body of that department's field gets the
contact as a point of its own, where the field is sure; else whoever leads the plan has it in hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.given_work import office_of
from generator.cascade.deriving.frame.house_line import REPORT_INSIDE
from generator.cascade.deriving.rulebook.questions import Q_ADDED, Q_HELP
from generator.cascade.deriving.rulebook.rules import LED
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.plan.model import Diem, Khoan, Muc
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import RuleWords
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
    above, own_lead = kit.lead.above, kit.lead.own
    if kit.lead.told and above and own_lead is not None and own_lead.id in met:
        # who leads above is met first, though no item of the plan may say so
        met[own_lead.id] = {key_of(above): above, **met[own_lead.id]}
    for id_, names in met.items():
        _give(kit, program, id_, list(names.values()))


def _met(kit: Kit, draft: NodeDraft) -> Iterator[tuple[str, Agency]]:
    """The superior's bodies that a node works with, and whose field that is; none where one is."""
    if draft.part != "muc" or draft.dropped is not None or draft.kind not in ("muc", "khoan"):
        return
    if not draft.children() and any(map(_asks_whether, draft.marks)):
        return  # whether there is such help at all is asked
    said = joined(next((draft.texts[n] for n in ("tieu_de", "noi_dung") if n in draft.texts), []))
    if not said.startswith(_MEETS) or draft.agencies.get("co_quan") or _has_room(draft):
        return
    if any(_names_own(kit, one) for one in (draft, *draft.children()) if one.dropped is None):
        return
    met = next(iter(groups(plain_of(said))), None)  # whom else a sentence names does not meet
    named = met.bodies if met is not None else ()
    # border guards of a province are under its military command
    for body in [b for b in named if "biên phòng" not in b.name] or named[:1]:
        own = kit.own.force_of(body) or kit.own.of_body(body.text)
        if own is not None and own in kit.own.workers:
            yield office_of(body), own


def _asks_whether(mark: RuleWords) -> bool:
    """Whether a question is about whether the unit helps here at all."""
    words = "".join(map(str, mark.pieces))
    return words.startswith(tuple(one.partition("{")[0] for one in (Q_ADDED, Q_HELP)))


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
    body = next(a for a in kit.own.workers if a.id == id_)
    parts = [part for part in program.parts["muc"] if part.dropped is None]
    item = _item_of(program, body) or _new_item(program, parts, body)
    if item is None:
        return
    words, name = _POINT.format(", ".join(names)), f"dau-moi-{id_}-1"
    points = "khoan" if item.below.get("khoan") else "diem"
    made = Khoan(id=name, noi_dung=words) if points == "khoan" else Diem(id=name, noi_dung=words)
    told = item.below.setdefault(points, [])
    told.insert(_before_report(told), program.new(made, "muc", item, LED))


def _item_of(program: Program, body: Agency) -> NodeDraft | None:
    """What holds the points of a body: its item or section, or the one below that is its list."""
    for draft in program.order:
        if draft.part != "muc" or draft.dropped is not None or draft.kind not in ("muc", "khoan"):
            continue
        title = key_of(joined(draft.texts.get("tieu_de", [])))
        if draft.agencies.get("co_quan") != [body.id] and not title.startswith(key_of(body.ten)):
            continue
        stays = [one for one in draft.children() if one.dropped is None]
        if len(stays) == 1 and stays[0].below.get("diem"):
            return stays[0]
        if stays and all("noi_dung" in one.texts and not one.children() for one in stays):
            return draft
    return None


def _new_item(program: Program, parts: list[NodeDraft], body: Agency) -> NodeDraft | None:
    """An item of a body behind the others: a section of its own where sections are the items."""
    beside = [*parts, *(item for part in parts for item in part.below.get("khoan", []))]
    if any(joined(one.texts.get("tieu_de", [])) == body.ten for one in beside if not one.dropped):
        return None  # it has one of another shape: no two of one title
    within = [p for p in parts if any(i.id != REPORT_INSIDE for i in p.below.get("khoan", []))]
    titled = [p for p in within if any(i.texts.get("tieu_de") for i in p.below["khoan"])]
    if titled:
        part = titled[-1]
        item = program.new(Khoan(id=f"dau-moi-{body.id}", tieu_de=body.ten), "muc", part, LED)
        item.agencies["co_quan"] = [body.id]
        told = part.below["khoan"]
        told.insert(_before_report(told), item)
        return item
    if not parts:
        return None
    kind = parts[-1].above.kieu
    section = program.new(
        Muc(id=f"dau-moi-{body.id}", tieu_de=body.ten, kieu=kind), "muc", None, LED
    )
    holder = Khoan(id=f"dau-moi-{body.id}-y", danh_so=False, kieu_diem="chu")
    item = program.new(holder, "muc", section, LED)
    section.below["khoan"] = [item]
    tops = program.parts["muc"]
    tops.insert(_before_report(tops), section)
    return item


_OF_REPORTS = re.compile(
    r"[\W\d]*(?:về )?(?:chế độ )?(?:thông tin,? (?:và )?)?báo cáo(?!\w)"
    r"|[\W\d]*(?:ủy ban nhân dân|ubnd) [^,;]{2,20}? báo cáo(?!\w)"
)


def _before_report(told: list[NodeDraft]) -> int:
    """Where in a list a line may stand: before what ends it, on reports; else at its end."""
    inside = (
        n
        for n, one in enumerate(told)
        if one.id == REPORT_INSIDE or any(i.id == REPORT_INSIDE for i in one.children())
    )
    at = end = next(inside, len(told))
    while at and (told[at - 1].dropped is not None or _is_of_reports(told[at - 1])):
        at -= 1
    return at if any(_is_of_reports(one) for one in told[at:end]) else end


def _is_of_reports(one: NodeDraft) -> bool:
    said = joined(one.texts.get("tieu_de") or one.texts.get("noi_dung", []))
    return one.dropped is None and _OF_REPORTS.match(plain_of(said).low) is not None

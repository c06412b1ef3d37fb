"""Who leads what the plan above gave nobody: proposed by the field of each group of tasks.

A resolution, a programme says what has to be done, not which department does it; a plan that
names nobody is carried out by nobody. What is proposed is put before a person, once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.house_line import REPORT_INSIDE
from generator.cascade.deriving.rulebook.questions import Q_LEADS, Q_UNLED
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import BUILT_IN, LED
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.body_tables import text_of
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.work_verbs import begins_work
from generator.plan.model import Diem, Khoan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_NO_TASKS = re.compile(
    r"(?<!\w)(?:mục đích|yêu cầu|quan điểm|mục tiêu|chỉ tiêu|phạm vi|đối tượng|kinh phí"
    r"|nguồn lực|tổ chức thực hiện|nguyên tắc|thời gian|tiến độ)(?!\w)"
)
"""Parts that say why, how much and by what means, not what is done."""
_TASKS = re.compile(r"(?<!\w)(?:nhiệm vụ|giải pháp|nội dung)(?!\w)")
_ROOM = re.compile(r"(?:Giao )?(?:Phòng|Văn phòng|Thanh tra|Chi cục|Trung tâm|Ban) ")
_ASKED = re.compile(r"[\W\d]*(?:đề nghị|phối hợp với|trình)(?!\w)")
_LEADS = "Chủ trì, tham mưu UBND {{cap}} tổ chức thực hiện các nội dung: {0}."
_OTHERS = "Theo chức năng, nhiệm vụ tham mưu UBND {{cap}} tổ chức thực hiện các nội dung: {0}."
_ALL = "Các {phong} thuộc UBND {cap}"


def propose_leads(kit: Kit, program: Program) -> None:
    """Give the groups of tasks to the own bodies of their fields, where nobody leads anything."""
    parts = [d for d in program.parts["muc"] if d.dropped is None]
    some, annexed = _anybody_leads(kit, program, "muc"), _anybody_leads(kit, program, "phu_luc")
    each = some or annexed
    tasks = [g for part in parts if _has_tasks(part) for g in _groups(part, each=each)]
    if not kit.unit.committee:
        _ask_rooms(kit, program, tasks)
        return
    _ask_rows(kit, program)
    if not parts:
        return
    led: dict[str, list[str]] = {}
    for group in tasks:
        if _of_a_body(group) or (each and (_is_led(kit, group) or (some and group in parts))):
            continue
        if any(_nobodys(kit, leaf) for leaf in _leaves(group)):
            led.setdefault(_lead_of(kit, group, some=each), []).append(_called(group))
    if each:
        led.pop("", None)  # where it is not sure, whoever leads the plan has it in hand
    for id_ in sorted(led, key=lambda id_: not id_):
        item = _item_of(parts, id_) if some else None
        if item is None:
            _item(kit, program, _part_of_leads(kit, parts), id_, led[id_])
        else:
            _point(kit, program, item, id_, led[id_])


_REPORTING = re.compile(r"(?<!\w)(?:báo cáo|thông tin|kinh phí|nguồn lực|kiểm tra, giám sát)(?!\w)")


def _part_of_leads(kit: Kit, parts: list[NodeDraft]) -> NodeDraft:
    """The part that says who does what: where bodies have items, else the last but for reports."""
    workers = {body.id for body in kit.own.workers}
    for part in reversed(parts):
        items = [one for one in part.below.get("khoan", []) if one.dropped is None]
        if any(workers.intersection(map(str, one.agencies.get("co_quan", []))) for one in items):
            return part
    others = [p for p in parts if not _REPORTING.search(plain_of(p.said.split("\n")[0]).low)]
    return (
        others[-1] if others and _TASKS.search(plain_of(others[-1].said).low) is None else parts[-1]
    )


def _of_a_body(group: NodeDraft) -> bool:
    """Whether a title says who has the group: "Phối hợp với Sở X", "Đề nghị Công ty Y"."""
    plain = plain_of(_called(group))
    found = groups(plain)
    return _ASKED.match(plain.low) is not None or (bool(found) and found[0].start == 0)


def _is_led(kit: Kit, group: NodeDraft) -> bool:
    """Whether who does it is said of all of a group of tasks, or a clerk's rule has settled it.

    "Công an xã …" in one point says nothing of the points beside it, nor of a clause before.
    """
    leaves = list(_leaves(group))
    for leaf in [group, *leaves]:
        if leaf.agencies.get("co_quan") or any(rule not in BUILT_IN for rule in leaf.touched):
            return True
    named = [leaf for leaf in leaves if _names(kit, _said(leaf))]
    if _names(kit, _called(group)) or not named:
        return bool(_names(kit, _called(group)))
    return not any(_is_work(leaf) and _nobodys(kit, leaf) for leaf in leaves)


def _names(kit: Kit, text: str) -> bool:
    """Whether a body of the unit is named that does not only help a superior's."""
    said = key_of(text)
    names = [key_of(body.ten) for body in kit.own.workers]
    helps = any(said.startswith(f"{name} phối hợp với ") for name in names)  # it leads nobody
    return not helps and any(name in said for name in names)


def _said(leaf: NodeDraft) -> str:
    return " ".join(joined(text) for text in leaf.texts.values())


def _is_work(leaf: NodeDraft) -> bool:
    """Whether a sentence begins with work to be done, or with the committee that does it."""
    low = plain_of(_said(leaf)).low.lstrip(" -+*•")
    return begins_work(low) or low.startswith(("ubnd ", "ủy ban nhân dân "))


def _item_of(parts: list[NodeDraft], id_: str) -> NodeDraft | None:
    """The item of a body in the plan, to which one point more may be added."""
    for part in parts:
        for item in part.below.get("khoan", []):
            mine = item.dropped is None and item.agencies.get("co_quan") == [id_]
            if id_ and mine and item.below.get("diem"):
                return item
    return None


def _ask_rooms(kit: Kit, program: Program, groups: list[NodeDraft]) -> None:
    """Ask, once, which rooms of a department lead: no registry lists them."""
    titles = [
        (draft, joined(draft.texts["tieu_de"]))
        for draft in program.order
        if draft.dropped is None and draft.part == "muc" and "tieu_de" in draft.texts
        and not draft.emptied
    ]  # fmt: skip
    for annex in program.parts["phu_luc"]:
        rows = [row for row in annex.below.get("nhiem_vu", []) if row.dropped is None]
        if annex.dropped is None and any(row.agencies.get("chu_tri") == [SELF] for row in rows):
            kit.ask.mark(annex, Q_UNLED)
    if any(_ROOM.match(words) and bodies(words) for _draft, words in titles):
        return
    together = [draft for draft, words in titles if words.startswith("Các phòng, đơn vị thuộc")]
    for draft in [*together, *groups][:1]:
        kit.ask.mark(draft, Q_UNLED)


def _ask_rows(kit: Kit, program: Program) -> None:
    """Ask, once at a table, about leads of its rows that no cell of the plan above names.

    Of the rows that the plan above gives to all communes a room was chosen by the field, by who
    helps, by who leads the rest: the work of one row may be another's.
    """
    workers = {body.id for body in kit.own.workers}
    for annex in program.parts["phu_luc"]:
        rows = [row for row in annex.below.get("nhiem_vu", []) if row.dropped is None]
        chosen = [row for row in rows if row.digest and _is_chosen(row, workers)]
        if annex.dropped is None and chosen:
            kit.ask.mark(annex, Q_LEADS)


def _is_chosen(row: NodeDraft, workers: set[str]) -> bool:
    """Whether a body of the unit leads a row of which the plan above did not say that it does."""
    if row.marks or any(rule not in BUILT_IN for rule in row.touched):
        return False  # asked about already, or settled by a clerk's rule
    given = getattr(row.above, "chu_tri", None) or ()
    return bool(workers.intersection(row.agencies.get("chu_tri", [])) - {*given})


def _anybody_leads(kit: Kit, program: Program, part: str) -> bool:
    """Whether a body of the unit is given work in a part, or named as the one who does some."""
    for draft in program.order:
        if draft.dropped is not None or draft.part != part or draft.id == REPORT_INSIDE:
            continue  # to whom the others report is no work given
        if any(draft.agencies.get(name) for name in ("co_quan", "chu_tri")):
            return True
        cells = [text_of(c) for t in draft.changed.get("bang", ()) for row in t.rows for c in row]
        said = key_of(" ".join([*(joined(text) for text in draft.texts.values()), *cells]))
        if any(key_of(body.ten) in said for body in kit.own.workers):
            return True
    return False


def _has_tasks(part: NodeDraft) -> bool:
    low = plain_of(part.said.split("\n")[0]).low
    return _TASKS.search(low) is not None or _NO_TASKS.search(low) is None


def _groups(part: NodeDraft, *, each: bool) -> list[NodeDraft]:
    """The titled items of a part; the part itself where its items have none.

    `each`: whether others have work already: an item without a title takes the others nothing.
    """
    below = [d for d in part.children() if d.dropped is None and not d.emptied]
    titled = [d for d in below if d.texts.get("tieu_de") and d.children()]
    return titled if titled and (each or len(titled) == len(below)) else [part]


def _leaves(draft: NodeDraft) -> Iterator[NodeDraft]:
    below = [d for d in draft.children() if d.dropped is None]
    if not below and ("noi_dung" in draft.texts or draft.kind == "khoan"):
        yield draft
    for child in below:
        yield from _leaves(child)


def _nobodys(kit: Kit, leaf: NodeDraft) -> bool:
    """Whether a sentence says nobody who does it."""
    said = _said(leaf)
    plain = plain_of(said)
    if (asked := _ASKED.match(plain.low)) is not None:
        met = next((g for g in groups(plain) if g.start == asked.end() + 1), None)
        here = met is not None and not kit.unit.kins(met.bodies) & {Kin.ABOVE, Kin.OTHER}
        if not (here and asked[0].endswith("phối hợp với")):
            return False  # with a body of the commune's own it is the unit's work
    first = next(iter(duties(said, kit.day)), None)
    named = kit.unit.kins(first.who) if first is not None and first.said else set()
    return not named - {Kin.SELF, Kin.EVERYBODY}


def _lead_of(kit: Kit, group: NodeDraft, *, some: bool) -> str:
    """The id of the own body that surely has the field of a group; "" for nobody.

    `some`: whether others of the plan's tasks have a body: the plan's own lead has the rest.
    """
    own = kit.own.of_text(_called(group)) or (kit.lead.own if some else None)
    if own is None:
        texts = [joined(text) for leaf in _leaves(group) for text in leaf.texts.values()]
        each = [kit.own.of_text(text) for text in texts]
        found = {a.id: a for a in each if a is not None}
        most = 2 * sum(a is not None for a in each) >= len(texts)  # one of many tells little
        own = next(iter(found.values())) if len(found) == 1 and most else None
    own = own or kit.lead.own
    return own.id if own is not None else ""


def _called(group: NodeDraft) -> str:
    return joined(group.texts["tieu_de"]).strip(" .;:*")


def _item(kit: Kit, program: Program, part: NodeDraft, id_: str, called: list[str]) -> None:
    """An item of a body with the groups that it leads, marked."""
    body = next((a for a in kit.own.workers if a.id == id_), None)
    title = body.ten if body is not None else _ALL
    item = program.new(Khoan(id=f"chu-tri-{id_ or 'chung'}", tieu_de=title), "muc", part, LED)
    item.agencies["co_quan"] = [id_] if body is not None else [SELF]
    _point(kit, program, item, id_, called)
    told = part.below.setdefault("khoan", [])
    told.insert(next((n for n, one in enumerate(told) if one.id == REPORT_INSIDE), len(told)), item)


_SAYS_NOTHING = re.compile(
    r"(?:các |một số )?(?:nội dung|nhiệm vụ|giải pháp|công việc)(?: (?:thực hiện|chủ yếu|trọng tâm"
    r"|cụ thể|và giải pháp))*|(?:nhiệm vụ|nội dung), (?:nhiệm vụ|giải pháp)(?: thực hiện)?"
)


def _point(kit: Kit, program: Program, item: NodeDraft, id_: str, called: list[str]) -> None:
    """What a body leads, as a point of its item, marked."""
    said = "; ".join(f"“{_sentence(words)}”" for words in called)
    if any(_SAYS_NOTHING.fullmatch(plain_of(words).low) for words in called):
        said = f"nêu tại {said}"  # "các nội dung: “Nội dung”" would name the word by itself
    words = (_LEADS if id_ else _OTHERS).format(said).replace(": nêu tại", " nêu tại")
    point = program.new(Diem(id=f"chu-tri-{id_ or 'chung'}-1", noi_dung=words), "muc", item, LED)
    told = item.below.setdefault("diem", [])
    last = next((n for n, one in enumerate(told) if one.id == REPORT_INSIDE), len(told))
    told.insert(last, point)
    kit.ask.mark(item if len(told) == 1 else point, Q_LEADS)


def _sentence(title: str) -> str:
    """A title that is all in capitals, as a sentence has it."""
    return title.capitalize() if title.isupper() else title

"""The appendix of a derived plan: the unit's own tasks, in the columns of the plan above.

A row stays where the unit leads or helps; its cells name the unit's own bodies, its title and
the heads of its columns are of the unit's level.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.cascade.deriving.competence.fronts_above import holds_above
from generator.cascade.deriving.competence.held_by_heads import ASKABLE, HeldByHeads
from generator.cascade.deriving.competence.returned import give_back
from generator.cascade.deriving.rulebook.questions import Q_ABOVE, Q_CELL, Q_HELP, Q_LEVEL
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import ANNEXED, HELPED, OTHERS, OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.tables.annex_title import own_title
from generator.cascade.deriving.tables.row_duties import (
    each_is_own,
    help_to,
    is_leaders_alone,
    is_report,
    led_jointly,
    limited_part,
    others_too,
    with_others,
)
from generator.cascade.deriving.tables.row_heads import NUMBERED, RowParts, renumber, with_leads
from generator.cascade.deriving.tables.row_leads import leader_of, no_rooms, own_room
from generator.cascade.deriving.tables.row_paragraphs import of_others, without
from generator.cascade.deriving.tables.table_rows import own_purse, own_quantity, superiors_cell
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import changes, joined
from generator.cascade.deriving.wording.sent_above import acts_above
from generator.grammar.column_heads import is_receiver
from generator.grammar.competence import competence
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import CotBang

_STATIONS = frozenset(["tram", "su-nghiep", "truong", "trung-tam"])
"""Kinds of bodies that a commune has by name, beside its rooms."""
_PERSON = re.compile(
    r"(?<!\w)(?:ông|bà|đồng chí|đ/c|phó chủ tịch|chủ tịch|giám đốc|phó giám đốc|chánh|trưởng)(?!\w)"
)
_OURS = frozenset([Kin.SELF, Kin.SOME, Kin.EVERYBODY, Kin.OWN])
_HEADS = {"chu_tri": "Đơn vị chủ trì", "phoi_hop": "Đơn vị phối hợp"}
_OF_LEVEL = re.compile(
    r"(?<!\w)(?:sở|bộ(?! phận)|(?<!nhiệm )vụ|cục|ban, ngành|ngành|huyện|tỉnh)(?!\w)"
)
ROOMS = "Các {phong} thuộc UBND {cap}"
CHAIRMAN = "Chủ tịch UBND {cap}"
ROOMS_CONCERNED = "các {phong} liên quan thuộc UBND {cap}"


class Annex:
    """Puts the appendices of the plan above in the words of one unit."""

    def __init__(self, kit: Kit, settle: Callable[[NodeDraft, HeldByHeads], None]) -> None:
        """`settle` reads what is no row: paragraphs, sections."""
        self.kit, self.settle = kit, settle
        self.unit, self.ask, self.kept = kit.unit, kit.ask, kit.kept
        self.speech, self.names, self.own = kit.speech, kit.names, kit.own

    def read(self, draft: NodeDraft) -> None:
        """Settle an appendix with all that is in it."""
        parts = RowParts(draft.below.get("nhiem_vu", []))
        parts.inherit()
        for child in draft.children():
            if child.kind == "nhiem_vu":
                if not parts.only_heads(child):
                    self._row(child)
            elif child.kind != "nhom":
                self.settle(child, HeldByHeads())
        for head in parts.heads():
            self.kept.names(head)
        self._title(draft)
        renumber(draft.below.get("nhiem_vu", []))
        for group in draft.below.get("nhom", []):
            if group.dropped is None and not group.touched:
                self.kept.names(group)

    # ------------------------------------------------------------------ title and columns

    def _title(self, draft: NodeDraft) -> None:
        if draft.dropped is not None or draft.kept or not self.unit.committee:
            return
        if own_title(draft, self.kit):
            draft.touch(ANNEXED)
        self.kept.names(draft)
        columns: list[CotBang] = getattr(draft.above, "cot", [])
        made = [replace(one, tieu_de=self._head(one.khoa, one.tieu_de)) for one in columns]
        if any(
            row.dropped is None and row.agencies.get("chu_tri")
            for row in draft.below.get("nhiem_vu", [])
        ):
            made = with_leads(made)
        if made != columns:
            draft.changed["cot"] = made
            draft.touch(ANNEXED)

    def _head(self, key: str, title: str) -> str:
        """The head of a column, without words for bodies of the level above."""
        if key in _HEADS and _OF_LEVEL.search(plain_of(title).low):
            return _HEADS[key]
        return title

    # ------------------------------------------------------------------ rows

    def _row(self, row: NodeDraft) -> None:
        if row.dropped is not None or row.kept:
            return
        if row.touched:  # a rule has spoken
            self._ruled(row)
            return
        self._paragraphs(row)
        ids = row.agencies.get("chu_tri", [])
        leads = self._of_ids(ids)
        helpers = self._of_ids(row.agencies.get("phoi_hop", []))
        kins = {self.unit.kin(body) for body in leads.values()}
        if not leads:
            self._led_by_nobody(row, ids)
            return
        part = self._part(row) if self.unit.committee and kins & {Kin.SELF, Kin.SOME} else ""
        if self._of_another_class(row):
            row.drop(OTHERS)
        elif part:
            self._limited(row, part, leads)
        elif kins & {Kin.SELF, Kin.SOME}:
            said = bodies(getattr(row.above, "loi_chu_tri", None) or "")
            self.ask.ask_some(row, said if Kin.SELF in kins else leads.values())
            self.kept.own(row, "noi_dung", HeldByHeads(kins=frozenset(kins)))
            self._counted(row)
            self._each(row)
            if led_jointly(self.unit, row, leads):
                return
            self._led(row, joint=[b for b in leads.values() if self.unit.kin(b) is Kin.ABOVE])
            self._personal(row, leads.values())
            self._beside(row, leads)
        elif kins == {Kin.OUTSIDE} and not any(b.every for b in leads.values()):
            row.drop(OTHERS)
        elif kins & {Kin.EVERYBODY, Kin.OWN, Kin.BELOW}:
            self.kept.own(row, "noi_dung", HeldByHeads())
            if Kin.EVERYBODY in kins and self.unit.committee:
                self._led(row)
            else:
                self._mine(row, "loi_chu_tri", leads)
        elif kins <= ASKABLE and not self._fronts_lead(row, leads, helpers):
            self.kept.own(row, "noi_dung", HeldByHeads())
            self._fronts(row, leads)
        elif not self._helps(row, leads, helpers):
            return
        if row.dropped is None and self.unit.committee:
            self._helped_by(row, helpers)
            self._lowered(row)
            self._not_beside_itself(row)
            self._cells(row)

    def _fronts_lead(
        self, row: NodeDraft, leads: Mapping[str, NamedBody], helpers: Mapping[str, NamedBody]
    ) -> bool:
        """Whether organisations of above do a row themselves, perhaps with the unit's help."""
        if holds_above(self.unit, leads, joined(row.texts["noi_dung"])):
            return True
        helped = Kin.SELF in {self.unit.kin(body) for body in helpers.values()}
        return helped and all(acts_above(self.unit, body) for body in leads.values())

    def _helps(
        self, row: NodeDraft, leads: Mapping[str, NamedBody], helpers: Mapping[str, NamedBody]
    ) -> bool:
        """Whether the unit, or a body of its own, helps in a row of others; else it is theirs."""
        kins = {self.unit.kin(body) for body in helpers.values()}
        if kins & {Kin.SELF, Kin.SOME} or (Kin.OWN in kins and not self.unit.committee):
            self.ask.ask_some(row, () if Kin.SELF in kins else helpers.values())
            self._help(row, leads)
            return True
        if self.unit.committee and (mine := self._own_helper(helpers) or own_room(self.kit, row)):
            self._help(row, leads)
            row.agencies["chu_tri"] = [mine]
            return True
        row.drop(OTHERS)
        give_back(self.kit, row, "noi_dung")
        if row.dropped is None:
            self._led(row)
        return False

    def _led_by_nobody(self, row: NodeDraft, ids: list[str]) -> None:
        """A row without a known leader: what it says tells whose it is; an unknown one is asked."""
        self.settle(row, HeldByHeads())
        if ids and row.dropped is None:
            name = self.names.get(ids[0], ids[0])
            self.ask.mark(row, Q_ABOVE.replace("{chu}", name))

    def _of_another_class(self, row: NodeDraft) -> bool:
        """Whether the cell of who leads says a class of units of which this one is known not to be.

        The list of bodies has them without what stood in brackets: "… tỉnh Quảng Nam (cũ)".
        """
        said = bodies(getattr(row.above, "loi_chu_tri", None) or "")
        return bool(said) and all(b.only and self.unit.kin(b) is Kin.OTHER for b in said)

    def _part(self, row: NodeDraft) -> str:
        """The part of a row that its cell of who leads leaves the unit."""
        return limited_part(self.unit, getattr(row.above, "loi_chu_tri", None) or "")

    def _limited(self, row: NodeDraft, part: str, leads: Mapping[str, NamedBody]) -> None:
        """A row that others lead, of which the unit has a part that its cell names."""
        others = {i: b for i, b in leads.items() if self.unit.kin(b) not in (Kin.SELF, Kin.SOME)}
        who = ", ".join(body.text for body in others.values())
        content = joined(row.texts["noi_dung"])
        row.texts["noi_dung"] = [RuleWords((with_others(part, who, content),))]
        self._led(row)
        self._with(row, others)
        row.touch(HELPED)
        self.ask.mark(row, Q_HELP)

    def _paragraphs(self, row: NodeDraft) -> None:
        """Leave out the paragraphs of a row that only others have to do."""
        text = joined(row.texts["noi_dung"])
        if "\n" not in text or not self.unit.committee:
            return
        lines = text.split("\n")
        theirs = of_others(self.unit, text)
        if theirs:
            row.cut += [(lines[i], OTHERS) for i in theirs]
            row.texts["noi_dung"] = ["\n".join(without(lines, theirs))]

    def _ruled(self, row: NodeDraft) -> None:
        """A row that a rule has settled: names, and who leads where the rule said the unit."""
        if not self.unit.committee:
            return
        self.kept.names(row)
        self.kept.sends_itself(row, "noi_dung")
        if row.agencies.get("chu_tri") == [SELF]:
            self._all(row)

    def _with(self, row: NodeDraft, first: Iterable[str]) -> None:
        """Whom the unit works with in a row of others: those, and who helps beside it."""
        beside = others_too(self.unit, self._of_ids(row.agencies.get("phoi_hop", [])))
        row.agencies["phoi_hop"] = list(dict.fromkeys([*first, *beside]))
        row.changed["loi_phoi_hop"] = None

    def _help(self, row: NodeDraft, leads: Mapping[str, NamedBody]) -> None:
        """A row that others lead: the unit's help."""
        if not self.unit.committee:  # what a department does in the work of others, it knows
            row.touch(HELPED)
            self.ask.mark(row, Q_HELP)
            return
        who = ", ".join(body.text for body in leads.values())
        text = joined(row.texts["noi_dung"])
        found = NUMBERED.match(text)
        number, rest = (found[0], text[found.end() :]) if found else ("", text)
        words = RuleWords((help_to(who, rest),))
        row.texts["noi_dung"] = [number, words] if number else [words]
        self._led(row, leads.values())
        self._with(row, leads)
        row.touch(HELPED)
        if any(self.kept.is_above(c.level) for c in competence(text, self.kit.day)):
            self.ask.mark(row, Q_LEVEL)
        elif is_leaders_alone(rest):
            self.ask.mark(row, Q_HELP)

    def _led(
        self,
        row: NodeDraft,
        helped: Iterable[NamedBody] = (),
        joint: Iterable[NamedBody] = (),
    ) -> None:
        """Give a row to the counterpart of whom it helps, the body of its field, or of the plan's.

        Where none of these is sure, to all bodies.
        """
        beside = self._of_ids(row.agencies.get("phoi_hop", []))
        body = leader_of(self.kit, row.said, helped, beside, joint)
        row.agencies["chu_tri"] = [body.id if body is not None else SELF]
        row.changed["loi_chu_tri"] = None
        if body is None:
            self._all(row)

    def _personal(self, row: NodeDraft, leads: Iterable[NamedBody]) -> None:
        """What a cell gives the Chairman, and a fine, is no room's, whichever has its field."""
        owner = no_rooms(self.kit, row, leads)
        if owner is None:
            return
        row.agencies["chu_tri"] = [owner]
        if owner == SELF:
            row.changed["loi_chu_tri"] = "".join(self.speech.words(CHAIRMAN).pieces)
        row.touch(ANNEXED)

    def _not_beside_itself(self, row: NodeDraft) -> None:
        """Nobody helps in what he leads: who leads leaves the cell of who helps."""
        leads = set(row.agencies.get("chu_tri", [])) - {SELF}
        helpers = row.agencies.get("phoi_hop", [])
        if not leads.intersection(helpers):
            return
        row.agencies["phoi_hop"] = [id_ for id_ in helpers if id_ not in leads]
        own = {key_of(a.ten) for a in self.own.by_role.values() if a.id in leads}
        own |= {key_of(self.names[id_]) for id_ in leads if id_ in self.names}
        said = row.changed.get("loi_phoi_hop", getattr(row.above, "loi_phoi_hop", None))
        joint = "\n" if "\n" in (said or "") else "; "
        parts = [part for part in re.split(r"; |\n", said or "") if key_of(part) not in own]
        row.changed["loi_phoi_hop"] = joint.join(filter(None, parts)) or None
        row.touch(ANNEXED)

    def _all(self, row: NodeDraft) -> None:
        """All bodies are who the unit itself means, but for what its Chairman answers for."""
        said = plain_of(joined(row.texts["noi_dung"])).low
        upward = _ANSWERS.search(said) and not _ITSELF.search(said)
        if self.unit.committee and not upward:
            row.changed["loi_chu_tri"] = "".join(self.speech.words(ROOMS).pieces)

    def _each(self, row: NodeDraft) -> None:
        """What each unit has to show is the unit's: "15 điểm/phường"."""
        text = row.texts.get("san_pham", [])
        alone = [each_is_own(p) if isinstance(p, str) else p for p in text]
        if self.unit.committee and alone != text:
            row.texts["san_pham"] = alone
            row.touch(OWN_WORK)

    def _counted(self, row: NodeDraft) -> None:
        """How much of a row is the unit's, where its cell says so for each: "Xã A (07 điểm)"."""
        share = own_quantity(getattr(row.above, "loi_chu_tri", None) or "", self.unit)
        if share and share not in joined(row.texts["noi_dung"]):
            row.texts["noi_dung"] = [*row.texts["noi_dung"], f" ({share})"]
            row.touch(OWN_WORK)

    def _beside(self, row: NodeDraft, leads: Mapping[str, NamedBody]) -> None:
        """Who leads a row above together with the unit helps it below."""
        report = is_report(row.said)
        far = {Kin.OTHER} if report else {Kin.ABOVE, Kin.OTHER}
        near = {Kin.FRONT} if report else {Kin.FRONT, Kin.OUTSIDE, Kin.BELOW, Kin.OWN}
        added = {
            i: b
            for i, b in leads.items()
            if (
                self.unit.kin(b) in far and not b.every and not b.unit
            )  # other units: by themselves
            or self.unit.kin(b) in near
        }
        forces = ((i, b, self.own.force_of(b) or self.own.named(b.name)) for i, b in added.items())
        named = {a.id if a else i: a.ten if a else b.text for i, b, a in forces}
        new = [i for i in named if i not in row.agencies.get("phoi_hop", [])]
        if not new:
            return
        row.agencies["phoi_hop"] = [*row.agencies.get("phoi_hop", []), *new]
        said = getattr(row.above, "loi_phoi_hop", None)
        if said:
            words = [said.rstrip(" .;"), *(named[i] for i in new)]
            row.changed["loi_phoi_hop"] = ("\n" if "\n" in said else "; ").join(words)

    def _fronts(self, row: NodeDraft, leads: Mapping[str, NamedBody]) -> None:
        """A row of the Front and the organisations: those of the unit's own level."""
        role = self.own.by_role.get("mttq")
        if role is None or not all(self.unit.kin(b) is Kin.FRONT for b in leads.values()):
            return
        ids = [role.id if "mặt trận" in b.name else i for i, b in leads.items()]
        row.agencies["chu_tri"] = list(dict.fromkeys(ids))
        if len(leads) == 1:
            row.changed["loi_chu_tri"] = None

    def _helped_by(self, row: NodeDraft, helpers: Mapping[str, NamedBody]) -> None:
        """Who helps: its own bodies instead of all departments, single ones as they are named."""
        if not helpers:  # named in the cell alone
            said = bodies(getattr(row.above, "loi_phoi_hop", None) or "")
            helpers = {body.text: body for body in said}
        if HELPED in row.touched or not helpers:
            return
        renamed = {id_: self._own_id(id_, body) for id_, body in helpers.items()}
        helpers = {renamed[id_]: body for id_, body in helpers.items()}
        row.agencies["phoi_hop"] = [renamed.get(i, i) for i in row.agencies["phoi_hop"]]
        mine = self._mine(row, "loi_phoi_hop", helpers)
        ours = [id_ for id_, body in helpers.items() if id_ not in mine and self._is_ours(body)]
        ours = [id_ for id_ in ours if not self._is_one(helpers[id_])]
        row.agencies["phoi_hop"] = [i for i in row.agencies["phoi_hop"] if i not in ours]
        if not ours:
            return
        words = "".join(self.speech.words(ROOMS_CONCERNED).pieces)
        named = row.agencies["phoi_hop"] or [i for i in helpers if i not in ours]
        left = [helpers[i].text if i in helpers else self.names.get(i, i) for i in named]
        told = "; ".join([words[:1].upper() + words[1:], *left])
        row.changed["loi_phoi_hop"] = told
        row.touch(ANNEXED)

    def _own_id(self, id_: str, body: NamedBody) -> str:
        """The unit's own body of an id that names one of each unit: its police, its army."""
        front = self.own.by_role.get("mttq")
        if front is not None and self.unit.kin(body) is Kin.FRONT and "mặt trận" in body.name:
            return front.id
        if self.unit.kin(body) is not Kin.OWN:
            return id_
        name = key_of(body.name)
        own = [a.id for a in self.own.by_role.values() if key_of(a.ten).startswith(name)]
        return own[0] if len(own) == 1 else id_

    def _own_helper(self, helpers: Mapping[str, NamedBody]) -> str:
        """A body of the unit's own that helps in a row: "Trạm Y tế phường, xã"; else ""."""
        for id_, body in helpers.items():
            single = bool(body.units or body.level == "xa") and body.kind != "phong"
            if single and self.unit.kin(body) is Kin.OWN:
                return self._own_id(id_, body)
        return ""

    def _is_one(self, body: NamedBody) -> bool:
        """A body that every unit has one of, named by its own name: "Trạm Y tế", no rooms."""
        return self.unit.kin(body) is Kin.OWN and body.kind in _STATIONS and not body.every

    def _is_ours(self, body: NamedBody) -> bool:
        kin = self.unit.kin(body)
        return kin in _OURS or (kin is Kin.ABOVE and body.every)

    def _mine(self, row: NodeDraft, cell: str, ids: Iterable[str]) -> set[str]:
        """Of some ids the unit's own bodies: "Công an cấp xã" in a cell is its own now."""
        mine = {a.id for a in self.own.by_role.values()}.intersection(ids)
        if mine:
            row.changed[cell] = None
            row.touch(ANNEXED)
        return mine

    def _lowered(self, row: NodeDraft) -> None:
        """Bodies that every unit has, named for all of them, as this unit has its own."""
        own = {a.id: a.ten for a in self.own.by_role.values()}
        for field, cell in (("chu_tri", "loi_chu_tri"), ("phoi_hop", "loi_phoi_hop")):
            said = row.changed.get(cell, getattr(row.above, cell, None))
            parts = [
                self.names.get(id_) or own.get(id_, id_) for id_ in row.agencies.get(field, [])
            ]
            helped = field == "phoi_hop" and HELPED in row.touched  # whom it helps stays of above
            if not parts or helped or row.agencies[field] == [SELF]:
                continue
            text = said or "; ".join(parts)
            parts = re.split(r"(; |\n)", text)
            lowered = "".join(p if i % 2 else self._lower(p) for i, p in enumerate(parts))
            if lowered != text:
                row.changed[cell] = lowered
                row.touch(ANNEXED)

    def _lower(self, name: str) -> str:
        """One body of a cell as the unit has it; what is said of its own rooms stays."""
        out, at = "", 0
        for change in changes(name, self.unit):
            if "UBND" in change.words:
                return name
            out += name[at : change.start] + "".join(self.speech.words(change.words).pieces)
            at = change.end
        return out + name[at:]

    def _here(self, cell: str) -> str:
        """A cell of another column with the unit's names: "Toàn tỉnh" is "Toàn xã"."""
        out, at = "", 0
        for change in changes(cell, self.unit) if self.unit.committee else ():
            words = change.words.replace("{ten}", "UBND {cap}").replace("{don_vi}", "{cap}")
            out += cell[at : change.start] + "".join(self.speech.words(words).pieces)
            at = change.end
        return out + cell[at:]

    def _cells(self, row: NodeDraft) -> None:
        """Cells of other columns: sums, persons and bodies of the superior are not the unit's."""
        cells: dict[str, str] = getattr(row.above, "cot_them", {})
        out = {column: own_purse(cell, self.unit) for column, cell in cells.items()}
        for column, cell in cells.items():
            if is_receiver(column):
                continue
            others = superiors_cell(self.unit, column, cell)
            if others or _PERSON.search(plain_of(cell).low):
                out[column] = ""
                if HELPED not in row.touched:  # what it costs whom the unit helps is theirs
                    self.ask.mark(row, Q_CELL.replace("{cot}", column))
        out = {column: self._here(cell) for column, cell in out.items()}
        if out != cells:
            row.changed["cot_them"] = {k: v for k, v in out.items() if v}

    def _of_ids(self, ids: Iterable[str]) -> dict[str, NamedBody]:
        found = {}
        for id_ in ids:
            named = bodies(self.names.get(id_, ""))
            if named:
                found[id_] = named[0]
        return found


_ITSELF = re.compile(
    r"trước (?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu|thị trấn)(?!\w)"
)
_ANSWERS = re.compile(r"chịu trách nhiệm (?:toàn diện )?trước|trách nhiệm của người đứng đầu")

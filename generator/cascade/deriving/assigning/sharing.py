"""The unit's own work shared out among its bodies, point by point.

What the Chairman answers for stays his; a point of one field goes to the body of that field;
the rest stays with the body that leads the plan, or with all, and then a person is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.cascade.deriving.assigning.advice import OFFICIALS, Advice, leaves
from generator.cascade.deriving.assigning.asked_beside import ask_beside
from generator.cascade.deriving.assigning.by_words import ByWords, is_of_office
from generator.cascade.deriving.assigning.orders_apart import in_what, next_told, with_name
from generator.cascade.deriving.assigning.own_bodies import Doers
from generator.cascade.deriving.assigning.told_below import take_told
from generator.cascade.deriving.assigning.told_here import called, told_to
from generator.cascade.deriving.competence.commands import TELLS
from generator.cascade.deriving.rulebook.draft import on_all_points, points_of
from generator.cascade.deriving.rulebook.questions import Q_LEAD, Q_NO_LEAD
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import OWN_WORK, SHARED
from generator.cascade.deriving.rulebook.text_under_way import (
    RuleWords,
    up_to,
    with_capital,
    without_first,
)
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined, put
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.orders import heading
from generator.plan.model import Diem, Khoan, Muc
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft, Points
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import LetterSpan
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency

LED = "{0} chủ trì, phối hợp với các {{phong}} liên quan thuộc UBND {{cap}}"
ALL = "Các {phong} thuộc UBND {cap}"
WITH_ALL = "UBND {cap} và các {phong} thuộc UBND {cap}"
"""Where the Chairman is told with the heads of all departments: the committee does it, too."""
CHAIR = "Chủ tịch UBND {cap}"
_WITHOUT_BODY = {"chair": CHAIR, "each": ALL}
"""The titles of shares that are no single body's."""
_DEPUTIES = "Chủ tịch, các Phó Chủ tịch UBND {cap}"
_CHAIR = "chair"
_EACH = "each"
"""The share of all bodies."""
_TOGETHER = "+"
"""Between the roles of several who have a share together."""
_CHAIR_AND_ONE = 2
_TOGETHER_AT_MOST = 3
"""Departments named beside the units whose counterparts are told a thing together."""
_DEPUTY = re.compile(r"[\W\d]*(?:(?:các )?đồng chí )?(?:các )?phó chủ tịch(?!\w)")
_IN_PERSON = re.compile(
    r"[\W\d]*(?:trực tiếp|đích thân|(?:tổ chức )?đối thoại|tiếp công dân|chịu trách nhiệm"
    r"|nêu gương|(?:xem xét, )?giải quyết (?:khiếu nại|tố cáo|đơn))"
    r"(?!\w)"
)
_ANSWERS_FOR = re.compile(
    r"[\W\d]*(?:(?:để|nếu|trường hợp|khi)(?!\w)[^.;]{3,120}?(?:,| thì) )?"
    r"(?:(?:phải|sẽ|tự|cũng|trực tiếp) )*"
    r"(?:kiểm điểm (?:trước|rút kinh nghiệm|và )|(?<=phải )kiểm điểm|giải trình"
    r"|bị (?:xem xét|xử lý|hạ|đánh giá|kỷ luật|phê bình|trừ điểm|kiểm điểm|thay thế)"
    r"|chịu (?:hoàn toàn )?trách nhiệm(?= (?:trước|về(?![^.]*;)|nếu|cá nhân|toàn diện))"
    r"|không được (?:xét|bình xét|đề nghị|công nhận)|tự phê bình|nhận hình thức)(?!\w)"
)
"""What only a head answers for, in person: no room does."""
_ANSWERS_IN_TITLE = re.compile(
    r"(?i)chịu (?:hoàn toàn |toàn bộ )?trách nhiệm (?:toàn diện )?trước(?!\w)[^:;.]*?"
    r"(?=,? (?:và|đồng thời) (?:tập trung |chỉ đạo )*(?:tổ chức|thực hiện|triển khai|chỉ đạo)(?!\w)"
    r"|[:;.]|$)"
)
_CASE_OF_CHAIR = r"(?:trường hợp|nếu|khi|để|trong|hằng|hàng|trước|từ)(?!\w)[^.;]{3,160}?(?:,| thì) "
_BEARS = r"(?:(?:phải|sẽ) )?(?:chịu|kiểm điểm|giải trình|bị|trực tiếp|tự|không được)(?!\w)"
_OWN_POWERS = re.compile(
    r"[\W\d]*(?:xử phạt|xử lý(?! (?:cán bộ|công chức|nghiêm người đứng))|đình chỉ)"
)
"""What police and military do by their own power (Law on Handling Administrative Violations)."""
_NEXT_ORDER = re.compile(r"; (?=(?:chỉ đạo|yêu cầu|giao|phân công) )")
_NEXT_CLAUSE = re.compile(r"[;.] (?=[^\W\d])")


_OF_EACH = re.compile(
    r"[\W\d]*(?:(?:tổ chức|nghiêm túc|kịp thời|chủ động|thực hiện|khẩn trương),? )*"
    r"(?:quán triệt|phổ biến|lồng ghép|niêm yết|gương mẫu|chấp hành|treo|tiết kiệm)(?!\w)"
)
"""What an office does in its own house, whatever its field."""


_STEERS = re.compile(r"ban (?:chỉ đạo|chỉ huy|điều hành)(?!\w)")


class Sharing:
    """Shares out the items of the unit."""

    def __init__(self, kit: Kit, program: Program) -> None:
        self.kit, self.program = kit, program
        self.advice = Advice(kit)
        self.by_words = ByWords(kit)

    def share(self, item: NodeDraft, who: Sequence[NamedBody]) -> None:
        """Give an item of the unit to its bodies."""
        leads = self._leads(who)
        lead = leads[0] if len(leads) == 1 else None
        of_class = [*item.marks]  # asked of all that stands below
        self._answered_for(item)
        self._one_by_one(item)
        self._communes_apart(item)
        said, siblings = points_of(item), self._siblings(item)
        ask_beside(self.kit, self.program, item, who, siblings)
        if said is None or siblings is None:
            self._titled(item, leads)
            for point in leaves(item):
                self.advice.give(point)
            return
        heads = [b for b in who if self.kit.unit.kin(b) in (Kin.SELF, Kin.SOME)]
        if _told_with_all(self.kit, who, said):
            self._say(item, WITH_ALL if heads and all(b.head for b in heads) else ALL, [SELF])
            return
        chair = bool(heads) and all(body.head for body in heads)
        apart = chair and _in_person(said) and self._committee_beside(item)
        shares = self._shares(said, lead, chair=chair, apart=apart)
        rest = shares.pop("", [])
        if shares and not rest and len(shares) == 1:
            self._to(item, next(iter(shares)))
            return
        self._titled(item, leads)
        at = siblings.index(item) + 1
        first = next((key for key in shares if key != _CHAIR), _CHAIR)
        for key, points in shares.items():
            new, below = self._item(item, said.holder, key)
            new.marks += [mark for mark in of_class if mark not in new.marks]
            if any(_DEPUTY.match(plain_of(joined(p.texts["noi_dung"])).low) for p in points):
                new.texts["tieu_de"] = [self.kit.speech.words(_DEPUTIES)]
            alone = key != _CHAIR and not rest and len(shares) > _CHAIR_AND_ONE
            if not leads and alone and key == first and self._counterpart() is not None:
                self._ask_lead(new)  # nobody has the rest: asked once, where it would stand
            if key == _CHAIR and new.texts["tieu_de"] == [self.kit.speech.words(CHAIR)]:
                for point in points:
                    self._without_himself(point)
            below.below[said.kind] = points
            for point in points:
                point.parent = below
                point.touch(SHARED)
            siblings.insert(siblings.index(item) if key == _CHAIR else at, new)
            at += 1
        said.holder.below[said.kind] = rest + [p for p in said.all if p.dropped is not None]
        if not rest:
            item.dropped = SHARED
            item.marks.clear()

    def _communes_apart(self, item: NodeDraft) -> None:
        """What a province tells its communes to do is an item of theirs: no department orders them.

        "Giao UBND cấp xã quản lý chợ hạng 3", of a ministry's plan, is no point of a department.
        """
        said, siblings = points_of(item), self._siblings(item)
        if said is None or siblings is None:
            return
        made = take_told(self.kit.unit, said.all)
        for name, points in reversed(made.items()):
            new, below = self._beside(item, said.holder, f"{item.id}-cap-xa", name, [])
            below.below[said.kind] = points
            for point in points:
                point.parent = below
            siblings.insert(siblings.index(item) + 1, new)
        if made and all(child.dropped is not None for child in item.children()):
            item.dropped = SHARED

    def set_apart(self, item: NodeDraft) -> None:
        """What an item of others' work tells a body of the unit becomes an item of that body."""
        said, siblings = points_of(item), self._siblings(item)
        if said is None or siblings is None:
            return
        roles = {a.id: role for role, a in self.kit.own.by_role.items()}
        for point in [p for p in said.all if p.dropped is None and "noi_dung" in p.texts]:
            words = point.texts["noi_dung"]
            plain = plain_of(joined(words))
            tells, bodies = TELLS.match(plain.low), told_to(self.kit, point, plain.text, acts=True)
            if not bodies:
                continue
            at = 0 if tells is None else plain.span(tells.end(), len(plain.low)).start
            point.texts["noi_dung"] = with_capital(without_first(words, at))
            new, below = self._item(item, said.holder, roles[bodies[0].id])
            below.below[said.kind] = [point]
            said.all.remove(point)
            point.parent = below
            siblings.insert(siblings.index(item) + 1, new)
            if all(child.dropped is not None for child in item.children()):
                item.dropped = SHARED

    def _siblings(self, item: NodeDraft) -> list[NodeDraft] | None:
        """The list in which an item stands, where new ones may stand beside it."""
        lists = (
            [self.program.parts["muc"]]
            if item.parent is None
            else [item.parent.below.get("khoan", []), item.parent.below.get("muc", [])]
        )
        return next((one for one in lists if item in one), None)

    # ------------------------------------------------------------------ who

    def _leads(self, who: Iterable[NamedBody]) -> list[Agency]:
        """Who leads: the counterparts of the departments named beside the unit, else the plan's."""
        kit = self.kit
        beside = [b for b in who if kit.unit.kin(b) is Kin.ABOVE and not b.every]
        found = {a.id: a for b in beside if (a := kit.own.of_body(b.text)) is not None}
        if len(found) > _TOGETHER_AT_MOST:
            return []
        return [*found.values()] or [*filter(None, [kit.lead.own])]

    def _shares(
        self, said: Points, lead: Agency | None, *, chair: bool, apart: bool
    ) -> dict[str, list[NodeDraft]]:
        """Points by role of the body, "" for whoever leads; the Chairman's first.

        `chair`: whether the item names the Chairman: what he does in person is his; `apart`: all
        of it is, since he is told so and what the committee has to do is an item of its own.
        """
        shares: dict[str, list[NodeDraft]] = {}
        judged: list[tuple[NodeDraft, Doers]] = []
        roles = {a.id: role for role, a in self.kit.own.by_role.items()}
        for point in said.all:
            if point.dropped is not None:
                continue
            text = joined(point.texts["noi_dung"])
            low = plain_of(text).low
            person = chair and (_IN_PERSON.match(low) or OFFICIALS.match(low)) is not None
            person = person or _ANSWERS_FOR.match(low) is not None
            person = person or (apart and not told_to(self.kit, point, text))
            if person or self._speaks_of_chair(low):
                key = _CHAIR
            elif point.digest and is_of_office(low):
                key = _EACH
            else:
                told = told_to(self.kit, point, text, acts=not point.digest)
                does = Doers(tuple(told)) if told else self.by_words.does(text, lead, point.said)
                bodies = [*does.bodies]
                judged.append((point, does))
                key = "" if bodies == [lead] else _TOGETHER.join(roles[a.id] for a in bodies)
                forces = bool(told) and all(a.loai == "vu-trang" for a in told)
                if not (forces and self._by_itself(point)):
                    self.advice.give(point, bodies[0] if bodies else lead)
            shares.setdefault(key, []).append(point)
        self.by_words.ask(judged, lead)
        return shares

    def _committee_beside(self, item: NodeDraft) -> bool:
        """Whether the plan above has an item for all units' committees beside their chairmen's."""
        for draft in self.program.order:
            if draft is item or draft.kind not in ("muc", "khoan") or not draft.children():
                continue
            who = heading(draft.said.split("\n")[0])[0]
            own = bool(who) and self.kit.unit.kins(who) <= {Kin.SELF, Kin.SOME}
            if own and not any(body.head or body.place or body.only for body in who):
                return True
        return False

    def _speaks_of_chair(self, low: str) -> bool:
        """Whether a point begins with the Chairman, or with one who stands for him."""
        begun = re.match(r"[\W\d]*(?:(?:các )?đồng chí )?(?:các )?(?:phó )?", low)
        own = plain_of(f"chủ tịch UBND {self.kit.unit.word}").low
        in_case = re.match(rf"[\W\d]*{_CASE_OF_CHAIR}(?:đồng chí )?{own} {_BEARS}", low)
        return in_case is not None or (begun is not None and low.startswith(own, begun.end()))

    def _without_himself(self, point: NodeDraft) -> None:
        """What the Chairman does, under his own title, does not name him once more."""
        if "noi_dung" not in point.texts:
            return
        plain = plain_of(joined(point.texts["noi_dung"]))
        own = plain_of(f"chủ tịch UBND {self.kit.unit.word}").low
        found = re.match(rf"[\W\d]*(?:đồng chí )?{own} (?=[^\W\d])", plain.low)
        if found is not None and not re.match(r"(?:là|và|hoặc) ", plain.low[found.end() :]):
            at = plain.span(found.end(), len(plain.low)).start
            point.texts["noi_dung"] = with_capital(without_first(point.texts["noi_dung"], at))

    def _by_itself(self, point: NodeDraft) -> bool:
        """Whether a point is what armed forces do by their own power, not the committee's."""
        return _OWN_POWERS.match(plain_of(joined(point.texts["noi_dung"])).low) is not None

    def _answered_for(self, item: NodeDraft) -> None:
        """What the head answers for in a title that goes to a room is a point of his own.

        "Chủ tịch UBND các xã chịu trách nhiệm trước … về … và thực hiện các nội dung sau:".
        """
        said = points_of(item)
        found = _ANSWERS_IN_TITLE.search(item.said.split("\n")[0])
        if said is None or found is None:
            return
        words = found[0].strip(" ,")
        about = "" if " về " in words else " về kết quả thực hiện"
        words = f"{words[:1].upper()}{words[1:]}{about}."
        node = (Diem if said.kind == "diem" else Khoan)(id=f"{item.id}-trach-nhiem", noi_dung="x")
        new = self.program.new(node, item.part, said.all[0].parent, OWN_WORK)
        new.said, new.texts["noi_dung"] = words, [words]
        self.kit.kept.names(new)
        said.all.insert(0, new)

    def _one_by_one(self, item: NodeDraft) -> None:
        """Orders to several bodies in one point become a point each."""
        said = points_of(item)
        if said is None or said.kind != "diem":
            return
        for point in [p for p in said.all if p.dropped is None and p.digest]:
            plain = plain_of(joined(point.texts["noi_dung"]))
            span, name = with_name(plain, self.kit.own.of_text)
            if name:
                made = [(span.start, span.end, RuleWords((name,)))]
                point.texts["noi_dung"] = [joined(put(point.texts["noi_dung"], made)[0])]
                plain = plain_of(joined(point.texts["noi_dung"]))
            cut = _NEXT_ORDER.search(plain.low) if TELLS.match(plain.low) else None
            if cut is not None and self._is_told(plain.low):
                self._cut(said, point, plain.span(cut.start(), cut.end()))
                continue
            chair = (
                one for one in _NEXT_CLAUSE.finditer(plain.low)
                if "chủ tịch" in plain.low and self._bears(plain.low[one.end() :])
            )  # fmt: skip
            if (cut := next(chair, None)) is not None:
                self._cut(said, point, plain.span(cut.start(), cut.end()))
                continue
            names = [n for a in self.kit.own.workers for n in called(a, self.kit.unit.word)]
            told: NodeDraft | None = point if self._is_told(plain.low) else None
            while told is not None:
                plain = plain_of(joined(told.texts["noi_dung"]))
                at = next_told(plain, names)
                told = self._cut(said, told, at) if at is not None else None

    def _cut(self, said: Points, point: NodeDraft, at: LetterSpan) -> NodeDraft:
        """Make a point of its own of what stands behind a place of one; that point."""
        whole = point.texts["noi_dung"]
        new = self.program.new(
            Diem(id=f"{point.id}-tiep", noi_dung="x"), point.part, point.parent, SHARED
        )
        new.texts["noi_dung"] = with_capital(without_first(whole, at.end))
        order = joined(new.texts["noi_dung"])
        if (event := in_what(joined(whole)[: at.start], order)) is not None:
            place, words = event
            made = [(place, place, RuleWords((f" {words}",)))]
            new.texts["noi_dung"] = put(new.texts["noi_dung"], made)[0]
        point.texts["noi_dung"] = [*up_to(whole, at.start), "."]
        point.touch(SHARED)
        said.all.insert(said.all.index(point) + 1, new)
        return new

    def _bears(self, low: str) -> bool:
        """Whether words begin with what the Chairman answers for: no room is told that."""
        own = plain_of(f"chủ tịch UBND {self.kit.unit.word} ").low
        alone = low.startswith(own) and re.match(_BEARS, low[len(own) :]) is not None
        return (alone or self._speaks_of_chair(low)) and "chịu trách nhiệm" in low

    def _is_told(self, low: str) -> bool:
        """Whether a text begins with an order to one of the unit's own bodies."""
        tells = TELLS.match(low)
        names = [plain_of(n).low for a in self.kit.own.workers for n in (a.ten, a.ten_ngan)]
        return tells is not None and any(low.startswith(f"{n} ", tells.end()) for n in names)

    # ------------------------------------------------------------------ items

    def _titled(self, item: NodeDraft, leads: Sequence[Agency]) -> None:
        """The item of whoever leads, of those told it together, or of all bodies."""
        asked = [mark for mark in item.marks if not on_all_points(item, mark)]
        if len(leads) == 1:
            self._say(item, LED.format(leads[0].ten), [leads[0].id])
        elif leads:
            self._say(item, ", ".join(body.ten for body in leads), [body.id for body in leads])
        else:
            self._say(item, ALL, [SELF])
            self._ask_lead(item)
        item.assigned = item.merge = points_of(item) is not None and not asked

    def _ask_lead(self, item: NodeDraft) -> None:
        """Ask who has the field of the body that leads above, where that is not sure.

        Nobody is asked to choose among rooms that the unit has not.
        """
        if not self.kit.own.rooms:
            return
        above = self._counterpart()
        self.kit.ask.mark(item, Q_LEAD.replace("{so}", above) if above else Q_NO_LEAD)

    def _counterpart(self) -> str | None:
        """The body that leads above, "" for nobody; None where no room is its counterpart.

        The police and the army have their own at each level, and a steering committee is no office
        whose field a room could have.
        """
        above = self.kit.lead.above
        named = next((body for g in groups(plain_of(above)) for body in g.bodies), None)
        armed = named is not None and self.kit.own.force_of(named) is not None
        return None if armed or _STEERS.match(plain_of(above).low) else above

    def _to(self, item: NodeDraft, key: str) -> None:
        """The whole item for one body."""
        bodies = self._bodies(key)
        title = ", ".join(body.ten for body in bodies) or _WITHOUT_BODY[key]
        self._say(item, title, [body.id for body in bodies] or [SELF])
        for point in leaves(item) if key == _CHAIR else ():
            self._without_himself(point)
        item.touch(SHARED)
        item.assigned = item.merge = True

    def _item(self, item: NodeDraft, holder: NodeDraft, key: str) -> tuple[NodeDraft, NodeDraft]:
        """A new item beside one, for a body or for the Chairman; and where its points stand."""
        bodies = self._bodies(key)
        mine = [body.id for body in bodies] or ["chu-tich" if key == _CHAIR else "chung"]
        name = "-".join([item.id, *mine])
        title = ", ".join(body.ten for body in bodies) or _WITHOUT_BODY[key]
        return self._beside(item, holder, name, title, [body.id for body in bodies] or [SELF])

    def _bodies(self, key: str) -> list[Agency]:
        """The unit's bodies of the key of a share; none for the Chairman."""
        found = map(self.kit.own.by_role.get, key.split(_TOGETHER))
        return [body for body in found if body is not None]

    def _beside(
        self, item: NodeDraft, holder: NodeDraft, name: str, title: str, ids: list[str]
    ) -> tuple[NodeDraft, NodeDraft]:
        """A new item beside one; and where its points stand."""
        style: Any = holder.above.kieu_diem if holder.kind == "khoan" else "chu"
        node: Muc | Khoan
        if item.kind == "muc":
            node = Muc(id=name, tieu_de=title, kieu=item.above.kieu)
        else:
            node = Khoan(id=name, tieu_de=title, kieu_diem=style)
        new = self.program.new(node, item.part, item.parent, SHARED)
        new.assigned = new.merge = bool(ids)
        if item.kind != "muc":
            new.agencies["co_quan"] = ids
            return new, new
        if holder is item:
            return new, new
        plain = Khoan(id=f"{name}-y", danh_so=False, kieu_diem=style)
        below = self.program.new(plain, item.part, new, SHARED)
        new.below["khoan"] = [below]
        return new, below

    def _say(self, item: NodeDraft, words: str, ids: list[str]) -> None:
        field = "tieu_de" if "tieu_de" in item.texts else "noi_dung"
        item.texts[field] = [self.kit.speech.words(words)]
        item.touch(OWN_WORK)
        if "co_quan" in item.agencies:
            item.agencies["co_quan"] = list(ids)


def _told_with_all(kit: Kit, who: Sequence[NamedBody], said: Points) -> bool:
    """Whether all departments are told beside the units, and what each office does by itself.

    "Giám đốc các sở; Chủ tịch UBND các xã: Quán triệt Chỉ thị này …": every room does.
    """
    every = any(b.every and not b.unit and kit.unit.kin(b) is Kin.ABOVE for b in who)
    texts = [joined(p.texts["noi_dung"]) for p in said.all if p.dropped is None]
    return every and all(_OF_EACH.match(plain_of(text).low) for text in texts)


def _in_person(said: Points) -> bool:
    """Whether a point of an item is the Chairman's to do himself, and not only to answer for."""
    texts = (joined(p.texts["noi_dung"]) for p in said.all if p.dropped is None)
    found = (_IN_PERSON.match(plain_of(text).low) for text in texts)
    return any(one is not None and "chịu trách nhiệm" not in one[0] for one in found)

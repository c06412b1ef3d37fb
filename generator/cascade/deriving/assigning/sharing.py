"""The unit's own work shared out among its bodies, point by point.

What the Chairman answers for stays his; a point of one field goes to the body of that field;
the rest stays with the body that leads the plan, or with all, and then a person is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.cascade.deriving.rulebook.draft import on_all_points, points_of
from generator.cascade.deriving.rulebook.questions import Q_LEAD, Q_NO_LEAD
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import OWN_WORK, SHARED
from generator.cascade.deriving.rulebook.text_under_way import (
    RuleWords,
    put_before,
    up_to,
    with_capital,
    without_first,
)
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined, put
from generator.grammar.competence import committee_decides
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.topics import topics
from generator.plan.model import Diem, Khoan, Muc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft, Points
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency

LED = "{0} chủ trì, phối hợp với các {{phong}} liên quan thuộc UBND {{cap}}"
ALL = "Các {phong} thuộc UBND {cap}"
CHAIR = "Chủ tịch UBND {cap}"
_DEPUTIES = "Chủ tịch, các Phó Chủ tịch UBND {cap}"
_CHAIR = "chair"
_DEPUTY = re.compile(r"[\W\d]*(?:(?:các )?đồng chí )?(?:các )?phó chủ tịch(?!\w)")
_IN_PERSON = re.compile(
    r"[\W\d]*(?:trực tiếp|đích thân|(?:tổ chức )?đối thoại|tiếp công dân|chịu trách nhiệm"
    r"|nêu gương)"
    r"(?!\w)"
)
_OFFICIALS = re.compile(
    r"[\W\d]*(?:(?:kịp thời|kiên quyết|nghiêm túc|xem xét|chủ động),? )*(?:kiểm điểm|thay thế|thay"
    r"|điều chuyển|luân chuyển|bố trí lại|kỷ luật|đình chỉ(?: công tác)?|phê bình|khen thưởng"
    r"|biểu dương|xử lý(?: nghiêm)?(?: kỷ luật| trách nhiệm)?)(?!\w)[^.;:]{0,60}?"
    r"(?:cán bộ|công chức|viên chức|người đứng đầu|(?:tập thể|cá nhân)(?! vi phạm| kinh doanh)"
    r"|trách nhiệm)(?!\w)"
)
"""Officials are disciplined, replaced and commended by the Chairman (Law on Local Government
Organisation; Law on Officials; Law on Emulation and Commendation): where he is named the point
is his, else a room advises, and never decides."""
_EACH_ONE = re.compile(
    r"[\W\d]*mỗi (?:đơn vị|cơ quan|địa phương|nơi)(?:(?:,| và) (?:đơn vị|cơ quan|địa phương))* "
    r"(?=(?:phải |cần )?(?:cử|lập|bố trí|phân công|thành lập|gửi|báo cáo|đăng ký)(?!\w))"
)
"""What each that is addressed does as a whole: the unit does it, not one of its rooms."""
_CLAUSE = re.compile(r"[;.] (?=\w)|, (?=(?:ban hành|ra) (?:các )?quyết định(?!\w))")
_DATED = re.compile(
    r"[\W\d]*(?:định kỳ|hằng|hàng|trước|chậm nhất|trong|sau khi|kết thúc)(?!\w)[^;:]{0,60}?, ?"
    r"(?=(?:gửi |lập )?báo cáo(?!\w)|tổng hợp|gửi )"
)
"""What stands before a report: "Trước ngày 25 hằng tháng, báo cáo …"."""
_TIMED = re.compile(
    r"(?:định kỳ|hằng|hàng|trước|chậm nhất|muộn nhất|vào|mỗi|đến|đúng|cuối)(?!\w)[^;:]{0,80}?"
    r" (?:(?:gửi |lập )?báo cáo|gửi|tổng hợp|nộp)(?!\w)"
)
"""The same without a comma: "Hằng tuần (thứ Năm) báo cáo số liệu …"."""
_REPORTS = re.compile(
    r"(?:^[\W\d]*|[;,.] )(?P<verb>(?:tổng hợp,? |gửi |lập |định kỳ )?báo cáo(?!\w))"
)
_SUBMITS = re.compile(
    r"(?:^[\W\d]*|[;,.] )(?P<verb>trình)"
    r"(?= (?:chủ tịch )?(?:ủy ban nhân dân|hội đồng nhân dân)(?!\w))"
)
_FOUNDS = re.compile(
    r"[\W\d]*(?P<verb>thành lập|kiện toàn|ban hành|phê duyệt|quyết định|giao chỉ tiêu|chỉ đạo"
    r"|ký(?! cam kết))(?!\w)"
)
"""What a department's head does, on the advice of its rooms: submits to the committee, founds."""
_OWN_POWERS = re.compile(
    r"[\W\d]*(?:xử phạt|xử lý(?! (?:cán bộ|công chức|nghiêm người đứng))|đình chỉ)"
)
"""What police and military do by their own power (Law on Handling Administrative Violations)."""
_MORE = re.compile(
    r"(?<!\w)(?:(?:xây dựng|ban hành|lập) kế hoạch|huy động (?!kinh phí|nguồn|vốn)|phân công)(?!\w)"
)
"""What is done beside finding the money: the work is the lead's, not the purse-keeper's."""
_NEXT_ORDER = re.compile(r"; (?=(?:chỉ đạo|yêu cầu|giao|phân công) )")
_LATER = re.compile(
    r"[^,]{0,60}?(?:, | thì |^|(?<=\w) )(?P<verb>báo cáo)(?: ngay| kịp thời)? (?=[^\W\d])"
)
"""A report in a later clause: "…; việc nào vượt thẩm quyền thì báo cáo UBND tỉnh"."""
_COUNCIL = re.compile(r"(?<!\w)trình (?:hội đồng nhân dân|hđnd)(?!\w)")
_REPORTS_UP = re.compile(
    r"(?:gửi )?báo cáo(?!\w)[^;]* (?:về|gửi|đến|tới) (?:sở|bộ|công an tỉnh"
    r"|(?:ubnd|ủy ban nhân dân) tỉnh)(?!\w)"
)
_TELLS = re.compile(r"[\W\d]*(?:chỉ đạo|giao|yêu cầu|phân công|huy động)(?: lực lượng)? ")
_ACTS = re.compile(
    r"(?!và |(?:làm|là) (?!(?:bộ phận |cơ quan |đơn vị )?(?:đầu mối|thường trực|chủ trì)(?!\w)"
    r"(?![^.;]* phối hợp(?! với)))"
    r"|phối hợp$|các |[^\w]"
    r"|chủ trì(?:,? (?!phối hợp với)(?:các )?"
    r"(?:phòng|công an|ban|văn phòng|trung tâm|hội|đoàn)|[.;]))"
)
"""What follows the body that is told: not another body, not a comma."""
_ADVISES_ABOVE = re.compile(
    r"(?<!\w)(?P<verb>tham mưu)(?:,? (?:trình|cho|giúp|và trình|đề xuất))*"
    r" (?P<whom>(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố))(?!\w)"
)
_THROUGH = re.compile(r"báo cáo(?!\w)[^;.]*\((?:thông )?qua (?:sở|công an|văn phòng|ban|bộ)(?!\w)")
"""A report that goes up by way of a body above, whoever is to have it."""
_UPWARD = ("báo cáo", "gửi", "trình", "tổng hợp", "định kỳ")


class Sharing:
    """Shares out the items of the unit."""

    def __init__(self, kit: Kit, program: Program) -> None:
        self.kit, self.program = kit, program

    def share(self, item: NodeDraft, who: Sequence[NamedBody]) -> None:
        """Give an item of the unit to its bodies."""
        lead = self._lead(who)
        self._one_by_one(item)
        said = points_of(item)
        siblings = self._siblings(item)
        if said is None or siblings is None:
            self._titled(item, lead)
            for point in _leaves(item):
                self._advise(point)
            return
        heads = [b for b in who if self.kit.unit.kin(b) in (Kin.SELF, Kin.SOME)]
        chair = bool(heads) and all(body.head for body in heads)
        shares = self._shares(said, lead, chair=chair)
        rest = shares.pop("", [])
        if shares and not rest and len(shares) == 1:
            self._to(item, next(iter(shares)))
            return
        self._titled(item, lead)
        at = siblings.index(item) + 1
        for key, points in shares.items():
            new, below = self._item(item, said.holder, key)
            if any(_DEPUTY.match(plain_of(joined(p.texts["noi_dung"])).low) for p in points):
                new.texts["tieu_de"] = [self.kit.speech.words(_DEPUTIES)]
            if lead is None and key != _CHAIR:
                self._ask_lead(new)  # one field, one body: where that is asked, so is this
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

    def set_apart(self, item: NodeDraft) -> None:
        """What an item of others' work tells a body of the unit becomes an item of that body."""
        said, siblings = points_of(item), self._siblings(item)
        if said is None or siblings is None:
            return
        roles = {a.id: role for role, a in self.kit.own.by_role.items()}
        for point in [p for p in said.all if p.dropped is None and "noi_dung" in p.texts]:
            words = point.texts["noi_dung"]
            plain = plain_of(joined(words))
            tells, body = _TELLS.match(plain.low), self._told(point, plain.text)
            if tells is None or body is None:
                continue
            at = plain.span(tells.end(), len(plain.low)).start
            point.texts["noi_dung"] = with_capital(without_first(words, at))
            new, below = self._item(item, said.holder, roles[body.id])
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

    def _lead(self, who: Iterable[NamedBody]) -> Agency | None:
        """The body that leads: of the departments named beside the unit, else of the plan."""
        kit = self.kit
        beside = [b for b in who if kit.unit.kin(b) is Kin.ABOVE and not b.every]
        found = {a.id: a for b in beside if (a := kit.own.of_body(b.text)) is not None}
        if len(found) == 1:
            return next(iter(found.values()))
        return None if found else kit.lead.own

    def _shares(
        self, said: Points, lead: Agency | None, *, chair: bool
    ) -> dict[str, list[NodeDraft]]:
        """Points by role of the body, "" for whoever leads; the Chairman's first.

        `chair`: whether the item names the Chairman: what he does in person is his.
        """
        shares: dict[str, list[NodeDraft]] = {}
        roles = {a.id: role for role, a in self.kit.own.by_role.items()}
        for point in said.all:
            if point.dropped is not None:
                continue
            text = joined(point.texts["noi_dung"])
            low = plain_of(text).low
            person = chair and (_IN_PERSON.match(low) or _OFFICIALS.match(low)) is not None
            if person or self._speaks_of_chair(low):
                key = _CHAIR
            else:
                told = self._told(point, text)
                body = told or self._body(text)
                key = "" if body is None or body == lead else roles[body.id]
                if not (told is not None and told.loai == "vu-trang" and self._by_itself(point)):
                    self._advise(point)
            shares.setdefault(key, []).append(point)
        return shares

    def _speaks_of_chair(self, low: str) -> bool:
        """Whether a point begins with the Chairman, or with one who stands for him."""
        begun = re.match(r"[\W\d]*(?:(?:các )?đồng chí )?(?:các )?(?:phó )?", low)
        own = plain_of(f"chủ tịch UBND {self.kit.unit.word}").low
        return begun is not None and low.startswith(own, begun.end())

    def _by_itself(self, point: NodeDraft) -> bool:
        """Whether a point is what armed forces do by their own power, not the committee's."""
        return _OWN_POWERS.match(plain_of(joined(point.texts["noi_dung"])).low) is not None

    def _one_by_one(self, item: NodeDraft) -> None:
        """Orders to several bodies in one point become a point each."""
        said = points_of(item)
        if said is None or said.kind != "diem":
            return
        for point in [p for p in said.all if p.dropped is None and p.digest]:
            text = joined(point.texts["noi_dung"])
            plain = plain_of(text)
            cut = _NEXT_ORDER.search(plain.low) if _TELLS.match(plain.low) else None
            if cut is None or not self._is_told(plain.low):
                continue
            at = plain.span(cut.start(), cut.end())
            whole = point.texts["noi_dung"]
            new = self.program.new(
                Diem(id=f"{point.id}-tiep", noi_dung="x"), point.part, point.parent, SHARED
            )
            new.texts["noi_dung"] = with_capital(without_first(whole, at.end))
            point.texts["noi_dung"] = [*up_to(whole, at.start), "."]
            point.touch(SHARED)
            said.all.insert(said.all.index(point) + 1, new)

    def _is_told(self, low: str) -> bool:
        """Whether a text begins with an order to one of the unit's own bodies."""
        tells = _TELLS.match(low)
        names = [plain_of(n).low for a in self.kit.own.workers for n in (a.ten, a.ten_ngan)]
        return tells is not None and any(low.startswith(f"{n} ", tells.end()) for n in names)

    def _body(self, text: str) -> Agency | None:
        said = key_of(text)
        named = [a for a in self.kit.own.workers if said.startswith(key_of(a.ten))]
        if named:
            return named[0]
        whole = topics(text) == {"tai-chinh"} and _MORE.search(plain_of(text).low) is not None
        return None if whole else self.kit.own.of_clauses(text)

    def _told(self, point: NodeDraft, text: str) -> Agency | None:
        """The unit's body that a point tells to act: it gets the point, and does it."""
        plain = plain_of(text)
        found = _TELLS.match(plain.low)
        if found is None:
            return None
        for body in self.kit.own.workers:
            for name in (body.ten, body.ten_trong_cau, body.ten_ngan):
                low = plain_of(name).low
                if not plain.low.startswith(f"{low} ", found.end()):
                    continue
                end = found.end() + len(low) + 1
                if _ACTS.match(plain.low, end) is None:
                    return None  # it is told with others: the committee's to do
                at = plain.span(end, len(plain.low)).start
                point.texts["noi_dung"] = with_capital(
                    without_first(point.texts["noi_dung"], at)
                )  # fmt: skip
                point.touch(SHARED)
                return body
        return None

    def _advise(self, point: NodeDraft) -> None:
        """A body reports upward, and decides, for the committee, never by itself."""
        kit = self.kit
        if "noi_dung" not in point.texts:
            return
        text = joined(point.texts["noi_dung"])
        low = plain_of(text).low.lstrip(" -+*")
        upward = _REPORTS_UP.match(low) is not None or any(
            d.role == "report" and kit.unit.kins(d.whom) & {Kin.ABOVE}
            for d in duties(text, kit.day)
        )
        upward = upward or _THROUGH.search(low) is not None
        own = plain_of(f"UBND {kit.unit.word} ").low
        if low.startswith("tham mưu"):
            return
        if (each := _EACH_ONE.match(plain_of(text).low)) is not None:
            at = plain_of(text).span(0, each.end()).end
            point.texts["noi_dung"] = without_first(point.texts["noi_dung"], at)
        if each is not None or _OFFICIALS.match(low):
            words = kit.speech.words("Tham mưu UBND {cap} ")
            point.texts["noi_dung"] = put_before(point.texts["noi_dung"], words)
            point.touch(SHARED)
            return
        if upward and (dated := _DATED.match(plain_of(text).low)) is not None:
            at = plain_of(text).span(0, dated.end()).end
            verb = RuleWords((*kit.speech.words("tham mưu UBND {cap} ").pieces, text[at].lower()))
            point.texts["noi_dung"] = put(point.texts["noi_dung"], [(at, at + 1, verb)])[0]
            point.touch(SHARED)
            return
        if upward and _TIMED.match(low):
            words = kit.speech.words("Tham mưu UBND {cap} ")
        elif upward and low.startswith(own):
            words = kit.speech.words("Tham mưu ")
        elif (
            (upward and low.startswith(_UPWARD)) or committee_decides(text) or _COUNCIL.search(low)
        ):
            words = kit.speech.words("Tham mưu UBND {cap} ")
        else:
            self._advise_later(point)
            return
        point.texts["noi_dung"] = put_before(point.texts["noi_dung"], words)
        point.touch(SHARED)
        self._advise_later(point)

    def report_by_head(self, item: NodeDraft) -> None:
        """The rooms of a department report outside through its head, never by themselves."""
        for point in _leaves(item):
            if "noi_dung" not in point.texts:
                continue
            self._advise_through_head(point)
            text = joined(point.texts["noi_dung"])
            outside = any(
                d.role == "report" and self.kit.unit.kins(d.whom) & {Kin.ABOVE, Kin.OTHER}
                for d in duties(text, self.kit.day)
            )
            plain = plain_of(text)
            found = _REPORTS.search(plain.low) if outside else None
            found = found or _SUBMITS.search(plain.low) or _FOUNDS.match(plain.low)
            if found is None or "tham mưu" in plain.low[: found.start("verb")]:
                continue
            at = plain.span(found.start("verb"), found.end()).start
            says = (
                "Tham mưu Lãnh đạo {ten_ngan} "
                if text[at].isupper()
                else ("tham mưu Lãnh đạo {ten_ngan} ")
            )
            words = (*self.kit.speech.words(says).pieces, text[at].lower())
            new, done = put(point.texts["noi_dung"], [(at, at + 1, RuleWords(words))])
            if done:
                point.texts["noi_dung"] = new
                point.touch(SHARED)

    def _advise_through_head(self, point: NodeDraft) -> None:
        """Rooms of a department advise its head, who submits to the committee above."""
        plain = plain_of(joined(point.texts["noi_dung"]))
        made = []
        for found in _ADVISES_ABOVE.finditer(plain.low):
            verb, whom = plain.span(*found.span("verb")), plain.span(*found.span("whom"))
            words = self.kit.speech.words(" Lãnh đạo {ten_ngan} trình ")
            made.append((verb.end, whom.start, words))
        new, done = put(point.texts["noi_dung"], made)
        if done:
            point.texts["noi_dung"] = new
            point.touch(SHARED)

    def _advise_later(self, point: NodeDraft) -> None:
        """Where a later clause is the committee's to decide, the room advises there."""
        text = joined(point.texts["noi_dung"])
        made = []
        for found in _CLAUSE.finditer(text):
            clause = _CLAUSE.split(text[found.end() :])[0]
            begins = found[0].startswith(".")
            if not committee_decides(clause):
                up = None if begins else self._reports_later(clause)
                if up is not None and not _advises(text[: found.start()]):
                    at = found.end() + up
                    words = self.kit.speech.words("tham mưu UBND {cap} ").pieces
                    made.append((at, at + 1, RuleWords((*words, text[at]))))
                continue
            if not begins and _advises(text[: found.start()]):
                continue  # "Tham mưu UBND xã ban hành …; bố trí …": the advice goes on
            verb = "Tham mưu UBND {cap} " if begins else "tham mưu UBND {cap} "
            words = self.kit.speech.words(verb).pieces
            made.append(
                (found.end(), found.end() + 1, RuleWords((*words, text[found.end()].lower())))
            )
        new, done = put(point.texts["noi_dung"], made)
        if done:
            point.texts["noi_dung"] = new
            point.touch(SHARED)

    def _reports_later(self, clause: str) -> int | None:
        """Where a later clause begins to report to a superior; None where it does not."""
        found = _LATER.match(clause.lower())
        if found is None or "tham mưu" in clause.lower():
            return None
        told = [d.whom for d in duties(clause, self.kit.day) if d.role == "report" and not d.who]
        upward = any(self.kit.unit.kins(whom) & {Kin.ABOVE} for whom in told)
        return found.start("verb") if upward else None

    # ------------------------------------------------------------------ items

    def _titled(self, item: NodeDraft, lead: Agency | None) -> None:
        """The item of whoever leads, or of all bodies together."""
        asked = [mark for mark in item.marks if not on_all_points(item, mark)]
        if lead is not None:
            self._say(item, LED.format(lead.ten), [lead.id])
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
        above = self.kit.lead.above
        self.kit.ask.mark(item, Q_LEAD.replace("{so}", above) if above else Q_NO_LEAD)

    def _to(self, item: NodeDraft, key: str) -> None:
        """The whole item for one body."""
        body = self.kit.own.by_role.get(key)
        title = body.ten if body is not None else CHAIR
        self._say(item, title, [body.id] if body is not None else [SELF])
        item.touch(SHARED)
        item.assigned = item.merge = True

    def _item(self, item: NodeDraft, holder: NodeDraft, key: str) -> tuple[NodeDraft, NodeDraft]:
        """A new item beside one, for a body or for the Chairman; and where its points stand."""
        body = self.kit.own.by_role.get(key)
        name = f"{item.id}-{body.id if body is not None else 'chu-tich'}"
        title = body.ten if body is not None else CHAIR
        style: Any = holder.above.kieu_diem if holder.kind == "khoan" else "chu"
        node: Muc | Khoan
        if item.kind == "muc":
            node = Muc(id=name, tieu_de=title, kieu=item.above.kieu)
        else:
            node = Khoan(id=name, tieu_de=title, kieu_diem=style)
        new = self.program.new(node, item.part, item.parent, SHARED)
        new.assigned = new.merge = True
        if item.kind != "muc":
            new.agencies["co_quan"] = [body.id if body is not None else SELF]
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


def _advises(before: str) -> bool:
    """Whether the sentence under way is one of advice to the committee."""
    return plain_of(before).low.rsplit(". ", 1)[-1].lstrip(" -+*").startswith("tham mưu")


def _leaves(item: NodeDraft) -> Iterator[NodeDraft]:
    for child in item.children():
        if child.dropped is None and not child.children():
            yield child
        elif child.dropped is None:
            yield from _leaves(child)

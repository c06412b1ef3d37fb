"""What becomes of each node of the plan above, by what it says: the part no clerk has to write.

For every node, before a word is changed: who acts (said in the sentence, or by the heading it
stands under), which duty, whose competence, which places and figures. From that the node is
taken as the unit's own, shared out, turned into help or a request, left out with a reason,
or put before a person. The rules of quy-tac.toml come first and are never overruled.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.addressee import RANKS, Kin
from generator.cascade.entities import Change, changes, joined, put
from generator.cascade.rules import (
    ASKED, ELSEWHERE, FIGURES, HELPED, NAMED, OTHERS, OWN_WORK, QUESTION, SUPERIOR,
)  # fmt: skip
from generator.cascade.words import Written
from generator.grammar.competence import competence
from generator.grammar.duties import duties
from generator.grammar.figures import figures
from generator.grammar.letters import Span, key_of, plain_of
from generator.grammar.named_bodies import NamedBody, bodies, groups
from generator.grammar.named_units import named_units
from generator.grammar.orders import heading, is_label_line, labels_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.cascade.addressee import Addressee
    from generator.cascade.apply import Speech
    from generator.cascade.draft import Draft
    from generator.grammar.duties import Duty

TWO_LEVELS = date(2025, 7, 1)

Q_TARGET = "Chỉ tiêu bằng số của {cap_tren.cap}: xác định chỉ tiêu của {cap}"
Q_MONEY = "Số tiền do {cap_tren.cap} nêu: xác định mức của {cap}"
Q_SOME = "Chỉ giao nơi “{dien}”: {don_vi} có thuộc diện này không"
Q_LEVEL = "Có phần thuộc thẩm quyền cấp trên: xem {cap} làm phần nào"
Q_PLACE = "Có nêu đơn vị hành chính khác: xem có liên quan đến {don_vi} không"
Q_DISTRICT = "Nêu cấp huyện, từ 01/7/2025 không còn: xem nay là việc của ai"
Q_ABOVE = "Còn chữ chỉ cấp trên (“{chu}”): xem có đúng với {cap} không"
Q_ISSUE = "Kế hoạch phải ban hành, gửi lên trên chính là kế hoạch này: xem lại câu và thời hạn"
Q_TABLE = "Bảng của {cap_tren.cap}: lập bảng của {cap} hoặc bỏ"

_AIMS = re.compile(r"(?:^|[ ,])(?:mục tiêu|chỉ tiêu|phấn đấu)(?!\w)")
_PURSE = re.compile(r"(?:^|[ ,])(?:kinh phí|nguồn lực|nguồn vốn|ngân sách|tài chính)(?!\w)")
_EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng|mọi|các) (?:xã|phường|đặc khu|thị trấn|địa phương|đơn vị|huyện|tỉnh"
    r"|thôn|bản|tổ dân phố)(?!\w)"
)
_OF_ABOVE = re.compile(r"(?:nghị quyết|chỉ thị|kế hoạch|chương trình|quyết định|văn bản|chỉ số|chỉ đạo|quy định"
    r"|hướng dẫn|cổng [^,.;]{0,40}|hệ thống[^,.;]{0,60}|cơ sở dữ liệu[^,.;]{0,40}|nền tảng[^,.;]{0,40}|yêu cầu|đề án"
    r"|trang [^,.;]{0,40}|quy hoạch|chính sách|nhiệm vụ|kho dữ liệu[^,.;]{0,30}|trung tâm[^,.;]{0,40}|ngân sách|bộ chỉ số[^,.;]{0,40}"
    r"|kết luận|danh mục|chủ trương|cơ quan[^,.;]{0,30}|lãnh đạo|quỹ[^,.;]{0,40}) $")  # fmt: skip
_PLAN_ITSELF = re.compile(
    r"(?:ban hành|phê duyệt|xây dựng)(?: và ban hành)? (?:kế hoạch|văn bản triển khai)(?!\w)[^.;]{0,90}"
    r"(?:gửi|báo cáo|trình)"
)
_ADJUNCT = re.compile(
    r"[\s:,]*(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm(?= (?:tổ chức|chỉ đạo|thực hiện)))?[\s:,]*"
)
_SENTENCE = 60
"""Letters from which on a title may be a sentence."""
_SPREAD = re.compile(
    r"^[\W\d]*(?:chương trình|kế hoạch|nghị quyết|chỉ thị|kết luận|đề án) này (?:được )?phổ biến đến"
)
_INSIDE = re.compile(r"(?:(?::|[,;]) ?(?:giao|yêu cầu) |: )$|(?:^|[ ,;:])(?:giao|yêu cầu) $")
_BEHIND = re.compile(
    r"(?:[^,;:]{8,} do |^[\W\d]*(?:các|toàn bộ các|những) (?:chi nhánh|đội|trạm|lực lượng|đơn vị thuộc"
    r"|cán bộ|công chức) (?:thuộc |của )?)$"
)
_NO_ACTOR = re.compile(r" (?:ban hành|phê duyệt|quyết định|cấp|công bố|quy định)(?! (?:biểu|văn|kế|hướng|danh))|[).]")
_EACH_OF_US = re.compile(r"^[\W\d]*(?:mỗi|từng) (?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|địa phương)(?!\w)")
_WITH = re.compile(r"(?:phối hợp(?: chặt chẽ)?(?: với)?|cùng với|cùng) (?:[^.;:]{0,80}, )?$")
_NUMBERED = re.compile(
    r"(?:nghị quyết|kế hoạch|chỉ thị|kết luận|chương trình|đề án|quyết định|thông báo|công điện"
    r"|quốc lộ|tỉnh lộ|đường|số|luật) $"
)
_THROUGH = re.compile(r" ?\((?:qua|thông qua)[^()]*\)")
_ENDS = re.compile(r"[\s.;,:/*]*$")


class Held(NamedTuple):
    """What the headings above a node say."""

    kins: frozenset[Kin] = frozenset()
    who: tuple[NamedBody, ...] = ()
    asked: bool = False
    aims: bool = False
    purse: bool = False

    @property
    def others(self) -> bool:
        """Whether what stands below is the work of others."""
        return bool(self.kins) and not self.kins & _MINE and not self.asking

    @property
    def asking(self) -> bool:
        return bool(self.kins) and not self.kins & _MINE and self.kins <= _ASKABLE

    @property
    def own(self) -> bool:
        return bool(self.kins & _MINE)


_MINE = frozenset([Kin.SELF, Kin.SOME, Kin.OWN, Kin.BELOW, Kin.EVERYBODY])
_ASKABLE = frozenset([Kin.FRONT, Kin.PARTY, Kin.OUTSIDE])


class Understanding:
    """Reads the nodes of a plan for one unit and settles what no rule has settled."""

    def __init__(
        self, unit: Addressee, speech: Speech, day: date | None, names: Mapping[str, str]
    ) -> None:
        self.unit, self.speech, self.day = unit, speech, day
        self.names = names
        """Id → name of every agency that the plan gives work to."""

    def read(self, parts: Mapping[str, list[Draft]]) -> None:
        """Settle every node."""
        for draft in parts["muc"]:
            self._below(draft, Held())
        for draft in parts["ket_thuc"]:
            self._leaf(draft, Held())
        for draft in parts["phu_luc"]:
            self._appendix(draft)

    # ------------------------------------------------------------------ the outline

    def _below(self, draft: Draft, held: Held) -> None:
        if draft.dropped is not None or draft.kept:
            return
        children = draft.children()
        if not children:
            self._leaf(draft, held)
            return
        inner = self._entered(draft, held)
        labelled = self._labelled(children)
        for child in children:
            self._below(child, labelled or inner)
        if labelled is None and inner.who == held.who and self._is_sentence(draft):
            self._leaf(draft, held)
            draft.speaks = draft.dropped is None
            return
        self._title(draft, inner, held)

    def _labelled(self, children: Sequence[Draft]) -> Held | None:
        """What lines such as "Đơn vị chủ trì: …" among the nodes say of all of them."""
        for child in children:
            if child.kind == "diem" and is_label_line(child.said):
                leads = labels_in(child.said, self.day, None).leads
                if leads:
                    return Held(frozenset(self.unit.kins(leads)), leads)
        return None

    def _is_sentence(self, draft: Draft) -> bool:
        """Whether a node with nodes below it orders something itself."""
        text = draft.said.split("\n")[0]
        if len(text) < _SENTENCE or text.rstrip(" *").endswith(":"):
            return False
        return any(d.said and d.act.end - d.act.start > _SENTENCE // 2 for d in duties(text, self.day))

    def _entered(self, draft: Draft, held: Held) -> Held:
        """What holds below a node with nodes below it."""
        if draft.assigned:  # a rule has given it to a body of the unit
            return held._replace(kins=frozenset([Kin.OWN]), who=())
        text = draft.said.split("\n")[0]
        low = plain_of(text).low
        who, asked = heading(text)
        if not who:
            who = self._begins(text)
        if not who and low.rstrip(" *").endswith(":"):
            found = next((d for d in duties(text, self.day) if d.who), None)
            if found is not None:
                who, asked = found.who, found.role == "asked"
        if not who and draft.given and draft.kind == "khoan":
            named = [b for id_ in draft.given for b in bodies(self.names.get(id_, ""))[:1]]
            who = tuple(named)
        if who:
            kins = frozenset(self.unit.kins(who))
            return held._replace(kins=kins, who=who, asked=asked)
        aims = held.aims or bool(_AIMS.search(low))
        return held._replace(aims=aims, purse=held.purse or bool(_PURSE.search(low)))

    def _begins(self, text: str) -> tuple[NamedBody, ...]:
        """The bodies of a title that has more than their names: "Công an tỉnh (thường trực)"."""
        plain = plain_of(text)
        found = groups(plain)
        if len(text) > _SENTENCE * 2 or not found or found[0].start > 0:
            return ()
        rest = re.sub(r"\([^()]*\)", "", plain.low[found[0].end :]).strip(" :;,.*")
        if len(rest.split()) <= 4 or plain.low[found[0].end : found[0].end + 1] in ":;,":
            return tuple(body for group in found for body in group.bodies)
        return ()

    def _title(self, draft: Draft, inner: Held, held: Held) -> None:
        """The title, once its nodes are settled."""
        if draft.dropped is not None or draft.touched:
            return
        field = "tieu_de" if "tieu_de" in draft.texts else "noi_dung"
        if field not in draft.texts:
            return
        if inner.who == held.who:
            self._names(draft, field)
            return
        left = [child for child in draft.children() if child.dropped is None]
        if not left:
            return
        text = joined(draft.texts[field])
        if inner.others:
            self._say(draft, field, HELPED, f"Phối hợp với {_small(text).rstrip(' :')}")
            self._given(draft, [])
            return
        if inner.asking and not plain_of(text).low.startswith("đề nghị"):
            self._names(draft, field)
            new = joined(draft.texts[field])
            draft.texts[field] = [Written(("Đề nghị ",)), *_lowered(draft.texts[field], new)]
            draft.touch(ASKED)
            return
        if Kin.SOME in inner.kins:
            self._ask_some(draft, inner.who)
        if Kin.SELF in inner.kins and self.unit.committee:
            self._say(draft, field, OWN_WORK, "Các phòng, đơn vị thuộc UBND {cap}")
            self._given(draft, None)
            plain_item = draft.kind == "khoan" and not draft.below.get("khoan") and not draft.marks
            draft.assigned = draft.merge = plain_item
            return
        self._names(draft, field)

    def _given(self, draft: Draft, ids: list[str] | None) -> None:
        """To whom an item is given: nobody ([]), or the unit itself (None)."""
        from generator.cascade.apply import SELF

        if "co_quan" in draft.agencies:
            draft.agencies["co_quan"] = [SELF] if ids is None else ids

    # ------------------------------------------------------------------ one sentence or several

    def _leaf(self, draft: Draft, held: Held) -> None:
        if draft.dropped is not None or draft.kept:
            return
        field = "noi_dung" if "noi_dung" in draft.texts else "tieu_de"
        if field not in draft.texts:
            return
        if draft.touched:  # a rule has spoken
            self._names(draft, field)
            return
        text = joined(draft.texts[field])
        if is_label_line(text) and not self.unit.kins(
            labels_in(text, self.day, None).leads
        ) & {Kin.SELF, Kin.OWN}:
            draft.drop(OTHERS)
            return
        if _SPREAD.search(plain_of(text).low):
            draft.drop(OTHERS)
            return
        found = duties(text, self.day)
        if found and self._clauses(draft, field, text, found, held):
            return
        if draft.dropped is None:
            self._general(draft, field, joined(draft.texts[field]), held)

    def _clauses(
        self, draft: Draft, field: str, text: str, found: Sequence[Duty], held: Held
    ) -> bool:
        """Settle a text by its clauses; False where it has to be read as a general one."""
        kept: list[str] = []
        settled = False
        spans: dict[int, list[Duty]] = {}
        for duty in found:
            spans.setdefault(duty.span.start, []).append(duty)
        lost, rule = 0, OTHERS
        for group in spans.values():
            said = self._clause(draft, text, self._acting(text, group), held)
            if said is None:
                lost += 1
                continue
            words, own = said
            settled |= own
            kept.append(words)
        if not kept:
            draft.drop(rule)
            return True
        whole = len(kept) == len(spans) and "".join(kept) == "".join(
            text[g[0].span.start : g[0].span.end] for g in spans.values()
        )
        if not whole:
            end = _ENDS.search(text)
            new = _sentences(kept)
            new = _ENDS.sub("", new) + (end[0] if end else "")
            draft.texts[field] = [new[:1].upper() + new[1:]]
            draft.touch(OWN_WORK if settled else HELPED if lost == 0 else OTHERS)
        if not settled and not held.own:
            return False
        self._own(draft, field, held)
        return True

    def _clause(
        self, draft: Draft, text: str, group: list[Duty], held: Held
    ) -> tuple[str, bool] | None:
        """The words of a clause for the unit, and whether it is the unit's by name; None: lost."""
        first = group[0]
        words = text[first.span.start : first.span.end]
        by_name = first.who if first.said else ()
        kins = self.unit.kins(first.who) if first.who else set(held.kins)
        if not kins:
            return words, False
        if kins & {Kin.SELF, Kin.SOME}:
            if Kin.SOME in kins and Kin.SELF not in kins:
                self._ask_some(draft, first.who or held.who)
            return self._subject(draft, text, group, kins, held), True
        if Kin.EVERYBODY in kins:
            return words, held.own
        if kins & {Kin.OWN, Kin.BELOW}:
            return words, True
        if kins <= _ASKABLE:
            if kins == {Kin.OUTSIDE}:
                if any("chủ đầu tư" in b.name for b in first.who):
                    self._mark(draft, Q_SOME.replace("{dien}", "chủ đầu tư"))
                single = by_name and not any(b.every for b in by_name)
                return None if single or held.others else (words, False)
            if by_name and first.said == "opening" and not held.asking:
                draft.touch(ASKED)
                return f"Đề nghị {_small(words)}", True
            return words, True
        return self._help(text, group, first, held)

    def _acting(self, text: str, group: list[Duty]) -> list[Duty]:
        """The duties of a clause, with whoever acts by its middle: "…: giao Sở X", "do Sở X"."""
        if group[0].who:
            return group
        start, end = group[0].span
        words = text[start:end]
        plain = plain_of(words)
        for found in groups(plain):
            before = plain.low[: found.start]
            if _INSIDE.search(before) or (_BEHIND.search(before) and found.end < len(plain.low) - 3):
                if _NO_ACTOR.match(plain.low, found.end):
                    continue
                return [duty._replace(who=found.bodies, said="") for duty in group]
        if _EACH_OF_US.match(plain.low) and self.unit.word in plain.low[:40]:
            return [duty._replace(role="lead", said="", who=(_us(self.unit),)) for duty in group]
        return group

    def _help(
        self, text: str, group: list[Duty], first: Duty, held: Held
    ) -> tuple[str, bool] | None:
        """Work of others: what is left of it where the unit is named as a partner."""
        for duty in group:
            if duty.role not in ("lead", "coordinate", "asked"):
                continue
            if not self._is_partner(text, duty):
                continue
            act = text[duty.act.start : duty.act.end].strip()
            if not act:
                continue
            if first.who:
                who = ", ".join(body.text for body in first.who)
                return f"Phối hợp với {who} {_small(act)}", True
            return act, True
        return None

    def _is_partner(self, text: str, duty: Duty) -> bool:
        """Whether the unit is named as one who helps."""
        if Kin.SELF in self.unit.kins(duty.whom):
            return True
        plain = plain_of(text[duty.span.start : duty.span.end])
        return any(
            _WITH.search(plain.low[: group.start]) and Kin.SELF in self.unit.kins(group.bodies)
            for group in groups(plain)
        )

    def _subject(self, draft: Draft, text: str, group: list[Duty], kins: set[Kin], held: Held) -> str:
        """A clause whose subject is the unit, said by the unit itself."""
        first = group[0]
        words = text[first.span.start : first.span.end]
        answers = any(d.role == "answer" for d in group)
        if not first.who or not first.said:
            if answers and self.unit.committee and not any(b.head for b in held.who):
                return f"Chủ tịch UBND {self._word()} {_small(words)}"
            if answers and self.unit.committee:
                return f"Chủ tịch UBND {self._word()} {_small(words)}"
            return words
        if not self.unit.committee:
            return words
        start, end = self._place_of(text, first)
        before, after = text[first.span.start : start], text[end : first.span.end]
        order = re.search(r"(?i)(?:^|, )(?:giao nhiệm vụ cho|giao|yêu cầu|phân công|đề nghị)\s*$", before)
        if order is not None:
            before = before[: order.start()] + (", " if order[0].startswith(",") else "")
        reports = any(
            d.role in ("report", "answer") and self.unit.kins(d.whom) & {Kin.ABOVE} for d in group
        )
        if draft.part == "ket_thuc":
            name = f"các phòng, đơn vị thuộc UBND {self._word()}"
        elif answers or any(b.head and b.kind == "ubnd" for b in first.who):
            name = f"Chủ tịch UBND {self._word()}"
        elif reports:
            name = f"UBND {self._word()}"
        elif not before.strip(" -+*•"):
            cut = _ADJUNCT.match(after)
            rest = after[cut.end() :] if cut else after
            return before + rest[:1].upper() + rest[1:]
        elif kins <= {Kin.SELF, Kin.SOME, Kin.OTHER}:
            name = f"UBND {self._word()}"
        else:
            name = f"các phòng, đơn vị thuộc UBND {self._word()}"
        if not before.strip(" -+*•"):
            name = name[:1].upper() + name[1:]
        return before + name + after

    def _place_of(self, text: str, first: Duty) -> tuple[int, int]:
        """Where the subject of a clause stands, with all that belongs to its names."""
        plain = plain_of(text)
        for group in groups(plain):
            place = plain.span(group.start, group.end)
            if group.bodies[0] == first.who[0]:
                return place.start, place.end
        return min(b.span.start for b in first.who), max(b.span.end for b in first.who)

    def _word(self) -> str:
        return self.unit.word

    # ------------------------------------------------------------------ what is kept

    def _own(self, draft: Draft, field: str, held: Held) -> None:
        """The unit's own work: names, and what a person has to look at."""
        text = joined(draft.texts[field])
        if any(figure.money for figure in figures(text)):
            self._mark(draft, Q_MONEY)
        if _PLAN_ITSELF.search(plain_of(text).low) and held.kins & {Kin.SELF, Kin.SOME}:
            self._mark(draft, Q_ISSUE)
        above = [c for c in competence(text, self.day) if self._is_above(c.level)]
        if any(c.how == "named" or (c.how == "data" and c.certain) for c in above):
            self._mark(draft, Q_LEVEL)
        self._elsewhere(draft, text)
        draft.touch(OWN_WORK)
        self._names(draft, field)

    def _general(self, draft: Draft, field: str, text: str, held: Held) -> None:
        """Aims, demands, tasks that nobody is named for."""
        low = plain_of(text).low
        above = [c for c in competence(text, self.day) if self._is_above(c.level)]
        if any(c.how in ("named", "advice") for c in above):
            draft.drop(SUPERIOR)
            return
        if above and self.unit.level > self.unit.above:
            mine = f"cấp {self.unit.word}" in low or "cấp xã" in low
            if any(c.how == "level" for c in above) and not mine:
                draft.drop(SUPERIOR)
                return
            self._mark(draft, Q_LEVEL)
        if self._figures(draft, text, low, held):
            return
        if self._elsewhere(draft, text, general=True):
            return
        self._names(draft, field)
        self._leftover(draft, field)

    def _figures(self, draft: Draft, text: str, low: str, held: Held) -> bool:
        """Whether figures of the superior make the node its own affair; else they are marked."""
        found = [
            f
            for f in figures(text)
            if not (f.unit == "%" and f.value >= 100)
            and not _NUMBERED.search(plain_of(text[: f.span.start]).low)
        ]
        if not found:
            return False
        if any(f.money for f in found):
            draft.drop(FIGURES)
            return True
        counted = any(f.unit != "%" for f in found)
        each = _EACH.search(low) is not None
        if counted and held.aims and not each:
            draft.drop(FIGURES)
            return True
        if held.aims or not each:
            self._mark(draft, Q_TARGET)
        return False

    def _elsewhere(self, draft: Draft, text: str, *, general: bool = False) -> bool:
        """Whether a text is about other places; marked where it is the unit's own all the same."""
        others = [u for u in named_units(text) if self._is_elsewhere(u.unit, u.name, u.level)]
        named = [b for b in bodies(text) if b.place and self.unit.kin(b) is Kin.OTHER]
        own = key_of(self.unit.unit) in key_of(text) if self.unit.unit else False
        if not others and not named:
            return False
        if general and not own:
            draft.drop(ELSEWHERE)
            return True
        self._mark(draft, Q_PLACE)
        return False

    def _is_elsewhere(self, unit: str, name: str, level: str | None) -> bool:
        said = key_of(f"{unit} {name}")
        if said in (key_of(self.unit.unit), key_of(self.unit.place_above)):
            return False
        rank = RANKS.get(level or "")
        return rank is not None and rank >= min(self.unit.level, 3) and rank > self.unit.above

    def _is_above(self, level: str | None) -> bool:
        return level is not None and RANKS[level] < self.unit.level

    def _leftover(self, draft: Draft, field: str) -> None:
        """Words of the superior's level where the unit's may be meant."""
        word = self.unit.place_above.split(" ")[0].lower()
        if not word or not self.unit.committee:
            return
        for piece in draft.texts[field]:
            if not isinstance(piece, str):
                continue
            low = plain_of(piece).low
            for found in re.finditer(rf"(?P<before>[^,.;]*)(?<!\w)của {word}(?!\w)", low):
                if not _OF_ABOVE.search(found["before"].rstrip() + " "):
                    self._mark(draft, Q_ABOVE.replace("{chu}", f"của {word}"))
            ended = self.day is not None and self.day >= TWO_LEVELS
            if ended and re.search(r"(?<!\w)(?:cấp huyện|các huyện|ubnd huyện)(?!\w)", low):
                self._mark(draft, Q_DISTRICT)

    def _names(self, draft: Draft, field: str) -> None:
        """Names as the unit would put them."""
        for name, text in draft.texts.items():
            made = [
                (c.start, c.end, self.speech.words(c.words)) for c in self._changes(draft, joined(text))
            ]
            new, done = put(text, made)
            if done:
                draft.texts[name] = new
                draft.touch(NAMED)

    def _changes(self, draft: Draft, text: str) -> Iterable[Change]:
        found = changes(text, self.unit)
        if draft.part != "ket_thuc" or not self.unit.committee:
            return found
        taken = {c.start for c in found}
        reports = [d for d in duties(text, self.day) if d.role == "report"]
        for duty in reports:
            for body in duty.whom:
                if body.kind == "ubnd" and self.unit.kin(body) is Kin.ABOVE:
                    end = body.span.end
                    through = _THROUGH.match(text, end)
                    if body.span.start not in taken:
                        stop = through.end() if through else end
                        found.append(Change(body.span.start, stop, "UBND {cap}"))
                        taken.add(body.span.start)
        return sorted(found)

    # ------------------------------------------------------------------ marks

    def _mark(self, draft: Draft, question: str) -> None:
        words = self.speech.words(question)
        if words not in draft.marks:
            draft.marks.append(words)
        draft.touch(QUESTION)

    def _ask_some(self, draft: Draft, who: Iterable[NamedBody]) -> None:
        for body in who:
            if self.unit.kin(body) is Kin.SOME:
                self._mark(draft, Q_SOME.replace("{dien}", body.only))

    def _say(self, draft: Draft, field: str, rule: str, words: str) -> None:
        draft.texts[field] = [self.speech.words(words)]
        draft.touch(rule)

    # ------------------------------------------------------------------ appendices

    def _appendix(self, draft: Draft) -> None:
        for child in draft.children():
            if child.kind == "nhiem_vu":
                self._row(child)
            elif child.kind != "nhom":
                self._below(child, Held())
        self._tables(draft)

    def _row(self, row: Draft) -> None:
        """A row of a table of tasks."""
        from generator.cascade.apply import SELF

        if row.dropped is not None or row.kept or row.touched:
            return
        leads = self._of_ids(row.agencies.get("chu_tri", []))
        helpers = self._of_ids(row.agencies.get("phoi_hop", []))
        kins = {self.unit.kin(b) for b in leads.values()}
        if not leads:
            self._leaf(row, Held())
            return
        if kins & {Kin.SELF, Kin.SOME}:
            if Kin.SELF not in kins:
                self._ask_some(row, leads.values())
            row.agencies["chu_tri"] = [SELF]
            self._own(row, "noi_dung", Held(kins=frozenset(kins)))
        elif kins == {Kin.OUTSIDE} and not any(b.every for b in leads.values()):
            row.drop(OTHERS)
            return
        elif kins & {Kin.EVERYBODY, Kin.OWN, Kin.BELOW} or kins <= _ASKABLE:
            self._own(row, "noi_dung", Held())
        elif Kin.SELF in {self.unit.kin(b) for b in helpers.values()}:
            who = ", ".join(b.text for b in leads.values())
            text = joined(row.texts["noi_dung"])
            row.texts["noi_dung"] = [Written((f"Phối hợp với {who}: {_small(text)}",))]
            row.agencies["chu_tri"] = [SELF]
            row.agencies["phoi_hop"] = [*leads]
            row.touch(HELPED)
            return
        else:
            row.drop(OTHERS)
            return
        mine = [i for i, b in helpers.items() if self.unit.kin(b) is Kin.SELF]
        row.agencies["phoi_hop"] = [i for i in row.agencies["phoi_hop"] if i not in mine]

    def _of_ids(self, ids: Iterable[str]) -> dict[str, NamedBody]:
        found = {}
        for id_ in ids:
            named = bodies(self.names.get(id_, ""))
            if named:
                found[id_] = named[0]
        return found

    def _tables(self, draft: Draft) -> None:
        """Free tables: rows that name the unit, or all units of its kind, as the ones who act."""
        tables = getattr(draft.above, "bang", None)
        if not tables or draft.dropped is not None or draft.touched:
            return
        self._mark(draft, Q_TABLE)


def _small(words: str) -> str:
    """Words inside a sentence: a small first letter, but for names and abbreviations."""
    words = words.lstrip()
    if words[:1].isupper() and not words[1:2].isupper() and not _NAME.match(words):
        return words[:1].lower() + words[1:]
    return words


_NAME = re.compile(r"(?:Sở|Bộ|Công an|Ban|Ủy ban|Văn phòng|Mặt trận|Đảng|Chủ tịch|Hội|Đoàn|Tỉnh|Trung tâm|Thanh tra|Kho bạc|Phòng|Chi cục|Cục|Vụ|Báo|Đài|Giám đốc|Thuế|Bảo hiểm|Trạm|Tòa|Viện)(?!\w)")


def _lowered(text: list[object], whole: str) -> list[object]:
    first = text[0] if text else ""
    if isinstance(first, str):
        return [_small(first), *text[1:]]
    return list(text)


def _us(unit: Addressee) -> NamedBody:
    """The unit as a body of a sentence that says "mỗi xã, phường"."""
    return NamedBody("ubnd", None, False, "ủy ban nhân dân", unit.unit, (unit.word,), False, "", "", "", Span(0, 0))


def _sentences(kept: Sequence[str]) -> str:
    """Clauses as one text: a small letter after a semicolon, a large one after a full stop."""
    out = ""
    for words in kept:
        said = words.strip()
        if not out:
            out = said
        elif out.endswith((".", "!", "?", ":")):
            out += f" {said[:1].upper()}{said[1:]}"
        else:
            out += f" {_small(said)}" if out.endswith(";") else f"; {_small(said)}"
    return out

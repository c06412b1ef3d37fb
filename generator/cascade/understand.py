"""What becomes of each node of the plan above, by what it says: the part no clerk has to write.

For every node, before a word is changed: who acts (said in the sentence, or by the heading it
stands under), which duty, whose competence, which places and figures. From that the node is
taken as the unit's own, shared out, turned into help or a request, left out with a reason,
or put before a person. The rules of quy-tac.toml come first and are never overruled.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from generator.cascade.addressee import RANKS, Kin
from generator.cascade.clauses import ASKABLE, Clauses, Held, sentences, small
from generator.cascade.entities import Change, changes, joined, put
from generator.cascade.questions import (
    Q_ABOVE,
    Q_DISTRICT,
    Q_ISSUE,
    Q_LEVEL,
    Q_MONEY,
    Q_PLACE,
    Q_TABLE,
    Q_TARGET,
    Questions,
)  # fmt: skip
from generator.cascade.rules import (
    ASKED,
    ELSEWHERE,
    FIGURES,
    HELPED,
    NAMED,
    OTHERS,
    OWN_WORK,
    SUPERIOR,
)  # fmt: skip
from generator.cascade.words import Written
from generator.grammar.competence import competence
from generator.grammar.duties import duties
from generator.grammar.figures import figures
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import NamedBody, bodies, groups
from generator.grammar.named_units import named_units
from generator.grammar.orders import heading, is_label_line, labels_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.cascade.addressee import Addressee
    from generator.cascade.apply import Speech
    from generator.cascade.draft import Draft
    from generator.cascade.words import Text
    from generator.grammar.duties import Duty

TWO_LEVELS = date(2025, 7, 1)

_AIMS = re.compile(r"(?:^|[ ,])(?:mục tiêu|chỉ tiêu|phấn đấu)(?!\w)")
_PURSE = re.compile(r"(?:^|[ ,])(?:kinh phí|nguồn lực|nguồn vốn|ngân sách|tài chính)(?!\w)")
_EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng|mọi|các) (?:xã|phường|đặc khu|thị trấn|địa phương|đơn vị|huyện|tỉnh"
    r"|thôn|bản|tổ dân phố)(?!\w)"
)
_OF_ABOVE = re.compile(
    r"(?:nghị quyết|chỉ thị|kế hoạch|chương trình|quyết định|văn bản|chỉ số|chỉ đạo|quy định"
    r"|hướng dẫn|yêu cầu|đề án|quy hoạch|chính sách|nhiệm vụ|ngân sách|kết luận|danh mục"
    r"|chủ trương|lãnh đạo|(?:cổng|hệ thống|cơ sở dữ liệu|nền tảng|trang|kho dữ liệu|trung tâm"
    r"|bộ chỉ số|cơ quan|quỹ)[^,.;]{0,60}) $"
)
_PLAN_ITSELF = re.compile(
    r"(?:ban hành|phê duyệt|xây dựng)(?: và ban hành)? (?:kế hoạch|văn bản triển khai)(?!\w)"
    r"[^.;]{0,90}(?:gửi|báo cáo|trình)"
)
_SENTENCE = 60
"""Letters from which on a title may be a sentence."""
_SPREAD = re.compile(
    r"^[\W\d]*(?:chương trình|kế hoạch|nghị quyết|chỉ thị|kết luận|đề án) này (?:được )?"
    r"phổ biến đến"
)
_NUMBERED = re.compile(
    r"(?:nghị quyết|kế hoạch|chỉ thị|kết luận|chương trình|đề án|quyết định|thông báo|công điện"
    r"|quốc lộ|tỉnh lộ|đường|số|luật) $"
)
_THROUGH = re.compile(r" ?\((?:qua|thông qua)[^()]*\)")
_ENDS = re.compile(r"[\s.;,:/*]*$")


class Understanding:
    """Reads the nodes of a plan for one unit and settles what no rule has settled."""

    def __init__(
        self, unit: Addressee, speech: Speech, day: date | None, names: Mapping[str, str]
    ) -> None:
        self.unit, self.speech, self.day = unit, speech, day
        self.ask = Questions(unit, speech)
        self.clauses = Clauses(unit, self.ask)
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
        return any(
            d.said and d.act.end - d.act.start > _SENTENCE // 2 for d in duties(text, self.day)
        )

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
            self._names(draft)
            return
        left = [child for child in draft.children() if child.dropped is None]
        if not left:
            return
        text = joined(draft.texts[field])
        if inner.others:
            self._say(draft, field, HELPED, f"Phối hợp với {small(text).rstrip(' :')}")
            self._given(draft, [])
            return
        if inner.asking and not plain_of(text).low.startswith("đề nghị"):
            self._names(draft)
            draft.texts[field] = [Written(("Đề nghị ",)), *_lowered(draft.texts[field])]
            draft.touch(ASKED)
            return
        if Kin.SOME in inner.kins:
            self.ask.ask_some(draft, inner.who)
        if Kin.SELF in inner.kins and self.unit.committee:
            self._say(draft, field, OWN_WORK, "Các phòng, đơn vị thuộc UBND {cap}")
            self._given(draft, None)
            plain_item = draft.kind == "khoan" and not draft.below.get("khoan") and not draft.marks
            draft.assigned = draft.merge = plain_item
            return
        self._names(draft)

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
            self._names(draft)
            return
        text = joined(draft.texts[field])
        if is_label_line(text) and not self.unit.kins(labels_in(text, self.day, None).leads) & {
            Kin.SELF,
            Kin.OWN,
        }:
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
            said = self.clauses.clause(draft, text, self.clauses.acting(text, group), held)
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
            new = sentences(kept)
            new = _ENDS.sub("", new) + (end[0] if end else "")
            draft.texts[field] = [new[:1].upper() + new[1:]]
            draft.touch(OWN_WORK if settled else HELPED if lost == 0 else OTHERS)
        if not settled and not held.own:
            return False
        self._own(draft, field, held)
        return True

    # ------------------------------------------------------------------ what is kept

    def _own(self, draft: Draft, field: str, held: Held) -> None:
        """The unit's own work: names, and what a person has to look at."""
        text = joined(draft.texts[field])
        if any(figure.money for figure in figures(text)):
            self.ask.mark(draft, Q_MONEY)
        if _PLAN_ITSELF.search(plain_of(text).low) and held.kins & {Kin.SELF, Kin.SOME}:
            self.ask.mark(draft, Q_ISSUE)
        above = [c for c in competence(text, self.day) if self._is_above(c.level)]
        if any(c.how == "named" or (c.how == "data" and c.certain) for c in above):
            self.ask.mark(draft, Q_LEVEL)
        self._elsewhere(draft, text)
        draft.touch(OWN_WORK)
        self._names(draft)

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
            self.ask.mark(draft, Q_LEVEL)
        if self._figures(draft, text, low, held):
            return
        if self._elsewhere(draft, text, general=True):
            return
        self._names(draft)
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
            self.ask.mark(draft, Q_TARGET)
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
        self.ask.mark(draft, Q_PLACE)
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
                    self.ask.mark(draft, Q_ABOVE.replace("{chu}", f"của {word}"))
            ended = self.day is not None and self.day >= TWO_LEVELS
            if ended and re.search(r"(?<!\w)(?:cấp huyện|các huyện|ubnd huyện)(?!\w)", low):
                self.ask.mark(draft, Q_DISTRICT)

    def _names(self, draft: Draft) -> None:
        """Names as the unit would put them."""
        for name, text in draft.texts.items():
            made = [
                (c.start, c.end, self.speech.words(c.words))
                for c in self._changes(draft, joined(text))
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
                self.ask.ask_some(row, leads.values())
            row.agencies["chu_tri"] = [SELF]
            self._own(row, "noi_dung", Held(kins=frozenset(kins)))
        elif kins == {Kin.OUTSIDE} and not any(b.every for b in leads.values()):
            row.drop(OTHERS)
            return
        elif kins & {Kin.EVERYBODY, Kin.OWN, Kin.BELOW} or kins <= ASKABLE:
            self._own(row, "noi_dung", Held())
        elif Kin.SELF in {self.unit.kin(b) for b in helpers.values()}:
            who = ", ".join(b.text for b in leads.values())
            text = joined(row.texts["noi_dung"])
            row.texts["noi_dung"] = [Written((f"Phối hợp với {who}: {small(text)}",))]
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
        self.ask.mark(draft, Q_TABLE)


def _lowered(text: Text) -> Text:
    first = text[0] if text else ""
    return [small(first), *text[1:]] if isinstance(first, str) else list(text)

"""Headings over work of several: what they say once whose the work below is has been settled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.advice import leaves
from generator.cascade.deriving.assigning.of_equals import head_answers, with_equals
from generator.cascade.deriving.competence.partners import fronts_among
from generator.cascade.deriving.rulebook.draft import points_of
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import (
    ASKED,
    ASSESSED,
    HELPED,
    OTHERS,
    OWN_WORK,
)
from generator.cascade.deriving.rulebook.text_under_way import (
    RuleWords,
    with_capital,
    without_first,
)
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.issuer_named import with_issuer
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.set_phrases import ACCOUNT, ASSESSES_AND
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.orders import led_and_met, led_only
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.assigning.sharing import Sharing
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody

_CALLED = re.compile(
    r"^[\s*]*(?:giao nhiệm vụ cho|giao|yêu cầu|phân công|đề nghị|đối với|trách nhiệm của"
    r"|nhiệm vụ của) "
)
"""Before the bodies of a title: "Giao Sở Xây dựng", "Trách nhiệm của Sở Y tế"."""
_PRESS = re.compile(r"(?<!\w)(?:báo(?! cáo)|đài|phát thanh|truyền hình|báo chí)(?!\w)")
_HELPS_ONLY = re.compile(
    r"[\W\d]*(?:(?:căn cứ|theo) chức năng(?:, nhiệm vụ)?(?: được giao)?,? )?"
    r"(?:phối hợp|cử |tham gia|hỗ trợ|cung cấp)"
)
ROOMS_OF_BODY = "Các phòng, đơn vị thuộc {ten_ngan}"


class Titles:
    """Says the headings of a plan for one unit."""

    def __init__(self, kit: Kit, sharing: Sharing) -> None:
        self.kit, self.sharing = kit, sharing

    def settle(self, draft: NodeDraft, inner: HeldByHeads, held: HeldByHeads) -> None:
        """The title, once its nodes are settled."""
        if draft.dropped is not None or draft.touched:
            return
        field = "tieu_de" if "tieu_de" in draft.texts else "noi_dung"
        if field not in draft.texts:
            return
        if inner.who == held.who:
            if self.kit.unit.committee:
                _without_everybody(draft, field, self.kit.unit)
            self.kit.kept.names(draft)
            return
        left = [child for child in draft.children() if child.dropped is None]
        if not left:
            return
        if inner.helps:
            leads = ", ".join(body.text for body in inner.who)
            if (found := led_and_met(joined(draft.texts[field]))) is not None:
                self.kit.ask.ask_some(draft, found[1].bodies)
            self._say(draft, field, HELPED, f"Phối hợp với {leads}")
            self._given(draft, [])
            return
        if inner.others:
            self._title_of_others(draft, field, inner)
            return
        if inner.asking:
            self._title_asking(draft, field, inner)
            return
        if Kin.SOME in inner.kins:
            self.kit.ask.ask_some(draft, inner.who)
        if inner.kins & {Kin.SELF, Kin.SOME} and self.kit.unit.committee:
            self.sharing.share(draft, inner.who)
            return
        if Kin.SELF in inner.kins:
            if any(body.every for body in inner.who) and self._towards_itself(draft):
                return
            self._say(draft, field, OWN_WORK, ROOMS_OF_BODY)
            self._given(draft, None)
            draft.assigned = draft.merge = points_of(draft) is not None
            with_equals(self.kit, draft, inner.who)
            self.sharing.advice.report_by_head(draft)
            head_answers(self.kit, self.sharing.program, draft)
            return
        self.kit.kept.names(draft)
        self._of_own_body(draft, field, inner)

    def _of_own_body(self, draft: NodeDraft, field: str, inner: HeldByHeads) -> None:
        """An item of one body of a province: its points stand with the others of that body."""
        if self.kit.unit.level != 1 or len(inner.who) != 1 or inner.kins != {Kin.OWN}:
            return
        body = self.kit.own.named(joined(draft.texts[field]).strip(" .:*"))
        if body is not None and "co_quan" in draft.agencies:
            draft.agencies["co_quan"] = [body.id]
            draft.assigned = draft.merge = points_of(draft) is not None

    def _towards_itself(self, draft: NodeDraft) -> bool:
        """Leave out what all departments send to this one; whether nothing else is there."""
        left = [one for one in leaves(draft) if "noi_dung" in one.texts]
        for one in left:
            clauses = joined(one.texts["noi_dung"]).rstrip(" .;").split("; ")
            kept = [words for words in clauses if not self._sent_to_itself(words)]
            if len(kept) < len(clauses):
                helps = all(_HELPS_ONLY.match(plain_of(words).low) for words in kept)
                if helps:  # those who help it are the others
                    one.drop(OTHERS)
                else:
                    one.texts["noi_dung"] = [f"{'; '.join(kept)}."]
                    one.touch(OTHERS)
        return bool(left) and all(one.dropped is not None for one in left)

    def _sent_to_itself(self, words: str) -> bool:
        found = duties(words, self.kit.day)
        return any(Kin.SELF in self.kit.unit.kins(d.whom) for d in found)

    def _title_of_others(self, draft: NodeDraft, field: str, inner: HeldByHeads) -> None:
        """A title that names others, over points of the unit: helped, or asked of its Front."""
        if self.kit.unit.committee:
            self.sharing.set_apart(draft)
            if draft.dropped is not None:
                return
            if self._only_told_to_rooms(draft, field):
                return
            if inner.kins == {Kin.ABOVE} and all(body.kind == "ubnd" for body in inner.who):
                self.sharing.share(draft, ())  # what the superior told the unit is its own work
                return
        text = joined(draft.texts[field])
        if fronts := _only_asked(self.kit.unit, draft, inner.who):
            self._say_asked(draft, field, fronts)
            for point in leaves(draft):
                _asked_once(point)
        elif not self.kit.unit.committee and all(map(_is_own_committee, inner.who)):
            self._say(draft, field, OWN_WORK, ROOMS_OF_BODY)  # a ministry tells it through them
        else:
            called = _CALLED.match(plain_of(text).low)
            who = led_only(text[plain_of(text).span(0, called.end()).end :] if called else text)
            who = with_issuer(self.kit, small(who).rstrip(" :"))
            self._say(draft, field, HELPED, f"Phối hợp với {who}")
        self._given(draft, [])

    def _only_told_to_rooms(self, draft: NodeDraft, field: str) -> bool:
        """Whether all that is left below others is said to all rooms: the title is theirs then."""
        rooms = f"Các {self.kit.unit.rooms} thuộc UBND {self.kit.unit.word}"
        left = [one for one in leaves(draft) if "noi_dung" in one.texts]
        said = [joined(one.texts["noi_dung"]) for one in left]
        if not left or not all(words.startswith(f"{rooms} ") for words in said):
            return False
        for point in left:
            words = without_first(point.texts["noi_dung"], len(rooms) + 1)
            point.texts["noi_dung"] = with_capital(words)
        self._say(draft, field, OWN_WORK, rooms)
        self._given(draft, None)
        return True

    def _title_asking(self, draft: NodeDraft, field: str, inner: HeldByHeads) -> None:
        """A title whose bodies are asked, not ordered."""
        if self._is_told_by_another(draft, inner):
            draft.drop(OTHERS)
            return
        for point in leaves(draft):
            _asked_once(point)
        if whom := _fewer(draft, joined(draft.texts[field]), inner.who):
            self._say_asked(draft, field, whom)
            return
        self._asked_of(draft)
        self.kit.kept.names(draft)
        draft.texts[field] = [_ASKED_BEHIND.sub("", p) if isinstance(p, str) else p
                              for p in draft.texts[field]]  # fmt: skip
        if not plain_of(joined(draft.texts[field])).low.startswith("đề nghị"):
            draft.texts[field] = [RuleWords(("Đề nghị ",)), *_lowered(draft.texts[field])]
            draft.touch(ASKED)

    def _is_told_by_another(self, draft: NodeDraft, inner: HeldByHeads) -> bool:
        """Whether schools, enterprises are told what the department has no part in."""
        unit = self.kit.unit
        if unit.committee or self.kit.ask.leads or set(inner.kins) != {Kin.OUTSIDE}:
            return False
        return not any(unit.name.split(" tỉnh ")[0] in point.said for point in leaves(draft))

    def _say_asked(self, draft: NodeDraft, field: str, whom: str) -> None:
        self._say(draft, field, ASKED, f"Đề nghị {whom}")
        draft.texts[field] = [joined(draft.texts[field])]
        self.kit.kept.names(draft)

    def _asked_of(self, draft: NodeDraft) -> None:
        """Whom an item asks: the unit's own Front; organisations that no registry lists by name."""
        front = self.kit.own.by_role.get("mttq")
        if front is None or "co_quan" not in draft.agencies:
            return
        named = {id_: self.kit.names.get(id_, "") for id_ in draft.agencies["co_quan"]}
        fronts = [id_ for id_, name in named.items() if "mặt trận" in plain_of(name).low]
        draft.agencies["co_quan"] = [front.id] if fronts else []

    def _given(self, draft: NodeDraft, ids: list[str] | None) -> None:
        """To whom an item is given: nobody ([]), or the unit itself (None)."""
        if "co_quan" in draft.agencies:
            draft.agencies["co_quan"] = [SELF] if ids is None else list(ids)

    def _say(self, draft: NodeDraft, field: str, rule: str, words: str) -> None:
        draft.texts[field] = [self.kit.speech.words(words)]
        draft.touch(rule)


_ASKED_BEHIND = re.compile(r" \((?:đề nghị|đề nghị phối hợp)\)(?=[\s:;,.]*$)", re.IGNORECASE)
"""Said behind whom a title asks: "Mặt trận Tổ quốc Việt Nam tỉnh (đề nghị)"."""


def _is_own_committee(body: NamedBody) -> bool:
    """Whether a ministry names the committees of all provinces, a department's own among them."""
    return body.kind == "ubnd" and body.every and body.level == "tinh"


def _asked_once(point: NodeDraft) -> None:
    """A point under a title "Đề nghị …" says what is asked for, and not once more that it is."""
    text = point.texts.get("noi_dung", [])
    plain = plain_of(joined(text))
    found = _ASKS.match(plain.low)
    work = found is not None and (
        begins_work(plain.low, found.end()) or plain.low.startswith("tham gia ", found.end())
    )
    if found is not None and work:
        at = plain.span(0, found.end()).end
        point.texts["noi_dung"] = with_capital(without_first(text, at))


_ASKS = re.compile(r"[\W\d]*đề nghị ")


def without_account(draft: NodeDraft) -> None:
    """Leave out of a section what it tells of what has been, where its title demands more, too."""
    said = ASSESSES_AND.match(plain_of(draft.said).low)
    if said is None or "tieu_de" not in draft.texts:
        return
    text = joined(draft.texts["tieu_de"])
    rest = text[plain_of(text).span(0, said.end("account")).end :]
    draft.texts["tieu_de"] = [rest[:1].upper() + rest[1:]]
    for child in draft.children():
        if ACCOUNT.match(plain_of(child.said).low):
            child.drop(ASSESSED)


_FRAME = re.compile(
    r"(?:(?:khẩn trương|nghiêm túc|chủ động|cần|phải) )*(?:tập trung|tổ chức|triển khai)(?!\w)"
)


def _without_everybody(draft: NodeDraft, field: str, unit: Addressee) -> None:
    """A line over what all have to do, said by one of them: "Tập trung thực hiện … sau:"."""
    text = joined(draft.texts[field])
    plain = plain_of(text)
    first = next(iter(groups(plain)), None)
    if first is None or first.start > 0 or not plain.low.rstrip(" *").endswith(":"):
        return
    rest = text[plain.span(0, first.end).end :].lstrip(" ,")
    if unit.kins(first.bodies) <= {Kin.EVERYBODY, Kin.SELF} and _FRAME.match(plain_of(rest).low):
        draft.texts[field] = [rest[:1].upper() + rest[1:]]
        draft.touch(OWN_WORK)


def _lowered(text: Text) -> Text:
    first = text[0] if text else ""
    if isinstance(first, str) and first.startswith("Các "):
        return [small(first), *text[1:]]
    return list(text)


def _only_asked(unit: Addressee, draft: NodeDraft, who: Sequence[NamedBody]) -> str:
    """The organisations of a title with bodies of above, where they alone have work left."""
    left = [child for child in draft.children() if child.dropped is None]
    asked = all(ASKED in child.touched for child in left)
    return ", ".join(body.text for body in fronts_among(unit, who)) if asked else ""


def _fewer(draft: NodeDraft, text: str, who: Sequence[NamedBody]) -> str:
    """Whom a title still asks, where some of its bodies have no work left; else ""."""
    left = [child for child in draft.children() if child.dropped is None]
    said = [plain_of(joined(words)).low for child in left for words in child.texts.values()]
    press = any(_PRESS.search(words) for words in said)
    named = [b for b in who if press or b.kind != "bao-dai"]
    every = len(named) == len(bodies(text))
    return "" if every else ", ".join(body.text for body in named)

"""What a derived plan keeps of the plan above: names of the unit, figures, places, competence.

A sentence that is kept is either put right with certainty, left out because it is about
the superior alone, or marked with a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.events_above import held_by_province
from generator.cascade.deriving.competence.narrowed import passages
from generator.cascade.deriving.competence.of_communes import counts_theirs
from generator.cascade.deriving.competence.of_party import ask_the_party
from generator.cascade.deriving.competence.paid_to_others import their_purse
from generator.cascade.deriving.competence.part_elsewhere import part_elsewhere
from generator.cascade.deriving.doubting.doubts import issues_itself
from generator.cascade.deriving.rulebook.questions import (
    Q_ABOVE,
    Q_AFTER,
    Q_DISTRICT,
    Q_ISSUE,
    Q_LEVEL,
    Q_MONEY,
    Q_PLACE,
    Q_PROJECT,
    Q_PURSE,
    Q_TARGET,
    Q_WHOSE,
)  # fmt: skip
from generator.cascade.deriving.rulebook.rules import (
    ELSEWHERE,
    FIGURES,
    NAMED,
    OTHERS,
    OWN_WORK,
    SUPERIOR,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.entities import Replacement, changes, joined, put
from generator.cascade.deriving.wording.references import (
    own_plan,
    says_itself,
    speaks_of_the_above,
    this_document,
)
from generator.cascade.deriving.wording.sent_above import grants_itself
from generator.cascade.deriving.wording.shares import ask_behind_each, own_sums, sums_of_each
from generator.grammar.binding import (
    CLAUSE,
    binding,
    counts_units,
    holds_for_each,
    same_everywhere,
    sums,
)
from generator.grammar.communes_before import former_units
from generator.grammar.competence import (
    competence,
    deals_with_central,
    gives_to_units,
    passes_up,
    person_decides,
    shares_out,
)
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.named_units import named_units, without_partners
from generator.grammar.outsiders import benefits
from generator.plan.bodies import TWO_LEVELS
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.rulebook.rule_at_work import Speech
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty
    from generator.grammar.named_bodies import NamedBody


_ALL_OF = re.compile(
    r"\d+(?:,\d+)? ?% (?:số )?(?:các )?(?:sở|ban|cơ quan|đơn vị|xã|phường|đặc khu|địa phương)(?!\w)"
)
"""A share of bodies: what a department promises of others."""
_OWN_PURSE = re.compile(
    r"ngân sách (?:cấp )?(?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))* (?:bố trí|bảo đảm|chi)"
)
"""Says from which purse the unit pays."""
_BODIES_OF = r"(?:(?:các )?(?:cơ quan|đơn vị|ngành)(?:,? (?:và )?(?:cơ quan|đơn vị|ngành))* )?"
_SHARE = re.compile(r"(?:(?:trên|ít nhất|tối thiểu|phấn đấu|khoảng|có) )*\d+(?:[.,]\d+)? ?%")
"""A target counts whom it reaches; they do nothing: "60% doanh nghiệp … có gian hàng"."""
_OUTSIDERS = re.compile(
    r"[\W\d]*(?:(?:các|những|mọi) )?(?:chủ (?:công trình|rừng|cơ sở|hộ|tàu|vựa|phương tiện|nuôi)"
    r"|chủ đầu tư|hộ (?:gia đình|dân|kinh doanh|nuôi)|doanh nghiệp|hợp tác xã|người dân"
    r"|tổ chức, cá nhân|cơ sở (?:sản xuất|kinh doanh|chăn nuôi))(?!\w)"
)
"""People and enterprises who act: no work of a department that their heading does not name."""
_OF_ABOVE = re.compile(
    r"(?:nghị quyết|chỉ thị|kế hoạch|chương trình|quyết định|văn bản|chỉ số|chỉ đạo|quy định"
    r"|hướng dẫn|yêu cầu|đề án|quy hoạch|chính sách|nhiệm vụ|ngân sách|kết luận|danh mục"
    r"|chủ trương|lãnh đạo|(?:cổng|hệ thống|cơ sở dữ liệu|nền tảng|trang|kho dữ liệu|trung tâm"
    r"|bộ chỉ số|cơ quan|quỹ)[^,.;]{0,60}) $"
)
_SCOPE = re.compile(r"[\W\d]*(?:đối tượng|phạm vi|thời gian|địa điểm|hình thức)(?: \w+){0,3}:")
"""A line that says of whom, where, when: nobody does anything in it."""
_ALL_OVER = re.compile(
    r"(?<!\w)(?:(?:toàn|cả) (?:tỉnh|thành phố)|trên (?:toàn )?địa bàn (?:toàn )?(?:tỉnh|thành phố))"
)
_OVER = re.compile(r"(?<!\w)(?:toàn|cả|địa bàn(?: toàn)?) $")
"""What is counted over all of the superior's area."""
_NORM = re.compile(
    r"(?<!\w)(?:xây dựng|sửa đổi|bổ sung|ban hành|soạn thảo|hoàn thiện"
    r"|(?<!hành )(?<!quy )(?<!quá )(?<!chương )(?<!công )(?<!lộ )trình)(?!\w)"
    r"(?:(?!(?:theo|tại|của|đúng|căn cứ|thực hiện) )[^.;]){0,30}"
    r"(?<!\w)(?:thông tư|nghị định|(?:dự án|dự thảo) luật|pháp lệnh)(?!\w)"
    r"|(?<!\w)trình (?:bộ trưởng|lãnh đạo bộ|chính phủ|thủ tướng|quốc hội)(?!\w)"
)
"""Rules that only ministries and above make: no province, no commune does."""
_BOUND = frozenset([Kin.SELF, Kin.SOME, Kin.OWN, Kin.BELOW])
_ADVISED_PLAN = re.compile(
    r"tham mưu (?:cho |giúp )?(?:ủy ban nhân dân|ubnd) (?:cùng cấp|cấp xã|xã|phường|đặc khu|các xã)"
)
"""A body of the unit that drafts the committee's own plan."""
_DISTRICTS = re.compile(r"(?<!\w)(?:cấp huyện|các huyện|ubnd huyện)(?!\w)")
_THIS_PLAN = re.compile(r"(?<!\w)kế hoạch(?: này)? gửi (?:về|đến|tới|cho|ubnd|ủy ban)(?!\w)")
_UNITS = re.compile(r"(?<!\w)(?:(?:các|cấp|mỗi|từng) (?:xã|phường|đặc khu)|địa phương)(?!\w)")
_THROUGH = re.compile(r" ?\((?:qua|thông qua)[^()]*\)")
_OF_LEVELS = re.compile(r"cấp (?:tỉnh|trung ương)(?:,| và)(?: cấp)? (?:huyện|xã)(?!\w)")
"""What two levels each have of their own: "Ban Chỉ đạo cấp tỉnh và cấp xã"."""
_INVESTOR = re.compile(r"(?:^|[ ,;:])(?:các )?chủ đầu tư (?:gửi|chịu|báo|cập|phải|có|khẩn)")
_PROJECT = re.compile(
    r"(?:[Dd]ự án|[Cc]ụm công nghiệp|[Kk]hu (?:công nghiệp|kinh tế|du lịch)|[Nn]hà máy|[Cc]ông ty"
    r"|[Tt]uyến|[Cc]ầu|[Hh]ồ|[Cc]ảng|[Ss]ân bay) (?:[A-ZĐ][\w]+ ){1,}[A-ZĐ]"
)
_OWNER = re.compile(r"(?:chức năng(?:, nhiệm vụ)? của|trực thuộc|thuộc) $")
_SANCTION = re.compile(
    r"(?<!\w)(?:đình chỉ|tạm dừng hoạt động|tước quyền sử dụng|(?:thu hồi|rút) giấy phép)(?!\w)"
)
_ENDS = re.compile(r"[.;] ")
_WITHIN = (
    " theo thẩm quyền; trường hợp vượt thẩm quyền, kiến nghị cấp có thẩm quyền xem xét, quyết định."
)
"""How far sanctions of a commune go (Law on Handling Administrative Violations)."""
_TINH = re.compile(r"(?<=[^\W\d_] )Tỉnh(?= [^\W\dA-ZĐÂĂÊÔƠƯ]|[.,;:)/]|$)(?! (?:ủy|đoàn|hội)(?!\w))")
"""The superior calls itself "Tỉnh"; another's plan writes "UBND tỉnh" (Decree 30, Appendix II)."""


class KeptWords:
    """Puts what is kept in the words of one unit."""

    def __init__(
        self, unit: Addressee, speech: Speech, day: date | None, ask: Questions, above: str
    ) -> None:
        """`above`: the type of the document above, "chỉ thị"; "" where it is a plan, too."""
        self.unit, self.speech, self.day, self.ask = unit, speech, day, ask
        self.above = above

    def own(self, draft: NodeDraft, field: str, held: HeldByHeads) -> None:
        """The unit's own work: names, and what a person has to look at."""
        text = joined(draft.texts[field])
        low = plain_of(text).low
        least = "đối với" not in low and all(f.compare in (">=", ">") for f in sums(text))
        each = sums_of_each(text) >= len(sums(text))
        if each and sums(text):  # each of them gets, or spends, so much
            own_sums(draft, field, self.unit, self.ask)
        front = held.kins == {Kin.FRONT} and not any(map(self._is_front_here, held.who))
        if not self._resolved() and sums(text) and not ((least and not front) or each):
            self.ask.mark(draft, Q_MONEY)
        acting = {kin for d in duties(draft.said, self.day) for kin in self.unit.kins(d.who)}
        mine = (held.kins | acting) & {Kin.SELF, Kin.SOME} or "địa phương" in low
        mine = mine or _ADVISED_PLAN.search(low) is not None
        if issues_itself(low) and mine and not low.startswith("ủy ban nhân dân các "):
            self.ask.mark(draft, Q_ISSUE)
        above = [c for c in competence(text, self.day) if self.is_above(c.level)]
        sure = any(c.how == "named" or (c.how == "data" and c.certain) for c in above)
        if sure:
            self.ask.mark(draft, Q_LEVEL)
        self._not_ours(draft, field)
        if self.unit.committee:  # all places of a province are in a department's plan
            self._elsewhere(draft, without_partners(text))
        draft.touch(OWN_WORK)
        self.names(draft)
        self._districts(draft, field)

    def _not_ours(self, draft: NodeDraft, field: str) -> None:
        ask_the_party(draft, field, self.ask)
        ask_behind_each(draft, joined(draft.texts[field]), self.ask)

    def sends_itself(self, draft: NodeDraft, field: str) -> None:
        """Ask where a rule has put the duty to issue and send this very plan."""
        said = plain_of(joined(draft.texts[field])).low
        if issues_itself(said) or (" gửi " in said and _THIS_PLAN.search(said)):
            self.ask.mark(draft, Q_ISSUE)

    def note(self, draft: NodeDraft) -> None:
        """A footnote says where the words that mark it come from; only its names are put."""
        if draft.dropped is None and not draft.kept:
            self.names(draft)
            self._leftover(draft, "noi_dung")

    def general(
        self, draft: NodeDraft, field: str, text: str, held: HeldByHeads, *, named: bool = False
    ) -> None:
        """Aims, demands, tasks that nobody is named for; `named`: its figures are its own."""
        low = plain_of(text).low
        theirs = not (self.unit.committee or held.own or held.aims or _SHARE.match(low))
        outside = _OUTSIDERS.match(low) if theirs else None
        if outside is not None and not benefits(low, outside.end()):
            draft.drop(OTHERS)
            return
        above = [c for c in competence(text, self.day) if self.is_above(c.level)]
        if self._is_two_levels():  # districts are nobody's superiors: asked whose it is now
            above = [c for c in above if c.level != "huyen"]
        if self.unit.committee:
            above = [c for c in above if not passes_up(text, c.span.start)]
        norm = self.unit.level > RANKS["trung-uong"] and not held.own and _NORM.search(low)
        named = any(c.how in ("named", "advice") for c in above)
        if named or norm or self._given_down(text, held):
            draft.drop(SUPERIOR)
            return
        if held.purse and self._others_purse(draft, text, low):
            return
        nobody = self._nobody_told(draft, text, held)
        if not named and self._counted(draft, text, low, held, nobody=nobody):
            return
        if above and self.unit.level > self.unit.above:
            mine = f"cấp {self.unit.word}" in low or "cấp xã" in low
            if any(c.how == "level" for c in above) and not mine:
                draft.drop(SUPERIOR)
                return
            self.ask.mark(draft, Q_LEVEL)
            nobody = False
        elif self.unit.level == RANKS["xa"] and not held.own and grants_itself(text, self.unit):
            self.ask.mark(draft, Q_LEVEL)
        if issues_itself(low) and (_UNITS.search(low) or _ADVISED_PLAN.search(low)):
            self.ask.mark(draft, Q_ISSUE)
        if _OF_LEVELS.search(low):
            self.ask.mark(draft, Q_LEVEL)
        self._not_ours(draft, field)
        if _INVESTOR.search(low):
            self.ask.ask_belongs(draft, "chủ đầu tư")
        if self._elsewhere(draft, text, general=True):
            return
        if _PROJECT.search(text):
            self.ask.mark(draft, Q_PROJECT)
        self.names(draft)
        self._within_its_powers(draft, field)
        self._leftover(draft, field)
        if nobody or (self.unit.level == RANKS["xa"] and counts_theirs(low)):
            self.ask.mark(draft, Q_WHOSE)

    def _within_its_powers(self, draft: NodeDraft, field: str) -> None:
        """Sanctions that nobody is named for: a commune takes its own, and proposes the rest."""
        text = draft.texts[field]
        last = text[-1] if text else ""
        low = plain_of(joined(text)).low
        commune = self.unit.committee and self.unit.level == RANKS["xa"] and draft.part == "muc"
        if not commune or not isinstance(last, str) or "thẩm quyền" in low:
            return
        if _SANCTION.search(low) and _ENDS.split(low.rstrip(" ./;"))[1:] == []:
            draft.texts[field] = [*text[:-1], f"{last.rstrip(' ./;')}{_WITHIN}"]
            draft.touch(OWN_WORK)

    def _nobody_told(self, draft: NodeDraft, text: str, held: HeldByHeads) -> bool:
        """Whether work of which the sentence does not say whose it is may be of another level."""
        low = plain_of(text).low
        if not self.unit.committee and draft.part == "muc" and held_by_province(low):
            return not (held.aims or held.own)
        here = f"cấp {self.unit.word}" in low or "cấp xã" in low or "ở cơ sở" in low
        told = held.aims or held.own or here
        told = told or _SCOPE.match(low) is not None
        asked = draft.part == "muc" and not told and not self._resolved()
        return asked and bool(person_decides(text))

    def _given_down(self, text: str, held: HeldByHeads) -> bool:
        """Whether work that nobody is named for is the superior's by what is done in it."""
        below = self.unit.committee and self.unit.level > self.unit.above and not held.own
        if not below or (held.aims and not shares_out(text)):
            return False
        central = self.unit.level == RANKS["xa"] and deals_with_central(text)
        return bool(central or gives_to_units(text, self.unit.word))

    def _others_purse(self, draft: NodeDraft, text: str, low: str) -> bool:
        """Whether a sentence about money is about a superior's; asked where others share it."""
        told = {body.span for d in duties(text, self.day) if d.role == "report" for body in d.whom}
        kins = self.unit.kins(
            body
            for body in bodies(text)
            if body.span not in told and not text[: body.span.start].endswith("trình ")
        )
        word = self.unit.word_above or "tỉnh"
        above = Kin.ABOVE in kins or re.search(rf"ngân sách (?:trung ương|{word})(?!\w)", low)
        if not above:
            return False
        if their_purse(self.unit, text):
            draft.drop(FIGURES)
            return True
        own = re.search(rf"ngân sách (?:các cấp|địa phương|cấp {self.unit.word}"
                        rf"|{self.unit.word})(?!\w)", low)  # fmt: skip
        if kins & {Kin.SELF, Kin.EVERYBODY, Kin.SOME} or own:
            if self._is_its_own(text):
                return False
            if sums(text) or _OWN_PURSE.search(low) is None:
                self.ask.mark(draft, Q_MONEY if sums(text) else Q_PURSE)
            return False
        draft.drop(FIGURES)
        return True

    def _counted(
        self, draft: NodeDraft, text: str, low: str, held: HeldByHeads, *, nobody: bool
    ) -> bool:
        """Whether sums and numbers of the superior stand in a text: asked, in its own words."""
        if self._resolved():
            return False
        if sums(text) and not self._is_its_own(text):
            self.ask.mark(draft, Q_MONEY)
        elif (not self.unit.committee and _ALL_OF.search(low)) or any(
            self._counts(clause, held) for clause in CLAUSE.split(text)
        ):
            self.ask.mark(draft, Q_WHOSE if nobody else Q_TARGET)
            return True
        else:
            return False
        if nobody:
            self.ask.mark(draft, Q_WHOSE)
        return True

    def _is_its_own(self, text: str) -> bool:
        """Whether the one sum of a text stands behind the department's own name: it is told it."""
        found = sums(text) if not self.unit.committee else []
        name = re.split(r" (?:tỉnh|thành phố) ", self.unit.name)[0]
        return len(found) == 1 and text[: found[0].span.start].rstrip(" :").endswith(name)

    def _resolved(self) -> bool:
        """Whether the document above is of the unit's own level: its figures are the unit's."""
        return self.unit.committee and self.unit.level <= self.unit.above

    def _counts(self, clause: str, held: HeldByHeads) -> bool:
        """Whether a clause has figures that are not those of each unit alike."""
        told = [f for f in binding(clause) if not f.money]
        found = [f for f in told if not same_everywhere(f, clause, held.aims)]
        each = holds_for_each(plain_of(clause).low, found) and not any(map(counts_units, found))
        return bool(found) and (not each or (held.aims and all(f.unit == "%" for f in found)))

    def counts_for_others(self, text: str, duty: Duty, held: HeldByHeads) -> bool:
        """Whether a clause has figures by which somebody else than the unit is bound."""
        if not self.unit.committee or self._resolved():
            return False
        clause = text[duty.span.start : duty.span.end]
        kins = self.unit.kins(duty.who) if duty.who else held.kins
        if duty.said and duty.who and all(self._is_front_here(body) for body in duty.who):
            return False
        return any(
            self._counts(part, held)
            for part in CLAUSE.split(clause)
            if not kins & _BOUND or _ALL_OVER.search(plain_of(part).low)
        )

    def counts_first(self, text: str, held: HeldByHeads) -> bool:
        """Whether a text counts for all before it turns to some: "Mở lớp cho 300 người; các xã …".

        Whatever is known of those, nobody is named for what is counted before.
        """
        (first, said), *rest = passages(text, self.unit)
        some = any(one is not None and one.about for _part, one in rest)
        if said is not None or not some or self._resolved():
            return False
        if any(not group.start for group in groups(plain_of(first))):
            return False
        return any(self._counts(clause, held) for clause in CLAUSE.split(first))

    def _is_front_here(self, body: NamedBody) -> bool:
        """Whether an organisation is said to be of the unit's level: its figures are each one's."""
        here = body.level is not None and RANKS[body.level] == self.unit.level
        return here and self.unit.kin(body) is Kin.FRONT

    def _elsewhere(self, draft: NodeDraft, text: str, *, general: bool = False) -> bool:
        """Whether a text is about other places; marked where it is the unit's own all the same."""
        others = [u for u in named_units(text) if self._is_elsewhere(u.unit, u.name, u.level)]
        named = [b for b in bodies(text) if b.place and self.unit.kin(b) is Kin.OTHER]
        own = bool(self.unit.unit) and is_named(self.unit, text)
        if not others and not named:
            return False
        districts = self._is_two_levels() and all(u.level == "huyen" for u in others)
        if general and not own and (named or not districts):
            left = part_elsewhere(text, self._names_other)
            if left is not None and not named and draft.part == "muc":
                draft.texts = {name: [left.words] for name in draft.texts}
                if left.behind:
                    self.ask.mark(draft, Q_AFTER.replace("{chu}", left.lost))
                return False
            draft.drop(ELSEWHERE)
            return True
        self.ask.mark(draft, Q_PLACE)  # a former district may be the one the unit was of
        return False

    def _is_elsewhere(self, unit: str, name: str, level: str | None) -> bool:
        said = key_of(f"{unit} {name}")
        if said in (key_of(self.unit.unit), key_of(self.unit.place_above)):
            return False
        rank = RANKS.get(level or "")
        return rank is not None and self.unit.above < rank <= self.unit.level

    def _names_other(self, words: str) -> bool:
        return any(self._is_elsewhere(u.unit, u.name, u.level) for u in named_units(words))

    def is_above(self, level: str | None) -> bool:
        """Whether a level is above the unit."""
        return level is not None and RANKS[level] < self.unit.level

    def _leftover(self, draft: NodeDraft, field: str) -> None:
        """Words of the superior's level where the unit's may be meant."""
        word = self.unit.word_above
        self._districts(draft, field)
        if not word or not self.unit.committee:
            return
        for piece in draft.texts[field]:
            if not isinstance(piece, str):
                continue
            low = plain_of(piece).low
            for group in groups(plain_of(piece)):
                owner = _OWNER.search(low[: group.start])
                body = group.bodies[0]
                above = body.kind != "ubnd" and self.unit.kin(body) is Kin.ABOVE
                if owner and above and not body.every:
                    self.ask.mark(draft, Q_ABOVE.replace("{chu}", body.text))
            of = rf"(?P<of>của {_BODIES_OF}{word})(?! (?:ủy|đoàn)(?!\w))(?!\w)"
            whose = rf"(?P<before>[^,.;]*)(?<!\w){of}"
            for found in re.finditer(whose, low) if f" {word}" in low and "của " in low else ():
                if not _OF_ABOVE.search(found["before"].rstrip() + " "):
                    self.ask.mark(draft, Q_ABOVE.replace("{chu}", found["of"]))

    def _districts(self, draft: NodeDraft, field: str) -> None:
        if self._is_two_levels() and _DISTRICTS.search(plain_of(joined(draft.texts[field])).low):
            self.ask.mark(draft, Q_DISTRICT)

    def _is_two_levels(self) -> bool:
        """Whether the plan is of a day on which there are no districts any more."""
        return self.day is not None and self.day >= TWO_LEVELS

    def names(self, draft: NodeDraft) -> None:
        """Names as the unit would put them."""
        for name, text in draft.texts.items():
            said = joined(text)
            found = self._changes(draft, said)
            made = [(c.start, c.end, self.speech.words(c.words)) for c in found]
            new, done = put(text, made)
            if "Tỉnh" in said and self.unit.committee and self.unit.level == RANKS["xa"]:
                lowered = [_TINH.sub("tỉnh", p) if isinstance(p, str) else p for p in new]
                new, done = lowered, done or lowered != new
            if done:
                draft.texts[name] = new
                draft.touch(NAMED)

    def _itself(self, text: str) -> Iterable[Replacement]:
        """Where the document above speaks of itself ("Chỉ thị này"), the plan does of itself."""
        plain = plain_of(text)
        for found in says_itself(self.above, plain.low):
            if not speaks_of_the_above(plain.low, *found.span()):
                said = plain.span(*found.span())
                yield Replacement(*said, this_document(plain.low, found.start()))

    def _changes(self, draft: NodeDraft, text: str) -> Iterable[Replacement]:
        names = changes(text, self.unit, former_units(text))
        found = sorted([*names, *self._itself(text), *own_plan(text)])
        if self.unit.unit and key_of(self.unit.unit) in key_of(draft.said):
            # said of units by name: "toàn thành phố" there is not the unit's area
            found = [c for c in found if c.words != "{cap}"]
        if self.speech.words(Q_TARGET) in draft.marks:
            # a number counted over all of the superior's area is not the unit's
            found = [c for c in found if not _OVER.search(plain_of(text[: c.start]).low)]
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
                        found.append(Replacement(body.span.start, stop, "UBND {cap}"))
                        taken.add(body.span.start)
        return sorted(found)


def is_named(unit: Addressee, text: str) -> bool:
    """Whether a text names the unit; behind others its kind is said once: "các xã A và B"."""
    bare = unit.unit.removeprefix(f"{unit.word} ")
    listed = " " in bare and re.search(rf"(?:,| và) {re.escape(bare)}(?!\w)", text) is not None
    return key_of(unit.unit) in key_of(text) or listed

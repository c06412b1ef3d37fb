"""One clause of the plan above as the unit below says it: whose work it is, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.authorities import turned, without_chain
from generator.cascade.deriving.competence.collectives import are_rooms_here
from generator.cascade.deriving.competence.doers import is_anybodys, is_here_too, is_school
from generator.cascade.deriving.competence.events_above import event_above, serves_above, told_below
from generator.cascade.deriving.competence.held_by_heads import ASKABLE
from generator.cascade.deriving.competence.leaders_beside import leaders_beside
from generator.cascade.deriving.competence.listed import ListedUnits, listed
from generator.cascade.deriving.competence.met import met_with
from generator.cascade.deriving.competence.narrowed import is_of_told, narrowing
from generator.cascade.deriving.competence.officials import disciplined, is_bare, of_the_offices
from generator.cascade.deriving.competence.paid_to_others import pays_others
from generator.cascade.deriving.competence.partners import (
    PARTNERS,
    among_met,
    behind_leader,
    fronts_among,
    met_by,
    named_first,
    only_carries_out,
    own_part,
    submits_above,
    told_to_meet,
    topic_before,
    with_units,
)
from generator.cascade.deriving.competence.passive import done_by, handles_what_comes, made_by_unit
from generator.cascade.deriving.competence.said_by_unit import (
    place_of,
    said_by_unit,
)
from generator.cascade.deriving.competence.the_rest import is_for_the_rest
from generator.cascade.deriving.competence.with_object import held_by, with_object_where_unsaid
from generator.cascade.deriving.competence.with_party import asks_own_party, with_party
from generator.cascade.deriving.doubting.doubts import issues_itself
from generator.cascade.deriving.rulebook.questions import (
    Q_AFTER,
    Q_BODY,
    Q_CUT,
    Q_HELP,
    Q_ISSUE,
    Q_SCHOOLS,
    Q_SHARED,
    Q_WHO,
)
from generator.cascade.deriving.rulebook.rules import ASKED
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.of_a_department import for_some, met_by_own_unit
from generator.cascade.deriving.wording.sent_above import acts_above
from generator.grammar import schools
from generator.grammar.binding import counted_together
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import Plain, key_of, plain_of
from generator.grammar.named_bodies import NamedBody, NamedTogether, groups
from generator.grammar.whole_names import of_police, office_of_staff, whole_name
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.competence.events_above import EventAbove
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_COMMUNE = 3
_SUPERIORS_SCHOOL = re.compile(
    rf" (?:cấp |bậc )?{schools.PROVINCES}(?!\w)(?![^.;]{{0,80}}{schools.COMMUNES})"
)
"""Schools that a province keeps (Decree 142/2025/NĐ-CP): nothing that a commune gives work to."""
_FAR = 220
"""Letters before an act from which on a partner is named aside, not at the head."""
ORDERS = re.compile(r"(?i)(?:yêu cầu|xử phạt|thanh tra|thẩm định|phê duyệt|cấp phép)(?!\w)")
_PREPOSITION = re.compile(r"(?i)(?:trong|về|để|nhằm|theo(?! dõi)|tại|khi|trên)(?!\w)")
_WITH = re.compile(r"(?:phối hợp(?: chặt chẽ)?(?: với)?|cùng với|cùng) (?:[^.;:]{0,80}, )?$")
_COUNTED = re.compile(
    r"(?<![\w/.,])(?<!năm )(?<!tháng )(?<!ngày )(?<!quý )\d[\d.]*(?= (?!tháng|năm|giờ)[^\W\d])"
)
"""A number of something that several have together."""
_HELPS = re.compile(r" (?:cùng )?phối hợp(?!\w)")
_LED_BY = re.compile(r"(?:chủ trì|đầu mối)[^,;.:]{0,60}[,;] (?:và )?$")
_ONE_BY_ONE = re.compile(r"(?i)(?<!\w)(?:từng|mỗi) $")
_LEVELS = re.compile(r"[\s\-+•]*(?:[Cc]ác )?[Cc]ấp, (?:các )?ngành(?!\w)(?! [A-ZĐ])")
_REPORTS = re.compile(r"[\W\d]*(?:(?:gửi|lập|định kỳ|tổng hợp),? )*báo cáo(?!\w)")


class Clauses:
    """Reads clauses for one unit."""

    def __init__(self, unit: Addressee, ask: Questions) -> None:
        self.unit, self.ask = unit, ask

    def clause(
        self,
        draft: NodeDraft,
        text: str,
        group: list[Duty],
        held: HeldByHeads,
        *,
        behind: bool = False,
    ) -> tuple[str, bool] | None:
        """The words of a clause for the unit, and whether it is the unit's by name; None: lost.

        `behind`: whether a sentence with another subject stands before it.
        """
        first = group[0]
        words = without_chain(self.unit, text[first.span.start : first.span.end])
        by_name = first.who if first.said else ()
        kins = self.unit.kins(first.who) if first.who else set(held.kins)
        if held.others and not by_name and handles_what_comes(self.unit, words):
            return None
        if not kins:
            return None if pays_others(self.unit, words, text) else (words, False)
        said = narrowing(words, self.unit)
        theirs = said is not None and is_of_told(said, text[: first.span.start])
        if said is not None and not theirs and said.verdict(self.unit) == "asked":
            said.ask(draft, self.ask, self.unit)  # a title that is a sentence has not asked yet
            return words, True  # as the plan above says it, until somebody has answered
        if by_name and (together := with_party(self.unit, text, group)):
            return together, True
        if kins & {Kin.SELF, Kin.SOME}:
            return self._ours(draft, text, group, kins, held, behind=behind)
        if by_name and all(map(self.unit.houses, first.who)) and not held.asking:
            return self._in_house(draft, text, words, first, held)
        if by_name and (turned_so := self._of_authority(draft, text, first, held)) is not None:
            return turned_so
        clause = text[first.span.start : first.span.end]
        if met := met_with(self.unit, draft, self.ask, clause, first.who or held.who):
            return met, True
        whole = clause
        if not by_name and held.asking and held.who and told_below(text[first.span.start :]):
            whole = f"{held.who[0].text} {small(clause)}"
        if (by_name or whole != clause) and (event := event_above(whole, self.unit)):
            return self._sends_to(draft, event, held)
        if serves_above(clause, first.who or held.who, self.unit):
            return None
        return self._by_kin(draft, text, group, kins, held)

    def _by_kin(
        self, draft: NodeDraft, text: str, group: list[Duty], kins: set[Kin], held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """A clause of whom the unit orders, asks or helps, by what they are to it."""
        first = group[0]
        words = without_chain(self.unit, text[first.span.start : first.span.end])
        by_name = first.who if first.said else ()
        if Kin.EVERYBODY in kins:
            return self._everybody(draft, text, group), held.own
        if Kin.OWN in kins or (Kin.BELOW in kins and (self.unit.committee or held.own)):
            self._beside_own(draft, text, by_name)
            return words, True
        if held.own and self.unit.committee and by_name and all(map(is_here_too, first.who)):
            return words, True  # "Công an, Mặt trận cử người": those of the unit
        if held.own and first.role == "asked" and kins == {Kin.ABOVE}:
            return words, True  # what the unit itself asks of above
        if by_name and (asked := self._fronts_of(text, first)):
            draft.touch(ASKED)
            return asked, True
        if kins == {Kin.OUTSIDE}:
            return self._outside(draft, text, group, held)
        board = not self.unit.committee and kins == {Kin.PARTY} and by_name and not held.asking
        if board and not any(body.every or "trực thuộc" in body.name for body in first.who):
            return None  # what a committee of the Party leads is no department's to ask
        if kins <= ASKABLE:
            joins = self._joins_us(text, first, held)
            if joins and (helps := self._help(draft, text, group, held)):
                draft.borrowed += [body.text for body in first.who]
                return helps
            return self._asked(draft, words, first, kins, held), True
        helped = self._help(draft, text, group, held)
        if helped is None and by_name and (met := met_by_own_unit(self.unit, text, group)):
            return met, True
        told = first.said == "order" and not self.unit.committee and all(map(is_bare, first.who))
        if helped is None and held.own and by_name and (told or all(map(is_anybodys, first.who))):
            return self._among_ours(draft, words, first)
        return helped

    def _beside_own(self, draft: NodeDraft, text: str, who: Sequence[NamedBody]) -> None:
        """Ask about institutes, hospitals beside a province's own: they may be a ministry's."""
        if not self.unit.committee or self.unit.level != 1 or len(who) == 1:
            return
        for body in who:
            if body.kind == "su-nghiep" and self.unit.kin(body) in (Kin.ABOVE, Kin.OUTSIDE):
                self.ask.mark(draft, Q_WHO.replace("{chu}", whole_name(text, body)))

    def _sends_to(
        self, draft: NodeDraft, event: EventAbove, held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """What the unit's own organisation sends to an event of the superior's; None: nothing."""
        if not event.words:
            return None
        draft.borrowed.append(event.borrowed)
        draft.touch(ASKED)
        words = f"{event.name} {self.unit.word} {event.words}"
        return words if held.asking else f"Đề nghị {words}", True

    def _asked(
        self, draft: NodeDraft, words: str, first: Duty, kins: set[Kin], held: HeldByHeads
    ) -> str:
        """What organisations and committees of the Party do: a request, said once."""
        if first.said != "opening" or not first.who or held.asking:
            return words
        draft.touch(ASKED)
        if Kin.PARTY in kins and not asks_own_party(self.unit, f"đề nghị {words}"):
            self.ask.mark(draft, Q_WHO.replace("{chu}", first.who[0].text))
        at = place_of(words, first)[0] if " thì " in words else 0
        case = words[:at]  # "nhà nào già yếu thì đoàn thanh niên giúp": the organisation is asked
        return f"{case}đề nghị {words[at:]}" if case.endswith("thì ") else f"Đề nghị {small(words)}"

    def _among_ours(self, draft: NodeDraft, words: str, first: Duty) -> tuple[str, bool]:
        """What a body of nobody's does in the unit's own section: it stays, and is asked about."""
        school = all(map(is_school, first.who))
        question = Q_SCHOOLS if school else Q_WHO.replace("{chu}", first.who[0].text)
        self.ask.mark(draft, question)
        return words, True

    def _ours(
        self,
        draft: NodeDraft,
        text: str,
        group: list[Duty],
        kins: set[Kin],
        held: HeldByHeads,
        *,
        behind: bool,
    ) -> tuple[str, bool] | None:
        """A clause about units of this kind; None where it names others of them only."""
        first = group[0]
        named = self._only_named(text, first)
        if named is not None and not named.means(self.unit):
            return None
        if named is not None:
            said = said_by_unit(self.unit, draft, text, group, kins, behind=behind)
            return named.without(said), True
        if is_for_the_rest(self.unit, draft, text, first):
            return None
        if Kin.SOME in kins and Kin.SELF not in kins:
            self.ask.ask_some(draft, first.who or held.who)
            if first.said and len(words := text[first.span.start : first.span.end]) + 2 < len(text):
                return words, True  # among others it says for whom, until that is answered
        clause = text[first.span.start : first.span.end]
        after = text[place_of(text, first)[1] : first.span.end] if first.said else ""
        if leaders_beside(self.unit, first, after) and _COUNTED.search(after):
            self.ask.mark(draft, Q_SHARED)
        if made := made_by_unit(self.unit, clause):
            return made, True
        others = ", ".join(body.text for body in held.who)
        if not first.said and held.others and (turned := done_by(self.unit, clause, others)):
            self.ask.mark(draft, Q_CUT)
            return turned, True
        words = said_by_unit(self.unit, draft, text, group, kins, behind=behind)
        only = {body.only for body in first.who if body.unit} if first.said else set()
        about = only.pop() if len(only) == 1 else ""
        return with_object_where_unsaid(words, held_by(about)) if about else words, True

    def _in_house(
        self, draft: NodeDraft, text: str, words: str, first: Duty, held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """What rooms do: the unit's own in its own sections, another's below another's title."""
        if not held.own:
            own = Kin.OWN in self.unit.kins(first.who) and (self.unit.committee or not held.kins)
            return (words, True) if own else None
        for body in first.who if self.unit.committee and self.unit.bodies else ():
            staff = of_police(body.name) or office_of_staff(body.name)
            if key_of(body.name) not in self.unit.bodies and not staff:
                self.ask.mark(draft, Q_BODY.replace("{chu}", whole_name(text, body)))
        return words, True

    def _of_authority(
        self, draft: NodeDraft, text: str, first: Duty, held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """What Party committees and councils do, said as a committee may; None: no such clause."""
        when = text[first.span.start : max(place_of(text, first)[0], first.span.start)]
        turn = turned(self.unit, first, self._does(text, first), when)
        if turn is None:
            return None
        if turn.asked:
            if ASKED not in draft.touched and not asks_own_party(self.unit, turn.words):
                self.ask.mark(draft, Q_WHO.replace("{chu}", first.who[0].text))
            draft.touch(ASKED)
        elif turn.own and first.who[0].kind == "dang" and issues_itself(plain_of(turn.words).low):
            self.ask.mark(draft, Q_ISSUE)
        return turn.words, not turn.asked or held.own

    def _does(self, text: str, first: Duty) -> str:
        """A clause without its subject."""
        end = place_of(text, first)[1]
        return text[max(end, first.span.start) : first.span.end].lstrip(" ,:")

    def _outside(
        self, draft: NodeDraft, text: str, group: list[Duty], held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """What enterprises, schools, people do: one by name is none of the unit's business.

        Nor is what they report to a superior's body, and what the superior's own schools do.
        """
        first = group[0]
        invests = any("chủ đầu tư" in b.name for b in first.who)  # a commune may be one
        if invests:
            self.ask.mark(draft, Q_WHO.replace("{chu}", "chủ đầu tư"))
        if first.said and {b.kind for b in first.who} == {"bao-dai"}:
            return None  # the superior's press
        upward = any(
            d.role in ("report", "answer") and Kin.ABOVE in self.unit.kins(d.whom) for d in group
        )
        behind = plain_of(text).low[place_of(text, first)[1] :] if first.said else ""
        schools = " ".join(b.text.lower() for b in first.who)
        if self.unit.level >= _COMMUNE and (
            (upward and not invests)
            or _SUPERIORS_SCHOOL.match(behind)
            or _SUPERIORS_SCHOOL.search(schools)
        ):
            return None
        single = first.said and not any(b.every for b in first.who)
        if disciplined(first.who, behind):
            single = False  # whoever of the offices offends: the unit's own, too
        if held.own and self.unit.committee and of_the_offices(first.who):
            return text[first.span.start : first.span.end], True
        words = text[first.span.start : first.span.end]
        if single and held.own:
            return self._among_ours(draft, words, first)
        return None if single or held.others else (words, False)

    def _fronts_of(self, text: str, first: Duty) -> str:
        """A request to the organisations that the unit has too, of a list with others; else ""."""
        fronts = fronts_among(self.unit, first.who)
        start, end = place_of(text, first)
        if not fronts or start < first.span.start or self.unit.kin(first.who[0]) is not Kin.FRONT:
            return ""
        named = ", ".join(body.text for body in fronts)
        return f"Đề nghị {named}{text[end : first.span.end]}"

    def _everybody(self, draft: NodeDraft, text: str, group: list[Duty]) -> str:
        """A clause about all levels, all places: in the plan of one of them it acts by itself."""
        first = group[0]
        words = text[first.span.start : first.span.end]
        upward = any(
            d.role == "report" and self.unit.kins(d.whom) & {Kin.ABOVE, Kin.OTHER} for d in group
        )
        if not (self.unit.committee or upward) or first.said != "opening":
            return words
        start, end = place_of(text, first)
        if start < first.span.start:
            return words
        before, after = text[first.span.start : start], text[end : first.span.end]
        if not self.unit.committee and for_some(before):
            self.ask.mark(draft, Q_WHO.replace("{chu}", first.who[0].text))
            return words  # of a class of localities: a department is none
        if not self.unit.committee:  # what all send to another, it sends for itself
            return f"{before}{self.unit.name}{after}"
        if upward and "địa phương" in plain_of(text[start:end]).low:
            before = _ONE_BY_ONE.sub("", before)
            return f"{before}UBND {self.unit.word}{after}"
        if _LEVELS.match(words) or are_rooms_here(self.unit, text[start:end], after):
            each = "các" if before.strip(" -+*") else "Các"
            return f"{before}{each} {self.unit.rooms} thuộc UBND {self.unit.word}{after}"
        if upward:  # a room reports to its own committee, which reports up
            self.ask.mark(draft, Q_WHO.replace("{chu}", first.who[0].text))
            return f"{before}UBND {self.unit.word}{after}"
        return words

    def _help(
        self, draft: NodeDraft, text: str, group: list[Duty], held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """Work of others: what is left of it where the unit is named as a partner."""
        first = group[0]
        if not self.unit.committee and _REPORTS.match(text[first.span.start :].lower()):
            return None  # what others report to the department: theirs
        for duty in group:
            if duty.role not in ("lead", "coordinate", "asked"):
                continue
            if not self._is_partner(text, duty):
                continue
            act = text[duty.act.start : duty.act.end].strip()
            at = place_of(text, first)[0] if first.who and first.said else 0
            topic = topic_before(text[duty.span.start : at])
            if (units := with_units(plain_of(act), begins=True)) is not None:
                act = act[units.end() :].strip(" ,")
            if first.who and text[: duty.act.start].rstrip().endswith("chủ trì"):
                act = behind_leader(self.unit, act)
            if first.who and not act.strip(" .;"):  # "Lập hồ sơ …: Cục X chủ trì, phối hợp với …"
                act, topic = text[duty.span.start : place_of(text, first)[0]].strip(" -+*•:;"), ""
            if not act.strip(" .;"):
                continue
            whom = duty.whom or named_first(act) or self._met_in(text, duty)
            self.ask.ask_some(draft, whom)
            led = bool(self.unit.kins(duty.whom) & {Kin.SELF, Kin.SOME})
            leader = ", ".join(body.text for body in first.who or held.who)
            act, of_name, dated, lost = own_part(self.unit, act, first, led=led, who=leader)
            if only_carries_out(act):
                continue
            if lost:
                self.ask.mark(draft, Q_AFTER.replace("{chu}", lost.strip(" .;")))
            if dated and leader and not deadlines(act, None):
                act = f"{act.rstrip(' .;')}, phục vụ {leader} {dated}"
            if duty.act.start - duty.span.start > _FAR or ORDERS.match(act):
                self.ask.mark(draft, Q_HELP)
            if self.unit.level > self.unit.above and counted_together(act):
                self.ask.mark(draft, Q_SHARED)
            told = told_to_meet(self.unit, text[duty.span.start : duty.span.end], first.who)
            beside = told or ", ".join(body.text for body in first.who)
            beside = f" với {beside}" if beside else ""
            beside += f" {of_name}" if beside and of_name and not told else ""
            if held.who and not beside and submits_above(self.unit, act):
                return f"Phối hợp {small(act)}", True
            if _PREPOSITION.match(act) or beside:
                meets = met_by(self.unit, duty)
                meets = f"{topic} {small(meets)}" if topic else meets
                return f"{meets}{beside}{among_met(act)}", True
            return act, True
        return self._own_helps(draft, text, group, held)

    def _own_helps(
        self, draft: NodeDraft, text: str, group: list[Duty], held: HeldByHeads
    ) -> tuple[str, bool] | None:
        """Work of others that a body of the unit is named to do with them; None for no such body.

        "Công an tỉnh chủ trì, phối hợp với Công an cấp xã tuần tra": the commune's police does.
        """
        first = group[0]
        far = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE])
        who = first.who if first.said else held.who
        if not self.unit.committee or not who or not self.unit.kins(who) <= far:
            return None
        for duty in group:
            mine = [b for b in duty.whom if self.unit.kin(b) is Kin.OWN and (b.units or b.level)]
            if not mine or duty.role not in ("lead", "coordinate"):
                continue
            act = own_part(self.unit, text[slice(*duty.act)].strip(), first, led=True).words
            if not act.strip(" .;") or only_carries_out(act):
                continue
            if self.unit.level > self.unit.above and counted_together(act):
                self.ask.mark(draft, Q_SHARED)
            leaders = ", ".join(b.text.replace("Các ", "các ", 1) for b in who)
            return f"{', '.join(b.text for b in mine)} phối hợp với {leaders} {small(act)}", True
        return None

    def _joins_us(self, text: str, first: Duty, held: HeldByHeads) -> bool:
        """Whether an association of above does something of its own with the communes.

        "Hội Nông dân tỉnh phối hợp với các xã lập lịch …": no branch of a commune draws that up.
        """
        return (
            self.unit.committee
            and first.said == "opening"
            and not held.asking
            and first.role in ("lead", "coordinate")
            and all(acts_above(self.unit, body) for body in first.who)
            and self._is_partner(text, first)
        )

    def _met_in(self, text: str, duty: Duty) -> list[NamedBody]:
        """The bodies that somebody works with, deep in what it does."""
        plain = plain_of(text[duty.span.start : duty.span.end])
        return [b for g in groups(plain) if _WITH.search(plain.low[: g.start]) for b in g.bodies]

    def _only_named(self, text: str, first: Duty) -> ListedUnits | None:
        """The units in brackets behind a subject: "UBND các xã (Bắc Hà, Bản Liền) tổ chức"."""
        if not self.unit.committee or not first.who or not first.said:
            return None
        return listed(text, place_of(text, first)[1])

    def _is_partner(self, text: str, duty: Duty) -> bool:
        """Whether the unit is named as one who helps."""
        if self.unit.kins(duty.whom) & {Kin.SELF, Kin.SOME}:
            return True
        plain = plain_of(text[duty.span.start : duty.span.end])
        if (units := with_units(plain)) is not None:
            return self.unit.word in units["units"] or "địa phương" in units["units"]
        return any(
            (
                (_WITH.search(plain.low[: group.start]) or _HELPS.match(plain.low, group.end))
                and self.unit.kins(group.bodies) & {Kin.SELF, Kin.SOME}
            )
            or (_LED_BY.search(plain.low[: group.start]) and self._goes_along(plain, group))
            for group in groups(plain)
        )

    def _goes_along(self, plain: Plain, group: NamedTogether) -> bool:
        """Whether units act where another leads: "Viện X chủ trì, các địa phương nộp …"."""
        all_of_us = all(b.kind in ("ubnd", "dia-phuong") for b in group.bodies)
        acts = re.match(r" [^\W\d]", plain.low[group.end :]) is not None
        return all_of_us and acts and bool(self.unit.kins(group.bodies) & PARTNERS)

"""A text of the plan above read clause by clause for one unit: what is kept of it, in whose words.

A clause hangs on those before it: who acts goes on, what was done alone is done with others, and
who led the work that stands before takes it away with him.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.actors import with_actors
from generator.cascade.deriving.competence.after_ground import said_as_case
from generator.cascade.deriving.competence.after_lost import after_lost, is_result
from generator.cascade.deriving.competence.before_communes import before_communes
from generator.cascade.deriving.competence.clause_ends import for_all, helpers_of, names_the_doer
from generator.cascade.deriving.competence.collectives import of_own_people, without_rooms_named
from generator.cascade.deriving.competence.commands import without_order
from generator.cascade.deriving.competence.founded import founded
from generator.cascade.deriving.competence.partners import works_with_us
from generator.cascade.deriving.competence.referred import of_named_unit, referred
from generator.cascade.deriving.competence.reports_up import without_report
from generator.cascade.deriving.competence.told_within import own_part
from generator.cascade.deriving.rulebook.questions import (
    Q_CUT,
    Q_SHARED,
    Q_TARGET,
    Q_WHOSE,
)
from generator.cascade.deriving.rulebook.rules import HELPED, OTHERS, OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import out_of_reach
from generator.cascade.deriving.wording.joined_clauses import sentences, small
from generator.grammar.binding import counted_together, counts_what_is_there, sums
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.competence.clauses import Clauses
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.duties import Duty
    from generator.grammar.named_bodies import NamedBody

_ADJUNCT = re.compile(r"[\W\d]*(?:thời gian|địa điểm|hình thức|số lượng|sản phẩm)(?: \w+){0,3}:")
"""A sentence that only says when or how the one before it is done."""
_WATCHES = re.compile(r"\W*(?:chủ trì,? )?(?:kiểm tra|giám sát|theo dõi|đôn đốc|xử lý)(?!\w)")
_LABEL = re.compile(r"[\W\d]*[^\W\d][^:;.,]{3,40}: ")
_ENDS = re.compile(r"[\s.;,:/*]*$")


class ClauseByClause:
    """One text under way: the clauses read so far."""

    def __init__(
        self, kit: Kit, clauses: Clauses, draft: NodeDraft, text: str, held: HeldByHeads
    ) -> None:
        self.kit, self.clauses, self.draft = kit, clauses, draft
        self.text, self.held = text, held
        groups: dict[int, list[Duty]] = {}
        for duty in duties(text, kit.day):
            groups.setdefault(duty.span.start, []).append(duty)
        self.groups = tuple(groups.values())
        """The duties of each clause."""
        self.kept: list[str] = []
        self.lost: list[Duty] = []
        self.last: Sequence[NamedBody] = ()
        """Who acts in the clause before."""
        self.elsewhere: Sequence[NamedBody] = held.who if held.others else ()
        """Others by name, of whose unit it goes on."""
        self.settled = self.counted = False

    def settle(self, field: str) -> bool:
        """Settle the text; False where it has to be read as a general one."""
        for group in self.groups:
            self._read(group)
        draft = self.draft
        if self._is_others():
            draft.drop(OTHERS)
            return True
        if not self._stays():
            end = found[0] if (found := _ENDS.search(self.text)) else ""
            label, said = self._label(), _ENDS.sub("", sentences(self.kept)) + end
            new = f"{label}{small(said)}" if label else said
            draft.texts[field] = out_of_reach(new[:1].upper() + new[1:], draft.borrowed)
            draft.touch(OWN_WORK if self.settled else OTHERS if self.lost else HELPED)
        if self._turns_to_communes():
            self.kit.ask.mark(draft, Q_WHOSE)
        if not self.settled and not self.held.own:
            return False
        if self.counted and not sums(self.text):
            self.kit.ask.mark(draft, Q_TARGET)
        elif self._counts_theirs():
            self.kit.ask.mark(draft, Q_SHARED)
        self.kit.kept.own(draft, field, self.held)
        return True

    def _label(self) -> str:
        """What the text is about, before a first clause that is left out: "Kinh phí: "."""
        found = _LABEL.match(self.text)
        first = self.groups[0][0]
        if found is None or first not in self.lost or first.span.start > found.end():
            return ""
        own = not (groups(plain_of(found[0])) or begins_work(plain_of(found[0]).low.lstrip(" -+•")))
        return found[0] if own and not self.kept[0].startswith(found[0].strip()) else ""

    def _turns_to_communes(self) -> bool:
        """Whether work that nobody is named for stays before what the communes are told."""
        held = self.held
        bare = self.draft.part == "muc" and not (held.kins or held.aims or self.draft.dropped)
        first = self.text[slice(*self.groups[0][0].span)]
        return (
            bare
            and self.kept[:1] == [first]
            and before_communes(self.kit.unit, self.text, self.groups)
        )

    def _counts_theirs(self) -> bool:
        """Whether what was told to several units counts what all of them have there."""
        unit = self.kit.unit
        if not unit.committee or unit.level <= unit.above or self.draft.by_name:
            return False
        told = [body for duty in self.groups for body in duty[0].who] or self.held.who
        several = any(b.unit and not b.place and (b.every or len(b.units) > 1) for b in told)
        return several and any(map(counts_what_is_there, self.kept))

    def _read(self, group: list[Duty]) -> None:
        acting = referred(
            with_actors(self.clauses.unit, self.text, group), self.last, self.held.who
        )
        acting = of_named_unit(acting, self.elsewhere)
        acting = without_rooms_named(acting, self.held) if self.kit.unit.committee else acting
        if self.held.others or self.lost:  # who gives the order is another
            acting = without_report(self.text, acting)
        first = acting[0]
        said = self._said(acting)
        if said is None and self.kept and (helpers := helpers_of(self.text, first)):
            self.kept[-1] = f"{self.kept[-1].rstrip(' .;')}; phối hợp với {helpers}."
            return
        words = self.text[first.span.start : first.span.end]
        if said is None and (mine := of_own_people(self.kit.unit, words)):
            said = mine, True
        if said is None or (self.lost and self._only_results(first)):
            self._lose(first)
        else:
            self._keep(*said, first, group[0])

    def _only_results(self, first: Duty) -> bool:
        """Whether a clause says what comes of the one before it, which is left out."""
        before = self.lost[-1].span.end >= first.span.start - len(". ")
        return before and is_result(self.text[slice(*first.span)])

    def _said(self, acting: list[Duty]) -> tuple[str, bool] | None:
        """A clause for the unit; what a body does that the kept words have founded is its own."""
        draft, first = self.draft, acting[0]
        beside = draft.parent.children() if draft.parent is not None else []
        above = beside[: beside.index(draft)] if draft in beside else []
        before = [one.said for one in above if one.dropped is None]
        if founded([*before, *self.kept], first):
            return self.text[first.span.start : first.span.end], True
        behind = bool(self.kept) and first.who != self.last and not self.held.own
        return self.clauses.clause(draft, self.text, acting, self.held, behind=behind)

    def _lose(self, first: Duty) -> None:
        """Leave out a clause of others, and work before it whose doer it names."""
        if self.kept and (tail := for_all(self.text, first)):
            self.kept.append(tail)
            return
        several = len(self.groups) > 1 and not self.held.own
        clause, behind = self.text[slice(*first.span)], bool(self.kept)
        mine, joint = own_part(self.kit, self.draft, clause, several=several, behind=behind)
        if mine:
            self.kept.append(mine)
            self.settled, self.last = True, () if joint else first.who
            return
        works = bool(self.kept) and _ADJUNCT.match(plain_of(self.kept[-1]).low) is None
        if works and first.who != self.last and names_the_doer(self.text, first):
            self.kept.pop()  # "…; Sở Nội vụ chủ trì.": whose the work before is
        self.lost.append(first)
        self.last = first.who
        self.elsewhere = first.who or self.elsewhere

    def _keep(self, words: str, own: bool, first: Duty, begins: Duty) -> None:
        """Take the words of a clause; `own`: whether it is the unit's by name."""
        held, lost, text = self.held, self.lost, self.text
        if lost and self.kit.unit.committee:
            words = without_order(self.kit.unit, words)
        words = said_as_case(self.kit.unit, words) if lost else words
        helps = words.startswith("Phối hợp với ") and not held.own and self.last == ()
        if helps and self.kept and names_the_doer(text, first):
            self.kept.pop()  # "…; Viện X chủ trì, các địa phương nộp …": the work before is X's
            self.kit.ask.mark(self.draft, Q_CUT)
        if lost and lost[-1].span.end >= begins.span.start - 2:
            words = after_lost(self.clauses, self.draft, text, words, lost, first, held)
        self.settled |= own
        clause = text[slice(*first.span)]
        once = works_with_us(self.kit.unit, clause) and not counted_together(words)
        self.counted |= not once and self.kit.kept.counts_for_others(text, first, held)
        self.kept.append(words)
        self.last = first.who
        self.elsewhere = () if first.who else self.elsewhere

    def _is_others(self) -> bool:
        """Whether nothing is kept, or nothing but when and how others do what is lost."""
        begins = self.groups[0][0].span.start
        begins_lost = bool(self.lost) and self.lost[0].span.start == begins
        return (
            not self.kept
            or (begins_lost and all(_ADJUNCT.match(plain_of(words).low) for words in self.kept))
            or self._checked_by_others()
        )

    def _checked_by_others(self) -> bool:
        """Whether what people and firms must do is watched by another department, as it says.

        "Chủ rừng không được khai thác trắng; giao Chi cục X kiểm tra": nothing in it is ours.
        """
        ours = self.kit.unit.committee or self.settled or self.held.own or self.held.aims
        if ours or len(self.groups) != len(self.kept) + len(self.lost):
            return False
        low = plain_of(self.kept[0]).low.lstrip(" -+*•")
        if begins_work(low) or low.startswith(
            ("không ", "chưa ", "nghiêm cấm ", "cấm ", "bảo đảm ")
        ):
            return False  # said to whoever reads it
        behind = self.groups[len(self.kept) :]
        lost = [group[0] for group in behind]
        return bool(lost) and all(
            one in self.lost and _WATCHES.match(plain_of(self.text[slice(*one.act)]).low)
            for one in lost
        )

    def _stays(self) -> bool:
        """Whether all clauses are kept as the plan above says them."""
        spans = [group[0].span for group in self.groups]
        whole = [self.text[span.start : span.end] for span in spans]
        return len(self.kept) == len(whole) and "".join(self.kept) == "".join(whole)

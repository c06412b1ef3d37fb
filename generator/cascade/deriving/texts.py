"""What becomes of one text of the plan above, a sentence or several, for one unit.

What a text says of organisations above, of all localities, of a class of units or of the document
itself is settled first; what is left is read clause by clause, and where no clause says whose it
is, as words that hold for everybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.clause_by_clause import ClauseByClause
from generator.cascade.deriving.competence.before_colon import told_by_name
from generator.cascade.deriving.competence.by_itself import sentences_alone
from generator.cascade.deriving.competence.clauses import Clauses
from generator.cascade.deriving.competence.counterparts import of_this_locality
from generator.cascade.deriving.competence.founded import founded_by_others
from generator.cascade.deriving.competence.granted import (
    is_granted_to_others,
    keep_share,
    told_alone,
)
from generator.cascade.deriving.competence.held_by_heads import ASKABLE, HeldByHeads
from generator.cascade.deriving.competence.kinds_apart import keep_own_kind
from generator.cascade.deriving.competence.left_to_above import leave_to_above
from generator.cascade.deriving.competence.level_labels import of_own_level
from generator.cascade.deriving.competence.listed import listed
from generator.cascade.deriving.competence.narrowed import for_unit, narrowing
from generator.cascade.deriving.competence.of_communes import without_others
from generator.cascade.deriving.competence.partners import MINE, without_command, without_itself
from generator.cascade.deriving.competence.reports_here import gathered_here
from generator.cascade.deriving.competence.returned import give_back
from generator.cascade.deriving.frame.document_words import of_document
from generator.cascade.deriving.frame.last_words import answered_for_in, reports_in
from generator.cascade.deriving.rulebook.questions import Q_PLACE, Q_SHARED, Q_TARGET
from generator.cascade.deriving.rulebook.rules import ELSEWHERE, OTHERS, OWN_WORK
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.among_others import stand_alone
from generator.cascade.deriving.wording.by_kind import own_figure
from generator.cascade.deriving.wording.class_shares import share_of_class
from generator.cascade.deriving.wording.class_stressed import settle_known_class
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.issuer_named import own_field
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.over_all import put_over_all
from generator.cascade.deriving.wording.pilots import ask_pilot
from generator.cascade.deriving.wording.set_phrases import BEGINS, CLOSING, CLOSING_OF_BODY
from generator.cascade.deriving.wording.singled_out import still_singled_out
from generator.cascade.deriving.wording.totals import keeps_total, own_share
from generator.grammar.binding import binding
from generator.grammar.duties import duties
from generator.grammar.former_units import heads_former
from generator.grammar.labels import Labels, is_label_line, labels_in

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit

_STOP = re.compile(r"[.;] (?=\w)")


class Texts:
    """Settles texts for one unit."""

    def __init__(self, kit: Kit) -> None:
        self.kit, self.unit, self.day = kit, kit.unit, kit.day
        self.ask, self.kept = kit.ask, kit.kept
        self.clauses = Clauses(kit.unit, kit.ask)

    def settle(self, draft: NodeDraft, held: HeldByHeads) -> None:
        """Settle a text; what is left out and yet is about the unit comes back."""
        before = draft.dropped
        field = _field(draft)
        open_ = before is None and draft.part == "muc" and not (draft.kept or draft.touched)
        if open_ and is_granted_to_others(draft.said, self.unit):
            draft.drop(ELSEWHERE)
            return
        told = told_alone(draft.said, self.unit) if open_ else None
        told = of_own_level(draft.said, self.unit) if open_ and told is None else told
        if told is not None:
            if not told:
                draft.drop(ELSEWHERE)
                return
            draft.texts[field] = [told]
            draft.by_name = "named"
        if open_ and founded_by_others(draft):
            draft.drop(OTHERS)
            return
        self._settle(draft, held)
        if draft.dropped is None and not draft.kept and not self.unit.committee:
            for name, text in draft.texts.items():
                alone = [without_itself(self.unit, p) if isinstance(p, str) else p for p in text]
                draft.texts[name] = [p for p in alone if p]
        if before is None and draft.dropped is not None:
            give_back(self.kit, draft, field)
        if before is None:
            keep_share(self.kit, draft, field)
            sentences_alone(self.kit, draft, field, held, self._settle)
            ask_pilot(draft, self.unit, self.ask)

    def close(self, draft: NodeDraft, field: str, rule: str) -> None:
        """Put the unit's last words, behind what it is to report when, and to answer for."""
        words = CLOSING if self.unit.committee else CLOSING_OF_BODY
        before = reports_in(draft.said, self.kit) + answered_for_in(draft.said, self.kit)
        self._say(draft, field, rule, f"{before}{words}")

    def _settle(self, draft: NodeDraft, held: HeldByHeads) -> None:
        field = _field(draft)
        if draft.dropped is not None or draft.kept or field not in draft.texts:
            return
        if draft.touched:  # a rule has spoken
            self.kept.names(draft)
            self.kept.sends_itself(draft, field)
            return
        keep_own_kind(draft, field, self.unit, held.who)
        settle_known_class(draft, field, self.unit)
        if held.aims:
            own_field(self.kit, draft, field)
        if draft.by_name and not held.kins:
            held = held._replace(kins=frozenset([Kin.SELF]))
        if draft.by_name == "shared":
            self.ask.mark(draft, Q_SHARED)
        of_this_locality(draft, field, self.unit, self.ask)
        held = told_by_name(draft, field, self.unit, held)
        leave_to_above(self.kit, draft, field, held.who if held.asking else ())
        if draft.dropped is not None:
            return
        held = self._among_others(draft, field, held)
        meant = self._for_whom(draft, field, joined(draft.texts[field]), held)
        if meant is None or draft.dropped is not None:
            draft.drop(draft.dropped or OTHERS)
            return
        text, held = meant
        if self._of_itself(draft, field, text, held):
            return
        text = without_command(self.unit, joined(draft.texts[field]), asking=held.asking)
        self._put(draft, field, text, OWN_WORK)
        reading = ClauseByClause(self.kit, self.clauses, draft, text, held)
        if reading.groups and reading.settle(field):
            return
        if draft.dropped is None:
            general = joined(draft.texts[field])
            self.kept.general(draft, field, general, held, named=bool(draft.by_name))
        if draft.dropped is None and held.aims and self.kit.ask.leads:
            put_over_all(draft, field, self.unit.word_above)

    def _among_others(self, draft: NodeDraft, field: str, held: HeldByHeads) -> HeldByHeads:
        """Let the unit stand alone where it is named with others; who acts then."""
        alone = held._replace(kins=frozenset([Kin.SELF]))
        if still_singled_out(joined(draft.texts[field]), self.unit):
            self.ask.mark(draft, Q_SHARED)
        told = stand_alone(draft, field, self.unit)
        share_of_class(draft, field, self.unit, self.ask)
        if own_figure(draft, field, self.unit):  # what else is counted stays everybody's
            told = told or len(binding(joined(draft.texts[field]))) <= 1
        if told and not held.kins:
            held = alone
        if self._is_shared(joined(draft.texts[field]), held):
            if own_share(draft, field, self.unit) and not held.kins:
                held = alone
            if keeps_total(joined(draft.texts[field]), self.unit):
                self.ask.mark(draft, Q_TARGET)
        return held

    def _is_shared(self, text: str, held: HeldByHeads) -> bool:
        """Whether no body of others has the work in which a total may stand."""
        told = [self.unit.kins(d.who) for d in duties(text, self.day) if d.who]
        return not held.others and all(kins & MINE for kins in told)

    def _of_itself(self, draft: NodeDraft, field: str, text: str, held: HeldByHeads) -> bool:
        """Settle what a text says of the document, or of what is gathered here; whether it did."""
        if (here := gathered_here(text, self.unit)) is not None:
            self._say(draft, field, OWN_WORK, here)
            return True
        if draft.part == "muc" and not (self.unit.committee or held.aims or held.asking):
            mine = without_others(text, self.unit)
            if mine is None:
                draft.drop(OTHERS)
                return True
            self._put(draft, field, mine, OTHERS)
            text = mine
        settled = of_document(draft, text, held, self.unit)
        if settled is None:
            return False
        if settled.says == "begins":
            self._say(draft, field, settled.rule, BEGINS)
            if settled.stays:
                draft.texts[field].insert(0, text[: settled.stays])
                self.kit.kept.names(draft)
        elif settled.says:
            self.close(draft, field, settled.rule)
        else:
            draft.drop(settled.rule)
        return True

    def _for_whom(
        self, draft: NodeDraft, field: str, text: str, held: HeldByHeads
    ) -> tuple[str, HeldByHeads] | None:
        """A text without what only says for whom it is, and who acts; None: not for the unit."""
        labels = labels_in(text, self.day, None) if ":" in text else Labels()
        leads, kins = labels.leads, frozenset(self.unit.kins(labels.leads))
        if is_label_line(text):
            if not kins & {Kin.SELF, Kin.OWN} and (leads or held.others):
                return None
        elif leads and self.unit.committee:
            if not kins & (MINE | ASKABLE):
                helps = self.unit.kins(labels.helpers) & {Kin.SELF, Kin.SOME}
                return (text, held) if helps else None
            held = held._replace(kins=kins, who=leads)
        if self.unit.committee and (named := listed(text)) is not None:
            if named.means(self.unit):
                text = named.without(text)
                draft.texts[field] = [text]
                draft.touch(OWN_WORK)
            elif len(_STOP.split(text.strip(" ./"))) == 1:
                return None
            else:
                self.ask.mark(draft, Q_PLACE)
        meant = for_unit(draft, text, self.ask, self.unit)
        if meant is not None and meant != text and held.others:
            meant = self._by_name(text, meant)
        if meant is not None and meant != text:
            draft.texts[field] = [meant]
            draft.touch(OWN_WORK)
            told = heads_former(text) is None  # said to units of its kind, and not of an area
            if told and not (held.kins or self.kept.counts_first(text, held)):
                held = held._replace(kins=frozenset([Kin.SELF]))
        return None if meant is None else (meant, held)

    def _by_name(self, text: str, meant: str) -> str:
        """Words told to units of a class below the heading of another, who would act in them."""
        of_class = narrowing(text, self.unit)
        if of_class is None or not of_class.about or not text[of_class.end :].strip():
            return meant
        return f"UBND {self.unit.word} {small(meant)}"

    def _say(self, draft: NodeDraft, field: str, rule: str, words: str) -> None:
        draft.texts[field] = [self.kit.speech.words(words)]
        draft.touch(rule)

    def _put(self, draft: NodeDraft, field: str, text: str, rule: str) -> None:
        """Put a text in the place of the one that stands there, where it is another."""
        if text != joined(draft.texts[field]):
            draft.texts[field] = [text]
            draft.touch(rule)


def _field(draft: NodeDraft) -> str:
    return "noi_dung" if "noi_dung" in draft.texts else "tieu_de"

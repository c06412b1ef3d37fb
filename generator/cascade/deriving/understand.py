"""What becomes of each node of the plan above, by what it says: the part no clerk has to write.

For every node, before a word is changed: who acts (said in the sentence, or by the heading it
stands under), which duty, whose competence, which places and figures. From that the node is
taken as the unit's own, shared out, turned into help or a request, left out with a reason,
or put before a person. The rules of quy-tac.toml come first and are never overruled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.missing_bodies import own_departments
from generator.cascade.deriving.assigning.sharing import Sharing
from generator.cascade.deriving.competence import label_lines
from generator.cascade.deriving.competence.after_ground import said_as_case
from generator.cascade.deriving.competence.after_lost import after_lost
from generator.cascade.deriving.competence.before_colon import told_by_name
from generator.cascade.deriving.competence.by_itself import sentences_alone
from generator.cascade.deriving.competence.clause_ends import for_all, helpers_of, names_the_doer
from generator.cascade.deriving.competence.clauses import (
    ASKABLE,
    Clauses,
    HeldByHeads,
)
from generator.cascade.deriving.competence.collectives import of_own_people
from generator.cascade.deriving.competence.counterparts import of_this_locality
from generator.cascade.deriving.competence.founded import founded
from generator.cascade.deriving.competence.kept import KeptWords
from generator.cascade.deriving.competence.left_to_above import leave_to_above
from generator.cascade.deriving.competence.listed import listed
from generator.cascade.deriving.competence.narrowed import Narrowing, for_unit, narrowing, of_others
from generator.cascade.deriving.competence.of_communes import without_communes
from generator.cascade.deriving.competence.partners import (
    MINE,
    fronts_among,
    without_command,
    without_itself,
)
from generator.cascade.deriving.competence.referred import referred
from generator.cascade.deriving.competence.reports_here import gathered_here
from generator.cascade.deriving.competence.reports_up import without_report
from generator.cascade.deriving.competence.returned import give_back, keep_share
from generator.cascade.deriving.finish import finish
from generator.cascade.deriving.frame.document_words import of_document
from generator.cascade.deriving.frame.headings import Titles
from generator.cascade.deriving.frame.last_words import reports_in
from generator.cascade.deriving.rulebook.questions import (
    Q_CUT,
    Q_PLACE,
    Q_SHARED,
    Q_TARGET,
    Questions,
)  # fmt: skip
from generator.cascade.deriving.rulebook.rules import (
    ASSESSED,
    CLOSED,
    HELPED,
    MERGED,
    OTHERS,
    OWN_WORK,
)  # fmt: skip
from generator.cascade.deriving.rulebook.text_under_way import out_of_reach
from generator.cascade.deriving.tables.annex import Annex
from generator.cascade.deriving.tables.free_tables import settle_tables
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.unit.kit import Kit
from generator.cascade.deriving.wording.alternatives import own_alternatives
from generator.cascade.deriving.wording.among_others import stand_alone
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import sentences
from generator.cascade.deriving.wording.pilots import ask_pilot, own_pilots
from generator.cascade.deriving.wording.plain_names import make_names_plain
from generator.cascade.deriving.wording.run_on import sentences_apart
from generator.cascade.deriving.wording.set_phrases import (
    ASSESSES,
    BEGINS,
    CLOSES,
    CLOSING,
    CLOSING_OF_BODY,
    ENDS_TITLE,
)
from generator.cascade.deriving.wording.singled_out import still_singled_out
from generator.cascade.deriving.wording.totals import keeps_total, own_share
from generator.grammar.binding import sums
from generator.grammar.duties import duties
from generator.grammar.labels import Labels, is_label_line, labels_in
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import NamedBody, bodies, groups
from generator.grammar.orders import heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.cascade.deriving.assigning.own_bodies import OwnBodies
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_at_work import Speech
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.leading import Lead
    from generator.grammar.duties import Duty

_AIMS = re.compile(r"(?:^|[ ,])(?:mục tiêu|mục đích|chỉ tiêu|phấn đấu)(?!\w)")
_PURSE = re.compile(r"(?:^|[ ,])(?:kinh phí|nguồn lực|nguồn vốn|ngân sách|tài chính)(?!\w)")
_FRAMES = re.compile(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|biện pháp|việc)(?!\w)[^.:;]{0,40}[\s.:*]*$"
    r"|(?:tập trung|tổ chức|triển khai) thực hiện[\s:*]*$"
)
"""A line that announces tasks: "Các đơn vị tập trung thực hiện một số nhiệm vụ sau:"."""
_SENTENCE = 60
"""Letters from which on a title may be a sentence."""
_ADJUNCT = re.compile(r"[\W\d]*(?:thời gian|địa điểm|hình thức|số lượng|sản phẩm)(?: \w+){0,3}:")
"""A sentence that only says when or how the one before it is done."""
_STOP = re.compile(r"[.;] (?=\w)")
_ENDS = re.compile(r"[\s.;,:/*]*$")


class Understanding:
    """Reads the nodes of a plan for one unit and settles what no rule has settled."""

    def __init__(
        self,
        unit: Addressee,
        speech: Speech,
        day: date | None,
        names: Mapping[str, str],
        lead: Lead,
        own: OwnBodies,
        ended: Mapping[str, str],
        document: str,
    ) -> None:
        """`document`: the type of the document above in small letters; "" for a plan."""
        self.lead, self.own = lead, own
        self.unit, self.speech, self.day = unit, speech, day
        self.ask = Questions(unit, speech, leads=not unit.committee and lead.is_led_by(unit.name))
        self.clauses = Clauses(unit, self.ask)
        self.kept = KeptWords(unit, speech, day, self.ask, document)
        self.names = names
        """Id → name of every agency that the plan gives work to."""
        self.kit = Kit(unit, speech, day, names, lead, own, self.ask, self.kept, ended)

    def read(self, program: Program) -> None:
        """Settle every node."""
        parts = program.parts
        self.sharing = Sharing(self.kit, program)
        self.titles = Titles(self.kit, self.sharing)
        renamed = own_departments(self.kit, program)
        own_alternatives(program.order, self.unit)
        own_pilots(program.order, self.unit)
        make_names_plain(program.order, self.unit)
        sentences_apart(program.order, self.unit, self.day)
        self._each([*parts["muc"]], HeldByHeads())  # those made meanwhile are settled
        self._closing(parts["ket_thuc"])
        annex = Annex(self.kit, self.below)
        for draft in parts["phu_luc"]:
            annex.read(draft)
        kit = self.kit._replace(above=program.plan.van_ban.ma)
        for draft in program.order:
            settle_tables(kit, draft)
        for draft in parts["chu_thich"]:
            self.kept.note(draft)
        finish(self.kit, program, renamed)

    # ------------------------------------------------------------------ the outline

    def below(self, draft: NodeDraft, held: HeldByHeads) -> None:
        """Settle a node and what is below it."""
        if draft.dropped is not None or draft.kept:
            return
        children = draft.children()
        if not children:
            self.leaf(draft, held)
            return
        if draft.kind in ("muc", "khoan") and ASSESSES.match(plain_of(draft.said).low):
            draft.drop(ASSESSED)
            return
        narrowed = narrowing(draft.said, self.unit, title=True)
        if of_others(draft.said, narrowed, self.unit):
            draft.drop(OTHERS)
            return
        inner = self._entered(draft, held)
        labelled = label_lines.labelled_by(self.kit, children)
        self._each(children, labelled or inner)
        if labelled is not None and label_lines.led_by_others(self.kit, draft, labelled, self.leaf):
            return
        if labelled is None and inner.who == held.who and self._is_sentence(draft):
            self._speaking(draft, held)
            return
        self.titles.settle(draft, inner, held)
        if narrowed is not None and narrowed.verdict(self.unit) == "asked":
            narrowed.ask(draft, self.ask, self.unit)

    def _each(self, children: Sequence[NodeDraft], held: HeldByHeads) -> None:
        """Settle nodes side by side; a line that only says for whom goes on with what follows."""
        line: Narrowing | None = None
        each = label_lines.lines_of_each(self.kit, children)
        for at, child in enumerate(children):
            self.below(child, each.get(at, held))
            said = narrowing(child.said, self.unit, title="tieu_de" in child.texts)
            if said is not None and said.end >= len(child.said.rstrip()):
                line = said if self._goes_on(child) else None
            elif (
                line is not None
                and child.dropped is None
                and line.verdict(self.unit) != "ours"
                and "tieu_de" not in child.texts
            ):
                line.ask(child, self.ask, self.unit)

    def _goes_on(self, line: NodeDraft) -> bool:
        """Whether a line that says for whom has nothing below it: what stands beside is meant."""
        return not line.children()

    def _speaking(self, draft: NodeDraft, held: HeldByHeads) -> None:
        """A title that is a sentence; where it is others', what is below it stands for it."""
        stays = [child for child in draft.children() if child.dropped is None]
        self.leaf(draft, held)
        draft.speaks = draft.dropped is None
        mine = [child for child in stays if child.touched and "noi_dung" in child.texts]
        if draft.dropped is None or not mine or "tieu_de" not in draft.texts:
            return
        draft.dropped, draft.speaks = None, True
        draft.texts["tieu_de"] = mine[0].texts["noi_dung"]
        draft.marks += mine[0].marks
        draft.touch(OWN_WORK)
        for child in stays:
            child.dropped = MERGED if child is mine[0] else None

    def _is_sentence(self, draft: NodeDraft) -> bool:
        """Whether a node with nodes below it orders something itself."""
        text = draft.said.split("\n")[0]
        whole = "tieu_de" not in draft.texts and text.rstrip().endswith((".", ";"))
        if text.rstrip(" *").endswith(":") or (len(text) < _SENTENCE and not whole):
            return False
        least = _SENTENCE // 5 if whole else _SENTENCE // 2
        return any(d.said and d.act.end - d.act.start > least for d in duties(text, self.day))

    def _entered(self, draft: NodeDraft, held: HeldByHeads) -> HeldByHeads:
        """What holds below a node with nodes below it."""
        if draft.assigned:  # a rule has given it to a body of the unit
            return held._replace(kins=frozenset([Kin.OWN]), who=())
        text = draft.said.split("\n")[0]
        low = plain_of(text).low
        of_class = narrowing(draft.said, self.unit, title=True)
        if of_class is not None and of_class.verdict(self.unit) != "others":
            return held._replace(kins=frozenset([Kin.SELF]))  # for whom, and not who of them
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
        if _FRAMES.search(low) and any(heading(d.said.split("\n")[0])[0] for d in draft.children()):
            return held  # "… thực hiện các nhiệm vụ sau:": who does which is said below
        fronts = bool(who) and all(body.kind in ("mat-tran", "doan-the") for body in who)
        if asked or fronts or low.lstrip(" *").startswith("đề nghị"):
            who = fronts_among(self.unit, who) or who
        if who:
            kins = frozenset(self.unit.kins(who))
            return held._replace(kins=kins, who=who, asked=asked)
        aims = held.aims or bool(_AIMS.search(low))
        closing = held.closing or ENDS_TITLE.fullmatch(low) is not None
        return held._replace(
            closing=closing, aims=aims, purse=held.purse or bool(_PURSE.search(low))
        )

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

    def _closing(self, drafts: list[NodeDraft]) -> None:
        """The closing words: one paragraph of the unit, and what else is ordered there."""
        said = False
        for draft in drafts:
            if draft.dropped is not None or draft.kept or draft.touched:
                said = True
            elif not CLOSES.search(plain_of(draft.said).low):
                self.leaf(draft, HeldByHeads())
            elif said:
                draft.drop(CLOSED)
            else:
                self._say(draft, "noi_dung", CLOSED, self._last_words(draft))
                said = True

    # ------------------------------------------------------------------ one sentence or several

    def leaf(self, draft: NodeDraft, held: HeldByHeads) -> None:
        """Settle a text; what is left out and yet is about the unit comes back."""
        before = draft.dropped
        field = "noi_dung" if "noi_dung" in draft.texts else "tieu_de"
        self._leaf(draft, held)
        if draft.dropped is None and not draft.kept and not self.unit.committee:
            for name, text in draft.texts.items():
                alone = [without_itself(self.unit, p) if isinstance(p, str) else p for p in text]
                draft.texts[name] = [p for p in alone if p]
        if before is None and draft.dropped is not None:
            give_back(self.kit, draft, field)
        if before is None:
            keep_share(self.kit, draft, field)
            sentences_alone(self.kit, draft, field, held, self._leaf)
            ask_pilot(draft, self.unit, self.ask)

    def _leaf(self, draft: NodeDraft, held: HeldByHeads) -> None:
        field = "noi_dung" if "noi_dung" in draft.texts else "tieu_de"
        if draft.dropped is not None or draft.kept or field not in draft.texts:
            return
        if draft.touched:  # a rule has spoken
            self.kept.names(draft)
            self.kept.sends_itself(draft, field)
            return
        of_this_locality(draft, field, self.unit, self.ask)
        held = told_by_name(draft, field, self.unit, held)
        leave_to_above(self.kit, draft, field, held.who if held.asking else ())
        if draft.dropped is not None:
            return
        if still_singled_out(joined(draft.texts[field]), self.unit):
            self.ask.mark(draft, Q_SHARED)
        if stand_alone(draft, field, self.unit) and not held.kins:
            held = held._replace(kins=frozenset([Kin.SELF]))
        if self._is_shared(joined(draft.texts[field]), held):
            if own_share(draft, field, self.unit) and not held.kins:
                held = held._replace(kins=frozenset([Kin.SELF]))
            if keeps_total(joined(draft.texts[field]), self.unit):
                self.ask.mark(draft, Q_TARGET)
        meant = self._for_whom(draft, field, joined(draft.texts[field]), held)
        if meant is None or draft.dropped is not None:
            draft.drop(draft.dropped or OTHERS)
            return
        text, held = meant
        if (here := gathered_here(text, self.unit)) is not None:
            self._say(draft, field, OWN_WORK, here)
            return
        if draft.part == "muc" and not (self.unit.committee or held.aims or held.asking):
            mine = without_communes(text, self.unit)
            if mine is None:
                draft.drop(OTHERS)
                return
            if mine != text:
                text = mine
                draft.texts[field] = [text]
                draft.touch(OTHERS)
        settled = of_document(draft, text, held, committee=self.unit.committee)
        if settled is not None:
            if settled.says:
                words = BEGINS if settled.says == "begins" else self._last_words(draft)
                self._say(draft, field, settled.rule, words)
            else:
                draft.drop(settled.rule)
            return
        if (told := without_command(self.unit, text, asking=held.asking)) != text:
            text = told
            draft.texts[field] = [text]
            draft.touch(OWN_WORK)
        found = duties(text, self.day)
        if found and self._clauses(draft, field, text, found, held):
            return
        if draft.dropped is None:
            self.kept.general(draft, field, joined(draft.texts[field]), held)

    def _is_shared(self, text: str, held: HeldByHeads) -> bool:
        """Whether no body of others has the work in which a total may stand."""
        told = [self.unit.kins(d.who) for d in duties(text, self.day) if d.who]
        return not held.others and all(kins & MINE for kins in told)

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
        if meant is not None and meant != text:
            draft.texts[field] = [meant]
            draft.touch(OWN_WORK)
            if not (held.kins or self.kept.counts_first(text, held)):  # said to units of its kind
                held = held._replace(kins=frozenset([Kin.SELF]))
        return None if meant is None else (meant, held)

    def _clauses(
        self, draft: NodeDraft, field: str, text: str, found: Sequence[Duty], held: HeldByHeads
    ) -> bool:
        """Settle a text by its clauses; False where it has to be read as a general one."""
        kept: list[str] = []
        settled = counted = False
        spans: dict[int, list[Duty]] = {}
        for duty in found:
            spans.setdefault(duty.span.start, []).append(duty)
        lost: list[Duty] = []
        last: Sequence[NamedBody] = ()
        for number, group in enumerate(spans.values()):
            acting = referred(self.clauses.acting(text, group), last, held.who)
            if held.others or lost:  # who gives the order is another
                acting = without_report(text, acting)
            who = acting[0].who
            behind = number > 0 and bool(kept) and who != last and not held.own
            said = self._clause(draft, text, acting, held, kept, behind=behind)
            if said is None and kept and (helpers := helpers_of(text, acting[0])):
                kept[-1] = f"{kept[-1].rstrip(' .;')}; phối hợp với {helpers}."
                continue
            span = acting[0].span
            if said is None and (mine := of_own_people(self.unit, text[span.start : span.end])):
                said = mine, True
            if said is None and kept and (tail := for_all(text, acting[0])):
                kept.append(tail)
                continue
            if said is None:
                works = bool(kept) and _ADJUNCT.match(plain_of(kept[-1]).low) is None
                if works and who != last and names_the_doer(text, acting[0]):
                    kept.pop()  # "…; Sở Nội vụ chủ trì.": whose the work before is
                lost.append(acting[0])
                last = who
                continue
            words, own = said
            words = said_as_case(self.unit, words) if lost else words
            helps = words.startswith("Phối hợp với ") and not held.own and last == ()
            if helps and kept and names_the_doer(text, acting[0]):
                kept.pop()  # "…; Viện X chủ trì, các địa phương nộp …": the work before is X's
                self.ask.mark(draft, Q_CUT)
            if lost and lost[-1].span.end >= group[0].span.start - 2:
                words = after_lost(self.clauses, draft, text, words, lost, acting[0], held)
            settled |= own
            counted |= self.kept.counts_for_others(text, acting[0], held)
            kept.append(words)
            last = who
        begins_lost = bool(lost) and lost[0].span.start == found[0].span.start
        if not kept or (begins_lost and all(_ADJUNCT.match(plain_of(w).low) for w in kept)):
            draft.drop(OTHERS)
            return True
        if len(kept) != len(spans) or "".join(kept) != "".join(
            text[g[0].span.start : g[0].span.end] for g in spans.values()
        ):
            new = _ENDS.sub("", sentences(kept)) + (end[0] if (end := _ENDS.search(text)) else "")
            draft.texts[field] = out_of_reach(new[:1].upper() + new[1:], draft.borrowed)
            draft.touch(OWN_WORK if settled else OTHERS if lost else HELPED)
        if not settled and not held.own:
            return False
        if counted and not sums(text):
            self.ask.mark(draft, Q_TARGET)
        self.kept.own(draft, field, held)
        return True

    def _clause(
        self,
        draft: NodeDraft,
        text: str,
        acting: list[Duty],
        held: HeldByHeads,
        kept: Sequence[str],
        *,
        behind: bool,
    ) -> tuple[str, bool] | None:
        """A clause for the unit; what a body does that the kept words have founded is its own."""
        beside = draft.parent.children() if draft.parent is not None else []
        above = beside[: beside.index(draft)] if draft in beside else []
        before = [one.said for one in above if one.dropped is None]
        if founded([*before, *kept], acting[0]):
            return text[acting[0].span.start : acting[0].span.end], True
        return self.clauses.clause(draft, text, acting, held, behind=behind)

    # ------------------------------------------------------------------ marks

    def _last_words(self, draft: NodeDraft) -> str:
        """The closing words, behind what the last words above order the unit to report when."""
        words = CLOSING if self.unit.committee else CLOSING_OF_BODY
        return f"{reports_in(draft.said, self.kit)}{words}"

    def _say(self, draft: NodeDraft, field: str, rule: str, words: str) -> None:
        draft.texts[field] = [self.speech.words(words)]
        draft.touch(rule)

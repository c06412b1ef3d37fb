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
from generator.cascade.deriving.competence.about_another import about_another, leave_to_another
from generator.cascade.deriving.competence.all_of_class import targets_by_class
from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
from generator.cascade.deriving.competence.kept import KeptWords
from generator.cascade.deriving.competence.narrowed import Narrowing, narrowing, of_others
from generator.cascade.deriving.competence.partners import fronts_among
from generator.cascade.deriving.competence.with_party import party_led
from generator.cascade.deriving.finish import finish
from generator.cascade.deriving.frame.heading_times import times_to_points
from generator.cascade.deriving.frame.headings import Titles, without_account
from generator.cascade.deriving.frame.last_words import only_reports
from generator.cascade.deriving.rulebook.questions import Questions
from generator.cascade.deriving.rulebook.rules import ASSESSED, CLOSED, MERGED, OTHERS, OWN_WORK
from generator.cascade.deriving.tables.annex import Annex
from generator.cascade.deriving.tables.free_tables import settle_tables
from generator.cascade.deriving.texts import Texts
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.unit.kit import Kit
from generator.cascade.deriving.wording.alternatives import own_alternatives
from generator.cascade.deriving.wording.pilots import own_pilots
from generator.cascade.deriving.wording.plain_names import make_names_plain
from generator.cascade.deriving.wording.run_on import sentences_apart
from generator.cascade.deriving.wording.sent_above import acts_above
from generator.cascade.deriving.wording.set_phrases import ASSESSES, CLOSES, ENDS_TITLE
from generator.grammar.act_verbs import begins_deed
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import NamedBody, bodies, groups
from generator.grammar.orders import heading, led_and_met

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.cascade.deriving.assigning.own_bodies import OwnBodies
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_at_work import Speech
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.leading import Lead
    from generator.grammar.named_bodies import NamedTogether

_AIMS = re.compile(r"(?:^|[ ,])(?:mục tiêu|mục đích|chỉ tiêu|phấn đấu)(?!\w)")
_PURSE = re.compile(r"(?:^|[ ,])(?:kinh phí|nguồn lực|nguồn vốn|ngân sách|tài chính)(?!\w)")
_FRAMES = re.compile(
    r"(?:nhiệm vụ|nội dung|giải pháp|công việc|biện pháp|việc)(?!\w)[^.:;]{0,40}[\s.:*]*$"
    r"|(?:tập trung|tổ chức|triển khai) thực hiện[\s:*]*$"
)
"""A line that announces tasks: "Các đơn vị tập trung thực hiện một số nhiệm vụ sau:"."""
_WORDS = re.compile(r"(?<!\w)(?=[^\W\d])")
_GOES_ON = re.compile(r" và (?:các )?(?:đơn vị|cơ quan|tổ chức)(?: (?:có )?liên quan)?(?: thuộc|$)")
"""Behind a name that was read in part: more of a list, "Vụ X trong nước và các đơn vị thuộc Bộ"."""
_SENTENCE = 60
"""Letters from which on a title may be a sentence."""


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
        """`document`: the type of the document above in small letters; "" for a plan.

        `names`: id → name of every agency that the plan gives work to.
        """
        self.unit, self.day, self.names = unit, day, names
        self.ask = Questions(unit, speech, leads=not unit.committee and lead.is_led_by(unit.name))
        self.kept = KeptWords(unit, speech, day, self.ask, document)
        self.kit = Kit(unit, speech, day, names, lead, own, self.ask, self.kept, ended)
        self.texts = Texts(self.kit)

    def read(self, program: Program) -> None:
        """Settle every node."""
        parts = program.parts
        self.sharing = Sharing(self.kit, program)
        self.titles = Titles(self.kit, self.sharing)
        renamed = own_departments(self.kit, program)
        own_alternatives(program.order, self.unit)
        own_pilots(program.order, self.unit)
        party_led(program.order, self.unit)
        times_to_points(program.order)
        targets_by_class(program.order, self.unit)
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

    def below(self, draft: NodeDraft, held: HeldByHeads) -> None:
        """Settle a node and what is below it."""
        if draft.dropped is not None or draft.kept:
            return
        children = draft.children()
        if not children:
            self.texts.settle(draft, held)
            return
        if draft.kind in ("muc", "khoan") and ASSESSES.match(plain_of(draft.said).low):
            draft.drop(ASSESSED)
            return
        without_account(draft)
        narrowed = narrowing(draft.said, self.unit, title=True)
        if of_others(draft.said, narrowed, self.unit):
            draft.drop(OTHERS)
            return
        if self.unit.committee and about_another(draft, self.unit):
            leave_to_another(draft, self.unit)
            children = [child for child in children if child.dropped is None]
            if draft.dropped is not None:
                return
        inner = self._entered(draft, held)
        labelled = label_lines.labelled_by(self.kit, children)
        self._each(children, labelled or inner)
        settle = self.texts.settle
        if labelled and label_lines.led_by_others(self.kit, draft, labelled, settle):
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
        self.texts.settle(draft, held)
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
        if led_and_met(text) is not None:
            return False  # who leads, and whom he meets: what is done stands below
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
        if (leads := self._helped(text)) is not None:
            return held._replace(kins=frozenset([Kin.SELF]), who=leads.bodies, helps=True)
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

    def _helped(self, text: str) -> NamedTogether | None:
        """Who of above leads what stands below, where a title says that the unit helps."""
        found = led_and_met(text) if self.unit.committee and "phối hợp" in text else None
        if found is None or not all(
            self.unit.kin(body) is Kin.ABOVE or acts_above(self.unit, body)
            for body in found[0].bodies
        ):
            return None
        return found[0] if self.unit.kins(found[1].bodies) & {Kin.SELF, Kin.SOME} else None

    def _begins(self, text: str) -> tuple[NamedBody, ...]:
        """The bodies of a title that has more than their names: "Công an tỉnh (thường trực)"."""
        plain = plain_of(text)
        found = groups(plain)
        if len(text) > _SENTENCE * 2 or not found or found[0].start > 0:
            return ()
        rest = re.sub(r"\([^()]*\)", "", plain.low[found[0].end :]).strip(" :;,.*")
        listed = _GOES_ON.search(f" {rest}") is not None and self.unit.committee
        listed = listed and not any(
            begins_deed(f" {rest}", m.start()) for m in _WORDS.finditer(rest)
        )
        short = len(rest.split()) <= 4 or plain.low[found[0].end : found[0].end + 1] in ":;,"
        if short or listed:
            return tuple(body for group in found for body in group.bodies)
        return ()

    def _closing(self, drafts: list[NodeDraft]) -> None:
        """The closing words: one paragraph of the unit, and what else is ordered there."""
        said = False
        for draft in drafts:
            if draft.dropped is not None or draft.kept or draft.touched:
                said = True
            elif not (
                CLOSES.search(plain_of(draft.said).low) or only_reports(draft.said, self.kit)
            ):
                self.texts.settle(draft, HeldByHeads())
            elif said:
                draft.drop(CLOSED)
            else:
                self.texts.close(draft, "noi_dung", CLOSED)
                said = True

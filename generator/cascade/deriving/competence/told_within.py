"""What the unit has to do in a clause of another: told there, with what is given, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.in_a_row import among_acts, is_short_act, without_invited
from generator.cascade.deriving.competence.reports_up import ends_before_report
from generator.cascade.deriving.competence.urges import ALONG, DOES, URGES
from generator.cascade.deriving.rulebook.questions import Q_NAMED
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.grammar.level_words import COMMUNES
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit


def own_part(
    kit: Kit, draft: NodeDraft, clause: str, *, several: bool, behind: bool
) -> tuple[str, bool]:
    """What a clause of another leaves for the unit to do, and whether the other acts in it, too.

    "" where it leaves nothing. `several`: whether it is one clause of several, under no heading;
    `behind`: work is kept before it.
    """
    if whole := _given(kit, clause):
        return whole, True
    if several and (told := _told(kit, clause)):
        kit.ask.mark(draft, Q_NAMED)
        return told, False
    return (_done_beside(kit, draft, clause) if several and behind else ""), False


def _told(kit: Kit, clause: str) -> str:
    """What the unit is told to do by such a clause, as its own; "" where it is told nothing.

    "Sở X hướng dẫn UBND các xã lập quy hoạch, xong trong quý II" is "Lập quy hoạch, xong …".
    """
    plain = plain_of(clause)
    for group in groups(plain) if kit.unit.committee else ():
        if not kit.unit.kins(group.bodies) & {Kin.SELF, Kin.SOME}:
            continue
        group = without_invited(plain, group)
        urged = URGES.search(plain.low[: group.start])
        if urged is None:
            continue
        end = ends_before_report(plain, group.end, len(plain.low), own_body=False)
        rest = plain.said(group.end, end).strip(" ,;.")
        low = plain_of(rest).low
        if urged["verb"] in ALONG and not deadlines(rest, kit.day):
            continue
        if DOES.match(low) or is_short_act(low):
            return f"{rest[:1].upper()}{rest[1:]}."
    return ""


_GIVEN_BY = re.compile(
    r"[\W\d]*(?:[^\W\d]+ ){1,6}?do [^,;.:]{4,80}, (?P<units>(?:(?:ubnd|ủy ban nhân dân) )?"
    rf"(?:các|cấp|mỗi|từng) {COMMUNES}) (?P<does>[^;]+)"
)


def _given(kit: Kit, clause: str) -> str:
    """A clause that says what another gives and what the unit does with it, whole; else "".

    "Giống do Trung tâm X cung ứng, UBND các xã tiếp nhận và chia cho các hộ": the one needs the
    other to be understood.
    """
    if not kit.unit.committee or kit.unit.level != RANKS["xa"]:
        return ""
    plain = plain_of(clause)
    found = _GIVEN_BY.match(plain.low)
    does = found["does"].strip(" .") if found is not None else ""
    if found is None or not (DOES.match(does) or is_short_act(does)):
        return ""
    given, done = (
        plain.said(0, found.start("units")),
        plain.said(found.start("does"), len(plain.low)),
    )
    return f"{given}UBND {kit.unit.word} {done}".strip()


def _done_beside(kit: Kit, draft: NodeDraft, clause: str) -> str:
    """What the unit does behind what another does in one clause, what it leans on asked; "": none.

    "Nhà đầu tư hoàn trả mặt đường, UBND các xã có tuyến đường đi qua giám sát" is "giám sát".
    """
    plain = plain_of(clause)
    for group in groups(plain) if kit.unit.committee else ():
        before = plain.said(0, group.start)
        beside = before.endswith((", ", "; ")) and group.start > _ACT
        if not beside or not kit.unit.kins(group.bodies) & {Kin.SELF, Kin.SOME}:
            continue
        rest = plain.said(group.end, len(plain.low)).strip(" ,;.")
        if DOES.match(plain_of(rest).low):
            rest = among_acts(kit, draft, rest, before, "")
            kit.ask.ask_some(draft, group.bodies)
            return f"{rest[:1].upper()}{rest[1:].rstrip('.')}."
    return ""


_ACT = 24
"""Letters before a name from which on somebody has done something already."""

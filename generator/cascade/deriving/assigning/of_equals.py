"""What a department does beside its equals, and what its head answers for, in its own plan.

A heading "Sở A, Sở B" tells both the same: each does it with the other. Before the superior the
head answers, under whom the rooms stand: no point of theirs says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.advice import leaves
from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import up_to
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.unit.head_title import head_title
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import key_of, plain_of
from generator.grammar.work_verbs import begins_work
from generator.plan.model import Khoan
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody

_MOST = 4
"""Equals of a heading up to which all of them are named in each point."""
_BY_FIELD = re.compile(r"[\W\d]*(?:(?:theo|căn cứ) (?:lĩnh vực|chức năng)(?!\w)[^,;.:]{0,50}, )")
_TOGETHER = re.compile(r"[\W\d]*(?:(?:chủ trì,? )?phối hợp(?: chặt chẽ)?(?P<with> với)?(?!\w))")
_LEADS = re.compile(r"[\W\d]*(?:chủ trì(?!\w)|là (?:cơ quan|đơn vị) )")
_ANSWERS = re.compile(
    r"[;,.] (?:và |đồng thời )?(?P<act>chịu trách nhiệm (?:toàn diện )?trước "
    r"(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố)(?!\w)[^;.]*)(?=[;.]|$)"
)
_ONLY = re.compile(
    r"[\W\d]*(?P<act>chịu trách nhiệm (?:toàn diện )?trước "
    r"(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố)(?!\w)[^;.]*)[.;/\s]*"
)


def with_equals(kit: Kit, item: NodeDraft, who: Sequence[NamedBody]) -> None:
    """Say in each point of a department's item with whom of its heading it is done."""
    named = [b for b in who if not b.every and b.kind != "dia-phuong"]
    peers = [b for b in named if kit.unit.kin(b) in (Kin.ABOVE, Kin.OTHER)]
    mine = [b for b in named if kit.unit.kin(b) is Kin.SELF]
    if not mine or not peers or len(peers) > _MOST or len(named) < len(who):
        return
    names = ", ".join(body.text for body in peers)
    leads = named[0] in mine
    for point in leaves(item):
        text = joined(point.texts.get("noi_dung", []))
        if text and not any(key_of(body.text) in key_of(text) for body in named):
            _meet(point, text, names, leads=leads)


def _meet(point: NodeDraft, text: str, names: str, *, leads: bool) -> None:
    plain = plain_of(text)
    by_field = _BY_FIELD.match(plain.low)
    at = by_field.end() if by_field is not None else 0
    both = _TOGETHER.match(plain.low, at)
    if (both is not None and both["with"]) or _LEADS.match(plain.low, at):
        return
    end = both.end() if both is not None else at
    if both is None and not begins_work(plain.low[at:].lstrip(" -+*•")):
        return
    verb = "chủ trì, phối hợp với" if leads else "phối hợp với"
    before = plain.said(0, at)
    verb = verb if before.strip() else verb.capitalize()
    rest = text[plain.span(0, end).end :].lstrip(" -+*•")
    point.texts["noi_dung"] = [f"{before}{verb} {names} {small(rest)}"]
    point.touch(OWN_WORK)


def head_answers(kit: Kit, program: Program, item: NodeDraft) -> None:
    """Put before the rooms of a department what its head answers for before the superior."""
    lists = item.parent.below.values() if item.parent is not None else ()
    siblings = next((one for one in lists if item in one), None)
    if siblings is None or item.kind != "khoan":
        return
    for point in leaves(item):
        words = point.texts.get("noi_dung", [])
        plain = plain_of(joined(words))
        alone = _ONLY.fullmatch(plain.low)
        found = alone or _ANSWERS.search(plain.low)
        if found is None or "trách nhiệm" not in plain.low:
            continue
        act = plain.said(*found.span("act")).strip(" .;/")
        title = f"{head_title(kit.unit.name).capitalize()} {kit.unit.name} {act}."
        new = program.new(
            Khoan(id=f"{item.id}-nguoi-dung-dau", noi_dung=title), item.part, item.parent, OWN_WORK
        )
        siblings.insert(siblings.index(item), new)
        if alone is not None:
            point.drop(OWN_WORK)
        else:
            span = plain.span(found.start(), found.end())
            rest = joined(words)[span.end :]
            point.texts["noi_dung"] = [*up_to(words, span.start), rest or "."]
        point.touch(OWN_WORK)
        return

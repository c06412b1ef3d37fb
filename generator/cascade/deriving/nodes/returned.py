"""What the plan above gives to others, and yet is about this unit: never left out in silence.

"Diễn tập cấp tỉnh tổ chức tại xã Đất Mới", "Công an tỉnh chỉ đạo Công an các xã, phường …": the
sentence comes back, as the work of the unit's own body or with a question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.nodes.entities import joined
from generator.cascade.deriving.rulebook.questions import Q_NAMED, Q_OURS
from generator.cascade.deriving.rulebook.rules import ELSEWHERE, FIGURES, OTHERS, OWN_WORK, SUPERIOR
from generator.cascade.deriving.rulebook.words import RuleWords
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from generator.cascade.deriving.nodes.kit import Kit
    from generator.cascade.deriving.rulebook.draft import NodeDraft

_LEFT = frozenset([OTHERS, ELSEWHERE, FIGURES, SUPERIOR])
_TELLS = re.compile(
    r"(?<!\w)(?P<verb>chỉ đạo|yêu cầu|giao|hướng dẫn|đôn đốc|phân công|huy động)"
    r"(?: (?:lực lượng|các|toàn bộ))*[ ,]*$"
)
_JOINT = re.compile(
    r"^[\W\d]*[^,;:.]{4,70} (?:và|,) (?:(?:ubnd |ủy ban nhân dân )?(?:cấp xã|các (?:xã|phường)))"
    r"(?!\w)"
)
_PURSE = re.compile(r"ngân sách (?:cấp )?(?:xã|phường|đặc khu)(?!\w)")
_STOP = re.compile(r"[.;]|$")


def give_back(kit: Kit, draft: NodeDraft, field: str) -> None:
    """Take a node that was left out as others' back, where it is about the unit."""
    if draft.dropped not in _LEFT or not kit.unit.committee or field not in draft.texts:
        return
    text = joined(draft.texts[field])
    if _ours(kit, draft, field, text):
        return
    plain = plain_of(text)
    level = kit.unit.level == _COMMUNE
    named = bool(kit.unit.unit) and key_of(kit.unit.unit) in key_of(text)
    joint = level and (_JOINT.match(plain.low) or _PURSE.search(plain.low))
    if not named and not joint:
        return
    draft.dropped = None
    kit.kept.names(draft)
    kit.ask.mark(draft, Q_NAMED)


_COMMUNE = 3


def _ours(kit: Kit, draft: NodeDraft, field: str, text: str) -> bool:
    """A superior's body tells the unit's own: what it is told is the own body's work."""
    plain = plain_of(text)
    for group in groups(plain):
        if Kin.OWN not in kit.unit.kins(group.bodies):
            continue
        if not _TELLS.search(plain.low[: group.start]):
            continue
        stop = _STOP.search(plain.low, group.end)
        end = stop.start() if stop else len(plain.low)
        whom, rest = plain.said(group.start, group.end), plain.said(group.end, end)
        if not rest.strip(" ,"):
            continue
        draft.dropped = None
        draft.texts[field] = [whom[:1].upper() + whom[1:] + rest + "."]
        kit.kept.names(draft)
        draft.texts[field] = [RuleWords(_pieces(draft.texts[field]))]
        draft.touch(OWN_WORK)
        kit.ask.mark(draft, Q_OURS)
        return True
    return False


def _pieces(text: list[str | RuleWords]) -> tuple[str, ...]:
    out: list[str] = []
    for piece in text:
        out += piece.pieces if isinstance(piece, RuleWords) else [piece]
    return tuple(out)

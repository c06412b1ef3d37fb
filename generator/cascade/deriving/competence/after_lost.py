"""Words whose sentence before was left out: what they speak of must still be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.partners import leans
from generator.cascade.deriving.rulebook.questions import Q_CUT
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from generator.cascade.deriving.competence.clauses import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_SENDS = re.compile(
    r"[\W\d]*(?:(?:mỗi|từng|các)? ?(?:ubnd |ủy ban nhân dân )?(?:xã|phường|tỉnh|đặc khu|địa phương)"
    r" )?(?:cử|chọn cử|lựa chọn|đăng ký|chuẩn bị)(?!\w)[^.;]{0,60}"
    r" (?:tham gia|tham dự|dự thi|dự|theo học|góp mặt)[\W]*"
    r"(?:$|trong (?:giai đoạn|năm|tháng|quý)|trước ngày)"
)
"""Sends somebody to what only the sentence before it has named."""
_BACK = re.compile(
    r"(?i)(?:trên cơ sở (?:đó|này|ấy)|theo đó|(?:căn cứ|từ)"
    r" (?:(?:các )?(?:kết quả|nội dung|văn bản) )?(?:đó|này|ấy)),? "
)
"""Points to the sentence before: "Trên cơ sở đó, UBND các xã chấm điểm …"."""


def after_lost(
    unit: Addressee,
    ask: Questions,
    draft: NodeDraft,
    text: str,
    words: str,
    before: Duty,
    after: Duty,
    held: HeldByHeads,
) -> str:
    """The words with what was lost before them, where they say what; else with a question."""
    doers = before.who or held.who
    who = ", ".join(b.text for b in doers)
    event = text[before.span.start : before.span.end].strip(" .;")
    if _SENDS.match(plain_of(words).low):
        by = f" của {who}" if who and not before.said else ""
        ask.mark(draft, Q_CUT)
        return f"{words.rstrip(' .;')} theo nội dung: “{event}”{by}."
    if (back := _BACK.match(words)) is not None and who:
        said = f"trên cơ sở {event if before.said else f'{who} {small(event)}'}, "
        said = said[:1].upper() + said[1:] if words[:1].isupper() else said
        return f"{said}{words[back.end() :]}"
    own = unit.kins(after.who) & {Kin.OWN, Kin.FRONT}
    if not own or leans(words):  # who names its own body is whole
        ask.mark(draft, Q_CUT)
    return words

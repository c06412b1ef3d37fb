"""The rest of a sentence whose beginning was left out: what it speaks of must still be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.partners import leans, stands_alone
from generator.cascade.deriving.rulebook.questions import Q_CUT
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.grammar.quoted import in_work_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.competence.clauses import Clauses, HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
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
_SAYS_WHO = re.compile(r"(?:chủ trì|đầu mối|thực hiện)$")
"""Whose the work before it is: "Trường X chủ trì"."""
_NEXT = 2
"""Letters between two clauses of which one follows the other."""


def after_lost(
    clauses: Clauses,
    draft: NodeDraft,
    text: str,
    words: str,
    lost: Sequence[Duty],
    after: Duty,
    held: HeldByHeads,
) -> str:
    """Words of a text behind clauses that were left out, with what these were; else asked about."""
    first = before = lost[-1]
    for one in reversed(lost):
        if one.span.end >= first.span.start - _NEXT:
            first = one
    event = text[first.span.start : before.span.end].strip(" .;")
    if _SAYS_WHO.search(event):
        event = text[: before.span.end].strip(" .;")
    who = "" if first.said else ", ".join(b.text for b in first.who or held.who)
    if _SENDS.match(plain_of(words).low):
        return f"{words.rstrip(' .;')} theo nội dung: “{event}”{f' của {who}' if who else ''}."
    if (back := _BACK.match(words)) is not None and (first.said or who):
        said = f"trên cơ sở {f'{who} {small(event)}' if who else event}, "
        said = said[:1].upper() + said[1:] if words[:1].isupper() else said
        return f"{said}{words[back.end() :]}"
    own = clauses.unit.kins(after.who) & {Kin.OWN, Kin.FRONT}
    if own and not leans(words):  # who names its own body is whole
        return words
    if words.startswith("Phối hợp với ") or (stands_alone(words, None) and not leans(words)):
        clauses.ask.mark(draft, Q_CUT)  # answered by the sentence itself, once it is whole
        return words
    told = in_work_of(words, event, who)
    if told is None:
        clauses.ask.mark(draft, Q_CUT)
    return told or words

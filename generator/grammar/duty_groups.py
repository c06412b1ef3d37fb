"""The duties of a sentence put together: those of one subject, and who leads them behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.letters import LetterSpan, plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.duties import Duty

_ONLY_LEADS = re.compile(
    r"[\W_]*(?:(?:là )?(?:cơ quan |đơn vị )?chủ trì(?: thực hiện)?|(?:là|làm) chủ đầu tư"
    r"(?:, [^;.]{0,60})?|(?:tổ chức |triển khai )?thực hiện"
    r"(?: (?:các )?(?:nội dung|việc|nhiệm vụ) (?:này|trên))?)"
    r"(?:, [^;.:]{2,120}?(?:phối hợp|hướng dẫn|hỗ trợ|giám sát)(?!\w)[^;.:]*)?"
    r"(?:,? (?:xong|hoàn thành) (?:trước|trong|chậm nhất)(?!\w)[^;.:]{3,40})?\W*"
)
"""Who leads the work of the sentence before: "Kiểm kê theo thôn; UBND xã chủ trì, Bảo tàng tỉnh
hướng dẫn chuyên môn."."""


def by_subject(found: Sequence[Duty], *, held: bool) -> list[list[Duty]]:
    """The duties of a text, those of one subject in a row together.

    Where the heading names who acts, "yêu cầu các đơn vị …" is what it has to do.
    """
    out: list[list[Duty]] = []
    for duty in found:
        own = () if held and duty.said == "order" else duty.who
        if out and own == (() if held and out[-1][0].said == "order" else out[-1][0].who):
            out[-1].append(duty)
        else:
            out.append([duty])
    return out


def led_behind(found: list[list[Duty]], text: str) -> list[list[Duty]]:
    """The duties where a sentence that only says who leads is one with the work before it."""
    out: list[list[Duty]] = []
    for duties_ in found:
        before = out[-1] if out else []
        words = behind_who(text, duties_)
        given = duties_[0].said == "order" and not words.strip(" .;")
        alone = duties_[0].who and (given or _ONLY_LEADS.fullmatch(words))
        if alone and before and not any(duty.who for duty in before):
            leads = duties_[0]
            whole = LetterSpan(before[0].span.start, duties_[-1].span.end)
            helped = tuple(
                b for g in groups(plain_of(text)) for b in g.bodies
                if whole.start <= b.span.start < whole.end and b.span.start > leads.span.start
                and b not in leads.who
            )  # fmt: skip
            first = before[0]._replace(
                who=leads.who, said="opening", span=whole,
                whom=(*before[0].whom, *helped), when=before[0].when or leads.when,
            )  # fmt: skip
            out[-1] = [first, *(d._replace(who=leads.who, said="opening") for d in before[1:])]
        else:
            out.append(duties_)
    return out


def behind_who(text: str, found: Sequence[Duty]) -> str:
    """What duties say behind the names of who acts, in small letters."""
    first = found[0]
    ends = [b.span.end for b in first.who if b.span.start >= first.span.start]
    return text[max(ends, default=first.span.start) : found[-1].span.end].lower()

"""What a document says of itself and of what has been: nothing of it is the unit's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook.rules import ASSESSED, CLOSED, OTHERS
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.set_phrases import (
    ENDS_RULE,
    ENDS_TITLE,
    PRAISES,
    RECEIVED,
    SPREAD,
    STATES,
    VOICE,
    VOICE_LAST,
)
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain


class OfDocument(NamedTuple):
    """What becomes of such words."""

    rule: str
    says: Literal["", "begins", "last"] = ""
    """In whose place the unit's own stand: its first words, its last; "" where they go."""
    stays: int = 0
    """How many letters of the text stay before those words."""


_ALL_CARRY_OUT = re.compile(
    r"[\W\d]*(?:yêu cầu|đề nghị) [^:\d]{10,240} (?:thực hiện nghiêm|nghiêm túc thực hiện)(?: túc)?"
    r" (?:chỉ thị|công điện|kế hoạch|kết luận|thông báo|nội dung trên)(?: này)?\W*$"
)
"""The last order of all, which says no more than to carry it out."""
_REPORTS = re.compile(
    r" (?:có trách nhiệm )?(?:(?:kịp thời|thường xuyên|định kỳ|chủ động|tổng hợp|rà soát|lập"
    r"|(?:hằng|hàng) (?:tuần|tháng|quý|năm)),? (?:và )?)*"
    r"(?:báo cáo|phản ánh|gửi|thông tin|vướng mắc|khó khăn)(?!\w)"
)
"""What a body does first and above all: it tells what it met with, and is told nothing else."""


def of_document(
    draft: NodeDraft, text: str, held: HeldByHeads, unit: Addressee
) -> OfDocument | None:
    """What becomes of a text that the document says of itself or of what has been; else None."""
    plain = plain_of(text)
    low, body, committee = plain.low, draft.part == "muc", unit.committee
    if SPREAD.search(low):
        return OfDocument(OTHERS)
    if body and (ENDS_RULE.search(low) or ENDS_TITLE.fullmatch(low)):
        return OfDocument(CLOSED)
    if body and committee and VOICE.match(low):
        return OfDocument(CLOSED, "begins")
    if body and committee and (found := VOICE_LAST.match(low)) is not None:
        return OfDocument(CLOSED, "begins", plain.span(0, found.end("before")).end)
    if PRAISES.match(low) or (body and STATES.match(low)):
        return OfDocument(ASSESSED)
    received = RECEIVED.match(low) is not None
    if received and held.closing:
        return OfDocument(CLOSED)  # the plan closes with its own words, not under a title
    last = "vướng mắc" in low or _ALL_CARRY_OUT.match(low) is not None
    ends = draft.kind == "khoan" and text.rstrip(" *").endswith("./.") and last
    ends = ends and not _own_report(plain, unit)
    return OfDocument(CLOSED, "last") if ends or received else None


def _own_report(plain: Plain, unit: Addressee) -> bool:
    """Whether the unit alone is told to report what it met with: its duty, and no last words."""
    first = next(iter(groups(plain)), None)
    told = first is not None and not any(map(str.isalpha, plain.low[: first.start]))
    ours = first is not None and told and unit.kins(first.bodies) == {Kin.SELF}
    return first is not None and ours and _REPORTS.match(plain.low, first.end) is not None

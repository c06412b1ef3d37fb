"""What the end of a clause says of the one before: whose it is, who helps, what is for all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.said_by_unit import place_of
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from generator.grammar.duties import Duty

_DOER = re.compile(
    r"^[^;:.]{3,80} (?:chủ trì|(?:là |làm )?đầu mối|thực hiện|đảm nhiệm)"
    r"(?: thực hiện)?(?:[.;,]|$| (?:hoàn thành|xong|trước|trong)(?!\w))"
)
_TOLD = re.compile(r"[\W\d]*(?:giao|phân công)(?: cho)? ")
_TOLD_ONLY = re.compile(
    r"[^;:,.]{3,80}? (?:chủ trì|làm đầu mối|thực hiện|hoàn thành|đảm nhiệm|triển khai)"
    r"(?: (?:thực hiện|việc này|nội dung này|xong|dứt điểm))*"
    r"(?:[.;,/]|$| (?:trước|trong|từ|chậm nhất|xong|vào)(?!\w)[^;:]*$)"
)
"""The same as an order: "…; giao Sở X hoàn thành trong tháng 02/2026."."""
_HELPERS = re.compile(
    r"(?!.* (?:chủ trì|đầu mối))[^.;:]{3,160}? (?:cùng |và )?(?:phối hợp|hỗ trợ)"
    r"(?: thực hiện| chặt chẽ)?[\s.;/]*"
)


def names_the_doer(text: str, duty: Duty) -> bool:
    """Whether a clause only says whose the work before it is: "…; Sở Nội vụ chủ trì."."""
    said = plain_of(text[duty.span.start : duty.span.end]).low
    return bool(duty.who) and bool(duty.said) and only_says_who(said)


def only_says_who(low: str) -> bool:
    """Whether a clause, in small letters, says no more than who does the work before it."""
    told = _TOLD.match(low)
    if told is not None:
        return _TOLD_ONLY.match(low, told.end()) is not None
    return _DOER.search(low) is not None


def for_all(text: str, duty: Duty) -> str:
    """What stands behind a clause without a verb, and is no work of whom that names alone.

    "…; các xã biên giới 50 triệu đồng/xã; quyết toán trước ngày 31/3/2027": the last is for all;
    so is a sentence that says a term and nothing else ("Thực hiện xong trong tháng 3/2026.").
    """
    whole = text[duty.span.start : duty.span.end].strip()
    alone = text[: duty.span.start].rstrip().endswith(".")
    if alone and duty.when is not None and duty.when.text == whole.rstrip(" .;/"):
        return whole
    if duty.said != "opening":
        return ""
    first, _, rest = text[place_of(text, duty)[1] : duty.span.end].partition("; ")
    return rest if re.match(r"[\s:]*\d", first) else ""


_ONLY_HELPS = re.compile(
    r"(?i)(?: (?:cử|bố trí|phân công) (?:cán bộ|lực lượng|người|công chức)| tham gia)?,?"
    r" (?:cùng |và )?(?:phối hợp|hỗ trợ)(?: thực hiện| chặt chẽ)?[\s.;/]*$"
)


def helpers_of(text: str, duty: Duty) -> str:
    """Who is said, behind the unit's own work, only to help with it: "…; Sở Y tế phối hợp."."""
    said = text[duty.span.start : duty.span.end]
    if duty.said != "opening" or _HELPERS.fullmatch(said) is None:
        return ""
    return _ONLY_HELPS.sub("", said)

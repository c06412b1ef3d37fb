"""A body that the unit itself has just founded, and what the next sentence has it do.

"Thành lập Tổ công tác do Phó Chủ tịch làm tổ trưởng. Tổ công tác họp ngày 10 hằng tháng": of a
body named by its kind alone the sentence before has said whose it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import OTHERS, SUPERIOR
from generator.grammar.act_verbs import begins_deed
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.grammar.duties import Duty

_FOUNDS = (
    r"(?<!\w)(?:thành lập|lập|kiện toàn|củng cố|tổ chức|duy trì|xây dựng|bố trí|cử|huy động"
    r"|phân công|ra mắt)(?!\w)[^.;:]{0,60}?(?<!\w)"
)
_KINDS = re.compile(
    r"(?:các )?(?:tổ|đội|nhóm|đoàn|ban|hội đồng|bộ phận|ban chỉ đạo|chốt|trạm)(?!\w)"
)


def founded(before: Sequence[str], duty: Duty) -> bool:
    """Whether who acts in a clause is a body that the words before it found, and no other's."""
    if not before or duty.said != "opening" or len(duty.who) != 1:
        return False
    body = duty.who[0]
    name = plain_of(body.text).low
    if body.level is not None or body.place or body.of or not _KINDS.match(name):
        return False
    said = name.removeprefix("các ")
    pattern = re.compile(rf"{_FOUNDS}{re.escape(said)}(?!\w)")
    return any(pattern.search(plain_of(text).low) for text in before)


_FOUNDED = re.compile(
    r"(?<!\w)(?:thành lập|kiện toàn|củng cố|ra mắt)(?: (?:các|\d+))?"
    r" (?P<name>(?:tổ|đội|đoàn|hội đồng|ban|nhóm)(?: [^\W\d]+){0,8})"
)
_AHEAD = re.compile(r"(?:^[\W\d]*|[,;.:] )(?:các )?$")
_MUST = re.compile(r" (?:phải|cần|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|sẽ|được)(?!\w)")


def founded_by_others(draft: NodeDraft) -> bool:
    """Whether all that a point says is the work of a body that others have founded before it.

    "Chủ tịch UBND tỉnh thành lập Đoàn điều tra …" was left out; "Trong 05 ngày, Đoàn điều tra phải
    tiến hành …" is that body's.
    """
    beside = draft.parent.children() if draft.parent is not None else []
    before = beside[: beside.index(draft)] if draft in beside else []
    plain = plain_of(draft.said)
    if ";" in plain.low.rstrip(" .;") or ". " in plain.low.rstrip(" .;"):
        return False
    for one in before:
        if one.dropped not in (OTHERS, SUPERIOR):
            continue
        for found in _FOUNDED.finditer(plain_of(one.said).low):
            words = found["name"].split()
            for number in range(len(words), 0, -1):
                if _acts(plain.low, " ".join(words[:number])):
                    return True
    return False


def _acts(low: str, name: str) -> bool:
    """Whether a body of that name acts at the head of a clause."""
    at = low.find(name)
    while at >= 0:
        end = at + len(name)
        if _AHEAD.search(low[:at]) and (_MUST.match(low, end) or begins_deed(low, end)):
            return True
        at = low.find(name, end)
    return False

"""What a room's point says that the unit does: the room advises it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import SHARED
from generator.cascade.deriving.rulebook.text_under_way import (
    RuleWords,
    joined,
    put,
    put_before,
    without_first,
)
from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit

_WITH_OTHERS = re.compile(
    r"(?<!\w)(?:tham mưu|phối hợp|cùng|gồm|giữa|gửi|với|do (?:các|sở|ủy ban))(?!\w)[^;.]*$"
)
"""Before a name that may be one of a list."""
_STOP = re.compile(r"[;.] (?=\w)")


def advise_where_unit_acts(kit: Kit, point: NodeDraft) -> None:
    """Say "tham mưu" before the unit's name where it acts in a point of a room.

    "Khi có cháy, UBND xã huy động lực lượng …", "Phường bố trí ít nhất 01 công viên …".
    """
    text, word = point.texts["noi_dung"], kit.unit.word
    plain = plain_of(joined(text))
    begun = re.match(rf"[\W\d]*(?P<bare>{word} )", plain.low)
    if begun is not None and begins_work(plain.low, begun.end()):
        at = plain.span(begun.start("bare"), begun.end()).end
        words = kit.speech.words("Tham mưu UBND {cap} ")
        point.texts["noi_dung"] = put_before(without_first(text, at), words)
        point.touch(SHARED)
        return
    made = []
    for found in re.finditer(rf"(?<=[,;] ){plain_of(f'UBND {word} ').low}", plain.low):
        before = _STOP.split(plain.low[: found.start()])[-1]
        if begins_work(plain.low, found.end()) and not _WITH_OTHERS.search(before):
            at = plain.span(*found.span()).start
            made.append((at, at, RuleWords(("tham mưu ",))))
    new, done = put(text, made)
    if done:
        point.texts["noi_dung"] = new
        point.touch(SHARED)

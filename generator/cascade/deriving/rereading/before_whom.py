"""Nobody below the unit answers before somebody two levels up, and nothing is sent past a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rereading.two_texts import OpenPoint
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rereading.two_texts import TwoTexts
    from generator.grammar.named_bodies import NamedTogether

_ANSWERS = re.compile(r"(?:chịu trách nhiệm|kiểm điểm|giải trình)(?: [^\W\d]+){0,3} trước ")
_LIABLE = re.compile(
    r"(?:người đứng đầu|thủ trưởng) [^.;]{0,60}?,? (?:và )?ủy ban nhân dân"
    r" (?:tỉnh|xã|phường|đặc khu|thành phố) (?:phải |thì )*(?:chịu|kiểm điểm)"
)
_ROOM = re.compile(r"(?<!\w)(?:bộ phận|đơn vị thuộc|phòng, đơn vị)(?!\w)")
_REPORTS = re.compile(
    r"(?<!\w)(?:báo cáo|trình|gửi)(?: kết quả)?(?: thực hiện)?(?: về| cho| tới)? $"
)
_OF_THE_STATE = re.compile(r"(?<!\w)(?:chủ tịch nước|thủ tướng chính phủ|quốc hội)(?!\w)")
_DAY = re.compile(r"(?<!\w)(?:trước|chậm nhất|xong)(?!\w)[^;.]{0,20}\d")
_NEAR = 12
_BELOW = frozenset([Kin.OWN, Kin.EVERYBODY, Kin.BELOW])


def before_whom(two: TwoTexts) -> Iterator[OpenPoint]:
    """Who answers or reports past his superior."""
    low = two.below.low
    for found in _ANSWERS.finditer(low):
        whom = next((g for g in two.here if 0 <= g.start - found.end() < _NEAR), None)
        if whom is None or Kin.ABOVE not in two.kins(whom):
            continue
        if _below_us(two, found.start()):
            yield OpenPoint("before", two.below.said(found.start(), whom.end))
            return
    liable = None if two.same else _LIABLE.search(low)
    if liable is not None and _LIABLE.search(two.above.low) is None:
        yield OpenPoint("before", two.below.said(*liable.span()))
    yield from _past_a_level(two)
    yield from _past_the_head(two)
    answers = _ANSWERS.search(two.above.low)
    if answers is not None and not two.same and _ANSWERS.search(low) is None:
        whom = next((g for g in two.there if 0 <= g.start - answers.end() < _NEAR), None)
        stays = two.part(whom) if whom is not None and not two.leaf else []
        if whom is not None and not two.leaf and not any(stays):
            yield OpenPoint("gone", two.above.said(answers.start(), whom.end))


def _past_the_head(two: TwoTexts) -> Iterator[OpenPoint]:
    """Rooms of a department that report to its superior in their own name."""
    if two.me.committee or not two.leaf or not two.over or "tham mưu" in two.below.low:
        return
    if not two.heads[0].startswith("Các phòng, đơn vị"):
        return
    for group in two.here:
        above = Kin.ABOVE in two.kins(group) and group.bodies[0].kind == "ubnd"
        if above and _REPORTS.search(two.below.low[: group.start]) is not None:
            yield OpenPoint("before", two.below.said(group.start, group.end))
            return


def _below_us(two: TwoTexts, at: int) -> bool:
    """Whether who answers at a place of the text is a room of the unit, or anybody of it."""
    low = two.below.low
    start = max(low.rfind(". ", 0, at), low.rfind("; ", 0, at)) + 1
    if _ROOM.search(low, start, at) is not None:
        return True
    who = [group for group in two.here if start <= group.start < at]
    if who:
        return _is_below(two, who[-1])
    if "người đứng đầu" in low[start:at] and not two.me.committee:
        return False
    return bool(two.over) and two.leaf and _is_below(two, two.over[0])


def _is_below(two: TwoTexts, group: NamedTogether) -> bool:
    kins = two.kins(group)
    heads = group.bodies[0].head and not two.me.committee
    return bool(kins & _BELOW) and Kin.SELF not in kins and not heads


def _past_a_level(two: TwoTexts) -> Iterator[OpenPoint]:
    """Whom a commune would report to past its superiors: a ministry, the President.

    What a superior's body sums up "để …" is no report of the commune, where it has no day.
    """
    if two.me.level != RANKS["xa"] or not two.me.committee:
        return
    low = two.below.low
    named = [
        (g.start, g.end) for g in two.here
        if any(body.level == "trung-uong" and body.kind in ("bo", "ubnd") for body in g.bodies)
    ]  # fmt: skip
    for start, end in [*named, *(found.span() for found in _OF_THE_STATE.finditer(low))]:
        if _REPORTS.search(low[:start]) is None:
            continue
        clause = max(low.rfind(mark, 0, start) for mark in ".;") + 1
        behind = low[end:].split(";")[0].split(". ")[0]
        handed = " để " in low[clause:start] and _DAY.search(behind) is None
        if not handed:
            yield OpenPoint("upward", two.below.said(start, end))
            return

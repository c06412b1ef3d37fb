"""Where, behind an order to one of the unit's bodies, a clause turns to another of them.

"Chỉ đạo Phòng Kinh tế lập hồ sơ; Văn phòng bố trí phòng họp; lực lượng Công an xã nắm tình hình"
is said to three, and none of them orders the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.grammar.letters import LetterSpan, Plain
    from generator.plan.agencies import Agency

_STOP = re.compile(r"; (?=\w)")
_FORCE = re.compile(r"(?:còn |riêng |và )?(?:lực lượng |bộ phận )?")
_NO_ACT = re.compile(
    r"(?:và|các|của|là|hoặc|cùng|với|để|theo(?! dõi)|do|khi|trong|tại|thuộc|được|bị)(?!\w)|\W"
)
"""Behind a body of which something is said, or which is one of several."""


def next_told(plain: Plain, names: Iterable[str]) -> LetterSpan | None:
    """The stop behind which the next of the bodies called `names` is told to do something."""
    lows = [plain_of(name).low for name in names]
    for stop in _STOP.finditer(plain.low):
        led = _FORCE.match(plain.low, stop.end())
        at = led.end() if led is not None else stop.end()
        for low in lows:
            behind = at + len(low) + 1
            if not plain.low.startswith(f"{low} ", at):
                continue
            if _NO_ACT.match(plain.low, behind) is None:
                return plain.span(stop.start(), at)
    return None


_NO_OBJECT = re.compile(r"(?<!\w)(?:tham gia|phối hợp|hỗ trợ)(?=[ .;/]*$)")
"""How an order ends that leaves in what to the one before it."""
_LED = re.compile(
    r"(?<!\w)(?:chủ trì,? (?:và )?(?:tổ chức )?|tổ chức )(?:(?:ít nhất|tối thiểu) )?"
    r"(?:\d+ (?:cuộc|đợt|buổi|lần) )?(?=[^\W\d])"
)
_WHEN = re.compile(
    r",? (?:trước|trong (?:năm|quý|tháng|tuần|ngày)|chậm nhất|hoàn thành|xong|hằng|mỗi"
    r"|định kỳ)(?!\w)"
)


def in_what(before: str, order: str) -> tuple[int, str] | None:
    """What an order that ends with "tham gia" takes part in, and where to say it; None: it is said.

    "Giao Công an xã chủ trì tổ chức 02 cuộc diễn tập chữa cháy; giao Ban Chỉ huy Quân sự xã huy
    động dân quân tham gia": the drill of the order before.
    """
    ends = _NO_OBJECT.search(order)
    plain = plain_of(before)
    led = _LED.search(plain.low) if ends is not None else None
    if ends is None or led is None:
        return None
    stop = next((found.start() for found in _WHEN.finditer(plain.low, led.end())), len(plain.low))
    return ends.end(), plain.said(led.end(), stop).strip(" .;,")


_OF_FIELD = re.compile(
    r"(?:các )?(?:phòng|bộ phận|đơn vị) (?:chuyên môn )?(?:phụ trách|phụ trách về|quản lý|về)"
    r" (?:lĩnh vực |công tác |mảng )?"
)
_WORDS = 9
"""Words in which the field of a room is told."""


def with_name(plain: Plain, of_text: Callable[[str], Agency | None]) -> tuple[LetterSpan, str]:
    """Where a text tells a room by its field alone ("phòng phụ trách đất đai"), and its name.

    An empty name where no body of the unit surely has the field.
    """
    for found in _OF_FIELD.finditer(plain.low):
        words = list(re.finditer(r" (?=[^\W\d])", plain.low[found.end() :]))[:_WORDS]
        for gap in words:
            at = found.end() + gap.end()
            if plain.low[at - 2] == "," or not begins_work(plain.low, at):
                continue
            room = of_text(plain.said(found.end(), at))
            if room is not None:
                return plain.span(found.start(), at - 1), room.ten
    return plain.span(0, 0), ""

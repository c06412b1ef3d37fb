"""Events that an organisation of the superior's level holds: no commune's own holds them again.

"Hội Người cao tuổi tỉnh tổ chức hội thi trong tháng 9, mỗi xã chọn 01 đội": below, the commune's
own chooses a team for that contest; where nobody below is told, the event is the superior's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.wording.sent_above import YOUTH, acts_above
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.occasions import OCCASION
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

_HOLDS = re.compile(
    rf" (?P<verb>tổ chức|mở|phát động|đăng cai) (?P<event>(?:\d+ )?{OCCASION}"
    r"[^,;.]*?)(?P<when> (?:trong|vào|từ|trước) (?:ngày|tháng|quý|dịp|năm|đầu|cuối)[^,;.]*)?"
    r"(?P<rest>[,;.].*|)$"
)
_EACH_SENDS = re.compile(
    r"[,;] (?:mỗi|các|từng) (?:xã|phường|đặc khu|địa phương|đơn vị|cơ sở)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))*(?: \w+)? (?P<does>(?:chọn|cử|lựa chọn|đăng ký|gửi"
    r"|thành lập|lập) [^;.]*)"
)


_LEVEL = re.compile(r" (?:tỉnh|thành phố)(?!\w).*$")
_LEAD = 12
"""Letters that may stand before the organisation: "Đề nghị "."""


class EventAbove(NamedTuple):
    """What is left below of an event held above."""

    name: str
    """The organisation without its level: "Hội Người cao tuổi"."""
    words: str
    """What it does, from the verb on; "" where nothing is left."""
    borrowed: str


def event_above(words: str, unit: Addressee) -> EventAbove | None:
    """What a commune's organisation does of an event; None where the words hold none above."""
    plain = plain_of(words)
    first = next(iter(groups(plain)), None)
    if first is None or first.start > _LEAD or len(first.bodies) > 1:
        return None
    body = first.bodies[0]
    held = _HOLDS.match(plain.low, first.end)
    if held is None or not acts_above(unit, body):
        return None
    sends = _EACH_SENDS.match(held["rest"])
    event = plain.said(*held.span("event"))
    when = plain.said(*held.span("when")) if held["when"] else ""
    borrowed = f"{event}{when} do {body.text} {held['verb']}"
    name = "Đoàn Thanh niên" if body.name.startswith(YOUTH) else _LEVEL.sub("", body.text)
    if sends is None:
        return EventAbove(name, "", borrowed)
    start = held.start("rest")
    does = plain.said(start + sends.start("does"), start + sends.end("does"))
    return EventAbove(name, f"{_joining(does)} {borrowed}.", borrowed)


def _joining(does: str) -> str:
    """What is sent, up to what it takes part in."""
    joins = "" if " tham gia" in does or " dự" in does else " tham gia"
    joins = " tham gia" if does.startswith("gửi") else joins
    does = re.sub(r" (?:dự thi|tham dự|dự)(?!\w)", "", does) if does.startswith("gửi") else does
    return f"{does.rstrip()}{joins}"


def sent_to(event: str, text: str) -> str | None:
    """A text of what each commune sends, with the event above; None where it sends nothing."""
    plain = plain_of(f"; {text}")
    sends = _EACH_SENDS.match(plain.low)
    if sends is None:
        return None
    who, does = plain.said(2, sends.start("does")), plain.said(*sends.span("does"))
    return f"{who}{_joining(does)} {event}."


def told_below(text: str) -> bool:
    """Whether a text says what each commune sends to an event."""
    return _EACH_SENDS.search(plain_of(f"; {text}").low) is not None


_SERVES = re.compile(
    r"(?<!\w)(?:(?:lễ|hội \w+|hội nghị|vòng|giải|cuộc thi|liên hoan)[^,;.]{0,40}?"
    r" cấp (?:tỉnh|thành phố)"
    r"|(?:giúp|tham mưu|báo cáo|trình|thường trực)(?: việc cho| cho| của)? (?:ban chỉ đạo|ubnd"
    r"|ủy ban nhân dân|tỉnh ủy|thành ủy|hđnd)(?: nhân dân)?(?: (?:tỉnh|thành phố))?)(?!\w)"
    r"(?! (?:các )?(?:xã|phường|cùng|các cấp|cấp))"
)
_BELOW = re.compile(r"(?<!\w)(?:xã|phường|đặc khu|cơ sở|địa phương|các cấp|cấp dưới)(?!\w)")


def serves_above(words: str, who: Sequence[NamedBody], unit: Addressee) -> bool:
    """Whether an organisation does for its own level what that of the unit does not do.

    "Hội Chữ thập đỏ tỉnh giúp Ban Chỉ đạo tỉnh điều phối": the commune's Red Cross does not.
    """
    if not who or not all(acts_above(unit, body) for body in who):
        return False
    low = plain_of(words).low
    return _SERVES.search(low) is not None and _BELOW.search(low) is None


def held_by_province(low: str) -> bool:
    """Whether small letters tell of what is held at a province's level, and not by whom.

    "Mỗi năm tổ chức 02 cuộc diễn tập cấp tỉnh": a department may not be who holds it.
    """
    return _AT_LEVEL.search(low) is not None


_AT_LEVEL = re.compile(
    r"(?<!\w)(?:tổ chức|mở|diễn tập|đăng cai|thành lập)(?!\w)[^.;]* cấp (?:tỉnh|thành phố)(?!\w)"
)

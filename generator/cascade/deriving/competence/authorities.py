"""What Party committees and People's Councils do, as the plan of a People's Committee may say it.

The committee orders neither. Where the Party leads it to do something, that is its own duty;
what its Council decides it submits; whatever else they do it can only ask.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_LEADS = re.compile(
    r"[\s:,]*(?:(?:có trách nhiệm|tập trung|trực tiếp|tăng cường) )*"
    r"(?:lãnh đạo|chỉ đạo)(?:(?:, | và )(?:lãnh đạo|chỉ đạo))?(?: toàn diện)? "
    r"(?:các )?(?:ủy ban nhân dân|chính quyền)"
    r"(?:(?:,?(?: và)?(?: các)? (?:cùng cấp|các cấp|cấp mình|địa phương|(?:ở )?cơ sở|cấp xã|tỉnh"
    r"|thành phố|xã|phường|đặc khu))|, các (?:cơ quan|ngành)"
    r"(?:, đơn vị)?)* (?!địa phương(?!\w)|(?:ở )?cơ sở(?!\w)|cấp xã(?!\w)|và )(?=\w)"
)
"""The Party leads the committee, which does the work."""
_DECIDES = re.compile(
    r"(?:xem xét|ban hành|quy định|quyết định|quyết nghị|thông qua|phê chuẩn|phân bổ|bố trí"
    r"|sửa đổi|bổ sung)(?!\w)"
)
"""What a Council does by its resolutions, on the submission of the committee."""


class Turned(NamedTuple):
    """A clause of another authority in the mouth of the committee."""

    words: str
    asked: bool
    """Whether it is a request now, and not the committee's own work."""
    own: bool = True
    """Whether the committee itself does it, and not those below it."""


def turned(unit: Addressee, first: Duty, act: str, when: str = "") -> Turned | None:
    """The clause of a duty whose `act` a Party committee or a Council does; None for others'.

    `when`: what stands before who acts: "Định kỳ 6 tháng".
    """
    kinds = {body.kind for body in first.who}
    kins = unit.kins(first.who)
    if kinds == {"dang"} and (reports := _reports_up(unit, first, act, when)):
        return Turned(reports, asked=True)
    if not unit.committee or first.said != "opening" or Kin.ABOVE in kins or len(kinds) != 1:
        return None
    if kinds == {"dang"}:
        return _of_party(unit, first, kins, act)
    if kinds == {"hdnd"} and kins <= {Kin.OWN, Kin.BELOW}:
        whose = "HĐND các xã, phường" if Kin.BELOW in kins else f"HĐND {unit.word}"
        decides = Kin.OWN in kins and _DECIDES.match(plain_of(act).low)
        return Turned(f"{'Trình' if decides else 'Đề nghị'} {whose} {act}", asked=not decides)
    return None


def _of_party(unit: Addressee, first: Duty, kins: set[Kin], act: str) -> Turned | None:
    plain = plain_of(act)
    led = _LEADS.match(plain.low) or _led_later(plain.low)
    if led is None and unit.level == RANKS["tinh"] and _OF_COMMITTEE.match(first.who[0].name):
        led = _LEADS_ON.match(plain.low)
    if led is None:
        who = ", ".join(body.text for body in first.who)
        asks = kins & {Kin.EVERYBODY, Kin.BELOW}
        return Turned(f"Đề nghị {who[:1].lower()}{who[1:]} {act}", asked=True) if asks else None
    does = act[plain.span(led.end(), len(plain.low)).start :]
    lower = any(RANKS.get(body.level or "", 0) > unit.level for body in first.who)
    if Kin.BELOW not in kins and not lower:
        return Turned(does[:1].upper() + does[1:], asked=False)
    units = [word for body in first.who for word in body.units] or ["xã", "phường"]
    below = [word for word in dict.fromkeys(units) if RANKS["xa"] > unit.level]
    return Turned(f"UBND các {', '.join(below)} {does}", asked=False, own=False)


def _reports_up(unit: Addressee, first: Duty, act: str, when: str) -> str:
    """What the committee reports so that its Party committee can report above; "" for nothing.

    "Trước ngày 10/12, các đảng ủy trực thuộc báo cáo Ban Thường vụ Tỉnh ủy": of communes and of
    the province's committee alike. The committee has no other line upwards in a Party document.
    """
    who = plain_of(", ".join(body.text for body in first.who)).low
    party = _PARTY_OF.get(unit.word) or f"Đảng ủy {unit.word}"
    said = _SUBORDINATE.fullmatch(who) if unit.committee else None
    if said is None or (said["units"] and unit.word not in said["units"]):
        return ""
    plain = plain_of(act)
    begins = (0, *(stop.end() for stop in _STOPS.finditer(plain.low)))
    found = next((f for at in begins if (f := _REPORTS_TO.match(plain.low, at))), None)
    if found is None:
        return ""
    does = plain.said(found.start("does"), found.end())
    does = does.replace(f"(qua {party} tổng hợp)", "").replace(f"(qua {party})", "")
    does = re.sub(r" {2,}", " ", does).strip()
    said_when = plain.said(*found.span("when")).strip(" ,") if found["when"] else when.strip(" ,")
    due = f" {said_when[:1].lower()}{said_when[1:]}" if said_when else ""
    if _DATED.search(does):  # "trước ngày 05/12 hằng năm"
        due = re.sub(r"^ định kỳ (?=h[ằà]ng (?:năm|quý|tháng)$)", " ", due)
    before = act[: plain.span(0, found.start()).end].strip(" ;,:")
    asked = f"; đề nghị {party} {before}" if before and unit.level == RANKS["xa"] else ""
    return f"UBND {unit.word} báo cáo kết quả thực hiện để {party} {does}{due}{asked}."


_DATED = re.compile(r"\d{1,2}[/-]\d{1,2}$")
_PARTY_OF = {word: f"Đảng ủy Ủy ban nhân dân {word}" for word in ("tỉnh", "thành phố")}
_SUBORDINATE = re.compile(
    r"(?:các )?(?:(?:cấp ủy|đảng ủy|đảng bộ|tổ chức đảng|huyện ủy|thành ủy)(?:, | và )?)+"
    r"(?P<units>(?: ?(?:xã|phường|đặc khu)(?:, | và )?)*)(?: ?trực thuộc(?: (?:tỉnh|thành) ủy)?)?"
)
"""Party committees of all units: "các đảng ủy xã, phường, đặc khu trực thuộc Tỉnh ủy"."""
_REPORTS_TO = re.compile(
    r"[\s:,]*(?P<when>(?:định kỳ|hằng|hàng|trước|chậm nhất|vào)(?!\w)[^;.]{0,60}?,? )?"
    r"(?P<does>(?:gửi |tổng hợp,? )*báo cáo(?: kết quả(?: thực hiện)?)?(?: về| cho| với)?"
    r" (?:ban thường vụ |thường trực |ban chấp hành )?(?:đảng bộ )?(?:tỉnh|thành) ủy[^;.]*)"
)
"""What they report to the Party committee of the province."""


def _led_later(low: str) -> re.Match[str] | None:
    """Where a Party committee, behind its own work, leads the committee: its clause alone."""
    later = (_LEADS.match(low, stop.end()) for stop in _STOPS.finditer(low))
    return next((found for found in later if found is not None), None)


_OF_COMMITTEE = re.compile(r"(?:ban thường vụ )?đảng ủy ủy ban nhân dân")
_LEADS_ON = re.compile(r"[\s:,]*(?:lãnh đạo|chỉ đạo)(?:, (?:lãnh đạo|chỉ đạo))?(?: việc)? (?=\w)")
"""What the committee's own Party committee leads, the committee does."""
_STOPS = re.compile(r"; ")
_TELLS = re.compile(r" (?:chỉ đạo|hướng dẫn|yêu cầu) (?:các )?(?:cấp |cơ sở )?$")


def without_chain(unit: Addressee, words: str) -> str:
    """A request to an organisation above to direct the commune's own: the commune asks its own.

    "Đề nghị Hội Nông dân tỉnh chỉ đạo Hội Nông dân các xã vận động …": one and the same here.
    """
    plain = plain_of(words)
    found = groups(plain) if unit.committee and unit.level == RANKS["xa"] else ()
    for above, below in pairwise(found):
        fronts = unit.kins((*above.bodies, *below.bodies)) == {Kin.FRONT}
        lower = all(body.level in ("xa", None) for body in below.bodies)
        if fronts and lower and _TELLS.match(plain.low[above.end : below.start]):
            start, end = plain.span(above.end, below.end)
            return words[:start] + words[end:]
    return words

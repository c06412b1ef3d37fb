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
    r"(?:(?:,? (?:cùng cấp|các cấp|cấp mình|tỉnh|thành phố|xã|phường|đặc khu))"
    r"|, các (?:cơ quan|ngành)"
    r"(?:, đơn vị)?)* (?=\w)"
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


def turned(unit: Addressee, first: Duty, act: str) -> Turned | None:
    """The clause of a duty whose `act` a Party committee or a Council does; None for others'."""
    kinds = {body.kind for body in first.who}
    kins = unit.kins(first.who)
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
    led = _LEADS.match(plain.low)
    if led is None:
        who = ", ".join(body.text for body in first.who)
        asks = kins & {Kin.EVERYBODY, Kin.BELOW}
        return Turned(f"Đề nghị {who[:1].lower()}{who[1:]} {act}", asked=True) if asks else None
    does = act[plain.span(led.end(), len(plain.low)).start :]
    if Kin.BELOW not in kins:
        return Turned(does[:1].upper() + does[1:], asked=False)
    units = [word for body in first.who for word in body.units] or ["xã", "phường"]
    below = [word for word in dict.fromkeys(units) if RANKS["xa"] > unit.level]
    return Turned(f"UBND các {', '.join(below)} {does}", asked=False)


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

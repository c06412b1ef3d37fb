"""What may happen in any unit: a case to act in, and no class of units to be asked about.

"Xã nào có gia súc chết rét thì báo cáo …": every commune may have such a day, and then reports. A
market, a forest is had or not (narrowed.py); cattle that froze, a dyke that slid, a fire is not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.first_words import first_words
from generator.grammar.letters import plain_of
from generator.grammar.phrases import any_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

GENERAL = ("địa phương", "địa bàn", "nơi")
"""Words for units of whatever kind."""
UNIT = "(?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố)"
KIND = rf"(?:{UNIT}|{'|'.join(GENERAL)})"
KINDS = rf"(?P<kinds>{KIND}(?:(?:, | và |/){KIND})*)(?!\w)(?!(?:, | và |/){KIND}(?!\w))"
"""Kinds of units side by side, all of them."""
_ADJUNCT = (
    r"(?P<lead>(?:từ|trong|đến|trước|hằng|hàng|định kỳ|vào|sau|ngoài|suốt|mỗi|quá"
    r"|hết)(?!\w)[^;.:]{2,80}?, |quá hạn, |hết hạn, )?"
)
_IN_A_ROW = r"(?:(?:\d+|hai|ba|nhiều) (?:tuần|tháng|quý|năm|kỳ|lần|ngày)(?: liên tiếp| liền)? )?"
"""How often, before what happens: "02 tháng liên tiếp không báo cáo"."""
_UNDONE = re.compile(rf"{_IN_A_ROW.removesuffix('?')}(?:chưa|không) ")
"""What was to be done time after time and was not: "02 tháng liên tiếp không báo cáo"."""
_OVERDUE = re.compile(r"(?:quá|hết) ")
_THAT_PLACE = re.compile(
    r"(?<= )(?P<kinds>(?:xã|phường|đặc khu)(?:(?:, | và |/)(?:xã|phường|đặc khu))*"
    r"|địa phương|đơn vị|nơi) (?:đó|ấy|này)(?!\w)"
)
"""The place of which a case speaks: "toàn bộ tuyến phố của phường đó"."""


class Case(NamedTuple):
    """A sentence about what may happen in units of some kinds."""

    kinds: tuple[str, ...]
    words: str
    """As one of them says it: "Trường hợp có gia súc chết rét, UBND cấp xã báo cáo …"."""

    def means(self, unit: Addressee) -> bool:
        """Whether the unit is of those kinds."""
        return unit.word in self.kinds or any(word in self.kinds for word in GENERAL)


def happens(about: str) -> bool:
    """Whether what a class of units is said to have or do is an event."""
    return _event().match(about.lower().removeprefix("nào ")) is not None


def case_of(part: str, unit: Addressee, before: str = "") -> Case | None:
    """A sentence about an event as a case; None where it is about none, or not about units.

    `before`: what stands before it in its text, whose subject it must not inherit.
    """
    plain = plain_of(part)
    found = next((m for one in _cases() if (m := one.match(plain.low))), None)
    if found is None:
        return None
    lead = plain.said(*found.span("lead")) if found["lead"] else ""
    about = plain.said(*found.span("about")).strip(" ,")
    rest = plain.said(found.end(), len(plain.low)).strip(" ,")
    level = "xã" if unit.level == _COMMUNE else unit.word
    rest = _OF_THAT.sub(lambda m: f"{(m['who'] or m['bare'] or m['alone'])} cấp {level}", rest)
    rest = _THAT_PLACE.sub(unit.word, rest)
    must = found["then"].strip(" ,") == "phải"
    if rest.startswith("được "):
        rest = f"{unit.word} {rest}"
    elif _SENDS.match(rest.lower()) or (before and _acts().match(plain_of(rest).low)):
        rest = f"UBND cấp {level} {'phải ' if must else ''}{rest}"
    elif must:
        rest = f"UBND cấp {level} phải {rest}" if before else f"phải {rest}"
    inside = bool(lead) or before.rstrip().endswith(";")
    label = plain.said(0, found.start("label") + len(found["label"]))
    case = f"{'trường hợp' if inside else 'Trường hợp'} {about}"
    parts = re.split(r"(?<!\d),(?= )", about)
    words = f"{label}{lead}{case}{' thì' if len(parts) > 2 else ','} {rest}"
    if _UNDONE.match(about.lower()) or _OVERDUE.match(lead.lower()):
        words = f"{label}{lead}{'nếu' if inside else 'Nếu'} {about} thì {rest}"
    kinds = found["kinds"] or found.groupdict().get("which") or ""
    return Case(tuple(re.split(r", | và |/", kinds)), words)


_COMMUNE = 3
_SENDS = re.compile(
    r"(?:thì )?(?:(?:kịp thời|khẩn trương) )?"
    r"(?:gửi )?(?:báo cáo|đề nghị|kiến nghị)(?!\w)"
)
_OF_THAT = re.compile(
    r"(?i)(?P<who>ubnd|ủy ban nhân dân) (?:nơi|địa phương|xã|phường|cấp xã|xã, phường|đơn vị)"
    r" (?:đó|ấy|này)(?!\w)"
    r"|(?P<bare>chủ tịch (?:ubnd|ủy ban nhân dân))(?= (?:chịu|kiểm điểm|giải trình|báo cáo|phải"
    r"|trực|quyết định|xử|tự|chỉ đạo|huy động))"
    r"|^(?P<alone>ubnd|ủy ban nhân dân)(?= (?!xã|phường|đặc khu|cấp|các|tỉnh|thành|nơi|mỗi|huyện))"
)
"""The committee of that place, its chairman without a level: "… thì Chủ tịch UBND nơi đó"."""


@cache
def _event() -> re.Pattern[str]:
    data = read_data("dong-tu.toml")
    does = rf"(?:{any_of(data['xay_ra'])})(?!\w)"
    return re.compile(
        rf"(?:{_IN_A_ROW}{does}|có (?:(?:\d+|trên|từ|nhiều) )*{any_of(data['su_viec'])}(?!\w)"
        rf"|có (?!{any_of(data['khong_ke_su_viec'])}(?!\w))(?:[^\W\d]+[ /-]){{1,6}}?"
        rf"{any_of(data['bi_sao'])}(?!\w))"
    )


@cache
def _acts() -> re.Pattern[str]:
    begins = read_data("dong-tu.toml")["mo_dau"]
    more = ("chuẩn bị", "cung cấp", "xuất trình", "nộp", "khắc phục", "giải trình")
    return re.compile(rf"{any_of([*begins, *first_words().verbs, *more])}(?!\w)")


@cache
def _cases() -> tuple[re.Pattern[str], ...]:
    """Cases by how they end: with "thì", with a comma, before the verb of what is to be done."""
    verbs = _acts().pattern
    label = rf"(?P<label>[\W\d]*(?:[a-zđ]\) ?)?){_ADJUNCT}"
    units = rf"(?:(?:ubnd|ủy ban nhân dân) )?(?:(?:các|những|mỗi) )?{KINDS}"
    some = units.replace("kinds", "which")
    any_ = rf"(?:(?:khi|nếu|trường hợp) (?:có )?{units} (?:nào )?|{some} nào (?!đó))"
    event = _event().pattern
    had = (
        rf"(?={_IN_A_ROW}(?:có|bị|để|được|xảy ra|thiếu|mất|chậm|vi phạm|buông lỏng|phát sinh"
        r"|xếp (?:cuối|loại)|đạt dưới"
        r"|(?:không|chưa) (?:hoàn thành|thực hiện|báo cáo|bảo đảm|chấp hành|gửi|nộp|trình"
        rf"|kê khai))(?!\w)){event}"
    )
    has = rf"(?=(?:có|được) ){event}"
    more, past = r"(?:[^:;.]|\.(?=\d)){0,90}?", r"(?:[^:;.,]|\.(?=\d)){0,90}?"
    return (
        re.compile(rf"{label}{any_}(?P<about>{event}{more})(?P<then>,? thì )"),
        re.compile(rf"{label}{any_}(?P<about>{event}{past})(?P<then>, |,? phải )"),
        re.compile(rf"{label}{units} (?P<about>{had}{more})(?P<then>,? thì )"),
        re.compile(rf"{label}{units} (?P<about>{had}{past})(?P<then>,? phải )"),
        re.compile(
            rf"{label}{units} (?P<about>{has}{past})"
            rf"(?P<then>(?<! được)(?<! ngày)(?<! giờ) (?={verbs}))"
        ),
    )

"""No word for a whole of which the unit is a part, for another kind of unit, for all of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rereading.two_texts import OpenPoint
from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.communes_before import former_units
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rereading.two_texts import TwoTexts

_WHOLE = re.compile(
    r"(?<!\w)toàn (?:thể )?(?:đảng bộ|hệ thống chính trị|ngành)(?: (?:tỉnh|thành phố))?(?!\w)"
    r"(?! (?:xã|phường|đặc khu)(?!\w))"
    r"|(?<!\w)toàn (?:tỉnh|thành phố)(?!\w)|(?<!\w)trong (?:tỉnh|thành phố)(?=[.,;])"
)
_PURSE = re.compile(
    r"(?<!\w)(?:bố trí|dành|cân đối|chi)(?!\w)[^.;]{0,60} ngân sách (?:cấp )?(?:tỉnh|thành phố)"
    r"(?!\w)(?! hỗ trợ)"
)
_SHARE = re.compile(
    r"\d+ ?% (?:số )?(?:các )?(?:đơn vị (?:hành chính )?)?cấp (?P<unit>tỉnh|xã)(?!\w)"
    r"(?=[^,]* (?:đạt|có|hoàn|thực|được|triển|bố))"
)
_PROVINCES = re.compile(r"(?<!các )(?<!\w)tỉnh, thành phố(?!\w)(?! khác| trong| lân| trực)")
_OWN_FIELD = re.compile(r"(?<!\w)(?:ngành|cấp|cơ quan), địa phương mình(?!\w)")
_CLASS = re.compile(
    r"(?:^|[.;] )[\W\d]*(?P<unit>xã|phường|đặc khu) (?:có [^.;,]{3,60} (?:có|phải|lập|bố trí"
    r"|tổ chức|xây dựng) |chưa |bị |thuộc |giáp |ven |vùng )"
)
"""A class of units with which a sentence still begins."""
_OTHER_KIND = re.compile(
    r"(?<!\w)(?:do|của|tại|ở|mỗi|từng|các|toàn|thuộc) (?P<unit>xã|phường|đặc khu)(?!\w)(?! hội)"
)
_TELLS_US = re.compile(
    r"(?:thông báo|báo|gửi|thông tin)(?: kịp thời)? (?:cho|đến|tới) (?:các )?"
    r"(?:ủy ban nhân dân|xã|phường|cấp xã)"
)
_KINDS = re.compile(r"(?:, | và |/)(?:các )?(?:xã|phường|đặc khu)(?!\w)")


def whole_words(two: TwoTexts) -> Iterator[OpenPoint]:
    """Words of a level that is not the unit's."""
    if not two.me.committee or two.annex:
        return
    low, level = two.below.low, two.me.level
    share = _SHARE.search(low)
    if share is not None and RANKS["xa" if share["unit"] == "xã" else "tinh"] == level:
        yield OpenPoint("each", two.below.said(*share.span()))
    if level == RANKS["tinh"]:
        yield from _found(two, _PROVINCES, "each")
        yield from _of_a_province(two)
    if level == RANKS["xa"]:
        yield from _found(two, _WHOLE, "level")
        yield from _found(two, _PURSE, "level")
        yield from _found(two, _OWN_FIELD, "each")
        yield from _found(two, _CLASS, "each")
        yield from _other_kind(two)
        yield from _of_those_above(two)


def _found(two: TwoTexts, pattern: re.Pattern[str], sort: str) -> Iterator[OpenPoint]:
    found = pattern.search(two.below.low)
    before = found is not None and any(
        start <= found.start() < end for start, end in former_units(two.below.text)
    )
    if found is not None and not before and not two.below.capital(found.end() + 1):
        words = two.below.said(*found.span()).strip(" .;-+")
        yield OpenPoint("level" if sort == "level" else "each", words)


def _of_a_province(two: TwoTexts) -> Iterator[OpenPoint]:
    """A committee of a province in the plan of a city."""
    if two.me.word != "thành phố":
        return
    for group in two.here:
        body = group.bodies[0]
        if body.units == ("tỉnh",) and not body.every and not body.place:
            yield OpenPoint("level", body.text)
            return


def _other_kind(two: TwoTexts) -> Iterator[OpenPoint]:
    """A commune in the plan of a ward."""
    for found in _OTHER_KIND.finditer(two.below.low):
        end = found.end()
        if found["unit"] == two.me.word or two.below.capital(end + 1):
            continue
        if _KINDS.match(two.below.low, end) or two.below.low[: found.start()].endswith((", ", "/")):
            continue
        yield OpenPoint("level", two.below.said(*found.span()))
        return


def _of_those_above(two: TwoTexts) -> Iterator[OpenPoint]:
    """The Front of the province, that tells communes, moved down to one of them."""
    if two.same:
        return
    for group in two.there:
        front = next((b for b in group.bodies if b.kind == "mat-tran" and b.level == "tinh"), None)
        if front is not None and _TELLS_US.search(two.above.low, group.end) is not None:
            yield OpenPoint("who", front.text)
            return

"""Units that are no more, by which a plan means an area: "thuộc tỉnh Quảng Nam (cũ)".

Which of today's units lay there the country's data know: nobody has to be asked.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of
from generator.places.country import country_of
from generator.plan.bodies import TWO_LEVELS
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.grammar.letters import Plain
    from generator.places.country import Area

_KIND = r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường)"
_NAME = r"[^\W\d_]+(?:[ \-–][^\W\d_]+){0,4}?"
_GONE = (
    r" ?\(?(?:cũ|trước đây|(?:trước|khi chưa) (?:khi |thời điểm )?(?:sáp nhập|hợp nhất|sắp xếp))"
    r"(?!\w)\)?"
)
_WHOLE = re.compile(rf"(?P<kind>{_KIND} )(?P<names>[^();:]+?){_GONE}|(?P<bare>[^();:]+?){_GONE}")
_AND = re.compile(r", và | và |, ")
_PLACE = re.compile(
    r"\W*(?:(?:thuộc|nằm|trên|ở|tại|trong|của|vùng|khu vực|phạm vi|địa bàn|địa giới(?: hành chính)?"
    r"|lãnh thổ|ubnd|ủy ban nhân dân|phần|các) )*"
)
_AREA = r"(?:phạm vi|khu vực|địa bàn|địa giới|vùng|phần|lãnh thổ|địa phận)"
_HEADS = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:còn |riêng )?(?:(?:đối với|tại|ở|trên|trong) )?(?:các |toàn bộ )?"
    rf"(?P<about>{_AREA}(?!\w)[^;:.,()]{{3,110}}?{_GONE})[\s,:]*"
)
_FEW = r"[^\W\d_]+(?:(?: - | |-)[^\W\d_]+){0,3}?"
_BEHIND = re.compile(
    r" (?:thuộc|ở|tại|trên|nằm (?:trên|trong))"
    rf"(?: (?:{_AREA}(?: hành chính)?|của|ubnd|ủy ban nhân dân))*"
    rf" (?P<kind>{_KIND} )?(?P<name>{_FEW}(?:(?:, | và |, và )(?:{_KIND} )?{_FEW}){{0,4}}){_GONE}"
)
_LAST = TWO_LEVELS - timedelta(days=1)
"""The last day of the three levels."""
_COMMUNE = 3
_NOT = re.compile(r"(?:không|ngoài)(?!\w)")


def lay_in(words: str, unit: str, place_above: str) -> bool | None:
    """Whether a unit lay where `words` say ("thuộc tỉnh Quảng Nam (cũ)"); None: nobody can tell.

    Told by the provinces and districts of 30 June 2025. A class said of more than the place
    ("… (cũ) có rừng") is denied by the place, and never affirmed.
    """
    plain = plain_of(words)
    found = _named(plain)
    if found is None or _NOT.match(plain.low):
        return None
    part = "names" if found["names"] else "bare"
    before = _before(unit, place_above)
    wanted = [*_areas(found["kind"] or "", plain.said(*found.span(part)))]
    if not before or not wanted or [] in wanted:
        return None
    codes = {area.code for areas in wanted for area in areas}
    inside = [bool(codes & {one.code, one.superior, one.province}) for one in before]
    if not any(inside):
        return False
    return True if all(inside) and found.end() == len(plain.low.rstrip(" ,.;")) else None


def heads_former(text: str) -> tuple[str, int] | None:
    """The area of a former unit with which a text begins, and where what is to be done begins.

    "Đối với phạm vi thuộc địa giới của tỉnh Quảng Nam (cũ), giao …": it holds for nowhere else.
    """
    plain = plain_of(text)
    found = _HEADS.match(plain.low)
    if found is None:
        return None
    about = plain.said(*found.span("about"))
    named = _named(plain_of(about))
    return None if named is None else (about, plain.span(0, found.end()).end)


def former_end(low: str, at: int) -> int | None:
    """Where the former unit ends of which those named up to `at` (small letters) are a part.

    "UBND các xã | thuộc tỉnh Quảng Nam (cũ)"; None where none is named.
    """
    found = _BEHIND.match(low, at)
    if found is None:
        return None
    names = [re.sub(rf"^{_KIND} ", "", name) for name in _AND.split(found["name"])]
    known = all(any(a.level < _COMMUNE for a in country_of().find(n, _LAST)) for n in names)
    return found.end() if known else None


def _named(plain: Plain) -> re.Match[str] | None:
    """The names of former units in what says a place; None where there are none."""
    place = _PLACE.match(plain.low)
    found = _WHOLE.match(plain.low, place.end() if place is not None else 0)
    if found is None or not plain.capital(found.start("names" if found["names"] else "bare")):
        return None
    return found


def _areas(kind: str, names: str) -> Iterator[list[Area]]:
    """The units that stood under each of these names on the last day of the three levels.

    A district that had become a town that spring is still called a district.
    """
    for name in _AND.split(names):
        alone = re.sub(rf"(?i)^{_KIND} ", "", name)
        own = kind.strip() if alone == name else name[: -len(alone)].strip()
        found = country_of().find(f"{own} {alone}".strip(), _LAST)
        wider = [one for one in country_of().find(alone, _LAST) if one.level < _COMMUNE]
        yield (found or wider) if own else [one for one in wider if one.level == 1]


@lru_cache(maxsize=256)
def _before(unit: str, place_above: str) -> list[Area]:
    """The communes of 30 June 2025 of which a commune was made."""
    if not unit or not place_above:
        return []
    country = country_of()
    found = [one for one in country.find(f"{unit}, {place_above}") if one.until is None]
    areas = found if len(found) == 1 else []
    while any(not one.on(_LAST) for one in areas):
        older = [
            a for one in areas for a in ([one] if one.on(_LAST) else country.predecessors(one))
        ]
        if len(older) == 0 or older == areas:
            return []
        areas = older
    return areas

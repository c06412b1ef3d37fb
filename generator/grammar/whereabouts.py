"""Where a body is: the level and the place that follow its name, one or several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.act_verbs import begins_act
from generator.grammar.first_words import CENTRAL_CITIES, LEVELS, UNIT, UNITS, begins_body
from generator.grammar.regions import region_words
from generator.places.country import country_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.grammar.letters import Plain

WHERE = re.compile(
    rf"(?P<of> (?:trực thuộc|thuộc|của))?(?: ủy ban nhân dân)?(?:^| )"
    rf"(?:cấp (?P<level>tỉnh|thành phố|huyện|xã|cơ sở|trung ương)(?!\w)"
    rf"(?P<more>(?:(?:, | và )(?:cấp )?(?:huyện|xã|phường|thị trấn|đặc khu)(?!\w))*)"
    rf"|(?P<levels>các (?:cấp|địa phương|đơn vị(?:,| và) địa phương))(?!\w)"
    rf"|(?P<many>(?:các|mỗi|những) )?(?P<unit>{UNIT})(?P<units>(?:(?:, |,| và "
    rf"|/)(?:các )?{UNIT}(?! (?:đoàn|ủy)(?!\w)))*))"
)
_NEXT_PLACE = re.compile(rf"(?:, |; | và |,)(?:({UNIT}) )?")


class Whereabouts(NamedTuple):
    """Level and place that follow a name."""

    end: int = 0
    level: str | None = None
    every: bool = False
    place: str = ""
    units: tuple[str, ...] = ()
    first_end: int = 0
    more: tuple[tuple[str, str | None, int, int], ...] = ()


def whereabouts(plain: Plain, at: int) -> Whereabouts:
    """The level and place said at a place of the text, such as " các xã, phường"."""
    low = plain.low
    found = WHERE.match(low, at)
    if found is None:
        return Whereabouts()
    if found["levels"]:
        return Whereabouts(found.end(), None, True)
    if found["level"]:
        more = tuple(re.findall(UNIT, found["more"] or ""))
        said = found["level"]
        level = level_of_unit((said,), "") if said == "thành phố" else UNITS[said]
        return Whereabouts(found.end(), level, True, "", (said, *more))
    unit = found["unit"]
    units = (unit, *re.findall(UNIT, found["units"] or ""))
    many = found["many"] or low.endswith("các ", 0, found.start() + 1)
    if many and _of_region(low, unit, found.end("unit")):
        return Whereabouts(found.end(), level_of_unit(units, ""), True, "", units)
    if len(units) > 1 or found["many"]:
        listed = _listed(plain, found) if len(units) == 1 else None
        if listed is not None:
            return listed
        return Whereabouts(found.end(), level_of_unit(units, ""), True, "", units)
    end = name_end(plain, found.end("unit"))
    if end == found.end("unit"):
        return Whereabouts(end, level_of_unit(units, ""), False, "", units)
    place = plain.said(found.start("unit"), end)
    level = level_of_unit(units, low[found.end("unit") + 1 : end])
    more = tuple(_more_places(plain, unit, end))
    last = more[-1][3] if more else end
    return Whereabouts(last, level, False, place, units, end, more)


def _listed(plain: Plain, found: re.Match[str]) -> Whereabouts | None:
    """Such as "các xã: Bắc Hà, Cốc Lầu" or "các xã Bắc Hà và Cốc Lầu": named units."""
    at = found.end("unit")
    of_class = _OF_CLASS.match(plain.low, at)
    at = of_class.end() if of_class is not None else at
    colon = plain.low[at : at + 1] == ":"
    end = name_end(plain, at + 1 if colon else at)
    if end <= at + 1:
        return None
    unit = found["unit"]
    name = plain.said(at, end).lstrip(": ")
    more = tuple(_more_places(plain, unit, end))
    if of_class is not None and not more:
        return None
    level = level_of_unit((unit,), name.lower())
    last = more[-1][3] if more else end
    return Whereabouts(last, level, False, f"{unit} {name}", (unit,), end, more)


_OF_CLASS = re.compile(
    r" (?:đầu nguồn|cuối nguồn|biên giới|vùng (?:cao|biên|sâu|xa|trũng)|trung tâm|miền núi|hải đảo"
    r"|bãi ngang|cù lao|trọng điểm|nông thôn mới)(?= \w)"
)
"""Of what kind several units are that are named: "các xã đầu nguồn An Phú, Tân Châu"."""


def _more_places(plain: Plain, unit: str, at: int) -> Iterator[tuple[str, str | None, int, int]]:
    """Further places of a list: ", xã Cốc Lầu", ", Bản Liền và Nậm Lúc"."""
    while (link := _NEXT_PLACE.match(plain.low, at)) is not None:
        own = link[1]
        begin = link.end() - 1
        if own is None and begins_body(plain.low, link.end()):
            return
        end = name_end(plain, begin)
        if end == begin or plain.low[begin : begin + 1] != " ":
            return
        unit = own or unit
        name = plain.said(link.end(), end)
        yield f"{unit} {name}", level_of_unit((unit,), name.lower()), link.end(), end
        at = end


def _of_region(low: str, unit: str, at: int) -> bool:
    """Whether a region follows provinces: "các tỉnh Tây Nguyên" names no province."""
    if unit not in _PROVINCES:
        return False
    return re.compile(rf" {region_words()}(?!\w)").match(low, at) is not None


_PROVINCES = ("tỉnh", "thành phố")
_NUMBERLESS = re.compile(r"(?:tỉnh|thành phố|huyện|xã|đặc khu)$")
"""Kinds of units that no number names: "UBND tỉnh 6 tháng" is none of them."""
_OF_EACH = re.compile(r"(?<!\w)(?:mỗi|từng) \w+$")
"""Before a number of something: "mỗi phường 2 buổi", "phường 01 điểm"; no ward is "phường 01"."""
_COUNTED = re.compile(
    r" (?:(?:tháng|năm|quý|tuần)(?! \d)|ngày|giờ|phút|lần|đợt|kỳ|tháng đầu)(?!\w)"
)
"""What shows that a number counts, and is no name of a ward."""


_NUMBERED = re.compile(
    r" [1-9](?= và |[,;)](?! ?\d)|\.?$| (?:tổ chức|bố trí|chủ trì|phối hợp)(?!\w))"
)
"""A number that ends a name, and no share: "các phường Hà Giang 1, Hà Giang 2"."""


_DASH = re.compile(r" [-–] ")
_SYLLABLE = re.compile(r" ([^\W_][\w'’]*(?:-[^\W_][\w'’]*)*)")


def name_end(plain: Plain, at: int) -> int:
    """Where the name of a place ends: up to four syllables with capitals, or a number.

    Behind a dash with spaces it goes on where a unit is called so: "Xuân Hương - Đà Lạt".
    """
    end = _run_end(plain, at)
    dash = _DASH.match(plain.low, end) if end > at + 1 else None
    if dash is None:
        return end
    begin = dash.end() - 1
    last = _run_end(plain, begin)
    while last > begin:
        if country_of().has("", plain.said(at, last).strip(" :")):
            return last
        last = plain.low.rfind(" ", begin, last)
    return end


def _run_end(plain: Plain, at: int) -> int:
    """Where syllables with capitals, or a number, end."""
    low, end = plain.low, at
    if low[at + 1 : at + 2].isdigit() and (
        _NUMBERLESS.search(low[max(0, at - 10) : at])
        or low[at + 1] == "0"
        or _OF_EACH.search(low[max(0, at - 14) : at])
    ):
        return at
    for _count in range(4):
        found = _SYLLABLE.match(low, end)
        if found is None:
            return end
        word = found[1]
        if not plain.capital(found.start(1)) and not word.isdigit():
            return end
        if word.isdigit() and _COUNTED.match(low, found.end()):  # "UBND tỉnh 6 tháng một lần"
            return end
        numbered = end > at and (
            _NUMBERED.match(low, end) is not None
            or (word.isdigit() and len(word) == 1 and begins_act(low, found.end()))
        )
        if numbered or (end > at and (word.isdigit() or begins_body(low, found.start(1)))):
            return found.end() if numbered else end
        end = found.end()
    return end


def level_of_unit(units: tuple[str, ...], name: str) -> str | None:
    """The level of kinds of units; a city is the province's or, until June 2025, below it."""
    levels = {UNITS[unit] for unit in units} - {""}
    if "thành phố" in units:
        if name in CENTRAL_CITIES:
            return "tinh"
        if not levels:
            return None
    return max(levels, key=LEVELS.index) if levels else None

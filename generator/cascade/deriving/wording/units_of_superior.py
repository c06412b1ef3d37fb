"""The units of the body that speaks, "các đơn vị thuộc Bộ", in the plan of a unit below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.wording.of_a_department import begins, cased
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

_UNITS_OF = re.compile(
    r"(?<!\w)(?:(?:từng|mỗi|(?:tất cả |toàn bộ )?các) )?"
    r"(?:(?:cục|vụ|viện|phòng|ban|cơ quan|đơn vị)(?:, | và ))*(?:đơn vị|cơ quan|phòng|ban|vụ|cục)"
    r"(?: thuộc,)?(?: trực)? thuộc (?P<of>bộ|sở)"
    r"(?= *[.;,:/]| *$| (?!chủ trì|tổ chức|thực hiện)[^\W\d])"
    r"(?P<more>(?:,| và)(?: (?:ubnd|ủy ban nhân dân))?(?: các)? (?:địa phương|tỉnh, thành phố"
    r"(?: trực thuộc trung ương)?))?"
)
"""The units of the body that speaks: "từng đơn vị thuộc Bộ", with or without "các địa phương"."""
_SUPERIORS = {"bộ": 0, "sở": 1}
_WORKED_WITH = re.compile(
    r"(?<!\w)(?:(?:phối hợp|cùng)(?: chặt chẽ)? (?:với|cùng)|cùng|hướng dẫn của|gửi|về) (?:các )?$"
)


def of_superior(plain: Plain, unit: Addressee) -> Iterator[tuple[int, int, str]]:
    """The own bodies of a committee in the place of its superior's units."""
    said = unit.committee and holds(plain.low, ("thuộc bộ", "thuộc sở"))
    for found in _UNITS_OF.finditer(plain.low) if said else ():
        at = found.start("of")
        if _SUPERIORS[found["of"]] >= unit.level or not plain.capital(at):
            continue
        if plain.capital(at + len(found["of"]) + 1) and not found["more"]:
            continue  # "thuộc Sở Y tế": a name
        if _WORKED_WITH.search(plain.low[: found.start()]) and not found["more"]:
            continue  # with whom it is done: they stay the superior's
        below = ", UBND các {don_vi_duoi}" if found["more"] and unit.level == 1 else ""
        words = f"các {{phong}} thuộc UBND {{cap}}{below}"
        first = begins(plain, found.start())
        start, end = plain.span(*found.span())
        yield start, end, cased(words, first)

"""Units by kind and by name in one list.

"Các xã, phường, đặc khu Hoàng Sa": the name is that of the last kind, of which the superior has one
or two. It is no name of the others': for a commune the words say "các xã, phường", for the named
one that it is among them. "Các xã biên giới Bản Lầu, Mường Khương": the names are the class, and
nobody has to ask one of them whether it is of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import key_of
from generator.grammar.narrowing import KIND_OF_PLACE
from generator.text import patterns as re
from generator.text.capitals import LARGE
from generator.text.first_test import holds

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_KIND = r"(?:xã|phường|đặc khu)"
_NAME = rf"{LARGE}[^\W\d_]*(?: {LARGE}[^\W\d_]*)*"
_NAMED = re.compile(
    rf"(?P<all>(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]ất cả các) {_KIND}(?:(?:, | và ){_KIND})*)"
    rf"(?:, | và |, và )(?P<kind>đặc khu) (?P<names>{_NAME}(?:(?:, | và )(?:đặc khu )?{_NAME})*)"
)
_IN_BRACKETS = re.compile(
    rf"(?P<all>(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]ất cả các) {_KIND}(?:(?:, | và ){_KIND})*?)"
    r"(?:, | và |, và )đặc khu "
    rf"\((?P<names>(?:đặc khu )?{_NAME}(?:(?:, | và )(?:đặc khu )?{_NAME})*)\)"
)
"""The same with the names in brackets: "các xã, phường, đặc khu (Cát Hải, Bạch Long Vĩ)"."""
_BODY = re.compile(
    r"(?:UBND|Ủy ban|Chủ tịch|Giám đốc|Sở|Công|Ban|Hội|Đoàn|Mặt|Trung|Phòng|Chi|Cục|Bộ|Liên|Thủ"
    r"|Văn|Tỉnh|Thành|MTTQ|Viện|Trường|Kho|Báo|Đài|Đảng|Đồn)(?!\w)"
)
"""How the name of a body begins that comes next in the list."""


_CLASS = re.compile(
    rf"(?P<kind>(?<!\w)(?:[Cc]ác|[Nn]hững) {_KIND}) (?:(?:thuộc )?vùng )?{KIND_OF_PLACE}"
    rf"(?: của (?:tỉnh|thành phố))?:? (?P<names>{_NAME}(?:(?:, | và )(?:{_KIND} )?{_NAME})+)"
    rf"(?P<others> và (?:các )?{_KIND}(?:(?:, | và ){_KIND})*(?: [^,;:.()]{{2,30}}?)? khác(?!\w))?"
)
"""A class that takes no name, and the names of those who are of it."""
_OF_KIND = tuple(f"{of} {kind} " for of in ("ác", "hững") for kind in ("xã", "phường", "đặc khu"))
_IN_CLASS = re.compile(
    rf"(?P<kind>(?:[Cc]ác|[Nn]hững) {_KIND}(?:(?:, | và ){_KIND})*)"
    r"(?: (?:trồng|nuôi|chuyên|sản xuất) [^;:.()]{2,60}?| [^;:.()]{2,40}?(?=[^()]*\):))?"
    rf" \((?P<names>{_NAME}(?:(?:, | và ){_NAME})*)\)(?=:| [^\W\d])"
)
"""Who grows or makes a thing, or is of a class before a colon, and the names of those meant."""
_MOST = 3
"""Special zones that one superior has at most (An Giang)."""


def without_named_kind(text: str, unit: Addressee) -> str:
    """Say of the units' kinds alone what is said of all of two and of one by name.

    A class whose units are named, the own among them, is its names.
    """
    if holds(text, _OF_KIND):
        text = _CLASS.sub(lambda found: _by_names(found, unit), text)
    if " (" in text:
        text = _IN_CLASS.sub(lambda found: _in_brackets(found, unit), text)
    if "đặc khu " not in text:
        return text
    if "đặc khu (" in text:
        text = _IN_BRACKETS.sub(r"\g<all>, đặc khu \g<names>", text)
    return _NAMED.sub(lambda found: _of_kinds(found, unit), text)


def _by_names(found: re.Match[str], unit: Addressee) -> str:
    names = re.split(rf"(?:, | và )(?:{_KIND} )?", found["names"])
    mine = any(key_of(name) == unit.bare for name in names)
    if not mine and found["others"]:  # who else is of it may be the unit
        return found["others"].removeprefix(" và ").removesuffix(" khác")
    return f"{found['kind']} {found['names']}" if mine else found[0]


def _in_brackets(found: re.Match[str], unit: Addressee) -> str:
    mine = any(key_of(name) == unit.bare for name in re.split(", | và ", found["names"]))
    colon = found.string.startswith(":", found.end())
    grows = not colon or found[0] != f"{found['kind']} ({found['names']})"
    names = found["names"] if mine and colon else f"({found['names']})"
    return f"{found['kind']} {names}" if mine or grows else found[0]


def _of_kinds(found: re.Match[str], unit: Addressee) -> str:
    names = re.split(r"(?:, | và )(?:đặc khu )?", found["names"])
    islands: list[str] = []
    for name in names:
        if _BODY.match(name):
            break
        islands.append(name)
    mine = any(key_of(name) == unit.bare for name in islands)
    if not islands or len(islands) > _MOST or (mine and unit.word != found["kind"]):
        return found[0]  # a list of several kinds
    rest = found["names"][found["names"].index(islands[-1]) + len(islands[-1]) :]
    return f"{found['all']}{', đặc khu' if mine else ''}{rest}"

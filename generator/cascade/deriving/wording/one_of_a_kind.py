"""All units of two kinds and one by name: "các xã, phường, đặc khu Hoàng Sa".

The name is that of the last kind, of which the superior has one or two. It is no name of the
others': for a commune the words say "các xã, phường", for the named one that it is among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import key_of
from generator.text import patterns as re
from generator.text.capitals import LARGE

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


_MOST = 3
"""Special zones that one superior has at most (An Giang)."""


def without_named_kind(text: str, unit: Addressee) -> str:
    """Say of the units' kinds alone what is said of all of two and of one by name."""
    if "đặc khu " not in text:
        return text
    if "đặc khu (" in text:
        text = _IN_BRACKETS.sub(r"\g<all>, đặc khu \g<names>", text)
    return _NAMED.sub(lambda found: _of_kinds(found, unit), text)


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

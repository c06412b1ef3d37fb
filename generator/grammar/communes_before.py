"""Communes that there were: "UBND các xã, phường, thị trấn cũ".

A commune since 1 July 2025 was several of them (Resolution 76/2025/UBTVQH15 and those of each
province), so no one unit stands for them.
"""

from __future__ import annotations

from generator.text import patterns as re

_UNIT = r"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)"
_FORMER = re.compile(
    rf"(?<!\w)(?:(?:UBND |Ủy ban nhân dân )?các )?{_UNIT}(?:(?:, | và ){_UNIT})*"
    r" (?:cũ|trước đây|trước (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất))(?!\w)"
)
_WORDS = ("cũ", "trước")
"""Without one of them none is spoken of."""


def former_units(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of them: begin and end of each place, in letters."""
    if not any(word in text for word in _WORDS):
        return []
    return [found.span() for found in _FORMER.finditer(text)]


def without_former(text: str) -> str:
    """A text in which nobody is read where it speaks of them."""
    for start, end in reversed(former_units(text)):
        text = f"{text[:start]}đơn vị cũ{text[end:]}"
    return text

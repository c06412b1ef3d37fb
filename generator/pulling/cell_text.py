"""The words of a cell of a task in an edited Word file: its paragraphs and lines parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pulling.field_text import Char, plain_blank, seen_chars, single, trim
from generator.pulling.units import automatic_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ooxml.content import Para

_LINE_ENDS = "\n\v\u2028"


def cell_chars(paras: Iterable[Para]) -> list[Char]:
    """The characters of a cell of a task: its paragraphs and lines parted by line ends."""
    found: list[Char] = []
    for para in paras:
        line: list[Char] = []
        number = automatic_number(para)
        label = [Char(c) for c in f"{number} "] if number else []
        for char in [*label, *seen_chars(para), Char("\n")]:
            if char.char not in _LINE_ENDS:
                line.append(char)
            elif said := trim(single([plain_blank(c) for c in line])):
                found += [*([Char("\n")] if found else []), *said]
            if char.char in _LINE_ENDS:
                line = []
    return found

"""The paragraphs of a cell of a task's row: one text, its paragraphs parted by line ends.

Elsewhere a line end in the text of a plan is a blank, as it always was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIELDS = frozenset({"noi_dung", "san_pham", "loi_chu_tri", "loi_phoi_hop"})
"""The fields of a task whose cells may have several paragraphs."""
_BEGINS = re.compile(r"[-–—+•*]|\(?[a-zđ\d]{1,3}[.)]\s|(?:[a-zđ]\d?|\d+(?:\.\d+)*)[.)]?\s")
"""A dash, a letter, a number: what stands behind it is an item of its own."""
CELLS = FIELDS | {"cot_them", "thoi_han"}
"""With the fields whose texts are cells: by their heads, or the words of a deadline."""
_ROWS = "nhiem_vu"


def holds_lines(loc: Sequence[str | int]) -> bool:
    """Whether the text at a place of a plan may have several paragraphs."""
    return _ROWS in loc and (loc[-1] in FIELDS or loc[-2] in CELLS - FIELDS)


def squeezed(text: str) -> str:
    """A text with single blanks, its paragraphs as they are; those that say nothing go."""
    return together(text.split("\n"))


def goes_on(before: str, line: str, *, printed: bool = False) -> bool:
    """Whether a line of a cell only carries on the sentence of the one before it.

    `printed`: lines as they stand on a page, which break where the cell ends.
    """
    if before.rstrip()[-1:] in ".;:!?" or not line or _BEGINS.match(line):
        return False
    return printed or line[0].islower()


def together(paragraphs: Iterable[str]) -> str:
    """Some paragraphs as one text."""
    return "\n".join([said for line in paragraphs if (said := " ".join(line.split()))])

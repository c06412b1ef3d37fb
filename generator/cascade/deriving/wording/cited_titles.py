"""Titles of documents cited by number: their words are not the unit's to change.

"Kế hoạch số 210/KH-UBND … về kiểm soát thực phẩm trên địa bàn Thành phố" keeps its name in the plan
of a commune.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.grammar.letters import Plain

_PAPER = (
    r"(?:kế hoạch|quyết định|chỉ thị|công văn|nghị quyết|đề án|thông báo|kết luận|hướng dẫn"
    r"|chương trình|công điện|văn bản)"
)
_CITED = re.compile(
    rf"(?<!\w){_PAPER} (?:số )?\d+[\w/.-]*/[\w-]+[^,;.()]{{0,120}}? (?:về|v/v)(?: việc)? "
    rf"(?P<title>[^,;.()]*?)(?=[,;.()]| và (?:các )?{_PAPER}(?!\w)|$)"
)


def cited_titles(plain: Plain) -> Iterator[tuple[int, int]]:
    """Start and end of each title in the plain form of a text."""
    for found in _CITED.finditer(plain.low) if "/" in plain.low else ():
        yield found.span("title")

"""A commune said by one kind alone, where any is meant: "ngân sách xã", "trụ sở phường".

A plan for xã, phường and đặc khu says now one, now the other for short; in the plan of a phường
"dự án do xã làm chủ đầu tư" is the phường's. A kind that is counted, told apart or narrowed
("các xã", "xã biên giới", "phường 95%, xã 80%") is that kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

_KINDS = ("xã", "phường")
_BEFORE = (
    r"(?:do|của|ngân sách|trụ sở|dân quân|cán bộ|công chức|lãnh đạo|truyền thanh|loa|hội trường"
    r"|quỹ|trang thông tin điện tử|cổng thông tin điện tử|trung tâm văn hóa|nhà văn hóa|trạm y tế"
    r"|địa bàn|trong|tại|ở|toàn|lên|về|cho|với|ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|công an"
    r"|đảng ủy|ban chỉ huy quân sự)"
)
_ALONE = re.compile(
    rf"(?<!\w){_BEFORE} (?P<kind>xã|phường)(?!\w)"
    r"(?! (?:hội|viên|nông thôn|đảo|biên giới|đặc biệt|ven|miền|vùng|khó khăn|an toàn|an ninh|có"
    r"|bị|thuộc|trọng điểm|nghèo|điểm|loại|nào|này|khác|còn lại|khu|không|đạt|văn minh|thương mại"
    r"|giáp|lân cận|mới|cũ|\d)(?!\w))"
)
_TOLD_APART = re.compile(
    r"(?<!\w)(?:(?:các|mỗi|từng|những|mọi|nhiều|một số|\d+) (?:xã|phường)(?! hội)"
    r"|(?:xã|phường|đặc khu)(?:, | và |/)(?:xã|phường|đặc khu)|đặc khu|thị trấn)(?!\w)"
)


def kinds_alone(plain: Plain, unit: Addressee) -> list[tuple[int, int, str]]:
    """Where a text says the other kind for any commune, with the word for the unit's own."""
    if not unit.committee or unit.level != RANKS["xa"]:
        return []
    others = [kind for kind in _KINDS if kind != unit.word]
    if not any(f" {kind}" in plain.low for kind in others) or _TOLD_APART.search(plain.low):
        return []
    if re.search(rf"(?<!\w){unit.word}(?!\w)(?! hội)", plain.low):
        return []
    found = []
    for said in _ALONE.finditer(plain.low):
        name = plain.low[said.end() : said.end() + 1] == " " and plain.capital(said.end() + 1)
        if said["kind"] in others and not name:
            span = plain.span(*said.span("kind"))
            found.append((span.start, span.end, "{cap}"))
    return found


_ALL_KINDS = re.compile(r"(?<!\w)xã, phường(?:, | và )đặc khu(?!\w)")


def kinds_below(plain: Plain) -> Iterator[tuple[int, int]]:
    """All kinds of communes said side by side: a province has those that it has."""
    for found in _ALL_KINDS.finditer(plain.low) if "đặc khu" in plain.low else ():
        end = found.end()
        if not (plain.low[end : end + 1] == " " and plain.capital(end + 1)):
            yield plain.span(*found.span())

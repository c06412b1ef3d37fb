"""LC720: a superior called by the word of a unit that its place is not.

A central city has no province above its communes, a province no city since 1 July 2025 (Law
72/2025/QH15): "UBND tỉnh" in a plan of Huế, "UBND thành phố" in one of Lào Cai is another office's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.diagnostics import warning
from generator.grammar.body_tables import text_of
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.bodies import TWO_LEVELS
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.diagnostics import Diagnostic
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.source import TomlSource

_PARTS = ("muc", "ket_thuc", "phu_luc", "noi_nhan")
_FIELDS = ("tieu_de", "noi_dung", "san_pham", "loi_chu_tri", "loi_phoi_hop")
_OTHER = {"tỉnh": "thành phố", "thành phố": "tỉnh"}
_PARTY = {"tỉnh": "tỉnh ủy", "thành phố": "thành ủy"}
_ELSEWHERE = re.compile(
    r" (?:bạn|giáp|lân cận|liền kề|khác|nơi|kết nghĩa|liên quan|cũ|trước đây|trong (?:vùng|cả nước)"
    r"|có (?:liên quan|chung|biên giới|đường|dự án|tuyến)|và thành phố|hoặc thành phố"
    r"|\((?:thành phố|tp|cũ|trước))(?!\w)"
)
"""Behind the name: a province that is meant is another one, or was there before."""
_CITED = re.compile(r"\d/(?:\d{4}/)?[a-zđ][^\s;]*(?: [^;]{0,50})? của (?:chủ tịch )?$")
"""Before the name: the paper of an earlier time keeps its issuer."""


def check_own_levels(
    plan: KeHoach, source: TomlSource, me: Addressee, superior: int
) -> Iterator[Diagnostic]:
    """LC720, once a node; `superior`: the rank of the office above, or of the unit itself."""
    if superior != RANKS["tinh"]:
        return
    itself = me.committee and me.level == superior
    place, kind = (me.unit, me.word) if itself else (me.place_above, me.word_above)
    other = _OTHER.get(kind)
    day = plan.day()
    if other is None or (other == "thành phố" and day is not None and day < TWO_LEVELS):
        return  # a province had cities then
    for loc, node in walk(plan):
        for key, text in _texts(node) if loc[0] in _PARTS else ():
            body = _strange(unquoted(plain(text)), other)
            if body is not None:
                message = _("“{chu}” không có ở {don_vi}").format(chu=body.text, don_vi=place)
                hint = _("Ghi “{ten}”").format(ten=_renamed(body.text, other))
                yield warning("LC720", message, source.span((*loc, *key)), hint)
                break


def _texts(node: AnyNode) -> Iterator[tuple[Loc, str]]:
    for field in _FIELDS:
        if text := getattr(node, field, None):
            yield (field,), text
    for number, table in enumerate(getattr(node, "bang", None) or ()):
        for row in table.rows:
            for cell in row:
                yield ("bang", number), text_of(cell)


def _strange(text: str, other: str) -> NamedBody | None:
    """The first body of a text that is of the other kind of unit, with no name of one."""
    words = plain_of(text)
    for group in groups(words):
        for body in group.bodies:
            named = body.units == (other,) or (not body.units and body.name == _PARTY[other])
            low = plain_of(body.text).low
            if not named or body.place or "cấp " in low or f"các {other}" in low:
                continue
            behind, before = words.low[group.end :], words.low[: group.start]
            unit = body.kind == "dia-phuong" or (body.every and body.kind == "ubnd")
            if not (unit or _ELSEWHERE.match(behind) or _CITED.search(before)):
                return body
    return None


def _renamed(text: str, other: str) -> str:
    """The name with the word of the unit that is there."""
    own = _OTHER[other]
    if plain_of(text).low == _PARTY[other]:
        return _PARTY[own].capitalize()
    return re.sub(other, own, text, flags=re.IGNORECASE)

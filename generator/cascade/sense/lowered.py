"""LC731: a figure of the superior's, said of the unit by lowering the words around it.

"Toàn tỉnh thành lập 120 câu lạc bộ" became "toàn xã thành lập 120 câu lạc bộ"; what the Hội Nông
dân of the province has to reach became the task of the commune's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.diagnostics import warning
from generator.grammar.binding import binding
from generator.grammar.figures import figures
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Diagnostic
    from generator.plan.model import AnyNode, KeHoach
    from generator.plan.source import TomlSource

_CLAUSE = re.compile(r"[;.:](?= |$)")
_ALL_OVER = r"(?<!\w)(?:(?:toàn|cả) |(?:trên )?(?:toàn )?địa bàn (?:toàn )?)"
_HIGH = re.compile(rf"{_ALL_OVER}(?:tỉnh|thành phố|huyện|quận|thị xã)(?!\w)")
_LOW = re.compile(rf"{_ALL_OVER}(?:xã|phường|đặc khu|thị trấn)(?!\w)")


def lowered(plan: KeHoach, source: TomlSource, above: KeHoach) -> Iterator[Diagnostic]:
    """What a plan took from the one above with its figures and with lower words."""
    upper = {node.id: node for _loc, node in walk(above)}
    for loc, node in walk(plan):
        origin = node.nguon
        if loc[0] not in ("muc", "phu_luc") or origin is None:
            continue
        if origin.ke_hoach != above.van_ban.ma or _asked(node):
            continue
        there = upper.get(origin.nut)
        for field in ("noi_dung", "tieu_de"):
            mine, said = _words(node, field), _words(there, field)
            figure = _kept_figure(mine, said) if mine and said and mine != said else ""
            if figure:
                message = _("“{so}” là số liệu của cấp trên, nay ghi là của đơn vị này")
                hint = _("Xác định số liệu của đơn vị mình")
                place = source.span((*loc, field))
                yield warning("LC731", message.format(so=figure), place, hint)


def _asked(node: AnyNode) -> bool:
    return bool(getattr(node, "can_xem", None))


def _words(node: AnyNode | None, field: str) -> str:
    return plain(getattr(node, field, None) or "")


def _kept_figure(mine: str, said: str) -> str:
    """The figure that a clause has in both texts, said of a lower level in the first."""
    clauses = [part for part in _CLAUSE.split(said) if part.strip()]
    for own in _CLAUSE.split(mine):
        counts = {(f.value, f.unit): f.text.split()[0] for f in binding(own) if f.unit != "%"}
        for theirs in clauses:
            same = [(f.value, f.unit) for f in figures(theirs) if (f.value, f.unit) in counts]
            if same and _fell(own, theirs):
                return counts[same[0]]
    return ""


def _fell(own: str, theirs: str) -> bool:
    """Whether the words around a figure are of a lower level than where they came from."""
    low, high = plain_of(own).low, plain_of(theirs).low
    if _HIGH.search(high) and _LOW.search(low) and not _HIGH.search(low):
        return True
    above = {(b.kind, b.name): RANKS[b.level] for b in bodies(theirs) if b.level and not b.every}
    return any(
        b.level is not None and not b.every and above.get((b.kind, b.name), 9) < RANKS[b.level]
        for b in bodies(own)
    )

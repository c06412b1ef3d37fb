"""Several who act one behind another: "Sở A cấp giống, các xã làm đất, Trung tâm B hướng dẫn".

Between the commas each does its own; of such a row the unit's plan has the unit's act alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.after_lost import ask_after, tell
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether

_THEIRS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE])
_WITH = re.compile(r"(?<!\w)(?:phối hợp|cùng|gửi|báo cáo|về|cho|gồm|của|giữa|tại|mời|với)(?!\w)")
"""In words before a name that may go on with a list of names."""
_SHORT = re.compile(r"[^\W\d]+ [^\W\d]+(?=[,;.]|$)")


class InARow(NamedTuple):
    """What one of a row does."""

    own: str
    behind: str
    """What the next does, "" for none."""


def is_short_act(low: str) -> bool:
    """Whether two words are an act: "làm đất, …", "dọn cây."."""
    found = _SHORT.match(low)
    return found is not None and (begins_work(low) or _more(low, 0))


def in_a_row(unit: Addressee, act: str) -> InARow:
    """An act up to the comma behind which another acts."""
    plain = plain_of(act)
    for group in groups(plain):
        before = plain.low[: group.start]
        segment = before[:-2].rpartition(", ")[2]
        if not before.endswith(", ") or _WITH.search(segment):
            continue
        if unit.kins(group.bodies) <= _THEIRS:
            own = plain.said(0, group.start).rstrip(" ,")
            return InARow(own, plain.said(group.start, len(plain.low)))
    return InARow(act, "")


def among_acts(kit: Kit, draft: NodeDraft, act: str, before: str, heading: str) -> str:
    """What the unit does behind another's act, and what it leans on, said or asked about.

    In a row nobody serves one of the others: what they do is asked about, and never told as what
    the unit's act is for.
    """
    row = in_a_row(kit.unit, act)
    if not row.behind and not in_a_row(kit.unit, before).behind:
        return tell(kit.ask, draft, act, before, heading)
    ask_after(kit.ask, draft, f"{before} … {row.behind}" if row.behind else before)
    return row.own


_INVITES = re.compile(r"(?<!\w)(?:mời|chọn|vận động|hỗ trợ|tập huấn(?: cho)?) (?:các )?$")


def without_invited(plain: Plain, group: NamedTogether) -> NamedTogether:
    """A group without whom another invites: "Sở A mời doanh nghiệp, UBND các xã chọn …"."""
    _first, *rest = group.bodies
    if not rest or _INVITES.search(plain.low[: group.start]) is None:
        return group
    at = plain.low.find(plain_of(rest[0].text).low, group.start)
    return group if at < 0 else group._replace(start=at, bodies=tuple(rest))


def _more(low: str, at: int) -> bool:
    """Whether one of the verbs stands there that only behind a body's name begin work."""
    lone = ("làm", "kéo", "đưa", "đào")
    return any(low.startswith(f"{one} ", at) for one in (*read_data("dong-tu.toml")["lam"], *lone))

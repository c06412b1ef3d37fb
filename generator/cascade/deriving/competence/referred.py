"""Bodies named by their kind alone: "Chủ tịch UBND", "Giám đốc Sở" are those named above them.

"UBND các xã, phường: … Chủ tịch UBND chịu trách nhiệm": whose chairman, the heading has said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.duties import Duty
    from generator.grammar.named_bodies import NamedBody

_KINDS = frozenset(["ubnd", "so", "bo"])
_TITLES = {"phó chủ tịch": "Phó Chủ tịch", "lãnh đạo": "Lãnh đạo"}
_DEPUTY = re.compile(rf"(?:đồng chí )?(?:các )?(?P<title>{'|'.join(_TITLES)})(?!\w)")


def referred(group: Sequence[Duty], *above: Sequence[NamedBody]) -> list[Duty]:
    """The duties of a clause, whose bare names are those of the nearest `above` of their kind."""
    who = group[0].who
    if not who or not all(map(_is_bare, who)):
        return list(group)
    for named in above:
        meant = tuple(body for bare in who for body in _meant(bare, named))
        if meant:
            return [duty._replace(who=meant) for duty in group]
    return list(group)


def _is_bare(body: NamedBody) -> bool:
    """Whether a name says no more than of which kind a body is."""
    said = body.level or body.place or body.units or body.of or body.every
    if body.kind == "ubnd":
        return not said
    return body.kind in _KINDS and " " not in body.name and not (body.place or body.every)


def _meant(bare: NamedBody, named: Sequence[NamedBody]) -> list[NamedBody]:
    """The bodies that a bare name stands for, addressed as it is."""
    return [
        body._replace(kind=bare.kind, head=bare.head, text=bare.text, span=bare.span)
        for body in named
        if not _is_bare(body) and (body.unit if bare.unit else body.kind == bare.kind)
    ]


def title_of(body: NamedBody) -> str:
    """How the head of a committee is called who is named: the Chairman, or who stands for him."""
    found = _DEPUTY.match(plain_of(body.text).low)
    return _TITLES[found["title"]] if found is not None else "Chủ tịch"

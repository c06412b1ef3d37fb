"""Bodies named by their kind alone: "Chủ tịch UBND", "Giám đốc Sở" are those named above them.

"UBND các xã, phường: … Chủ tịch UBND chịu trách nhiệm": whose chairman, the heading has said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.first_words import UNITS
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty
    from generator.grammar.named_bodies import NamedBody

_KINDS = frozenset(["ubnd", "so", "bo"])
_TITLES = {"phó chủ tịch": "Phó Chủ tịch", "lãnh đạo": "Lãnh đạo"}
_DEPUTY = re.compile(rf"(?:đồng chí )?(?:các )?(?P<title>{'|'.join(_TITLES)})(?!\w)")


def referred(group: Sequence[Duty], *above: Sequence[NamedBody]) -> list[Duty]:
    """The duties of a clause, whose bare names are those of the nearest `above` of their kind."""
    who = group[0].who
    if not who or not all(_is_bare(body) or _may_be_short(body) for body in who):
        return list(group)
    for named in above:
        meant = tuple(body for bare in who for body in _meant(bare, named))
        if meant:
            return [duty._replace(who=meant) for duty in group]
    return list(group)


def of_named_unit(group: Sequence[Duty], named: Sequence[NamedBody]) -> list[Duty]:
    """The duties of a clause, whose bodies of one unit are those of the one unit `named` before.

    "UBND xã Trần Đề thực hiện bồi thường; Công an xã giữ gìn trật tự": the police of Trần Đề.
    """
    who = group[0].who
    place = _place_of(who, named)
    if not place:
        return list(group)
    meant = tuple(body._replace(place=place) for body in who)
    return [duty._replace(who=meant) for duty in group]


def goes_on_elsewhere(unit: Addressee, before: Sequence[str], words: str) -> bool:
    """Whether a clause begins with a body of another unit, which one `before` has named."""
    named: Sequence[NamedBody] = ()
    for clause in before:
        if opening := _opening(clause):
            theirs = any(body.place for body in opening) and unit.kins(opening) <= {Kin.OTHER}
            named = opening if theirs or _place_of(opening, named) else ()
    return bool(_place_of(_opening(words), named))


def _opening(clause: str) -> tuple[NamedBody, ...]:
    """The bodies with which a clause begins."""
    plain = plain_of(clause)
    first = next(iter(groups(plain)), None)
    begins = first is not None and not plain.low[: first.start].strip(" -+*•")
    return tuple(first.bodies) if first is not None and begins else ()


def _place_of(who: Sequence[NamedBody], named: Sequence[NamedBody]) -> str:
    """The one unit named, of which bodies are that are called by its kind alone; else ""."""
    places = {body.place for body in named if body.place}
    place = places.pop() if len(places) == 1 else ""
    kind = next((k for k in UNITS if place and plain_of(place).low.startswith(f"{k} ")), "")
    return place if kind and who and all(_is_of_one(body, kind) for body in who) else ""


def _is_of_one(body: NamedBody, kind: str) -> bool:
    """Whether a body is called by the kind of its unit, and not for all of them."""
    if body.place or body.every or "cấp " in plain_of(body.text).low:
        return False
    department = body.kind == "so" and UNITS[kind] in ("", "tinh")
    return body.units == (kind,) or department


def _is_bare(body: NamedBody) -> bool:
    """Whether a name says no more than of which kind a body is."""
    said = body.level or body.place or body.units or body.of or body.every
    if body.kind == "ubnd":
        return not said
    return body.kind in _KINDS and " " not in body.name and not (body.place or body.every)


def _meant(bare: NamedBody, named: Sequence[NamedBody]) -> list[NamedBody]:
    """The bodies that a bare name stands for, addressed as it is."""
    if not _is_bare(bare):
        return [
            body._replace(text=bare.text, span=bare.span)
            for body in named
            if body.text.startswith(f"{bare.text} ")
        ]
    return [
        body._replace(kind=bare.kind, head=bare.head, text=bare.text, span=bare.span)
        for body in named
        if not _is_bare(body) and (body.unit if bare.unit else body.kind == bare.kind)
    ]


def _may_be_short(body: NamedBody) -> bool:
    """Whether a name may be the beginning of one said before: "Hội đồng", of "Hội đồng … xã"."""
    return not (body.place or body.every or body.level)


def title_of(body: NamedBody) -> str:
    """How the head of a committee is called who is named: the Chairman, or who stands for him."""
    found = _DEPUTY.match(plain_of(body.text).low)
    return _TITLES[found["title"]] if found is not None else "Chủ tịch"

"""What a unit does of a sentence in which another leads and it helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty
    from generator.grammar.named_bodies import NamedBody

MINE = frozenset([Kin.SELF, Kin.SOME, Kin.OWN, Kin.BELOW, Kin.EVERYBODY])
PARTNERS = frozenset([Kin.SELF, Kin.SOME, Kin.EVERYBODY])
_TAKES_PART = re.compile(
    r"^[ ,]*(?:(?:có trách nhiệm|cùng|chủ động)[ ,]+)*(?:phối hợp(?: chặt chẽ)?|tham gia)?(?:, )? ?"
)
_SAID_TWICE = re.compile(r" ?: [^:;]*(?:chủ trì|đầu mối)(?!\w)[^:;]*$")


def own_part(unit: Addressee, act: str, first: Duty) -> str:
    """What a partner does of an act: without its own name, without what the leader does.

    "UBND các xã phối hợp trồng …" is "trồng …"; "…: Cục X chủ trì, phối hợp với …" says it
    twice; behind a semicolon the leader goes on with what is his.
    """
    plain = plain_of(act)
    own = groups(plain)[:1]
    if own and own[0].start == 0 and unit.kins(own[0].bodies) & PARTNERS:
        rest = plain.span(own[0].end, len(plain.low))
        act = _TAKES_PART.sub("", act[rest.start :])
    tail = _SAID_TWICE.search(act)
    if tail is not None and first.who and first.who[0].text in tail[0]:
        act = act[: tail.start()]
    parts = act.split("; ")
    named = [
        part
        for part in parts[1:]
        if any(unit.kins(g.bodies) & MINE for g in groups(plain_of(part)))
    ]
    return "; ".join([parts[0], *named])


def without_itself(unit: Addressee, text: str) -> str:
    """A text of a department without the words by which it would work with itself."""
    name = re.escape(unit.name.split(" tỉnh ")[0].split(" thành phố ")[0])
    new = re.sub(rf"(?:[;,] | và )(?:{_MEETS}) {name}(?=[.;]|$)", "", text)
    new = re.sub(rf"(?P<meets>(?:{_MEETS}) ){name}(?:, | và )(?=[A-ZĐ])", r"\g<meets>", new)
    last = rf"(?P<meets>(?:{_MEETS}) [^.;:]*?)(?:, | và ){name}(?=[.;]|$)"
    return re.sub(last, r"\g<meets>", new)


_MEETS = "(?:[Cc]hủ động )?[Pp]hối hợp(?: chặt chẽ)? với|[Cc]ùng với"


def fronts_among(unit: Addressee, who: Sequence[NamedBody]) -> tuple[NamedBody, ...]:
    """Organisations that the unit has too, where others of above stand beside them; else none."""
    kins = unit.kins(who)
    mixed = Kin.FRONT in kins and bool(kins & {Kin.ABOVE, Kin.OTHER})
    if not unit.committee or not mixed or kins & MINE:
        return ()
    return tuple(body for body in who if unit.kin(body) is Kin.FRONT)

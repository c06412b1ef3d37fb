"""People and rooms of nobody's name, that are the unit's own where it is told.

A department's own people behind another body's work: "…; ngành giáo dục đưa nội dung …": what a
whole sector does, and the people of its schools, hospitals, stations, is the department's own
work, though the sentence begins with somebody else. "Các phòng, đơn vị" are a commune's, below
its own heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_deed
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.subordinates import people_of
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_NEXT = re.compile(r"(?<=;) +(?=\w)|(?<=\.) +(?=[^\W\d])")
_SECTOR = re.compile(r"(?:toàn )?ngành (?P<field>[^\W\d]+ [^\W\d]+)(?: và [^\W\d]+ [^\W\d]+)? ")
_GAP = re.compile(r" (?=\w)")
_MOST = 5
"""Syllables that tell which people are meant: "giáo viên | chủ nhiệm", "nhà trường"."""


def without_rooms_named(acting: Sequence[Duty], held: HeldByHeads) -> list[Duty]:
    """Duties below the unit's own heading in which "các phòng, đơn vị" are its own: no others."""
    return [
        duty._replace(who=(), said="") if _rooms(duty) and held.own else duty for duty in acting
    ]


def _rooms(duty: Duty) -> bool:
    return bool(duty.who) and all(
        body.kind == "phong" and body.every and not (body.of or body.place or body.level)
        for body in duty.who
    )


def of_own_people(unit: Addressee, clause: str) -> str:
    """What a clause of another body says of a department's own people; "" for nothing."""
    if unit.committee or not unit.name:
        return ""
    kept: list[str] = []
    for part in _NEXT.split(clause)[1:]:
        plain = plain_of(part)
        begins = groups(plain)[:1]
        named = bool(begins) and begins[0].start == 0
        if (said := _own(unit, part)) is not None:
            kept.append(said)
        elif kept and (named or not begins_work(plain.low)):
            break
        elif kept:
            kept.append(part)
    words = " ".join(kept).strip()
    return words[:1].upper() + words[1:]


def _own(unit: Addressee, part: str) -> str | None:
    """A clause that begins with the department's own people; None for another one."""
    plain = plain_of(part)
    sector = _SECTOR.match(plain.low)
    if sector is not None and f" {sector['field']}" in plain_of(unit.name).low:
        return plain.said(sector.end(), len(plain.low))
    people = people_of(unit.name)
    if people is None or (found := people.match(plain.low)) is None:
        return None
    gaps = [m.start() for m in _GAP.finditer(plain.low, found.end())][:_MOST]
    return part if any(begins_deed(plain.low, at) for at in gaps) else None


_COMMUNES = ("xã", "phường", "đặc khu")
_SENDING = ("gửi", "báo cáo", "nộp", "đăng ký", "cung cấp", "đề xuất", "phản ánh")


def are_rooms_here(unit: Addressee, who: str, does: str) -> bool:
    """Whether "các cơ quan, đơn vị, địa phương" of above are told: in a commune its rooms.

    Not where they send something: that the commune sends, and to whom is asked.
    """
    low, does = plain_of(who).low, plain_of(does).low.lstrip(" ,:")
    of_all = low.startswith("các cơ quan, đơn vị") and low.endswith("địa phương")
    return of_all and unit.word in _COMMUNES and not does.startswith(_SENDING)

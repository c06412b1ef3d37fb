"""Whose a body of no said level is: one that every commune has, anybody's, the unit itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.officials import is_bare
from generator.grammar import schools
from generator.grammar.letters import LetterSpan
from generator.grammar.named_bodies import NamedBody
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_ANYBODYS = frozenset(["ban", "trung-tam", "van-phong", "to-chuc-khac"])
_OUR_SCHOOL = re.compile(rf"(?:các )?trường {schools.COMMUNES}(?!\w)")


def is_here_too(body: NamedBody) -> bool:
    """Whether police, army, the Front or an organisation of no said level: a commune has them."""
    return is_bare(body) and body.kind in ("cong-an", "quan-su", "mat-tran", "doan-the")


def is_anybodys(body: NamedBody) -> bool:
    """Whether a name tells neither level nor owner: "Trưởng ban quản lý chợ"."""
    bare = not (body.level or body.place or body.of or body.units)
    return bare and (body.kind in _ANYBODYS or is_school(body))


def is_school(body: NamedBody) -> bool:
    """Whether a body is a school of the kinds that communes have (Decree 142/2025/NĐ-CP)."""
    return body.kind == "su-nghiep" and _OUR_SCHOOL.match(body.name) is not None


def us(unit: Addressee) -> NamedBody:
    """The unit as a body of a sentence that says "mỗi xã, phường"."""
    return NamedBody(
        "ubnd", None, False, "ủy ban nhân dân", unit.unit, (unit.word,), False, "", "", "",
        LetterSpan(0, 0),
    )  # fmt: skip

"""Under the title of one body its points say what it does, without its name once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.advice import leaves
from generator.cascade.deriving.assigning.told_here import acts_behind, called
from generator.cascade.deriving.rulebook.rules import SHARED
from generator.cascade.deriving.rulebook.text_under_way import with_capital, without_first
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import key_of, plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.plan.agencies import Agency

_IS_SAID = re.compile(r"(?:được|bị|của|thuộc|gồm|có|này)(?!\w)")
"""Behind a body of which a point tells something that it does not do."""


def say_bodies_once(kit: Kit, program: Program) -> None:
    """Take a body's name off the points that stand under it."""
    titles = {key_of(body.ten): body for body in kit.own.workers}
    for item in program.order:
        if item.part != "muc" or item.dropped is not None or "tieu_de" not in item.texts:
            continue
        body = titles.get(key_of(joined(item.texts["tieu_de"]).split(" chủ trì")[0]))
        if body is not None:
            for point in leaves(item):
                _without_name(kit, point, body)


def _without_name(kit: Kit, point: NodeDraft, body: Agency) -> None:
    if "noi_dung" not in point.texts or point.kept:
        return
    plain = plain_of(joined(point.texts["noi_dung"]))
    begin = len(plain.low) - len(plain.low.lstrip(" -+*"))
    for name in called(body, kit.unit.word):
        low = plain_of(f"{name} ").low
        end = begin + len(low)
        if not plain.low.startswith(low, begin):
            continue
        if plain.low.startswith(f"{kit.unit.word} ", end):  # a name that goes on with the level
            end += len(kit.unit.word) + 1
        if acts_behind(plain.low, end) and _IS_SAID.match(plain.low, end) is None:
            at = plain.span(end, len(plain.low)).start
            point.texts["noi_dung"] = with_capital(without_first(point.texts["noi_dung"], at))
            point.touch(SHARED)
        return

"""Departments that a plan from above names and the unit has not: its own of the same field.

"Sở Văn hóa và Thể thao" where departments were merged, "Sở quản lý văn hóa" where each province
calls it otherwise. Where no own body surely has the field, a person is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_BODY
from generator.cascade.deriving.rulebook.rules import NAMED
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.wording.entities import joined, put
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_ENOUGH = 3
"""Departments from which on a registry surely lists those of a province."""
_BY_FIELD = re.compile(r"sở (?:quản lý|phụ trách)(?: nhà nước)?(?: về)?(?: lĩnh vực)? ")
_WORDS = re.compile(r"\S+(?: |$)")
_LONGEST = 4
"""Words of which the name of a field has at most so many."""


def own_departments(kit: Kit, program: Program) -> list[NodeDraft]:
    """Put the unit's own departments in the place of those it has not; the nodes they stand in.

    Before the nodes are read, so that whoever acts there is the unit's own.
    """
    return [d for d in _nodes(kit, program) if sum(_put_own(kit, d, name) for name in d.texts)]


def ask_departments(kit: Kit, program: Program, renamed: list[NodeDraft]) -> None:
    """Ask about the departments that the unit has not and that none of its own stands for.

    `renamed`: the nodes in which own ones were put, which say so now that they have been read.
    """
    for draft in renamed:
        draft.touch(NAMED)
    for draft in _nodes(kit, program):
        for text in draft.texts.values():
            said = joined(text)
            for start, end, own in _departments(kit, said):
                if not own:
                    kit.ask.mark(draft, Q_BODY.replace("{chu}", said[start:end]))


def _nodes(kit: Kit, program: Program) -> list[NodeDraft]:
    """The nodes of a province's plan, where its registry surely lists its departments."""
    listed = [key for key in kit.unit.bodies if key.startswith(key_of("Sở "))]
    if not kit.unit.committee or kit.unit.level != 1 or len(listed) < _ENOUGH:
        return []
    return [
        draft
        for draft in program.order
        if draft.dropped is None and not draft.kept and draft.part in ("muc", "phu_luc")
    ]


def _put_own(kit: Kit, draft: NodeDraft, name: str) -> bool:
    said = joined(draft.texts[name])
    made = []
    for start, end, own in _departments(kit, said):
        if own and key_of(own) in key_of(said[:start] + said[end:]):
            made.append((*_with_link(said, start, end), RuleWords(("",))))
        elif own:
            made.append((start, end, RuleWords((own,))))
    new, done = put(draft.texts[name], made)
    if done:
        draft.texts[name] = [joined(new)]
    return done


def _departments(kit: Kit, said: str) -> Iterator[tuple[int, int, str]]:
    """Where a department stands that the unit has not, and its own one; "" where none is sure."""
    plain = plain_of(said)
    for body in bodies(said):
        named = body.kind == "so" and body.name.startswith("sở") and not body.place and not body.of
        if not named or key_of(body.name) in kit.unit.bodies:
            continue
        start = body.span.start
        end = start + len(re.split(r" (?:các )?(?:tỉnh|thành phố)(?!\w)", body.text)[0])
        if not body.text.startswith(said[start:end]) or body.head:
            continue
        if " " in body.name:
            own = kit.own.of_body(body.text)
            yield start, end, own.ten if own is not None else ""
            continue
        at = plain.low.find("sở", len(plain_of(said[:start]).low))
        if (field := _BY_FIELD.match(plain.low, max(at, 0))) is not None:
            stop, words = _of_field(kit, plain.low, field.end())
            yield start, plain.span(0, stop).end, words


def _of_field(kit: Kit, low: str, at: int) -> tuple[int, str]:
    """Where the words of a field end, and the own body that has it; "" where none surely has."""
    stop = at
    for _n in range(_LONGEST):
        word = _WORDS.match(low, stop)
        if word is None:
            break
        stop = word.end()
        own = _of_words(kit, low[at:stop].strip())
        if own:
            return stop - (low[stop - 1 : stop] == " "), own
    first = re.match(r"\S+(?: \S+)?", low[at:])
    return at + (first.end() if first else 0), ""


def _of_words(kit: Kit, words: str) -> str:
    """The one own department in whose name the words of a field stand, or that has the field."""
    ours = [a.ten for a in kit.own.workers if a.ten.startswith("Sở ")]
    called = [ten for ten in ours if " " in words and key_of(words) in key_of(ten)]
    if len(called) == 1:
        return called[0]
    own = kit.own.of_text(words)
    return own.ten if own is not None else ""


def _with_link(said: str, start: int, end: int) -> tuple[int, int]:
    """A name with the comma or "và" before it."""
    opened, closed = re.search(r" ?\($", said[:start]), re.match(r"\)", said[end:])
    if opened and closed:  # "Sở A (Sở B)": the bracket falls with what stood in it
        return opened.start(), end + 1
    before = re.search(r"(?:, | và )$", said[:start])
    return (before.start() if before else start), end

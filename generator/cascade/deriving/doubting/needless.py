"""Questions that the plan answers itself, which nobody is asked.

What is cited by its number and still stands there under that number; the part of a share whose
whole is asked; work that a table of the plan above gives to units of this kind.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.after_lost import hangs
from generator.cascade.deriving.competence.lost_parts import words_now
from generator.cascade.deriving.rulebook.questions import (
    Q_CONDITION,
    Q_LEAD,
    Q_NO_LEAD,
    Q_REFERS,
    Q_SHARED,
    Q_SITE,
    Q_SOME,
    Q_WHICH,
    Q_WHOSE,
)
from generator.cascade.deriving.rulebook.rules import QUESTION
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.plan.numbering import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_OBJECT = 5
"""Words of an act that has its object."""
_FOUR = 4
"""Words in a row by which a sentence and a row of a table are about one work."""


def given_by_rows(kit: Kit, program: Program) -> None:
    """Do not ask whether the unit does what a row of its own table says, too."""
    asked = kit.speech.words(Q_WHOSE)
    drafts = [one for one in program.order if one.dropped is None and asked in one.marks]
    if not drafts:
        return
    rows = [
        one.said for one in program.order
        if one.kind == "nhiem_vu" and one.dropped is None and one.digest
    ]  # fmt: skip
    told = {part for said in rows for part in _in_a_row(said)}
    for draft in drafts:
        if told.intersection(_in_a_row(draft.said)):
            _forget(draft, lambda mark: mark == asked)


def told_by_name(kit: Kit, program: Program) -> None:
    """Do not ask whether the unit has what the plan above says by name that it has.

    "Các phường có chợ cóc …" where "phường Lê Chân 06 điểm chợ cóc" stands in the same plan.
    """
    name, asked = key_of(kit.unit.unit), Q_SOME.partition("{")[0]
    if not name:
        return
    told = [
        f" {key_of(clause)} "
        for one in program.order
        if one.digest and name in key_of(one.said)
        for clause in re.split(r"[.;] ", one.said)
        if name in key_of(clause)
    ]
    for draft in program.order if told else ():
        if draft.dropped is None and draft.marks:
            _forget(draft, lambda mark: _is_told(_words(mark), asked, told))


def _words(mark: object) -> str:
    return "".join(map(str, getattr(mark, "pieces", ())))


def _is_told(question: str, asked: str, told: Sequence[str]) -> bool:
    """Whether a question asks for a class of those who have a thing of which the unit is told."""
    thing = _HAS.match(key_of(_cited(question))) if question.startswith(asked) else None
    lacks = tuple(f" {no} {thing[0]}" for no in ("không", "chưa")) if thing is not None else ()
    return thing is not None and any(
        f" {thing['what']} " in one and not any(no in one for no in lacks) for one in told
    )


_HAS = re.compile(r"có (?P<what>[^\W\d]+ [^\W\d]+)")


_WHO_LEADS = re.compile(
    re.escape(Q_LEAD).replace(r"\{so\}", "(?P<above>.+)").replace(r"\{cap\}", ".+")
)
_MEETS = "Làm đầu mối phối hợp với "


def lead_found(kit: Kit, program: Program) -> None:
    """Do not ask who leads a heading that names a room, or who meets a body that one is to meet."""
    nobody = kit.speech.words(Q_NO_LEAD)
    alive = [one for one in program.order if one.dropped is None]
    said = [words_now(one) for one in alive if one.part == "muc"]
    met = " ".join(words for words in said if words.startswith(f" {key_of(_MEETS)} "))
    rooms = {body.id for body in kit.own.workers}

    def needless(draft: NodeDraft, mark: object) -> bool:
        found = _WHO_LEADS.fullmatch(_words(mark))
        if found is None and mark != nobody:
            return False
        named = bool(rooms.intersection(draft.agencies.get("co_quan", ())))
        return named or (found is not None and f" {key_of(found['above'])} " in met)

    for draft in alive:
        if draft.marks:
            _forget(draft, partial(needless, draft))


def _in_a_row(said: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", plain_of(said).low)
    return [tuple(words[at : at + _FOUR]) for at in range(len(words) - _FOUR + 1)]


def forget_needless(kit: Kit, program: Program, draft: NodeDraft) -> None:
    """Take away the questions of a node that it, or the plan around it, answers."""
    shared = kit.speech.words(Q_SHARED) in draft.marks
    low = plain_of(draft.said).low

    def needless(mark: object) -> bool:
        words = _words(mark)
        about = _cited(words)
        if _is_of(Q_REFERS, mark):
            return any(_is_of(Q_WHICH, other) for other in draft.marks) or _stands(
                about, draft.said, program.parts
            )
        if mark == kit.speech.words(Q_SITE):
            return _in_class(draft)
        if shared and words.startswith(_start(Q_CONDITION)):
            head, of_which, part = low.partition("trong đó")
            return bool(of_which) and about.lower() in part and about.lower() not in head
        return False

    _forget(draft, needless)


def _is_of(question: str, mark: object) -> bool:
    begin, end = question.split("{chu}")
    words = _words(mark)
    return words.startswith(begin) and words.endswith(end)


_NAME = re.compile(r"(?<=[\w,] )[A-ZĐ]")


def _in_class(draft: NodeDraft) -> bool:
    """Whether all places that a node names tell of the class about which another mark asks."""
    marks = (_words(mark) for mark in draft.marks)
    classes = [about for about in map(_cited, marks) if _NAME.search(about)]
    said = draft.said
    for about in classes:
        told = about.partition(" ")[2]  # behind the word for the unit
        said = said.replace(told, "") if told in said else said
    return bool(classes) and said != draft.said and _NAME.search(said) is None


def names_its_object(said: str) -> bool:
    """Whether joint work says by a name or a figure what it is about, and points to nothing else.

    "Phối hợp với các Đồn Biên phòng quản lý khu neo đậu Mù Cu" is whole; "Phối hợp với Sở Y tế
    triển khai thực hiện" leans on what was left out.
    """
    plain = plain_of(said)
    found = groups(plain)
    if not plain.low.startswith("phối hợp với ") or not found or hangs(said):
        return False
    act = plain.said(found[0].end, len(plain.low)).strip(" ./;")
    for one in deadlines(act, None):  # a day is no figure of what it is about
        act = act.replace(one.text, " ")
    return len(act.split()) >= _OBJECT and re.search(r"(?<=[\w,] )[A-ZĐ]|\d", act) is not None


def _forget(draft: NodeDraft, needless: Callable[[object], bool]) -> None:
    left = [mark for mark in draft.marks if not needless(mark)]
    if len(left) < len(draft.marks) and not left:
        draft.touched = [rule for rule in draft.touched if rule != QUESTION]
    draft.marks = left


def _start(question: str) -> str:
    return question.partition("{chu}")[0]


def _cited(words: str) -> str:
    found = re.search(r"“([^”]*)”", words)
    return found[1] if found is not None else ""


# ------------------------------------------------------------------ what is cited by its number

_OF_SECTION = re.compile(
    r"(?:khoản|mục) (?P<item>\d{1,2}),? (?:tại |của |thuộc )?"
    r"(?P<label>(?:phần|mục|chương) (?:thứ )?(?P<number>[^\W\d_]+|\d{1,2}))(?!\w)"
)


def _stands(item: str, said: str, parts: dict[str, list[NodeDraft]]) -> bool:
    """Whether what a sentence cites is in the unit's plan under the number it had above."""
    if key_of(item) == key_of("phụ lục"):
        annexes = [one for one in parts["phu_luc"] if one.digest]
        return len(annexes) == 1 and annexes[0].dropped is None
    found = _OF_SECTION.search(plain_of(said).low)
    if found is None or plain_of(item).low not in found[0]:
        return False
    section = _section(found["label"], found["number"], parts["muc"])
    items = section.below.get("khoan", []) if section is not None else []
    place = int(found["item"])
    own = [one for one in items if one.digest]
    if section is None or section.dropped is not None or place > len(own):
        return False
    cited = own[place - 1]
    here = [one for one in items if one.dropped is None]
    written = any(one.above.nhan for one in own)
    return cited.dropped is None and not written and here.index(cited) == place - 1


def _section(label: str, number: str, sections: Sequence[NodeDraft]) -> NodeDraft | None:
    """The section of a label as it is written, or of a Roman number, where that has not changed."""
    own = [one for one in sections if one.digest]
    here = [one for one in sections if one.dropped is None]
    for one in _kept_numbers(own):
        if key_of((one.above.nhan or "").strip(" .:")) == key_of(label):
            return one if one.changed.get("nhan", one.above.nhan) == one.above.nhan else None
    place = number_of("la-ma", number.upper())
    if not place or place > len(own) or any(one.above.nhan for one in own):
        return None
    one = own[place - 1]
    return one if one in here and here.index(one) == place - 1 else None


def _kept_numbers(sections: Iterable[NodeDraft]) -> list[NodeDraft]:
    return [one for one in sections if one.dropped is None and one.above.nhan]

"""What a question of derivation opens: which changes of its sentence are its answer, no slip.

Whoever is asked for the unit's own figure writes another; whoever is asked whether the work is the
unit's leaves some of it out. The number of a paper no question asks for, nor the opposite of what
a sentence orders.
"""

from __future__ import annotations

from enum import Enum
from functools import cache

from generator.cascade.deriving.rulebook import questions as q
from generator.cascade.sense.reworded import ChangeKind, Reworded
from generator.grammar.letters import key_of, plain_of
from generator.plan.asked_notes import questions_in
from generator.text import patterns as re


class Opens(Enum):
    """What an answer may change."""

    FIGURES = "figures"
    MONEY = "money"
    """Sums only."""
    TERMS = "terms"
    WHOM = "whom"
    """Who acts, and the words that go with him."""
    PART = "part"
    """How much of the sentence is the unit's."""


_OPENS = {
    Opens.FIGURES: (q.Q_TARGET, q.Q_SHARED, q.Q_CELL, q.Q_REFERS, q.Q_TABLE),
    Opens.MONEY: (q.Q_MONEY, q.Q_PURSE),
    Opens.TERMS: (q.Q_ISSUE, q.Q_SINCE, q.Q_WHICH),
    Opens.WHOM: (
        q.Q_LEVEL, q.Q_DISTRICT, q.Q_ABOVE, q.Q_SETTLED, q.Q_WORDS, q.Q_ROOM, q.Q_CUT, q.Q_AFTER,
        q.Q_HELP, q.Q_BARE, q.Q_EACH, q.Q_SCHOOLS, q.Q_LEAD, q.Q_NO_LEAD, q.Q_READ, q.Q_WHO,
        q.Q_UPWARD, q.Q_NAMED, q.Q_OURS, q.Q_SELF, q.Q_ENDED, q.Q_CHAIR, q.Q_PEER, q.Q_BODY,
        q.Q_LEADS, q.Q_FIELD, q.Q_UNLED, q.Q_ROWS, q.Q_CELL, q.Q_GONE, q.Q_ADDED, q.Q_BEFORE,
        q.Q_PAST, q.Q_TORN, q.Q_PARTY,
    ),
}  # fmt: skip
_QUOTED = re.compile(r"“([^”]+)”")
_FIGURE = re.compile(r"\d[\d.,/]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY = re.compile(r"\d ?(?:đồng|nghìn|ngàn|triệu|tỷ)(?!\w)")
_MOST = re.compile(
    r"(?<!\w)(?:không (?:vượt )?quá|không nhiều hơn|tối đa|nhiều nhất|dưới(?= \d))(?!\w)"
)
_LEAST = re.compile(
    r"(?<!\w)(?:không (?:dưới|ít hơn|thấp hơn)|tối thiểu|ít nhất|trên(?= \d))(?!\w)"
)
_HOLDS = frozenset([ChangeKind.BOUND, ChangeKind.DENIAL, ChangeKind.DUTY, ChangeKind.CONDITION])
"""What turns an order about where the sentence stays the same otherwise."""


def opened_by(note: str | None) -> frozenset[Opens]:
    """What the questions of a node open; any of them, how much of it is the unit's."""
    asked = questions_in(note)
    found = {what for what, forms in _forms().items()
             if any(form.fullmatch(one) for one in asked for form in forms)}  # fmt: skip
    return frozenset({*found, Opens.PART} if asked else ())


def answers(note: str, one: Reworded, *, kept: bool) -> bool:
    """Whether a change is what the questions of a node ask for.

    `kept`: whether the sentence is the same but for a few words.
    """
    opens = opened_by(note)
    if not opens or one.kind in (ChangeKind.PAPER, ChangeKind.POWER):
        return False
    was, now = (f" {key_of(words)} " for words in (one.was, one.now))
    asked = (f" {key_of(quoted)} " for quoted in _QUOTED.findall(note))
    if any(was.count(words) > now.count(words) for words in asked):
        return True
    left_out = bool(not one.now and not (kept and one.kind in _HOLDS))
    figures = [*_FIGURE.findall(f"{one.was} {one.now}")]
    years = bool(figures) and all(_YEAR.fullmatch(each) for each in figures)
    if years and Opens.FIGURES in opens:
        return True  # what a target is measured against
    if one.kind in (ChangeKind.DAY, ChangeKind.PERIOD):
        return Opens.TERMS in opens or (left_out and not kept)
    if left_out:
        return True
    if one.kind in _HOLDS and (not kept or (Opens.FIGURES in opens and figures)):
        return not _turned(one)
    if one.kind in _HOLDS:
        return False
    if one.kind is ChangeKind.FIGURE:
        money = Opens.MONEY in opens and _MONEY.search(f"{one.was} {one.now}") is not None
        return Opens.FIGURES in opens or money
    if one.kind is ChangeKind.BODY:
        return Opens.WHOM in opens or (bool(one.was) and not kept)
    return True


def _turned(one: Reworded) -> bool:
    """Whether a least became a most, or a most a least."""
    was, now = plain_of(one.was).low, plain_of(one.now).low
    return bool(
        (_LEAST.search(was) and _MOST.search(now)) or (_MOST.search(was) and _LEAST.search(now))
    )


@cache
def _forms() -> dict[Opens, list[re.Pattern[str]]]:
    """The questions as they are asked: what stands in their brackets may be anything."""
    return {
        what: [re.compile(re.sub(r"\\\{[^{}]*\\\}", ".+", re.escape(one))) for one in forms]
        for what, forms in _OPENS.items()
    }

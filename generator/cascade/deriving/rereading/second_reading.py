"""Double entry: what a derived sentence says, and what the one above says, each accounted for.

The first reading goes by laws of grammar, one for each kind of sentence; new documents bring new
kinds. This one asks of any sentence the same few things: who was named is there, or fell for a
reason (gone_bodies); who is named was there, or is certain (new_words); nobody answers past his
superior (before_whom); nothing is cut but at a border (cut_borders); no whole stands for its part
(whole_words). What is not accounted for is asked of a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rereading.before_whom import before_whom
from generator.cascade.deriving.rereading.cut_borders import cut_borders
from generator.cascade.deriving.rereading.gone_bodies import gone_bodies, lost_papers
from generator.cascade.deriving.rereading.new_words import new_words
from generator.cascade.deriving.rereading.two_texts import TwoTexts
from generator.cascade.deriving.rereading.whole_words import whole_words
from generator.cascade.deriving.rulebook.questions import (
    Q_ABOVE,
    Q_ADDED,
    Q_BEFORE,
    Q_EACH,
    Q_GONE,
    Q_PAST,
    Q_SELF,
    Q_TORN,
    Q_WHO,
)
from generator.cascade.deriving.rulebook.rules import BUILT_IN, CLOSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.cascade.deriving.rereading.two_texts import OpenPoint, Sort
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.addressee import Addressee

_QUESTIONS: Mapping[Sort, str] = {
    "gone": Q_GONE, "added": Q_ADDED, "before": Q_BEFORE, "upward": Q_PAST, "torn": Q_TORN,
    "level": Q_ABOVE, "each": Q_EACH, "who": Q_WHO, "itself": Q_SELF,
}  # fmt: skip
_PARTS = ("mo_dau", "muc", "ket_thuc", "phu_luc")


def open_points(two: TwoTexts) -> Iterator[OpenPoint]:
    """What is not accounted for in a derived node beside the one above."""
    for law in (gone_bodies, new_words, before_whom, cut_borders, whole_words):
        yield from law(two)


def doubtful(draft: NodeDraft, said: Callable[[Text], str], me: Addressee) -> Iterator[str]:
    """The questions about a derived node; `said`: the words of a text, names filled in."""
    by_clerk = any(rule not in BUILT_IN for rule in draft.touched)
    if draft.part not in _PARTS or CLOSED in draft.touched or by_clerk or not draft.said:
        return
    now = "\n".join(said(text) for text in draft.texts.values())
    above, here, at = [], [], draft.parent
    while at is not None:
        above.append(at.said.split("\n")[0])
        here += [said(text) for text in list(at.texts.values())[:1]]
        at = at.parent
    two = TwoTexts(
        (draft.said, now), (above, here), me,
        leaf=all(child.dropped is not None for child in draft.children()),
        annex=draft.part == "phu_luc",
    )  # fmt: skip
    points = lost_papers(two) if draft.part == "mo_dau" else open_points(two)
    for point in points:
        yield _QUESTIONS[point.sort].replace("{chu}", point.words)

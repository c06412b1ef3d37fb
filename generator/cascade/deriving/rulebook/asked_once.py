"""Each question where a clerk settles it, and not again at every node below it.

A question of a heading holds for what stands below; what is asked of the whole plan is asked where
it comes first. What several points ask alike stays at each of them: it is one question with several
places, and nobody takes a point without a mark for one that was looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_BARE
from generator.cascade.deriving.rulebook.rules import QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_at_work import Speech
    from generator.cascade.deriving.rulebook.text_under_way import RuleWords


def ask_once(
    parts: Mapping[str, Sequence[NodeDraft]], order: Iterable[NodeDraft], speech: Speech
) -> None:
    """Put each question at its highest place, once it is settled which nodes there are."""
    for draft in parts["muc"]:
        _clear(draft, ())
    first: set[str] = set()
    alone = _start(Q_BARE, speech)
    for draft in order:
        if draft.dropped is None and draft.marks:
            again = [m for m in draft.marks if _words(m) in first and _words(m).startswith(alone)]
            draft.marks = [m for m in draft.marks if m not in again]
            first.update(map(_words, draft.marks))
            _settle(draft)


_OF_ABOVE = re.compile(r"(?<!\w)(?:toàn|trong|của|cả) (?:tỉnh|thành phố|quốc|nước)(?!\w)")
"""Words of the superior's area: such a sentence is asked about itself, too."""

_WHOLE_AREA = re.compile(r"(?<!\w)(?:toàn|cả) (?:tỉnh|thành phố|quốc|nước)(?!\w)")
"""In the plan above: a total that the unit's sentence may say of the unit ("toàn xã … 45")."""


def _by_itself(draft: NodeDraft) -> bool:
    """Whether a figure is asked at its sentence, not at the heading: a total of the superior's."""
    return bool(_OF_ABOVE.search(_said(draft)) or _WHOLE_AREA.search(draft.said.lower()))


def _said(draft: NodeDraft) -> str:
    return "".join(_text(piece) for text in draft.texts.values() for piece in text).lower()


def _text(piece: str | RuleWords) -> str:
    return piece if isinstance(piece, str) else _words(piece)


def _start(question: str, speech: Speech) -> str:
    """The words of a question up to what differs in it."""
    return _words(speech.words(re.split(r"\{chu\}|\{dien\}|:", question)[0]))


def _words(mark: RuleWords) -> str:
    return "".join(map(str, mark.pieces))


def _standing(draft: NodeDraft) -> list[NodeDraft]:
    """What stands below a node, without holders that say nothing themselves."""
    below = [child for child in draft.children() if child.dropped is None]
    return [one for c in below for one in ([c] if c.said.strip() or not c.digest else _standing(c))]


def _clear(draft: NodeDraft, above: tuple[RuleWords, ...]) -> None:
    """Take away below what a heading asks."""
    if above:
        _forget([draft], above)
    for child in _standing(draft):
        _clear(child, (*above, *draft.marks))


def _forget(drafts: Iterable[NodeDraft], marks: tuple[RuleWords, ...]) -> None:
    for draft in drafts:
        if any(mark in marks for mark in draft.marks) and not _by_itself(draft):
            draft.marks = [mark for mark in draft.marks if mark not in marks]
            _settle(draft)


def _settle(draft: NodeDraft) -> None:
    """A node without a question is no longer one that asks."""
    if not draft.marks:
        draft.touched = [rule for rule in draft.touched if rule != QUESTION]

"""What a figure of the superior is counted over stays the superior's area until it is answered.

"1.150 nhà tiêu cho hộ nghèo toàn tỉnh" of a commune, asked for its part, is not yet "toàn xã": the
answer puts the figure and the area together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_MONEY, Q_SHARED, Q_TARGET
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.kit import Kit

_OVER = r"(?<!\w)(?P<over>[Tt]oàn|[Cc]ả|địa bàn(?: toàn)?|phạm vi(?: toàn)?)"
_ENDS = re.compile(rf"{_OVER} $")


def keep_area(kit: Kit, program: Program) -> None:
    """Put the superior's area back where the unit's part of a figure is still asked."""
    unit = kit.unit
    if not unit.committee or not unit.word_above or unit.word == unit.word_above:
        return
    asked = {kit.speech.words(question) for question in (Q_TARGET, Q_SHARED, Q_MONEY)}
    theirs, own = (re.compile(rf"{_OVER} {one}(?!\w)") for one in (unit.word_above, unit.word))
    for draft in program.order:
        low = plain_of(draft.said).low
        counted = draft.dropped is None and not asked.isdisjoint(draft.marks)
        if counted and theirs.search(low) and not own.search(low):
            _put_back(draft, own, unit.word, unit.word_above)


def _put_back(draft: NodeDraft, own: re.Pattern[str], word: str, above: str) -> None:
    for field, text in draft.texts.items():
        new: Text = []
        for piece in text:
            before = "".join(new[-1].pieces) if new and isinstance(new[-1], RuleWords) else ""
            before = before or (new[-1] if new and isinstance(new[-1], str) else "")
            if isinstance(piece, str):
                new.append(own.sub(rf"\g<over> {above}", piece))
            elif piece.pieces == (word,) and _ENDS.search(before):
                new.append(RuleWords((above,)))
            else:
                new.append(piece)
        draft.texts[field] = new

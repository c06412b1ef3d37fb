"""The marks of footnotes in a node under way: which there are, and taking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.plan.mapped import mapped, strings
from generator.plan.wording import note_marks, without_notes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft

_FIELDS = ("bang", "cot", "cot_them")
"""What a node says beside its texts."""


def marks_in(draft: NodeDraft) -> set[str]:
    """Ids of the footnotes that the words of a node mark."""
    words = ["".join(_said(text)) for text in draft.texts.values()]
    words += [text for name in _FIELDS for text in strings(_value(draft, name))]
    return {mark.id for text in words for mark in note_marks(text)}


def orphans(draft: NodeDraft) -> set[str]:
    """Ids of the footnotes whose mark stands behind other words than in the plan above.

    The words that a footnote is about were left out or put otherwise, so it says nothing any more.
    """
    found: set[str] = set()
    for name, text in draft.texts.items():
        now, above = "".join(_said(text)), getattr(draft.above, name, None) or draft.said
        for mark in note_marks(now):
            if _before(mark.raw, now) != _before(mark.raw, above):
                found.add(mark.id)
    return found


def _before(mark: str, text: str) -> str:
    """The word a mark stands behind."""
    words = without_notes(text.partition(mark)[0]).replace("*", "").split()
    return words[-1] if words else ""


def unmark(draft: NodeDraft, gone: Collection[str]) -> None:
    """Take the marks of footnotes that are not there out of the words of a node."""

    def clean(text: str) -> str:
        return Own(text) if isinstance(text, Own) else without_notes(text, gone)

    for name, text in draft.texts.items():
        draft.texts[name] = [
            RuleWords(tuple(clean(p) for p in piece.pieces))
            if isinstance(piece, RuleWords)
            else clean(piece)
            for piece in text
        ]
        first = draft.texts[name][:1]
        if first and isinstance(first[0], str) and first[0][:1] == " ":  # it stood at the head
            words = first[0].lstrip()
            draft.texts[name][0] = words[:1].upper() + words[1:]
    for name in _FIELDS:
        value = _value(draft, name)
        if any(without_notes(text, gone) != text for text in strings(value)):
            draft.changed[name] = mapped(value, clean)


def _value(draft: NodeDraft, name: str) -> Any:
    return draft.changed[name] if name in draft.changed else getattr(draft.above, name, None)


def _said(text: list[str | RuleWords]) -> Iterator[str]:
    for piece in text:
        yield from piece.pieces if isinstance(piece, RuleWords) else (piece,)

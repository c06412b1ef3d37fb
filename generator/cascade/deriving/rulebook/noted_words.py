"""The marks of footnotes in a node under way: which there are, and taking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator.cascade.deriving.rulebook.words import Own, Written
from generator.plan.wording import note_marks, without_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from generator.cascade.deriving.rulebook.draft import Draft
    from generator.plan.model import Bang

_FIELDS = ("bang", "cot", "cot_them")
"""What a node says beside its texts."""


def marks_in(draft: Draft) -> set[str]:
    """Ids of the footnotes that the words of a node mark."""
    words = ["".join(_said(text)) for text in draft.texts.values()]
    words += [text for name in _FIELDS for text in _strings(_value(draft, name))]
    return {mark.id for text in words for mark in note_marks(text)}


def unmark(draft: Draft, gone: Collection[str]) -> None:
    """Take the marks of footnotes that are not there out of the words of a node."""

    def clean(text: str) -> str:
        return Own(text) if isinstance(text, Own) else without_notes(text, gone)

    for name, text in draft.texts.items():
        draft.texts[name] = [
            Written(tuple(clean(p) for p in piece.pieces))
            if isinstance(piece, Written)
            else clean(piece)
            for piece in text
        ]
    for name in _FIELDS:
        value = _value(draft, name)
        if any(without_notes(text, gone) != text for text in _strings(value)):
            draft.changed[name] = _mapped(value, clean)


def _value(draft: Draft, name: str) -> Any:
    return draft.changed[name] if name in draft.changed else getattr(draft.above, name, None)


def _said(text: list[str | Written]) -> Iterator[str]:
    for piece in text:
        yield from piece.pieces if isinstance(piece, Written) else (piece,)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    if hasattr(value, "__struct_fields__"):
        table: Bang = value
        changed = {n: _mapped(getattr(table, n), change) for n in table.__struct_fields__}
        return replace(table, **changed)
    return value

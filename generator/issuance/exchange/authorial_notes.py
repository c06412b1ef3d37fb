"""Footnotes in Akoma Ntoso: an authorialNote stands in the text where it is marked."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from generator.document.noted import MARK
from generator.issuance.exchange.characters import carried
from generator.ooxml.elements import parent_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.document.blocks import ChuThichIn
    from generator.ooxml.elements import Element

_EDGE = "\ue0ff"
"""Private, so in no plan: stands in the XML until the note is put there."""
_PLACE = re.compile(f"{_EDGE}(\\d+){_EDGE}")


def with_places(text: str) -> str:
    """A text as XML can carry it, the marks of footnotes kept for `put_notes`."""
    return carried(MARK.sub(lambda m: f"{_EDGE}{m[1]}{_EDGE}", text))


def put_notes(
    root: Element, notes: Sequence[ChuThichIn], add: Callable[[Element, str], Element],
    fill: Callable[[Element, ChuThichIn], None],
) -> None:  # fmt: skip
    """Put each note where it is marked. `add` makes an element, `fill` writes a note into one."""
    for node in list(root.iter()):
        if node.text and _EDGE in node.text:
            node.text, after = _split(node.text, notes, partial(add, node), fill)
            for place, made in enumerate(after):
                node.insert(place, made)
        if node.tail and _EDGE in node.tail:
            parent = parent_of(node)
            node.tail, after = _split(node.tail, notes, partial(add, parent), fill)
            at = parent.index(node) + 1
            for place, made in enumerate(after):
                parent.insert(at + place, made)


def _split(
    text: str, notes: Sequence[ChuThichIn], make: Callable[[str], Element],
    fill: Callable[[Element, ChuThichIn], None],
) -> tuple[str, list[Element]]:  # fmt: skip
    """The words before the first mark, and the notes, each with the words behind it."""
    first, *rest = _PLACE.split(text)
    made = []
    for number, words in zip(rest[::2], rest[1::2], strict=True):
        note = make("authorialNote")
        note.set("marker", number)
        note.set("placement", "bottom")
        fill(note, notes[int(number) - 1])
        note.tail = words
        made.append(note)
    return first, made

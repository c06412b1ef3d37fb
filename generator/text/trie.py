"""Forms of names by their words: the longest that begins at a word of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.text.spelling import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.text.spelling import TextWord


class TrieNode:
    """A word in the forms; what ends here is told by its owner's marks."""

    __slots__ = ("ends", "first", "kinds", "next")

    def __init__(self) -> None:
        self.next: dict[str, TrieNode] = {}
        self.ends = False
        """A form ends here."""
        self.kinds: list[Any] = []
        """What the form stands for."""
        self.first: Any = None
        """What the form opens."""


def enter(root: TrieNode, form: str) -> TrieNode:
    """The node of a form's last word, made where it is missing."""
    node = root
    for key in keys(form):
        node = node.next.setdefault(key, TrieNode())
    return node


def walk(root: TrieNode, row: Sequence[TextWord], at: int) -> int:
    """The word after the longest form that begins at a word; `at` for none."""
    node, end = root, at
    for n in range(at, len(row)):
        step = node.next.get(row[n].key)
        if step is None:
            break
        node = step
        if node.ends:
            end = n + 1
    return end


def joined(row: Sequence[TextWord]) -> str:
    """The words of a stretch with single spaces where there were any."""
    text = ""
    for before, word in zip([None, *row], row, strict=False):
        gap = " " if before is not None and word.start > before.end else ""
        text += gap + word.text
    return text

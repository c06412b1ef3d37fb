"""Many phrases as one pattern: a tree of words, so that thousands cost no more than one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_Tree = dict[str, "_Tree"]
_END = ""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of the phrases, words parted by one blank each."""
    tree: _Tree = {}
    for phrase in phrases:
        branch = tree
        for word in phrase.split(" "):
            branch = branch.setdefault(word, {})
        branch[_END] = {}
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    """The words of one place, the longest first; those with one first letter stand together."""
    ways: dict[str, list[str]] = {}
    for word, below in sorted(tree.items(), key=lambda item: (-len(item[0]), item[0])):
        if word != _END:
            end = r"\b" if _END in below and word[-1].isalnum() else ""
            ways.setdefault(word[0], []).append(f"{_literal(word[1:])}{end}{_rest(below)}")
    return _one_of([_literal(first) + _one_of(rests) for first, rests in ways.items()])


def _literal(word: str) -> str:
    return word if word.isalnum() else re.escape(word)


def _one_of(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _rest(tree: _Tree) -> str:
    if set(tree) <= {_END}:
        return ""
    inner = f" {_pattern({w: b for w, b in tree.items() if w != _END})}"
    return f"(?:{inner})?" if _END in tree else inner

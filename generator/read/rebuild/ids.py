"""Ids of the nodes of an imported plan: words of their text, each once, always the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.text.normal import fold

if TYPE_CHECKING:
    from generator.read.classify.decide import Decision

WORDS, LONGEST = 6, 48
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_EMPTY = frozenset(("va", "cua", "cac", "cho", "theo", "ve", "voi", "tai", "trong", "de", "la"))


def slug(text: str, words: int = WORDS) -> str:
    """The first words of a text that say something, without marks, joined by dashes."""
    parts = [p for p in _NOT_WORD.sub(" ", fold(text)).split() if p not in _EMPTY]
    out = ""
    for part in parts[:words]:
        longer = f"{out}-{part}" if out else part
        if len(longer) > LONGEST:
            break
        out = longer
    return out or "n"


def own_id(d: Decision) -> str:
    """The id of a node that kehoach itself printed: a hidden bookmark names it."""
    para = d.line.para
    for name in getattr(para, "bookmarks", ()):
        if name.startswith("_kh_"):
            node, _sep, field = name[4:].partition("__")
            if node and field in ("", "noi_dung", "tt", "nhan"):
                return str(node.replace("_", "-"))
    return ""


class Ids:
    """Gives each id once; a second one of the same words gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The wanted id, or with -2, -3 behind it."""
        name, n = wanted, 2
        while name in self._taken:
            name, n = f"{wanted}-{n}", n + 1
        self._taken.add(name)
        return name

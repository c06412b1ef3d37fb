"""Letters no font of ours has, and those that run to the left: told when a text has some."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.typeset.manuscript import LetterLook
    from generator.typeset.measured_looks import Tell

_TO_THE_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


class KnownLetters:
    """The letters of one document; what was looked at once is not looked at again."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._seen: set[str] = set()
        """Known to be in the fonts and to run to the right."""

    def look_at(self, text: str, look: LetterLook) -> None:
        """Tell of characters the font does not have, and of those that run to the left."""
        if self._seen.issuperset(text):
            return
        for letter in sorted(set(text) - self._seen):
            if look.scale[letter] and letter in look.scale.lacking:
                self._tell("characters", f"U+{ord(letter):04X}")
            elif letter == "\u00ad":
                self._tell("break", "softHyphen")
            elif unicodedata.bidirectional(letter) in _TO_THE_LEFT:
                self._tell("direction", f"U+{ord(letter):04X}")
            else:
                self._seen.add(letter)

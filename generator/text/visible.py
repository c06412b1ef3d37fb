"""Text of strangers on a screen: what hides, turns or moves letters is shown as its code."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def visible(text: str, *, keep: str = "") -> str:
    r"""The text, but for control, direction and private characters: `\u202e`.

    A name in a file that came by mail may hold what a terminal obeys, or what turns the
    letters around it. `keep`: such characters that stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if unicodedata.category(c) not in _HIDDEN or c in keep else f"\\u{ord(c):04x}"
        for c in text
    )

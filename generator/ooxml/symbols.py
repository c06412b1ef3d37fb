"""Characters of symbol fonts as the signs they show: Word stores them as private use."""

from __future__ import annotations

import re

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBE: "—",
    0xD7: "·", 0xDE: "⇒", 0xE5: "∑", 0xD6: "√",
}  # fmt: skip
_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def symbol(code: int, font: str) -> str:
    """The sign at a place of a symbol font. What is not known is a bullet."""
    place = code & 0xFF
    if "wingdings" in font.lower():
        return _WINGDINGS.get(place, "-" if place == 0x2D else "•")
    if place in _SYMBOL:
        return _SYMBOL[place]
    if 0x20 <= place < 0x7F:
        char = chr(place)
        if char.lower() in _GREEK:
            greek = _GREEK[char.lower()]
            return greek if char.islower() else greek.upper()
        return char
    return _WINGDINGS.get(place, "•")


def symbol_text(text: str, font: str) -> str:
    """A text with its private-use characters replaced by the signs they show."""
    if _PRIVATE.search(text) is None:
        return text
    return _PRIVATE.sub(lambda found: symbol(ord(found[0]), font), text)

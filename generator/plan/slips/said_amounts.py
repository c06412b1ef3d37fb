"""Numbers written out in Vietnamese: "một trăm năm mươi triệu đồng" → 150000000."""

from __future__ import annotations

import re

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SILENT = frozenset({"linh", "lẻ"})
_MONEY = frozenset({"đồng", "chẵn", "tròn", "việt", "nam"})
_WORD = re.compile(r"[^\W\d_]+")


def said_number(words: str) -> int | None:
    """The whole number that words say; None where any of them is no part of a number.

    "đồng", "chẵn" at the end belong to a sum of money and are passed over.
    """
    parts = _WORD.findall(words.lower())
    while parts and parts[-1] in _MONEY:
        parts.pop()
    if not parts:
        return None
    total = 0
    group: int | None = None
    digit: int | None = None
    for word in parts:
        if word in _UNITS:
            if digit is not None:
                return None
            digit = _UNITS[word]
        elif word == "mười":
            if digit is not None:
                return None
            group = (group or 0) + 10
        elif word in ("mươi", "chục", "trăm"):
            if digit is None:
                return None
            group = (group or 0) + digit * (100 if word == "trăm" else 10)
            digit = None
        elif word in _SCALES:
            if group is None and digit is None and not total:
                return None
            total = _scaled(total, (group or 0) + (digit or 0), _SCALES[word])
            group = digit = None
        elif word not in _SILENT:
            return None
    return total + (group or 0) + (digit or 0)


def _scaled(total: int, group: int, scale: int) -> int:
    """Add "hai trăm nghìn" to what was said; "một nghìn tỷ" is a thousand of these."""
    if scale == 10**9 and total and total < 10**9:
        return (total + group) * scale
    return total + group * scale

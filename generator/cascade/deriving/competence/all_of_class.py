"""Targets of all units, and of all units of a class: "100% xã biên giới có đường ô tô"."""

from __future__ import annotations

from generator.grammar.class_ends import PLACE
from generator.text import patterns as re

_ALL_OF_THEM = re.compile(r"[^%\w]*100 ?% ")
"""What all units are to have is a target, and no class: "100% xã, phường có sân thể thao"."""
_ALL_OF_CLASS = re.compile(
    rf"(?P<about>(?:{PLACE}|thuộc|giáp|nằm|chưa|đã|vùng|trọng điểm)(?!\w)[^,;:.]{{0,50}}?"
    r"(?= (?:có|đạt|được|không còn|hoàn thành)(?!\w))"
    r"|có [^,;:.]{2,60}?(?= (?:có|đạt) (?:ít nhất|tối thiểu|trên|từ|\d|tổ|đội|đường)))"
)
"""All of a class, before what each of them is to have: "100% xã biên giới có đường ô tô"."""


def of_all(low: str) -> bool:
    """Whether a text in small letters says what all units are to have."""
    return _ALL_OF_THEM.match(low) is not None


def all_of_class(low: str, at: int) -> re.Match[str] | None:
    """The class (`about`) said behind the kinds of units, before what each of it is to have."""
    return _ALL_OF_CLASS.match(low, at)

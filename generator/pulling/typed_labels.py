"""The labels before a paragraph: I. | 1. | a) | - | + — and the paragraph without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.pulling.field_text import Char

LabelKind = Literal["muc", "khoan", "chu", "gach", "cong", "khong"]
_LABELS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    ("muc", re.compile(r"[IVXLC]+\.(?=\s|$)\s*")),
    ("khoan", re.compile(r"\d{1,3}(?:\.\d{1,3})*\.(?=\s|$)\s*")),
    ("chu", re.compile(r"[a-zđ]{1,2}\)(?=\s|$)\s*")),
    ("gach", re.compile(r"[-–—•●▪·](?=\s|$)\s*")),
    ("cong", re.compile(r"\+(?=\s|$)\s*")),
)


class Labelled(NamedTuple):
    """A label and the characters after it."""

    kind: LabelKind
    chars: Sequence[Char]


def split(chars: Sequence[Char], automatic: str = "") -> Labelled:
    """Take the label off; `automatic` is the number Word itself prints."""
    text = "".join([c.char for c in chars])
    if automatic:
        return Labelled(kind_of(f"{automatic} "), chars)
    for kind, pattern in _LABELS:
        if found := pattern.match(text):
            return Labelled(kind, chars[found.end() :])
    return Labelled("khong", chars)


def is_labelled(text: str) -> bool:
    """Whether a text begins with a label."""
    return any(pattern.match(text) for _kind, pattern in _LABELS)


def kind_of(label: str) -> LabelKind:
    """The kind of a label."""
    if label.strip() in ("•", "●", "▪", "·", "o", "\uf0b7"):
        return "gach"
    return next((kind for kind, pattern in _LABELS if pattern.match(label)), "khong")

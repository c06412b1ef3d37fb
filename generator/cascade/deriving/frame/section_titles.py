"""Titles of sections numbered I, II, III: in capitals, however the plan above has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import CAPITALS
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import Text

_LONG = 150
"""Letters from which on what stands there is a sentence."""
_AS_THEY_ARE = re.compile(r"(\{[^{}]*\})")
"""Marks of citations and footnotes: names of things, not words."""
_LARGE = {"don_vi": "DON_VI", "Don_vi": "DON_VI", "ten_ngan": "TEN_NGAN"}


def capital_sections(program: Program) -> None:
    """Put titles of sections in capitals (Decree 30/2020/NĐ-CP, Appendix I, part V)."""
    for draft in program.parts["muc"]:
        if draft.dropped is None and not draft.kept and _is_title(draft):
            text = draft.texts["tieu_de"]
            large = _large(text)
            if large is not None and large != text:
                draft.texts["tieu_de"] = large
                draft.touch(CAPITALS)


def _is_title(draft: NodeDraft) -> bool:
    numbered = draft.kind == "muc" and (draft.above.kieu or "la-ma") == "la-ma"
    title = "tieu_de" in draft.texts and len(draft.said) < _LONG
    below = any(child.dropped is None for child in draft.children())
    return numbered and title and below and not draft.speaks and bool(draft.digest)


def _large(text: Text) -> Text | None:
    """A text in capitals; None where a name in it is filled in later in small letters."""
    out: Text = []
    for piece in text:
        if isinstance(piece, str):
            out.append(_upper(piece))
            continue
        pieces: list[str | Own] = []
        for part in piece.pieces:
            if isinstance(part, Own):
                if part not in (*_LARGE, *_LARGE.values()):
                    return None
                pieces.append(Own(_LARGE.get(part, part)))
            else:
                pieces.append(_upper(part))
        out.append(RuleWords(tuple(pieces)))
    return out


def _upper(words: str) -> str:
    return "".join(
        part if part.startswith("{") else part.upper() for part in _AS_THEY_ARE.split(words)
    )

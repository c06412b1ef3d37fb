"""What a document says of itself and of what has been: nothing of it is the unit's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook.rules import ASSESSED, CLOSED, OTHERS
from generator.cascade.deriving.wording.set_phrases import (
    ENDS_RULE,
    ENDS_TITLE,
    PRAISES,
    RECEIVED,
    SPREAD,
    STATES,
    VOICE,
    VOICE_LAST,
)
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft


class OfDocument(NamedTuple):
    """What becomes of such words."""

    rule: str
    says: Literal["", "begins", "last"] = ""
    """In whose place the unit's own stand: its first words, its last; "" where they go."""
    stays: int = 0
    """How many letters of the text stay before those words."""


def of_document(
    draft: NodeDraft, text: str, held: HeldByHeads, *, committee: bool
) -> OfDocument | None:
    """What becomes of a text that the document says of itself or of what has been; else None."""
    plain = plain_of(text)
    low, body = plain.low, draft.part == "muc"
    if SPREAD.search(low):
        return OfDocument(OTHERS)
    if body and (ENDS_RULE.search(low) or ENDS_TITLE.fullmatch(low)):
        return OfDocument(CLOSED)
    if body and committee and VOICE.match(low):
        return OfDocument(CLOSED, "begins")
    if body and committee and (found := VOICE_LAST.match(low)) is not None:
        return OfDocument(CLOSED, "begins", plain.span(0, found.end("before")).end)
    if PRAISES.match(low) or (body and STATES.match(low)):
        return OfDocument(ASSESSED)
    received = RECEIVED.match(low) is not None
    if received and held.closing:
        return OfDocument(CLOSED)  # the plan closes with its own words, not under a title
    ends = draft.kind == "khoan" and text.rstrip(" *").endswith("./.") and "vướng mắc" in low
    return OfDocument(CLOSED, "last") if ends or received else None

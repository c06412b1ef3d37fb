"""How far an issued document has come, read from its acts: numbered, signed, sealed, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

SENT = "gui"
"""The act of sending a document to those who are to have it."""
ANSWERED = "phan_hoi"
"""What the system of a recipient said of it."""
Stage = Literal["numbered", "signed", "sealed", "sent"]
STAGES: dict[Stage, str] = {
    "numbered": "phat_hanh",
    "signed": "ky_lanh_dao",
    "sealed": "ky_co_quan",
    "sent": SENT,
}
"""Stage → the act that reaches it, in the order of Decree 30, Articles 15-18."""


class Reached(NamedTuple):
    """The stages that a document has behind it, and the one that comes next."""

    done: tuple[Stage, ...]
    next: Stage | None


def reached(kinds: Collection[str]) -> Reached:
    """What the kinds of acts on one number tell.

    A document signed on paper has no act of signing; once it is sent nothing is waited for.
    """
    done = tuple(stage for stage, kind in STAGES.items() if kind in kinds)
    if not done or "sent" in done:
        return Reached(done, None)
    return Reached(done, next(stage for stage in STAGES if stage not in done))

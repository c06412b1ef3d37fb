"""How far an issued document has come, read from its acts: numbered, signed, sealed, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import and_, select

from generator.issuance.register.entered import Book
from generator.issuance.register.register_tables import books, entries, events

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from generator.storage.database import Database

_CHUNK = 500
"""So many ids in one question: databases bound them."""

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


class OnPlan(NamedTuple):
    """The number of a plan, and the kinds of acts on it."""

    book: Book
    so: int
    state: str
    kinds: set[str]


def reached(kinds: Collection[str]) -> Reached:
    """What the kinds of acts on one number tell.

    A document signed on paper has no act of signing; once it is sent nothing is waited for.
    """
    done = tuple(stage for stage, kind in STAGES.items() if kind in kinds)
    if not done or "sent" in done:
        return Reached(done, None)
    return Reached(done, next(stage for stage in STAGES if stage not in done))


def acts_on(database: Database, plans: Sequence[str]) -> dict[str, OnPlan]:
    """What was done with each of these plans that has a number. Raises Unavailable."""
    found: dict[str, OnPlan] = {}
    for start in range(0, len(plans), _CHUNK):
        query = (
            select(books.c.co_quan, books.c.loat, books.c.nam, entries, events.c.loai)
            .join(entries, entries.c.so_id == books.c.id)
            .join(events, and_(events.c.so_id == books.c.id, events.c.so == entries.c.so))
            .where(entries.c.ma.in_(plans[start : start + _CHUNK]))
        )
        with database.reading() as connection:
            for r in connection.execute(query):
                book = Book(r.co_quan, r.loat, r.nam)
                kept = found.setdefault(r.ma, OnPlan(book, r.so, r.trang_thai, set()))
                kept.kinds.add(r.loai)
    return found

"""A book locked for one transaction, and acts written behind its last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from generator.issuance.register.hash_chain import GENESIS, canonical, link
from generator.issuance.register.limits import LockedBook
from generator.issuance.register.register_tables import books
from generator.issuance.register.statements import LOCK_BOOK, LOG, MOVE_HEAD, NEWEST_ACT

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from generator.issuance.register.entered import Book
    from generator.issuance.register.limits import Clerk


def lock_book(connection: Connection, book: Book) -> LockedBook:
    """The book, its row locked until the end of the transaction; made when it is new."""
    found = connection.execute(LOCK_BOOK, book._asdict()).first()
    if found is None:
        values = {**book._asdict(), "so_cuoi": 0, "thu_tu": 0, "bam": GENESIS, "dong": False}
        try:
            with connection.begin_nested():
                connection.execute(books.insert().values(values))
        except IntegrityError:
            pass  # another process opened the book at the same moment
        found = connection.execute(LOCK_BOOK, book._asdict()).one()
    return LockedBook(
        found.id,
        book,
        found.so_cuoi,
        found.ngay_cuoi,
        found.thu_tu,
        found.bam,
        found.dong,
        connection.scalar(NEWEST_ACT, {"co_quan": book.co_quan}) or "",
    )


def append_act(
    connection: Connection,
    head: LockedBook,
    clerk: Clerk,
    kind: str,
    number: int | None,
    content: dict[str, Any],
    *,
    day: date | None = None,
    last: int | None = None,
) -> LockedBook:
    """Append the act and move the head of the book; give back the head as it is now."""
    act = {
        "so": number,
        "loai": kind,
        "luc": clerk.when,
        "ai": clerk.who,
        "noi_dung": canonical(content),
    }
    order = head.order + 1
    digest = link(head.hash, head.book, order, act)
    connection.execute(LOG, {"so_id": head.id, "thu_tu": order, "bam": digest, **act})
    newest = last if last is not None else number
    now = head._replace(
        last=max(newest or 0, head.last),
        last_day=_day_of_last(head, newest, day),
        order=order,
        hash=digest,
    )
    connection.execute(
        MOVE_HEAD,
        {
            "book": now.id,
            "thu_tu": now.order,
            "bam": now.hash,
            "so_cuoi": now.last,
            "ngay_cuoi": now.last_day,
        },
    )
    return now


def _day_of_last(head: LockedBook, number: int | None, day: date | None) -> date | None:
    """The day below which no next number may be (Decree 30, Art. 15.1: numbers follow days).

    The last number may have been kept, and is issued with a later day than it was kept for.
    """
    if number is None or day is None or number < head.last:
        return head.last_day
    if number == head.last and head.last_day is not None:
        return max(day, head.last_day)
    return day

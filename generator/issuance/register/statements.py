"""The statements of a transaction, built once: making one costs more than running it."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select, update

from generator.issuance.register.register_tables import EXTERNAL, books, entries, events

_ROW = select(books, entries).join(entries, entries.c.so_id == books.c.id)

LOCK_BOOK = (
    select(books)
    .where(*(books.c[name] == bindparam(name) for name in ("co_quan", "loat", "nam")))
    .with_for_update()
)
"""The book of an agency, series and year; its row stays locked."""

NEWEST_ACT = (
    select(func.max(events.c.luc))
    .join(books, (events.c.so_id == books.c.id) & (events.c.thu_tu == books.c.thu_tu))
    .where(books.c.co_quan == bindparam("co_quan"))
)
"""When the last act in any book of an agency was done, as the machine said then."""

LAST_NUMBER = select(books.c.so_cuoi).where(
    *(books.c[name] == bindparam(name) for name in ("co_quan", "loat", "nam"))
)
IS_EXTERNAL = select(events.c.thu_tu).where(
    events.c.so_id == bindparam("so_id"), events.c.loai == EXTERNAL
)
"""Whether another book gives the numbers of this one."""

_OTHER = entries.c.so_id == bindparam("so_id")
DAYS_AROUND = select(
    select(func.max(entries.c.ngay))
    .where(_OTHER, entries.c.so < bindparam("so"))
    .scalar_subquery(),
    select(func.min(entries.c.ngay))
    .where(_OTHER, entries.c.so > bindparam("so"))
    .scalar_subquery(),
)
"""The latest day of the lower numbers of a book and the earliest of the higher ones."""

ROW_OF_PLAN = _ROW.where(entries.c.ma == bindparam("ma"))
ROW_OF_NUMBER = _ROW.where(entries.c.so_id == bindparam("so_id"), entries.c.so == bindparam("so"))
ENTER = entries.insert()
LOG = events.insert()
MOVE_HEAD = (
    update(books)
    .where(books.c.id == bindparam("book"))
    .values({name: bindparam(name) for name in ("thu_tu", "bam", "so_cuoi", "ngay_cuoi")})
)

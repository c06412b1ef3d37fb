"""What may be done in the register; each act is one transaction and one link of the chain.

The order inside a transaction: the row of the book is locked, its head read; the number
follows from it; what must exist with the number (the issued folder) is made by the caller's
`freeze`; then row, act and head are written together. A process that dies anywhere leaves
the number free or wholly given.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Never

from sqlalchemy import and_, select, update

from generator.diagnostics import error
from generator.issuance.register.entered import Book, Entry, NumberRow, State, entry_json, entry_of
from generator.issuance.register.limits import (
    ActRefused,
    Clerk,
    LockedBook,
    book_name,
    check_day,
    need_reason,
    refuse_closed,
    refuse_state,
)
from generator.issuance.register.register_tables import EXTERNAL, books, entries
from generator.issuance.register.register_words import state_word
from generator.issuance.register.statements import (
    DAYS_AROUND,
    ENTER,
    IS_EXTERNAL,
    LAST_NUMBER,
    ROW_OF_NUMBER,
    ROW_OF_PLAN,
)
from generator.issuance.register.written import append_act, lock_book
from generator.locale import _

__all__ = ("ActRefused", "Clerk", "Frozen")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sqlalchemy import Connection

    from generator.storage.database import Database


class Frozen(NamedTuple):
    """What `freeze` made on the disk for a number."""

    digest: str
    """SHA-256 (hex) of the manifest."""
    folder: str
    """Path of the issued folder, relative to the workspace."""
    later: tuple[dict[str, Any], ...] = ()
    """Files in it that will grow: name, SHA-256, bytes."""


def issue(
    database: Database,
    book: Book,
    entry: Entry,
    clerk: Clerk,
    freeze: Callable[[int], Frozen],
    *,
    wanted: int | None = None,
    source: str = "",
    reason: str = "",
    meanwhile: Callable[[], object] | None = None,
) -> NumberRow:
    """Give the next number to a document, or the one that is `wanted`, and freeze it.

    A wanted number was reserved here, or given by another book: then `source` says which.
    `freeze(number)` makes the files; when it raises, nothing is registered. `meanwhile` is done
    while the document before this one is being registered. Raises ActRefused, Unavailable, and
    whatever `freeze` and `meanwhile` raise.
    """
    with database.writing(meanwhile) as connection:
        head = lock_book(connection, book)
        _refuse_second(connection, entry.ma)
        if source and wanted is not None:
            head = _open_to(connection, head, clerk, source)
            number = _given(connection, head, entry, wanted)
        else:
            number = _number(connection, head, entry, wanted)
        check_day(head, entry.ngay, clerk, reason or source, in_order=wanted is None)
        frozen = freeze(number)
        note = "; ".join(filter(None, (reason, source and f"số do {source} cấp")))
        row = NumberRow(
            book, number, entry.ma, "phat_hanh", entry.ky_hieu, entry.ngay, entry, frozen.digest,
            frozen.folder, note,
        )  # fmt: skip
        values = _as_values(head, row, entry)
        if wanted is None or source:
            connection.execute(ENTER, values)
        else:
            connection.execute(_one(head, number).values(values))
        content = _logged(entry, frozen, reason, source)
        append_act(connection, head, clerk, "phat_hanh", number, content, day=entry.ngay)
    return row


def _as_values(head: LockedBook, row: NumberRow, entry: Entry) -> dict[str, Any]:
    """An entered document as the columns of its row."""
    return {
        "so_id": head.id,
        "so": row.so,
        "ma": row.ma,
        "trang_thai": row.state,
        "ky_hieu": row.ky_hieu,
        "ngay": row.ngay,
        "noi_dung": entry_json(entry),
        "ma_bam": row.digest,
        "thu_muc": row.folder,
        "ghi_chu": row.note,
    }


class _OnlyTried(Exception):  # noqa: N818 - takes back what was tried
    pass


def _take_back() -> Never:
    raise _OnlyTried


def rehearse(
    database: Database, book: Book, entry: Entry, clerk: Clerk, reason: str, after: date | None
) -> None:
    """Raise what `issue` would refuse now (ActRefused, Unavailable); nothing is written.

    `after` is the day of a document that will have been issued before this one.
    """
    try:
        with database.writing() as connection:
            head = lock_book(connection, book)
            _refuse_second(connection, entry.ma)
            _number(connection, head, entry, None)
            last = max((day for day in (head.last_day, after) if day), default=None)
            check_day(head._replace(last_day=last), entry.ngay, clerk, reason)
            _take_back()
    except _OnlyTried:
        pass


def _logged(entry: Entry, frozen: Frozen, reason: str, source: str) -> dict[str, Any]:
    """What the log says of a document that was issued."""
    content: dict[str, Any] = {"van_ban": entry_json(entry), "ma_bam": frozen.digest}
    content["ly_do"] = reason
    if source:
        content["nguon_so"] = source
    if frozen.later:
        content["kem"] = list(frozen.later)
    return content


def next_number(database: Database, book: Book) -> int:
    """The number that the book would give now; another may take it first. Raises Unavailable."""
    with database.reading() as connection:
        found = connection.execute(LAST_NUMBER, book._asdict()).first()
    return (found.so_cuoi if found else 0) + 1


def reserve(
    database: Database, book: Book, ky_hieu: str, day: date, clerk: Clerk, reason: str
) -> NumberRow:
    """Keep the next number for a document that is not ready. Raises ActRefused, Unavailable."""
    need_reason(reason)
    with database.writing() as connection:
        head = lock_book(connection, book)
        refuse_closed(head)
        _refuse_external(connection, head)
        check_day(head, day, clerk, reason)
        number = head.last + 1
        connection.execute(
            entries.insert().values(
                so_id=head.id,
                so=number,
                trang_thai="giu_so",
                ky_hieu=ky_hieu,
                ngay=day,
                noi_dung="{}",
                ghi_chu=reason,
            )
        )
        content = {"ky_hieu": ky_hieu, "ngay": day.isoformat(), "ly_do": reason}
        append_act(connection, head, clerk, "giu_so", number, content, day=day)
        return _existing(connection, head, number)


def lacks_symbol(row: NumberRow) -> bool:
    """Whether a number is kept with the type of its document alone: "01/KH"."""
    return row.state == "giu_so" and bool(row.ky_hieu) and "-" not in row.ky_hieu


def open_book(database: Database, book: Book, last: int, clerk: Clerk, reason: str) -> None:
    """Begin a book after a number given elsewhere, such as in the paper register.

    Raises ActRefused when the book has begun already, Unavailable.
    """
    need_reason(reason)
    with database.writing() as connection:
        head = lock_book(connection, book)
        if head.order:
            raise ActRefused(
                error(
                    "SO201",
                    _("Sổ {so} đã mở, số cuối là {cuoi}").format(
                        so=book_name(book), cuoi=head.last
                    ),
                    None,
                    _("Chỉ đặt số bắt đầu cho sổ chưa dùng."),
                )
            )
        content = {"so_cuoi": last, "ly_do": reason}
        append_act(connection, head, clerk, "mo_so", None, content, last=last)


def close_book(database: Database, book: Book, clerk: Clerk, reason: str) -> None:
    """Close a book: no number is given in it any more. Raises ActRefused, Unavailable.

    Before its year has ended that is asked about later: it needs a reason.
    """
    if clerk.today.year <= book.nam:
        need_reason(reason)
    with database.writing() as connection:
        head = lock_book(connection, book)
        refuse_closed(head)
        connection.execute(update(books).where(books.c.id == head.id).values(dong=True))
        append_act(
            connection, head, clerk, "dong_so", None, {"so_cuoi": head.last, "ly_do": reason}
        )


def void(database: Database, book: Book, number: int, clerk: Clerk, reason: str) -> NumberRow:
    """Give up a reserved number; it stays used, with the reason. Raises ActRefused, Unavailable."""
    return _change(database, book, number, clerk, reason, "giu_so", "huy")


def recall(database: Database, book: Book, number: int, clerk: Clerk, reason: str) -> NumberRow:
    """Recall an issued document (Decree 30, Art. 18.4): frozen, kept, marked.

    Raises ActRefused, Unavailable.
    """
    return _change(database, book, number, clerk, reason, "phat_hanh", "thu_hoi")


def record(
    database: Database, book: Book, number: int, clerk: Clerk, kind: str, content: dict[str, Any]
) -> NumberRow:
    """Add an act about a number to the log: signed, sent, amended, sealed. Raises ActRefused.

    `content["ma_bam"]` becomes the digest of what is issued, where given; `content["ghi_chu"]`
    is shown in the last column.
    """
    with database.writing() as connection:
        head = lock_book(connection, book)
        row = _existing(connection, head, number)
        changed: dict[str, Any] = {}
        if "ma_bam" in content:
            changed["ma_bam"] = content["ma_bam"]
        if content.get("ghi_chu"):
            changed["ghi_chu"] = "; ".join(filter(None, (row.note, str(content["ghi_chu"]))))
        if changed:
            connection.execute(_one(head, number).values(changed))
        append_act(connection, head, clerk, kind, number, content)
        return _existing(connection, head, number)


@contextmanager
def locked(database: Database, book: Book) -> Iterator[None]:
    """Nobody takes a number of the book meanwhile. Raises Unavailable."""
    with database.writing() as connection:
        lock_book(connection, book)
        yield


# ---------------------------------------------------------------- reading


def find(database: Database, ma: str) -> NumberRow | None:
    """The row of a plan, by its id. Raises Unavailable."""
    found = rows(database, entries.c.ma == ma)
    return found[0] if found else None


def row_of(database: Database, book: Book, number: int) -> NumberRow | None:
    """The row of a number. Raises Unavailable."""
    found = rows(
        database,
        and_(
            books.c.co_quan == book.co_quan,
            books.c.loat == book.loat,
            books.c.nam == book.nam,
            entries.c.so == number,
        ),
    )
    return found[0] if found else None


def rows(database: Database, *conditions: Any) -> list[NumberRow]:
    """Rows of the register that meet the conditions, by book and number. Raises Unavailable."""
    query = (
        select(books, entries)
        .join(entries, entries.c.so_id == books.c.id)
        .where(*conditions)
        .order_by(books.c.co_quan, books.c.nam, books.c.loat, entries.c.so)
    )
    with database.reading() as connection:
        return [_as_row(found) for found in connection.execute(query)]


def _open_to(connection: Connection, head: LockedBook, clerk: Clerk, source: str) -> LockedBook:
    """From now on another book gives the numbers of this one: written once into the log."""
    refuse_closed(head)
    if connection.execute(IS_EXTERNAL, {"so_id": head.id}).first() is not None:
        return head
    content = {"nguon": source, "so_cuoi": head.last}
    return append_act(connection, head, clerk, EXTERNAL, None, content)


def _given(connection: Connection, head: LockedBook, entry: Entry, number: int) -> int:
    """A number of another book: free here, and its date between those of its neighbours."""
    found = connection.execute(ROW_OF_NUMBER, {"so_id": head.id, "so": number}).first()
    if found is not None:
        row = _as_row(found)
        message = _("Số {so} đã có trong sổ ({trang_thai})").format(
            so=row.number, trang_thai=state_word(row.state)
        )
        raise ActRefused(error("SO217", message, None, _("Đối chiếu với sổ đã cấp số này.")))
    before, after = connection.execute(DAYS_AROUND, {"so_id": head.id, "so": number}).one()
    if (before and entry.ngay < before) or (after and entry.ngay > after):
        message = _("Ngày {ngay} của số {so} không khớp các số trước và sau nó trong sổ")
        said = message.format(ngay=entry.ngay.strftime("%d/%m/%Y"), so=number)
        hint = _("Số và ngày tăng cùng nhau (Nghị định 30, Điều 15); kiểm tra đồng hồ máy.")
        raise ActRefused(error("SO207", said, None, hint))
    return number


def _refuse_external(connection: Connection, head: LockedBook) -> None:
    if connection.execute(IS_EXTERNAL, {"so_id": head.id}).first() is not None:
        message = _("Số của sổ {so} do sổ khác cấp").format(so=book_name(head.book))
        hint = _("Nêu số ấy: kehoach issue TỆP --number SỐ --book external.")
        raise ActRefused(error("SO215", message, None, hint))


def _number(connection: Connection, head: LockedBook, entry: Entry, reserved: int | None) -> int:
    refuse_closed(head)
    if reserved is None:
        _refuse_external(connection, head)
        return head.last + 1
    row = _existing(connection, head, reserved)
    if row.state != "giu_so":
        raise ActRefused(
            error(
                "SO202",
                _("Số {so} đã {trang_thai}, không cấp lại được").format(
                    so=row.number, trang_thai=state_word(row.state)
                ),
                None,
                _("Bỏ --number để lấy số kế tiếp; kehoach register list liệt kê các số còn giữ."),
            )
        )
    # kept for an agency whose symbol was not known: its own part comes with the document
    if row.ky_hieu != entry.ky_hieu and not (
        lacks_symbol(row) and entry.ky_hieu.startswith(f"{row.ky_hieu}-")
    ):
        raise ActRefused(
            error(
                "SO203",
                _("Số {so} giữ cho ký hiệu khác {ky_hieu}").format(
                    so=row.number, ky_hieu=entry.ky_hieu
                ),
            )
        )
    return reserved


def _refuse_second(connection: Connection, ma: str) -> None:
    found = connection.execute(ROW_OF_PLAN, {"ma": ma}).first()
    if found is not None:
        row = _as_row(found)
        raise ActRefused(
            error(
                "SO204",
                _("Kế hoạch {ma} đã phát hành: số {so} ngày {ngay}").format(
                    ma=ma, so=row.number, ngay=row.ngay.strftime("%d/%m/%Y")
                ),
                None,
                _("Sửa nội dung: kehoach register amend; bỏ văn bản: kehoach register recall."),
            )
        )


def _change(
    database: Database,
    book: Book,
    number: int,
    clerk: Clerk,
    reason: str,
    before: State,
    after: State,
) -> NumberRow:
    need_reason(reason)
    with database.writing() as connection:
        head = lock_book(connection, book)
        row = _existing(connection, head, number)
        refuse_state(row, before)
        note = "; ".join(filter(None, (row.note, f"{state_word(after)}: {reason}")))
        connection.execute(_one(head, number).values(trang_thai=after, ghi_chu=note))
        append_act(connection, head, clerk, after, number, {"ly_do": reason})
        return _existing(connection, head, number)


def _existing(connection: Connection, head: LockedBook, number: int) -> NumberRow:
    found = connection.execute(ROW_OF_NUMBER, {"so_id": head.id, "so": number}).first()
    if found is None:
        raise ActRefused(
            error(
                "SO212",
                _("Sổ {so} không có số {number}").format(so=book_name(head.book), number=number),
                None,
                _("Các số của sổ: kehoach register list."),
            )
        )
    return _as_row(found)


def _one(head: LockedBook, number: int) -> Any:
    return update(entries).where(entries.c.so_id == head.id, entries.c.so == number)


def _as_row(found: Any) -> NumberRow:
    return NumberRow(
        Book(found.co_quan, found.loat, found.nam),
        found.so,
        found.ma,
        found.trang_thai,
        found.ky_hieu,
        found.ngay,
        entry_of(found.noi_dung),
        found.ma_bam,
        found.thu_muc,
        found.ghi_chu,
    )

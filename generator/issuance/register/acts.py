"""What may be done in the register; each act is one transaction and one link of the chain.

The order inside a transaction: the row of the book is locked, its head read; the number
follows from it; what must exist with the number (the issued folder) is made by the caller's
`freeze`; then row, act and head are written together. A process that dies anywhere leaves
the number free or wholly given.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, select, update
from sqlalchemy.exc import IntegrityError

from generator.diagnostics import Diagnostic, error
from generator.issuance.register.chain import GENESIS, canonical, link
from generator.issuance.register.records import Book, Entry, Row, State, entry_json, entry_of
from generator.issuance.register.statements import (
    ENTER,
    LOCK_BOOK,
    LOG,
    MOVE_HEAD,
    ROW_OF_NUMBER,
    ROW_OF_PLAN,
)
from generator.issuance.register.tables import books, entries
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sqlalchemy import Connection

    from generator.issuance.register.database import Database


class Clerk(NamedTuple):
    """Who acts, and when: the command line reads the clock, nobody below it."""

    who: str
    when: str
    """ISO 8601 with the zone."""
    today: date


class Frozen(NamedTuple):
    """What `freeze` made on the disk for a number."""

    digest: str
    """SHA-256 (hex) of the manifest."""
    folder: str
    """Path of the issued folder, relative to the workspace."""
    later: tuple[dict[str, Any], ...] = ()
    """Files in it that will grow: name, SHA-256, bytes."""


class Refused(Exception):  # noqa: N818 - leaves a transaction without committing it
    """The act is against the rules of the register; the transaction is rolled back."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Head(NamedTuple):
    """A locked book."""

    id: int
    book: Book
    last: int
    last_day: date | None
    order: int
    hash: str
    closed: bool


def issue(
    database: Database,
    book: Book,
    entry: Entry,
    clerk: Clerk,
    freeze: Callable[[int], Frozen],
    *,
    reserved: int | None = None,
    reason: str = "",
) -> Row:
    """Give the next number (or a reserved one) to a document and freeze it.

    `freeze(number)` makes the files; when it raises, nothing is registered. Raises Refused,
    Unavailable, and whatever `freeze` raises.
    """
    with database.writing() as connection:
        head = _lock(connection, book)
        _refuse_second(connection, entry.ma)
        number = _number(connection, head, entry, reserved)
        _check_day(head, entry.ngay, clerk, reason, in_order=reserved is None)
        frozen = freeze(number)
        values = {
            "so_id": head.id,
            "so": number,
            "ma": entry.ma,
            "trang_thai": "phat_hanh",
            "ky_hieu": entry.ky_hieu,
            "ngay": entry.ngay,
            "noi_dung": entry_json(entry),
            "ma_bam": frozen.digest,
            "thu_muc": frozen.folder,
            "ghi_chu": reason,
        }
        if reserved is None:
            connection.execute(ENTER, values)
        else:
            connection.execute(_one(head, number).values(values))
        content: dict[str, Any] = {"van_ban": entry_json(entry), "ma_bam": frozen.digest}
        content["ly_do"] = reason
        if frozen.later:
            content["kem"] = list(frozen.later)
        _write(connection, head, clerk, "phat_hanh", number, content, day=entry.ngay)
    return Row(
        book,
        number,
        entry.ma,
        "phat_hanh",
        entry.ky_hieu,
        entry.ngay,
        entry,
        frozen.digest,
        frozen.folder,
        reason,
    )


def reserve(
    database: Database, book: Book, ky_hieu: str, day: date, clerk: Clerk, reason: str
) -> Row:
    """Keep the next number for a document that is not ready. Raises Refused, Unavailable."""
    _need(reason)
    with database.writing() as connection:
        head = _lock(connection, book)
        _refuse_closed(head)
        _check_day(head, day, clerk, reason)
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
        _write(connection, head, clerk, "giu_so", number, content, day=day)
        return _existing(connection, head, number)


def open_book(database: Database, book: Book, last: int, clerk: Clerk, reason: str) -> None:
    """Begin a book after a number given elsewhere, such as in the paper register.

    Raises Refused when the book has begun already, Unavailable.
    """
    _need(reason)
    with database.writing() as connection:
        head = _lock(connection, book)
        if head.order:
            raise Refused(
                error(
                    "SO201",
                    _("Sổ {so} đã mở, số cuối là {cuoi}").format(so=_name(book), cuoi=head.last),
                    None,
                    _("Chỉ đặt số bắt đầu cho sổ chưa dùng."),
                )
            )
        content = {"so_cuoi": last, "ly_do": reason}
        _write(connection, head, clerk, "mo_so", None, content, last=last)


def close_book(database: Database, book: Book, clerk: Clerk, reason: str) -> None:
    """Close a book: no number is given in it any more. Raises Refused, Unavailable."""
    with database.writing() as connection:
        head = _lock(connection, book)
        _refuse_closed(head)
        connection.execute(update(books).where(books.c.id == head.id).values(dong=True))
        _write(connection, head, clerk, "dong_so", None, {"so_cuoi": head.last, "ly_do": reason})


def void(database: Database, book: Book, number: int, clerk: Clerk, reason: str) -> Row:
    """Give up a reserved number; it stays used, with the reason. Raises Refused, Unavailable."""
    return _change(database, book, number, clerk, reason, "giu_so", "huy")


def recall(database: Database, book: Book, number: int, clerk: Clerk, reason: str) -> Row:
    """Recall an issued document (Decree 30, Art. 18.4): frozen, kept, marked.

    Raises Refused, Unavailable.
    """
    return _change(database, book, number, clerk, reason, "phat_hanh", "thu_hoi")


def record(
    database: Database, book: Book, number: int, clerk: Clerk, kind: str, content: dict[str, Any]
) -> Row:
    """Add an act about a number to the log: signed, sent, amended, sealed. Raises Refused.

    `content["ma_bam"]` becomes the digest of what is issued, where given; `content["ghi_chu"]`
    is shown in the last column.
    """
    with database.writing() as connection:
        head = _lock(connection, book)
        row = _existing(connection, head, number)
        changed: dict[str, Any] = {}
        if "ma_bam" in content:
            changed["ma_bam"] = content["ma_bam"]
        if content.get("ghi_chu"):
            changed["ghi_chu"] = "; ".join(filter(None, (row.note, str(content["ghi_chu"]))))
        if changed:
            connection.execute(_one(head, number).values(changed))
        _write(connection, head, clerk, kind, number, content)
        return _existing(connection, head, number)


@contextmanager
def locked(database: Database, book: Book) -> Iterator[None]:
    """Nobody takes a number of the book meanwhile. Raises Unavailable."""
    with database.writing() as connection:
        _lock(connection, book)
        yield


# ---------------------------------------------------------------- reading


def find(database: Database, ma: str) -> Row | None:
    """The row of a plan, by its id. Raises Unavailable."""
    found = rows(database, entries.c.ma == ma)
    return found[0] if found else None


def row_of(database: Database, book: Book, number: int) -> Row | None:
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


def rows(database: Database, *conditions: Any) -> list[Row]:
    """Rows of the register that meet the conditions, by book and number. Raises Unavailable."""
    query = (
        select(books, entries)
        .join(entries, entries.c.so_id == books.c.id)
        .where(*conditions)
        .order_by(books.c.co_quan, books.c.nam, books.c.loat, entries.c.so)
    )
    with database.reading() as connection:
        return [_as_row(found) for found in connection.execute(query)]


def _lock(connection: Connection, book: Book) -> _Head:
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
    return _Head(
        found.id, book, found.so_cuoi, found.ngay_cuoi, found.thu_tu, found.bam, found.dong
    )


def _number(connection: Connection, head: _Head, entry: Entry, reserved: int | None) -> int:
    _refuse_closed(head)
    if reserved is None:
        return head.last + 1
    row = _existing(connection, head, reserved)
    if row.state != "giu_so":
        raise Refused(
            error(
                "SO202",
                _("Số {so} đã {trang_thai}, không cấp lại được").format(
                    so=row.number, trang_thai=state_word(row.state)
                ),
                None,
                _("Bỏ --so để lấy số kế tiếp; kehoach register list liệt kê các số còn giữ."),
            )
        )
    if row.ky_hieu != entry.ky_hieu:
        raise Refused(
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
        raise Refused(
            error(
                "SO204",
                _("Kế hoạch {ma} đã phát hành: số {so} ngày {ngay}").format(
                    ma=ma, so=row.number, ngay=row.ngay.strftime("%d/%m/%Y")
                ),
                None,
                _("Sửa nội dung: kehoach register amend; bỏ văn bản: kehoach register recall."),
            )
        )


def _refuse_closed(head: _Head) -> None:
    if head.closed:
        raise Refused(
            error(
                "SO205",
                _("Sổ {so} đã khóa").format(so=_name(head.book)),
                None,
                _("Văn bản năm mới vào sổ năm mới, từ số 01 ngày 01/01 (Nghị định 30, Điều 15)."),
            )
        )


def _check_day(head: _Head, day: date, clerk: Clerk, reason: str, *, in_order: bool = True) -> None:
    """Dates follow numbers, and are today's unless a reason is written down."""
    if day.year != head.book.nam:
        raise Refused(
            error(
                "SO206",
                _("Ngày {ngay} không thuộc sổ năm {nam}").format(
                    ngay=day.strftime("%d/%m/%Y"), nam=head.book.nam
                ),
            )
        )
    if in_order and head.last_day and day < head.last_day:
        raise Refused(
            error(
                "SO207",
                _("Lùi ngày: {ngay} trước ngày của số liền trước ({cuoi})").format(
                    ngay=day.strftime("%d/%m/%Y"), cuoi=head.last_day.strftime("%d/%m/%Y")
                ),
                None,
                _("Số và ngày tăng cùng nhau (Nghị định 30, Điều 15); kiểm tra đồng hồ máy."),
            )
        )
    if day > clerk.today:
        raise Refused(
            error(
                "SO208",
                _("Ngày {ngay} chưa đến; hôm nay là {nay}").format(
                    ngay=day.strftime("%d/%m/%Y"), nay=clerk.today.strftime("%d/%m/%Y")
                ),
                None,
                _("Sửa ngày trong kế hoạch, hoặc kiểm tra đồng hồ máy."),
            )
        )
    if day < clerk.today and not reason:
        raise Refused(
            error(
                "SO209",
                _("Ngày văn bản {ngay} đã qua; hôm nay là {nay}").format(
                    ngay=day.strftime("%d/%m/%Y"), nay=clerk.today.strftime("%d/%m/%Y")
                ),
                None,
                _("Bỏ ngày trong kế hoạch để lấy hôm nay, hoặc ghi lý do: --ly-do “…”."),
            )
        )


def _need(reason: str) -> None:
    if not reason.strip():
        raise Refused(error("SO210", _("Phải ghi lý do"), None, _("Thêm --ly-do “…”.")))


def _change(
    database: Database,
    book: Book,
    number: int,
    clerk: Clerk,
    reason: str,
    before: State,
    after: State,
) -> Row:
    _need(reason)
    with database.writing() as connection:
        head = _lock(connection, book)
        row = _existing(connection, head, number)
        if row.state != before:
            raise Refused(
                error(
                    "SO211",
                    _("Số {so} đang ở trạng thái “{co}”; việc này cần “{can}”").format(
                        so=row.number, co=state_word(row.state), can=state_word(before)
                    ),
                )
            )
        note = "; ".join(filter(None, (row.note, f"{state_word(after)}: {reason}")))
        connection.execute(_one(head, number).values(trang_thai=after, ghi_chu=note))
        _write(connection, head, clerk, after, number, {"ly_do": reason})
        return _existing(connection, head, number)


def _existing(connection: Connection, head: _Head, number: int) -> Row:
    found = connection.execute(ROW_OF_NUMBER, {"so_id": head.id, "so": number}).first()
    if found is None:
        raise Refused(
            error(
                "SO212",
                _("Sổ {so} không có số {number}").format(so=_name(head.book), number=number),
            )
        )
    return _as_row(found)


def _write(
    connection: Connection,
    head: _Head,
    clerk: Clerk,
    kind: str,
    number: int | None,
    content: dict[str, Any],
    *,
    day: date | None = None,
    last: int | None = None,
) -> None:
    """Append the act and move the head of the book."""
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
    moved = newest is not None and newest > head.last
    connection.execute(
        MOVE_HEAD,
        {
            "book": head.id,
            "thu_tu": order,
            "bam": digest,
            "so_cuoi": newest if moved else head.last,
            "ngay_cuoi": day if moved and day is not None else head.last_day,
        },
    )


def _one(head: _Head, number: int) -> Any:
    return update(entries).where(entries.c.so_id == head.id, entries.c.so == number)


def _as_row(found: Any) -> Row:
    return Row(
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


def _name(book: Book) -> str:
    return f"{book.co_quan}/{book.loat}/{book.nam}"


def state_word(state: str) -> str:
    """The state as users read it."""
    return {
        "giu_so": _("giữ số"),
        "phat_hanh": _("phát hành"),
        "huy": _("hủy số"),
        "thu_hoi": _("thu hồi"),
    }[state]

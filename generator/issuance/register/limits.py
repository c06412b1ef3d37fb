"""What the register refuses whoever asks: closed books, days out of order, acts without reasons."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, error
from generator.issuance.register.register_words import other_ways, state_word
from generator.locale import _

if TYPE_CHECKING:
    from datetime import date

    from generator.issuance.register.entered import Book, NumberRow


class Clerk(NamedTuple):
    """Who acts, and when: the command line reads the clock, nobody below it."""

    who: str
    when: str
    """ISO 8601 with the zone."""
    today: date


class ActRefused(Exception):  # noqa: N818 - leaves a transaction without committing it
    """The act is against the rules of the register; the transaction is rolled back."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class LockedBook(NamedTuple):
    """A locked book."""

    id: int
    book: Book
    last: int
    last_day: date | None
    order: int
    hash: str
    closed: bool
    newest: str = ""
    """When the last act in any book of the agency was done (ISO 8601)."""


def refuse_closed(head: LockedBook) -> None:
    """No act in a closed book. Raises ActRefused."""
    if head.closed:
        raise ActRefused(
            error(
                "SO205",
                _("Sổ {so} đã khóa").format(so=book_name(head.book)),
                None,
                _("Văn bản năm mới vào sổ năm mới, từ số 01 ngày 01/01 (Nghị định 30, Điều 15)."),
            )
        )


def check_day(
    head: LockedBook, day: date, clerk: Clerk, reason: str, *, in_order: bool = True
) -> None:
    """Dates follow numbers, and are today's unless a reason is written down.

    A machine whose clock went back would give a number of a year that has ended.
    """
    if head.newest and not reason and _went_back(head.newest, clerk.when):
        raise ActRefused(_clock_behind(head.newest, clerk.when))
    _fit_book(head, day, in_order=in_order)
    _fit_today(day, clerk.today, reason)


def _fit_book(head: LockedBook, day: date, *, in_order: bool) -> None:
    if day.year != head.book.nam:
        raise ActRefused(
            error(
                "SO206",
                _("Ngày {ngay} không thuộc sổ năm {nam}").format(
                    ngay=day.strftime("%d/%m/%Y"), nam=head.book.nam
                ),
            )
        )
    if in_order and head.last_day and day < head.last_day:
        raise ActRefused(
            error(
                "SO207",
                _("Lùi ngày: {ngay} trước ngày của số liền trước ({cuoi})").format(
                    ngay=day.strftime("%d/%m/%Y"), cuoi=head.last_day.strftime("%d/%m/%Y")
                ),
                None,
                _("Số và ngày tăng cùng nhau (Nghị định 30, Điều 15); kiểm tra đồng hồ máy."),
            )
        )


def _fit_today(day: date, today: date, reason: str) -> None:
    if day > today:
        raise ActRefused(
            error(
                "SO208",
                _("Ngày {ngay} chưa đến; hôm nay là {nay}").format(
                    ngay=day.strftime("%d/%m/%Y"), nay=today.strftime("%d/%m/%Y")
                ),
                None,
                _("Sửa ngày trong kế hoạch, hoặc kiểm tra đồng hồ máy."),
            )
        )
    if day < today and not reason:
        raise ActRefused(
            error(
                "SO209",
                _("Ngày văn bản {ngay} đã qua; hôm nay là {nay}").format(
                    ngay=day.strftime("%d/%m/%Y"), nay=today.strftime("%d/%m/%Y")
                ),
                None,
                _("Bỏ ngày trong kế hoạch để lấy hôm nay, hoặc ghi lý do: --reason “…”."),
            )
        )


def _clock_behind(newest: str, now: str) -> Diagnostic:
    message = _("Sổ đã ghi việc lúc {moi}, đồng hồ máy này lại chỉ {nay}")
    hint = _("Chỉnh đồng hồ máy; nếu lần trước đồng hồ sai thì ghi lý do: --reason “…”.")
    return error("SO220", message.format(moi=newest, nay=now), None, hint)


BACK = timedelta(hours=36)
"""Machines may stand apart, and a long batch began earlier; not by more."""


def _went_back(newest: str, now: str) -> bool:
    """Whether a clock stands well before what the register has seen; False where none is told."""
    try:
        return datetime.fromisoformat(now) < datetime.fromisoformat(newest) - BACK
    except (ValueError, TypeError):
        return False


def need_reason(reason: str) -> None:
    """An act that somebody will ask about. Raises ActRefused."""
    if not reason.strip():
        raise ActRefused(error("SO210", _("Phải ghi lý do"), None, _("Thêm --reason “…”.")))


def refuse_state(row: NumberRow, wanted: str) -> None:
    """An act needs its number in one state. Raises ActRefused with what can be done instead."""
    if row.state != wanted:
        message = _("Số {so} đang ở trạng thái “{co}”; việc này cần “{can}”").format(
            so=row.number, co=state_word(row.state), can=state_word(wanted)
        )
        raise ActRefused(error("SO211", message, None, *other_ways(row.state)))


def book_name(book: Book) -> str:
    """As messages name a book."""
    return f"{book.co_quan}/{book.loat}/{book.nam}"

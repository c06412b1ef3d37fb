"""Numbers entered again from the issued folders, when the register was lost with its backups.

What a folder says of itself is entered as it stands there; what no folder says is not made up: a
number between them is kept from being given again, and the row says that nobody knows of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.issuance.register.acts import row_of
from generator.issuance.register.entered import Book, Entry, NumberRow, entry_json
from generator.issuance.register.limits import need_reason, refuse_closed
from generator.issuance.register.register_tables import REENTERED
from generator.issuance.register.statements import ENTER, IS_EXTERNAL
from generator.issuance.register.written import append_act, lock_book
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.issuance.register.acts import Clerk
    from generator.storage.database import Database


class KeptFolder(NamedTuple):
    """What an issued folder says of its document; it was proved before."""

    entry: Entry
    digest: str
    """SHA-256 (hex) of its manifest at issue, without the files that grew later."""
    folder: str
    """Path below the issued folders."""


def reenter(
    database: Database,
    book: Book,
    folders: Mapping[int, KeptFolder],
    clerk: Clerk,
    reason: str,
) -> list[NumberRow]:
    """Enter folders whose numbers the book does not have, in one transaction.

    Numbers before the last of them that neither book nor folders have are kept as unknown.
    Raises ActRefused, Unavailable.
    """
    need_reason(reason)
    with database.writing() as connection:
        head = lock_book(connection, book)
        refuse_closed(head)
        outside = connection.execute(IS_EXTERNAL, {"so_id": head.id}).first() is not None
        first = head.last + 1
        between = () if outside else range(first, max(folders, default=0))
        numbers = sorted({*folders, *between})
        for number in numbers:
            kept = folders.get(number)
            values = _known(kept, reason) if kept else _unknown(clerk, reason)
            content = values.pop("content")
            connection.execute(ENTER, {"so_id": head.id, "so": number, **values})
            kind, day = (REENTERED, values["ngay"]) if kept else ("giu_so", None)
            head = append_act(connection, head, clerk, kind, number, content, day=day)
    found = (row_of(database, book, number) for number in numbers)
    return [row for row in found if row is not None]


def _known(kept: KeptFolder, reason: str) -> dict[str, Any]:
    entry = entry_json(kept.entry)
    return {
        "ma": kept.entry.ma,
        "trang_thai": "phat_hanh",
        "ky_hieu": kept.entry.ky_hieu,
        "ngay": kept.entry.ngay,
        "noi_dung": entry,
        "ma_bam": kept.digest,
        "thu_muc": kept.folder,
        "ghi_chu": _("ghi lại từ hồ sơ: {ly_do}").format(ly_do=reason),
        "content": {"van_ban": entry, "ma_bam": kept.digest, "ly_do": reason},
    }


def _unknown(clerk: Clerk, reason: str) -> dict[str, Any]:
    note = _("mất sổ, không còn hồ sơ: không rõ số này đã dùng chưa, không cấp lại")
    return {
        "ma": None,
        "trang_thai": "giu_so",
        "ky_hieu": "",
        "ngay": clerk.today,
        "noi_dung": "{}",
        "ma_bam": None,
        "thu_muc": None,
        "ghi_chu": note,
        "content": {"ky_hieu": "", "ngay": clerk.today.isoformat(), "ly_do": f"{note} ({reason})"},
    }

"""The audit: the chain of every book is whole, says what the rows say, and what the disk holds.

A chain alone does not notice a tail that was cut off and a head rewritten; the anchors do:
time-stamps over the heads of all books, which a later state must contain.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from generator.diagnostics import Diagnostic, error, warning
from generator.issuance.register.acts import rows
from generator.issuance.register.entered import Act, Book, NumberRow, entry_json, entry_of
from generator.issuance.register.hash_chain import FIELDS, GENESIS, link
from generator.issuance.register.register_tables import (
    EXTERNAL,
    LOST,
    REENTERED,
    anchors,
    books,
    events,
)
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.storage.database import Database

_STATES = {"giu_so", "phat_hanh", "huy", "thu_hoi"}


class LogHead(NamedTuple):
    """A book's own idea of its log."""

    last: int
    last_day: date | None
    order: int
    hash: str


class Audited(NamedTuple):
    """What the audit looked at and found."""

    books: int
    numbers: int
    acts: int
    anchors: int
    diagnostics: list[Diagnostic]


def audit(database: Database) -> Audited:
    """Check chain, rows, numbers and anchors of the whole register. Raises Unavailable."""
    heads = _heads(database)
    log = acts(database)
    by_book: dict[Book, list[Act]] = {book: [] for book in heads}
    for act in log:
        by_book.setdefault(act.book, []).append(act)
    found: list[Diagnostic] = []
    listed = rows(database)
    for book, head in heads.items():
        own = [row for row in listed if row.book == book]
        found += _chain(book, head, by_book[book])
        found += _replay(book, head, by_book[book], own)
    stamps, problems = _anchors(database, by_book)
    return Audited(len(heads), len(listed), len(log), stamps, [*found, *problems])


def acts(database: Database, *conditions: object) -> list[Act]:
    """The log, oldest first within each book. Raises Unavailable."""
    query = (
        select(books.c.co_quan, books.c.loat, books.c.nam, events)
        .join(events, events.c.so_id == books.c.id)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(books.c.id, events.c.thu_tu)
    )
    with database.reading() as connection:
        return [
            Act(
                Book(r.co_quan, r.loat, r.nam),
                r.thu_tu,
                r.so,
                r.loai,
                r.luc,
                r.ai,
                r.noi_dung,
                r.bam,
            )
            for r in connection.execute(query)
        ]


def heads_of(database: Database) -> dict[str, tuple[int, str]]:
    """Name of each book → (number of acts, hash of the last). Raises Unavailable."""
    return {"/".join(map(str, book)): (h.order, h.hash) for book, h in _heads(database).items()}


def _heads(database: Database) -> dict[Book, LogHead]:
    with database.reading() as connection:
        return {
            Book(r.co_quan, r.loat, r.nam): LogHead(r.so_cuoi, r.ngay_cuoi, r.thu_tu, r.bam)
            for r in connection.execute(select(books).order_by(books.c.id))
        }


def _name(book: Book) -> str:
    return "/".join(map(str, book))


def _chain(book: Book, head: LogHead, log: list[Act]) -> Iterator[Diagnostic]:
    before = GENESIS
    for place, act in enumerate(log, 1):
        told = (act.so, act.kind, act.when, act.who, act.text)
        fields = dict(zip(FIELDS, told, strict=True))
        if act.order != place or link(before, book, act.order, fields) != act.hash:
            yield error(
                "SO301",
                _("Nhật ký sổ {so}: việc thứ {thu_tu} đã bị sửa, xóa hoặc chèn").format(
                    so=_name(book), thu_tu=place
                ),
                None,
                _("Đối chiếu với bản sao lưu và sổ in; đừng ghi tiếp vào sổ này."),
            )
            return
        before = act.hash
    if (len(log), before) != (head.order, head.hash):
        yield error(
            "SO302",
            _("Nhật ký sổ {so} có {co} việc, đầu sổ ghi {ghi}").format(
                so=_name(book), co=len(log), ghi=head.order
            ),
            None,
            _("Có việc bị cắt khỏi cuối nhật ký, hoặc đầu sổ bị sửa."),
        )


class _Told(NamedTuple):
    """What the log says of a number."""

    state: str = ""
    entry: object = None
    digest: object = None
    head: tuple[str, str] = ("", "")
    """Symbol and date."""


def _replay(
    book: Book, head: LogHead, log: list[Act], listed: list[NumberRow]
) -> Iterator[Diagnostic]:
    """The rows must be what the log says, each number once and none missing."""
    told: dict[int, _Told] = {}
    first = last = 0
    outside: int | None = None
    """From where on another book gives the numbers: there may be gaps."""
    for act in log:
        if act.kind == EXTERNAL:
            outside = int(act.content["so_cuoi"])
        if act.kind == "mo_so":
            first = last = int(act.content["so_cuoi"])
        if act.so is not None:
            last = max(last, act.so)
            told[act.so] = _after(told.get(act.so, _Told()), act)
    have = {row.so: row for row in listed}
    numbers = range(first + 1, max(head.last, last) + 1)
    for number in numbers:
        row = have.get(number)
        if outside is not None and number > outside and row is None and number not in told:
            continue
        if row is None or number not in told:
            message = _("Sổ {so}: thiếu số {number} không rõ lý do")
            yield error("SO303", message.format(so=_name(book), number=number))
        elif told[number] != _as_told(row):
            yield _differs(book, row.number)
    for number in sorted(set(have) - set(numbers)):
        yield _differs(book, str(number))


def _after(told: _Told, act: Act) -> _Told:
    """What the log says of a number after one more act."""
    content = act.content
    if act.kind in _STATES:
        told = told._replace(state=act.kind)
    if act.kind == REENTERED:
        told = told._replace(state="phat_hanh")
    if act.kind == "giu_so":
        told = told._replace(head=(content["ky_hieu"], content["ngay"]))
    if "van_ban" in content:
        entry = entry_of(content["van_ban"])
        assert entry is not None  # noqa: S101 - an issue is never logged without its entry
        named = (entry.ky_hieu, entry.ngay.isoformat())
        told = told._replace(entry=content["van_ban"], head=named)
    if "ma_bam" in content:
        told = told._replace(digest=content["ma_bam"])
    return told


def _as_told(row: NumberRow) -> _Told:
    entry = entry_json(row.entry) if row.entry else None
    return _Told(row.state, entry, row.digest, (row.ky_hieu, row.ngay.isoformat()))


def _differs(book: Book, number: str) -> Diagnostic:
    return error(
        "SO304",
        _("Sổ {so}: dòng số {number} khác với nhật ký").format(so=_name(book), number=number),
        None,
        _("Nhật ký là bản đúng; dòng này đã bị sửa ngoài chương trình."),
    )


def _anchors(
    database: Database, by_book: dict[Book, list[Act]]
) -> tuple[int, Iterator[Diagnostic]]:
    with database.reading() as connection:
        stored = list(connection.execute(select(anchors).order_by(anchors.c.thu_tu)))
    names = {_name(book): log for book, log in by_book.items()}
    return len(stored), (
        problem for anchor in stored for problem in _anchored(json.loads(anchor.dau), names, anchor)
    )


def _anchored(
    heads: dict[str, list[object]], log: dict[str, list[Act]], anchor: object
) -> Iterator[Diagnostic]:
    for name, (order, digest) in heads.items():
        place = int(str(order))
        own = log.get(name, [])
        when: str = anchor.luc  # type: ignore[attr-defined]
        if place and (len(own) < place or own[place - 1].hash != digest):
            owned = [h for act in own if act.kind == LOST for h in act.content["moc"]]
            yield loss_owned(name, when) if [place, digest] in owned else cut(name, when)


def cut(name: str, when: str) -> Diagnostic:
    """The register has less than was anchored."""
    return error(
        "SO305",
        _("Sổ {so} không còn chứa những gì đã đóng dấu thời gian lúc {luc}").format(
            so=name, luc=when
        ),
        None,
        _("Sổ đã bị cắt, viết lại, hoặc khôi phục từ bản sao lưu cũ."),
        _("Lấy bản sao lưu mới hơn; không còn bản nào: kehoach register reenter."),
    )


def loss_owned(name: str, when: str) -> Diagnostic:
    """The register has less than was anchored, and its log says that somebody knows."""
    message = _("Sổ {so}: những việc đã đóng dấu thời gian lúc {luc} mất cùng sổ cũ")
    return warning("SO311", message.format(so=name, luc=when))

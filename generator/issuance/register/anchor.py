"""Anchors: time-stamps (RFC 3161) over the heads of all books, kept in two places.

A chain of hashes shows every change but one: its tail cut off and the head rewritten, which
is also what a backup of yesterday looks like. A time-stamp over the heads says what the
register held at that time. Each is a row of `moc` and a file beside the issued documents,
so that neither place alone can be put back.
"""

from __future__ import annotations

import asyncio
import base64
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.issuance.bundle import pretty
from generator.issuance.register.audit import cut, heads_of
from generator.issuance.register.entered import Book
from generator.issuance.register.hash_chain import heads_digest
from generator.issuance.register.register_tables import LOST, anchors, books, events
from generator.issuance.register.written import append_act, lock_book
from generator.locale import _
from generator.plan.typed import from_json
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.issuance.register.acts import Clerk
    from generator.issuance.verdict.office import SigningOffice
    from generator.issuance.verdict.trust_list import TrustStore
    from generator.storage.database import Database

FOLDER = ".moc"


class Anchor(NamedTuple):
    """One time-stamp over the heads of all books."""

    order: int
    when: str
    """By our clock, as the clerk's acts are dated; the token tells the authority's time."""
    heads: dict[str, tuple[int, str]]
    """Name of each book → number of acts, hash of the last."""
    digest: str
    token: str
    """DER of the token, base64."""


def take(
    database: Database, root: Path, office: SigningOffice, clerk: Clerk
) -> tuple[Anchor | None, list[Diagnostic]]:
    """Have the heads of all books time-stamped and keep the token. Raises Unavailable, OSError.

    `root` is the folder of the issued documents. Codes KY401 - KY404, HT931.
    """
    from generator.issuance.verdict.tsa import Tsa, TsaError, no_tsa

    if not office.settings.tsa:
        return None, [no_tsa(_("của mốc"))]
    heads = heads_of(database)
    digest = heads_digest(heads)
    stamper = Tsa(office)
    try:
        token = asyncio.run(stamper.async_timestamp(bytes.fromhex(digest), "sha256"))
    except TsaError as fault:
        return None, [fault.diagnostic]
    made = base64.b64encode(token.dump()).decode()
    with database.writing() as connection:
        last = connection.scalar(select(func.max(anchors.c.thu_tu))) or 0
        order = max(last, *(a.order for a in kept(root)), 0) + 1
        anchor = Anchor(order, clerk.when, heads, digest, made)
        write_atomic(_file(root, order), pretty(anchor._asdict()), durable=True)
        row = {"thu_tu": order, "luc": clerk.when, "dau": json.dumps(heads)}
        connection.execute(anchors.insert().values(**row, ma_bam=digest, dau_thoi_gian=made))
    return anchor, []


def kept(root: Path) -> Iterator[Anchor]:
    """The anchors whose files stand beside the issued documents; what is broken is left out."""
    for file in sorted((root / FOLDER).glob("*.json")):
        try:
            yield _anchor(**json.loads(file.read_bytes()))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue


def _file(root: Path, order: int) -> Path:
    return root / FOLDER / f"{order:06d}.json"


def _anchor(order: int, when: str, heads: dict[str, Any], digest: str, token: str) -> Anchor:
    told = {str(name): (int(count), str(last)) for name, (count, last) in heads.items()}
    return Anchor(int(order), str(when), told, str(digest), str(token))


def stored(database: Database) -> list[Anchor]:
    """The anchors in the database. Raises Unavailable."""
    with database.reading() as connection:
        rows = list(connection.execute(select(anchors).order_by(anchors.c.thu_tu)))
    return [_anchor(r.thu_tu, r.luc, json.loads(r.dau), r.ma_bam, r.dau_thoi_gian) for r in rows]


def check_last(database: Database, root: Path) -> list[Diagnostic]:
    """Before a number is given: whether the register still holds what was anchored last.

    SO305 when a backup was put back or the tail was cut off. Raises Unavailable.
    """
    last = max(kept(root), key=lambda anchor: anchor.order, default=None)
    return list(_cut_tails(database, [last])) if last is not None else []


def examine(database: Database, root: Path, store: TrustStore | None) -> list[Diagnostic]:
    """All anchors: same in both places, tokens true and of a trusted authority.

    Needs no network: a token is judged at the time that it tells. Raises Unavailable.
    """
    rows = {anchor.order: anchor for anchor in stored(database)}
    files = {anchor.order: anchor for anchor in kept(root)}
    apart = [n for n in sorted({*rows, *files}) if rows.get(n) != files.get(n)]
    found = [_torn(root, order, lost=order not in rows) for order in apart]
    for anchor in {**rows, **files}.values():
        found += _judge(anchor, root, store)
    # what the rows tell is compared by the audit of the log itself
    found += _cut_tails(database, [files[order] for order in apart if order in files])
    if store is None and (rows or files):
        found.append(_nobody_trusted())
    return found


def _cut_tails(database: Database, told: list[Anchor]) -> Iterator[Diagnostic]:
    """The heads that anchors tell of must be in the log, or their loss owned there."""
    for anchor in told:
        for book, (count, digest) in _not_in_log(database, anchor):
            if [count, digest] not in owned(database, book):
                yield cut("/".join(map(str, book)), anchor.when)


def _not_in_log(database: Database, anchor: Anchor) -> Iterator[tuple[Book, tuple[int, str]]]:
    with database.reading() as connection:
        for name, (count, digest) in anchor.heads.items():
            query = select(events.c.bam).join(books, events.c.so_id == books.c.id)
            co_quan, loat, nam = name.rsplit("/", 2)
            book = Book(co_quan, loat, int(nam))
            asked = query.where(*_of(book), events.c.thu_tu == count)
            if count and connection.scalar(asked) != digest:
                yield book, (count, digest)


def _of(book: Book) -> tuple[Any, ...]:
    return (books.c.co_quan == book.co_quan, books.c.loat == book.loat, books.c.nam == book.nam)


def owned(database: Database, book: Book) -> list[Any]:
    """Heads of a book, [acts, hash], whose loss stands in its log. Raises Unavailable."""
    query = select(events.c.noi_dung).join(books, events.c.so_id == books.c.id)
    with database.reading() as connection:
        acts = list(connection.scalars(query.where(*_of(book), events.c.loai == LOST)))
    return [head for act in acts for head in from_json(act, dict[str, Any])["moc"]]


def lost(database: Database, root: Path) -> dict[Book, dict[tuple[int, str], str]]:
    """Of each book the anchored heads that its log lacks, with when they were anchored.

    Raises Unavailable.
    """
    found: dict[Book, dict[tuple[int, str], str]] = {}
    anchored = {a.order: a for a in (*stored(database), *kept(root))}
    for anchor in anchored.values():
        for book, head in _not_in_log(database, anchor):
            if list(head) not in owned(database, book):
                found.setdefault(book, {})[head] = anchor.when
    return found


def own_loss(database: Database, root: Path, clerk: Clerk, reason: str) -> None:
    """Write into the log that what was anchored is lost, and put lost anchors back beside it.

    Raises Unavailable.
    """
    missing = lost(database, root)
    have = {anchor.order for anchor in stored(database)}
    with database.writing() as connection:
        for book, heads in missing.items():
            content = {"ly_do": reason, "moc": [list(head) for head in heads]}
            append_act(connection, lock_book(connection, book), clerk, LOST, None, content)
        for anchor in kept(root):
            if anchor.order not in have:
                row = {"thu_tu": anchor.order, "luc": anchor.when, "dau": json.dumps(anchor.heads)}
                connection.execute(
                    anchors.insert().values(**row, ma_bam=anchor.digest, dau_thoi_gian=anchor.token)
                )


def _judge(anchor: Anchor, root: Path, store: TrustStore | None) -> list[Diagnostic]:
    where = Place(str(_file(root, anchor.order)), _("dấu thời gian"))
    if heads_digest(anchor.heads) != anchor.digest:
        return [_false(where, _("đầu sổ ghi trong mốc đã bị sửa"))]
    try:
        reason = asyncio.run(_token_fault(anchor, store))
    except Exception as fault:
        # the engine raises many kinds on tokens that are broken in ways it did not expect
        reason = type(fault).__name__
    return [_false(where, reason)] if reason else []


async def _token_fault(anchor: Anchor, store: TrustStore | None) -> str:
    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko_certvalidator import ValidationContext

    signed = cms.ContentInfo.load(base64.b64decode(anchor.token), strict=True)["content"]
    told = signed["encap_content_info"]["content"].parsed["gen_time"].native
    context = ValidationContext(
        trust_roots=list(store.tsa_roots) if store else [],
        other_certs=list(store.intermediates) if store else [],
        allow_fetching=False,
        moment=told,
        revocation_mode="soft-fail",
    )

    def wanted(algorithm: str) -> bytes:
        return bytes.fromhex(anchor.digest) if algorithm == "sha256" else b""

    status = await validate_tst_signed_data(signed, context, wanted)
    if not status["intact"] or not status["valid"]:
        return _("dấu thời gian không thuộc đầu sổ này")
    if store is not None and status.get("trust_problem_indic") is not None:
        return _("dấu thời gian không do nơi tin cậy cấp")
    return ""


def _torn(root: Path, order: int, *, lost: bool) -> Diagnostic:
    place = _("mất khỏi sổ") if lost else _("khác nhau hoặc mất tệp")
    return error(
        "SO307",
        _("Mốc thời gian thứ {so}: bản trong sổ và bản cạnh hồ sơ {sao}").format(
            so=order, sao=place
        ),
        Place(str(_file(root, order)), _("mốc")),
        _("Mốc chỉ được thêm: có người đã xóa hoặc sửa, hoặc sổ được khôi phục từ bản cũ."),
    )


def _false(where: Place, reason: str) -> Diagnostic:
    return error("SO308", _("Mốc thời gian không đúng: {ly_do}").format(ly_do=reason), where)


def _nobody_trusted() -> Diagnostic:
    return warning(
        "SO309",
        _("Chưa có danh sách tin cậy, nên chưa biết dấu thời gian của các mốc do ai cấp"),
        None,
        _('Kê chứng thư gốc của máy chủ dấu thời gian vào tin-cay.toml với pham_vi = "tsa".'),
    )

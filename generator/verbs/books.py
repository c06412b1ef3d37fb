"""What the verbs of the register share: it is opened, and a book or a document in it found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import select

from generator.diagnostics import Diagnostic, error, warning
from generator.issuance.one_register import take
from generator.issuance.register import acts, anchor
from generator.issuance.register.acts import ActRefused, Clerk
from generator.issuance.register.entered import Book, NumberRow, entry_json
from generator.issuance.register.register_tables import REGISTER, books, entries
from generator.locale import _
from generator.plan.citations import ABOVE
from generator.plan.model import walk
from generator.plan.wording import Cite, inline
from generator.storage.database import Database, Unavailable, open_database
from generator.workspace.files import os_diagnostic
from generator.workspace.index import head_of
from generator.workspace.naming import like

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.issuance.register.anchor import Anchor
    from generator.issuance.verdict.office import SigningOffice
    from generator.plan.model import Loc
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

T = TypeVar("T")


class Which(NamedTuple):
    """What a person says of the book that is meant; None: not said."""

    agency: str | None = None
    series: str | None = None
    year: int | None = None


class Usage(Exception):  # noqa: N818 - leaves an act that cannot be understood
    """The request does not say clearly what is meant; `diagnostic` says what is missing."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def clerk_of(desk: Desk) -> Clerk:
    """Who acts, and when: the day is that of Vietnam, wherever the machine stands."""
    return Clerk(desk.who, desk.now().isoformat(timespec="seconds"), desk.today())


def register_of(workspace: Workspace, *, accept: bool = False) -> Database:
    """The open register of a workspace. Raises Unavailable, OSError.

    `accept`: also on a server other than it was on before.
    """
    address = workspace.settings.so_dang_ky.dia_chi
    return open_database(address, workspace.root, REGISTER, accept=accept)


def with_register(
    desk: Desk, act: Callable[[Database], T], *, accept: bool = False
) -> tuple[T | None, list[Diagnostic]]:
    """Open the register and act; what went wrong is a finding, not an exception."""
    try:
        database = register_of(desk.workspace, accept=accept)
        try:
            return act(database), []
        finally:
            database.close()
    except (ActRefused, Unavailable, Usage) as fault:
        return None, [fault.diagnostic]
    except OSError as fault:
        return None, [os_diagnostic(fault)]


def office_of(desk: Desk) -> tuple[SigningOffice | None, list[Diagnostic]]:
    """Settings, trust and network for signing and time-stamps; None without a list of trust."""
    from generator.issuance.network import Web, allowed
    from generator.issuance.verdict.office import SigningOffice
    from generator.issuance.verdict.trust_list import load_trust

    settings = desk.workspace.settings.ky_so
    store, problems = load_trust(desk.workspace.trust_file)
    if store is None:
        return None, problems
    web = Web(allowed(settings.may_chu, *settings.tsa))
    return SigningOffice(settings, store, web, desk.now), problems


def take_anchor(desk: Desk, database: Database) -> tuple[Anchor | None, list[Diagnostic]]:
    """Have the heads of all books time-stamped. Raises Unavailable, OSError."""
    workspace = desk.workspace
    office, found = office_of(desk)
    if office is None:
        return None, found
    root = workspace.root / workspace.settings.phat_hanh
    another = take(database, root)
    found = [another] if another is not None else anchor.check_last(database, root)
    if found:
        return None, found
    return anchor.take(database, root, office, clerk_of(desk))


def rows_of(database: Database, which: Which) -> list[NumberRow]:
    """Rows of the books that are meant. Raises Unavailable."""
    given = zip((books.c.co_quan, books.c.loat, books.c.nam), which, strict=True)
    return acts.rows(database, *(column == value for column, value in given if value is not None))


def row_named(database: Database, name: str, which: Which) -> NumberRow:
    """The one document that is meant: a plan's id or file, "05/KH-UBND", or 5. Raises Usage.

    No year is assumed: it is the document's own, and asked for only where several fit.
    """
    path = Path(name)
    ma = head_of(path).ma if path.suffix == ".toml" and path.is_file() else name
    listed = rows_of(database, which)
    hits = [row for row in listed if _is_named(row, ma)]
    if len(hits) == 1:
        return hits[0]
    if not hits:
        known = [word for row in listed for word in (row.ma, row.number) if word]
        message = _("Sổ không có «{ten}».").format(ten=name)
        raise Usage(error("LN020", message, None, *like(ma, known)))
    several = ", ".join(f"{row.number} ({row.book.co_quan}, {row.book.nam})" for row in hits)
    message = _("«{ten}» có ở nhiều sổ: {so}.").format(ten=name, so=several)
    named = ", ".join(row.ma for row in hits if row.ma)
    ways = [_("Hoặc nêu mã văn bản: {ma}.").format(ma=named)] if named else []
    raise Usage(error("LN021", message, None, _("Nêu thêm --agency, --series, --year."), *ways))


def recalled(workspace: Workspace) -> dict[str, NumberRow]:
    """Plan id → its row, of the plans that were recalled; empty where there is no register.

    For whoever cites or verifies them. Raises Unavailable, OSError.
    """
    if not workspace.has_register:
        return {}
    database = register_of(workspace)
    try:
        rows = acts.rows(database, entries.c.trang_thai == "thu_hoi")
    finally:
        database.close()
    return {row.ma: row for row in rows if row.ma}


def cites_recalled(
    workspace: Workspace, loaded: Loaded, rows: dict[str, NumberRow]
) -> list[Diagnostic]:
    """Recalled documents that a plan follows or cites (SO218), each at its first place."""
    plan, source = loaded.plan, loaded.source
    head = plan.van_ban
    places: list[tuple[Loc, str]] = [(("van_ban", "cap_tren"), f"{{{head.cap_tren or ''}}}")]
    places.append((("van_ban", "trich_yeu"), head.trich_yeu))
    for loc, node in walk(plan):
        texts = ((key, getattr(node, key, None)) for key in ("tieu_de", "noi_dung"))
        places += [((*loc, key), text) for key, text in texts if text]
    found: dict[str, Diagnostic] = {}
    for loc, text in places:
        for piece in inline(text) if "{" in text else ():
            if not isinstance(piece, Cite):
                continue
            id_ = head.cap_tren if piece.id == ABOVE else piece.id
            row = rows.get(workspace.citations.canonical(id_ or ""))
            if row is not None and row.ma and row.ma not in found:
                message = _("Văn bản được dẫn đã bị thu hồi: {so} ngày {ngay}").format(
                    so=row.number, ngay=row.ngay.strftime("%d/%m/%Y")
                )
                hint = _("Xem kehoach register show {ma}; dẫn văn bản thay thế, nếu có.")
                span = source.span(loc)
                found[row.ma] = warning("SO218", message, span, hint.format(ma=row.ma))
    return list(found.values())


def _is_named(row: NumberRow, name: str) -> bool:
    if name == row.ma or name.upper() == row.number.upper():
        return True
    number, slash, symbol = name.partition("/")
    same = not slash or symbol.upper() == row.ky_hieu.upper()
    return number.isascii() and number.isdigit() and int(number) == row.so and same


def book_of(desk: Desk, which: Which, kind: str, database: Database | None = None) -> Book:
    """The one book that is meant; with a `database`, the only one there is of the year.

    The year is this one where none is said. Raises Usage when it is not clear which.
    """
    workspace = desk.workspace
    year = which.year or desk.today().year
    known: list[Book] = []
    if database is not None:
        rows = rows_of(database, which._replace(year=year))
        known = list(dict.fromkeys(row.book for row in rows))
        if len(known) == 1:
            return known[0]
    agencies = {record.id for record in workspace.registry.data.co_quan}
    if which.agency is None:
        names = ", ".join(dict.fromkeys(book.co_quan for book in known)) or "MÃ"
        hint = _("Thêm --agency {ma}.").format(ma=names)
        raise Usage(error("LN022", _("Chưa nêu cơ quan"), None, hint))
    if which.agency not in agencies and not workspace.registry.get(which.agency, desk.today()):
        message = _("Danh mục không có cơ quan «{ma}».").format(ma=which.agency)
        raise Usage(error("LN022", message, None, *like(which.agency, agencies)))
    common = workspace.settings.so_dang_ky.loat == "chung"
    return Book(which.agency, which.series or ("chung" if common else kind), year)


def row_dict(row: NumberRow) -> dict[str, Any]:
    """A row as results say it to programs."""
    return {
        "number": row.number,
        "so": row.so,
        "plan": row.ma,
        "status": row.state,
        "date": row.ngay.isoformat(),
        "register": "/".join(map(str, row.book)),
        "folder": row.folder,
        "digest": row.digest,
        "note": row.note,
        "entry": json.loads(entry_json(row.entry)) if row.entry else None,
    }


def heads_of(desk: Desk) -> dict[Book, str]:
    """The last hash of each book's log; {} where the register cannot be asked."""

    def heads(database: Database) -> dict[Book, str]:
        with database.reading() as at:
            rows = at.execute(select(books))
            return {Book(row.co_quan, row.loat, row.nam): row.bam for row in rows}

    found, _problems = with_register(desk, heads)
    return found or {}


def outgoing(desk: Desk) -> list[NumberRow] | None:
    """All rows of the register; None where there is none yet or it cannot be asked.

    Nothing is created: a workspace that has never issued keeps no register.
    """
    url = desk.workspace.settings.so_dang_ky.dia_chi
    if "://" not in url and not (desk.workspace.root / url).is_file():
        return None
    found, _problems = with_register(desk, acts.rows)
    return found

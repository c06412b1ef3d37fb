"""What the verbs of `kehoach register` share: the open register, books, rows, output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from generator.cli.common import now, print_json, register_of, workspace_of
from generator.cli.report import show
from generator.diagnostics import Diagnostic, exit_code
from generator.locale import _
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.issuance.register.database import Database
    from generator.issuance.register.records import Book, Row
    from generator.workspace.workspace import Workspace


def with_register(run: Callable[[Workspace, Database], list[Diagnostic]]) -> int:
    """Open the register, act, and say in plain words what went wrong."""
    from generator.issuance.register.acts import Refused
    from generator.issuance.register.database import Unavailable

    workspace = workspace_of([])
    try:
        database = register_of(workspace)
        try:
            found = run(workspace, database)
        finally:
            database.close()
    except (Refused, Unavailable) as fault:
        found = [fault.diagnostic]
    except OSError as fault:
        found = [os_diagnostic(fault)]
    return exit_code(show(found + workspace.diagnostics))


def rows_of(
    database: Database, co_quan: str | None, loat: str | None, nam: int | None
) -> list[Row]:
    """Rows of the books that the options name. Raises Unavailable."""
    from generator.issuance.register.acts import rows
    from generator.issuance.register.tables import books

    given = ((books.c.co_quan, co_quan), (books.c.loat, loat), (books.c.nam, nam))
    return rows(database, *(column == value for column, value in given if value is not None))


def book_of(
    workspace: Workspace,
    co_quan: str | None,
    loat: str | None,
    nam: int | None,
    loai: str,
    database: Database | None = None,
) -> Book:
    """The one book that is meant. Raises UsageError when it is not clear which."""
    from generator.issuance.register.records import Book

    year = nam or now().year
    if database is not None:
        known = list(dict.fromkeys(row.book for row in rows_of(database, co_quan, loat, year)))
        if len(known) == 1:
            return known[0]
    if co_quan is None:
        raise click.UsageError(_("Nêu cơ quan: --co-quan MÃ."))
    if workspace.registry.get(co_quan, now().date()) is None and co_quan not in _ids(workspace):
        raise click.UsageError(_("Danh mục không có cơ quan «{ma}».").format(ma=co_quan))
    common = workspace.settings.so_dang_ky.loat == "chung"
    return Book(co_quan, loat or ("chung" if common else loai), year)


def _ids(workspace: Workspace) -> set[str]:
    return {record.id for record in workspace.registry.data.co_quan}


def the_row(
    database: Database, name: str, co_quan: str | None, loat: str | None, nam: int | None
) -> Row:
    """The one row that a plan id or number names. Raises UsageError."""
    listed = rows_of(database, co_quan, loat, nam)
    hits = [row for row in listed if name in {row.ma, row.number, str(row.so)}]
    if len(hits) == 1:
        return hits[0]
    if not hits:
        raise click.UsageError(_("Sổ không có «{ten}».").format(ten=name))
    several = ", ".join(f"{row.number} ({row.book.co_quan}, {row.book.nam})" for row in hits)
    raise click.UsageError(
        _("«{ten}» có ở nhiều sổ: {so}. Thêm --co-quan, --nam.").format(ten=name, so=several)
    )


class Issuer(NamedTuple):
    """Who issued a row, as it is searched for."""

    name: str
    became: str
    """What became of its unit since; "" where it still is, or is not known."""


def issuer_of(workspace: Workspace, row: Row) -> Issuer:
    """The body that issued a row, by its name on that day, and what became of its unit."""
    from generator.plan.succession import succession

    registry, id_ = workspace.registry, row.book.co_quan
    agency = registry.get(id_, row.ngay) or registry.get(id_)
    if agency is None:
        return Issuer("", "")
    return Issuer(agency.ten, succession(agency, now().date()) or "")


def print_rows(listed: Sequence[Row], *, as_json: bool) -> list[Diagnostic]:
    """One line for each row, or JSON."""
    from generator.issuance.register.acts import state_word

    if as_json:
        print_json([row_dict(row) for row in listed])
        return []
    for row in listed:
        subject = row.entry.trich_yeu if row.entry else ""
        date, state = row.ngay.strftime("%d/%m/%Y"), state_word(row.state)
        click.echo(f"{row.number}  {date}  [{state}]  {row.book.co_quan}  {subject}")
    if not listed:
        click.echo(_("Chưa có văn bản nào."))
    return []


def row_dict(row: Row) -> dict[str, object]:
    """A row for `--json`."""
    import json

    from generator.issuance.register.records import entry_json

    entry = json.loads(entry_json(row.entry)) if row.entry else None
    return {
        "number": row.number,
        "so": row.so,
        "ma": row.ma,
        "state": row.state,
        "date": row.ngay.isoformat(),
        "register": "/".join(map(str, row.book)),
        "folder": row.folder,
        "digest": row.digest,
        "note": row.note,
        "entry": entry,
    }


def told(row: Row, *, as_json: bool) -> list[Diagnostic]:
    """Say what became of a number."""
    from generator.issuance.register.acts import state_word

    if as_json:
        print_json(row_dict(row))
    else:
        click.echo(f"{row.number}: {state_word(row.state)}")
    return []


def take_anchor(workspace: Workspace, database: Database) -> list[Diagnostic]:
    """Have the heads of all books time-stamped, and say so."""
    from generator.cli.common import clerk, office_of
    from generator.issuance.register import anchor

    office, found = office_of(workspace)
    if office is None:
        return found
    root = workspace.root / workspace.settings.phat_hanh
    found = anchor.check_last(database, root)
    if found:
        return found
    made, found = anchor.take(database, root, office, clerk())
    if made is not None:
        click.echo(_("Mốc thứ {so}: {ma_bam}").format(so=made.order, ma_bam=made.digest), err=True)
    return found


def title_of(
    workspace: Workspace, listed: Sequence[Row], co_quan: str | None, nam: int | None
) -> str:
    """Title of the printed register: agency and years where there is one."""
    agencies = {row.book.co_quan for row in listed} | ({co_quan} if co_quan else set())
    years = sorted({row.book.nam for row in listed} | ({nam} if nam else set()))
    name = ""
    if len(agencies) == 1 and years:
        from datetime import date

        found = workspace.registry.get(agencies.pop(), date(years[-1], 12, 31))
        name = found.ten if found else ""
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""
    return " ".join(filter(None, ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", span, name and f"- {name}")))


def export_to(target: Path, title: str, listed: Sequence[Row]) -> list[Diagnostic]:
    """Write the register as .xlsx, .docx or .pdf."""
    from generator.issuance.register.export import as_docx, as_xlsx

    if target.suffix.lower() == ".xlsx":
        write_atomic(target, as_xlsx(title, listed), durable=True)
        return []
    if target.suffix.lower() == ".docx":
        write_atomic(target, as_docx(title, listed), durable=True)
        return []
    import tempfile

    from generator.diagnostics import has_errors
    from generator.office.pdf import convert

    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "so.docx"
        draft.write_bytes(as_docx(title, listed))
        found = convert([draft])
        if not has_errors(found):
            write_atomic(target, draft.with_suffix(".pdf").read_bytes(), durable=True)
    return found

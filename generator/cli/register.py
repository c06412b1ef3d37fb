"""`kehoach register`: the register of outgoing documents, seen and acted upon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import clerk, json_option, now, print_json, register_of, workspace_of
from generator.cli.report import show
from generator.diagnostics import Diagnostic, error, exit_code
from generator.files import os_diagnostic, write_atomic
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.issuance.register.database import Database
    from generator.issuance.register.records import Book, Row
    from generator.workspace import Workspace

OPTIONS = _("[TÙY CHỌN]")


@click.group(
    help=_("Sổ đăng ký văn bản đi (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."),
    epilog=_("\b\nVí dụ: kehoach register list --nam 2024"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


def _book_options(function: Any) -> Any:
    for option in (
        click.option("--nam", type=int, help=_("Năm của sổ; mặc định năm nay")),
        click.option("--loat", help=_("Loạt số: chung, KH, mat, …")),
        click.option("--co-quan", help=_("Mã cơ quan")),
    ):
        function = option(function)
    return function


_reason = click.option("--ly-do", "reason", required=True, help=_("Lý do, ghi vào sổ"))


@command.command(
    "list",
    help=_("Liệt kê các số đã cấp, giữ, hủy, thu hồi."),
    epilog=_("\b\nVí dụ: kehoach register list --co-quan ubnd-tp-lang-son --nam 2024"),
    options_metavar=OPTIONS,
)
@_book_options
@json_option
def list_(co_quan: str | None, loat: str | None, nam: int | None, as_json: bool) -> int:
    """List the rows of the books that are meant."""
    return _with_register(
        lambda _workspace, database: _print_rows(
            _rows(database, co_quan, loat, nam), as_json=as_json
        )
    )


@command.command(
    "show",
    help=_("Xem một văn bản trong sổ và mọi việc đã làm với nó."),
    epilog=_("\b\nVí dụ: kehoach register show kh-tp-lang-son-2024"),
    options_metavar=OPTIONS,
)
@click.argument("name", metavar=_("MÃ|SỐ"))
@_book_options
@json_option
def show_(name: str, co_quan: str | None, loat: str | None, nam: int | None, as_json: bool) -> int:
    """Show one row with its acts."""

    def run(_workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.issuance.register.audit import acts
        from generator.issuance.register.tables import events

        row = _the_row(database, name, co_quan, loat, nam)
        log = [act for act in acts(database, events.c.so == row.so) if act.book == row.book]
        if as_json:
            print_json(
                _row_dict(row)
                | {
                    "acts": [
                        {"when": a.when, "who": a.who, "what": a.kind, **a.content} for a in log
                    ]
                }
            )
            return []
        for heading, text in zip(_headings(), row.columns(), strict=True):
            click.echo(f"{heading}: {text}")
        for act in log:
            click.echo(f"  {act.when}  {act.who}  {act.kind}  {act.content.get('ly_do', '')}")
        return []

    return _with_register(run)


@command.command(
    "search",
    help=_("Tìm trong số, trích yếu, người ký, nơi nhận; không phân biệt dấu và hoa thường."),
    epilog=_('\b\nVí dụ: kehoach register search "cai cach hanh chinh"'),
    options_metavar=OPTIONS,
)
@click.argument("words", nargs=-1, required=True, metavar=_("CHỮ…"))
@_book_options
@json_option
def search(
    words: tuple[str, ...],
    co_quan: str | None,
    loat: str | None,
    nam: int | None,
    as_json: bool,
) -> int:
    """Find rows that hold all the words."""
    from generator.issuance.register.export import folded

    wanted = [folded(word) for word in words]

    def run(_workspace: Workspace, database: Database) -> list[Diagnostic]:
        listed = _rows(database, co_quan, loat, nam)
        texts = {row: folded(" ".join((*row.columns(), row.ma or ""))) for row in listed}
        hits = [row for row in listed if all(word in texts[row] for word in wanted)]
        return _print_rows(hits, as_json=as_json)

    return _with_register(run)


@command.command(
    "export",
    help=_("Xuất sổ: .xlsx để dùng trên máy, .docx hoặc .pdf để in và đóng quyển."),
    epilog=_("\b\nVí dụ: kehoach register export -o so-2024.pdf --nam 2024"),
    options_metavar=OPTIONS,
)
@click.option("-o", "target", type=click.Path(path_type=Path), required=True, help=_("Tệp kết quả"))
@_book_options
def export(target: Path, co_quan: str | None, loat: str | None, nam: int | None) -> int:
    """Write the register as a file."""
    if target.suffix.lower() not in {".xlsx", ".docx", ".pdf"}:
        raise click.UsageError(_("Tên tệp phải kết thúc bằng .xlsx, .docx hoặc .pdf."))

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        listed = _rows(database, co_quan, loat, nam)
        title = _title(workspace, listed, co_quan, nam)
        found = _export(target, title, listed)
        if not found:
            click.echo(_("{so} văn bản → {tep}").format(so=len(listed), tep=target))
        return found

    return _with_register(run)


@command.command(
    "reserve",
    help=_("Giữ số kế tiếp cho một văn bản chưa xong."),
    epilog=_('\b\nVí dụ: kehoach register reserve --co-quan ubnd-tp-lang-son --ly-do "chờ ký"'),
    options_metavar=OPTIONS,
)
@_book_options
@click.option("--loai", default="KH", help=_("Loại văn bản của ký hiệu; mặc định KH"))
@_reason
@json_option
def reserve(
    co_quan: str | None, loat: str | None, nam: int | None, loai: str, reason: str, as_json: bool
) -> int:
    """Reserve a number."""

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.issuance.register import acts

        who = clerk()
        book = _book(workspace, co_quan, loat, nam, loai)
        agency = workspace.registry.get(book.co_quan, who.today)
        if agency is None:
            message = _("Cơ quan {ma} không còn vào ngày {ngay}").format(
                ma=book.co_quan, ngay=who.today.strftime("%d/%m/%Y")
            )
            return [error("SO213", message)]
        symbol = f"{loai}-{agency.ky_hieu}"
        row = acts.reserve(database, book, symbol, who.today, who, reason)
        return _told(row, as_json=as_json)

    return _with_register(run)


def _on_number(act: str) -> Callable[..., int]:
    def call(
        number: int,
        co_quan: str | None,
        loat: str | None,
        nam: int | None,
        reason: str,
        as_json: bool,
    ) -> int:
        def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
            from generator.issuance.register import acts

            book = _book(workspace, co_quan, loat, nam, "KH", database)
            done: Any = {"void": acts.void, "recall": acts.recall}[act]
            return _told(done(database, book, number, clerk(), reason), as_json=as_json)

        return _with_register(run)

    return call


for _name, _help, _example in (
    ("void", _("Hủy một số đã giữ; số ấy không dùng lại."), "void 12"),
    ("recall", _("Thu hồi văn bản đã phát hành (Nghị định 30, Điều 18.4)."), "recall 5"),
):
    _function = _on_number(_name)
    for _decorate in (
        json_option,
        _reason,
        _book_options,
        click.argument("number", type=int, metavar=_("SỐ")),
    ):
        _function = _decorate(_function)
    command.command(
        _name,
        help=_help,
        epilog="\b\n"
        + _("Ví dụ:")
        + f' kehoach register {_example} --co-quan ubnd-tp-lang-son --ly-do "…"',
        options_metavar=OPTIONS,
    )(_function)


@command.command(
    "open",
    help=_("Mở sổ giữa năm, tiếp theo số cuối của sổ giấy."),
    epilog=_('\b\nVí dụ: kehoach register open 126 --co-quan ubnd-tinh-lang-son --ly-do "sổ giấy"'),
    options_metavar=OPTIONS,
)
@click.argument("last", type=click.IntRange(0, 99_999), metavar=_("SỐ_CUỐI"))
@_book_options
@_reason
def open_(last: int, co_quan: str | None, loat: str | None, nam: int | None, reason: str) -> int:
    """Begin a book after a number."""

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.issuance.register import acts

        book = _book(workspace, co_quan, loat, nam, "KH")
        acts.open_book(database, book, last, clerk(), reason)
        click.echo(
            _("Sổ {so}: số kế tiếp là {ke}").format(so="/".join(map(str, book)), ke=last + 1)
        )
        return []

    return _with_register(run)


@command.command(
    "close",
    help=_("Khóa sổ cuối năm: không cấp số trong sổ ấy nữa."),
    epilog=_('\b\nVí dụ: kehoach register close --nam 2024 --ly-do "hết năm"'),
    options_metavar=OPTIONS,
)
@_book_options
@_reason
def close(co_quan: str | None, loat: str | None, nam: int | None, reason: str) -> int:
    """Close a book."""

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.issuance.register import acts

        book = _book(workspace, co_quan, loat, nam, "KH", database)
        acts.close_book(database, book, clerk(), reason)
        click.echo(_("Đã khóa sổ {so}").format(so="/".join(map(str, book))))
        return []

    return _with_register(run)


@command.command(
    "audit",
    help=_("Kiểm toán: chuỗi băm của nhật ký, từng dòng, từng hồ sơ trên đĩa, dấu thời gian."),
    epilog=_("\b\nVí dụ: kehoach register audit"),
    options_metavar=OPTIONS,
)
@json_option
def audit(as_json: bool) -> int:
    """Audit the register; exit 1 when anything does not fit."""

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.issuance.register.audit import audit as examine
        from generator.issuing import audit_folders, recover

        found = recover(workspace, database)
        result = examine(database)
        found += [*result.diagnostics, *audit_folders(workspace, database)]
        counts = {
            "books": result.books,
            "numbers": result.numbers,
            "acts": result.acts,
            "anchors": result.anchors,
        }
        if as_json:
            print_json(counts | {"diagnostics": [d.as_dict() for d in found]})
        else:
            click.echo(
                _("{books} sổ, {numbers} số, {acts} việc, {anchors} dấu thời gian").format(**counts)
            )
        return found

    return _with_register(run)


# ---------------------------------------------------------------- what the verbs share


def _with_register(run: Callable[[Workspace, Database], list[Diagnostic]]) -> int:
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


def _rows(database: Database, co_quan: str | None, loat: str | None, nam: int | None) -> list[Row]:
    from generator.issuance.register.acts import rows
    from generator.issuance.register.tables import books

    given = ((books.c.co_quan, co_quan), (books.c.loat, loat), (books.c.nam, nam))
    return rows(database, *(column == value for column, value in given if value is not None))


def _book(
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
        known = list(dict.fromkeys(row.book for row in _rows(database, co_quan, loat, year)))
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


def _the_row(
    database: Database, name: str, co_quan: str | None, loat: str | None, nam: int | None
) -> Row:
    listed = _rows(database, co_quan, loat, nam)
    hits = [row for row in listed if name in {row.ma, row.number, str(row.so)}]
    if len(hits) == 1:
        return hits[0]
    if not hits:
        raise click.UsageError(_("Sổ không có «{ten}».").format(ten=name))
    several = ", ".join(f"{row.number} ({row.book.co_quan}, {row.book.nam})" for row in hits)
    raise click.UsageError(
        _("«{ten}» có ở nhiều sổ: {so}. Thêm --co-quan, --nam.").format(ten=name, so=several)
    )


def _print_rows(listed: Sequence[Row], *, as_json: bool) -> list[Diagnostic]:
    from generator.issuance.register.acts import state_word

    if as_json:
        print_json([_row_dict(row) for row in listed])
        return []
    for row in listed:
        subject = row.entry.trich_yeu if row.entry else ""
        date, state = row.ngay.strftime("%d/%m/%Y"), state_word(row.state)
        click.echo(f"{row.number}  {date}  [{state}]  {row.book.co_quan}  {subject}")
    if not listed:
        click.echo(_("Chưa có văn bản nào."))
    return []


def _row_dict(row: Row) -> dict[str, object]:
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


def _told(row: Row, *, as_json: bool) -> list[Diagnostic]:
    from generator.issuance.register.acts import state_word

    if as_json:
        print_json(_row_dict(row))
    else:
        click.echo(f"{row.number}: {state_word(row.state)}")
    return []


def _headings() -> tuple[str, ...]:
    from generator.issuance.register.records import headings

    return headings()


def _title(
    workspace: Workspace, listed: Sequence[Row], co_quan: str | None, nam: int | None
) -> str:
    agencies = {row.book.co_quan for row in listed} | ({co_quan} if co_quan else set())
    years = sorted({row.book.nam for row in listed} | ({nam} if nam else set()))
    name = ""
    if len(agencies) == 1 and years:
        from datetime import date

        found = workspace.registry.get(agencies.pop(), date(years[-1], 12, 31))
        name = found.ten if found else ""
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""
    return " ".join(filter(None, (_("SỔ ĐĂNG KÝ VĂN BẢN ĐI"), span, name and f"- {name}")))


def _export(target: Path, title: str, listed: Sequence[Row]) -> list[Diagnostic]:
    from generator.issuance.register.export import as_docx, as_xlsx

    if target.suffix.lower() == ".xlsx":
        write_atomic(target, as_xlsx(title, listed), durable=True)
        return []
    if target.suffix.lower() == ".docx":
        write_atomic(target, as_docx(title, listed), durable=True)
        return []
    import tempfile

    from generator.diagnostics import has_errors
    from generator.issuance.pdf import convert

    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "so.docx"
        draft.write_bytes(as_docx(title, listed))
        found = convert([draft])
        if not has_errors(found):
            write_atomic(target, draft.with_suffix(".pdf").read_bytes(), durable=True)
    return found

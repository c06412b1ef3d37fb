"""`kehoach register`: the register of outgoing documents, seen and acted upon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import clerk, json_option, print_json
from generator.cli.register_book import (
    book_of,
    export_to,
    issuer_of,
    print_rows,
    row_dict,
    rows_of,
    take_anchor,
    the_row,
    title_of,
    told,
    with_register,
)
from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.issuance.register.database import Database
    from generator.verbs.amend import Kind
    from generator.workspace.workspace import Workspace

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
    return with_register(
        lambda _workspace, database: print_rows(
            rows_of(database, co_quan, loat, nam), as_json=as_json
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
        from generator.issuance.register.records import headings
        from generator.issuance.register.tables import events

        row = the_row(database, name, co_quan, loat, nam)
        log = [act for act in acts(database, events.c.so == row.so) if act.book == row.book]
        if as_json:
            print_json(
                row_dict(row)
                | {
                    "acts": [
                        {"when": a.when, "who": a.who, "what": a.kind, **a.content} for a in log
                    ]
                }
            )
            return []
        for heading, text in zip(headings(), row.columns(), strict=True):
            click.echo(f"{_(heading)}: {text}")
        for act in log:
            click.echo(f"  {act.when}  {act.who}  {act.kind}  {act.content.get('ly_do', '')}")
        return []

    return with_register(run)


@command.command(
    "search",
    help=_(
        "Tìm trong số, trích yếu, người ký, nơi nhận, tên cơ quan, tên đơn vị nay thay cho đơn vị "
        "cũ; không phân biệt dấu và hoa thường."
    ),
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
    from generator.text.spelling import unmarked

    wanted = [unmarked(word) for word in words]

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        listed = rows_of(database, co_quan, loat, nam)
        issuers = {row: issuer_of(workspace, row) for row in listed}
        texts = {
            row: unmarked(" ".join((*row.columns(), row.ma or "", *issuers[row]))) for row in listed
        }
        hits = [row for row in listed if all(word in texts[row] for word in wanted)]
        if as_json:
            print_json([row_dict(row) | {"became": issuers[row].became} for row in hits])
            return []
        found = print_rows(hits, as_json=False)
        for became in dict.fromkeys(issuers[row].became for row in hits):
            if became:
                click.echo(f"→ {became}")
        return found

    return with_register(run)


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
        listed = rows_of(database, co_quan, loat, nam)
        title = title_of(workspace, listed, co_quan, nam)
        found = export_to(target, title, listed)
        if not found:
            click.echo(_("{so} văn bản → {tep}").format(so=len(listed), tep=target))
        return found

    return with_register(run)


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
        book = book_of(workspace, co_quan, loat, nam, loai)
        agency = workspace.registry.get(book.co_quan, who.today)
        if agency is None:
            message = _("Cơ quan {ma} không còn vào ngày {ngay}").format(
                ma=book.co_quan, ngay=who.today.strftime("%d/%m/%Y")
            )
            return [error("SO213", message)]
        symbol = f"{loai}-{agency.ky_hieu}"
        row = acts.reserve(database, book, symbol, who.today, who, reason)
        return told(row, as_json=as_json)

    return with_register(run)


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

            book = book_of(workspace, co_quan, loat, nam, "KH", database)
            done: Any = {"void": acts.void, "recall": acts.recall}[act]
            return told(done(database, book, number, clerk(), reason), as_json=as_json)

        return with_register(run)

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
    "amend",
    help=_(
        "Soạn văn bản sửa một kế hoạch đã phát hành (Nghị định 30, Điều 18): sai nội dung thì "
        "kế hoạch thay thế hoặc sửa đổi, sai thể thức thì công văn đính chính."
    ),
    epilog=_("\b\nVí dụ: kehoach register amend kh-tp-lang-son-2024 --thay-the -o plans/"),
    options_metavar=OPTIONS,
)
@click.argument("name", metavar=_("MÃ|SỐ"))
@click.option("--thay-the", "kind", flag_value="thay_the", help=_("Kế hoạch thay thế"))
@click.option("--sua-doi", "kind", flag_value="sua_doi", help=_("Kế hoạch sửa đổi, bổ sung"))
@click.option("--dinh-chinh", "kind", flag_value="dinh_chinh", help=_("Công văn đính chính"))
@click.option("-o", "folder", type=click.Path(path_type=Path), help=_("Thư mục ghi bản soạn"))
@_book_options
def amend(
    name: str,
    kind: Kind | None,
    folder: Path | None,
    co_quan: str | None,
    loat: str | None,
    nam: int | None,
) -> int:
    """Prepare the document that changes an issued one."""
    if kind is None:
        raise click.UsageError(_("Chọn một: --thay-the, --sua-doi hoặc --dinh-chinh."))
    wanted = kind

    def run(workspace: Workspace, database: Database) -> list[Diagnostic]:
        from generator.verbs.amend import prepare

        row = the_row(database, name, co_quan, loat, nam)
        if row.folder is None:
            raise click.UsageError(_("Số {so} chưa có văn bản.").format(so=row.number))
        made, found = prepare(workspace, row, wanted)
        if made is None:
            return found
        target = (folder or workspace.plans_dir) / made.name
        if target.exists():
            message = _("{tep} đã có, không ghi đè").format(tep=workspace.shown(target))
            return [error("TX703", message)]
        write_atomic(target, made.data, durable=True)
        click.echo(workspace.shown(target))
        return found

    return with_register(run)


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

        book = book_of(workspace, co_quan, loat, nam, "KH")
        acts.open_book(database, book, last, clerk(), reason)
        click.echo(
            _("Sổ {so}: số kế tiếp là {ke}").format(so="/".join(map(str, book)), ke=last + 1)
        )
        return []

    return with_register(run)


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

        book = book_of(workspace, co_quan, loat, nam, "KH", database)
        acts.close_book(database, book, clerk(), reason)
        click.echo(_("Đã khóa sổ {so}").format(so="/".join(map(str, book))))
        return []

    return with_register(run)


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
        from generator.issuance.register import anchor
        from generator.issuance.register.audit import audit as examine
        from generator.issuance.verdict.trust_list import load_trust
        from generator.verbs.recover import audit_folders, recover

        found = recover(workspace, database, clerk())
        result = examine(database)
        root = workspace.root / workspace.settings.phat_hanh
        trusted = load_trust(workspace.trust_file)[0]
        found += [*result.diagnostics, *anchor.examine(database, root, trusted)]
        found += audit_folders(workspace, database)
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

    return with_register(run)


@command.command(
    "anchor",
    help=_("Đóng mốc: dấu thời gian (RFC 3161) lên đầu mọi sổ, để thấy được sổ bị cắt hay thay."),
    epilog=_("\b\nVí dụ: kehoach register anchor"),
    options_metavar=OPTIONS,
)
def anchor_() -> int:
    """Take an anchor."""
    return with_register(take_anchor)

"""`kehoach register`: the register of outgoing documents, seen and acted upon."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import BOOK, desk_of, json_option, option, print_json
from generator.cli.report import show
from generator.diagnostics import exit_code, has_errors
from generator.issuance.register.entered import headings
from generator.issuance.register.register_words import anchor_line, state_word, told
from generator.locale import _
from generator.verbs.books import Which
from generator.verbs.register import Request, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.verbs.register import Result

OPTIONS = _("[TÙY CHỌN]")


@click.group(
    help=_("Sổ đăng ký văn bản đi (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."),
    epilog=_("\b\nVí dụ: kehoach register list --year 2024"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


def _verb(name: str, words: str, example: str, *options: Any) -> Callable[[Any], Any]:
    """Declare one verb: help, an example, and which book is meant."""

    def decorate(function: Any) -> Any:
        for one in reversed((*options, *BOOK, json_option)):
            function = one(function)
        epilog = "\b\n" + _("Ví dụ:") + f" kehoach register {example}"
        return command.command(name, help=words, epilog=epilog, options_metavar=OPTIONS)(function)

    return decorate


_reason = option(
    "--reason", old="--ly-do", default="", metavar=_("LÝ_DO"), help=_("Lý do, ghi vào sổ")
)
_name = click.argument("name", metavar=_("MÃ|SỐ"))
_folder = click.option(
    "-o", "target", type=click.Path(path_type=Path), help=_("Thư mục ghi bản soạn")
)


def _do(
    task: Any, agency: str | None, series: str | None, year: int | None, as_json: bool, **more: Any
) -> int:
    """Ask the verb and show what came of it."""
    desk = desk_of([], quiet=as_json)
    result = run(desk, Request(task, Which(agency, series, year), **more))
    if as_json:
        print_json(result.as_dict())
    else:
        _tell(result)
    return exit_code(show(result.diagnostics))


def _tell(result: Result) -> None:
    if result.task in {"list", "search"}:
        _list(result)
    elif result.task == "show" and result.rows:
        for heading, text in zip(headings(), result.rows[0].columns(), strict=True):
            click.echo(f"{_(heading)}: {text}")
        for act in result.log:
            click.echo(f"  {told(act)}")
    elif result.task == "import" and not has_errors(result.diagnostics):
        click.echo(_("Đã thêm ghi chú cho {so} số").format(so=len(result.rows)))
        for row in result.rows:
            click.echo(f"{row.number}: {row.note}")
    elif result.task in {"reserve", "void", "recall"}:
        for row in result.rows:
            click.echo(f"{row.number}: {state_word(row.state)}")
    elif result.task == "open" and result.book:
        name = "/".join(map(str, result.book))
        click.echo(_("Sổ {so}: số kế tiếp là {ke}").format(so=name, ke=result.next_number))
    elif result.task == "close" and result.book:
        click.echo(_("Đã khóa sổ {so}").format(so="/".join(map(str, result.book))))
    elif result.task == "audit" and result.counts:
        counted = _("{books} sổ, {numbers} số, {acts} việc, {anchors} dấu thời gian")
        click.echo(counted.format(**result.counts))
    for path in result.written:
        line = _("{so} văn bản → {tep}").format(so=len(result.rows), tep=path)
        click.echo(line if result.task == "export" else str(path))
    if result.anchor is not None:
        click.echo(anchor_line(result.anchor.order, result.anchor.digest), err=True)


def _list(result: Result) -> None:
    for row in result.rows:
        subject = row.entry.trich_yeu if row.entry else ""
        day, state = row.ngay.strftime("%d/%m/%Y"), state_word(row.state)
        click.echo(f"{row.number}  {day}  [{state}]  {row.book.co_quan}  {subject}")
    for became in result.became:
        click.echo(f"→ {became}")
    if not result.rows and not result.diagnostics:
        click.echo(
            _("Không tìm thấy văn bản nào.")
            if result.task == "search"
            else _("Chưa có văn bản nào.")
        )


@_verb(
    "list",
    _("Liệt kê các số đã cấp, giữ, hủy, thu hồi."),
    "list --agency ubnd-tp-lang-son --year 2024",
)
def list_(**given: Any) -> int:
    """List the rows of the books that are meant."""
    return _do("list", **given)


@_verb(
    "show",
    _("Xem một văn bản trong sổ và mọi việc đã làm với nó."),
    "show kh-tp-lang-son-2024",
    _name,
)
def show_(**given: Any) -> int:
    """Show one row with its acts."""
    return _do("show", **given)


@_verb(
    "search",
    _("Tìm trong số, trích yếu, người ký, nơi nhận, tên cơ quan xưa nay; không phân biệt dấu."),
    'search "cai cach hanh chinh"',
    click.argument("words", nargs=-1, required=True, metavar=_("CHỮ…")),
)
def search(**given: Any) -> int:
    """Find rows that hold all the words."""
    return _do("search", **given)


@_verb(
    "import",
    _("Nhận sổ .xlsx đã ghi thêm: chỉ ký nhận và ghi chú được thêm, sửa ô khác thì từ chối."),
    "import so-2024.xlsx",
    click.argument("file", metavar=_("TỆP"), type=click.Path(path_type=Path)),
)
def import_(**given: Any) -> int:
    """Bring an edited sheet of the register back."""
    return _do("import", **given)


@_verb(
    "export",
    _("Xuất sổ: .xlsx để dùng trên máy, .docx hoặc .pdf để in và đóng quyển."),
    "export -o so-2024.pdf --year 2024",
    click.option(
        "-o", "target", type=click.Path(path_type=Path), required=True, help=_("Tệp kết quả")
    ),
)
def export(**given: Any) -> int:
    """Write the register as a file."""
    return _do("export", **given)


@_verb(
    "reserve",
    _("Giữ số kế tiếp cho một văn bản chưa xong."),
    'reserve --agency ubnd-tp-lang-son --reason "chờ ký"',
    option("--kind", old="--loai", default="KH", help=_("Loại văn bản của ký hiệu; mặc định KH")),
    _reason,
)
def reserve(**given: Any) -> int:
    """Reserve a number."""
    return _do("reserve", **given)


@_verb(
    "void",
    _("Hủy một số đã giữ; số ấy không dùng lại."),
    'void 12/KH-UBND --agency ubnd-tp-lang-son --reason "…"',
    _name,
    _reason,
)
def void(**given: Any) -> int:
    """Give up a reserved number."""
    return _do("void", **given)


@_verb(
    "recall",
    _(
        "Thu hồi văn bản đã phát hành (Nghị định 30, Điều 18.4), và soạn thông báo thu hồi gửi "
        "các nơi đã nhận."
    ),
    'recall 05/KH-UBND --agency ubnd-tp-lang-son --reason "…"',
    _name,
    _reason,
    _folder,
)
def recall(**given: Any) -> int:
    """Recall an issued document."""
    return _do("recall", **given)


@_verb(
    "amend",
    _(
        "Soạn văn bản sửa một kế hoạch đã phát hành (Nghị định 30, Điều 18): sai nội dung thì "
        "kế hoạch thay thế hoặc sửa đổi, sai thể thức thì công văn đính chính."
    ),
    "amend kh-tp-lang-son-2024 --replace -o plans/",
    _name,
    option(
        "--replace", "how", old="--thay-the", flag_value="thay_the", help=_("Kế hoạch thay thế")
    ),
    option(
        "--amend",
        "how",
        old="--sua-doi",
        flag_value="sua_doi",
        help=_("Kế hoạch sửa đổi, bổ sung"),
    ),
    option(
        "--correct",
        "how",
        old="--dinh-chinh",
        flag_value="dinh_chinh",
        help=_("Công văn đính chính"),
    ),
    option("--anew", "how", flag_value="soan_lai", help=_("Soạn lại kế hoạch đã thu hồi")),
    _folder,
)
def amend(**given: Any) -> int:
    """Prepare the document that changes an issued one."""
    return _do("amend", **given)


@_verb(
    "open",
    _("Mở sổ giữa năm, tiếp theo số cuối của sổ giấy."),
    'open 126 --agency ubnd-tinh-lang-son --reason "sổ giấy"',
    click.argument("last", type=click.IntRange(0, 99_999), metavar=_("SỐ_CUỐI")),
    _reason,
)
def open_(**given: Any) -> int:
    """Begin a book after a number."""
    return _do("open", **given)


@_verb(
    "close",
    _("Khóa sổ cuối năm: không cấp số trong sổ ấy nữa."),
    'close --year 2024 --reason "hết năm"',
    _reason,
)
def close(**given: Any) -> int:
    """Close a book."""
    return _do("close", **given)


@_verb(
    "audit",
    _("Kiểm toán: chuỗi băm của nhật ký, từng dòng, từng hồ sơ trên đĩa, dấu thời gian."),
    "audit",
)
def audit(**given: Any) -> int:
    """Audit the register; exit 1 when anything does not fit."""
    return _do("audit", **given)


@_verb(
    "anchor",
    _("Đóng mốc: dấu thời gian (RFC 3161) lên đầu mọi sổ, để thấy được sổ bị cắt hay thay."),
    "anchor",
)
def anchor_(**given: Any) -> int:
    """Take an anchor."""
    return _do("anchor", **given)


@_verb(
    "reenter",
    _(
        "Sổ mất, không còn bản sao lưu mới: ghi lại từ hồ sơ trong phat-hanh/ những số mà sổ "
        "thiếu. Không nêu lý do thì chỉ xem trước."
    ),
    'reenter --reason "máy chủ hỏng ngày 3/2, chỉ còn bản sao lưu tháng 1"',
    _reason,
)
def reenter(**given: Any) -> int:
    """Enter again what the issued folders say."""
    return _do("reenter", **given)


# ---------------------------------------------------------------- the database as a whole


def _store(task: Any, told: str, as_json: bool, **more: Any) -> int:
    """Ask the verb of the whole database and show what came of it."""
    from generator.cli.common import finish
    from generator.verbs import register_store

    result = register_store.run(desk_of([], quiet=True), register_store.Request(task, **more))
    if not as_json and not result.exit_code:
        click.echo(told.format(tep=result.written))
    return finish(result, as_json=as_json)


def _whole(name: str, words: str, example: str, argument: Any) -> Callable[[Any], Any]:
    """Declare a verb on the whole database."""

    def decorate(function: Any) -> Any:
        epilog = "\b\n" + _("Ví dụ:") + f" kehoach register {example}"
        made = argument(json_option(function))
        return command.command(name, help=words, epilog=epilog, options_metavar=OPTIONS)(made)

    return decorate


_file = click.argument("file", type=click.Path(path_type=Path), metavar=_("TỆP"))


@_whole("backup", _("Sao lưu cả sổ ra một tệp mới."), "backup so-2026.json", _file)
def backup(file: Path, as_json: bool) -> int:
    """Write a copy of the register."""
    return _store("backup", _("Đã ghi {tep}"), as_json, file=file)


@_whole(
    "restore",
    _("Đưa bản sao lưu vào một cơ sở dữ liệu còn trống, SQLite hay PostgreSQL."),
    "restore so-2026.json",
    _file,
)
def restore(file: Path, as_json: bool) -> int:
    """Bring a copy back."""
    return _store("restore", _("Đã khôi phục sổ; nên chạy kehoach register audit"), as_json,
                  file=file)  # fmt: skip


@_whole(
    "migrate",
    _("Đưa sổ về lược đồ của một bản chương trình cũ; bản này mở lại thì tự nâng lên."),
    "migrate --to 1",
    click.option("--to", type=int, required=True, metavar=_("SỐ"), help=_("Số lược đồ")),
)
def migrate(to: int, as_json: bool) -> int:
    """Take the schema back."""
    return _store("migrate", _("Đã đổi lược đồ; bản chép trước đó: {tep}"), as_json, to=to)


@_whole(
    "accept-server",
    _("Nhận máy chủ PostgreSQL đã lên thay máy chủ cũ, sau khi đối chiếu số với hồ sơ."),
    "accept-server",
    lambda function: function,
)
def accept_server(as_json: bool) -> int:
    """Take the server that took over."""
    return _store("accept-server", _("Đã nhận máy chủ; nên chạy kehoach register audit"), as_json)

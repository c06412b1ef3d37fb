"""`kehoach diff`: what changed between two plans, or between two Word files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.common import complete_plans, desk_of, existing, finish
from generator.locale import _
from generator.surroundings import surroundings

if TYPE_CHECKING:
    from generator.redline.state import Reader
    from generator.verbs.diff import Form, Hidden, Result

Style = Literal["text", "html", "docx", "json"]


@click.command(
    help=_(
        "So sánh hai bản kế hoạch theo nội dung: sửa, thêm, bỏ, chuyển chỗ; đánh số lại không "
        "tính. A và B là tệp .toml, mã kế hoạch, tệp .docx, hoặc TỆP@BẢN của git. "
        "Mã thoát: 0 không khác, 1 có khác."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach diff thanh-pho.toml@HEAD~1 thanh-pho.toml\n"
        "  kehoach diff kh-tp-lang-son-2024 kh-phuong-dong-kinh-2024 --no-level\n"
        "  kehoach diff cu.toml moi.toml --format html -o so-sanh.html\n"
        "  kehoach diff cu.docx moi.docx --format docx -o so-sanh.docx --author 'Nguyễn Văn A'"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("old", metavar="A", shell_complete=complete_plans)
@click.argument("new", metavar="B", shell_complete=complete_plans)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "html", "docx", "json"]),
    default="text",
    help=_("Dạng kết quả"),
)
@click.option(
    "-o",
    "--out",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("TỆP"),
    help=_("Ghi ra tệp này thay vì màn hình"),
)
@click.option("--json", "as_json", is_flag=True, help=_("Như --format json"))
@click.option(
    "--no-level",
    is_flag=True,
    help=_("So với cấp trên: không nêu thay đổi theo cấp (thành phố → phường, theo quy tắc)"),
)
@click.option("--no-data", is_flag=True, help=_("Không nêu thay đổi của điều không in ra"))
@click.option(
    "--author", metavar=_("TÊN"), default="kehoach", help=_("Tác giả của các thay đổi trong .docx")
)
@click.option(
    "--reader",
    type=click.Choice(["word", "libreoffice"]),
    help=_(
        "Phần mềm sẽ duyệt thay đổi trong .docx: word đánh dấu từng cột, từng ô gộp; libreoffice "
        "không hiểu các dấu ấy nên đánh dấu cả hàng. Mặc định: libreoffice nếu nó ghi một trong "
        "hai tệp, không thì word"
    ),
)
@click.option("--date", metavar=_("NGÀY"), help=_("Ngày của các thay đổi trong .docx"))
def command(
    old: str,
    new: str,
    style: Style,
    target: Path | None,
    as_json: bool,
    no_level: bool,
    no_data: bool,
    author: str,
    reader: Reader | None,
    date: str | None,
) -> int:
    """Compare; exit 0 when there is no difference, 1 when there is one or it was refused."""
    from generator.review.revisions import split
    from generator.verbs.diff import Request, run

    style = "json" if as_json else style
    if style == "docx" and target is None:
        raise click.UsageError(_("--format docx cần -o TỆP.docx."))
    forms: dict[Style, Form] = {"html": "page", "docx": "word"}
    flags: tuple[tuple[Hidden, bool], ...] = (("level", no_level), ("data", no_data))
    hidden = frozenset(name for name, hide in flags if hide)
    desk = desk_of(existing(split(old)[0], split(new)[0]), quiet=True, anywhere=True)
    form = forms.get(style, "changes")
    request = Request(old, new, form, target, hidden, author, _moment(date), reader)
    result = run(desk, request)
    if style == "json" and target is None:
        return finish(result, as_json=True)
    _tell(result, style, target)
    if result.left_out and style == "text":
        message = _("Không nêu {so} thay đổi theo lựa chọn.")
        click.echo(message.format(so=result.left_out), err=True)
    return finish(result, as_json=False)


def _moment(given: str | None) -> datetime | None:
    """The date of tracked changes: as given, else SOURCE_DATE_EPOCH. Raises UsageError."""
    if given is None:
        return surroundings().dated
    try:
        day = datetime.fromisoformat(given)
    except ValueError:
        message = _("Không hiểu ngày «{ngay}»; viết 2024-06-07 hoặc 2024-06-07T08:30.")
        raise click.UsageError(message.format(ngay=given)) from None
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _tell(result: Result, style: Style, target: Path | None) -> None:
    """The result in the wanted form, on the terminal or into a file."""
    from generator.workspace.files import write_atomic

    written = result.written
    if style in ("text", "json"):
        text = _text(result, style)
        if text is None:
            return
        if target is None:
            click.echo(text)
        else:
            write_atomic(target, (click.unstyle(text) + "\n").encode())
            written = str(target)
    elif target is None and result.data is not None:
        click.echo(result.data, nl=False)
    if written:
        click.echo(_("Đã ghi {tep}").format(tep=written), err=True)


def _text(result: Result, style: Style) -> str | None:
    """The words of a difference; None where there is none, as a side was refused."""
    from generator.cli.diff_text import lines

    if result.difference is None or result.words is None:
        return None
    if style == "json":
        return json.dumps(result.as_dict(), ensure_ascii=False, indent=2)
    if not result.difference.changes:
        return _("Không có thay đổi.")
    return "\n".join(lines(result.difference, result.words, level=result.level))

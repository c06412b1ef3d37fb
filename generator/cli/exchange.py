"""`kehoach exchange`: envelopes for other systems, written, checked and answered."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import BOOK, desk_of, existing, json_option, option, print_json
from generator.cli.report import show
from generator.diagnostics import exit_code
from generator.locale import _
from generator.verbs.books import Which
from generator.verbs.exchange import Request, run

OPTIONS = _("[TÙY CHỌN]")
_target = click.option(
    "-o", "target", type=click.Path(path_type=Path), required=True, help=_("Tệp kết quả")
)
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(
    help=_("Trao đổi văn bản: trục liên thông (QCVN 102:2016/BTTTT) và Akoma Ntoso."),
    epilog=_("\b\nVí dụ: kehoach exchange check den.edxml"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


def _do(
    request: Request, near: list[Path], *, anywhere: bool = False, as_json: bool = False
) -> int:
    """Ask the verb and show what came of it."""
    result = run(desk_of(near, anywhere=anywhere), request)
    if as_json:
        print_json(result.as_dict())
        return exit_code(show(result.diagnostics))
    if request.errand == "check":
        for key, value in (result.said() or {}).items():
            click.echo(f"{key}: {value}")
    for path in result.written:
        line = _("{so} → {tep}").format(so=result.number, tep=path)
        click.echo(line if result.number else str(path))
    return exit_code(show(result.diagnostics))


@command.command(
    "send",
    help=_("Gói văn bản đã phát hành, kèm PDF, thành phong bì .edxml."),
    epilog=_(
        "\b\nVí dụ: kehoach exchange send kh-tp-lang-son-2024 --pdf 01.pdf "
        "--to ubnd-tinh-lang-son -o 01.edxml"
    ),
    options_metavar=OPTIONS,
)
@click.argument("name", metavar=_("MÃ|SỐ"))
@click.option(
    "--pdf",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Tệp PDF đã ký; mặc định bản đã ký trong hồ sơ"),
)
@option(
    "--to", old="--den", multiple=True, required=True, help=_("Mã cơ quan nhận; nêu được nhiều")
)
@_target
@BOOK[0]
@BOOK[1]
@BOOK[2]
@json_option
def send(
    name: str,
    pdf: Path | None,
    to: tuple[str, ...],
    target: Path,
    agency: str | None,
    series: str | None,
    year: int | None,
    as_json: bool,
) -> int:
    """Write an envelope."""
    which = Which(agency, series, year)
    request = Request("send", name, which=which, pdf=pdf, recipients=to, target=target)
    return _do(request, [], as_json=as_json)


@command.command(
    "check",
    help=_("Kiểm tra phong bì .edxml nhận được, lấy tệp kèm ra."),
    epilog=_("\b\nVí dụ: kehoach exchange check den.edxml -o den/"),
    options_metavar=OPTIONS,
)
@_file
@click.option("-o", "target", type=click.Path(path_type=Path), help=_("Thư mục ghi tệp kèm"))
@json_option
def check(file: Path, target: Path | None, as_json: bool) -> int:
    """Check an envelope; exit 1 when it cannot be registered."""
    request = Request("check", file=file, target=target)
    return _do(request, [], anywhere=True, as_json=as_json)


@command.command(
    "answer",
    help=_("Viết thông điệp trạng thái trả lời một phong bì."),
    epilog=_(
        "\b\nVí dụ: kehoach exchange answer den.edxml --status 03 "
        "--from ubnd-tinh-lang-son -o tra-loi.edxml"
    ),
    options_metavar=OPTIONS,
)
@_file
@option(
    "--status",
    "code",
    old="--trang-thai",
    type=click.Choice(["01", "02", "03", "04", "05", "06", "13", "15", "16"]),
    required=True,
    help=_("01 đã đến, 02 từ chối, 03 tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành, …"),
)
@option("--from", "sender", old="--tu", required=True, help=_("Mã cơ quan trả lời"))
@option("--text", "words", old="--noi-dung", default="", help=_("Lời kèm theo"))
@_target
@json_option
def answer(file: Path, code: str, sender: str, words: str, target: Path, as_json: bool) -> int:
    """Answer an envelope with a status message."""
    request = Request("answer", file=file, code=code, sender=sender, words=words, target=target)
    return _do(request, [], as_json=as_json)


@command.command(
    "akn",
    help=_("Xuất kế hoạch thành XML Akoma Ntoso (OASIS LegalDocML)."),
    epilog=_("\b\nVí dụ: kehoach exchange akn kh-tp-lang-son-2024 -o kh.xml"),
    options_metavar=OPTIONS,
)
@click.argument("plan", metavar=_("TỆP|MÃ"))
@_target
@json_option
def akn(plan: str, target: Path, as_json: bool) -> int:
    """Export a plan."""
    request = Request("akn", plan, target=target)
    return _do(request, existing(plan), as_json=as_json)

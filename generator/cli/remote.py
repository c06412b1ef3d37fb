"""`kehoach remote`: a workspace kept elsewhere (S3, SFTP, a shared folder), and its copy here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import desk_of, finish, json_option
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.remote import RemoteItem


@click.group(
    help=_("Không gian làm việc để ở nơi xa: s3://, sftp://, file://"),
    epilog=_("\b\nVí dụ: kehoach remote fetch s3://so-noi-vu/ke-hoach-2026"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=_("[TÙY CHỌN]"),
)
def command() -> None:
    """Both ways."""


_url = click.argument("url", required=False, default="", metavar=_("[ĐỊA CHỈ]"))
_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help=_("Thư mục ở máy này; mặc định: thư mục hiện tại"),
)


@command.command(
    "fetch",
    help=_("Lấy về những tệp máy này chưa có hoặc có bản cũ; tệp đã sửa ở đây giữ nguyên."),
    epilog=_("\b\nVí dụ: kehoach remote fetch s3://so-noi-vu/ke-hoach-2026 --folder ke-hoach"),
    options_metavar=_("[TÙY CHỌN]"),
)
@_url
@_folder
@json_option
def fetch(url: str, folder: Path, as_json: bool) -> int:
    """Take over what is there."""
    from generator.verbs.remote import Request

    return _done(Request("fetch", folder, url), as_json=as_json)


@command.command(
    "send",
    help=_("Gửi những tệp mới hoặc đã sửa ở máy này; tệp có người sửa ở nơi xa giữ nguyên."),
    epilog=_("\b\nVí dụ: kehoach remote send sftp://van-thu@may-chu/ke-hoach"),
    options_metavar=_("[TÙY CHỌN]"),
)
@_url
@_folder
@click.option("--break-lock", is_flag=True, help=_("Bỏ khóa mà một lệnh đã chết để lại"))
@json_option
def send(url: str, folder: Path, break_lock: bool, as_json: bool) -> int:
    """Send what is here."""
    from generator.verbs.remote import Request

    return _done(Request("send", folder, url, break_lock), as_json=as_json)


def _done(request: object, *, as_json: bool) -> int:
    from generator.verbs.remote import Request, run

    assert isinstance(request, Request)  # noqa: S101 - of the two above
    result = run(desk_of([], quiet=as_json, anywhere=True), request)
    for item in [] if as_json else result.items:
        click.echo(_line(item))
    moved = sum(item.status in ("sent", "fetched") for item in result.items)
    counted = _("{moi} tệp đã chuyển, {so} tệp vốn đã giống nhau ở hai nơi")
    counted = counted.format(moi=moved, so=result.same)
    return finish(result, as_json=as_json, counted=counted)


def _line(item: RemoteItem) -> str:
    words = {
        "sent": _("đã gửi"),
        "fetched": _("đã lấy về"),
        "kept": _("bên kia mới hơn hoặc bên này đã sửa, để nguyên"),
        "refused": _("không ghi đè"),
        "gone": _("không còn ở nơi xa"),
        "unchanged": _("không đổi"),
    }
    return f"{item.name}  ({words[item.status]})"

"""`kehoach agent`: a signer's PC, paired with an office's server; its key never leaves it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import now
from generator.cli.report import show
from generator.diagnostics import error, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.agent import Offered, PairedServer

NAME = "may-ky.json"
"""In the state folder: where this PC is paired."""


@click.group(
    help=_(
        "Máy ký: ghép một lần với máy chủ của cơ quan, rồi tự hỏi văn bản chờ ký, ký bằng khóa "
        "trên máy này và gửi lại. Khóa và mã PIN không rời máy; không cổng nào mở."
    ),
    epilog=_(
        "\b\nVí dụ:\n  kehoach agent pair https://kehoach.co-quan.example ABCD-EFGH\n"
        "  kehoach agent run --key 'pkcs11:token=…'"
    ),
    options_metavar=_("[TÙY CHỌN]"),
    subcommand_metavar=_("VIỆC"),
)
def command() -> None:
    """The group; its verbs are below."""


def _place() -> Path:
    from generator.surroundings import surroundings

    return surroundings().state / NAME


@command.command("pair", help=_("Ghép máy này với máy chủ bằng mã mà trang Ký số cho"))
@click.argument("address", metavar=_("ĐỊA_CHỈ"))
@click.argument("code", metavar=_("MÃ"))
def pair(address: str, code: str) -> int:
    """Pair this PC."""
    from generator.verbs.agent import as_dict, paired
    from generator.workspace.files import write_atomic

    server, found = paired(address, code)
    if server is not None:
        place = _place()
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, json.dumps(as_dict(server)).encode(), durable=True)
        place.chmod(0o600)
        click.echo(_("Đã ghép với {dia_chi}").format(dia_chi=server.address))
    return exit_code(show(found))


@command.command("run", help=_("Chờ văn bản và ký; dừng: Ctrl-C"))
@click.option("--key", required=True, metavar=_("KHÓA"), help=_("Tệp .p12 hoặc pkcs11:token=…"))
@click.option("--once", is_flag=True, help=_("Chỉ xem một lần, không chờ"))
@click.option("--no-view", is_flag=True, help=_("Không mở PDF bằng trình xem của máy"))
def run(key: str, once: bool, no_view: bool) -> int:
    """Wait for documents; each is shown, and signed only when the person says yes."""
    from generator.verbs.agent import waiting

    server = _paired_with()
    if server is None:
        message = _("Máy này chưa ghép với máy chủ nào: kehoach agent pair ĐỊA_CHỈ MÃ")
        return exit_code(show([error("LN037", message)]))
    while True:
        offered, found = waiting(server, 0 if once else 25)
        if found or (offered is None and once):
            if not found:
                click.echo(_("Không có văn bản nào chờ ký."))
            return exit_code(show(found))
        if offered is not None:
            code = _one(server, offered, key, view=not no_view)
            if once or code:
                return code


def _paired_with() -> PairedServer | None:
    from generator.verbs.agent import PairedServer

    try:
        said = json.loads(_place().read_text("utf-8"))
        return PairedServer(str(said["address"]), str(said["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _one(server: PairedServer, offered: Offered, key: str, *, view: bool) -> int:
    from generator.verbs.agent import brought, declined, fetched, signed

    data, found = fetched(server, offered)
    if data is None:
        return exit_code(show(found))
    with tempfile.TemporaryDirectory(prefix="kehoach-ky-") as folder:
        file = Path(folder) / "van-ban.pdf"
        file.write_bytes(data)
        click.echo(_("Văn bản số {so} chờ ký. SHA-256: {ma}").format(
            so=offered.number, ma=offered.sha256))  # fmt: skip
        if view:
            click.launch(str(file))
        if not click.confirm(_("Ký văn bản này?"), default=False):
            declined(server, offered, _("người ký từ chối"))
            click.echo(_("Đã trả lại, không ký."))
            return 0

        def pin() -> str:
            typed: str = click.prompt(_("Mã PIN hoặc mật khẩu"), hide_input=True, err=True)
            return typed

        made, found = signed(data, offered, key, pin, now)
    if made is None:
        declined(server, offered, "; ".join(one.message for one in found))
        return exit_code(show(found))
    outcome, more = brought(server, offered, made)
    if outcome.state == "done":
        click.echo(_("Đã ký và được máy chủ nhận: {so}").format(so=offered.number))
    elif not more:
        more = [
            error("KY326", _("Máy chủ không nhận chữ ký: {ly_do}").format(ly_do=outcome.reason))
        ]
    return exit_code(show([*found, *more]))

"""`kehoach sign`: signatures of leaders and agency on a PDF or .docx."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import OneDay, desk_of, existing, json_option, plans_argument, print_json
from generator.cli.report import show
from generator.locale import _

if TYPE_CHECKING:
    from datetime import datetime

ROLES = {"leader": "leader", "agency": "agency", "lanh-dao": "leader", "co-quan": "agency"}
LONGEST = 1000
"""Bytes of a password that are read."""


@click.command(
    help=_(
        "Ký số PDF hoặc .docx: lãnh đạo ký trước, cơ quan ký sau "
        "(với PDF: điền số, ngày nếu để trống) rồi khóa. "
        "Mật khẩu được hỏi, hoặc đọc từ --password-fd; không bao giờ ghi trên dòng lệnh."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach sign thanh-pho --as leader --key lanh-dao.p12 --image chu-ky.png\n"
        "  kehoach sign output/thanh-pho.da-ky.pdf --as agency --key 'pkcs11:token=VGCA'\n"
        "  kehoach sign thanh-pho --adopt ky-noi-khac.pdf"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option("--as", "role", type=click.Choice(list(ROLES)), help=_("Ký với tư cách nào"))
@click.option("--key", help=_("Tệp .p12/.pfx, hoặc pkcs11:token=…;object=…"))
@click.option(
    "--password-fd", type=click.IntRange(min=0), help=_("Đọc mật khẩu từ bộ mô tả tệp số này")
)
@click.option("--image", type=click.Path(path_type=Path), help=_("Ảnh chữ ký hoặc ảnh dấu (PNG)"))
@click.option(
    "--number", type=click.IntRange(min=1), help=_("Số văn bản, điền trước khi cơ quan ký")
)
@click.option("--date", "day", type=OneDay(), help=_("Ngày ban hành, NĂM-THÁNG-NGÀY"))
@click.option(
    "--appendix", "symbol", default="", metavar=_("SỐ/KÝ-HIỆU"), help=_("Tệp là phụ lục riêng")
)
@click.option("--comment", default="", metavar=_("Ý-KIẾN"), help=_("Ý kiến kèm chữ ký (.docx)"))
@click.option("--level", type=click.Choice(["B-B", "B-T", "B-LT", "B-LTA"]), help=_("Mức PAdES"))
@click.option("--plan", help=_("Kế hoạch của tệp PDF, khi tên tệp không nói lên"))
@click.option("--allow-other-signer", is_flag=True, help=_("Nhận chứng thư mang tên khác"))
@click.option("--finish", is_flag=True, help=_("Chỉ gom bằng chứng và đóng dấu thời gian cuối"))
@click.option(
    "--prepare",
    is_flag=True,
    help=_("Chỉ tạo PDF của văn bản đã phát hành, để ký bằng công cụ khác"),
)
@click.option(
    "--adopt", type=click.Path(path_type=Path), help=_("Nhận tệp đã ký bằng công cụ khác")
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help=_("Tệp kết quả"))
@json_option
def command(plans: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Sign documents; exit 1 when one was refused, 3 when the environment failed."""
    from generator.verbs.sign import Request, run

    desk = desk_of(existing(*plans), quiet=as_json)
    day: datetime | None = options["day"]
    role: Any = ROLES[options["role"]] if options["role"] else None
    request = Request(
        plans,
        role,
        options["key"],
        options["image"],
        options["number"],
        day.date() if day else None,
        options["symbol"],
        options["comment"],
        options["level"],
        options["plan"],
        options["allow_other_signer"],
        options["finish"],
        options["prepare"],
        options["adopt"],
        options["out"],
    )
    result = run(desk, request, lambda: _password(options["password_fd"]))
    if as_json:
        print_json(result.as_dict())
        return result.exit_code
    said = "{tep}" if request.prepare else _("{tep}  (đã ký)")
    for job in result.done:
        click.echo(said.format(tep=desk.workspace.shown(job.target)))
    show(result.diagnostics)
    return result.exit_code


def _password(descriptor: int | None) -> str:
    """From the descriptor up to its first line end, or asked for; never shown."""
    if descriptor is None:
        if not sys.stdin.isatty():
            raise click.UsageError(_("Không có bàn phím để hỏi mật khẩu; dùng --password-fd."))
        given: str = click.prompt(_("Mật khẩu (mã PIN)"), hide_input=True, err=True)
        return given
    try:
        data = b""
        while b"\n" not in data and len(data) < LONGEST and (piece := os.read(descriptor, LONGEST)):
            data += piece
    except OSError as fault:
        raise click.UsageError(
            _("Không đọc được mật khẩu từ bộ mô tả {so}.").format(so=descriptor)
        ) from fault
    return data.partition(b"\n")[0].decode(errors="replace").rstrip("\r")

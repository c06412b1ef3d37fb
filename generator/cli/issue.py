"""`kehoach issue`: number, date, freeze and register plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.common import (
    OneDay,
    desk_of,
    existing,
    json_option,
    option,
    plans_argument,
    print_json,
    remember,
)
from generator.cli.report import show
from generator.diagnostics import exit_code
from generator.issuance.register.register_words import anchor_line
from generator.locale import _
from generator.verbs.issue import Issued, Request, run

if TYPE_CHECKING:
    from datetime import datetime


@click.command(
    help=_(
        "Phát hành kế hoạch: kiểm tra, lấy số kế tiếp trong sổ, ghi số và ngày vào mọi nơi, "
        "đóng băng thành hồ sơ và đăng ký. Có lỗi thì không lấy số."
    ),
    epilog=_("\b\nVí dụ: kehoach issue plans/lang-son-2024/phuong-dong-kinh.toml"),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@option(
    "--date",
    "day",
    old="--ngay",
    type=OneDay(),
    help=_("Ngày văn bản; mặc định hôm nay"),
)
@option(
    "--number",
    old="--so",
    type=click.IntRange(min=1),
    help=_("Dùng số đã giữ trong sổ, hoặc số của sổ khác (--book external)"),
)
@click.option(
    "--book",
    type=click.Choice(["own", "external"]),
    default="own",
    help=_("external: số do sổ khác cấp, như sổ của hệ thống quản lý văn bản"),
)
@click.option("--source", default="", metavar=_("TÊN"), help=_("Tên của sổ đã cấp số, ghi vào sổ"))
@option("--series", old="--loat", metavar=_("TÊN"), help=_("Loạt số riêng: mat, hoặc tên ban"))
@option("--reason", old="--ly-do", default="", help=_("Lý do khi ngày văn bản đã qua"))
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    help=_("PDF lãnh đạo đã ký khi chưa có số; mặc định bản .da-ky.pdf trong thư mục kết quả"),
)
@click.option(
    "--approved-on-paper",
    is_flag=True,
    help=_("Lãnh đạo đã duyệt trên bản giấy: không đợi bước duyệt trong chương trình"),
)
@option("--no-zip", old="--khong-zip", is_flag=True, help=_("Không kèm tệp .zip của hồ sơ"))
@json_option
def command(
    plans: tuple[str, ...],
    day: datetime | None,
    number: int | None,
    book: Literal["own", "external"],
    source: str,
    series: str | None,
    reason: str,
    pdf: Path | None,
    approved_on_paper: bool,
    no_zip: bool,
    as_json: bool,
) -> int:
    """Issue plans; exit 1 when one of them is refused."""
    desk = desk_of(existing(*plans), quiet=as_json)
    request = Request(
        plans,
        day.date() if day else None,
        number,
        book,
        source,
        series,
        reason,
        pdf,
        packed=not no_zip,
        approved_on_paper=approved_on_paper,
    )
    result = run(desk, request)
    if any(issued.row for issued in result.issued):
        remember(desk.workspace.root)
    if as_json:
        print_json(result.as_dict())
    else:
        for issued in result.issued:
            _tell(issued)
        if result.anchor is not None:
            click.echo(anchor_line(result.anchor.order, result.anchor.digest), err=True)
    return exit_code(show(result.diagnostics))


def _tell(issued: Issued) -> None:
    row = issued.row
    if row is None:
        return
    click.echo(
        _("{tep}: số {so} ngày {ngay} → {thu_muc}").format(
            tep=issued.source,
            so=row.number,
            ngay=row.ngay.strftime("%d/%m/%Y"),
            thu_muc=issued.folder,
        )
    )

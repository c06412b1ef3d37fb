"""`kehoach init`: a new workspace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import OneDay, json_option, option, print_json, remember
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show
from generator.diagnostics import exit_code
from generator.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from generator.verbs.init import Candidate, Result
    from generator.workspace.desk import Desk


@click.command(
    help=_(
        "Tạo không gian làm việc mới trong THƯ MỤC (mặc định: thư mục này); với --unit thì lập sẵn "
        "danh mục cơ quan của đơn vị ấy: tỉnh, các xã, phường trong tỉnh, các bộ phận của mình."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach init ke-hoach-phuong\n"
        '  kehoach init ke-hoach-xa --unit "xã Bắc Hà, Lào Cai"\n'
        "  kehoach init ke-hoach-xa --unit 02839"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("folder", default=".", type=click.Path(path_type=Path), metavar=_("[THƯ MỤC]"))
@click.option(
    "--unit", metavar=_("ĐƠN_VỊ"), default="",
    help=_("Đơn vị hành chính hoặc sở, phòng của đơn vị: tên, kèm tỉnh nếu trùng; hoặc mã số"),
)  # fmt: skip
@click.option(
    "--date",
    "day",
    type=OneDay(),
    help=_("Đơn vị của ngày này, NĂM-THÁNG-NGÀY: để làm kế hoạch thời đó; mặc định hôm nay"),
)
@option(
    "--no-examples", "bare", old="--khong-vi-du", is_flag=True,
    help=_("Không chép các kế hoạch ví dụ"),
)  # fmt: skip
@json_option
def command(folder: Path, unit: str, day: datetime | None, bare: bool, as_json: bool) -> int:
    """Copy templates, registries and the example, or set up an office; files there stay."""
    from generator.verbs.init import Request, run

    desk = _desk(folder)
    when = day.date() if day is not None else None
    result = run(desk, Request(unit, when, not bare))
    if result.candidates and not as_json and sys.stdin.isatty():
        chosen = _asked(result.candidates)
        result = run(desk, Request(chosen.area.code, when, not bare))
    if result.written:
        remember(folder)
    if as_json:
        print_json(_as_json(result))
        return exit_code(result.diagnostics)
    show(result.diagnostics)
    if result.written or result.kept:
        _tell(result)
    return exit_code(result.diagnostics)


def _desk(folder: Path) -> Desk:
    """A desk over the folder, which is no workspace yet."""
    from generator.cli.common import acting, now
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

    return Desk(Workspace(folder, Path.cwd()), lambda: now(), acting())


def _asked(candidates: list[Candidate]) -> Candidate:
    """The one that the clerk picks from the list."""
    from generator.verbs.init import told

    for number, one in enumerate(candidates, 1):
        click.echo(f"{number:>3}. {told(one)}")
    picked = click.prompt(_("Đơn vị số"), type=click.IntRange(1, len(candidates)))
    return candidates[picked - 1]


def _tell(result: Result) -> None:
    click.echo(_("Không gian làm việc: {thu_muc}").format(thu_muc=result.root.resolve()))
    if result.area is not None:
        line = _("Đơn vị: {don_vi}, mã cơ quan {ma}")
        whose = f"{result.body}, {result.area.full}" if result.body else result.area.full
        click.echo(line.format(don_vi=whose, ma=result.agency))
    if result.kept:
        click.echo(_("Giữ nguyên {so} tệp đã có").format(so=len(result.kept)))
    if result.area is not None:
        following = _(
            "Tiếp theo: xem lại plans/danh-muc/co-quan.toml, rồi kehoach web (trong trình duyệt) "
            "hoặc kehoach import TỆP.docx"
        )
        click.echo(following)
    else:
        click.echo(_("Tiếp theo: kehoach check, rồi kehoach render"))


def _as_json(result: Result) -> dict[str, Any]:
    area = result.area
    return {
        "root": str(result.root),
        "unit": None
        if area is None
        else {"name": area.full, "code": area.code, "agency": result.agency},
        "written": [path.relative_to(result.root).as_posix() for path in result.written],
        "kept": [path.relative_to(result.root).as_posix() for path in result.kept],
        "candidates": [
            {
                "name": one.area.full,
                "code": one.area.code,
                "province": one.province,
                "before": one.before,
            }
            for one in result.candidates or ()
        ],
        "diagnostics": diagnostics_json(result.diagnostics),
    }

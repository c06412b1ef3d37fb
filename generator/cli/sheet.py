"""`kehoach sheet`: a plan's tables out to Excel and back."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.locale import _
from generator.verbs import sheet

OPTIONS = _("[TÙY CHỌN]")
_path = click.Path(path_type=Path)


@click.group(
    help=_("Bảng nhiệm vụ, chỉ tiêu ra tệp Excel; sửa xong thì nhận về, gộp ba bên."),
    epilog=_("\b\nVí dụ: kehoach sheet export plans/a.toml -o a.xlsx"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "export", options_metavar=OPTIONS,
    help=_("Xuất bảng của một kế hoạch; mã của hàng và cột được giấu."),
    epilog=_("\b\nVí dụ: kehoach sheet export plans/a.toml -o a.xlsx"),
)  # fmt: skip
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option("-o", "target", type=_path, help=_("Tệp .xlsx"))
@json_option
def export(plan: str, target: Path | None, as_json: bool) -> int:
    """Write the sheet."""
    desk = desk_of(existing(plan), quiet=as_json)
    result = sheet.run(desk, sheet.Request("export", plan, target))
    if not as_json and result.target:
        click.echo(_("Đã ghi {tep}").format(tep=result.target))
    return finish(result, as_json=as_json)


@command.command(
    "import", options_metavar=OPTIONS,
    help=_("Nhận bảng đã sửa vào kế hoạch; ô không hiểu thì từ chối, nêu tên ô."),
    epilog=_("\b\nVí dụ: kehoach sheet import a.xlsx"),
)  # fmt: skip
@click.argument("file", metavar=_("TỆP"), type=_path)
@click.option("-o", "plan", default="", metavar=_("TỆP|MÃ"), help=_("Kế hoạch; trống: theo tệp"))
@click.option("--dry-run", is_flag=True, help=_("Chỉ nêu, không ghi"))
@json_option
def import_(file: Path, plan: str, dry_run: bool, as_json: bool) -> int:
    """Bring an edited sheet back."""
    desk = desk_of(existing(plan) or existing(str(file)), quiet=as_json)
    result = sheet.run(desk, sheet.Request("import", plan, file, not dry_run))
    if not as_json and result.target:
        words = {
            "written": _("đã nhận"),
            "unchanged": _("không có gì mới"),
            "conflict": _("đã nhận, còn chỗ phải chọn"),
            "refused": _("từ chối"),
        }
        click.echo(f"{result.target}: {words[result.status]}")
    return finish(result, as_json=as_json)

"""`kehoach score`: a decision's criteria as data, and what a plan's tasks do for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import score_sheets
from generator.cli.common import OneDay, complete_plans, desk_of, existing, finish, json_option
from generator.locale import _
from generator.verbs import score

if TYPE_CHECKING:
    from datetime import datetime

OPTIONS = _("[TÙY CHỌN]")


@click.group(
    help=_("Bộ tiêu chí chấm điểm: nhận từ quyết định, đối chiếu với nhiệm vụ của kế hoạch."),
    epilog=_("\b\nVí dụ: kehoach score coverage plans/a.toml --set par-2026 --period 2026-nam"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "import", options_metavar=OPTIONS,
    help=_("Nhận bảng tiêu chí của một quyết định (.docx, .xlsx); tổng không khớp thì nêu cả hai."),
    epilog=_("\b\nVí dụ: kehoach score import quyet-dinh.docx --set par-2026 --year 2026"),
)  # fmt: skip
@click.argument("file", metavar=_("TỆP"), type=click.Path(path_type=Path))
@click.option("--set", "set_id", required=True, metavar=_("MÃ"), help=_("Mã đặt cho bộ tiêu chí"))
@click.option("--year", required=True, type=click.IntRange(1945, 2200), help=_("Năm áp dụng"))
@click.option("--source", default="", metavar=_("LỜI"), help=_("Số, ngày quyết định ban hành"))
@json_option
def import_(file: Path, set_id: str, year: int, source: str, as_json: bool) -> int:
    """Read a set."""
    desk = desk_of(existing(str(file)), quiet=as_json)
    result = score.take(desk, score.ImportRequest(file, set_id, year, source))
    if not as_json and result.target:
        line = _("{tep}: {so} mục, tổng {tong} điểm")
        click.echo(line.format(tep=result.target, so=result.criteria, tong=result.total))
    return finish(result, as_json=as_json)


@command.command(
    "coverage", options_metavar=OPTIONS,
    help=_("Tiêu chí chưa có nhiệm vụ, điểm có thể mất theo cơ quan chủ trì, tổng điểm dự kiến."),
    epilog=_("\b\nVí dụ: kehoach score coverage plans/a.toml --set par-2026 --period 2026-nam"),
)  # fmt: skip
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option("--set", "set_id", required=True, metavar=_("MÃ"), help=_("Mã của bộ tiêu chí"))
@click.option("--period", default="", metavar=_("KỲ"), help=_("Xét theo báo cáo của kỳ này"))
@click.option("--date", "day", type=OneDay(), help=_("Ngày xét quá hạn; mặc định hôm nay"))
@click.option("--unit", default="", metavar=_("MÃ"), help=_("Xét điểm đã mất ở phiếu đơn vị này"))
@json_option
def coverage(
    plan: str, set_id: str, period: str, day: datetime | None, unit: str, as_json: bool
) -> int:
    """Tasks beside criteria; exit 1 when criteria have no task."""
    desk = desk_of(existing(plan), quiet=as_json)
    on = day.date() if day else None
    result = score.run(desk, score.Request(plan, set_id, period, on, unit))
    if not as_json and result.criteria:
        click.echo(_("Tiêu chí chưa có nhiệm vụ: {so}").format(so=len(result.without)))
        for one in result.without:
            click.echo(f"  {one.number}. {one.name} ({one.points})")
        click.echo(_("Điểm có thể mất, theo cơ quan chủ trì:"))
        for body, points in result.at_risk.items():
            click.echo(f"  {body}: {points}")
        late = [(one.number, ", ".join(one.overdue)) for one in result.criteria if one.overdue]
        for number, tasks in late:
            click.echo(_("Tiêu chí {so} có nhiệm vụ quá hạn: {cac}").format(so=number, cac=tasks))
        if result.lost:
            click.echo(_("Điểm đã mất ở phiếu chấm, theo cơ quan chủ trì:"))
        for body, points in result.lost.items():
            click.echo(f"  {body or _('(chưa có nhiệm vụ)')}: {points}")
        line = _("Dự kiến {co}/{tong} điểm")
        click.echo(line.format(co=result.expected, tong=result.total))
    return finish(result, as_json=as_json)


for _verb in (
    score_sheets.init, score_sheets.receive, score_sheets.choose, score_sheets.roll_up,
    score_sheets.export, score_sheets.update,
):  # fmt: skip
    command.add_command(_verb)

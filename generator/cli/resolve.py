"""`kehoach resolve`: settle a conflict that `update` wrote into a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    complete_plans,
    desk_of,
    existing,
    finish,
    json_option,
    option,
)
from generator.locale import _

if TYPE_CHECKING:
    from generator.cascade.changing.settle import Choice


@click.command(
    help=_(
        "Chọn ở chỗ lệnh update để lại: lấy của cấp trên, giữ của mình, lấy cả hai, hoặc viết lại. "
        "Không nêu khóa: mọi chỗ của nội dung ấy."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach resolve plans/lang-son-2024/phuong-dong-kinh.toml nv-07.thoi_han --above\n"
        '  kehoach resolve kh-phuong-dong-kinh-2024 md-muc-tieu --text "Đạt từ 88% trở lên."'
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.argument("place", metavar=_("NỘI_DUNG[.KHÓA]"))
@option("--above", "choice", old="--tren", flag_value="above", help=_("Lấy như kế hoạch cấp trên"))
@option("--mine", "choice", old="--cua-toi", flag_value="mine", help=_("Giữ như bản này"))
@option("--both", "choice", old="--ca-hai", flag_value="both", help=_("Lấy cả hai"))
@option("--text", "text", old="--sua", metavar=_("CHỮ"), help=_("Viết lại"))
@json_option
def command(plan: str, place: str, choice: Choice | None, text: str | None, as_json: bool) -> int:
    """Resolve; exit 1 when conflicts are left in the plan."""
    from generator.verbs.resolve import Request, run

    result = run(desk_of(existing(plan), quiet=as_json), Request(plan, place, choice, text))
    if result.written and not as_json:
        line = _("{tep}: đã ghi; còn {so} xung đột")
        click.echo(line.format(tep=result.file, so=len(result.left)))
    return finish(result, as_json=as_json)

"""`kehoach new KIND --for PLAN`: a paper around a plan, from what the plan says."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.locale import _
from generator.plan.drafts import KINDS, PaperKind
from generator.verbs.new import Request, run


@click.command(
    help=_(
        "Soạn văn bản đi cùng một kế hoạch từ những gì kế hoạch đã có: submission (tờ trình), "
        "slip (phiếu trình), decision (quyết định ban hành), letter (công văn gửi), reminder (công "
        "văn đôn đốc), report (báo cáo), conclusion (thông báo kết luận), invitation (giấy mời), "
        "minutes (biên bản), programme (chương trình). Không nêu kế hoạch: các phần của văn bản, "
        "để trống. Không bao giờ ghi đè tệp đã có."
    ),
    epilog=_("\b\nVí dụ: kehoach new decision --for plans/lang-son-2024/thanh-pho.toml"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("kind", metavar=_("LOẠI"), type=click.Choice(KINDS))
@click.option(
    "--for", "plan", default="", metavar=_("TỆP|MÃ"), shell_complete=complete_plans,
    help=_("Kế hoạch mà văn bản này đi cùng"),
)  # fmt: skip
@click.option(
    "-o", "target", type=click.Path(path_type=Path, dir_okay=False), metavar=_("TỆP"),
    help=_("Tệp ghi ra; mặc định cạnh kế hoạch"),
)  # fmt: skip
@click.option(
    "--agency", default="", metavar=_("MÃ|TÊN"),
    help=_("Cơ quan làm văn bản, như phòng trình kế hoạch; mặc định nơi ban hành kế hoạch"),
)  # fmt: skip
@click.option(
    "--since", default="", metavar=_("TỆP|TỆP@BẢN"),
    help=_("Bản trước, để phiếu trình nói đã đổi gì"),
)  # fmt: skip
@json_option
def command(
    kind: PaperKind, plan: str, target: Path | None, agency: str, since: str, as_json: bool
) -> int:
    """Write the draft."""
    request = Request(kind, plan, target, agency, since)
    result = run(desk_of(existing(plan), quiet=True), request)
    if not as_json and result.written:
        click.echo(_("Đã ghi {tep}").format(tep=result.written))
        if result.attach:
            click.echo(_("Để kế hoạch ban hành kèm theo, thêm vào [van_ban] của kế hoạch:"))
            click.echo(f"  {result.attach}")
    return finish(result, as_json=as_json)

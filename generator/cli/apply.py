"""`kehoach apply`: bring the changes a reviewer accepted into the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import desk_of, finish, json_option
from generator.diagnostics import has_errors
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.apply import Result


@click.command(
    help=_(
        "Đưa các thay đổi được chấp nhận (tệp JSON xuất từ trang so sánh HTML) vào kế hoạch cũ. "
        "Chỗ không chấp nhận, chú thích và mọi byte khác giữ nguyên; ghi chú vào can_xem."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach apply quyet-dinh.json --dry-run\n"
        "  kehoach apply quyet-dinh.json -o plans/ban-da-duyet.toml"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "decisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar=_("TỆP.json")
)
@click.option(
    "-o",
    "--out",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("TỆP"),
    help=_("Ghi ra tệp này; không nêu: ghi vào chính kế hoạch cũ"),
)
@click.option("--all", "everything", is_flag=True, help=_("Chấp nhận cả những chỗ chưa quyết định"))
@click.option("--no-notes", is_flag=True, help=_("Không ghi lời ghi chú vào can_xem"))
@click.option("--dry-run", is_flag=True, help=_("Chỉ in những gì sẽ thay đổi, không ghi"))
@json_option
def command(
    decisions: Path,
    target: Path | None,
    everything: bool,
    no_notes: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Apply; exit 1 when something was refused and nothing was written."""
    from generator.verbs.apply import Request, run

    request = Request(decisions, target, everything, not no_notes, not dry_run)
    result = run(desk_of([decisions], quiet=as_json), request)
    if not as_json:
        _tell(result, dry_run=dry_run)
    return finish(result, as_json=as_json)


def _tell(result: Result, *, dry_run: bool) -> None:
    if has_errors(result.diagnostics):
        click.echo(_("Không ghi gì."))
        return
    counts = _("Chấp nhận {nhan}/{tong} thay đổi, {ghi} ghi chú vào can_xem.")
    click.echo(counts.format(nhan=len(result.accepted), tong=result.total, ghi=len(result.notes)))
    if dry_run:
        click.echo(_("Chạy thử: không ghi gì."))
    elif result.written:
        click.echo(_("Đã ghi {tep}").format(tep=result.written))

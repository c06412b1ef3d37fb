"""`kehoach slip A B`: the slip that goes with a draft, or the message of its commit."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.locale import _


@click.command(
    help=_(
        "Phiếu trình của bản B so với bản A: đổi gì, đã kiểm tra gì, còn gì phải xử lý, gì chưa "
        "kiểm tra được, chỗ ghi tên. A và B như lệnh diff."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach slip thanh-pho.toml@HEAD thanh-pho.toml -o phieu-trinh.docx\n"
        "  kehoach slip thanh-pho.toml@HEAD thanh-pho.toml --message | git commit -aF -"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("old", metavar="A", shell_complete=complete_plans)
@click.argument("new", metavar="B", shell_complete=complete_plans)
@click.option(
    "-o",
    "--out",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("TỆP"),
    help=_("Ghi ra tệp .docx hoặc .md thay vì màn hình"),
)
@click.option("--message", "as_message", is_flag=True, help=_("Lời ghi cho git commit"))
@json_option
def command(old: str, new: str, target: Path | None, as_message: bool, as_json: bool) -> int:
    """Print or write the slip; exit 1 when a side cannot be read."""
    from generator.review.revisions import split
    from generator.verbs.slip import Request, run

    desk = desk_of(existing(split(old)[0], split(new)[0]), quiet=True)
    result = run(desk, Request(old, new, "message" if as_message else "slip", target))
    if not as_json:
        if result.written:
            click.echo(_("Đã ghi {tep}").format(tep=result.written), err=True)
        else:
            click.echo(result.text, nl=False)
    return finish(result, as_json=as_json)

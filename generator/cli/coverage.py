"""`kehoach coverage`: which task of a plan is taken up where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    complete_plans,
    crew_option,
    desk_of,
    existing,
    finish,
    json_option,
)
from generator.cli.coverage_text import write_json, write_text
from generator.locale import _
from generator.verbs.coverage import Request, run

if TYPE_CHECKING:
    from generator.workspace.batch import Crew


@click.command(
    help=_(
        "Đối chiếu các kế hoạch cấp dưới với một kế hoạch: nhiệm vụ nào được đưa vào ở đâu, "
        "nhiệm vụ nào bị bỏ, muộn, trái với cấp trên; đơn vị nào chưa có kế hoạch."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach coverage plans/lang-son-2024/thanh-pho.toml\n"
        "  kehoach coverage kh-tp-lang-son-2024 --html output/doi-chieu.html"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help=_("Ghi thêm một trang HTML")
)
@click.option(
    "--xlsx", type=click.Path(path_type=Path, dir_okay=False), help=_("Ghi thêm một bảng Excel")
)
@crew_option
@json_option
def command(plan: str, html: Path | None, xlsx: Path | None, crew: Crew, as_json: bool) -> int:
    """Compare; exit 1 when something is dropped without reason, late, contradicted, missing."""
    desk = desk_of(existing(plan), quiet=as_json, crew=crew)
    result = run(desk, Request(plan, html, xlsx))
    if result.survey is None:
        return finish(result, as_json=as_json)
    if as_json:
        write_json(result)
        return result.exit_code
    write_text(result.survey)
    if result.written:
        click.echo(_("Đã ghi {tep}").format(tep=result.written), err=True)
    return finish(result, as_json=False)

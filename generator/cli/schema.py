"""`kehoach schema`: JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import desk_of, json_option
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.schema import Kind


@click.command(
    help=_("Xuất JSON Schema của tệp kế hoạch hay danh mục, có mô tả tiếng Việt cho từng khóa."),
    epilog=_("\b\nVí dụ: kehoach schema -o plans/ke-hoach.schema.json"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("kind", default="ke-hoach", type=click.Choice(["ke-hoach", "co-quan", "van-ban"]))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=_("Ghi ra tệp này"))
@json_option
def command(kind: Kind, out: Path | None, as_json: bool) -> int:
    """Print or write the schema; it is JSON anyhow."""
    from generator.verbs.schema import Request, run

    result = run(desk_of([], quiet=True, anywhere=True), Request(kind, out))
    if as_json or not result.written:
        click.echo(result.text, nl=False)
    else:
        click.echo(result.written)
    return result.exit_code

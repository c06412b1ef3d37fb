"""`kehoach schema`: JSON Schema for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.locale import _


@click.command(
    help=_("Xuất JSON Schema của tệp kế hoạch hay danh mục, có mô tả tiếng Việt cho từng khóa."),
    epilog=_("\b\nVí dụ: kehoach schema -o plans/ke-hoach.schema.json"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("kind", default="ke-hoach", type=click.Choice(["ke-hoach", "co-quan", "van-ban"]))
@click.option("-o", "--out", type=click.Path(path_type=Path), help=_("Ghi ra tệp này"))
def command(kind: str, out: Path | None) -> int:
    """Print or write the schema."""
    from generator.plan.schema import agencies_schema, citations_schema, json_schema
    from generator.workspace.files import write_atomic

    made = {"ke-hoach": json_schema, "co-quan": agencies_schema, "van-ban": citations_schema}
    text = json.dumps(made[kind](), ensure_ascii=False, indent=2) + "\n"
    if out:
        write_atomic(out, text.encode())
        click.echo(str(out))
    else:
        click.echo(text, nl=False)
    return 0

"""`kehoach textconv FILE`: a .docx as plain text, for `git diff` and `git log -p`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import desk_of, json_option, print_json
from generator.cli.report import show
from generator.locale import _


@click.command(
    help=_("In tệp .docx thành chữ để git so sánh; cài bằng git-setup."),
    epilog=_("\b\nVí dụ: kehoach textconv ra/thanh-pho.docx"),
    options_metavar="",
)
@click.argument("file", metavar=_("TỆP"), type=click.Path(path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> int:
    """Print the paragraphs, a table row on a line."""
    from generator.verbs.textconv import Request, run

    result = run(desk_of([], quiet=True, anywhere=True), Request(file))
    if as_json:
        print_json(result.as_dict())
        return result.exit_code
    for line in result.lines:
        click.echo(line)
    show(result.diagnostics)
    return result.exit_code

"""`kehoach textconv FILE`: a .docx as plain text, for `git diff` and `git log -p`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.report import show
from generator.diagnostics import CLEAN, exit_code
from generator.locale import _


@click.command(
    help=_("In tệp .docx thành chữ để git so sánh; cài bằng git-setup."),
    epilog=_("\b\nVí dụ: kehoach textconv ra/thanh-pho.docx"),
    options_metavar="",
)
@click.argument("file", metavar=_("TỆP"), type=click.Path(path_type=Path))
def command(file: Path) -> int:
    """Print the paragraphs, a table row on a line."""
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.review.plain import lines

    word, problems = open_word(file)
    if word is None:
        return exit_code(show(problems))
    for line in lines(read_word(word)):
        click.echo(line)
    return CLEAN

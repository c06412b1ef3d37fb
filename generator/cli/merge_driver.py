"""`kehoach merge-driver %O %A %B %P`: what git calls to merge a plan."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.report import show
from generator.diagnostics import CLEAN, FINDINGS
from generator.locale import _

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    help=_("Git gọi để gộp kế hoạch theo nội dung; cài bằng git-setup."),
    epilog=_("\b\nVí dụ (trong git config): kehoach merge-driver %O %A %B %P"),
    options_metavar="",
)
@click.argument("base", type=_FILE)
@click.argument("mine", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("name", default="")
def command(base: Path, mine: Path, theirs: Path, name: str) -> int:
    """Merge into `mine`; exit 1 tells git that conflicts are left in it."""
    from generator.verbs.merge import merge_files
    from generator.workspace.files import write_atomic

    old, own, other = (path.read_bytes() for path in (base, mine, theirs))
    merged = merge_files(old, own, other, name or str(mine))
    write_atomic(mine, merged.data, durable=True)
    show(merged.diagnostics)
    sys.stdout.flush()
    return FINDINGS if merged.conflicts else CLEAN

"""`kehoach merge-driver %O %A %B %P`: what git calls to merge a plan."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import desk_of, json_option, print_json
from generator.cli.report import show
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
@json_option
def command(base: Path, mine: Path, theirs: Path, name: str, as_json: bool) -> int:
    """Merge into `mine`; exit 1 tells git that conflicts are left in it."""
    from generator.verbs.merge_driver import Request, run

    result = run(desk_of([], quiet=True, anywhere=True), Request(base, mine, theirs, name))
    if as_json:
        print_json(result.as_dict())
    else:
        show(result.diagnostics)
    return result.exit_code

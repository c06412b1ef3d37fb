"""`kehoach git-diff`: what git calls to show a changed plan (its external diff)."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import desk_of, existing, json_option, print_json
from generator.locale import _


@click.command(
    help=_("Git gọi để hiện thay đổi của kế hoạch theo nội dung; cài bằng git-setup."),
    epilog=_("\b\nVí dụ (trong git config): kehoach git-diff"),
    context_settings={"ignore_unknown_options": True},
    options_metavar="",
)
@click.argument("path")
@click.argument("old", type=click.Path(path_type=Path), default=Path("/dev/null"))
@click.argument("old_hex", default="")
@click.argument("old_mode", default="")
@click.argument("new", type=click.Path(path_type=Path), default=Path("/dev/null"))
@click.argument("new_hex", default="")
@click.argument("new_mode", default="")
@click.argument("rest", nargs=-1)
@json_option
def command(
    path: str,
    old: Path,
    old_hex: str,
    old_mode: str,
    new: Path,
    new_hex: str,
    new_mode: str,
    rest: tuple[str, ...],
    as_json: bool,
) -> int:
    """Print the difference; git expects 0."""
    from generator.cli.diff_text import lines
    from generator.verbs.git_diff import Request, run

    del old_hex, old_mode, new_hex, new_mode, rest
    desk = desk_of(existing(path), quiet=True, anywhere=True)
    result = run(desk, Request(path, old, new))
    if as_json:
        print_json(result.as_dict())
    elif result.difference is None or result.words is None:
        click.echo(path)
        click.echo(result.by_lines, nl=False)
    elif not result.difference.changes:
        click.echo(_("{tep}: chỉ khác cách viết, không khác nội dung").format(tep=path))
    else:
        for line in lines(result.difference, result.words, level=False):
            click.echo(line)
    return result.exit_code

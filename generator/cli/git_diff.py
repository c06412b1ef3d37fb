"""`kehoach git-diff`: what git calls to show a changed plan (its external diff)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.diagnostics import CLEAN
from generator.locale import _
from generator.workspace.workspace import Workspace, find_root

if TYPE_CHECKING:
    from generator.plan.toml import Loaded


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
def command(
    path: str,
    old: Path,
    old_hex: str,
    old_mode: str,
    new: Path,
    new_hex: str,
    new_mode: str,
    rest: tuple[str, ...],
) -> int:
    """Print the difference; git expects 0."""
    del old_hex, old_mode, new_hex, new_mode, rest
    sides = [_plan(file, path) for file in (old, new)]
    root = find_root(Path.cwd())
    if sides[0] is None or sides[1] is None or root is None:
        _by_lines(path, old, new)
        return CLEAN
    _by_nodes(Workspace(root, Path.cwd()), path, sides[0], sides[1])
    return CLEAN


def _plan(file: Path, path: str) -> Loaded | None:
    from generator.plan.toml import parse_plan

    try:
        data = file.read_bytes()
    except OSError:
        return None
    return parse_plan(data, path)[0] if data else None


def _by_nodes(workspace: Workspace, path: str, old: Loaded, new: Loaded) -> None:
    from generator.cli.diff_text import lines
    from generator.review.changes import compare, side_of
    from generator.review.sentences import Sentences
    from generator.review.sides import known

    difference = compare(side_of(old, f"a/{path}"), side_of(new, f"b/{path}"))
    if not difference.changes:
        click.echo(_("{tep}: chỉ khác cách viết, không khác nội dung").format(tep=path))
        return
    words = Sentences(difference, known(workspace))
    for line in lines(difference, words, level=False):
        click.echo(line)


def _by_lines(path: str, old: Path, new: Path) -> None:
    """As git itself would: a side is new, gone, or no plan that can be read."""
    done = subprocess.run(
        ["git", "diff", "--no-index", "--no-ext-diff", "--", str(old), str(new)],
        capture_output=True,
        check=False,
    )
    click.echo(path)
    click.echo(done.stdout.decode(errors="replace"), nl=False)

"""`kehoach git-setup`: let git compare and merge plans by meaning."""

from __future__ import annotations

import click

from generator.cli.common import desk_of, finish, json_option
from generator.locale import _


@click.command(
    name="git-setup",
    help=_(
        "Cài cho kho git: git diff, git merge hiểu kế hoạch TOML theo nội dung, git diff đọc được "
        ".docx. Ghi .gitattributes (đưa vào kho) và cấu hình của kho trên máy này."
    ),
    epilog=_("\b\nVí dụ:\n  kehoach git-setup\n  kehoach git-setup --check"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.option("--check", is_flag=True, help=_("Chỉ xem đã cài đủ chưa"))
@json_option
def command(check: bool, as_json: bool) -> int:
    """Set up, or tell what is missing; exit 1 when something is."""
    from generator.verbs.git_setup import Request, run

    result = run(desk_of([], quiet=True), Request(check))
    if not as_json and not result.diagnostics:
        for one in result.missing:
            click.echo(_("đã cài: {gi}").format(gi=one))
        click.echo(_("git đã hiểu kế hoạch của không gian làm việc này"))
    return finish(result, as_json=as_json)

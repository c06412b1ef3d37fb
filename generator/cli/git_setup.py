"""`kehoach git-setup`: let git compare and merge plans by meaning."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import workspace_of
from generator.cli.report import show
from generator.diagnostics import CLEAN, FINDINGS, Place, error
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
def command(check: bool) -> int:
    """Set up, or tell what is missing; exit 1 when something is."""
    from generator.verbs.git_setup import NotInGitError, apply, missing

    workspace = workspace_of([])
    try:
        lacking = missing(workspace)
        if lacking and not check:
            apply(workspace)
    except NotInGitError:
        hint = _("Chạy git init trước, hoặc cài git.")
        show([error("KE811", _("Thư mục này không nằm trong kho git"), Place(".", ""), hint)])
        return FINDINGS
    if check and lacking:
        place = Place(str(Path.cwd()), ".gitattributes")
        show([error("KE811", _("Thiếu: {gi}").format(gi=one), place) for one in lacking])
        return FINDINGS
    for one in lacking:
        click.echo(_("đã cài: {gi}").format(gi=one))
    click.echo(_("git đã hiểu kế hoạch của không gian làm việc này"))
    return CLEAN

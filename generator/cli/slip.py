"""`kehoach slip A B`: the slip that goes with a draft, or the message of its commit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import complete_plans, workspace_of
from generator.cli.report import show
from generator.diagnostics import CLEAN, FINDINGS, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.review.sides import Named
    from generator.workspace.workspace import Workspace


@click.command(
    help=_(
        "Phiếu trình của bản B so với bản A: đổi gì, đã kiểm tra gì, còn gì phải xử lý, gì chưa "
        "kiểm tra được, chỗ ghi tên. A và B như lệnh diff."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach slip thanh-pho.toml@HEAD thanh-pho.toml -o phieu-trinh.docx\n"
        "  kehoach slip thanh-pho.toml@HEAD thanh-pho.toml --message | git commit -aF -"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("old", metavar="A", shell_complete=complete_plans)
@click.argument("new", metavar="B", shell_complete=complete_plans)
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("TỆP"),
    help=_("Ghi ra tệp .docx hoặc .md thay vì màn hình"),
)
@click.option("--message", "as_message", is_flag=True, help=_("Lời ghi cho git commit"))
def command(old: str, new: str, target: Path | None, as_message: bool) -> int:
    """Print or write the slip; exit 1 when a side cannot be read."""
    from generator.review.revisions import split
    from generator.review.sides import open_side

    files = [Path(split(name)[0]) for name in (old, new)]
    workspace = workspace_of([file for file in files if file.exists()])
    opened = [open_side(workspace, name) for name in (old, new)]
    problems = [d for _named, found in opened for d in found]
    before, after = (named for named, _found in opened)
    if before is None or after is None:
        show(problems)
        return FINDINGS
    return _write(workspace, (before, after), target, as_message=as_message)


def _write(
    workspace: Workspace, named: tuple[Named, Named], target: Path | None, *, as_message: bool
) -> int:
    from generator.review.report import summary
    from generator.review.sentences import Sentences
    from generator.review.sides import differ, known, plan_side
    from generator.review.slip import Slip, docx, markdown, message
    from generator.workspace.files import write_atomic

    read = [plan_side(one, workspace) for one in named]
    problems = [d for _side, _loaded, found in read for d in found]
    sides = [(side, loaded) for side, loaded, _found in read if side is not None]
    if len(sides) < 2:
        return exit_code(show(problems))
    difference, _told = differ(workspace, sides[0], sides[1])
    plan = sides[1][0].plan
    slip = Slip(
        plan,
        f"{plan.van_ban.loai} {plan.van_ban.ma}: {plan.van_ban.trich_yeu}",
        (named[0].name, named[1].name),
        summary(difference, Sentences(difference, known(workspace))),
        [] if as_message else _findings(workspace, named[1]),
    )
    if target is not None and target.suffix.lower() == ".docx":
        write_atomic(target, docx(slip))
    elif target is not None:
        write_atomic(target, (message(slip) if as_message else markdown(slip)).encode())
    else:
        click.echo(message(slip) if as_message else markdown(slip), nl=False)
    if target is not None:
        click.echo(_("Đã ghi {tep}").format(tep=workspace.shown(target)), err=True)
    return CLEAN


def _findings(workspace: Workspace, named: Named) -> list[Diagnostic]:
    """What `check` says of the new version, as it stands on the disk."""
    from generator.verbs.check_plans import Checker

    if named.revision or named.is_word:
        return []
    return Checker(workspace)(named.path).diagnostics

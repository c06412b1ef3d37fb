"""`kehoach check`: the data of plans, all mistakes at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.bulk import check_files, check_ids
from generator.cli.common import plan_files, plans_argument, print_json, with_progress, workspace_of
from generator.cli.report import as_json, sarif, show, summary
from generator.diagnostics import Diagnostic, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.workspace import Workspace


@click.command(
    help=_("Kiểm tra dữ liệu kế hoạch. Không nêu tệp: mọi kế hoạch và danh mục."),
    epilog=_("\b\nVí dụ: kehoach check plans/lang-son-2024/thanh-pho.toml --format json"),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help=_("Dạng kết quả"),
)
def command(plans: tuple[str, ...], style: str) -> int:
    """Check plans; exit 1 when there is an error."""
    workspace = workspace_of([Path(p) for p in plans if Path(p).exists()])
    files = plan_files(workspace, plans)
    found = _findings(workspace, files, quiet=style != "text")
    if style == "text":
        found = show(found)
        counted = summary(found) or _("không có lỗi")
        click.echo(_("{so} tệp: {ket_qua}").format(so=len(files), ket_qua=counted))
    else:
        report = {"files": len(files), "diagnostics": as_json(found)}
        print_json(report if style == "json" else sarif(found, __version__))
    return exit_code(found)


def _findings(workspace: Workspace, files: list[Path], *, quiet: bool) -> list[Diagnostic]:
    """Findings of the plans, of the registries they use, and of ids used twice."""
    checked = with_progress(check_files(workspace, files), len(files), _("Kiểm tra"), quiet=quiet)
    results = sorted(checked, key=lambda result: result.source)
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    found += workspace.citations.check(workspace.registry, workspace.plan_of)
    return found + check_ids(results) + workspace.diagnostics

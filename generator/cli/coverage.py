"""`kehoach coverage`: which task of a plan is taken up where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cascade.survey import Gatherer, make_coverage, survey_files
from generator.cli.common import (
    complete_plans,
    json_option,
    plan_files,
    with_progress,
    workspace_of,
)
from generator.cli.coverage_text import write_json, write_text
from generator.cli.report import show
from generator.diagnostics import CLEAN, FINDINGS, exit_code, has_errors
from generator.locale import _

if TYPE_CHECKING:
    from generator.cascade.survey import Survey
    from generator.diagnostics import Diagnostic


@click.command(
    help=_(
        "Đối chiếu các kế hoạch cấp dưới với một kế hoạch: nhiệm vụ nào được đưa vào ở đâu, "
        "nhiệm vụ nào bị bỏ, muộn, trái với cấp trên; đơn vị nào chưa có kế hoạch."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach coverage plans/lang-son-2024/thanh-pho.toml\n"
        "  kehoach coverage kh-tp-lang-son-2024 --html output/doi-chieu.html"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("root", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help=_("Ghi thêm một trang HTML")
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help=_("Số tiến trình cùng lúc"))
@json_option
def command(root: str, html: Path | None, jobs: int | None, as_json: bool) -> int:
    """Compare; exit 1 when something is dropped without reason, late, contradicted, missing."""
    workspace = workspace_of([Path(root)] if Path(root).exists() else [])
    named = plan_files(workspace, (root,))
    if len(named) != 1:
        raise click.UsageError(_("Nêu đúng một kế hoạch cấp trên."))
    parent = named[0]
    coverage, problems = make_coverage(workspace, parent)
    problems += workspace.diagnostics
    if coverage is None or has_errors(workspace.diagnostics):
        return exit_code(show(problems))
    gatherer = Gatherer(workspace, coverage, workspace.shown(parent))
    files = workspace.plan_files()
    found = survey_files(workspace, coverage, parent, files, jobs)
    for one in with_progress(found, len(files), _("Đối chiếu"), quiet=as_json):
        gatherer.add(one)
    survey = gatherer.finish()
    if html is not None:
        _write_page(survey, html)
    (write_json if as_json else write_text)(survey)
    if html is not None and not as_json:
        click.echo(_("Đã ghi {tep}").format(tep=workspace.shown(html)), err=True)
    return _finish(survey, problems)


def _write_page(survey: Survey, target: Path) -> None:
    from generator.review.coverage_html import write_page
    from generator.workspace.files import stream_atomic

    stream_atomic(target, lambda write: write_page(survey, write))


def _finish(survey: Survey, problems: list[Diagnostic]) -> int:
    """What could not be read is shown; findings of the matrix alone give exit code 1."""
    unreadable = show([d for d in problems if d.severity] + survey.diagnostics)
    code = exit_code(unreadable)
    return code or (CLEAN if survey.clean else FINDINGS)

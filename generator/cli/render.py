"""`kehoach render`: TOML → .docx (→ PDF)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    json_option,
    plan_files,
    plans_argument,
    print_json,
    shows_bar,
    with_progress,
    workspace_of,
)
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show, summary
from generator.diagnostics import Diagnostic, exit_code
from generator.document.output import targets
from generator.locale import _
from generator.verbs.render import Renderer, render_files
from generator.workspace.files import sweep_leftovers

if TYPE_CHECKING:
    from generator.workspace.batch import Done
    from generator.workspace.workspace import Workspace


@click.command(
    help=_(
        "Sinh văn bản Word từ kế hoạch TOML. Không nêu tệp: mọi kế hoạch của không gian làm việc."
    ),
    epilog=_("\b\nVí dụ: kehoach render plans/lang-son-2024/thanh-pho.toml --pdf"),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option("-o", "--out", type=click.Path(path_type=Path), help=_("Thư mục ghi kết quả"))
@click.option("--pdf", is_flag=True, help=_("Chuyển thêm sang PDF bằng LibreOffice"))
@click.option("--pdfa", is_flag=True, help=_("PDF theo chuẩn lưu trữ PDF/A-2b (kèm --pdf)"))
@click.option(
    "--mau", "template", type=click.Path(path_type=Path), help=_("Mẫu .docx khác mẫu mặc định")
)
@click.option("--ghi-de", "overwrite", is_flag=True, help=_("Ghi đè cả tệp .docx đã sửa bằng tay"))
@click.option("-j", "--jobs", type=click.IntRange(min=1), help=_("Số tiến trình cùng lúc"))
@json_option
def command(
    plans: tuple[str, ...],
    out: Path | None,
    pdf: bool,
    pdfa: bool,
    template: Path | None,
    overwrite: bool,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Render plans; exit 1 when one was refused, 3 when the environment failed."""
    workspace = workspace_of([Path(p) for p in plans if Path(p).exists()])
    files = plan_files(workspace, plans)
    named = targets(workspace, files, out)
    problems = _clashes(named) + _same_ids(workspace, files, everything=not plans)
    for folder in {target.parent for target in named.values()}:
        sweep_leftovers(folder)
    renderer = Renderer(workspace, template or workspace.template, overwrite=overwrite)
    problems += renderer.diagnostics
    results: list[Done] = []
    done = render_files(renderer, named, jobs)
    for result in with_progress(done, len(named), _("Sinh văn bản"), quiet=as_json):
        results.append(result)
        if result.status != "refused" and not (as_json or shows_bar(len(named))):
            click.echo(_line(result))
    if pdf or pdfa:
        problems += _to_pdf(results, jobs, pdfa=pdfa, quiet=as_json)
    results.sort(key=lambda r: r.source)
    return _finish(results, problems + workspace.diagnostics, as_json)


def _line(result: Done) -> str:
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    return f"{result.target}  ({words[result.status]})"


def _clashes(named: dict[Path, Path]) -> list[Diagnostic]:
    """Two plans that would be written to one file."""
    from generator.diagnostics import Place, error

    owner: dict[Path, Path] = {}
    found = []
    for source, target in list(named.items()):
        if target in owner:
            found.append(
                error(
                    "TX703",
                    _("{mot} và {hai} cùng ghi ra {tep}").format(
                        mot=owner[target], hai=source, tep=target
                    ),
                    Place(str(source), _("tệp kết quả")),
                    _("Đổi tên một tệp, hoặc sinh từng tệp vào thư mục khác bằng -o."),
                )
            )
            del named[source]
        owner.setdefault(target, source)
    return found


def _same_ids(workspace: Workspace, files: list[Path], *, everything: bool) -> list[Diagnostic]:
    """Two plans with one id; looked for when the whole workspace is rendered."""
    if not everything or len(files) == sum(len(p) == 1 for p in workspace.plan_index.values()):
        return []
    from generator.plan.check import check_workspace_ids
    from generator.plan.toml import load_plan

    twice = [p for paths in workspace.plan_index.values() if len(paths) > 1 for p in paths]
    loaded = [found for path in twice if (found := load_plan(path)[0])]
    return check_workspace_ids(loaded)


def _to_pdf(results: list[Done], jobs: int | None, *, pdfa: bool, quiet: bool) -> list[Diagnostic]:
    from generator.office.pdf import convert

    files = [Path(r.target) for r in results if r.status != "refused"]
    if not files:
        return []
    if quiet or not shows_bar(len(files)):
        return convert(files, jobs=jobs, pdfa=pdfa)
    with click.progressbar(length=len(files), label="PDF", file=sys.stderr) as bar:
        return convert(files, jobs=jobs, pdfa=pdfa, done=bar.update)


def _finish(results: list[Done], problems: list[Diagnostic], as_json: bool) -> int:
    everything = problems + [d for result in results for d in result.diagnostics]
    if as_json:
        print_json(
            {
                "results": [
                    {"source": r.source, "target": r.target, "status": r.status} for r in results
                ],
                "diagnostics": diagnostics_json(everything),
            }
        )
        return exit_code(everything)
    everything = show(everything)
    made = sum(r.status != "refused" for r in results)
    counted = summary(everything)
    line = _("{so}/{tong} văn bản").format(so=made, tong=len(results))
    click.echo(f"{line}; {counted}" if counted else line, err=True)
    return exit_code(everything)

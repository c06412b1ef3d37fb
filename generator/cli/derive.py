"""`kehoach derive`: lower plans from a higher one, and what is left for the clerk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cascade.below import lower_units
from generator.cli.common import (
    complete_plans,
    json_option,
    plan_files,
    print_json,
    shows_bar,
    with_progress,
    workspace_of,
)
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show, summary
from generator.diagnostics import exit_code, nearest
from generator.locale import _
from generator.verbs.derive import derive_files
from generator.workspace.files import sweep_leftovers
from generator.workspace.reading import load as load_plan

if TYPE_CHECKING:
    from generator.plan.toml import Loaded
    from generator.workspace.batch import Done
    from generator.workspace.workspace import Workspace


def _complete_units(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[click.shell_completion.CompletionItem]:
    from click.shell_completion import CompletionItem

    registry = workspace_of([]).registry
    return [CompletionItem(unit) for unit in registry.known(None) if unit.startswith(incomplete)]


@click.command(
    help=_(
        "Dẫn xuất kế hoạch cấp dưới từ kế hoạch cấp trên theo các quy tắc trong danh mục, "
        "rồi liệt kê những chỗ người soạn thảo phải điền hoặc xem lại. "
        "Tệp đã có người sửa không bao giờ bị ghi đè."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach derive plans/lang-son-2024/thanh-pho.toml --all\n"
        "  kehoach derive plans/lang-son-2024/thanh-pho.toml --unit ubnd-phuong-dong-kinh"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("parent", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar=_("MÃ"),
    shell_complete=_complete_units,
    help=_("Cơ quan cấp dưới (lặp lại được)"),
)
@click.option("--all", "everyone", is_flag=True, help=_("Mọi đơn vị trực thuộc"))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help=_("Thư mục ghi; mặc định: cạnh kế hoạch cấp trên"),
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help=_("Số tiến trình cùng lúc"))
@json_option
def command(
    parent: str,
    units: tuple[str, ...],
    everyone: bool,
    out: Path | None,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Derive; exit 1 when a plan was refused."""
    if bool(units) == everyone:
        raise click.UsageError(_("Chọn --unit MÃ (một hoặc nhiều lần) hoặc --all."))
    workspace = workspace_of([Path(parent)] if Path(parent).exists() else [])
    files = plan_files(workspace, (parent,))
    if len(files) != 1:
        raise click.UsageError(_("Nêu đúng một kế hoạch cấp trên."))
    loaded, problems = load_plan(workspace, files[0])
    if loaded is None:
        return _finish([], problems + workspace.diagnostics, as_json)
    chosen = _units(workspace, loaded, units)
    folder = out or files[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    sweep_leftovers(folder)
    results: list[Done] = []
    done = derive_files(workspace, files[0], chosen, folder, jobs)
    for result in with_progress(done, len(chosen), _("Dẫn xuất"), quiet=as_json):
        results.append(result)
        if result.status != "refused" and not (as_json or shows_bar(len(chosen))):
            click.echo(_line(result))
    results.sort(key=lambda r: r.target)
    return _finish(results, problems + workspace.diagnostics, as_json)


def _units(workspace: Workspace, loaded: Loaded, named: tuple[str, ...]) -> list[str]:
    """The ids of the units to derive for. Raises UsageError for unknown ones."""
    plan = loaded.plan
    if not named:
        found = lower_units(workspace, plan)
        if not found:
            raise click.UsageError(
                _("Danh mục không có đơn vị trực thuộc {ten} vào ngày của kế hoạch.").format(
                    ten=plan.van_ban.co_quan
                )
            )
        return found
    known = workspace.registry.known(plan.day())
    for unit in named:
        if unit not in known:
            near = nearest(unit, known)
            hint = _(" Gần giống: {ten}.").format(ten=", ".join(near)) if near else ""
            raise click.UsageError(
                _("Danh mục không có cơ quan «{ma}» vào ngày của kế hoạch.").format(ma=unit) + hint
            )
    return list(dict.fromkeys(named))


def _line(result: Done) -> str:
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    left_out = _("; không lấy {so} nội dung của cơ quan khác").format(so=len(result.dropped))
    return f"{result.target}  ({words[result.status]}{left_out if result.dropped else ''})"


def _finish(results: list[Done], problems: list, as_json: bool) -> int:  # type: ignore[type-arg]
    everything = problems + [d for result in results for d in result.diagnostics]
    if as_json:
        print_json(
            {
                "results": [
                    {
                        "unit": r.source,
                        "target": r.target,
                        "status": r.status,
                        "dropped": [{"id": node, "rule": rule} for node, rule in r.dropped],
                    }
                    for r in results
                ],
                "diagnostics": diagnostics_json(everything),
            }
        )
        return exit_code(everything)
    if everything:
        click.echo(_("Người soạn thảo cần điền hoặc xem lại:"), err=True)
    everything = show(everything)
    made = sum(r.status != "refused" for r in results)
    line = _("{so}/{tong} kế hoạch").format(so=made, tong=len(results))
    counted = summary(everything)
    click.echo(f"{line}; {counted}" if counted else line, err=True)
    return exit_code(everything)

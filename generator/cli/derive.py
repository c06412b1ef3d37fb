"""`kehoach derive`: lower plans from a higher one, and what is left for the clerk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    complete_plans,
    crew_option,
    desk_of,
    existing,
    finish,
    json_option,
    teller,
    workspace_of,
)
from generator.locale import _
from generator.verbs.derive import Request, run

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from generator.workspace.batch import Crew, Done


def _complete_units(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
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
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Ghi bảng dẫn xuất (.html, .docx, .json, .txt): từng nội dung thành gì, vì sao"),
)
@crew_option
@json_option
def command(
    parent: str,
    units: tuple[str, ...],
    everyone: bool,
    out: Path | None,
    sheet: Path | None,
    crew: Crew,
    as_json: bool,
) -> int:
    """Derive; exit 1 when a plan was refused."""
    desk = desk_of(existing(parent), quiet=as_json, crew=crew)
    asked = Request(parent, units, everyone, out, sheet, sheets=as_json and len(units) == 1)
    result = run(desk, asked, teller(_line, quiet=as_json))
    made = sum(done.status != "refused" for done in result.items)
    counted = _("{so}/{tong} kế hoạch").format(so=made, tong=result.asked)
    if result.sheet and not as_json:
        click.echo(_("Bảng dẫn xuất: {tep}").format(tep=result.sheet))
    ours = sum(done.perhaps_ours for done in result.items)
    if ours and not as_json:
        click.echo(_perhaps_ours(ours, sheet=bool(result.sheet)), err=True)
    if result.items and result.diagnostics and not as_json:
        click.echo(_("Người soạn thảo cần điền hoặc xem lại:"), err=True)
    return finish(result, as_json=as_json, counted=counted)


def _perhaps_ours(count: int, *, sheet: bool) -> str:
    """How much was left out that may be the unit's, and where it is told."""
    if sheet:
        return _("Bỏ ra, có thể là việc của ta: {so} nội dung, xem đầu bảng dẫn xuất").format(
            so=count
        )
    return _(
        "Bỏ ra, có thể là việc của ta: {so} nội dung; xem từng nội dung trong bảng dẫn xuất: "
        "thêm --sheet bang.html"
    ).format(so=count)


def _line(done: Done) -> str | None:
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    if done.status not in words:
        return None
    left_out = _("; không lấy {so} nội dung của cơ quan khác").format(so=len(done.dropped))
    return f"{done.target}  ({words[done.status]}{left_out if done.dropped else ''})"

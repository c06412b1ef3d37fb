"""`kehoach pull`: bring the edits of a rendered .docx back into its plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.common import (
    FileAnywhere,
    complete_plans,
    desk_of,
    existing,
    finish,
    json_option,
    option,
)
from generator.diagnostics import WRONG_USAGE
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.pull import Result


@click.command(
    help=_(
        "Đưa sửa đổi trong tệp Word (do render sinh ra, người duyệt đã sửa) về kế hoạch TOML: "
        "câu chữ, đoạn thêm, bỏ, chuyển, bảng phụ lục, đầu trang, nơi nhận, người ký."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach pull thanh-pho-da-sua.docx --dry-run\n"
        "  kehoach pull thanh-pho-da-sua.docx -o plans/lang-son-2024/thanh-pho.toml --comments"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "edited", metavar=_("TỆP.docx"), type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "-o",
    "--out",
    "plan",
    metavar=_("KẾ_HOẠCH"),
    shell_complete=complete_plans,
    help=_("Tệp hay mã kế hoạch nhận sửa đổi; trống: kế hoạch ghi trong tệp Word"),
)
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    help=_("Sửa đổi được theo dõi (track changes): coi như chấp nhận hay từ chối"),
)
@click.option("--comments", is_flag=True, help=_("Ghi nhận xét vào can_xem của nội dung"))
@option(
    "--template",
    old="--mau",
    type=FileAnywhere(path_type=Path),
    help=_("Mẫu .docx đã dùng khi sinh: tệp, hoặc địa chỉ s3://, sftp://, file://"),
)
@option("--partial", old="--bo-qua", is_flag=True, help=_("Vẫn ghi dù có chữ không đưa vào được"))
@click.option("-n", "--dry-run", is_flag=True, help=_("Chỉ xem, không ghi"))
@json_option
def command(
    edited: Path,
    plan: str | None,
    revisions: Literal["accept", "reject"],
    comments: bool,
    template: Path | None,
    partial: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Pull; exit 1 when words have no place, or conflicts wait for a person."""
    from generator.verbs.pull import Request, run

    around = existing(plan) if plan and Path(plan).suffix else []
    desk = desk_of(around or [edited], quiet=as_json)
    request = Request(edited, plan or "", template, revisions, comments, partial, not dry_run)
    result = run(desk, request)
    if not as_json:
        for line in _lines(result):
            click.echo(line)
    code = finish(result, as_json=as_json)
    if not as_json and code != WRONG_USAGE:
        click.echo(_summary(result, dry_run=dry_run))
    return code


def _lines(result: Result) -> list[str]:
    """What changes in the plan, in its words."""
    from generator.cli.diff_text import lines

    if result.difference is None or result.words is None or not result.difference.changes:
        return []
    return list(lines(result.difference, result.words, level=False))


def _summary(result: Result, *, dry_run: bool) -> str:
    if result.status == "unchanged":
        return _("{tep}: không có gì phải đưa về").format(tep=result.target)
    if result.status == "refused":
        return _("Chưa ghi gì: còn chỗ không đưa vào kế hoạch được")
    if dry_run:
        return _("{tep}: sẽ được sửa (chưa ghi)").format(tep=result.target)
    return _("{tep}: đã ghi").format(tep=result.target)

"""`kehoach pull`: bring the edits of a rendered .docx back into its plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from generator.cli.common import complete_plans, json_option, print_json, workspace_of
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show
from generator.diagnostics import FINDINGS, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.pull import Pulled
    from generator.workspace.workspace import Workspace


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
@click.option(
    "--mau", "template", type=click.Path(path_type=Path), help=_("Mẫu .docx đã dùng khi sinh")
)
@click.option("--bo-qua", "partial", is_flag=True, help=_("Vẫn ghi dù có chữ không đưa vào được"))
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
    from generator.verbs.pull import Request, pull

    target = _target(plan)
    workspace = workspace_of([target] if target else [edited])
    if plan and target is None:
        target = _named(workspace, plan)
    wanted = Request(target, template, revisions, comments, partial, write=not dry_run)
    done = pull(workspace, edited, wanted)
    if as_json:
        print_json(_as_json(workspace, done, dry_run=dry_run))
        return exit_code(done.diagnostics)
    for line in _lines(workspace, done):
        click.echo(line)
    show(done.diagnostics)
    click.echo(_summary(done, dry_run=dry_run))
    return FINDINGS if done.status in ("refused", "conflict") else exit_code(done.diagnostics)


def _target(plan: str | None) -> Path | None:
    return Path(plan) if plan and (Path(plan).exists() or Path(plan).suffix) else None


def _named(workspace: Workspace, plan: str) -> Path:
    from generator.cli.common import plan_files

    files = plan_files(workspace, (plan,))
    if len(files) != 1:
        raise click.UsageError(_("Nêu đúng một kế hoạch."))
    return files[0]


def _lines(workspace: Workspace, done: Pulled) -> list[str]:
    """What changes in the plan, in its words."""
    from generator.cli.diff_text import lines

    if done.before is None or done.after is None or done.before is done.after:
        return []
    difference, words = _difference(workspace, done)
    return list(lines(difference, words, level=False)) if difference.changes else []


def _difference(workspace: Workspace, done: Pulled) -> tuple[Any, Any]:
    from generator.review.changes import compare, side_of
    from generator.review.sentences import Sentences
    from generator.review.sides import known

    assert done.before is not None  # noqa: S101 - the caller has looked
    assert done.after is not None  # noqa: S101 - the caller has looked
    old, new = side_of(done.before, done.target), side_of(done.after, done.target)
    difference = compare(old, new)
    return difference, Sentences(difference, known(workspace))


def _summary(done: Pulled, *, dry_run: bool) -> str:
    if done.status == "unchanged":
        return _("{tep}: không có gì phải đưa về").format(tep=done.target)
    if done.status == "refused":
        return _("Chưa ghi gì: còn chỗ không đưa vào kế hoạch được")
    if dry_run:
        return _("{tep}: sẽ được sửa (chưa ghi)").format(tep=done.target)
    return _("{tep}: đã ghi").format(tep=done.target)


def _as_json(workspace: Workspace, done: Pulled, *, dry_run: bool) -> dict[str, Any]:
    from generator.review.report import as_json

    value: dict[str, Any] = {
        "tep": done.source,
        "ke_hoach": done.target,
        "ket_qua": done.status,
        "da_ghi": not dry_run and done.status in ("pulled", "conflict"),
        "chan_doan": diagnostics_json(done.diagnostics),
    }
    if done.before is not None and done.after is not None:
        difference, words = _difference(workspace, done)
        value["thay_doi"] = as_json(difference, words, level=False)
    return value

"""`kehoach format`: any existing plan rendered anew by the official template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import json_option, print_json, workspace_or_shipped
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show, summary
from generator.diagnostics import exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.read.imported import Revisions
    from generator.verbs.format import Formatted

SHOWN = 5
"""Of the lines left out for one reason, so many are shown; --json gives all."""


@click.command(
    "format",
    help=_(
        "Trình bày lại một kế hoạch có sẵn (.docx, .doc, .pdf, .txt) đúng thể thức Nghị định "
        "30/2020/NĐ-CP, kèm báo cáo mọi điều đã đổi. Lời văn giữ nguyên; không ghi đè tệp nguồn."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach format ke-hoach-cu.docx -o ke-hoach-moi.docx\n"
        "  kehoach format ke-hoach-thanh-pho.pdf"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "source",
    metavar=_("TỆP"),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Tệp .docx ghi ra; mặc định: TỆP-the-thuc.docx cạnh tệp nguồn"),
)
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    help=_("Thay đổi theo dõi trong Word: nhận (accept) hay bỏ (reject)"),
)
@click.option(
    "--mau", "template", type=click.Path(path_type=Path), help=_("Mẫu .docx khác mẫu mặc định")
)
@click.option("--ghi-de", "overwrite", is_flag=True, help=_("Ghi đè cả tệp .docx đã sửa bằng tay"))
@json_option
def command(
    source: Path,
    out: Path | None,
    revisions: Revisions | None,
    template: Path | None,
    overwrite: bool,
    as_json: bool,
) -> int:
    """Format one file; exit 1 when it was refused."""
    from generator.surroundings import surroundings
    from generator.template.compiled import load
    from generator.verbs.format import Formatted, format_file

    target = out or source.with_name(f"{source.stem}-the-thuc.docx")
    if target.suffix.lower() != ".docx":
        raise click.UsageError(_("Tệp ghi ra phải có đuôi .docx."))
    workspace = workspace_or_shipped([source])
    workspace.read_registries()
    loaded, problems = load(template or workspace.template, surroundings().cache)
    if loaded is None:
        done = Formatted(str(source), str(target), "refused", [], [], [])
    else:
        done = format_file(
            source, target, workspace, loaded, revisions=revisions, overwrite=overwrite
        )
    found = [*workspace.diagnostics, *problems, *done.diagnostics]
    if as_json:
        print_json(_as_json(done, found))
        return exit_code(found)
    _tell(done, workspace.shown(target))
    found = show(found)
    if counted := summary(found):
        click.echo(counted, err=True)
    return exit_code(found)


def _tell(done: Formatted, target: str) -> None:
    if done.status == "refused":
        return
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    click.echo(f"{target}  ({words[done.status]})")
    if done.looks:
        click.echo(_("Đã đổi cách trình bày:"))
    for change in done.looks:
        click.echo(f"  {change.say()}")
    if done.left:
        click.echo(_("Không in lại từ nguồn:"))
    reasons: dict[str, list[str]] = {}
    for left in done.left:
        reasons.setdefault(left.reason, []).append(left.text)
    for reason, texts in reasons.items():
        shown = list(dict.fromkeys(f"“{text[:70]}”" for text in texts))
        line = "; ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")
        click.echo(_("  {chu} ({ly_do}, {so} dòng)").format(chu=line, ly_do=reason, so=len(texts)))


def _as_json(done: Formatted, found: list[Diagnostic]) -> dict[str, Any]:
    return {
        "source": done.source,
        "target": done.target,
        "status": done.status,
        "layout": [
            {"component": c.role, "what": c.field, "before": c.before, "after": c.after}
            for c in done.looks
        ],
        "left": [
            {"where": left.place.where, "text": left.text, "reason": left.reason}
            for left in done.left
        ],
        "diagnostics": diagnostics_json(found),
    }

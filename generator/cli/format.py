"""`kehoach format`: any existing plan rendered anew by the official template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    desk_of,
    finish,
    json_option,
    overwrite_option,
    template_option,
)
from generator.locale import _

if TYPE_CHECKING:
    from generator.read.imported import Revisions
    from generator.verbs.format import Result

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
@template_option
@overwrite_option
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
    from generator.verbs.format import Request, run

    desk = desk_of([source], quiet=as_json, anywhere=True)
    result = run(desk, Request(source, out, revisions, template, overwrite))
    if not as_json:
        _tell(result)
    return finish(result, as_json=as_json)


def _tell(result: Result) -> None:
    if result.status == "refused":
        return
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    click.echo(f"{result.target}  ({words[result.status]})")
    if result.looks:
        click.echo(_("Đã đổi cách trình bày:"))
    for change in result.looks:
        click.echo(f"  {change.say()}")
    if result.left:
        click.echo(_("Không in lại từ nguồn:"))
    reasons: dict[str, list[str]] = {}
    for left in result.left:
        reasons.setdefault(left.reason, []).append(left.text)
    for reason, texts in reasons.items():
        shown = list(dict.fromkeys(f"“{text[:70]}”" for text in texts))
        line = "; ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")
        click.echo(_("  {chu} ({ly_do}, {so} dòng)").format(chu=line, ly_do=reason, so=len(texts)))

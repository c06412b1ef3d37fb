"""`kehoach import`: an existing plan in Word, PDF or text as TOML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import json_option, print_json, with_progress, workspace_or_shipped
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show, summary
from generator.diagnostics import Place, error, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.read.imported import Imported, Revisions


@click.command(
    "import",
    help=_(
        "Đọc kế hoạch có sẵn (.docx, .doc, .pdf, .txt, .md) thành tệp TOML. Không mất chữ nào: "
        "chữ không vào tệp TOML đều có trong báo cáo, kèm lý do. Tệp đích đã có người sửa "
        "không bao giờ bị ghi đè."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach import ke-hoach-thanh-pho.docx -o plans/thanh-pho.toml\n"
        "  kehoach import *.pdf -o plans/\n"
        "  kehoach import ban-du-thao.docx --revisions accept --explain"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar=_("TỆP…"),
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help=_("Tệp .toml hoặc thư mục ghi; mặc định: cạnh tệp nguồn"),
)
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    help=_("Thay đổi theo dõi trong Word: nhận (accept) hay bỏ (reject)"),
)
@click.option("--explain", is_flag=True, help=_("In vai trò của từng dòng và lý do"))
@json_option
def command(
    files: tuple[Path, ...],
    out: Path | None,
    revisions: Revisions | None,
    explain: bool,
    as_json: bool,
) -> int:
    """Import; exit 1 when a file was refused."""
    from generator.read.imported import import_file

    workspace = workspace_or_shipped([*files[:1], *([out] if out else [])])
    workspace.read_registries()
    targets = _targets(files, out)
    found: list[Diagnostic] = list(workspace.diagnostics)
    results: list[tuple[Imported, str, str]] = []
    taken: dict[Path, Path] = {}
    work = list(zip(files, targets, strict=True))
    for source, target in with_progress(work, len(work), _("Nhập"), quiet=as_json):
        if (other := taken.setdefault(target.resolve(), source)) is not source:
            message = _("{mot} và {hai} cùng ghi ra {tep}")
            message = message.format(mot=other, hai=source, tep=target)
            found.append(error("NH005", message, Place(str(source), "")))
            continue
        made = import_file(source, workspace, revisions)
        found += made.diagnostics
        status = _write(made, target, found) if made.plan is not None else "refused"
        results.append((made, str(target), status))
        if not as_json:
            _tell(made, workspace.shown(target), status, explain=explain)
    if as_json:
        print_json(_as_json(results, found, explain=explain))
        return exit_code(found)
    found = show(found)
    made_count = sum(status != "refused" for _made, _target, status in results)
    line = _("{so}/{tong} kế hoạch").format(so=made_count, tong=len(files))
    counted = summary(found)
    click.echo(f"{line}; {counted}" if counted else line, err=True)
    return exit_code(found)


def _targets(files: tuple[Path, ...], out: Path | None) -> list[Path]:
    """Where each file goes. Raises UsageError for many files and one target."""
    if out is not None and out.suffix == ".toml" and not out.is_dir():
        if len(files) > 1:
            raise click.UsageError(_("Nhiều tệp nguồn thì -o phải là một thư mục."))
        return [out]
    return [(out or source.parent) / f"{source.stem}.toml" for source in files]


def _write(made: Imported, target: Path, found: list[Diagnostic]) -> str:
    from generator.read.imported import is_unedited
    from generator.workspace.files import os_diagnostic, write_atomic

    try:
        if target.exists():
            old = target.read_text("utf-8", errors="replace")
            if old == made.text:
                return "unchanged"
            if not is_unedited(old):
                message = _("Không ghi đè {tep}: tệp này đã có người sửa").format(tep=target)
                hint = _("Ghi ra tệp khác bằng -o.")
                found.append(error("NH004", message, Place(str(target), ""), hint))
                return "refused"
        write_atomic(target, made.text.encode(), durable=True)
    except OSError as fault:
        found.append(os_diagnostic(fault))
        return "refused"
    return "written"


def _tell(made: Imported, target: str, status: str, *, explain: bool) -> None:
    if explain and made.reading is not None:
        for d in made.reading.decisions:
            if d.role == "trong":
                continue
            where = f"{d.line.place.where}: " if d.line.place.where else ""
            reasons = "; ".join(d.reasons)
            click.echo(f"{d.role:<16} {d.score:.2f}  {where}{d.line.full[:70]}  [{reasons}]")
    if status == "refused":
        return
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    click.echo(f"{target}  ({words[status]})")
    for left in made.left:
        line = _("  để ngoài: “{chu}” ({ly_do})")
        click.echo(line.format(chu=left.text[:60], ly_do=left.reason))


def _as_json(
    results: list[tuple[Imported, str, str]], found: list[Diagnostic], *, explain: bool
) -> dict[str, Any]:
    items = []
    for made, target, status in results:
        item: dict[str, Any] = {
            "source": made.source,
            "target": target,
            "status": status,
            "left": [
                {"where": left.place.where, "text": left.text, "reason": left.reason}
                for left in made.left
            ],
        }
        if explain and made.reading is not None:
            item["lines"] = [
                {
                    "where": d.line.place.where,
                    "text": d.line.full,
                    "role": d.role,
                    "score": d.score,
                    "reasons": list(d.reasons),
                }
                for d in made.reading.decisions
                if d.role != "trong"
            ]
        items.append(item)
    return {"results": items, "diagnostics": diagnostics_json(found)}

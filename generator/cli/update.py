"""`kehoach update`: bring later changes of the plan above into plans that clerks edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

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
from generator.diagnostics import Diagnostic, Place, exit_code
from generator.locale import _
from generator.verbs.update import Request, Result, update_files
from generator.workspace.files import sweep_leftovers

if TYPE_CHECKING:
    from generator.cascade.update import Change
    from generator.workspace.workspace import Workspace

WIDE = 48
"""Characters of a value that the table shows."""


@click.command(
    help=_(
        "Đưa thay đổi của kế hoạch cấp trên vào kế hoạch cấp dưới, giữ nguyên chữ người soạn "
        "thảo đã viết. Chỗ cả hai bên cùng sửa được ghi vào tệp để chọn bằng lệnh resolve."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach update plans/lang-son-2024/phuong-dong-kinh.toml --dry-run\n"
        "  kehoach update --recursive plans/lang-son-2024/thanh-pho.toml\n"
        "  kehoach update --what-if du-thao-sua-doi.toml"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plans", nargs=-1, metavar=_("[TỆP|MÃ]…"), shell_complete=complete_plans)
@click.option("--dry-run", is_flag=True, help=_("Chỉ in những gì sẽ thay đổi, không ghi"))
@click.option(
    "--what-if",
    "above",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Kế hoạch cấp trên chưa ban hành: báo ảnh hưởng đến mọi cấp dưới, không ghi"),
)
@click.option(
    "--recursive", is_flag=True, help=_("Cả các cấp dưới, lần lượt từng cấp (tỉnh, thành phố, xã)")
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help=_("Số tiến trình cùng lúc"))
@json_option
def command(
    plans: tuple[str, ...],
    dry_run: bool,
    above: Path | None,
    recursive: bool,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Update; exit 1 when something is left to a person."""
    named = [Path(p) for p in plans if Path(p).exists()]
    workspace = workspace_of(named or ([above] if above else []))
    files = _files(workspace, plans, above)
    write = not dry_run and above is None
    if write:
        for folder in {file.parent for file in files}:
            sweep_leftovers(folder)
    request = Request(write, recursive, above, jobs)
    results: list[Result] = []
    work = update_files(workspace, files, request)
    for result in with_progress(work, len(files), _("Cập nhật"), quiet=as_json):
        results.append(result)
        if not (as_json or shows_bar(len(files))):
            _print(result, write=write)
    return _finish(results, workspace.diagnostics, as_json=as_json, write=write)


def _files(workspace: Workspace, plans: tuple[str, ...], above: Path | None) -> list[Path]:
    """The plans to update. Raises UsageError when there are none."""
    if plans:
        return plan_files(workspace, plans)
    if above is None:
        raise click.UsageError(_("Nêu kế hoạch cần cập nhật, hoặc --what-if TỆP."))
    from generator.workspace.index import head_of

    ma = head_of(above).ma
    found = workspace.followers.get(ma, [])
    if not found:
        raise click.UsageError(
            _("Không gian làm việc không có kế hoạch nào theo “{ma}”.").format(ma=ma)
        )
    return found


def _words(*, write: bool) -> dict[str, str]:
    return {
        "unchanged": _("không đổi"),
        "updated": _("đã cập nhật") if write else _("sẽ thay đổi"),
        "conflict": _("đã cập nhật, có xung đột") if write else _("sẽ xung đột"),
        "refused": _("không cập nhật được"),
    }


def _kinds() -> dict[str, str]:
    return {
        "sua": _("sửa"),
        "gop": _("gộp"),
        "them": _("thêm"),
        "bo": _("bỏ"),
        "chuyen": _("chuyển"),
        "xung-dot": _("xung đột"),
        "giu": _("giữ nguyên"),
        "da-bo": _("đã bỏ"),
        "khong-nhan": _("không nhận"),
    }


def _print(result: Result, *, write: bool) -> None:
    """A plan and, below it, one line for each change."""
    if not result.file:
        return
    click.echo(f"{result.file}  ({_words(write=write)[result.status]})")
    kinds = _kinds()
    names = [f"{c.node}.{c.field}" if c.field else c.node for c in result.changes]
    wide = min(40, max(map(len, names), default=0))
    for change, name in zip(result.changes, names, strict=True):
        click.echo(f"  {kinds[change.kind]:<10}  {name:<{wide}}  {_sides(change)}".rstrip())


def _sides(change: Change) -> str:
    if change.kind == "gop" or (change.before and change.after and len(change.after) > WIDE):
        return _where_they_part(change.before or "", change.after or "")
    before, after = _short(change.before), _short(change.after)
    if change.kind in ("sua", "gop", "chuyen", "xung-dot"):
        return f"{before} → {after}"
    return before if change.kind == "bo" else after


def _where_they_part(before: str, after: str) -> str:
    """Two long texts from the word on where they differ."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((i for i, (one, other) in pairs if one != other), 0)
    start = max(0, before.rfind(" ", 0, max(0, same - 8)) + 1)
    dots = "…" if start else ""
    return f"{dots}{_short(before[start:])} → {dots}{_short(after[start:])}"


def _short(text: str | None) -> str:
    if text is None:
        return "∅"
    return text if len(text) <= WIDE else f"{text[: WIDE - 1]}…"


def _finish(
    results: list[Result], problems: list[Diagnostic], *, as_json: bool, write: bool
) -> int:
    everything = problems + [d for result in results for d in result.diagnostics]
    if as_json:
        print_json(
            {
                "written": write,
                "results": [_plain(result) for result in results],
                "diagnostics": diagnostics_json(everything),
            }
        )
        return exit_code(everything)
    everything = show(everything)
    counts = ", ".join(
        f"{sum(r.status == status for r in results)} {word}"
        for status, word in _words(write=write).items()
        if any(r.status == status for r in results)
    )
    people = [r.file for r in results if r.status in ("conflict", "refused") and r.file]
    line = _("{so} kế hoạch: {ket_qua}").format(so=len(results), ket_qua=counts)
    if people:
        line += _("; cần người xử lý: {tep}").format(tep=", ".join(people[:5]))
        line += ", …" if len(people) > 5 else ""
    counted = summary(everything)
    click.echo(f"{line}; {counted}" if counted else line, err=True)
    return exit_code(everything)


def _plain(result: Result) -> dict[str, Any]:
    return {
        "file": result.file,
        "id": result.ma,
        "status": result.status,
        "changes": [change._asdict() for change in result.changes],
        "late": [
            d.span.where
            for d in result.diagnostics
            if d.code == "DX526" and isinstance(d.span, Place)
        ],
    }

"""`kehoach init`: a new workspace."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.locale import _
from generator.workspace.files import write_atomic
from generator.workspace.workspace import MARKER, shipped

FOLDERS = ("templates", "plans")


@click.command(
    help=_("Tạo không gian làm việc mới trong THƯ MỤC (mặc định: thư mục này)."),
    epilog=_("\b\nVí dụ: kehoach init ke-hoach-phuong"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("folder", default=".", type=click.Path(path_type=Path), metavar=_("[THƯ MỤC]"))
@click.option("--khong-vi-du", "bare", is_flag=True, help=_("Không chép các kế hoạch ví dụ"))
def command(folder: Path, bare: bool) -> int:
    """Copy templates, registries and the example; files that exist are left alone."""
    kept = 0
    for source, relative in _shipped(bare=bare):
        target = folder / relative
        if target.exists():
            kept += 1
            continue
        write_atomic(target, source.read_bytes(), durable=True)
    _write_schema(folder)
    click.echo(_("Không gian làm việc: {thu_muc}").format(thu_muc=folder.resolve()))
    if kept:
        click.echo(_("Giữ nguyên {so} tệp đã có").format(so=kept))
    click.echo(_("Tiếp theo: kehoach check, rồi kehoach render"))
    return 0


def _shipped(*, bare: bool) -> list[tuple[Path, Path]]:
    """(file, path in the workspace) of everything a new workspace begins with."""
    home = shipped()
    files = [home / MARKER, *(p for name in FOLDERS for p in sorted((home / name).rglob("*")))]
    found = [(path, path.relative_to(home)) for path in files if path.is_file()]
    return [
        (path, relative)
        for path, relative in found
        if not (bare and relative.parts[0] == "plans" and "danh-muc" not in relative.parts)
    ]


def _write_schema(folder: Path) -> None:
    from generator.plan.schema import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    write_atomic(folder / "plans" / "ke-hoach.schema.json", text.encode())

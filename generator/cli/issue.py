"""`kehoach issue`: number, date, freeze and register plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    clerk,
    json_option,
    plan_files,
    plans_argument,
    print_json,
    register_of,
    with_progress,
    workspace_of,
)
from generator.cli.report import show
from generator.diagnostics import exit_code
from generator.locale import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from generator.diagnostics import Diagnostic
    from generator.issuing import Issued


@click.command(
    help=_(
        "Phát hành kế hoạch: kiểm tra, lấy số kế tiếp trong sổ, ghi số và ngày vào mọi nơi, "
        "đóng băng thành hồ sơ và đăng ký. Có lỗi thì không lấy số."
    ),
    epilog=_("\b\nVí dụ: kehoach issue plans/lang-son-2024/phuong-dong-kinh.toml"),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option("--ngay", type=click.DateTime(["%Y-%m-%d"]), help=_("Ngày văn bản; mặc định hôm nay"))
@click.option("--so", "reserved", type=int, help=_("Dùng số đã giữ trong sổ"))
@click.option("--loat", "series", metavar=_("TÊN"), help=_("Loạt số riêng: mat, hoặc tên ban"))
@click.option("--ly-do", "reason", default="", help=_("Lý do khi ngày văn bản đã qua"))
@click.option("--zip/--khong-zip", "packed", default=True, help=_("Kèm tệp .zip của hồ sơ"))
@json_option
def command(
    plans: tuple[str, ...],
    ngay: datetime | None,
    reserved: int | None,
    series: str | None,
    reason: str,
    packed: bool,
    as_json: bool,
) -> int:
    """Issue plans; exit 1 when one of them is refused."""
    if not plans:
        raise click.UsageError(_("Nêu kế hoạch cần phát hành."))
    from generator.issuing import Wish

    workspace = workspace_of([Path(p) for p in plans if Path(p).exists()])
    files = plan_files(workspace, plans)
    if reserved is not None and len(files) != 1:
        raise click.UsageError(_("--so chỉ dùng với một kế hoạch."))
    day: date | None = ngay.date() if ngay else None
    wish = Wish(series, reserved, day, reason)
    results, found = _issue(workspace.root, files, wish, packed, quiet=as_json)
    if as_json:
        print_json([_as_dict(result) for result in results])
    return exit_code(show(found))


def _issue(
    root: Path, files: list[Path], wish: object, packed: bool, *, quiet: bool
) -> tuple[list[Issued], list[Diagnostic]]:
    from generator.issuance import bundle
    from generator.issuance.register.database import Unavailable
    from generator.issuing import Issuer, Wish, recover, template_of
    from generator.workspace import Workspace

    assert isinstance(wish, Wish)  # noqa: S101 - for the type checker; the import above is lazy
    workspace = Workspace(root)
    try:
        database = register_of(workspace)
        found = recover(workspace, database)
    except Unavailable as fault:
        return [], [fault.diagnostic]
    template, problems = template_of(workspace)
    found += problems
    issuer = Issuer(workspace, database, clerk(), template)
    results = []
    for result in with_progress(
        (issuer(file, wish) for file in files), len(files), _("Phát hành"), quiet=quiet
    ):
        results.append(result)
        found += result.diagnostics
        if result.row is None:
            continue
        if packed:
            bundle.pack(issuer.root / str(result.row.folder))
        if not quiet:
            click.echo(
                _("{tep}: số {so} ngày {ngay} → {thu_muc}").format(
                    tep=result.source,
                    so=result.row.number,
                    ngay=result.row.ngay.strftime("%d/%m/%Y"),
                    thu_muc=result.folder,
                )
            )
    database.close()
    return results, found + workspace.diagnostics


def _as_dict(result: Issued) -> dict[str, object]:
    row = result.row
    return {
        "file": result.source,
        "number": row.number if row else None,
        "so": row.so if row else None,
        "date": row.ngay.isoformat() if row else None,
        "register": "/".join(map(str, row.book)) if row else None,
        "folder": result.folder,
        "digest": row.digest if row else None,
        "diagnostics": [d.as_dict() for d in result.diagnostics],
    }

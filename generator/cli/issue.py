"""`kehoach issue`: number, date, freeze and register plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    clerk,
    json_option,
    now,
    plan_files,
    plans_argument,
    print_json,
    register_of,
    remember,
    with_progress,
    workspace_of,
)
from generator.cli.report import show
from generator.diagnostics import Severity, exit_code, has_errors
from generator.locale import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.records import Row
    from generator.verbs.issue import Issued, Issuer, Wish


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
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    help=_("PDF lãnh đạo đã ký khi chưa có số; mặc định bản .da-ky.pdf trong thư mục kết quả"),
)
@click.option("--zip/--khong-zip", "packed", default=True, help=_("Kèm tệp .zip của hồ sơ"))
@json_option
def command(
    plans: tuple[str, ...],
    ngay: datetime | None,
    reserved: int | None,
    series: str | None,
    reason: str,
    pdf: Path | None,
    packed: bool,
    as_json: bool,
) -> int:
    """Issue plans; exit 1 when one of them is refused."""
    if not plans:
        raise click.UsageError(_("Nêu kế hoạch cần phát hành."))
    from generator.verbs.issue import Wish

    workspace = workspace_of([Path(p) for p in plans if Path(p).exists()])
    files = plan_files(workspace, plans)
    if reserved is not None and len(files) != 1:
        raise click.UsageError(_("--so chỉ dùng với một kế hoạch."))
    if pdf is not None and len(files) != 1:
        raise click.UsageError(_("--pdf chỉ dùng với một kế hoạch."))
    day: date | None = ngay.date() if ngay else None
    wish = Wish(series, reserved, day, reason)
    results, found = _issue(workspace.root, files, wish, pdf, packed, quiet=as_json)
    if results:
        remember(workspace.root)
    if as_json:
        print_json([_as_dict(result) for result in results])
    return exit_code(show(found))


def _issue(
    root: Path, files: list[Path], wish: Wish, pdf: Path | None, packed: bool, *, quiet: bool
) -> tuple[list[Issued], list[Diagnostic]]:
    from generator.cli.register_book import take_anchor
    from generator.issuance.register import anchor
    from generator.issuance.register.database import Unavailable
    from generator.verbs.issue import Issuer, template_of
    from generator.verbs.recover import recover
    from generator.workspace.files import os_diagnostic
    from generator.workspace.workspace import Workspace

    workspace = Workspace(root, Path.cwd())
    results: list[Issued] = []
    try:
        database = register_of(workspace)
        found = recover(workspace, database, clerk())
        found += anchor.check_last(database, root / workspace.settings.phat_hanh)
        if has_errors(found):
            return [], found
        template, problems = template_of(workspace)
        found += problems
        issuer = Issuer(workspace, database, clerk(), template, form=True)
        for result in with_progress(
            (_one(issuer, file, wish, pdf) for file in files),
            len(files),
            _("Phát hành"),
            quiet=quiet,
        ):
            results.append(result)
            found += result.diagnostics
            if result.row is not None:
                found += _complete(issuer, result.row, packed=packed)
                if not quiet:
                    _tell(result)
        if workspace.settings.so_dang_ky.moc_sau_phat_hanh and any(r.row for r in results):
            # the documents are issued: a time-stamp that cannot be had now is taken later
            late = take_anchor(workspace, database)
            found += [d._replace(severity=min(d.severity, Severity.WARNING)) for d in late]
        database.close()
    except Unavailable as fault:
        return results, [fault.diagnostic]
    except OSError as fault:
        return results, [os_diagnostic(fault)]
    return results, found + workspace.diagnostics


def _one(issuer: Issuer, file: Path, wish: Wish, pdf: Path | None) -> Issued:
    """Issue one plan; where leaders sign first, with the PDF that they signed."""
    from generator.verbs.issue import Issued

    workspace = issuer.workspace
    if pdf is None and workspace.settings.ky_so.danh_so == "truoc_khi_ky":
        return issuer(file, wish)
    from generator.document.output import targets
    from generator.issuance.signing_job import SIGNED
    from generator.verbs.presigned import signed_before

    if pdf is None:
        made = targets(workspace, [file], None)[file]
        pdf = made.with_name(f"{made.stem}{SIGNED}")
    signed, found = signed_before(workspace, file, pdf, now())
    if signed is None:
        return Issued(workspace.shown(file), None, None, found)
    return issuer(file, wish._replace(signed=signed))


def _complete(issuer: Issuer, row: Row, *, packed: bool) -> list[Diagnostic]:
    """What need not happen while others wait for the book."""
    from generator.verbs.sign_issued import Signing

    signing = Signing(issuer.workspace, issuer.database, issuer.clerk)
    return [*signing.check(row, packed=packed), *signing.fill(row)]


def _tell(result: Issued) -> None:
    row = result.row
    assert row is not None  # noqa: S101 - called for what was issued
    click.echo(
        _("{tep}: số {so} ngày {ngay} → {thu_muc}").format(
            tep=result.source,
            so=row.number,
            ngay=row.ngay.strftime("%d/%m/%Y"),
            thu_muc=result.folder,
        )
    )


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

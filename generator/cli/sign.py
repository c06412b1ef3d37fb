"""`kehoach sign`: signatures of leaders and agency on a PDF or .docx."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import (
    acting,
    json_option,
    now,
    plans_argument,
    print_json,
    workspace_of,
)
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show
from generator.diagnostics import Diagnostic, exit_code, has_errors
from generator.locale import _
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from datetime import datetime

    from generator.cli.sign_issued import Hands
    from generator.issuance.signing_job import Job, Wish
    from generator.issuance.verdict.office import Office
    from generator.workspace.workspace import Workspace

ROLES = {"leader": "leader", "agency": "agency", "lanh-dao": "leader", "co-quan": "agency"}
LONGEST = 1000
"""Bytes of a password that are read."""


@click.command(
    help=_(
        "Ký số PDF hoặc .docx: lãnh đạo ký trước, cơ quan ký sau "
        "(với PDF: điền số, ngày nếu để trống) rồi khóa. "
        "Mật khẩu được hỏi, hoặc đọc từ --password-fd; không bao giờ ghi trên dòng lệnh."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach sign thanh-pho --as leader --key lanh-dao.p12 --image chu-ky.png\n"
        "  kehoach sign output/thanh-pho.da-ky.pdf --as agency --key 'pkcs11:token=VGCA'\n"
        "  kehoach sign thanh-pho --adopt ky-noi-khac.pdf"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option("--as", "role", type=click.Choice(list(ROLES)), help=_("Ký với tư cách nào"))
@click.option("--key", help=_("Tệp .p12/.pfx, hoặc pkcs11:token=…;object=…"))
@click.option(
    "--password-fd", type=click.IntRange(min=0), help=_("Đọc mật khẩu từ bộ mô tả tệp số này")
)
@click.option("--image", type=click.Path(path_type=Path), help=_("Ảnh chữ ký hoặc ảnh dấu (PNG)"))
@click.option(
    "--number", type=click.IntRange(min=1), help=_("Số văn bản, điền trước khi cơ quan ký")
)
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help=_("Ngày ban hành, NĂM-THÁNG-NGÀY")
)
@click.option(
    "--appendix", "symbol", default="", metavar=_("SỐ/KÝ-HIỆU"), help=_("Tệp là phụ lục riêng")
)
@click.option("--comment", default="", metavar=_("Ý-KIẾN"), help=_("Ý kiến kèm chữ ký (.docx)"))
@click.option("--level", type=click.Choice(["B-B", "B-T", "B-LT", "B-LTA"]), help=_("Mức PAdES"))
@click.option("--plan", help=_("Kế hoạch của tệp PDF, khi tên tệp không nói lên"))
@click.option("--allow-other-signer", is_flag=True, help=_("Nhận chứng thư mang tên khác"))
@click.option("--finish", is_flag=True, help=_("Chỉ gom bằng chứng và đóng dấu thời gian cuối"))
@click.option(
    "--prepare",
    is_flag=True,
    help=_("Chỉ tạo PDF của văn bản đã phát hành, để ký bằng công cụ khác"),
)
@click.option(
    "--adopt", type=click.Path(path_type=Path), help=_("Nhận tệp đã ký bằng công cụ khác")
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help=_("Tệp kết quả"))
@json_option
def command(plans: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Sign documents; exit 1 when one was refused, 3 when the environment failed."""
    if not plans:
        raise click.UsageError(_("Nêu tệp PDF, .docx hoặc kế hoạch cần ký."))
    if options["out"] and len(plans) > 1:
        raise click.UsageError(_("-o chỉ dùng khi ký một tệp."))
    workspace = workspace_of([Path(p) for p in plans if Path(p).exists()])
    done: list[Job] = []
    problems = _sign(workspace, plans, options, done, quiet=as_json)
    if as_json:
        results = [{"source": str(j.source), "target": str(j.target)} for j in done]
        print_json({"results": results, "diagnostics": diagnostics_json(problems)})
    else:
        show(problems)
    return exit_code(problems)


def _sign(
    workspace: Workspace,
    plans: tuple[str, ...],
    options: dict[str, Any],
    done: list[Job],
    *,
    quiet: bool,
) -> list[Diagnostic]:
    from generator.cli.sign_issued import Hands, not_issued, refuse_out
    from generator.cli.signing_jobs import jobs_of
    from generator.issuance.register.acts import Refused
    from generator.issuance.register.database import Unavailable

    hands = Hands(workspace)
    try:
        issued, rest, found = hands.take(plans, options["plan"], appendix=bool(options["symbol"]))
        refuse_out(issued, options["out"])
        if options["prepare"]:
            for job in issued:
                done.append(replace(job, target=job.source))
                if not quiet:
                    click.echo(workspace.shown(job.source))
            return [*found, *(not_issued(name) for name in rest)]
        jobs, problems = jobs_of(workspace, rest, options["plan"], options["out"])
        found += problems + workspace.diagnostics
        if not has_errors(found):
            found += _work(workspace, [*issued, *jobs], options, done, hands, quiet=quiet)
    except (Refused, Unavailable) as fault:
        return [fault.diagnostic]
    except OSError as fault:
        return [os_diagnostic(fault)]
    return found


def _work(
    workspace: Workspace,
    jobs: list[Job],
    options: dict[str, Any],
    done: list[Job],
    hands: Hands,
    *,
    quiet: bool,
) -> list[Diagnostic]:
    def tell(job: Job, found: list[Diagnostic]) -> list[Diagnostic]:
        if not has_errors(found) or (job.target.exists() and _only_late(found)):
            done.append(job)
            if not quiet:
                click.echo(_("{tep}  (đã ký)").format(tep=workspace.shown(job.target)))
        return found

    if options["adopt"]:
        if len(jobs) != 1:
            raise click.UsageError(_("--adopt nhận từng tệp một."))
        return tell(jobs[0], hands.adopt(jobs[0], options["adopt"]))
    from generator.verbs.books import office_of
    from generator.workspace.desk import Desk

    office, problems = office_of(Desk(workspace, lambda: now(), acting()))
    if office is None:
        return problems
    level = options["level"] or office.settings.muc
    if options["finish"]:
        return [d for job in jobs for d in tell(job, hands.finish(job, office, level))]
    wish, problems = _wish(workspace, options, level)
    if wish is None:
        return problems
    return problems + _sign_all(jobs, wish, office, options, hands, tell)


def _only_late(found: list[Diagnostic]) -> bool:
    """Signed, and only the proofs of time could not be had yet."""
    return all(d.code in {"HT933", "KY319"} for d in found if d.severity.name == "ERROR")


def _wish(
    workspace: Workspace, options: dict[str, Any], level: Any
) -> tuple[Wish | None, list[Diagnostic]]:
    from generator.issuance.pdf.seals import load_image
    from generator.issuance.pdf.sign_pdf import Marks
    from generator.issuance.signing_job import Wish

    if not options["role"] or not options["key"]:
        raise click.UsageError(_("Cần --as (leader hoặc agency) và --key."))
    settings, who = workspace.settings.ky_so, ROLES[options["role"]]
    images: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for name, kind, usual in (
        ("signature", "leader", settings.anh_chu_ky),
        ("seal", "agency", settings.anh_dau),
    ):
        path = options["image"] if who == kind and options["image"] else None
        path = path or (workspace.root / usual if usual else None)
        if path is not None:
            images[name], found = load_image(path, blue=kind == "leader")
            problems += found
    if has_errors(problems):
        return None, problems
    day: datetime | None = options["day"]
    wish = Wish(
        "leader" if who == "leader" else "agency",
        level,
        Marks(**images),
        number=options["number"],
        date=day.date() if day else None,
        symbol=options["symbol"],
        allow_other=options["allow_other_signer"],
        comment=options["comment"],
    )
    return wish, problems


def _sign_all(
    jobs: list[Job],
    wish: Wish,
    office: Office,
    options: dict[str, Any],
    hands: Hands,
    tell: Any,
) -> list[Diagnostic]:
    from generator.issuance.signing_job import unlocked
    from generator.issuance.verdict.keys import open_key

    key, problems = open_key(options["key"], office.settings.pkcs11)
    if key is None:
        return problems

    def ask() -> str:
        return _password(options["password_fd"])

    with unlocked(key, jobs, wish, office, ask) as (signer, found):
        problems += found
        if signer is None:
            return problems
        for job in jobs:
            problems += tell(job, hands.sign(job, wish, signer, office))
    return problems


def _password(descriptor: int | None) -> str:
    """From the descriptor up to its first line end, or asked for; never shown."""
    if descriptor is None:
        if not sys.stdin.isatty():
            raise click.UsageError(_("Không có bàn phím để hỏi mật khẩu; dùng --password-fd."))
        given: str = click.prompt(_("Mật khẩu (mã PIN)"), hide_input=True, err=True)
        return given
    try:
        data = b""
        while b"\n" not in data and len(data) < LONGEST and (piece := os.read(descriptor, LONGEST)):
            data += piece
    except OSError as fault:
        raise click.UsageError(
            _("Không đọc được mật khẩu từ bộ mô tả {so}.").format(so=descriptor)
        ) from fault
    return data.partition(b"\n")[0].decode(errors="replace").rstrip("\r")

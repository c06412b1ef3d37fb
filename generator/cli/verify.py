"""`kehoach verify`: who signed, when, and whether it is still what was signed and issued."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from generator.cli.common import (
    OneDay,
    acting,
    crew_option,
    json_option,
    now,
    print_json,
    shows_bar,
    with_progress,
)
from generator.cli.report import show
from generator.locale import _
from generator.workspace.batch import unheard
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.issuance.verdict.result import FileVerdict
    from generator.verbs.prove import BundleProof
    from generator.verbs.verify import Result
    from generator.workspace.batch import Crew
    from generator.workspace.desk import Desk, Progress

T = TypeVar("T")


@click.command(
    help=_(
        "Xác thực chữ ký số của PDF, .docx: ai ký, cơ quan nào, lúc nào, văn bản còn nguyên không, "
        "chứng thư có hiệu lực và không bị thu hồi khi ký không."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach verify output/thanh-pho.da-ky.pdf --plan thanh-pho\n"
        "  kehoach verify phat-hanh/…/0001-KH-UBND --rebuild\n"
        "  kehoach verify cu.pdf --at 2024-06-10\n"
        "\b\nMã thoát: 0 hợp lệ, 1 không hợp lệ, 3 chưa kết luận được (nêu lý do)."
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "files", nargs=-1, required=True, metavar=_("TỆP…"), type=click.Path(path_type=Path)
)
@click.option("--plan", help=_("Đối chiếu người ký, số, ngày với kế hoạch này"))
@click.option("--trust", type=click.Path(path_type=Path), help=_("Danh sách tin cậy khác"))
@click.option(
    "--workspace",
    "root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=_("Nơi làm việc của cơ quan: danh sách tin cậy và sổ đăng ký lấy ở đây"),
)
@click.option("--offline", is_flag=True, help=_("Không hỏi mạng, chỉ dùng bằng chứng trong tệp"))
@click.option("--rebuild", is_flag=True, help=_("Hồ sơ phát hành: sinh lại và so từng byte"))
@click.option(
    "--at",
    "day",
    type=OneDay(moment=True),
    metavar=_("NGÀY"),
    help=_("Xét như vào ngày (giờ Việt Nam) này, NĂM-THÁNG-NGÀY"),
)
@crew_option
@json_option
def command(
    files: tuple[Path, ...],
    plan: str | None,
    trust: Path | None,
    root: Path | None,
    offline: bool,
    rebuild: bool,
    day: datetime | None,
    crew: Crew,
    as_json: bool,
) -> int:
    """Verify files; 0 all valid, 1 one invalid, 3 one could not be decided."""
    from generator.verbs.verify import Request, run

    desk = replace(_desk(root, quiet=as_json), crew=crew, progress=_progress(quiet=as_json))
    request = Request(files, plan, trust, offline, rebuild, _moment(day) if day else None)
    if as_json:
        result = run(desk, request)
        print_json(result.parts())
        return result.exit_code
    late = shows_bar(len(files)) and sys.stdout.isatty()  # lines would break the bar
    result = run(desk, request, unheard if late else _tell_one)
    for each in result.results if late else ():
        _tell_one(each)
    _tell(result)
    return result.exit_code


def _progress(*, quiet: bool) -> Progress:
    """A bar on the terminal where files are many."""

    def progress(items: Iterable[T], total: int, label: str) -> Iterable[T]:
        return with_progress(items, total, label, quiet=quiet)

    return progress


def _moment(day: datetime) -> datetime:
    """A day is judged at its end: what was signed during it counts."""
    whole = day if day.time() != time() else datetime.combine(day.date(), time(23, 59, 59))
    return whole.replace(tzinfo=VIETNAM)


def _desk(root: Path | None, *, quiet: bool) -> Desk:
    """The workspace that is named, set (KEHOACH_WORKSPACE) or around the current folder.

    Where the examined file lies says nothing: whoever sent it could have sent a workspace too.
    """
    from generator.cli.common import confirmed
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace, find_root, shipped

    given = root or (Path(named) if (named := os.environ.get("KEHOACH_WORKSPACE")) else None)
    here = find_root(given or Path.cwd())
    sure = here is not None and (given is not None or confirmed(here, ask=not quiet))
    return Desk(Workspace(here or shipped()), lambda: now(), acting(), confirmed=sure)


def _tell(result: Result) -> None:
    """What is said of all files; of each it is told as it is done."""
    show(result.diagnostics)
    if result.trust is not None:
        click.echo(_("Danh sách tin cậy: {tep}").format(tep=result.trust), err=True)
    if len(result.results) < result.asked:
        done = _("Đã xét {so}/{tong} tệp").format(so=len(result.results), tong=result.asked)
        click.echo(done, err=True)


def _tell_one(result: FileVerdict | BundleProof) -> None:
    from generator.cli.verify_text import lines, proof_lines
    from generator.issuance.verdict.result import FileVerdict

    if isinstance(result, FileVerdict):
        click.echo("\n".join(lines(result)))
        return
    show(result.diagnostics)
    click.echo("\n".join(proof_lines(result)))

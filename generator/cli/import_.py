"""`kehoach import`: an existing plan in Word, PDF or text as TOML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import crew_option, desk_of, finish, json_option, teller
from generator.locale import _

if TYPE_CHECKING:
    from generator.read.imported import Revisions
    from generator.verbs.import_ import TakenFile
    from generator.workspace.batch import Crew


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
    help=_(
        "Tệp .toml hoặc thư mục ghi; mặc định: thư mục kế hoạch của không gian làm việc, "
        "không có thì cạnh tệp nguồn"
    ),
)
@click.option(
    "--revisions",
    type=click.Choice(["accept", "reject"]),
    help=_("Thay đổi theo dõi trong Word: nhận (accept) hay bỏ (reject)"),
)
@click.option(
    "--tasks",
    is_flag=True,
    help=_("Ghi luôn nhiệm vụ trong lời văn ([[giao_viec]]) và chỉ tiêu ([[chi_tieu]]) để xem lại"),
)
@click.option("--explain", is_flag=True, help=_("In vai trò của từng dòng và lý do"))
@crew_option
@json_option
def command(
    files: tuple[Path, ...],
    out: Path | None,
    revisions: Revisions | None,
    tasks: bool,
    explain: bool,
    crew: Crew,
    as_json: bool,
) -> int:
    """Import; exit 1 when a file was refused."""
    from generator.verbs.import_ import Request, run

    around = [*files[:1], *([out] if out else [])]
    desk = desk_of(around, quiet=as_json, anywhere=True, crew=crew)
    asked = Request(files, out, revisions, tasks, explain)
    result = run(desk, asked, teller(_lines, quiet=as_json))
    made = sum(item.status != "refused" for item in result.items)
    counted = _("{so}/{tong} kế hoạch").format(so=made, tong=result.asked)
    return finish(result, as_json=as_json, counted=counted)


def _lines(item: TakenFile) -> str:
    """Where the plan is, what was left out; the role of each line, where it is explained."""
    shown = []
    for line in item.lines or ():
        where = f"{line.where}: " if line.where else ""
        reasons = "; ".join(line.reasons)
        shown.append(f"{line.role:<16} {line.score:.2f}  {where}{line.text[:70]}  [{reasons}]")
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    if item.status in words:
        shown.append(f"{item.target}  ({words[item.status]})")
        told = _("  để ngoài: “{chu}” ({ly_do})")
        shown += [told.format(chu=left.text[:60], ly_do=left.reason) for left in item.left]
    return "\n".join(shown)

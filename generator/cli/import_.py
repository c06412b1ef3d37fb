"""`kehoach import`: an existing plan in Word, PDF or text as TOML."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import desk_of, finish, json_option, teller
from generator.locale import _

if TYPE_CHECKING:
    from generator.read.imported import Revisions
    from generator.verbs.import_ import Taken


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
@click.option(
    "--tasks",
    is_flag=True,
    help=_("Ghi luôn nhiệm vụ trong lời văn ([[giao_viec]]) và chỉ tiêu ([[chi_tieu]]) để xem lại"),
)
@click.option("--explain", is_flag=True, help=_("In vai trò của từng dòng và lý do"))
@json_option
def command(
    files: tuple[Path, ...],
    out: Path | None,
    revisions: Revisions | None,
    tasks: bool,
    explain: bool,
    as_json: bool,
) -> int:
    """Import; exit 1 when a file was refused."""
    from generator.verbs.import_ import Request, run

    around = [*files[:1], *([out] if out else [])]
    desk = desk_of(around, quiet=as_json, anywhere=True)
    lines = partial(_lines, explain=explain)
    result = run(desk, Request(files, out, revisions, tasks), teller(lines, quiet=as_json))
    made = sum(item.status != "refused" for item in result.items)
    counted = _("{so}/{tong} kế hoạch").format(so=made, tong=len(files))
    return finish(result._replace(explain=explain), as_json=as_json, counted=counted)


def _lines(item: Taken, *, explain: bool) -> str:
    """Where the plan is, what was left out; with `explain` the role of each line."""
    shown = _explained(item) if explain else []
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    if item.status in words:
        shown.append(f"{item.target}  ({words[item.status]})")
        line = _("  để ngoài: “{chu}” ({ly_do})")
        shown += [line.format(chu=left.text[:60], ly_do=left.reason) for left in item.made.left]
    return "\n".join(shown)


def _explained(item: Taken) -> list[str]:
    shown = []
    for d in item.made.reading.decisions if item.made.reading is not None else ():
        if d.role != "trong":
            where = f"{d.line.place.where}: " if d.line.place.where else ""
            reasons = "; ".join(d.reasons)
            shown.append(f"{d.role:<16} {d.score:.2f}  {where}{d.line.full[:70]}  [{reasons}]")
    return shown

"""`kehoach render`: TOML → .docx (→ PDF)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    crew_option,
    desk_of,
    existing,
    finish,
    json_option,
    overwrite_option,
    plans_argument,
    teller,
    template_option,
)
from generator.locale import _
from generator.verbs.print_options import DPI, ENGINES, LEAST_DPI, MOST_DPI
from generator.verbs.render import Request, run

if TYPE_CHECKING:
    from generator.verbs.print_options import Engine
    from generator.verbs.printing import PagesKnown
    from generator.workspace.batch import Crew, Done


@click.command(
    help=_(
        "Sinh văn bản Word từ kế hoạch TOML. Không nêu tệp: mọi kế hoạch của không gian làm việc."
    ),
    epilog=_("\b\nVí dụ: kehoach render plans/lang-son-2024/thanh-pho.toml --pdf"),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option(
    "-o",
    "--out",
    help=_(
        "Thư mục ghi kết quả (một kế hoạch: cả tên tệp .docx, .pdf), hoặc địa chỉ s3://, sftp://, file://"
    ),
)
@click.option("--pdf", is_flag=True, help=_("In thêm ra PDF"))
@click.option(
    "--pdfa", "archival", is_flag=True, help=_("PDF theo chuẩn lưu trữ PDF/A-2b (kèm --pdf)")
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help=_("Ai in PDF: own (kehoach tự in), libreoffice, hay auto (tự in khi biết chắc)"),
)
@click.option(
    "--pages", "paged", is_flag=True, help=_("Cho biết số trang và chỗ ký mà không in PDF")
)
@click.option("--png", is_flag=True, help=_("Thêm ảnh PNG của từng trang (kèm --pdf)"))
@click.option(
    "--dpi",
    type=click.IntRange(LEAST_DPI, MOST_DPI),
    default=DPI,
    show_default=True,
    help=_("Độ mịn của ảnh PNG: số điểm trên một inch"),
)
@click.option(
    "--notes/--no-notes",
    default=None,
    help=_(
        "Mỗi điều cần xem (can_xem) thành một nhận xét Word; trả lời hay xóa rồi kehoach pull."
        " Mặc định: có, trừ khi sinh hàng loạt"
    ),
)
@template_option
@overwrite_option
@crew_option
@json_option
def command(
    plans: tuple[str, ...],
    out: str | None,
    pdf: bool,
    archival: bool,
    engine: Engine,
    notes: bool | None,
    paged: bool,
    png: bool,
    dpi: int,
    template: Path | None,
    overwrite: bool,
    crew: Crew,
    as_json: bool,
) -> int:
    """Render plans; exit 1 when one was refused, 3 when the environment failed."""
    desk = desk_of(existing(*plans), quiet=as_json, crew=crew)
    place = out if out and "://" in out else ""
    folder = Path(out) if out and not place else None
    drawn = dpi if png else None
    request = Request(
        plans, folder, pdf, archival, template, overwrite, engine, notes, paged, drawn
    )
    heard = teller(_line, quiet=as_json)
    if place:
        from generator.verbs.render_there import run as run_there

        result = run_there(desk, place, request, heard)
    else:
        result = run(desk, request, heard)
    made = sum(done.status != "refused" for done in result.items)
    counted = _("{so}/{tong} văn bản").format(so=made, tong=result.asked)
    if result.pages:
        words = _(", {so} trang") if result.known else _(", {so} trang PDF")
        counted += words.format(so=sum(result.pages.values()))
    if not as_json:
        for target, known in result.known.items():
            click.echo(_pages(target, known))
    return finish(result, as_json=as_json, counted=counted)


def _pages(target: str, known: PagesKnown) -> str:
    """How many pages a document has, and on which it is signed."""
    words = _("{tep}: {so} trang") if known.exact else _("{tep}: khoảng {so} trang")
    told = words.format(tep=target, so=known.pages)
    signed = sorted({mark.page for mark in known.marks if mark.name.startswith("kyten")})
    if signed:
        told += _("; ký ở trang {so}").format(so=", ".join(map(str, signed)))
    return told


def _line(done: Done) -> str | None:
    words = {"written": _("đã ghi"), "unchanged": _("không đổi")}
    return f"{done.target}  ({words[done.status]})" if done.status in words else None

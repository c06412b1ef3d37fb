"""`kehoach progress`: forms out, reports in, joined, urged, reported upwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import (
    OneDay,
    complete_plans,
    crew_option,
    desk_of,
    existing,
    finish,
    json_option,
)
from generator.cli.progress_text import write_roll_up
from generator.locale import _
from generator.verbs import (
    progress_choose,
    progress_import,
    progress_init,
    progress_raise,
    progress_remind,
    progress_report,
    progress_roll_up,
)

if TYPE_CHECKING:
    from datetime import datetime

    from generator.workspace.batch import Crew

OPTIONS = _("[TÙY CHỌN]")
_plan = click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
_period = click.option(
    "--period", required=True, metavar=_("KỲ"), help=_("Kỳ: 2026-Q3, 2026-09, 2026-9-thang, …")
)
_date = click.option("--date", "day", type=OneDay(), help=_("Ngày xét quá hạn; mặc định hôm nay"))
_path = click.Path(path_type=Path)


@click.group(
    help=_("Tiến độ: phát biểu, nhận báo cáo, tổng hợp, đôn đốc, báo cáo lên trên."),
    epilog=_("\b\nVí dụ: kehoach progress roll-up plans/a.toml --period 2026-Q3"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "init", options_metavar=OPTIONS,
    help=_("Lập cho mỗi đơn vị một biểu điền sẵn nhiệm vụ, chỉ tiêu của đơn vị ấy."),
    epilog=_("\b\nVí dụ: kehoach progress init plans/a.toml --period 2026-Q3 --format docx"),
)  # fmt: skip
@_plan
@_period
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["xlsx", "docx"]),
    default=("xlsx",), help=_("Dạng biểu; nêu được nhiều lần"),
)  # fmt: skip
@click.option("--unit", "units", multiple=True, metavar=_("MÃ"), help=_("Chỉ các đơn vị này"))
@click.option("-o", "target", type=_path, help=_("Thư mục ghi biểu"))
@crew_option
@json_option
def init(
    plan: str, period: str, formats: Any, units: Any, target: Path | None, crew: Crew,
    as_json: bool,
) -> int:  # fmt: skip
    """Write forms."""
    desk = desk_of(existing(plan), quiet=as_json, crew=crew)
    request = progress_init.Request(plan, period, tuple(formats), tuple(units), target)
    result = progress_init.run(desk, request)
    if not as_json:
        for line in result.written:
            click.echo(_("Đã ghi {tep}").format(tep=line))
    return finish(result, as_json=as_json)


@command.command(
    "import", options_metavar=OPTIONS,
    help=_("Nhận biểu đã điền (.xlsx, .docx, .pdf) thành báo cáo; số khác nhau thì giữ cả hai."),
    epilog=_("\b\nVí dụ: kehoach progress import plans/a.toml bieu/*.xlsx --period 2026-Q3"),
)  # fmt: skip
@_plan
@click.argument("files", nargs=-1, required=True, metavar=_("BIỂU…"), type=_path)
@click.option("--period", metavar=_("KỲ"), help=_("Kỳ, khi biểu không nói"))
@click.option("--unit", default="", metavar=_("MÃ"), help=_("Đơn vị, khi biểu không nói"))
@click.option(
    "--proofs", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=_("Thư mục có các tệp minh chứng mà biểu nêu tên; tệp được giữ kèm mã băm"),
)  # fmt: skip
@json_option
def import_(
    plan: str, files: Any, period: str | None, unit: str, proofs: Path | None, as_json: bool
) -> int:
    """Read filled forms."""
    desk = desk_of(existing(plan), quiet=as_json)
    result = progress_import.run(
        desk, progress_import.Request(plan, tuple(files), period, unit, proofs)
    )
    if not as_json:
        words = {
            "written": _("đã nhận"),
            "unchanged": _("không có gì mới"),
            "refused": _("từ chối"),
        }
        for one in result.forms:
            line = _("{tep}: {ket_qua} ({so} ô mới, {khac} chỗ khác nhau)")
            click.echo(line.format(
                tep=one.source, ket_qua=words[one.status], so=one.reported, khac=one.contradictions
            ))  # fmt: skip
    return finish(result, as_json=as_json)


@command.command(
    "roll-up", options_metavar=OPTIONS,
    help=_("Tổng hợp: ai chưa báo cáo, việc nào quá hạn, xong mà thiếu minh chứng, các tổng."),
    epilog=_("\b\nVí dụ: kehoach progress roll-up a.toml --period 2026-Q3 --html tien-do.html"),
)  # fmt: skip
@_plan
@_period
@_date
@click.option("--html", type=_path, help=_("Ghi thêm một trang HTML"))
@click.option("--xlsx", type=_path, help=_("Ghi thêm bảng Excel của mọi đơn vị; import nhận lại"))
@click.option(
    "--register", "registers", multiple=True, metavar=_("MÃ=TỆP"),
    help=_("Sổ văn bản đi mà đơn vị gửi (.xlsx, .docx), để tra minh chứng; nêu được nhiều lần"),
)  # fmt: skip
@crew_option
@json_option
def roll_up(
    plan: str, period: str, day: datetime | None, html: Path | None, xlsx: Path | None,
    registers: tuple[str, ...], crew: Crew, as_json: bool,
) -> int:  # fmt: skip
    """Join; exit 1 when somebody has to be asked about something."""
    desk = desk_of(existing(plan), quiet=as_json, crew=crew)
    on = day.date() if day else None
    lists = tuple(map(_register, registers))
    asked = progress_roll_up.Request(plan, period, on, html, lists, xlsx)
    result = progress_roll_up.run(desk, asked)
    if not as_json and result.rolled is not None:
        write_roll_up(result.rolled)
        if result.written:
            click.echo(_("Đã ghi {tep}").format(tep=result.written), err=True)
    return finish(result, as_json=as_json)


def _register(text: str) -> tuple[str, Path]:
    unit, sign, path = text.partition("=")
    if not sign or not unit or not path:
        raise click.BadParameter(_("Cần MÃ=TỆP, ví dụ ubnd-xa-a=so-van-ban.xlsx"))
    return unit, Path(path)


@command.command(
    "remind", options_metavar=OPTIONS,
    help=_("Soạn công văn đôn đốc: đúng các việc quá hạn và đơn vị chưa báo cáo."),
    epilog=_("\b\nVí dụ: kehoach progress remind plans/a.toml --period 2026-Q3"),
)  # fmt: skip
@_plan
@_period
@_date
@click.option("-o", "target", type=_path, help=_("Tệp .docx của công văn"))
@click.option("--overwrite", is_flag=True, help=_("Ghi đè công văn đã có"))
@click.option(
    "--answer-by", type=OneDay(), help=_("Hạn trả lời ghi trong công văn; không nêu: để trống")
)
@json_option
def remind(
    plan: str, period: str, day: datetime | None, target: Path | None, overwrite: bool,
    answer_by: datetime | None, as_json: bool,
) -> int:  # fmt: skip
    """Write the letter."""
    desk = desk_of(existing(plan), quiet=as_json)
    on = day.date() if day else None
    by = answer_by.date() if answer_by else None
    request = progress_remind.Request(plan, period, on, target, overwrite, by)
    result = progress_remind.run(desk, request)
    if not as_json:
        for line in result.lines:
            click.echo(line)
        if result.written:
            click.echo(_("Đã ghi {tep}").format(tep=result.written), err=True)
    return finish(result, as_json=as_json)


@command.command(
    "report", options_metavar=OPTIONS,
    help=_("Soạn báo cáo theo đề cương của kế hoạch hoặc của cơ quan; lời và phụ lục cùng một số."),
    epilog=_("\b\nVí dụ: kehoach progress report plans/a.toml --period 2026-9-thang"),
)  # fmt: skip
@_plan
@_period
@_date
@click.option(
    "--unit", default="", metavar=_("MÃ"), help=_("Báo cáo của một đơn vị; trống: của nơi ban hành")
)
@click.option("-o", "target", type=_path, help=_("Tệp .toml của báo cáo"))
@json_option
def report(
    plan: str, period: str, day: datetime | None, unit: str, target: Path | None, as_json: bool
) -> int:
    """Write the report."""
    desk = desk_of(existing(plan), quiet=as_json)
    on = day.date() if day else None
    result = progress_report.run(desk, progress_report.Request(plan, period, on, unit, target))
    if not as_json and result.written:
        click.echo(_("Đã ghi {tep}").format(tep=result.written))
        for title in result.blanks:
            click.echo(_("Cần viết: {phan}").format(phan=title))
        for title in result.doubts:
            click.echo(_("Đã viết, cần xem lại: {phan}").format(phan=title))
    return finish(result, as_json=as_json)


@command.command(
    "raise", options_metavar=OPTIONS,
    help=_("Chuyển kết quả tổng hợp thành báo cáo của cấp này về kế hoạch cấp trên."),
    epilog=_("\b\nVí dụ: kehoach progress raise plans/a.toml --period 2026-Q3"),
)  # fmt: skip
@_plan
@_period
@_date
@json_option
def raise_(plan: str, period: str, day: datetime | None, as_json: bool) -> int:
    """Write the row of the level above."""
    desk = desk_of(existing(plan), quiet=as_json)
    on = day.date() if day else None
    result = progress_raise.run(desk, progress_raise.Request(plan, period, on))
    if not as_json and result.above:
        line = _("Báo cáo về {tren}: {so} hàng có kết quả; {tep}")
        where = result.written or _("không có gì mới")
        click.echo(line.format(tren=result.above, so=result.rows, tep=where))
    return finish(result, as_json=as_json)


@command.command(
    "choose", options_metavar=OPTIONS,
    help=_("Chốt một số khi các nguồn khác nhau; các nguồn và lý do vẫn giữ."),
    epilog=_(
        "\b\nVí dụ: kehoach progress choose a.toml --period 2026-Q3 --unit xa-a --row ct1 "
        '--value 78,5 --reason "đã đối chiếu"'
    ),
)  # fmt: skip
@_plan
@_period
@click.option("--unit", required=True, metavar=_("MÃ"), help=_("Đơn vị có số liệu khác nhau"))
@click.option(
    "--row", required=True, metavar=_("HÀNG"),
    help=_("Nhiệm vụ (số thứ tự hoặc mã) hoặc chỉ tiêu (ct1 hoặc mã)"),
)  # fmt: skip
@click.option("--value", required=True, metavar=_("SỐ"), help=_("Giá trị được chọn"))
@click.option("--reason", required=True, metavar=_("LỜI"), help=_("Lý do"))
@click.option(
    "--field", default="", metavar=_("KHÓA"), help=_("Ô nào, khi hàng ấy khác nhau nhiều ô")
)
@click.option(
    "--by", default="", metavar=_("TÊN"), help=_("Người chốt; mặc định người đang dùng máy")
)
@json_option
def choose(
    plan: str, period: str, unit: str, row: str, value: str, reason: str, field: str, by: str,
    as_json: bool,
) -> int:  # fmt: skip
    """Settle a contradiction."""
    desk = desk_of(existing(plan), quiet=as_json)
    asked = progress_choose.Request(plan, period, unit, row, value, reason, field, by)
    result = progress_choose.run(desk, asked)
    if not as_json:
        for one in result.settled:
            line = _("{nut}, {truong}: chốt {so} ({nguoi}; {ly_do})")
            click.echo(line.format(
                nut=one.nut, truong=one.truong, so=one.chot, nguoi=one.nguoi_chot, ly_do=one.ly_do
            ))  # fmt: skip
    return finish(result, as_json=as_json)

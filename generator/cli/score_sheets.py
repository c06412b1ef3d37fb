"""`kehoach score init|receive|choose|roll-up`: score sheets out, back, and added up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import desk_of, existing, finish, json_option
from generator.locale import _
from generator.progress.saying import number_text
from generator.progress.score_sheet import ROUNDS
from generator.verbs import score_choose, score_init, score_receive, score_roll_up, score_sheet

if TYPE_CHECKING:
    from decimal import Decimal

OPTIONS = _("[TÙY CHỌN]")
_path = click.Path(path_type=Path)
_names = [one.name for one in ROUNDS]
_set = click.argument("set_id", metavar=_("BỘ"))
_round_help = _("Vòng: self tự chấm, appraisal thẩm định, explanation giải trình, second lần 2")


@click.command(
    "init", options_metavar=OPTIONS,
    help=_("Lập phiếu chấm của từng đơn vị cho một vòng; chỉ ô của vòng ấy mở."),
    epilog=_("\b\nVí dụ: kehoach score init par-2026 --round self --format xlsx --format docx"),
)  # fmt: skip
@_set
@click.option("--round", "turn", type=click.Choice(_names), default="self", help=_round_help)
@click.option("--format", "formats", multiple=True, type=click.Choice(["xlsx", "docx"]),
              default=["xlsx"], help=_("Dạng tệp; nêu được nhiều lần"))  # fmt: skip
@click.option("--unit", "units", multiple=True, metavar=_("MÃ"), help=_("Chỉ các đơn vị này"))
@click.option("-o", "target", type=_path, help=_("Thư mục ghi phiếu"))
@json_option
def init(
    set_id: str, turn: Any, formats: Any, units: Any, target: Path | None, as_json: bool
) -> int:
    """Write the forms."""
    desk = desk_of([], quiet=as_json)
    request = score_init.Request(set_id, turn, tuple(formats), tuple(units), target)
    result = score_init.run(desk, request)
    if not as_json and result.written:
        click.echo(_("Đã lập {so} phiếu").format(so=len(result.written)))
    return finish(result, as_json=as_json)


@click.command(
    "receive", options_metavar=OPTIONS,
    help=_("Nhận phiếu đã điền (.xlsx, .docx); ô sai thì từ chối cả phiếu, nêu tên ô."),
    epilog=_("\b\nVí dụ: kehoach score receive par-2026 phieu/*.xlsx"),
)  # fmt: skip
@_set
@click.argument("files", metavar=_("TỆP…"), nargs=-1, required=True, type=_path)
@click.option("--round", "turn", type=click.Choice(_names), help=_round_help)
@click.option("--unit", default="", metavar=_("MÃ"), help=_("Đơn vị, khi phiếu không nói"))
@json_option
def receive(set_id: str, files: tuple[Path, ...], turn: Any, unit: str, as_json: bool) -> int:
    """Bring filled forms back."""
    desk = desk_of(existing(*map(str, files)), quiet=as_json)
    result = score_receive.run(desk, score_receive.Request(set_id, files, turn, unit))
    if not as_json:
        words = {
            "written": _("đã nhận"), "unchanged": _("không có gì mới"), "refused": _("từ chối"),
        }  # fmt: skip
        for one in result.forms:
            line = _("{tep}: {gi}, {so} ô mới").format(
                tep=one.source, gi=words[one.status], so=one.filled
            )
            click.echo(line)
    return finish(result, as_json=as_json)


@click.command(
    "choose",
    options_metavar=OPTIONS,
    help=_("Chốt một trong hai số mà hai phiếu của cùng một vòng nêu khác nhau."),
    epilog=_(
        "\b\nVí dụ: kehoach score choose par-2026 --unit ubnd-xa-a --row 1.2 --value 1,5 "
        '--reason "đã đối chiếu"'
    ),
)
@_set
@click.option("--unit", required=True, metavar=_("MÃ"), help=_("Đơn vị được chấm"))
@click.option("--row", "number", required=True, metavar=_("SỐ"), help=_("Số của tiêu chí"))
@click.option("--value", required=True, metavar=_("GIÁ_TRỊ"), help=_("Giá trị được chọn"))
@click.option("--reason", required=True, metavar=_("CHỮ"), help=_("Vì sao chọn"))
@click.option("--field", default="", metavar=_("KHÓA"), help=_("Khi khác nhau ở nhiều ô"))
@click.option("--by", default="", metavar=_("TÊN"), help=_("Người chốt; mặc định người chạy"))
@json_option
def choose(set_id: str, as_json: bool, **said: str) -> int:
    """Settle a contradiction."""
    result = score_choose.run(desk_of([], quiet=as_json), score_choose.Request(set_id, **said))
    if not as_json and result.value:
        click.echo(f"{result.sheet}: {result.value}")
    return finish(result, as_json=as_json)


@click.command(
    "roll-up", options_metavar=OPTIONS,
    help=_("Cộng phiếu của mọi đơn vị: tổng điểm, thứ hạng, ai chưa gửi, chỗ phải xem lại."),
    epilog=_("\b\nVí dụ: kehoach score roll-up par-2026 --round self -o tong-hop.xlsx"),
)  # fmt: skip
@_set
@click.option("--round", "turn", type=click.Choice(_names), default="self", help=_round_help)
@click.option("-o", "target", type=_path, help=_("Tệp .xlsx của bảng tổng hợp"))
@json_option
def roll_up(set_id: str, turn: Any, target: Path | None, as_json: bool) -> int:
    """Add the sheets up; exit 1 when somebody has to be asked."""
    desk = desk_of([], quiet=as_json)
    result = score_roll_up.run(desk, score_roll_up.Request(set_id, turn, target))
    if not as_json and result.opened is not None:
        _tell(result)
    return finish(result, as_json=as_json)


def _tell(result: score_roll_up.Result) -> None:
    ranks = result.ranks()
    assert result.opened is not None  # noqa: S101 - its caller asked
    click.echo(result.opened.title)
    for one in result.sheets:
        totals = one.totals
        line = _("{thu}. {ten}: tự chấm {co}, thẩm định {con}, điểm cuối {cuoi} / {most}")
        click.echo(line.format(
            thu=ranks.get(one.unit, "–"), ten=result.name(one.unit), co=_said(totals.own),
            con=_said(totals.appraised), cuoi=_said(totals.final), most=number_text(totals.most),
        ))  # fmt: skip
        words = remark_words()
        for remark in one.remarks:
            what = f"{remark.number}: " if remark.number else ""
            click.echo(f"    {what}{words[remark.kind]} – {remark.detail}")
    if result.not_answered:
        names = ", ".join(map(result.name, result.not_answered))
        click.echo(_("Chưa gửi ({so}): {cac}").format(so=len(result.not_answered), cac=names))
    if result.written:
        click.echo(_("Đã ghi {tep}").format(tep=result.written))


def _said(value: Decimal | None) -> str:
    return "–" if value is None else number_text(value)


def remark_words() -> dict[str, str]:
    """What each kind of remark is called."""
    return {
        "blank": _("chưa tự chấm"), "no_number": _("không phải số"),
        "over": _("cao hơn điểm tối đa"), "below": _("nhỏ hơn 0"),
        "formula": _("khác công thức"), "figures": _("không hiểu số liệu"),
        "unproved": _("có điểm mà thiếu minh chứng"), "sum": _("tổng nêu khác tổng các phần"),
        "ceiling": _("vượt mức thưởng, trừ"), "unexplained": _("bị trừ điểm, chưa giải trình"),
        "differing": _("hai phiếu khác nhau, chưa chốt"),
        "unknown": _("bộ tiêu chí không có số này"),
    }  # fmt: skip


@click.command(
    "export", options_metavar=OPTIONS,
    help=_("Xuất bộ tiêu chí ra Excel để sửa; mã của hàng và cột được giấu."),
    epilog=_("\b\nVí dụ: kehoach score export par-2026 -o bo.xlsx"),
)  # fmt: skip
@_set
@click.option("-o", "target", type=_path, required=True, help=_("Tệp .xlsx"))
@json_option
def export(set_id: str, target: Path, as_json: bool) -> int:
    """Write the sheet of a set."""
    desk = desk_of([], quiet=as_json)
    result = score_sheet.run(desk, score_sheet.Request("export", target, set_id))
    if not as_json and result.target:
        click.echo(_("Đã ghi {tep}").format(tep=result.target))
    return finish(result, as_json=as_json)


@click.command(
    "update", options_metavar=OPTIONS,
    help=_("Nhận bảng tiêu chí đã sửa trong Excel, gộp ba bên; ô không nhận được thì nêu tên."),
    epilog=_("\b\nVí dụ: kehoach score update bo.xlsx"),
)  # fmt: skip
@click.argument("file", metavar=_("TỆP"), type=_path)
@json_option
def update(file: Path, as_json: bool) -> int:
    """Bring an edited sheet of a set back."""
    desk = desk_of(existing(str(file)), quiet=as_json)
    result = score_sheet.run(desk, score_sheet.Request("update", file))
    if not as_json and result.target:
        words = {
            "written": _("đã nhận"), "unchanged": _("không có gì mới"), "refused": _("từ chối"),
        }  # fmt: skip
        click.echo(f"{result.target}: {words[result.status]}")
    return finish(result, as_json=as_json)

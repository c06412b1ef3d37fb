"""`kehoach check`: data of plans and form of Word documents, all mistakes at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.cli.common import crew_option, desk_of, existing, plans_argument, print_json
from generator.cli.report import show, summary
from generator.diagnostics import WRONG_USAGE
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.verbs.check import Result
    from generator.verbs.check_word import DocumentReport
    from generator.workspace.batch import Crew


@click.command(
    help=_(
        "Kiểm tra dữ liệu kế hoạch (.toml) và thể thức, lời văn của văn bản Word (.docx) theo "
        "Nghị định 30/2020/NĐ-CP. Không nêu tệp: mọi kế hoạch và danh mục."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach check plans/lang-son-2024/thanh-pho.toml --format json\n"
        "  kehoach check cong-van.docx --annotate cong-van-nhan-xet.docx"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@plans_argument
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help=_("Dạng kết quả"),
)
@click.option("--json", "as_json", is_flag=True, help=_("Như --format json"))
@click.option("--strict", is_flag=True, help=_("Coi cảnh báo là lỗi (mã thoát 1)"))
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Hồ sơ thể thức riêng của cơ quan (mặc định: danh-muc/the-thuc.toml nếu có)"),
)
@click.option(
    "--annotate",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="F.docx",
    help=_("Ghi một bản sao có nhận xét của Word ở từng chỗ"),
)
@click.option(
    "--fix",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="F.docx",
    help=_("Ghi một bản sao đã sửa chỗ sửa được, dạng thay đổi chờ duyệt (Track Changes)"),
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Không báo các lỗi đã chấp nhận trong tệp này"),
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("TỆP"),
    help=_("Chấp nhận mọi lỗi thể thức đang có, ghi vào tệp này"),
)
@click.option(
    "--pages/--no-pages",
    default=None,
    help=_("Xét cả trang in của kế hoạch (mặc định: khi không quá 24 kế hoạch)"),
)
@crew_option
def command(
    plans: tuple[str, ...],
    style: str,
    as_json: bool,
    strict: bool,
    profile: Path | None,
    annotate: Path | None,
    fix: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
    pages: bool | None,
    crew: Crew,
) -> int:
    """Check plans and documents; exit 1 when there is an error."""
    from generator.verbs.check import Request, run, wants_plans

    style = "json" if as_json else style
    anywhere = not wants_plans(plans)
    desk = desk_of(existing(*plans), quiet=style != "text", crew=crew, anywhere=anywhere)
    request = Request(plans, strict, profile, annotate, fix, baseline, write_baseline, pages)
    result = run(desk, request)
    if style == "json":
        print_json(result.parts())
    elif style == "sarif":
        _print_sarif(result)
    else:
        _tell(result)
    return result.exit_code


def _print_sarif(result: Result) -> None:
    from generator.cli.sarif import sarif

    unjudged = [(r.file, code, reason) for r in result.documents for code, reason in r.unjudged]
    print_json(sarif(result.diagnostics, __version__, unjudged))


def _tell(result: Result) -> None:
    """The findings, what was written, and how much was judged."""
    for line in _made(result):
        click.echo(line, err=True)
    counted = summary(show(result.diagnostics)) or _("không có lỗi")
    if result.exit_code == WRONG_USAGE:
        return
    for line in _coverage(result.documents):
        click.echo(line)
    if result.unpaged:
        counted += _("; chưa xét trang in (--pages)")
    looked = f"{result.files}/{result.asked}" if result.files < result.asked else result.files
    click.echo(_("{so} tệp: {ket_qua}").format(so=looked, ket_qua=counted))


def _made(result: Result) -> list[str]:
    """What was accepted, and the files that were written."""
    words = {
        "annotated": _("{tep}: {so} nhận xét"),
        "fixed": _("{tep}: {so} chỗ sửa, chờ duyệt trong Word"),
        "baseline": _("Đã ghi {so} lỗi được chấp nhận vào {tep}"),
    }
    lines = []
    if result.accepted:
        message = _("{so} lỗi đã được chấp nhận, không báo lại")
        lines.append(message.format(so=result.accepted))
    for one in result.written:
        lines.append(words[one.kind].format(tep=one.target, so=one.places))
        if one.left:
            message = _("{so} chỗ không tự sửa được (trường, liên kết, chú thích …)")
            lines.append(message.format(so=one.left))
    return lines


_FEW = 3
"""For so few documents each rule that was not evaluated is named."""


def _coverage(reports: Sequence[DocumentReport]) -> list[str]:
    """How many rules were judged, and which were not and why."""
    lines: list[str] = []
    words = _(
        "{tep}: {quy_tac} quy tắc ({ho_so}): {dat} đạt, {khong_dat} không đạt, "
        "{khong_ap_dung} không áp dụng, {khong_xet} KHÔNG XÉT"
    )
    for report in reports:
        if not report.coverage:
            continue
        name, profile = Path(report.file).name, report.profile or "-"
        lines.append(words.format(tep=name, ho_so=profile, **report.coverage))
        lines += [_("  nới lỏng: {gi}").format(gi=said) for said in report.looser]
        if len(reports) <= _FEW:
            reasons: dict[str, list[str]] = {}
            for code, reason in report.unjudged:
                reasons.setdefault(reason, []).append(code)
            for reason, codes in reasons.items():
                shown = (
                    ", ".join(codes) if len(codes) <= 8 else _("{so} quy tắc").format(so=len(codes))
                )
                lines.append(_("  KHÔNG XÉT {ma}: {ly_do}").format(ma=shown, ly_do=reason))
    return lines

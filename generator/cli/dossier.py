"""`kehoach dossier`: the papers of one matter, printed, compared, issued and sent together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import OneDay, complete_plans, desk_of, existing, finish, json_option
from generator.locale import _
from generator.plan.drafts import KINDS
from generator.verbs import (
    dossier,
    dossier_diff,
    dossier_issue,
    dossier_list,
    dossier_render,
    dossier_send,
)

if TYPE_CHECKING:
    from datetime import datetime

SUBMITTED = "trinh"
OPTIONS = _("[TÙY CHỌN]")
_plan = click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
_members = click.argument("members", metavar=_("VĂN_BẢN…"), nargs=-1, required=True)
_path = click.Path(path_type=Path)


@click.group(
    help=_("Hồ sơ của một kế hoạch: các văn bản trình, ban hành, gửi cùng nhau."),
    epilog=_("\b\nVí dụ: kehoach dossier new thanh-pho.toml --with submission --with decision"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "new", options_metavar=OPTIONS,
    help=_("Lập hồ sơ gồm kế hoạch và các văn bản đi cùng đã có; --with soạn thêm văn bản."),
    epilog=_("\b\nVí dụ: kehoach dossier new thanh-pho.toml --with slip --with submission"),
)  # fmt: skip
@_plan
@click.option(
    "--with", "kinds", multiple=True, type=click.Choice(KINDS),
    help=_("Văn bản soạn thêm khi chưa có; nêu được nhiều lần"),
)  # fmt: skip
@json_option
def new(plan: str, kinds: Any, as_json: bool) -> int:
    """Make it."""
    return _told(plan, dossier.Request("new", plan, kinds=tuple(kinds)), as_json=as_json)


@command.command(
    "show", options_metavar=OPTIONS, help=_("Mục lục của hồ sơ, và văn bản nào đang bỏ ra."),
    epilog=_("\b\nVí dụ: kehoach dossier show thanh-pho.toml"),
)  # fmt: skip
@_plan
@json_option
def show(plan: str, as_json: bool) -> int:
    """Show it."""
    return _told(plan, dossier.Request("show", plan), as_json=as_json)


@command.command(
    "list", options_metavar=OPTIONS, help=_("Mọi hồ sơ của nơi làm việc."),
    epilog=_("\b\nVí dụ: kehoach dossier list"),
)  # fmt: skip
@json_option
def listed(as_json: bool) -> int:
    """List them."""
    result = dossier_list.run(desk_of((), quiet=as_json), dossier_list.Request())
    if not as_json:
        for one in result.items:
            told = _("{so} văn bản, {co} đã có số").format(so=one.papers, co=one.issued)
            click.echo(f"{one.plan}: {one.title} ({told})")
    return finish(result, as_json=as_json)


@command.command(
    "add", options_metavar=OPTIONS, help=_("Thêm văn bản vào cuối hồ sơ."),
    epilog=_("\b\nVí dụ: kehoach dossier add thanh-pho.toml plans/giay-moi.toml"),
)  # fmt: skip
@_plan
@_members
@json_option
def add(plan: str, members: Any, as_json: bool) -> int:
    """Put papers in."""
    return _told(plan, dossier.Request("add", plan, tuple(members)), as_json=as_json)


@command.command(
    "enable", options_metavar=OPTIONS, help=_("Đưa lại vào hồ sơ văn bản đã bỏ ra."),
    epilog=_("\b\nVí dụ: kehoach dossier enable thanh-pho.toml kh-tp-lang-son-2024-letter"),
)  # fmt: skip
@_plan
@_members
@json_option
def enable(plan: str, members: Any, as_json: bool) -> int:
    """Put them back in."""
    return _told(plan, dossier.Request("enable", plan, tuple(members)), as_json=as_json)


@command.command(
    "disable", options_metavar=OPTIONS,
    help=_("Tạm bỏ văn bản ra khỏi hồ sơ; chỗ của nó còn nguyên."),
    epilog=_("\b\nVí dụ: kehoach dossier disable thanh-pho.toml kh-tp-lang-son-2024-letter"),
)  # fmt: skip
@_plan
@_members
@json_option
def disable(plan: str, members: Any, as_json: bool) -> int:
    """Leave them out."""
    return _told(plan, dossier.Request("disable", plan, tuple(members)), as_json=as_json)


def _told(plan: str, request: dossier.Request, *, as_json: bool) -> int:
    result = dossier.run(desk_of(existing(plan), quiet=as_json), request)
    if not as_json:
        for line in result.written:
            click.echo(_("Đã ghi {tep}").format(tep=line))
        if result.title:
            click.echo(result.title)
        for one in result.members:
            click.echo(_line(one))
    return finish(result, as_json=as_json)


def _line(one: dossier.MemberStanding) -> str:
    if one.line is None:
        why = _("không đọc được") if one.enabled else _("bỏ ra")
        return f"   – {one.ma} ({why})"
    parts = [one.line.so_ky_hieu or _("chưa có số"), one.line.ngay]
    if one.line.so_trang:
        parts.append(_("{so} trang").format(so=one.line.so_trang))
    said = ", ".join(part for part in parts if part)
    return f"{one.line.tt:>4}. {one.line.trich_yeu} ({said}) – {one.ma}"


@command.command(
    "render", options_metavar=OPTIONS,
    help=_("In cả hồ sơ kèm mục lục, theo thứ tự; một văn bản bị từ chối thì không in gì."),
    epilog=_("\b\nVí dụ: kehoach dossier render thanh-pho.toml --pdf"),
)  # fmt: skip
@_plan
@click.option("-o", "--out", type=_path, help=_("Thư mục ghi kết quả"))
@click.option("--pdf", is_flag=True, help=_("In thêm ra PDF"))
@click.option("--overwrite", is_flag=True, help=_("Ghi đè cả tệp .docx đã sửa bằng tay"))
@json_option
def render(plan: str, out: Path | None, pdf: bool, overwrite: bool, as_json: bool) -> int:
    """Print it."""
    request = dossier_render.Request(plan, out, pdf, overwrite=overwrite)
    result = dossier_render.run(desk_of(existing(plan), quiet=as_json), request)
    if not as_json:
        for line in result.written:
            click.echo(line)
    return finish(result, as_json=as_json)


@command.command(
    "diff", options_metavar=OPTIONS,
    help=_("Từng văn bản của hồ sơ đã đổi gì từ một bản git; văn bản nào thêm, bỏ."),
    epilog=_("\b\nVí dụ: kehoach dossier diff thanh-pho.toml --since HEAD"),
)  # fmt: skip
@_plan
@click.option(
    "--since",
    default="HEAD",
    metavar=_("BẢN"),
    help=_("Bản git để so, mặc định HEAD; «trinh»: bản đã trình"),
)
@click.option("--html", "pages", type=_path, metavar=_("THƯ_MỤC"),
              help=_("Thư mục ghi trang của hồ sơ và trang so từng văn bản đã đổi"))  # fmt: skip
@json_option
def diff(plan: str, since: str, pages: Path | None, as_json: bool) -> int:
    """Compare it."""
    request = dossier_diff.Request(plan, "" if since == SUBMITTED else since, pages)
    result = dossier_diff.run(desk_of(existing(plan), quiet=as_json), request)
    if not as_json:
        for one in result.members:
            said = [_("văn bản mới")] if one.came else one.lines or [_("không đổi")]
            said = said if one.known else [_("không có bản đã trình để so")]
            click.echo(f"{one.ma}: {said[0]}")
            for line in said[1:]:
                click.echo(f"  {line}")
        for ma in result.gone:
            click.echo(f"{ma}: {_('đã bỏ ra khỏi hồ sơ')}")
        if result.written:
            click.echo(_("Đã ghi {tep}").format(tep=result.written))
    return finish(result, as_json=as_json)


@command.command(
    "issue", options_metavar=OPTIONS,
    help=_(
        "Phát hành cả hồ sơ, mỗi văn bản một số: thử tất cả trước, có lỗi thì không văn bản nào "
        "lấy số; bị ngắt thì lần sau làm tiếp."
    ),
    epilog=_("\b\nVí dụ: kehoach dossier issue thanh-pho.toml --rehearse"),
)  # fmt: skip
@_plan
@click.option("--date", "day", type=OneDay(), help=_("Ngày văn bản; mặc định hôm nay"))
@click.option("--reason", default="", metavar=_("CHỮ"), help=_("Lý do khi ngày văn bản đã qua"))
@click.option("--no-zip", is_flag=True, help=_("Không kèm tệp .zip của hồ sơ"))
@click.option("--rehearse", is_flag=True, help=_("Chỉ thử, không lấy số"))
@click.option(
    "--approved-on-paper",
    is_flag=True,
    help=_("Lãnh đạo đã duyệt trên bản giấy: không đợi bước duyệt trong chương trình"),
)
@json_option
def issue(
    plan: str,
    day: datetime | None,
    reason: str,
    no_zip: bool,
    rehearse: bool,
    approved_on_paper: bool,
    as_json: bool,
) -> int:
    """Issue it."""
    request = dossier_issue.Request(
        plan, day.date() if day else None, reason, packed=not no_zip, rehearse=rehearse,
        approved_on_paper=approved_on_paper,
    )  # fmt: skip
    result = dossier_issue.run(desk_of(existing(plan), quiet=as_json), request)
    if not as_json:
        for one in result.issued:
            if one.row is not None:
                click.echo(f"{one.row.number}  {one.folder}")
        for ma in result.before:
            click.echo(_("{ma}: đã có số từ trước").format(ma=ma))
        for ma in result.waiting:
            click.echo(_("{ma}: chưa có số").format(ma=ma))
        for ma in result.without:
            click.echo(_("{ma}: không lấy số riêng").format(ma=ma))
    return finish(result, as_json=as_json)


@command.command(
    "send", options_metavar=OPTIONS,
    help=_("Đóng phong bì edXML cho mọi văn bản đã phát hành, ký của hồ sơ; thiếu một thì thôi."),
    epilog=_("\b\nVí dụ: kehoach dossier send thanh-pho.toml --to ubnd-tinh-lang-son"),
)  # fmt: skip
@_plan
@click.option("--to", "recipients", multiple=True, required=True, metavar=_("MÃ"),
              help=_("Cơ quan nhận; nêu được nhiều lần"))  # fmt: skip
@click.option("-o", "--out", type=_path, help=_("Thư mục ghi kết quả"))
@json_option
def send(plan: str, recipients: Any, out: Path | None, as_json: bool) -> int:
    """Pack it for the exchange."""
    request = dossier_send.Request(plan, tuple(recipients), out)
    result = dossier_send.run(desk_of(existing(plan), quiet=as_json), request)
    if not as_json:
        for line in result.written:
            click.echo(_("Đã ghi {tep}").format(tep=line))
    return finish(result, as_json=as_json)

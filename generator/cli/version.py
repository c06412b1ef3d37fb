"""`kehoach version`: earlier texts of a plan, named, listed, brought back."""

from __future__ import annotations

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.locale import _
from generator.verbs import versions
from generator.workspace.naming import id_named

OPTIONS = _("[TÙY CHỌN]")
SHORT = 12
"""Digits of a digest that are shown, and enough to name it."""
_plan = click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)


@click.group(
    help=_("Các bản trước của một kế hoạch: xem, đặt tên cho bản hiện nay, đưa cả bản về."),
    epilog=_('\b\nVí dụ: kehoach version name thanh-pho.toml "Bản gửi lấy ý kiến"'),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "list", options_metavar=OPTIONS, help=_("Các bản trước, mới nhất ở đầu."),
    epilog=_("\b\nVí dụ: kehoach version list thanh-pho.toml"),
)  # fmt: skip
@_plan
@json_option
def listed(plan: str, as_json: bool) -> int:
    """List them."""
    return _told(plan, as_json=as_json)


@command.command(
    "name", options_metavar=OPTIONS, help=_("Đặt tên cho bản hiện nay."),
    epilog=_('\b\nVí dụ: kehoach version name thanh-pho.toml "Bản gửi lấy ý kiến"'),
)  # fmt: skip
@_plan
@click.argument("name", metavar=_("TÊN"))
@json_option
def named(plan: str, name: str, as_json: bool) -> int:
    """Name the text of now."""
    return _told(plan, as_json=as_json, act="name", name=name)


@command.command(
    "restore", options_metavar=OPTIONS,
    help=_("Đưa cả một bản trước về; bản đang có vẫn còn trong danh sách."),
    epilog=_("\b\nVí dụ: kehoach version restore thanh-pho.toml 3fa94c0d21be"),
)  # fmt: skip
@_plan
@click.argument("digest", metavar=_("MÃ_BĂM"))
@json_option
def restored(plan: str, digest: str, as_json: bool) -> int:
    """Bring one back."""
    return _told(plan, as_json=as_json, act="restore", restore=digest)


def _told(
    plan: str, *, as_json: bool, act: versions.Act = "list", name: str = "", restore: str = ""
) -> int:
    desk = desk_of(existing(plan), quiet=as_json)
    ma, wrong = id_named(desk.workspace, plan)
    if wrong:
        return finish(versions.Result(plan, "refused", None, wrong), as_json=as_json)
    result = versions.run(desk, versions.Request(ma, name, restore, act))
    if not as_json:
        for one in result.versions:
            moment = one.at.replace("T", " ")[:16]
            click.echo(f"{one.digest[:SHORT]}  {moment}  {one.who}  {one.name}".rstrip())
        if result.status == "named":
            click.echo(_("đã đặt tên: {ten}").format(ten=name))
        elif result.status == "restored":
            click.echo(_("đã đưa bản {ma} về").format(ma=restore))
    return finish(result, as_json=as_json)

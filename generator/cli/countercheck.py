"""`kehoach countercheck`: our printed pages beside those that LibreOffice makes."""

from __future__ import annotations

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.diagnostics import FINDINGS
from generator.locale import _
from generator.verbs import countercheck
from generator.workspace.naming import id_named


@click.command(
    help=_(
        "Đối chiếu trang in của chương trình với LibreOffice; mã thoát 1 khi có dòng khác. Không "
        "có LibreOffice thì nói là chưa đối chiếu."
    ),
    epilog=_("\b\nVí dụ: kehoach countercheck thanh-pho.toml"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@json_option
def command(plan: str, as_json: bool) -> int:
    """Compare them."""
    desk = desk_of(existing(plan), quiet=as_json)
    ma, wrong = id_named(desk.workspace, plan)
    if wrong:
        return finish(countercheck.Result(plan, "refused", 0, None, wrong), as_json=as_json)
    result = countercheck.run(desk, countercheck.Request(ma))
    if not as_json:
        click.echo(_said(result))
    code = finish(result, as_json=as_json)
    return code or (FINDINGS if result.status == "differs" else 0)


def _said(result: countercheck.Result) -> str:
    if result.status == "same":
        return _("đã đối chiếu: {so} trang, khớp").format(so=result.pages)
    if result.first is not None:
        told = _("đối chiếu: trang {trang} khác từ dòng “{dong}”")
        line = result.first.ours or result.first.theirs
        return told.format(trang=result.first.page, dong=line[:60])
    return _("chưa đối chiếu: máy này không có LibreOffice, hoặc kế hoạch không in được")

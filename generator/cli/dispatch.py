"""`kehoach dispatch`: an issued document goes out, and what its recipients answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.common import BOOK, desk_of, existing, finish, json_option
from generator.locale import _
from generator.verbs import dispatch
from generator.verbs.books import Which


def _book(function: Any) -> Any:
    for one in reversed(BOOK):
        function = one(function)
    return function


@click.command(
    help=_(
        "Gửi văn bản đã phát hành và ghi vào sổ: phong bì cho trục liên thông (--to), cách gửi "
        "khác (--words), hoặc trả lời của nơi nhận (--answer)."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach dispatch 85/KH-UBND --to ubnd-tinh-lang-son\n"
        '  kehoach dispatch 85/KH-UBND --words "bản giấy tới 12 tổ dân phố"'
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("name", metavar=_("MÃ|SỐ"))
@click.option("--to", "recipients", multiple=True, metavar=_("MÃ"),
              help=_("Cơ quan nhận; nêu được nhiều lần"))  # fmt: skip
@click.option("--words", default="", metavar=_("CHỮ"), help=_("Gửi tới đâu, bằng cách nào khác"))
@click.option("--answer", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help=_("Phong bì trả lời của nơi nhận"))  # fmt: skip
@_book
@json_option
def command(
    name: str, recipients: Any, words: str, answer: Path | None,
    agency: str | None, series: str | None, year: int | None, as_json: bool,
) -> int:  # fmt: skip
    """Send; exit 1 when nothing could be written down."""
    which = Which(agency, series, year)
    asked = dispatch.Request(name, which, tuple(recipients), words, answer)
    result = dispatch.run(desk_of(existing(name), quiet=as_json), asked)
    if not as_json and result.row is not None and not result.exit_code:
        click.echo(_("Đã ghi vào sổ: {so}").format(so=result.row.number))
        if result.envelope is not None:
            click.echo(_("Đã ghi {tep}").format(tep=result.envelope))
    return finish(result, as_json=as_json)

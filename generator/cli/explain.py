"""`kehoach explain`: what a code means and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.common import desk_of, finish, json_option
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.explain import Explanation


@click.command(
    help=_("Giải thích mã lỗi: nghĩa là gì, vì sao, cách sửa. Không nêu mã: liệt kê tất cả."),
    epilog=_("\b\nVí dụ: kehoach explain DL102"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("code", required=False, metavar=_("[MÃ]"))
@json_option
def command(code: str | None, as_json: bool) -> int:
    """Print one entry or the list of all."""
    from generator.verbs.explain import Request, run

    result = run(desk_of([], quiet=True, anywhere=True), Request(code))
    if not as_json and code is not None:
        for item in result.items:
            click.echo(page(item))
    elif not as_json:
        click.echo("\n".join(f"{item.code}  {item.name}" for item in result.items))
    return finish(result, as_json=as_json)


def page(item: Explanation) -> str:
    """The explanation as text."""
    parts = (
        (_("Vì sao"), item.why),
        (_("Cách sửa"), item.fix),
        (_("Trong trình duyệt"), item.in_browser),
        (_("Ví dụ"), item.example),
        (_("Căn cứ"), item.source),
    )
    body = "\n\n".join(f"{label}: {text}" for label, text in parts if text)
    return f"{item.code}  {item.name}\n\n{body}"

"""`kehoach doctor`: what is missing on this machine, and how to get it."""

from __future__ import annotations

import click

from generator.cli.common import desk_of, finish, json_option
from generator.locale import _

_MARKS = {"good": "✓", "missing": "✗", "wrong": "!", "unused": "–"}


@click.command(
    help=_(
        "Xem máy này và nơi làm việc còn thiếu gì (LibreOffice, phông chữ, thư viện thiết bị ký, "
        "danh sách tin cậy) và cách có. Không đổi, không cài gì."
    ),
    epilog=_("\b\nVí dụ: kehoach doctor"),
    options_metavar=_("[TÙY CHỌN]"),
)
@json_option
def command(as_json: bool) -> int:
    """Print what was found, one thing a line, with the way out below."""
    from generator.verbs.doctor import Request, run

    result = run(desk_of([], quiet=True), Request())
    for item in () if as_json else result.items:
        click.echo(f"{_MARKS[item.state]} {item.name}: {item.told}")
        if item.how:
            click.echo(f"    → {item.how}")
    return finish(result, as_json=as_json)

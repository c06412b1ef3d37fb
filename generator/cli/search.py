"""`kehoach search WORDS…`: in plans, the register and opinions, with or without marks."""

from __future__ import annotations

import click

from generator.cli.common import desk_of, finish, json_option
from generator.locale import N_, _

KINDS = {
    "plan": N_("kế hoạch"),
    "number": N_("sổ đăng ký"),
    "comment": N_("ý kiến"),
    "opinion": N_("lấy ý kiến"),
}


@click.command(
    help=_(
        "Tìm trong mọi kế hoạch, sổ đăng ký và ý kiến. Gõ không dấu thì dấu nào cũng được; gõ có "
        "dấu thì phải đúng dấu. Chữ trong ngoặc kép là một cụm: '\"cải cách hành chính\"'."
    ),
    epilog=_("\b\nVí dụ: kehoach search chuyen doi so   ·   kehoach search '\"thư điện tử\"'"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("words", nargs=-1, required=True, metavar=_("CHỮ…"))
@click.option("--in", "kinds", multiple=True, type=click.Choice(list(KINDS)), help=_("Chỉ tìm ở"))
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help=_("Nhiều nhất bấy nhiêu"))
@json_option
def command(words: tuple[str, ...], kinds: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Print what was found, the best first; exit 1 when nothing could be searched."""
    from generator.verbs.search import Request, run

    result = run(desk_of([], quiet=as_json), Request(" ".join(words), kinds, limit))
    if not as_json:
        for hit in result.hits:
            place = " · ".join(part for part in (_(KINDS[hit.kind]), hit.plan, hit.place) if part)
            click.echo(click.style(place, dim=True) + f"  {hit.title}")
            shown = (click.style(text, bold=True) if found else text for text, found in hit.pieces)
            click.echo("  " + "".join(shown))
        if result.more:
            click.echo(_("… còn nữa: thêm chữ, hoặc --limit."), err=True)
        elif not result.hits and not result.exit_code:
            click.echo(_("Không tìm thấy văn bản nào."))
    return finish(result, as_json=as_json)

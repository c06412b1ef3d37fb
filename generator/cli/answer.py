"""`kehoach answer`: the open questions of a derived plan, answered once for the office."""

from __future__ import annotations

import sys
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from generator.cli.common import complete_plans, desk_of, existing, finish, json_option
from generator.locale import _

if TYPE_CHECKING:
    from generator.verbs.answer import Open

_SHOWN = 6
_WIDTH = 110
"""Places of a question that are shown, and letters of each: a line on a terminal."""


@click.command(
    help=_(
        "Trả lời những điều chỉ cơ quan mình biết. Câu trả lời dùng chung ghi vào "
        "danh-muc/tra-loi.toml, kế hoạch được cập nhật ngay và lần sau không hỏi lại. "
        "Câu hỏi về riêng một câu: “có”, “giữ” để nguyên, “xong” khi đã sửa, “không”, “bỏ” lấy câu "
        "ấy ra; hỏi về số thì ghi số của đơn vị, như “5 lớp”; "
        "5.2 là chỗ thứ hai của câu hỏi 5. "
        "Không nêu --set: hỏi từng câu, hoặc chỉ liệt kê khi không ở màn hình."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach answer plans/xa-bac-ha.toml\n"
        '  kehoach answer plans/xa-bac-ha.toml --set "1=Phòng Kinh tế" --set 2=không\n'
        '  kehoach answer plans/xa-bac-ha.toml --set 4=xong --set 5.2=bỏ --set "6=2 lớp; 60 lượt"'
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
@click.option(
    "--set", "given", multiple=True, metavar=_("SỐ=TRẢ_LỜI"), help=_("Trả lời câu hỏi có số này")
)
@json_option
def command(plan: str, given: tuple[str, ...], as_json: bool) -> int:
    """Answer; exit 1 when an answer could not be taken."""
    from generator.verbs.answer import Request, run

    desk = desk_of(existing(plan), quiet=as_json)
    pairs = tuple((number.strip(), said.strip()) for number, _eq, said in _parts(given))
    result = run(desk, Request(plan, pairs))
    if not given and not as_json and sys.stdin.isatty():
        pairs = tuple(_ask(result.questions))
        result = run(desk, Request(plan, pairs)) if pairs else result
    if not as_json:
        for text in (*result.stored, *result.settled):
            click.echo(_("đã ghi: {cau}").format(cau=text))
        for one in result.questions:
            _show(one)
    counted = _("còn {so} câu hỏi").format(so=len(result.questions))
    return finish(result, as_json=as_json, counted=counted)


def _parts(given: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [one.partition("=") for one in given]


def _show(one: Open) -> None:
    offered = _chosen(one) or ((_("tên phòng, đơn vị"), "xong") if one.named else _looked(one))
    choices = f"  [{' | '.join(offered)}]"
    click.echo(f"{one.number}. {one.text}{choices}")
    for at in one.places[:_SHOWN]:
        click.echo(f"   {at.printed or '-'}: {shorten(at.words, _WIDTH, placeholder=' …')}")
    if len(one.places) > _SHOWN:
        click.echo("   " + _("và {so} chỗ nữa").format(so=len(one.places) - _SHOWN))


def _chosen(one: Open) -> tuple[str, ...]:
    """The choices that are taken; at single places those that are not taken at all of them."""
    offered = one.offered()
    left = [choice for choice in one.choices if choice not in offered]
    alone = [
        f"{one.number}.{n}={choice}"
        for choice in left
        for n, at in enumerate(one.places, 1)
        if len(one.places) > 1 and choice in one.offered(at.node)
    ]
    return (*offered, *alone)


def _looked(one: Open) -> tuple[str, ...]:
    """What answers a look: "bỏ" only where the whole sentence is what is asked about."""
    done = ("xong", "giữ") if one.writes else ("xong",)
    if _counted(one):
        done = (_("số của đơn vị"), *done)
    loose = [n for n, at in enumerate(one.places, 1) if at.node in one.drops]
    if len(loose) == len(one.places):
        return (*done, "bỏ")
    return (*done, *(f"{one.number}.{n}=bỏ" for n in loose))


def _counted(one: Open) -> bool:
    """Whether the unit's own figures answer it."""
    return len(one.places) == 1 and bool(one.figures(one.places[0].node))


def _ask(questions: list[Open]) -> list[tuple[str, str]]:
    """Ask one after the other what one word answers; an empty line leaves it open."""
    found = []
    for one in questions:
        if not one.choices and not one.named and not _counted(one):
            continue
        _show(one)
        said = click.prompt(_("Trả lời (để trống: bỏ qua)"), default="", show_default=False)
        if said.strip():
            found.append((str(one.number), said.strip()))
    return found

"""`kehoach cluster`: several machines at one batch."""

from __future__ import annotations

import signal
from threading import Event

import click

from generator.cli.common import finish, json_option
from generator.locale import _


@click.group(
    help=_(
        "Nhiều máy cùng làm một việc lớn, bằng bộ điều phối dask (kehoach[cluster]). Các lệnh "
        "làm hàng loạt nhận --on ĐỊA_CHỈ; mọi máy phải thấy thư mục chung ở cùng một đường dẫn."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach cluster local -n 4\n"
        "  kehoach cluster look tls://may-chu:8786\n"
        "  kehoach render --on tls://may-chu:8786"
    ),
    options_metavar=_("[TÙY CHỌN]"),
    subcommand_metavar=_("VIỆC [THAM SỐ]…"),
)
def command() -> None:
    """Group of what is done with clusters."""


@command.command(
    help=_("Mở một cụm trên máy này để thử; chạy tới khi bấm Ctrl-C."),
    epilog=_("\b\nVí dụ: kehoach cluster local -n 4"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.option(
    "-n",
    "--number",
    type=click.IntRange(min=1),
    help=_("Số tiến trình nhận việc (mặc định: số nhân)"),
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8786, show_default=True, help=_("Cổng")
)
def local(number: int | None, port: int) -> int:
    """Start a cluster on this machine and keep it until interrupted."""
    import os

    from generator.cli.machine import hush
    from generator.cli.report import show
    from generator.diagnostics import exit_code
    from generator.workspace.batch import LostError
    from generator.workspace.scheduler import started

    hush()
    number = number or os.cpu_count() or 1
    ended = Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_args: ended.set())
    try:
        with started(number, port) as address:
            told = _("Cụm {so} tiến trình ở {dia_chi}; dùng: kehoach render --on {dia_chi}")
            click.echo(told.format(so=number, dia_chi=address))
            ended.wait()
    except LostError as lost:
        return exit_code(show([lost.fault]))
    return 0


@command.command(
    help=_("Xem các máy của một bộ điều phối: bao nhiêu, cùng bản chương trình hay không."),
    epilog=_("\b\nVí dụ: kehoach cluster look tls://may-chu:8786"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("scheduler", metavar=_("ĐỊA_CHỈ"))
@click.option(
    "--without-tls",
    is_flag=True,
    help=_("Chấp nhận bộ điều phối không mã hóa ở máy khác (mạng tin cậy)"),
)
@json_option
def look(scheduler: str, without_tls: bool, as_json: bool) -> int:
    """Print the machines; exit 3 when one would be refused."""
    from generator.cli.machine import cluster
    from generator.verbs.cluster import run

    with cluster(scheduler, None, without_tls=without_tls) as crew:
        result = run(crew)
    line = _("{may}: {so} tiến trình, Python {python}, bản {ban}")
    for one in () if as_json else result.machines:
        click.echo(
            line.format(may=one.host, so=one.processes, python=one.python, ban=one.program[:12])
        )
    return finish(result, as_json=as_json)

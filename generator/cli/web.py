"""`kehoach web`: the workplace in a browser, on this PC."""

from __future__ import annotations

import click

from generator.cli.common import workspace_of
from generator.locale import _


@click.command(
    help=_(
        "Mở nơi làm việc trong trình duyệt: nhận kế hoạch, dẫn xuất, soạn, so sánh, trình, "
        "phát hành. Chỉ máy này vào được; tệp kế hoạch vẫn nằm trong thư mục của bạn."
    ),
    epilog=_("\b\nVí dụ:\n  kehoach web\n  kehoach web --port 8765 --no-window"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.option("--port", type=int, default=0, help=_("Cổng; trống: chọn cổng còn trống"))
@click.option("--no-window", is_flag=True, help=_("Không mở cửa sổ, chỉ in địa chỉ"))
def command(port: int, no_window: bool) -> int:
    """Serve the current workspace on loopback; a second start opens the window of the first."""
    import getpass

    from generator.web.house import House
    from generator.web.serve import bind, found_running, open_window, serve

    root = workspace_of([]).root
    running = found_running(root)
    if running is not None:
        click.echo(_("Đang chạy: {dia_chi}").format(dia_chi=running.address))
        if not no_window:
            open_window(running.address)
        return 0
    house = House(root, person=getpass.getuser())
    listener = bind(port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/enter?token={house.entrance}"
    click.echo(_("Mở trang này: {dia_chi}\nDừng: Ctrl-C").format(dia_chi=address))
    if not no_window:
        open_window(address)
    serve(house, listener)
    return 0

"""`kehoach web`: the workplace in a browser, on this PC or for an office, and its people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import acting, confirmed, now, workspace_of
from generator.cli.report import show
from generator.diagnostics import exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.web.people import People
    from generator.web.provider import Provider
    from generator.workspace.workspace import LoginSettings

_database = click.option(
    "--database",
    envvar="KEHOACH_WEB_DATABASE",
    default=".kehoach/web.db",
    metavar=_("ĐỊA_CHỈ"),
    help=_("Nơi giữ người dùng và phiên: tệp SQLite trong nơi làm việc, hoặc postgresql://…"),
)


@click.group(
    invoke_without_command=True,
    help=_(
        "Mở nơi làm việc trong trình duyệt: nhận kế hoạch, dẫn xuất, soạn, so sánh, trình, "
        "phát hành. Chỉ máy này vào được; tệp kế hoạch vẫn nằm trong thư mục của bạn. "
        "Với --server: cho nhiều người, có đăng nhập và vai trò."
    ),
    epilog=_(
        "\b\nVí dụ:\n  kehoach web\n  kehoach web --port 8765 --no-window\n"
        "  kehoach web user add an --full-name 'Người Soạn' --role soan\n"
        "  kehoach web --server --host 0.0.0.0 --port 8080 --name kehoach.example --proxy 10.0.0.5"
    ),
    options_metavar=_("[TÙY CHỌN]"),
    subcommand_metavar=_("[VIỆC]"),
)
@click.option("--port", type=int, default=0, help=_("Cổng; trống: chọn cổng còn trống"))
@click.option("--no-window", is_flag=True, help=_("Không mở cửa sổ, chỉ in địa chỉ"))
@click.option("--server", is_flag=True, help=_("Phục vụ nhiều người, có đăng nhập"))
@click.option("--host", default="127.0.0.1", metavar=_("ĐỊA_CHỈ"), help=_("Địa chỉ lắng nghe"))
@click.option(
    "--name", "names", multiple=True, metavar=_("TÊN"), help=_("Tên mà người dùng gõ để vào")
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar=_("ĐỊA_CHỈ"),
    help=_("Máy chủ HTTPS phía trước được tin (địa chỉ hoặc mạng)"),
)
@_database
@click.pass_context
def command(
    context: click.Context,
    port: int,
    no_window: bool,
    server: bool,
    host: str,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    database: str,
) -> int:
    """Serve the current workspace; a second start on one PC opens the window of the first."""
    if context.invoked_subcommand is not None:
        return 0
    if server:
        return _office(host, port or 8080, names, proxies, database)
    return _own_pc(port, no_window=no_window)


def _own_pc(port: int, *, no_window: bool) -> int:
    import getpass

    from generator.web.house import House
    from generator.web.serve import bind, bind_own, found_running, open_window, serve

    root = workspace_of([]).root
    running = found_running(root)
    if running is not None:
        click.echo(_("Đang chạy: {dia_chi}").format(dia_chi=running.address))
        if not no_window:
            open_window(running.address)
        return 0
    house = House(root, person=getpass.getuser(), confirmed=confirmed(root, ask=True))
    listener = bind(port) if port else bind_own(root)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/enter?token={house.entrance}"
    click.echo(_("Mở trang này: {dia_chi}\nDừng: Ctrl-C").format(dia_chi=address))
    if not no_window:
        open_window(address)
    serve(house, listener)
    return 0


def _office(
    host: str, port: int, names: tuple[str, ...], proxies: tuple[str, ...], database: str
) -> int:
    from generator.web.house import House
    from generator.web.serve import serve_office, unsafe

    refusal = unsafe(host, proxies)
    if refusal:
        raise click.UsageError(refusal)

    def work(people: People) -> list[Diagnostic]:
        if not people.accounts():
            click.echo(_("Chưa có người dùng nào: kehoach web user add TÊN …"), err=True)
        space = workspace_of([])
        root = space.root
        click.echo(_("Lắng nghe tại {dia_chi}. Dừng: Ctrl-C").format(dia_chi=f"{host}:{port}"))
        house = House(
            root,
            people=people,
            provider=_provider(space.settings.dang_nhap),
            confirmed=confirmed(root, ask=False),
        )
        serve_office(house, host, port, names, proxies)
        return []

    return _with_people(database, work)


def _provider(settings: LoginSettings) -> Provider | None:
    """The office's identity provider; its secret never stands in a file of the workspace."""
    if not settings.nha_cung_cap:
        return None
    import os

    from generator.web.provider import Provider

    return Provider(settings, os.environ.get("KEHOACH_OIDC_SECRET", ""))


def _with_people(database: str, work: Any, *, accept: bool = False) -> int:
    """Open the people's database of the workspace and act; show what was found."""
    from generator.storage.database import Unavailable
    from generator.web.people import open_people

    try:
        people = open_people(database, workspace_of([]).root, now, accept=accept)
        try:
            found: list[Diagnostic] = work(people)
        finally:
            people.database.close()
    except Unavailable as fault:
        found = [fault.diagnostic]
    return exit_code(show(found))


# ---------------------------------------------------------------- people


@command.group(help=_("Người dùng của máy chủ: thêm, xem, đổi mật khẩu, khóa"))
def user() -> None:
    """The group; its verbs are below."""


def _asked() -> str:
    """A password typed twice at the terminal; never an argument that others could see."""
    typed: str = click.prompt(
        _("Mật khẩu"), hide_input=True, confirmation_prompt=_("Gõ lại mật khẩu"), err=True
    )
    return typed


def _told(problem: Diagnostic | None, done: str) -> list[Diagnostic]:
    if problem is not None:
        return [problem]
    click.echo(done)
    return []


@user.command("add", help=_("Thêm một người; mật khẩu được hỏi trên màn hình"))
@click.argument("name", metavar=_("TÊN"))
@click.option("--full-name", required=True, metavar=_("HỌ_TÊN"), help=_("Họ và tên"))
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(["soan", "tham_dinh", "lanh_dao", "van_thu"]),
    help=_("Vai trò; có thể nêu nhiều lần"),
)
@click.option("--unit", default="", metavar=_("MÃ"), help=_("Mã cơ quan; trống: mọi kế hoạch"))
@click.option(
    "--no-password", is_flag=True, help=_("Không mật khẩu: chỉ vào bằng nhà cung cấp đăng nhập")
)
@_database
def add(
    name: str, full_name: str, roles: tuple[str, ...], unit: str, no_password: bool, database: str
) -> int:
    """Add an account."""
    from generator.web.people import ListedPerson

    space = workspace_of([])
    if unit and not any(record.id == unit for record in space.registry.data.co_quan):
        raise click.UsageError(_("Danh mục không có cơ quan «{ma}».").format(ma=unit))
    wanted = ListedPerson(name, full_name.strip(), unit, roles, disabled=False)
    done = _("Đã thêm {ten}").format(ten=name)
    password = None if no_password else _asked()
    return _with_people(database, lambda p: _told(p.add(wanted, password, acting()), done))


@user.command("list", help=_("Xem mọi người dùng"))
@_database
def list_(database: str) -> int:
    """Everybody, one a line."""

    def work(people: People) -> list[Diagnostic]:
        for one in people.accounts():
            closed = _(" (đã khóa)") if one.disabled else ""
            line = (one.name, one.full_name + closed, one.unit or "*", ",".join(one.roles))
            click.echo("\t".join(line))
        return []

    return _with_people(database, work)


@user.command("password", help=_("Đặt mật khẩu khác; mọi phiên đang mở của người ấy kết thúc"))
@click.argument("name", metavar=_("TÊN"))
@_database
def password_(name: str, database: str) -> int:
    """Another password."""
    typed = _asked()
    done = _("Đã đổi mật khẩu của {ten}").format(ten=name)
    return _with_people(database, lambda p: _told(p.set_password(name, typed, acting()), done))


@user.command("link", help=_("Nói người nào của nhà cung cấp đăng nhập là tài khoản nào"))
@click.argument("name", metavar=_("TÊN"))
@click.argument("subject", metavar="SUB")
@_database
def link(name: str, subject: str, database: str) -> int:
    """Bind an account to a subject of the identity provider."""
    from generator.web.identities import linked

    issuer = workspace_of([]).settings.dang_nhap.nha_cung_cap
    if not issuer:
        raise click.UsageError(_("kehoach.toml chưa có [dang_nhap] nha_cung_cap."))
    done = _("Đã gắn {ten}").format(ten=name)
    return _with_people(
        database, lambda p: _told(linked(p, issuer, subject[:255], name, acting()), done)
    )


@user.command("unpair", help=_("Bỏ ghép mọi máy ký của một người"))
@click.argument("name", metavar=_("TÊN"))
@_database
def unpair(name: str, database: str) -> int:
    """Forget the signers' PCs of an account."""
    from generator.web.agents import Agents

    done = _("Đã bỏ ghép các máy ký của {ten}").format(ten=name)
    return _with_people(database, lambda p: _told(Agents(p).forget(name, acting()), done))


@user.command("disable", help=_("Khóa một người ngay lập tức; --enable mở lại"))
@click.argument("name", metavar=_("TÊN"))
@click.option("--enable", is_flag=True, help=_("Mở lại"))
@_database
def disable(name: str, enable: bool, database: str) -> int:
    """Close an account, or open it again."""
    done = (_("Đã mở lại {ten}") if enable else _("Đã khóa {ten}")).format(ten=name)
    return _with_people(
        database, lambda p: _told(p.set_disabled(name, acting(), disabled=not enable), done)
    )


# ---------------------------------------------------------------- the database


@command.command("audit", help=_("Kiểm tra chuỗi băm của nhật ký đăng nhập và công việc"))
@_database
def audit(database: str) -> int:
    """Follow the chain of the log."""
    from generator.diagnostics import error

    def work(people: People) -> list[Diagnostic]:
        count, broken = people.audit()
        if broken is None:
            click.echo(_("Nhật ký nguyên vẹn: {so} việc").format(so=count))
            return []
        return [error("SO406", _("Nhật ký bị sửa từ việc thứ {so}").format(so=broken))]

    return _with_people(database, work)


@command.command("backup", help=_("Sao lưu người dùng và nhật ký ra một tệp mới"))
@click.argument("target", type=click.Path(path_type=Path), metavar=_("TỆP"))
@_database
def backup(target: Path, database: str) -> int:
    """Write accounts and log into a new file."""
    from generator.diagnostics import error
    from generator.workspace.files import write_atomic

    def work(people: People) -> list[Diagnostic]:
        if target.exists():
            return [error("LN032", _("{tep} đã có, không ghi đè").format(tep=target))]
        write_atomic(target, people.backup(), durable=True)
        target.chmod(0o600)
        click.echo(_("Đã ghi {tep}").format(tep=target))
        return []

    return _with_people(database, work)


@command.command("restore", help=_("Đưa bản sao lưu vào một cơ sở dữ liệu còn trống"))
@click.argument(
    "source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar=_("TỆP")
)
@_database
def restore(source: Path, database: str) -> int:
    """Bring a backup back, whole or not at all."""
    done = _("Đã khôi phục từ {tep}").format(tep=source)
    return _with_people(database, lambda p: _told(p.restore(source.read_bytes(), acting()), done))


@command.command(
    "migrate", help=_("Đưa cơ sở dữ liệu về lược đồ của một bản chương trình cũ (có bản chép)")
)
@click.option("--to", type=int, required=True, metavar=_("SỐ"), help=_("Số lược đồ"))
@_database
def migrate(to: int, database: str) -> int:
    """Take the schema back."""
    from generator.verbs.register_store import to_schema
    from generator.web.people_tables import PEOPLE

    def work(people: People) -> list[Diagnostic]:
        copy, problem = to_schema(people.database, PEOPLE, to)
        told = _("Đã đổi lược đồ; bản chép trước đó: {tep}").format(tep=copy)
        return _told(problem, told)

    return _with_people(database, work)


@command.command(
    "accept-server", help=_("Nhận máy chủ PostgreSQL đã lên thay máy chủ cũ, sau khi đối chiếu")
)
@_database
def accept_server(database: str) -> int:
    """Take the server that took over."""
    done = _("Đã nhận máy chủ cơ sở dữ liệu")
    return _with_people(database, lambda _people: _told(None, done), accept=True)

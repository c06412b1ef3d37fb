"""The server on one's own PC: a free port, one window, found again by a second start."""

from __future__ import annotations

import json
import os
import socket
import webbrowser
from functools import partial
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.issuance.network import is_loopback
from generator.locale import _
from generator.workspace.files import is_running

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import uvicorn

    from generator.web.house import House

RUNNING = ".kehoach/web.json"
"""In the workspace: where the running server listens."""


class Listening(NamedTuple):
    """A server that runs already."""

    pid: int
    address: str


def found_running(root: Path) -> Listening | None:
    """The server that another start has left running for this workspace, if it still lives."""
    try:
        value = json.loads((root / RUNNING).read_text("utf-8"))
        pid, port = int(value["pid"]), int(value["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if pid == os.getpid() or not (is_running(pid) or os.name == "nt"):
        return None
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) != 0:
            return None
    return Listening(pid, f"http://127.0.0.1:{port}/")


OWN_PORTS = range(20_000, 32_000)
"""Where workspaces of one PC listen: below the ports that systems give away for a moment."""


def bind_own(root: Path) -> socket.socket:
    """A socket for a workspace, on the same port each time where that is free. Raises OSError.

    A browser keeps what was typed and not yet saved by address and port: a window that is
    opened again after a crash finds it.
    """
    name = str(root.resolve()).encode()
    port = OWN_PORTS[int.from_bytes(sha256(name).digest()[:4]) % len(OWN_PORTS)]
    try:
        return bind(port)
    except OSError:
        return bind()


def bind(port: int = 0) -> socket.socket:
    """A socket on loopback; 0 takes a free port. Raises OSError."""
    made = socket.socket()
    # on Windows "reuse" would let two programs have one port, each with half of the requests
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    made.setsockopt(socket.SOL_SOCKET, alone or socket.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
        made.listen()  # a window that opens before the server is ready waits for it
    except OSError:
        made.close()
        raise
    return made


def unsafe(host: str, proxies: Sequence[str]) -> str:
    """Why a server may not listen at a host; "" when it may.

    Passwords must not cross a network in the clear: off loopback there has to be a proxy that
    speaks HTTPS, and it has to be named, for whoever else forwards is not believed.
    """
    wrong = [one for one in proxies if not _is_network(one)]
    if wrong:
        return _("{ten} không phải địa chỉ của máy chủ phía trước").format(ten=wrong[0])
    if not is_loopback(host) and not proxies:
        return _(
            "Ngoài máy này chỉ phục vụ sau máy chủ HTTPS phía trước (nginx, Caddy, IIS): "
            "nêu địa chỉ của nó bằng --proxy, hoặc để --host 127.0.0.1."
        )
    return ""


def _is_network(name: str) -> bool:
    try:
        return ip_network(name).prefixlen > 0
    except ValueError:
        return False


def server_of(
    house: House, settings: uvicorn.Config, ended: Callable[[], object] = lambda: None
) -> uvicorn.Server:
    """A server that ends the open streams of its pages first, or it would wait for them.

    `ended` is called at its end, also where a signal ends the whole process after that.
    """
    import uvicorn

    class Office(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            house.news.close()
            await super().shutdown(sockets)
            ended()

    return Office(settings)


def serve_office(
    house: House, host: str, port: int, names: Sequence[str], proxies: Sequence[str]
) -> None:
    """Serve many people until stopped; requests under way are finished first."""
    import uvicorn

    from generator.web.app import LOOPBACK, create_app

    app = create_app(house, (*LOOPBACK, host, *names), encrypted=bool(proxies), indexing=True)
    settings = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        http="h11",
        ws="none",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=",".join(proxies),
        timeout_graceful_shutdown=30,
        server_header=False,
    )
    server_of(house, settings).run()


def serve(house: House, listener: socket.socket) -> None:
    """Serve until stopped; the file that tells of the server goes with it."""
    import uvicorn

    from generator.web.app import create_app

    port = listener.getsockname()[1]
    told = house.root / RUNNING
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(json.dumps({"pid": os.getpid(), "port": port}), "utf-8")
    settings = uvicorn.Config(
        create_app(house, indexing=True), log_level="warning", http="h11", ws="none"
    )
    try:
        gone = partial(told.unlink, missing_ok=True)
        server_of(house, settings, gone).run(sockets=[listener])
    finally:
        told.unlink(missing_ok=True)


def open_window(address: str) -> None:
    """Show the page: a window of its own where Edge or Chrome is, else the browser."""
    import shutil
    import subprocess

    named = (shutil.which(name) for name in ("msedge", "google-chrome", "chromium", "chrome"))
    program = next((one for one in (*named, *installed_browsers(os.environ)) if one), None)
    if program is None:
        webbrowser.open(address)
        return
    subprocess.Popen(
        [program, f"--app={address}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def installed_browsers(environment: Mapping[str, str]) -> list[str]:
    """Edge and Chrome where Windows puts them: there they are on no search path."""
    found = []
    for place in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"):
        for below in (
            r"Microsoft/Edge/Application/msedge.exe",
            "Google/Chrome/Application/chrome.exe",
        ):
            path = Path(environment.get(place, "")) / below
            if environment.get(place) and path.is_file():
                found.append(str(path))
    return found

"""The server on one's own PC: a free port, one window, found again by a second start."""

from __future__ import annotations

import json
import os
import socket
import webbrowser
from typing import TYPE_CHECKING, NamedTuple

from generator.workspace.files import is_running

if TYPE_CHECKING:
    from pathlib import Path

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


def bind(port: int = 0) -> socket.socket:
    """A socket on loopback; 0 takes a free port. Raises OSError."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made


def serve(house: House, listener: socket.socket) -> None:
    """Serve until stopped; the file that tells of the server goes with it."""
    import uvicorn

    from generator.web.app import create_app

    port = listener.getsockname()[1]
    told = house.root / RUNNING
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(json.dumps({"pid": os.getpid(), "port": port}), "utf-8")
    settings = uvicorn.Config(create_app(house), log_level="warning", http="h11", ws="none")
    try:
        uvicorn.Server(settings).run(sockets=[listener])
    finally:
        told.unlink(missing_ok=True)


def open_window(address: str) -> None:
    """Show the page: a window of its own where Edge or Chrome is, else the browser."""
    import shutil
    import subprocess

    for name in ("msedge", "google-chrome", "chromium", "chrome"):
        program = shutil.which(name)
        if program is not None:
            subprocess.Popen(
                [program, f"--app={address}"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return
    webbrowser.open(address)

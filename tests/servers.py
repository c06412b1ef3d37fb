"""A PostgreSQL server of the tests' own, on a socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def _binaries() -> Path:
    return max(Path("/usr/lib/postgresql").glob("*/bin"))


def _as_postgres(*command: str) -> None:
    # the server refuses to run as root, which CI machines often are
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*prefix, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


class Server:
    """A running server and its folder."""

    def __init__(self, home: Path, listen: str) -> None:
        self.home, self.data = home, home / "data"
        user = "postgres" if os.geteuid() == 0 else os.environ["USER"]
        self.url = f"postgresql://{user}@/postgres?host={home}"
        self._control = (str(_binaries() / "pg_ctl"), "-D", str(self.data), "-w", "-t", "240")
        self._options = f"-k {home} -c listen_addresses='{listen}' -c max_connections=60"

    def start(self) -> None:
        log = str(self.home / "log")
        _as_postgres(*self._control, "-o", self._options, "-l", log, "start")

    def promote(self) -> None:
        """Have a copy take over."""
        _as_postgres(*self._control, "promote")

    def stop(self) -> None:
        _as_postgres(*self._control, "-m", "immediate", "stop")


@contextmanager
def _home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="kehoach-pg-", dir="/tmp"))
    home.chmod(0o777)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def server(listen: str = "") -> Iterator[Server]:
    """Start a server; `listen`: an address of TCP beside the socket in its folder."""
    with _home() as home:
        made = Server(home, listen)
        _as_postgres(
            str(_binaries() / "initdb"), "-D", str(made.data), "-A", "trust", "-E", "UTF8", "-N"
        )
        if listen:
            rule = "host all all 0.0.0.0/0 trust"
            _as_postgres("sh", "-c", f"echo '{rule}' >> {made.data}/pg_hba.conf")
        made.start()
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def copy_of(first: Server) -> Iterator[Server]:
    """Start a copy that follows another server."""
    with _home() as home:
        made = Server(home, "")
        _as_postgres(
            str(_binaries() / "pg_basebackup"), "-D", str(made.data), "-R", "-c", "fast",
            "-h", str(first.home),
        )  # fmt: skip
        made.start()
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server; gives the URL of an empty database."""
    with server() as made:
        yield made.url

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


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server; gives the URL of an empty database."""
    home = Path(tempfile.mkdtemp(prefix="kehoach-pg-", dir="/tmp"))
    home.chmod(0o777)
    data, binaries = home / "data", _binaries()
    _as_postgres(str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8", "-N")
    options = f"-k {home} -c listen_addresses='' -c max_connections=60"
    control = (str(binaries / "pg_ctl"), "-D", str(data), "-w")
    _as_postgres(*control, "-o", options, "-l", str(home / "log"), "start")
    user = "postgres" if os.geteuid() == 0 else os.environ["USER"]
    try:
        yield f"postgresql://{user}@/postgres?host={home}"
    finally:
        _as_postgres(*control, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)

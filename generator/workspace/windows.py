"""What Windows does otherwise with files: names of devices, files in use, files that are sealed.

Each function does on other systems what the system itself does. `WINDOWS` is looked at when it is
called, so that tests can be on Windows for a moment.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

WINDOWS = os.name == "nt"
TRIES = 40
PAUSE = 0.05
"""Seconds between two tries: a reader, a virus scanner is gone after two seconds, or stays."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
"""Names that mean a device in every folder, whatever stands behind a dot."""


def put_in_place(temp: Path, path: Path) -> None:
    """Give a whole file its name, over what stands there. Raises OSError.

    Windows replaces no file that somebody reads at this moment: it is tried again for a while.
    """
    for left in range(TRIES if WINDOWS else 1, 0, -1):
        try:
            temp.replace(path)
        except PermissionError:
            if left == 1:
                raise
            time.sleep(PAUSE)
        else:
            return


def unsealed(path: Path) -> Path:
    """A file that is about to be replaced or removed; there a read-only one is neither."""
    if WINDOWS and path.exists():
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
    return path


def no_device(stem: str) -> str:
    """A name without ending that means no device: "con" becomes "con-"."""
    return f"{stem}-" if stem.partition(".")[0].strip().lower() in DEVICES else stem


class _Msvcrt(Protocol):
    """What of `msvcrt` is asked for."""

    LK_LOCK: int
    LK_NBLCK: int
    LK_UNLCK: int

    def locking(self, handle: int, mode: int, size: int, /) -> None:
        """Lock or unlock so many bytes. Raises OSError."""
        ...


class ByteLock:
    """The first byte of a file, locked as Windows does it."""

    def __init__(self, msvcrt: _Msvcrt) -> None:
        self._msvcrt = msvcrt

    def take(self, handle: int) -> None:
        """Wait for it: the system itself gives up after ten seconds, and is asked again."""
        while True:
            try:
                self._on_first(handle, self._msvcrt.LK_LOCK)
            except OSError as fault:
                if fault.errno not in (errno.EDEADLK, errno.EACCES):
                    raise
            else:
                return

    def attempt(self, handle: int) -> bool:
        """Take it if nobody has it; whether it was taken."""
        try:
            self._on_first(handle, self._msvcrt.LK_NBLCK)
        except OSError:
            return False
        return True

    def give(self, handle: int) -> None:
        """Let the next process have it."""
        self._on_first(handle, self._msvcrt.LK_UNLCK)

    def _on_first(self, handle: int, mode: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        self._msvcrt.locking(handle, mode, 1)

"""Workspaces that this person has said are the office's own.

A letter can bring a `kehoach.toml` with its own list of trust, its own register and its own
token library. Such things count only from a workspace that the person made (`kehoach init`),
issued from, named (`--workspace`), or confirmed when asked; the list is the person's, outside
of every workspace.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "noi-lam-viec.txt"
"""In the state folder: one path a line."""
LIBRARIES = "thu-vien-pkcs11.txt"
"""The same for the libraries of signing tokens."""
PLACES = "noi-xa.txt"
"""The same for the places elsewhere that folders are sent to: folder, tab, address."""
MOST = 1_000_000
"""Bytes of such a list that are read."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def is_confirmed(root: Path, state: Path) -> bool:
    """Whether a workspace is on the person's list in the folder `state`."""
    return str(root.resolve()) in _lines(state / NAME)


def confirm(root: Path, state: Path) -> None:
    """Put a workspace on the list. Raises OSError."""
    _add(state / NAME, str(root.resolve()))


def allow_library(library: Path, state: Path) -> None:
    """Put a token library on the person's list. Raises OSError."""
    _add(state / LIBRARIES, str(library))


def is_allowed(library: Path, lists: Iterable[Path]) -> bool:
    """Whether a token library stands in one of the lists, by its absolute path."""
    return library.is_absolute() and any(str(library) in _lines(each) for each in lists)


def use_place(root: Path, url: str, state: Path) -> None:
    """Remember that the person has named a place elsewhere for a folder. Raises OSError."""
    _add(state / PLACES, f"{root.resolve()}\t{url}")


def uses_place(root: Path, url: str, state: Path) -> bool:
    """Whether the person has named this place for this folder before."""
    return f"{root.resolve()}\t{url}" in _lines(state / PLACES)


def owned_well(path: Path, user: int | None = None) -> bool:
    """Whether only this user or the administrator could have written a file and its folders.

    On systems without such owners the question has no answer and the list alone counts.
    Raises OSError.
    """
    if os.name == "nt":
        return True
    mine = {0, os.getuid() if user is None else user}
    for each in (real := path.resolve(), *real.parents):
        found = each.stat()
        shared = found.st_mode & _OTHERS_WRITE and not found.st_mode & stat.S_ISVTX
        if found.st_uid not in mine or shared:
            return False
    return True


def _lines(path: Path) -> set[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return set(file.read(MOST).splitlines())
    except OSError:
        return set()


def _add(path: Path, line: str) -> None:
    known = _lines(path)
    if line not in known and "\n" not in line:
        write_atomic(path, "".join(f"{each}\n" for each in sorted({*known, line})).encode())

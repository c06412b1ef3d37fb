"""Notes of intent: what a process is about to do in the issued folders, so that a crash shows.

A note says which number and folder, and which process of which machine. The next start finds
the notes of processes that are gone. One note per number: it is the lock on its folder too.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, error
from generator.issuance.bundle import pretty
from generator.locale import _
from generator.workspace.files import (
    is_running,
    lock_handle,
    place_new,
    unlock_handle,
    write_atomic,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.issuance.register.entered import Book

NOTES = ".dang-ghi"


def path_of(root: Path, book: Book, number: int, what: str = "") -> Path:
    """Where the note of a number stands; `what` names another act than its issue."""
    end = f"-{what}" if what else ""
    return root / NOTES / f"{'-'.join(map(str, book))}-{number:04d}{end}.json"


def write(note: Path, book: Book, number: int, folder: str, **more: Any) -> None:
    """Write the note, over one that a dead process left. Raises OSError."""
    write_atomic(note, pretty(_facts(book, number, folder, more)))


@contextmanager
def held(note: Path, book: Book, number: int, folder: str) -> Iterator[Diagnostic | None]:
    """Hold the note of a number while its folder changes; another holder is a diagnostic.

    When the process dies, or the work raises, the note stays: `left` finds it.
    """
    try:
        place_new(note, pretty(_facts(book, number, folder, {})))
    except FileExistsError:
        yield _busy(note.stem)
        return
    yield None
    note.unlink(missing_ok=True)


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """One process of the machine at a time clears up what others left."""
    if not (root / NOTES).is_dir():
        yield
        return
    with (root / NOTES / ".khoa").open("a+b") as handle:
        lock_handle(handle.fileno())
        try:
            yield
        finally:
            unlock_handle(handle.fileno())


def of_here(note: Path) -> bool:
    """Whether a process of this machine wrote a note; False without one."""
    try:
        return bool(json.loads(note.read_bytes()).get("may") == platform.node())
    except FileNotFoundError:
        return False
    except ValueError:
        return True  # a power cut came before its bytes


def left(root: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The notes of processes of this machine that are gone, with what they say."""
    for note in sorted((root / NOTES).glob("*.json")):
        try:
            said = json.loads(note.read_bytes())
        except FileNotFoundError:
            continue  # its process lives and has just finished
        except ValueError:
            continue  # a power cut came before its bytes; the next issue of the number clears it
        alive = is_running(said["pid"]) and said["pid"] != os.getpid()
        if not alive and said.get("may", platform.node()) == platform.node():
            yield note, said


def _facts(book: Book, number: int, folder: str, more: dict[str, Any]) -> dict[str, Any]:
    own = {"so": number, "thu_muc": folder, "pid": os.getpid(), "may": platform.node()}
    return {**own, "so_dang_ky": book, **more}


def _busy(name: str) -> Diagnostic:
    return error(
        "HT915",
        _("Hồ sơ {ten} đang được lệnh khác ghi").format(ten=name),
        None,
        _("Đợi lệnh kia xong rồi chạy lại; nếu máy kia đã tắt, chạy kehoach register audit ở đó."),
    )

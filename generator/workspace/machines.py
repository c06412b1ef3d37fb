"""Whether a machine can be trusted with a batch: its program, and the folders as it sees them.

Results are equal byte for byte only where the program, the libraries that decide on bytes and
the files are the same; a machine that differs is refused with the reason. Whether folders are
shared is tried and not believed: what one writes, the other must read.
"""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from generator.workspace.files import ToldError, write_atomic
from generator.workspace.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.workspace.batch import Job
    from generator.workspace.mirror import MirroredPlace

SAMPLE = 32
"""So many of the files of a batch are compared before it begins."""
LARGEST = 1 << 20
"""Bytes of a file that are compared."""
_PREFIX = ".kehoach-may-"


class MachineQuestion(NamedTuple):
    """What a machine is asked about a batch."""

    token: str
    job: Job[Any, Any]
    program: str
    """Fingerprint of the program that asks."""
    needs: str
    folder: Path | None
    """Where relative paths begin; None: there are none."""
    marks: tuple[Path, ...]
    """Files that the asking machine has just written, one in each folder to be written into."""
    files: tuple[tuple[Path, str], ...]
    """Files and the digests of their bytes."""
    origin: MirroredPlace | None = None
    """The place elsewhere whose copy here is worked in; None: folders are shared or nothing is."""


class MachineAnswer(NamedTuple):
    """What a machine answers."""

    host: str
    program: str
    python: str
    unlike: tuple[str, ...] = ()
    """Files and folders that it does not see as the asking machine does."""
    written: tuple[Path, ...] = ()
    """What it wrote beside the marks, for the other to see."""
    needs: str = ""
    apart: bool = False
    """It works in a copy of its own."""

    def fits(self, asked: MachineQuestion) -> bool:
        """Whether it can work on the batch."""
        same = self.program == asked.program and self.needs == asked.needs
        return same and not self.unlike


@cache
def program_fingerprint() -> str:
    """A digest of all that decides on the bytes this program makes, hexadecimal.

    Its own files, the templates and lists that come with it, Python's version, the versions of
    the libraries it names.
    """
    found = sha256(f"{sys.version_info[0]}.{sys.version_info[1]}".encode())
    package = Path(__file__).parents[1]
    common = [shipped() / "templates", shipped() / "plans" / "danh-muc"]
    for top in (package, *common):
        for path in sorted(_files(top)):
            found.update(f"\n{path.relative_to(top).as_posix()} ".encode())
            found.update(sha256(path.read_bytes()).digest())
    for line in _libraries():
        found.update(f"\n{line}".encode())
    return found.hexdigest()


def _files(top: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name not in ("__pycache__", "_workspace")]
        yield from (Path(where) / name for name in names if not name.startswith("."))


def _libraries() -> list[str]:
    """The libraries that the installed program names, with their versions."""
    import re
    from importlib.metadata import PackageNotFoundError, requires, version

    found = []
    with suppress(PackageNotFoundError):  # run from an unpacked source tree
        for line in requires("kehoach") or ():
            name = re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]
            if "extra ==" not in line:
                found.append(f"{name} {version(name)}")
    return sorted(found)


def paths_in(value: object) -> Iterator[Path]:
    """All paths that a job or an item holds."""
    if isinstance(value, Path):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from paths_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from paths_in(getattr(value, field.name))


def question(
    token: str,
    job: Job[Any, Any],
    items: Sequence[Any],
    here: Path,
    origin: MirroredPlace | None = None,
) -> MachineQuestion:
    """What to ask the machines of a batch; leaves a mark in each folder. Raises OSError."""
    step = max(1, len(items) // SAMPLE)
    some = [next(paths_in(item), None) for item in items[::step]]
    files = [path for path in (*job.reads(), *some) if path is not None and path.is_file()]
    marks = [
        folder / f"{_PREFIX}{token}"
        for folder in dict.fromkeys(
            _existing(folder) for folder in (*job.writes(), *([origin.root] if origin else ()))
        )
    ]
    try:
        for mark in marks:
            write_atomic(mark, token.encode())
    except OSError:
        _removed(marks)
        raise
    relative = any(not path.is_absolute() for path in paths_in((job, *items)))
    return MachineQuestion(
        token,
        job,
        program_fingerprint(),
        job.needs(),
        here if relative else None,
        tuple(mark.absolute() for mark in marks),
        tuple((path.absolute(), digest_at(path)) for path in dict.fromkeys(files)),
        origin,
    )


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    folder = folder.absolute()
    while not folder.is_dir():
        folder = folder.parent
    return folder


def digest_at(path: Path) -> str:
    """The digest of what a file begins with; "" for none.

    Opened, not asked for its state: what a network drive remembers of that may be old.
    """
    try:
        with path.open("rb") as file:
            return sha256(file.read(LARGEST)).hexdigest()
    except OSError:
        return ""


def look(asked: MachineQuestion) -> MachineAnswer:
    """On a machine of a cluster: what it is and what it sees.

    A copy of its own is not made yet: that may take long, and who is only looked at says nothing
    meanwhile.
    """
    if asked.origin is None or _shares(asked.origin.root, asked):
        return _seen(asked)
    from generator.workspace.mirror import reach

    hindered = _hindered(reach, asked.origin)
    return _answer(asked, hindered)._replace(apart=True)


def work_in(asked: MachineQuestion) -> MachineAnswer:
    """On a machine that begins to work: what it sees, its own copy brought up where it has one."""
    if asked.origin is None or _shares(asked.origin.root, asked):
        return _seen(asked)
    from generator.workspace.mirror import mirror

    if hindered := _hindered(mirror, asked.origin):
        return _answer(asked, hindered)._replace(apart=True)
    outside = [one for one in asked.marks if not one.is_relative_to(asked.origin.root)]
    return _seen(asked._replace(marks=tuple(outside)))._replace(apart=True)


def _seen(asked: MachineQuestion) -> MachineAnswer:
    """The files and folders of a batch as this machine sees them."""
    unlike = []
    if asked.folder is not None and not asked.folder.is_dir():
        unlike.append(str(asked.folder))
    unlike += [str(path) for path, digest in asked.files if digest_at(path) != digest]
    written = []
    for mark in asked.marks:
        answer = mark.with_name(f"{mark.name}-{uuid4().hex}")
        if _answered(mark, answer, asked.token):
            written.append(answer)
        else:
            unlike.append(str(mark.parent))
    return _answer(asked, unlike)._replace(written=tuple(written))


def _answer(asked: MachineQuestion, unlike: list[str]) -> MachineAnswer:
    return MachineAnswer(
        platform.node(),
        program_fingerprint(),
        platform.python_version(),
        tuple(unlike),
        needs=asked.job.needs(),
    )


def _shares(root: Path, asked: MachineQuestion) -> bool:
    """Whether the folder of the asking machine is the one that this machine has at its path."""
    mark = root / f"{_PREFIX}{asked.token}"
    try:
        return mark.read_bytes() == asked.token.encode()
    except OSError:
        return False


def _hindered(act: Callable[[MirroredPlace], None], origin: MirroredPlace) -> list[str]:
    """What hinders this machine from its own copy of a place; empty for nothing."""
    try:
        act(origin)
    except ToldError as fault:
        return [fault.diagnostic.message]
    except OSError as fault:
        return [f"{origin.root} ({fault.strerror or fault})"]
    return []


def _answered(mark: Path, answer: Path, token: str) -> bool:
    """Read a mark and write an answer beside it, if it is there with the right words."""
    try:
        if mark.read_bytes() != token.encode():
            return False
        answer.write_bytes(token.encode())
    except OSError:
        return False
    return True


def swept(asked: MachineQuestion) -> None:
    """Remove the marks of a batch and what machines wrote beside them."""
    _removed(asked.marks)


def _removed(marks: Iterable[Path]) -> None:
    for mark in marks:
        for path in mark.parent.glob(f"{mark.name}*"):
            with suppress(OSError):
                path.unlink()

"""A machine's own copy of a workspace kept elsewhere: as it is there, and for reading only.

Machines that share no drive each have one, at the same path. Nobody edits it: what differs from
the place is fetched anew, what is not there any more is removed. What a batch would write into it
is carried back to who asked (`files.carrying`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.diagnostics import Place, error
from generator.locale import _
from generator.plan.typed import from_json
from generator.workspace.files import locked, write_atomic
from generator.workspace.remote import (
    INDEX,
    HeldFile,
    Remote,
    RemoteError,
    local_path,
    unreachable,
)

if TYPE_CHECKING:
    from pathlib import Path

STATE, GATE = ".kehoach/ban-cua-may.json", ".kehoach/ban-cua-may.khoa"
AT_ONCE = 8
"""Files under way: a place elsewhere answers slowly, and many at once."""


class MirroredPlace(NamedTuple):
    """Which workspace elsewhere a folder is a copy of."""

    url: str
    root: Path
    """The folder, the same path on every machine."""
    digest: str = ""
    """Of the files there (`RemoteIndex.digest`)."""


class _Fetched(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was written here."""

    digest: str
    size: int
    changed: int
    """Nanoseconds."""


class _State(msgspec.Struct):
    url: str = ""
    files: dict[str, _Fetched] = {}


def reach(origin: MirroredPlace) -> None:
    """See that a copy could be made: the place answers, the folder is ours to make.

    Raises RemoteError and OSError.
    """
    if not Remote(origin.url).stamp(INDEX):
        raise RemoteError(unreachable(origin.url, FileNotFoundError(INDEX)))
    _gate(origin)


def mirror(origin: MirroredPlace) -> None:
    """Make the copy what the place says. Raises RemoteError and OSError.

    One process of a machine does it, the others wait for it.
    """
    with locked(_gate(origin)):
        _bring_up(origin)


def _gate(origin: MirroredPlace) -> Path:
    """What is locked while the copy is made; a folder that is no such copy is left alone."""
    root, gate = origin.root, origin.root / GATE
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    others = any(one.name != gate.parent.name for one in root.iterdir())
    if not gate.is_file() and others:
        message = _("thư mục {noi} có sẵn và không phải bản của máy này").format(noi=root)
        raise RemoteError(unreachable(origin.url, FileExistsError(message)))
    gate.parent.mkdir(exist_ok=True)
    gate.touch()
    return gate


def _bring_up(origin: MirroredPlace) -> None:
    note, state = origin.root / STATE, _State()
    with suppress(OSError, msgspec.DecodeError):
        state = from_json(note.read_bytes(), _State)
    if state.url != origin.url:
        state = _State(origin.url, state.files)
    remote = Remote(origin.url)
    index = remote.index()
    if index.digest() != origin.digest:
        message = _("Nơi xa {noi} đã đổi từ khi việc này bắt đầu").format(noi=origin.url)
        raise RemoteError(error("HT971", message, Place(origin.url, "")))
    for name in state.files.keys() - index.files.keys():
        if (path := local_path(origin.root, name)) is not None:
            path.unlink(missing_ok=True)
        del state.files[name]
    wanted = [
        (name, held, path)
        for name, held in sorted(index.files.items())
        if (path := local_path(origin.root, name)) is not None
        and not _is_here(path, state.files.get(name), held)
    ]
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for name, fetched in pool.map(lambda one: _take(remote, *one), wanted):
                state.files[name] = fetched
    finally:
        write_atomic(note, msgspec.json.encode(state))


def _is_here(path: Path, known: _Fetched | None, held: HeldFile) -> bool:
    """Whether a file is the one of the place, as it was written here."""
    try:
        now = path.stat()
    except OSError:
        return False
    return known == _Fetched(held.digest, now.st_size, now.st_mtime_ns)


def _take(remote: Remote, name: str, held: HeldFile, path: Path) -> tuple[str, _Fetched]:
    """Write one file of the place here."""
    data = remote.read(name)
    if data is None or sha256(data).hexdigest() != held.digest:
        reason = ValueError(_("nội dung ở nơi xa không như trong mục lục"))
        raise RemoteError(unreachable(f"{remote.url}/{name}", reason))
    write_atomic(path, data)
    now = path.stat()
    return name, _Fetched(held.digest, now.st_size, now.st_mtime_ns)

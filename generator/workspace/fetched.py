"""One file kept elsewhere, and its copy in this person's cache: whole or not at all.

Only a person names such a place, at a door or in the variables of their own machine; what a plan
or a workspace says is never followed to one, so a letter cannot make the program call anybody.
What comes is data: it is measured before it is read, kept under the digest of its bytes, and
looked at again each time. A place that does not answer is told; an old copy does not stand in.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from generator.locale import _
from generator.plan.typed import from_json
from generator.surroundings import surroundings
from generator.workspace.files import write_atomic
from generator.workspace.remote import Remote, RemoteError, unreachable

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 << 20
"""Bytes of the largest file that is fetched: no template is longer."""


class _Known(msgspec.Struct, frozen=True):
    """What was fetched from an address last."""

    stamp: str
    digest: str


def fetched(url: str) -> Path:
    """The copy of a file here; fetched only where it has changed there. Raises RemoteError."""
    folder, _slash, name = url.rpartition("/")
    remote = Remote(folder)
    cache = surroundings().cache / "noi-xa"
    note = cache / f"{sha256(url.encode()).hexdigest()[:32]}.json"
    stamp = remote.stamp(name) if name else ""
    if not stamp:
        raise RemoteError(unreachable(url, FileNotFoundError(_("ở đó không có tệp này"))))
    with suppress(OSError, msgspec.DecodeError):
        known = from_json(note.read_bytes(), _Known)
        here = _copy(cache, known.digest, name)
        if known.stamp == stamp and sha256(here.read_bytes()).hexdigest() == known.digest:
            return here
    data = whole(remote, name)
    if data is None:
        raise RemoteError(unreachable(url, FileNotFoundError(_("ở đó không có tệp này"))))
    digest = sha256(data).hexdigest()
    here = _copy(cache, digest, name)
    write_atomic(here, data)
    if remote.stamp(name) == stamp:  # else it was changed meanwhile, and is fetched again
        write_atomic(note, msgspec.json.encode(_Known(stamp, digest)))
    return here


def whole(remote: Remote, name: str) -> bytes | None:
    """The bytes of a file of a place; None where it is not there. Raises RemoteError."""
    data = remote.read(name, LARGEST + 1)
    if data is not None and len(data) > LARGEST:
        message = _("tệp lớn hơn {so} MB").format(so=LARGEST >> 20)
        raise RemoteError(unreachable(f"{remote.url}/{name}", ValueError(message)))
    return data


def _copy(cache: Path, digest: str, name: str) -> Path:
    """Where the copy lies: by its digest, and with its kind of name."""
    return cache / f"{digest}{PurePosixPath(name).suffix.lower()}"

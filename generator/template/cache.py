"""Compiled templates on disk: text and deflated members, nothing that is ever run.

File: magic, length of the header, header (JSON), blobs of members, SHA-256 of all before.
The Jinja source in the header, or its tree, is compiled by Jinja in its sandbox at every
start, like that of a template just read; a planted file could at most print other words,
and even that is refused unless file and folder belong to the user alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from contextlib import suppress
from pathlib import Path

from generator.ooxml.package import Static
from generator.template import ENGINE_VERSION
from generator.template.footnote_form import FootnoteForm
from generator.template.program import CachedPart, Compiled

MAGIC = b"kehoach template\n"
_MAX = 128 << 20


def _path(folder: Path, digest: str) -> Path:
    return folder / f"{digest}.mau"


def read(folder: Path, digest: str) -> Compiled | None:
    """The compiled template of a digest; None when missing, damaged or not trusted."""
    try:
        data = _read_trusted(folder, _path(folder, digest))
        return _decode(data, digest) if data is not None else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_trusted(folder: Path, path: Path) -> bytes | None:
    """Read a file that only its owner, the user, could have written."""
    if not _owned(folder.lstat()):
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        status = os.fstat(stream.fileno())
        regular = stat.S_ISREG(status.st_mode)
        if not regular or not _owned(status) or status.st_size > _MAX:
            return None
        return stream.read(_MAX)


def _owned(status: os.stat_result) -> bool:
    """Owned by this user and writable by nobody else (where the system knows owners)."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _decode(data: bytes, digest: str) -> Compiled | None:
    body, seal = data[:-32], data[-32:]
    if body[: len(MAGIC)] != MAGIC or hashlib.sha256(body).digest() != seal:
        return None
    start = len(MAGIC) + 8
    length = int.from_bytes(body[len(MAGIC) : start], "little")
    header = json.loads(body[start : start + length])
    if header["engine"] != ENGINE_VERSION or header["digest"] != digest:
        return None
    parts = tuple(
        CachedPart(
            str(part["name"]),
            str(part["source"]),
            tuple(str(text) for text in part["texts"]),
            {int(line): (str(where), str(text)) for line, where, text in part["places"]},
            part["tree"],
        )
        for part in header["parts"]
    )
    statics = []
    at = start + length
    for count, prefix, directory in header["members"]:
        middle, end = at + int(prefix), at + int(prefix) + int(directory)
        statics.append(Static(body[at:middle], body[middle:end], int(count)))
        at = end
    static, noted = statics
    return Compiled(digest, parts, static, noted, FootnoteForm(*header["form"]))


def encode(compiled: Compiled) -> bytes:
    """The file of a compiled template."""
    statics = (compiled.static, compiled.noted)
    header = json.dumps(
        {
            "engine": ENGINE_VERSION,
            "digest": compiled.digest,
            "members": [(s.members, len(s.prefix), len(s.directory)) for s in statics],
            "form": compiled.form,
            "parts": [
                {
                    "name": part.name,
                    "source": part.source,
                    "texts": part.texts,
                    "places": [(n, *place) for n, place in sorted(part.places.items())],
                    "tree": part.tree,
                }
                for part in compiled.parts
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    body = b"".join(
        (
            MAGIC,
            len(header).to_bytes(8, "little"),
            header,
            *(blob for s in statics for blob in (s.prefix, s.directory)),
        )
    )
    return body + hashlib.sha256(body).digest()


def write(folder: Path, compiled: Compiled) -> bool:
    """Keep a compiled template; False when the disk does not let us (no harm done)."""
    import tempfile  # not needed, and slow to import, where the cache is warm

    temp: str | None = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _owned(folder.lstat()):
            return False
        handle, temp = tempfile.mkstemp(dir=folder, prefix=".mau-")  # 0600, a new name
        with os.fdopen(handle, "wb") as stream:
            stream.write(encode(compiled))
        Path(temp).replace(_path(folder, compiled.digest))
    except OSError:
        if temp is not None:
            with suppress(OSError):
                Path(temp).unlink()
        return False
    return True

"""A file that was dropped on a page: kept in a folder of its own as long as it is worked on."""

from __future__ import annotations

import hashlib
import re
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import FormData, UploadFile

from generator.text.spelling import unmarked
from generator.workspace.files import write_atomic
from generator.workspace.windows import no_device

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

CHUNK = 1 << 20
WAITING = ".kehoach/cho"
"""Below the root: files that a person has dropped and not confirmed yet."""
MOST_WAITING = 20
LONGEST_NAME = 120


class Upload(NamedTuple):
    """What a form brought."""

    file: Path | None
    """None where no file was chosen."""
    name: str
    """As the person calls it; to be shown, never to be opened."""
    form: FormData


@asynccontextmanager
async def dropped(
    request: Request, *, fields: int = 8, name_of_file: str = "file"
) -> AsyncIterator[Upload]:
    """The file of a form under a harmless name, gone again afterwards."""
    async with request.form(max_files=1, max_fields=fields) as form:
        upload = form.get(name_of_file)
        if not isinstance(upload, UploadFile) or not upload.filename:
            yield Upload(None, "", form)
            return
        name = Path(upload.filename.replace("\\", "/")).name[:LONGEST_NAME]
        with tempfile.TemporaryDirectory(prefix="kehoach-nhan-") as folder:
            copy = Path(folder) / _harmless(name)
            with copy.open("wb") as out:
                while data := await upload.read(CHUNK):
                    out.write(data)
            yield Upload(copy, name, form)


def keep(root: Path, file: Path) -> str:
    """Keep a file until a person has confirmed what becomes of it; the name to find it by."""
    data = file.read_bytes()
    token = hashlib.sha256(data).hexdigest()
    folder = root / WAITING
    write_atomic(folder / f"{token}{file.suffix}", data)
    waiting = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    for old in waiting[:-MOST_WAITING]:
        old.unlink(missing_ok=True)
    return token


def kept(root: Path, token: str) -> Path | None:
    """The file that waits under this name; None where it waits no more."""
    if not re.fullmatch(r"[0-9a-f]{64}", token):
        return None
    return next((root / WAITING).glob(f"{token}.*"), None)


def _harmless(name: str) -> str:
    """The name in letters every file system takes; plans are called after it."""
    stem, suffix = (re.sub(r"[^a-z0-9]+", "-", unmarked(x).lower()) for x in _parts(name))
    return f"{no_device(stem.strip('-')[:60] or 'nhan')}.{suffix.strip('-')[:8] or 'bin'}"


def _parts(name: str) -> tuple[str, str]:
    stem, _dot, suffix = name.rpartition(".")
    return (stem, suffix) if stem else (name, "")

"""git asked about a folder that a stranger may have made: it tells, and runs nothing of theirs.

The settings in a folder's `.git` name programs: to show signatures (`gpg.program`), to smudge
files (`filter.*`), to fetch what is missing (`core.sshCommand`, `remote.*.uploadpack`), to show a
difference (`diff.*.textconv`). git's own `safe.directory` asks only who owns the files, and
what comes out of a .zip belongs to whom unpacked it.
"""

from __future__ import annotations

import os
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from generator.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 60
"""Longer than this git does not take to show a file, unless it waits for something."""
_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "log.showSignature": "false",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""Nothing is fetched, however the folder's settings say that objects lie elsewhere."""
_POINTER = b"version https://git-lfs"
_DIGEST = b"oid sha256:"


def asked(folder: Path | None, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers in a folder (None: in no folder of its own).

    Raises FileNotFoundError without git, TimeoutError, OSError.
    """
    where: Sequence[str] = () if folder is None else ("-C", str(folder))
    settings = [part for key, value in _OFF.items() for part in ("-c", f"{key}={value}")]
    try:
        return subprocess.run(
            ["git", "--no-pager", *settings, *where, *arguments],
            capture_output=True,
            check=False,
            env={**surroundings().programs, **_ENVIRONMENT},
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as late:
        raise TimeoutError(str(late)) from None


def kept_apart(folder: Path, stored: bytes) -> bytes:
    """What a pointer of git-lfs points to, where it lies beside the repository; else `stored`.

    Read by its digest: git-lfs itself would be run as the folder's settings say.
    """
    if not stored.startswith(_POINTER):
        return stored
    lines = [line for line in stored.splitlines() if line.startswith(_DIGEST)]
    digest = lines[0].removeprefix(_DIGEST).decode("ascii", "replace") if lines else ""
    common = asked(folder, "rev-parse", "--path-format=absolute", "--git-common-dir")
    if common.returncode or len(digest) != 64 or not digest.isalnum():
        return stored
    home = Path(os.fsdecode(common.stdout).strip()) / "lfs" / "objects"
    try:
        data = (home / digest[:2] / digest[2:4] / digest).read_bytes()
    except OSError:
        return stored
    return data if sha256(data).hexdigest() == digest else stored

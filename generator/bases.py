"""What derived plans said when the clerk got them: the base of every later update.

A base is kept under the digest that certifies it (`[dan_xuat].ma_bam`), so it is found
whatever the plan's file is called or wherever it stands, and a damaged one is recognised.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.files import write_atomic
from generator.plan.emit import certificate, is_unedited

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".kehoach/goc"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Bases:
    """The bases of one workspace."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def path(self, digest: str) -> Path:
        """The file of a base."""
        return self.folder / digest[:2] / f"{digest}.toml"

    def keep(self, text: str, digest: str) -> None:
        """Store a derived text, unless it is there. Raises OSError."""
        path = self.path(digest)
        if not (path.exists() and self.find(digest) is not None):
            write_atomic(path, text.encode(), durable=True)

    def find(self, digest: str) -> str | None:
        """The derived text with this digest; None when it is missing or damaged."""
        if not _DIGEST.fullmatch(digest):
            return None
        try:
            text = self.path(digest).read_bytes().decode()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        text = text.replace("\r\n", "\n")
        return text if certificate(text) == digest and is_unedited(text) else None

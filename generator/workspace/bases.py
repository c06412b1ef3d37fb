"""What plans said when they left the program's hands: the bases of every later merge.

Of a derived plan when the clerk got it (for `update`), of any plan when it was rendered
(for `pull`). A base is kept under the digest that certifies it (`fingerprint`), so it is
found whatever the plan's file is called or wherever it stands, and a damaged one is
recognised.
"""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import TYPE_CHECKING

from generator.plan.emit import certificate, is_unedited
from generator.surroundings import surroundings
from generator.workspace.files import sweep_leftovers, write_atomic, write_durably

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.workspace.remote import Remote

FOLDER = ".kehoach/goc"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def fingerprint(text: str) -> str:
    """The digest under which a plan's text is kept, hexadecimal.

    Of a derived plan that nobody edited the one it carries: `derive` has kept that text.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if is_unedited(text):
        return certificate(text) or ""
    return hashlib.sha256(text.encode()).hexdigest()


class Bases:
    """The bases of one workspace."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self._swept: set[Path] = set()

    def path(self, digest: str) -> Path:
        """The file of a base."""
        return self.folder / digest[:2] / f"{digest}.toml"

    def keep(
        self, text: str, digest: str, write: Callable[[Path, bytes], object] = write_durably
    ) -> None:
        """Store a derived text, unless it is there. Raises OSError."""
        path, data = self.path(digest), text.encode()
        if not self._holds(path, digest, data):
            self._sweep(path.parent)
            write(path, data)

    def _sweep(self, folder: Path) -> None:
        """Once for each folder that is written into: what a killed process has left there."""
        if folder not in self._swept:
            self._swept.add(folder)
            sweep_leftovers(folder)

    def keep_rendered(self, text: str, digest: str = "") -> None:
        """Store the text a document is printed from, unless it is there. Raises OSError.

        `digest`: its fingerprint, where it is known.
        """
        path = self.path(digest or fingerprint(text))
        if not path.exists():
            self._sweep(path.parent)
            write_atomic(path, text.encode())

    def starting(self, digest: str) -> str | None:
        """The text whose digest begins with these (at least two) digits; None when missing."""
        if not re.fullmatch(r"[0-9a-f]{2,64}", digest):
            return None
        found = sorted((self.folder / digest[:2]).glob(f"{digest}*.toml"))
        return self.find(found[0].stem) if len(found) == 1 else None

    def find(self, digest: str) -> str | None:
        """The text with this digest; None when it is missing or damaged. Raises OSError.

        One that is not here is asked for at the place where this person's machine says that
        bases are kept, if any; whatever comes from there, its digest says whether it is the text.
        """
        if not _DIGEST.fullmatch(digest):
            return None
        found = self._at(self.path(digest), digest)
        return self._elsewhere(digest) if found is None and surroundings().bases else found

    def _holds(self, path: Path, digest: str, data: bytes) -> bool:
        """Whether a base is there: these very bytes, or others of the same text."""
        try:
            kept = path.read_bytes()
        except FileNotFoundError:
            return False
        return kept == data or _text(kept, digest) is not None

    def _at(self, path: Path, digest: str) -> str | None:
        try:
            return _text(path.read_bytes(), digest)
        except FileNotFoundError:
            return None

    def _elsewhere(self, digest: str) -> str | None:
        from generator.workspace.fetched import whole

        name = f"{FOLDER}/{digest[:2]}/{digest}.toml"
        copy = surroundings().cache / "noi-xa" / name
        text = self._at(copy, digest)
        if text is None and (data := whole(self._place, name)) is not None:
            text = _text(data, digest)
            if text is not None:
                write_atomic(copy, data)
        return text

    @cached_property
    def _place(self) -> Remote:
        from generator.workspace.remote import Remote

        return Remote(surroundings().bases)


def _text(data: bytes, digest: str) -> str | None:
    """A base as text; None for bytes that are not what its digest says."""
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    return text if fingerprint(text) == digest else None

"""What was read of very many plans, kept between processes in this person's cache.

Nothing is believed of a file that is not in the state it was in; the folder itself cannot bring
a catalogue along.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from generator.plan.typed import from_json
from generator.surroundings import surroundings
from generator.workspace.files import write_atomic
from generator.workspace.memory import FileStamp

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from generator.workspace.memory import Memory


class Catalogue:
    """One reading of the plans of a folder."""

    def __init__(self, folder: Path, kind: str, form: Any, memory: Memory, part: str = "") -> None:
        """`kind` as the memory has it, `form`: the type of what was read, `part`: its file."""
        name = sha256(str(folder.absolute()).encode()).hexdigest()[:32]
        self._file = surroundings().cache / "muc-luc" / f"{name}{part}.json"
        self._memory, self._kind = memory, kind
        try:
            known = from_json(self._file.read_bytes(), dict[str, tuple[FileStamp, form]])
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, tuple[FileStamp, Any]] = known
        memory.recall(kind, known)

    def keep(self, files: Collection[str]) -> None:
        """Write down what is known of the files now, where it is other than before."""
        there = set(files)
        kept = self._memory.all_of(self._kind)
        found = {path: value for path, value in kept.items() if path in there}
        if found != self._known:
            with suppress(OSError):
                write_atomic(self._file, msgspec.json.encode(found))

"""A workspace kept elsewhere as the place of one command: its copy here, brought up, sent back.

What `remote fetch` and `remote send` promise holds: whole files or none, never over what somebody
wrote there meanwhile, and what a broken command has made here goes along with the next one.
"""

from __future__ import annotations

import platform
from contextlib import contextmanager
from hashlib import sha256
from time import sleep
from typing import TYPE_CHECKING

from generator.diagnostics import Place, error
from generator.locale import _
from generator.surroundings import surroundings
from generator.verbs import remote
from generator.workspace.batch import LostError
from generator.workspace.files import ToldError, try_lock
from generator.workspace.mirror import MirroredPlace
from generator.workspace.remote import Remote, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.workspace.desk import Desk

PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between the tries to send while another command sends to the same place."""


class WorkingCopy:
    """The copy of a place for one command at a time."""

    def __init__(self, desk: Desk, url: str, root: Path) -> None:
        self.desk, self.url, self.root = desk, url, root
        self._seen: dict[str, tuple[int, int]] = {}

    def fetch(self) -> remote.Result:
        """Bring the copy up to the place."""
        asked = remote.Request("fetch", self.root, self.url, follow=True)
        result = remote.run(self.desk, asked)
        ours = {item.name for item in result.items if item.status == "kept"}
        known = remote.state_of(self.root).files.keys() - ours
        self._seen = {name: found for name, found in self._stand().items() if name in known}
        return result

    def changed(self) -> bool:
        """Whether something here waits to be sent."""
        return self._stand() != self._seen

    def send(self) -> remote.Result:
        """Send what was made since; where nothing was, the place is not asked."""
        now = self._stand()
        if now == self._seen:
            return remote.Result(self.url, [], len(now), [])
        for pause in (*PAUSES, 0.0):
            result = remote.run(self.desk, remote.Request("send", self.root, self.url))
            if not pause or all(one.code != "HT972" for one in result.diagnostics):
                break
            sleep(pause)  # another sends: in a moment it has done so
        if not result.exit_code:
            self._seen = now
        return result

    def origin(self) -> MirroredPlace:
        """The place, holding what is here, for machines that make copies. Raises LostError."""
        for fault in self.send().diagnostics:
            raise LostError(fault)
        return MirroredPlace(
            self.url, self.root, digest_of(remote.state_of(self.root).files.items())
        )

    def _stand(self) -> dict[str, tuple[int, int]]:
        """Each file's length and time of change, in nanoseconds."""
        return {
            name: (found.st_size, found.st_mtime_ns)
            for name, path in remote.files_of(self.root)
            for found in (path.stat(),)
        }


@contextmanager
def working_copy(desk: Desk, url: str) -> Iterator[WorkingCopy]:
    """The person's copy of a place, held by one command. Raises OSError (LN062, HT971, HT972)."""
    url = Remote(url).url
    key = sha256(f"{platform.node()}\n{desk.who}\n{url}".encode()).hexdigest()[:16]
    root = surroundings().state / "noi-xa" / key
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with root.with_suffix(".khoa").open("a+b") as gate:
        if not try_lock(gate.fileno()):
            message = _("Lệnh khác ở máy này đang làm với {noi}").format(noi=url)
            hint = _("Đợi lệnh kia; lệnh bị dừng thì khóa tự mở.")
            raise ToldError(error("HT972", message, Place(url, ""), hint))
        yield WorkingCopy(desk, url, root)

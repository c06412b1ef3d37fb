"""`remote fetch|send`: a workspace kept elsewhere, by URL, and the copy of it here.

Nobody's words are overwritten: a file is taken over only where this copy has not changed since
the two were last the same, and sent only where the other has not. Both can be stopped at any
moment and run again.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, warning
from generator.locale import _
from generator.plan.typed import from_json
from generator.surroundings import surroundings
from generator.workspace.confirmed import use_place, uses_place
from generator.workspace.files import TEMP_PREFIX, os_diagnostic, write_atomic, write_durably
from generator.workspace.remote import (
    HeldFile,
    Remote,
    RemoteError,
    RemoteIndex,
    local_path,
    unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.desk import Desk

STATE = ".kehoach/noi-xa.json"
"""What both had when they were last the same."""
AT_ONCE = 8
"""Files under way: a place elsewhere answers slowly, and many at once."""
PART = 500
"""Files after which the index is written, so that what was sent is known."""
_REGISTER = (".db", "-wal", "-shm", "-journal")
_PAPERS = (".toml", ".docx", ".pdf")
Fate = Literal["sent", "fetched", "unchanged", "refused", "kept", "gone"]


class Request(NamedTuple):
    """Which way, and where."""

    task: Literal["fetch", "send"]
    root: Path
    """The folder here."""
    url: str = ""
    """The place; "" for the one that was used last."""
    break_lock: bool = False
    """Also where another command has left its lock."""
    follow: bool = False
    """When fetching: also remove here what is gone there, unless it has changed since. For a
    copy that the program keeps; from a person's folder nothing is removed."""
    anew: bool = False
    """When sending: also what somebody has removed there, for what was just made."""


class RemoteItem(NamedTuple):
    """What became of one file."""

    name: str
    status: Fate


class Result(NamedTuple):
    """What became of all files that are not the same on both sides."""

    url: str
    items: list[RemoteItem]
    same: int
    """Files that were the same."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when a file was refused, 3 when the place failed."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "url": self.url,
            "results": [item._asdict() for item in self.items],
            "unchanged": self.same,
            "diagnostics": as_dicts(self.diagnostics),
        }


class _State(msgspec.Struct):
    url: str = ""
    files: dict[str, str] = {}
    """Path → digest that both had."""


def run(desk: Desk, request: Request) -> Result:
    """Bring one side up to the other; `sent` and `fetched` files are whole on both."""
    state = state_of(request.root)
    url = request.url or state.url
    if not url:
        message = _("Chưa biết nơi xa nào: nêu địa chỉ s3://, sftp:// hoặc file://")
        return Result("", [], 0, [error("LN062", message)])
    url = url.rstrip("/")
    mine = surroundings().state
    if not request.url and not uses_place(request.root, url, mine):
        message = _("Chính thư mục này nêu nơi xa {noi}; chưa ai nêu nó ở máy này").format(noi=url)
        hint = _("Thư mục có thể do người khác gửi. Đúng là nơi ấy thì ghi địa chỉ vào lệnh.")
        return Result("", [], 0, [error("LN062", message, None, hint)])
    if state.url != url:
        state = _State(url)
    work = _Work(desk, request.root, state)
    try:
        remote = Remote(url)
        use_place(request.root, url, mine)
        if request.task == "fetch":
            work.fetch(remote, follow=request.follow)
        else:
            if request.break_lock:
                remote.unlock()
            remote.lock()
            try:
                work.send(remote, anew=request.anew)
            finally:
                remote.unlock()
    except RemoteError as fault:
        work.found.append(fault.diagnostic)
    except OSError as fault:
        work.found.append(os_diagnostic(fault))
    return Result(url, work.items, work.same, work.found)


def state_of(root: Path) -> _State:
    """What a folder and its place had when they were last the same."""
    with suppress(OSError, msgspec.DecodeError):
        return from_json((root / STATE).read_bytes(), _State)
    return _State()


class _Work:
    """One run: what both sides had, what became of each file."""

    def __init__(self, desk: Desk, root: Path, state: _State) -> None:
        self.desk, self.root, self.state = desk, root, state
        self.items: list[RemoteItem] = []
        self.found: list[Diagnostic] = []
        self.same = 0

    # ------------------------------------------------------------------ from there to here

    def fetch(self, remote: Remote, *, follow: bool) -> None:
        """Take over what is other there and has not changed here."""
        index = remote.index()
        if follow and index.files:
            self._follow(index)
        if not index.files:
            nothing = ValueError(_("chưa có tệp nào được gửi tới đây"))
            self.found.append(unreachable(remote.url, nothing))
        wanted = []
        for name, held in sorted(index.files.items()):
            path = local_path(self.root, name)
            if path is None:
                self._refuse(name, _("tên dẫn ra ngoài thư mục"))
                continue
            here = _digest(path)
            if here == held.digest:
                self._settled(name, held.digest)
            elif here and here != self.state.files.get(name, ""):
                if held.digest == self.state.files.get(name, ""):
                    self.items.append(RemoteItem(name, "kept"))
                else:
                    self._refuse(name, _("hai nơi cùng sửa tệp này"))
            else:
                wanted.append((name, path, held, here))
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                each = pool.map(lambda one: self._taken(remote, *one), wanted)
                for name, digest in self.desk.progress(each, len(wanted), _("Lấy về")):
                    if digest:
                        self.items.append(RemoteItem(name, "fetched"))
                        self.state.files[name] = digest
        finally:
            self._keep()

    def _taken(
        self, remote: Remote, name: str, path: Path, held: HeldFile, seen: str
    ) -> tuple[str, str]:
        """Write one file here; its digest, "" where what came is not what was sent.

        `seen`: the digest of the one that is replaced; written by a person since, it stays.
        """
        data = remote.read(name)
        if data is None:
            self._gone(name)
            return name, ""
        if sha256(data).hexdigest() != held.digest:
            self._refuse(name, _("nội dung ở nơi xa không như trong mục lục"))
            return name, ""
        if _digest(path) != seen:
            self._refuse(name, _("hai nơi cùng sửa tệp này"))
            return name, ""
        write_durably(path, data)
        return name, held.digest

    def _follow(self, index: RemoteIndex) -> None:
        """Remove here what was the same on both sides and is gone there."""
        for name in self.state.files.keys() - index.files.keys():
            path = local_path(self.root, name)
            if path is not None and _digest(path) == self.state.files[name]:
                path.unlink()
                del self.state.files[name]

    # ------------------------------------------------------------------ from here to there

    def send(self, remote: Remote, *, anew: bool) -> None:
        """Send what is other here and has not changed there."""
        index = remote.index()
        before = dict(index.files)
        if not before:  # a new place: what another one had says nothing of it
            self.state.files.clear()
        wanted, names = [], set()
        self.found += skipped_in(self.root)
        for name, path in files_of(self.root):
            names.add(name)
            here, there = _digest(path), index.files.get(name)
            base = self.state.files.get(name, "")
            if there is not None and there.digest == here:
                self._settled(name, here)
            elif there is not None and there.digest != base:
                if here == base:
                    self.items.append(RemoteItem(name, "kept"))
                else:
                    self._refuse(name, _("hai nơi cùng sửa tệp này"))
            elif there is None and here == base and not anew:  # both had it
                self._gone(name)
            else:
                wanted.append((name, path, there))
        for name in before.keys() - names:
            if not remote.stamp(name):
                del index.files[name]
                self.state.files.pop(name, None)
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                each = pool.map(lambda one: self._sent(remote, *one), wanted)
                shown = self.desk.progress(each, len(wanted), _("Gửi đi"))
                for number, (name, held) in enumerate(shown, 1):
                    if held is not None:
                        self.items.append(RemoteItem(name, "sent"))
                        index.files[name] = held
                        self.state.files[name] = held.digest
                    if number % PART == 0:
                        remote.keep_index(index)
        finally:
            if index.files != before:
                remote.keep_index(index)
            self._keep()

    def _sent(
        self, remote: Remote, name: str, path: Path, there: HeldFile | None
    ) -> tuple[str, HeldFile | None]:
        """Send one file; None where the place has one that no index knows."""
        data = path.read_bytes()
        digest, stamp = sha256(data).hexdigest(), remote.stamp(name)
        if stamp != (there.stamp if there is not None else ""):
            known = remote.read(name)
            if known is not None and known != data:
                self._refuse(name, _("ở nơi xa có người sửa thẳng tệp này"))
                return name, None
            if known == data:  # sent before a run was cut off
                return name, HeldFile(digest, stamp)
        try:
            return name, HeldFile(digest, remote.put(name, data, stamp))
        except FileExistsError:  # in the moment between
            self._refuse(name, _("ở nơi xa có người sửa thẳng tệp này"))
            return name, None

    # ------------------------------------------------------------------ both ways

    def _settled(self, name: str, digest: str) -> None:
        self.same += 1
        self.state.files[name] = digest

    def _gone(self, name: str) -> None:
        message = _("Tệp này không còn ở nơi xa")
        hint = _("Muốn bỏ hẳn thì xóa cả ở đây rồi remote send; muốn giữ thì đổi tên nó rồi gửi.")
        self.found.append(warning("TX706", message, Place(name, ""), hint))
        self.items.append(RemoteItem(name, "gone"))

    def _refuse(self, name: str, reason: str) -> None:
        message = _("Không ghi đè {tep}: {ly_do}").format(tep=name, ly_do=reason)
        hint = _("Xem cả hai bản rồi xóa hoặc đổi tên một bản, sau đó chạy lại.")
        self.found.append(error("TX705", message, Place(name, ""), hint))
        self.items.append(RemoteItem(name, "refused"))

    def _keep(self) -> None:
        self.items.sort()
        write_atomic(self.root / STATE, msgspec.json.encode(self.state))


def _digest(path: Path) -> str:
    """The digest of a file; "" where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """The files of a workspace that belong to it: no hidden ones but the bases, no register.

    A register in a file stays where it is: two copies of it would give the same numbers.
    """
    for name, path in _names_of(root):
        if path.is_file() and not _is_database(path):
            yield name, path


def skipped_in(root: Path) -> list[Diagnostic]:
    """What is no file and stays here: pipes, links to folders and to nowhere (HT974)."""
    message = _("Không gửi, không phải tệp: ống dẫn, thiết bị hoặc liên kết tới thư mục")
    return [
        warning("HT974", message, Place(name, ""))
        for name, path in _names_of(root)
        if not path.is_file()
    ]


def _names_of(root: Path) -> Iterator[tuple[str, Path]]:
    for where, folders, names in os.walk(root):
        here = Path(where)
        inside = here.relative_to(root).as_posix()
        hidden = inside == ".kehoach"
        folders[:] = sorted(one for one in folders if hidden or one[0] != "." or one == ".kehoach")
        if hidden:
            folders[:] = [one for one in folders if one == "goc"]
            continue
        links = [one for one in folders if (here / one).is_symlink()]
        for name in sorted([*names, *links]):
            if not name.startswith((".", TEMP_PREFIX)):
                yield (here / name).relative_to(root).as_posix(), here / name


def _is_database(path: Path) -> bool:
    """Whether a file is a register or belongs to one, whatever it is called."""
    if path.suffix in _PAPERS:
        return False
    if path.name.endswith(_REGISTER):
        return True
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"

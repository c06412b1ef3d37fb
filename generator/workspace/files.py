"""Files written whole or not at all, and faults of the disk as diagnostics."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.surroundings import surroundings
from generator.workspace.windows import ByteLock, put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import get_ident

_WAITING = 8
"""Files that wait for the disk at once."""
TEMP_PREFIX = ".kehoach-"
TEMP_SUFFIX = ".tmp"
_carried: ContextVar[tuple[Path, dict[Path, bytes]] | None] = ContextVar("carried", default=None)


@contextmanager
def carrying(root: Path) -> Iterator[dict[Path, bytes]]:
    """Take what is written below `root` into the hand and not to the disk; path → bytes.

    For a machine whose folder is a copy: the folder that counts is another's to write, and work
    that is done again after a loss finds the copy as it was.
    """
    found: dict[Path, bytes] = {}
    before = _carried.set((root, found))
    try:
        yield found
    finally:
        _carried.reset(before)


def _in_hand(path: Path) -> dict[Path, bytes] | None:
    """Where the bytes of a file go that is not to be written here; None: to the disk."""
    root, found = _carried.get() or (None, None)
    return found if root is not None and path.absolute().is_relative_to(root) else None


def write_atomic(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file whole or not at all: a new name beside it, then rename.

    `durable` also flushes file and folder to the disk: for plans, registers and
    issued files, which exist nowhere else. Raises OSError; the old file then still
    stands and no half file is left.
    """
    stream_atomic(path, lambda write: write(data), durable=durable)


def stream_atomic(
    path: Path, produce: Callable[[Callable[[bytes], object]], object], *, durable: bool = False
) -> None:
    """Write what `produce` gives piece by piece, whole or not at all. Raises OSError."""
    if (carried := _in_hand(path)) is not None:
        pieces: list[bytes] = []
        produce(pieces.append)
        carried[path.absolute()] = b"".join(pieces)
        return
    temp = unfinished(path)
    try:
        with _begun(temp) as out:
            produce(out.write)
            if durable:
                out.flush()
                os.fsync(out.fileno())
        put_in_place(temp, path)
    except BaseException:
        # Ctrl-C included: the user must find either the old file or the new one
        temp.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def write_durably(path: Path, data: bytes) -> None:
    """As `write_atomic`, flushed to the disk."""
    write_atomic(path, data, durable=True)


class Together:
    """Files written whole and flushed to the disk, many with one wait.

    None of them is at its name before all are on the disk; use it in `with`. Raises OSError at
    its end, too: what is at its name by then is whole.
    """

    def __init__(self) -> None:
        self._open: list[tuple[IO[bytes], Path, Path]] = []

    def __enter__(self) -> Together:
        return self

    def write(self, path: Path, data: bytes) -> None:
        """Write one of them. Raises OSError."""
        if (carried := _in_hand(path)) is not None:
            carried[path.absolute()] = data
            return
        temp = unfinished(path)
        handle = _begun(temp)
        self._open.append((handle, temp, path))
        handle.write(data)
        handle.flush()

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None:
                sync_together(handle for handle, _temp, _path in self._open)
            for handle, temp, path in self._open:
                handle.close()
                if kind is None:
                    put_in_place(temp, path)
            if kind is None:
                sync_together((), dict.fromkeys(path.parent for *_temp, path in self._open))
        finally:
            for handle, temp, _path in self._open:
                handle.close()
                temp.unlink(missing_ok=True)
            self._open.clear()


def place_new(path: Path, data: bytes) -> None:
    """Write a file durably at a name that is still free. Raises FileExistsError, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temp = unfinished(path)
    with temp.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())  # an empty file would hold the name for ever
    try:
        os.link(temp, path)
    except FileExistsError:
        raise
    except OSError:
        # a share that knows no links: nearly as good, and nothing else is there to be had
        if path.exists():
            raise FileExistsError(str(path)) from None
        temp.rename(path)
    finally:
        temp.unlink(missing_ok=True)


def _begun(temp: Path) -> IO[bytes]:
    """An unfinished file, opened; its folder is made where there is none. Raises OSError."""
    try:
        return temp.open("wb")
    except FileNotFoundError:
        temp.parent.mkdir(parents=True, exist_ok=True)
        return temp.open("wb")


def unfinished(path: Path) -> Path:
    """Where this thread of this process writes what will be `path` when it is whole."""
    owner = f"{os.getpid()}-{get_ident()}-{_host()}"
    return path.parent / f"{TEMP_PREFIX}{owner}-{path.name}{TEMP_SUFFIX}"


def _host() -> str:
    """The machine, as it stands in names of files: others may write into the same folder."""
    node = os.uname().nodename if hasattr(os, "uname") else ""
    return node.replace("-", "_").replace("/", "_")[:40] or "may"


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, so that a rename survives a power cut."""
    if os.name == "nt":
        return  # a folder cannot be opened there; NTFS journals the rename itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_leftovers(folder: Path) -> None:
    """Remove what processes of this machine that were killed while writing in `folder` left.

    What another machine writes there is left alone: nobody here knows whether it still does.
    """
    for temp in folder.glob(f"{TEMP_PREFIX}*{TEMP_SUFFIX}"):
        owner, _thread, host, *_name = [*temp.name.removeprefix(TEMP_PREFIX).split("-", 3), "", ""]
        if not owner.isdigit() or host != _host() or is_running(int(owner)):
            continue
        if temp.is_dir():
            shutil.rmtree(temp, ignore_errors=True)
        else:
            temp.unlink(missing_ok=True)


def is_running(pid: int) -> bool:
    """Tell whether a process of this machine is alive; on Windows always no.

    One that ended and that nobody has asked for its exit code (a zombie) is not: in a
    container there may be no process that asks.
    """
    if os.name == "nt":
        return False  # os.kill would end the process there; an open file refuses the unlink
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 - no pathlib at start
            return not file.read(4096).rpartition(b")")[2].lstrip().startswith((b"Z", b"X"))
    except OSError:
        return True


def sync_together(files: Iterable[IO[bytes]], folders: Iterable[Path] = ()) -> None:
    """Flush open files and the names in folders, all at once: a disk takes one wait for many.

    Raises OSError.
    """
    names = [] if os.name == "nt" else [os.open(folder, os.O_RDONLY) for folder in folders]
    try:
        handles = [file.fileno() for file in files] + names
        if len(handles) > 1:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(min(len(handles), _WAITING)) as pool:
                list(pool.map(os.fsync, handles))
        else:
            for handle in handles:
                os.fsync(handle)
    finally:
        for name in names:
            os.close(name)


if os.name == "nt":  # pragma: no cover - the tests run on Linux
    import msvcrt

    _byte = ByteLock(msvcrt)  # type: ignore[arg-type]
    lock_handle, try_lock, unlock_handle = _byte.take, _byte.attempt, _byte.give

else:
    import fcntl

    def lock_handle(handle: int) -> None:
        """Wait for an open file and lock it against other processes."""
        fcntl.flock(handle, fcntl.LOCK_EX)

    def try_lock(handle: int) -> bool:
        """Lock an open file if no other process has it; whether it did."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock_handle(handle: int) -> None:
        """Let the next process have the file."""
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file against other writers that ask, in threads and processes. Raises OSError.

    The lock is on the file itself, so none is left lying about: whoever gets it looks
    whether the name still means that file, and waits for the new one if not.
    """
    while True:
        with _opened(_lock_of(path)) as handle:
            lock_handle(handle.fileno())
            try:
                if os.name == "nt" or os.path.samestat(os.fstat(handle.fileno()), path.stat()):
                    yield
                    return
            finally:
                unlock_handle(handle.fileno())


def _opened(path: Path) -> IO[bytes]:
    """A file to lock. For writing where that may be: a network drive locks no other for one."""
    if os.name == "nt":
        return path.open("a+b")
    try:
        return path.open("r+b")
    except PermissionError:
        return path.open("rb")


def _lock_of(path: Path) -> Path:
    """What is locked for a file: itself; on Windows, where no open file is replaced, another."""
    if os.name != "nt":
        return path
    folder = surroundings().cache / "khoa"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / sha256(str(path.resolve()).encode()).hexdigest()


def replace_plan(path: Path, digest: str, data: bytes, shown: str) -> Diagnostic | None:
    """Write a plan over the version that was read, whose SHA-256 is `digest` (hexadecimal).

    Refused (DX528) when the file is another by now: a person or another process has written
    it since, and nobody's words are overwritten. Of two that try at once, one is refused.
    Raises OSError.
    """
    with locked(path):
        if sha256(path.read_bytes()).hexdigest() != digest:
            message = _("Tệp bị sửa trong lúc cập nhật nên không ghi đè")
            hint = _("Lưu và đóng tệp rồi chạy lại")
            return error("DX528", message, Place(shown, _("cả tệp")), hint)
        write_atomic(path, data, durable=True)
    return None


def shown_path(path: Path, base: Path) -> str:
    """A path as users see it: relative to the folder where they are."""
    try:
        return os.path.relpath(path.absolute(), base)
    except ValueError:  # another drive, on Windows
        return str(path)


def files_below(folder: Path, ending: str) -> list[Path]:
    """The files in a folder at any depth by the ending of their names, in order.

    Without pipes and devices: who reads one waits for ever.
    """
    return sorted(p for p in folder.rglob(f"*{ending}") if p.is_file() or p.is_dir())


def refuse_endless(path: Path) -> None:
    """Raise OSError for a pipe or device: who reads one waits, or reads, for ever."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, _("là ống dẫn hoặc thiết bị, không phải tệp"), str(path))


def read_whole(path: Path) -> bytes:
    """The bytes of a file that somebody named or that stands in a folder of theirs.

    Raises OSError, and so for a pipe or device, which would be read for ever.
    """
    refuse_endless(path)
    return path.read_bytes()


def skipped_below(names: Sequence[str], endings: tuple[str, ...]) -> list[Diagnostic]:
    """What `files_below` leaves out of the folders among `names`, each told (HT974).

    Those are pipes, devices and links that lead nowhere.
    """
    folders = [path for name in names if (path := Path(name)).is_dir()]
    return [
        warning("HT974", _("Bỏ qua, không phải tệp: ống dẫn, thiết bị hoặc liên kết gãy"),
                Place(str(p), ""))
        for folder in folders
        for p in sorted(folder.rglob("*"))
        if p.name.endswith(endings) and not (p.is_file() or p.is_dir())
    ]  # fmt: skip


def open_in_office(path: Path) -> bool:
    """Tell whether Word (`~$name`) or LibreOffice (`.~lock.name#`) holds the file open."""
    word = path.with_name("~$" + (path.name[2:] if len(path.stem) > 6 else path.name))
    also = path.with_name("~$" + path.name)
    libre = path.with_name(f".~lock.{path.name}#")
    return any(lock.exists() for lock in (word, also, libre))


class ToldError(OSError):
    """A fault of the environment that says for itself what is wrong."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def os_diagnostic(fault: OSError) -> Diagnostic:
    """Say in plain words what the operating system refused."""
    if isinstance(fault, ToldError):
        return fault.diagnostic
    name = str(fault.filename or "")
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return error(
            "HT902",
            _("Hết chỗ trên đĩa khi ghi {tep}").format(tep=name or _("tệp")),
            None,
            _("Giải phóng dung lượng rồi chạy lại; tệp cũ (nếu có) vẫn còn nguyên."),
        )
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return error(
            "HT903",
            _("Không có quyền đọc hoặc ghi {tep}").format(tep=name),
            None,
            _("Đóng tệp nếu đang mở trong Word, hoặc chọn thư mục khác bằng -o."),
        )
    plain = {
        errno.ENOENT: _("Không có tệp hay thư mục {tep}"),
        errno.ENOTDIR: _("{tep} nằm trong một tệp, không phải thư mục"),
        errno.EISDIR: _("{tep} là thư mục, không phải tệp"),
        errno.EEXIST: _("Đã có {tep}"),
        errno.ENAMETOOLONG: _("Tên tệp quá dài: {tep}"),
    }
    if name and (words := plain.get(fault.errno or 0)):
        hint = _("Xem lại tên và thư mục đang đứng.")
        return error("HT904", words.format(tep=name), None, hint)
    return error(
        "HT904",
        _("Hệ thống báo lỗi với {tep}: {loi}").format(tep=name, loi=fault.strerror or fault),
    )

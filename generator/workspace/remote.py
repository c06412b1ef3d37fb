"""A folder elsewhere, by URL: `file:`, `s3:`, `sftp:`; what each promises of a file.

A file is whole or not there: an object of S3 appears with its last byte, over SFTP and on a
disk it is written under another name and renamed. What is there is listed by one index file,
never by a walk. One writer at a time: a lock is made only where none is.
"""

from __future__ import annotations

import os
import platform
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.plan.typed import from_json
from generator.workspace.files import ToldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KINDS = ("file", "s3", "sftp")
INDEX, LOCK = ".kehoach/muc-luc-xa.json", ".kehoach/noi-xa.khoa"
_FORM = 1


class RemoteError(ToldError):
    """Why a place elsewhere cannot be used."""


class HeldFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of the place, as it was sent."""

    digest: str
    """SHA-256, hexadecimal."""
    stamp: str
    """What tells this state of it there from another, without reading it."""


class RemoteIndex(msgspec.Struct):
    """All files of the place, by their paths in it."""

    form: int = _FORM
    files: dict[str, HeldFile] = msgspec.field(default_factory=dict)

    def digest(self) -> str:
        """What tells these files from any others, hexadecimal."""
        return digest_of((name, held.digest) for name, held in self.files.items())


def digest_of(files: Iterable[tuple[str, str]]) -> str:
    """What tells files, by name and digest, from any others, hexadecimal."""
    return sha256(msgspec.json.encode(sorted(files))).hexdigest()


class Remote:
    """A folder elsewhere. Every call may raise RemoteError."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._kind = _kind_of(self.url)
        self._index: str | None = None
        """The state of the index that was read or written last; None: not read."""
        self._files, self._root = self._ask(self._opened)

    def _opened(self) -> tuple[Any, str]:
        import fsspec

        address = self.url if self._kind != "file" else f"file://{urlsplit(self.url).path}"
        options = {"use_listings_cache": False} if self._kind == "s3" else {}
        found = fsspec.core.url_to_fs(address, skip_instance_cache=True, **options)
        return found[0], str(found[1]).rstrip("/")

    def _ask(self, question: Callable[[], Any], *, lack: bool = False) -> Any:
        """What the place answers; its faults as RemoteError.

        `lack`: the file may be missing, which is then told as FileNotFoundError.
        """
        try:
            return question()
        except ImportError as fault:
            message = _("Chưa cài phần đọc ghi nơi xa: {loi}")
            told = error("HT973", message.format(loi=fault), None, "pip install 'kehoach[remote]'")
            raise RemoteError(told) from None
        except FileExistsError:
            raise
        except Exception as fault:
            if lack and isinstance(fault, FileNotFoundError):
                raise
            raise RemoteError(unreachable(self.url, fault)) from None

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"

    def read(self, name: str, most: int | None = None) -> bytes | None:
        """The bytes of a file, of a longer one the first `most`; None where it is not there."""
        at = self._at(name)

        def begun() -> bytes:
            with self._files.open(at, "rb") as file:
                data: bytes = file.read(most)
            return data

        every = most is None
        try:
            found: bytes = self._ask(
                (lambda: self._files.cat_file(at)) if every else begun, lack=True
            )
        except FileNotFoundError:
            return None
        return found

    def stamp(self, name: str) -> str:
        """What tells the state of a file from another; "" where it is not there."""
        at = self._at(name)
        ask = self._head if self._kind == "s3" else self._files.info
        try:
            found = self._ask(lambda: ask(at), lack=True)
        except FileNotFoundError:
            return ""
        state = found.get("ETag") or found.get("mtime") or found.get("LastModified") or ""
        return f"{state} {found.get('size', '')}"

    def _head(self, at: str) -> dict[str, Any]:
        """The state of an object; for a missing one the library would list a part of the bucket."""
        bucket, key, _version = self._files.split_path(at)
        found: dict[str, Any] = self._files.call_s3("head_object", Bucket=bucket, Key=key)
        return {"ETag": found["ETag"], "size": found["ContentLength"]}

    def put(self, name: str, data: bytes, over: str | None = None) -> str:
        """Write a file whole or not at all; its stamp.

        `over`: the stamp of the one state that may be written over, "" for none; raises
        FileExistsError where the file is in another. On S3 the place itself sees to that, on the
        others it is looked at last before the new file takes the name.
        """
        at = self._at(name)
        if self._kind == "s3":
            return self._put_object(at, data, over)
        beside = f"{PurePosixPath(at).parent}/.kehoach-{uuid4().hex}.tmp"

        def write() -> None:
            self._files.makedirs(str(PurePosixPath(at).parent), exist_ok=True)
            self._files.pipe_file(beside, data)
            if over is not None and self.stamp(name) != over:
                self._files.rm_file(beside)
                raise FileExistsError(at)
            if self._kind == "file":
                os.replace(beside, at)  # noqa: PTH105 - names of fsspec
            else:
                self._files.mv(beside, at)

        self._ask(write)
        return self.stamp(name)

    def _put_object(self, at: str, data: bytes, over: str | None) -> str:
        """One PUT, on the condition that the object is still the one that was seen."""
        bucket, key, _version = self._files.split_path(at)
        condition = {}
        if over is not None:
            condition = {"IfMatch": over.rpartition(" ")[0]} if over else {"IfNoneMatch": "*"}

        def write() -> str:
            try:
                answer = self._files.call_s3(
                    "put_object", Bucket=bucket, Key=key, Body=data, **condition
                )
            except Exception as fault:
                if _is_condition(fault):
                    raise FileExistsError(at) from None
                raise
            return f"{answer['ETag']} {len(data)}"

        return str(self._ask(write))

    def index(self) -> RemoteIndex:
        """What is there; empty where nothing was sent yet. Raises RemoteError for a broken one."""
        self._index = self.stamp(INDEX)  # first: a change meanwhile is then noticed
        data = self.read(INDEX)
        if data is None:
            if self._kind == "s3":  # an empty bucket, not one that is gone
                self._ask(lambda: self._files.call_s3("head_bucket", Bucket=self._bucket))
            return RemoteIndex()
        try:
            found = from_json(data, RemoteIndex)
        except msgspec.DecodeError as fault:
            raise RemoteError(unreachable(f"{self.url}/{INDEX}", fault)) from None
        if found.form != _FORM:
            raise RemoteError(unreachable(f"{self.url}/{INDEX}", ValueError(found.form)))
        return found

    @property
    def _bucket(self) -> str:
        name: str = self._root.partition("/")[0]
        return name

    def keep_index(self, index: RemoteIndex) -> None:
        """Write down what is there. Raises RemoteError (HT972) where another has done so since."""
        try:
            self._index = self.put(INDEX, msgspec.json.encode(index), self._index)
        except FileExistsError:
            raise RemoteError(self._busy()) from None

    def lock(self) -> None:
        """Keep other writers out. Raises RemoteError (HT972) where there is one."""
        holder = f"{platform.node()}, {os.getpid()}".encode()
        try:
            self._ask(lambda: self._create(self._at(LOCK), holder))
        except FileExistsError:
            raise RemoteError(self._busy()) from None

    def _busy(self) -> Diagnostic:
        """Tell who else writes there."""
        who = (self.read(LOCK) or b"").decode("utf-8", "replace")[:100]
        message = _("Lệnh khác đang ghi vào {noi} ({ai})").format(noi=self.url, ai=who)
        hint = _(
            "Đợi lệnh kia; nếu nó đã chết giữa chừng: "
            "kehoach remote send {noi} --folder THƯ_MỤC --break-lock"
        )
        return error("HT972", message, Place(self.url, ""), hint.format(noi=self.url))

    def _create(self, at: str, data: bytes) -> None:
        if self._kind == "s3":
            self._files.pipe_file(at, data, mode="create")
            return
        self._files.makedirs(str(PurePosixPath(at).parent), exist_ok=True)
        try:
            with self._files.open(at, "xb") as file:
                file.write(data)
        except FileExistsError:
            raise
        except Exception:
            if self._files.exists(at):
                raise FileExistsError(at) from None
            raise

    def unlock(self) -> None:
        """Let the next writer in."""
        try:
            self._ask(lambda: self._files.rm_file(self._at(LOCK)), lack=True)
        except FileNotFoundError:
            return


def _is_condition(fault: BaseException) -> bool:
    """Whether S3 refused because the object is not in the state that was named.

    It is another (412), was being written at that moment (409), or is gone (404).
    """
    seen: BaseException | None = fault
    while seen is not None:
        said = getattr(seen, "response", None)
        if said:
            status = said.get("ResponseMetadata", {}).get("HTTPStatusCode")
            code = said.get("Error", {}).get("Code")
            return status in (404, 409, 412) and code != "NoSuchBucket"
        seen = seen.__cause__
    return False


def _kind_of(url: str) -> str:
    """The kind of a URL. Raises RemoteError (LN062) for what cannot be used."""
    parts = urlsplit(url)
    usable = parts.scheme in KINDS and (parts.netloc or parts.path)
    # "::" leads fsspec on to another place, of any kind, through this one
    if usable and parts.password is None and "::" not in url:
        return parts.scheme
    message = _("“{noi}” không phải nơi xa dùng được").format(noi=_shown(url))
    hints = (
        _("Viết s3://KHO/THƯ-MỤC, sftp://NGƯỜI@MÁY/THƯ-MỤC hoặc file:///THƯ-MỤC."),
        _("Mật khẩu và khóa không ghi trong địa chỉ: dùng cấu hình AWS hoặc ~/.ssh."),
    )
    raise RemoteError(error("LN062", message, None, *hints))


def _shown(url: str) -> str:
    """A URL without what may be secret in it."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return f"{parts.scheme}://…@{parts.hostname}{parts.path}"


def unreachable(where: str, fault: BaseException) -> Diagnostic:
    """Say why a place cannot be used."""
    message = _("Không dùng được {noi}: {loi}")
    reason = (str(fault).strip().splitlines() or [type(fault).__name__])[0]
    hint = _("Xem tên kho, quyền đọc ghi, mạng; tệp đã ghi đều trọn vẹn, chạy lại thì làm tiếp.")
    return error("HT971", message.format(noi=where, loi=reason), None, hint)


def local_path(root: Path, name: str) -> Path | None:
    """Where a file of the place lies here; None for a name that a place must not bring along.

    It leads out of the folder, or is hidden (a program's settings, hooks) and no base.
    """
    pure = PurePosixPath(name)
    if pure.is_absolute() or "\\" in name or ":" in name or not pure.parts:
        return None
    hidden = any(part.startswith(".") for part in pure.parts)
    if hidden and (pure.parts[:2] != (".kehoach", "goc") or ".." in pure.parts):
        return None
    path = root.joinpath(*pure.parts)
    return path if path.resolve().is_relative_to(root.resolve()) else None

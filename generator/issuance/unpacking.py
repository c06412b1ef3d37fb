"""An issued folder sent as .zip, unpacked where it can do no harm."""

from __future__ import annotations

import contextlib
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.bundle import MANIFEST
from generator.locale import _
from generator.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 500
"""Members; a folder has a dozen."""
LARGEST = 1 << 30
"""Bytes, all together: a scanned appendix of 64 MB, twice, in PDF and .docx, and room."""
RATIO = 400
FREE = 4 << 20
LONGEST, DEEPEST = 200, 8
"""Bytes of a name, folders in one another; an office's own have 60 and 4."""
_FIRST = b"PK\3\4"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


def is_bundle(path: Path) -> bool:
    """Whether a path is an issued folder, or the .zip of one; a .docx is neither."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            if file.read(4) != _FIRST:
                return False  # a .zip behind another document: what people see is that one
        with zipfile.ZipFile(path) as archive:
            return any(PurePosixPath(n).name == MANIFEST for n in archive.namelist()[:MOST])
    except (*_DAMAGED, OSError):
        return False


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[Path | None, list[Diagnostic]]]:
    """The folder of a bundle: itself, or unpacked for as long as it is looked at.

    Raises OSError, as for a full disk.
    """
    if path.is_dir():
        yield path, []
        return
    temp = Path(tempfile.mkdtemp(prefix="kehoach-ho-so-"))
    try:
        yield _unpack(path, temp)
    finally:
        shutil.rmtree(temp, ignore_errors=True)


def _unpack(path: Path, temp: Path) -> tuple[Path | None, list[Diagnostic]]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            reason = _refused(infos)
            if reason:
                return None, [_bad(path, reason)]
            for info in infos:
                target = temp / info.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
            top = PurePosixPath(infos[0].filename).parts[0]
    except _DAMAGED:
        return None, [_bad(path, _("tệp nén hỏng, bị cắt hoặc có mật khẩu"))]
    return temp / top, []


def _refused(infos: list[zipfile.ZipInfo]) -> str:
    """Why the archive is not unpacked, or ""."""
    names = [info.filename for info in infos]
    parts = [PurePosixPath(name).parts for name in names]
    if not infos or len(infos) > MOST or sum(i.file_size for i in infos) > LARGEST:
        return _("quá nhiều hoặc quá lớn so với một hồ sơ")
    if any(i.file_size > FREE and i.file_size > RATIO * max(1, i.compress_size) for i in infos):
        return _("bung ra quá lớn (có thể là bom nén)")
    outside = [n for n in names if n.startswith("/") or "\\" in n or ":" in n or "\0" in n]
    if outside or any(".." in p or len(p) < 2 or len(p) > DEEPEST for p in parts):
        return _("có đường dẫn không an toàn")
    if any(visible(n) != n or len(part.encode()) > LONGEST for n in names for part in n.split("/")):
        return _("có đường dẫn không an toàn")
    if len({p[0] for p in parts}) != 1:
        return _("không phải một thư mục hồ sơ")
    if len({_key(name) for name in names}) != len(names) or _nested(names):
        return _("hai tệp trùng tên")
    if any(stat.S_ISLNK(info.external_attr >> 16) for info in infos):
        return _("có liên kết tới tệp khác")
    return ""


def _key(name: str) -> str:
    """What makes two names one on some file system: case, marks apart, a point at the end."""
    plain = unicodedata.normalize("NFC", str(PurePosixPath(name)).casefold())
    return "/".join(part.rstrip(". ") for part in plain.split("/"))


def _nested(names: list[str]) -> bool:
    """Whether a file stands in the place of another one's folder."""
    files = {_key(name) for name in names}
    return any(str(above) in files for name in files for above in PurePosixPath(name).parents)


def _bad(path: Path, reason: str) -> Diagnostic:
    return error(
        "HS107",
        _("Không mở được hồ sơ nén: {ly_do}").format(ly_do=reason),
        Place(str(path), "zip"),
        _("Lấy lại tệp .zip từ nơi phát hành."),
    )

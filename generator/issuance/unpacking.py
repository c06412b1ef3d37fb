"""An issued folder sent as .zip, unpacked where it can do no harm."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from mmap import ACCESS_READ, mmap
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.bundle import MANIFEST
from generator.locale import _
from generator.workspace.archive import Archive, Damaged, Limits, Trouble, open_archive
from generator.workspace.archive_layout import odd_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = b"PK\3\4"
_LIMITS = Limits(members=500, total=1 << 30, part=1 << 30, plain_names=True)
"""A folder has a dozen files; a scanned appendix of 64 MB, twice, in PDF and .docx, and room."""


def is_bundle(path: Path) -> bool:
    """Whether a path is an issued folder, or the .zip of one; a .docx is neither."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            if file.read(4) != _FIRST:
                return False  # an archive behind another document: people see that one
        archive = open_archive(path)
    except OSError:
        return False
    if isinstance(archive, Trouble):
        return False
    with archive:
        return any(PurePosixPath(n).name == MANIFEST for n in archive.names[: _LIMITS.members])


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
    archive = open_archive(path, _LIMITS)
    if isinstance(archive, Trouble):
        return None, [_bad(path, _refused(archive))]
    with archive:
        infos = [info for info in archive.infos if not info.is_dir()]
        folders = [PurePosixPath(info.filename).parts for info in infos]
        tops = {parts[0] for parts in folders}
        if odd := _read_in_two_ways(path, archive):
            return None, [_bad(path, odd)]
        if len(tops) != 1 or any(len(parts) < 2 for parts in folders):
            return None, [_bad(path, _("không phải một thư mục hồ sơ"))]
        for info in infos:
            target = temp / info.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with target.open("wb") as out:
                    archive.copy(info, out)
            except Damaged as fault:
                return None, [_bad(path, _refused(fault.trouble))]
    return temp / tops.pop(), []


def _read_in_two_ways(path: Path, archive: Archive) -> str:
    """Why another program may unpack other files than this one; "" where it cannot."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return odd_layout(data, archive.infos)


def _refused(trouble: Trouble) -> str:
    """Why the archive is not unpacked."""
    match trouble.kind:
        case "many":
            return _("quá nhiều hoặc quá lớn so với một hồ sơ")
        case "bomb":
            return _("bung ra quá lớn (có thể là bom nén)")
        case "unsafe":
            return _("có đường dẫn không an toàn")
        case "twice":
            return _("hai tệp trùng tên")
        case "link":
            return _("có liên kết tới tệp khác")
        case "damaged" | "method" | "locked":
            return _("tệp nén hỏng, bị cắt hoặc có mật khẩu")


def _bad(path: Path, reason: str) -> Diagnostic:
    return error(
        "HS107",
        _("Không mở được hồ sơ nén: {ly_do}").format(ly_do=reason),
        Place(str(path), "zip"),
        _("Lấy lại tệp .zip từ nơi phát hành."),
    )

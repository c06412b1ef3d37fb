"""The folder of an issued document: written whole, proved whole, packed.

`manifest.json` lists every file with its SHA-256; its own digest is what the register
keeps. Sources that many documents share (registries, template) are stored once under their
digest and linked into each folder, so that a folder is complete and still costs little.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import Struct

from generator import __version__
from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.plan.typed import convert, from_json
from generator.workspace.archive import pack as zipped
from generator.workspace.files import (
    stream_atomic,
    sync_folder,
    sync_together,
    unfinished,
    write_atomic,
)
from generator.workspace.windows import unsealed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MANIFEST = "manifest.json"
DOCUMENT = "van-ban.docx"
PLAN = "ke-hoach.toml"
ATTACHED = "kem-theo.docx"
"""Of a decision: the plan that it issues, as it is printed,"""
ATTACHED_PLAN = "kem-theo.toml"
"""and its file."""
CHECKS = "kiem-tra.json"
ENTRY = "so-dang-ky.json"
PDF = "van-ban.pdf"
"""What is sent out for signing."""
SIGNED = "van-ban.da-ky.pdf"
"""It grows: each signature is written behind the bytes that were there."""
FORM = "the-thuc.json"
"""The check of the frozen .docx against the decree, with what was not evaluated."""
GROWN = (PDF, SIGNED, FORM)
"""Files that come into a folder after it was issued."""
SOURCES = "nguon"
"""Folder of what the document was made from: a workspace small enough to render it again."""
STORE = ".kho"
"""Beside the issued folders: what many of them share, once."""
STAGING = ".cho-so"
"""Beside the issued folders: folders that wait for their number."""
SCHEMA = 1
MOST = 10_000_000
"""Bytes of a manifest that are read; real ones have 5,000."""
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class WrittenFolder(NamedTuple):
    """A folder that was written."""

    folder: Path
    digest: str
    """SHA-256 (hex) of its manifest."""


class Staged:
    """A folder on its way: under another name beside the issued ones, until it has its number.

    What does not depend on the number (sources, the checks before) is written and flushed while
    others hold the book; `fill` adds the rest, `place` gives the folder its name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.early: dict[str, bytes] = {}
        self.digest = ""
        """SHA-256 (hex) of the manifest, once filled."""
        self.kept: list[Path] = []
        """What came into the store with this folder, and was not there before."""

    def begin(self, own: Mapping[str, bytes], shared: Mapping[str, bytes], store: Path) -> None:
        """Write what is known before the number. Raises OSError.

        `shared` are files that others use too, `store` is their folder; names as in `fill`.
        """
        remove(self.folder)
        self.folder.mkdir(parents=True)
        self.early = {**own, **shared}
        inner = sorted({(self.folder / n).parent for n in self.early} - {self.folder})
        for folder in inner:
            folder.mkdir(parents=True, exist_ok=True)
        copied = [(n, data) for n, data in shared.items() if not self._link(store, data, n)]
        _write_all(self.folder, [*own.items(), *copied], inner)

    def _link(self, store: Path, data: bytes, name: str) -> bool:
        """Link shared data into the folder from the store; False where links cannot be."""
        kept = store / hashlib.sha256(data).hexdigest()
        try:
            if not kept.exists():
                write_atomic(kept, data, durable=True)
                kept.chmod(_READ_ONLY)
                self.kept.append(kept)
            os.link(kept, self.folder / name)
        except OSError:
            return False
        return True

    def discard(self) -> None:
        """Nothing came of it: the folder goes, and what the store took in for it alone.

        What was in the store before stays, and so does what another folder links: whoever
        links at the same moment finds the file gone and writes a copy. Raises OSError.
        """
        remove(self.folder)
        for path in self.kept:
            with suppress(FileNotFoundError):
                if path.stat().st_nlink == 1:
                    unsealed(path).unlink()

    def fill(self, own: Mapping[str, bytes], facts: Mapping[str, Any]) -> None:
        """Write the files of this document and the manifest, over those of another number.

        Names are relative with forward slashes; `facts` go into the manifest. Raises OSError.
        """
        manifest = _manifest({**self.early, **own}, facts)
        for name in (*own, MANIFEST):
            unsealed(self.folder / name).unlink(missing_ok=True)
        _write_all(self.folder, [*own.items(), (MANIFEST, manifest)], [self.folder])
        self.digest = hashlib.sha256(manifest).hexdigest()

    def place(self, folder: Path) -> WrittenFolder:
        """Give the folder its name.

        Raises OSError, also when the name is taken: an issued folder is never written over.
        """
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.rename(folder)
        sync_folder(folder.parent)
        return WrittenFolder(folder, self.digest)


def stage(root: Path, name: str) -> Staged:
    """A folder that waits for its number, of this thread of this process alone."""
    return Staged(unfinished(root / STAGING / name))


def add_files(folder: Path, added: Mapping[str, bytes], facts: Mapping[str, Any]) -> WrittenFolder:
    """Add files to an issued folder, such as the signed PDF; what is there is not touched.

    The new manifest takes the place of the old one last. Raises OSError.
    """
    manifest = json.loads((folder / MANIFEST).read_bytes())
    listed = {item["ten"]: item for item in manifest.pop("tep")}
    for name, data in added.items():
        target = folder / name
        if target.exists() and target.read_bytes() != data:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        if not target.exists():
            write_atomic(target, data, durable=True)
            target.chmod(_READ_ONLY)
        digest = hashlib.sha256(data).hexdigest()
        listed[name] = {"ten": name, "sha256": digest, "byte": len(data)}
    value = {**manifest, **facts, "tep": sorted(listed.values(), key=lambda item: item["ten"])}
    text = pretty(value)
    write_atomic(unsealed(folder / MANIFEST), text, durable=True)
    (folder / MANIFEST).chmod(_READ_ONLY)
    return WrittenFolder(folder, hashlib.sha256(text).hexdigest())


def digest_before(folder: Path, recorded: Mapping[str, tuple[str, int]]) -> str:
    """What the digest of the manifest was when the files in `GROWN` were as recorded.

    `recorded`: name → SHA-256 and bytes. So a manifest that a crash left ahead of the
    register is told from one that was altered.
    """
    manifest, _found = read_manifest(folder)
    if manifest is None:
        return ""
    kept = [item for item in manifest["tep"] if item.get("ten") not in GROWN]
    kept += [{"ten": n, "sha256": d, "byte": size} for n, (d, size) in recorded.items()]
    text = pretty({**manifest, "tep": sorted(kept, key=lambda item: str(item["ten"]))})
    return hashlib.sha256(text).hexdigest()


def read_manifest(folder: Path) -> tuple[dict[str, Any] | None, str]:
    """The manifest of a folder and its SHA-256; (None, "") where there is none of its shape."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():  # a link leads outside, a pipe never ends
        return None, ""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
        value = from_json(data, dict)
        listed = convert(value, _Listing).tep
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None, ""
    if len(data) > MOST or len({item.ten for item in listed}) != len(listed):
        return None, ""
    return value, hashlib.sha256(data).hexdigest()


class _Item(Struct):
    ten: str
    sha256: str
    byte: int = 0


class _Listing(Struct):
    tep: list[_Item]


def prove(folder: Path, digest: str | None = None) -> list[Diagnostic]:
    """What is missing, changed or added in an issued folder; `digest` as the register has it."""
    manifest, found = read_manifest(folder)
    where = Place(str(folder), MANIFEST)
    if manifest is None:
        return [error("HS101", _("Không đọc được {tep} của hồ sơ").format(tep=MANIFEST), where)]
    problems = []
    if digest is not None and digest != found:
        message = _("{tep} khác với bản mà sổ đăng ký đã ghi").format(tep=MANIFEST)
        problems.append(error("HS102", message, where))
    listed = {str(item.get("ten")): item for item in manifest["tep"]}
    have = {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_symlink() or not p.is_dir()
    }
    for name in sorted(set(listed) | have - {MANIFEST}):
        problems += _prove_one(folder, name, listed.get(name), name in have)
    return problems + [_missing(folder, name) for name in (DOCUMENT, PLAN) if name not in listed]


def _prove_one(
    folder: Path, name: str, item: Mapping[str, Any] | None, there: bool
) -> list[Diagnostic]:
    where = Place(str(folder), name)
    if item is None:
        return [error("HS103", _("Tệp lạ trong hồ sơ: {tep}").format(tep=name), where)]
    if not there or (folder / name).is_symlink() or not (folder / name).is_file():
        return [_missing(folder, name)]
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    if digest != item.get("sha256"):
        return [error("HS105", _("Tệp {tep} đã bị thay đổi").format(tep=name), where)]
    return []


def _missing(folder: Path, name: str) -> Diagnostic:
    message = _("Hồ sơ thiếu tệp {tep}").format(tep=name)
    return error("HS104", message, Place(str(folder), name))


def pack(folder: Path) -> Path:
    """The folder as a .zip beside it: fixed dates, stored, so that the bytes are reproducible."""
    target = folder.parent / f"{folder.name}.zip"

    def produce(write: Callable[[bytes], object]) -> None:
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        named = ((f"{folder.name}/{p.relative_to(folder).as_posix()}", p) for p in files)
        write(zipped(((name, p.read_bytes()) for name, p in named), stored=True))

    stream_atomic(target, produce)
    return target


def remove(folder: Path) -> None:
    """Remove a folder that was never registered, read-only or not."""
    if not folder.exists():
        return
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(stat.S_IRWXU)
        else:
            unsealed(path)
    shutil.rmtree(folder)


def seal(folder: Path) -> None:
    """Make the folder and its files read-only: a hand that slips is stopped, and no more."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(_READ_ONLY)


def _write_all(folder: Path, files: list[tuple[str, bytes]], folders: list[Path]) -> None:
    """Write new files, then flush them and the names in the folders together."""
    with ExitStack() as opened:
        handles = []
        for name, data in files:
            out = opened.enter_context((folder / name).open("xb"))
            out.write(data)
            out.flush()
            handles.append(out)
        sync_together(handles, folders)
    for name, _data in files:
        (folder / name).chmod(_READ_ONLY)


def pretty(value: object) -> bytes:
    """JSON for people: sorted keys, a line each."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2) + b"\n"


def _manifest(content: Mapping[str, bytes], facts: Mapping[str, Any]) -> bytes:
    files = [
        {"ten": name, "sha256": hashlib.sha256(data).hexdigest(), "byte": len(data)}
        for name, data in sorted(content.items())
    ]
    value = {"phien_ban": SCHEMA, "chuong_trinh": f"kehoach {__version__}", **facts, "tep": files}
    return pretty(value)

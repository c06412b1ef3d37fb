"""An archive (zip) from anywhere, and one of ours: the one place where a zip is read or packed.

What a directory says is judged before a byte is unpacked: how many members, how long, how far
they swell, whether a name leads outside, stands twice or is a link. Each room says in its own
words what was found; whether a thing is refused is decided here.
"""

from __future__ import annotations

import lzma
import stat
import struct
import unicodedata
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import IO, Self

TroubleKind = Literal["damaged", "method", "locked", "many", "bomb", "unsafe", "twice", "link"]

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can say; the date of what we pack, so that bytes repeat."""

LONGEST, DEEPEST = 200, 12
"""Bytes of a plain name's part, and how many parts it has; ours have 60 and 5."""

# what zipfile raises for a damaged file
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
)


class Limits(NamedTuple):
    """How much an archive may hold. Lengths in bytes, unpacked."""

    members: int = 4000
    total: int = 256 << 20
    part: int = 48 << 20
    """Longest member with XML in it."""
    ratio: int = 400
    """A member this many times its packed size is a bomb, once it is longer than `free`."""
    free: int = 4 << 20
    plain_names: bool = False
    """Refuse names that one system takes for another than the next one does, or for a path."""


class Trouble(NamedTuple):
    """Why an archive is not opened."""

    kind: TroubleKind
    name: str = ""
    """The member, shortened, where it is one."""


class Damaged(Exception):  # noqa: N818 - caught by who reads the member
    """A member that cannot be unpacked: bytes changed, a password, a foreign compression."""

    def __init__(self, kind: TroubleKind, name: str) -> None:
        super().__init__(f"{name}: {kind}")
        self.trouble = Trouble(kind, name)


class Archive:
    """An archive whose directory was found in order; members are unpacked when asked for."""

    def __init__(self, opened: zipfile.ZipFile, stream: IO[bytes]) -> None:
        self._opened, self._stream = opened, stream
        self.infos = opened.infolist()
        """What the directory says of the members, in their order."""

    @property
    def names(self) -> list[str]:
        """Names of all members, in their order."""
        return [info.filename for info in self.infos]

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a member. Raises KeyError for a name that is not there, Damaged."""
        name = member if isinstance(member, str) else member.filename
        try:
            return self._opened.read(member)
        except KeyError:
            raise
        except NotImplementedError as fault:
            raise Damaged("method", name) from fault
        except _DAMAGED as fault:
            raise Damaged("damaged", name) from fault
        except RuntimeError as fault:  # zipfile's word for a password
            raise Damaged("locked", name) from fault

    def members(self) -> dict[str, bytes]:
        """All members but folders by their names, in their order. Raises Damaged."""
        return {info.filename: self.read(info) for info in self.infos if not info.is_dir()}

    def copy(self, member: zipfile.ZipInfo, out: IO[bytes], chunk: int = 1 << 20) -> None:
        """Unpack a member into a file, piece by piece.

        Raises Damaged; OSError where it cannot be written.
        """
        name = member.filename
        try:
            source = self._opened.open(member)
        except (*_DAMAGED, NotImplementedError, RuntimeError) as fault:
            raise Damaged("damaged", name) from fault
        with source:
            while True:
                try:
                    piece = source.read(chunk)
                except (*_DAMAGED, RuntimeError) as fault:
                    raise Damaged("damaged", name) from fault
                if not piece:
                    return
                out.write(piece)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_about: object) -> None:
        self._stream.close()


def open_archive(source: bytes | Path, limits: Limits | None = None) -> Archive | Trouble:
    """An archive to read from, or why not; without `limits` only what is damaged is refused.

    Without limits is for what was opened with limits before, and what this program wrote.
    Raises OSError for a file that cannot be read at all.
    """
    stream: IO[bytes] = BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    try:
        opened = zipfile.ZipFile(stream)
    except (*_DAMAGED, NotImplementedError):
        stream.close()
        return Trouble("damaged")
    found = None if limits is None else _judge(opened.infolist(), limits)
    if found is not None:
        stream.close()
        return found
    return Archive(opened, stream)


def _judge(infos: list[zipfile.ZipInfo], limits: Limits) -> Trouble | None:
    """What the directory says that no archive for us says."""
    if len(infos) > limits.members:
        return Trouble("many")
    seen: set[str] = set()
    total = 0
    for info in infos:
        name = info.orig_filename
        if _leads_outside(name, limits.plain_names):
            return Trouble("unsafe", name[:80])
        key = _one_name(info.filename) if limits.plain_names else info.filename.casefold()
        if key in seen:
            return Trouble("twice", name[:80])
        if stat.S_ISLNK(info.external_attr >> 16):
            return Trouble("link", name[:80])
        if info.flag_bits & 1:
            return Trouble("locked", name[:80])
        seen.add(key)
        total += info.file_size
        if _swells(info, limits) or total > limits.total:
            return Trouble("bomb", name[:80])
    if limits.plain_names and _nested(info for info in infos if not info.is_dir()):
        return Trouble("twice")
    return None


def _nested(files: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether a file stands in the place of another one's folder."""
    names = {_one_name(info.filename) for info in files}
    return any(str(above) in names for name in names for above in PurePosixPath(name).parents)


def _one_name(name: str) -> str:
    """What makes two names one on some system: case, marks apart, points at the end."""
    plain = unicodedata.normalize("NFC", str(PurePosixPath(name))).casefold()
    return "/".join(part.rstrip(". ") for part in plain.split("/"))


def _leads_outside(name: str, plain: bool) -> bool:
    slashed = name.replace("\\", "/")
    if slashed.startswith("/") or ".." in slashed.split("/") or name[1:2] == ":":
        return True
    if plain:
        parts = slashed.split("/")
        if len(parts) > DEEPEST or any(len(part.encode()) > LONGEST for part in parts):
            return True
        return visible(name) != name or any(sign in name for sign in "\\:")
    return "\0" in name


def _swells(info: zipfile.ZipInfo, limits: Limits) -> bool:
    is_text = info.filename.lower().endswith((".xml", ".rels"))
    if is_text and info.file_size > limits.part:
        return True
    return info.file_size > limits.free and info.file_size > limits.ratio * max(
        1, info.compress_size
    )


def pack(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], *, stored: bool = False) -> bytes:
    """A zip of members in their order, deflated or `stored`; the same bytes for the same members.

    A name gets the date EPOCH; a ZipInfo keeps its date and its attributes.
    """
    out = BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as archive:
        for member, data in members:
            info = zipfile.ZipInfo(member, EPOCH) if isinstance(member, str) else _again(member)
            info.compress_type = method
            info.create_system = 0  # whatever machine packs it
            archive.writestr(info, data)
    return out.getvalue()


def _again(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.external_attr = info.external_attr
    return made

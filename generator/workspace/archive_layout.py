"""Whether an archive can be read in one way only: by its directory, and from its beginning.

A zip says everything twice, at each member and in the directory behind them, and programs differ
in whom they believe. So both must say the same, and nothing may lie between. What a writer to
a stream leaves open in a member's header (bit 3) stands behind the member; sizes of 64 bits stand
in extra fields and in an end record of their own (APPNOTE.TXT 6.3.10, 4.3.7 - 4.3.16, 4.5.3).
"""

from __future__ import annotations

from itertools import pairwise
from struct import Struct, error
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.workspace.archive import Trouble, open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from mmap import mmap
    from zipfile import ZipInfo

_LOCAL = Struct("<4s5H3L2H")
_END = Struct("<4s4H2LH")
_END64 = Struct("<4sQ2H2L4Q")
_LOCATOR64 = Struct("<4sLQL")
_DESCRIPTORS = (Struct("<3L"), Struct("<L2Q"))
_MAX32, _MAX16 = 0xFFFFFFFF, 0xFFFF
_SIZES, _NAME = 1, 0x7075
"""Extra fields: sizes of 64 bits; another name of the member."""


class _Directory(NamedTuple):
    """Where the directory of an archive stands, and for how many members it speaks."""

    start: int
    end: int
    members: int


def odd_layout(data: bytes | mmap, members: Sequence[ZipInfo] | None = None) -> str:
    """Why the archive can be read in two ways, or "". Its `members`, where they are known.

    Members follow one another without a gap, each named alike at both places, the
    directory follows them, and the end is the end.
    """
    try:
        directory = _directory(data)
        infos = _members(data) if members is None else members
        if isinstance(directory, str):
            return directory
        if infos is None or directory.members != len(infos):
            return _elsewhere()
        return _odd_members(data, infos, directory)
    except error:  # cut off in the middle of a record
        return _elsewhere()


def _members(data: bytes | mmap) -> list[ZipInfo] | None:
    archive = open_archive(data[:])
    return None if isinstance(archive, Trouble) else archive.infos


def _directory(data: bytes | mmap) -> _Directory | str:
    """What the end of the archive says; or what is wrong with it."""
    at = len(data) - _END.size
    end = _END.unpack_from(data, at) if at >= 0 else (b"",)
    if end[0] != b"PK\5\6" or end[-1]:
        return _("có dữ liệu lạ sau mục lục của tệp nén")
    _sign, disk, first, here, count, size, start, _comment = end
    stop = at
    locator = at - _LOCATOR64.size
    if locator >= 0 and data[locator : locator + 4] == b"PK\6\7":
        wide = _wide(data, locator, (count, size, start))
        if wide is None:
            return _elsewhere()
        stop, count, size, start = wide
        here = count
    whole = disk in (0, _MAX16) and first in (0, _MAX16) and here == count
    if not whole or start + size != stop or data[:4] != b"PK\3\4":
        return _elsewhere()
    return _Directory(start, stop, count)


def _wide(
    data: bytes | mmap, locator: int, said: tuple[int, int, int]
) -> tuple[int, int, int, int] | None:
    """Place, count, size and start from the end record of 64 bits; None if others are `said`."""
    _sign, disk, at, disks = _LOCATOR64.unpack_from(data, locator)
    if disk or disks > 1 or at + _END64.size != locator:
        return None
    end = _END64.unpack_from(data, at)
    count, size, start = end[7:]
    if end[0] != b"PK\6\6" or end[1] != _END64.size - 12 or end[4] or end[5] or end[6] != count:
        return None
    full = (_MAX16, _MAX32, _MAX32)
    alike = all(a in (b, most) for a, b, most in zip(said, (count, size, start), full, strict=True))
    return (at, count, size, start) if alike else None


def _odd_members(data: bytes | mmap, infos: Sequence[ZipInfo], directory: _Directory) -> str:
    ordered = sorted(infos, key=lambda i: i.header_offset)
    starts = [*(i.header_offset for i in ordered), directory.start]
    if starts[0]:
        return _between()
    for info, (at, following) in zip(ordered, pairwise(starts), strict=True):
        head = _LOCAL.unpack_from(data, at)
        names = at + _LOCAL.size
        body = names + head[9] + head[10]
        encoded = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
        same = head[0] == b"PK\3\4" and head[3] == info.compress_type
        if not same or data[names : names + head[9]] != encoded:
            return _apart()
        extra = dict(_extra(data[names + head[9] : body]))
        if _other_name(extra, encoded) or _other_name(dict(_extra(info.extra)), encoded):
            return _apart()
        end = body + info.compress_size
        if not _says_the_same(head, extra.get(_SIZES, b""), info):
            return _apart()
        if end > following or data[end:following] not in _behind(info, streamed=bool(head[2] & 8)):
            return _between()
    return ""


def _extra(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of a member: kind and content."""
    at = 0
    while at + 4 <= len(data):
        kind, length = (int.from_bytes(data[i : i + 2], "little") for i in (at, at + 2))
        yield kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _other_name(extra: dict[int, bytes], name: bytes) -> bool:
    """Whether a member has a second name, which some programs prefer (4.6.9)."""
    return _NAME in extra and extra[_NAME][5:] != name


def _says_the_same(head: tuple[int, ...], wide: bytes, info: ZipInfo) -> bool:
    """Whether a member's own header has the sizes of the directory, or leaves them open."""
    checksum, *short = head[6:9]
    packed, size = short
    if _MAX32 in short and len(wide) >= 16:  # both, the unpacked one first (4.5.3)
        size, packed = (int.from_bytes(wide[i : i + 8], "little") for i in (0, 8))
    said = (checksum, packed, size)
    true = (info.CRC, info.compress_size, info.file_size)
    if head[2] & 8:
        return all(a in (0, b) for a, b in zip(said, true, strict=True))
    return said == true


def _behind(info: ZipInfo, *, streamed: bool) -> tuple[bytes, ...]:
    """What may stand behind a member: nothing; behind a streamed one its sizes."""
    if not streamed:
        return (b"",)
    wide = max(info.compress_size, info.file_size) > _MAX32
    bare = [form.pack(info.CRC, info.compress_size, info.file_size) for form in _DESCRIPTORS[wide:]]
    return (*bare, *(b"PK\7\x08" + one for one in bare))


def _elsewhere() -> str:
    return _("mục lục của tệp nén không đúng chỗ")


def _between() -> str:
    return _("có dữ liệu lạ giữa các phần của tệp nén")


def _apart() -> str:
    return _("mục lục của tệp nén khác với chính các phần")

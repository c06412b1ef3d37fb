"""The OPC package: a zip with fixed dates and a fixed order, so that bytes repeat.

What a template does not change is deflated once, at level 9, and kept as one blob
with its finished part of the central directory; per document only the changed
parts are deflated, in chunks, so that a part of any length needs little memory.

Layout, the same whether the package is made in memory or streamed:
the unchanged members ([Content_Types].xml first), the changed members, the central
directory, and the archive comment `kehoach:<crc32 of the central directory>`.
A changed member whose deflated form fits in `HELD` bytes gets a plain local header;
only a longer one is written with a data descriptor (bit 3), because its sizes are
not known when its header leaves. Every real plan is of the first kind, which the
oldest readers understand. The archive comment is part of the zip format; readers
of packages find the central directory before it and ignore its text.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from pathlib import Path
from struct import Struct, error, unpack_from
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Deflate = Literal["isal", "zlib"]
CONTENT_TYPES = "[Content_Types].xml"
HELD = 4 << 20
"""Longest deflated member, in bytes, that waits in memory for its sizes."""

_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_DESCRIPTOR = Struct("<4s3L")
_DESCRIPTOR64 = Struct("<4sL2Q")
_END = Struct("<4s4H2LH")
_END64 = Struct("<4sQ2H2L4Q")
_LOCATOR64 = Struct("<4sLQL")
_DATE = (1 << 5) | 1  # 1980-01-01, the earliest date a zip can say
_STORED, _DEFLATED = 0, 8
_STREAMED, _UTF8 = 1 << 3, 1 << 11
_MAX32, _MAX16 = 0xFFFFFFFF, 0xFFFF
_MARK = b"kehoach:"
_END_LENGTH = _END.size + len(_MARK) + 8


class Static(NamedTuple):
    """Members that never change: their bytes as in the file, and their directory."""

    prefix: bytes
    directory: bytes
    members: int


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


class _Codec(NamedTuple):
    crc32: Callable[[bytes, int], int]
    once: Callable[[bytes], bytes]
    chunked: Callable[[], _Compressor]


_codecs: dict[str, _Codec] = {}


def default_deflate() -> Deflate:
    """ISA-L where its wheel is installed, else zlib."""
    try:
        import isal.isal_zlib  # noqa: F401
    except ImportError:
        return "zlib"
    return "isal"


def _codec(deflate: Deflate | None) -> _Codec:
    """The functions of a deflate method: ISA-L level 0, zlib level 6.

    Level 0 of ISA-L still compresses; it is a tenth larger than its level 2 and takes
    a tenth off the time of a document. The bytes are the same on every x86-64 processor
    with SSE 4.2 (all since 2009); on others, and with zlib, only the XML is the same.
    """
    name = deflate or default_deflate()
    if name not in _codecs:
        _codecs[name] = _make_codec(name)
    return _codecs[name]


def _make_codec(name: Deflate) -> _Codec:
    crc32: Callable[[bytes, int], int] = zlib.crc32
    if default_deflate() == "isal":  # its crc32 takes a tenth of zlib's time
        from isal import isal_zlib

        crc32 = isal_zlib.crc32
        if name == "isal":
            return _Codec(
                crc32,
                lambda data: isal_zlib.compress(data, 0, -15),
                lambda: cast("_Compressor", isal_zlib.compressobj(0, _DEFLATED, -15)),
            )
    return _Codec(
        crc32,
        lambda data: zlib.compress(data, 6, -15),
        lambda: zlib.compressobj(6, _DEFLATED, -15),
    )


class _Entry(NamedTuple):
    """What the central directory says of a member."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    def local(self) -> bytes:
        """The local header; a streamed member leaves its sizes to the descriptor."""
        known = (0, 0, 0) if self.flags & _STREAMED else (self.crc, self.packed, self.size)
        head = (b"PK\3\4", 20, self.flags, self.method, 0, _DATE, *known, len(self.name), 0)
        return _LOCAL.pack(*head) + self.name

    def descriptor(self) -> bytes:
        """What follows a streamed member."""
        if max(self.packed, self.size) >= _MAX32:
            return _DESCRIPTOR64.pack(b"PK\7\x08", self.crc, self.packed, self.size)
        return _DESCRIPTOR.pack(b"PK\7\x08", self.crc, self.packed, self.size)

    def central(self) -> bytes:
        """The entry of the central directory, zip64 only where 32 bits are too few."""
        wide = [v for v in (self.size, self.packed, self.offset) if v >= _MAX32]
        extra = b""
        if wide:
            body = b"".join(v.to_bytes(8, "little") for v in wide)
            extra = b"\1\0" + len(body).to_bytes(2, "little") + body
        version = 45 if wide else 20
        sizes = (min(self.packed, _MAX32), min(self.size, _MAX32))
        head = (b"PK\1\2", version, version, self.flags, self.method, 0, _DATE, self.crc, *sizes)
        lengths = (len(self.name), len(extra), 0, 0, 0, 0, min(self.offset, _MAX32))
        return _CENTRAL.pack(*head, *lengths) + self.name + extra


def _name(name: str) -> tuple[bytes, int]:
    return name.encode(), 0 if name.isascii() else _UTF8


def pack_static(members: Iterable[tuple[str, bytes]]) -> Static:
    """Deflate the unchanging members once; [Content_Types].xml goes first."""
    ordered = sorted(members, key=lambda m: m[0] != CONTENT_TYPES)
    blobs: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in ordered:
        packed = zlib.compress(data, 9, -15)
        method = _DEFLATED if len(packed) < len(data) else _STORED
        body = packed if method == _DEFLATED else data
        encoded, flags = _name(name)
        entry = _Entry(encoded, flags, method, zlib.crc32(data), len(body), len(data), offset)
        blobs += (entry.local(), body)
        directory.append(entry.central())
        offset += len(blobs[-2]) + len(body)
    return Static(b"".join(blobs), b"".join(directory), len(directory))


def copy_members(data: bytes, wanted: Callable[[str], bool]) -> Static:
    """Take members of an archive over as they are packed, in their order.

    Raises ValueError for a compression Word does not know, zipfile.BadZipFile for no archive.
    """
    blobs: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [m for m in archive.infolist() if wanted(m.filename)]
    members.sort(key=lambda m: m.filename != CONTENT_TYPES)
    for m in members:
        if m.compress_type not in {_STORED, _DEFLATED}:
            raise ValueError(m.compress_type)
        name, extra = unpack_from("<2H", data, m.header_offset + 26)
        start = m.header_offset + _LOCAL.size + name + extra
        encoded, flags = _name(m.filename)
        packed = (m.CRC, m.compress_size, m.file_size)
        entry = _Entry(encoded, flags, m.compress_type, *packed, offset)
        blobs += (entry.local(), data[start : start + m.compress_size])
        directory.append(entry.central())
        offset += len(blobs[-2]) + m.compress_size
    return Static(b"".join(blobs), b"".join(directory), len(directory))


def write(
    static: Static,
    changed: Iterable[tuple[str, Iterable[bytes]]],
    sink: Callable[[bytes], object],
    deflate: Deflate | None = None,
) -> None:
    """Write a package to `sink`, piece by piece.

    `changed` gives each changed member as a name and its chunks of bytes, made on
    demand; chunks of 14-28 kB are best (larger buffers go back to the kernel after
    each document and cost page faults).
    """
    codec = _codec(deflate)
    sink(static.prefix)
    offset = len(static.prefix)
    directory = [static.directory]
    count = static.members
    for name, chunks in changed:
        offset = _member(codec, name, iter(chunks), sink, offset, directory)
        count += 1
    _finish(directory, count, offset, sink, codec)


def _member(
    codec: _Codec,
    name: str,
    chunks: Iterator[bytes],
    sink: Callable[[bytes], object],
    offset: int,
    directory: list[bytes],
) -> int:
    """Write one changed member, add its directory entry, give the next offset."""
    encoded, flags = _name(name)
    first = next(chunks, b"")
    second = next(chunks, None)
    if second is None:  # one chunk: no compressor object to set up
        body = codec.once(first)
        entry = _Entry(encoded, flags, 8, codec.crc32(first, 0), len(body), len(first), offset)
        sink(entry.local() + body)
        directory.append(entry.central())
        return offset + 30 + len(encoded) + len(body)
    crc32 = codec.crc32
    compressor = codec.chunked()
    compress = compressor.compress
    held = [compress(first), compress(second)]
    crc = crc32(second, crc32(first, 0))
    size = len(first) + len(second)
    packed = len(held[0]) + len(held[1])
    add: Callable[[bytes], object] = held.append
    for chunk in chunks:
        crc = crc32(chunk, crc)
        size += len(chunk)
        if piece := compress(chunk):
            add(piece)
            packed += len(piece)
            if packed > HELD and held:
                flags |= _STREAMED
                sink(_Entry(encoded, flags, 8, 0, 0, 0, offset).local())
                sink(b"".join(held))
                held.clear()
                add = sink
    piece = compressor.flush()
    add(piece)
    entry = _Entry(encoded, flags, 8, crc, packed + len(piece), size, offset)
    directory.append(entry.central())
    end = offset + 30 + len(encoded) + entry.packed
    if flags & _STREAMED:
        descriptor = entry.descriptor()
        sink(descriptor)
        return end + len(descriptor)
    sink(entry.local())
    sink(b"".join(held))
    return end


def _finish(
    directory: list[bytes],
    count: int,
    offset: int,
    sink: Callable[[bytes], object],
    codec: _Codec,
) -> None:
    """Write the central directory and the end records with the archive comment."""
    blob = b"".join(directory)
    sink(blob)
    length = len(blob)
    if count >= _MAX16 or offset >= _MAX32 or length >= _MAX32:
        sink(_END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, offset))
        sink(_LOCATOR64.pack(b"PK\6\7", 0, offset + length, 1))
    few = min(count, _MAX16)
    sizes = (min(length, _MAX32), min(offset, _MAX32))
    comment = _MARK + b"%08x" % codec.crc32(blob, 0)
    sink(_END.pack(b"PK\5\6", 0, 0, few, few, *sizes, len(comment)) + comment)


def is_untouched(file: Path | bytes) -> bool:
    """Tell whether a .docx is still exactly as kehoach wrote it.

    The archive comment carries the checksum of the central directory, which in turn
    carries the checksum of every member. Word and LibreOffice write a new archive
    when they save, without the comment; a tool that replaces one member changes the
    directory. False for anything that is not a readable file of kehoach.
    """
    try:
        if isinstance(file, bytes):
            return _is_ours(file[-_END_LENGTH:], len(file), lambda at, n: file[at : at + n])
        with Path(file).open("rb") as stream:
            length = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, length - _END_LENGTH))
            tail = stream.read(_END_LENGTH)

            def read(at: int, count: int) -> bytes:
                stream.seek(at)
                return stream.read(count)

            return _is_ours(tail, length, read)
    except (OSError, error, ValueError):
        return False


def _is_ours(tail: bytes, length: int, read: Callable[[int, int], bytes]) -> bool:
    """Check end record, comment and central directory against each other."""
    signature, _, _, _, count, size, offset, comment = _END.unpack_from(tail)
    if signature != b"PK\5\6" or comment != len(_MARK) + 8:
        return False
    if tail[_END.size : -8] != _MARK:
        return False
    end = length - _END_LENGTH
    if count == _MAX16 or _MAX32 in (size, offset):
        end -= _END64.size + _LOCATOR64.size
        size, offset = unpack_from("<2Q", read(end, _END64.size), 40)
    if offset + size != end:
        return False
    return b"%08x" % zlib.crc32(read(offset, size)) == tail[-8:]

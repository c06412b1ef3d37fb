"""The objects of a PDF, numbered as they are made, and the file that holds them.

All but streams are packed together (object streams) and found by a packed table of places
(cross-reference stream; ISO 32000-1, 7.5.7 and 7.5.8), so that the tags of a text take little.
"""

from __future__ import annotations

import re
import zlib
from functools import cache, lru_cache
from hashlib import sha256
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEAD = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
"""The second line tells that the file is not text (ISO 19005-2, 6.1.2)."""
_TOGETHER = 200
"""Objects packed in one stream."""
_PLACE = Struct(">BIH")


def reference(number: int) -> str:
    """How one object names another."""
    return f"{number} 0 R"


def string(text: str) -> str:
    """A text string, in UTF-16 as hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


@lru_cache(maxsize=50_000)
def decimal(value: float) -> str:
    """A length in points, to a hundredth; kept, for a page has few places for many things."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


@cache
def _deflate() -> Callable[[bytes], bytes]:
    """ISA-L where its wheel is installed: a fifth of zlib's time; else zlib."""
    try:
        from isal import isal_zlib
    except ImportError:
        return lambda data: zlib.compress(data, 6)
    return lambda data: bytes(isal_zlib.compress(data, 2))


def deflated(data: bytes) -> bytes:
    """Data as a stream packs them."""
    return _deflate()(data)


class Objects:
    """Objects by number, from 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._streams: set[int] = set()

    def room(self) -> int:
        """A number for an object that is told later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def put(self, number: int, body: str) -> None:
        """Tell what an object is."""
        self._bodies[number - 1] = body.encode("ascii")

    def add(self, body: str) -> int:
        """A new object."""
        number = self.room()
        self.put(number, body)
        return number

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        """A new stream; `entries` of its dictionary. Unpacked where the standard asks for it."""
        if packed:
            return self.deflated(_deflate()(data), entries)
        return self._add_stream(data, entries)

    def encoded(self, data: bytes, entries: str) -> int:
        """A new stream of data as its dictionary says."""
        return self._add_stream(data, entries)

    def deflated(self, data: bytes, entries: str = "") -> int:
        """A new stream of data that is deflated already."""
        return self._add_stream(data, f"/Filter/FlateDecode{entries}")

    def _add_stream(self, data: bytes, entries: str) -> int:
        number = self.room()
        self._streams.add(number)
        head = f"<</Length {len(data)}{entries}>>\nstream\n".encode("ascii")
        self._bodies[number - 1] = head + data + b"\nendstream"
        return number

    def file(self, root: int, info: int, source: str = "") -> bytes:
        """The whole file; the same objects always give the same bytes.

        `source`: 32 hexadecimal digits that say what it was made of (see `made_of`).
        """
        places = [_PLACE.pack(0, 0, 65535)] * (len(self._bodies) + 1)
        self._pack(places)
        parts = [_HEAD]
        at = len(_HEAD)
        for number in sorted(self._streams):
            part = b"%d 0 obj\n%b\nendobj\n" % (number, self._bodies[number - 1])
            places[number] = _PLACE.pack(1, at, 0)
            parts.append(part)
            at += len(part)
        places.append(_PLACE.pack(1, at, 0))
        digest = sha256()
        for part in parts:
            digest.update(part)
        identity = digest.hexdigest()[:32].upper()
        table = _deflate()(b"".join(places))
        head = (
            f"<</Type/XRef/Size {len(places)}/W[1 4 2]/Root {reference(root)}"
            f"/Info {reference(info)}/ID[<{source or identity}><{identity}>]"
            f"/Filter/FlateDecode/Length {len(table)}>>\nstream\n"
        ).encode("ascii")
        parts.append(b"%d 0 obj\n%b%b\nendstream\nendobj\n" % (len(places) - 1, head, table))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)

    def _pack(self, places: list[bytes]) -> None:
        """Put what is no stream together into streams, and tell where each is."""
        loose = [n for n in range(1, len(self._bodies) + 1) if n not in self._streams]
        for start in range(0, len(loose), _TOGETHER):
            some = loose[start : start + _TOGETHER]
            index: list[str] = []
            length = 0
            for number in some:
                index.append(f"{number} {length}")
                length += len(self._bodies[number - 1]) + 1
            first = " ".join(index).encode("ascii") + b"\n"
            data = first + b"\n".join([self._bodies[number - 1] for number in some])
            entries = f"/Type/ObjStm/N {len(some)}/First {len(first)}"
            holder = self.stream(data, entries)
            for order, number in enumerate(some):
                places[number] = _PLACE.pack(2, holder, order)
            places.append(b"")


_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*$")
_IDENTITY = re.compile(rb"\d+ 0 obj\n<</Type/XRef[^\n]*/ID\[<([0-9A-F]{32})>")


def made_of(path: Path) -> str:
    """What a file of ours says it was made of; "" for any other, or none. Raises OSError.

    A file that was signed since does not end as we ended it: "" for it, too.
    """
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 64, 0))
        start = _START.search(file.read())
        if start is None:
            return ""
        file.seek(int(start[1]))
        found = _IDENTITY.match(file.read(400))
    return found[1].decode("ascii") if found else ""

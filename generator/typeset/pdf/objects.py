"""The objects of a PDF, numbered as they are made; qpdf (pikepdf) writes the file."""

from __future__ import annotations

import io
import zlib

import pikepdf


def reference(number: int) -> str:
    """How one object names another."""
    return f"{number} 0 R"


def string(text: str) -> str:
    """A text string, in UTF-16 as hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def decimal(value: float) -> str:
    """A length in points, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


class Objects:
    """Objects by number, from 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

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
        number = self.room()
        if packed:
            data, entries = zlib.compress(data, 6), f"/Filter/FlateDecode{entries}"
        head = f"<</Length {len(data)}{entries}>>stream\n".encode("ascii")
        self._bodies[number - 1] = head + data + b"\nendstream"
        return number

    def file(self, root: int, info: int) -> bytes:
        """The whole file; the same objects always give the same bytes."""
        out = io.BytesIO()
        out.write(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self._bodies, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        start = out.tell()
        count = len(self._bodies) + 1
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        out.write(b"".join([b"%010d 00000 n \n" % place for place in places]))
        trailer = f"trailer<</Size {count}/Root {reference(root)}/Info {reference(info)}>>"
        out.write(f"{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii"))
        return _written(out.getvalue())


def _written(plain: bytes) -> bytes:
    """The same document as qpdf writes it: small objects packed, its identity from its content."""
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as opened:
        opened.save(
            done,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return done.getvalue()

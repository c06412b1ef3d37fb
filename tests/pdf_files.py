"""PDFs written by hand, byte by byte: what no office program would make on demand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Text(NamedTuple):
    """A text drawn at a place; `gap` is moved between words in place of a space."""

    x: float
    y: float
    text: str
    size: float = 14
    font: str = "F1"
    gap: float | None = None
    mode: int = 0
    turn: tuple[float, float, float, float] = (1, 0, 0, 1)


class PdfPage(NamedTuple):
    texts: Sequence[Text] = ()
    lines: Sequence[tuple[float, float, float, float]] = ()
    rotate: int = 0
    width: float = 595
    height: float = 842
    image: bool = False
    extra: bytes = b""
    """Put into the page's dictionary."""


FONTS = {
    "F1": "TimesNewRomanPSMT",
    "F2": "TimesNewRomanPS-BoldMT",
    "F3": "TimesNewRomanPS-ItalicMT",
}
WIDTH = 0.5
"""Every glyph is half as wide as the type is high."""


def write_pdf(
    path: Path,
    pages: Iterable[PdfPage],
    *,
    unicode_map: bool = True,
    catalog: bytes = b"",
    more: Sequence[bytes] = (),
    shift: int = 0,
) -> Path:
    """Write pages; without `unicode_map` the fonts do not say what their glyphs mean.

    `more` are objects from number 100 on; `shift` falsifies every position in the xref table.
    """
    pages = list(pages)
    chars = sorted({c for page in pages for text in page.texts for c in text.text})
    codes = {c: i + 1 for i, c in enumerate(chars)}
    marks = " ".join(f"{n} [0]" for c, n in codes.items() if unicodedata.combining(c)).encode()
    objects: dict[int, bytes] = {}
    fonts = b""
    for i, (name, base) in enumerate(FONTS.items()):
        number = 10 + 3 * i
        fonts += b"/%s %d 0 R " % (name.encode(), number)
        mapped = b"/ToUnicode %d 0 R" % (number + 2) if unicode_map else b""
        objects[number] = (
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]%s>>" % (base.encode(), number + 1, mapped)
        )
        objects[number + 1] = (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/DW %d/W[%s]"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor<</Type/FontDescriptor/FontName/%s/Flags 4/ItalicAngle 0"
            b"/Ascent 890/Descent -216/CapHeight 700/StemV 80/FontBBox[0 -216 1000 890]>>>>"
            % (base.encode(), WIDTH * 1000, marks, base.encode())
        )
        objects[number + 2] = _stream(_cmap(codes))
    objects[9] = _stream(
        b"\x80",
        b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    first = 1000
    kids = []
    for i, page in enumerate(pages):
        number = first + 2 * i
        kids.append(b"%d 0 R" % number)
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<<%s>>/XObject<</Im 9 0 R>>>>%s>>"
            % (page.width, page.height, page.rotate, number + 1, fonts, page.extra)
        )
        objects[number + 1] = _stream(_content(page, codes))
    objects[1] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(pages))
    for i, body in enumerate(more):
        objects[100 + i] = body
    path.write_bytes(_file(objects, shift))
    return path


def _content(page: PdfPage, codes: dict[str, int]) -> bytes:
    out = [b"q %f 0 0 %f 0 0 cm /Im Do Q" % (page.width, page.height)] if page.image else []
    for t in page.texts:
        a, b, c, d = t.turn
        out.append(b"BT /%s %f Tf %d Tr" % (t.font.encode(), t.size, t.mode))
        out.append(b"%f %f %f %f %f %f Tm [" % (a, b, c, d, t.x, t.y))
        for n, word in enumerate(t.text.split(" ") if t.gap is not None else [t.text]):
            if n:
                out.append(b"%f" % (-1000 * (t.gap or 0) / t.size))
            out.append(b"<%s>" % "".join(f"{codes[ch]:04x}" for ch in word).encode())
        out.append(b"] TJ ET")
    for x0, y0, x1, y1 in page.lines:
        out.append(b"0.5 w %f %f m %f %f l S" % (x0, y0, x1, y1))
    return b"\n".join(out)


def _cmap(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{n:04x}> <{c.encode('utf-16-be').hex()}>" for c, n in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


def _file(objects: dict[int, bytes], shift: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out) + shift
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        start + shift,
    )
    return bytes(out)


def paragraph(
    text: str,
    *,
    x: float = 85,
    y: float = 700,
    right: float = 552,
    indent: float = 36,
    size: float = 14,
    step: float = 18,
    font: str = "F1",
    gap: float | None = None,
) -> list[Text]:
    """A text wrapped at the right edge, its first line indented."""
    rows: list[list[str]] = [[]]
    room = right - x - indent
    for word in text.split(" "):
        if (
            rows[-1]
            and len(unicodedata.normalize("NFC", " ".join([*rows[-1], word]))) * size * WIDTH > room
        ):
            rows.append([])
            room = right - x
        rows[-1].append(word)
    return [
        Text(x + (0 if i else indent), y - i * step, " ".join(row), size, font, gap)
        for i, row in enumerate(rows)
    ]

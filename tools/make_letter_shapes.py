"""Make generator/read/pdf/letter-shapes.bin from font files: what each letter looks like.

    python tools/make_letter_shapes.py FONT...

Given were the families Liberation (OFL), DejaVu (Bitstream Vera), TeX Gyre (GUST), Noto, Carlito
(OFL), Caladea, Open Sans, Roboto (Apache-2.0), each upright, slanted and bold; the first are tried
first. What is kept are pictures of 20 x 28 points; of pictures nearly alike one.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.read.pdf.letter_shapes import COMPARED, DATA, Shape, apart, shape_of

SIZE = 160
"""Pixels of an em: a shape is taken from a picture much larger than itself."""
ALIKE, ALIKE_MARKED = 20.0, 45.0
"""Shapes of one letter no further apart are kept once; of those with marks fewer are needed."""


def main(fonts: list[str]) -> None:
    """Write the shapes of the letters of these fonts."""
    kept: dict[str, list[Shape]] = {}
    for path in fonts:
        font = ImageFont.truetype(path, SIZE)
        missing = _picture(font, "\U0010fffd").tobytes()
        for letter in COMPARED:
            picture = _picture(font, letter)
            shape = shape_of(picture)
            if shape is None or picture.tobytes() == missing:
                continue
            mine = kept.setdefault(letter, [])
            limit = ALIKE if letter.isascii() else ALIKE_MARKED
            if all(apart(shape, other) > limit for other in mine):
                mine.append(shape)
    rows = [
        struct.pack(">Hh", ord(letter), round(s.slim * 100)) + s.bits.to_bytes(70, "big")
        for letter, shapes in sorted(kept.items())
        for s in shapes
    ]
    made = zlib.compress(b"".join(rows), 9)
    Path(DATA).write_bytes(made)
    print(len(rows), "shapes,", len(made), "bytes")


def _picture(font: ImageFont.FreeTypeFont, letter: str) -> Image.Image:
    picture = Image.new("L", (3 * SIZE, 3 * SIZE), 255)
    ImageDraw.Draw(picture).text((SIZE // 2, SIZE // 2), letter, font=font, fill=0)
    return picture


if __name__ == "__main__":
    main(sys.argv[1:])

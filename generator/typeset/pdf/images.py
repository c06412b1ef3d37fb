"""Pictures in a PDF: as they came where they are JPEG of plain colours, else as dots."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.typeset.pdf.objects import deflated, reference

if TYPE_CHECKING:
    from generator.typeset.pdf.objects import Objects

_MOST = 40_000_000
"""Dots; a picture of more is not drawn but told as broken."""


class BrokenPictureError(Exception):
    """A picture cannot be read; its member is told."""


def image(objects: Objects, data: bytes, member: str) -> int:
    """The number of an image. Raises BrokenPictureError."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            width, height = opened.size
            if width * height > _MOST:
                raise BrokenPictureError(member)
            if opened.format == "JPEG" and opened.mode in {"RGB", "L"}:
                opened.load()
                space = "/DeviceRGB" if opened.mode == "RGB" else "/DeviceGray"
                told = _told(width, height, space)
                return objects.encoded(data, f"{told}/Filter/DCTDecode")
            seen = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise BrokenPictureError(member) from fault
    alpha = seen.getchannel("A")
    mask = ""
    if alpha.getextrema() != (255, 255):
        told = _told(width, height, "/DeviceGray")
        mask = f"/SMask {reference(objects.deflated(deflated(alpha.tobytes()), told))}"
    dots = seen.convert("RGB").tobytes()
    return objects.deflated(deflated(dots), _told(width, height, "/DeviceRGB") + mask)


def _told(width: int, height: int, space: str) -> str:
    return (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}"
        "/BitsPerComponent 8"
    )

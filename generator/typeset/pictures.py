"""Pictures that stand in a line as a letter does: a seal, a logo, a scan.

Taken from a .docx where the picture is drawn as it is: not cut, turned or floating.
Everything else about pictures is told as not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.names import WP, A, R, whole
from generator.typeset.metrics import DOTS, Heights, Scale

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

SIGN = "\ufffc"
"""Stands in the text for a picture."""
_EMU, _TWIPS = 360, 1440 / 2540
"""In a hundredth of a millimetre, by which LibreOffice reckons pictures; and of it in twips."""
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_INLINE = WP + "inline"
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class Picture(NamedTuple):
    """A picture to be set; twips."""

    width: int
    height: int
    member: str
    """Of the package, "word/media/image1.png"."""
    data: bytes
    described: str
    """What stands instead of it for who cannot see it."""


class PictureScale(Scale):
    """As wide and high as a picture, whatever the font."""

    def __init__(self, picture: Picture) -> None:
        dict.__init__(self, {SIGN: picture.width * DOTS})
        self.kerning, self.lacking = {}, set()
        self.heights = Heights(picture.height, picture.height, 0)


def picture_of(drawing: Element, word: Word, part: str) -> Picture | None:
    """A picture in `part`; None where it is not as we draw one."""
    if len(drawing) != 1 or drawing[0].tag != _INLINE:
        return None
    inline = drawing[0]
    pictures, blips = list(inline.iter(_PIC)), list(inline.iter(A + "blip"))
    extent, told = inline.find(WP + "extent"), inline.find(WP + "docPr")
    if len(pictures) != 1 or len(blips) != 1 or extent is None or _changed(inline):
        return None
    member, data = _bytes(blips[0].get(R + "embed"), word, part)
    width, height = (
        round(round((whole(extent.get(side)) or 0) / _EMU) * _TWIPS) for side in ("cx", "cy")
    )
    if not data or width <= 0 or height <= 0:
        return None
    said = "" if told is None else told.get("descr") or told.get("title") or told.get("name") or ""
    return Picture(width, height, member, data, said)


def _changed(inline: Element) -> bool:
    """Whether it is cut, turned, or has an edge of its own."""
    for node in inline.iter(A + "srcRect", A + "xfrm", A + "ln"):
        if node.tag == A + "srcRect" and any(whole(value) for value in node.attrib.values()):
            return True
        if node.get("rot") or node.get("flipH") or node.get("flipV"):
            return True
        if node.tag == A + "ln" and node.find(A + "noFill") is None:
            return True
    return False


def _bytes(identifier: str | None, word: Word, part: str) -> tuple[str, bytes]:
    """The member and bytes of a picture of a kind that we draw."""
    for relation in word.rels(part) if identifier else ():
        if relation.id == identifier and not relation.external:
            member = word.member(relation.target)
            data = word.bytes(member) if member else b""
            if any(data.startswith(sign) for sign in _KINDS):
                return member or "", data
    return "", b""

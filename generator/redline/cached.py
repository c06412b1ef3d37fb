"""What word processors work out by themselves, and what only places a shape: no changes.

A field such as PAGE keeps the result of its last reckoning; every program writes it anew
when it opens, prints or saves. A shape that stands elsewhere, in another size or under
another id is the same shape. A redline takes both from the new version, and says so.
"""

from __future__ import annotations

import re

_RECKONED = frozenset({
    "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC",
    "INDEX", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "FILENAME",
    "FILESIZE", "NUMWORDS", "NUMCHARS", "REVNUM",
})  # fmt: skip
"""ECMA-376-1, 17.16.5: fields whose result follows from the document, the clock, the file."""
CONTENTS = "TOC"

_SHAPE = re.compile(rb"<(?:w:drawing|w:pict|w:object|mc:AlternateContent)[ >]")
_PICTURE = re.compile(rb"<(?:pic:pic|v:imagedata)[ />]")
_TAG = re.compile(rb"<[^<>]+>")
_PLACES = re.compile(
    rb"<wp:simplePos [^>]*/>|<wp:effectExtent [^>]*/>"
    rb"|<wp:position([HV])[ >].*?</wp:position\1>|<v:shapetype .*?</v:shapetype>",
    re.DOTALL,
)
_SIZES = re.compile(
    rb'<wp:extent [^>]*/>|<a:(?:off|ext|chOff|chExt) (?:x|cx)="[^>]*/>'
    rb"|<wp14:size(?:Rel)([HV])[ >].*?</wp14:size(?:Rel)\1>",
    re.DOTALL,
)
_FALLBACK = re.compile(rb"<mc:Fallback>(?:(?!<w:txbxContent).)*?</mc:Fallback>", re.DOTALL)
"""The same shape again, for old readers; its text boxes are text and are compared."""
_ATTRIBUTES = re.compile(
    rb" (?:dist[TBLR]|relativeHeight|simplePos|layoutInCell|locked|allowOverlap|o:spid|o:gfxdata"
    rb"|o:connectortype|wrapcoords|coordsize|coordorigin|from|to|w14:anchorId|wp14:editId"
    rb'|wp14:anchorId|ShapeID|ObjectID)="[^"]*"'
)
_NAMED = re.compile(
    rb"<(?:wp:docPr|(?:wps|wpg|pic|a):cNvPr|"
    rb"v:(?:shape|line|rect|roundrect|oval|group|polyline|arc|curve|image))[ />]"
)
_NAMES = re.compile(rb' (?:id|name)="[^"]*"')
_STYLE = re.compile(rb' style="([^"]*)"')
_PLACE_STYLES = re.compile(rb"\s*(?:position|left|top|margin|z-index|mso-(?:position|wrap))")
_SIZE_STYLES = re.compile(rb"\s*(?:width|height|mso-(?:width|height))")


def is_shape(data: bytes) -> bool:
    """Whether the bytes of an object are those of a drawing, a picture, an embedded object."""
    return _SHAPE.match(data) is not None


def is_reckoned(instruction: str) -> bool:
    """Whether the result of a field is worked out by whoever opens, prints or saves."""
    return first_word(instruction) in _RECKONED


def first_word(instruction: str) -> str:
    """The kind of a field."""
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def shape_bytes(data: bytes) -> bytes:
    """An object as bytes without where it stands, how large it is (pictures keep that), its ids."""
    if not is_shape(data):
        return data
    data = _FALLBACK.sub(b"", _PLACES.sub(b"", data))
    picture = _PICTURE.search(data) is not None
    if not picture:
        data = _SIZES.sub(b"", data)
    return _TAG.sub(lambda tag: _bare(tag[0], sized=picture), data)


def _bare(tag: bytes, *, sized: bool) -> bytes:
    """A tag of a shape without what places and numbers it."""
    if not tag.startswith(
        (b"<wp:", b"<wps:", b"<wpg:", b"<pic:", b"<a:", b"<v:", b"<o:", b"<w:pict")
    ):
        return tag
    tag = _ATTRIBUTES.sub(b"", tag)
    if _NAMED.match(tag):
        tag = _NAMES.sub(b"", tag)
    return _STYLE.sub(lambda style: _styles(style[1], sized=sized), tag)


def _styles(style: bytes, *, sized: bool) -> bytes:
    kept = [
        s.strip()
        for s in style.split(b";")
        if s.strip() and not _PLACE_STYLES.match(s) and (sized or not _SIZE_STYLES.match(s))
    ]
    return b' style="' + b";".join(sorted(kept)) + b'"' if kept else b""

"""Names and measures of WordprocessingML, transitional; strict files are mapped to it."""

from __future__ import annotations

from functools import lru_cache

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
VAL = W + "val"
RELATIONS = R[1:-1]

# ISO 29500 strict → transitional; the longer names first, they share a beginning.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
STRICT_MARK = b"http://purl.oclc.org/ooxml/"

MM_PER_POINT = 25.4 / 72
MM_PER_EMU = 25.4 / 914400
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_OFF = frozenset({"0", "false", "off"})


@lru_cache(4096)
def points(value: str | None, per_point: float = 20.0) -> float | None:
    """A measure in points; a bare number counts `per_point` to the point (20: twips).

    Strict files write units ("1.5cm"). None when absent or not a number.
    """
    if not value:
        return None
    unit = _POINTS.get(value[-2:])
    try:
        number = float(value[:-2]) * unit if unit else float(value) / per_point
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None


def millimetres(value: str | None) -> float | None:
    """A measure written in twips (or with its unit), in mm to the hundredth."""
    size = points(value)
    return None if size is None else round(size * MM_PER_POINT, 2)


def whole(value: str | None) -> int | None:
    """A whole number, or None when absent or unreadable."""
    try:
        return int(value) if value else None
    except ValueError:
        return None


def is_on(value: str | None) -> bool:
    """The truth of an on/off property that is present: on unless it says otherwise."""
    return value not in _OFF

"""Straight lines that a person drew under the name of an office, a motto, a title.

Such a line hangs on a paragraph and takes no room. Taken from a .docx where it is level or
upright, solid, of a known colour, and its place is told from the column and the paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.elements import local
from generator.ooxml.names import WP, WPS, A, whole
from generator.typeset.pages import PrintedStroke

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

_EMU = 635
"""In a twip."""
_SHAPES = frozenset({"line", "straightConnector1"})
_ACROSS = frozenset({"column", "margin"})
_DARK = frozenset({"tx1", "dk1"})
_STROKE, _FILL = A + "ln", A + "solidFill"


class HungLine(NamedTuple):
    """A drawn line; twips from the left of the text and from what stands above the paragraph."""

    x: int
    y: int
    width: int
    height: int
    thickness: int
    colour: str

    def stroke(self, down: int) -> PrintedStroke:
        """As it stands in a block whose corner is `down` twips below what stands above it."""
        place = (self.x, self.y - down, self.width, self.height)
        return PrintedStroke(*place, self.thickness, "single", self.colour)


def hung_line(drawing: Element, word: Word, *, in_cell: bool) -> HungLine | None:
    """A drawn line; None where a drawing is anything else."""
    anchor = drawing[0] if len(drawing) == 1 else None
    if anchor is None or anchor.tag != WP + "anchor" or not _takes_no_room(anchor):
        return None
    shapes = list(anchor.iter(WPS + "wsp"))
    graphic = anchor.find(f"{A}graphic/{A}graphicData")
    if len(shapes) != 1 or graphic is None or list(graphic) != shapes:
        return None
    x, y = (
        _offset(anchor, "H", _ACROSS - {"margin"} if in_cell else _ACROSS),
        _offset(anchor, "V", frozenset({"paragraph"})),
    )
    extent = anchor.find(WP + "extent")
    properties = shapes[0].find(WPS + "spPr")
    if x is None or y is None or extent is None or properties is None or not _straight(properties):
        return None
    width, height = (_twips(extent.get(side)) for side in ("cx", "cy"))
    drawn = _drawn(shapes[0], properties, word)
    if drawn is None or (width and height) or not (width or height):
        return None
    return HungLine(x, y, width, height, *drawn)


def _twips(size: str | None) -> int:
    return round((whole(size) or 0) / _EMU)


def _takes_no_room(anchor: Element) -> bool:
    """Whether text runs through it, and its size is told by itself."""
    if anchor.find(WP + "wrapNone") is None or anchor.get("simplePos") not in {None, "0", "false"}:
        return False
    relative = [node for node in anchor if local(node) in {"sizeRelH", "sizeRelV"}]
    return not any(whole(child.text) for node in relative for child in node)


def _offset(anchor: Element, side: str, near: frozenset[str]) -> int | None:
    """How far it is to the right or below; None where that is told otherwise."""
    place = anchor.find(f"{WP}position{side}")
    if place is None or place.get("relativeFrom") not in near or len(place) != 1:
        return None
    return _twips(place[0].text) if place[0].tag == WP + "posOffset" else None


def _straight(properties: Element) -> bool:
    shape = properties.find(A + "prstGeom")
    frame = properties.find(A + "xfrm")
    turned = frame is not None and frame.get("rot") not in {None, "0"}
    return shape is not None and shape.get("prst") in _SHAPES and not turned


def _drawn(shape: Element, properties: Element, word: Word) -> tuple[int, str] | None:
    """How thick a line is and of which colour, by itself or by its style of the theme."""
    own = properties.find(_STROKE)
    style = shape.find(f"{WPS}style/{A}lnRef")
    theme = word.related("theme")
    themed = None
    if style is not None and theme:
        kinds = next(word.xml(theme).iter(A + "lnStyleLst"), ())
        number = (whole(style.get("idx")) or 0) - 1
        themed = kinds[number] if 0 <= number < len(kinds) else None
    if own is None and themed is None:
        return None
    if own is not None and (own.find(A + "noFill") is not None or _strange(own)):
        return None
    size = next((n.get("w") for n in (own, themed) if n is not None and n.get("w")), "9525")
    fill = None if own is None else own.find(_FILL)
    colour = _colour(style if fill is None else fill, word, theme)
    return None if colour is None else (max(_twips(size), 1), colour)


def _strange(stroke: Element) -> bool:
    """Whether a line is dashed, double, or ends with an arrow."""
    dash = stroke.find(A + "prstDash")
    ends = [stroke.find(A + end) for end in ("headEnd", "tailEnd")]
    return (
        (dash is not None and dash.get("val") != "solid")
        or stroke.get("cmpd") not in {None, "sng"}
        or stroke.find(A + "custDash") is not None
        or any(end is not None and end.get("type") not in {None, "none"} for end in ends)
    )


def _colour(node: Element | None, word: Word, theme: str | None) -> str | None:
    """RRGGBB, "" for black; None where it is not plainly told."""
    if node is None or len(node) != 1 or len(node[0]):
        return None
    said = node[0]
    if said.tag == A + "schemeClr" and said.get("val") in _DARK and theme:
        dark = next(word.xml(theme).iter(A + "dk1"), None)
        said = said if dark is None or not len(dark) else dark[0]
    found = said.get("lastClr") if said.tag == A + "sysClr" else said.get("val")
    if said.tag not in {A + "sysClr", A + "srgbClr"} or not found:
        return None
    return "" if found == "000000" else found.upper()

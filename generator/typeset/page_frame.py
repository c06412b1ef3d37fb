"""The paper of a section, and the borders of its pages.

They take nothing from the text. Told from the text, they stand around headers and footers, too;
told from the edge of the paper, they go from there inwards (writerfilter: BorderHandler).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.names import W
from generator.ooxml.properties import border_sides
from generator.typeset.manuscript import PageFrame, PageSheet
from generator.typeset.measured_looks import SINGLE, edge_of, twips
from generator.typeset.pages import NO_EDGE, PrintedStroke
from generator.typeset.paper_sizes import paper_length

if TYPE_CHECKING:
    from generator.ooxml.content import Section
    from generator.typeset.measured_looks import Tell
    from generator.typeset.pages import Edge


def sheet_of(section: Section) -> PageSheet:
    """Size and margins of the pages of a section."""
    return PageSheet(
        *map(paper_length, (section.width, section.height)),
        *[
            twips(value)
            for value in (
                *(section.top, section.bottom, section.left + section.gutter, section.right),
                *(section.header, section.footer),
            )
        ],
    )


def frame_of(section: Section, sheet: PageSheet, tell: Tell) -> PageFrame | None:
    """The borders of the pages of a section; None for none."""
    node = None if section.element is None else section.element.find(W + "pgBorders")
    if node is None:
        return None
    said = {side: edge_of(*each) for side, each in border_sides(node).items()}
    sides = [said.get(side, NO_EDGE) for side in ("top", "right", "bottom", "left")]
    from_page = node.get(W + "offsetFrom") == "page"
    frame = PageFrame(sides[0], sides[1], sides[2], sides[3], from_page)
    room = _room(section, sheet)
    deep = any(
        edge.shown and edge.space + edge.thickness > most
        for edge, most in zip(sides, room, strict=True)
    )
    kinds = any(edge.shown and edge.kind not in SINGLE for edge in sides)
    if deep or kinds or node.get(W + "display", "allPages") != "allPages":
        tell("section", "pgBorders")
    return frame


def _room(section: Section, sheet: PageSheet) -> tuple[int, int, int, int]:
    """Between the paper's edge and what a border is told from, or has to leave room for."""
    above = min(sheet.top, sheet.header) if section.headers else sheet.top
    below = min(sheet.bottom, sheet.footer) if section.footers else sheet.bottom
    return (above, sheet.right, below, sheet.left)


def strokes_of(
    frame: PageFrame, sheet: PageSheet, *, header: bool, footer: bool
) -> tuple[PrintedStroke, ...]:
    """The borders of a page that has a header or a footer, or has not."""
    above = sheet.header if header else sheet.top
    below = sheet.footer if footer else sheet.bottom
    left = _outer(frame.left, sheet.left, from_page=frame.from_page)
    right = sheet.width - _outer(frame.right, sheet.right, from_page=frame.from_page)
    top = _outer(frame.top, above, from_page=frame.from_page)
    bottom = sheet.height - _outer(frame.bottom, below, from_page=frame.from_page)
    found = []
    for edge, y in (
        (frame.top, top + frame.top.thickness / 2),
        (frame.bottom, bottom - frame.bottom.thickness / 2),
    ):
        if edge.shown:
            found.append(_stroke(edge, left, y, right - left, 0))
    for edge, x in (
        (frame.left, left + frame.left.thickness / 2),
        (frame.right, right - frame.right.thickness / 2),
    ):
        if edge.shown:
            found.append(_stroke(edge, x, top, 0, bottom - top))
    return tuple(found)


def _outer(edge: Edge, margin: int, *, from_page: bool) -> int:
    """From the edge of the paper to the outer side of a border; to the text where there is none."""
    if not edge.shown:
        return margin
    return edge.space if from_page else margin - edge.space - edge.thickness


def _stroke(edge: Edge, x: float, y: float, width: float, height: float) -> PrintedStroke:
    return PrintedStroke(x, y, width, height, edge.thickness, edge.kind, edge.colour)

"""Headers and footers: how much room they leave, and what they say on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.typeset.manuscript import Passage
from generator.typeset.page_frame import strokes_of
from generator.typeset.pages import PlacedBlock
from generator.typeset.placing import block_of
from generator.typeset.stacking import SetPassage
from generator.typeset.tabling import stack

if TYPE_CHECKING:
    from generator.typeset.manuscript import Flow, MarginTexts, SectionPart
    from generator.typeset.pages import PrintedPage

PAGE, PAGES = "\x02", "\x03"
"""Stand in a header or footer for the number of the page, and how many there are."""
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numbered(number: int, form: str) -> str:
    """A page number as the section writes it."""
    if form in {"upperRoman", "lowerRoman"}:
        text, left = "", number
        for value, letters in _ROMAN:
            text += letters * (left // value)
            left %= value
        return text.upper() if form == "upperRoman" else text
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    return str(number)


class Margins:
    """Furnishes the pages of one document."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._said: dict[tuple[int, str], Passage] = {}

    @staticmethod
    def body(part: SectionPart, number: int, *, first: bool) -> tuple[int, int]:
        """Top and bottom of the text of a page: a high header or footer pushes it."""
        sheet = part.sheet
        header = _chosen(part.header, number, first=first)
        footer = _chosen(part.footer, number, first=first)
        above = sheet.header + stack(header, sheet.room).height if header else 0
        below = sheet.footer + stack(footer, sheet.room).height if footer else 0
        return max(sheet.top, above), sheet.height - max(sheet.bottom, below)

    def furnish(self, page: PrintedPage, part: SectionPart, *, first: bool) -> PrintedPage:
        """The page with its number, header and footer."""
        number = int(page.label)
        label = numbered(number, part.number_format)
        sheet = part.sheet
        header = _chosen(part.header, number, first=first)
        footer = _chosen(part.footer, number, first=first)
        blocks = [
            *self._blocks(header, label, sheet.room, sheet.left, sheet.header, "header"),
            *page.blocks,
        ]
        if footer:
            height = stack(footer, sheet.room).height
            top = sheet.height - sheet.footer - height
            blocks += self._blocks(footer, label, sheet.room, sheet.left, top, "footer")
        page = page._replace(label=label, blocks=tuple(blocks))
        if part.frame is None:
            return page
        frame = strokes_of(part.frame, sheet, header=bool(header), footer=bool(footer))
        return page._replace(frame=frame)

    def _blocks(
        self, flow: tuple[Flow, ...], label: str, room: int, x: int, y: int, kind: str
    ) -> list[PlacedBlock]:
        said = [self._with_number(each, label) for each in flow if isinstance(each, Passage)]
        found = []
        for standing in stack(said, room).standing:
            if isinstance(standing.item, SetPassage):
                block = block_of(standing.item, standing.start, standing.end, None, kind)
                found.append(PlacedBlock(x, y + standing.y, block, repeated=True))
        return found

    def _with_number(self, passage: Passage, label: str) -> Passage:
        key = (id(passage), label)
        found = self._said.get(key)
        if found is None:
            pieces = [
                piece._replace(
                    text=piece.text.replace(PAGE, label).replace(PAGES, str(self._pages))
                )
                for piece in passage.pieces
            ]
            found = self._said[key] = replace(passage, pieces=tuple(pieces), kept={})
        return found


def _chosen(furniture: MarginTexts, number: int, *, first: bool) -> tuple[Flow, ...]:
    if first and furniture.first is not None:
        return furniture.first
    if furniture.even is not None and number % 2 == 0:
        return furniture.even
    return furniture.default

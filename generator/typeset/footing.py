"""The footnotes at the foot of a page, under their line, as LibreOffice sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.manuscript import TableGrid
from generator.typeset.pages import PlacedBlock, PrintedStroke
from generator.typeset.placing import block_of
from generator.typeset.stacking import SetPassage
from generator.typeset.tabling import stack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.typeset.manuscript import Flow, Passage
    from generator.typeset.placing import Placed

    Note = tuple[Flow, ...]

OVER, THICK, UNDER = 57, 10, 57
"""Above the line, the line, and under it: 1 mm, half a point, 1 mm (sw: SwPageFootnoteInfo)."""
SHARE = 4
"""The line is a fourth of the text wide."""


class Foot:
    """The footnotes of the page that is being filled."""

    def __init__(self, room: int, left: int) -> None:
        self._room, self._left = room, left
        self._notes: list[Note] = []

    def height(self, more: Iterable[Note] = ()) -> int:
        """What the footnotes take of the page, with some more."""
        notes = [*self._notes, *more]
        if not notes:
            return 0
        return OVER + THICK + UNDER + sum(stack(note, self._room).height for note in notes)

    def add(self, notes: Iterable[Note]) -> None:
        """These stand on the page now."""
        self._notes += notes

    def place(self, page: Placed, bottom: int) -> None:
        """Put the footnotes on the page, and begin anew."""
        y = bottom - self.height() + OVER + THICK + UNDER
        line = PrintedStroke(0, -UNDER - THICK / 2, self._room // SHARE, 0, THICK)
        above: tuple[PrintedStroke, ...] = (line,)
        for note in self._notes:
            made = stack(note, self._room)
            for standing in made.standing:
                if isinstance(standing.item, SetPassage):
                    block = block_of(standing.item, standing.start, standing.end, None, "note")
                    block = block._replace(strokes=(*above, *block.strokes))
                    above = ()
                    page.blocks.append(PlacedBlock(self._left, y + standing.y, block))
            y += made.height
        self._notes = []


def notes_in(item: SetPassage, start: int, end: int) -> list[Note]:
    """The footnotes marked on the lines from `start` up to `end`."""
    notes = item.passage.notes
    if not notes or end <= start:
        return []
    first = item.lines[start].start if start else 0
    last = item.lines[end].start if end < len(item.lines) else None
    return [note for at, note in notes if first <= at and (last is None or at < last)]


def notes_of(flow: Iterable[Flow]) -> list[Note]:
    """All footnotes marked in some paragraphs and tables."""
    found: list[Note] = []
    for each in flow:
        if isinstance(each, TableGrid):
            for course in each.courses:
                for box in course.boxes:
                    found += notes_of(box.content)
        else:
            passage: Passage = each
            found += [note for _at, note in passage.notes]
    return found

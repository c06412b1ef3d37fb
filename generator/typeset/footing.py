"""The footnotes at the foot of a page, under their line, as LibreOffice sets them.

A footnote takes what room it can under the line that marks it, and goes on at the foot of the
next page (sw: SwTextFormatter::NewFootnotePortion, SwTextFrame::ConnectFootnote).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.fitting import ORPHANS, fitting_lines
from generator.typeset.manuscript import TableGrid
from generator.typeset.pages import PlacedBlock, PrintedStroke
from generator.typeset.placing import block_of
from generator.typeset.stacking import TOP, above_of, gap, rest_height, set_passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.typeset.manuscript import Course, Flow, Passage
    from generator.typeset.placing import Placed
    from generator.typeset.stacking import SetPassage
    from generator.typeset.tabling import SetRow

    Note = tuple[Flow, ...]

OVER, THICK, UNDER = 57, 10, 57
"""Above the line, the line, and under it: 1 mm, half a point, 1 mm (sw: SwPageFootnoteInfo)."""
_SOON = 8
"""Paragraphs and tables behind a table whose footnotes LibreOffice was seen to count for it."""
SHARE = 4
"""The line is a fourth of the text wide."""


class NotePart(NamedTuple):
    """Lines of one paragraph of a footnote."""

    item: SetPassage
    start: int
    end: int


class Foot(NamedTuple):
    """What stands at the foot of a page, and what goes on at the foot of the next."""

    parts: tuple[NotePart, ...] = ()
    waiting: tuple[NotePart, ...] = ()
    height: int = 0
    """Of what stands here, its line counted."""

    def with_all(self, notes: Iterable[Note], room: int) -> Foot:
        """With some more footnotes, whether there is place or not, in a text `room` wide."""
        parts = (*self.parts, *[part for note in notes for part in _parts(note, room)])
        return Foot(parts, self.waiting, _height(parts))

    def taking(self, parts: Sequence[NotePart], high: int) -> tuple[Foot, tuple[NotePart, ...]]:
        """With as many lines of some parts as stand in `high` twips in all, and the others."""
        taken = list(self.parts)
        for number, part in enumerate(parts):
            item, start, end = part
            left = high - _height((*taken, part._replace(end=start)))
            count = _lines(item, start, left)
            if count:
                taken.append(part._replace(end=start + count))
            if start + count < end:
                rest = (part._replace(start=start + count), *parts[number + 1 :])
                return Foot(tuple(taken), self.waiting, _height(taken)), rest
        return Foot(tuple(taken), self.waiting, _height(taken)), ()

    def marked(self, note: Note, room: int, high: int, line: int) -> Foot | None:
        """With a footnote whose mark stands `high` above the foot; None: it may not stand there.

        Of a first footnote at least its beginning stands on the page of its mark. A further one
        goes on to the next page as a whole, if one more `line` of the text would have room.
        """
        parts = _parts(note, room)
        if self.waiting:
            return self._replace(waiting=(*self.waiting, *parts))
        foot, rest = self.taking(parts, high)
        if not rest:
            return foot
        if rest == parts and (not self.parts or self.height + line > high):
            return None
        return foot._replace(waiting=rest)

    def later(self, notes: Iterable[Note], room: int) -> Foot:
        """With some more footnotes that have to wait for the next page."""
        parts = [part for note in notes for part in _parts(note, room)]
        return self._replace(waiting=(*self.waiting, *parts))

    def place(self, page: Placed, left: int, room: int, bottom: int) -> None:
        """Put the footnotes on the page."""
        y = bottom - self.height + OVER + THICK + UNDER
        line = PrintedStroke(0, -UNDER - THICK / 2, room // SHARE, 0, THICK)
        above: tuple[PrintedStroke, ...] = (line,)
        for at, part in zip(_heights(self.parts), self.parts, strict=False):
            block = block_of(part.item, part.start, part.end, None, "note")
            if above:
                y_line = line._replace(y=line.y - at)
                block = block._replace(strokes=(y_line, *block.strokes))
                above = ()
            page.blocks.append(PlacedBlock(left, y + at, block))


def begun(waiting: tuple[NotePart, ...], high: int) -> Foot:
    """The foot of a page on which footnotes of the page before go on."""
    if not waiting:
        return NOTHING
    foot, rest = NOTHING.taking(waiting, high)
    if not foot.parts:  # what is to stay together is higher than a page: it is parted all the same
        item, start, end = waiting[0]
        first = NotePart(item, start, start + max(fitting_lines(item, start, high, in_row=True), 1))
        rest = (NotePart(item, first.end, end), *waiting[1:]) if first.end < end else waiting[1:]
        foot = Foot((first,), (), _height((first,)))
    return foot._replace(waiting=rest)


NOTHING = Foot()


def _parts(note: Note, room: int) -> tuple[NotePart, ...]:
    """The paragraphs of a footnote; tables in it are not set."""
    items = [set_passage(flow, room) for flow in note if not isinstance(flow, TableGrid)]
    return tuple([NotePart(item, 0, len(item.lines)) for item in items])


def _heights(parts: Sequence[NotePart]) -> list[int]:
    """Where each part stands under the line, and where the last ends."""
    found: list[int] = []
    y, above = 0, TOP
    for item, start, end in parts:
        passage = item.passage
        y += 0 if start else gap(above, passage.measure, passage.style)
        found.append(y)
        y += rest_height(item, start, end) if end > start else 0
        above = above_of(passage, item.extra)
    return [*found, y]


def _height(parts: Sequence[NotePart]) -> int:
    """What some parts take of a page."""
    return OVER + THICK + UNDER + _heights(parts)[-1] if parts else 0


def _lines(item: SetPassage, start: int, room: int) -> int:
    """How many lines of a footnote stand in `room` twips: two at least of its beginning."""
    total = len(item.lines) - start
    if rest_height(item, start, len(item.lines)) <= room:
        return total
    measure = item.passage.measure
    if measure.keep_lines and not start:
        return 0
    fits = fitting_lines(item, start, room, in_row=True)
    return 0 if measure.widow and not start and fits < ORPHANS else fits


def lines_with_notes(item: SetPassage, start: int, high: int, foot: Foot) -> tuple[int, Foot]:
    """How many lines from `start` stand in `high` twips over the foot with what they mark."""
    feet = [foot]
    for at in range(start, len(item.lines)):
        y = rest_height(item, start, at + 1)
        if y > high - foot.height:
            break
        line = item.lines[at].height
        for note in notes_in(item, at, at + 1):
            made = foot.marked(note, item.room, high - y, line)
            if made is None:
                return _whole_lines(item, start, feet)
            foot = made
        feet.append(foot)
    return _whole_lines(item, start, feet)


def _whole_lines(item: SetPassage, start: int, feet: Sequence[Foot]) -> tuple[int, Foot]:
    """As many lines as there are feet, or fewer: widows and orphans are kept."""
    fits = len(feet) - 1
    count = fitting_lines(item, start, rest_height(item, start, start + fits)) if fits else 0
    return count, feet[count]


def notes_in(item: SetPassage, start: int, end: int) -> list[Note]:
    """The footnotes marked on the lines from `start` up to `end`."""
    notes = item.passage.notes
    if not notes or end <= start:
        return []
    first = item.lines[start].start if start else 0
    last = item.lines[end].start if end < len(item.lines) else None
    return [note for at, note in notes if first <= at and (last is None or at < last)]


def marked_later(item: SetPassage, start: int, end: int, before: Foot, foot: Foot) -> bool:
    """Whether a line marks footnotes though one of a line above it waits for the next page."""
    marking = [at for at in range(start, end) if notes_in(item, at, at + 1)]
    if len(marking) < 2:
        return False
    last = notes_in(item, marking[-1], marking[-1] + 1)
    mine = sum([len(_parts(note, item.room)) for note in last])
    return len(foot.waiting) - len(before.waiting) > mine


def notes_of_row(row: SetRow) -> list[tuple[Flow, ...]]:
    """The footnotes marked in a row."""
    return _of_course(row.course)


def _of_course(course: Course) -> list[Note]:
    """The footnotes marked in a row, which keeps them."""
    found: list[Note] | None = course.kept.get("notes")
    if found is None:
        found = [note for box in course.boxes for note in notes_of(box.content)]
        course.kept["notes"] = found
    return found


def has_notes(flow: Iterable[Flow]) -> bool:
    """Whether a footnote is marked in some paragraphs and tables."""
    return any(
        any(map(_of_course, each.courses)) if isinstance(each, TableGrid) else each.notes
        for each in flow
    )


def marks_behind(flow: Sequence[Flow], at: int) -> bool:
    """Whether a footnote is marked soon behind a table, which a page parts.

    LibreOffice may have set it on the page of the table first, and leave its room empty there.
    """
    return bool(notes_of(flow[at + 1 : at + 1 + _SOON]))


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

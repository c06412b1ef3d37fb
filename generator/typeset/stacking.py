"""Paragraphs in lines: how high they are, and what stands between two of them.

Space between two paragraphs is the greater of what the upper asks below and the lower
above; the space that belongs under the last line of the upper is added (sw:
SwFlowFrame::CalcUpperSpace). Nothing is added under the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.breaking import break_lines
from generator.typeset.metrics import DOTS, scale
from generator.typeset.pages import Unknown
from generator.typeset.set_lines import percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.typeset.manuscript import Measure, Passage
    from generator.typeset.set_lines import SetLine

    _Set = tuple[Sequence[SetLine], Sequence[int], int, frozenset["Unknown"]]

_OVER = Unknown("break", "tab beyond the text")
_MOVED = Unknown("break", "tab of a paragraph to the right")
_WIDE = Unknown("drawing", "picture wider than the text")
_HIGH = Unknown("drawing", "picture higher than its line")
_NOTHING: frozenset[Unknown] = frozenset()


class SetPassage(NamedTuple):
    """A paragraph in lines. `depths[n]` is what its first n lines take, borders inside."""

    passage: Passage
    room: int
    lines: Sequence[SetLine]
    depths: Sequence[int]
    extra: int
    """Space under its last line, where something follows."""
    told: frozenset[Unknown] = _NOTHING
    """What of it may stand otherwise in LibreOffice."""

    @property
    def height(self) -> int:
        """Of the whole, twips."""
        return self.depths[-1]


def edge_height(measure: Measure) -> tuple[int, int]:
    """What the borders above and below a paragraph take."""
    if not measure.bordered:
        return 0, 0
    top, bottom = measure.top, measure.bottom
    return (
        top.thickness + top.space if top.shown else 0,
        bottom.thickness + bottom.space if bottom.shown else 0,
    )


def set_passage(passage: Passage, room: int) -> SetPassage:
    """A paragraph in lines for an area `room` twips wide."""
    key = ("set", room)
    found: _Set | None = passage.kept.get(key)
    if found is None:
        # without the paragraph: in a circle it would stay in memory until it is looked for
        found = passage.kept[key] = _set(passage, room)
    return SetPassage(passage, room, *found)


def _set(passage: Passage, room: int) -> _Set:
    """Its lines, their depths, the space under the last one, what is told."""
    lines = break_lines(passage, room)
    above, below = edge_height(passage.measure)
    depths = [0]
    y = above
    for line in lines:
        depths.append(y + line.height)
        y += line.height + line.extra
    depths[-1] += below
    full = [line for line in lines if line.width >= line.room]
    told = _told(full, passage) if full else _NOTHING
    measure = passage.measure
    if measure.rule == "exact" and any(map(_cut, lines)):
        told |= {_HIGH}
    if _shifted(passage):
        told |= {_MOVED}
    if measure.old and _goes_over(passage, room - measure.right):
        told |= {_OVER}  # the older way of tabs over the margin is not known
    return lines, depths, lines[-1].extra, told


def _shifted(passage: Passage) -> bool:
    """Whether blanks before a line break, or slanted letters, move a tab to an unknown place.

    Of a paragraph to the right or in the middle: LibreOffice counts them for its tabs or not.
    """
    measure = passage.measure
    if measure.align in {"left", "both"} or all(s.kind == "left" for s in measure.stops):
        return False
    text = "".join([piece.text for piece in passage.pieces])
    return "\t" in text and (" \n" in text or any(piece.look.slant for piece in passage.pieces))


def _goes_over(passage: Passage, width: int) -> bool:
    """Whether a tab may end behind the text, which is `width` twips wide."""
    stops = passage.measure.stops
    tabs = any("\t" in piece.text for piece in passage.pieces)
    return tabs and any(stop.place > width for stop in stops)


def _cut(line: SetLine) -> bool:
    """Whether a picture is higher than its line, where LibreOffice draws only some of it."""
    drawn = [each.look.picture for each in line.stretches]
    return any(picture is not None and picture.height > line.height for picture in drawn)


def _told(full: Sequence[SetLine], passage: Passage) -> frozenset[Unknown]:
    """What to tell of lines that take all of their room, or go beyond it."""
    found: set[Unknown] = set()
    tabs = sum(piece.text.count("\t") for piece in passage.pieces)
    for line in full:
        if any(each.look.picture for each in line.stretches):
            found |= {_WIDE} if line.over else set()
        elif line.over or (tabs > 1 and line.width > line.room and not line.last):
            found.add(_OVER)
    return frozenset(found)


def last_extra(item: SetPassage) -> int:
    """Space under the last paragraph of a cell: of a line as its style writes letters.

    The size of its letters counts there, whatever its runs say, and in every font they are
    as high as in Times (sw: SwTextFrame::CalcHeightOfLastLine); an empty one has that of its mark.
    """
    passage, measure = item.passage, item.passage.measure
    if not passage.pieces or measure.rule != "auto":
        return item.extra
    high = scale("serif", "regular", passage.font.size).dots_high
    return high * max(percent_of(measure) - 100, 0) // 100 // DOTS


def rest_height(item: SetPassage, start: int, end: int) -> int:
    """Of the lines from `start` up to `end` on a page; each part has the borders of the whole."""
    lines = item.lines
    if start == 0 and end == len(lines):
        return item.depths[-1]
    above, below = edge_height(item.passage.measure)
    if start == 0:
        return item.depths[end] + below
    height = sum([line.height + line.extra for line in lines[start : end - 1]])
    height += lines[end - 1].height if end > start else 0
    return above + height + below


class Above(NamedTuple):
    """What stands above: what it asks for below itself."""

    after: int = 0
    extra: int = 0
    style: str = ""
    contextual: bool = False


TOP = Above()


def above_of(passage: Passage, extra: int) -> Above:
    """A paragraph, to what follows it."""
    measure = passage.measure
    return Above(measure.after, extra, passage.style, measure.contextual)


def gap(above: Above, measure: Measure, style: str) -> int:
    """Between what stands above and a paragraph."""
    after, before = above.after, measure.before
    if above.style == style:
        after = 0 if above.contextual else after
        before = 0 if measure.contextual else before
    return max(after, before) + above.extra

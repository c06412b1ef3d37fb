"""Lines of a paragraph before they have a place, and how high they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.typeset.manuscript import LetterLook, Measure


class LineStretch(NamedTuple):
    """A stretch of one look on a line, or a tab."""

    start: int
    end: int
    x: int
    """From the left edge of the line's room."""
    width: int
    look: LetterLook
    leader: str = ""
    """What a tab is filled with, as its stop says: "dot", "hyphen" …"""
    tab: bool = False
    beyond: bool = False
    """A tab that reaches a left stop behind the text, where the line ends."""


class SetLine(NamedTuple):
    """A line of a paragraph, before it has a place."""

    start: int
    end: int
    """Of the text that is seen; blanks after it hang over."""
    stretches: tuple[LineStretch, ...]
    width: int
    """Without hanging blanks."""
    room: int
    indent: int
    """Of its room from the left edge of the paragraph's area."""
    ascent: int
    height: int
    extra: int
    """Space under it, where another line follows: what that one asks for above itself."""
    last: bool = False
    """It ends the paragraph."""
    page_break: bool = False
    """A hard page break ends it."""
    line_break: bool = False
    """A line break ends it."""

    @property
    def over(self) -> bool:
        """A tab or picture took it beyond its room, where LibreOffice may draw nothing."""
        drawn = [each.look.picture for each in self.stretches if each.look.picture]
        if any(picture.width > self.room for picture in drawn):
            return True
        tabs = sum(each.tab for each in self.stretches)
        if not self.width > self.room > 0 or not tabs:
            return False
        if self.width > self.room + _FAR or (tabs > 1 and not self._ends):
            return True
        return not self.stretches[-1].beyond and any(each.x >= self.room for each in self.stretches)

    @property
    def _ends(self) -> bool:
        """Nothing goes over to a line below it, and its last tab alone goes behind the text."""
        tabs = [each for each in self.stretches if each.tab]
        return self.last and all(each.x + each.width <= self.room for each in tabs)


def spaced_height(
    ascent: int, descent: int, asking: int, measure: Measure, *, first: bool
) -> tuple[int, int, int]:
    """Ascent, height and space above a line whose letters are so high.

    `asking`: the height of what asks for more in a multiple spacing; `first`: of its paragraph.
    """
    height = ascent + descent
    if measure.rule == "exact":
        return measure.line * 4 // 5, measure.line, 0
    if measure.rule == "atLeast":
        more = max(measure.line - height, 0)
        return ascent + more, height + more, 0
    percent = percent_of(measure)
    if percent < 100 and first:
        lower = height * percent // 100
        return lower * 4 // 5, lower, 0
    if percent < 100:
        less = asking * (100 - percent) // 100
        return ascent - less, height - less, 0
    return ascent, height, asking * (percent - 100) // 100


def percent_of(measure: Measure) -> int:
    """Line spacing of a paragraph whose rule is "auto", in hundredths of a single line.

    LibreOffice reckons it in hundredths of a millimetre and cuts it (writerfilter: DomainMapper).
    """
    return (measure.line * 254 + 72) // 144 * 100 // _SINGLE


def seen_until(text: str, start: int, end: int) -> int:
    """Where the blanks that end a text begin."""
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


_FAR = 700
"""How far a right or centred tab is known to reach behind the text, twips."""
_SINGLE = 423
"""240ths of a line, or twips, in hundredths of a millimetre."""

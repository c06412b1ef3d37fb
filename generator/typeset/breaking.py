"""A paragraph broken into lines, as LibreOffice breaks it.

Greedy: each line takes what fits. What fits is asked portion by portion (a stretch of one
look), in the dots glyphs are rounded to; the width of a finished portion is rounded to a
twip (sw: SwTextGuess::Guess, vcl: GenericSalLayout::GetTextBreak).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.chances import chances
from generator.typeset.metrics import DOTS

if TYPE_CHECKING:
    from generator.typeset.manuscript import Look, Measure, Passage


class Stretch(NamedTuple):
    """A stretch of one look on a line, or a tab."""

    start: int
    end: int
    x: int
    """From the left edge of the line's room."""
    width: int
    look: Look


class SetLine(NamedTuple):
    """A line of a paragraph, before it has a place."""

    start: int
    end: int
    """Of the text that is seen; blanks after it hang over."""
    stretches: tuple[Stretch, ...]
    width: int
    """Without hanging blanks."""
    room: int
    indent: int
    """Of its room from the left edge of the paragraph's area."""
    ascent: int
    height: int
    extra: int
    """Space under it, where another line follows."""
    hard: bool
    """Ends with a line break, or the paragraph."""
    page_break: bool = False
    """A hard page break ends it."""


class _Text:
    """A paragraph's text measured: what does not depend on the room."""

    __slots__ = ("bounds", "chances", "looks", "sums", "text")

    def __init__(self, passage: Passage) -> None:
        pieces = passage.pieces
        self.text = "".join([piece.text for piece in pieces])
        widths: list[int] = []
        self.bounds: list[int] = [0]
        self.looks: list[Look] = []
        for text, look in pieces:
            if not text:
                continue
            more = look.scale.widths(text, kerning=look.kerning)
            if look.letter:
                more = [width + look.letter * DOTS for width in more]
            widths += more
            if self.looks and self.looks[-1] == look:
                self.bounds[-1] = len(widths)
            else:
                self.looks.append(look)
                self.bounds.append(len(widths))
        self.sums = list(accumulate(widths, initial=0))
        self.chances = chances(self.text)


def break_lines(passage: Passage, room: int) -> list[SetLine]:
    """The lines of a paragraph in an area `room` twips wide (its indents are inside)."""
    key = ("lines", room)
    lines: list[SetLine] | None = passage.kept.get(key)
    if lines is None:
        lines = passage.kept[key] = _Breaker(passage, room).lines()
    return lines


class _Breaker:
    def __init__(self, passage: Passage, room: int) -> None:
        self._measure: Measure = passage.measure
        self._mark = passage.mark
        known: _Text | None = passage.kept.get("text")
        if known is None:
            known = passage.kept["text"] = _Text(passage)
        self._all = known
        self._room = room - passage.measure.left - passage.measure.right

    def lines(self) -> list[SetLine]:
        measure = self._measure
        text = self._all.text
        found: list[SetLine] = []
        at, number, length = 0, 0, len(text)
        while True:
            first = measure.first if number == 0 else 0
            line, at = self._line(at, self._room - first, measure.left + first)
            found.append(line)
            number += 1
            if at >= length:
                if line.hard and text[-1:] in {"\n", "\f"} and line.end == length - 1:
                    rest, _ = self._line(length, self._room, measure.left)
                    found.append(rest)
                return found

    def _line(self, start: int, room: int, indent: int) -> tuple[SetLine, int]:
        """The line that begins at `start`, and where the next begins."""
        text, sums, bounds = self._all.text, self._all.sums, self._all.bounds
        length = len(text)
        if start >= length:
            return self._finish([], start, start, 0, room, indent, hard=True), length
        hard = _next_hard(text, start)
        stretches: list[Stretch] = []
        x, at = 0, start
        portion = bisect_right(bounds, start) - 1
        while at < hard:
            look = self._all.looks[portion]
            end = min(bounds[portion + 1], hard)
            tab = text.find("\t", at, end)
            if tab == at:
                x, at = self._tab(stretches, start, at, x, room, indent, look)
                if x < 0:
                    break
            else:
                if tab > 0:
                    end = tab
                cut = self._cut(at, end, room - x, look)
                if cut < end:
                    return self._broken(stretches, start, at, cut, x, room, indent, portion)
                width = _rounded(sums[end] - sums[at])
                stretches.append(Stretch(at, end, x, width, look))
                x += width
                at = end
            if at >= bounds[portion + 1]:
                portion += 1
        seen = hard
        while seen > start and text[seen - 1] == " ":
            seen -= 1
        line = self._finish(stretches, start, seen, hard, room, indent, hard=True)
        if hard < length:
            return line._replace(page_break=text[hard] == "\f"), hard + 1
        return line, length

    def _cut(self, at: int, end: int, left: int, look: Look) -> int:
        """The first character of a portion that does not fit; `end` when all do."""
        text, sums = self._all.text, self._all.sums
        seen = end
        while seen > at and text[seen - 1] == " ":
            seen -= 1
        left = max(left - look.slant, 0)
        width = sums[seen] - sums[at]
        if width <= left * DOTS:
            return end
        short = left * 2 > (end - at) * look.scale.heights.line
        if short and _rounded(width) <= left:
            return end
        return bisect_right(sums, sums[at] + left * DOTS, at, end + 1) - 1

    def _broken(
        self,
        stretches: list[Stretch],
        start: int,
        at: int,
        cut: int,
        x: int,
        room: int,
        indent: int,
        portion: int,
    ) -> tuple[SetLine, int]:
        """A line that ends at the last chance before `cut`."""
        text, sums, bounds = self._all.text, self._all.sums, self._all.bounds
        if text[cut] == " ":
            place = cut
        else:
            place = text.rfind(" ", start, cut) + 1
            others = self._all.chances
            if others:
                number = bisect_right(others, cut)
                if number:
                    place = max(place, others[number - 1])
        seen = place
        while seen > start and text[seen - 1] == " ":
            seen -= 1
        if seen <= start:  # no chance: a word is broken, at least one letter stays
            seen = place = max(cut, start + 1)
        after = place
        while text[after : after + 1] == " ":
            after += 1
        if seen <= at:  # back into a portion before this one
            kept = [s for s in stretches if s.start < seen]
        else:
            kept = [*stretches, Stretch(at, seen, x, 0, self._all.looks[portion])]
        if kept:
            last = kept[-1]
            width = _rounded(sums[seen] - sums[last.start])
            kept[-1] = last._replace(end=seen, width=width)
        return self._finish(kept, start, seen, after, room, indent, hard=False), after

    def _finish(
        self,
        stretches: list[Stretch],
        start: int,
        seen: int,
        _next: int,
        room: int,
        indent: int,
        *,
        hard: bool,
    ) -> SetLine:
        sums = self._all.sums
        looks = {id(s.look): s.look for s in stretches}.values() or (self._mark,)
        while stretches and stretches[-1].start >= seen > start and _hangs(stretches[-1]):
            stretches.pop()
        if stretches and stretches[-1].end > seen:
            last = stretches[-1]
            end = max(seen, last.start)
            width = _rounded(sums[end] - sums[last.start]) if last.width else 0
            stretches[-1] = last._replace(end=end, width=width)
        width = stretches[-1].x + stretches[-1].width if stretches else 0
        if stretches:
            width += stretches[-1].look.slant
        ascent, height, extra = self._height(list(looks))
        return SetLine(
            start, seen, tuple(stretches), width, room, indent, ascent, height, extra, hard
        )

    def _height(self, looks: list[Look]) -> tuple[int, int, int]:
        """Ascent, height and space under a line of these looks."""
        ascent = descent = 0
        for look in looks:
            above, height, gap = look.scale.heights
            ascent = max(ascent, above + gap + max(look.raised, 0))
            descent = max(descent, height - above + max(-look.raised, 0))
        height, measure = ascent + descent, self._measure
        if measure.rule == "exact":
            return measure.line * 4 // 5, measure.line, 0
        if measure.rule == "atLeast":
            more = max(measure.line - height, 0)
            return ascent + more, height + more, 0
        percent = measure.line * 100 // 240
        if percent < 100:
            lower = height * percent // 100
            return ascent - (height - lower), lower, 0
        return ascent, height, height * (percent - 100) // 100

    def _tab(
        self,
        stretches: list[Stretch],
        start: int,
        at: int,
        x: int,
        room: int,
        indent: int,
        look: Look,
    ) -> tuple[int, int]:
        """Set a tab; (-1, at) when the line is full."""
        from generator.typeset.tabs import next_stop

        text, sums, measure = self._all.text, self._all.sums, self._measure
        stop = next_stop(measure, indent + x)
        rest = text.find("\t", at + 1)
        until = _next_hard(text, at + 1)
        if rest >= 0:
            until = min(until, rest)
        width = stop.place - indent - x
        following = _rounded(sums[until] - sums[at + 1])
        if stop.kind in {"right", "end", "decimal", "num"}:
            width = max(width - following, 0)
        elif stop.kind == "center":
            width = max(width - following // 2, 0)
        stretches.append(Stretch(at, at + 1, x, max(width, 0), look))
        del start, room
        return x + max(width, 0), at + 1


def _hangs(stretch: Stretch) -> bool:
    return stretch.end - stretch.start > 0


def _next_hard(text: str, start: int) -> int:
    """Where the next line or page break is, or the end."""
    ends = [place for mark in "\n\f" if (place := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


def _rounded(dots: int) -> int:
    return (dots * 2 + DOTS) // (DOTS * 2)

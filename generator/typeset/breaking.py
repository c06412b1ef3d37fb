"""A paragraph broken into lines, as LibreOffice breaks it.

Greedy: each line takes what fits. What fits is asked portion by portion (a stretch of one
look), in the dots glyphs are rounded to; the width of a finished portion is rounded to a
twip (sw: SwTextGuess::Guess, vcl: GenericSalLayout::GetTextBreak).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from generator.typeset.measured_text import EXPANDED, MeasuredText, rounded
from generator.typeset.metrics import DOTS
from generator.typeset.set_lines import (
    LineStretch,
    SetLine,
    percent_of,
    seen_until,
    spaced_height,
)
from generator.typeset.simple_lines import simple_lines
from generator.typeset.tabs import next_stop

if TYPE_CHECKING:
    from generator.typeset.manuscript import LetterLook, Measure, Passage, Stop


def break_lines(passage: Passage, room: int) -> list[SetLine]:
    """The lines of a paragraph in an area `room` twips wide (its indents are inside).

    Who asks keeps them; what was measured of each letter on the way is not kept.
    """
    text = MeasuredText(passage)
    lines = simple_lines(text, passage.measure, room) if text.simple else None
    return _spaced(_Breaker(passage, text, room).lines()) if lines is None else lines


def _spaced(lines: list[SetLine]) -> list[SetLine]:
    """Lines whose surplus stands above them, told under the line before; the last keeps its own."""
    if len({line.extra for line in lines}) < 2:
        return lines
    under = [line.extra for line in lines[1:]]
    return [*map(_with_extra, lines, under), lines[-1]]


def _with_extra(line: SetLine, extra: int) -> SetLine:
    return line._replace(extra=extra)


class _Breaker:
    """Breaks one paragraph for one width; holds the line it is in."""

    def __init__(self, passage: Passage, text: MeasuredText, room: int) -> None:
        self._measure: Measure = passage.measure
        self._mark, self._font = passage.mark, passage.font
        self._all = text
        self._whole = room - passage.measure.left - passage.measure.right
        self._area = room
        self._usual: tuple[int, int, int] | None = None
        """Height of each line but the first, where all letters look the same."""
        self._start = self._x = self._room = self._indent = 0
        self._stretches: list[LineStretch] = []
        self._waiting: tuple[int, int, str] | None = None
        """A tab as wide as what follows it lets it be: which stretch, its stop, its kind."""
        self._over = False
        """A tab of this line stands beyond the paragraph."""
        self._until = 0
        """Where the looks of this line end, those of hanging blanks among them."""

    def lines(self) -> list[SetLine]:
        measure, text = self._measure, self._all.text
        found: list[SetLine] = []
        at, length = 0, len(text)
        while True:
            first = 0 if found else measure.first
            self._room, self._indent = self._whole - first, measure.left + first
            line, at = self._line(at)
            found.append(line)
            if at >= length:
                if line.last or text[-1:] not in {"\n", "\f"}:
                    return found
                # a break at the very end opens one more line
                self._room, self._indent = self._whole, measure.left
                found.append(self._line(length)[0])
                return found

    def _line(self, start: int) -> tuple[SetLine, int]:
        """The line that begins at `start`, and where the next begins."""
        text, sums, bounds = self._all.text, self._all.sums, self._all.bounds
        self._start, self._x, self._stretches = start, 0, []
        self._waiting, self._over = None, False
        hard = self._all.next_hard(start)
        portion = bisect_right(bounds, start) - 1
        at = start
        while at < hard:
            look = self._all.looks[portion]
            end = min(bounds[portion + 1], hard)
            tab = text.find("\t", at, end)
            if tab == at:
                end = at + 1
                if not self._tab(at, look):
                    return self._full(at)
            else:
                end = end if tab < 0 else tab
                dots = sums[end] - sums[at]
                if dots <= (self._room - self._x) * DOTS and not (look.letter or look.slant):
                    width = behind = (dots * 2 + DOTS) // (DOTS * 2)  # as most portions are
                else:
                    cut = self._cut(at, end, look)
                    if cut < end:
                        return self._drawn(at, look) if look.picture else self._broken(at, cut)
                    width = self._wide(at, end, look)
                    behind = width + (self._behind(width, look) if look.letter > 0 else 0)
                self._stretches.append(LineStretch(at, end, self._x, width, look))
                self._x += behind
            at = end
            portion += at >= bounds[portion + 1]
        looks = self._looks(start, hard) if start < len(text) else [self._mark]
        seen = seen_until(text, start, hard)
        if hard < len(text):
            page = text[hard] == "\f"
            return self._finish(seen, looks, (False, page, not page)), hard + 1
        return self._finish(seen, looks, (True, False, False)), hard

    def _cut(self, at: int, end: int, look: LetterLook) -> int:
        """The first character of a portion that does not fit; `end` when all do."""
        text, sums = self._all.text, self._all.sums
        width = sums[seen_until(text, at, end)] - sums[at]
        # what is added to letters is not asked for behind the last one
        left = max(self._room - self._x - look.slant, 0) + look.letter
        if width <= left * DOTS:
            return end
        # of a short text LibreOffice asks for the width in twips, of a long one in dots
        short = left * 2 > (end - at) * look.scale.heights.line
        if short and rounded(width) <= left:
            return end
        return bisect_right(sums, sums[at] + left * DOTS, at, end + 1) - 1

    def _wide(self, start: int, end: int, look: LetterLook) -> int:
        """A stretch in twips; what is added to each letter is not added to the last one."""
        sums = self._all.sums
        width = rounded(sums[end] - sums[start])
        if look.slant and end == start + 1 and self._all.text[start] in EXPANDED:
            width += look.slant  # as at the end of a paragraph, which it is for itself
        return width - look.letter if look.letter and end > start else width

    def _behind(self, width: int, look: LetterLook) -> int:
        """Before what follows a stretch of spaced letters (sw: SwTextPortion::Format_).

        A portion of its own, which takes no more than there is and is nothing at a line's end.
        """
        left = self._room - self._x - width
        return look.letter if look.letter <= left else max(left - 1, 0)

    def _broken(self, at: int, cut: int) -> tuple[SetLine, int]:
        """A line that ends at the last chance before `cut`, in the portion from `at` or before."""
        text, start = self._all.text, self._start
        place = cut if text[cut] == " " else self._all.chances.last(start, cut)
        seen = seen_until(text, start, place)
        if start < at and (text[at - 1] in "\t " if seen <= start else place < at):
            return self._before(at)
        forced = seen <= start and cut <= start
        if seen <= start < place and self._measure.align == "left" and text[start] == " ":
            self._stretches = []  # blanks before a word that has no room are a line of their own
            return self._finish(start, self._looks(start, place)), place
        if seen <= start:  # no chance: a word is broken, at least one letter stays
            seen = place = max(cut, start + 1)
            if place == at and text[at] == "\u00a0":
                seen = place = at + 1  # it hangs over as other blanks do
        after = place
        while text.startswith(" ", after) and not forced:
            after += 1  # behind a letter that has no room blanks are a line of their own
        hanging = self._looks(start, after)
        if at == start:  # all of one look, as most lines are
            width = self._wide(at, seen, hanging[0])
            self._stretches = [LineStretch(at, seen, 0, width, hanging[0])]
            return self._finish(seen, hanging), after
        if seen > at:
            self._stretches.append(LineStretch(at, seen, self._x, 0, self._look_at(at)))
        while self._stretches and self._stretches[-1].start >= seen:
            self._stretches.pop()
        if self._stretches and not self._stretches[-1].tab:
            last = self._stretches[-1]
            width = self._wide(last.start, seen, last.look)
            self._stretches[-1] = LineStretch(last.start, seen, last.x, width, last.look)
        return self._finish(seen, hanging), after

    def _drawn(self, at: int, look: LetterLook) -> tuple[SetLine, int]:
        """A line that ends before a picture, or that it takes all of (sw: SwFlyCntPortion)."""
        if at > self._start and self._all.text[at - 1] == "\u00a0":
            return self._broken(at, at)
        if at > self._start:
            seen = seen_until(self._all.text, self._start, at)
            return self._finish(seen, self._looks(self._start, at)), at
        self._stretches.append(LineStretch(at, at + 1, 0, self._room, look))
        after = at + 1
        while self._all.text.startswith(" ", after):
            after += 1
        return self._finish(at + 1, self._looks(at, after)), after

    def _before(self, at: int) -> tuple[SetLine, int]:
        """A line whose last chance is before the portion that does not fit.

        The portion before is set once more with a twip less than it takes (sw:
        SwTextFormatter::Underflow), so that blanks at its end may end the line, whatever follows.
        """
        sums = self._all.sums
        last = self._stretches.pop()
        while last.width == 0 and self._stretches:
            last = self._stretches.pop()
        self._x = last.x
        if last.tab:
            if last.start == self._start or last.x > self._room or last.beyond:
                self._stretches.append(last)
                return self._finish(last.end, self._looks(self._start, at)), last.end
            return self._finish(last.start, self._looks(self._start, last.start)), last.start
        limit = sums[last.start] + (last.width + last.look.letter - 1) * DOTS
        cut = bisect_right(sums, limit, last.start, last.end + 1) - 1
        return self._broken(last.start, min(cut, last.end - 1))

    def _look_at(self, place: int) -> LetterLook:
        """The look of a character."""
        return self._all.looks[bisect_right(self._all.bounds, place) - 1]

    def _looks(self, start: int, end: int) -> list[LetterLook]:
        """The looks of a stretch of the text."""
        self._until = end
        bounds = self._all.bounds
        if len(bounds) == 2:
            return self._all.looks
        first, last = bisect_right(bounds, start) - 1, bisect_left(bounds, max(end, start + 1))
        return self._all.looks[first:last]

    def _finish(
        self,
        seen: int,
        looks: list[LetterLook],
        ends: tuple[bool, bool, bool] = (False, False, False),
    ) -> SetLine:
        """The line, its hanging blanks cut off; `looks`, those with them, give its height.

        `ends`: it is the last, ends with a page break, with a line break.
        """
        stretches = self._stretches
        if looks is self._all.looks and self._start and self._usual:
            height = self._usual
        else:
            blank = self._blank(seen)
            if blank and not self._start and "\t" in self._all.text[:seen]:
                height = self._tabbed(looks if not ends[0] else [self._font])
            else:
                height = self._height(looks, blank=ends[0] and blank)
            if looks is self._all.looks and self._start:
                self._usual = height
        while stretches and stretches[-1].start >= seen > self._start:
            stretches.pop()
        width = 0
        if stretches:
            last = stretches[-1]
            if last.end > seen:
                end = max(seen, last.start)
                last = last._replace(end=end, width=self._wide(last.start, end, last.look))
                stretches[-1] = last
            self._x = last.x + last.width
            if self._waiting and self._waiting[0] < len(stretches):
                self._settle(self._hanging(seen, last.look, goes_on=not any(ends)))
                last = stretches[-1]
            width = last.x + last.width + (last.look.slant if self._leans(last, any(ends)) else 0)
            if last.look.letter < 0 and any(ends):
                width -= last.look.letter  # sw: SwKernPortion::FormatEOL
        start, room, indent = self._start, self._room, self._indent
        return SetLine(start, seen, tuple(stretches), width, room, indent, *height, *ends)

    def _leans(self, last: LineStretch, ends: bool) -> bool:
        """Whether what a slanted letter takes at the end of a line is part of its width.

        Not where its portion has room and the blank that follows is another's, which breaks.
        """
        bounds, text = self._all.bounds, self._all.text
        return ends or last.end not in bounds or not text.startswith(" ", last.end)

    def _blank(self, seen: int) -> bool:
        """Whether the line holds nothing but blanks and tabs."""
        start, text = self._start, self._all.text
        return text[start : start + 1] in _BLANKS and not text[start:seen].strip(" \t")

    def _tabbed(self, looks: list[LetterLook]) -> tuple[int, int, int]:
        """Ascent, height and space above a first line of nothing but tabs.

        No spacing of lines makes it higher or lower (sw: SwTextFormatter::CalcRealHeight).
        """
        ascent, descent = _extent(looks)
        full = sum(_extent(self._looks(0, self._until)))
        more = percent_of(self._measure) - 100 if self._measure.rule == "auto" else 0
        return ascent, ascent + descent, full * max(more, 0) // 100

    def _letters(self, looks: list[LetterLook]) -> list[LetterLook]:
        """Of the looks of a first line those of more than blanks and tabs, if there are any.

        LibreOffice counts no others there, but for what stands between it and the next line.
        """
        bounds, text, until = self._all.bounds, self._all.text, self._until
        ends = [*bounds[1 : len(looks)], until]
        said = [text[at:end].strip(" \t") for at, end in zip(bounds, ends, strict=False)]
        return [look for look, each in zip(looks, said, strict=True) if each] or looks

    def _drawn_extent(self, high: int) -> tuple[int, int]:
        """Ascent and descent of a line of nothing but pictures: at least as high as letters."""
        height = self._mark.scale.heights.line
        percent = 100 if self._start or self._measure.rule != "auto" else percent_of(self._measure)
        return high, max(height * min(percent, 100) // 100 - high, 0)

    def _height(self, looks: list[LetterLook], *, blank: bool) -> tuple[int, int, int]:
        """Ascent, height and space above a line of these looks; a `blank` one is as its style."""
        ascent, descent = _extent(looks)
        full = ascent + descent
        if len(looks) > 1 and percent_of(self._measure) > 100:
            full = _highest(looks)
        drawn = False
        if blank:
            ascent, descent = _extent([self._font])
            tabbed = "\t" in self._all.text[self._start : self._until]
            full = full if self._start or tabbed else ascent + descent
        elif len(looks) > 1 and not self._start:
            looks = self._letters(looks)
            ascent, descent = _extent(looks)
        if self._all.drawn:
            drawn = any(look.picture is not None for look in looks)
            if all(look.picture is not None for look in looks):
                ascent, descent = self._drawn_extent(ascent)
        measure, percent = self._measure, percent_of(self._measure)
        empty = not self._all.text and measure.align == "left"
        if empty and measure.rule == "auto" and percent < 100:
            return ascent, ascent + descent, 0  # sw: SwTextFrame::FormatEmpty
        # a picture is as high as it is: only the letters of the paragraph ask for more
        asking = self._mark.scale.heights.line if drawn else full
        return spaced_height(ascent, descent, asking, measure, first=not self._start)

    def _tab(self, at: int, look: LetterLook) -> bool:
        """Set a tab; False where it has no room on the line (sw: SwTabPortion::PreFormat).

        Before a stop that is no left one it is a twip wide, until what follows is known.
        """
        if self._waiting and self._waiting[2] == "center":
            self._settle()
        x = max(self._x, self._waiting[1]) if self._waiting else self._x
        stop = next_stop(self._measure, self._indent + x)
        self._settle()
        place, room = stop.place - self._indent, self._room
        if self._x <= room <= self._x + 1:
            return False
        width = 1
        beyond = place > room and (not stop.automatic or room <= self._x)
        if beyond and stop.kind in _LEFT and place >= self._area:
            return False
        if stop.kind in _LEFT and not beyond:
            width = place - self._x
            if width < 0 or (room <= place and not self._goes_over(at, stop, place)):
                return False
        elif stop.kind in _LEFT:
            width = place - self._x
        else:
            self._waiting = (len(self._stretches), place, stop.kind)
        made = LineStretch(at, at + 1, self._x, width, look, stop.leader, tab=True)
        if stop.kind in _LEFT and beyond and stop.place >= self._area:
            made = made._replace(beyond=True)
        self._stretches.append(made)
        self._x += width
        return True

    def _goes_over(self, at: int, stop: Stop, place: int) -> bool:
        """Whether a tab may stand beyond the paragraph: its stop is there, or it ends the text."""
        if place < self._area:
            return False
        self._over = self._over or not stop.automatic
        return self._over or at + 1 == len(self._all.text)

    def _full(self, at: int) -> tuple[SetLine, int]:
        """A line that ends before a tab; alone on a line, the tab takes all of it."""
        if at == self._start:
            look, leader = self._look_at(at), next_stop(self._measure, self._indent).leader
            self._stretches.append(LineStretch(at, at + 1, 0, self._room, look, leader, tab=True))
            return self._finish(at + 1, [look]), at + 1
        seen = seen_until(self._all.text, self._start, at)
        return self._finish(seen, self._looks(self._start, at)), at

    def _hanging(self, seen: int, look: LetterLook, *, goes_on: bool) -> int:
        """What stands behind the last letter of a line, and counts for a tab.

        Blanks only where the line is neither stretched nor moved by its alignment: others
        LibreOffice sets without the blanks that hang over.
        """
        align = self._measure.align
        if align not in {"left", "both"}:
            return 0
        if goes_on and align == "both":
            return look.slant
        return rounded(self._all.sums[self._until] - self._all.sums[seen]) + look.slant

    def _settle(self, hanging: int = 0) -> None:
        """Give a tab that waited its width (sw: SwTabPortion::PostFormat)."""
        if self._waiting is None:
            return
        number, place, kind = self._waiting
        self._waiting = None
        tab = self._stretches[number]
        following = self._x - tab.x - tab.width
        whole = following + hanging  # only a tab to the right looks at blanks that hang over
        following = {"center": following // 2, "right": whole, "end": whole}.get(kind, 0)
        width = max(place - tab.x - following, tab.width)
        more = width - tab.width
        self._stretches[number] = tab._replace(width=width)
        for at in range(number + 1, len(self._stretches)):
            each = self._stretches[at]
            self._stretches[at] = each._replace(x=each.x + more)
        self._x += more


def _extent(looks: list[LetterLook]) -> tuple[int, int]:
    """The greatest ascent, leading counted, and the greatest descent of some looks."""
    ascent = descent = 0
    if len(looks) == 1 and not looks[0].raised:
        above, height, gap = looks[0].scale.heights
        return above + gap, height - above
    for look in looks:
        above, height, gap = look.among or look.scale.heights
        raised = 0 if look.among else look.raised
        upper = above + gap + raised if raised > 0 else above + gap
        lower = height - above - raised if raised < 0 else height - above
        if upper > ascent:
            ascent = upper
        if lower > descent:
            descent = lower
    return ascent, descent


def _highest(looks: list[LetterLook]) -> int:
    """How high the highest of some looks is by itself: spacing is reckoned by that alone."""
    return max([sum(_extent([look])) for look in looks])


_BLANKS = frozenset(" \t")
_LEFT = frozenset({"left", "start", "num", "clear"})

"""Glyphs → segments: stretches of text on one baseline without a wide gap.

Spaces are rebuilt from the geometry, because PDF producers draw them, move over
them or forget them as they like; text drawn twice to look bold is read once;
small glyphs set above or below the baseline stay with the word they belong to.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.read.pdf.glyphs import Glyph

WIDE = 1.6
"""A gap wider than so many times the type size separates segments."""
_SPACE = 0.12
"""A gap wider than so many times the type size is a space: 0.25, less what kerning takes."""
_SAME_LINE = 0.3
"""Baselines nearer than so many times the type size are one line."""
LABEL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[a-zđA-ZĐ][.)/]|[IVXL]{1,6}\s?[./)]?|[-–—+•▪➢✓❖■*○◦●oØ])$"
)
"""A label that stands by itself before the text it counts."""

_BEFORE_BLANK = re.compile(r"(?:^Số\s?:?|ngày|tháng|năm)$")
_AFTER_BLANK = re.compile(r"/|-\s?KH|tháng\b|năm\b|(?:19|20)\d\d\b")


class GlyphPiece(NamedTuple):
    """Text of one look. `raised` is +1 for superscript, -1 for subscript; `doubt` as of a style.

    One without text stands where a footnote is marked, with its sign in `notes`.
    """

    text: str
    bold: bool
    italic: bool
    size: float
    raised: int = 0
    doubt: bool = False
    notes: str = ""


class GlyphSegment:
    """Text on one baseline; positions in points."""

    __slots__ = ("_pieces", "first_word", "glyphs", "size", "text_x0", "x0", "x1", "y")

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.y = glyphs[0].y
        self.first_word, self.text_x0 = 0.0, 0.0
        """Width of the first word; where the text after a label begins."""
        self.x0, self.x1, self.size = 0.0, 0.0, 0.0
        self._pieces: tuple[GlyphPiece, ...] | None = None
        self.measure()

    def measure(self) -> None:
        """Find the extent of what is visible."""
        seen = [g for g in self.glyphs if g.char != " "] or self.glyphs
        self.x0 = min(seen[0].x0, min(g.x0 for g in seen))
        self.x1 = max(g.x1 for g in seen)
        self.size = max(g.style.size for g in seen)
        self._pieces = None

    @property
    def pieces(self) -> tuple[GlyphPiece, ...]:
        """The text by its looks, spaces rebuilt."""
        if self._pieces is None:
            self._pieces = tuple(_pieces(self.glyphs, self.y))
        return self._pieces

    @property
    def text(self) -> str:
        """The text."""
        return "".join(p.text for p in self.pieces)

    def say(self, pieces: tuple[GlyphPiece, ...]) -> None:
        """Set the text, where it does not follow from the glyphs."""
        self._pieces = pieces
        self.glyphs = []

    def settle(self) -> GlyphSegment:
        """Work out all that is asked later, and forget the glyphs."""
        self._pieces = self.pieces
        self.first_word, self.text_x0 = _starts(self)
        self.glyphs = []
        return self

    def __repr__(self) -> str:
        return f"Segment({self.x0:.0f}..{self.x1:.0f}, y={self.y:.0f}, {self.text!r})"


def usual_size(pieces: Sequence[GlyphPiece]) -> float | None:
    """The size in points of most letters; None without any."""
    counts: dict[float, int] = {}
    for piece in pieces:
        counts[piece.size] = counts.get(piece.size, 0) + len(piece.text)
    return max(counts, key=lambda size: counts[size]) if counts else None


def _starts(segment: GlyphSegment) -> tuple[float, float]:
    """Width of the first word, and where the text after a label begins."""
    size = segment.size or 1.0
    last = segment.glyphs[0]
    word = ""
    blank = False
    for g in segment.glyphs:
        if g.char == " ":
            blank = True
            continue
        if word and (blank or g.x0 - last.x1 > _SPACE * size):
            if not LABEL.match(word):
                break
            return last.x1 - segment.x0, g.x0
        word += g.char
        blank = False
        last = g
    return last.x1 - segment.x0, segment.x0


def _pieces(glyphs: Sequence[Glyph], base: float) -> Iterable[GlyphPiece]:
    limit = _space_limit(glyphs)
    now: list[str] = []
    look: tuple[bool, bool, float, int, bool] | None = None
    end: float | None = None
    blank = False
    for g in glyphs:
        char = g.char
        if char == " ":
            blank = True
            continue
        if end is not None and unicodedata.combining(char):
            now.append(char)
            end = max(end, g.x1)  # where marks take room of their own
            continue
        style = g.style
        gap = 0.0 if end is None else g.x0 - end
        spaced = end is not None and (
            gap > limit * style.size or (blank and gap > 0.04 * style.size)
        )
        high = g.y - base
        raised = 0 if abs(high) < 0.12 * style.size else (1 if high > 0 else -1)
        this = (style.bold, style.italic, style.size, raised, style.doubt)
        if this != look:
            if look is not None and now:
                yield GlyphPiece("".join(now) + (" " if spaced else ""), *look)
            elif spaced:
                char = " " + char
            now, look = [], this
        elif spaced:
            now.append(" ")
        now.append(char)
        end = max(g.x1, end if end is not None and blank is False and gap < 0 else g.x1)
        blank = False
    if look is not None and now:
        yield GlyphPiece("".join(now), *look)


def _space_limit(glyphs: Sequence[Glyph]) -> float:
    """From which gap on (times the size) a space is meant; wider where letters are spaced out."""
    gaps = sorted(
        (b.x0 - a.x1) / (b.style.size or 1)
        for a, b in itertools.pairwise(glyphs)
        if a.char != " " != b.char
    )
    if not gaps:
        return _SPACE
    middle = gaps[len(gaps) // 2]
    return max(_SPACE, middle * 1.7 + 0.05)


def segments(glyphs: Iterable[Glyph]) -> list[GlyphSegment]:
    """Group the glyphs of a page or cell; from top to bottom, then from left to right."""
    strips = [GlyphSegment(strip) for strip in _strips(glyphs)]
    return [s.settle() for s in _joined(_once(strips))]


def _strips(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Glyphs as they follow one another in the file, cut where the pen jumps."""
    now: list[Glyph] = []
    end = base = size = 0.0
    for g in glyphs:
        x0, x1, y, char, style = g
        if now:
            gap = x0 - end
            if (
                abs(y - base) > 0.12 * size
                or gap > size
                or (gap < -0.6 * size and not unicodedata.combining(char))
            ):
                if any(h.char != " " for h in now):
                    yield now
                now = []
        if not now:
            base, size = y, style.size or 1.0
        now.append(g)
        end = x1
    if any(h.char != " " for h in now):
        yield now


def _once(strips: list[GlyphSegment]) -> list[GlyphSegment]:
    """Drop what is drawn again over itself, and call it bold."""
    kept: list[GlyphSegment] = []
    by_place: dict[tuple[int, str], list[GlyphSegment]] = {}
    for strip in strips:
        text = "".join(g.char for g in strip.glyphs).strip()
        row = round(strip.y / 4)
        twins = (
            twin
            for near in (row - 1, row, row + 1)
            for twin in by_place.get((near, text), ())
            if abs(twin.x0 - strip.x0) < 0.2 * strip.size
            and abs(twin.y - strip.y) < 0.2 * strip.size
        )
        twin = next(twins, None)
        if twin is None:
            by_place.setdefault((row, text), []).append(strip)
            kept.append(strip)
        else:
            twin.glyphs = [g._replace(style=g.style._replace(bold=True)) for g in twin.glyphs]
            twin.measure()
    return kept


def _joined(strips: list[GlyphSegment]) -> list[GlyphSegment]:
    """Join strips on one baseline that are near each other; small ones to what they mark."""
    if not strips:
        return []
    sizes = sorted(s.size for s in strips for _g in s.glyphs)
    body = sizes[len(sizes) // 2]
    big = [s for s in strips if not (s.size < 0.8 * body and len(s.glyphs) <= 6)]
    small = [s for s in strips if s.size < 0.8 * body and len(s.glyphs) <= 6]
    big.sort(key=lambda s: (-s.y, s.x0))
    lines: list[list[GlyphSegment]] = []
    for strip in big:
        for line in reversed(lines[-6:]):
            first = line[0]
            if abs(first.y - strip.y) < _SAME_LINE * min(first.size, strip.size):
                line.append(strip)
                break
        else:
            lines.append([strip])
    for mark in small:
        home = _home(mark, lines)
        if home is None:
            lines.append([mark])
        else:
            home.append(mark)
    found: list[GlyphSegment] = []
    for line in lines:
        found += join_line(line)
    found.sort(key=lambda s: (-s.y, s.x0))
    return found


def _home(mark: GlyphSegment, lines: list[list[GlyphSegment]]) -> list[GlyphSegment] | None:
    """The line whose word a small strip is set above, below or behind."""
    for line in lines:
        big = line[0].size
        rise = mark.y - line[0].y
        if -0.35 * big < rise < 0.7 * big and any(
            -0.3 * big < mark.x0 - other.x1 < 0.35 * big
            or -0.3 * big < other.x0 - mark.x1 < 0.9 * big
            for other in line
        ):
            return line
    return None


def join_line(strips: list[GlyphSegment], wide: float = WIDE) -> list[GlyphSegment]:
    """Join strips of one line where the gap is narrow, or where a label stands before its text."""
    ordered = sorted(strips, key=attrgetter("x0"))
    if _stretched(ordered):
        wide = STRETCHED
    found: list[GlyphSegment] = []
    for strip in ordered:
        last = found[-1] if found else None
        if last is not None:
            size = max(last.size, strip.size)
            gap = strip.x0 - last.x1
            label = gap < 6 * size and len(last.glyphs) < 12 and LABEL.match(last.text)
            if gap < wide * size or label or (gap < 10 * size and _blank_between(last, strip)):
                _append(last, strip)
                continue
        found.append(strip)
    return found


STRETCHED = 12.0
"""Gaps of a stretched line are narrower than so many times the type size."""


def _stretched(ordered: Sequence[GlyphSegment]) -> bool:
    """Words spread over a justified line that ends with a soft break: all gaps are the same."""
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(ordered)]
    if len(gaps) < 4:
        return False
    size = ordered[0].size
    return max(gaps) - min(gaps) < 0.12 * size and max(gaps) < STRETCHED * size


def _blank_between(left: GlyphSegment, right: GlyphSegment) -> bool:
    """A blank to be filled in by hand: Số:        /KH-UBND; ngày      tháng      năm."""
    return bool(_BEFORE_BLANK.search(left.text) and _AFTER_BLANK.match(right.text))


def _append(left: GlyphSegment, right: GlyphSegment) -> None:
    base = left.y if left.size >= right.size * 0.8 else right.y
    left.glyphs = left.glyphs + right.glyphs
    left.y = base
    left.measure()

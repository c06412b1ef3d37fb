"""Segments of a page → rows in reading order: columns by geometry, page furniture apart.

A column block is a run of segments that all stand left or right of one white gutter:
the header of a document and its signature. Columns end where a line crosses the
gutter, or where what follows on one side only does not sit like the rest of it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.read.pdf.segments import GlyphPiece, GlyphSegment

_PAGE_NUMBER = re.compile(r"^(?:[-–—]\s*)?(?:[Tt]rang\s*)?(\d{1,4})(?:\s*[-–—]|\s*/\s*\d{1,4})?$")
_FOOT_START = re.compile(r"^(?:Nơi nhận|TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M)")
_TYPES = frozenset(("KẾ HOẠCH", "QUYẾT ĐỊNH", "CHƯƠNG TRÌNH", "BÁO CÁO", "THÔNG BÁO"))
"""A name of a type stands below the columns of a head, wherever it is set."""
_DEPTH = 3


class ColumnLine:
    """One printed line of one column."""

    __slots__ = ("first_word", "page", "pieces", "size", "text", "text_x0", "x0", "x1", "y")

    def __init__(self, page: int, parts: Sequence[GlyphSegment]) -> None:
        self.page = page
        first = parts[0]
        self.x0, self.x1 = first.x0, max(p.x1 for p in parts)
        self.size = max(p.size for p in parts)
        self.y = first.y
        pieces = list(first.pieces)
        for part in parts[1:]:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + " ")
            pieces += part.pieces
        self.pieces: tuple[GlyphPiece, ...] = tuple(pieces)
        self.text = "".join(p.text for p in pieces)
        self.first_word, self.text_x0 = first.first_word, first.text_x0
        if len(parts) > 1 and first.text_x0 == first.x0:
            self.text_x0 = parts[1].x0

    @property
    def middle(self) -> float:
        """Centre of the line."""
        return (self.x0 + self.x1) / 2

    @property
    def bold(self) -> bool:
        """All of it is bold, but for labels and marks."""
        return all(p.bold for p in [q for q in self.pieces if _has_letters(q)] or self.pieces)

    @property
    def one_weight(self) -> bool:
        """It has letters, and all of one weight."""
        return len({p.bold for p in self.pieces if _has_letters(p)}) == 1

    def __repr__(self) -> str:
        return f"Row({self.page}: {self.x0:.0f}..{self.x1:.0f}, y={self.y:.0f}, {self.text!r})"


def _has_letters(piece: GlyphPiece) -> bool:
    return any(c.isalpha() for c in piece.text)


class Flow(NamedTuple):
    """Rows one below the other, between a left and a right edge."""

    rows: list[ColumnLine]
    left: float
    right: float
    column: int
    """0 left, 1 right, … in a column block; -1 for the body."""
    block: int
    """Number of the column block on its page; -1 for the body."""


def lines_of(segments: Iterable[GlyphSegment]) -> list[list[GlyphSegment]]:
    """Segments by baseline, from top to bottom."""
    lines: list[list[GlyphSegment]] = []
    for s in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if lines and abs(lines[-1][0].y - s.y) < 0.3 * min(lines[-1][0].size, s.size):
            lines[-1].append(s)
        else:
            lines.append([s])
    for line in lines:
        line.sort(key=lambda s: s.x0)
    return lines


def lay_out(
    segments: list[GlyphSegment], page: int, left: float, right: float, block: int = 0
) -> list[Flow]:
    """Put the segments of an area into flows. `left`, `right`: edges of the body, points."""
    return _lay_out(lines_of(segments), page, left, right, [block], 0, -1, -1)


def _lay_out(
    lines: list[list[GlyphSegment]],
    page: int,
    left: float,
    right: float,
    blocks: list[int],
    depth: int,
    column: int,
    block: int,
) -> list[Flow]:
    flows: list[Flow] = []
    plain: list[list[GlyphSegment]] = []

    def flush() -> None:
        if plain:
            flows.append(
                Flow([ColumnLine(page, line) for line in plain], left, right, column, block)
            )
            plain.clear()

    i = 0
    while i < len(lines):
        columns = _columns(lines, i, left, right) if len(lines[i]) > 1 and depth < _DEPTH else None
        if columns is None:
            plain.append(lines[i])
            i += 1
            continue
        end, sides, gutter = columns
        if depth == 0:
            _take_above(plain, sides, gutter)
        flush()
        number = blocks[0]
        blocks[0] += 1
        for side, part in enumerate(sides):
            x0 = min(s.x0 for s in part)
            x1 = max(s.x1 for s in part)
            flows += _lay_out(lines_of(part), page, x0, x1, blocks, depth + 1, side, number)
        i = end
    flush()
    return flows


def _columns(
    lines: list[list[GlyphSegment]], start: int, left: float, right: float
) -> tuple[int, tuple[list[GlyphSegment], list[GlyphSegment]], float] | None:
    """A block of two columns that begins at a line: where it ends, its sides, its gutter."""
    first = lines[start]
    gaps = [(b.x0 - a.x1, a.x1, b.x0) for a, b in itertools.pairwise(first)]
    for _wide, low, high in sorted(gaps, reverse=True)[:2]:
        found = _grow(lines, start, low, high)
        if found is None:
            continue
        end, one, two, middle = found
        if end - start == 1 and _stretched(first, left, right):
            return None
        return end, (one, two), middle
    return None


def _stretched(line: list[GlyphSegment], left: float, right: float) -> bool:
    """A line of the body pulled apart to both margins, or with more than two pieces."""
    return (
        abs(line[-1].x1 - right) < 3 and line[0].x0 - left < 60 and line[0].size == line[-1].size
    ) or len(line) > 2


def _grow(
    lines: list[list[GlyphSegment]], start: int, low: float, high: float
) -> tuple[int, list[GlyphSegment], list[GlyphSegment], float] | None:
    one: list[GlyphSegment] = []
    two: list[GlyphSegment] = []
    end = start
    for line in lines[start:]:
        size = line[0].size
        middle = (low + high) / 2
        lefts = [s for s in line if (s.x0 + s.x1) / 2 < middle]
        rights = [s for s in line if (s.x0 + s.x1) / 2 >= middle]
        new_low = max([low, *(s.x1 for s in lefts)])
        new_high = min([high, *(s.x0 for s in rights)])
        if new_high - new_low < 0.5 * size:
            break
        if len(line) == 1 and line[0].text in _TYPES:
            break
        if one and two and not (lefts and rights):
            side, other = (lefts, two) if lefts else (rights, one)
            mine = one if lefts else two
            alone = min(s.y for s in other) - line[0].y > 1.6 * size
            if alone and not _sits(side, mine):
                break
        one += lefts
        two += rights
        low, high = new_low, new_high
        end += 1
    if not one or not two:
        return None
    return end, one, two, (low + high) / 2


def _sits(new: list[GlyphSegment], column: list[GlyphSegment]) -> bool:
    """Tell whether segments continue a column: same left edge, or same centre."""
    x0, x1 = new[0].x0, new[-1].x1
    edge = min(s.x0 for s in column)
    if abs(x0 - edge) < 4:
        return True
    middles = [(s.x0 + s.x1) / 2 for s in column[-6:]]
    return any(abs((x0 + x1) / 2 - m) < 5 for m in middles)


def _take_above(
    plain: list[list[GlyphSegment]],
    sides: tuple[list[GlyphSegment], list[GlyphSegment]],
    gutter: float,
) -> None:
    """Move lines just above a block into it: "Nơi nhận:" or "TM. …" set a little higher."""
    while plain and len(plain[-1]) == 1:
        s = plain[-1][0]
        side = sides[0] if s.x1 < gutter else sides[1] if s.x0 > gutter else None
        if side is None or not (
            _FOOT_START.match(s.text) or s.text.isupper() or _is_recipient(s, side)
        ):
            return
        if s.y - max(o.y for o in side) > 2.2 * s.size or not _sits([s], side):
            return
        side.insert(0, s)
        plain.pop()


def _is_recipient(s: GlyphSegment, side: list[GlyphSegment]) -> bool:
    """A line of a list above a list of the same small type."""
    return s.text.startswith("-") and s.size <= 12.6 and side[0].size <= 12.6


def continue_block(above: Sequence[Flow], below: Sequence[Flow]) -> bool:
    """Join a column block that a page end has cut; tells whether it was one.

    Above must be a signature block; below, columns at the same places or, alone, the
    rest of its list of recipients.
    """
    if len(above) != 2 or not any(r.text.startswith("Nơi nhận") for r in above[0].rows):
        return False
    if len(below) == 2 and abs(below[0].left - above[0].left) < 8:
        for one, two in zip(above, below, strict=True):
            one.rows.extend(two.rows)
        return True
    if len(below) != 1:
        return False
    size = above[0].rows[-1].size
    lefts = [r for r in below[0].rows if abs(r.size - size) < 0.6 and r.x0 - above[0].left < 14]
    rights = [r for r in below[0].rows if r.x0 > above[1].left - 8]
    if len(lefts) + len(rights) < len(below[0].rows) or (size > 12.6 and lefts):
        return False
    if not lefts and not _signs_below(rights, above[1].rows):
        return False
    above[0].rows.extend(lefts)
    above[1].rows.extend(rights)
    return True


def _signs_below(rows: Sequence[ColumnLine], above: Sequence[ColumnLine]) -> bool:
    """A name alone on the next page, centred below its title."""
    return 0 < len(rows) <= 2 and all(
        any(abs(r.middle - a.middle) < 8 for a in above) and r.x1 - r.x0 < 220 for r in rows
    )


def edges(rows: Iterable[tuple[float, float]], width: float) -> tuple[float, float]:
    """Left and right edge of a body from the extents of its lines."""
    spans = list(rows)
    if not spans:
        return 0.14 * width, 0.93 * width
    long = [s for s in spans if s[1] - s[0] > 0.45 * width] or spans
    lefts = Counter(round(x0 / 2) for x0, _x1 in long)
    rights = Counter(round(x1 / 2) for _x0, x1 in long)
    enough = max(2, 0.06 * len(long))
    common_left = [k for k, n in lefts.items() if n >= enough]
    common_right = [k for k, n in rights.items() if n >= enough]
    left = min(common_left) * 2.0 if common_left else min(x0 for x0, _ in long)
    right = max(common_right) * 2.0 if common_right else max(x1 for _, x1 in long)
    near_left = [x0 for x0, _ in long if abs(x0 - left) < 2.1]
    near_right = [x1 for _, x1 in long if abs(x1 - right) < 2.1]
    return (min(near_left) if near_left else left), (max(near_right) if near_right else right)


class PaperFurniture(NamedTuple):
    """What is printed on the paper and is no part of the text."""

    numbers: list[tuple[int, GlyphSegment]]
    """(page, segment) of page numbers."""
    running: list[tuple[int, GlyphSegment]]
    """Headers and footers that return on most pages."""


def furniture(pages: Sequence[tuple[int, float, list[GlyphSegment]]]) -> PaperFurniture:
    """Find page numbers and running headers. Takes (page number, height, segments)."""
    candidates: list[tuple[int, int, GlyphSegment]] = []
    running: dict[tuple[str, int], list[tuple[int, GlyphSegment]]] = defaultdict(list)
    for page, height, found in pages:
        lines = lines_of(found)
        outer = [*lines[:2], *lines[-2:]] if len(lines) > 3 else lines
        for i, line in enumerate(outer):
            s = line[0]
            if 0.14 * height < s.y < 0.86 * height:
                continue
            number = _PAGE_NUMBER.match(s.text.strip())
            if number and len(line) == 1 and (i == 0 or line is lines[-1]):
                candidates.append((page, int(number[1]), s))
            else:
                for part in line:
                    key = re.sub(r"\d+", "#", part.text.strip())
                    running[key, round(part.y / 4)].append((page, part))
    shifts = Counter(number - page for page, number, _s in candidates)
    usual = {shift for shift, count in shifts.items() if count > 1 or shift == 0}
    numbers = [(page, s) for page, number, s in candidates if number - page in usual]
    often = [
        item
        for (key, _y), items in running.items()
        if len({p for p, _s in items}) >= max(3, 0.5 * len(pages)) and len(key) > 3
        for item in items
    ]
    return PaperFurniture(numbers, often)

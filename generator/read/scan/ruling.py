"""Drawn lines of a picture: found where ink runs on, and wiped away for recognition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLOCK = 20
"""Pixels; a stretch without a gap. Bars of letters are shorter than four of them."""
_SHORTEST = 80
"""Pixels (7 mm)."""
_THICKEST = 14
"""Pixels; what is thicker is a picture or a black edge of the scan."""
_FULL = 235
_MANY = 4_000


class Bar(NamedTuple):
    """A drawn line, in pixels; level where it is wider than high."""

    left: int
    top: int
    right: int
    bottom: int


def bars_of(ink: Image.Image) -> list[Bar]:
    """The level and the upright lines of a picture that is white where there is ink."""
    level = list(_level(ink))
    upright = _level(ink.transpose(Image.Transpose.TRANSPOSE))
    return [*level, *(Bar(b.top, b.left, b.bottom, b.right) for b in upright)]


def wipe(grey: Image.Image, bars: Iterable[Bar]) -> Image.Image:
    """The picture without these lines."""
    clean = grey.copy()
    draw = ImageDraw.Draw(clean)
    for bar in bars:
        draw.rectangle((bar.left - 2, bar.top - 2, bar.right + 2, bar.bottom + 2), fill=255)
    return clean


def _level(ink: Image.Image) -> Iterator[Bar]:
    """Blocks full of ink, joined along and across into lines."""
    blocks = ink.width // _BLOCK
    if not blocks or not ink.height:
        return
    whole = ink.crop((0, 0, blocks * _BLOCK, ink.height))
    full = whole.resize((blocks, ink.height), Image.Resampling.BOX).point(
        [255 if value >= _FULL else 0 for value in range(256)]
    )
    open_: list[list[int]] = []
    pixels = ink.load()
    done = 0
    data = full.tobytes()
    for y in range(ink.height):
        for first, last in _runs(data[y * blocks : (y + 1) * blocks]):
            _take(open_, first, last, y)
        closed = [bar for bar in open_ if bar[3] < y - 1]
        open_ = [bar for bar in open_ if bar[3] >= y - 1]
        for bar in _drawn(closed):
            yield _to_its_ends(bar, pixels, ink.size)
            done += 1
        if done > _MANY:
            return
    for bar in _drawn(open_):
        yield _to_its_ends(bar, pixels, ink.size)


def _to_its_ends(bar: Bar, pixels: Any, size: tuple[int, int]) -> Bar:
    """Blocks end where they end: the line goes on for a few pixels more."""
    rows = range(max(0, bar.top - 1), min(size[1], bar.bottom + 2))

    def inked(x: int) -> bool:
        return 0 <= x < size[0] and any(pixels[x, y] for y in rows)

    left, right = bar.left, bar.right
    while bar.left - left < _BLOCK and inked(left - 1):
        left -= 1
    while right - bar.right < _BLOCK and inked(right + 1):
        right += 1
    return bar._replace(left=left, right=right)


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    at = row.find(b"\xff")
    while at >= 0:
        end = at
        while end + 1 < len(row) and row[end + 1] == 255:
            end += 1
        yield at, end
        at = row.find(b"\xff", end + 1)


def _take(open_: list[list[int]], first: int, last: int, y: int) -> None:
    """Add a run to the line it touches; lines that it joins become one."""
    touching = [bar for bar in open_ if bar[0] <= last + 1 and first <= bar[2] + 1]
    one = [first, y, last, y]
    for bar in touching:
        open_.remove(bar)
        one = [min(one[0], bar[0]), min(one[1], bar[1]), max(one[2], bar[2]), y]
    open_.append(one)


def _drawn(bars: Iterable[list[int]]) -> Iterator[Bar]:
    for first, top, last, bottom in bars:
        left, right = first * _BLOCK, (last + 1) * _BLOCK
        # a long line of a page that is not quite level covers more rows than it is thick
        thick = bottom - top - (right - left) * 0.004
        if right - left >= _SHORTEST and thick <= _THICKEST:
            yield Bar(left, top, right, bottom)

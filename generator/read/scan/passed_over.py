"""Ink that recognition of a page passed over: a last line of one short word it takes for dirt.

What was read, and drawn lines, are wiped from the picture; what is left is parted by the white
between, down and across in turn, and kept where it is as high as letters are.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.office.tesseract import TextLine
    from generator.read.scan.ruling import Bar

_Box = tuple[int, int, int, int]

_LOW, _HIGH = 0.35, 1.7
"""Heights of what can be a line of letters, in heights of the lines that were read."""
_SHORTEST = 0.5
"""Its width, likewise: points and strokes at the edge are shorter."""
_ACROSS, _DOWN = 1.2, 0.3
"""White that parts pieces beside and above one another, likewise."""
_AROUND = 0.2
"""What is wiped around words: marks over capitals, tails of letters."""
_FULL = 0.06, 0.6
"""Shares of ink in a box of letters: dust is thinner, bars and edges are fuller."""
_MOST = 40
_STRIP = 32
"""Pixels of a row that are looked at together; a speck of one or two is not seen."""


def passed_over(ink: Image.Image, bars: Iterable[Bar], lines: Sequence[TextLine]) -> list[_Box]:
    """The places, upper ones first; `ink` is white where there is ink."""
    if not lines:
        return []
    size = median(line.size for line in lines)
    rest = ink.copy()
    draw = ImageDraw.Draw(rest)
    for bar in bars:
        draw.rectangle((bar.left - 4, bar.top - 4, bar.right + 4, bar.bottom + 4), fill=0)
    for line in lines:
        draw.rectangle(_around(line, size * _AROUND), fill=0)
    edge = int(size / 2)
    whole = (edge, edge, max(edge, ink.width - edge), max(edge, ink.height - edge))
    found = [box for box in _parts(rest, whole, size) if _as_letters(rest, box, size)]
    beside = int(size * _AROUND)
    return [
        (max(0, left - beside), max(0, top - beside), right + beside, bottom + beside)
        for left, top, right, bottom in found[:_MOST]
    ]


def _around(line: TextLine, room: float) -> tuple[float, float, float, float]:
    return (
        line.words[0].left - room, min(w.top for w in line.words) - room,
        line.words[-1].right + room, max(w.bottom for w in line.words) + room,
    )  # fmt: skip


def _parts(rest: Image.Image, box: _Box, size: float) -> Iterator[_Box]:
    """The pieces of a box that white parts, each as small as its ink."""
    queue = [(box, True, False)]
    while queue:
        now, down, stayed = queue.pop(0)
        pieces = list(_cut(rest, now, size * (_DOWN if down else _ACROSS), down=down))
        if pieces != [now]:
            queue += [(piece, not down, False) for piece in pieces]
        elif stayed:
            yield now
        else:
            queue.append((now, not down, True))


def _cut(rest: Image.Image, box: _Box, white: float, *, down: bool) -> Iterator[_Box]:
    """The box parted along one direction."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return
    part = rest.crop(box)
    if not down:
        part = part.transpose(Image.Transpose.TRANSPOSE)
    strips = part.reduce((min(_STRIP, part.width), 1)).point(
        [255 if v > 12 else 0 for v in range(256)]
    )
    begin, end = -1, -1
    for at in range(strips.height):
        if strips.crop((0, at, strips.width, at + 1)).getbbox() is None:
            continue
        if begin >= 0 and at - end > white:
            yield _piece(box, begin, end + 1, down=down)
            begin = at
        begin = at if begin < 0 else begin
        end = at
    if begin >= 0:
        yield _piece(box, begin, end + 1, down=down)


def _piece(box: _Box, begin: int, end: int, *, down: bool) -> _Box:
    left, top, right, bottom = box
    return (
        (left, top + begin, right, top + end) if down else (left + begin, top, left + end, bottom)
    )


def _as_letters(rest: Image.Image, box: _Box, size: float) -> bool:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    if not _LOW * size <= height <= _HIGH * size or width < _SHORTEST * size:
        return False
    share = rest.crop(box).histogram()[255] / (width * height)
    return _FULL[0] <= share <= _FULL[1]

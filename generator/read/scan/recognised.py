"""One sheet recognised: its words with their looks, its drawn lines, what was wrong with it.

Cells of ruled tables are recognised each by itself, all in one call; the rest of the page as a
page. What has figures is recognised twice, at two sizes: where the two differ nobody can be sure.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageFilter, ImageOps

from generator.office.tesseract import TextLine, recognise, turned
from generator.read.pdf.drawn_tables import ruled
from generator.read.pdf.glyphs import Stroke
from generator.read.pdf.segments import LABEL
from generator.read.scan.misreadings import mended, read_on, without_dirt
from generator.read.scan.passed_over import passed_over
from generator.read.scan.picture import DPI, ink_of, straight, threshold, turned_by
from generator.read.scan.ruling import Bar, bars_of, wipe
from generator.read.scan.stroke_looks import Weights, leans
from generator.text.normal import stop_word_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.office.tesseract import RecognisedWord
    from generator.read.scan.picture import GreyPage

PAGE, BLOCK, ONE_LINE = 3, 6, 7
UNSURE = 80
"""Tesseract is right in 99 of 100 words of which it is surer than this."""
_GAP = 1.8
"""A gap wider than so many times the height of the letters parts columns."""
_READ = 50
"""How sure recognition must be of words that it found at the second look only."""
_NOISE = 20
"""A word alone of which it is less sure is none."""
_MAX_CELLS = 600
_AGAIN = 1.35
"""The second look is at letters so much larger."""
_BLUR = 0.9
"""Pixels."""
_PT = 72 / DPI


class SeenWord(NamedTuple):
    """A word of a page."""

    word: RecognisedWord
    weight: float | None
    """Thickness of its strokes, pixels; None where it cannot be measured."""
    doubtful: bool


class SeenLine(NamedTuple):
    """Words of one line and one column."""

    words: tuple[SeenWord, ...]
    size: float
    base: float
    italic: bool

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(seen.word.text for seen in self.words)


class SeenPage(NamedTuple):
    """What recognition saw on a sheet; pixels of the sheet as it stands now."""

    width: int
    height: int
    lines: tuple[SeenLine, ...]
    bars: tuple[Bar, ...]
    turned: int
    """Degrees, clockwise, that the sheet was turned by."""
    skew: float
    dpi: int
    stamped: int
    """Words that a stamp covers."""
    unread: int
    """Places with ink of the height of letters that could not be read."""

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(len(line.words) for line in self.lines)


def recognised(program: str, sheet: GreyPage) -> SeenPage | None:
    """Recognise a sheet, turned upright first where it stands otherwise; None on failure."""
    seen = _upright(program, sheet)
    if seen is None:
        return None
    if _legible(seen):
        return seen
    degrees = turned(program, sheet.grey)
    if not degrees:
        return seen
    again = _upright(program, straight(turned_by(sheet, degrees)))
    return again._replace(turned=degrees) if again is not None and _better(again, seen) else seen


def _legible(seen: SeenPage) -> bool:
    """Whether a page reads as Vietnamese; a page with hardly a word is taken as it is."""
    return seen.words < 8 or stop_word_share(line.text for line in seen.lines) >= 0.05


def _better(one: SeenPage, other: SeenPage) -> bool:
    def sure(page: SeenPage) -> float:
        return sum(w.word.sure * len(w.word.text) for line in page.lines for w in line.words)

    return sure(one) > sure(other)


def _upright(program: str, sheet: GreyPage) -> SeenPage | None:
    level = threshold(sheet.grey)
    ink = ink_of(sheet.grey, level)
    bars = bars_of(ink)
    # grain and sharp edges of a scanner mislead recognition more than a little blur does
    clean = wipe(sheet.grey, bars).filter(ImageFilter.GaussianBlur(_BLUR))
    cells = list(_cells(bars, sheet.grey.size))[:_MAX_CELLS]
    page = recognise(program, [_without(clean, cells)], PAGE)
    inked = [box for box in cells if _has_ink(ink, box)]
    inside = recognise(
        program, [_framed(clean.crop(_inner(box))) for box in inked], BLOCK, 60 + len(inked) // 2
    )
    if page is None or inside is None:
        return None
    whole = [part for line in page[0] for part in _columns(line)]
    found, guessed = _labels(program, clean, [line for line in whole if not _is_noise(line)])
    for box, lines in zip(inked, inside, strict=True):
        left, top, _right, _bottom = _inner(box)
        size = median([line.size for line in lines]) if lines else 0.0
        moved = [_moved(line, left - _FRAME, top - _FRAME, size) for line in lines]
        found += [part for line in moved for part in _columns(line)]
    missed, unread = _missed(program, clean, passed_over(ink, bars, found))
    unread += sum(map(_is_noise, whole))
    lines = read_on([*found, *missed])
    doubts = _stamped(sheet, lines)
    stamped = len(doubts)
    doubts |= guessed | {word for line in missed for word in line.words}
    doubts |= _second_look(program, clean, lines)
    weights = Weights(ink)
    seen = tuple(_seen(line, ink, weights, doubts) for line in lines)
    return SeenPage(*sheet.grey.size, seen, tuple(bars), 0, sheet.skew, sheet.dpi, stamped, unread)


def _seen(
    line: TextLine, ink: Image.Image, weights: Weights, doubts: set[RecognisedWord]
) -> SeenLine:
    words = tuple(
        SeenWord(word, weights.of(word), word.sure < UNSURE or word in doubts)
        for word in line.words
    )
    return SeenLine(words, line.size, line.base, leans(ink, line))


# ------------------------------------------------------------------------- tables


_Box = tuple[int, int, int, int]
_FRAME = 20
"""White around a cell; without it recognition loses letters at the edge."""


def strokes_of(bars: Iterable[Bar], height: int) -> list[Stroke]:
    """Drawn lines in points, from the lower left corner."""
    found = []
    for bar in bars:
        x0, x1 = bar.left * _PT, bar.right * _PT
        y0, y1 = (height - bar.bottom) * _PT, (height - bar.top) * _PT
        if x1 - x0 >= y1 - y0:
            y0 = y1 = (y0 + y1) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        found.append(Stroke(x0, y0, x1, y1))
    return found


def _cells(bars: Sequence[Bar], size: tuple[int, int]) -> Iterator[_Box]:
    """The cells of the ruled tables of a page, in pixels."""
    width, height = size
    found = ruled([], strokes_of(bars, height), width * _PT, height * _PT)
    for grid in found.grids:
        for cell in grid.cells:
            box = (
                round(cell.x0 / _PT), round(height - cell.y1 / _PT),
                round(cell.x1 / _PT), round(height - cell.y0 / _PT),
            )  # fmt: skip
            if box[2] - box[0] > 12 and box[3] - box[1] > 12:
                yield box


def _inner(box: _Box) -> _Box:
    return box[0] + 4, box[1] + 3, box[2] - 4, box[3] - 3


def _framed(crop: Image.Image) -> Image.Image:
    return ImageOps.expand(crop, _FRAME, fill=255)


def _has_ink(ink: Image.Image, box: _Box) -> bool:
    left, top, right, bottom = box
    return ink.crop((left + 6, top + 6, right - 6, bottom - 6)).histogram()[255] > 25


def _without(clean: Image.Image, cells: Iterable[_Box]) -> Image.Image:
    page = clean.copy()
    for box in cells:
        page.paste(255, box)
    return page


def _missed(program: str, clean: Image.Image, boxes: Sequence[_Box]) -> tuple[list[TextLine], int]:
    """What stands in places that recognition of the page passed over, and how many stay unread."""
    again = recognise(program, [_framed(clean.crop(box)) for box in boxes], ONE_LINE) or []
    found = []
    for (left, top, _right, _bottom), lines in zip(boxes, again, strict=False):
        said = [_moved(x, left - _FRAME, top - _FRAME, x.size) for x in lines if _is_text(x)]
        found.append(said[:1])
    return [line for said in found for line in said], len(boxes) - sum(map(len, found))


def _is_text(line: TextLine) -> bool:
    letters = sum(c.isalnum() for w in line.words for c in w.text)
    return letters > 1 and all(w.sure >= _READ for w in line.words)


def _is_noise(line: TextLine) -> bool:
    """Words of which recognition is sure of none: strokes of a pen, an edge, a seal."""
    limit = _READ if len(line.words) > 1 else _NOISE
    return all(word.sure < limit for word in line.words)


def _moved(line: TextLine, x: int, y: int, size: float) -> TextLine:
    words = [
        w._replace(left=w.left + x, right=w.right + x, top=w.top + y, bottom=w.bottom + y)
        for w in line.words
    ]
    return TextLine(tuple(words), size, line.base + y)


# ------------------------------------------------------------------------- lines


def _columns(line: TextLine) -> Iterator[TextLine]:
    """The parts of a line that stand far from one another."""
    part: list[RecognisedWord] = []
    for word in without_dirt(line.words):
        if part and word.left - part[-1].right > _GAP * line.size:
            yield line._replace(words=tuple(mended(part)))
            part = []
        part.append(word)
    if part:
        yield line._replace(words=tuple(mended(part)))


def _labels(
    program: str, clean: Image.Image, lines: Sequence[TextLine]
) -> tuple[list[TextLine], set[RecognisedWord]]:
    """Numbers that stand apart from their text, read once more as numbers, and which were."""
    asked = [line for line in lines if _odd_label(line, lines)]
    crops = [_framed(_doubled(clean, line.words[0])) for line in asked]
    again = recognise(program, crops, ONE_LINE, only="0123456789IVXabcdđeg.)-+") or []
    said: dict[int, RecognisedWord] = {}
    for line, second in zip(asked, again, strict=False):
        text = "".join(w.text for part in second for w in part.words)
        if LABEL.match(text):
            said[id(line)] = line.words[0]._replace(text=text)
    out = [line._replace(words=(said[id(line)],)) if id(line) in said else line for line in lines]
    return out, set(said.values())


def _odd_label(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A word of few letters that is no number, close to the left of a line of text."""
    word = line.words[0]
    if len(line.words) > 1 or len(word.text) > 4 or LABEL.match(word.text):
        return False
    return any(
        abs(other.base - line.base) < 0.4 * other.size
        and 0 < other.words[0].left - word.right < 6 * other.size
        for other in lines
    )


def _doubled(clean: Image.Image, word: RecognisedWord) -> Image.Image:
    crop = clean.crop((word.left - 6, word.top - 8, word.right + 6, word.bottom + 8))
    return crop.resize((crop.width * 2, crop.height * 2), Image.Resampling.BICUBIC)


# ------------------------------------------------------------------------- doubts

_FIGURES = re.compile(r"[^\W_]*\d[\w.,/%-]*")
_LETTERS = re.compile(r"[\W_]+")


def _stamped(sheet: GreyPage, lines: Iterable[TextLine]) -> set[RecognisedWord]:
    """Words on which a stamp lies."""
    if sheet.stamp is None:
        return set()
    found = set()
    for line in lines:
        for word in line.words:
            box = (word.left, word.top, word.right, word.bottom)
            area = max(1, (word.right - word.left) * (word.bottom - word.top))
            if sheet.stamp.crop(box).histogram()[255] > 0.03 * area:
                found.add(word)
    return found


def _second_look(
    program: str, clean: Image.Image, lines: Sequence[TextLine]
) -> set[RecognisedWord]:
    """Figures and short lines of names that look otherwise at another size."""
    asked = [line for line in lines if _needs_second(line)]
    crops = []
    for line in asked:
        crop = clean.crop((
            line.words[0].left - 15, min(w.top for w in line.words) - 10,
            line.words[-1].right + 15, max(w.bottom for w in line.words) + 10,
        ))  # fmt: skip
        size = (round(crop.width * _AGAIN), round(crop.height * _AGAIN))
        crops.append(_framed(crop.resize(size, Image.Resampling.BICUBIC)))
    again = recognise(program, crops, ONE_LINE, 60 + len(crops) // 4)
    if again is None:
        return {word for line in asked for word in line.words}
    found: set[RecognisedWord] = set()
    for line, second in zip(asked, again, strict=True):
        said = [_bare(w.text) for part in second for w in part.words]
        for word in line.words:
            same = _bare(word.text) in said or _bare(word.text) in "".join(said)
            if not same:
                found.add(word)
    return found


def _needs_second(line: TextLine) -> bool:
    if any(_FIGURES.search(w.text) for w in line.words):
        return True
    return 2 <= len(line.words) <= 5 and all(w.text[:1].isupper() for w in line.words)


def _bare(text: str) -> str:
    return _LETTERS.sub("", text)

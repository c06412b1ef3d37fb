"""Bold and italic in a picture: how thick the strokes of a word are, how they lean."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.office.tesseract import RecognisedWord, TextLine

_LEAN = 0.27
"""Italics of Times lean by 15°: so much aside for each step up."""
_EDGE = 2
"""Pixels taken off around the ink."""
_BOLDER = 0.65
"""So many pixels thicker than usual are bold, at 300 dots an inch and 14 points."""


class Weights:
    """How thick the strokes of words are: what is left of their ink without its edge says it."""

    def __init__(self, ink: Image.Image) -> None:
        self._ink = ink
        self._core = ink.filter(ImageFilter.MinFilter(2 * _EDGE + 1))

    def of(self, word: RecognisedWord) -> float | None:
        """Pixels; None for a word of points and dashes."""
        if sum(c.isalpha() for c in word.text) < 2:
            return None
        box = (word.left, word.top, word.right, word.bottom)
        all_ = self._ink.crop(box).histogram()[255]
        core = self._core.crop(box).histogram()[255]
        return 2 * _EDGE / (1 - core / all_) if all_ > 50 and core < all_ else None


def leans(ink: Image.Image, line: TextLine) -> bool:
    """Whether the letters of a line are italic: set upright, its columns part more sharply."""
    long = sorted(line.words, key=lambda w: w.left - w.right)[:5]
    votes = 0
    judged = [w for w in long if sum(c.isalpha() for c in w.text) > 1]
    for word in judged:
        crop = ink.crop((word.left - 8, word.top, word.right + 8, word.bottom))
        votes += _sharp(crop, _LEAN) > 1.1 * max(_sharp(crop, 0.0), _sharp(crop, -0.1))
    return votes * 2 > len(judged)


def _sharp(crop: Image.Image, lean: float) -> int:
    """How much neighbouring columns differ once the letters are pushed upright."""
    shift = lean * crop.height / 2
    upright = crop.transform(
        crop.size, Image.Transform.AFFINE, (1, -lean, shift, 0, 1, 0), Image.Resampling.BILINEAR
    )
    columns = upright.resize((crop.width, 1), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in pairwise(columns))


def bold_words(weights: Sequence[float | None], usual: float) -> list[bool]:
    """Which words of a line are bold: all, none, or the first ones, as offices write."""
    known = [(i, w > usual + _BOLDER) for i, w in enumerate(weights) if w is not None]
    if not known:
        return [False] * len(weights)
    heavy = sum(bold for _i, bold in known)
    if heavy >= 0.75 * len(known):
        return [True] * len(weights)
    if heavy >= 2:
        for cut in range(known[0][0] + 1, len(weights)):
            before = [bold for i, bold in known if i < cut]
            after = [bold for i, bold in known if i >= cut]
            if all(before) and len(before) >= 2 and after and not any(after):
                return [i < cut for i in range(len(weights))]
    return [False] * len(weights)


def usual_weight(found: Sequence[float]) -> float:
    """The thickness of most words: of the thinner half, where headings are many."""
    thin = sorted(found)[: max(1, int(len(found) * 0.7))]
    return median(thin) if thin else 5.0

"""Recognised pages as the pages of glyphs that the reader of PDF makes lines of."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from generator.read.pdf.glyphs import Glyph, GlyphStyle, Page
from generator.read.scan.picture import DPI
from generator.read.scan.recognised import strokes_of
from generator.read.scan.stroke_looks import bold_words, usual_weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.read.scan.recognised import SeenLine, SeenPage

_PT = 72 / DPI
_SAME = 0.11
"""Letters that differ by less than so much in height are of one size."""
_BESIDE = 0.04
"""White beside the ink of a word, in heights of its letters."""
_BLANK = 0.12
"""The narrowest blank between words, likewise: capitals of a head stand that close."""


def pages_of(seen: Sequence[tuple[int, SeenPage]]) -> list[Page]:
    """The pages, each with its number; sizes and weights are judged over all of them."""
    lines = [line for _number, page in seen for line in page.lines]
    body = _body_size(lines)
    weights = [w.weight for line in lines for w in line.words if w.weight is not None]
    usual = usual_weight(weights)
    return [
        Page(
            number, page.width * _PT, page.height * _PT,
            [g for line in page.lines for g in _glyphs(line, page.height, body, usual)],
            [], strokes_of(page.bars, page.height), 1.0, 0,
        )
        for number, page in seen
    ]  # fmt: skip


def _body_size(lines: Iterable[SeenLine]) -> float:
    """Height of most letters, pixels."""
    return median([line.size for line in lines if len(line.words) > 5] or [DPI * 14 / 72])


def _size(line: SeenLine, body: float) -> float:
    """Points: of the body, or in steps of one point where it clearly differs."""
    usual = round(body * _PT * 2) / 2
    if abs(line.size / body - 1) <= _SAME or len(line.words) < 2:
        return usual
    return float(round(line.size * _PT))


def _glyphs(line: SeenLine, height: int, body: float, usual: float) -> Iterator[Glyph]:
    """One glyph for each letter, the width of a word shared out among its letters."""
    bold = bold_words([seen.weight for seen in line.words], usual)
    size, base = _size(line, body), (height - line.base) * _PT
    before = None
    for seen, heavy in zip(line.words, bold, strict=True):
        word = seen.word
        style = GlyphStyle(
            "", size, heavy, line.italic, hidden=False, unmapped=False, doubt=seen.doubtful
        )
        # letters take a little more room than their ink
        left, right = word.left * _PT - _BESIDE * size, word.right * _PT + _BESIDE * size
        if before is not None:
            left = max(left, before + _BLANK * size)
            yield Glyph(before, left, base, " ", style)
        step = (right - left) / len(word.text)
        for number, char in enumerate(word.text):
            yield Glyph(left + number * step, left + (number + 1) * step, base, char, style)
        before = right

"""Page breaks among the letters: each parts a paragraph in two, the second on a new page.

So LibreOffice reads them (writerfilter: a break is put off until letters follow, and what goes
on after letters has the default style, with what the paragraph itself asks for); a break that
ends a paragraph is handed on to what follows, and several without letters between are one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.typeset.manuscript import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.typeset.manuscript import Flow, SetPiece

BREAK = "\f"


def between_breaks(passage: Passage) -> Iterator[Passage]:
    """The paragraphs a paragraph becomes by its page breaks."""
    runs: list[list[SetPiece]] = [[]]
    ends = [0]
    for piece in passage.pieces:
        for number, text in enumerate(piece.text.split(BREAK)):
            if number:
                runs.append([])
                ends[-1] += 1
                ends.append(ends[-1])
            if text:
                runs[-1].append(piece._replace(text=text))
            ends[-1] += len(text)
    said = [n for n, pieces in enumerate(runs) if pieces] or [0]
    start = 0
    for number in said:
        last = number == said[-1]
        end = ends[-1] if last else ends[number]
        marks = [(name, at - start) for name, at in passage.bookmarks if start <= at < end or last]
        notes = [(at - start, note) for at, note in passage.notes if start <= at < end or last]
        links = [
            (max(a - start, 0), b - start, target)
            for a, b, target in passage.links
            if b > start and (a < end or last)
        ]
        measure = passage.measure
        if number:
            measure = measure._replace(break_before=True)
        yield replace(
            passage,
            measure=measure,
            pieces=tuple(runs[number]),
            bookmarks=tuple([(name, at) for name, at in marks if at >= 0]),
            notes=tuple([(at, note) for at, note in notes if at >= 0]),
            links=tuple(links),
            drawn=passage.drawn if number == said[0] else (),
            breaks=last and number < len(runs) - 1,
            parts=(),
            kept={},
        )
        start = end


def parted(block: Flow, *, after: Flow | None) -> tuple[Flow, ...]:
    """What a block is in the text, `after` standing before it."""
    blocks: tuple[Flow, ...] = (block,)
    if isinstance(block, Passage) and block.parts:
        blocks = block.parts
    if not isinstance(after, Passage) or not after.breaks:
        return blocks
    first = blocks[0]
    if isinstance(first, Passage):
        begun: Flow = replace(first, measure=first.measure._replace(break_before=True), kept={})
    else:
        begun = replace(first, break_before=True, kept={})
    return (begun, *blocks[1:])

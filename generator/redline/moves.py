"""Paragraphs that left one place and came to another, unchanged or with a small edit.

Word is strict about moves: only whole paragraphs with a tracked mark on both ends, ranges
paired by name. So only what is surely safe becomes one: plain text that is nowhere twice. What
was edited on the way is marked where it came to, within the move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from generator.redline.assemble import Slice
from generator.redline.inside_paragraphs import compare_groups
from generator.redline.pieces import is_bookmark

if TYPE_CHECKING:
    from generator.redline.state import WriterState
    from generator.redline.story_blocks import Block
    from generator.redline.stream import Physical

_LEAST = 24
"""Characters; shorter paragraphs are likely to be alike by chance."""
_EDITED_LEAST = 8
"""Words of a paragraph that is known again although it was edited."""
_SMALL_EDIT = 0.75
"""Part of the words that a move with a small edit keeps."""
_PAIRS = 10_000
"""Pairs that are all looked at."""
_OTHER = {"-": "<", "+": ">"}
_WITHIN = {"=": ">", "+": "+", "-": "x"}
"""What becomes of kept, inserted and deleted words of a paragraph that moved."""


class _End(NamedTuple):
    """A paragraph that may be one end of a move."""

    paragraph: Physical
    block: Block


def mark_moves(paragraphs: list[Physical], state: WriterState) -> None:
    """Turn deletion + insertion of one paragraph into a move, in place."""
    sides: dict[str, dict[bytes, list[_End]]] = {"-": {}, "+": {}}
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        block = paragraph.mark.old if paragraph.mark.status == "-" else paragraph.mark.new
        if paragraph.mark.status == "=" or block is None or after is None:
            continue
        if len(block.text) >= _LEAST and _is_plain(paragraph, block):
            ends = sides[paragraph.mark.status].setdefault(block.key, [])
            ends.append(_End(paragraph, block))
    gone, come = sides["-"], sides["+"]
    for key in [k for k in gone if k in come]:
        before, after_ = gone.pop(key), come.pop(key)
        if len(before) == len(after_) == 1:
            _turn(before[0].paragraph, after_[0].paragraph, state)
    for old, new in _edited(
        [e for ends in gone.values() for e in ends],
        [e for ends in come.values() for e in ends],
        state,
    ):
        _turn(old.paragraph, new.paragraph, state)
        _mark_edits(old.block, new, state)


def _is_plain(paragraph: Physical, block: Block) -> bool:
    """Whether a paragraph is the whole of its block and nothing but text (and bookmarks)."""
    status = paragraph.mark.status
    said = []
    for x in paragraph.content:
        if not isinstance(x, Slice) or x.ctx or x.piece.ctx:
            return False
        if x.piece.kind == "point":
            if not is_bookmark(x.piece):
                return False
            continue
        if x.status != status or not (x.piece.kind == "text" or isinstance(x.piece.key, str)):
            return False
        said.append(x.piece.text[x.start : x.end])
    return "".join(said) == "".join(p.text for p in block.pieces if p.kind != "point")


def _edited(gone: list[_End], come: list[_End], state: WriterState) -> list[tuple[_End, _End]]:
    """Paragraphs that are each other's best likeness, and alike enough."""
    if not gone or not come or len(gone) * len(come) > _PAIRS:
        return []
    scores = [[_alike(a.block, b.block, state) for b in come] for a in gone]
    found = []
    for i, line in enumerate(scores):
        j = max(range(len(come)), key=line.__getitem__)
        if line[j] < _SMALL_EDIT or line.count(line[j]) > 1:
            continue
        others = [row[j] for k, row in enumerate(scores) if k != i]
        if line[j] > max(others, default=0.0):
            found.append((gone[i], come[j]))
    return found


def _alike(old: Block, new: Block, state: WriterState) -> float:
    a, b = old.codes(state.codes), new.codes(state.codes)
    shorter, longer = sorted((len(a), len(b)))
    if shorter < _EDITED_LEAST or 2 * shorter < _SMALL_EDIT * (shorter + longer):
        return 0.0
    return 2 * LCSseq.similarity(a, b) / (len(a) + len(b))


def _turn(gone: Physical, come: Physical, state: WriterState) -> None:
    state.moves += 1
    for paragraph in (gone, come):
        paragraph.move = f"move{state.moves}"
        status = _OTHER[paragraph.mark.status]
        paragraph.mark.status = status
        for item in paragraph.content:
            if isinstance(item, Slice):
                item.status = status  # type: ignore[assignment]


def _mark_edits(old: Block, come: _End, state: WriterState) -> None:
    """Say within the moved paragraph which words came with it, and which are new or gone.

    LibreOffice keeps what goes within a move (7.4); there only the place it left shows that.
    """
    come.paragraph.content = [
        Slice(_WITHIN[x.status], x.piece, x.start, x.end)  # type: ignore[arg-type]
        for x in compare_groups([old], [come.block], state).items
        if x.status != "-" or state.daring.word
    ]

"""Paragraphs that left one place and came, unchanged, to another.

Word is strict about moves: only whole paragraphs with a tracked mark on both ends, ranges
paired by name. So only what is surely safe becomes one: plain text that is nowhere twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.redline.assemble import Item

if TYPE_CHECKING:
    from generator.redline.state import State
    from generator.redline.stream import Physical

_LEAST = 24
"""Characters; shorter paragraphs are likely to be alike by chance."""
_OTHER = {"-": "<", "+": ">"}


def mark_moves(paragraphs: list[Physical], state: State) -> None:
    """Turn deletion + insertion of one paragraph into a move, in place."""
    sides: dict[str, dict[bytes, list[Physical]]] = {"-": {}, "+": {}}
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        block = paragraph.mark.old if paragraph.mark.status == "-" else paragraph.mark.new
        if paragraph.mark.status == "=" or block is None or after is None:
            continue
        if len(block.text) >= _LEAST and _is_plain(paragraph):
            sides[paragraph.mark.status].setdefault(block.key, []).append(paragraph)
    for key, gone in sides["-"].items():
        come = sides["+"].get(key, [])
        if len(gone) == len(come) == 1:
            state.moves += 1
            for paragraph in (*gone, *come):
                _turn(paragraph, f"move{state.moves}")


def _is_plain(paragraph: Physical) -> bool:
    status = paragraph.mark.status
    return all(
        isinstance(x, Item)
        and x.status == status
        and not x.ctx
        and (x.piece.kind == "text" or isinstance(x.piece.key, str))
        for x in paragraph.content
    )


def _turn(paragraph: Physical, name: str) -> None:
    paragraph.move = name
    status = _OTHER[paragraph.mark.status]
    paragraph.mark.status = status
    for item in paragraph.content:
        if isinstance(item, Item):
            item.status = status  # type: ignore[assignment]

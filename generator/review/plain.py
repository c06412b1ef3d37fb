"""A Word file as lines of text: what `git diff` compares of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.content import Para, WordText


def lines(text: WordText) -> Iterator[str]:
    """One line per paragraph and per row of a table; comments at the end."""
    row: tuple[int, int] | None = None
    cells: list[str] = []
    column = -1
    for para in text.paragraphs:
        cell = para.cell
        here = (cell.table, cell.row) if cell is not None else None
        if row is not None and here != row:
            yield " | ".join(cells)
            cells = []
            column = -1
        row = here
        if cell is None:
            if line := _line(para):
                yield line
        elif cell.col == column:
            cells[-1] = " ".join(filter(None, (cells[-1], _line(para))))
        else:
            cells.append(_line(para))
            column = cell.col
    if cells:
        yield " | ".join(cells)
    for comment in text.comments:
        yield f"[{comment.author}] {' '.join(comment.text.split())}"


def _line(para: Para) -> str:
    text = " ".join(para.text.split())
    return f"{para.label} {text}".strip() if para.label else text

"""Paragraphs of a Word document as lines for the classifier (until the reader's own lands)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.read.lines import Cell, Line, Part, Piece, most
from generator.document.read.normal import clean, squeeze

if TYPE_CHECKING:
    from generator.document.word.content import WordText

_PARTS: dict[str, Part] = {
    "body": "than",
    "header": "dau",
    "footer": "chan",
    "footnote": "chu_thich",
    "endnote": "chu_thich",
    "comment": "nhan_xet",
}


def lines_of_word(text: WordText, file: str = "") -> list[Line]:
    """One line for each paragraph."""
    lines = []
    blanks = 0
    for para in text.paragraphs:
        runs = tuple(
            Piece(clean(r.text), r.fmt.bold, r.fmt.italic, r.fmt.size) for r in para.runs if r.text
        )
        cell = para.cell
        line = Line(
            text=squeeze(clean(para.text)),
            raw=para.text,
            place=para.place(file),
            runs=runs,
            align=para.fmt.align,
            indent_mm=para.fmt.left,
            first_mm=para.fmt.first_line,
            size=para.size,
            bold=most(runs, "bold"),
            italic=most(runs, "italic"),
            label=para.label,
            level=para.fmt.level if para.label else None,
            cell=Cell(cell.table, cell.row, cell.col, cell.row_span, cell.col_span)
            if cell
            else None,
            box=para.box,
            part=_PARTS[para.part],
            blank_before=blanks,
            page_break=para.page_break,
            para=para,
        )
        lines.append(line)
        blanks = 0 if line.text else blanks + 1
    return lines

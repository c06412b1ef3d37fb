"""Lines of a .docx: one for each paragraph, or for each line where Word breaks it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.read.lines import Cell, Line, Piece
from generator.text.normal import Changes, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.content import Para, WordText
    from generator.read.lines import Align, Part

_PARTS: dict[str, Part] = {
    "body": "than",
    "header": "dau",
    "footer": "chan",
    "footnote": "chu_thich",
    "endnote": "chu_thich",
    "comment": "nhan_xet",
}
_BREAKS = str.maketrans({"\f": "\n", "\v": "\n"})


def lines_of_word(text: WordText, file: str, changes: Changes | None = None) -> list[Line]:
    """The lines of a document in reading order; empty paragraphs are only counted."""
    changes = changes if changes is not None else Changes()
    changes.encodings.hear(para.text for para in text.paragraphs)
    lines: list[Line] = []
    blank = 0
    for para in text.paragraphs:
        if not para.text.strip() and not para.label:
            blank += 1
            if para.cell is not None and _fills_cell(para, lines):
                lines.append(_empty(para, file))
            continue
        for line in _lines(para, file, changes, blank):
            lines.append(line)
            blank = 0
    return lines


def _fills_cell(para: Para, lines: list[Line]) -> bool:
    """The first paragraph of a cell: an empty cell is a cell all the same."""
    return not (lines and lines[-1].para is not None and lines[-1].para.cell is para.cell)


def _empty(para: Para, file: str) -> Line:
    return Line(
        text="", place=para.place(file), cell=_cell(para), part=_PARTS[para.part], para=para
    )


def _cell(para: Para) -> Cell | None:
    cell = para.cell
    if cell is None:
        return None
    return Cell(cell.table, cell.row, cell.col, cell.row_span, cell.col_span)


def _lines(para: Para, file: str, changes: Changes, blank: int) -> Iterator[Line]:
    rows = _rows(para, changes)
    fmt = para.fmt
    align: Align = fmt.align
    place = para.place(file)
    size = para.size
    raw = f"{para.label} {para.text}" if para.label else para.text
    first = True
    for pieces in rows:
        bold = italic = count = 0
        for piece in pieces:
            letters = len(piece.text) - piece.text.count(" ")
            count += letters
            bold += letters if piece.bold else 0
            italic += letters if piece.italic else 0
        yield Line(
            text="".join([p.text for p in pieces]),
            raw=raw if first else "",
            place=place,
            runs=pieces,
            align=align,
            indent_mm=fmt.left,
            first_mm=fmt.first_line,
            size=size,
            bold=bold * 2 > count,
            italic=italic * 2 > count,
            label=para.label if first else "",
            cell=_cell(para),
            box=para.box,
            part=_PARTS[para.part],
            blank_before=blank if first else 0,
            page_break=para.page_break if first else False,
            para=para,
        )
        first = False


def _rows(para: Para, changes: Changes) -> list[tuple[Piece, ...]]:
    """The runs as clean pieces, cut where a line ends; each row without blanks at its ends."""
    rows: list[list[Piece]] = [[]]
    encoding = changes.encodings.of(para.text)
    for run in para.runs:
        fmt = run.fmt
        text = run.text.translate(_BREAKS)
        capitals = fmt.caps or (encoding is not None and encoding.is_capital(fmt.font))
        for number, part in enumerate(text.split("\n")):
            if number:
                rows.append([])
            part = clean(part, changes, encoding)
            part = part.upper() if capitals else part  # after: bytes of TCVN3 have no capitals
            if part:
                rows[-1].append(Piece(part, fmt.bold, fmt.italic, fmt.size))
    out = [_squeezed(row) for row in rows]
    kept = [row for row in out if row]
    return kept or [()]


def _squeezed(row: list[Piece]) -> tuple[Piece, ...]:
    """Pieces of one emphasis joined, with single blanks between words."""
    out: list[Piece] = []
    blank = True  # blanks at the beginning go
    for piece in row:
        text = piece.text
        words = " ".join(text.split())
        if not words:
            if not blank and out:
                out[-1] = out[-1]._replace(text=out[-1].text + " ")
                blank = True
            continue
        lead = "" if blank or not text[0].isspace() else " "
        tail = " " if text[-1].isspace() else ""
        joined = f"{lead}{words}{tail}"
        if out and out[-1].bold == piece.bold and out[-1].italic == piece.italic:
            out[-1] = out[-1]._replace(text=out[-1].text + joined)
        else:
            out.append(piece._replace(text=joined))
        blank = bool(tail)
    if out and out[-1].text.endswith(" "):
        out[-1] = out[-1]._replace(text=out[-1].text.rstrip())
        if not out[-1].text:
            out.pop()
    return tuple(out)

"""Lines of a .docx: one for each paragraph, or for each line where Word breaks it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.note_signs import sign
from generator.read.lines import Line, LinePiece, TableSpot
from generator.text.normal import Changes, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.content import Para, WordText
    from generator.read.lines import Align, Part

    Signs = dict[tuple[str, str], str]
    """Kind and id of a note → its sign."""

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
    signs = _signs(text)
    blank = 0
    for para in text.paragraphs:
        if not para.text.strip() and not para.label:
            blank += 1
            if para.cell is not None and _fills_cell(para, lines):
                lines.append(_empty(para, file))
            continue
        for line in _lines(para, file, changes, blank, signs):
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


def _cell(para: Para) -> TableSpot | None:
    cell = para.cell
    if cell is None:
        return None
    return TableSpot(cell.table, cell.row, cell.col, cell.row_span, cell.col_span)


def _signs(text: WordText) -> Signs:
    """The notes that the body refers to → their signs, in its order."""
    marks = [m for p in text.paragraphs if p.part == "body" for m in p.marks]
    keys = dict.fromkeys((m.kind, m.id) for m in marks if m.kind != "comment")
    return {key: sign(number) for number, key in enumerate(keys)}


def _lines(para: Para, file: str, changes: Changes, blank: int, signs: Signs) -> Iterator[Line]:
    rows = _rows(para, changes, signs)
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
            note=signs.get((para.part, para.note), ""),
        )
        first = False


def _rows(para: Para, changes: Changes, signs: Signs) -> list[tuple[LinePiece, ...]]:
    """The runs as clean pieces, cut where a line ends; each row without blanks at its ends."""
    rows: list[list[LinePiece]] = [[]]
    marks = [(m.offset, signs.get((m.kind, m.id), "")) for m in para.marks]
    at = 0
    encoding = changes.encodings.of(para.text)
    for run in para.runs:
        fmt = run.fmt
        capitals = fmt.caps or (encoding is not None and encoding.is_capital(fmt.font))
        for text, notes in _stretches(run.text, at, marks):
            for number, part in enumerate(text.translate(_BREAKS).split("\n")):
                if number:
                    rows.append([])
                part = clean(part, changes, encoding)
                part = part.upper() if capitals else part  # after: TCVN3 has no capitals
                if part:
                    rows[-1].append(LinePiece(part, fmt.bold, fmt.italic, fmt.size))
            if notes:
                rows[-1].append(LinePiece("", fmt.bold, fmt.italic, fmt.size, notes=notes))
        at += len(run.text)
    kept: list[tuple[LinePiece, ...]] = []
    for row in [_squeezed(row) for row in rows]:
        if any(piece.text for piece in row):
            kept.append(row)
        elif row and kept:  # nothing on the line but the mark of a note
            kept[-1] += row
    return kept or [()]


def _stretches(text: str, at: int, marks: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """A run that begins at `at`, cut where notes are marked: words, and the signs behind them."""
    done = at
    for place in sorted({p for p, made in marks if made and at < p <= at + len(text)}):
        yield text[done - at : place - at], "".join([m for p, m in marks if p == place])
        done = place
    early = "".join([made for place, made in marks if place == at == 0])
    if early:  # marked before the first word
        yield "", early
    yield text[done - at :], ""


def _squeezed(row: list[LinePiece]) -> tuple[LinePiece, ...]:
    """Pieces of one emphasis joined, with single blanks between words."""
    out: list[LinePiece] = []
    blank = True  # blanks at the beginning go
    for piece in row:
        text = piece.text
        words = " ".join(text.split())
        if piece.notes:
            out.append(piece)
            continue
        if not words:
            if not blank and out and out[-1].notes:
                out.append(piece._replace(text=" "))
                blank = True
            elif not blank and out:
                out[-1] = out[-1]._replace(text=out[-1].text + " ")
                blank = True
            continue
        lead = "" if blank or not text[0].isspace() else " "
        tail = " " if text[-1].isspace() else ""
        joined = f"{lead}{words}{tail}"
        alike = out and out[-1].bold == piece.bold and out[-1].italic == piece.italic
        if alike and not out[-1].notes:
            out[-1] = out[-1]._replace(text=out[-1].text + joined)
        else:
            out.append(piece._replace(text=joined))
        blank = bool(tail)
    while out and out[-1].text.endswith(" "):
        out[-1] = out[-1]._replace(text=out[-1].text.rstrip())
        if not out[-1].text:
            out.pop()
    return tuple(out)

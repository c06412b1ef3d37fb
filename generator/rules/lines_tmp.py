"""Temporary: paragraphs of Word as lines, until the reader's own lands."""
from __future__ import annotations
from generator.document.read.lines import Cell, Line, Piece, most
from generator.document.read.normal import clean, squeeze

_PART = {"body": "than", "header": "dau", "footer": "chan", "footnote": "chu_thich", "endnote": "chu_thich", "comment": "nhan_xet"}

def lines_of_word(text, file=""):
    out = []
    blanks = 0
    for p in text.paragraphs:
        t = squeeze(clean(p.text))
        runs = tuple(Piece(clean(r.text), r.fmt.bold, r.fmt.italic, r.fmt.size) for r in p.runs if r.text)
        c = p.cell
        out.append(Line(text=t, raw=p.text, place=p.place(file), runs=runs, align=p.fmt.align, indent_mm=p.fmt.left, first_mm=p.fmt.first_line, size=p.size,
            bold=most(runs, "bold"), italic=most(runs, "italic"), label=p.label, level=p.fmt.level if p.label else None,
            cell=Cell(c.table, c.row, c.col, c.row_span, c.col_span) if c else None, box=p.box, part=_PART[p.part], blank_before=blanks, page_break=p.page_break, para=p))
        blanks = 0 if t else blanks + 1
    return out

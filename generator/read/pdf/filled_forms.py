"""A filled form that came as a PDF with text: its tables and the words outside them.

Units send their reports signed, and what is signed is most often a PDF. A picture of a page is
no such form: figures recognised in a picture may be wrong, so a person copies them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Place, error, has_errors
from generator.locale import _
from generator.progress.form_tables import FilledForm, grid, read_tables
from generator.read.pdf.text_layer import lines_of_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic


def tables_of_any(
    path: Path, data: bytes, shown: str
) -> tuple[FilledForm | None, list[Diagnostic]]:
    """The tables of an .xlsx, a .docx or a PDF with text, by what the file is."""
    return _of_pdf(path, data, shown) if data[:5] == b"%PDF-" else read_tables(path, data, shown)


def _of_pdf(path: Path, data: bytes, shown: str) -> tuple[FilledForm | None, list[Diagnostic]]:
    text, problems = lines_of_pdf(path, data)
    place = Place(shown, "")
    hint = _("Xin đơn vị gửi tệp Excel, Word hoặc PDF xuất từ Word; hoặc chép vào biểu của đơn vị")
    if text is None:
        first = next(one for one in problems if has_errors([one]))
        message = first.message
        if first.code in ("NH508", "NH509"):
            message = _("Biểu là bản quét: số nhận dạng từ hình có thể sai nên không nhận")
        return None, [error("BC901", message, place, hint)]
    if text.scanned:
        message = _("Trang {cac} của biểu là bản quét: số nhận dạng từ hình có thể sai")
        pages = ", ".join(map(str, text.scanned))
        return None, [error("BC901", message.format(cac=pages), place, hint)]
    cells: dict[int, dict[tuple[int, int], list[str]]] = {}
    outside = []
    for line in text.lines:
        if line.part != "than":
            continue
        words = f"{line.label} {line.text}".strip()
        if line.cell is None:
            outside.append(words)
        else:
            spot = (line.cell.row, line.cell.col)
            cells.setdefault(line.cell.table, {}).setdefault(spot, []).append(words)
    tables = [grid(number, cells[number]) for number in sorted(cells)]
    lines = [words for words in outside if words]
    return FilledForm(tables, lines, None, lines), [one for one in problems if has_errors([one])]

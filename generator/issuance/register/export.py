"""The register printed: an .xlsx for the office, a .docx that becomes the PDF to bind.

Decree 30, Article 16.2.b: an electronic register is printed with all its fields and bound.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.issuance.register.records import Row, headings

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTHS = (14, 12, 48, 20, 36, 18, 9, 12, 14, 24)
"""Widths of the columns, characters of the sheet."""
_MM = (24, 21, 62, 30, 45, 26, 13, 20, 16, 20)
"""Widths of the printed columns, mm: A4 landscape less its margins."""
_POINTS = 10 * 12_700
"""Size of the printed text, EMU."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_xlsx(title: str, found: Sequence[Row]) -> bytes:
    """An .xlsx of the register. Texts are texts: nothing in a subject runs as a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("So dang ky")
        font = {"font_name": "Times New Roman", "font_size": 12}
        head = book.add_format(
            {**font, "bold": True, "border": 1, "text_wrap": True, "align": "center"}
        )
        cell = book.add_format({**font, "border": 1, "text_wrap": True, "valign": "top"})
        # text format: Excel asks no questions of "05/KH-UBND" or "=1+1" even when it is edited
        cell.set_num_format("@")
        sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, title, book.add_format({**font, "bold": True}))
        for column, (name, width) in enumerate(zip(headings(), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, name, head)
            sheet.write_string(3, column, f"({column + 1})", head)
        for line, row in enumerate(found, 4):
            for column, text in enumerate(row.columns()):
                sheet.write_string(line, column, _plain(text), cell)
        sheet.freeze_panes(4, 0)
        sheet.repeat_rows(2, 3)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _plain(text: str) -> str:
    """Text that stays text when the sheet is saved as .csv and opened again."""
    return "'" + text if text.startswith(_RISKY) else text


def as_docx(title: str, found: Sequence[Row]) -> bytes:
    """The register as a .docx for printing: A4 landscape, the headings on every page."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(10), Mm(10)
    section.top_margin, section.bottom_margin = Mm(20), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", _POINTS
    style.paragraph_format.space_after = 0
    heading = document.add_paragraph()
    heading.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    heading.add_run(title).bold = True
    table = document.add_table(rows=2 + len(found), cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    lines = [headings(), [f"({i})" for i in range(1, len(_WIDTHS) + 1)]]
    for line, texts in zip(table.rows, (*lines, *(row.columns() for row in found)), strict=True):
        for cell, text, width in zip(line.cells, texts, _MM, strict=True):
            cell.text, cell.width = text, Mm(width)
    for column, width in zip(table.columns, _MM, strict=True):
        column.width = Mm(width)  # the grid: LibreOffice goes by it
    for number, line in enumerate(table.rows):
        _keep(line, head=number < 2)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # python-docx still says 14, Word 2010
    out = io.BytesIO()
    document.core_properties.title = title
    document.save(out)
    return out.getvalue()


def _keep(row: Any, *, head: bool) -> None:
    """Print a row whole on one page; `head`: again at the top of every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))

"""The register printed: an .xlsx for the office, a .docx that becomes the PDF to bind.

Decree 30, Article 16.2.b: an electronic register is printed with all its fields and bound.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.issuance.register.edited import KEPT_MARK, KEPT_SHEET, row_id
from generator.issuance.register.entered import NumberRow, headings
from generator.workspace.spreadsheet import Spreadsheet, height

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTHS = (14, 12, 48, 20, 36, 18, 9, 12, 14, 24)
"""Widths of the columns, characters of the sheet."""
_MM = (30, 21, 58, 29, 44, 26, 13, 20, 16, 20)
"""Widths of the printed columns, mm: A4 landscape less its margins."""
_POINTS = 10 * 12_700
"""Size of the printed text, EMU."""
_TITLE = 26
"""Size of the title on the cover, points."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_xlsx(title: str, found: Sequence[NumberRow]) -> bytes:
    """An .xlsx of the register. Texts are texts: nothing in a subject runs as a formula.

    A hidden sheet keeps which number each row is and what its cells said: by it an edited file
    is read again, wherever its rows and columns were moved.
    """
    made = Spreadsheet(title)
    sheet = made.book.add_worksheet("So dang ky")
    font = {"font_name": "Times New Roman", "font_size": 12}
    box = {**font, "border": 1, "text_wrap": True}
    head = made.book.add_format({**box, "bold": True, "align": "center"})
    # text format: Excel asks no questions of "05/KH-UBND" or "=1+1" even when it is edited
    cell = made.book.add_format({**box, "valign": "top", "num_format": "@"})
    bold = made.book.add_format({**font, "bold": True})
    kept = made.book.add_worksheet(KEPT_SHEET)
    kept.very_hidden()
    kept.write_string(0, 0, KEPT_MARK)
    last = len(_WIDTHS)
    sheet.merge_range(0, 0, 0, last - 1, title, bold)
    for column, (name, width) in enumerate(zip(headings(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, name, head)
        sheet.write_string(3, column, f"({column + 1})", head)
    sheet.set_row(2, height(zip(headings(), _WIDTHS, strict=True)))
    sheet.set_column(last, last, 12, None, {"hidden": True})
    for line, row in enumerate(found, 4):
        id_ = row_id(row)
        cells = [_plain(text) for text in row.columns()]
        for column, text in enumerate([*cells, id_]):
            sheet.write_string(line, column, text, cell)
        for column, text in enumerate([id_, *cells]):
            kept.write_string(line - 3, column, text)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(2, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return made.data()


def _plain(text: str) -> str:
    """Text that stays text when the sheet is saved as .csv and opened again."""
    return "'" + text if text.startswith(_RISKY) else text


class Cover(NamedTuple):
    """What the cover says beside dates and numbers (Annex IV.I.1.a)."""

    above: str = ""
    """The superior body, where one is printed."""
    agency: str = ""
    years: str = ""


def as_docx(title: str, cover: Cover, found: Sequence[NumberRow]) -> bytes:
    """The register as a .docx to print and bind.

    A4 landscape: cover, headings on every page, page numbers, a closing line with room for who
    kept the book.
    """
    from docx import Document
    from docx.enum.section import WD_ORIENT, WD_SECTION
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
    _cover(document, cover, found)
    pages = document.add_section(WD_SECTION.NEW_PAGE)
    pages.footer.is_linked_to_previous = False
    _centred(pages.footer.paragraphs[0])
    _field(pages.footer.paragraphs[0], "PAGE")
    _restart(pages)
    _table(document, found)
    _closing(document, found)
    out = io.BytesIO()
    document.core_properties.title = title
    _as_today(document)
    document.save(out)
    return out.getvalue()


def _cover(document: Any, cover: Cover, found: Sequence[NumberRow]) -> None:
    numbers = [row.so for row in found]
    days = [row.ngay for row in found]
    first, last = (f"{d:%d/%m/%Y}" for d in (min(days), max(days))) if days else ("……", "……")
    low, high = (min(numbers), max(numbers)) if numbers else ("……", "……")
    lines = [
        (cover.above.upper(), 14, False), (cover.agency.upper(), 14, True),
        ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", _TITLE, True), (f"Năm: {cover.years or '……'}", 16, False),
        ("", 14, False), (f"Từ ngày {first} đến ngày {last}", 14, False),
        (f"Từ số {low} đến số {high}", 14, False), ("Quyển số: ……", 14, False),
    ]  # fmt: skip
    for text, points, bold in lines:
        paragraph = document.add_paragraph()
        _centred(paragraph)
        if points == _TITLE:
            paragraph.paragraph_format.space_before = 140 * 12_700
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, points * 12_700


def _table(document: Any, found: Sequence[NumberRow]) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=2 + len(found), cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    lines = [headings(), [f"({i})" for i in range(1, len(_WIDTHS) + 1)]]
    for line, texts in zip(table.rows, (*lines, *(_whole(row) for row in found)), strict=True):
        for cell, text, width in zip(line.cells, texts, _MM, strict=True):
            cell.text, cell.width = text, Mm(width)
    for column, width in zip(table.columns, _MM, strict=True):
        column.width = Mm(width)  # the grid: LibreOffice goes by it
    for line in table.rows[:2]:
        _repeat(line)
        for cell in line.cells:
            _centred(cell.paragraphs[0])
            for run in cell.paragraphs[0].runs:
                run.bold = True
    for line in table.rows[2:]:
        _unbroken(line)


def _whole(row: NumberRow) -> tuple[str, ...]:
    """The columns, number and symbol on one line: their hyphens do not break."""
    number, *others = row.columns()
    return (number.replace("-", "\u2011"), *others)


def _closing(document: Any, found: Sequence[NumberRow]) -> None:
    """How much the book holds, and room for who kept it."""
    kept = [row for row in found if row.state != "huy"]
    gone = len(found) - len(kept)
    text = f"Sổ này ghi {len(found)} số"
    text += f", trong đó {gone} số hủy." if gone else "."
    document.add_paragraph()
    document.add_paragraph(text)
    for line in ("Ngày …… tháng …… năm ……", "NGƯỜI GIỮ SỔ", "(Ký, ghi rõ họ tên)"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = 180 * 36_000
        _centred(paragraph)
        paragraph.add_run(line)


def _centred(paragraph: Any) -> None:
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    paragraph._p.append(field)


def _restart(section: Any) -> None:
    """Count pages from the first one behind the cover."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)


def _unbroken(row: Any) -> None:
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    """Print the row again at the top of every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _as_today(document: Any) -> None:
    """Say that Word 2013 and later set it: the library still says 2010, which sets otherwise."""
    from docx.oxml.ns import qn

    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")

"""Official letters (công văn) after an issue: of correction, of recall; drafts in Word.

Laid out as sample 1.5 of Decree 30, Annex III: no type name, "V/v …" under the number,
"Kính gửi:", body, recipients and signature side by side.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BLANK = "…………"
"""What the clerk writes in Word."""


def correction(facts: Mapping[str, Any]) -> bytes:
    """A .docx of the letter that corrects form, with blanks where the clerk must write.

    `facts`: co_quan (lines), ky_hieu, dia_danh, trich_yeu, kinh_gui, mo_dau, quyen_han,
    chuc_vu, ho_ten, luu.
    """
    return _letter(
        facts,
        (
            facts["mo_dau"],
            f"1. Tại {BLANK}, đã in là: “{BLANK}”; nay sửa là: “{BLANK}”.",
            f"2. {BLANK}",
            "Các nội dung khác không thay đổi./.",
        ),
    )


def notice(facts: Mapping[str, Any]) -> bytes:
    """A .docx of the letter that recalls a document (Decree 30, Art. 18.4).

    `facts` as for `correction`.
    """
    return _letter(
        facts,
        (
            facts["mo_dau"],
            "Đề nghị các cơ quan, đơn vị đã nhận văn bản nêu trên: gửi lại văn bản giấy cho "
            f"{facts['ten_co_quan']}; hủy bỏ văn bản điện tử trên Hệ thống và thông báo việc "
            "hủy bỏ qua Hệ thống./.",
        ),
    )


def urging(facts: Mapping[str, Any], rows: Sequence[str], by: str) -> bytes:
    """A .docx of the letter that urges units on: the rows as they are given.

    `facts` as for `correction`; `by` is the day by which an answer is due, as it is printed.
    """
    end = (
        "Đề nghị các cơ quan, đơn vị nêu trên khẩn trương thực hiện và báo cáo kết quả trước ngày"
        f" {by}./."
    )
    return _letter(facts, (facts["mo_dau"], *rows, end))


def _letter(facts: Mapping[str, Any], paragraphs: Sequence[str]) -> bytes:
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    _head(document, facts)
    _address(document, facts["kinh_gui"])
    for text in paragraphs:
        _body(document, text)
    document.add_paragraph()
    left, right = _two(document)
    _recipients(left, facts["luu"])
    titles = [t for t in (facts["quyen_han"], facts["chuc_vu"]) if t]
    _lines(right, [(title, 14, "b") for title in titles])
    _lines(right, [("", 14, "")] * 4)
    _lines(right, [(facts["ho_ten"], 14, "b")])
    out = io.BytesIO()
    document.core_properties.title = f"V/v {facts['trich_yeu']}"
    document.save(out)
    return out.getvalue()


def _head(document: Any, facts: Mapping[str, Any]) -> None:
    from docx.shared import Pt

    left, right = _two(document)
    _lines(left, [(line, 13, "b") for line in facts["co_quan"]])
    _rule(left, 20, 63)
    _lines(left, [(f"Số:         /{facts['ky_hieu']}", 13, "")])
    _lines(left, [(f"V/v {facts['trich_yeu']}", 12, "")])
    left.paragraphs[-1].paragraph_format.space_before = Pt(6)
    _lines(right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b")])
    _lines(right, [("Độc lập - Tự do - Hạnh phúc", 14, "b")])
    _rule(right, 60.5, 102)
    _lines(right, [(f"{facts['dia_danh']}, ngày      tháng      năm      ", 14, "i")])


def _two(document: Any) -> tuple[Any, Any]:
    """Two columns without lines: the frame of the header and of the signature."""
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    widths = (63, 102)  # the Quốc hiệu, 95.7 mm at size 13, stands on one line
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)  # the grid too: LibreOffice goes by it
    return table.rows[0].cells[0], table.rows[0].cells[1]


def _lines(cell: Any, texts: Sequence[tuple[str, int, str]]) -> None:
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.shared import Pt

    for text, size, style in texts:
        first = cell.paragraphs[0]
        paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.bold, run.italic = style == "b", style == "i"


def _rule(cell: Any, length: float, room: float) -> None:
    """A drawn line of a length below the last line of a cell, mm (Decree 30, Annex I.II.1)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paragraph = cell.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room - 3.8 - length) / 2)
    shape.line_spacing, shape.space_after = Pt(5), Pt(8)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
    paragraph.add_run().font.size = Pt(2)


def _address(document: Any, names: Sequence[str]) -> None:
    from docx.shared import Mm, Pt

    texts = [f"Kính gửi: {names[0]}"] if len(names) == 1 else ["Kính gửi:"]
    if len(names) > 1:
        ends = [";"] * (len(names) - 1) + ["."]
        texts += [f"- {name}{end}" for name, end in zip(names, ends, strict=True)]
    for text in texts:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Mm(35)
        paragraph.paragraph_format.space_before = Pt(6)


def _body(document: Any, text: str) -> None:
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)


def _recipients(cell: Any, kept: str) -> None:
    from docx.shared import Pt

    label = cell.paragraphs[0].add_run("Nơi nhận:")
    label.font.size, label.bold, label.italic = Pt(12), True, True
    for text in ("- Như trên;", f"- Lưu: {kept}."):
        cell.add_paragraph().add_run(text).font.size = Pt(11)

"""Plans laid out as offices lay them out: many habits, drawn by a seed; none is kehoach's own."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

AGENCIES = [
    (["ỦY BAN NHÂN DÂN", "XÃ AN PHÚ"], "KH-UBND", "An Phú", ["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
    (["UBND TỈNH AN PHÚ", "SỞ TÀI CHÍNH"], "KH-STC", "An Phú", ["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
    (["UBND HUYỆN AN PHÚ", "TRƯỜNG TIỂU HỌC SỐ 1"], "KH-THS1", "An Phú", [], "HIỆU TRƯỞNG"),
]
SENTENCES = [
    "Tổ chức triển khai đầy đủ, kịp thời các nhiệm vụ được giao tại Kế hoạch này, bảo đảm "
    "chất lượng và tiến độ; chịu trách nhiệm trước Chủ tịch về kết quả thực hiện của đơn vị.",
    "Tăng cường công tác tuyên truyền, phổ biến trên hệ thống truyền thanh cơ sở và Trang "
    "thông tin điện tử để cán bộ, công chức, viên chức, người lao động và Nhân dân biết.",
    "Rà soát, đơn giản hóa thủ tục hành chính; nâng cao tỷ lệ hồ sơ giải quyết trực tuyến.",
    "Định kỳ hằng quý báo cáo kết quả về cơ quan thường trực trước ngày 15 của tháng cuối quý.",
    "Phối hợp với Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội vận động hội "
    "viên, đoàn viên tham gia giám sát việc thực hiện các chỉ tiêu phát triển kinh tế - xã hội.",
    "Bố trí kinh phí từ nguồn chi thường xuyên theo phân cấp ngân sách hiện hành.",
]
RECIPIENTS = [
    "Thường trực Đảng ủy (b/c);",
    "Chủ tịch, các Phó Chủ tịch;",
    "Ủy ban MTTQ Việt Nam và các tổ chức chính trị - xã hội cùng cấp;",
    "Các cơ quan, đơn vị trực thuộc;",
    "Cổng thông tin điện tử;",
]
HEADINGS = ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG VÀ TIẾN ĐỘ THỰC HIỆN", "KINH PHÍ", "TỔ CHỨC THỰC HIỆN"]
ITEMS = ["Mục đích", "Yêu cầu", "Công tác lãnh đạo, chỉ đạo", "Công tác tuyên truyền", "Văn phòng"]


def office_plan(path: Path, seed: int) -> Path:
    """Write the plan of a seed as .docx."""
    _Office(random.Random(seed), seed).write(path)
    return path


class _Office:
    def __init__(self, chance: random.Random, seed: int) -> None:
        self.chance = chance
        self.lines, self.symbol, self.place, self.power, self.title = AGENCIES[seed % 3]
        self.size = chance.choice([13, 13.5, 14])
        self.first = chance.choice([12.7, 10, 0])
        self.before = chance.choice([3, 6]) if self.first == 0 else chance.choice([0, 3, 6])
        self.align = chance.choice([ALIGN.JUSTIFY, ALIGN.JUSTIFY, ALIGN.LEFT])
        self.exact = chance.choice([None, 18, 19])
        self.arabic = chance.random() < 0.3
        self.mark = chance.choice(["- ", "+ ", "abc"])
        self.hanging = chance.random() < 0.2
        self.pool: list[str] = []

    def write(self, path: Path) -> None:
        self.doc = doc = Document()
        section = doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(self.chance.choice([15, 20]))
        section.top_margin = section.bottom_margin = Mm(20)
        section.different_first_page_header_footer = True
        self.width = 180 - section.right_margin.mm
        for style_font in (doc.styles["Normal"].font,):
            style_font.name = "Times New Roman"
        self._page_number(section.header.paragraphs[0])
        self._head()
        self._body()
        self._foot()
        if self.chance.random() < 0.5:
            self._appendix()
        doc.save(str(path))

    # -- pieces

    def _say(self, where: Any, text: str, **look: Any) -> Any:
        first = getattr(where, "fresh", False)
        paragraph = where.paragraphs[0] if first else where.add_paragraph()
        if first:
            where.fresh = False
        paragraph.alignment = look.get("align", ALIGN.CENTER)
        shape = paragraph.paragraph_format
        shape.space_after, shape.space_before = Pt(0), Pt(look.get("before", 0))
        if look.get("first"):
            shape.first_line_indent = Mm(look["first"])
        if look.get("left"):
            shape.left_indent = Mm(look["left"])
        if look.get("exact"):
            shape.line_spacing = Pt(look["exact"])
        for part, bold in look.get("parts") or [(text, look.get("bold", False))]:
            run = paragraph.add_run(part)
            run.bold, run.italic = bold, look.get("italic", False)
            run.font.size, run.font.name = Pt(look.get("size", self.size)), "Times New Roman"
        return paragraph

    def _table(self, rows: int, widths: list[float], *, lines: bool) -> Any:
        table = self.doc.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        if lines:
            table.style = "Table Grid"
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def _cell(self, table: Any, row: int, col: int) -> Any:
        cell = table.cell(row, col)
        cell.fresh = True
        return cell

    def _page_number(self, paragraph: Any) -> None:
        paragraph.alignment = ALIGN.CENTER
        for kind in ("begin", "", "end"):
            run = paragraph.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = " PAGE "
            run._r.append(mark)

    # -- parts

    def _head(self) -> None:
        left = self.chance.choice([62, 70])
        table = self._table(1, [left, self.width - left], lines=False)
        one, two = self._cell(table, 0, 0), self._cell(table, 0, 1)
        for line in self.lines:
            self._say(one, line, bold=True, size=12)
        self._say(two, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
        self._say(two, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
        blank = self.chance.random() < 0.3
        number = "      " if blank else f"{self.chance.randint(1, 300):02d}"
        day = "ngày     tháng     " if blank else "ngày 12 tháng 3 "
        self._say(one, f"Số: {number}/{self.symbol}", size=13, before=6)
        self._say(two, f"{self.place}, {day}năm 2025", size=13, italic=True, before=6)
        self._say(self.doc, "KẾ HOẠCH", bold=True, size=14, before=12)
        self._say(
            self.doc,
            self.chance.choice(
                [
                    "Cải cách hành chính năm 2025",
                    "Triển khai thực hiện nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc "
                    "phòng, an ninh và công tác cải cách hành chính năm 2025 trên địa bàn",
                ]
            ),
            bold=True,
            size=14,
        )
        self._say(self.doc, "", size=6)

    def _text(self, text: str, **look: Any) -> None:
        given = {"first": self.first, "before": self.before, "exact": self.exact} | look
        self._say(self.doc, text, align=self.align, **given)

    def _sentence(self) -> str:
        if not self.pool:
            self.pool = self.chance.sample(SENTENCES, len(SENTENCES))
        return self.pool.pop()

    def _points(self, count: int) -> None:
        for number in range(count):
            mark = f"{'abcdđ'[number]}) " if self.mark == "abc" else self.mark
            if self.hanging:
                text = mark.strip() + "\t" + self._sentence()
                self._text(text, first=-7, left=self.first + 10)
            else:
                self._text(mark + self._sentence())

    def _body(self) -> None:
        self._text(
            "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2025 của Ủy ban nhân dân tỉnh An Phú, cơ "
            "quan ban hành Kế hoạch triển khai thực hiện với các nội dung cụ thể như sau:"
        )
        for number, heading in enumerate(HEADINGS):
            label = f"{number + 1}. " if self.arabic else f"{('I', 'II', 'III', 'IV')[number]}. "
            self._text(label + heading, bold=True)
            if heading == "KINH PHÍ":
                self._text(SENTENCES[-1])
                continue
            for item in range(2):
                label = f"{number + 1}.{item + 1}. " if self.arabic else f"{item + 1}. "
                self._text(label + self.chance.choice(ITEMS), bold=True)
                self._points(self.chance.randint(1, 4))
        self._text(
            "Trên đây là Kế hoạch triển khai thực hiện năm 2025; trong quá trình thực hiện nếu có "
            "vướng mắc, các cơ quan, đơn vị kịp thời phản ánh để xem xét, giải quyết./."
        )
        self._say(self.doc, "", size=6)

    def _foot(self) -> None:
        table = self._table(1, [self.width * 0.53, self.width * 0.47], lines=False)
        one, two = self._cell(table, 0, 0), self._cell(table, 0, 1)
        self._say(one, "Nơi nhận:", align=ALIGN.LEFT, bold=True, italic=True, size=12)
        for recipient in self.chance.sample(RECIPIENTS, 4):
            self._say(one, f"- {recipient}", align=ALIGN.LEFT, size=11)
        self._say(one, "- Lưu: VT.", align=ALIGN.LEFT, size=11)
        for line in (*self.power, self.title):
            self._say(two, line, bold=True, size=13)
        for _line in range(4):
            self._say(two, "")
        self._say(two, "Nguyễn Văn A", bold=True, size=13)

    def _appendix(self) -> None:
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        self._say(self.doc, "PHỤ LỤC", bold=True, size=14)
        self._say(self.doc, "DANH MỤC NHIỆM VỤ TRIỂN KHAI THỰC HIỆN KẾ HOẠCH", bold=True, size=14)
        rows = self.chance.randint(8, 20)
        table = self._table(rows, [12, 110, 45, 40, 40], lines=True)
        names = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm", "Thời gian hoàn thành"]
        for row in range(rows):
            values = (
                names
                if row == 0
                else [str(row), self._sentence(), "Văn phòng", "Báo cáo", "Quý IV/2025"]
            )
            for col, value in enumerate(values):
                self._say(self._cell(table, row, col), value, size=12, bold=row == 0)
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)

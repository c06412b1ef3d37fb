"""Word documents as offices make them: other types than plans, direct formatting, drawn shapes.

Everything is formatted run by run and paragraph by paragraph, unlike what `kehoach
render` writes, and the lines are shapes, VML, borders or typed characters.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_T = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_P = "http://schemas.openxmlformats.org/package/2006"
EMU = 36000


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def run(text: str, size: float = 14, *, bold: bool = False, italic: bool = False) -> str:
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    half = round(size * 2)
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t")
    )
    return f'<w:r><w:rPr>{fonts}{marks}<w:sz w:val="{half}"/></w:rPr>{inner}</w:r>'


def para(*runs: str, align: str = "both", before: int = 0, first: int = 0, extra: str = "") -> str:
    indent = f'<w:ind w:firstLine="{first}"/>' if first else ""
    return (
        f'<w:p><w:pPr>{extra}<w:spacing w:before="{before}" w:after="0" w:line="240" '
        f'w:lineRule="auto"/>{indent}<w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'
    )


def centre(text: str, size: float = 14, **look: bool) -> str:
    return para(run(text, size, **look), align="center")


def body(text: str, **look: bool) -> str:
    return para(run(text, 14, **look), before=120, first=720)


def drawing_line(mm: float) -> str:
    width = round(mm * EMU)
    return (
        "<w:r><w:drawing><wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0' "
        "relativeHeight='1' behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1'>"
        "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='column'><wp:align>center</wp:align>"
        "</wp:positionH><wp:positionV relativeFrom='paragraph'><wp:posOffset>20000</wp:posOffset>"
        f"</wp:positionV><wp:extent cx='{width}' cy='0'/><wp:wrapNone/><wp:docPr id='7' name='l'/>"
        "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/"
        f"wordprocessingShape'><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x='0' y='0'/>"
        f"<a:ext cx='{width}' cy='0'/></a:xfrm><a:prstGeom prst='line'/><a:ln w='9525'>"
        "<a:solidFill><a:srgbClr val='000000'/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def vml_line(mm: float, room: float) -> str:
    points = mm * 72 / 25.4
    start = (room * 72 / 25.4 - points) / 2
    return (
        "<w:r><w:pict><v:line style='position:absolute' "
        f"from='{start:.2f}pt,2pt' to='{start + points:.2f}pt,2pt' strokecolor='black'/>"
        "</w:pict></w:r>"
    )


def border_line(mm: float, room: float) -> str:
    side = round((room - mm) / 2 * 1440 / 25.4)
    return (
        "<w:p><w:pPr><w:pBdr><w:bottom w:val='single' w:sz='6' w:space='0' w:color='auto'/>"
        "</w:pBdr>"
        f"<w:spacing w:before='0' w:after='0' w:line='100' w:lineRule='exact'/>"
        f"<w:ind w:left='{side}' w:right='{side}'/></w:pPr></w:p>"
    )


def typed_line(count: int) -> str:
    return para(run("_" * count, 8), align="center")


def line(kind: str, mm: float, room: float) -> str:
    if kind == "border":
        return border_line(mm, room)
    if kind == "typed":
        return typed_line(round(mm / 25.4 * 72 / 4))
    shape = drawing_line(mm) if kind == "drawing" else vml_line(mm, room)
    look = "<w:spacing w:before='0' w:after='0'/><w:jc w:val='center'/>"
    return f"<w:p><w:pPr>{look}</w:pPr>{shape}</w:p>"


def cell(width: int, *content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(columns: tuple[int, ...], *rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{c}"/>' for c in columns)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def head(
    above: str,
    agency: str,
    number: str,
    date: str,
    *,
    about: str = "",
    stroke: str = "drawing",
    short: float = 22,
) -> str:
    """The head as a table of two columns. `short`: mm of the line under the agency."""
    left = [centre(above, 13)] if above else []
    left += [centre(agency, 13, bold=True), line(stroke, short, 62.7)]
    right = [
        centre("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True),
        centre("Độc lập - Tự do - Hạnh phúc", 14, bold=True),
        line(stroke, 60.5, 102.3),
    ]
    low = [centre(number, 13)]
    if about:
        low.append(para(run(about, 12), align="center", before=120))
    when = [para(run(date, 14, italic=True), align="center")]
    widths = (3554, 5801)
    rows = (
        row(cell(widths[0], *left), cell(widths[1], *right)),
        row(cell(widths[0], *low), cell(widths[1], *when)),
    )
    return table(widths, *rows)


def tabbed_head(above: str, agency: str, number: str, date: str) -> str:
    """The head of two columns made with tab stops, without a table."""
    stops = (
        '<w:tabs><w:tab w:val="center" w:pos="1700"/><w:tab w:val="center" w:pos="6400"/></w:tabs>'
    )

    def row_of(left: str, right: str) -> str:
        return (
            f"<w:p><w:pPr>{stops}<w:spacing w:before='0' w:after='0'/></w:pPr>{left}{right}</w:p>"
        )

    title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    return (
        row_of(run(f"\t{above}", 12), run(f"\t{title}", 12, bold=True))
        + row_of(
            run(f"\t{agency}", 12, bold=True),
            run("\tĐộc lập - Tự do - Hạnh phúc", 13, bold=True),
        )
        + row_of(run("\t____", 8), run("\t_________________________", 8))
        + row_of(run(f"\t{number}", 13), run(f"\t{date}", 13, italic=True))
    )


def tabbed() -> str:
    """Báo cáo with such a head."""
    whole = report()
    head_end = whole.index("</w:tbl>") + len("</w:tbl>")
    own = tabbed_head(
        "UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ", "Số: 31/BC-SNV", "Lạng Sơn, ngày 05 tháng 5 năm 2026"
    )
    return own + whole[head_end:]


def foot(recipients: tuple[str, ...], capacity: tuple[str, ...], name: str) -> str:
    left = [para(run("Nơi nhận:", 12, bold=True, italic=True), align="left")]
    left += [para(run(text, 11), align="left") for text in recipients]
    right = [centre(text, 14, bold=True) for text in capacity]
    right += ["<w:p/>", "<w:p/>", centre(name, 14, bold=True)]
    return table((4200, 5155), row(cell(4200, *left), cell(5155, *right)))


def title(kind: str, about: str, stroke: str = "drawing", mm: float = 30) -> str:
    return (
        para(run(kind, 14, bold=True), align="center", before=240)
        + centre(about, 14, bold=True)
        + line(stroke, mm, 165)
    )


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
    'w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_HEADER = (
    f'<w:hdr {_NS}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts '
    'w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
    '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:rFonts '
    'w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:t>2</w:t>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
_STYLES = (
    f'<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)


def package(content: str, section: str = SECTION) -> bytes:
    members = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_P}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_T}document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_T}styles+xml"/>'
            f'<Override PartName="/word/header1.xml" ContentType="{_T}header+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_P}/relationships"><Relationship Id="rId1" '
            f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_P}/relationships"><Relationship Id="rId8" '
            f'Type="{_R}/styles" Target="styles.xml"/><Relationship Id="rId9" '
            f'Type="{_R}/header" Target="header1.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {_NS}><w:body>{content}{section}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/header1.xml": _HEADER,
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


LONG = (
    "Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao tổ chức triển khai thực hiện, "
    "bảo đảm chất lượng, tiến độ; định kỳ báo cáo kết quả theo quy định."
)


def letter(stroke: str = "drawing") -> str:
    """Công văn."""
    return (
        head(
            "UBND TỈNH LẠNG SƠN",
            "SỞ NỘI VỤ",
            "Số: 1234/SNV-CCHC",
            "Lạng Sơn, ngày 05 tháng 01 năm 2026",
            about="V/v báo cáo kết quả cải cách hành chính",
            stroke=stroke,
            short=10,
        )
        + para(run("Kính gửi:", 14), align="left", before=240, extra="").replace(
            '<w:ind w:firstLine="0"/>', ""
        )
        + para(run("- Các sở, ban, ngành tỉnh;"), align="left")
        + para(run("- Ủy ban nhân dân các xã, phường."), align="left")
        + body(
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2025 của Ủy ban nhân dân "
            "tỉnh về cải cách hành chính, Sở Nội vụ đề nghị các cơ quan, đơn vị báo cáo."
        )
        + body(LONG)
        + body("Báo cáo gửi về Sở Nội vụ trước ngày 15/3/2026 để tổng hợp./.")
        + foot(
            ("- Như trên;", "- Giám đốc, các Phó Giám đốc;", "- Lưu: VT, CCHC."),
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            "Nguyễn Văn A",
        )
    )


def decision(stroke: str = "vml") -> str:
    """Quyết định of a Chairman."""
    return (
        head(
            "", "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "Số: 45/QĐ-UBND",
            "Lạng Sơn, ngày 12 tháng 3 năm 2026", stroke=stroke, short=11,
        )
        + title("QUYẾT ĐỊNH", "Về việc kiện toàn Ban Chỉ đạo cải cách hành chính tỉnh", stroke, 50)
        + centre("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", 14, bold=True)
        + body("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", italic=True)
        + body("Căn cứ Nghị định số 150/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ quy định "
               "tổ chức các cơ quan chuyên môn;", italic=True)
        + body("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 08/TTr-SNV ngày 02 tháng 3 năm "
               "2026 về kiện toàn Ban Chỉ đạo.", italic=True)
        + para(run("QUYẾT ĐỊNH:", 14, bold=True), align="center", before=120)
        + para(run("Điều 1. ", 14, bold=True), run("Kiện toàn Ban Chỉ đạo cải cách hành chính "
               "tỉnh gồm các thành viên có tên trong danh sách."), before=120, first=720)
        + para(run("Điều 2. ", 14, bold=True), run("Quyết định này có hiệu lực kể từ ngày ký."),
               before=120, first=720)
        + para(run("Điều 3. ", 14, bold=True), run("Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc "
               "Sở Nội vụ và các thành viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định "
               "này./."), before=120, first=720)
        + foot(
            ("- Như Điều 3;", "- Thường trực Tỉnh ủy;", "- Lưu: VT, NC."),
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Thị B",
        )
    )  # fmt: skip


def submission(stroke: str = "border") -> str:
    """Tờ trình."""
    return (
        head(
            "UBND TỈNH LẠNG SƠN", "SỞ TÀI CHÍNH", "Số: 09/TTr-STC",
            "Lạng Sơn, ngày 20 tháng 02 năm 2026", stroke=stroke, short=13,
        )
        + title("TỜ TRÌNH", "Về việc phê duyệt dự toán kinh phí cải cách hành chính năm 2026",
                stroke, 60)
        + para(run("Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn.", 14), align="center", before=120)
        + body("Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành "
               "Chương trình tổng thể cải cách hành chính, Sở Tài chính trình như sau:")
        + body("I. SỰ CẦN THIẾT", bold=True)
        + body(LONG)
        + body("II. NỘI DUNG", bold=True)
        + body("1. Tổng kinh phí", bold=True)
        + body("a) Nguồn ngân sách nhà nước giao trong dự toán đầu năm của các cơ quan, đơn vị.")
        + body("b) Nguồn huy động hợp pháp khác theo quy định của pháp luật hiện hành.")
        + body("2. Thời gian thực hiện", bold=True)
        + body("- Từ tháng 3 đến tháng 12 năm 2026 theo tiến độ của từng nhiệm vụ được phê duyệt.")
        + body("Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.")
        + foot(("- Như trên;", "- Lưu: VT, QLNS."), ("GIÁM ĐỐC",), "Lê Văn C")
    )  # fmt: skip


def report(stroke: str = "typed") -> str:
    """Báo cáo."""
    return (
        head(
            "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
            "VĂN PHÒNG",
            "Số:      /BC-VP",
            "Lạng Sơn, ngày      tháng      năm 2026",
            stroke=stroke,
            short=10,
        )
        + title("BÁO CÁO", "Kết quả công tác cải cách hành chính quý I năm 2026", stroke, 50)
        + body(LONG)
        + body("I. KẾT QUẢ ĐẠT ĐƯỢC", bold=True)
        + body(
            "1. Công tác chỉ đạo, điều hành được thực hiện thường xuyên, kịp thời, đúng quy định."
        )
        + body("2. Cải cách thủ tục hành chính đạt nhiều kết quả, nhất là dịch vụ công trực tuyến.")
        + body("II. NHIỆM VỤ TRỌNG TÂM", bold=True)
        + body(LONG)
        + body("Trên đây là báo cáo kết quả quý I năm 2026 của Văn phòng./.")
        + foot(
            ("- UBND tỉnh (b/c);", "- Các phòng, đơn vị;", "- Lưu: VT."),
            ("CHÁNH VĂN PHÒNG",),
            "Phạm Văn D",
        )
    )


OFFICE = {"cong-van": letter, "quyet-dinh": decision, "to-trinh": submission, "bao-cao": report}
STROKES = ("drawing", "vml", "border", "typed")

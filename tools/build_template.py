"""Build `templates/ke-hoach.docx`, the official template of a plan.

Run once to make the template (`python tools/build_template.py [FILE]`). Afterwards
the .docx itself is the source: it may be opened and restyled in Word, and this
script is only needed again to begin anew from the plain form of Decree 30.

The package is written by hand rather than with python-docx's default document,
which brings 800 kB of unused table styles: here every style is one a plan uses.
All formatting is in styles; paragraphs, runs and cells carry style names only.
The measures (mm, points) are those of Decree 30/2020/NĐ-CP, Annex I, and stand in
`generator/document/nd30-2020.toml`, with the choice made wherever the decree
leaves a range.
"""

from __future__ import annotations

import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from generator.document.blocks import RULES

ROOT = Path(__file__).parent.parent
LAYOUT: dict[str, Any] = tomllib.loads(
    (ROOT / "generator/document/nd30-2020.toml").read_text(encoding="utf-8")
)
FONT: str = LAYOUT["phong_chu"]
PORTRAIT: dict[str, int] = LAYOUT["trang_doc"]
LANDSCAPE: dict[str, int] = LAYOUT["trang_ngang"]
SIZE: dict[str, float] = LAYOUT["co_chu"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * 1440 / 25.4)


def width(page: dict[str, int]) -> int:
    """Width of the text of a page, twips."""
    return twips(page["rong"]) - twips(page["le_trai"]) - twips(page["le_phai"])


TEXT = width(PORTRAIT)
TABLE = width(LANDSCAPE)
LEFT_HEAD = TEXT * LAYOUT["dau_trang"]["cot_trai"] // 100
RIGHT_HEAD = TEXT - LEFT_HEAD
LEFT_SIGN = TEXT * LAYOUT["chu_ky"]["cot_trai"] // 100
APPENDIX_COLUMNS = [
    *(twips(mm) for mm in LAYOUT["phu_luc"]["cot"][:-1]),
    TABLE - sum(twips(mm) for mm in LAYOUT["phu_luc"]["cot"][:-1]),
]


# --- styles -------------------------------------------------------------------------


def font(size: float | None = None, flags: str = "") -> str:
    """Run properties: size in points; b = bold, i = italic, g = grey."""
    xml = "<w:b/><w:bCs/>" if "b" in flags else ""
    xml += "<w:i/><w:iCs/>" if "i" in flags else ""
    xml += '<w:color w:val="7F7F7F"/>' if "g" in flags else ""
    if size:
        half = round(size * 2)
        xml += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    return f"<w:rPr>{xml}</w:rPr>" if xml else ""


def shape(
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    rule: bool = False,
    spacing: str = "",
    indent: tuple[int, int] | None = None,
    first: int | None = None,
    align: str = "",
    outline: int | None = None,
) -> str:
    """Paragraph properties, in the order the schema wants. Lengths in twips."""
    xml = "<w:keepNext/>" if keep_next else ""
    xml += "<w:keepLines/>" if keep_lines else ""
    if rule:
        line = '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
        xml += f"<w:pBdr>{line}</w:pBdr>"
    xml += f"<w:spacing {spacing}/>" if spacing else ""
    if indent:
        xml += f'<w:ind w:left="{indent[0]}" w:right="{indent[1]}"/>'
    elif first is not None:
        xml += f'<w:ind w:firstLine="{first}"/>'
    xml += f'<w:jc w:val="{align}"/>' if align else ""
    xml += f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    return f"<w:pPr>{xml}</w:pPr>" if xml else ""


def style(id_: str, name: str, based: str = "Normal", ppr: str = "", rpr: str = "") -> str:
    """A paragraph style; ours are marked custom, Word's own are not."""
    custom = ' w:customStyle="1"' if name.startswith("KH ") else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>{ppr}{rpr}</w:style>'
    )


def character(id_: str, name: str, flags: str) -> str:
    """A character style of emphasis."""
    custom = ' w:customStyle="1"' if name.startswith("KH ") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"<w:qFormat/>{font(flags=flags)}</w:style>"
    )


def rule_styles() -> str:
    """The short rules: one style per length and place, for a border has no length of its own."""
    places = (
        ("CoQuan", "cơ quan", LEFT_HEAD, RULES[:3]),
        ("TrichYeu", "trích yếu", TEXT, RULES),
        ("PhuLuc", "phụ lục", TABLE, RULES),
    )
    xml = style(
        "KHGach",
        "KH Gạch",
        ppr=shape(rule=True, spacing='w:line="100" w:lineRule="exact"'),
        rpr=font(2),
    )
    for id_, name, room, lengths in places:
        for mm in lengths:
            side = (room - twips(mm)) // 2
            xml += style(
                f"KHGach{id_}{mm}",
                f"KH Gạch {name} {mm}",
                "KHGach",
                shape(
                    indent=(side, side),
                    # the rule holds the text above it: what follows stays with the heading
                    keep_next=id_ != "CoQuan",
                    spacing='w:after="120"' if id_ != "CoQuan" else "",
                ),
            )
    for id_, name, key in (
        ("KHGachTieuNgu", "KH Gạch tiêu ngữ", "gach_tieu_ngu"),
        ("KHGachTieuNgu13", "KH Gạch tiêu ngữ cỡ 13", "gach_tieu_ngu_nho"),
    ):
        side = (RIGHT_HEAD - twips(LAYOUT["dau_trang"][key])) // 2
        xml += style(id_, name, "KHGach", shape(indent=(side, side)))
    return xml


def head_styles() -> str:
    """Header and signature: Decree 30, Annex I.II items 1 to 5, 7, 9."""
    centre = shape(align="center")
    big, small = SIZE["tieu_ngu"], SIZE["quoc_hieu"]
    number = shape(spacing='w:before="120"', align="center")
    subject = shape(
        keep_next=True, indent=(twips(LAYOUT["trich_yeu"]["thut"]),) * 2, align="center"
    )
    return "".join(
        (
            style("KHChuQuan", "KH Cơ quan chủ quản", ppr=centre, rpr=font(SIZE["co_quan"])),
            style("KHCoQuan", "KH Cơ quan ban hành", ppr=centre, rpr=font(SIZE["co_quan"], "b")),
            style("KHQuocHieu", "KH Quốc hiệu", ppr=centre, rpr=font(small, "b")),
            style("KHTieuNgu", "KH Tiêu ngữ", ppr=centre, rpr=font(big, "b")),
            # the smaller of the decree's two families, for a long place name
            style("KHQuocHieu12", "KH Quốc hiệu cỡ 12", "KHQuocHieu", rpr=font(small - 1)),
            style("KHTieuNgu13", "KH Tiêu ngữ cỡ 13", "KHTieuNgu", rpr=font(big - 1)),
            style("KHSo", "KH Số, ký hiệu", ppr=number, rpr=font(SIZE["so"])),
            style("KHDiaDanh", "KH Địa danh, thời gian", ppr=number, rpr=font(big, "i")),
            style("KHDiaDanh13", "KH Địa danh cỡ 13", "KHDiaDanh", rpr=font(big - 1)),
            style(
                "KHTenLoai",
                "KH Tên loại",
                ppr=shape(keep_next=True, spacing='w:before="360"', align="center"),
                rpr=font(SIZE["ten_loai"], "b"),
            ),
            style("KHTrichYeu", "KH Trích yếu", ppr=subject, rpr=font(SIZE["ten_loai"], "b")),
            style(
                "KHNhanNoiNhan",
                "KH Nơi nhận (nhãn)",
                ppr=shape(spacing='w:before="240"'),
                rpr=font(SIZE["nhan_noi_nhan"], "bi"),
            ),
            style("KHNoiNhan", "KH Nơi nhận", rpr=font(SIZE["noi_nhan"])),
            style(
                "KHQuyenHan",
                "KH Quyền hạn, chức vụ",
                ppr=shape(align="center"),
                rpr=font(SIZE["ky"], "b"),
            ),
            style(
                "KHQuyenHanDau",
                "KH Quyền hạn (dòng đầu)",
                "KHQuyenHan",
                shape(spacing='w:before="240"'),
            ),
            style(
                "KHHoTen",
                "KH Họ tên",
                "KHQuyenHan",
                # room for the signature and a seal of 36 mm that overlaps it
                shape(spacing=f'w:before="{twips(LAYOUT["chu_ky"]["cho_ky"])}"'),
            ),
        )
    )


def body_styles() -> str:
    """The text: Decree 30, Annex I.II item 6."""
    body = LAYOUT["noi_dung"]
    first = twips(body["thut_dau_dong"])
    spacing = (
        f'w:before="{body["cach_doan"] * 20}" '
        f'w:line="{round(body["gian_dong"] * 240)}" w:lineRule="auto"'
    )
    heading = shape(keep_next=True, keep_lines=True)
    return "".join(
        (
            style("KHDoan", "KH Đoạn", ppr=shape(spacing=spacing, first=first, align="both")),
            style("KHCanCu", "KH Căn cứ", "KHDoan", rpr=font(flags="i")),
            style("KHDiem", "KH Điểm", "KHDoan"),
            style("KHDiemCon", "KH Điểm con", "KHDoan"),
            style("KHDoanCuoi", "KH Đoạn cuối", "KHDoan", shape(keep_next=True)),
            style(
                "Heading1",
                "heading 1",
                "KHDoan",
                heading.replace("</w:pPr>", _level(0)),
                font(0, "b"),
            ),
            style(
                "Heading2",
                "heading 2",
                "KHDoan",
                heading.replace("</w:pPr>", _level(1)),
                font(0, "b"),
            ),
        )
    )


def _level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/></w:pPr>'


def appendix_styles() -> str:
    """Appendix: Decree 30, Annex I.III.1."""
    cell = shape(spacing='w:before="40" w:after="40"')
    size = SIZE["bang"]
    return "".join(
        (
            style(
                "KHPhuLuc",
                "KH Phụ lục",
                ppr=shape(keep_next=True, align="center", outline=0),
                rpr=font(SIZE["phu_luc"], "b"),
            ),
            style(
                "KHTenPhuLuc",
                "KH Tên phụ lục",
                ppr=shape(
                    keep_next=True,
                    indent=(twips(LAYOUT["phu_luc"]["thut_ten"]),) * 2,
                    align="center",
                ),
                rpr=font(SIZE["phu_luc"], "b"),
            ),
            style(
                "KHKemTheo",
                "KH Kèm theo",
                ppr=shape(
                    keep_next=True,
                    indent=(twips(LAYOUT["phu_luc"]["thut_kem_theo"]),) * 2,
                    align="center",
                ),
                rpr=font(SIZE["phu_luc"], "i"),
            ),
            style(
                "KHGhiChu",
                "KH Ghi chú phụ lục",
                ppr=shape(keep_next=True, spacing='w:after="120"', align="center"),
                rpr=font(size, "i"),
            ),
            style("KHO", "KH Ô bảng", ppr=cell, rpr=font(size)),
            style("KHOGiua", "KH Ô bảng giữa", "KHO", shape(align="center")),
            style(
                "KHODau",
                "KH Ô đầu bảng",
                "KHO",
                shape(keep_next=True, align="center"),
                font(flags="b"),
            ),
            style("KHNhom", "KH Nhóm nhiệm vụ", "KHO", shape(keep_next=True), font(flags="b")),
        )
    )


def table_styles() -> str:
    """A table without lines for the layout, a ruled one for the appendix."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )

    def margins(side: int) -> str:
        return (
            f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
            f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        )

    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins(108)}</w:tblPr>'
        "</w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="KHKhung">'
        '<w:name w:val="KH Khung trình bày"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr>{margins(0)}</w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="KHBang">'
        '<w:name w:val="KH Bảng phụ lục"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins(85)}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def styles() -> str:
    """styles.xml: Times New Roman for every script, Vietnamese, and our styles."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="{SIZE["noi_dung"] * 2}"/><w:szCs w:val="{SIZE["noi_dung"] * 2}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        # Word's own styles stay out of the clerk's gallery
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
    )
    small = style(
        "KHNgat", "KH Ngắt", ppr=shape(spacing='w:line="20" w:lineRule="exact"'), rpr=font(1)
    )
    tag = style("KHThe", "KH Thẻ lệnh", rpr=font(9, "g"))
    page = style("Header", "header", ppr=shape(align="center"), rpr=font(SIZE["so_trang"]))
    emphasis = (
        character("Strong", "Strong", "b")
        + character("Emphasis", "Emphasis", "i")
        + character("KHDamNghieng", "KH Đậm nghiêng", "bi")
    )
    parts = (
        defaults,
        base,
        head_styles(),
        body_styles(),
        appendix_styles(),
        rule_styles(),
        page,
        small,
        tag,
        emphasis,
        table_styles(),
    )
    return f'<w:styles xmlns:w="{W}">{"".join(parts)}</w:styles>'


# --- body ---------------------------------------------------------------------------


def run(text: str, rstyle: str = "") -> str:
    """A run with no formatting of its own but a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{rstyle}"/></w:rPr>' if rstyle else ""
    quoted = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r>{properties}<w:t xml:space="preserve">{quoted}</w:t></w:r>'


def p(style_id: str, *texts: str) -> str:
    """A paragraph: style and runs."""
    inner = "".join(t if t.startswith("<w:") else run(t) for t in texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{inner}</w:p>'


def tag(text: str) -> str:
    """A paragraph that is only a tag; it leaves no trace in the document."""
    return p("KHThe", "{%p " + text + " %}")


def each(variable: str, lines: str, *content: str) -> str:
    """Content repeated for each item."""
    return tag(f"for {variable} in {lines}") + "".join(content) + tag("endfor")


def choose(*branches: tuple[str, str]) -> str:
    """if / elif / else; the condition of the last branch may be empty."""
    xml = ""
    for number, (condition, content) in enumerate(branches):
        word = "else" if not condition else f"{'elif' if number else 'if'} {condition}"
        xml += tag(word) + content
    return xml + tag("endif")


def rules(variable: str, place: str, lengths: tuple[int, ...]) -> str:
    """The rule of the length that the text above asks for."""
    last = len(lengths) - 1
    return choose(
        *(
            ("" if i == last else f"{variable} == {mm}", p(f"KHGach{place}{mm}"))
            for i, mm in enumerate(lengths)
        )
    )


LABEL = "{% if k.nhan %}{{ k.nhan }} {% endif %}"
RUNS = LABEL + "{% for c in k.chu %}"
END = "{% else %}{{ c.chu }}{% endif %}{% endfor %}"
# Plain text stays in the run of the label; only emphasis opens a run of its own.
EMPHASIS = (
    run(RUNS + "{% if c.dam and c.nghieng %}")
    + run("{{ c.chu }}", "KHDamNghieng")
    + run("{% elif c.dam %}")
    + run("{{ c.chu }}", "Strong")
    + run("{% elif c.nghieng %}")
    + run("{{ c.chu }}", "Emphasis")
    + run(END)
)
# Bold in a bold paragraph would turn to plain in Word (and not in LibreOffice), and
# italic in an italic one: there only the other emphasis is told apart.
IN_BOLD = run(RUNS + "{% if c.nghieng %}") + run("{{ c.chu }}", "Emphasis") + run(END)
IN_ITALIC = run(RUNS + "{% if c.dam %}") + run("{{ c.chu }}", "Strong") + run(END)


def table(style_id: str, columns: list[int], rows: str, extra: str = "", look: str = "") -> str:
    """A table of fixed columns, twips."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in columns)
    look = look or (
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id}"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}{extra}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(*cells: str, header: bool = False) -> str:
    """A row that does not break across pages."""
    mark = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, width_: int | None = None, span: int = 1) -> str:
    """A cell; where no width is given the grid's holds."""
    xml = f'<w:tcW w:w="{width_}" w:type="dxa"/>' if width_ else ""
    xml += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc>{f'<w:tcPr>{xml}</w:tcPr>' if xml else ''}{content}</w:tc>"


def row_tag(text: str) -> str:
    """A table row that is only a tag."""
    return f"<w:tr>{cell(p('KHThe', '{%tr ' + text + ' %}'), span=len(APPENDIX_COLUMNS))}</w:tr>"


def head() -> str:
    """Agency and state side by side; number and date on one line under them."""
    long_place = f"dia_danh|length > {LAYOUT['dau_trang']['dia_danh_dai']}"
    two_lines = f"dia_danh|length > {LAYOUT['dau_trang']['dia_danh_hai_dong']}"
    agency = (
        each("dong", "co_quan_chu_quan", p("KHChuQuan", "{{ dong }}"))
        + each("dong", "co_quan", p("KHCoQuan", "{{ dong }}"))
        + rules("gach_co_quan", "CoQuan", RULES[:3])
    )
    name, motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
    state = choose(
        (long_place, p("KHQuocHieu12", name) + p("KHTieuNgu13", motto) + p("KHGachTieuNgu13")),
        ("", p("KHQuocHieu", name) + p("KHTieuNgu", motto) + p("KHGachTieuNgu")),
    )
    place = choose(
        (
            two_lines,
            p("KHDiaDanh13", "{{ dia_danh }},", "<w:r><w:br/></w:r>", "{{ thoi_gian }}"),
        ),
        (long_place, p("KHDiaDanh13", "{{ dia_danh }}, {{ thoi_gian }}")),
        ("", p("KHDiaDanh", "{{ dia_danh }}, {{ thoi_gian }}")),
    )
    rows = row(cell(agency, LEFT_HEAD), cell(state, RIGHT_HEAD)) + row(
        cell(p("KHSo", "Số: {{ so }}/{{ ky_hieu }}"), LEFT_HEAD), cell(place, RIGHT_HEAD)
    )
    return table("KHKhung", [LEFT_HEAD, RIGHT_HEAD], rows)


def body() -> str:
    """Type, subject and text."""
    paragraph = choose(
        ('k.kieu == "muc"', p("Heading1", IN_BOLD)),
        ('k.kieu == "khoan"', p("Heading2", IN_BOLD)),
        ('k.kieu == "can_cu"', p("KHCanCu", IN_ITALIC)),
        ("k.cuoi", p("KHDoanCuoi", EMPHASIS)),
        ('k.kieu == "diem"', p("KHDiem", EMPHASIS)),
        ('k.kieu == "diem_con"', p("KHDiemCon", EMPHASIS)),
        ("", p("KHDoan", EMPHASIS)),
    )
    return (
        p("KHTenLoai", "{{ ten_loai }}")
        + p("KHTrichYeu", "{{ trich_yeu }}")
        + rules("gach_trich_yeu", "TrichYeu", RULES)
        + each("k", "noi_dung", paragraph)
    )


def signature() -> str:
    """Recipients on the left, signature on the right, in one row that never breaks."""
    recipients = p("KHNhanNoiNhan", "Nơi nhận:") + each(
        "dong", "noi_nhan", p("KHNoiNhan", "{{ dong.chu }}")
    )
    signer = choose(
        (
            "ky.quyen_han",
            p("KHQuyenHanDau", "{{ ky.quyen_han }}") + p("KHQuyenHan", "{{ ky.chuc_vu }}"),
        ),
        ("", p("KHQuyenHanDau", "{{ ky.chuc_vu }}")),
    ) + p("KHHoTen", "{{ ky.ho_ten }}")
    # a cell must hold a paragraph even when nobody signs
    signers = each("ky", "nguoi_ky", signer) + p("KHNgat")
    columns = [LEFT_SIGN, TEXT - LEFT_SIGN]
    return table("KHKhung", columns, row(cell(recipients, columns[0]), cell(signers, columns[1])))


def section(page: dict[str, int]) -> str:
    """Page of a section: numbers begin at 1 and are not shown on its first page."""
    orient = ' w:orient="landscape"' if page["rong"] > page["cao"] else ""
    header = twips(LAYOUT["so_trang"]["cach_mep"])
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(page["rong"])}" w:h="{twips(page["cao"])}"{orient}/>'
        f'<w:pgMar w:top="{twips(page["le_tren"])}" w:right="{twips(page["le_phai"])}" '
        f'w:bottom="{twips(page["le_duoi"])}" w:left="{twips(page["le_trai"])}" '
        f'w:header="{header}" w:footer="{header}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def break_(page: dict[str, int]) -> str:
    """The paragraph that ends a section: one point high, so that it never needs a page."""
    return f'<w:p><w:pPr><w:pStyle w:val="KHNgat"/>{section(page)}</w:pPr></w:p>'


def appendix() -> str:
    """Every appendix begins by ending the section before it."""
    heads = (
        "TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp",
        "Sản phẩm", "Thời gian hoàn thành",
    )  # fmt: skip
    header = row(
        *(cell(p("KHODau", text), w) for text, w in zip(heads, APPENDIX_COLUMNS, strict=True)),
        header=True,
    )
    group = row(cell(p("KHNhom", "{{ d.tt }}. {{ d.noi_dung }}"), span=len(heads)))
    fields = (
        ("KHOGiua", "tt"), ("KHO", "noi_dung"), ("KHO", "chu_tri"),
        ("KHO", "phoi_hop"), ("KHO", "san_pham"), ("KHOGiua", "thoi_han"),
    )  # fmt: skip
    task = row(*(cell(p(style_id, f"{{{{ d.{name} }}}}")) for style_id, name in fields))
    rows = (
        header
        + row_tag("for d in pl.dong")
        + row_tag('if d.kieu == "nhom"')
        + group
        + row_tag("else")
        + task
        + row_tag("endif")
        + row_tag("endfor")
    )
    about = (
        '<w:tblCaption w:val="Bảng nhiệm vụ của phụ lục"/>'
        '<w:tblDescription w:val="Mỗi hàng là một nhiệm vụ: nội dung, cơ quan chủ trì, cơ quan '
        'phối hợp, sản phẩm, thời gian hoàn thành; hàng chữ đậm là tên nhóm"/>'
    )
    look = (
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    return each(
        "pl",
        "phu_luc",
        choose(("loop.first", break_(PORTRAIT)), ("", break_(LANDSCAPE))),
        p("KHPhuLuc", "{{ pl.nhan }}"),
        p("KHTenPhuLuc", "{{ pl.tieu_de }}"),
        p("KHKemTheo", "{{ pl.kem_theo }}"),
        rules("pl.gach", "PhuLuc", RULES),
        choose(("pl.ghi_chu", p("KHGhiChu", "{{ pl.ghi_chu }}"))),
        table("KHBang", APPENDIX_COLUMNS, rows, about, look),
    )


def document() -> str:
    """document.xml. The last paragraph is needed after a table at the end of a body."""
    inner = head() + body() + signature() + appendix() + p("KHNgat") + section(LANDSCAPE)
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{inner}</w:body></w:document>'


# --- package ------------------------------------------------------------------------

SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)
FONT_TABLE = (
    f'<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="A3"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    "</w:fonts>"
)
HEADER = (
    f'<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{ tieu_de }}</dc:title>'
    "<dc:creator>{{ ten_co_quan }}</dc:creator><dc:identifier>{{ ma }}</dc:identifier>"
    "<dc:language>vi-VN</dc:language></cp:coreProperties>"
)
APP = (
    f'<Properties xmlns="{OFFICE}/extended-properties"><Application>kehoach</Application>'
    "<DocSecurity>0</DocSecurity></Properties>"
)


def theme() -> str:
    """The least theme the schema allows: Word wants one, no style refers to it."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF", "accent1": "000000",
        "accent2": "404040", "accent3": "595959", "accent4": "7F7F7F", "accent5": "A6A6A6",
        "accent6": "BFBFBF", "hlink": "0000FF", "folHlink": "800080",
    }  # fmt: skip
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = f'<a:ln w="6350">{fill[: len(fill) // 3]}</a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme xmlns:a="{a}" name="Nghị định 30"><a:themeElements>'
        f'<a:clrScheme name="Đen trắng">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{FONT}"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Trơn"><a:fillStyleLst>{fill}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


# name: (relationship id, relationship type, text)
WORD_PARTS = {
    "styles": ("rId1", "styles", styles),
    "settings": ("rId2", "settings", lambda: SETTINGS),
    "fontTable": ("rId3", "fontTable", lambda: FONT_TABLE),
    "theme/theme1": ("rId4", "theme", theme),
    "header1": ("rId5", "header", lambda: HEADER),
}


def relationships(rows: list[tuple[str, str, str]]) -> str:
    """A .rels part of (id, type, target)."""
    xml = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>'
        for id_, type_, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{xml}</Relationships>'


def content_types() -> str:
    """[Content_Types].xml."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {
        "/word/document.xml": f"{word}.document.main+xml",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/settings.xml": f"{word}.settings+xml",
        "/word/fontTable.xml": f"{word}.fontTable+xml",
        "/word/header1.xml": f"{word}.header+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    xml = "".join(f'<Override PartName="{k}" ContentType="{v}"/>' for k, v in overrides.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{xml}</Types>'
    )


def parts() -> dict[str, str]:
    """Every part of the package, in the order it is written."""
    word = [
        (id_, f"{OFFICE}/relationships/{kind}", f"{name}.xml")
        for name, (id_, kind, _) in WORD_PARTS.items()
    ]
    root = [
        ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    ]
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(root),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(word),
        **{f"word/{name}.xml": make() for name, (_, _, make) in WORD_PARTS.items()},
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }


def build(path: Path) -> None:
    """Write the template; the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, xml in parts().items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, DECLARATION + xml)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates" / "ke-hoach.docx")

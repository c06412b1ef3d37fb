"""The styles of the template: every size, length and indent of Decree 30, by name.

Used by build_template.py. Lengths in the data are millimetres, in the XML
twentieths of a point.
"""

from __future__ import annotations

import tomllib
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


HAIR = 20
"""Height of a paragraph that holds no text, twips."""


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
    """What stands above the text: Decree 30, Annex I.II items 1 to 5."""
    centre = shape(align="center")
    big, small = SIZE["tieu_ngu"], SIZE["quoc_hieu"]
    number = shape(spacing=f'w:before="{twips(LAYOUT["dau_trang"]["cach_so"])}"', align="center")
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
            style(
                "KHVeViec",
                "KH Về việc",
                ppr=shape(spacing='w:before="120"', align="center"),
                rpr=font(SIZE["ve_viec"]),
            ),
            style("KHDiaDanh", "KH Địa danh, thời gian", ppr=number, rpr=font(big, "i")),
            style("KHDiaDanh13", "KH Địa danh cỡ 13", "KHDiaDanh", rpr=font(big - 1)),
            style(
                "KHTenLoai",
                "KH Tên loại",
                ppr=shape(
                    keep_next=True,
                    spacing=f'w:before="{twips(LAYOUT["dau_trang"]["cach_ten_loai"])}"',
                    align="center",
                ),
                rpr=font(SIZE["ten_loai"], "b"),
            ),
            style("KHTrichYeu", "KH Trích yếu", ppr=subject, rpr=font(SIZE["ten_loai"], "b")),
        )
    )


def foot_styles() -> str:
    """Recipients and signature: Decree 30, Annex I.II items 7 and 9."""
    return "".join(
        (
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
                shape(spacing=f'w:before="{twips(LAYOUT["chu_ky"]["cho_ky"]) - HAIR}"'),
            ),
            # where the signature goes: empty, centred, one point high
            style(
                "KHChoKy",
                "KH Chỗ ký",
                ppr=shape(spacing=f'w:line="{HAIR}" w:lineRule="exact"', align="center"),
                rpr=font(1),
            ),
        )
    )


def body_styles() -> str:
    """The text: Decree 30, Annex I.II item 6."""
    body = LAYOUT["noi_dung"]
    first = twips(body["thut_dau_dong"])
    address, below = twips(body["thut_kinh_gui"]), twips(body["thut_noi_gui"])
    spacing = (
        f'w:before="{body["cach_doan"] * 20}" '
        f'w:line="{round(body["gian_dong"] * 240)}" w:lineRule="auto"'
    )
    # a heading of two lines is not torn apart by justification
    heading = shape(keep_next=True, keep_lines=True, align="left")
    return "".join(
        (
            style("KHDoan", "KH Đoạn", ppr=shape(spacing=spacing, first=first, align="both")),
            style(
                "KHKinhGui",
                "KH Kính gửi",
                "KHDoan",
                f'<w:pPr><w:ind w:left="{address}" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>',
            ),
            style(
                "KHNoiGui",
                "KH Nơi kính gửi",
                "KHDoan",
                f'<w:pPr><w:ind w:left="{below}" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>',
            ),
            style(
                "KHThamQuyen",
                "KH Thẩm quyền",
                "KHDoan",
                '<w:pPr><w:keepNext/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr>',
                font(0, "b"),
            ),
            style("KHCanCu", "KH Căn cứ", "KHDoan", rpr=font(flags="i")),
            style("KHDiem", "KH Điểm", "KHDoan"),
            style("KHDiemCon", "KH Điểm con", "KHDoan"),
            style("KHDoanCuoi", "KH Đoạn cuối", "KHDoan", shape(keep_next=True)),
            *(
                style(
                    f"Heading{level}",
                    f"heading {level}",
                    "KHDoan",
                    heading.replace("</w:pPr>", _level(level - 1)),
                    font(0, "b"),
                )
                for level in (1, 2)
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
        "KHNgat", "KH Ngắt", ppr=shape(spacing=f'w:line="{HAIR}" w:lineRule="exact"'), rpr=font(1)
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
        foot_styles(),
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

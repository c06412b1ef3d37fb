"""Build the official templates, one for each layout of Decree 30, Annex III.

Run once to make them (`python tools/build_template.py [FOLDER]`). Afterwards
the .docx itself is the source: each may be opened and restyled in Word, and this
script is only needed again to begin anew from the plain form of Decree 30.

The package is written by hand rather than with python-docx's default document,
which brings 800 kB of unused table styles: here every style is one a plan uses.
All formatting is in styles (template_styles.py); paragraphs, runs and cells carry style names only.
The measures (mm, points) are those of Decree 30/2020/NĐ-CP, Annex I, and stand in
`generator/document/nd30-2020.toml`, with the choice made wherever the decree
leaves a range.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from template_styles import (
    APPENDIX_COLUMNS,
    FONT,
    LANDSCAPE,
    LAYOUT,
    LEFT_HEAD,
    LEFT_SIGN,
    PORTRAIT,
    RIGHT_HEAD,
    ROOT,
    TEXT,
    W,
    styles,
    twips,
)

from generator.document.blocks import RULES
from generator.plan.families import FAMILIES, Family

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

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


def neo(name: str) -> str:
    """The run of an invisible bookmark, which says what the paragraph prints."""
    return run("{{r " + name + " }}")


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
ARTICLE = run("{{ k.nhan }} ", "Strong") + EMPHASIS.replace(LABEL, "")
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


def head(family: Family) -> str:
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
    date = "{{ thoi_gian }}"
    number = choose(
        ("so", p("KHSo", "Số: ", neo("neo.so"), "{{ so }}/{{ ky_hieu }}")), ("", p("KHNgat"))
    )
    if family == "cong-van":
        subject = ("V/v ", neo("neo.trich_yeu"), neo("neo.ten_loai"), "{{ trich_yeu }}")
        number += p("KHVeViec", *subject)
    place = choose(
        # a text issued with a decision, and minutes: the cell still holds a paragraph
        ("not thoi_gian", p("KHNgat")),
        (
            two_lines,
            p("KHDiaDanh13", "{{ dia_danh }},", "<w:r><w:br/></w:r>", neo("neo.ngay"), date),
        ),
        (long_place, p("KHDiaDanh13", "{{ dia_danh }}, ", neo("neo.ngay"), date)),
        ("", p("KHDiaDanh", "{{ dia_danh }}, ", neo("neo.ngay"), date)),
    )
    stamps = "".join(
        choose((name, p("KHCoQuan", f"{{{{ {name} }}}}")))
        for name in ("do_mat", "do_khan", "luu_hanh")
    )
    rows = row(cell(agency, LEFT_HEAD), cell(state, RIGHT_HEAD)) + row(
        cell(number + stamps, LEFT_HEAD), cell(place, RIGHT_HEAD)
    )
    return table("KHKhung", [LEFT_HEAD, RIGHT_HEAD], rows)


def block() -> str:
    """A paragraph or table of the text, by its kind."""
    mark = neo("k.neo")
    return choose(
        ('k.kieu == "muc"', p("Heading1", mark, IN_BOLD)),
        ('k.kieu == "khoan"', p("Heading2", mark, IN_BOLD)),
        ('k.kieu == "can_cu"', p("KHCanCu", mark, IN_ITALIC)),
        ('k.kieu == "kinh_gui" and k.nhan', p("KHNoiGui", EMPHASIS)),
        ('k.kieu == "kinh_gui"', p("KHKinhGui", EMPHASIS)),
        ('k.kieu == "tham_quyen"', p("KHThamQuyen", IN_BOLD)),
        ('k.kieu == "dieu"', p("KHDoan", mark, ARTICLE)),
        ("k.cuoi", p("KHDoanCuoi", mark, EMPHASIS)),
        ('k.kieu == "diem"', p("KHDiem", mark, EMPHASIS)),
        ('k.kieu == "diem_con"', p("KHDiemCon", mark, EMPHASIS)),
        # a paragraph after it, so that two tables never become one
        ('k.kieu == "bang"', p("KHThe", "{{p k.bang.xml }}") + p("KHNgat")),
        ("", p("KHDoan", mark, EMPHASIS)),
    )


def body(family: Family) -> str:
    """Type, subject and text; of a letter the text alone."""
    paragraph = block()
    if family == "cong-van":
        return p("KHNgat") + each("k", "noi_dung", paragraph)
    return (
        p("KHTenLoai", neo("neo.ten_loai"), "{{ ten_loai }}")
        + p("KHTrichYeu", neo("neo.trich_yeu"), "{{ trich_yeu }}")
        + choose(("kem_theo", p("KHGhiChu", "{{ kem_theo }}")))
        + rules("gach_trich_yeu", "TrichYeu", RULES)
        + each("k", "noi_dung", paragraph)
    )


def signature(family: Family) -> str:
    """Recipients on the left, signature on the right, in one row that never breaks.

    Nothing of a text that is issued with a decision. Minutes have the secretary on the left,
    the chair on the right, the recipients below the secretary, in the same row: it never breaks.
    """
    recipients = p("KHNhanNoiNhan", "Nơi nhận:") + each(
        "dong", "noi_nhan", p("KHNoiNhan", neo("dong.neo"), "{{ dong.chu }}")
    )
    signer = choose(
        (
            "ky.quyen_han",
            p("KHQuyenHanDau", neo("ky.neo_quyen_han"), "{{ ky.quyen_han }}")
            + each("dong", "ky.quyen_han_tiep", p("KHQuyenHan", "{{ dong }}"))
            + p("KHQuyenHan", neo("ky.neo_chuc_vu"), "{{ ky.chuc_vu }}"),
        ),
        ("", p("KHQuyenHanDau", neo("ky.neo_chuc_vu"), "{{ ky.chuc_vu }}")),
    )
    signer += p("KHChoKy", neo("ky.neo_cho_ky"))
    signer += p("KHHoTen", neo("ky.neo_ho_ten"), "{{ ky.ho_ten }}")
    signer += choose(("ky.chuc_danh", p("KHQuyenHan", "{{ ky.chuc_danh }}")))
    if family == "bien-ban":
        columns = [TEXT // 2, TEXT - TEXT // 2]
        below = choose(("noi_nhan", recipients)) + p("KHNgat")
        sides = [
            each("ky", "nguoi_ky", choose((side, signer))) + rest
            for side, rest in (("loop.first", below), ("not loop.first", p("KHNgat")))
        ]
        signed = table("KHKhung", columns, row(*map(cell, sides, columns)))
        return choose(("nguoi_ky or noi_nhan", signed))
    if family == "phieu-trinh":  # it goes from hand to hand: recipients only where an office wants
        recipients = choose(("noi_nhan", recipients)) + p("KHNgat")
    # a cell must hold a paragraph even when nobody signs
    signers = each("ky", "nguoi_ky", signer) + p("KHNgat")
    columns = [LEFT_SIGN, TEXT - LEFT_SIGN]
    both = row(cell(recipients, columns[0]), cell(signers, columns[1]))
    return choose(("nguoi_ky or noi_nhan", table("KHKhung", columns, both)))


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


_ABOUT_TASKS = (
    '<w:tblCaption w:val="Bảng nhiệm vụ của phụ lục"/>'
    '<w:tblDescription w:val="Mỗi hàng là một nhiệm vụ: nội dung, cơ quan chủ trì, cơ quan '
    'phối hợp, sản phẩm, thời gian hoàn thành; hàng chữ đậm là tên nhóm"/>'
)
_LOOK_OF_TASKS = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
    'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)


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
    mark = neo("d.neo")
    group = row(cell(p("KHNhom", mark, "{{ d.tt }}. {{ d.noi_dung }}"), span=len(heads)))
    fields = (
        ("KHOGiua", "tt"), ("KHO", "noi_dung"), ("KHO", "chu_tri"),
        ("KHO", "phoi_hop"), ("KHO", "san_pham"), ("KHOGiua", "thoi_han"),
    )  # fmt: skip
    task = row(
        *(
            cell(p(style_id, *([mark] if name == "tt" else []), f"{{{{ d.{name} }}}}"))
            for style_id, name in fields
        )
    )
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
    tasks = table("KHBang", APPENDIX_COLUMNS, rows, _ABOUT_TASKS, _LOOK_OF_TASKS)
    return each(
        "pl",
        "phu_luc",
        choose(("loop.first", break_(PORTRAIT)), ("", break_(LANDSCAPE))),
        p("KHPhuLuc", neo("pl.neo_nhan"), "{{ pl.nhan }}"),
        choose(("pl.tieu_de", p("KHTenPhuLuc", neo("pl.neo_tieu_de"), "{{ pl.tieu_de }}"))),
        p("KHKemTheo", neo("pl.neo_kem_theo"), "{{ pl.kem_theo }}"),
        rules("pl.gach", "PhuLuc", RULES),
        choose(("pl.ghi_chu", p("KHGhiChu", neo("pl.neo_ghi_chu"), "{{ pl.ghi_chu }}"))),
        each("k", "pl.noi_dung", block()),
        choose(("pl.co_bang", tasks)),
        each("k", "pl.ket_thuc", block()),
    )


def document(family: Family) -> str:
    """document.xml of a layout. The last paragraph is needed after a table at the end of a body."""
    text = head(family) + body(family) + signature(family)
    inner = text + appendix() + p("KHNgat") + section(LANDSCAPE)
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


def parts(family: Family) -> dict[str, str]:
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
        "word/document.xml": document(family),
        "word/_rels/document.xml.rels": relationships(word),
        **{f"word/{name}.xml": make() for name, (_, _, make) in WORD_PARTS.items()},
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }


def build(path: Path, family: Family = "ke-hoach") -> None:
    """Write the template of a layout."""
    write(path, parts(family))


def write(path: Path, made: dict[str, str]) -> None:
    """Write the parts of a template; the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, xml in made.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, DECLARATION + xml)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"
    folder.mkdir(exist_ok=True)
    for each_family in FAMILIES:
        build(folder / f"{each_family}.docx", each_family)

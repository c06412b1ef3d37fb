"""The page: what Decree 30/2020/NĐ-CP, Annex I, asks of a printed plan, read from the .docx."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from lxml import etree

from generator.document import compose as composing
from generator.document.blocks import RULES, Chu, Document, Khoi
from generator.plan.families import FAMILIES
from generator.text.measure import wrap
from tests.pages import (
    MM,
    NS,
    ROOT,
    TEMPLATE,
    Docx,
    W,
    document_of,
    read,
    render,
    render_with_docxtpl,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CORE = {"dc": "http://purl.org/dc/elements/1.1/"}


@pytest.fixture(scope="session")
def province() -> Docx:
    return read(render(document_of("kh-126-lang-son-2024")))


@pytest.fixture(scope="session")
def city() -> Document:
    return document_of("kh-tp-lang-son-2024")


@pytest.fixture(scope="session")
def with_two_appendices(city: Document) -> Docx:
    twice = (
        msgspec.structs.replace(city.phu_luc[0], nhan="Phụ lục I"),
        msgspec.structs.replace(city.phu_luc[0], nhan="Phụ lục II", ghi_chu=""),
    )
    return read(render(msgspec.structs.replace(city, phu_luc=twice)))


@pytest.fixture(scope="session")
def styles() -> dict[str, Any]:
    found = read(TEMPLATE).find("//w:style", "word/styles.xml")
    return {style.get(f"{W}styleId"): style for style in found}


@pytest.fixture(scope="session")
def lookup(styles: dict[str, Any]) -> Callable[[str, str, str], str | None]:
    """The value of a property of a style, through the styles it is based on."""

    def value(style_id: str, path: str, attribute: str = "val") -> str | None:
        style = styles[style_id]
        for found in style.xpath(path, namespaces=NS):
            if (here := found.get(f"{W}{attribute}")) is not None or attribute == "val":
                return here or "on"
        based = style.find("w:basedOn", NS)
        return value(based.get(f"{W}val"), path, attribute) if based is not None else None

    return value


# --- pages


def test_sections_are_one_portrait_page_and_a_landscape_one_for_each_appendix(
    with_two_appendices: Docx,
) -> None:
    sizes = with_two_appendices.find("//w:sectPr/w:pgSz")
    shapes = [(round(int(s.get(f"{W}w")) / MM), round(int(s.get(f"{W}h")) / MM)) for s in sizes]
    assert shapes == [(210, 297), (297, 210), (297, 210)]
    assert [s.get(f"{W}orient") for s in sizes] == [None, "landscape", "landscape"]


def test_a_plan_without_appendix_is_one_portrait_section(city: Document) -> None:
    docx = read(render(msgspec.structs.replace(city, phu_luc=())))
    (size,) = docx.find("//w:sectPr/w:pgSz")
    assert round(int(size.get(f"{W}w")) / MM) == 210


def test_margins_are_within_the_decree(with_two_appendices: Docx) -> None:
    allowed = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    for margin in with_two_appendices.find("//w:sectPr/w:pgMar"):
        for side, (least, most) in allowed.items():
            assert least <= round(int(margin.get(f"{W}{side}")) / MM, 1) <= most


def test_page_numbers_stand_top_centre_from_1_and_not_on_the_first_page_of_a_section(
    with_two_appendices: Docx, lookup: Callable[..., str | None]
) -> None:
    sections = with_two_appendices.find("//w:sectPr")
    for section in sections:
        assert section.find("w:titlePg", NS) is not None
        assert section.find("w:pgNumType", NS).get(f"{W}start") == "1"
        assert [r.get(f"{W}type") for r in section.findall("w:headerReference", NS)] == ["default"]
    header = with_two_appendices.xml("word/header1.xml")
    assert header.find(".//w:fldSimple", NS).get(f"{W}instr").strip() == "PAGE"
    assert lookup("Header", "w:pPr/w:jc") == "center"
    assert lookup("Header", "w:rPr/w:sz") == "28"


def test_a_section_break_needs_no_room_of_its_own(with_two_appendices: Docx) -> None:
    breaks = with_two_appendices.find("//w:p[w:pPr/w:sectPr]")
    assert len(breaks) == 2
    assert all(text(p) == "" for p in breaks)
    assert {p.find("w:pPr/w:pStyle", NS).get(f"{W}val") for p in breaks} == {"KHNgat"}


# --- letters


def test_everything_is_times_new_roman_and_vietnamese(province: Docx) -> None:
    fonts = [f for name in province.parts if name.endswith(".xml")
             for f in province.find("//w:rFonts", name)]  # fmt: skip
    assert len(fonts) == 1  # of the defaults: nothing else names a font
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert fonts[0].get(f"{W}{script}") == "Times New Roman"
    languages = province.find("//w:lang", "word/styles.xml")
    assert [lang.get(f"{W}val") for lang in languages] == ["vi-VN"]


SIZES = {
    "KHQuocHieu": (13, "b"), "KHTieuNgu": (14, "b"), "KHDiaDanh": (14, "i"),
    "KHQuocHieu12": (12, "b"), "KHTieuNgu13": (13, "b"), "KHDiaDanh13": (13, "i"),
    "KHChuQuan": (13, ""), "KHCoQuan": (13, "b"), "KHSo": (13, ""),
    "KHTenLoai": (14, "b"), "KHTrichYeu": (14, "b"), "KHCanCu": (14, "i"),
    "KHDoan": (14, ""), "KHDiem": (14, ""), "KHDiemCon": (14, ""), "KHDoanCuoi": (14, ""),
    "Heading1": (14, "b"), "Heading2": (14, "b"),
    "KHQuyenHan": (14, "b"), "KHQuyenHanDau": (14, "b"), "KHHoTen": (14, "b"),
    "KHNhanNoiNhan": (12, "bi"), "KHNoiNhan": (11, ""),
    "KHPhuLuc": (14, "b"), "KHTenPhuLuc": (14, "b"), "KHKemTheo": (14, "i"),
    "KHO": (13, ""), "KHODau": (13, "b"), "KHNhom": (13, "b"), "KHOGiua": (13, ""),
}  # fmt: skip


@pytest.mark.parametrize("style", SIZES)
def test_size_and_weight_of_each_part_are_those_of_the_decree(
    style: str, lookup: Callable[..., str | None], styles: dict[str, Any]
) -> None:
    size, flags = SIZES[style]
    default = styles["Normal"].getroottree().xpath("//w:rPrDefault//w:sz/@w:val", namespaces=NS)[0]
    assert int(lookup(style, "w:rPr/w:sz") or default) == size * 2
    assert bool(lookup(style, "w:rPr/w:b")) == ("b" in flags)
    assert bool(lookup(style, "w:rPr/w:i")) == ("i" in flags)


@pytest.mark.parametrize("style", ["KHDoan", "KHDiem", "KHDiemCon", "KHCanCu", "KHDoanCuoi"])
def test_body_is_justified_indented_and_spaced(
    style: str, lookup: Callable[..., str | None]
) -> None:
    assert lookup(style, "w:pPr/w:jc") == "both"
    first = int(lookup(style, "w:pPr/w:ind", "firstLine") or 0) / MM
    assert round(first, 1) in (10, 12.7)
    assert int(lookup(style, "w:pPr/w:spacing", "before") or 0) >= 6 * 20
    assert 240 <= int(lookup(style, "w:pPr/w:spacing", "line") or 0) <= 360


# --- styles, not direct formatting


def test_paragraphs_and_runs_carry_style_names_only(with_two_appendices: Docx) -> None:
    for properties in with_two_appendices.find("//w:body//w:pPr"):
        assert {child.tag for child in properties} <= {f"{W}pStyle", f"{W}sectPr"}
    for properties in with_two_appendices.find("//w:body//w:rPr"):
        assert [child.tag for child in properties] == [f"{W}rStyle"]


def test_every_style_that_is_used_exists_and_every_style_that_exists_is_used(
    styles: dict[str, Any],
) -> None:
    used = set(read(TEMPLATE).find("//w:pStyle/@w:val", "word/header1.xml"))
    for template in TEMPLATE.parent.glob("*.docx"):
        found = read(template).find("//w:pStyle/@w:val|//w:rStyle/@w:val|//w:tblStyle/@w:val")
        used |= set(found)
    assert used <= set(styles)
    bases = {"Normal", "DefaultParagraphFont", "TableNormal", "KHGach"}
    assert set(styles) - used == bases


def test_the_readme_names_every_style_of_the_template(styles: dict[str, Any]) -> None:
    readme = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    names = {s.find("w:name", NS).get(f"{W}val") for i, s in styles.items() if i.startswith("KH")}
    hidden = {"KH Khung trình bày", "KH Bảng phụ lục"}
    missing = {n for n in names - hidden if n not in readme and not n.startswith("KH Gạch")}
    assert missing == set()


def test_headings_are_real_headings_and_stay_with_what_follows(
    province: Docx, styles: dict[str, Any], lookup: Callable[..., str | None]
) -> None:
    for style_id, name, level in (("Heading1", "heading 1", "0"), ("Heading2", "heading 2", "1")):
        assert styles[style_id].find("w:name", NS).get(f"{W}val") == name
        assert lookup(style_id, "w:pPr/w:outlineLvl") == level
        assert lookup(style_id, "w:pPr/w:keepNext")
    assert province.paragraphs("Heading1")[0] == "I. MỤC ĐÍCH, YÊU CẦU"
    assert province.paragraphs("Heading2")[:2] == ["1. Mục đích", "2. Yêu cầu"]


def test_emphasis_is_a_character_style_and_plain_text_one_run(with_two_appendices: Docx) -> None:
    strong = with_two_appendices.find('//w:r[w:rPr/w:rStyle/@w:val="Strong"]')
    assert [text(r) for r in strong] == ["trước ngày\u00a015/6/2024."]
    italic = with_two_appendices.find('//w:r[w:rPr/w:rStyle/@w:val="Emphasis"]')
    assert "Siết chặt kỷ cương" in text(italic[0])
    plain = with_two_appendices.find('//w:p[w:pPr/w:pStyle/@w:val="KHDiem"][1]/w:r')
    assert len(plain) == 1
    assert text(plain[0]).startswith("- ")


def test_emphasis_inside_a_bold_or_italic_paragraph_is_only_the_other_one(
    city: Document,
) -> None:
    # Word turns bold on bold into plain; a heading is bold already
    runs = (Chu("một "), Chu("hai", dam=True), Chu(" ba", nghieng=True))
    blocks = tuple(Khoi(kind, "1.", runs, "x") for kind in ("khoan", "can_cu"))
    docx = read(render(msgspec.structs.replace(city, noi_dung=blocks, phu_luc=())))
    assert docx.paragraphs("Heading2") == docx.paragraphs("KHCanCu") == ["1. một hai ba"]
    marked = [(s.get(f"{W}val"), text(s.getparent().getparent()))
              for s in docx.find("//w:rStyle")]  # fmt: skip
    assert marked == [("Emphasis", " ba"), ("Strong", "hai")]


def test_no_tag_and_no_tag_paragraph_is_left(with_two_appendices: Docx) -> None:
    body = with_two_appendices.parts["word/document.xml"].decode()
    assert "{%" not in body
    assert "{{" not in body
    assert with_two_appendices.paragraphs("KHThe") == []


# --- header and signature


def test_number_and_place_share_a_row_under_agency_and_state(province: Docx) -> None:
    rows = province.find("(//w:tbl)[1]/w:tr")
    cells = [[[text(p) for p in c.findall("w:p", NS)] for c in r.findall("w:tc", NS)] for r in rows]
    assert cells == [
        [
            ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", ""],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""],
        ],
        [["Số: 126/KH-UBND"], ["Lạng Sơn, ngày 03 tháng 6 năm 2024"]],
    ]


def test_a_long_place_takes_the_smaller_family_of_sizes(city: Document) -> None:
    place = msgspec.structs.replace(city, dia_danh="Phường Hoàng Văn Thụ")
    docx = read(render(place))
    assert docx.paragraphs("KHDiaDanh13") == ["Phường Hoàng Văn Thụ, ngày 07 tháng 6 năm 2024"]
    assert docx.paragraphs("KHQuocHieu12")
    assert docx.paragraphs("KHTieuNgu13")
    assert docx.paragraphs("KHQuocHieu") == []


def test_a_very_long_place_has_a_line_of_its_own(city: Document) -> None:
    place = msgspec.structs.replace(city, dia_danh="Phường Nguyễn Thị Minh Khai")
    docx = read(render(place))
    lines = ["Phường Nguyễn Thị Minh Khai,\nngày 07 tháng 6 năm 2024"]
    assert docx.paragraphs("KHDiaDanh13") == lines


def test_recipients_and_signature_are_one_row_that_does_not_break(province: Docx) -> None:
    table = province.find("(//w:tbl)[2]")[0]
    (row,) = table.findall("w:tr", NS)
    assert row.find("w:trPr/w:cantSplit", NS) is not None
    left, right = row.findall("w:tc", NS)
    assert text(left).startswith("Nơi nhận:- Thường trực Tỉnh ủy;")
    assert text(left).endswith("- Lưu: VT, NC(TPT).")
    assert text(right) == "TM. ỦY BAN NHÂN DÂNCHỦ TỊCHHồ Tiến Thiệu"


def test_the_last_two_paragraphs_stay_with_the_signature(
    province: Docx, lookup: Callable[..., str | None]
) -> None:
    before = province.find("(//w:tbl)[2]/preceding-sibling::w:p[position() <= 2]")
    for paragraph in before:
        assert lookup(paragraph.find("w:pPr/w:pStyle", NS).get(f"{W}val"), "w:pPr/w:keepNext")
    assert text(before[-1]).endswith("./.")


def test_a_plan_nobody_signs_is_still_a_whole_document(city: Document) -> None:
    empty = msgspec.structs.replace(city, nguoi_ky=(), noi_nhan=(), phu_luc=())
    docx = read(render(empty))
    cells = docx.find("(//w:tbl)[2]//w:tc")
    assert all(c.findall("w:p", NS) for c in cells)


# --- rules


def _length(style: Any, room: float) -> float:
    indent = style.find("w:pPr/w:ind", NS)
    sides = int(indent.get(f"{W}left")) + int(indent.get(f"{W}right"))
    return (room - sides) / MM


def test_each_rule_style_is_as_long_as_its_name_says(styles: dict[str, Any]) -> None:
    columns = read(TEMPLATE).find("(//w:tbl)[1]/w:tblGrid/w:gridCol/@w:w")
    left, right = map(int, columns)
    rooms = {"CoQuan": left, "TrichYeu": left + right, "PhuLuc": (297 - 30 - 15) * MM}
    counted = 0
    for id_, style in styles.items():
        if found := re.fullmatch(r"KHGach(CoQuan|TrichYeu|PhuLuc)(\d+)", id_):
            assert _length(style, rooms[found[1]]) == pytest.approx(int(found[2]), abs=0.1)
            counted += 1
    assert counted == 3 + len(RULES) * 2
    motto = wrap("Độc lập - Tự do - Hạnh phúc", 200, 14)[0]
    assert _length(styles["KHGachTieuNgu"], right) == pytest.approx(motto, abs=0.5)
    assert _length(styles["KHGachTieuNgu13"], right) == pytest.approx(motto * 13 / 14, abs=0.5)


def test_rooms_that_compose_measures_by_are_those_of_the_template(
    styles: dict[str, Any],
) -> None:
    columns = [int(w) for w in read(TEMPLATE).find("(//w:tbl)[1]/w:tblGrid/w:gridCol/@w:w")]
    assert columns[0] / MM == pytest.approx(composing.HEADER_ROOM, abs=0.1)
    subject = _length(styles["KHTrichYeu"], sum(columns))
    assert subject == pytest.approx(composing.SUBJECT_ROOM, abs=0.1)
    reference = _length(styles["KHKemTheo"], (297 - 30 - 15) * MM)
    assert reference == pytest.approx(composing.REFERENCE_ROOM, abs=0.1)


@pytest.mark.parametrize("length", RULES)
def test_the_rule_under_the_subject_is_the_one_asked_for(city: Document, length: int) -> None:
    docx = read(render(msgspec.structs.replace(city, gach_trich_yeu=length, phu_luc=())))
    used = docx.find('//w:pStyle/@w:val[starts-with(., "KHGachTrichYeu")]')
    assert used == [f"KHGachTrichYeu{length}"]


# --- appendix


def test_an_appendix_opens_with_label_title_reference_rule_and_note(
    with_two_appendices: Docx,
) -> None:
    docx = with_two_appendices
    assert docx.paragraphs("KHPhuLuc") == ["Phụ lục I", "Phụ lục II"]
    assert all(title.isupper() for title in docx.paragraphs("KHTenPhuLuc"))
    assert docx.paragraphs("KHKemTheo")[0].startswith("(Kèm theo Kế hoạch số ……/KH-UBND ngày 07")
    assert docx.paragraphs("KHGhiChu") == ["(Phụ lục minh họa: lập từ nội dung Kế hoạch)"]


def test_the_table_repeats_its_header_and_breaks_no_row(with_two_appendices: Docx) -> None:
    for table in with_two_appendices.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='KHBang']"):
        rows = table.findall("w:tr", NS)
        assert [text(c) for c in rows[0].findall("w:tc", NS)] == [
            "TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm",
            "Thời gian hoàn thành",
        ]  # fmt: skip
        assert rows[0].find("w:trPr/w:tblHeader", NS) is not None
        assert all(r.find("w:trPr/w:cantSplit", NS) is not None for r in rows)
        assert all(r.find("w:trPr/w:tblHeader", NS) is None for r in rows[1:])
        assert table.find("w:tblPr/w:tblLayout", NS).get(f"{W}type") == "fixed"
        assert table.find("w:tblPr/w:tblCaption", NS) is not None
        assert table.find("w:tblPr/w:tblDescription", NS) is not None


def test_group_rows_span_the_table_and_tasks_have_six_cells(with_two_appendices: Docx) -> None:
    table = with_two_appendices.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='KHBang']")[0]
    columns = len(table.findall("w:tblGrid/w:gridCol", NS))
    numbers = []
    for row in table.findall("w:tr", NS)[1:]:
        cells = row.findall("w:tc", NS)
        if len(cells) == 1:
            assert cells[0].find("w:tcPr/w:gridSpan", NS).get(f"{W}val") == str(columns)
        else:
            assert len(cells) == columns
            numbers.append(int(text(cells[0])))
    assert numbers == list(range(1, len(numbers) + 1))


# --- the package


def test_properties_name_the_document_its_agency_and_its_language(province: Docx) -> None:
    core = province.xml("docProps/core.xml")
    assert core.findtext("dc:title", "", CORE).startswith("Kế hoạch số 126/KH-UBND: Nâng cao")
    assert core.findtext("dc:creator", "", CORE) == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert core.findtext("dc:language", "", CORE) == "vi-VN"
    assert core.findtext("dc:identifier", "", CORE) == "kh-126-lang-son-2024"


NASTY = "& < > \" ' ]]> {{ 7*7 }} {% x %} <w:p> &amp; \u2028 " + "d" * 3000


@pytest.mark.parametrize("how", [render, render_with_docxtpl])
def test_text_that_looks_like_markup_is_printed_as_it_is(
    city: Document, how: Callable[[Document], bytes]
) -> None:
    rows = msgspec.structs.replace(next(iter(city.phu_luc[0].dong)), noi_dung=NASTY)
    appendix = msgspec.structs.replace(city.phu_luc[0], tieu_de=NASTY, kem_theo=NASTY, dong=(rows,))
    block = Khoi("diem", "-", (Chu(NASTY), Chu(NASTY, dam=True), Chu(NASTY, nghieng=True)), "x")
    document = msgspec.structs.replace(
        city, trich_yeu=NASTY, noi_dung=(block,), phu_luc=(appendix,), tieu_de=NASTY[:200]
    )
    docx = read(how(document))
    assert docx.paragraphs("KHTrichYeu") == [NASTY]
    assert docx.paragraphs("KHDiem") == [f"- {NASTY * 3}"]
    assert docx.paragraphs("KHTenPhuLuc") == [NASTY]
    assert docx.paragraphs("KHNhom") == [f"A. {NASTY}"]


def test_docxtpl_makes_the_same_document_of_the_template(city: Document) -> None:
    bodies = []
    for how in (render, render_with_docxtpl):
        body = read(how(city)).xml("word/document.xml")
        for run in body.xpath("//w:r[w:t[not(text())]]", namespaces=NS):  # around its {{r … }}
            run.getparent().remove(run)
        bodies.append(etree.tostring(body, method="c14n"))
    assert bodies[0] == bodies[1]


def audit(path: Path) -> list[str]:
    from openxml_audit import OpenXmlValidator

    return [str(e) for e in OpenXmlValidator().validate(path).errors]


def test_template_and_documents_follow_the_ooxml_schema(
    with_two_appendices: Docx, city: Document, tmp_path: Path
) -> None:
    assert audit(TEMPLATE) == []
    for name, document in {
        "draft": msgspec.structs.replace(city, phu_luc=(), dia_danh="Thành phố Hồ Chí Minh"),
        "whole": city,
    }.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(render(document))
        assert audit(path) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_the_script_makes_valid_templates_the_same_every_time(tmp_path: Path, family: str) -> None:
    made = [tmp_path / "a", tmp_path / "b"]
    for folder in made:
        script = str(ROOT / "tools" / "build_template.py")
        subprocess.run([sys.executable, script, str(folder)], check=True)
    one, other = (folder / f"{family}.docx" for folder in made)
    assert one.read_bytes() == other.read_bytes()
    assert audit(one) == []
    assert len(one.read_bytes()) < 20_000

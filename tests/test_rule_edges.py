"""Where a rule of the checker begins to speak: sections, who signs, stamps and pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests import office_docs as o
from tests.planting import Docx
from tests.planting.told import outcome
from tests.planting.variants import annex, document
from tests.test_rules import judged

if TYPE_CHECKING:
    from generator.rules.judge import Judged

FOUND, PASSED, NOT_HERE = "found", "passed", "not here"


def said(made: bytes, code: str) -> list[Judged]:
    return [one for one in judged(made).findings if one.diagnostic.code == code]


def told(made: bytes, code: str) -> list[tuple[str, str]]:
    """What is found and wanted, at each place."""
    return [(one.diagnostic.found, one.diagnostic.wanted) for one in said(made, code)]


# ------------------------------------------------------------------ sections


@pytest.mark.parametrize(
    ("heading", "capitals", "title"),
    [
        ("I. KẾT QUẢ", PASSED, PASSED),
        ("I. Kết quả", FOUND, PASSED),
        ("I. KẾT QUẢ (đến tháng 3 năm 2026)", PASSED, PASSED),
        ("VIII. ĐẤT ở", FOUND, PASSED),
        ("VIII. ĐẤT ĐAI ở", PASSED, PASSED),
        ("I. Ai", PASSED, PASSED),
        ("I. Aia", FOUND, PASSED),
        ("I. " + "Kết quả " * 24 + "năm", FOUND, PASSED),
        ("I. " + "Kết quả " * 24 + "năm 1", NOT_HERE, PASSED),
        ("II. (đến tháng 3)", PASSED, FOUND),
        ("I. :", PASSED, FOUND),
    ],
)
def test_of_a_section_the_title_counts_without_its_number_and_without_brackets(
    heading: str, capitals: str, title: str
) -> None:
    made = document(o.body(heading, bold=True), o.LONG)
    assert [outcome(made, code) for code in ("TT321", "TT325")] == [capitals, title]


@pytest.mark.parametrize(
    ("bold", "italic", "wanted"),
    [
        (True, False, []),
        (False, False, [("không đậm", "đậm, đứng")]),
        (True, True, [("nghiêng", "đậm, đứng")]),
        (False, True, [("không đậm", "đậm, đứng")]),
    ],
)
def test_the_heading_of_a_section_is_bold_and_upright(
    bold: bool, italic: bool, wanted: list[tuple[str, str]]
) -> None:
    made = document(o.body("I. KẾT QUẢ", bold=bold, italic=italic), o.LONG)
    assert told(made, "TT322") == wanted


# ------------------------------------------------------------------ who signs


@pytest.mark.parametrize(
    ("capacity", "stop", "space"),
    [
        ("TM. UBND TỈNH", [], []),
        ("TM UBND TỈNH", [("TM", "TM.")], []),
        ("TM ỦY BAN NHÂN DÂN", [("TM", "TM.")], []),
        ("TM HỘI ĐỒNG", [("TM", "TM.")], []),
        ("KT VIỆN TRƯỞNG", [("KT", "KT.")], []),
        ("KT TRƯỞNG PHÒNG", [("KT", "KT.")], []),
        ("TL CHÁNH ÁN", [("TL", "TL.")], []),
        ("TUQ GIÁM ĐỐC", [("TUQ", "TUQ.")], []),
        ("KT: CHỦ TỊCH", [("KT:", "KT.")], []),
        ("KT/ CHỦ TỊCH", [("KT/", "KT.")], []),
        ("T/L. GIÁM ĐỐC", [("T/L.", "TL.")], []),
        ("Q/ GIÁM ĐỐC", [("Q/", "Q.")], []),
        ("Q CHỦ TỊCH", [], []),
        ("KTCHỦ TỊCH", [], []),
        ("QUYỀN GIÁM ĐỐC", [], []),
        ("KT. CHỦ TỊCH", [], []),
        ("KT.CHỦ TỊCH", [], [("KT.CHỦ", "KT. CHỦ")]),
    ],
)
def test_behind_a_capacity_stand_a_stop_and_a_space(
    capacity: str, stop: list[tuple[str, str]], space: list[tuple[str, str]]
) -> None:
    made = document(signed=(capacity, "PHÓ CHỦ TỊCH"))
    assert told(made, "TT402") == stop
    assert told(made, "TT408") == space
    for one in [*said(made, "TT402"), *said(made, "TT408")]:
        ((wrong, right),) = one.fixes[0].values
        assert (wrong, right) == (one.diagnostic.found, one.diagnostic.wanted)


# ------------------------------------------------------------------ what only looks like a part


def under_title(kind: str, number: str, *lines: str, bold: bool = True) -> bytes:
    """A document with several lines under the name of its kind."""
    return o.package(
        o.head("UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ", number, "Lạng Sơn, ngày 05 tháng 5 năm 2026",
               short=10)
        + o.para(o.run(kind, 14, bold=True), align="center", before=240)
        + "".join(o.centre(line, bold=bold) for line in lines)
        + o.line("drawing", 30, 165) + o.body(o.LONG)
        + o.foot(("- Sở Y tế;", "- Lưu: VT."), ("GIÁM ĐỐC",), "Nguyễn Văn A")
    )  # fmt: skip


DECIDES = "GIÁM ĐỐC SỞ NỘI VỤ"


@pytest.mark.parametrize(
    ("made", "there", "small"),
    [
        (under_title("QUYẾT ĐỊNH", "Số: 31/QĐ-SNV", "Khen thưởng", DECIDES), PASSED, PASSED),
        (under_title("QUYẾT ĐỊNH", "Số: 31/QĐ-SNV", DECIDES), FOUND, NOT_HERE),
        (under_title("CHỈ THỊ", "Số: 31/CT-SNV", DECIDES), FOUND, NOT_HERE),
        (under_title("BÁO CÁO", "Số: 31/BC-SNV", "Kết quả", "BAN CHỈ ĐẠO"), PASSED, PASSED),
        (under_title("BÁO CÁO", "Số: 31/BC-SNV", "BAN CHỈ ĐẠO TỈNH"), PASSED, FOUND),
        (under_title("BÁO CÁO", "Số: 31/BC-SNV", "Kết quả", "CẢI CÁCH"), PASSED, FOUND),
        (under_title("GIẤY MỜI", "Số: 31/GM-SNV", "HỌP TỔNG KẾT"), NOT_HERE, FOUND),
        (under_title("GIẤY MỜI", "Số: 31/GM-SNV", "HỌP CUỐI NĂM", bold=False), NOT_HERE, NOT_HERE),
    ],
)
def test_who_decides_is_no_subject_and_the_first_line_of_a_form_neither(
    made: bytes, there: str, small: str
) -> None:
    assert [outcome(made, code) for code in ("TT211", "TT213")] == [there, small]


@pytest.mark.parametrize(
    ("label", "title", "named", "tied"),
    [
        ("Phụ lục", "DANH SÁCH CÁC PHÒNG", PASSED, FOUND),
        ("Phụ lục", "(Kèm theo Báo cáo số 31/BC-SNV)", FOUND, PASSED),
        ("Phụ lục", "KÈM THEO BÁO CÁO SỐ 31/BC-SNV", FOUND, PASSED),
        ("Phụ lục", "(Đến tháng 3 năm 2026)", FOUND, FOUND),
        ("MẪU SỐ 01", "DANH SÁCH CÁC PHÒNG", NOT_HERE, NOT_HERE),
    ],
)
def test_a_line_in_brackets_is_no_name_of_an_appendix_and_a_form_is_none(
    label: str, title: str, named: str, tied: str
) -> None:
    made = document(annexes=(annex(label, title, tied=""),))
    assert [outcome(made, code) for code in ("TT621", "TT631")] == [named, tied]


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ((14, 14, 14), []),
        ((13, 14, 13), [("13/14/13", "13/14/14 hoặc 12/13/13")]),
        ((14, 13, 14), []),
        ((14, 12, 14), []),
    ],
)
def test_the_size_of_a_line_is_that_of_most_of_its_letters(
    sizes: tuple[float, float, float], wanted: list[tuple[str, str]]
) -> None:
    doc = Docx(document())
    line = doc.find(lambda text: text.startswith("Lạng Sơn, ngày"))
    line.remove(line[-1])
    pieces = ("Lạng Sơn, ngà", "y 05 tháng 5 năm", " 2026")
    runs = "".join(o.run(*one, italic=True) for one in zip(pieces, sizes, strict=True))
    line.extend(etree.fromstring(f"<x {o._NS}>{runs}</x>"))
    found = [(one.replace(", ", "/"), other) for one, other in told(doc.data(), "TT181")]
    assert found == wanted


@pytest.mark.parametrize(
    ("side", "twips", "moved"),
    [
        ("top", 1080, [("top", 20.0)]), ("top", 1106, []), ("top", 1445, []),
        ("top", 1500, [("top", 25.0)]), ("bottom", 1000, [("bottom", 20.0)]),
        ("left", 1600, [("left", 30.0)]), ("left", 2100, [("left", 35.0)]),
        ("right", 800, [("right", 15.0)]), ("right", 1200, [("right", 20.0)]),
        ("gutter", 160, []), ("gutter", 567, [("left", 25.0)]),
    ],
)  # fmt: skip
def test_a_margin_is_moved_to_the_nearest_that_is_allowed_with_what_the_binding_takes(
    side: str, twips: int, moved: list[tuple[str, float]]
) -> None:
    content = o.head("UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ", "Số: 31/BC-SNV", "Lạng Sơn", short=10)
    section = re.sub(rf'w:{side}="\d+"', f'w:{side}="{twips}"', o.SECTION)
    codes = ("TT003", "TT004", "TT005", "TT006")
    made = o.package(content + o.body(o.LONG), section)
    fixes = [fix for code in codes for one in said(made, code) for fix in one.fixes]
    values = [(key, round(value, 1)) for fix in fixes for key, value in fix.values]
    assert values == moved


# ------------------------------------------------------------------ stamps and pictures

STAMP = "Số: 12/KH-UBND; 05/01/2026; 10:20:30"


def stamp(text: str, size: float) -> str:
    return o.para(o.run(text, size), align="right")


PAGES = annex("Phụ lục I").partition("</w:p>")[2]


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (o.package(stamp(STAMP, 10) + PAGES), PASSED),
        (o.package(stamp(STAMP, 11) + PAGES), FOUND),
        (o.package(stamp(STAMP, 10) + stamp("Thời gian ký: 05/01/2026 10:20", 14) + PAGES), PASSED),
        (document(stamp(STAMP, 14)), NOT_HERE),
    ],
)
def test_only_the_stamp_of_an_appendix_in_a_file_of_its_own_has_a_size(
    made: bytes, wanted: str
) -> None:
    assert outcome(made, "TT451") == wanted


def pictured(member: str, line: str) -> bytes:
    """A report with a picture in a line of it."""
    doc = Docx(document())
    blip = f'<w:r {o._NS}><w:drawing><a:blip r:embed="rId20"/></w:drawing></w:r>'
    doc.find(lambda text: text.startswith(line)).append(etree.fromstring(blip))
    rels = "word/_rels/document.xml.rels"
    own = f'<Relationship Id="rId20" Type="{o._R}/image" Target="{member}"/></Relationships>'
    doc.members[rels] = doc.members[rels].replace(b"</Relationships>", own.encode())
    return doc.data()


@pytest.mark.parametrize(
    ("member", "line", "wanted"),
    [
        ("media/image1.png", "Nguyễn Văn A", []),
        ("media/image1.PNG", "Nguyễn Văn A", []),
        ("media/a.b.jpg", "Nguyễn Văn A", [("JPG", "PNG")]),
        ("media/a.jpeg", "GIÁM ĐỐC", [("JPEG", "PNG")]),
        ("media/a.jpeg", "Nơi nhận", []),
        ("media/a.jpeg", "Số:", []),
    ],
)
def test_the_picture_of_a_signature_is_one_that_may_be_clear_below(
    member: str, line: str, wanted: list[tuple[str, str]]
) -> None:
    made = pictured(member, line)
    assert told(made, "TT441") == wanted
    assert all(len(one.paras) == 1 for one in said(made, "TT441"))

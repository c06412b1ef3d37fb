"""What offices really type: heads, feet and tables as they come, not as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx

from generator.read.imported import ImportedFile, import_file
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.plan.model import KeHoach

HEAD = """ỦY BAN NHÂN DÂN
XÃ AN HÒA
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 10 tháng 3 năm 2024

KẾ HOẠCH
Phòng, chống dịch bệnh năm 2024

Thực hiện Kế hoạch số 5/KH-UBND ngày 02/02/2024 của UBND huyện, UBND xã ban hành Kế hoạch:

I. MỤC ĐÍCH

Chủ động phòng, chống dịch bệnh trên vật nuôi, giảm thiệt hại cho người chăn nuôi.
"""
FOOT = """
Nơi nhận:
- UBND huyện;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""


def imported(text: str, name: str = "nguon.txt") -> ImportedFile:
    from pathlib import Path

    source = Path(name)
    source.write_text(text, encoding="utf-8")
    return import_file(source, Workspace(Path.cwd()))


def plan_of(text: str) -> KeHoach:
    made = imported(text)
    assert made.plan is not None, made.diagnostics
    return made.plan


def agency(plan: KeHoach) -> str | None:
    return next(c.ten for c in plan.co_quan_moi if c.id == plan.van_ban.co_quan)


def test_the_name_of_the_state_on_two_lines_is_no_part_of_the_agency(workspace: Path) -> None:
    text = HEAD.replace("NGHĨA VIỆT NAM", "NGHĨA\nVIỆT NAM") + FOOT
    assert agency(plan_of(text)) == "Ủy ban nhân dân xã An Hòa"


def test_a_narrow_header_does_not_break_the_name_of_a_unit(workspace: Path) -> None:
    plan = plan_of(HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ AN HÒA", "UBND TỈNH LÂM\nĐỒNG") + FOOT)
    body = next(c for c in plan.co_quan_moi if c.id == plan.van_ban.co_quan)
    assert body.ten_tieu_de == ["UBND", "TỈNH LÂM ĐỒNG"]


def test_a_party_plan_is_of_the_party_body_and_not_of_the_party(workspace: Path) -> None:
    text = HEAD.replace(
        "ỦY BAN NHÂN DÂN\nXÃ AN HÒA\nSố: 12/KH-UBND", "ĐẢNG ỦY XÃ AN HÒA\n*\nSố 12-KH/ĐU"
    )
    text = text.replace(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
    )
    plan = plan_of(
        text + FOOT.replace("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "T/M BAN THƯỜNG VỤ\nBÍ THƯ")
    )
    assert "Việt Nam" not in (agency(plan) or "")
    assert plan.van_ban.so == 12


def test_about_what_below_the_title_is_the_subject_and_no_section_five(workspace: Path) -> None:
    plan = plan_of(
        HEAD.replace("Phòng, chống dịch bệnh năm 2024", "V/v phòng, chống dịch bệnh") + FOOT
    )
    assert plan.van_ban.trich_yeu == "V/v phòng, chống dịch bệnh"
    assert [m.tieu_de for m in plan.muc] == ["MỤC ĐÍCH"]


def test_a_stamp_on_the_line_of_the_title_is_urgency(workspace: Path) -> None:
    plan = plan_of(HEAD.replace("KẾ HOẠCH\nPhòng", "HỎA TỐC          KẾ HOẠCH\nPhòng") + FOOT)
    assert (plan.van_ban.do_khan, plan.van_ban.loai) == ("HỎA TỐC", "KH")
    assert plan.van_ban.trich_yeu == "Phòng, chống dịch bệnh năm 2024"


def test_recipients_in_a_brace_share_what_stands_beside_it(workspace: Path) -> None:
    foot = FOOT.replace(
        "- UBND huyện;", "- UBND huyện    }\n- Trạm Thú y    } (để báo cáo);\n- Các thôn;"
    )
    said = [n.noi_dung for n in plan_of(HEAD + foot).noi_nhan]
    assert said == ["UBND huyện (để báo cáo)", "Trạm Thú y (để báo cáo)", "Các thôn"]


def test_a_task_given_last_under_its_heading_is_no_closing_sentence(workspace: Path) -> None:
    text = HEAD + "\nII. TỔ CHỨC THỰC HIỆN\n\nGiao Ban Thú y xã chủ trì thực hiện Kế hoạch này./.\n"
    plan = plan_of(text + FOOT)
    assert plan.ket_thuc == []
    assert plan.muc[1].khoan[0].noi_dung == "Giao Ban Thú y xã chủ trì thực hiện Kế hoạch này./."


def test_printed_lines_join_over_dates_functions_and_the_indent_of_the_first(
    workspace: Path,
) -> None:
    text = HEAD.replace(
        "Chủ động phòng, chống dịch bệnh trên vật nuôi, giảm thiệt hại cho người chăn nuôi.",
        "Chủ động phòng, chống dịch bệnh; báo cáo kết quả hằng tháng trước\n"
        "ngày 25 và báo cáo năm gửi Chủ tịch Ủy ban nhân dân huyện và các đồng chí\n"
        "giám đốc các trung tâm, hoàn thành trong thời gian trước ngày\n"
        "30 tháng 6 năm 2024.",
    ).replace(
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/02/2024 của UBND huyện, UBND xã",
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/02/2024 của UBND huyện,\nUBND xã",
    )
    (paragraph,) = plan_of(text + FOOT).muc[0].khoan
    assert (paragraph.noi_dung or "").endswith(
        "giám đốc các trung tâm, hoàn thành trong thời gian trước ngày 30 tháng 6 năm 2024."
    )


def test_a_plan_without_head_is_of_the_body_that_its_decision_names(workspace: Path) -> None:
    start = HEAD.index("Thực hiện")
    head = (
        "KẾ HOẠCH\nPhòng, chống dịch bệnh năm 2024\n"
        "(Ban hành kèm theo Quyết định số 8/QĐ-UBND ngày 02/02/2024 "
        "của Ủy ban nhân dân xã An Hòa)\n\n"
    )
    assert agency(plan_of(head + HEAD[start:] + FOOT)) == "Ủy ban nhân dân xã An Hòa"


def test_two_bodies_sign_each_above_its_own_signer(workspace: Path) -> None:
    document = docx.Document()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    for cell, lines in zip(
        table.rows[0].cells,
        (
            ["CÔNG AN HUYỆN", "TRƯỞNG CÔNG AN", "Trần Văn Bình"],
            ["PHÒNG Y TẾ", "TRƯỞNG PHÒNG", "Lê Thị Chi"],
        ),
        strict=True,
    ):
        cell.text = "\n".join(lines[:2])
        cell.add_paragraph(lines[2])
    document.save("hai-co-quan.docx")
    made = import_file(workspace / "hai-co-quan.docx", Workspace(workspace))
    assert made.plan is not None
    signers = [(s.capacity(), s.chuc_vu, s.ho_ten) for s in made.plan.nguoi_ky]
    assert signers == [
        (["CÔNG AN HUYỆN"], "TRƯỞNG CÔNG AN", "Trần Văn Bình"),
        (["PHÒNG Y TẾ"], "TRƯỞNG PHÒNG", "Lê Thị Chi"),
    ]


def test_an_appendix_that_begins_with_a_table_of_percentages_is_kept_and_printed(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    document = docx.Document()
    for line in (HEAD + FOOT).splitlines():
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC I")
    document.add_paragraph("CHỈ TIÊU NĂM 2024")
    table = document.add_table(0, 3)
    for row in (("TT", "Chỉ tiêu", "Tỷ lệ (%)"), ("1", "Tiêm phòng", "80 %")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save("chi-tieu.docx")
    kehoach("import", "chi-tieu.docx", "-o", "chi-tieu.toml")
    kehoach("render", "chi-tieu.toml", "-o", "in")
    (made,) = (workspace / "in").rglob("*.docx")
    cells = [c.text for t in docx.Document(str(made)).tables for r in t.rows for c in r.cells]
    assert {"Tỷ lệ (%)", "80 %", "Tiêm phòng"} <= set(cells)


def test_a_party_document_is_not_judged_by_the_decree_of_the_state(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    document = docx.Document()
    for line in ("ĐẢNG ỦY XÃ AN HÒA", "Số 12-KH/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "KẾ HOẠCH"):
        document.add_paragraph(line)
    document.save("dang.docx")
    said = str(kehoach("check", "dang.docx"))
    assert "văn bản của Đảng" in said
    assert "TT102" not in said

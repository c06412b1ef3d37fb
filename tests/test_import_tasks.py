"""Tables of tasks as offices type them: their own heads and columns, read, printed, read again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from generator.grammar.column_heads import ditto_of, field_of, is_ditto
from generator.grammar.labels import roles_of_cell
from generator.plan.cell_lines import goes_on
from generator.plan.toml import load_plan
from generator.read.imported import import_file
from generator.workspace.workspace import Workspace
from tests.test_import import SEEDS, read, rendered
from tests.test_import_wild import FOOT, HEAD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.plan.model import PhuLuc
    from tests.conftest import Outcome

PLAN = """
phien_ban = 1

[van_ban]
ma = "kh-thu-2026"
co_quan = "ubnd-tinh-lang-son"
so = 12
ngay = 2026-03-02
trich_yeu = "Kế hoạch minh họa về chăm sóc cây xanh"
minh_hoa = true

[[muc]]
id = "m1"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "k1"
danh_so = false
noi_dung = "(Chi tiết tại Phụ lục kèm theo)."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
ho_ten = "Người Ký Mẫu"

[[phu_luc]]
id = "phu-luc"
tieu_de = "NHIỆM VỤ CHĂM SÓC CÂY XANH"
cot = [
  { khoa = "tt", tieu_de = "STT" },
  { khoa = "noi_dung", tieu_de = "Nhiệm vụ, giải pháp", so = "(1)" },
  { khoa = "chu_tri", tieu_de = "Sở, ngành chủ trì tham mưu", so = "(2)" },
  { khoa = "thoi_han", tieu_de = "Lộ trình", so = "(3)" },
  { tieu_de = "Kinh phí", so = "(4)" },
]

[[phu_luc.nhiem_vu]]
id = "nv-1"
noi_dung = "Trồng cây bóng mát trên các tuyến đường:\\n- Chọn giống;\\n- Đào hố, đóng cọc."
chu_tri = ["so-noi-vu", "ubnd-xa-phuong"]
loi_chu_tri = "Sở Nội vụ và UBND các xã, phường"
thoi_han = { tu = 2026-04-01, den = 2026-06-30, loi = "Xong trong Quý II/2026" }
cot_them = { "Kinh phí" = "120 triệu đồng\\nNguồn: xã hội hóa" }

[[phu_luc.nhiem_vu]]
id = "nv-2"
noi_dung = "Tưới cây mùa khô"
chu_tri = ["ubnd-xa-phuong"]
thoi_han = { dinh_ky = ["nam"], loi = "Hàng năm" }

[[phu_luc.nhiem_vu]]
id = "nv-3"
noi_dung = "Báo cáo kết quả trồng cây"
chu_tri = ["so-noi-vu"]
thoi_han = { dinh_ky = ["thang"], ngay_ky = "25", loi = "Trước ngày 25 hằng tháng" }
"""
"""An appendix with columns of its own; invented."""


def appendix(workspace: Path, kehoach: Callable[..., object], text: str = PLAN) -> PhuLuc:
    """The appendix of a plan that was printed and read again."""
    source = workspace / "plans" / "thu.toml"
    source.write_text(text, "utf-8")
    return read(rendered(kehoach, source), workspace).phu_luc[0]


def test_own_columns_deadlines_and_bodies_come_back_as_they_were(workspace, kehoach) -> None:
    found = appendix(workspace, kehoach)
    loaded, _problems = load_plan(workspace / "plans" / "thu.toml")
    assert loaded is not None
    wanted = loaded.plan.phu_luc[0]
    assert found.cot == wanted.cot
    fields = ("noi_dung", "chu_tri", "loi_chu_tri", "thoi_han", "cot_them")
    for mine, theirs in zip(found.nhiem_vu, wanted.nhiem_vu, strict=True):
        assert {f: getattr(mine, f) for f in fields} == {f: getattr(theirs, f) for f in fields}


BOTH = PLAN
for old, new in (
    ('tieu_de = "Sở, ngành chủ trì tham mưu",',
     'tieu_de = "Phân công nhiệm vụ", nhan = ["Chủ trì", "Phối hợp"],'),
    ('chu_tri = ["so-noi-vu", "ubnd-xa-phuong"]',
     'chu_tri = ["so-noi-vu", "ubnd-xa-phuong"]\nphoi_hop = ["van-phong-ubnd-tinh"]'),
    ('loi_chu_tri = "Sở Nội vụ và UBND các xã, phường"',
     'loi_chu_tri = "Sở Nội vụ (chọn giống) và UBND các xã, phường (trồng)."'),
):  # fmt: skip
    BOTH = BOTH.replace(old, new)
"""One column says who leads and who helps."""


def test_one_column_says_who_leads_and_who_helps(workspace, kehoach) -> None:
    found = appendix(workspace, kehoach, BOTH)
    task, alone = found.nhiem_vu[0], found.nhiem_vu[1]
    assert found.cot[2].nhan == ["Chủ trì", "Phối hợp"]
    assert (task.chu_tri, task.phoi_hop) == (
        ["so-noi-vu", "ubnd-xa-phuong"],
        ["van-phong-ubnd-tinh"],
    )
    assert task.loi_chu_tri == "Sở Nội vụ (chọn giống) và UBND các xã, phường (trồng)."
    assert (alone.chu_tri, alone.phoi_hop) == (["ubnd-xa-phuong"], [])


def test_who_helps_is_retyped_in_the_column_of_both(workspace, kehoach) -> None:
    source = workspace / "plans" / "thu.toml"
    source.write_text(BOTH, "utf-8")
    paper = rendered(kehoach, source)
    document = docx.Document(str(paper))
    cell = next(r.cells[2] for r in document.tables[-1].rows if "Trồng cây" in r.cells[1].text)
    assert [p.text for p in cell.paragraphs][1] == "Phối hợp: Văn phòng UBND tỉnh"
    words = next(r.cells[1] for r in document.tables[-1].rows if "Trồng cây" in r.cells[1].text)
    assert [p.text for p in words.paragraphs][1:] == ["- Chọn giống;", "- Đào hố, đóng cọc."]
    words.paragraphs[2].runs[0].text = "- Đào hố."
    words.add_paragraph("- Tưới, bón.")
    cell.paragraphs[1].runs[0].text = "Phối hợp: Văn phòng UBND tỉnh; Thường trực Tỉnh ủy"
    document.save(str(paper))
    assert kehoach("pull", paper).code == 0
    loaded, _problems = load_plan(source)
    assert loaded is not None
    task = loaded.plan.phu_luc[0].nhiem_vu[0]
    assert task.phoi_hop == ["van-phong-ubnd-tinh", "thuong-truc-tinh-uy"]
    assert task.noi_dung.split("\n")[1:] == ["- Chọn giống;", "- Đào hố.", "- Tưới, bón."]
    assert task.loi_chu_tri == "Sở Nội vụ (chọn giống) và UBND các xã, phường (trồng)."


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Chủ trì: Sở X.\nPhối hợp: Sở Y, Sở Z.", ("Sở X.", "Sở Y, Sở Z.")),
        ("- Đơn vị chủ trì: Sở X; - Đơn vị phối hợp: Sở Y", ("Sở X", "Sở Y")),
        ("Sở X; phối hợp: Sở Y", ("Sở X", "Sở Y")),
        ("Chủ trì: Sở X", ("Sở X", "")),
        ("Chủ trì: nt (1.1)\nPhối hợp: Sở Y", ("nt (1.1)", "Sở Y")),
        ("Sở X (phối hợp: Sở Y)", None),
        ("Chủ trì: Sở X. Kinh phí: 5 triệu đồng", None),
        ("Chủ trì: Sở X. Chủ trì: Sở Y", None),
        ("Sở X", None),
    ],
)
def test_a_cell_is_parted_at_its_labels_where_all_of_it_has_a_place(cell, wanted) -> None:
    found = roles_of_cell(cell)
    assert (found and (found.leads, found.helpers)) == wanted


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("Tập huấn kỹ năng số cho", "người cao tuổi", True),
        ("Lập danh mục dữ liệu:", "danh mục chung", False),
        ("Danh mục dữ liệu", "Báo cáo kết quả", False),
        ("Đầu tư camera", "- tuyến trục chính", False),
        ("Đầu tư camera", "b) tuyến trục chính", False),
        ("Họp giao ban", "xong trong tháng 9", True),
    ],
)
def test_a_line_of_a_cell_is_a_paragraph_but_where_it_goes_on(before, line, joined) -> None:
    assert goes_on(before, line) is joined


def test_lines_of_a_printed_page_go_on_whatever_letter_they_begin_with() -> None:
    assert goes_on("Theo hướng dẫn của Bộ", "Nội vụ", printed=True)
    assert not goes_on("Danh mục dữ liệu;", "Báo cáo kết quả", printed=True)


def test_a_total_under_the_tasks_is_no_group_and_a_title_begins_on_the_line_of_its_name(
    workspace: Path,
) -> None:
    document = docx.Document()
    for line in (HEAD + FOOT).splitlines():
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC I: PHÂN CÔNG NHIỆM VỤ")
    document.add_paragraph("TRỒNG CÂY MINH HỌA")
    table = document.add_table(0, 3)
    for row in (
        ["Nội dung", "Cơ quan chủ trì", "Thời hạn"],
        ["Tưới cây", "Sở Nội vụ, viện cây xanh", "2027"],
        ["Tổng kinh phí: 30 triệu đồng"],
    ):
        cells = table.add_row().cells
        for at, words in enumerate(row):
            cells[at].text = words
        if len(row) == 1:
            cells[0].merge(cells[-1])
    document.save(str(workspace / "cay.docx"))
    found = read(workspace / "cay.docx", workspace).phu_luc[0]
    assert found.tieu_de == "PHÂN CÔNG NHIỆM VỤ TRỒNG CÂY MINH HỌA"
    assert (found.nhom, len(found.nhiem_vu)) == ([], 1)
    assert [note.noi_dung for note in found.ket_thuc] == ["Tổng kinh phí: 30 triệu đồng"]
    assert found.nhiem_vu[0].chu_tri[1:] == ["vien-cay-xanh"]


def test_a_cell_as_the_one_above_has_its_words_and_of_two_times_the_end_is_the_deadline(
    workspace: Path,
) -> None:
    document = docx.Document()
    for line in (HEAD + FOOT).splitlines():
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(0, 5)
    for row in (
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Bắt đầu", "Kết thúc"],
        ["1", "Tưới cây", "UBND các xã, phường", "01/7/2027", "30/8/2027"],
        ["2", "Tỉa cành", "-nt-", "nt", "30/9/2027"],
        ["3", "Bón phân", "Như trên", "15/8/2027", "”"],
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(workspace / "cay.docx"))
    made = import_file(workspace / "cay.docx", Workspace(workspace))
    assert made.plan is not None
    assert [one for one in made.diagnostics if one.code == "NH090"] == []
    tasks = made.plan.phu_luc[0].nhiem_vu
    assert len({tuple(task.chu_tri) for task in tasks}) == 1
    assert [task.thoi_han and task.thoi_han.loi for task in tasks] == [
        "30/8/2027", "30/9/2027", "30/9/2027"
    ]  # fmt: skip
    assert tasks[1].cot_them == {"Bắt đầu": "01/7/2027"}


@pytest.mark.parametrize(
    ("title", "who"),
    [("SỞ NỘI VỤ", "so-noi-vu"), ("Nhiệm vụ của Sở Nội vụ", "so-noi-vu"),
     ("Giao Sở Nội vụ:", "so-noi-vu"), ("Giống cây của Sở Nội vụ", None)],
)  # fmt: skip
def test_rows_without_a_column_of_bodies_are_of_whom_their_heading_names(
    title: str, who: str | None, workspace: Path
) -> None:
    document = docx.Document()
    for line in (HEAD + FOOT).splitlines():
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(0, 3)
    for row in (
        ["TT", "Nhiệm vụ", "Thời hạn"],
        ["A", title],
        ["I", "Vườn ươm"],
        ["1", "Ươm cây", "30/6/2027"],
        ["B", "Việc chung"],
        ["1", "Tưới cây", "30/7/2027"],
    ):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=False):
            cell.text = words
        if len(row) < len(cells):
            cells[1].merge(cells[-1])
    document.save(str(workspace / "cay.docx"))
    tasks = read(workspace / "cay.docx", workspace).phu_luc[0].nhiem_vu
    leads = [[id_.removesuffix("-2") for id_ in task.chu_tri] for task in tasks]
    assert leads == [[who] if who else [], []]


@pytest.mark.parametrize(
    ("head", "field"),
    [("Đơn vị phụ trách", "chu_tri"), ("Đơn vị phụ giúp", "phoi_hop"), ("Báo cáo về", ""),
     ("Dấu hiệu hoàn thành", "san_pham"), ("Thời gian hoàn thành", "thoi_han")],
)  # fmt: skip
def test_a_head_says_what_its_column_holds(head: str, field: str) -> None:
    assert field_of(head) == field


def test_ticks_under_years_are_times_and_a_cell_of_both_says_who_helps(workspace: Path) -> None:
    document = docx.Document()
    for line in (HEAD + FOOT).splitlines():
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(0, 5)
    for row in (
        ["TT", "Nhiệm vụ", "Đơn vị phụ trách", "Lộ trình", ""],
        ["", "", "", "2026", "2027"],
        ["1", "Ươm cây", "Sở Nội vụ phối hợp Viện Cây xanh", "x", "x"],
        ["2", "Tỉa cành", "Sở Nội vụ", "", "x"],
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for at in range(3):
        table.cell(0, at).merge(table.cell(1, at))
    table.cell(0, 3).merge(table.cell(0, 4))
    document.save(str(workspace / "cay.docx"))
    found = read(workspace / "cay.docx", workspace).phu_luc[0]
    first, second = found.nhiem_vu
    assert (len(first.chu_tri), len(first.phoi_hop)) == (1, 1)
    assert first.loi_chu_tri == "Sở Nội vụ phối hợp Viện Cây xanh"
    assert first.cot_them == {"2026": "x", "2027": "x"}
    assert (first.thoi_han and first.thoi_han.den, second.thoi_han and second.thoi_han.nam) == (
        date(2027, 12, 31), 2027
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "same"),
    [
        ("nt", True), ("- nt -", True), ("N.T", True), ("Như trên", True), ("〃", True),
        ("-", False), ("", False), ("NT", True), ("Sở NT", False), ("Nội thất", False),
    ],
)  # fmt: skip
def test_marks_that_repeat_the_cell_above_are_known(cell: str, same: bool) -> None:
    assert is_ditto(cell) is same


@pytest.mark.parametrize(
    ("words", "row"), [("nt (1.1)", "1.1"), ("Như trên", ""), ("Sở A (1.1)", None), ("-", None)]
)
def test_a_mark_may_say_which_row_it_repeats(words: str, row: str | None) -> None:
    assert ditto_of(words) == row


def test_in_a_column_of_both_each_part_may_repeat_a_row_above(workspace: Path) -> None:
    document = docx.Document()
    for line in (HEAD + FOOT).splitlines():
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(0, 4)
    for row in (
        ["TT", "Nhiệm vụ", "Phân công", "Thời hạn"],
        ["1.1", "Tưới cây", "Chủ trì: UBND các xã, phường\nPhối hợp: Sở Xây dựng", "2027"],
        ["1.2", "Tỉa cành", "Chủ trì: Công an tỉnh\nPhối hợp: nt", "2027"],
        ["1.3", "Bón phân", "Chủ trì: nt (1.1)\nPhối hợp: Công an tỉnh", "2027"],
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(workspace / "cay.docx"))
    made = import_file(workspace / "cay.docx", Workspace(workspace))
    assert made.plan is not None
    assert [one for one in made.diagnostics if one.code == "NH090"] == []
    first, second, third = made.plan.phu_luc[0].nhiem_vu
    assert second.phoi_hop == first.phoi_hop
    assert (third.chu_tri, third.phoi_hop) == (first.chu_tri, second.chu_tri)


def test_an_unknown_column_makes_no_free_table_of_a_table_of_tasks(workspace, kehoach) -> None:
    found = appendix(workspace, kehoach, PLAN.replace("Kinh phí", "Ý kiến chỉ đạo riêng"))
    assert found.bang == []
    cells = {"Ý kiến chỉ đạo riêng": "120 triệu đồng\nNguồn: xã hội hóa"}
    assert found.nhiem_vu[0].cot_them == cells


def test_a_body_that_nobody_lists_gets_an_id_of_all_its_words(workspace, kehoach) -> None:
    text = PLAN.replace('loi_chu_tri = "Sở Nội vụ và', 'loi_chu_tri = "Bộ Cây xanh và Suối;')
    found = appendix(workspace, kehoach, text)
    assert found.nhiem_vu[0].chu_tri == ["bo-cay-xanh-va-suoi", "ubnd-xa-phuong"]


def test_a_plan_is_joined_to_the_one_whose_number_and_day_its_opening_names(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    told = kehoach("import", str(SEEDS / "thanh-pho.txt"), "-o", "plans/nhap.toml")
    assert "NH043" in told.err
    loaded, _found = load_plan(workspace / "plans/nhap.toml")
    assert loaded is not None
    assert loaded.plan.van_ban.cap_tren == "kh-126-lang-son-2024"


@pytest.mark.parametrize("name", ["PHỤ LỤC", "Phụ lục."])
def test_an_appendix_without_a_name_prints_its_label_once(
    name: str, workspace: Path, kehoach: Callable[..., object]
) -> None:
    plan = workspace / "plans/ten.toml"
    plan.write_text(PLAN.replace("NHIỆM VỤ CHĂM SÓC CÂY XANH", name), "utf-8")
    lines = [one.text for one in docx.Document(str(rendered(kehoach, plan))).paragraphs]
    label = lines.index("Phụ lục")
    assert lines[label + 1].startswith("(Kèm theo Kế hoạch số 12/KH-UBND")
    assert "PHỤ LỤC" not in {line.rstrip(".").upper() for line in lines[label + 1 :]}

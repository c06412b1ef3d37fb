"""A plan's tables out to Excel and back: unchanged, edited, rearranged, and what is refused."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from generator.plan.toml import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN = "plans/lang-son-2024/thanh-pho.toml"
PAGE = "Nhiệm vụ 1"
FIRST = 3
"""Row of the first task in the sheet."""


@pytest.fixture
def book(workspace: Path, kehoach: Callable[..., Outcome]) -> Any:
    assert kehoach("sheet", "export", PLAN, "-o", "a.xlsx").code == 0
    return load_workbook("a.xlsx")


@pytest.fixture
def take(kehoach: Callable[..., Outcome]) -> Callable[[Any], Outcome]:
    def back(book: Any) -> Outcome:
        book.save("a.xlsx")
        return kehoach("sheet", "import", "a.xlsx")

    return back


def tasks() -> dict[str, Any]:
    loaded, _problems = load_plan(Path(PLAN))
    assert loaded is not None
    return {task.id: task for task in loaded.plan.phu_luc[0].nhiem_vu}


def column(sheet: Any, key: str) -> int:
    return next(c.column for c in sheet[1] if c.value == f"kh:{key}")


@pytest.mark.parametrize("plan", ["tinh", "thanh-pho", "phuong-dong-kinh", "xa-mai-pha"])
def test_a_sheet_that_nobody_edited_changes_nothing(
    workspace: Path, kehoach: Callable[..., Outcome], plan: str
) -> None:
    path = Path(f"plans/lang-son-2024/{plan}.toml")
    before = path.read_bytes()
    kehoach("sheet", "export", str(path), "-o", "b.xlsx")
    back = json.loads(kehoach("sheet", "import", "b.xlsx", "--json").out)
    assert (back["status"], back["diagnostics"]) == ("unchanged", [])
    assert path.read_bytes() == before


def test_edited_cells_come_back_as_data(book: Any, take: Callable[[Any], Outcome]) -> None:
    sheet = book[PAGE]
    id_ = sheet.cell(FIRST, column(sheet, "id")).value
    sheet.cell(FIRST, column(sheet, "noi_dung")).value = "Việc viết lại\n- Đoạn hai"
    sheet.cell(
        FIRST, column(sheet, "chu_tri")
    ).value = "Phòng Nội vụ; Văn phòng HĐND và UBND thành phố"
    sheet.cell(FIRST, column(sheet, "thoi_han")).value = datetime(2024, 9, 30)
    sheet.cell(FIRST + 1, column(sheet, "thoi_han")).value = "Trước ngày 15/10/2024"
    told = take(book)
    assert told.code == 0, told.err
    task = tasks()[id_]
    assert task.noi_dung == "Việc viết lại\n- Đoạn hai"
    assert task.chu_tri == ["phong-noi-vu-tp", "van-phong-tp"]
    assert str(task.thoi_han.ngay) == "2024-09-30"
    assert str(list(tasks().values())[1].thoi_han.truoc) == "2024-10-15"


def test_columns_moved_and_renamed_rows_inserted_and_deleted_are_understood(
    book: Any, take: Callable[[Any], Outcome]
) -> None:
    sheet = book[PAGE]
    before = list(tasks())
    product, text = column(sheet, "san_pham"), column(sheet, "noi_dung")
    for row in sheet.iter_rows(min_row=1):
        a, b = row[product - 1], row[text - 1]
        a.value, b.value = b.value, a.value
    sheet.cell(2, product).value = "Việc phải làm"
    sheet.insert_rows(FIRST + 1)
    sheet.cell(FIRST + 1, product).value = "Việc thêm vào giữa"
    sheet.delete_rows(FIRST + 3)
    told = take(book)
    assert told.code == 0, told.err
    assert told.err.count("KE833") == 1
    after = list(tasks())
    assert after[0] == before[0]
    assert tasks()[after[1]].noi_dung == "Việc thêm vào giữa"
    assert after[2:] == [before[1], *before[3:]]


def test_a_merged_cell_counts_for_each_of_its_rows(
    book: Any, take: Callable[[Any], Outcome]
) -> None:
    sheet = book[PAGE]
    at = column(sheet, "san_pham")
    sheet.cell(FIRST, at).value = "Báo cáo"
    sheet.merge_cells(start_row=FIRST, end_row=FIRST + 2, start_column=at, end_column=at)
    assert take(book).code == 0
    assert [task.san_pham for task in tasks().values()][:3] == ["Báo cáo"] * 3


@pytest.mark.parametrize(
    ("key", "value"), [("chu_tri", "Sở Không Có"), ("thoi_han", "32/13/2024"), ("noi_dung", None)]
)
def test_a_cell_that_cannot_be_understood_is_refused_by_its_name_and_nothing_is_taken(
    book: Any, take: Callable[[Any], Outcome], key: str, value: str | None
) -> None:
    before = Path(PLAN).read_bytes()
    sheet = book[PAGE]
    cell = sheet.cell(FIRST + 1, column(sheet, key))
    cell.value = value
    told = take(book)
    assert (told.code, "KE831" in told.err, f"{PAGE}!{cell.coordinate}" in told.err) == (
        1,
        True,
        True,
    )
    assert Path(PLAN).read_bytes() == before


def test_sheet_and_plan_edited_apart_are_merged_and_a_clash_waits_for_a_person(
    book: Any, take: Callable[[Any], Outcome]
) -> None:
    sheet = book[PAGE]
    ids = list(tasks())
    words = [task.noi_dung for task in tasks().values()]
    text = Path(PLAN).read_text("utf-8")
    Path(PLAN).write_text(text.replace(words[2], "Lời của kế hoạch"), "utf-8")
    sheet.cell(FIRST, column(sheet, "noi_dung")).value = "Lời của bảng"
    assert take(book).code == 0
    assert tasks()[ids[0]].noi_dung == "Lời của bảng"
    assert tasks()[ids[2]].noi_dung == "Lời của kế hoạch"
    sheet.cell(FIRST + 2, column(sheet, "noi_dung")).value = "Lời khác của bảng"
    told = take(book)
    assert (told.code, "KE807" in told.err) == (1, True)
    assert tasks()[ids[2]].xung_dot


def test_added_columns_pages_and_other_files_are_told(
    book: Any, take: Callable[[Any], Outcome], kehoach: Callable[..., Outcome]
) -> None:
    sheet = book[PAGE]
    last = column(sheet, "id") + 1
    sheet.cell(2, last).value, sheet.cell(FIRST, last).value = "Ghi chú thêm", "gấp"
    told = take(book)
    assert (told.code, "Ghi chú thêm" in told.err) == (0, True)
    book[PAGE].title = "Tên khác"
    assert "KE832" in take(book).err
    Path("khac.xlsx").write_bytes(b"%PDF")
    assert "BC901" in kehoach("sheet", "import", "khac.xlsx").err
    del book["_kehoach"]
    assert "KE834" in take(book).err
    assert "LN052" in kehoach("sheet", "export", PLAN, "-o", "a.xlsx").err


def test_targets_come_back_as_numbers_or_are_refused(
    workspace: Path, kehoach: Callable[..., Outcome], take: Callable[[Any], Outcome]
) -> None:
    stored = (
        '\n[[chi_tieu]]\nid = "ct-1"\nnoi_dung = "Tỷ lệ đúng hạn"\ndon_vi = "%"\ngia_tri = "95"\n'
    )
    Path(PLAN).write_text(Path(PLAN).read_text("utf-8") + stored, "utf-8")
    kehoach("sheet", "export", PLAN, "-o", "a.xlsx")
    book = load_workbook("a.xlsx")
    sheet = book["Chỉ tiêu"]
    sheet.cell(FIRST, column(sheet, "gia_tri")).value = 97.5
    sheet.cell(FIRST, column(sheet, "so_sanh")).value = "="
    assert take(book).code == 0
    loaded, _problems = load_plan(Path(PLAN))
    assert loaded is not None
    (target,) = loaded.plan.chi_tieu
    assert (target.gia_tri, target.so_sanh) == ("97,5", "=")
    sheet.cell(FIRST, column(sheet, "gia_tri")).value = "khá"
    assert "KE831" in take(book).err


PROSE = """phien_ban = 1
[van_ban]
ma = "kh-loi-van"
co_quan = "ubnd-tp-lang-son"
ngay_xet = 2024-05-05
trich_yeu = "Kế hoạch chỉ có lời văn"
minh_hoa = true
[[muc]]
id = "viec"
tieu_de = "NHIỆM VỤ"
[[muc.khoan]]
id = "mot"
noi_dung = "Phòng Nội vụ rà soát thủ tục hành chính; hoàn thành trước ngày 30/6/2024."
[[muc.khoan]]
id = "hai"
noi_dung = "Phòng Tài chính - Kế hoạch bố trí kinh phí, hoàn thành trước ngày 15/7/2024./."
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
"""
"""Invented."""
SAID = "Nhiệm vụ trong lời văn"


def test_tasks_of_sentences_go_out_and_what_is_said_of_them_comes_back(
    workspace: Path, kehoach: Callable[..., Outcome], take: Callable[[Any], Outcome]
) -> None:
    plan = Path("plans/loi-van.toml")
    plan.write_text(PROSE, "utf-8")
    assert kehoach("sheet", "export", str(plan), "-o", "a.xlsx").code == 0
    found = load_workbook("a.xlsx")
    sheet = found[SAID]
    assert "không có gì mới" in take(found).out
    assert plan.read_text("utf-8") == PROSE
    words, state, when = (column(sheet, key) for key in ("noi_dung", "trang_thai", "thoi_han"))
    assert "rà soát thủ tục" in sheet.cell(FIRST, words).value
    sheet.cell(FIRST, when).value = "31/7/2024"
    sheet.cell(FIRST + 1, state).value = "bỏ"
    assert take(found).code == 0
    loaded, _problems = load_plan(plan)
    assert loaded is not None
    kept = [(one.nut, one.trang_thai, str(one.thoi_han.ngay)) for one in loaded.plan.giao_viec
            if one.thoi_han is not None]  # fmt: skip
    assert kept == [("mot", "giu", "2024-07-31"), ("hai", "bo", "None")]
    assert plan.read_text("utf-8").startswith(PROSE.rstrip())
    sheet.cell(FIRST, words).value = "Việc khác hẳn"
    refused = take(found)
    assert (refused.code, f"{SAID}!B{FIRST}" in refused.err) == (1, True)

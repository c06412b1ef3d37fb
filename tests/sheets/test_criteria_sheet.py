"""A set of criteria in Excel and back. All of it is invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

SET = "mau-minh-hoa"
FILE = f"plans/danh-muc/tieu-chi/{SET}.toml"


@pytest.fixture
def sheet(workspace: Path, kehoach: Callable[..., Outcome]) -> str:
    told = kehoach("score", "export", SET, "-o", "bo.xlsx")
    assert told.code == 0, told.err
    return "bo.xlsx"


def edited(file: str, change: Callable[[Any], None]) -> str:
    whole = load_workbook(file)
    change(whole["Bộ tiêu chí"])
    whole.save(file)
    return file


def criteria() -> dict[str, dict[str, Any]]:
    return {one["so"]: one for one in tomllib.loads(Path(FILE).read_text("utf-8"))["tieu_chi"]}


def mine(old: str, new: str) -> None:
    text = Path(FILE).read_text("utf-8")
    assert old in text
    Path(FILE).write_text(text.replace(old, new, 1), "utf-8")


def test_a_sheet_as_it_went_out_changes_nothing(
    sheet: str, kehoach: Callable[..., Outcome]
) -> None:
    before = Path(FILE).read_bytes()
    told = kehoach("score", "update", sheet)
    assert (told.code, "không có gì mới" in told.out) == (0, True)
    assert Path(FILE).read_bytes() == before
    assert "LN052" in kehoach("score", "export", SET, "-o", "bo.xlsx").err


def test_edits_of_both_sides_meet_also_where_columns_and_rows_moved(
    sheet: str, kehoach: Callable[..., Outcome]
) -> None:
    def change(page: Any) -> None:
        page.insert_cols(1)
        page.cell(2, 1).value = "Ghi chú riêng"
        page.cell(4, 1).value = "xem lại"
        page["C2"] = "Tên gọi khác"
        rows = {str(row[1].value): row for row in page.iter_rows(min_row=3)}
        rows["1.2"][3].value = 6
        page.append([None, "1.3", "Tiêu chí mẫu thêm", "1,5"])
        page.delete_rows(rows["4"][0].row)

    mine('ten = "Tiêu chí mẫu A.1"', 'ten = "Tiêu chí mẫu A.1 nay đổi"')
    told = kehoach("score", "update", edited(sheet, change))
    assert told.code == 0, told.err
    assert {"KE832", "KE833", "BC932"} <= {word.strip(":") for word in told.err.split()}
    now = criteria()
    assert now["1.1"]["ten"] == "Tiêu chí mẫu A.1 nay đổi"
    assert now["1.2"]["diem"] == "6"
    assert (now["1.3"]["ten"], now["1.3"]["diem"]) == ("Tiêu chí mẫu thêm", "1,5")
    assert "4" not in now
    assert list(now) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.3", "2", "2.1", "3"]
    assert now["1.1.2"]["bien"]["tong_so"] == "tổng số hồ sơ mẫu"
    assert Path(FILE).read_text("utf-8").startswith("# Bộ tiêu chí BỊA RA")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("C3", "mười hai"), ("A4", "một"), ("H3", "phạt"), ("A5", "1.2"), ("B4", None),
     ("B4", "Tiêu chí do bảng đổi")],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_by_its_cell_and_nothing_is_written(
    sheet: str, kehoach: Callable[..., Outcome], cell: str, value: str | None
) -> None:
    mine('ten = "Tiêu chí mẫu A.1"', 'ten = "Tiêu chí mẫu A.1 nay đổi"')
    before = Path(FILE).read_bytes()

    def change(page: Any) -> None:
        page[cell] = value

    told = kehoach("score", "update", edited(sheet, change))
    assert (told.code, "KE831" in told.err) == (1, True)
    assert "Bộ tiêu chí!" in told.err
    assert Path(FILE).read_bytes() == before


def test_remarks_inside_the_file_are_not_lost(sheet: str, kehoach: Callable[..., Outcome]) -> None:
    mine('[[tieu_chi]]\nso = "2"', '# ghi chú của người giữ bộ\n[[tieu_chi]]\nso = "2"')

    def change(page: Any) -> None:
        page["C3"] = "13"

    told = kehoach("score", "update", edited(sheet, change))
    assert (told.code, "KE831" in told.err) == (1, True)
    assert "# ghi chú của người giữ bộ" in Path(FILE).read_text("utf-8")

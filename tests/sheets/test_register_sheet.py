"""The register in Excel and back: receipts and notes are added, nothing else ever changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

pytestmark = pytest.mark.usefixtures("official")


@pytest.fixture
def book(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """A register of two numbers, as a sheet."""
    for kind in ("KH", "BC"):
        told = kehoach("register", "reserve", "--agency", "ubnd-tinh-lang-son", "--kind", kind,
                       "--reason", "giữ số")  # fmt: skip
        assert told.code == 0, told.err
    assert kehoach("register", "export", "-o", "so.xlsx").code == 0
    return workspace / "so.xlsx"


def edited(file: Path, change: Callable[[Any], None]) -> str:
    whole = load_workbook(file)
    change(whole.worksheets[0])
    whole.save(file)
    return file.name


def said(kehoach: Callable[..., Outcome]) -> str:
    return kehoach("register", "list", "--json").out


def test_notes_and_receipts_are_added_once_and_stand_in_the_log(
    book: Path, kehoach: Callable[..., Outcome]
) -> None:
    def change(sheet: Any) -> None:
        sheet["J5"] = f"{sheet['J5'].value}; đã chuyển phòng Nội vụ"
        sheet["I6"] = "Người Nhận Mẫu"

    file = edited(book, change)
    told = kehoach("register", "import", file)
    assert told.code == 0, told.err
    shown = kehoach("register", "show", "1").out
    assert "giữ số; đã chuyển phòng Nội vụ" in shown
    assert "Ký nhận: Người Nhận Mẫu" in said(kehoach)
    after = said(kehoach)
    again = kehoach("register", "import", file)
    assert (again.code, "0 số" in again.out) == (0, True)
    assert said(kehoach) == after
    assert kehoach("register", "audit").code == 0


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A5", "09/KH-UBND"), ("B5", "01/01/2020"), ("C5", "Trích yếu khác"), ("D6", "Người Khác"),
     ("J5", "chữ khác hẳn"), ("J5", ""), ("A9", "77/KH-UBND"), ("J6", "giữ số; " + "a" * 1001)],
)  # fmt: skip
def test_history_is_not_rewritten_and_the_cell_is_named(
    book: Path, kehoach: Callable[..., Outcome], cell: str, value: str
) -> None:
    before = said(kehoach)

    def change(sheet: Any) -> None:
        sheet["I6"] = "Người Nhận Mẫu"
        sheet[cell] = value

    told = kehoach("register", "import", edited(book, change))
    assert (told.code, "SO241" in told.err) == (1, True)
    assert f"!{cell}" in told.err
    assert said(kehoach) == before


def test_rows_and_columns_may_be_moved_renamed_and_left_out(
    book: Path, kehoach: Callable[..., Outcome]
) -> None:
    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.unmerge_cells("A1:J1")
        sheet.delete_rows(1, sheet.max_row)
        for row in (rows[2], rows[3], rows[5]):
            sheet.append([row[10], row[9], *row[:9]])
        sheet["B1"] = "Ghi thêm"
        sheet["B3"] = "giữ số; mới"

    told = kehoach("register", "import", edited(book, change))
    assert told.code == 0, told.err
    assert "SO242" in told.err
    assert "giữ số; mới" in said(kehoach)


def test_another_sheet_and_a_file_that_is_none_are_refused(
    book: Path, kehoach: Callable[..., Outcome]
) -> None:
    whole = load_workbook(book)
    del whole["_kehoach"]
    whole.save(book)
    told = kehoach("register", "import", "so.xlsx")
    assert (told.code, "SO241" in told.err) == (1, True)
    book.write_bytes(b"%PDF-1.4")
    told = kehoach("register", "import", "so.xlsx")
    assert (told.code, "BC901" in told.err) == (1, True)
    told = kehoach("register", "import", "khong-co.xlsx")
    assert told.code != 0

"""Forms and requests that are not as they should be: each told by its cell, nothing guessed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from docx import Document
from openpyxl import load_workbook

from tests.progress.test_progress_chain import PERIOD, PLAN, city

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

__all__ = ["city"]
UNIT = "ubnd-phuong-vinh-trai"
FIRST = "Ban hành kế hoạch của phường, xã"


def sheet(name: str, *rows: tuple[str, ...]) -> str:
    with xlsxwriter.Workbook(name) as book:
        made = book.add_worksheet("Biểu")
        for i, row in enumerate(rows):
            made.write_row(i, 0, row)
    return name


@pytest.fixture
def take(city: Path, kehoach: Callable[..., Outcome]) -> Callable[[str], Outcome]:
    return lambda form: kehoach(
        "progress", "import", PLAN, form, "--period", PERIOD, "--unit", UNIT
    )


def test_rows_that_say_something_else_are_told_by_their_cells(
    take: Callable[[str], Outcome],
) -> None:
    heads = ("TT", "Tên nhiệm vụ", "Trạng thái")
    told = take(sheet("a.xlsx", heads, ("1", FIRST, "Rất tốt"), ("2", "Trồng rừng", "Hoàn thành")))
    assert [code in told.err for code in ("BC907", "BC908", "BC911")] == [True] * 3
    assert "Biểu!C2" in told.err
    figures = ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả")
    row = ("7", "Số nhà văn hóa có mạng không dây miễn phí", "nhà", "khoảng năm")
    told = take(sheet("b.xlsx", figures, row))
    assert "BC909" in told.err
    assert "Biểu!D2" in told.err


def test_a_form_without_a_table_is_refused(take: Callable[[str], Outcome]) -> None:
    told = take(sheet("a.xlsx", ("Kính gửi", "ai đó")))
    assert (told.code, "BC902" in told.err) == (1, True)


def test_a_word_file_of_pictures_only_is_refused_as_a_scan(take: Callable[[str], Outcome]) -> None:
    Document().save("trong.docx")
    told = take("trong.docx")
    assert (told.code, "BC901" in told.err, "BC906" in told.err) == (1, True, False)


def test_a_blank_sent_later_erases_nothing(take: Callable[[str], Outcome]) -> None:
    heads = ("TT", "Tên nhiệm vụ", "Trạng thái", "Kết quả trong kỳ")
    take(sheet("a.xlsx", heads, ("1", FIRST, "Hoàn thành", "Đã ban hành")))
    told = take(sheet("b.xlsx", heads, ("1", FIRST, "Hoàn thành", "")))
    assert "BC914" in told.err


@pytest.mark.parametrize(
    ("cell", "value", "code", "exit_code"),
    [("A2", "kh-khac", "BC903", 1), ("A5", "khac", "BC905", 0)],
)
def test_a_form_of_another_or_an_amended_plan_is_told(
    city: Path, kehoach: Callable[..., Outcome], cell: str, value: str, code: str, exit_code: int
) -> None:
    kehoach("progress", "init", PLAN, "--period", PERIOD, "-o", "bieu", "--unit", UNIT)
    form = f"bieu/{UNIT}.xlsx"
    book = load_workbook(form)
    book["_kehoach"][cell] = value
    book.save(form)
    told = kehoach("progress", "import", PLAN, form)
    assert (told.code, code in told.err) == (exit_code, True)


def test_a_report_in_the_wrong_folder_is_not_counted(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    kehoach("progress", "init", PLAN, "--period", PERIOD, "--unit", UNIT)
    (folder,) = Path("tien-do").glob(f"*/{PERIOD}")
    folder.rename(folder.with_name("2024-Q3"))
    told = kehoach("progress", "roll-up", PLAN, "--period", "2024-Q3")
    assert "BC910" in told.err


def test_requests_for_what_cannot_be_are_refused(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    period = kehoach("progress", "init", PLAN, "--period", "2026-13")
    assert (period.code, "LN050" in period.err) == (2, True), period.err
    unit = kehoach("progress", "init", PLAN, "--period", PERIOD, "--unit", "khong-co")
    assert (unit.code, "LN051" in unit.err) == (2, True)
    Path("plans/trong.toml").write_text(
        'phien_ban = 1\n[van_ban]\nma = "trong"\nco_quan = "ubnd-tp-lang-son"\n'
        'ngay_xet = 2024-01-01\ntrich_yeu = "Kế hoạch mẫu"\n'
        '[[nguoi_ky]]\nquyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"\n'
    )
    empty = kehoach("progress", "init", "plans/trong.toml", "--period", PERIOD)
    assert (empty.code, "BC912" in empty.err) == (1, True), empty.err

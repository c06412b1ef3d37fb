"""A decision's table of criteria as data, and a plan's tasks beside it. All of it is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from docx import Document

from tests.progress.test_progress_levels import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN = "plans/lang-son-2024/phuong-dong-kinh.toml"
PERIOD = "2024-9-thang"
ROWS = (
    ("STT", "Lĩnh vực, tiêu chí (minh họa)", "Điểm tối đa", "Tài liệu kiểm chứng"),
    ("1", "Lĩnh vực mẫu một", "5", ""),
    ("1.1", "Tiêu chí mẫu", "3", "Quyết định"),
    ("1.1.1", "Phần mẫu a", "1,5", ""),
    ("", "Đạt từ 80%", "1,5", ""),
    ("", "Dưới 80%", "0", ""),
    ("1.1.2", "Phần mẫu b", "1", ""),
    ("1.2", "Tiêu chí mẫu khác", "2", ""),
    ("2", "Lĩnh vực mẫu hai", "5", ""),
    ("", "Tổng cộng", "11", ""),
)


def as_sheet(name: str = "quyet-dinh.xlsx") -> str:
    with xlsxwriter.Workbook(name) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate(ROWS):
            sheet.write_row(i + 2, 0, row)
    return name


def as_word(name: str = "quyet-dinh.docx") -> str:
    document = Document()
    table = document.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(name)
    return name


@pytest.mark.parametrize("make", [as_sheet, as_word])
def test_a_decisions_table_becomes_a_set_and_wrong_sums_are_told_with_both_figures(
    workspace: Path, kehoach: Callable[..., Outcome], make: Callable[[], str]
) -> None:
    told = kehoach("score", "import", make(), "--set", "mau-2024", "--year", "2024")
    assert told.code == 0, told.err
    sums = [line for line in told.err.splitlines() if "BC932" in line]
    assert len(sums) == 2
    assert any("1.1: nêu 3 điểm, các phần cộng lại 2,5" in line for line in sums)
    assert any("nêu 11 điểm, các phần cộng lại 10" in line for line in sums)
    text = Path("plans/danh-muc/tieu-chi/mau-2024.toml").read_text("utf-8")
    assert 'thang_diem = "Đạt từ 80%: 1,5; Dưới 80%: 0"' in text
    assert 'tai_lieu = "Quyết định"' in text
    again = kehoach("score", "import", make(), "--set", "mau-2024", "--year", "2024")
    assert "LN052" in again.err


def test_a_table_without_points_is_refused_and_points_in_words_are_told(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    with xlsxwriter.Workbook("khac.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ("Họ tên", "Chức vụ"))
    told = kehoach("score", "import", "khac.xlsx", "--set", "a", "--year", "2024")
    assert (told.code, "BC931" in told.err) == (1, True)
    with xlsxwriter.Workbook("chu.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ROWS[0])
        sheet.write_row(1, 0, ("1", "Tiêu chí mẫu", "hai", ""))
    told = kehoach("score", "import", "chu.xlsx", "--set", "b", "--year", "2024")
    assert (told.code, "BC909" in told.err) == (0, True)


@pytest.mark.parametrize("name", ["../ngoai", "Có Dấu", ""])
def test_the_id_of_a_set_is_no_path(
    workspace: Path, kehoach: Callable[..., Outcome], name: str
) -> None:
    told = kehoach("score", "import", as_sheet(), "--set", name, "--year", "2024")
    assert (told.code, "LN055" in told.err) == (2, True)
    asked = kehoach("score", "coverage", PLAN, "--set", name)
    assert (asked.code, "LN055" in asked.err) == (2, True)


def covered(kehoach: Callable[..., Outcome], *more: str) -> Any:
    return json.loads(kehoach("score", "coverage", PLAN, "--set", "mau-2024", "--json", *more).out)


def test_criteria_without_a_task_points_at_risk_and_the_expected_total(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    kehoach("score", "import", as_sheet(), "--set", "mau-2024", "--year", "2024")
    text = Path(PLAN).read_text("utf-8")
    for node, links in (
        ("nv-nguoi-dung-dau", '["mau-2024:1.1.1"]'),
        ("nv-ke-hoach-phuong-xa", '["mau-2024:1.2", "mau-2024:9.9"]'),
    ):
        text = text.replace(f'id = "{node}"\n', f'id = "{node}"\ntieu_chi = {links}\n', 1)
    Path(PLAN).write_text(text, "utf-8")
    found = covered(kehoach)
    assert found["without_task"] == ["1.1.2", "2"]
    assert found["at_risk"] == {"ubnd-phuong-dong-kinh": "3,5"}
    assert (found["total"], found["expected"]) == ("9,5", "0")
    assert "BC933" in {one["code"] for one in found["diagnostics"]}
    kehoach("progress", "init", PLAN, "--period", PERIOD, "-o", "bieu")
    form = filled("bieu/ubnd-phuong-dong-kinh.xlsx", (1, "Đang thực hiện", ""),
                  (2, "Hoàn thành", "8/KH-UBND ngày 12/6/2024"))  # fmt: skip
    kehoach("progress", "import", PLAN, form)
    found = covered(kehoach, "--period", PERIOD, "--date", "2024-10-01")
    assert found["at_risk"] == {"ubnd-phuong-dong-kinh": "1,5"}
    assert found["expected"] == "2"

"""A coverage matrix in Excel says what the matrix says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

CITY = "plans/lang-son-2024/thanh-pho.toml"


def test_each_unit_has_a_row_and_each_task_a_column(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    ward = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    ward.write_text(ward.read_text("utf-8").replace("truoc = 2024-06-15", "truoc = 2024-07-15"))
    told = json.loads(kehoach("coverage", CITY, "--xlsx", "doi-chieu.xlsx", "--json").out)
    book = load_workbook(workspace / "doi-chieu.xlsx")
    rows = [[cell.value for cell in row] for row in book["Đối chiếu"].iter_rows(min_row=4)]
    assert len(rows[0]) == len(told["tasks"]) + 2  # the unit before them, its id hidden behind
    assert {row[-1] for row in rows[1:]} == {one["unit"] for one in told["units"]}
    late = [row for row in book["Vì sao"].iter_rows(values_only=True) if "Đông Kinh" in str(row[0])]
    assert any("15" in str(row[4]) for row in late)

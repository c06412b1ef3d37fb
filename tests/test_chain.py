"""The invented chain: its gold agrees with its papers, and the city's plan is read as typed."""

from __future__ import annotations

import tomllib
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.plans_apart.chain import papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

FOUND = papers.found()
DONE = ("Hoàn thành", "Hoàn thành kỳ")


@pytest.mark.parametrize("report", papers.REPORTS)
def test_each_report_answers_the_ten_tasks_of_the_communes_and_all_targets(report: str) -> None:
    plan_targets, plan_tasks = papers.rows(papers.PLAN)
    tasks, targets = papers.rows(report)
    assert [row[1] for row in tasks[1:]] == [row[1] for row in plan_tasks[1:11]]
    assert [row[1:3] for row in targets[1:]] == [row[1:3] for row in plan_targets[1:]]


@pytest.mark.parametrize("report", papers.REPORTS)
def test_the_gold_names_exactly_the_rows_done_overdue_unproved_and_not_arisen(report: str) -> None:
    rows = {int(row[0]): row for row in papers.rows(report)[0][1:]}
    ends = {t["no"]: t["last"] for t in FOUND["plan"]["tasks"] if "last" in t}
    done = [no for no, row in rows.items() if row[4] in DONE]
    late = {no for no, end in ends.items() if end < FOUND["as_of"] and no in rows}
    nothing = [no for no, row in rows.items() if row[4] == "Không phát sinh"]
    assert done == FOUND["found"]["done"][report]
    assert sorted(late - set(done) - set(nothing)) == of(report, "overdue")
    assert [no for no in done if not rows[no][5]] == of(report, "done_without_proof")
    assert nothing == of(report, "nothing_arose")


def of(report: str, finding: str) -> list[int]:
    return [row["no"] for row in FOUND["found"][finding] if row["ward"] == report]


def test_the_sums_of_the_gold_are_those_of_the_reports() -> None:
    tables = [papers.rows(report)[1] for report in papers.REPORTS]
    for row in FOUND["found"]["sums"]:
        assert sum(int(table[row["target"]][3]) for table in tables) == row["value"]


@pytest.mark.parametrize("report", papers.REPORTS)
def test_a_report_as_a_sheet_says_the_same_cells(report: str) -> None:
    book = load_workbook(BytesIO(papers.as_sheet(report)))
    for name, table in zip(papers.SHEETS, papers.rows(report), strict=True):
        cells = [
            [c or "" for c in row] for row in book[name].iter_rows(min_row=5, values_only=True)
        ]
        assert cells == table


@pytest.mark.parametrize("paper", [papers.PLAN, *papers.REPORTS])
def test_the_papers_are_read_from_word_with_number_and_agency(
    paper: str, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    (workspace / "vao.docx").write_bytes(papers.as_word(paper))
    assert kehoach("import", "vao.docx", "-o", "plans/vao.toml").code == 0
    read = tomllib.loads((workspace / "plans" / "vao.toml").read_text("utf-8"))["van_ban"]
    assert read["so"] in (9, 141, 133, 150)
    assert date(2024, 1, 1) < read["ngay"] <= FOUND["as_of"]
    assert read["co_quan"] in {"ubnd-tp-lang-son", *FOUND["wards"].values()}

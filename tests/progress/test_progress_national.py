"""A programme of 140 tasks and one report of 37 rows on all its bodies: what links to what."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.progress.national import papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN = "plans/ct-mau.toml"
PERIOD = "2025-6-thang"


@pytest.fixture
def linked(
    workspace: Path, kehoach: Callable[..., Outcome], kept: Callable[..., None]
) -> dict[str, int]:
    """Words of each row → number of the task it was linked to."""

    def make() -> None:
        Path(PLAN).write_text(papers.plan_toml(), "utf-8")
        Path("bao-cao.docx").write_bytes(papers.report())
        taken = kehoach("progress", "import", PLAN, "bao-cao.docx", "--period", PERIOD)
        assert taken.code == 0, taken.err
        assert taken.err.count("BC919") == 2  # said done, while the result is still to come

    kept(workspace, make)
    found = {}
    for path in Path(f"tien-do/ct-mau-2025/{PERIOD}").glob("*.toml"):
        for row in tomllib.loads(path.read_text("utf-8")).get("ket_qua", ()):
            found[row["noi_dung"]] = int(row.get("nut", "nv-0").removeprefix("nv-"))
    return found


def rolled(kehoach: Callable[..., Outcome]) -> Any:
    ask = ("progress", "roll-up", PLAN, "--period", PERIOD, "--date", papers.AS_OF, "--json")
    return json.loads(kehoach(*ask).out)


def test_rows_are_linked_to_their_tasks_and_to_no_others(linked: dict[str, int]) -> None:
    gold = {row.text: row.task for row in papers.report_rows()}
    assert len(gold) == 37
    assert linked == gold


def test_done_without_a_proof_and_overdue_on_the_day_are_found(
    linked: dict[str, int], kehoach: Callable[..., Outcome]
) -> None:
    found = rolled(kehoach)
    rows = [row for row in papers.report_rows() if row.task]
    bare = {row.task for row in rows if row.state == "Hoàn thành" and "số" not in row.result}
    assert {int(item["number"]) for item in found["unproved"]} == bare
    late = {
        row.task for row in rows if row.state != "Hoàn thành" and (row.task - 1) % 20 % 12 + 1 < 6
    }
    assert {int(item["number"]) for item in found["overdue"]} == late
    assert len(found["unknown"]) == len(papers.ADDED)


def test_the_answers_stand_in_the_reports_of_the_bodies_that_gave_them(
    linked: dict[str, int],
) -> None:
    names = {path.stem for path in Path(f"tien-do/ct-mau-2025/{PERIOD}").glob("bo-*.toml")}
    leads = {row.lead for row in papers.report_rows() if row.task}
    assert names == {f"bo-{papers.BODIES.index(lead)}" for lead in leads}


def test_the_same_report_taken_twice_changes_nothing(
    linked: dict[str, int], kehoach: Callable[..., Outcome]
) -> None:
    before = {path: path.read_bytes() for path in Path("tien-do").rglob("*.toml")}
    again = kehoach("progress", "import", PLAN, "bao-cao.docx", "--period", PERIOD, "--json")
    assert {one["status"] for one in json.loads(again.out)["forms"]} == {"unchanged"}
    assert before == {path: path.read_bytes() for path in Path("tien-do").rglob("*.toml")}


def test_a_summary_that_counts_otherwise_than_its_rows_is_kept_beside_them(
    linked: dict[str, int], kehoach: Callable[..., Outcome]
) -> None:
    states = [row.state for row in papers.report_rows()]
    assert (states.count("Hoàn thành"), states.count("Đang thực hiện")) == (10, 26)
    (one,) = rolled(kehoach)["contradictions"]
    assert "12 (bao-cao.docx, lời văn" in one["detail"]
    assert "10 (bao-cao.docx, biểu)" in one["detail"]


def test_a_deadline_other_than_the_plan_gives_is_told(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    Path(PLAN).write_text(papers.plan_toml(), "utf-8")
    Path("bao-cao.docx").write_bytes(papers.report())
    told = kehoach("progress", "import", PLAN, "bao-cao.docx", "--period", PERIOD).err
    others = [row for row in papers.report_rows() if row.task and (row.task - 1) % 20 % 12 + 1 != 5]
    assert told.count("BC920") == len(others)

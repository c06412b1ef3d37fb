"""Tasks that come again: the days of a period are computed, overdue is asked for the period."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.grammar.stored import due_days
from generator.plan.model import ThoiHan
from tests.progress.test_progress_levels import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN = "plans/lang-son-2024/phuong-dong-kinh.toml"
UNIT = "ubnd-phuong-dong-kinh"
MONTHLY = 'thoi_han = { dinh_ky = ["thang"], ngay_ky = "25", loi = "Trước ngày 25 hằng tháng" }\n'
QUARTERLY = 'thoi_han = { dinh_ky = ["quy"], ngay_ky = "20", loi = "Chậm nhất ngày 20 hằng quý" }\n'


def overdue(kehoach: Callable[..., Outcome], period: str, day: str) -> list[tuple[str, str]]:
    told = kehoach("progress", "roll-up", PLAN, "--period", period, "--date", day, "--json")
    found: Any = json.loads(told.out)
    return [(one["number"], one["due"]) for one in found["overdue"]]


@pytest.fixture
def ward(workspace: Path) -> Path:
    text = Path(PLAN).read_text("utf-8")
    rows = text.split("[[phu_luc.nhiem_vu]]")
    for at, when in ((1, MONTHLY), (2, QUARTERLY)):
        lines = [line for line in rows[at].splitlines(keepends=True) if "thoi_han" not in line]
        rows[at] = "".join([lines[0], when, *lines[1:]])
    Path(PLAN).write_text("[[phu_luc.nhiem_vu]]".join(rows), "utf-8")
    return workspace


def reported(kehoach: Callable[..., Outcome], period: str) -> None:
    kehoach("progress", "init", PLAN, "--period", period, "-o", f"bieu-{period}")
    form = filled(f"bieu-{period}/{UNIT}.xlsx", (1, "Đang thực hiện", ""),
                  (2, "Đang thực hiện", ""))  # fmt: skip
    told = kehoach("progress", "import", PLAN, form)
    assert told.code == 0, told.err


def test_a_monthly_task_is_overdue_after_its_day_of_the_months_period_and_a_quarterly_is_not(
    ward: Path, kehoach: Callable[..., Outcome]
) -> None:
    reported(kehoach, "2024-08")
    assert overdue(kehoach, "2024-08", "2024-08-24") == []
    assert overdue(kehoach, "2024-08", "2024-08-25") == [("1", "2024-08-24")]
    assert overdue(kehoach, "2024-08", "2024-12-31") == [("1", "2024-08-24")]


def test_in_a_quarter_the_latest_day_that_has_passed_counts(
    ward: Path, kehoach: Callable[..., Outcome]
) -> None:
    reported(kehoach, "2024-Q3")
    assert overdue(kehoach, "2024-Q3", "2024-07-24") == []
    assert overdue(kehoach, "2024-Q3", "2024-09-01") == [("1", "2024-08-24")]
    assert overdue(kehoach, "2024-Q3", "2024-09-20") == [("1", "2024-08-24")]
    late = overdue(kehoach, "2024-Q3", "2024-09-25")
    assert late == [("1", "2024-09-24"), ("2", "2024-09-20")]


def test_the_letter_that_urges_names_the_day_of_the_period(
    ward: Path, kehoach: Callable[..., Outcome]
) -> None:
    reported(kehoach, "2024-08")
    told = kehoach(
        "progress", "remind", PLAN, "--period", "2024-08", "--date", "2024-09-03", "--json"
    )
    lines = json.loads(told.out)["lines"]
    assert sum("hạn 24/8/2024" in line for line in lines) == 1


@given(
    st.sampled_from(["thang", "quy", "nam"]),
    st.integers(1, 31),
    st.booleans(),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
)
def test_due_days_of_two_spans_are_those_of_the_whole(
    period: str, day: int, before: bool, first: date, days: int
) -> None:
    said = {
        "dinh_ky": [period],
        "ngay_ky": f"{day}/12" if period == "nam" else str(day),
        "loi": "Trước" if before else "Chậm nhất",
    }
    when = msgspec.convert(said, ThoiHan)
    middle, last = first + timedelta(days=days // 2), first + timedelta(days=days)
    halves = [*due_days(when, first, middle), *due_days(when, middle + timedelta(days=1), last)]
    assert due_days(when, first, last) == halves
    assert halves == sorted(set(halves))
    assert all(first <= one <= last for one in halves)


def test_what_no_day_fixes_is_due_on_none() -> None:
    when = ThoiHan(dinh_ky=["quy", "nam"])
    assert due_days(when, date(2024, 1, 1), date(2024, 12, 31)) == []
    assert due_days(None, date(2024, 1, 1), date(2024, 12, 31)) == []

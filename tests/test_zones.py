"""An official day is a day in Vietnam, whatever the zone of the machine and the hour."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from generator.cli import common
from generator.workspace.desk import VIETNAM, Desk
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CITY = "plans/lang-son-2024/thanh-pho.toml"
MOMENTS = {
    "23:30 in Vietnam": (datetime(2024, 6, 7, 16, 30, tzinfo=UTC), "2024-06-07"),
    "00:30 in Vietnam": (datetime(2024, 6, 6, 17, 30, tzinfo=UTC), "2024-06-07"),
    "23:30 in UTC": (datetime(2024, 6, 6, 23, 30, tzinfo=UTC), "2024-06-07"),
    "00:30 in UTC": (datetime(2024, 6, 7, 0, 30, tzinfo=UTC), "2024-06-07"),
}
ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles")


@pytest.fixture(autouse=True)
def _real_content(workspace: Path) -> None:
    """Content that is marked as an illustration is not issued."""
    plan = workspace / CITY
    text = re.sub(r"^minh_hoa = true\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
    plan.write_text(text, "utf-8")


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The machine stands in a zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(params=sorted(MOMENTS))
def day(request: pytest.FixtureRequest, zone: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The official day of a moment at which the machine's clock stands."""
    moment, official = MOMENTS[request.param]
    monkeypatch.setattr(common, "now", lambda: moment.astimezone())
    return official


def test_the_desk_gives_the_day_in_vietnam(day: str, workspace: Path) -> None:
    desk = Desk(Workspace(workspace), lambda: common.now())
    assert desk.today().isoformat() == day
    assert desk.now().utcoffset() == VIETNAM.utcoffset(None)


def test_a_plan_of_today_is_issued_today_and_enters_the_register_today(
    day: str, workspace: Path, kehoach: Callable[..., Any]
) -> None:
    issued = kehoach("issue", CITY, "--json")
    assert issued.code == 0, issued.err
    assert json.loads(issued.out)["results"][0]["date"] == day
    printed = kehoach("register", "list", "--year", "2024", "--json")
    assert printed.code == 0, printed.err
    assert day in printed.out
    assert kehoach("register", "audit").code == 0


def test_a_plan_of_tomorrow_is_not_issued_today(
    day: str, workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = workspace / CITY
    text = plan.read_text("utf-8")
    plan.write_text(re.sub(r"^ngay = .*$", "ngay = 2024-06-08", text, flags=re.MULTILINE), "utf-8")
    refused = kehoach("issue", CITY)
    assert refused.code == 1
    # copies of sources by their digest may wait for the next attempt; no number has a folder
    assert [p.name for p in (workspace / "phat-hanh").glob("[!.]*")] == []
    assert json.loads(kehoach("register", "list", "--json").out)["results"] == []

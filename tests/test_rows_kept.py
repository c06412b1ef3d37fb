"""What the list of plans tells is kept between processes, and believed of files as they were."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from generator.verbs import plans
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

CITY = "plans/lang-son-2024/thanh-pho.toml"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of plan files that were read, as they are read."""
    names: list[str] = []
    whole = plans._facts

    def noted(path: Path) -> object:
        names.append(path.name)
        return whole(path)

    monkeypatch.setattr(plans, "MANY", 1)
    monkeypatch.setattr(plans, "_facts", noted)
    return names


def rows(root: Path) -> list[plans.PlanRow]:
    """The list as a process of its own sees it."""
    return plans.run(Desk(Workspace(root), lambda: datetime.now(UTC)), plans.Request()).rows


def test_a_later_process_reads_only_what_changed(workspace: Path, read: list[str]) -> None:
    for path in (workspace / "plans").rglob("*.toml"):
        os.utime(path, (1.7e9, 1.7e9))
    first = rows(workspace)
    assert len(read) == len(first)
    read.clear()
    assert rows(workspace) == first
    assert read == []
    city = workspace / CITY
    city.write_text(city.read_text("utf-8").replace('trich_yeu = "', 'trich_yeu = "Mới: '), "utf-8")
    assert "Mới: " in "".join(row.subject for row in rows(workspace))
    assert read == [city.name]


def test_what_cannot_be_read_is_told_each_time(workspace: Path, read: list[str]) -> None:
    broken = workspace / "plans/hong.toml"
    broken.write_text("[van_ban\n", "utf-8")
    os.utime(broken, (1.7e9, 1.7e9))
    for _time in range(2):
        assert "unreadable" in {row.state for row in rows(workspace)}
        assert broken.name in read
        read.clear()

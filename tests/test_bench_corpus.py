"""A workspace to measure with: so many plans as asked for, all of them usable."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("number", [8, 30])
def test_so_many_plans_are_made_and_can_be_printed(workspace, kehoach, number) -> None:
    made = kehoach("bench-corpus", number, "-o", "do", "--json")
    assert made.code == 0, made.err
    found = json.loads(made.out)
    assert found["plans"] == number
    plans = sorted((workspace / "do/plans/toan-quoc").glob("*.toml"))
    assert len(plans) == number
    rendered = kehoach("render", *plans[-3:], "--json")
    assert [one["status"] for one in json.loads(rendered.out)["results"]] == ["written"] * 3
    covered = json.loads(kehoach("coverage", workspace / found["parent"], "--json").out)
    assert len([unit for unit in covered["units"] if unit["plan"]]) == number


def test_only_the_units_are_made_where_that_is_asked(workspace, kehoach) -> None:
    made = kehoach("bench-corpus", "40", "-o", "do", "--units-only")
    assert made.code == 0
    assert not (workspace / "do/plans/toan-quoc").exists()
    registry = (workspace / "do/plans/danh-muc/co-quan.toml").read_text("utf-8")
    assert registry.count('id = "ubnd-xa-so-') + registry.count('id = "ubnd-phuong-so-') == 32


def test_a_folder_with_something_in_it_is_left_alone(workspace, kehoach) -> None:
    outcome = kehoach("bench-corpus", "30", "-o", "plans")
    assert outcome.code == 2
    assert "LN005" in outcome.err or "đã có nội dung" in outcome.err
    assert not (workspace / "plans/kehoach.toml").exists()

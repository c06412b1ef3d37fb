"""What changed has its tests by name, and they end within a minute."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tools.tests_of import MINUTE, nearest

ROOT = Path(__file__).parent.parent
SECONDS = tomllib.loads((ROOT / "tests/seconds.toml").read_text("utf-8"))["seconds"]
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py"))


@pytest.mark.parametrize(
    ("changed", "test"),
    [
        ("generator/plan/numbering.py", "tests/test_numbering.py"),
        ("generator/cascade/changing/merge.py", "tests/test_update_decisions.py"),
        ("generator/verbs/issue.py", "tests/test_issue.py"),
        ("generator/web/templates/dossiers.html", "tests/web/test_dossiers.py"),
        ("generator/explain/HT.toml", "tests/test_messages.py"),
        ("generator/cli/render.py", "tests/test_cli.py"),
        ("generator/verbs/score_choose.py", "tests/progress/test_score.py"),
        ("generator/rules/families/dates.py", "tests/test_rules.py"),
        ("tests/tokens.py", "tests/test_sign_story.py"),
        ("tests/test_numbering.py", "tests/test_numbering.py"),
    ],
)
def test_the_tests_of_a_file_are_among_the_nearest(changed: str, test: str) -> None:
    assert test in nearest([changed])


def test_the_nearest_stands_first_and_no_file_twice() -> None:
    found = nearest(["generator/plan/numbering.py", "tests/test_engine.py"])
    assert set(found[:2]) == {"tests/test_numbering.py", "tests/test_engine.py"}
    assert len(found) == len(set(found))


@pytest.mark.parametrize("module", MODULES[::25])
def test_any_module_has_tests_that_are_there_and_end_within_a_minute(module: str) -> None:
    found = nearest([module])
    assert found
    assert all((ROOT / name).is_file() for name in found)
    assert sum(SECONDS.get(name, 0.5) for name in found) <= MINUTE


def test_what_no_test_knows_has_none() -> None:
    assert nearest(["?" * 9]) == []

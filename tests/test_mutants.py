"""`make mutants`: its rooms name what is there, and no rule escapes it behind a decorator."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tools.mutants import undecorated

ROOT = Path(__file__).parent.parent
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["rooms"]
DECISIONS = {
    "merge", "update", "citations", "numbering", "register", "verify", "rules", "profiles",
}  # fmt: skip
FAMILIES = sorted((ROOT / "generator/rules/families").glob("[!_]*.py"))


def test_every_room_of_decisions_has_files_and_tests_that_are_there() -> None:
    assert set(ROOMS) == DECISIONS
    for room in ROOMS.values():
        assert all(list(ROOT.glob(pattern)) for pattern in room["files"])
        assert all((ROOT / test).is_file() for test in room["tests"])


def decorated(text: str) -> set[tuple[str, str]]:
    """The functions with a decorator, each with it."""
    return {
        (ast.unparse(decorator), node.name)
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
    }


@pytest.mark.parametrize("family", FAMILIES, ids=lambda path: path.stem)
def test_each_rule_of_a_family_is_entered_behind_it(family: Path) -> None:
    text = family.read_text("utf-8")
    made = undecorated(text)
    entered = {
        (ast.unparse(node.value.func), node.value.args[0].id)
        for node in ast.parse(made).body
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.args[0], ast.Name)
    }
    rules = {pair for pair in decorated(text) if pair[0].startswith("rule(")}
    assert rules
    assert entered == rules
    assert decorated(made) == decorated(text) - rules
    assert {n.name for n in ast.parse(made).body if isinstance(n, ast.FunctionDef)} == {
        n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)
    }

"""The tests are in order too: every code is asked for, and no assertion is left to chance."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings

from generator.explain import codes
from tests.planting import FAULTS

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.rglob("*.py") if path != Path(__file__))

NOT_ASKED = frozenset((
    "DX514", "DX515", "DX526", "HS108", "HS112", "HS120", "HT913",
    "HT933", "HT935", "KY102", "KY105", "KY311", "KY315", "KY317", "KY318", "KY319", "KY321",
    "KY322", "KY325", "KY402", "KY501", "KY502", "KY503", "NH011", "NH031",
    "NH032", "NH090", "NH507", "NH510", "SO108", "SO109", "SO111", "SO405", "SO503", "SS101",
    "TL014", "XT304",
))  # fmt: skip
"""Codes that no test asks for yet. Nothing is added: a new code comes with its test."""

BRANCHES = {
    "test_bad_input.py": 1,
    "test_cli.py": 1,
    "test_compose.py": 2,
    "test_coverage.py": 1,
    "test_derive.py": 1,
    "test_derive_laws.py": 4,
    "test_diff.py": 1,
    "test_diff_laws.py": 1,
    "test_engine.py": 1,
    "test_issue_power_cut.py": 3,
    "test_issue_signed.py": 1,
    "test_package.py": 1,
    "test_redline.py": 1,
    "test_register_anchor.py": 1,
    "test_seed_data.py": 2,
    "test_sign_story.py": 1,
    "test_template_contract.py": 2,
    "test_template_layout.py": 2,
    "test_toml_reading.py": 2,
    "test_update_laws.py": 3,
    "test_verify_signers.py": 1,
    "test_word_bad_files.py": 1,
}
"""File → assertions under an `if` of a test that are left; fewer may be, more not."""

CLOCKS = {
    "cluster/machines.py": "waiting for machines",
    "remote_servers.py": "waiting for servers",
    "cluster/test_cluster.py": "waiting for files",
    "conftest.py": "waiting for processes to end",
    "issuers.py": "processes that are killed at random moments",
    "redline/office.py": "waiting for LibreOffice",
    "test_bad_input.py": "waiting for files and for workers",
    "test_update_story.py": "waiting for files",
    "verifiers/libreoffice_check.py": "waiting for LibreOffice",
    "web/conftest.py": "waiting for what a page does not show",
}
"""Files that may look at the clock: to wait, never to judge."""


@cache
def trees() -> list[tuple[str, ast.Module]]:
    """Name and tree of each file."""
    return [(p.relative_to(HERE).as_posix(), ast.parse(p.read_text("utf-8"))) for p in FILES]


def test_every_code_is_asked_for_but_those_that_were_not_yet() -> None:
    texts = "".join(path.read_text("utf-8") for path in FILES)
    texts += "".join(path.read_text("utf-8") for path in HERE.rglob("*.toml"))
    planted = {fault.code for fault in FAULTS}
    missing = {code for code in codes() if code not in texts} - planted
    assert missing <= NOT_ASKED, sorted(missing - NOT_ASKED)


def test_no_assertion_stands_under_an_if() -> None:
    found: dict[str, int] = {}
    for name, tree in trees():
        for branch in [node for node in ast.walk(tree) if isinstance(node, ast.If)]:
            inside = [x for part in branch.body + branch.orelse for x in ast.walk(part)]
            if name.rpartition("/")[2].startswith("test_"):
                found[name] = found.get(name, 0) + any(isinstance(x, ast.Assert) for x in inside)
    more = {name: count for name, count in found.items() if count > BRANCHES.get(name, 0)}
    assert more == {}


def test_no_assertion_is_true_whatever_comes() -> None:
    found = []
    for name, tree in trees():
        for node in [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]:
            always = isinstance(node.test, (ast.Tuple, ast.List)) and node.test.elts
            always = always or (isinstance(node.test, ast.Constant) and node.test.value)
            if always or _never_fails(node.test):
                found.append(f"{name}:{node.lineno}")
    assert found == []


def _never_fails(test: ast.expr) -> bool:
    """`a in x or b not in x`, `len(x) >= 0`, `a or not a`: true for nearly every x."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        sides = [(type(x.ops[0]), ast.dump(x.comparators[0])) for x in test.values
                 if isinstance(x, ast.Compare)]  # fmt: skip
        within = {where for kind, where in sides if kind is ast.In}
        without = {where for kind, where in sides if kind is ast.NotIn}
        plain = {ast.dump(x) for x in test.values}
        denied = {ast.dump(x.operand) for x in test.values if isinstance(x, ast.UnaryOp)}
        return bool(within & without or plain & denied)
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.GtE):
        right = test.comparators[0]
        counted = isinstance(test.left, ast.Call) and ast.unparse(test.left.func) == "len"
        return counted and isinstance(right, ast.Constant) and right.value == 0
    return False


def test_no_test_judges_by_the_clock() -> None:
    clocks = {"perf_counter", "monotonic", "process_time", "perf_counter_ns"}
    users = {
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in clocks
    }
    assert users <= set(CLOCKS)


def test_no_examples_are_refused_for_the_time_it_takes_to_make_them() -> None:
    timed = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "suppress_health_check"
        if ast.unparse(node.value) != "list(HealthCheck)"
        if "HealthCheck.too_slow" not in ast.unparse(node.value)
    ]
    assert timed == []
    assert HealthCheck.too_slow in settings().suppress_health_check

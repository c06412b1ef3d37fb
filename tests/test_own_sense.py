"""What `check` says of a plan that nobody derived, and that a derived plan gives it no cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plans_apart import gold, sensing, typist
from tests.plans_apart.office import Office

OWN = tuple(f"LC{number}" for number in range(707, 715))


def test_each_planted_fault_is_told_and_each_right_sentence_left_alone(tmp_path: Path) -> None:
    found = sensing.judge_checks(tmp_path)
    assert found.faults == []


def test_each_kind_of_fault_has_its_own_code(tmp_path: Path) -> None:
    office = Office(tmp_path, sensing.UNIT)
    (tmp_path / "vao.docx").write_bytes(typist.typed("co-loi", sensing.HERE))
    office.do("import", "vao.docx", "-o", "plans/vao.toml")
    said = office.do("check", "plans/vao.toml", "--json").data["diagnostics"]
    codes = {row["code"] for row in said}
    assert codes >= {"LC709", "LC710", "LC711", "LC712", "LC713", "LC714"}


@pytest.mark.parametrize("name", ["dich-benh-son-la", "giao-thong-dong-nai", "giao-duc-nghe-an"])
def test_a_derived_plan_orders_nobody_outside_and_answers_not_before_itself(
    name: str, tmp_path: Path
) -> None:
    for unit in gold.of(name)["unit"]:
        office = Office(tmp_path / unit["id"], unit["name"])
        assert office.take_in(name) is not None
        made = office.derive(name)
        assert not isinstance(made, str)
        target = made[1]["results"][0]["target"]
        said = office.do("check", target, "--json").data["diagnostics"]
        assert [row for row in said if row["code"] in OWN] == []

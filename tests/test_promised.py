"""What tables of targets promise: read by year, compared between levels, added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.grammar.target_tables import read_targets
from generator.plan.ruled import Bang
from tests.plans_apart.office import Office
from tests.test_body_tables import FOOT, HEAD

if TYPE_CHECKING:
    from pathlib import Path

YEARS = Bang(
    cot=["TT", "Chỉ tiêu", "ĐVT", "Thực hiện 2025", "Mục tiêu", "", "Cơ quan theo dõi"],
    hang=[
        ["", "", "", "", "2026", "Giai đoạn 2026 - 2030", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["I", "Trồng rừng", "", "", "", "", ""],
        ["1", "Độ che phủ", "%", "41,2", "42", "≥ 45,5", "Sở Nông nghiệp và Môi trường"],
        ["2", "Số vụ cháy", "vụ", "12", "không quá 10", "Giảm dần", "Công an tỉnh"],
        ["3", "Cây trồng mới", "nghìn cây", "", "1.250", "6.000", ""],
    ],
)
TARGETS = """\
cot = ["TT", "Chỉ tiêu", "ĐVT", "Năm 2026"]
hang = [
  ["1", "Tỷ lệ hộ ký cam kết giữ rừng", "%", "{share}"],
  ["2", "Cây phân tán trồng mới", "cây", "{count}"],
]"""


def test_a_column_for_each_year_is_a_target_for_each_year() -> None:
    read = [(row.text, row.value, row.sign, row.unit, row.year) for row in read_targets(YEARS)]
    assert read == [
        ("Độ che phủ", "42", ">=", "%", 2026),
        ("Độ che phủ", "45,5", ">=", "%", 2030),
        ("Số vụ cháy", "10", "<=", "vụ", 2026),
        ("Cây trồng mới", "1.250", ">=", "nghìn cây", 2026),
        ("Cây trồng mới", "6.000", ">=", "nghìn cây", 2030),
    ]
    assert {row.base for row in read_targets(YEARS)} == {"41,2", "12", ""}


@pytest.mark.parametrize(
    "head",
    [
        ["TT", "Nội dung", "Chủ trì", "Năm 2026"],
        ["TT", "Họ và tên", "Chức vụ", "Ghi chú"],
        ["Xã", "Số hộ", "Số khẩu", "Năm 2026"],
    ],
)
def test_a_table_that_promises_nothing_has_no_targets(head: list[str]) -> None:
    assert read_targets(Bang(cot=head, hang=[["1", "Việc một", "2", "3"]])) == []


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, "xã Yên Châu, Sơn La")


def derived(office: Office, share: str, count: str) -> None:
    """A plan above with its targets, and one below with its own."""
    above = HEAD + TARGETS.replace("{share}", "85").replace("{count}", "900") + FOOT
    (office.folder / "plans/tren.toml").write_text(above, encoding="utf-8")
    office.do("derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau")
    file = office.folder / "plans/xa-yen-chau.toml"
    text = file.read_text("utf-8").replace('"85"', f'"{share}"').replace('"900"', f'"{count}"')
    text = re.sub(r"^can_xem = .*\n", "", text, flags=re.MULTILINE)  # the clerk has decided
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("share", "told"), [("80", 1), ("85", 0), ("92,5", 0)])
def test_a_share_below_that_of_the_plan_above_is_told(
    office: Office, share: str, told: int
) -> None:
    derived(office, share, "40")
    found = office.do("check", "plans/xa-yen-chau.toml", "--json").data["diagnostics"]
    assert [one["code"] for one in found].count("LC725") == told


def test_counts_of_tables_are_added_up_over_the_units(office: Office) -> None:
    derived(office, "85", "40")
    sums = office.do("coverage", "plans/tren.toml", "--json").data["sums"]
    own = next(one for one in sums if one["of"] == "cây")
    assert (own["target"], own["sum"], own["stating"]) == (900, 40, 1)
    assert own["text"] == "Cây phân tán trồng mới (2026)"

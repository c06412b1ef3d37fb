"""Plans written apart from the rules: the gold fits its text; what heads a paper is read right."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans_apart import gold, judging, sensing, typist
from tests.plans_apart.office import Node, Office

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

NAMES = typist.names()


def one_space(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_speaks_of_paragraphs_and_bodies_that_exist(name: str) -> None:
    assert gold.faults(name) == []


@pytest.mark.parametrize("name", NAMES)
def test_number_date_type_and_title_are_read_as_typed(
    name: str, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    (workspace / f"{name}.docx").write_bytes(typist.typed(name))
    assert kehoach("import", f"{name}.docx", "-o", f"plans/{name}.toml").code == 0
    read: dict[str, Any] = tomllib.loads((workspace / f"plans/{name}.toml").read_text("utf-8"))
    paper, written = gold.of(name)["paper"], read["van_ban"]
    assert written.get("so", 0) == paper["number"]
    assert written.get("ngay") == paper.get("date")
    assert written.get("loai", "KH") == paper["type"]
    assert one_space(written["trich_yeu"]) == paper["title"]
    assert paper.get("date", date(2026, 1, 1)).year in range(2023, 2027)


def test_the_scorer_sees_what_is_wrong_in_a_plan_that_only_copies_the_one_above(
    tmp_path: Path,
) -> None:
    above = Office(tmp_path).take_in("y-te-ca-mau")
    assert above is not None
    found = judging.judge_derived("y-te-ca-mau", "b", above, above, {})
    told = "\n".join(found.faults)
    assert "tiền của tỉnh: Tổng kinh phí" in told
    assert "đơn vị khác: Mỗi xã, phường tổ chức" in told
    assert "others.left: b: - Là cơ quan thường trực" in told
    assert found.counts["own.found"] == found.counts["own.found:of"] > 5
    assert found.counts["must"] < found.counts["must:of"]


def test_the_scorer_takes_a_marked_sentence_for_no_error(tmp_path: Path) -> None:
    above = Office(tmp_path).take_in("y-te-ca-mau")
    assert above is not None
    marked = {**above, "muc": [{**part, "can_xem": "Xem lại"} for part in above["muc"]]}
    found = judging.judge_derived("y-te-ca-mau", "b", above, marked, {})
    assert [fault for fault in found.faults if fault.startswith("wrong")] == []
    assert found.counts["questions"] == 1


def test_the_faulty_plan_of_a_commune_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    found = sensing.judge_checks(tmp_path)
    assert found.counts["check.told:of"] == 9
    assert found.counts["check.quiet:of"] == 10
    assert found.counts["check.told"] >= 2


@pytest.mark.parametrize(
    ("field", "day", "kept"),
    [("truoc", 10, True), ("truoc", 11, False), ("ngay", 9, True), ("ngay", 10, False)],
)
def test_before_a_day_is_in_time_until_the_day_before(field: str, day: int, kept: bool) -> None:
    when = {field: date(2026, 6, day), "loi": "Lời của bản gốc"}
    row = Node("phu_luc.nhiem_vu", "nv", "Phê duyệt", "", "", "", {"thoi_han": when})
    assert judging.in_time([row], date(2026, 6, 9)) is kept

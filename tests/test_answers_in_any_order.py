"""Answers are taken in any order: what the program wrote it can also go on with."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office
from tests.test_answer import ABOVE, GROUP, LEAD, UNIT, answer, asked, derived

if TYPE_CHECKING:
    from pathlib import Path

ANNEX = """
[[phu_luc]]
id = "phu-luc"
tieu_de = "DANH MỤC NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "doi-du-bi"
noi_dung = "Thành lập đội cấp cứu dự bị tại xã có bệnh viện"
chu_tri = ["ubnd-xa-yen-chau"]
san_pham = "Danh sách đội (tối thiểu 30 người)"
thoi_han = { truoc = 2026-10-31 }
"""
CELL = "Chỉ nói riêng một phần (“xã có bệnh viện”): xem xã Yên Châu có thuộc phần ấy không"
ANSWERS = (f"{LEAD}=Phòng Kinh tế", f"{GROUP}=có", f"{CELL}=có")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    above = ABOVE.format(so=1, ngay=1) + ANNEX
    made = Office(tmp_path, UNIT)
    (tmp_path / "plans/tren-1.toml").write_text(above, encoding="utf-8")
    return made


def test_answers_in_any_order_make_the_same_plan(office: Office) -> None:
    """Of an annex, too, whose question cites a cell and nothing of the next one."""
    plan = derived(office, 1)
    assert {LEAD, GROUP, CELL} <= {one["text"] for one in asked(office, plan)}
    file, kept = office.folder / plan, office.folder / "plans/danh-muc/tra-loi.toml"
    before, made = file.read_bytes(), []
    for order in permutations(ANSWERS):
        file.write_bytes(before)
        kept.unlink(missing_ok=True)
        told = [answer(office, plan, one) for one in order]
        assert [said.code for said in told] == [0, 0, 0], [said.err for said in told]
        made.append(office.read(plan))
    assert made == made[:1] * len(made)

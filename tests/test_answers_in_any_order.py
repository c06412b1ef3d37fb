"""Answers are taken in any order: what the program wrote it can also go on with.

What an answer does not settle is still asked.
"""

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
CLASS = """
[[muc]]
id = "noi-dung"
tieu_de = "NỘI DUNG"

[[muc.khoan]]
id = "lop"
noi_dung = "Mở lớp cho 300 cán bộ trong tháng 6/2026; các xã biên giới cử 02 người tham dự."

[[nguoi_ky]]"""
FIGURE = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của xã"
CELL = "Chỉ nói riêng một phần (“xã có bệnh viện”): xem xã Yên Châu có thuộc phần ấy không"
ANSWERS = (f"{LEAD}=Phòng Kinh tế", f"{GROUP}=có", f"{CELL}=có")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    above = ABOVE.format(so=1, ngay=1).replace("\n[[nguoi_ky]]", CLASS) + ANNEX
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


@pytest.mark.parametrize(("said", "left"), [("có", "; cử 02 người tham dự."), ("không", ".")])
def test_of_whom_a_sentence_is_settles_no_figure_in_it(
    office: Office, said: str, left: str
) -> None:
    plan = derived(office, 1)
    figures = [one["places"] for one in asked(office, plan) if one["text"] == FIGURE]
    assert [at["node"] for at in figures[0]] == ["lop"]
    assert answer(office, plan, f"{GROUP}={said}").code == 0
    after = [one["places"] for one in asked(office, plan) if one["text"] == FIGURE]
    assert [(at["node"], at["words"]) for at in after[0]] == [
        ("lop", f"Mở lớp cho 300 cán bộ trong tháng 6/2026{left}")
    ]


SHARE_OF_SOME = """
[[muc]]
id = "noi-dung"
tieu_de = "NỘI DUNG"

[[muc.khoan]]
id = "sac"
noi_dung = "Xây dựng 60 điểm sạc, trong đó các xã có điểm du lịch mỗi nơi 02 điểm."

[[nguoi_ky]]"""
OF_SOME = "Chỉ nói riêng một phần (“xã có điểm du lịch”): xem xã Yên Châu có thuộc phần ấy không"
ITS_SHARE = "Số liệu giao chung cho nhiều đơn vị: xác định phần của xã Yên Châu"


@pytest.mark.parametrize(
    ("said", "left", "still"),
    [("có", "Xây dựng 02 điểm sạc.", []), ("không", "Xây dựng 60 điểm sạc.", [ITS_SHARE])],
)
def test_the_share_of_some_is_the_units_or_its_share_is_still_asked(
    tmp_path: Path, said: str, left: str, still: list[str]
) -> None:
    made = Office(tmp_path, UNIT)
    above = ABOVE.format(so=1, ngay=1).replace("\n[[nguoi_ky]]", SHARE_OF_SOME)
    (tmp_path / "plans/tren-1.toml").write_text(above, encoding="utf-8")
    plan = derived(made, 1)
    assert answer(made, plan, f"{OF_SOME}={said}").code == 0
    assert f'noi_dung = "{left}"' in (tmp_path / plan).read_text("utf-8")
    about = [q["text"] for q in asked(made, plan) if q["places"][0]["node"] == "sac"]
    assert about == still

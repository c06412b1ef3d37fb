"""Paragraphs of a cell: kept in the rows of tasks, nowhere else, and never empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cascade.changing.operations import Set, edit
from generator.cascade.changing.tree import Tree
from generator.plan.cell_lines import goes_on, squeezed
from generator.plan.toml import load_plan, parse_plan

PLAN = Path(__file__).parents[1] / "plans/lang-son-2024/thanh-pho.toml"
HEAD = """phien_ban = 1
[van_ban]
ma = "kh"
co_quan = "ubnd-tinh"
trich_yeu = "Kế hoạch"
"""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rà soát\nBáo cáo", "Rà soát\nBáo cáo"),
        ("  Rà  soát \n\n \n Báo   cáo\n", "Rà soát\nBáo cáo"),
    ],
)
def test_a_cell_typed_in_lines_keeps_its_paragraphs_without_empty_ones(
    typed: str, kept: str
) -> None:
    plan = load_plan(PLAN)[0].plan
    task = plan.phu_luc[0].nhiem_vu[0]
    edited = edit(plan, [Set(task.id, "noi_dung", typed, task.noi_dung)])
    assert edited.clashes == []
    assert Tree(edited.plan).items[task.id].node.noi_dung == kept
    assert squeezed(typed) == kept


def test_a_line_end_in_a_text_that_is_no_cell_is_a_blank() -> None:
    text = """
[[muc]]
id = "i"
tieu_de = "MỤC"
[[muc.khoan]]
id = "k"
noi_dung = "Rà soát\\nbáo cáo"
[[phu_luc]]
id = "pl"
tieu_de = "PHỤ LỤC"
[[phu_luc.nhom]]
id = "n"
tieu_de = "NHÓM\\nMỘT"
[[phu_luc.nhiem_vu]]
id = "nv"
noi_dung = "Rà soát\\nBáo cáo"
cot_them = { "Nguồn" = "Ngân sách\\nXã hội hóa" }
"""
    loaded, _found = parse_plan((HEAD + text).encode(), "kh.toml")
    assert loaded is not None
    plan = loaded.plan
    (table,) = plan.phu_luc
    (task,) = table.nhiem_vu
    assert plan.muc[0].khoan[0].noi_dung == "Rà soát báo cáo"
    assert table.nhom[0].tieu_de == "NHÓM MỘT"
    assert task.noi_dung == "Rà soát\nBáo cáo"
    assert task.cot_them == {"Nguồn": "Ngân sách\nXã hội hóa"}


@pytest.mark.parametrize(
    ("before", "joined"),
    [
        ("Họp giao ban. ", False),
        ("Họp giao ban; ", False),
        (" Họp giao ban ", True),
        ("Đường loại X", True),
        ("", False),
    ],
)
def test_a_line_goes_on_unless_the_one_before_it_ended_its_sentence(
    before: str, joined: bool
) -> None:
    assert goes_on(before, "xong trong tháng 9") is joined
